"""Two people on one store: a conflict settled with mine, theirs or both merged, undone and done again; nothing is lost."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from shapely.geometry import box

from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store.journal import Journal
from drugscene_plugin.store.scene_store import create_store, open_store
from drugscene_plugin.workflow.merge_edits import Changed, Side, changed_parts, merged
from drugscene_plugin.workflow.ports import StaleEdit
from drugscene_plugin.workflow.save_edits import COLUMNS
from tests.fakes.memory_store import MemoryStore
from tests.store.test_working_copy import Heard, by_id, fill, handle, names, opened, split

MOVED = box(0, 0, 200, 150)


@pytest.fixture
def windows(qgis_app, tmp_path):
    path = str(tmp_path / "shared.gpkg")
    fill(create_store(path))
    return opened(open_store(path), "anna"), opened(open_store(path), "bo")


def edit(copy, id="a", **fields):
    copy.apply("Edit", {handle(copy, id): replace(copy.held(handle(copy, id)).scene, **fields)})


def tag(copy, id="a", **tags):
    edit(copy, id, tags={**copy.held(handle(copy, id)).scene.tags, **tags})


def stored(copy):
    return by_id(copy._store)


def refused(copy):
    """The conflicts for which a save is refused."""
    heard = Heard(copy)
    assert copy.save() is False
    (stale,) = heard.refused
    assert isinstance(stale, StaleEdit)
    return copy.conflicts()


def both_change(windows):
    """Bo changes name and outline, Anna the name and a tag; her save is refused."""
    anna, bo = windows
    edit(bo, name="theirs", outline=MOVED)
    assert bo.save()
    edit(anna, name="mine")
    tag(anna, note="vid kiosken")
    (conflict,) = refused(anna)
    return anna, bo, conflict


def both_of(conflict, **chosen):
    return merged(conflict.base, conflict.mine, conflict.theirs, {p: Side(s) for p, s in chosen.items()})


def test_a_conflict_knows_what_both_started_with(windows):
    _, _, conflict = both_change(windows)
    assert (conflict.base.name, conflict.mine.name, conflict.theirs.name) == ("A", "mine", "theirs")
    assert changed_parts(conflict.base, conflict.mine, conflict.theirs) == {
        "outline": Changed.THEIRS,
        "name": Changed.APART,
        "note": Changed.MINE,
    }


def test_a_merged_scene_is_one_undo_step_and_is_saved_after_theirs(windows):
    anna, bo, conflict = both_change(windows)
    steps = anna.layer.undoStack().count()
    anna.resolve(conflict, both_of(conflict, name="mine"), "Settle")
    assert (anna.layer.undoStack().count(), anna.layer.undoStack().undoText()) == (steps + 1, "Settle")
    assert anna.conflicts() == () and anna.save()
    saved = stored(anna)["a"]
    assert (saved.name, saved.tags["note"], saved.outline, saved.revision) == ("mine", "vid kiosken", MOVED, 3)
    assert saved == anna.held(handle(anna, "a")).scene
    bo.refill()
    assert bo.held(handle(bo, "a")).scene == saved


@pytest.mark.parametrize("taken", ["mine", "theirs", "merged"])
def test_a_settlement_undone_is_a_conflict_again_and_never_written_over_theirs(windows, taken):
    anna, _, conflict = both_change(windows)
    before = anna.pending()
    anna.resolve(conflict, both_of(conflict, name="mine") if taken == "merged" else Side(taken))
    stack = anna.layer.undoStack()
    stack.undo()
    assert anna.pending() == before and anna.conflicts() == (conflict,)
    (again,) = refused(anna)
    assert again == conflict and stored(anna)["a"].name == "theirs"
    stack.redo()
    assert anna.conflicts() == () and anna.save()
    assert stored(anna)["a"].name == ("theirs" if taken == "theirs" else "mine")


def test_a_deletion_kept_and_undone_is_a_conflict_again(windows):
    anna, bo = windows
    edit(bo, name="theirs")
    assert bo.save()
    anna.remove("Delete", [handle(anna, "a")])
    (conflict,) = refused(anna)
    anna.resolve(conflict, Side.MINE)
    anna.layer.undoStack().undo()
    refused(anna)
    assert stored(anna)["a"].name == "theirs"
    anna.layer.undoStack().redo()
    assert anna.save() and "a" not in stored(anna)


def test_another_edit_after_the_undo_does_not_bring_the_settlement_back(windows):
    anna, _, conflict = both_change(windows)
    anna.resolve(conflict, Side.MINE, "Settle")
    anna.layer.undoStack().undo()
    edit(anna, "b", name="B2")  # the step that takes the place of the settlement
    refused(anna)
    assert stored(anna)["a"].name == "theirs"


def test_a_settlement_in_the_place_of_one_that_was_undone_counts(windows):
    anna, _, conflict = both_change(windows)
    anna.resolve(conflict, Side.MINE, "Settle")
    anna.layer.undoStack().undo()
    anna.resolve(conflict, Side.THEIRS, "Settle")
    assert anna.save() and stored(anna)["a"].name == "theirs"


def test_edits_rolled_back_after_a_settlement_do_not_come_back_as_mine(windows):
    anna, _, conflict = both_change(windows)
    anna.resolve(conflict, both_of(conflict, name="mine"))
    anna.layer.rollBack()
    assert not anna.pending() and not anna.dirty
    edit(anna, name="later")
    refused(anna)
    assert stored(anna)["a"].name == "theirs"


def test_edits_discarded_after_a_settlement_leave_theirs(windows):
    anna, _, conflict = both_change(windows)
    anna.resolve(conflict, Side.MINE)
    anna.revert()
    assert not anna.dirty and anna.held(handle(anna, "a")).scene == stored(anna)["a"]


def test_a_settlement_committed_by_qgiss_button_is_saved(windows):
    anna, _, conflict = both_change(windows)
    anna.resolve(conflict, both_of(conflict, name="mine"))
    assert anna.layer.commitChanges(False)
    assert not anna.dirty and stored(anna)["a"].name == "mine" and stored(anna)["a"].outline == MOVED


def test_a_conflict_of_edits_committed_by_qgiss_button_can_be_settled_and_undone(windows):
    anna, bo = windows
    edit(bo, name="theirs", outline=MOVED)
    assert bo.save()
    edit(anna, name="mine")
    anna.layer.commitChanges()
    (conflict,) = anna.conflicts()
    anna.resolve(conflict, both_of(conflict, name="mine"))
    anna.layer.undoStack().undo()
    assert refused(anna) == (conflict,)
    anna.layer.undoStack().redo()
    assert anna.save() and (stored(anna)["a"].name, stored(anna)["a"].outline) == ("mine", MOVED)


def test_when_they_save_again_meanwhile_the_newer_version_is_in_the_way(windows):
    anna, bo, conflict = both_change(windows)
    anna.resolve(conflict, both_of(conflict, name="mine"))
    tag(bo, note="vid bänken")
    assert bo.save()
    (newer,) = refused(anna)
    assert (newer.base.name, newer.mine.name, newer.theirs.name) == ("theirs", "mine", "theirs")
    assert (newer.mine.tags["note"], newer.theirs.tags["note"]) == ("vid kiosken", "vid bänken")
    anna.resolve(newer, both_of(newer, note="theirs"))
    assert anna.save()
    assert (stored(anna)["a"].name, stored(anna)["a"].tags["note"]) == ("mine", "vid bänken")
    anna.layer.undoStack().undo()
    assert anna.pending().changes == (), "there is nothing to undo after a save"


def test_two_settlements_of_a_scene_are_undone_one_by_one(windows):
    anna, bo, conflict = both_change(windows)
    anna.resolve(conflict, both_of(conflict, name="mine"))
    tag(bo, note="vid bänken")
    assert bo.save()
    (newer,) = refused(anna)
    anna.resolve(newer, Side.THEIRS)
    stack = anna.layer.undoStack()
    stack.undo()
    assert anna.conflicts() == (newer,)
    stack.undo()
    (first,) = refused(anna)
    assert (first.base.name, first.theirs.tags["note"]) == ("A", "vid bänken")


def test_mine_is_shown_as_it_is_now_and_a_conflict_of_an_edit_taken_back_is_none(windows):
    anna, _, _ = both_change(windows)
    edit(anna, name="mine, later")
    assert [c.mine.name for c in anna.conflicts()] == ["mine, later"]
    for _ in range(3):
        anna.layer.undoStack().undo()
    assert anna.conflicts() == ()


def test_a_scene_that_i_split_keeps_its_parts_with_my_outline_and_loses_them_with_theirs(windows):
    anna, bo = windows
    edit(bo, name="theirs", outline=MOVED)
    assert bo.save()
    split(anna, (150, -50), (150, 150))
    (conflict,) = refused(anna)
    anna.resolve(conflict, both_of(conflict, outline="mine"))
    assert anna.pending().counts == {"added": 1, "changed": 1, "removed": 0}
    anna.layer.undoStack().undo()
    anna.resolve(conflict, both_of(conflict, outline="theirs"))
    assert not anna.pending() and len(anna.scenes()) == 4


def test_a_scene_that_one_side_deleted_cannot_be_merged(windows):
    anna, _, conflict = both_change(windows)
    with pytest.raises(ValueError, match="a"):
        anna.resolve(replace(conflict, theirs=None), conflict.mine)
    assert anna.pending().changes and anna.conflicts() == (conflict,), "nothing has changed"


def test_settling_is_refused_while_a_row_cannot_be_read(windows):
    anna, _, conflict = both_change(windows)
    anna.layer.changeAttributeValue(handle(anna, "b"), COLUMNS.index("status"), "closed")
    with pytest.raises(Refusal):
        anna.resolve(conflict, Side.MINE)


def test_a_layer_taken_away_after_a_settlement_leaves_it_in_the_journal(qgis_app, tmp_path):
    store, journal = fill(MemoryStore()), Journal(tmp_path / "journal")
    anna, bo = opened(store, journal=journal), opened(store, "bo")
    project = QgsProject()
    project.addMapLayer(anna.layer)
    _, _, conflict = both_change((anna, bo))
    anna.resolve(conflict, both_of(conflict, name="mine"))
    project.removeMapLayer(anna.layer.id())
    again = opened(store, journal=journal)
    again.recover("Restore")
    assert again.save() and (by_id(store)["a"].name, by_id(store)["a"].outline) == ("mine", MOVED)


# A save that was kept, but whose answer was lost


class Deaf(MemoryStore):
    """A store that keeps a save and then breaks off."""

    deaf = False

    def save(self, change_set, by):
        done = super().save(change_set, by)
        if self.deaf:
            self.deaf = False
            raise Refusal("store_commit_unknown", location="memory")
        return done


def test_a_save_that_was_kept_without_an_answer_is_no_conflict(qgis_app):
    store = fill(Deaf())
    copy = opened(store)
    edit(copy, name="mine")
    split(copy, (150, -50), (150, 150))
    copy.remove("Delete", [handle(copy, "c")])
    copy.add("Draw scene", box(500, 500, 600, 600), name="New")
    store.deaf = True
    assert copy.save() is False and copy.dirty
    assert copy.save() and not copy.dirty
    assert {h.scene.id: h.scene for h in copy.scenes()} == by_id(store)
    assert names(store.scenes("2023")) == sorted(["mine", "mine", "B", "D å“\n=cmd() 🙂", "New"])
    assert {s.revision for s in store.scenes("2023")} == {1, 2}, "nothing was written twice"


def test_edits_made_since_are_saved_and_only_a_scene_edited_since_is_asked_about(qgis_app):
    store = fill(Deaf())
    copy = opened(store)
    edit(copy, name="mine")
    edit(copy, "b", name="B2")
    store.deaf = True
    assert copy.save() is False
    edit(copy, "b", status=SceneStatus.OPEN)
    edit(copy, "c", name="C2")
    (conflict,) = refused(copy)
    assert conflict.scene_id == "b"
    copy.resolve(conflict, Side.MINE)
    assert copy.save()
    assert {h.scene.id: h.scene for h in copy.scenes()} == by_id(store)
    assert by_id(store)["b"].status is SceneStatus.OPEN and by_id(store)["c"].name == "C2"


def test_the_same_edit_of_both_is_no_conflict(windows):
    anna, bo = windows
    edit(bo, name="Torget")
    edit(anna, name="Torget")
    edit(anna, "b", name="Parken")
    assert bo.save() and anna.save()
    assert (stored(anna)["a"].revision, stored(anna)["b"].name) == (2, "Parken")


def test_the_same_deletion_of_both_is_no_conflict(windows):
    anna, bo = windows
    for copy in (anna, bo):
        copy.remove("Delete", [handle(copy, "a")])
    assert bo.save() and anna.save() and "a" not in stored(anna)


# Unsaved edits of an earlier session


def test_recovered_edits_are_merged_with_what_they_started_from(qgis_app, tmp_path):
    store, journal = fill(MemoryStore()), Journal(tmp_path / "journal")
    lost = opened(store, journal=journal)
    edit(lost, name="mine")
    lost.flush_journal()
    bo = opened(store, "bo")
    tag(bo, note="vid bänken")
    assert bo.save()
    copy = opened(store, journal=journal)
    copy.recover("Restore")
    (conflict,) = refused(copy)
    changed = changed_parts(conflict.base, conflict.mine, conflict.theirs)
    assert changed == {"name": Changed.MINE, "note": Changed.THEIRS}
    copy.resolve(conflict, both_of(conflict))
    assert copy.save() and (by_id(store)["a"].name, by_id(store)["a"].tags["note"]) == ("mine", "vid bänken")


def test_recovered_edits_undone_leave_what_others_saved(qgis_app, tmp_path):
    store, journal = fill(MemoryStore()), Journal(tmp_path / "journal")
    lost = opened(store, journal=journal)
    edit(lost, name="mine")
    lost.flush_journal()
    bo = opened(store, "bo")
    edit(bo, name="theirs")
    assert bo.save()
    copy = opened(store, journal=journal)
    copy.recover("Restore")
    copy.layer.undoStack().undo()
    assert not copy.pending() and copy.held(handle(copy, "a")).scene.name == "theirs"


# Whatever the two do


class Walk:
    """Anna edits, undoes, redoes, saves and settles as it comes, while Bo saves now and then. ``seen`` holds, for each step of
    her undo history, the versions of Bo's that she has settled by it; a list and a place in it, as simple as can be."""

    def __init__(self, seed):
        self.random, self.seed = random.Random(seed), seed  # noqa: S311 - chance that comes again
        self.store = fill(MemoryStore())
        self.copy = opened(self.store)
        self.steps, self.at, self.read, self.number = [], 0, 1, 0

    def push(self, settled=None):
        self.steps = [*self.steps[: self.at], settled]
        self.at += 1

    def go(self):
        acts = (
            self.edit,
            self.edit,
            self.undo,
            self.undo,
            self.redo,
            self.bo_saves,
            self.hear,
            self.save,
            self.save,
            self.roll_back,
        )
        for _ in range(25):
            self.random.choice(acts)()

    def edit(self):
        self.number += 1
        edit(self.copy, name=f"anna {self.number}")
        self.push()

    def undo(self):
        if self.at:
            self.copy.layer.undoStack().undo()
            self.at -= 1

    def redo(self):
        if self.at < len(self.steps):
            self.copy.layer.undoStack().redo()
            self.at += 1

    def bo_saves(self):
        self.number += 1
        now = by_id(self.store)["a"]
        self.store.save(ChangeSet("2023", (SceneChange(now, replace(now, name=f"bo {self.number}")),)), "bo")

    def hear(self):
        """Bo's save is put beneath, where nothing is edited."""
        now = by_id(self.store)["a"]
        if not self.copy.take_others({now.id: now}):
            self.read = now.revision

    def roll_back(self):
        if self.random.random() < 0.3:
            self.copy.layer.rollBack()
            self.steps, self.at = [], 0

    def save(self):
        before = by_id(self.store)["a"]
        known = max([self.read, *(step for step in self.steps[: self.at] if step is not None)])
        wanted = self.copy.held(handle(self.copy, "a")).scene.name
        if self.copy.save():
            after = by_id(self.store)["a"]
            if after.revision != before.revision:
                assert known == before.revision, f"walk {self.seed} wrote over what Anna had not seen"
                assert after.name == wanted
                self.read = after.revision
            else:
                self.read = known
            if self.steps:
                assert not self.copy.dirty
            self.steps, self.at = [], 0
            return
        (conflict,) = self.copy.conflicts()
        assert conflict.theirs == before and conflict.mine.name == wanted and known != before.revision
        taken = self.random.choice([Side.MINE, Side.THEIRS, "merged", None])
        if taken == "merged":
            changed = changed_parts(conflict.base, conflict.mine, conflict.theirs)
            taken = merged(
                conflict.base, conflict.mine, conflict.theirs, {p: self.random.choice(list(Side)) for p in changed}
            )
        if taken is not None:
            self.copy.resolve(conflict, taken, "Settle")
            self.push(conflict.theirs.revision)


def test_no_way_leads_to_writing_over_a_version_that_was_not_seen(qgis_app):
    for seed in range(80):
        Walk(seed).go()
