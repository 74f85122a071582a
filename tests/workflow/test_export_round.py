"""The user can export a round: what the package says, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.disclosure import OutlineForm
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.goal import NO_GOAL, Goal
from drugscene_plugin.domain.mapping_round import RoundLabel, RoundState, previous_round
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.workflow.export_round import annual_content, export_round
from drugscene_plugin.workflow.ports import Code
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore


def store_with(*rounds, areas=()):
    """A store in memory with areas and rounds, each a round and its scenes."""
    store = MemoryStore()
    store.add_areas([lpo(), municipality(), *areas], by="test")
    for one, scenes in rounds:
        store.add_round(one, scenes, by="test")
    return store


def open_scene(id="a", round="2023", **fields):
    return scene(id, round, status=SceneStatus.OPEN, lpo=Assignment(AreaCode("531210")), **fields)


def content_of(store, label="2023", **parameters):
    return annual_content(store, label, Profile.INTERNAL, **{"language": "en", **parameters})


def table(content, name):
    return {t.name: t.table for t in content.tables}[name]


class Stopped:
    """A progress whose user has pressed cancel."""

    def report(self, share):
        pass

    def cancelled(self):
        return True


class Watched:
    """A progress that remembers what it was told."""

    def __init__(self):
        self.shares = []

    def report(self, share):
        self.shares.append(share)

    def cancelled(self):
        return False


def test_the_content_holds_the_tables_and_both_layers():
    content = content_of(store_with((mapping_round(), [open_scene()])))
    summaries = ["county", "by_lpo", "by_municipality", "by_scene"]
    assert [t.name for t in content.tables] == [*summaries, "ledger", "changes", "rounds", "measures", "errata"]
    assert (content.scenes.name, content.areas.name) == ("scenes", "areas")
    assert content.scenes.outlines == (square(),)
    assert [row[:2] for row in content.areas.table.table.rows] == [("lpo", "531210"), ("municipality", "0180")]


def test_the_content_says_where_it_comes_from():
    store = store_with((mapping_round(definition="D3", delisting="D6"), []))
    content = content_of(store, rules=Rules(4), language="sv")
    assert content.store_revision == store.info().revision
    assert (content.definition.id, content.delisting.id) == ("D3", "D6")
    assert (content.rules.threshold, content.language, content.crs) == (4, "sv", "EPSG:3006")


def test_each_outline_goes_with_its_own_row():
    scenes = [open_scene(id, outline=square(side=side)) for id, side in (("b", 20), ("a", 10), ("c", 30))]
    content = content_of(store_with((mapping_round(), scenes)))
    areas = content.scenes.table.table.column("area_m2")
    assert [outline.area for outline in content.scenes.outlines] == list(areas) == [100.0, 400.0, 900.0]


@pytest.mark.parametrize("state", list(RoundState))
def test_only_a_published_round_is_no_draft(state):
    content = content_of(store_with((mapping_round(state=state), [])))
    assert content.draft == (state is not RoundState.PUBLISHED)
    assert content.folder_name == "drugscene_2023_internal" + ("_DRAFT" if content.draft else "")


def test_the_areas_are_those_valid_at_the_reference_date():
    later = lpo("531299", valid_from=date(2025, 1, 1))
    store = store_with((mapping_round(), []), (mapping_round("2025", date(2025, 3, 1)), []), areas=[later])
    assert table(content_of(store), "by_lpo").column("code") == ("531210", "TOTAL")
    assert table(content_of(store, "2025"), "by_lpo").column("code") == ("531210", "531299", "TOTAL")


def test_a_scene_is_compared_with_the_round_that_this_one_was_carried_from():
    store = store_with(
        (mapping_round("2019", date(2019, 1, 1)), [open_scene(round="2019", outline=square(side=10))]),
        (mapping_round("2021", date(2021, 1, 1)), [open_scene(round="2021", outline=square(side=20))]),
        (mapping_round(from_round=RoundLabel("2019")), [open_scene()]),
    )
    assert table(content_of(store), "by_scene").column("previous_area_m2") == (100.0,)


def test_codes_of_the_users_own_lists_are_named_in_the_language_of_the_package():
    store = store_with((mapping_round(), []))
    store.set_codes("category", [Code("k1", "Första", "First"), Code("k2", "", "")], by="test")
    assert content_of(store, language="sv").code_labels["category"] == {"k1": "Första", "k2": "k2"}
    assert content_of(store, language="en").code_labels["category"] == {"k1": "First", "k2": "k2"}


class TestTheRoundBefore:
    FIRST, SECOND, THIRD = (mapping_round(y, date(int(y), 1, 1)) for y in ("2019", "2021", "2023"))

    def test_is_the_last_one_by_reference_date(self):
        assert previous_round(self.THIRD, [self.THIRD, self.SECOND, self.FIRST]) == self.SECOND

    def test_is_the_one_that_it_was_carried_from_where_there_is_one(self):
        carried = replace(self.THIRD, from_round=self.FIRST.label)
        assert previous_round(carried, [carried, self.SECOND, self.FIRST]) == self.FIRST

    def test_is_never_a_later_one_so_that_going_back_always_ends(self):
        backwards = replace(self.FIRST, from_round=self.THIRD.label)
        assert previous_round(backwards, [backwards, self.SECOND, self.THIRD]) is None


class TestRefused:
    def test_a_draft_for_the_public(self):
        with pytest.raises(Refusal, match="draft_not_public"):
            annual_content(store_with((mapping_round(), [])), "2023", Profile.PUBLIC, "en")

    def test_outlines_as_they_were_drawn_for_the_public(self):
        store = store_with((mapping_round(state=RoundState.PUBLISHED), []))
        with pytest.raises(Refusal, match="outlines_not_public"):
            annual_content(store, "2023", Profile.PUBLIC, "en", outlines=OutlineForm.EXACT)

    @pytest.mark.parametrize(
        ("rules", "code"), [({"threshold": 0}, "threshold_too_small"), ({"minimum_n": -1}, "minimum_n_negative")]
    )
    def test_rules_that_no_table_can_follow(self, rules, code):
        with pytest.raises(Refusal, match=code):
            export_round(store_with((mapping_round(), [])), "2023", Profile.INTERNAL, "en", Path("o"), None, **rules)

    @pytest.mark.parametrize(
        ("parameters", "code", "named"),
        [
            ({"label": "2022"}, "round_unknown", "2022"),
            ({"language": "de"}, "language_unknown", "de"),
        ],
    )
    def test_a_wrong_parameter_by_its_value(self, parameters, code, named):
        with pytest.raises(Refusal) as refused:
            content_of(store_with((mapping_round(), [])), **parameters)
        assert refused.value.code == code
        assert named in refused.value.values.values()

    def test_a_store_that_others_keep_saving_to(self):
        class Restless(MemoryStore):
            def scenes(self, label):
                self.set_codes("category", [], by="another")
                return super().scenes(label)

        store = Restless()
        store.add_round(mapping_round(), [], by="test")
        with pytest.raises(Refusal, match="store_changing"):
            content_of(store)


def test_a_store_that_changes_once_is_read_again():
    class Changing(MemoryStore):
        reads = 0

        def scenes(self, label):
            self.reads += 1
            found = super().scenes(label)
            if self.reads == 1:
                self.set_codes("category", [Code("new", "ny", "new")], by="another")
            return found

    store = Changing()
    store.add_round(mapping_round(), [], by="test")
    content = content_of(store)
    assert content.store_revision == store.info().revision
    assert content.code_labels["category"] == {"new": "new"}


def test_the_rounds_go_back_to_the_first_and_the_public_knows_of_published_ones_alone():
    rounds = [
        (mapping_round("2019", date(2019, 3, 1), state=RoundState.PUBLISHED), [open_scene(round="2019")]),
        (mapping_round("2021", date(2021, 3, 1)), [open_scene(round="2021"), open_scene("b", "2021")]),
        (mapping_round(state=RoundState.PUBLISHED), [open_scene()]),
        (mapping_round("2025", date(2025, 3, 1)), []),
    ]
    store = store_with(*rounds)
    assert table(content_of(store), "rounds").column("round") == ("2019", "2021", "2023")
    public = annual_content(store, "2023", Profile.PUBLIC, "en")
    assert table(public, "rounds").column("round") == ("2019", "2023")


class TestWriting:
    def test_the_goal_that_is_given_goes_along_and_there_is_none_otherwise(self):
        given = []

        def writer(content, folder, progress):
            given.append(content.goal)
            return folder

        store = store_with((mapping_round(), []))
        export_round(store, "2023", Profile.INTERNAL, "en", Path("out"), writer)
        export_round(
            store, "2023", Profile.INTERNAL, "en", Path("out"), writer, goal=Goal(40, None, date(2026, 12, 31))
        )
        assert given == [NO_GOAL, Goal(40, None, date(2026, 12, 31))]

    def test_the_writer_is_given_the_content_and_the_folder_and_its_package_is_the_answer(self):
        given = []

        def writer(content, folder, progress):
            given.append((content.folder_name, folder))
            progress.report(1.0)
            return folder / content.folder_name

        watched = Watched()
        store = store_with((mapping_round(), []))
        package = export_round(store, "2023", Profile.INTERNAL, "en", Path("out"), writer, watched)
        assert given == [("drugscene_2023_internal_DRAFT", Path("out"))]
        assert package == Path("out/drugscene_2023_internal_DRAFT")
        assert watched.shares[-1] == 1.0
        assert watched.shares == sorted(watched.shares)

    def test_nothing_is_written_once_the_user_has_stopped(self):
        def writer(content, folder, progress):
            raise AssertionError("asked to write")

        store = store_with((mapping_round(), []))
        with pytest.raises(Cancelled):
            export_round(store, "2023", Profile.INTERNAL, "en", Path("out"), writer, Stopped())


def two_rounds(before_state, state=RoundState.PUBLISHED):
    gone = scene("gone", "2021", square((900.3, 0.3), 120.0), status=SceneStatus.CEASED)
    rounds = (
        (mapping_round("2021", date(2021, 3, 1), state=before_state), [open_scene("a", "2021"), gone]),
        (mapping_round(state=state), [open_scene("a", outline=square((20.3, 0.3), 150.0))]),
    )
    return store_with(*rounds)


def test_the_open_scenes_of_the_round_before_go_along_for_the_map():
    layer = content_of(two_rounds(RoundState.DRAFT)).previous_scenes
    assert layer.table.table.column("scene_id") == ("a",)
    assert layer.table.table.column("round") == ("2021",)
    assert layer.outlines == (square(),)


def test_the_public_sees_the_round_before_generalised_and_only_if_it_is_published():
    public = annual_content(two_rounds(RoundState.PUBLISHED), "2023", Profile.PUBLIC, "en")
    assert public.previous_scenes.form is OutlineForm.GENERALISED
    assert public.previous_scenes.outlines[0] != square()
    assert annual_content(two_rounds(RoundState.DRAFT), "2023", Profile.PUBLIC, "en").previous_scenes is None


def test_a_first_round_has_none_before_it():
    assert content_of(store_with((mapping_round(), [open_scene()]))).previous_scenes is None
