"""Where in the county a place can lie: on land, within one district or municipality, clear of all others."""

from __future__ import annotations

import math
from typing import List, Mapping, Tuple

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

from .boundaries import Point
from .draws import Draws
from .outlines import Outline, middle, shifted

_TOWN = 2600.0
"""How far from the seat the places begin to lie, in metres; where there is no room they lie farther out."""
_CLEAR = 260.0
"""The least distance between two places, so that they stay apart when they grow or move, in metres."""


class Sites:
    """Finds room for outlines, and remembers where they lie."""

    def __init__(self, cells: Mapping[str, Polygon], seats: Mapping[str, Point], land: MultiPolygon) -> None:
        self._cells, self._seats, self._land = cells, seats, land
        self._borders = {cell: outline.exterior for cell, outline in cells.items()}
        self._shore = land.boundary
        self._taken: List[Tuple[Point, float]] = []
        for geometry in (land, self._shore, *cells.values(), *self._borders.values()):
            shapely.prepare(geometry)

    def put(self, outline: Outline, cell: str, draws: Draws) -> Outline:
        """The outline, drawn round (0, 0), put where there is room for it in a cell."""
        reach, town = _reach(outline), _TOWN
        while True:
            angle, away = draws.angle(), town * math.sqrt(draws.between(0.0, 1.0))
            seat = self._seats[cell]
            at = (seat[0] + away * math.cos(angle), seat[1] + away * math.sin(angle))
            if self._free(at, cell, reach):
                return self._put(outline, at, reach)
            town *= 1.005

    def put_across(self, outline: Outline, border: LineString, towards: str) -> Outline:
        """The outline put across a border, the larger part of it on the side of the cell ``towards``."""
        reach = _reach(outline)
        on_border = border.interpolate(0.5, normalized=True)
        seat = self._seats[towards]
        dx, dy = seat[0] - on_border.x, seat[1] - on_border.y
        share = 0.22 * reach / math.sqrt(dx * dx + dy * dy)
        return self._put(outline, (on_border.x + dx * share, on_border.y + dy * share), reach)

    def _put(self, outline: Outline, at: Point, reach: float) -> Outline:
        self._taken.append((at, reach))
        mid = middle(outline)
        return shifted(outline, at[0] - mid[0], at[1] - mid[1])

    def _free(self, at: Point, cell: str, reach: float) -> bool:
        if any(math.dist(at, other) < reach + other_reach + _CLEAR for other, other_reach in self._taken):
            return False
        point = shapely.Point(at)
        if not self._cells[cell].contains(point) or not self._land.contains(point):
            return False
        return bool(self._borders[cell].distance(point) > reach + _CLEAR and self._shore.distance(point) > reach + 60.0)


def _reach(outline: Outline) -> float:
    west, south, east, north = outline.bounds
    return math.sqrt((east - west) ** 2 + (north - south) ** 2) / 2.0
