"""Where people live in the sample county: a town round the seat of every district and municipality.

How many live there is made up: most in the big city, and the fewer the farther from it. A town is round and as large as so
many people need; round every scene that was ever open there is a neighbourhood, too. What of it is water is left out.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import List, NamedTuple, Sequence, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.area import AreaCode
from . import geography
from .county import SampleCounty
from .draws import Draws

_DENSITY = 2_500.0  # inhabitants per km²
_IN_THE_CITY, _LARGEST_TOWN, _SMALLEST_TOWN = 75_000, 70_000, 6_000
_THINNING = 22.0  # km from the city to where a town has a third of the inhabitants
_NEIGHBOURHOOD = 300.0  # m round a scene

Spot = Tuple[float, float]


class Town(NamedTuple):
    """A built-up area, without its water, and how many live there."""

    code: AreaCode
    name: str
    outline: BaseGeometry
    inhabitants: int


def towns(sample: SampleCounty) -> Tuple[Town, ...]:
    """The towns of the county, one in each district of the big city and in each other municipality."""
    cells = {str(area.code): area.outline for area in sample.areas}
    outlines = [s.outline for scenes in sample.scenes.values() for s in scenes if s.counts and s.outline is not None]
    lived_at = shapely.buffer(shapely.union_all(outlines), _NEIGHBOURHOOD)
    centre = geography.DISTRICTS["9901-1"]
    found = []
    for code, seat in (*geography.DISTRICTS.items(), *geography.MUNICIPALITIES.items()):
        around = Draws(f"inhabitants of {code}").between(0.7, 1.3)
        away = math.hypot(seat.x - centre.x, seat.y - centre.y)
        few = _SMALLEST_TOWN + (_LARGEST_TOWN - _SMALLEST_TOWN) * math.exp(-away / _THINNING)
        inhabitants = round(around * (_IN_THE_CITY if code in geography.DISTRICTS else few), -2)
        at = shapely.Point(geography.ORIGIN[0] + 1000.0 * seat.x, geography.ORIGIN[1] + 1000.0 * seat.y)
        radius = 1000.0 * math.sqrt(inhabitants / _DENSITY / math.pi)
        built = shapely.union(shapely.buffer(at, radius), lived_at)
        dry = shapely.intersection(shapely.intersection(built, cells[code]), sample.land)
        found.append(Town(AreaCode(code), seat.name, dry, int(inhabitants)))
    return tuple(found)


class Homes:
    """Draws points in the towns, as many in each as it has inhabitants, anywhere in it."""

    def __init__(self, where: Sequence[Town]) -> None:
        self._outlines: List[BaseGeometry] = [town.outline for town in where]
        self._up_to = list(accumulate(town.inhabitants for town in where))
        shapely.prepare(self._outlines)

    def spot(self, draws: Draws) -> Spot:
        """A point where somebody may live."""
        return within(draws.weighted(self._outlines, self._up_to), draws)


def within(outline: BaseGeometry, draws: Draws) -> Spot:
    """A point in an outline."""
    west, south, east, north = outline.bounds
    while True:
        x, y = draws.between(west, east), draws.between(south, north)
        if shapely.contains_xy(outline, x, y):
            return x, y
