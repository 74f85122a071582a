"""The ledger: how the opening number and area of scenes become the closing ones, term by term."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Tuple

from .scene import SceneId

TERMS: Mapping[str, int] = {
    "ceased": -1,
    "new": 1,
    "returned": 1,
    "split": 1,
    "merged": -1,
    "moved_in": 1,
    "moved_out": -1,
    "boundary_gained": 1,
    "boundary_lost": -1,
}
"""The terms between opening and closing, each with its sign."""

ALWAYS_SHOWN = ("opening", "ceased", "new", "closing")
"""Figures that a reader is shown also where they are 0."""

TOLERANCE_M2 = 1.0
"""An area that is out by less reconciles: what rounding of coordinates can do."""


@dataclass(frozen=True)
class LedgerLine:
    """One line: a unit (county, LPO, municipality) and a measure (``count`` or ``area_m2``).

    ``opening`` and ``closing`` come from the rows of the two rounds, ``terms`` from the decided links, so that the line
    can fail to reconcile. ``scenes`` names the scenes behind each figure.
    """

    level: str
    code: str
    name: str
    measure: str
    opening: float
    closing: float
    terms: Mapping[str, float] = field(default_factory=dict)
    scenes: Mapping[str, Tuple[SceneId, ...]] = field(default_factory=dict)

    @property
    def difference(self) -> float:
        """By how much the terms miss the closing figure."""
        return self.closing - self.opening - sum(sign * self.terms.get(term, 0) for term, sign in TERMS.items())

    @property
    def reconciles(self) -> bool:
        """Whether opening and terms give the closing figure: counts exactly, areas within 1 m²."""
        return abs(self.difference) <= (TOLERANCE_M2 if self.measure == "area_m2" else 0)


def reconciles(lines: Tuple[LedgerLine, ...]) -> bool:
    """Whether every line does."""
    return all(line.reconciles for line in lines)
