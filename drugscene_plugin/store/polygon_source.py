"""Polygons that somebody brings to measure with: land, built-up area, where people live, areas to compare with."""

from __future__ import annotations

from math import inf, nan
from typing import List, NamedTuple, Optional, Tuple

from qgis.core import QgsCoordinateTransformContext
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import polygonal
from ..analysis.zone_areas import Baseline, BaselineKind
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress
from .point_input import Source
from .source_layers import read_rows


class PeopledPolygons(NamedTuple):
    """Polygons in the store's CRS, and the people in each where they are known."""

    polygons: Tuple[BaseGeometry, ...] = ()
    people: Optional[Tuple[float, ...]] = None

    def baseline(self, kind: BaselineKind) -> Baseline:
        """What densities are measured on; without polygons the total area."""
        if not self.polygons:
            return Baseline()
        return Baseline(kind, self.polygons, self.people if kind is BaselineKind.POPULATION else None)


def peopled_polygons(
    source: Source, field: str, crs: str, context: QgsCoordinateTransformContext, progress: Progress = QUIET
) -> PeopledPolygons:
    """The polygons of a layer, mended, with the people that a field says live in each; ``field`` blank: nobody knows.

    Raises:
        Refusal: the layer is not one of polygons, or has no CRS; ``baseline_polygons_empty``, ``baseline_numbers_wrong``:
            how many, and the first three with their rows.
    """
    rows = read_rows(source, crs, context, progress)
    polygons = [polygonal(row.geometry) if row.geometry is not None else None for row in rows]
    lost = [row.number for row, polygon in zip(rows, polygons) if polygon is None or polygon.is_empty]
    if lost:
        shown = ", ".join(map(str, lost[:3]))
        raise Refusal("baseline_polygons_empty", number=len(lost), shown=shown)
    people: List[float] = [_number(row.values.get(field)) for row in rows] if field else []
    wrong = [row for row, number in zip(rows, people) if not 0 <= number < inf]
    if wrong:
        shown = ", ".join(f"“{_shown(row.values.get(field))}” ({row.number})" for row in wrong[:3])
        raise Refusal("baseline_numbers_wrong", number=len(wrong), shown=shown)
    return PeopledPolygons(tuple(p for p in polygons if p is not None), tuple(people) or None)


def _number(value: object) -> float:
    try:
        return float("".join(str(value).split()).replace(",", "."))
    except ValueError:
        return nan


def _shown(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())[:40]


def control_polygons(
    source: Source, name: str, crs: str, context: QgsCoordinateTransformContext
) -> Tuple[BaseGeometry, ...]:
    """The polygons of a layer of areas to compare with, mended; ``name`` says which layer is meant.

    Raises:
        Refusal: ``control_areas_empty``: there is no polygon in it.
    """
    rows = read_rows(source, crs, context)
    mended = [polygonal(row.geometry) for row in rows if row.geometry is not None]
    kept = tuple(polygon for polygon in mended if not polygon.is_empty)
    if not kept:
        raise Refusal("control_areas_empty", parameter=name, number=len(rows))
    return kept
