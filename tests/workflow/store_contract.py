"""What every store does: one suite, run by ``test_store_contract`` (memory) and ``tests/store`` (GeoPackage).

A subclass gives ``store``, and ``another``: a second store object on the same content, as another window has.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from shapely.geometry import MultiPolygon, Point, Polygon

from drugscene_plugin.domain.area import AreaCode, AreaLevel, Assignment
from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.ports import Code, StaleEdit
from tests.builders import ALL_YES, answers, lpo, mapping_round, municipality, scene, square

HOLED = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(2, 2), (4, 2), (4, 4), (2, 4)]])
TWO_PARTS = MultiPolygon([square(), square(at=(500.5, 0.1))])
AWKWARD = [
    "O'Brien's \"corner\"",
    "two\nlines\r\nand a\ttab",
    "emoji 🧪👩‍🔬",
    "مشهد מפה",
    "'; DROP TABLE scenes; --",
    "=cmd()",
    "a|b;c%d_e\\f{g}",
    "unit \x1f and record \x1e separators \x1e0 \x1e1",
    "long " * 2000,
]


class Ticking:
    """A clock that moves on by a second whenever it is asked."""

    def __init__(self):
        self.now = datetime(2023, 11, 15, 8, 0, tzinfo=timezone.utc)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def change(before, **fields):
    return SceneChange(before, replace(before, **fields))


def changes(*made, round="2023"):
    return ChangeSet(round, tuple(made))


def content(store):
    """All that can be read of a store, to hold that nothing changed."""
    return (
        store.info(),
        store.rounds(),
        store.areas(),
        [store.scenes(r.label) for r in store.rounds()],
        [store.seen_findings(r.label) for r in store.rounds()],
        store.codes("category"),
        store.log(),
    )


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\(")


class StoreContract:
    @pytest.fixture(autouse=True, scope="class")
    def _say_which_store_runs(self, request):
        reporter = request.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(f"store contract: {request.cls.__name__}")

    # -- rounds -----------------------------------------------------------------------------------------------------

    def test_a_new_store_is_empty(self, store):
        assert store.rounds() == [] and store.areas() == [] and store.log() == [] and store.scene_rounds() == {}
        assert store.codes("category") == []
        info = store.info()
        assert (info.crs, info.schema_version, info.revision) == ("EPSG:3006", 1, 0)

    def test_rounds_come_by_reference_date_then_label(self, store):
        for label, day in (("b", date(2023, 1, 1)), ("c", date(2021, 1, 1)), ("a", date(2023, 1, 1))):
            store.add_round(mapping_round(label, day), [], "kim")
        assert [r.label for r in store.rounds()] == ["c", "a", "b"]

    def test_a_round_comes_back_as_it_was(self, store):
        given = mapping_round(
            "2024-Å", date(2024, 2, 20), state=RoundState.IN_REVIEW, definition="D2", delisting="D6", from_round="2023",
            revision=3,
        )  # fmt: skip
        store.add_round(given, [], "kim")
        assert store.round("2024-Å") == given

    def test_an_unknown_round_is_refused_by_every_method_with_the_ones_there_are(self, store):
        store.add_round(mapping_round("2021"), [], "kim")
        for ask in (
            lambda: store.round("2022"),
            lambda: store.scenes("2022"),
            lambda: store.seen_findings("2022"),
            lambda: store.accept_finding("2022", "f", "because", "kim"),
            lambda: store.save(changes(SceneChange(None, scene(round="2022")), round="2022"), "kim"),
            lambda: store.save(changes(round="2022"), "kim"),
        ):
            with refused("round_unknown") as refusal:
                ask()
            assert refusal.value.values == {"round": "2022", "known": "2021"}

    def test_a_round_that_exists_is_refused(self, store):
        store.add_round(mapping_round(), [scene()], "kim")
        before = content(store)
        with refused("round_exists"):
            store.add_round(mapping_round(ref_date=date(2024, 1, 1)), [scene("b")], "kim")
        assert content(store) == before

    def test_a_label_that_is_an_attack_finds_nothing_and_harms_nothing(self, store):
        store.add_round(mapping_round(), [scene()], "kim")
        for label in ("2023' OR '1'='1", "x'; DROP TABLE scenes; --", "", "\x00", "2023\x00"):
            with refused("round_unknown"):
                store.scenes(label)
        assert len(store.scenes("2023")) == 1

    # -- scenes -----------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "outline",
        [
            square(at=(674_000.123456789, 6_580_000.987654321)),
            HOLED,
            TWO_PARTS,
            Point(0, 0).buffer(80),
            Polygon([(0, 0), (1, 1), (0, 1), (1, 0)]),
            Polygon(),
            None,
        ],
        ids=["square", "hole", "two parts", "circle", "bow-tie", "empty", "none"],
    )
    def test_an_outline_comes_back_to_the_last_digit(self, store, outline):
        given = replace(scene(), outline=outline)
        store.add_round(mapping_round(), [given], "kim")
        assert store.scenes("2023") == [replace(given, revision=1)]

    def test_an_outline_is_kept_flat_and_single_where_it_is(self, store):
        raised = Polygon([(0, 0, 5), (10, 0, 5), (10, 10, 5)])
        store.add_round(mapping_round(), [scene("a", outline=raised), scene("b", outline=MultiPolygon([HOLED]))], "kim")
        flat, single = (s.outline for s in store.scenes("2023"))
        assert flat == Polygon([(0, 0), (10, 0), (10, 10)]) and not flat.has_z
        assert single == HOLED

    def test_an_outline_that_is_no_polygon_is_refused(self, store):
        with refused("outline_not_polygon"):
            store.add_round(mapping_round(), [scene("a"), scene("b", outline=Point(1, 1))], "kim")
        assert store.rounds() == [] and store.info().revision == 0

    def test_everything_said_of_a_scene_comes_back(self, store):
        given = scene(
            "s-åäö",
            name="Square",
            status=SceneStatus.CEASED,
            status_reason="quiet since spring",
            answers={
                **ALL_YES,
                Criterion.SALE: Assessment(Answer.NO, "patrol", date(2023, 9, 30), "kim"),
                Criterion.USE: Assessment(Answer.UNKNOWN, "", None, "lo"),
            },
            tags={
                "category": "b",
                "substances": ("cannabis", "opioids"),
                "group_present": "some",
                "first_known_year": 2009,
                "to_discuss": False,
                "note": "n",
            },
            lpo=Assignment(AreaCode("531210"), ((AreaCode("531210"), 0.75), (AreaCode("531230"), 0.25)), "asked them"),
            municipality=Assignment(AreaCode("0180"), ((AreaCode("0180"), 1.0),)),
            predecessors=("s-1", "s-2"),
            to_confirm=True,
        )
        store.add_round(mapping_round(), [given], "kim")
        (found,) = store.scenes("2023")
        assert found == replace(given, revision=1)
        assert found.tags["to_discuss"] is False and found.to_confirm is True

    @pytest.mark.parametrize("text", AWKWARD)
    def test_awkward_text_comes_back_unharmed(self, store, text):
        given = scene(
            name=text, status_reason=text, tags={"note": text}, answers={Criterion.USE: Assessment(Answer.YES, text)}
        )
        store.add_round(mapping_round(), [given], text)
        assert store.scenes("2023") == [replace(given, revision=1)]
        store.save(changes(change(store.scenes("2023")[0], tags={"note": text + "!"})), text)
        assert store.scenes("2023")[0].tags["note"] == text + "!"
        assert [line.by for line in store.log()] == [text, text]

    @pytest.mark.parametrize("text", ["a\x00b", "half \ud83d"])
    def test_text_that_no_file_can_hold_is_refused_and_named(self, store, text):
        store.add_round(mapping_round(), [scene()], "kim")
        before = content(store)
        (first,) = store.scenes("2023")
        for attempt in (
            lambda: store.save(changes(change(first, name=text)), "kim"),
            lambda: store.save(changes(change(first, name="b")), text),
            lambda: store.add_round(mapping_round("2024"), [scene(round="2024", tags={"note": text})], "kim"),
            lambda: store.add_areas([lpo(name=text)], "kim"),
            lambda: store.accept_finding("2023", "f", text, "kim"),
            lambda: store.set_codes("category", [Code("a", text, "")], "kim"),
        ):
            with refused("text_not_storable"):
                attempt()
        assert content(store) == before

    def test_scenes_come_by_id_and_of_their_round_alone(self, store):
        store.add_round(mapping_round("2021"), [scene("b", "2021"), scene("a", "2021")], "kim")
        store.add_round(mapping_round("2023"), [scene("c"), scene("a")], "kim")
        assert [s.id for s in store.scenes("2021")] == ["a", "b"]
        assert [s.id for s in store.scenes("2023")] == ["a", "c"]

    def test_it_knows_in_which_rounds_a_scene_stands(self, store):
        store.add_round(mapping_round("2024", date(2024, 1, 1)), [scene("a", "2024")], "kim")
        store.add_round(mapping_round("2021", date(2021, 1, 1)), [scene("a", "2021"), scene("b", "2021")], "kim")
        assert store.scene_rounds() == {"a": ("2021", "2024"), "b": ("2021",)}

    def test_a_published_round_can_be_loaded_whole(self, store):
        published = mapping_round("2021", state=RoundState.PUBLISHED)
        store.add_round(published, [scene(round="2021")], "kim")
        assert store.round("2021") == published and len(store.scenes("2021")) == 1

    # -- saving -----------------------------------------------------------------------------------------------------

    def test_a_save_adds_changes_and_removes(self, store):
        store.add_round(mapping_round(), [scene("a"), scene("b"), scene("c")], "kim")
        a, b, c = store.scenes("2023")
        new = scene("d", name="new", outline=TWO_PARTS)
        written = store.save(
            changes(change(a, name="renamed", outline=HOLED), SceneChange(b, None), SceneChange(None, new)), "lo"
        )
        assert written == {"a": 2, "d": 1}
        assert store.scenes("2023") == [
            replace(a, name="renamed", outline=HOLED, revision=2),
            c,
            replace(new, revision=1),
        ]

    def test_every_write_raises_the_stores_revision_once(self, store):
        store.add_round(mapping_round(), [scene("a"), scene("b")], "kim")
        store.add_areas([lpo()], "kim")
        a, b = store.scenes("2023")
        store.save(changes(change(a, name="x"), change(b, name="y")), "kim")
        assert store.info().revision == 3

    def test_an_empty_change_set_writes_nothing(self, store):
        store.add_round(mapping_round(), [], "kim")
        assert store.save(changes(), "kim") == {}
        assert store.info().revision == 1 and len(store.log()) == 1

    def test_a_second_save_of_the_same_row_is_refused_and_says_who_was_first(self, store, another):
        store.add_round(mapping_round(), [scene("a"), scene("b")], "kim")
        (mine, quiet), (theirs, _) = store.scenes("2023"), another.scenes("2023")
        another.save(changes(change(theirs, name="theirs")), "lo")
        before = content(store)
        with pytest.raises(StaleEdit) as stale:
            store.save(changes(change(quiet, name="also mine"), change(mine, name="mine")), "kim")
        (conflict,) = stale.value.conflicts
        assert (conflict.scene_id, conflict.mine.name, conflict.theirs.name) == ("a", "mine", "theirs")
        assert (conflict.by, conflict.at) == ("lo", store.log(scene="a")[-1].at)
        assert content(store) == before

    def test_two_windows_may_save_different_rows(self, store, another):
        store.add_round(mapping_round(), [scene("a"), scene("b")], "kim")
        (a, _), (_, b) = store.scenes("2023"), another.scenes("2023")
        store.save(changes(change(a, name="one")), "kim")
        another.save(changes(change(b, name="two")), "lo")
        assert [s.name for s in store.scenes("2023")] == ["one", "two"]

    def test_a_row_that_somebody_removed_is_a_conflict_with_nothing_on_their_side(self, store, another):
        store.add_round(mapping_round(), [scene("a")], "kim")
        (a,) = store.scenes("2023")
        another.save(changes(SceneChange(a, None)), "lo")
        for attempt in (change(a, name="mine"), SceneChange(a, None)):
            with pytest.raises(StaleEdit) as stale:
                store.save(changes(attempt), "kim")
            (conflict,) = stale.value.conflicts
            assert (conflict.mine, conflict.theirs, conflict.by) == (attempt.after, None, "lo")

    def test_removing_a_row_that_somebody_changed_is_a_conflict(self, store, another):
        store.add_round(mapping_round(), [scene("a")], "kim")
        (a,) = store.scenes("2023")
        another.save(changes(change(a, name="theirs")), "lo")
        with pytest.raises(StaleEdit) as stale:
            store.save(changes(SceneChange(a, None)), "kim")
        assert stale.value.conflicts[0].mine is None and stale.value.conflicts[0].theirs.name == "theirs"

    def test_adding_an_id_that_is_there_is_a_conflict(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        with pytest.raises(StaleEdit) as stale:
            store.save(changes(SceneChange(None, scene("a", name="again"))), "lo")
        (conflict,) = stale.value.conflicts
        assert (conflict.mine.name, conflict.theirs.id, conflict.by) == ("again", "a", "kim")

    def test_an_id_that_comes_back_counts_on_so_that_no_old_edit_fits_it(self, store, another):
        store.add_round(mapping_round(), [scene("a")], "kim")
        (old,) = another.scenes("2023")
        store.save(changes(SceneChange(old, None)), "kim")
        assert store.save(changes(SceneChange(None, scene("a", name="again"))), "kim") == {"a": 3}
        with pytest.raises(StaleEdit):
            another.save(changes(change(old, name="old")), "lo")

    @pytest.mark.parametrize("state", [RoundState.IN_REVIEW, RoundState.PUBLISHED])
    def test_a_round_that_is_not_a_draft_is_not_written(self, store, state):
        store.add_round(mapping_round(state=state), [scene("a")], "kim")
        (a,) = store.scenes("2023")
        before = content(store)
        for made in ([change(a, name="x")], [SceneChange(a, None)], [SceneChange(None, scene("b"))], []):
            with refused("round_not_editable") as refusal:
                store.save(changes(*made), "kim")
            assert refusal.value.values == {"round": "2023", "state": state.value}
        assert content(store) == before

    def test_a_change_set_that_names_a_scene_twice_or_renames_it_is_a_mistake(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        (a,) = store.scenes("2023")
        for made in ([change(a, name="x"), SceneChange(a, None)], [change(a, id="b")], [change(a, round="2021")]):
            with pytest.raises(ValueError):
                store.save(changes(*made), "kim")
        assert store.scenes("2023") == [a]

    def test_a_round_with_a_scene_twice_or_of_another_round_is_a_mistake(self, store):
        for scenes in ([scene("a"), scene("a")], [scene("a", "2021")]):
            with pytest.raises(ValueError):
                store.add_round(mapping_round(), scenes, "kim")
        assert store.rounds() == []

    def test_many_scenes_are_saved_at_once(self, store):
        store.add_round(mapping_round(), [scene(f"s{i:04}") for i in range(1200)], "kim")
        made = [change(s, name="x") for s in store.scenes("2023")]
        made += [SceneChange(None, scene(f"t{i:04}")) for i in range(600)]
        assert set(store.save(changes(*made), "kim").values()) == {1, 2}
        assert len(store.scenes("2023")) == 1800

    # -- areas ------------------------------------------------------------------------------------------------------

    def test_areas_come_by_level_code_and_start(self, store):
        later = lpo("2", valid_from=date(2025, 1, 1), name="later", official=False)
        earlier = lpo("2", valid_to=date(2024, 12, 31), name="earlier", outline=TWO_PARTS)
        store.add_areas([municipality("0180"), later, earlier, lpo("1")], "kim")
        assert store.areas() == [lpo("1"), earlier, later, municipality("0180")]
        assert store.areas(AreaLevel.MUNICIPALITY) == [municipality("0180")]
        assert store.areas(AreaLevel.DISTRICT) == []
        assert store.areas(AreaLevel.LPO)[2].official is False

    @pytest.mark.parametrize(
        "clashing",
        [lpo(), lpo(valid_to=date(2020, 1, 1)), lpo(valid_from=date(2024, 12, 31))],
        ids=["always", "before", "on the last day"],
    )
    def test_an_area_valid_at_the_same_time_is_refused(self, store, clashing):
        first = lpo(valid_to=date(2024, 12, 31))
        store.add_areas([first], "kim")
        with refused("area_exists"):
            store.add_areas([lpo("other"), clashing], "kim")
        assert store.areas() == [first]
        store.add_areas([lpo(valid_from=date(2025, 1, 1)), municipality(first.code)], "kim")
        assert len(store.areas()) == 3

    def test_an_area_that_clashes_within_one_call_is_refused(self, store):
        with refused("area_exists"):
            store.add_areas([lpo(), lpo()], "kim")
        assert store.areas() == []

    # -- findings, codes, log ---------------------------------------------------------------------------------------

    def test_a_finding_is_accepted_and_taken_back(self, store):
        store.add_round(mapping_round("2021"), [], "kim")
        store.add_round(mapping_round(), [], "kim")
        store.accept_finding("2023", "f'1", "because", "kim")
        store.accept_finding("2023", "f2", "other", "kim")
        store.accept_finding("2023", "f'1", "better reason", "lo")
        assert store.seen_findings("2023") == {"f'1": "better reason", "f2": "other"}
        assert store.seen_findings("2021") == {}
        store.accept_finding("2023", "f'1", "", "lo")
        assert store.seen_findings("2023") == {"f2": "other"}
        assert [line.action for line in store.log("2023")] == [
            "add_round", "accept_finding", "accept_finding", "accept_finding", "withdraw_finding",
        ]  # fmt: skip

    def test_accepting_what_is_accepted_writes_nothing(self, store):
        store.add_round(mapping_round(), [], "kim")
        store.accept_finding("2023", "f", "because", "kim")
        before = content(store)
        store.accept_finding("2023", "f", "because", "lo")
        store.accept_finding("2023", "never accepted", "", "lo")
        assert content(store) == before

    def test_codes_are_kept_in_order_and_replaced_whole(self, store):
        first = [Code("b", "Bé", "Bee"), Code("a", "", "")]
        store.set_codes("category", first, "kim")
        assert store.codes("category") == first and store.codes("other") == []
        store.set_codes("category", first[:1], "kim")
        assert store.codes("category") == first[:1]

    def test_a_code_that_repeats_is_refused(self, store):
        with refused("code_repeated"):
            store.set_codes("category", [Code("a", "", ""), Code("a", "A", "A")], "kim")
        assert store.codes("category") == []

    def test_the_log_says_who_did_what_and_keeps_what_was_there(self, store):
        store.add_round(mapping_round(), [scene("a", name="old", tags={"note": "n"})], "kim")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, name="new", tags={}), SceneChange(None, scene("b"))), "lo")
        opened, changed, added = store.log("2023")
        assert (opened.action, opened.by, json.loads(opened.after)["scenes"]) == ("add_round", "kim", 1)
        assert (changed.action, changed.by, changed.round, changed.scene_id) == ("change_scene", "lo", "2023", "a")
        assert json.loads(changed.before) == {"name": "old", "note": "n"}
        assert json.loads(changed.after) == {"name": "new", "note": None}
        assert added.before is None and json.loads(added.after)["outline"] == square().wkb_hex
        assert changed.at.startswith("2023-11-15T08:00:") and changed.at.endswith("Z") and opened.at < changed.at

    def test_the_log_keeps_an_outline_only_where_it_changed_or_went(self, store):
        store.add_round(mapping_round(), [scene("a", outline=HOLED)], "kim")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, answers=answers(use="yes"))), "lo")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, outline=square())), "lo")
        (a,) = store.scenes("2023")
        store.save(changes(SceneChange(a, None)), "lo")
        answered, redrawn, removed = store.log(scene="a")
        assert json.loads(answered.after) == {"use": "yes"}
        assert json.loads(redrawn.before) == {"outline": HOLED.wkb_hex}
        assert json.loads(removed.before) == {
            "status": "candidate", "use": "yes", "to_confirm": False, "outline": square().wkb_hex,
        }  # fmt: skip
        assert removed.after is None

    def test_the_log_is_asked_by_round_and_scene(self, store):
        store.add_round(mapping_round("2021"), [], "kim")
        store.add_round(mapping_round(), [scene("a")], "kim")
        store.add_areas([lpo()], "kim")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, name="x")), "kim")
        assert [line.action for line in store.log()] == ["add_round", "add_round", "add_areas", "change_scene"]
        assert len(store.log("2023")) == 2 and len(store.log("2023", "a")) == 1 and store.log("2021", "a") == []
