"""The rows of a working copy as its layer shows them now, edit buffer included."""

from __future__ import annotations

from typing import Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorLayer

from ..domain.change_set import RowImage
from ..domain.scene import SceneId
from ..workflow.save_edits import COLUMNS
from .working_layer import outline_of, to_plain

_SCENE_ID = COLUMNS.index("scene_id")


class LayerRows:
    """What a layer holds, by handle. Reading a layer from Python is slow, so only rows that were touched are read.

    During QGIS's own commit the edit buffer empties step by step: what it held is remembered until the commit is over.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self.known: Dict[int, RowImage] = {}
        self.gone = False
        self.committing = False
        self._last: Optional[Dict[int, RowImage]] = None
        self._were_touched: Set[int] = set()
        self._added: Set[int] = set()
        self._removed: Set[int] = set()
        self._moved: Set[int] = set()
        self._rewritten: Set[int] = set()
        layer.beforeCommitChanges.connect(self._before_commit)
        layer.committedFeaturesAdded.connect(self._rows_added)
        layer.committedFeaturesRemoved.connect(self._rows_removed)

    def take(self, rows: Iterable[RowImage]) -> None:
        """Take these as all rows of the layer itself, with nothing in its edit buffer."""
        self.known = {row.handle: row for row in rows}
        self.forget_last()

    def now(self) -> Dict[int, RowImage]:
        """Every row as the layer shows it; of a layer that is gone, the last that was seen of it."""
        if self.gone:
            return self.known if self._last is None else self._last
        buffer = self._layer.editBuffer()
        if buffer is None and not self.committing:
            return self.known
        moved: Set[int] = set()
        rewritten: Set[int] = set()
        gone: Set[int] = set()
        if buffer is not None:
            moved = set(buffer.changedGeometries())
            rewritten = {*buffer.changedAttributeValues(), *buffer.addedFeatures()}
            gone = set(buffer.deletedFeatureIds())
        if self.committing:
            moved |= self._moved
            rewritten |= self._rewritten | self._added
            gone |= self._removed
        if not (moved or rewritten or gone):
            return self.known
        rows = {fid: row for fid, row in self.known.items() if fid not in gone}
        rows.update((row.handle, row) for row in self._read_outlines(moved - rewritten - gone))
        rows.update((row.handle, row) for row in self.read(rewritten - gone))
        return rows

    def touched(self) -> Set[int]:
        """The layer's own rows that its edit buffer lies over, or did and may again: by what was undone and can be redone."""
        under = self._under_buffer()
        return under | self._were_touched if self._layer.undoStack().canRedo() else under

    def _under_buffer(self) -> Set[int]:
        buffer = None if self.gone else self._layer.editBuffer()
        if buffer is None:
            return set()
        return {*buffer.changedGeometries(), *buffer.changedAttributeValues(), *buffer.deletedFeatureIds()}

    def read(self, handles: Set[int]) -> Iterator[RowImage]:
        """Whole rows, from the layer. QGIS needs some 50 µs for the attributes of one, so not for more than must be."""
        if not handles:
            return
        for feature in self._layer.getFeatures(QgsFeatureRequest().setFilterFids(list(handles))):
            values = tuple(map(to_plain, feature.attributes()))
            known = values[_SCENE_ID]
            yield RowImage(feature.id(), SceneId(str(known)) if known else None, outline_of(feature), values)

    def _read_outlines(self, handles: Set[int]) -> Iterator[RowImage]:
        """Rows of which only the outline changed."""
        if not handles:
            return
        for feature in self._layer.getFeatures(QgsFeatureRequest().setFilterFids(list(handles)).setNoAttributes()):
            row = self.known[feature.id()]
            yield RowImage(row.handle, row.scene_id, outline_of(feature), row.values)

    @property
    def edited(self) -> bool:
        """Whether an edit was remembered since the rows were taken or committed."""
        return self._last is not None

    def remember(self) -> None:
        """Remember what the layer shows, for when it is gone."""
        self._last = self.now()
        self._were_touched |= self._under_buffer()

    def remember_again(self) -> None:
        """The layer's own rows are others now: what was remembered of an edit is remembered anew."""
        if self.edited:
            self.remember()

    def forget_last(self) -> None:
        """What was remembered holds no longer: the rows known are what the layer shows."""
        self._last = None
        self._were_touched = set()

    def end_commit(self) -> None:
        """Take what QGIS has just committed as the layer's own rows."""
        self.known = self.now()
        self.forget_last()
        self.committing = False

    def _before_commit(self, *_: object) -> None:
        buffer = self._layer.editBuffer()
        self._added, self._removed = set(), set()
        self._moved = set(buffer.changedGeometries())
        self._rewritten = set(buffer.changedAttributeValues())
        self.committing = True

    def _rows_added(self, _layer: str, added: Sequence[QgsFeature]) -> None:
        self._added.update(feature.id() for feature in added)

    def _rows_removed(self, _layer: str, removed: Iterable[int]) -> None:
        self._removed.update(removed)


def handles_after_commit(before: Mapping[int, RowImage], after: Mapping[int, RowImage]) -> Optional[Dict[int, int]]:
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
