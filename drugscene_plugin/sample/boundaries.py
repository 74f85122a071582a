"""Boundaries that neighbours share: each is drawn once, as a wriggling line, and used from both sides.

Cells are the Voronoi cells of seats placed by hand. An area is a set of cells, and its outline the lines that have it
on one side only: so areas of all levels fit together without gaps or overlaps, to the last vertex.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Collection, Dict, List, Mapping, Tuple

from shapely.geometry import Polygon

from .draws import Draws

Point = Tuple[float, float]
Line = Tuple[Point, ...]
Pair = Tuple[str, str]
"""Two neighbouring cells, in the order of their names."""

_STEP = 300.0
"""The length of a stretch that wriggles no further, in metres."""
_STRAY = 0.9
"""How far a boundary may stray to a side, as a share of half its length."""

_Corner = Tuple[Point, str]
"""A corner of a cell, and the neighbour along the side that starts there."""


@dataclass(frozen=True)
class Boundaries:
    """The lines between neighbouring cells."""

    lines: Mapping[Pair, Line]

    def outline(self, cells: Collection[str]) -> Polygon:
        """The outline of a set of cells that hang together and enclose no other.

        Raises:
            ValueError: they do not.
        """
        sides = [line for (a, b), line in self.lines.items() if (a in cells) != (b in cells)]
        ends: Dict[Point, List[Line]] = {}
        for line in sides:
            ends.setdefault(line[0], []).append(line)
            ends.setdefault(line[-1], []).append(line[::-1])
        ring = list(min(sides))
        used = 1
        while ring[-1] != ring[0]:
            before = ring[-2]
            (onward,) = (line for line in ends[ring[-1]] if line[1] != before)
            ring.extend(onward[1:])
            used += 1
        if used != len(sides):
            raise ValueError(f"cells that do not hang together: {', '.join(sorted(cells))}")
        return Polygon(ring)


def _along(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _nearer_part(cell: List[_Corner], seat: Point, other: Point, name: str) -> List[_Corner]:
    """What of a convex cell lies nearer to ``seat`` than to ``other``, the seat of the cell called ``name``."""
    dx, dy = other[0] - seat[0], other[1] - seat[1]
    limit = (other[0] ** 2 - seat[0] ** 2 + other[1] ** 2 - seat[1] ** 2) / 2.0
    beyond = [corner[0] * dx + corner[1] * dy - limit for corner, _ in cell]
    kept: List[_Corner] = []
    for i, (corner, side) in enumerate(cell):
        j = (i + 1) % len(cell)
        if beyond[i] <= 0.0:
            kept.append((corner, side))
        if (beyond[i] <= 0.0) != (beyond[j] <= 0.0):
            crossing = _along(corner, cell[j][0], beyond[i] / (beyond[i] - beyond[j]))
            kept.append((crossing, name if beyond[i] <= 0.0 else side))
    return kept


def _voronoi_cell(name: str, seats: Mapping[str, Point], reach: float) -> List[_Corner]:
    """The corners of a seat's cell, within a square of ``2 * reach``, to the metre."""
    x, y = seats[name]
    cell: List[_Corner] = [
        ((x + dx, y + dy), "") for dx, dy in ((-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach))
    ]
    for other, seat in seats.items():
        if other != name:
            cell = _nearer_part(cell, seats[name], seat, other)
    return [((float(round(px)), float(round(py))), side) for (px, py), side in cell]


def _room(a: Point, b: Point, seat: Point) -> float:
    """How far a line from ``a`` to ``b`` may stray towards a seat without leaving the triangle of the three."""
    length = math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    middle = _along(a, b, 0.5)
    dx, dy = seat[0] - middle[0], seat[1] - middle[1]
    foot, height = abs(dx * ux + dy * uy), abs(dy * ux - dx * uy)
    half = length / 2.0
    return min(_STRAY * half, 0.9 * height * half / (half + foot))


def _wriggled(start: Point, end: Point, steps: int, swing: float, draws: Draws) -> List[Point]:
    """Points between two points (how far along, how far aside): each halfway, give or take, and off by the swing.

    They only ever go ahead, so the line never meets itself.
    """
    if steps <= 1:
        return []
    share = draws.between(0.38, 0.62)
    ahead, aside = _along(start, end, share)
    middle = (ahead, min(1.0, max(-1.0, aside + draws.between(-swing, swing))))
    half, calmer = steps // 2, swing * 0.62
    return [
        *_wriggled(start, middle, half, calmer, draws),
        middle,
        *_wriggled(middle, end, steps - half, calmer, draws),
    ]


def _line(a: Point, b: Point, room: float, draws: Draws) -> Line:
    """A wriggling line within the rhombus whose diagonals are a–b and twice the room."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.sqrt(dx * dx + dy * dy)
    points = [a]
    for ahead, aside in _wriggled((0.0, 0.0), (1.0, 0.0), max(1, round(length / _STEP)), 0.9, draws):
        off = aside * (1.0 - abs(2.0 * ahead - 1.0)) * room / length
        points.append((round(a[0] + dx * ahead - dy * off, 2), round(a[1] + dy * ahead + dx * off, 2)))
    return (*points, b)


def boundaries(seats: Mapping[str, Point], reach: float) -> Boundaries:
    """The lines between the cells of seats, whose coordinates are in metres. ``reach`` exceeds every cell's size.

    Lines that border on the outside of everything are left out: seats around the areas that count must keep those away.
    """
    lines: Dict[Pair, Line] = {}
    for name in seats:
        cell = _voronoi_cell(name, seats, reach)
        for i, (corner, neighbour) in enumerate(cell):
            onward = cell[(i + 1) % len(cell)][0]
            if neighbour <= name or corner == onward:
                continue
            room = min(_room(corner, onward, seats[name]), _room(corner, onward, seats[neighbour]))
            lines[name, neighbour] = _line(corner, onward, room, Draws(f"boundary {name} {neighbour}"))
    return Boundaries(lines)
