"""What is left of incidents once they are read: counts by place and kind, and what the rows were good for.

Rows are counted and forgotten. A count belongs to one cell: the scene it lies in or beside (none for elsewhere), the LPO
and municipality of the point itself, the zone and the crime group. Cells add up: every table is a sum over them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, NamedTuple, Optional, Tuple

from .area import AreaCode
from .scene import SceneId


class Zone(str, Enum):
    """Where an incident lies: in a scene (its edge included), in the band beside one, or elsewhere."""

    INSIDE = "inside"
    BESIDE = "beside"
    ELSEWHERE = "elsewhere"


class Cell(NamedTuple):
    """One cell of the count. ``scene`` is None elsewhere; an area code is None where no area of the level covers it."""

    scene: Optional[SceneId]
    lpo: Optional[AreaCode]
    municipality: Optional[AreaCode]
    zone: Zone
    group: str


OTHER_PERIODS = "outside_period"
"""Why incidents of other years are not counted: no fault of theirs, so they are no part of what a share is of."""


@dataclass(frozen=True)
class Quality:
    """What the rows were good for. Numbers of incidents (rows weighted by their count column), but ``rows``.

    ``reasons`` gives why incidents were left out (``no_place``, ``no_time``, ``outside_period``, ``outside_county``,
    ``no_group`` …), ``examples`` up to three row numbers for each reason (numbers alone: no content of a row).
    ``stacked`` are incidents on a point that ``stacked_at_least`` or more share; ``crossing`` those whose time interval
    crosses the period's edge; ``outside_validity`` those of a code that was not valid on their day, by code.
    """

    rows: int
    incidents: int
    counted: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, Tuple[int, ...]] = field(default_factory=dict)
    stacked: int = 0
    stacked_at_least: int = 0
    crossing: int = 0
    outside_validity: Mapping[str, int] = field(default_factory=dict)
    unknown_codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def of_the_period(self) -> int:
        """The incidents that are not known to lie in other periods: those left out before their day is looked at too."""
        return self.incidents - self.reasons.get(OTHER_PERIODS, 0)

    @property
    def share_counted(self) -> Optional[float]:
        """The share of the period's incidents that the figures rest on; None without incidents."""
        return self.counted / self.of_the_period if self.of_the_period else None


@dataclass(frozen=True)
class IncidentCounts:
    """Counts of one period in the zones of one set of outlines, with their quality and the input's SHA-256."""

    cells: Mapping[Cell, int]
    quality: Quality
    sha256: str = ""
