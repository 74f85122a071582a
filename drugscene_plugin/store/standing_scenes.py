"""The scenes of a working copy as they stand now, uncommitted edits included: worked out once after each edit."""

from __future__ import annotations

from typing import Dict, List, Mapping, Optional

from qgis.core import QgsVectorLayer

from ..domain.change_set import ChangeSet
from ..domain.errors import Refusal
from .held_scene import HeldScene, held_scenes, without_bad_values
from .layer_rows import LayerRows
from .round_base import RoundBase


class StandingScenes:
    """What the rows of a layer come to, compared with the round as it was read.

    What was worked out is kept until :meth:`forget`; amid an edit command, of which QGIS says nothing yet, it is not.
    """

    def __init__(self, layer: QgsVectorLayer, rows: LayerRows, base: RoundBase) -> None:
        self._layer, self._rows, self._base = layer, rows, base
        self._compared: Optional[ChangeSet] = None
        self._pending: Optional[ChangeSet] = None
        self._held: Optional[Dict[int, HeldScene]] = None
        self._before: Mapping[int, HeldScene] = {}

    def forget(self) -> None:
        """The rows, or what they are compared with, are others now."""
        self._compared = self._pending = self._held = None

    def forget_saved(self) -> None:
        """Rows that are not edited are others now, and so is what they are compared with: what is edited stands."""
        self._held = None

    def take(self, held: Mapping[int, HeldScene]) -> None:
        """Take scenes that were worked out beforehand, for rows that are still the same."""
        self._before = held

    def scenes(self) -> List[HeldScene]:
        """Every scene; one without an id has the id that it would get."""
        return list(self._by_handle().values())

    def held(self, handle: int) -> Optional[HeldScene]:
        """The scene of a handle, or None when there is none (any more)."""
        return self._by_handle().get(handle)

    def pending(self) -> ChangeSet:
        """What saving would write.

        Raises:
            Refusal: a row has a value that a scene cannot have.
        """
        if self._pending is not None and not self._layer.isEditCommandActive():
            return self._pending
        self._compared = self._base.compare(self._rows.now().values())
        self._pending = self._base.assigned(self._compared)
        return self._pending

    def compared(self) -> ChangeSet:
        """The same, not assigned to areas yet.

        Raises:
            Refusal: a row has a value that a scene cannot have.
        """
        if self._compared is not None and not self._layer.isEditCommandActive():
            return self._compared
        return self._base.compare(self._rows.now().values())

    def _by_handle(self) -> Dict[int, HeldScene]:
        if self._held is None or self._layer.isEditCommandActive():
            self._before = self._held = self._work_out()
        return self._held

    def _work_out(self) -> Dict[int, HeldScene]:
        rows = self._rows.now()
        problems: Dict[int, Refusal] = {}
        try:
            pending = self.pending()
        except Refusal:
            rows, problems = without_bad_values(self._base.rows, rows)
            pending = self._base.assigned(self._base.compare(rows.values()))
        return held_scenes(rows, pending, self._base.scenes, problems, self._before)
