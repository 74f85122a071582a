"""The working copy: a memory layer that holds the active round, on which people edit with QGIS's own tools.

A provider's commit is never the save. QGIS writes geometries, attributes, deletes and adds one after another, so a
commit on the store's own layer can leave half of them in the file; on a memory layer it cannot fail, and what counts is
the comparison with the rows as they were read (:mod:`drugscene_plugin.workflow.save_edits`), written by the store in one
transaction. When that is refused, the working copy stands as it is, and nothing is lost.
"""

from __future__ import annotations

import json
import struct
import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Set, Tuple, Union

import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QDate, QMetaType, QObject, QTimer, QVariant, pyqtSignal
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area
from ..domain.change_set import ChangeSet, Conflict, RowImage
from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId, scene_id
from ..domain.scene_fields import SCENE_FIELDS
from ..workflow.ports import SceneStore, StaleEdit
from ..workflow.save_edits import (
    COLUMNS,
    COMPUTED_COLUMNS,
    AreaAssigner,
    RowDifference,
    SavedEdits,
    compare,
    difference,
    outline_from_wkb,
    row_of_scene,
    save_edits,
    scene_of_row,
)
from .journal import Journal, JournalEntry, PendingRows, merged

WORKING_COPY_PROPERTY = "drugscene/working_copy"
"""The layer's custom property that says which store and round it holds, as JSON."""

JOURNAL_DELAY_MS = 500

_GEOMETRY = "MultiPolygon"
_AT_ONCE = 200
_COMPUTED = tuple(COLUMNS.index(name) for name in COMPUTED_COLUMNS)
_SCENE_ID = COLUMNS.index("scene_id")
_DATES = tuple(n for n, f in enumerate(SCENE_FIELDS) if f.kind is FieldKind.DATE)
_PREDECESSORS = COLUMNS.index("predecessors")
_REVISION = COLUMNS.index("revision")


@dataclass(frozen=True)
class HeldScene:
    """A scene as the working copy holds it now, saved or not.

    ``handle`` is the layer's feature id: it changes when a drawn scene is saved and when the working copy is filled
    anew. ``problem`` is set where the row has a value that a scene cannot have, typed into the attribute table: it is
    left out of ``scene``, and saving is refused for that reason.
    """

    handle: int
    scene: Scene
    problem: Optional[Refusal] = None


@dataclass(frozen=True)
class PreparedRound:
    """A round's scenes in a layer, each row with its handle there, and what assigns edits to areas."""

    scenes: Tuple[Scene, ...]
    rows: Tuple[RowImage, ...]
    layer: QgsVectorLayer
    areas: Tuple[Area, ...]
    assigner: AreaAssigner


def prepare_round(
    scenes: Sequence[Scene], areas: Sequence[Area], mapping_round: MappingRound, crs: str
) -> PreparedRound:
    """Fill a layer with the scenes of a round, which is nearly all of the work of opening it: a task can do it.

    The layer belongs to the main thread then.
    """
    layer = _new_layer(mapping_round.label, crs)
    rows = _fill_layer(layer, scenes)
    layer.moveToThread(QCoreApplication.instance().thread())
    return PreparedRound(tuple(scenes), rows, layer, tuple(areas), AreaAssigner(mapping_round, areas))


def _new_layer(name: str, crs: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(_GEOMETRY, name, "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    layer.dataProvider().addAttributes([QgsField(f.name, _field_type(f.kind)) for f in SCENE_FIELDS])
    layer.updateFields()
    form = layer.editFormConfig()
    for index in _COMPUTED:
        form.setReadOnly(index, True)
    layer.setEditFormConfig(form)
    return layer


def _fill_layer(layer: QgsVectorLayer, scenes: Sequence[Scene]) -> Tuple[RowImage, ...]:
    """Put scenes into a layer's own rows, some at a time so that another thread's Python may go on; what they are there."""
    filled: List[RowImage] = []
    outlines = _wkb([scene.outline for scene in scenes])
    for start in range(0, len(scenes), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        rows = [row_of_scene(scene, 0, outline) for scene, outline in zip(scenes[some], outlines[some])]
        ok, features = layer.dataProvider().addFeatures([_feature(row) for row in rows])
        if not ok:
            raise RuntimeError(f"the working copy could not be filled: {layer.dataProvider().lastError()}")
        filled += [RowImage(f.id(), row.scene_id, row.outline, row.values) for f, row in zip(features, rows)]
    layer.updateExtents()
    return tuple(filled)


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
    ) -> None:
        """Fill a layer with a round: a new one, or ``layer``, as a project brings it back empty.

        ``prepared`` is a layer that was filled beforehand, as in a task.
        """
        super().__init__(parent)
        self.mapping_round = mapping_round
        self.by = by
        self.unsaved_reason: Optional[Union[Refusal, StaleEdit]] = None
        self.journal_problem: Optional[Refusal] = None
        self._store = store
        self._journal = journal
        self._journal_works = True
        self._location = store.info().location
        self._base: Dict[SceneId, RowImage] = {}
        self._base_scenes: Dict[SceneId, Scene] = {}
        self._known: Dict[int, RowImage] = {}
        self._gone = False
        self._last_rows: Optional[Dict[int, RowImage]] = None
        self._committing = False
        self._added_by_commit: Set[int] = set()
        self._removed_by_commit: Set[int] = set()
        self._moved_by_commit: Set[int] = set()
        self._rewritten_by_commit: Set[int] = set()
        self._silent = False
        self._committed_unsaved = False
        self._salt = uuid.uuid4().hex
        self._areas: Sequence[Area] = ()
        self._assigner: Optional[AreaAssigner] = None
        self._compared: Optional[ChangeSet] = None
        self._pending: Optional[ChangeSet] = None
        self._held: Optional[Dict[int, HeldScene]] = None
        self._held_before: Dict[int, HeldScene] = {}
        self._undecided: Optional[JournalEntry] = None
        self.layer = self._layer_for(store.info().crs, layer if prepared is None else prepared.layer)
        self._journal_timer = QTimer(self)
        self._journal_timer.setSingleShot(True)
        self._journal_timer.setInterval(JOURNAL_DELAY_MS)
        self._journal_timer.timeout.connect(self.flush_journal)
        if prepared is None:
            self._fill(store.scenes(mapping_round.label))
        else:
            self._take(prepared.scenes, prepared.rows, prepared.areas, prepared.assigner)
        self._read_journal()
        self.layer.undoStack().indexChanged.connect(self._on_edit)
        self.layer.beforeCommitChanges.connect(self._on_before_commit)
        self.layer.committedFeaturesAdded.connect(self._on_rows_added)
        self.layer.committedFeaturesRemoved.connect(self._on_rows_removed)
        self.layer.afterCommitChanges.connect(self._on_after_commit)
        self.layer.afterRollBack.connect(self._on_edit)
        self.layer.willBeDeleted.connect(self._on_layer_gone)

    # The layer ------------------------------------------------------------------------------------------------------

    def _layer_for(self, crs: str, given: Optional[QgsVectorLayer]) -> QgsVectorLayer:
        fits = given is not None and given.isValid() and given.fields().names() == list(COLUMNS)
        layer = given if given is not None and fits else _new_layer(self.mapping_round.label, crs)
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
        layer.setCustomProperty("skipMemoryLayersCheck", 1)
        identity = {"store": self._location, "round": self.mapping_round.label}
        layer.setCustomProperty(WORKING_COPY_PROPERTY, json.dumps(identity, sort_keys=True))
        layer.setReadOnly(not self.mapping_round.editable)
        return layer

    def refill(self) -> None:
        """Read the round anew from the store. Unsaved edits are dropped."""
        self.mapping_round = self._store.round(self.mapping_round.label)
        self._fill(self._store.scenes(self.mapping_round.label))
        self.layer.setReadOnly(not self.mapping_round.editable)
        self._forget_journal()
        self.changed.emit()

    def revert(self) -> None:
        """Drop unsaved edits: the rows stand again as they were read."""
        if self.layer.isEditable() and not difference(self._base, self._known.values()):
            self._committed_unsaved, self.unsaved_reason = False, None
            self.layer.rollBack(not self.mapping_round.editable)
            self._forget_journal()
            return
        self._fill(list(self._base_scenes.values()))
        self._forget_journal()
        self.changed.emit()

    def _fill(self, scenes: Sequence[Scene]) -> None:
        self._silent = True
        try:
            if self.layer.isEditable():
                self.layer.rollBack(not self.mapping_round.editable)
            self.layer.undoStack().clear()
            self.layer.dataProvider().truncate()
            rows = _fill_layer(self.layer, scenes)
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
        self._known = {row.handle: row for row in rows}
        self._base = {row.scene_id: row for row in rows if row.scene_id}
        self._base_scenes = {scene.id: scene for scene in scenes}
        self._areas, self._assigner = areas, assigner
        self._salt = uuid.uuid4().hex
        self._committed_unsaved = False
        self._forget_computed()
        self._last_rows = None
        self.unsaved_reason = None

    def _tell_views(self) -> None:
        self.layer.dataChanged.emit()  # attribute tables read anew
        self.layer.triggerRepaint()

    # Reading --------------------------------------------------------------------------------------------------------

    def _rows(self) -> Dict[int, RowImage]:
        """Every row as the layer shows it, edit buffer included, by handle. Only touched rows are read."""
        if self._gone:
            return self._known if self._last_rows is None else self._last_rows
        buffer = self.layer.editBuffer()
        if buffer is None and not self._committing:
            return self._known
        moved: Set[int] = set()
        rewritten: Set[int] = set()
        gone: Set[int] = set()
        if buffer is not None:
            moved = set(buffer.changedGeometries())
            rewritten = {*buffer.changedAttributeValues(), *buffer.addedFeatures()}
            gone = set(buffer.deletedFeatureIds())
        if self._committing:
            moved |= self._moved_by_commit
            rewritten |= self._rewritten_by_commit | self._added_by_commit
            gone |= self._removed_by_commit
        if not (moved or rewritten or gone):
            return self._known
        rows = {fid: row for fid, row in self._known.items() if fid not in gone}
        rows.update((row.handle, row) for row in self._read_outlines(moved - rewritten - gone))
        rows.update((row.handle, row) for row in self._read(rewritten - gone))
        return rows

    def _read(self, handles: Set[int]) -> Iterator[RowImage]:
        """Whole rows, from the layer. QGIS needs some 50 µs for the attributes of one, so not for more than must be."""
        if not handles:
            return
        for feature in self.layer.getFeatures(QgsFeatureRequest().setFilterFids(list(handles))):
            values = tuple(map(_to_plain, feature.attributes()))
            known = values[_SCENE_ID]
            yield RowImage(feature.id(), SceneId(str(known)) if known else None, _outline(feature), values)

    def _read_outlines(self, handles: Set[int]) -> Iterator[RowImage]:
        """Rows of which only the outline changed."""
        if not handles:
            return
        for feature in self.layer.getFeatures(QgsFeatureRequest().setFilterFids(list(handles)).setNoAttributes()):
            row = self._known[feature.id()]
            yield RowImage(row.handle, row.scene_id, _outline(feature), row.values)

    def scenes(self) -> List[HeldScene]:
        """Every scene as it stands now, uncommitted edits included; one without an id has the id that it would get."""
        return list(self._held_scenes().values())

    def held(self, handle: int) -> Optional[HeldScene]:
        """The scene of a handle, or None when there is none (any more)."""
        return self._held_scenes().get(handle)

    def _held_scenes(self) -> Dict[int, HeldScene]:
        if self._held is None or self.layer.isEditCommandActive():
            self._held = self._held_before = self._hold_scenes()
        return self._held

    def _hold_scenes(self) -> Dict[int, HeldScene]:
        rows = self._rows()
        problems: Dict[int, Refusal] = {}
        try:
            pending = self.pending()
        except Refusal:
            rows, problems = _without_bad_values(self._base, rows)
            pending = self._assigned(self._compare(rows))
        after = {c.handle: c.after for c in pending.changes if c.after is not None}
        held: Dict[int, HeldScene] = {}
        for handle, row in rows.items():
            scene = after.get(handle)
            if scene is None and row.scene_id is not None:
                scene = self._base_scenes[row.scene_id]
            old = self._held_before.get(handle)
            if old is not None and old.scene is scene and old.problem is problems.get(handle):
                held[handle] = old
            elif scene is not None:
                held[handle] = HeldScene(handle, scene, problems.get(handle))
        return held

    def pending(self) -> ChangeSet:
        """What saving would write now.

        Raises:
            Refusal: a row has a value that a scene cannot have.
        """
        if self._pending is not None and not self.layer.isEditCommandActive():
            return self._pending
        self._compared = self._compare(self._rows())
        self._pending = self._assigned(self._compared)
        return self._pending

    def _compare(self, rows: Mapping[int, RowImage]) -> ChangeSet:
        label = self.mapping_round.label
        return compare(label, self._base, rows.values(), COLUMNS, self._salt, self._base_scenes)

    def _forget_computed(self) -> None:
        self._compared = None
        self._pending = None
        self._held = None

    def _assigned(self, change_set: ChangeSet) -> ChangeSet:
        if not change_set:
            return change_set
        if self._assigner is None:
            self._assigner = AreaAssigner(self.mapping_round, self._areas)
        return self._assigner.assign(change_set)

    @property
    def dirty(self) -> bool:
        """Whether there are edits that the store does not have."""
        return not self._gone and (self._committed_unsaved or self.layer.isModified())

    # Editing --------------------------------------------------------------------------------------------------------

    def add(self, title: str, outline: BaseGeometry, name: str = "", status: str = "candidate") -> int:
        """Add a scene as one undo step; its handle.

        Raises:
            Refusal: the round is not a draft.
        """
        self._start_editing()
        given = {"round": self.mapping_round.label, "name": name or None, "status": status, "to_confirm": False}
        values = tuple(given.get(column) for column in COLUMNS)
        feature = _feature(RowImage(0, None, _wkb([outline])[0], values))
        self.layer.beginEditCommand(title)
        added = self.layer.addFeature(feature)
        if not added:
            self.layer.destroyEditCommand()
            raise RuntimeError("the working copy took no new row")
        self.layer.endEditCommand()
        return int(feature.id())

    def bring_back(self, title: str, scene: Scene) -> int:
        """Add a scene that has an id already, as one undo step; its handle.

        Raises:
            Refusal: the round is not a draft, or ``scene_in_round`` where it has a scene of that id.
        """
        if any(row.scene_id == scene.id for row in self._rows().values()):
            raise Refusal("scene_in_round", scene=scene.name or scene.id, round=self.mapping_round.label)
        self._start_editing()
        feature = _feature(row_of_scene(scene, 0, _wkb([scene.outline])[0]))
        with _EditCommand(self.layer, title):
            added = self.layer.addFeature(feature)
        if not added:
            raise RuntimeError("the working copy took no new row")
        return int(feature.id())

    def apply(self, title: str, scenes: Mapping[int, Scene]) -> None:
        """Write outlines and attributes of several scenes, by handle, as one undo step. Computed columns stay.

        Raises:
            Refusal: the round is not a draft, or ``scene_gone`` where a handle stands for nothing (any more).
        """
        rows = self._rows()
        wanted: List[Tuple[RowImage, RowImage]] = []
        for handle, scene in scenes.items():
            if handle not in rows:
                raise Refusal("scene_gone", scene=scene.name or scene.id)
            wanted.append((rows[handle], self._wanted_row(rows[handle], scene)))
        wanted = [(row, new) for row, new in wanted if row != new]
        if not wanted:
            return
        self._start_editing()
        with _EditCommand(self.layer, title):
            for row, new in wanted:
                self._write(row, new)

    def _wanted_row(self, row: RowImage, scene: Scene) -> RowImage:
        new = row_of_scene(scene, row.handle, row.outline)
        values = list(new.values)
        for index in _COMPUTED:
            values[index] = row.values[index]
        outline = row.outline
        was = outline_from_wkb(row.outline)
        if was is None or scene.outline is None or not was.equals_exact(scene.outline):
            outline = _wkb([scene.outline])[0]
        return RowImage(row.handle, row.scene_id, outline, tuple(values))

    def remove(self, title: str, handles: Iterable[int]) -> None:
        """Remove scenes as one undo step.

        Raises:
            Refusal: the round is not a draft.
        """
        self._start_editing()
        with _EditCommand(self.layer, title):
            self.layer.deleteFeatures(list(handles))

    def _start_editing(self) -> None:
        if not self.layer.isEditable() and not self.layer.startEditing():
            raise Refusal("round_not_editable", round=self.mapping_round.label, state=self.mapping_round.state.value)

    def _write(self, row: RowImage, new: RowImage) -> None:
        """Change a row of the layer within an edit command."""
        if new.outline != row.outline:
            geometry = QgsGeometry() if new.outline is None else _geometry(new.outline)
            self.layer.changeGeometry(row.handle, geometry, True)
        values = {n: _to_layer(v) for n, (v, old) in enumerate(zip(new.values, row.values)) if v != old}
        if values:
            before = {n: _to_layer(row.values[n]) for n in values}
            self.layer.changeAttributeValues(row.handle, values, before, True)

    # What QGIS tells ------------------------------------------------------------------------------------------------

    def _on_edit(self, *_: object) -> None:
        self._forget_computed()
        if self._silent or self._committing:
            return
        self._last_rows = self._rows()
        self._journal_timer.start()
        self.changed.emit()

    def _on_layer_gone(self) -> None:
        """QGIS is deleting the layer, and nothing can be read from it any more: the last state seen is journalled."""
        self._gone = True
        self.flush_journal()
        self._journal = None
        self.layer_gone.emit()

    def _on_before_commit(self, *_: object) -> None:
        buffer = self.layer.editBuffer()
        self._added_by_commit, self._removed_by_commit = set(), set()
        self._moved_by_commit = set(buffer.changedGeometries())
        self._rewritten_by_commit = set(buffer.changedAttributeValues())
        self._committing = True

    def _on_rows_added(self, _layer: str, added: Sequence[QgsFeature]) -> None:
        self._added_by_commit.update(feature.id() for feature in added)

    def _on_rows_removed(self, _layer: str, removed: Iterable[int]) -> None:
        self._removed_by_commit.update(removed)

    def _on_after_commit(self) -> None:
        self._known = self._rows()
        self._last_rows = None
        self._committing = False
        self._forget_computed()
        if self._silent:
            return
        self._committed_unsaved = True
        self._save_rows()

    # Saving ---------------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what was edited to the store; whether it was. Refused, everything stands as it is, undo included."""
        return self._save_rows() if self.dirty else True

    def _save_rows(self) -> bool:
        try:
            rows = self._rows()
            areas = self._store.areas()
            if areas != list(self._areas):
                self._areas, self._assigner = areas, None
            known = None if self.layer.isEditCommandActive() else self._compared
            compared = self._compare(rows) if known is None else known
            saved = save_edits(self._store, self.mapping_round, compared, self._areas, self.by, self._assigner)
        except (Refusal, StaleEdit) as reason:
            self.unsaved_reason = reason
            self.flush_journal()
            self.refused.emit(reason)
            self.changed.emit()
            return False
        self._adopt(rows, saved)
        self.saved.emit(saved)
        self.changed.emit()
        return True

    def _adopt(self, rows: Mapping[int, RowImage], saved: SavedEdits) -> None:
        """Take what was saved as the new base, and write ids, places and revisions back to the layer."""
        found = difference(self._base, rows.values())
        self._silent = True
        try:
            committed = not self.layer.isModified() or self.layer.commitChanges(False)
            handles = _handles_after_commit(rows, self._known) if committed else None
        finally:
            self._silent = False
        if handles is None:
            self.refill()  # the store has everything: nothing is lost, but QGIS did not take it over
            return
        self._write_back(found, saved, handles)
        self._committed_unsaved = False
        self._forget_computed()
        self._last_rows = None
        self.unsaved_reason = None
        self._salt = uuid.uuid4().hex
        self._forget_journal()
        self._tell_views()

    def _write_back(self, found: RowDifference, saved: SavedEdits, handles: Mapping[int, int]) -> None:
        for change in saved.change_set.changes:
            if change.after is None:
                self._base.pop(change.id, None)
                self._base_scenes.pop(change.id, None)
        final: Dict[int, Tuple[RowImage, Scene]] = {}
        after = {c.handle: c.after for c in saved.change_set.changes if c.after is not None}
        for row in found.rows:
            scene = after.get(row.handle)
            if scene is None and row.scene_id is not None:
                scene = self._base_scenes[row.scene_id]  # rewritten, but nothing of it changed
            if scene is not None:
                handle = handles.get(row.handle, row.handle)
                final[handle] = (row_of_scene(scene, handle, row.outline), scene)
        updates: Dict[int, Dict[int, object]] = {}
        for handle, (row, scene) in final.items():
            old = self._known[handle].values
            updates[handle] = {n: _to_layer(v) for n, v in enumerate(row.values) if v != old[n]}
            self._known[handle] = row
            self._base[scene.id] = row
            self._base_scenes[scene.id] = scene
        self.layer.dataProvider().changeAttributeValues({h: u for h, u in updates.items() if u})

    def resolve(self, conflict: Conflict, take: str) -> None:
        """Settle a conflict: ``mine`` lets the next save overwrite theirs knowingly, ``theirs`` puts theirs in the layer.

        Raises:
            ValueError: ``take`` is neither.
        """
        if take not in ("mine", "theirs"):
            raise ValueError(take)
        known = conflict.scene_id
        if take == "theirs":
            self._take_theirs(conflict)
        elif conflict.theirs is None:
            self._settle_ancestry(known)
        if conflict.theirs is None:
            self._base.pop(known, None)
            self._base_scenes.pop(known, None)
        else:
            self._base[known] = self._base_row(conflict.theirs)
            self._base_scenes[known] = conflict.theirs
        self._forget_computed()
        self._journal_timer.start()
        self._committed_unsaved = bool(difference(self._base, self._known.values()))
        self.changed.emit()

    def _base_row(self, scene: Scene) -> RowImage:
        return row_of_scene(scene, 0, _wkb([scene.outline])[0])

    def _take_theirs(self, conflict: Conflict) -> None:
        """Replace every row that stands for the scene, or was merged from it, by theirs and by the other parents."""
        rows = self._rows()
        known = conflict.scene_id
        mixed = self._merged_from(known)
        ours = {h for h, row in rows.items() if row.scene_id == known} | set(mixed)
        back = {p for scene in mixed.values() for p in scene.predecessors} - {known}
        standing = {row.scene_id for h, row in rows.items() if h not in ours}
        wanted = [self._base[p] for p in sorted(back - standing) if p in self._base]
        if conflict.theirs is not None:
            wanted.insert(0, self._base_row(conflict.theirs))
        self._start_editing()
        with _EditCommand(self.layer, known):
            self._replace_rows([rows[h] for h in sorted(ours)], wanted)

    def _settle_ancestry(self, known: SceneId) -> None:
        """Write the ids of scenes merged from one that they deleted into the layer: the base no longer knows it."""
        rows = self._rows()
        merges = self._merged_from(known)
        if not merges:
            return
        self._start_editing()
        with _EditCommand(self.layer, known):
            for handle, scene in merges.items():
                values = list(rows[handle].values)
                values[_SCENE_ID], values[_PREDECESSORS] = scene.id, ";".join(scene.predecessors)
                self._write(rows[handle], replace(rows[handle], values=tuple(values)))

    def _merged_from(self, known: SceneId) -> Dict[int, Scene]:
        """The unsaved scenes that were merged from one, by handle."""
        changes = self.pending().changes
        removed = {c.id for c in changes if c.after is None}
        added = {c.handle: c.after for c in changes if c.before is None}
        return {
            handle: scene
            for handle, scene in added.items()
            if handle is not None and scene and known in scene.predecessors and removed & set(scene.predecessors)
        }

    def _replace_rows(self, rows: Sequence[RowImage], wanted: Sequence[RowImage]) -> None:
        """Within an edit command, make these rows read as wanted; add what is missing, delete what is too many."""
        for row, new in zip(rows, wanted):
            self._write(row, new)
        for new in wanted[len(rows) :]:
            self.layer.addFeature(_feature(new))
        too_many = [row.handle for row in rows[len(wanted) :]]
        if too_many:
            self.layer.deleteFeatures(too_many)

    # The journal ----------------------------------------------------------------------------------------------------

    def flush_journal(self) -> None:
        """Write unsaved edits to the journal now; what goes wrong is told by ``journal_failed`` and stops nobody."""
        self._journal_timer.stop()
        if self._journal is None:
            return
        rows = self._journal_rows()
        try:
            if rows:
                self._journal.write(self._location, self.mapping_round.label, rows)
            else:
                self._journal.clear(self._location, self.mapping_round.label)
        except Refusal as refusal:
            self._journal_is_failing(refusal)
            return
        self._journal_works = True

    def _journal_rows(self) -> PendingRows:
        found = difference(self._base, self._rows().values())
        spoken = {row.scene_id for row in found.rows} | set(found.removed)
        base = tuple(self._base[i] for i in sorted(i for i in spoken if i is not None and i in self._base))
        rows = PendingRows(COLUMNS, found.rows, found.removed, base, self._salt)
        return rows if self._undecided is None else merged(self._undecided.rows, rows)

    def _journal_is_failing(self, refusal: Refusal) -> None:
        if self._journal_works:
            self._journal_works = False
            self.journal_failed.emit(refusal)

    def _forget_journal(self) -> None:
        """Clear the journal, but for what a person has yet to decide about."""
        self.flush_journal()

    def _read_journal(self) -> None:
        if self._journal is None:
            return
        try:
            entry = self._journal.read(self._location, self.mapping_round.label)
            if entry is not None and entry.rows.columns != COLUMNS:
                raise Refusal(
                    "journal_unreadable",
                    file=str(self._journal.path(self._location, self.mapping_round.label)),
                    reason=", ".join(sorted(set(entry.rows.columns) ^ set(COLUMNS)))[:200],
                )
        except Refusal as refusal:
            self._keep_unreadable(self._journal, refusal)
            return
        if entry is not None and self._is_in_store(entry):
            self.flush_journal()  # nothing is pending, so this clears it
        else:
            self._undecided = entry

    def _keep_unreadable(self, journal: Journal, refusal: Refusal) -> None:
        """Move a journal that cannot be read out of the way of the next; where that fails, write none over it."""
        self.journal_problem = refusal
        try:
            kept = journal.set_aside(self._location, self.mapping_round.label)
            self.journal_problem = Refusal(refusal.code, **{**refusal.values, "file": str(kept)})
        except Refusal:
            self._journal = None

    def _is_in_store(self, entry: JournalEntry) -> bool:
        """Whether the store has all that the journal holds: QGIS died after the save, before the journal was cleared."""
        base = {row.scene_id: row for row in entry.rows.base if row.scene_id}
        try:
            changes = compare(self.mapping_round.label, base, entry.rows.rows, COLUMNS, entry.rows.salt).changes
        except Refusal:
            return False
        return all(_same_but_place(c.after, self._base_scenes.get(c.id)) for c in changes)

    def recoverable(self) -> Optional[JournalEntry]:
        """Unsaved edits of an earlier session that the store does not have, until somebody decides about them."""
        return self._undecided

    def recover(self, title: str = "") -> None:
        """Put an earlier session's unsaved edits into the layer, as one undo step.

        Rows keep the revisions that they were read at then, so that saving finds what others saved meanwhile.
        """
        entry = self._undecided
        if entry is None:
            return
        self._start_editing()
        standing: Dict[SceneId, List[RowImage]] = {}
        for row in self._rows().values():
            if row.scene_id:
                standing.setdefault(row.scene_id, []).append(row)
        wanted: Dict[Optional[SceneId], List[RowImage]] = {i: [] for i in entry.rows.removed}
        for row in entry.rows.rows:
            wanted.setdefault(row.scene_id, []).append(row)
        with _EditCommand(self.layer, title or self.mapping_round.label):
            for known, rows in wanted.items():
                self._replace_rows(standing.get(known, []) if known else [], rows)
        self._undecided = None
        for row in entry.rows.base:
            self._keep_revision(row)
        self._salt = entry.rows.salt or self._salt
        self._on_edit()
        self.flush_journal()

    def _keep_revision(self, read: RowImage) -> None:
        """Take a row's revision as of when it was read into the base; what others deleted since comes back there."""
        if read.scene_id is None:
            return
        now = self._base.get(read.scene_id)
        values = list((now or read).values)
        values[_REVISION] = read.values[_REVISION]
        row = replace(now or read, values=tuple(values))
        self._base[read.scene_id] = row
        self._base_scenes[read.scene_id] = scene_of_row(row)

    def discard_recovery(self) -> None:
        """Give up an earlier session's unsaved edits."""
        self._undecided = None
        self.flush_journal()


class _EditCommand:
    """One undo step: ended when the block is left, taken back when it fails."""

    def __init__(self, layer: QgsVectorLayer, title: str) -> None:
        self._layer = layer
        self._title = title

    def __enter__(self) -> None:
        self._layer.beginEditCommand(self._title)

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if kind is None:
            self._layer.endEditCommand()
        else:
            self._layer.destroyEditCommand()


def _without_bad_values(
    base: Mapping[SceneId, RowImage], rows: Mapping[int, RowImage]
) -> Tuple[Dict[int, RowImage], Dict[int, Refusal]]:
    """The rows with values that a scene cannot have left out, and why, by handle."""
    sound: Dict[int, RowImage] = dict(rows)
    problems: Dict[int, Refusal] = {}
    for row in difference(base, rows.values()).rows:
        try:
            known = scene_id(row.scene_id) if row.scene_id else None
        except Refusal as refusal:
            problems[row.handle], known = refusal, None
        values = dict(zip(COLUMNS, row.values))
        for _ in COLUMNS:
            try:
                tried = replace(row, values=tuple(values.values()))
                scene_of_row(tried, scene_id=known or "new", lpo_shares=None, municipality_shares=None)
                break
            except Refusal as refusal:
                problems.setdefault(row.handle, refusal)
                values[str(refusal.values.get("field"))] = None
        sound[row.handle] = replace(row, scene_id=known, values=tuple(values[name] for name in COLUMNS))
    return sound, problems


def _handles_after_commit(before: Mapping[int, RowImage], after: Mapping[int, RowImage]) -> Optional[Dict[int, int]]:
    """Where each row went when QGIS gave new ids to added ones: found again by what they hold. None when one was not."""
    places: Dict[Tuple[object, ...], List[int]] = {}
    for handle in sorted(set(after) - set(before), reverse=True):
        row = after[handle]
        places.setdefault((row.outline, row.values), []).append(handle)
    moved: Dict[int, int] = {}
    for handle, row in before.items():
        if handle in after:
            continue
        found = places.get((row.outline, row.values))
        if not found:
            return None
        moved[handle] = found.pop()
    return moved


def _same_but_place(wanted: Optional[Scene], there: Optional[Scene]) -> bool:
    """Whether a scene is in the store, whatever the store says of its areas and revision."""
    if wanted is None or there is None:
        return wanted is there
    alike = replace(there, lpo=wanted.lpo, municipality=wanted.municipality, revision=wanted.revision)
    return alike == wanted


def _field_type(kind: FieldKind) -> object:
    name = {
        FieldKind.INTEGER: "Int",
        FieldKind.REAL: "Double",
        FieldKind.BOOLEAN: "Bool",
        FieldKind.DATE: "QDate",
    }.get(kind, "QString")
    if Qgis.versionInt() >= 33800:
        return getattr(QMetaType.Type, name)
    return getattr(QVariant, {"QDate": "Date", "QString": "String"}.get(name, name))


def _feature(row: RowImage) -> QgsFeature:
    values: List[object] = list(row.values)
    for index in _DATES:
        values[index] = _to_layer(values[index])
    feature = QgsFeature()
    feature.setAttributes(values)
    if row.outline is not None:
        feature.setGeometry(_geometry(row.outline))
    return feature


def _outline(feature: QgsFeature) -> Optional[bytes]:
    return bytes(feature.geometry().asWkb()) if feature.hasGeometry() else None


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


def _wkb(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[bytes]]:
    """Outlines as the layer holds them: little-endian WKB of flat multipolygons."""
    written = shapely.to_wkb(list(outlines), output_dimension=2, byte_order=1, flavor="iso")
    one_part = struct.pack("<BII", 1, 6, 1)
    polygon = struct.pack("<BI", 1, 3)
    return [w if w is None or not w.startswith(polygon) else one_part + w for w in written]


def _to_layer(value: object) -> object:
    if isinstance(value, date):
        return QDate(value.year, value.month, value.day)
    return value


def _to_plain(value: object) -> object:
    """A value as a row has it: NULL and blank text are None, a QDate is a date."""
    kind = type(value)
    if kind is str:
        return value or None
    if kind is int or kind is bool:
        return value
    if isinstance(value, QDate):
        return value.toPyDate() if value.isValid() else None
    if isinstance(value, QVariant):
        return None if value.isNull() else value.value()
    return value
