"""Which area a scene belongs to: the one with which it shares most of its own area.

Nearly all scenes lie far from any boundary, so the work is ordered by cost. First the boundaries are cut into their
segments and put in an R-tree: an outline whose box no segment comes near lies wholly inside or wholly outside each
area, and one of its points says which. Only the few others are tested against the areas themselves, and only those that truly
straddle a boundary are intersected.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area, AreaCode, Assignment

TIE_SHARE = 1e-9
"""Two areas whose shares of an outline differ by no more than this are tied."""

TIE_AREA_M2 = 1e-6
"""The same as an area: a square millimetre. A smaller overlap than this is the noise of coordinates, and no overlap."""

_FARTHEST_M = 1e9
"""No coordinate on Earth is larger."""


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a geometry, mended where it is invalid; an empty polygon when nothing of one remains.

    >>> bow_tie = shapely.from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
    >>> polygonal(bow_tie).area
    2.0
    """
    mended = geometry if shapely.is_valid(geometry) else shapely.make_valid(geometry)
    if mended.geom_type in ("Polygon", "MultiPolygon"):
        return mended
    if mended.geom_type != "GeometryCollection":
        return shapely.Polygon()
    parts = shapely.get_parts(shapely.get_parts(mended))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    return shapely.union_all(polygons) if polygons else shapely.Polygon()


def on_earth(corners: np.ndarray) -> np.ndarray:
    """Which coordinates in metres are numbers that are those of a place."""
    near: np.ndarray = np.abs(corners) < _FARTHEST_M
    return near


def placed(outlines: Union[np.ndarray, Sequence[Optional[BaseGeometry]]]) -> np.ndarray:
    """Whether each outline lies somewhere: it is there, not empty, and all its coordinates are those of a place."""
    geometries = np.asarray(outlines, dtype=object)
    lies: np.ndarray = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    finite = on_earth(shapely.get_coordinates(geometries)).all(axis=1)
    if not finite.all():
        _, owner = shapely.get_coordinates(geometries, return_index=True)
        lies[owner[~finite]] = False
    return lies


def _point_of(outline: BaseGeometry) -> BaseGeometry:
    """A point that stands for an outline without an extent."""
    point = shapely.point_on_surface(outline)
    return shapely.points(shapely.get_coordinates(outline)[0]) if point.is_empty else point


class AreaIndex:
    """The areas of one level, prepared once for many questions.

    ``areas`` are those valid on one day. Their outlines may be invalid, overlap, leave gaps or be missing, as those
    of real layers are. ``outlines`` are the mended ones of ``areas``, which stand by code.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        somewhere = [area for area, lies in zip(areas, placed([a.outline for a in areas])) if lies]
        mended = [(area, polygonal(area.outline)) for area in sorted(somewhere, key=lambda area: area.code)]
        self.areas = tuple(area for area, outline in mended if not outline.is_empty)
        self.outlines = np.array([outline for _, outline in mended if not outline.is_empty], dtype=object)
        shapely.prepare(self.outlines)
        self._tree = shapely.STRtree(self.outlines)
        self._segments = shapely.STRtree(_segments(self.outlines))

    def assign(self, outlines: Sequence[Optional[BaseGeometry]]) -> List[Assignment]:
        """The assignment of each outline, in their order."""
        given = np.empty(len(outlines), dtype=object)
        given[:] = outlines
        kept = np.flatnonzero(placed(given))
        assignments = [Assignment(None)] * len(outlines)
        if not len(kept) or not self.areas:
            return assignments
        geometries = given[kept]
        near = np.zeros(len(kept), dtype=bool)
        # An invalid outline may have any signed area; far from boundaries a point decides all the same.
        near[np.unique(self._segments.query(shapely.box(*shapely.bounds(geometries).T))[0])] = True
        shares: Dict[int, Dict[AreaCode, float]] = {}
        for outline, area in self._by_point(geometries, np.flatnonzero(~near)):
            shares.setdefault(outline, {})[self.areas[area].code] = 1.0
        for outline, area, share in self._by_overlap(geometries, np.flatnonzero(near)):
            found, code = shares.setdefault(outline, {}), self.areas[area].code
            found[code] = min(1.0, found.get(code, 0.0) + share)
        whole = {area.code: Assignment(area.code, ((area.code, 1.0),)) for area in self.areas}
        extents, positions = shapely.area(geometries).tolist(), kept.tolist()
        for outline, found in shares.items():
            code = next(iter(found))
            alone = len(found) == 1 and found[code] == 1.0
            assignments[positions[outline]] = whole[code] if alone else _assignment(found, extents[outline])
        return assignments

    def _by_point(self, geometries: np.ndarray, which: np.ndarray) -> List[Tuple[int, int]]:
        """Pairs of outline and area for outlines that no boundary comes near."""
        west, south, east, north = shapely.bounds(geometries[which]).T
        points = shapely.points((west + east) / 2, (south + north) / 2)
        found, area = self._candidates(points)
        inside = shapely.intersects(self.outlines[area], points[found])
        return list(zip(which[found[inside]].tolist(), area[inside].tolist()))

    def _candidates(self, geometries: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Pairs of geometry and area whose boxes meet, area by area: questions to a prepared one come together."""
        found, area = self._tree.query(geometries)
        order = np.argsort(area, kind="stable")
        return found[order], area[order]

    def _by_overlap(self, geometries: np.ndarray, which: np.ndarray) -> List[Tuple[int, int, float]]:
        """Outline, area and share for outlines near a boundary."""
        if not len(which):
            return []
        near = geometries[which]
        invalid = ~shapely.is_valid(near)
        near[invalid] = [polygonal(outline) for outline in near[invalid]]
        flat = shapely.area(near) <= TIE_AREA_M2
        near[flat] = [_point_of(outline) for outline in geometries[which][flat]]
        outline, area = self._candidates(near)
        inside = shapely.contains_properly(self.outlines[area], near[outline])
        whole = [(int(which[o]), int(a), 1.0) for o, a in zip(outline[inside], area[inside])]
        outline, area = outline[~inside], area[~inside]
        meets = shapely.intersects(self.outlines[area], near[outline])
        outline, area = outline[meets], area[meets]
        touching = flat[outline]
        whole += [(int(which[o]), int(a), 1.0) for o, a in zip(outline[touching], area[touching])]
        outline, area = outline[~touching], area[~touching]
        shared = shapely.area(shapely.intersection(near[outline], self.outlines[area]))
        share = shared / shapely.area(near[outline])
        share[share > 1.0 - TIE_SHARE] = 1.0
        real = shared > TIE_AREA_M2
        return whole + [(int(which[o]), int(a), float(s)) for o, a, s in zip(outline[real], area[real], share[real])]

    def nearest(self, outline: Optional[BaseGeometry]) -> Optional[Tuple[AreaCode, float]]:
        """The area nearest to an outline, and the distance in metres (0: it touches or overlaps); ties by code.

        None where there is no area, or the outline lies nowhere.
        """
        if not self.areas or not placed([outline])[0]:
            return None
        distances = shapely.distance(self.outlines, outline)
        nearest = int(np.argmin(distances))  # the first of equals, and the areas stand by code
        return self.areas[nearest].code, float(distances[nearest])


def _segments(outlines: np.ndarray) -> np.ndarray:
    """Every edge of the outlines as a line of two points."""
    coordinates, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(outlines)), return_index=True)
    same = ring[1:] == ring[:-1]
    pairs = np.stack([coordinates[:-1][same], coordinates[1:][same]], axis=1)
    segments: np.ndarray = shapely.linestrings(pairs)
    return segments


def _assignment(shares: Dict[AreaCode, float], outline_area: float) -> Assignment:
    """The assignment that the shares make: the largest, or of tied ones the first by code."""
    largest = max(shares.values())
    tie = max(TIE_SHARE * largest, TIE_AREA_M2 / outline_area if outline_area > TIE_AREA_M2 else 0.0)
    code = min(c for c, share in shares.items() if share >= largest - tie)
    ordered = sorted(shares.items(), key=lambda item: (item[0] != code, -item[1], item[0]))
    return Assignment(code, tuple(ordered))


def assign_areas(outlines: Sequence[Optional[BaseGeometry]], areas: Sequence[Area]) -> List[Assignment]:
    """Say to which area each outline belongs: the one with which it shares most area; ties break by code.

    ``areas`` are of one level and valid on one day. An outline outside all areas, missing or empty belongs to none; one
    without an extent belongs where its representative point lies. An invalid outline counts as mended.
    """
    return AreaIndex(areas).assign(outlines)


def nearest_area(outline: Optional[BaseGeometry], areas: Sequence[Area]) -> Optional[Tuple[AreaCode, float]]:
    """The area nearest to an outline, and the distance in metres; None without areas or outline."""
    return AreaIndex(areas).nearest(outline)


def reassign(old: Assignment, new: Assignment) -> Assignment:
    """The new assignment, but with the area that a person chose for the old one.

    >>> reassign(Assignment(AreaCode("A"), (), "by the station"), Assignment(AreaCode("B"), (("B", 1.0),)))
    Assignment(code='A', shares=(('B', 1.0),), reason='by the station')
    """
    return Assignment(old.code, new.shares, old.reason) if old.overridden else new
