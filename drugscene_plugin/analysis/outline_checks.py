"""What can be wrong with outlines: with one alone, with two beside each other, with one and its area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple, cast

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.errors import Refusal
from .area_assignment import on_earth, placed
from .lineage import mean_width

Place = Tuple[float, float]

NOISE_M2 = 0.01
"""Two outlines that share less than this (a square decimetre) touch; they do not overlap."""

SLIVER_SHARE = 0.1
"""An overlap of this share of the smaller outline is real, however narrow it is."""

GAP_WIDTH_M = 100.0
"""What lies between areas no farther apart than this lies in a gap between them, and not outside of them all."""


@dataclass(frozen=True)
class OutlineBounds:
    """What the user holds to be normal; beyond it there is a finding.

    ``sliver_width_m`` is the mean width, 2 · area / perimeter, below which a part, a hole or an overlap comes from
    drawing and not from the ground. The default of 2 m is above all overlaps of a city's districts as published
    (158 of them, the widest 1.7 m), and far below any path. ``sliver_area_m2`` is the area below which a part or hole is one.
    ``straddle_share`` is how much of a scene may lie in another area without a word. ``match_share`` is the shared part of
    the joint area (Jaccard index) from which two outlines are of the same place.
    """

    min_area_m2: float = 500.0
    max_area_m2: float = 1_000_000.0
    sliver_width_m: float = 2.0
    sliver_area_m2: float = 10.0
    straddle_share: float = 0.05
    match_share: float = 0.9

    def __post_init__(self) -> None:
        if not 0 <= self.min_area_m2 < self.max_area_m2:
            raise Refusal("area_bounds_invalid", minimum=self.min_area_m2, maximum=self.max_area_m2)


NORMAL_BOUNDS = OutlineBounds()
"""What is normal until the user says otherwise."""


@dataclass(frozen=True)
class OutlineFault:
    """Why nothing can be computed with an outline.

    ``kind`` is missing, empty, not_polygon, not_finite or invalid; of an invalid one ``reason`` is a code of what GEOS
    says is wrong (``self_intersection``, …), and ``where`` the place.
    """

    kind: str
    reason: str = ""
    where: Optional[Place] = None


_POLYGON, _MULTIPOLYGON = 3, 6
"""GEOS's numbers for the types of geometry."""

_VALIDITY = re.compile(r"(?P<reason>[^\[]*)(?:\[(?P<x>\S+) (?P<y>\S+).*\])?")


def outline_faults(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[OutlineFault]]:
    """The fault of each outline; None for one that is a valid polygon or multipolygon.

    >>> outline_faults([shapely.from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")])
    [OutlineFault(kind='invalid', reason='self_intersection', where=(1.0, 1.0))]
    """
    geometries = np.array(outlines, dtype=object)
    polygonal = np.isin(shapely.get_type_id(geometries), (_POLYGON, _MULTIPOLYGON))
    sound = polygonal & shapely.is_valid(geometries) & placed(geometries)
    return [None if ok else _fault(outline) for ok, outline in zip(sound.tolist(), outlines)]


def _fault(outline: Optional[BaseGeometry]) -> OutlineFault:
    if outline is None:
        return OutlineFault("missing")
    if outline.is_empty:
        return OutlineFault("empty")
    if outline.geom_type not in ("Polygon", "MultiPolygon"):
        return OutlineFault("not_polygon", outline.geom_type)
    if not on_earth(shapely.get_coordinates(outline)).all():
        return OutlineFault("not_finite")
    match = cast("re.Match[str]", _VALIDITY.match(shapely.is_valid_reason(outline)))  # the pattern matches any text
    x, y = (match["x"], match["y"]) if match["x"] else shapely.get_coordinates(outline)[0]
    where = (float(x), float(y))
    return OutlineFault("invalid", re.sub(r"[^a-z]+", "_", match["reason"].lower()).strip("_"), where)


def _is_sliver(polygons: Sequence[Polygon], bounds: OutlineBounds) -> np.ndarray:
    """Whether each polygon is a sliver."""
    if not polygons:
        return np.zeros(0, dtype=bool)
    array = np.array(polygons, dtype=object)
    narrow: np.ndarray = (shapely.area(array) < bounds.sliver_area_m2) | (mean_width(array) < bounds.sliver_width_m)
    return narrow


def may_have_slivers(outlines: np.ndarray) -> np.ndarray:
    """Whether each outline has more than one part, or a hole: most have neither, and need no closer look."""
    holes: np.ndarray = shapely.get_num_interior_rings(outlines) != 0  # of a multipolygon 0 is said, whatever it has
    several: np.ndarray = shapely.get_type_id(outlines) == _MULTIPOLYGON
    either: np.ndarray = holes | several
    return either


@dataclass(frozen=True)
class Slivers:
    """The sliver parts and sliver holes of an outline, as polygons."""

    parts: Tuple[Polygon, ...] = ()
    holes: Tuple[Polygon, ...] = ()


def slivers(outline: BaseGeometry, bounds: OutlineBounds) -> Slivers:
    """The slivers of a valid outline. Its largest part is none, however small it is."""
    parts = list(shapely.get_parts(outline))
    largest = int(np.argmax([part.area for part in parts]))
    narrow = [bool(s) and i != largest for i, s in enumerate(_is_sliver(parts, bounds))]
    holes = [Polygon(ring) for part, drop in zip(parts, narrow) if not drop for ring in part.interiors]
    return Slivers(
        tuple(part for part, drop in zip(parts, narrow) if drop),
        tuple(hole for hole, drop in zip(holes, _is_sliver(holes, bounds)) if drop),
    )


def without_slivers(outline: BaseGeometry, bounds: OutlineBounds) -> BaseGeometry:
    """The outline without its sliver parts, and with its sliver holes filled."""
    kept = [_filled(part, bounds) for part in shapely.get_parts(without_sliver_parts(outline, bounds))]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def without_sliver_parts(outline: BaseGeometry, bounds: OutlineBounds) -> BaseGeometry:
    """The outline without its sliver parts; its largest part always stays."""
    dropped = set(shapely.to_wkb(slivers(outline, bounds).parts, output_dimension=2))
    parts = shapely.get_parts(outline)
    kept = [part for part, body in zip(parts, shapely.to_wkb(parts, output_dimension=2)) if body not in dropped]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def _filled(part: Polygon, bounds: OutlineBounds) -> Polygon:
    """A part with its sliver holes filled."""
    holes = [Polygon(ring) for ring in part.interiors]
    narrow = _is_sliver(holes, bounds)
    return Polygon(part.exterior, [hole.exterior for hole, drop in zip(holes, narrow) if not drop])


@dataclass(frozen=True)
class Overlap:
    """Two outlines that overlap, by their positions, ``first`` before ``second``.

    ``area_m2`` is what they share, ``share`` that of the smaller one, ``likeness`` the shared part of their joint area (1: the
    same), ``width_m`` the mean width of its widest part, ``where`` a place inside that part. ``sliver``: no more than what drawing
    two neighbours apart from each other leaves.
    """

    first: int
    second: int
    area_m2: float
    share: float
    likeness: float
    width_m: float
    where: Place
    sliver: bool


def overlaps(outlines: np.ndarray, bounds: OutlineBounds) -> List[Overlap]:
    """All pairs of valid outlines that overlap. Grows with the number of pairs, not of outlines squared."""
    tree = shapely.STRtree(outlines)
    first, second = tree.query(outlines, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    return _measured(outlines, outlines, first, second, bounds)


def likenesses(outlines: np.ndarray, others: np.ndarray, bounds: OutlineBounds) -> List[Overlap]:
    """Pairs of an outline (``first``) and another (``second``) that are of the same place by ``match_share``."""
    if not len(outlines) or not len(others):
        return []
    second, first = shapely.STRtree(outlines).query(others)
    sizes, others_sizes = shapely.area(outlines)[first], shapely.area(others)[second]
    # Their joint area is at least the larger one, what they share at most the smaller one: most pairs need no overlay.
    alike = np.minimum(sizes, others_sizes) >= bounds.match_share * np.maximum(sizes, others_sizes)
    measured = _measured(outlines, others, first[alike], second[alike], bounds)
    return [pair for pair in measured if pair.likeness >= bounds.match_share]


def _measured(
    outlines: np.ndarray, others: np.ndarray, first: np.ndarray, second: np.ndarray, bounds: OutlineBounds
) -> List[Overlap]:
    common = shapely.intersection(outlines[first], others[second])
    real = shapely.area(common) > NOISE_M2
    common, first, second = common[real], first[real], second[real]
    shared, sizes, others_sizes = shapely.area(common), shapely.area(outlines)[first], shapely.area(others)[second]
    share = np.minimum(shared / np.minimum(sizes, others_sizes), 1.0)
    likeness = shared / (sizes + others_sizes - shared)
    widths, places = _widest(common)
    sliver = (widths < bounds.sliver_width_m) & (share < SLIVER_SHARE)
    columns = (first, second, shared, share, likeness, widths)
    rows = zip(*(column.tolist() for column in columns), map(tuple, places.tolist()), sliver.tolist())
    return [Overlap(*row) for row in rows]


def _widest(geometries: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The mean width of the widest part of each geometry, and a place (x, y) inside that part; none may be empty."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    widths = mean_width(parts)
    order = np.lexsort((-widths, owner))
    widest = order[np.unique(owner[order], return_index=True)[1]]
    return widths[widest], shapely.get_coordinates(shapely.point_on_surface(parts[widest]))


def place_in(geometry: BaseGeometry) -> Place:
    """A place inside a geometry, to go to."""
    point = shapely.point_on_surface(geometry)
    return float(point.x), float(point.y)


@dataclass(frozen=True)
class Outside:
    """What of an outline lies outside all areas: its share, a place there, and whether that is but a gap between areas."""

    share: float
    where: Place
    gap: bool


def outside(outline: BaseGeometry, areas: np.ndarray, bounds: OutlineBounds) -> Optional[Outside]:
    """What of a valid outline lies outside all areas (valid outlines); None for nothing, or no more than a sliver.

    It is a gap where the areas around it would close over it if each grew by half the ``GAP_WIDTH_M`` and shrank again
    (morphological closing, Serra 1982).
    """
    reach = 2 * GAP_WIDTH_M
    west, south, east, north = outline.bounds
    window = shapely.box(west - reach, south - reach, east + reach, north + reach)
    near = shapely.union_all(shapely.intersection(areas[shapely.intersects(areas, window)], window))
    rest = shapely.difference(outline, near)
    if rest.area <= NOISE_M2:
        return None
    widths, places = _widest(np.array([rest], dtype=object))
    if rest.area < outline.area / 2 and widths[0] < bounds.sliver_width_m:
        return None
    closed = shapely.buffer(shapely.buffer(near, GAP_WIDTH_M / 2), -GAP_WIDTH_M / 2)
    gap = shapely.difference(rest, closed).area <= NOISE_M2
    return Outside(rest.area / outline.area, (float(places[0, 0]), float(places[0, 1])), bool(gap))


def matches_by_first(pairs: Sequence[Overlap]) -> Dict[int, List[Overlap]]:
    """The pairs of each first outline, the most alike first."""
    grouped: Dict[int, List[Overlap]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.likeness, p.second)):
        grouped.setdefault(pair.first, []).append(pair)
    return grouped
