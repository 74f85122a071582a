"""Record a scene: make an outline of what was drawn, copied from another layer, imported, or buffered from a line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import List, Optional

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.errors import Refusal

_MAX_HALF_WIDTH_M = 1_000.0


@dataclass(frozen=True)
class CleanedOutline:
    """An outline fit to be kept, and what was done to it.

    ``outline`` is a valid, flat polygon, or a multipolygon of at least two parts. ``mended`` is True where its shape
    had to change: a self-crossing was mended, or parts that are no polygons were left out; Z and M values go without a
    word. ``area_before`` is the area (m²) as it was given, by the shoelace formula, in which the two lobes of a figure
    of eight cancel out; ``area_after`` is the outline's.
    """

    outline: BaseGeometry
    mended: bool
    area_before: float
    area_after: float

    @property
    def area_difference(self) -> float:
        """How much the mending changed the area, in square metres; negative where some was lost."""
        return self.area_after - self.area_before


def clean_outline(geometry: Optional[BaseGeometry]) -> CleanedOutline:
    """Make an outline fit to be kept: flat, valid, polygons only.

    Where a part crosses itself, what it encloses an odd number of times is kept (GEOS's ``MakeValid``, as in QGIS's
    *Fix geometries*); parts that overlap are joined.

    >>> figure_of_eight = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    >>> clean_outline(figure_of_eight).area_after
    50.0

    Raises:
        Refusal: ``outline_missing``, ``outline_empty``, ``outline_not_finite``, ``outline_not_polygon`` (points and
            lines), or ``outline_nothing_left`` where no polygon remains after mending.
    """
    if geometry is None:
        raise Refusal("outline_missing")
    if geometry.is_empty:
        raise Refusal("outline_empty")
    flat = shapely.force_2d(geometry)
    if not all(map(math.isfinite, shapely.get_coordinates(flat).ravel())):
        raise Refusal("outline_not_finite")
    given = polygons_of(flat)
    if not given:
        raise Refusal("outline_not_polygon", kind=geometry.geom_type)
    area_before = float(sum(p.area for p in given))
    only_polygons = flat.geom_type in ("Polygon", "MultiPolygon")
    joined = _joined(given)
    if only_polygons and joined.is_valid:
        return CleanedOutline(joined, False, area_before, area_before)
    sound = [part for polygon in given for part in polygons_of(shapely.make_valid(polygon))]
    parts = [part for part in polygons_of(shapely.union_all(sound)) if part.area > 0]
    if not parts:
        raise Refusal("outline_nothing_left", area=area_before)
    outline = _joined(parts)
    return CleanedOutline(outline, True, area_before, float(outline.area))


def outline_along(line: Optional[BaseGeometry], half_width_m: float) -> CleanedOutline:
    """The outline of what lies within a distance of a line, as along a path: round ends, in metres.

    Raises:
        Refusal: ``outline_missing`` or ``outline_empty``; ``line_expected`` where it is no line;
            ``half_width_out_of_range`` where the distance is not above 0 and at most 1,000 m.
    """
    if line is None:
        raise Refusal("outline_missing")
    if line.is_empty:
        raise Refusal("outline_empty")
    if line.geom_type not in ("LineString", "MultiLineString", "LinearRing"):
        raise Refusal("line_expected", kind=line.geom_type)
    if not 0 < half_width_m <= _MAX_HALF_WIDTH_M:
        raise Refusal("half_width_out_of_range", value=half_width_m, maximum=_MAX_HALF_WIDTH_M)
    return clean_outline(shapely.buffer(shapely.force_2d(line), half_width_m, quad_segs=8))


def polygons_of(geometry: BaseGeometry) -> List[Polygon]:
    """The polygons within a geometry, however deeply collected, empty ones left out."""
    if geometry.geom_type == "Polygon":
        return [] if geometry.is_empty else [geometry]
    found: List[Polygon] = []
    for part in getattr(geometry, "geoms", ()):
        found.extend(polygons_of(part))
    return found


def _joined(parts: List[Polygon]) -> BaseGeometry:
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
