"""What every store does: one suite, run by ``test_store_contract`` (memory) and ``tests/store`` (GeoPackage, PostGIS).

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
from drugscene_plugin.domain.check_out import CheckOut
from drugscene_plugin.domain.counted import Counted, Derived, Relation
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.figure import Figure
from drugscene_plugin.domain.lineage import LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.publication import Correction, publication_checksum, publication_of
from drugscene_plugin.domain.release_register import CellState, Release, ReleasedCell
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import (
    NO_SCENES,
    LocalDecision,
    LocalDecisionKind,
    SignOff,
    SignOffDecision,
    SignOffRole,
    row_checksum,
)
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.domain.table import Column, Table
from drugscene_plugin.domain.table import Measure as TableMeasure
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
        [store.link_decisions(r.label) for r in store.rounds()],
        [store.sign_offs(r.label) for r in store.rounds()],
        store.local_decisions(),
        store.measures(),
        [store.publications(r.label) for r in store.rounds()],
        [store.corrections(r.label) for r in store.rounds()],
    )


AT = "2023-11-15T08:00:00.000Z"


def decision(kind=LinkKind.NEW, from_scene=None, to_scene="a", by="kim", reason_code=ReasonCode.ARISEN, reason=""):
    return LinkDecision(kind, from_scene, to_scene, by, AT, reason_code, reason)


def sign_off(scene="a", by="kim", decision=SignOffDecision.APPROVE, checksum="c", comment=""):
    return SignOff(SignOffRole.LPO, AreaCode("531210"), scene, decision, by, AT, checksum, comment)


def snapshot(store, label="2023", by="kim", correction=""):
    mapping = store.round(label)
    parts = store.scenes(label), store.link_decisions(label), store.sign_offs(label)
    return publication_of(mapping, *parts, by, AT, correction)


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\(")


class StoreContract:
    when = "2023-11-15T08:00:"
    """How times begin that the store wrote; blank where the clock is the server's."""

    def by(self, person):
        """Whom the store names where a person acted: a shared one names its own user, whatever it was told."""
        return person

    def kept(self, given):
        """What a store keeps of what somebody decided: a shared one says itself who it was, and when."""
        return given

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
        assert (info.crs, info.schema_version, info.revision) == ("EPSG:3006", 2, 0)

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
        assert [line.by for line in store.log()] == [self.by(text)] * 2

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

    def test_some_scenes_of_a_round_are_read_by_their_ids(self, store):
        store.add_round(mapping_round(), [scene(i) for i in "abc"], by="kim")
        store.add_round(mapping_round("2021", date(2021, 10, 1)), [scene("d", "2021")], by="kim")
        assert [s.id for s in store.scenes("2023", only=["c", "a", "d", "nowhere"])] == ["a", "c"]
        assert store.scenes("2023", only=[]) == []

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
        assert (conflict.by, conflict.at) == (self.by("lo"), store.log(scene="a")[-1].at)
        assert conflict.base == mine, "what both started with"
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
            assert (conflict.mine, conflict.theirs, conflict.by) == (attempt.after, None, self.by("lo"))

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
        assert (conflict.mine.name, conflict.theirs.id, conflict.by) == ("again", "a", self.by("kim"))
        assert conflict.base is None

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
        assert (opened.action, opened.by, json.loads(opened.after)["scenes"]) == ("add_round", self.by("kim"), 1)
        assert (changed.action, changed.by) == ("change_scene", self.by("lo"))
        assert (changed.round, changed.scene_id) == ("2023", "a")
        assert json.loads(changed.before) == {"name": "old", "note": "n"}
        assert json.loads(changed.after) == {"name": "new", "note": None}
        assert added.before is None and json.loads(added.after)["outline"] == square().wkb_hex
        assert changed.at.startswith(self.when) and changed.at.endswith("Z") and opened.at < changed.at

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

    def test_an_outline_written_in_another_way_is_no_change(self, store):
        store.add_round(mapping_round(), [scene("a", outline=HOLED)], "kim")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, name="x", outline=MultiPolygon([HOLED]))), "lo")
        assert json.loads(store.log(scene="a")[-1].after) == {"name": "x"}

    def test_the_log_is_asked_by_round_and_scene(self, store):
        store.add_round(mapping_round("2021"), [], "kim")
        store.add_round(mapping_round(), [scene("a")], "kim")
        store.add_areas([lpo()], "kim")
        (a,) = store.scenes("2023")
        store.save(changes(change(a, name="x")), "kim")
        assert [line.action for line in store.log()] == ["add_round", "add_round", "add_areas", "change_scene"]
        assert len(store.log("2023")) == 2 and len(store.log("2023", "a")) == 1 and store.log("2021", "a") == []

    # -- review: links, sign-offs, places ---------------------------------------------------------------------------

    def test_a_new_store_has_nothing_decided(self, store):
        assert store.local_decisions() == [] and store.measures() == []
        store.add_round(mapping_round(), [], "kim")
        assert store.link_decisions("2023") == [] and store.sign_offs("2023") == []
        assert store.publications("2023") == [] and store.corrections("2023") == []

    @pytest.mark.parametrize("text", AWKWARD)
    def test_decisions_about_links_come_back_in_the_order_in_which_they_were_made(self, store, text):
        store.add_round(mapping_round(), [scene("a")], "kim")
        store.add_round(mapping_round("2024", date(2024, 1, 1)), [], "kim")
        first = decision()
        later = [
            decision(LinkKind.REJECTED, "b", "a", text, None, text),
            decision(LinkKind.CEASED, "c", None, "lo", ReasonCode.DELISTED),
        ]
        store.decide_links("2023", [first])
        store.decide_links("2023", later)
        assert store.link_decisions("2023") == [self.kept(made) for made in (first, *later)]
        assert store.link_decisions("2024") == []
        each = [self.by("kim"), *dict.fromkeys(self.by(person) for person in (text, "lo"))]
        assert [(line.by, line.action) for line in store.log("2023")[1:]] == [(who, "decide_links") for who in each]

    def test_sign_offs_come_back_in_order(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        given = [
            sign_off(),
            sign_off(NO_SCENES, "lo"),
            sign_off(decision=SignOffDecision.OBJECT, comment='O\'Brien says "no"'),
        ]
        store.add_sign_offs("2023", given)
        assert store.sign_offs("2023") == [self.kept(one) for one in given]

    def test_local_decisions_and_measures_come_back_in_order(self, store):
        made = [
            LocalDecision("a", date(2023, 9, 14), LocalDecisionKind.DELIST, SignOffRole.LPO, "kim", "quiet"),
            LocalDecision("a", date(2022, 9, 14), LocalDecisionKind.CLASSIFY, SignOffRole.MUNICIPALITY, "lo"),
        ]
        taken = [
            Measure("a", "guards", "municipality", date(2023, 1, 1), None, MeasureState.ONGOING, "", "kim"),
            Measure("a", "guards", "municipality", date(2023, 1, 1), date(2023, 2, 1), MeasureState.DONE, "=x", "lo"),
        ]
        for local in made:
            store.add_local_decision(local)
        for measure in taken:
            store.record_measure(measure)
        assert store.local_decisions() == [self.kept(local) for local in made]
        assert store.measures() == [self.kept(measure) for measure in taken]
        assert [line.action for line in store.log(scene="a")] == ["record_decision"] * 2 + ["record_measure"] * 2

    @pytest.mark.parametrize("text", AWKWARD)
    def test_a_figure_comes_back_with_what_its_numbers_count_and_replaces_its_forerunner(self, store, text):
        store.add_round(mapping_round(), [], "kim")
        store.add_round(mapping_round("2024", date(2024, 1, 1)), [], "kim")
        columns = (Column("code"), Column("day", TableMeasure.DATE), Column("n", TableMeasure.COUNT, protected=True))
        cells = {("a", "x"): 0.1 + 0.2, ("b", "y"): 7}
        counted = Counted({("a",): 3, ("b",): 7, ("all",): 10}, (Relation(("all",), (("a",), ("b",))),),
                          {(0, "n"): ("a",)}, {(1, "n"): Derived((("a",), ("b",)), 10)})  # fmt: skip
        rows = ((text, date(2023, 1, 1), 3), (None, None, cells["a", "x"]))
        first = Figure("2023", Table("concentration", columns, rows, counted=counted), {"band": 1}, "0", "kim")
        second = replace(first, parameters={"band": 100.0, "codes": ["a", text]}, sha256="ab" * 32, by="lo")
        store.keep_figures("2023", [first])
        store.keep_figures("2023", [second])
        (kept,) = store.figures("2023")
        assert replace(kept, at="") == replace(second, by=self.by("lo")) and kept.at
        assert store.figures("2024") == []
        assert [(line.by, line.action) for line in store.log("2023")[1:]] == [
            (self.by("kim"), "keep_figures"), (self.by("lo"), "keep_figures"),
        ]  # fmt: skip
        before = store.info().revision
        store.keep_figures("2023", [])
        assert store.info().revision == before

    def test_where_a_round_was_checked_out_from_comes_back(self, store):
        full = scene("b", outline=TWO_PARTS, answers=ALL_YES, tags={"note": AWKWARD[0]}, revision=4)
        given = CheckOut("postgresql:county", "2023", 17, (AreaCode("1"), AreaCode("2")), (scene(), full), "kim", AT)
        with refused("round_unknown"):
            store.keep_check_out(given)
        store.add_round(mapping_round(), [], "kim")
        assert store.check_out("2023") is None
        store.keep_check_out(given)
        assert store.check_out("2023") == given
        store.keep_check_out(replace(given, revision=18, lpos=()))
        assert store.check_out("2023") == replace(given, revision=18, lpos=())

    def test_an_unknown_round_takes_no_figure(self, store):
        with refused("round_unknown"):
            store.keep_figures("1999", [Figure("1999", Table("t", (), ()))])
        with refused("round_unknown"):
            store.figures("1999")

    @pytest.mark.parametrize("text", AWKWARD)
    def test_releases_come_back_in_order_with_their_cells_and_sums(self, store, text):
        store.add_round(mapping_round(), [], "kim")
        assert store.releases() == []
        parts = (("a", text), ("b", "531210"))
        cells = (
            ReleasedCell(("all",), 45, CellState.SHOWN, ("county", "by_lpo"), (parts, (("c",),))),
            ReleasedCell(parts[0], 3, CellState.WITHHELD, ("by_lpo",)),
            ReleasedCell(parts[1], 42, CellState.UNSEEN),
        )
        first = Release("2023", 1, Rules(7, False, 12), '{"band": 100}', cells, "kim")
        second = replace(first, revision=2, rules=Rules(), by="lo")
        store.add_release(first)
        store.add_release(second)
        kept = store.releases()
        assert [replace(one, at="") for one in kept] == [replace(one, by=self.by(one.by)) for one in (first, second)]
        assert all(one.at for one in kept)
        assert [(line.by, line.action) for line in store.log("2023")[1:]] == [
            (self.by("kim"), "release"), (self.by("lo"), "release"),
        ]  # fmt: skip

    def test_nothing_is_released_of_an_unknown_round(self, store):
        before = content(store)
        with refused("round_unknown"):
            store.add_release(Release("1999", 1, Rules(), "{}", ()))
        assert content(store) == before

    def test_deciding_or_signing_nothing_writes_nothing(self, store):
        store.add_round(mapping_round(), [], "kim")
        before = content(store)
        store.decide_links("2023", [])
        store.add_sign_offs("2023", [])
        assert content(store) == before

    def test_text_that_no_file_can_hold_is_refused_in_a_decision(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        before = content(store)
        local = LocalDecision("a", date(2023, 1, 1), LocalDecisionKind.DELIST, SignOffRole.LPO, "kim", "a\x00b")
        for attempt in (
            lambda: store.decide_links("2023", [decision(reason="a\x00b")]),
            lambda: store.add_sign_offs("2023", [sign_off(comment="half \ud83d")]),
            lambda: store.add_local_decision(local),
            lambda: store.publish(snapshot(store, by="a\x00b")),
        ):
            with refused("text_not_storable"):
                attempt()
        assert content(store) == before

    def test_an_unknown_round_has_no_decisions(self, store):
        store.add_round(mapping_round("2021"), [], "kim")
        for ask in (
            lambda: store.link_decisions("2022"),
            lambda: store.decide_links("2022", [decision()]),
            lambda: store.sign_offs("2022"),
            lambda: store.add_sign_offs("2022", [sign_off()]),
            lambda: store.set_round_state(mapping_round("2022"), "kim"),
            lambda: store.publish(publication_of(mapping_round("2022"), [], [], [], "kim", AT)),
            lambda: store.publications("2022"),
            lambda: store.correct(Correction("2022", 2, "wrong", "kim", AT)),
            lambda: store.corrections("2022"),
        ):
            with refused("round_unknown"):
                ask()

    # -- review: publication ----------------------------------------------------------------------------------------

    def test_a_round_goes_into_review_and_back(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        for state in (RoundState.IN_REVIEW, RoundState.DRAFT):
            store.set_round_state(replace(store.round("2023"), state=state), "lo")
            assert store.round("2023").state is state
        assert [line.action for line in store.log("2023")] == ["add_round", "set_round_state", "set_round_state"]

    def test_a_published_round_keeps_all_that_it_said(self, store):
        full = scene(
            "b", name="Square", status=SceneStatus.OPEN, outline=TWO_PARTS, answers=ALL_YES, predecessors=("x", "y"),
            tags={"substances": ("cannabis", "opioids"), "note": "'\n=cmd()", "first_known_year": 2009},
            lpo=Assignment(AreaCode("531210"), ((AreaCode("531210"), 0.75),), "asked"),
        )  # fmt: skip
        lost = replace(scene("c"), outline=None)
        store.add_round(mapping_round(definition="D3"), [scene("a", outline=HOLED), full, lost], "kim")
        store.decide_links("2023", [decision(), decision(to_scene="b")])
        store.add_sign_offs("2023", [sign_off(checksum=row_checksum(store.scenes("2023")[0]))])
        given = snapshot(store)
        store.publish(given)
        assert store.publications("2023") == [self.kept(given)]
        assert store.round("2023") == replace(given.round, state=RoundState.PUBLISHED)
        found = store.publications("2023")[0]
        assert found.checksum == publication_checksum(found.round, store.scenes("2023"), store.link_decisions("2023"))
        assert store.log("2023")[-1].action == "publish_round"

    def test_a_published_round_takes_no_more(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        store.publish(snapshot(store))
        (a,) = store.scenes("2023")
        before = content(store)
        for attempt in (
            lambda: store.decide_links("2023", [decision()]),
            lambda: store.add_sign_offs("2023", [sign_off()]),
            lambda: store.set_round_state(mapping_round(), "kim"),
            lambda: store.publish(snapshot(store)),
        ):
            with refused("round_published"):
                attempt()
        with refused("round_not_editable"):
            store.save(changes(change(a, name="x")), "kim")
        assert content(store) == before

    def test_a_round_is_published_by_its_snapshot_alone(self, store):
        store.add_round(mapping_round(), [], "kim")
        with refused("round_published"):
            store.set_round_state(replace(store.round("2023"), state=RoundState.PUBLISHED), "kim")

    def test_a_row_saved_since_the_snapshot_keeps_the_round_from_being_published(self, store, another):
        store.add_round(mapping_round(), [scene("a"), scene("b")], "kim")
        given = snapshot(store)
        _, b = another.scenes("2023")
        another.save(changes(change(b, name="theirs")), "lo")
        before = content(store)
        with pytest.raises(StaleEdit) as stale:
            store.publish(given)
        (conflict,) = stale.value.conflicts
        assert (conflict.scene_id, conflict.by, conflict.theirs.name) == ("b", self.by("lo"), "theirs")
        assert content(store) == before

    @pytest.mark.parametrize("made", ["added", "removed"])
    def test_a_row_added_or_removed_since_the_snapshot_does_too(self, store, another, made):
        store.add_round(mapping_round(), [scene("a")], "kim")
        given = snapshot(store)
        (a,) = another.scenes("2023")
        another.save(changes(SceneChange(None, scene("b")) if made == "added" else SceneChange(a, None)), "lo")
        with pytest.raises(StaleEdit) as stale:
            store.publish(given)
        assert [c.scene_id for c in stale.value.conflicts] == ["b" if made == "added" else "a"]

    def test_a_decision_or_sign_off_since_the_snapshot_does_too(self, store, another):
        store.add_round(mapping_round(), [scene("a")], "kim")
        given = snapshot(store)
        another.decide_links("2023", [decision()])
        with refused("round_changed_meanwhile"):
            store.publish(given)
        given = snapshot(store)
        another.add_sign_offs("2023", [sign_off(decision=SignOffDecision.OBJECT)])
        with refused("round_changed_meanwhile"):
            store.publish(given)
        store.publish(snapshot(store))

    def test_a_correction_opens_the_next_revision_and_keeps_the_first(self, store):
        store.add_round(mapping_round(), [scene("a")], "kim")
        store.decide_links("2023", [decision()])
        store.add_sign_offs("2023", [sign_off()])
        first = snapshot(store)
        store.publish(first)
        erratum = Correction("2023", 2, 'O\'Brien: wrong "name"', "lo", AT)
        store.correct(erratum)
        assert (store.round("2023").state, store.round("2023").revision) == (RoundState.DRAFT, 2)
        assert store.corrections("2023") == [self.kept(erratum)]
        assert store.link_decisions("2023") == [self.kept(decision())]
        assert store.sign_offs("2023") == [self.kept(sign_off())]
        (a,) = store.scenes("2023")
        store.save(changes(change(a, name="right")), "lo")
        second = snapshot(store, correction=erratum.reason)
        store.publish(second)
        assert store.publications("2023") == [self.kept(first), self.kept(second)]
        assert [p.scenes[0].name for p in store.publications("2023")] == ["", "right"]
        assert store.round("2023").revision == 2

    def test_only_a_published_round_is_corrected_and_by_its_next_revision(self, store):
        store.add_round(mapping_round(), [], "kim")
        with refused("round_not_published"):
            store.correct(Correction("2023", 2, "wrong", "kim", AT))
        store.publish(snapshot(store))
        before = content(store)
        for revision in (1, 3):
            with refused("round_changed_meanwhile"):
                store.correct(Correction("2023", revision, "wrong", "kim", AT))
        assert content(store) == before
