"""What a chart shows, before anything is drawn: codes and figures from tables, no words, no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import isfinite
from typing import Optional, Tuple


class ChartKind(str, Enum):
    """How a chart is drawn.

    TIMELINE: points spaced by date. WATERFALL: how the first figure became the last, a row a term. UNITS: a bar a unit,
    over that of the round before. CURVE: a line from (0, 0) to (1, 1). GRADIENT: bars with intervals, nearest first.
    RATIOS: points with intervals on a logarithmic scale. DIFFERENCES: points with intervals on both sides of 0.
    """

    TIMELINE = "timeline"
    WATERFALL = "waterfall"
    UNITS = "units"
    CURVE = "curve"
    GRADIENT = "gradient"
    RATIOS = "ratios"
    DIFFERENCES = "differences"


class Quantity(str, Enum):
    """What the values measure: a count, m², a share from 0 to 1, how many times as much, or a number with fractions."""

    COUNT = "count"
    AREA_M2 = "area_m2"
    SHARE = "share"
    TIMES = "times"
    NUMBER = "number"


class Role(str, Enum):
    """Which part a series plays, and with it its colour and form: old is red and hollow, new blue and full."""

    NEW = "new"
    OLD = "old"
    BESIDE = "beside"
    CHANCE = "chance"


@dataclass(frozen=True)
class Label:
    """What something is called: a code of a list (``of``), or what stands in the data where there is none.

    ``values`` are numbers that the words speak of, such as the ends of a distance band in m.
    """

    code: str
    of: str = ""
    values: Tuple[float, ...] = ()


@dataclass(frozen=True)
class Point:
    """One figure with its interval. ``at`` is its place across: a day's ordinal, or a share.

    ``withheld``: the rules kept it back; it then has no numbers at all. ``state`` says why there is none otherwise, or
    what else a reader must know of it; ``broken``: it is not of one series with the point before.
    """

    label: Label
    value: Optional[float] = None
    low: Optional[float] = None
    high: Optional[float] = None
    at: Optional[float] = None
    withheld: bool = False
    state: Optional[Label] = None
    broken: bool = False

    def __post_init__(self) -> None:
        numbers = [n for n in (self.value, self.low, self.high, self.at) if n is not None]
        if not all(map(isfinite, numbers)):
            raise ValueError(f"{self.label.code}: a number that is none")
        if self.withheld and (self.value, self.low, self.high) != (None, None, None):
            raise ValueError(f"{self.label.code}: withheld, and yet with a number")


@dataclass(frozen=True)
class Series:
    """Figures that belong together, in the order in which they are read."""

    label: Label
    points: Tuple[Point, ...]
    role: Role = Role.NEW


@dataclass(frozen=True)
class Reference:
    """A value to hold the others against. ``at``: the day's ordinal by which it is to be reached."""

    label: Label
    value: float
    at: Optional[float] = None


@dataclass(frozen=True)
class Chart:
    """A chart. ``name`` is its file's name, ``title`` a code; ``about`` says of what, ``notes`` what to bear in mind."""

    kind: ChartKind
    name: str
    title: str
    quantity: Quantity
    series: Tuple[Series, ...]
    about: Tuple[Label, ...] = ()
    reference: Optional[Reference] = None
    notes: Tuple[Label, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether there are figures, and none of them may be shown."""
        points = [point for series in self.series for point in series.points]
        return any(p.withheld for p in points) and all(p.value is None for p in points)
