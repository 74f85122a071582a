"""What others saved, put into a working copy beneath what is being edited: nothing of mine is lost, nor any undo step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsGeometry
from shapely.affinity import translate
from shapely.geometry import box

from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.round_base import RoundBase
from drugscene_plugin.store.working_copy import WorkingCopy
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.ports import StaleEdit
from drugscene_plugin.workflow.save_edits import COLUMNS
from tests.builders import lpo, mapping_round, municipality, scene
from tests.workflow.store_contract import change, changes

NAME, NOTE = COLUMNS.index("name"), COLUMNS.index("note")


@pytest.fixture
def path(tmp_path, qgis_app):
    path = str(tmp_path / "store.gpkg")
    everywhere = box(-10_000, -10_000, 10_000, 10_000)
    store = create_store(path)
    store.add_areas([lpo("1", everywhere), municipality("0180", everywhere)], "kim")
    made = [scene(i, outline=box(300 * n, 0, 300 * n + 200, 100), name=i.upper()) for n, i in enumerate("abcd")]
    label = mapping_round()
    store.add_round(label, assigned_scenes(made, store.areas(), label.ref_date), "kim")
    return path


@pytest.fixture
def copy(path):
    store = open_store(path)
    return WorkingCopy(store, store.round("2023"), "anna")


class Kim:
    """Somebody else at the same store."""

    def __init__(self, path):
        self.store = open_store(path)

    def row(self, id):
        return self.store.scenes("2023", only=[id])[0]

    def changes(self, id, **fields):
        self.store.save(changes(change(self.row(id), **fields)), "kim")
        return {id: self.row(id)}

    def removes(self, id):
        self.store.save(changes(SceneChange(self.row(id), None)), "kim")
        return {id: None}

    def adds(self, id, outline=box(0, 500, 100, 600)):  # noqa: B008
        self.store.save(changes(SceneChange(None, scene(id, outline=outline, name=id))), "kim")
        return {id: self.row(id)}


@pytest.fixture
def kim(path):
    return Kim(path)


def handle(copy, id):
    (found,) = [h.handle for h in copy.scenes() if h.scene.id == id]
    return found


def held(copy, id):
    return copy.held(handle(copy, id)).scene


def shown(copy):
    """What the layer itself shows, edits included, by id."""
    return {f["scene_id"] or None: f["name"] for f in copy.layer.getFeatures()}


def rename(copy, id, name):
    copy.apply(f"rename {id}", {handle(copy, id): replace(held(copy, id), name=name)})


def stack_of(copy):
    stack = copy.layer.undoStack()
    return [stack.text(n) for n in range(stack.count())], stack.index()


def test_what_others_changed_appears_and_my_own_edit_and_its_undo_stay(copy, kim):
    rename(copy, "a", "mine")
    rename(copy, "b", "mine too")
    before = stack_of(copy)
    moved = translate(held(copy, "c").outline, 10, 10)
    assert not copy.take_others(kim.changes("c", name="theirs", outline=moved))
    assert stack_of(copy) == before and copy.dirty
    assert shown(copy) == {"a": "mine", "b": "mine too", "c": "theirs", "d": "D"}
    assert held(copy, "c").outline.equals(moved) and held(copy, "c").revision == 2
    assert [c.id for c in copy.pending().changes] == ["a", "b"]
    copy.layer.undoStack().undo()
    assert shown(copy) == {"a": "mine", "b": "B", "c": "theirs", "d": "D"}
    copy.layer.undoStack().redo()
    assert copy.save()
    assert [s.name for s in kim.store.scenes("2023")] == ["mine", "mine too", "theirs", "D"]


def test_the_round_is_compared_once_to_take_what_others_saved(copy, kim, monkeypatch):
    rename(copy, "a", "mine")
    copy.layer.deleteFeature(handle(copy, "d"))
    drawn = copy.add("draw", box(0, 900, 100, 1000), "drawn")
    copy.pending()
    compared = []
    for name in ("difference", "compare"):
        kept = getattr(RoundBase, name)
        monkeypatch.setattr(RoundBase, name, lambda base, rows, kept=kept: compared.append(1) or kept(base, rows))
    copy.changed.connect(copy.scenes)
    assert not copy.take_others({**kim.changes("b", name="theirs"), **kim.removes("c"), **kim.adds("e")})
    assert compared == [1]
    pending = copy.pending()
    copy._standing.forget()
    assert copy.pending() == pending and copy.held(drawn).scene.name == "drawn" and held(copy, "b").name == "theirs"


def test_what_i_edited_waits_and_meets_theirs_as_a_conflict_when_it_is_saved(copy, kim):
    rename(copy, "a", "mine")
    theirs = kim.changes("a", name="theirs")
    assert copy.take_others(theirs) == theirs
    assert shown(copy)["a"] == "mine"
    refused = []
    copy.refused.connect(refused.append)
    assert not copy.save()
    (stale,) = refused
    assert isinstance(stale, StaleEdit) and stale.conflicts[0].theirs.name == "theirs"


def test_what_waited_appears_once_my_edit_is_undone_and_cannot_be_redone(copy, kim):
    rename(copy, "a", "mine")
    theirs = kim.changes("a", name="theirs")
    copy.take_others(theirs)
    copy.layer.undoStack().undo()
    # As long as it can be redone it would be put over what nobody compared it with.
    assert copy.take_others(theirs) == theirs
    copy.layer.undoStack().redo()
    assert not copy.save()
    copy.layer.undoStack().undo()
    rename(copy, "b", "another edit")
    assert copy.take_others(theirs) == {}
    assert shown(copy)["a"] == "theirs"
    assert copy.save() and kim.row("a").name == "theirs"


def test_a_value_typed_and_typed_back_does_not_hide_what_they_saved(copy, kim):
    rename(copy, "a", "mine")
    rename(copy, "a", "A")
    theirs = kim.changes("a", name="theirs")
    assert copy.take_others(theirs) == theirs
    rename(copy, "b", "mine")
    assert copy.save() and kim.row("a").name == "theirs"
    assert copy.take_others(theirs) == {} and shown(copy)["a"] == "theirs"


def test_added_and_removed_scenes_appear_while_another_is_edited(copy, kim):
    copy.layer.selectByIds([handle(copy, "d")])
    rename(copy, "a", "mine")
    drawn = copy.add("draw", box(0, 900, 100, 1000), "drawn")
    assert not copy.take_others({**kim.adds("e"), **kim.removes("d")})
    assert shown(copy) == {"a": "mine", "b": "B", "c": "C", "e": "e", None: "drawn"}
    assert copy.layer.selectedFeatureIds() == [] and copy.held(drawn).scene.name == "drawn"
    assert copy.save()
    assert [s.name for s in kim.store.scenes("2023") if s.id in "abcde"] == ["mine", "B", "C", "e"]
    rename(copy, "e", "edited by both")
    assert copy.save() and kim.row("e").name == "edited by both"


def test_a_scene_that_i_merge_waits_with_its_parents(copy, kim):
    layer = copy.layer
    layer.startEditing()
    layer.beginEditCommand("merge")
    layer.changeGeometry(handle(copy, "a"), QgsGeometry.fromWkt(box(0, 0, 500, 100).wkt))
    layer.deleteFeature(handle(copy, "b"))
    layer.endEditCommand()
    theirs = kim.changes("b", name="theirs")
    assert copy.take_others(theirs) == theirs
    assert not copy.save()


def test_edits_that_qgis_committed_and_the_store_refused_wait_too(copy, kim, monkeypatch):
    def unreachable(*_):
        raise Refusal("store_unreachable", location="x", server="y", reason="z")

    rename(copy, "a", "mine")
    monkeypatch.setattr(copy._store, "save", unreachable)
    copy.layer.commitChanges()
    monkeypatch.undo()
    theirs = {**kim.changes("a", name="theirs"), **kim.changes("b", name="B2")}
    assert set(copy.take_others(theirs)) == {"a"}
    assert shown(copy)["a"] == "mine" and shown(copy)["b"] == "B2"
    assert copy.dirty and not copy.save()


def test_what_comes_late_does_not_put_an_older_version_back(copy, kim):
    first = kim.changes("a", name="first")
    copy.take_others(kim.changes("a", name="second"))
    assert copy.take_others(first) == {} and shown(copy)["a"] == "second"


def test_a_save_that_was_kept_though_its_answer_was_lost_is_taken_as_saved(copy, kim, monkeypatch):
    kept = copy._store.save

    def lose_the_answer(change_set, by):
        kept(change_set, by)
        raise Refusal("store_commit_unknown", location="x")

    rename(copy, "a", "mine")
    copy.add("draw", box(0, 900, 100, 1000), "drawn")
    copy.remove("remove", [handle(copy, "d")])
    monkeypatch.setattr(copy._store, "save", lose_the_answer)
    assert not copy.save() and copy.dirty
    monkeypatch.undo()
    assert copy.save() and not copy.dirty
    assert sorted(shown(copy).values()) == ["B", "C", "drawn", "mine"] and None not in shown(copy)
    assert not copy.pending()
    rename(copy, "a", "and on")
    assert copy.save() and kim.row("a").name == "and on"
