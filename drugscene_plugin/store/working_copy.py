"""The working copy: a memory layer that holds the active round, on which people edit with QGIS's own tools.

A provider's commit is never the save. QGIS writes geometries, attributes, deletes and adds one after another, so a
commit on the store's own layer can leave half of them in the file; on a memory layer it cannot fail, and what counts is
the comparison with the rows as they were read (:mod:`drugscene_plugin.workflow.save_edits`), written by the store in one
transaction. When that is refused, the working copy stands as it is, and nothing is lost.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Callable, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area
from ..domain.change_set import ChangeSet, Conflict, RowImage
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId
from ..workflow.merge_edits import Taken
from ..workflow.ports import SceneStore, StaleEdit
from ..workflow.save_edits import AreaAssigner, SavedEdits, save_edits
from .held_scene import HeldScene
from .journal import Journal, JournalEntry
from .layer_rows import LayerRows, handles_after_commit
from .others_saves import Saved, newer, put_where_free
from .rebased_steps import RebasedSteps
from .round_base import RoundBase
from .saved_rows import write_back
from .settled_conflict import still_open, write_settled
from .standing_scenes import StandingScenes
from .unsaved_work import UnsavedWork, put_back
from .working_layer import (
    EditCommand,
    PreparedRound,
    add_row,
    drawn_row,
    fill_layer,
    rows_with,
    working_layer,
    write_row,
)

JOURNAL_DELAY_MS = 500


def _at_once(work: Callable[[], Any]) -> Any:
    return work()


class WorkingCopy(QObject):
    """One round of one store, held for editing."""

    changed = pyqtSignal()
    """After every edit command, undo, redo, commit and refill."""

    saved = pyqtSignal(object)
    """After a save, with the SavedEdits."""

    refused = pyqtSignal(object)
    """After a save that was refused, with the Refusal or StaleEdit."""

    journal_failed = pyqtSignal(object)
    """With the Refusal for which unsaved edits could not be journalled: once, until it works again."""

    layer_gone = pyqtSignal()
    """The layer was taken out of the project: unsaved edits are in the journal, and this object is of no more use."""

    def __init__(
        self,
        store: SceneStore,
        mapping_round: MappingRound,
        by: str,
        journal: Optional[Journal] = None,
        parent: Optional[QObject] = None,
        layer: Optional[QgsVectorLayer] = None,
        prepared: Optional[PreparedRound] = None,
        forbidden: Optional[Refusal] = None,
        wait_for: Callable[[Callable[[], Any]], Any] = _at_once,
    ) -> None:
        """Fill a layer with a round: a new one, or ``layer``, as a project brings it back empty.

        ``prepared`` is a layer that was filled beforehand, as in a task. ``forbidden`` is why nothing of it may be edited.
        ``wait_for`` does what it is given, as in another thread, and gives what that gives when it is over; nothing may be
        edited meanwhile.
        """
        super().__init__(parent)
        self.mapping_round = mapping_round
        self.by = by
        self._forbidden = forbidden
        self._wait_for = wait_for
        self._saving = False
        self.unsaved_reason: Optional[Union[Refusal, StaleEdit]] = None
        self._store = store
        self._location = store.info().location
        self._base = RoundBase(mapping_round)
        self._silent = False
        self._committed_unsaved = False
        given = layer if prepared is None else prepared.layer
        self.layer = working_layer(given, self._location, mapping_round.label, store.info().crs)
        self.layer.setReadOnly(not self._editable)
        self._rows = LayerRows(self.layer)
        self._standing = StandingScenes(self.layer, self._rows, self._base)
        self._rebased = RebasedSteps(self.layer.undoStack(), self._base)
        self._unsaved_work = UnsavedWork(journal, self._location, mapping_round.label, self.journal_failed.emit)
        self._journal_timer = QTimer(self)
        self._journal_timer.setSingleShot(True)
        self._journal_timer.setInterval(JOURNAL_DELAY_MS)
        self._journal_timer.timeout.connect(self.flush_journal)
        if prepared is None:
            self._fill(store.scenes(mapping_round.label))
        else:
            self._take(prepared.scenes, prepared.rows, prepared.areas, prepared.assigner)
            self._standing.take(prepared.held)
        self._unsaved_work.read(self._base.has_all_of)
        self.layer.undoStack().indexChanged.connect(self._on_edit)
        self.layer.afterCommitChanges.connect(self._on_after_commit)
        self.layer.afterRollBack.connect(self._on_edit)
        self.layer.willBeDeleted.connect(self._on_layer_gone)

    # The layer ------------------------------------------------------------------------------------------------------

    @property
    def _editable(self) -> bool:
        return self.mapping_round.editable and self._forbidden is None

    def forbid(self, reason: Optional[Refusal]) -> None:
        """Say why nothing of the round may be edited from now on; None: it may. What was edited is kept."""
        self._forbidden = reason
        if not self._editable and self.layer.isEditable() and not self.dirty:
            self.layer.rollBack()
        self.layer.setReadOnly(not self._editable)  # not of a layer that is being edited: QGIS leaves that one alone

    def refill(self) -> None:
        """Read the round anew from the store. Unsaved edits are dropped."""
        self.mapping_round = self._store.round(self.mapping_round.label)
        self._fill(self._store.scenes(self.mapping_round.label))
        self.layer.setReadOnly(not self._editable)
        self.flush_journal()
        self.changed.emit()

    def revert(self) -> None:
        """Drop unsaved edits: the rows stand again as they were read."""
        if self.layer.isEditable() and not self._base.difference(self._rows.known.values()):
            self._committed_unsaved, self.unsaved_reason = False, None
            self.layer.rollBack(not self._editable)
            self.flush_journal()
            return
        self._fill(list(self._base.scenes.values()))
        self.flush_journal()
        self.changed.emit()

    def _fill(self, scenes: Sequence[Scene]) -> None:
        self._silent = True
        try:
            if self.layer.isEditable():
                self.layer.rollBack(not self._editable)
            self.layer.undoStack().clear()
            self.layer.dataProvider().truncate()
            rows = fill_layer(self.layer, scenes)
        finally:
            self._silent = False
        self._take(scenes, rows, self._store.areas())
        self._tell_views()

    def _take(
        self,
        scenes: Sequence[Scene],
        rows: Sequence[RowImage],
        areas: Sequence[Area],
        assigner: Optional[AreaAssigner] = None,
    ) -> None:
        """Take the rows that the layer holds as what the store has."""
        self._rows.take(rows)
        self._base.take(scenes, rows)
        self._base.take_areas(areas, assigner)
        self._committed_unsaved = False
        self._rebased.forget()
        self._standing.forget()
        self.unsaved_reason = None

    def _tell_views(self) -> None:
        self.layer.dataChanged.emit()  # attribute tables read anew
        self.layer.triggerRepaint()

    # Reading --------------------------------------------------------------------------------------------------------

    def scenes(self) -> List[HeldScene]:
        """Every scene as it stands now, uncommitted edits included; one without an id has the id that it would get."""
        return self._standing.scenes()

    def held(self, handle: int) -> Optional[HeldScene]:
        """The scene of a handle, or None when there is none (any more)."""
        return self._standing.held(handle)

    def pending(self) -> ChangeSet:
        """What saving would write now.

        Raises:
            Refusal: a row has a value that a scene cannot have.
        """
        return self._standing.pending()

    @property
    def dirty(self) -> bool:
        """Whether there are edits that the store does not have."""
        return not self._rows.gone and (self._committed_unsaved or self.layer.isModified())

    # Editing --------------------------------------------------------------------------------------------------------

    def add(self, title: str, outline: BaseGeometry, name: str = "", status: str = "candidate") -> int:
        """Add a scene as one undo step; its handle.

        Raises:
            Refusal: the round is not a draft.
        """
        self._start_editing()
        return add_row(self.layer, title, drawn_row(self.mapping_round.label, outline, name, status))

    def bring_back(self, title: str, scene: Scene) -> int:
        """Add a scene that has an id already, as one undo step; its handle.

        Raises:
            Refusal: the round is not a draft, or ``scene_in_round`` where it has a scene of that id.
        """
        if any(row.scene_id == scene.id for row in self._rows.now().values()):
            raise Refusal("scene_in_round", scene=scene.name or scene.id, round=self.mapping_round.label)
        self._start_editing()
        return add_row(self.layer, title, self._base.row_of(scene))

    def apply(self, title: str, scenes: Mapping[int, Scene]) -> None:
        """Write outlines and attributes of several scenes, by handle, as one undo step. Computed columns stay.

        Raises:
            Refusal: the round is not a draft, or ``scene_gone`` where a handle stands for nothing (any more).
        """
        wanted = rows_with(self._rows.now(), scenes)
        if not wanted:
            return
        self._start_editing()
        with EditCommand(self.layer, title):
            for row, new in wanted:
                write_row(self.layer, row, new)

    def remove(self, title: str, handles: Iterable[int]) -> None:
        """Remove scenes as one undo step.

        Raises:
            Refusal: the round is not a draft.
        """
        self._start_editing()
        with EditCommand(self.layer, title):
            self.layer.deleteFeatures(list(handles))

    def _start_editing(self) -> None:
        if not self.layer.isEditable() and not self.layer.startEditing():
            if self._forbidden is not None:
                raise self._forbidden
            raise Refusal("round_not_editable", round=self.mapping_round.label, state=self.mapping_round.state.value)

    # What QGIS tells ------------------------------------------------------------------------------------------------

    def _on_edit(self, *_: object) -> None:
        self._standing.forget()
        if self._silent or self._rows.committing or self._rows.gone:
            return
        if self._rebased.follow():
            self._committed_unsaved = bool(self._base.difference(self._rows.known.values()))
        self._rows.remember()
        self._journal_timer.start()
        self.layer.triggerRepaint()  # QGIS does so after an outline was edited, and not after a name
        self.changed.emit()

    def _on_layer_gone(self) -> None:
        """QGIS is deleting the layer, and nothing can be read from it any more: the last state seen is journalled."""
        self._rows.gone = True
        if self._rows.edited or self._committed_unsaved:
            self.flush_journal()
        self._unsaved_work.stop()
        self.layer_gone.emit()

    def _on_after_commit(self) -> None:
        self._rows.end_commit()
        self._rebased.forget()
        self._standing.forget()
        if self._silent:
            return
        self._committed_unsaved = True
        self._save_rows()

    # Saving ---------------------------------------------------------------------------------------------------------

    @property
    def saving(self) -> bool:
        """Whether a save is being written."""
        return self._saving

    def save(self) -> bool:
        """Write what was edited to the store; whether it was. Refused, everything stands as it is, undo included."""
        return self._save_rows() if self.dirty else True

    def _save_rows(self) -> bool:
        if self._saving:
            return False
        self._saving = True
        reason: Optional[Union[Refusal, StaleEdit]] = None
        try:
            rows = self._rows.now()
            compared = self._standing.compared()
            saved = self._wait_for(lambda: self._write(compared))
        except (Refusal, StaleEdit) as error:
            reason = error
        finally:
            self._saving = False
        if self._rows.gone or sip.isdeleted(self):  # the round was left meanwhile, its edits are in the journal
            return reason is None
        if reason is not None:
            self.unsaved_reason = reason
            self.flush_journal()
            self.refused.emit(reason)
            self.changed.emit()
            return False
        self._adopt(rows, saved)
        self.saved.emit(saved)
        self.changed.emit()
        return True

    def _write(self, compared: ChangeSet) -> SavedEdits:
        areas = self._store.areas()
        assigner = self._base.take_areas(areas)
        return save_edits(self._store, self.mapping_round, compared, areas, self.by, assigner)

    def _adopt(self, rows: Mapping[int, RowImage], saved: SavedEdits) -> None:
        """Take what was saved as the new base, and write ids, places and revisions back to the layer."""
        found = self._base.difference(rows.values())
        self._silent = True
        try:
            committed = not self.layer.isModified() or self.layer.commitChanges(False)
            handles = handles_after_commit(rows, self._rows.known) if committed else None
        finally:
            self._silent = False
        if handles is None:
            self.refill()  # the store has everything: nothing is lost, but QGIS did not take it over
            return
        write_back(self.layer, self._rows.known, self._base, found, saved.change_set.changes, handles)
        self._committed_unsaved = False
        self._rebased.forget()
        self._standing.forget()
        self._rows.forget_last()
        self.unsaved_reason = None
        self._base.renew_salt()
        self.flush_journal()
        self._tell_views()

    def newer(self, saved: Saved) -> Saved:
        """What of it others have saved since it was read."""
        return newer(self._base, saved)

    def take_others(self, saved: Saved) -> Saved:
        """Put what others saved into the layer, where nothing is edited; what has to wait because something is.

        The person's undo steps stay as they are, and nothing is added to them.
        """
        found = self.newer(saved)
        if not found or self._rows.gone:
            return {}
        if self.layer.isEditCommandActive() or self._rows.committing or self._saving:
            return found
        waiting = put_where_free(self.layer, self._rows, self._base, found)
        if len(waiting) < len(found):
            self._standing.forget_saved()
            self._tell_views()
            self.changed.emit()
        return waiting

    def conflicts(self) -> Tuple[Conflict, ...]:
        """What the last save was refused for and is not settled yet, with my side as it is now."""
        if not isinstance(self.unsaved_reason, StaleEdit):
            return ()
        return still_open(self.unsaved_reason.conflicts, self.pending().changes, self._base)

    def resolve(self, conflict: Conflict, taken: Taken, title: str = "") -> None:
        """Settle a conflict as one undo step. The next save comes after their version, knowingly; undone, it is a
        conflict again.

        Raises:
            Refusal: the round is not a draft, or a row has a value that a scene cannot have.
            ValueError: a merged scene where one side deleted it.
        """
        known, rows, changes = conflict.scene_id, self._rows.now(), self.pending().changes
        with self._rebasing(title or known, [known]):
            write_settled(self.layer, conflict, taken, rows, self._base, changes)
            if conflict.theirs is None:
                self._base.drop(known)
            else:
                self._base.put(conflict.theirs)

    @contextmanager
    def _rebasing(self, title: str, scenes: Iterable[SceneId]) -> Iterator[None]:
        """One undo step that changes what these scenes are compared with."""
        self._start_editing()
        before = {known: self._base.version(known) for known in scenes}
        self._rebased.forget_undone()
        self._silent = True
        try:
            with EditCommand(self.layer, title):
                yield
        finally:
            self._silent = False
        self._rebased.note(before)
        self._committed_unsaved = bool(self._base.difference(self._rows.known.values()))
        self._on_edit()

    # The journal ----------------------------------------------------------------------------------------------------

    def flush_journal(self) -> None:
        """Write unsaved edits to the journal now; what goes wrong is told by ``journal_failed`` and stops nobody."""
        self._journal_timer.stop()
        self._unsaved_work.write(self._base.pending(self._rows.now().values()))

    @property
    def journal_problem(self) -> Optional[Refusal]:
        """Why an earlier session's unsaved edits could not be read, if there were any that could not."""
        return self._unsaved_work.problem

    def recoverable(self) -> Optional[JournalEntry]:
        """Unsaved edits of an earlier session that the store does not have, until somebody decides about them."""
        return self._unsaved_work.undecided

    def recover(self, title: str = "") -> None:
        """Put an earlier session's unsaved edits into the layer, as one undo step.

        Rows keep the revisions that they were read at then, so that saving finds what others saved meanwhile.
        """
        entry = self._unsaved_work.undecided
        if entry is None:
            return
        with self._rebasing(title or self.mapping_round.label, [r.scene_id for r in entry.rows.base if r.scene_id]):
            put_back(self.layer, self._rows.now(), entry.rows)
            for row in entry.rows.base:
                self._base.take_read(row)
        self._unsaved_work.undecided = None
        self._base.salt = entry.rows.salt or self._base.salt
        self._standing.forget()
        self.flush_journal()
        self.changed.emit()

    def discard_recovery(self) -> None:
        """Give up an earlier session's unsaved edits."""
        self._unsaved_work.undecided = None
        self.flush_journal()
