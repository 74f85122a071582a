"""Outlines as people draw them: round squares, stations, blocks and parks, along paths; and how they change.

Shapes are drawn round (0, 0) and put in their place afterwards. Coordinates are metres, to the centimetre.
"""

from __future__ import annotations

import math
from typing import Callable, List, Optional, Sequence, Tuple, TypeVar, Union

from shapely.geometry import LinearRing, MultiPolygon, Polygon

from .boundaries import Point
from .draws import Draws

Outline = Union[Polygon, MultiPolygon]
AnyOutline = TypeVar("AnyOutline", Polygon, MultiPolygon, Outline)

_TRIES = 200


def parts(outline: Outline) -> List[Polygon]:
    """The polygons that an outline is made of."""
    return list(outline.geoms) if isinstance(outline, MultiPolygon) else [outline]


def mapped_polygon(polygon: Polygon, move: Callable[[float, float], Point]) -> Polygon:
    """The polygon with every vertex moved, to the centimetre."""

    def ring(line: LinearRing) -> List[Point]:
        moved = [move(x, y) for x, y in line.coords[:-1]]
        return [(round(x, 2), round(y, 2)) for x, y in moved]

    return Polygon(ring(polygon.exterior), [ring(hole) for hole in polygon.interiors])


def mapped(outline: Outline, move: Callable[[float, float], Point]) -> Outline:
    """The outline with every vertex moved, to the centimetre."""
    if isinstance(outline, MultiPolygon):
        return MultiPolygon([mapped_polygon(part, move) for part in outline.geoms])
    return mapped_polygon(outline, move)


def shifted(outline: AnyOutline, dx: float, dy: float) -> AnyOutline:
    """The outline moved as a whole."""
    moved: AnyOutline = mapped(outline, lambda x, y: (x + dx, y + dy))  # type: ignore[assignment]
    return moved


def _vertices(polygon: Polygon) -> List[Point]:
    """The vertices of a polygon's outer line, each once."""
    return [(x, y) for x, y in polygon.exterior.coords[:-1]]


def middle(outline: Outline) -> Point:
    """The middle of the outline's bounding box."""
    west, south, east, north = outline.bounds
    return ((west + east) / 2.0, (south + north) / 2.0)


def _first_valid(make: Callable[[], AnyOutline]) -> AnyOutline:
    for _ in range(_TRIES):
        outline = make()
        if outline.is_valid:
            return outline
    raise ValueError(f"no valid outline in {_TRIES} tries")


def _signed_area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]])) / 2.0


def _of_area(ring: Sequence[Point], area: float) -> List[Point]:
    factor = math.sqrt(area / abs(_signed_area(ring)))
    return [(x * factor, y * factor) for x, y in ring]


def _turned(ring: Sequence[Point], angle: float) -> List[Point]:
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in ring]


def _round_a_place(draws: Draws, corners: int, aspect: float, square: bool, steps: int) -> List[Point]:
    """A line round (0, 0) that steps in and out as round houses.

    ``aspect`` is length by width; a ``square`` line follows a rectangle, another one an oval; ``steps`` is how many
    stretches lie nearer or farther than the others.
    """
    reach = [draws.between(0.8, 1.08) for _ in range(max(1, steps))]
    off = min(0.03, 0.8 / corners)  # an unsteady hand strays by the length of its stroke, not by the size of the place
    ring = []
    for i in range(corners):
        angle = 2.0 * math.pi * (i + draws.between(-0.35, 0.35)) / corners
        cos, sin = math.cos(angle), math.sin(angle)
        radius = 1.0 / math.sqrt(math.sqrt(cos**4 + sin**4)) if square else 1.0
        radius *= reach[i * len(reach) // corners] * draws.between(1.0 - off, 1.0 + off)
        ring.append((radius * cos * math.sqrt(aspect), radius * sin / math.sqrt(aspect)))
    return ring


def round_a_place(
    draws: Draws, area: float, corners: int, aspect: float = 1.3, square: bool = True, hole: bool = False
) -> Polygon:
    """An outline round a place, of an area in m² (before its hole)."""

    def make() -> Polygon:
        turn = draws.angle()
        ring = _of_area(_turned(_round_a_place(draws, corners, aspect, square, min(9, corners // 6)), turn), area)
        holes = []
        if hole:
            inner = _round_a_place(draws, draws.whole(6, 10), aspect, True, 1)
            holes.append(_of_area(_turned(inner, turn), area * draws.between(0.05, 0.1)))
        return mapped_polygon(Polygon(ring, holes), lambda x, y: (x, y))

    return _first_valid(make)


def along_a_path(draws: Draws, area: float, corners: int) -> Polygon:
    """An outline along a winding path, of an area in m²."""

    def make() -> Polygon:
        stations = corners // 2
        heading, x, y = draws.angle(), 0.0, 0.0
        bend = draws.between(-0.06, 0.06)
        left, right = [], []
        for _ in range(stations):
            bend = 0.75 * bend + draws.between(-0.11, 0.11)
            heading += bend
            x, y = x + math.cos(heading), y + math.sin(heading)
            across_x, across_y = -math.sin(heading), math.cos(heading)
            wide, narrow = draws.between(0.85, 1.25), draws.between(0.85, 1.25)
            left.append((x + across_x * wide, y + across_y * wide))
            right.append((x - across_x * narrow, y - across_y * narrow))
        ring = _of_area([*right, *reversed(left)], area)
        outline = Polygon(ring)
        mid = middle(outline)
        return mapped_polygon(outline, lambda px, py: (px - mid[0], py - mid[1]))

    return _first_valid(make)


def on_both_sides(draws: Draws, area: float, corners: int) -> MultiPolygon:
    """Two outlines on both sides of a street or railway, together of an area in m²."""
    share = draws.between(0.5, 0.7)
    one = round_a_place(draws, area * share, corners * 3 // 5, aspect=1.6)
    other = round_a_place(draws, area * (1.0 - share), corners * 2 // 5, aspect=1.4)
    other = beside(draws, one, other, gap=(22.0, 45.0))
    mid = middle(MultiPolygon([one, other]))
    return shifted(MultiPolygon([one, other]), -mid[0], -mid[1])


def beside(draws: Draws, standing: Polygon, other: Polygon, gap: Tuple[float, float]) -> Polygon:
    """``other`` put beside ``standing``, so that the distance between them lies within ``gap`` (metres)."""
    angle = draws.angle()
    at = middle(standing)
    step = (gap[1] - gap[0]) / 2.0
    away = 0.0
    while True:
        placed = shifted(other, at[0] + away * math.cos(angle), at[1] + away * math.sin(angle))
        if placed.distance(standing) >= gap[0]:
            return placed
        away += step


def redrawn(draws: Draws, outline: Outline, metres: float = 0.8) -> Outline:
    """The same outline drawn once more: every vertex a little off."""

    def make() -> Outline:
        dx, dy = draws.between(-1.0, 1.0), draws.between(-1.0, 1.0)
        return mapped(
            outline,
            lambda x, y: (x + dx + draws.between(-metres, metres), y + dy + draws.between(-metres, metres)),
        )

    return _first_valid(make)


def _with_holes_of(old: Polygon, new: Polygon) -> Polygon:
    """``new`` with the holes of ``old``, or with its own where those do not lie within it."""
    kept = Polygon(new.exterior, list(old.interiors))
    return kept if kept.is_valid else new


def grown_or_shrunk(draws: Draws, outline: AnyOutline, factor: float) -> AnyOutline:
    """The outline with about ``factor`` times its area: one side pushed out, or in, the other left as it was.

    Holes stay where they are, as long as they lie within.
    """
    mid, side = middle(outline), draws.angle()

    def pushed(strength: float) -> AnyOutline:
        def move(x: float, y: float) -> Point:
            dx, dy = x - mid[0], y - mid[1]
            away = math.sqrt(dx * dx + dy * dy)
            towards = (dx * math.cos(side) + dy * math.sin(side)) / away if away > 0.0 else 0.0
            reach = 1.0 + strength * (1.0 + towards) / 2.0
            return (mid[0] + dx * reach, mid[1] + dy * reach)

        moved = mapped(outline, move)
        kept = [_with_holes_of(old, new) for new, old in zip(parts(moved), parts(outline))]
        made: AnyOutline = MultiPolygon(kept) if len(kept) > 1 else kept[0]  # type: ignore[assignment]
        return made

    least, most = -0.95, 1.5
    for _ in range(20):
        strength = (least + most) / 2.0
        if pushed(strength).area < factor * outline.area:
            least = strength
        else:
            most = strength
    return pushed(most)


def moved_a_little(draws: Draws, outline: Outline, overlap: float) -> Outline:
    """The outline moved by 30 to 60 m, so that about that share of it still overlaps the old one."""
    angle = draws.angle()
    ways = [shifted(outline, metres * math.cos(angle), metres * math.sin(angle)) for metres in range(30, 61, 3)]
    return min(ways, key=lambda way: abs(way.intersection(outline).area / outline.area - overlap))


def _with_corners(draws: Draws, ring: Sequence[Point], wanted: int) -> List[Point]:
    """The line with more vertices on its longest sides, each a little off the straight line."""
    points = list(ring)
    while len(points) < wanted:
        sides = [math.dist(a, b) for a, b in zip(points, [*points[1:], points[0]])]
        i = sides.index(max(sides))
        a, b = points[i], points[(i + 1) % len(points)]
        share, off = draws.between(0.4, 0.6), draws.between(-0.04, 0.04)
        dx, dy = b[0] - a[0], b[1] - a[1]
        points.insert(i + 1, (a[0] + dx * share - dy * off, a[1] + dy * share + dx * off))
    return points


def round_both(draws: Draws, one: Polygon, other: Polygon, corners: int) -> Polygon:
    """One outline round two: what is drawn when two scenes have grown together."""
    hull = _convex_hull([*_vertices(one), *_vertices(other)])
    mid = middle(MultiPolygon([one, other]))

    def make() -> Polygon:
        wider = [(mid[0] + (x - mid[0]) * 1.05, mid[1] + (y - mid[1]) * 1.05) for x, y in hull]
        return mapped_polygon(Polygon(_with_corners(draws, wider, corners)), lambda x, y: (x, y))

    return _first_valid(make)


def _convex_hull(points: Sequence[Point]) -> List[Point]:
    """The convex hull, counter-clockwise (Andrew's monotone chain, 1979)."""

    def chain(ordered: Sequence[Point]) -> List[Point]:
        kept: List[Point] = []
        for p in ordered:
            while len(kept) > 1 and (
                (kept[-1][0] - kept[-2][0]) * (p[1] - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (p[0] - kept[-2][0])
            ):
                kept.pop()
            kept.append(p)
        return kept[:-1]

    ordered = sorted(set(points))
    return [*chain(ordered), *chain(ordered[::-1])]


def cut_in_two(draws: Draws, outline: Polygon, share: float, gap: float, corners: int) -> Tuple[Polygon, Polygon]:
    """Two outlines out of an elongated one, cut across with a gap in metres: the first has about that share of it."""
    ring = _vertices(outline)
    a, b = max(((p, q) for p in ring for q in ring if p < q), key=lambda pair: math.dist(*pair))
    length = math.dist(a, b)
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length

    def made(along: float) -> Optional[Tuple[Polygon, Polygon]]:
        at = a[0] * ux + a[1] * uy + along
        cut = (_clipped(ring, ux, uy, at - gap / 2.0), _clipped(ring, -ux, -uy, -at - gap / 2.0))
        one, other = (
            mapped_polygon(Polygon(_with_corners(draws, part, corners)), lambda x, y: (x, y)) if len(part) > 2 else None
            for part in cut
        )
        return (one, other) if one and other and one.is_valid and other.is_valid else None

    ways = [way for way in (made(length * tenth / 20.0) for tenth in range(4, 17)) if way]
    return min(ways, key=lambda way: abs(way[0].area / outline.area - share))


def _clipped(ring: Sequence[Point], ux: float, uy: float, limit: float) -> List[Point]:
    """What of a ring lies where ``x * ux + y * uy`` is at most the limit (Sutherland & Hodgman, 1974)."""
    kept: List[Point] = []
    for p, q in zip(ring, [*ring[1:], ring[0]]):
        here, there = p[0] * ux + p[1] * uy - limit, q[0] * ux + q[1] * uy - limit
        if here <= 0.0:
            kept.append(p)
        if (here <= 0.0) != (there <= 0.0):
            share = here / (here - there)
            kept.append((p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share))
    return kept
