"""The layer that densities are measured on: land, built-up area, or where people live."""

from __future__ import annotations

from typing import List, Optional, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import polygonal
from ..analysis.zone_areas import Baseline, BaselineKind
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress
from ..store.source_layers import read_rows
from ..texts import translate
from . import parameters
from .given import Given


def baseline_layer(text: str) -> QgsProcessingParameterFeatureSource:
    """The layer itself."""
    made = QgsProcessingParameterFeatureSource(
        "BASELINE", translate("Drugscene", "Baseline"), [QgsProcessing.TypeVectorPolygon], optional=True
    )
    return parameters.with_help(made, text)


def people_field(text: str) -> QgsProcessingParameterField:
    """The field with the people of each polygon."""
    made = QgsProcessingParameterField(
        "BASELINE_FIELD",
        translate("Drugscene", "Field with the number of people"),
        parentLayerParameterName="BASELINE",
        optional=True,
    )
    return parameters.with_help(made, text)


def baseline_takes() -> Tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters that say what densities are measured on."""
    return (
        baseline_layer(
            translate(
                "Drugscene",
                "Polygons of land, built-up area or population. None: the total area, water included, and labelled so.",
            )
        ),
        parameters.words(
            "BASELINE_KIND",
            translate("Drugscene", "What the baseline is"),
            BaselineKind,
            translate("Drugscene", "What the polygons of the baseline are."),
            default=BaselineKind.LAND,
            only=(BaselineKind.LAND, BaselineKind.BUILT_UP, BaselineKind.POPULATION),
        ),
        people_field(translate("Drugscene", "Needed where the baseline is population.")),
    )


def given_polygons(
    given: Given, crs: str, progress: Progress = QUIET
) -> Tuple[Tuple[BaseGeometry, ...], Optional[Tuple[float, ...]]]:
    """The polygons of BASELINE in the store's CRS, and the people in each where a field was given; empty without a layer.

    Raises:
        Refusal: polygons that cannot be read, or numbers that are none: how many, and the first three with their rows.
    """
    if given.plain("BASELINE") is None:
        return (), None
    source = given.source("BASELINE")
    field = given.field("BASELINE_FIELD", source)
    rows = read_rows(source, crs, given.context.transformContext(), progress)
    polygons = [polygonal(row.geometry) if row.geometry is not None else None for row in rows]
    lost = [row.number for row, polygon in zip(rows, polygons) if polygon is None or polygon.is_empty]
    if lost:
        shown = ", ".join(map(str, lost[:3]))
        raise Refusal("baseline_polygons_empty", number=len(lost), shown=shown)
    kept = tuple(polygon for polygon in polygons if polygon is not None)
    return kept, tuple(_number(row.values.get(field)) for row in rows) if field else None


def _number(value: object) -> float:
    try:
        return float(str(value).strip().replace(",", "."))
    except ValueError:
        return float("nan")  # Baseline refuses it, with its row


def given_baseline(given: Given, crs: str, progress: Progress = QUIET) -> Baseline:
    """What densities are measured on."""
    polygons, people = given_polygons(given, crs, progress)
    if not polygons:
        return Baseline()
    kind = given.choice("BASELINE_KIND", BaselineKind)
    amounts: Optional[List[float]] = list(people or ()) or None
    return Baseline(kind, polygons, None if amounts is None or kind is not BaselineKind.POPULATION else tuple(amounts))
