"""Which part of the plane a map shows: round scales, a smallest extent, and where to look closer."""

from __future__ import annotations

from math import floor, log10
from typing import List, Optional, Sequence, Tuple

Bounds = Tuple[float, float, float, float]
"""West, south, east, north in metres."""

Point = Tuple[float, float]

SMALLEST = 2_000
"""No map is drawn larger than 1 to this: around the smallest scene there is something to find one's way by."""

_STEPS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0)
_AIR = 1.15  # so much more than the outline is shown, to each side together


def round_scale(bounds: Bounds, width: float, height: float, smallest: int = SMALLEST) -> int:
    """The largest round scale at which bounds fit on paper of so many mm, with some air around them.

    >>> round_scale((0, 0, 20, 20), 120, 120), round_scale((0, 0, 20_000, 20_000), 120, 120)
    (2000, 200000)
    """
    west, south, east, north = bounds
    needed = max((east - west) / width, (north - south) / height) * 1000 * _AIR
    power = 1000
    while True:
        for step in _STEPS:
            scale = round(step * power)
            if scale >= max(needed, smallest):
                return scale
        power *= 10


def extent_at(centre: Point, scale: int, width: float, height: float) -> Bounds:
    """What paper of so many mm shows at a scale."""
    across, up = width * scale / 2000, height * scale / 2000
    return centre[0] - across, centre[1] - up, centre[0] + across, centre[1] + up


def middle(bounds: Bounds) -> Point:
    """The middle of bounds."""
    return (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2


def densest(points: Sequence[Point], sizes: Sequence[Tuple[float, float]]) -> List[Optional[Point]]:
    """The middles of windows of the given sizes (m) that hold the most points, none of a point twice.

    Windows are tried with each point as their middle; the westernmost of equals is taken. None where no two points are
    left to look closer at.
    """
    left = sorted(set(points))
    found: List[Optional[Point]] = []
    for width, height in sizes:
        held = {centre: _within(left, centre, width, height) for centre in left}
        best = max(left, key=lambda centre: len(held[centre]), default=None)
        if best is None or len(held[best]) < 2:
            found.append(None)
            continue
        inside = held[best]
        found.append((sum(x for x, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)))
        left = [point for point in left if point not in inside]
    return found


def _within(points: Sequence[Point], centre: Point, width: float, height: float) -> List[Point]:
    x, y = centre
    return [point for point in points if abs(point[0] - x) <= width / 2 and abs(point[1] - y) <= height / 2]


def bar_segment(scale: int, longest: float) -> float:
    """How many metres a segment of a scale bar stands for, so that two of them take at most so many mm.

    >>> bar_segment(2_000, 50), bar_segment(250_000, 50)
    (50.0, 5000.0)
    """
    room = longest * scale / 2000
    power = 10.0 ** floor(log10(room))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= room)
