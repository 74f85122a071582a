"""From an edit with QGIS's own tools to the link between rounds: the ancestry that a save records is what links go by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import box

from drugscene_plugin.domain.lineage import LinkKind, LinkReason
from drugscene_plugin.domain.scene import SceneStatus, derived_scene_id
from drugscene_plugin.store import create_store
from drugscene_plugin.workflow.link_rounds import compare_rounds
from tests.builders import ALL_YES, mapping_round, scene
from tests.store.test_working_copy import EAST, TOWN, WEST, handle, merge, move_vertex, opened, split

OUTLINES = {"a": box(0, 0, 200, 100), "b": box(210, 0, 400, 100), "c": box(1000, 0, 1200, 100)}


@pytest.fixture
def store(tmp_path, qgis_app):
    made = create_store(str(tmp_path / "store.gpkg"))
    made.add_areas([WEST, EAST, TOWN], "me")
    for label, day in (("2021", date(2021, 10, 1)), ("2023", date(2023, 10, 1))):
        scenes = [scene(i, label, o, name=i, status=SceneStatus.OPEN, answers=ALL_YES) for i, o in OUTLINES.items()]
        made.add_round(mapping_round(label, day), scenes, "me")
    return made


def links(store):
    return {held.link.pair: held.link for held in compare_rounds(store, "2023").held}


def kinds(store):
    return {pair: link.kind for pair, link in links(store).items()}


def test_a_split_with_qgis_is_a_split_between_the_rounds(store):
    copy = opened(store)
    split(copy, (150, -50), (150, 150))
    assert copy.save()
    (part,) = [s for s in store.scenes("2023") if s.predecessors == ("a",)]
    found = links(store)
    assert {found["a", "a"].kind, found["a", part.id].kind} == {LinkKind.SPLIT}
    assert found["a", part.id].reason is LinkReason.SAME_ID_AND_OVERLAP


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_a_merge_with_qgis_is_a_merge_between_the_rounds_whatever_was_clicked_first(store, ids):
    copy = opened(store)
    copy.apply("Reshape", {handle(copy, "b"): replace(store.scenes("2023")[1], outline=box(200, 0, 400, 100))})
    merge(copy, ids)
    assert copy.save()
    whole = derived_scene_id("a", "b")
    found = kinds(store)
    assert found == {("a", whole): LinkKind.MERGED, ("b", whole): LinkKind.MERGED, ("c", "c"): LinkKind.CONTINUED}


def test_parts_that_are_split_and_merged_over_several_saves_keep_their_ancestors(store):
    copy = opened(store)
    split(copy, (150, -50), (150, 150))
    assert copy.save()
    split(copy, (-50, 50), (160, 50))
    assert copy.save()
    assert len(store.scenes("2023")) == 5
    found = kinds(store)
    assert sorted(pair[0] for pair, kind in found.items() if kind is LinkKind.SPLIT) == ["a", "a", "a"]
    parts = [s.id for s in store.scenes("2023") if s.outline.bounds[2] <= 201]
    merge(copy, parts)
    assert copy.save()
    whole = derived_scene_id(*parts)
    assert kinds(store)["a", whole] is LinkKind.CONTINUED


def test_an_undone_split_leaves_no_trace_and_a_redone_one_does(store):
    copy = opened(store)
    split(copy, (150, -50), (150, 150))
    copy.layer.undoStack().undo()
    assert not copy.pending()
    assert kinds(store) == {(i, i): LinkKind.CONTINUED for i in "abc"}
    copy.layer.undoStack().redo()
    assert copy.save()
    assert sorted(kinds(store).values()) == ["continued", "continued", "split", "split"]


def test_a_reshaped_scene_keeps_its_id_and_has_grown(store):
    copy = opened(store)
    move_vertex(copy, "c", 1500, 200, 1)
    assert copy.save()
    assert set(kinds(store)) == {(i, i) for i in "abc"} and kinds(store)["c", "c"] is LinkKind.GROWN


def test_a_scene_that_ceases_and_is_revived_is_continued(store):
    copy = opened(store)
    row = {s.id: s for s in store.scenes("2023")}["c"]
    copy.apply("Cease", {handle(copy, "c"): replace(row, status=SceneStatus.CEASED)})
    assert copy.save() and kinds(store)["c", ""] is LinkKind.CEASED
    row = {s.id: s for s in store.scenes("2023")}["c"]
    copy.apply("Revive", {handle(copy, "c"): replace(row, status=SceneStatus.OPEN)})
    assert copy.save() and kinds(store)["c", "c"] is LinkKind.CONTINUED
