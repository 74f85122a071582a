"""A round's unsaved edits in the journal: kept while there are any, offered again after a crash until somebody decides."""

from __future__ import annotations

from typing import Callable, Dict, List, Mapping, Optional

from qgis.core import QgsVectorLayer

from ..domain.change_set import RowImage
from ..domain.errors import Refusal
from ..domain.scene import SceneId
from ..workflow.save_edits import COLUMNS
from .journal import Journal, JournalEntry, PendingRows, merged
from .working_layer import replace_rows


class UnsavedWork:
    """The journal of one round of one store. ``undecided`` is what an earlier session left there.

    ``problem`` is the Refusal for which an earlier session's edits could not be read. ``failed`` is called with the
    Refusal for which edits could not be written: once, until it works again.
    """

    def __init__(
        self, journal: Optional[Journal], location: str, label: str, failed: Callable[[Refusal], None]
    ) -> None:
        self._journal, self._location, self._label, self._failed = journal, location, label, failed
        self._works = True
        self.undecided: Optional[JournalEntry] = None
        self.problem: Optional[Refusal] = None

    def write(self, rows: PendingRows) -> None:
        """Keep these rows, beside those that nobody has decided about; with none of either, clear the journal."""
        if self._journal is None:
            return
        if self.undecided is not None:
            rows = merged(self.undecided.rows, rows)
        try:
            if rows:
                self._journal.write(self._location, self._label, rows)
            else:
                self._journal.clear(self._location, self._label)
        except Refusal as refusal:
            if self._works:
                self._works = False
                self._failed(refusal)
            return
        self._works = True

    def stop(self) -> None:
        """Leave the journal as it is from now on."""
        self._journal = None

    def read(self, is_in_store: Callable[[JournalEntry], bool]) -> None:
        """Read what an earlier session left, unless the store has it all: QGIS died before the journal was cleared."""
        if self._journal is None:
            return
        try:
            entry = self._journal.read(self._location, self._label)
            if entry is not None and entry.rows.columns != COLUMNS:
                raise Refusal(
                    "journal_unreadable",
                    file=str(self._journal.path(self._location, self._label)),
                    reason=", ".join(sorted(set(entry.rows.columns) ^ set(COLUMNS)))[:200],
                )
        except Refusal as refusal:
            self._keep_unreadable(self._journal, refusal)
            return
        if entry is not None and is_in_store(entry):
            self.write(PendingRows(COLUMNS))
        else:
            self.undecided = entry

    def _keep_unreadable(self, journal: Journal, refusal: Refusal) -> None:
        """Move a journal that cannot be read out of the way of the next; where that fails, write none over it."""
        self.problem = refusal
        try:
            kept = journal.set_aside(self._location, self._label)
            self.problem = Refusal(refusal.code, **{**refusal.values, "file": str(kept)})
        except Refusal:
            self._journal = None


def put_back(layer: QgsVectorLayer, rows: Mapping[int, RowImage], unsaved: PendingRows) -> None:
    """Put unsaved edits of an earlier session into the layer, within an edit command; ``rows`` are what it shows."""
    standing: Dict[SceneId, List[RowImage]] = {}
    for row in rows.values():
        if row.scene_id:
            standing.setdefault(row.scene_id, []).append(row)
    wanted: Dict[Optional[SceneId], List[RowImage]] = {i: [] for i in unsaved.removed}
    for row in unsaved.rows:
        wanted.setdefault(row.scene_id, []).append(row)
    for known, edited in wanted.items():
        replace_rows(layer, standing.get(known, []) if known else [], edited)
