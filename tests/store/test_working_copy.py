"""The working copy under QGIS's own edits: what the layer does, what is pending, what a save writes, what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from qgis.core import Qgis, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayerUtils
from shapely.geometry import MultiPolygon, Point, Polygon, box

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneId, SceneStatus, derived_scene_id
from drugscene_plugin.store.journal import Journal
from drugscene_plugin.store.scene_store import create_store, open_store
from drugscene_plugin.store.working_copy import WorkingCopy
from drugscene_plugin.store.working_layer import WORKING_COPY_PROPERTY, prepare_round
from drugscene_plugin.workflow.merge_edits import Side
from drugscene_plugin.workflow.ports import StaleEdit
from drugscene_plugin.workflow.save_edits import COLUMNS
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene
from tests.fakes.memory_store import MemoryStore

WEST = lpo("1", outline=box(-1000, -1000, 250, 1000))
EAST = lpo("2", outline=box(250, -1000, 9000, 1000))
TOWN = municipality("0180", outline=box(-1000, -1000, 9000, 1000))


def sample_scenes():
    return [
        scene("a", outline=box(0, 0, 200, 100), name="A", status=SceneStatus.OPEN, answers=ALL_YES),
        scene("b", outline=box(300, 0, 400, 100), name="B", tags={"place_type": "park", "first_known_year": 2019}),
        scene("c", outline=Polygon(box(0, 300, 100, 400).exterior, [box(40, 340, 60, 360).exterior]), name="C"),
        scene("d", outline=MultiPolygon([box(600, 0, 700, 100), box(800, 0, 850, 50)]), name="D å“\n=cmd() 🙂"),
    ]


def fill(store, **round_fields):
    store.add_areas([WEST, EAST, TOWN], "me")
    store.add_round(mapping_round(**round_fields), sample_scenes(), "me")
    return store


class RefusingStore(MemoryStore):
    """A store that is locked until it is not."""

    locked = False

    def save(self, change_set, by):
        if self.locked:
            raise Refusal("store_locked", location="memory")
        return super().save(change_set, by)


@pytest.fixture(params=["memory", "geopackage"])
def store(request, tmp_path):
    if request.param == "memory":
        return fill(MemoryStore())
    return fill(create_store(str(tmp_path / "store.gpkg")))


@pytest.fixture
def refusing():
    return fill(RefusingStore())


class Heard:
    """What a working copy said, in order."""

    def __init__(self, copy):
        self.changed, self.saved, self.refused, self.journal_failed = 0, [], [], []
        copy.changed.connect(self._on_changed)
        copy.saved.connect(self.saved.append)
        copy.refused.connect(self.refused.append)
        copy.journal_failed.connect(self.journal_failed.append)

    def _on_changed(self):
        self.changed += 1


def opened(store, by="anna", journal=None):
    return WorkingCopy(store, store.round("2023"), by, journal)


@pytest.fixture
def copy(qgis_app, store):
    return opened(store)


def handle(copy, id):
    (found,) = [h.handle for h in copy.scenes() if h.scene.id == id]
    return found


def names(scenes):
    return sorted(s.name for s in scenes)


def geometry(outline):
    return QgsGeometry.fromWkt(outline.wkt)


def split(copy, *points):
    """As QGIS's tool for splitting does it."""
    copy.layer.startEditing()
    copy.layer.beginEditCommand("Split features")
    result = copy.layer.splitFeatures([QgsPointXY(*p) for p in points], False)
    copy.layer.endEditCommand()
    assert result == Qgis.GeometryOperationResult.Success


def merge(copy, ids, adds=True):
    """As QGIS's *Merge selected features*: attributes of the first; older ones delete all and add one, newer keep it."""
    layer = copy.layer
    layer.startEditing()
    features = [layer.getFeature(handle(copy, i)) for i in ids]
    whole = QgsGeometry.unaryUnion([f.geometry() for f in features])
    layer.beginEditCommand("Merged features")
    if adds:
        layer.deleteFeatures([f.id() for f in features])
        layer.addFeature(QgsVectorLayerUtils.createFeature(layer, whole, dict(enumerate(features[0].attributes()))))
    else:
        layer.deleteFeatures([f.id() for f in features[1:]])
        layer.changeGeometry(features[0].id(), whole)
    layer.endEditCommand()


def move_vertex(copy, id, x, y, vertex=0):
    copy.layer.startEditing()
    copy.layer.beginEditCommand("Moved vertex")
    assert copy.layer.moveVertex(x, y, handle(copy, id), vertex)
    copy.layer.endEditCommand()


def by_id(store):
    return {s.id: s for s in store.scenes("2023")}


# Filling


def test_it_holds_the_round_as_the_store_has_it(copy, store):
    assert copy.layer.isValid() and copy.layer.featureCount() == 4
    assert [h.scene for h in copy.scenes()] == store.scenes("2023")
    assert not copy.dirty and not copy.pending()


def test_what_is_read_back_from_the_layer_is_what_was_put_in(copy):
    there = {row.handle: row for row in copy._rows.read({h.handle for h in copy.scenes()})}
    assert there == copy._rows.known


def test_the_layer_says_what_it_is_and_is_not_asked_about_on_closing(copy, store):
    said = json.loads(copy.layer.customProperty(WORKING_COPY_PROPERTY))
    assert said == {"store": store.info().location, "round": "2023"}
    assert int(copy.layer.customProperty("skipMemoryLayersCheck")) == 1
    assert copy.layer.crs().authid() == "EPSG:3006"
    assert copy.layer.fields().names() == list(COLUMNS)


def test_a_round_that_is_no_draft_cannot_be_edited(qgis_app):
    copy = opened(fill(MemoryStore(), state=RoundState.IN_REVIEW))
    assert copy.layer.readOnly() and not copy.layer.startEditing()
    first = copy.scenes()[0]
    for edit in (
        lambda: copy.add("Draw", box(0, 0, 1, 1)),
        lambda: copy.apply("Tag", {first.handle: replace(first.scene, name="x")}),
        lambda: copy.remove("Delete", [first.handle]),
    ):
        with pytest.raises(Refusal) as caught:
            edit()
        assert caught.value.code == "round_not_editable"
    assert not copy.dirty


def test_refilling_takes_what_others_saved_and_drops_edits(copy, store):
    move_vertex(copy, "a", -10, -10)
    other = opened(store, "bo")
    other.apply("Name", {handle(other, "b"): replace(by_id(store)["b"], name="B2")})
    assert other.save()
    copy.refill()
    assert [h.scene for h in copy.scenes()] == store.scenes("2023")
    assert not copy.dirty and copy.layer.undoStack().count() == 0


def test_a_layer_that_a_project_brings_back_empty_is_filled_again(copy, store, tmp_path):
    project = QgsProject()
    project.addMapLayer(copy.layer)
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    again = QgsProject()
    assert again.read(str(tmp_path / "project.qgz"))
    (kept,) = again.mapLayers().values()
    revived = WorkingCopy(store, store.round("2023"), "anna", layer=kept)
    assert revived.layer is kept
    assert [h.scene for h in revived.scenes()] == store.scenes("2023")
    revived.apply("Name", {handle(revived, "b"): replace(by_id(store)["b"], name="B2")})
    assert revived.save() and by_id(store)["b"].name == "B2"


# QGIS's own tools


def test_a_moved_vertex_is_pending_at_once_and_told_once(copy):
    heard = Heard(copy)
    move_vertex(copy, "a", -10, -10)
    assert heard.changed == 1 and copy.dirty
    assert copy.pending().counts == {"added": 0, "changed": 1, "removed": 0}
    assert copy.held(handle(copy, "a")).scene.outline.bounds == (-10, -10, 200, 100)


def test_undo_and_redo_are_the_layers_own(copy):
    heard = Heard(copy)
    move_vertex(copy, "a", -10, -10)
    copy.layer.undoStack().undo()
    assert not copy.pending() and not copy.dirty and heard.changed == 2
    assert copy.held(handle(copy, "a")).scene.outline.bounds == (0, 0, 200, 100)
    copy.layer.undoStack().redo()
    assert copy.pending().counts["changed"] == 1 and copy.dirty and heard.changed == 3


def test_a_value_changed_in_the_attribute_table_is_pending(copy, store):
    copy.layer.startEditing()
    copy.layer.changeAttributeValue(handle(copy, "b"), COLUMNS.index("name"), "B2")
    assert copy.held(handle(copy, "b")).scene.name == "B2"
    assert copy.save() and by_id(store)["b"].name == "B2" and by_id(store)["b"].revision == 2


def test_a_blank_typed_over_null_is_no_change(copy):
    copy.layer.startEditing()
    copy.layer.changeAttributeValue(handle(copy, "b"), COLUMNS.index("note"), "")
    assert not copy.pending()


def test_a_split_gives_the_larger_part_the_id_whichever_way_the_cut_goes(copy, store):
    split(copy, (150, 500), (150, -50)) if store.info().location == "memory" else split(copy, (150, -50), (150, 500))
    parts = {h.scene.area_m2: h.scene for h in copy.scenes() if h.scene.outline.bounds[3] <= 100}
    assert parts[15000].id == "a" and parts[5000].predecessors == ("a",)
    assert copy.save()
    there = by_id(store)
    (part,) = [s for s in there.values() if s.predecessors == ("a",)]
    assert (there["a"].area_m2, there["a"].revision, part.area_m2, part.revision) == (15000, 2, 5000, 1)
    assert (part.name, part.status, part.answers) == ("A", SceneStatus.OPEN, ALL_YES)


@pytest.mark.parametrize("adds", [True, False])
@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_a_merge_names_both_whichever_was_first_and_however_qgis_does_it(copy, store, ids, adds):
    copy.apply("Reshape", {handle(copy, "b"): replace(by_id(store)["b"], outline=box(200, 0, 400, 100))})
    assert copy.save()
    merge(copy, ids, adds)
    assert copy.save()
    there = by_id(store)
    whole = there[derived_scene_id("a", "b")]
    assert whole.predecessors == ("a", "b") and whole.area_m2 == pytest.approx(40000)
    assert not {"a", "b"} & set(there)
    assert {h.scene.id for h in copy.scenes()} == set(there)


def test_deleting_is_removing(copy, store):
    copy.layer.startEditing()
    copy.layer.deleteFeature(handle(copy, "c"))
    assert copy.pending().counts == {"added": 0, "changed": 0, "removed": 1}
    assert copy.save() and sorted(by_id(store)) == ["a", "b", "d"]


def test_a_feature_drawn_with_qgiss_own_tool_gets_an_id_on_saving(copy, store):
    copy.layer.startEditing()
    feature = QgsFeature(copy.layer.fields())
    feature.setGeometry(geometry(box(5000, 0, 5100, 100)))
    copy.layer.addFeature(feature)
    (held,) = [h for h in copy.scenes() if h.handle < 0]
    assert held.scene.id.startswith("s-") and held.scene.status is SceneStatus.CANDIDATE
    assert held.scene.lpo.code == "2"
    assert copy.save()
    assert by_id(store)[held.scene.id].lpo.code == "2"


def test_a_part_added_to_a_scene_is_kept(copy, store):
    copy.layer.startEditing()
    copy.layer.select(handle(copy, "b"))
    ring = [QgsPointXY(*p) for p in ((450, 0), (460, 0), (460, 10), (450, 10), (450, 0))]
    assert copy.layer.addPart(ring) == Qgis.GeometryOperationResult.Success
    assert copy.save()
    assert by_id(store)["b"].outline.geom_type == "MultiPolygon" and by_id(store)["b"].area_m2 == 10100


def test_a_ring_added_to_a_scene_is_kept(copy, store):
    copy.layer.startEditing()
    ring = [QgsPointXY(*p) for p in ((310, 10), (320, 10), (320, 20), (310, 20), (310, 10))]
    result = copy.layer.addRing(ring)
    assert int(result[0] if isinstance(result, tuple) else result) == 0
    assert copy.save() and by_id(store)["b"].area_m2 == 9900


# Gestures of the panel


def test_a_drawn_scene_is_one_undo_step(copy, store):
    heard = Heard(copy)
    drawn = copy.add("Draw scene", Point(500, 500).buffer(50), name="New")
    assert copy.held(drawn).scene.name == "New" and heard.changed == 1
    assert copy.layer.undoStack().count() == 1 and copy.layer.undoStack().text(0) == "Draw scene"
    copy.layer.undoStack().undo()
    assert copy.held(drawn) is None and not copy.dirty
    copy.layer.undoStack().redo()
    assert copy.save() and "New" in names(store.scenes("2023"))


def test_several_scenes_are_tagged_in_one_undo_step(copy):
    heard = Heard(copy)
    wanted = {h.handle: replace(h.scene, tags={**h.scene.tags, "place_type": "square"}) for h in copy.scenes()}
    copy.apply("Tag scenes", wanted)
    assert copy.layer.undoStack().count() == 1 and heard.changed == 1
    assert {h.scene.tags["place_type"] for h in copy.scenes()} == {"square"}
    assert copy.pending().counts["changed"] == 4
    copy.layer.undoStack().undo()
    assert not copy.pending()


def test_applying_what_is_there_already_makes_no_undo_step(copy):
    copy.apply("Tag scenes", {h.handle: h.scene for h in copy.scenes()})
    assert copy.layer.undoStack().count() == 0 and not copy.dirty and not copy.layer.isEditable()


def test_outline_and_attributes_are_written_together(copy, store):
    old = by_id(store)["b"]
    new = replace(old, outline=box(300, 0, 410, 100), name="B2", answers=ALL_YES, status=SceneStatus.OPEN)
    copy.apply("Change", {handle(copy, "b"): new})
    assert copy.save()
    there = by_id(store)["b"]
    placed = {"lpo": Assignment("2", (("2", 1.0),)), "municipality": Assignment("0180", (("0180", 1.0),))}
    assert there == replace(new, revision=2, **placed)


def test_an_override_is_kept_through_a_new_outline(copy, store):
    chosen = replace(
        by_id(store)["b"], lpo=Assignment(AreaCode("1"), (), "the entrance"), outline=box(300, 0, 410, 100)
    )
    copy.apply("Override", {handle(copy, "b"): chosen})
    assert copy.save()
    assert by_id(store)["b"].lpo == Assignment("1", (("2", 1.0),), "the entrance")


def test_a_handle_that_stands_for_nothing_is_refused_by_name(copy):
    with pytest.raises(Refusal) as caught:
        copy.apply("Tag", {12345: scene("gone", name="Gone")})
    assert caught.value.code == "scene_gone" and caught.value.values == {"scene": "Gone"}
    assert not copy.layer.isEditCommandActive() and not copy.dirty


def test_removing_is_one_undo_step(copy, store):
    copy.remove("Delete", [handle(copy, "a"), handle(copy, "b")])
    assert copy.layer.undoStack().count() == 1
    assert copy.save() and sorted(by_id(store)) == ["c", "d"]


# Saving


def test_a_save_writes_back_ids_places_and_revisions_and_leaves_no_undo_step(copy, store):
    heard = Heard(copy)
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    move_vertex(copy, "a", -10, -10)
    assert copy.save()
    assert (len(heard.saved), heard.refused) == (1, [])
    assert copy.layer.undoStack().count() == 0 and copy.layer.isEditable() and not copy.dirty and not copy.pending()
    assert {h.scene.id: h.scene for h in copy.scenes()} == by_id(store)
    there = {row.scene_id: dict(zip(COLUMNS, row.values)) for row in copy._rows.read(set(copy.layer.allFeatureIds()))}
    assert set(there) == set(by_id(store))
    assert there["a"]["revision"] == 2 and there["a"]["lpo_code"] == "1" and min(copy.layer.allFeatureIds()) > 0


def test_saving_again_and_again_takes_turns_with_the_revisions(copy, store):
    for n in range(2, 5):
        copy.apply("Name", {handle(copy, "a"): replace(copy.held(handle(copy, "a")).scene, name=f"A{n}")})
        assert copy.save() and by_id(store)["a"].revision == n
    before = store.info().revision
    assert copy.save() and store.info().revision == before


@pytest.mark.parametrize("stop", [True, False])
def test_qgiss_own_save_button_saves_to_the_store_once(copy, store, stop):
    heard = Heard(copy)
    drawn = copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    split(copy, (150, -50), (150, 150))
    copy.remove("Delete", [handle(copy, "b")])
    assert copy.layer.commitChanges(stop)
    assert len(heard.saved) == 1 and not copy.dirty and not copy.pending()
    assert copy.held(drawn) is None
    assert {h.scene.id: h.scene for h in copy.scenes()} == by_id(store)
    assert names(store.scenes("2023")) == sorted(["A", "A", "C", "D å“\n=cmd() 🙂", "New"])


def test_an_edit_after_a_save_is_compared_with_what_was_saved(copy, store):
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    assert copy.save()
    (new,) = [h for h in copy.scenes() if h.scene.name == "New"]
    copy.apply("Name", {new.handle: replace(new.scene, name="Newer")})
    (change,) = copy.pending().changes
    assert (change.before.name, change.before.revision, change.after.id) == ("New", 1, new.scene.id)
    assert copy.save() and by_id(store)[new.scene.id].revision == 2


def test_two_identical_drawings_get_an_id_each(copy, store):
    for _ in range(2):
        copy.add("Draw scene", box(500, 500, 600, 600), name="Twin")
    assert copy.save()
    twins = [s for s in store.scenes("2023") if s.name == "Twin"]
    assert len(twins) == 2 and {h.scene.id for h in copy.scenes()} == set(by_id(store))


def test_discarding_in_qgis_goes_back_to_what_was_saved(copy, store):
    move_vertex(copy, "a", -10, -10)
    heard = Heard(copy)
    assert copy.layer.rollBack()
    assert not copy.dirty and not copy.pending() and heard.changed
    assert [h.scene for h in copy.scenes()] == store.scenes("2023")


def test_reverting_drops_what_was_committed_but_not_saved(qgis_app, refusing):
    copy = opened(refusing)
    move_vertex(copy, "a", -10, -10)
    refusing.locked = True
    copy.layer.commitChanges()
    assert copy.dirty
    copy.revert()
    assert not copy.dirty and not copy.pending()
    assert [h.scene for h in copy.scenes()] == refusing.scenes("2023")


# Refused


def test_a_refused_save_keeps_edits_and_their_undo_steps(qgis_app, refusing):
    copy = opened(refusing)
    heard = Heard(copy)
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    move_vertex(copy, "a", -10, -10)
    pending = copy.pending()
    refusing.locked = True
    assert copy.save() is False
    assert [r.code for r in heard.refused] == ["store_locked"] and copy.unsaved_reason.code == "store_locked"
    assert copy.dirty and copy.pending() == pending and copy.layer.undoStack().count() == 2
    refusing.locked = False
    assert copy.save() and copy.unsaved_reason is None and not copy.dirty
    assert "New" in names(refusing.scenes("2023"))


def test_a_refused_save_by_qgiss_button_keeps_edits(qgis_app, refusing):
    copy = opened(refusing)
    heard = Heard(copy)
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    split(copy, (150, -50), (150, 150))
    refusing.locked = True
    copy.layer.commitChanges()
    assert len(heard.refused) == 1 and copy.dirty and not copy.layer.isEditable()
    assert copy.pending().counts == {"added": 2, "changed": 1, "removed": 0}
    assert names(h.scene for h in copy.scenes()) == sorted(["A", "A", "B", "C", "D å“\n=cmd() 🙂", "New"])
    refusing.locked = False
    assert copy.save() and not copy.dirty
    assert {h.scene.id: h.scene for h in copy.scenes()} == {s.id: s for s in refusing.scenes("2023")}


def test_discarding_after_a_refused_button_goes_back_to_the_committed_state_and_stays_dirty(qgis_app, refusing):
    copy = opened(refusing)
    move_vertex(copy, "a", -10, -10)
    refusing.locked = True
    copy.layer.commitChanges(False)
    move_vertex(copy, "b", 250, 0)
    copy.layer.rollBack()
    assert copy.dirty and [c.id for c in copy.pending().changes] == ["a"]


def test_an_edit_undone_after_a_refused_button_can_still_be_saved_later(qgis_app, refusing):
    copy = opened(refusing)
    move_vertex(copy, "a", -10, -10)
    refusing.locked = True
    copy.layer.commitChanges(False)
    copy.apply("Back", {handle(copy, "a"): refusing.scenes("2023")[0]})
    refusing.locked = False
    assert not copy.pending() and copy.save() and not copy.dirty
    assert refusing.scenes("2023")[0].revision == 1


def test_a_value_that_cannot_be_is_shown_with_its_problem_and_refused_on_saving(copy, store):
    heard = Heard(copy)
    copy.layer.startEditing()
    copy.layer.changeAttributeValue(handle(copy, "b"), COLUMNS.index("status"), "closed")
    copy.layer.changeAttributeValue(handle(copy, "b"), COLUMNS.index("use"), "maybe")
    held = copy.held(handle(copy, "b"))
    assert held.problem.code == "code_unknown" and held.scene.name == "B"
    assert copy.save() is False and heard.refused[0].values["scene"] == "B"
    assert by_id(store)["b"].revision == 1 and copy.dirty


def test_an_id_that_cannot_be_is_shown_with_its_problem(copy):
    copy.layer.startEditing()
    copy.layer.changeAttributeValue(handle(copy, "b"), COLUMNS.index("scene_id"), "x;y")
    (held,) = [h for h in copy.scenes() if h.scene.name == "B"]
    assert held.problem.code == "scene_id_invalid"


# Two windows


@pytest.fixture
def windows(qgis_app, tmp_path):
    path = str(tmp_path / "shared.gpkg")
    fill(create_store(path))
    return opened(open_store(path), "anna"), opened(open_store(path), "bo")


def both_rename(windows, id="a"):
    anna, bo = windows
    for copy, name in ((bo, "theirs"), (anna, "mine")):
        copy.apply("Name", {handle(copy, id): replace(copy.held(handle(copy, id)).scene, name=name)})
    anna.add("Draw scene", box(500, 500, 600, 600), name="New")
    assert bo.save()
    return anna, bo


def conflict_of(copy):
    heard = Heard(copy)
    assert copy.save() is False
    (stale,) = heard.refused
    assert isinstance(stale, StaleEdit) and copy.unsaved_reason is stale
    (conflict,) = stale.conflicts
    return conflict


def test_the_second_save_of_a_row_says_who_and_when_and_loses_nothing(windows):
    anna, _ = both_rename(windows)
    conflict = conflict_of(anna)
    assert (conflict.scene_id, conflict.by, conflict.mine.name, conflict.theirs.name) == ("a", "bo", "mine", "theirs")
    assert conflict.at.endswith("Z")
    assert anna.dirty and anna.layer.undoStack().count() == 2
    assert {"mine", "New"} <= {h.scene.name for h in anna.scenes()}


def test_rows_that_nobody_else_touched_do_not_conflict(windows):
    anna, bo = windows
    bo.apply("Name", {handle(bo, "b"): replace(bo.held(handle(bo, "b")).scene, name="theirs")})
    anna.apply("Name", {handle(anna, "a"): replace(anna.held(handle(anna, "a")).scene, name="mine")})
    assert bo.save() and anna.save()


def test_taking_mine_overwrites_knowingly(windows):
    anna, bo = both_rename(windows)
    anna.resolve(conflict_of(anna), Side.MINE)
    assert anna.save()
    bo.refill()
    assert {"mine", "New"} <= {h.scene.name for h in bo.scenes()} and handle(bo, "a")
    assert bo.held(handle(bo, "a")).scene.revision == 3


def test_taking_theirs_puts_theirs_in_the_layer_as_one_undo_step(windows):
    anna, bo = both_rename(windows)
    anna.resolve(conflict_of(anna), Side.THEIRS)
    assert anna.held(handle(anna, "a")).scene.name == "theirs"
    assert anna.pending().counts == {"added": 1, "changed": 0, "removed": 0}
    assert anna.layer.undoStack().count() == 3
    assert anna.save()
    bo.refill()
    assert {h.scene.id: h.scene for h in bo.scenes()} == {h.scene.id: h.scene for h in anna.scenes()}


@pytest.mark.parametrize("take", Side)
def test_a_row_that_they_deleted_and_i_changed(windows, take):
    anna, bo = windows
    bo.remove("Delete", [handle(bo, "a")])
    anna.apply("Name", {handle(anna, "a"): replace(anna.held(handle(anna, "a")).scene, name="mine")})
    assert bo.save()
    conflict = conflict_of(anna)
    assert conflict.theirs is None and conflict.by == "bo"
    anna.resolve(conflict, take)
    assert anna.save()
    bo.refill()
    assert ("mine" in {h.scene.name for h in bo.scenes()}) == (take is Side.MINE)
    assert {h.scene.id for h in bo.scenes()} == {h.scene.id for h in anna.scenes()}


@pytest.mark.parametrize("take", Side)
def test_a_row_that_i_deleted_and_they_changed(windows, take):
    anna, bo = windows
    bo.apply("Name", {handle(bo, "a"): replace(bo.held(handle(bo, "a")).scene, name="theirs")})
    anna.remove("Delete", [handle(anna, "a")])
    assert bo.save()
    anna.resolve(conflict_of(anna), take)
    assert anna.save()
    bo.refill()
    assert ("theirs" in {h.scene.name for h in bo.scenes()}) == (take is Side.THEIRS)


def test_taking_theirs_of_a_scene_that_i_merged_brings_its_partner_back(windows):
    anna, bo = windows
    bo.apply("Name", {handle(bo, "a"): replace(bo.held(handle(bo, "a")).scene, name="theirs")})
    merge(anna, ("a", "b"))
    assert bo.save()
    anna.resolve(conflict_of(anna), Side.THEIRS)
    assert not anna.pending()
    assert names(h.scene for h in anna.scenes()) == sorted(["theirs", "B", "C", "D å“\n=cmd() 🙂"])


def test_taking_theirs_of_a_scene_that_i_split_leaves_theirs_whole(windows):
    anna, bo = windows
    bo.apply("Name", {handle(bo, "a"): replace(bo.held(handle(bo, "a")).scene, name="theirs")})
    split(anna, (150, -50), (150, 150))
    assert bo.save()
    anna.resolve(conflict_of(anna), Side.THEIRS)
    assert not anna.pending() and len(anna.scenes()) == 4


@pytest.mark.parametrize("take", Side)
def test_a_merge_that_both_made_is_settled_with_one_scene_that_names_both(windows, take):
    anna, bo = windows
    for copy, name in ((bo, "theirs"), (anna, "mine")):
        merge(copy, ("a", "b"))
        (whole,) = [h for h in copy.scenes() if h.scene.predecessors == ("a", "b")]
        copy.apply("Name", {whole.handle: replace(whole.scene, name=name)})
    assert bo.save()
    heard = Heard(anna)
    assert anna.save() is False
    assert [c.scene_id for c in heard.refused[0].conflicts] == ["a", "b", derived_scene_id("a", "b")]
    for conflict in heard.refused[0].conflicts:
        anna.resolve(conflict, take)
    assert anna.save()
    bo.refill()
    assert {h.scene.id: h.scene for h in bo.scenes()} == {h.scene.id: h.scene for h in anna.scenes()}
    whole = {h.scene.id: h.scene for h in bo.scenes()}[derived_scene_id("a", "b")]
    assert (whole.name, whole.predecessors, len(bo.scenes())) == (take.value, ("a", "b"), 3)


# The journal


def test_edits_are_journalled_after_a_moment_and_forgotten_once_saved(qgis_app, store, tmp_path, qtbot):
    journal = Journal(tmp_path / "journal")
    copy = opened(store, journal=journal)
    location = store.info().location
    move_vertex(copy, "a", -10, -10)
    assert journal.read(location, "2023") is None
    qtbot.waitUntil(lambda: journal.read(location, "2023") is not None, timeout=3000)
    assert copy.save() and journal.read(location, "2023") is None


def test_undoing_everything_clears_the_journal(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    copy = opened(store, journal=journal)
    move_vertex(copy, "a", -10, -10)
    copy.flush_journal()
    copy.layer.undoStack().undo()
    copy.flush_journal()
    assert journal.entries() == []


def lost_session(store, journal, edit):
    """A session that ended without saving."""
    copy = opened(store, journal=journal)
    edit(copy)
    copy.flush_journal()
    return copy.pending()


def several_edits(copy):
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    split(copy, (150, -50), (150, 150))
    copy.remove("Delete", [handle(copy, "b")])
    copy.apply("Name", {handle(copy, "d"): replace(copy.held(handle(copy, "d")).scene, name="D2")})


def summary(change_set):
    return [(c.id, c.before, c.after) for c in change_set.changes]


def test_unsaved_edits_come_back_as_one_undo_step_and_save_as_they_would_have(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    lost = lost_session(store, journal, several_edits)
    copy = opened(store, journal=journal)
    assert copy.recoverable() is not None and not copy.pending()
    copy.recover("Restore")
    assert summary(copy.pending()) == summary(lost) and copy.layer.undoStack().count() == 1
    assert copy.recoverable() is None
    copy.layer.undoStack().undo()
    assert not copy.pending()
    copy.layer.undoStack().redo()
    assert copy.save()
    assert {h.scene.id: h.scene for h in copy.scenes()} == by_id(store)
    assert names(store.scenes("2023")) == sorted(["A", "A", "C", "D2", "New"])
    assert journal.entries() == []


def test_unsaved_edits_can_be_given_up(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    lost_session(store, journal, several_edits)
    copy = opened(store, journal=journal)
    copy.discard_recovery()
    assert copy.recoverable() is None and journal.entries() == [] and not copy.pending()
    assert opened(store, journal=journal).recoverable() is None


def test_recovered_edits_meet_what_others_saved_meanwhile_as_a_conflict(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    lost_session(store, journal, several_edits)
    other = opened(store, "bo")
    other.apply("Name", {handle(other, "d"): replace(by_id(store)["d"], name="theirs")})
    other.remove("Delete", [handle(other, "a")])
    assert other.save()
    copy = opened(store, journal=journal)
    copy.recover("Restore")
    heard = Heard(copy)
    assert copy.save() is False
    assert sorted((c.scene_id, c.by) for c in heard.refused[0].conflicts) == [("a", "bo"), ("d", "bo")]
    for conflict in heard.refused[0].conflicts:
        copy.resolve(conflict, Side.MINE)
    assert copy.save()
    assert names(store.scenes("2023")) == sorted(["A", "A", "C", "D2", "New"])


def test_new_edits_before_the_decision_do_not_overwrite_the_old_ones(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    lost_session(store, journal, several_edits)
    copy = opened(store, journal=journal)
    copy.apply("Name", {handle(copy, "c"): replace(by_id(store)["c"], name="C2")})
    copy.flush_journal()
    third = opened(store, journal=journal)
    third.recover("Restore")
    assert names(h.scene for h in third.scenes()) == sorted(["A", "A", "C2", "D2", "New"])


def test_a_journal_whose_edits_the_store_has_is_cleared(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    copy = opened(store, journal=journal)
    several_edits(copy)
    copy.flush_journal()
    kept = journal.path(store.info().location, "2023").read_bytes()
    assert copy.save()
    journal.path(store.info().location, "2023").write_bytes(kept)  # as if killed before the journal was cleared
    again = opened(store, journal=journal)
    assert again.recoverable() is None and journal.entries() == []


def test_a_journal_that_cannot_be_read_is_told_and_kept(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    path = journal.path(store.info().location, "2023")
    path.parent.mkdir()
    path.write_bytes(b'{"format": 1, "rows": [')
    copy = opened(store, journal=journal)
    assert copy.recoverable() is None and copy.journal_problem.code == "journal_unreadable"
    move_vertex(copy, "a", -10, -10)
    copy.flush_journal()
    with open(copy.journal_problem.values["file"], "rb") as kept:
        assert kept.read() == b'{"format": 1, "rows": ['
    assert len(journal.entries()) == 1


def test_a_full_disk_under_the_journal_is_told_once_and_stops_nobody(qgis_app, store, tmp_path, monkeypatch):
    copy = opened(store, journal=Journal(tmp_path / "journal"))
    heard = Heard(copy)

    def no_space(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_space)
        move_vertex(copy, "a", -10, -10)
        copy.flush_journal()
        move_vertex(copy, "b", 250, 0)
        copy.flush_journal()
        assert [r.code for r in heard.journal_failed] == ["journal_not_written"]
        assert heard.journal_failed[0].values["reason"] == "No space left on device"
        assert os.listdir(tmp_path / "journal") == []
    move_vertex(copy, "c", -5, 300)
    copy.flush_journal()
    assert len(Journal(tmp_path / "journal").entries()) == 1
    assert copy.save() and by_id(store)["a"].revision == 2


def test_a_layer_taken_out_of_the_project_leaves_its_edits_in_the_journal(qgis_app, store, tmp_path):
    journal = Journal(tmp_path / "journal")
    copy = opened(store, journal=journal)
    project = QgsProject()
    project.addMapLayer(copy.layer)
    move_vertex(copy, "a", -10, -10)
    project.removeMapLayer(copy.layer.id())
    (entry,) = journal.entries()
    assert [row.scene_id for row in entry.rows.rows] == ["a"]


KILLED = """
import os, signal, sys, time
from pathlib import Path
from qgis.core import QgsApplication, QgsPointXY
app = QgsApplication([], False)
app.initQgis()
from shapely.geometry import box
from drugscene_plugin.store.journal import Journal
from drugscene_plugin.store.scene_store import open_store
from drugscene_plugin.store.working_copy import WorkingCopy
store = open_store(sys.argv[1])
copy = WorkingCopy(store, store.round("2023"), "anna", Journal(Path(sys.argv[2])))
copy.add("Draw scene", box(500, 500, 600, 600), name="New")
copy.layer.splitFeatures([QgsPointXY(150, -50), QgsPointXY(150, 150)], False)
until = time.monotonic() + 1.5
while time.monotonic() < until:
    app.processEvents()
    time.sleep(0.02)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_edits_survive_a_killed_qgis(qgis_app, tmp_path, checkout):
    path, folder = str(tmp_path / "store.gpkg"), tmp_path / "journal"
    fill(create_store(path))
    environment = {**os.environ, "PYTHONPATH": str(checkout), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, path, str(folder)], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    store = open_store(path)
    assert names(store.scenes("2023")) == sorted(["A", "B", "C", "D å“\n=cmd() 🙂"])
    copy = opened(store, journal=Journal(folder))
    copy.recover("Restore")
    assert copy.pending().counts == {"added": 2, "changed": 1, "removed": 0}
    assert copy.save()
    assert names(store.scenes("2023")) == sorted(["A", "A", "B", "C", "D å“\n=cmd() 🙂", "New"])


def test_ten_thousand_scenes_and_one_edit_read_one_row(qgis_app):
    store = MemoryStore()
    many = [scene(f"s{n:05}", outline=box(n * 200, 0, n * 200 + 100, 100), name=str(n)) for n in range(10_000)]
    store.add_round(mapping_round(), many, "me")
    copy = opened(store)
    read = []
    whole = copy._rows.read
    copy._rows.read = lambda handles: (read.append(len(handles)), whole(handles))[1]
    first = copy.scenes()[0]
    copy.apply("Name", {first.handle: replace(first.scene, name="changed")})
    assert copy.pending().counts["changed"] == 1 and copy.save()
    assert copy.scenes()[0].scene.revision == 2
    assert max(read) == 1


def test_a_round_can_be_made_ready_beforehand_as_in_a_task(qgis_app, store):
    prepared = prepare_round(store.scenes("2023"), store.areas(), store.round("2023"), store.info().crs)
    copy = WorkingCopy(store, store.round("2023"), "anna", prepared=prepared)
    assert [h.scene for h in copy.scenes()] == store.scenes("2023") and not copy.pending()
    copy.apply("Name", {handle(copy, "b"): replace(by_id(store)["b"], name="B2")})
    assert copy.save() and by_id(store)["b"].name == "B2"


def test_scenes_that_an_edit_did_not_touch_are_the_very_same_values(copy):
    before = {h.scene.id: h for h in copy.scenes()}
    move_vertex(copy, "a", -10, -10)
    after = {h.scene.id: h for h in copy.scenes()}
    assert [i for i in before if after[i] is not before[i]] == ["a"]


def test_an_unknown_round_is_refused_by_the_store(qgis_app, store):
    with pytest.raises(Refusal) as caught:
        WorkingCopy(store, mapping_round("1999"), "anna")
    assert caught.value.code == "round_unknown"


def test_ids_are_the_stores_own_type_of_text(copy):
    assert all(isinstance(h.scene.id, str) for h in copy.scenes()) and SceneId("a") in {
        h.scene.id for h in copy.scenes()
    }
