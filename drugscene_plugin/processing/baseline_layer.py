"""The layer that densities are measured on: land, built-up area, or where people live."""

from __future__ import annotations

from typing import Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..analysis.zone_areas import Baseline, BaselineKind
from ..domain.progress import QUIET, Progress
from ..store.polygon_source import PeopledPolygons, peopled_polygons
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


def given_polygons(given: Given, crs: str, progress: Progress = QUIET) -> PeopledPolygons:
    """The polygons of BASELINE in the store's CRS, and the people in each where a field was given; empty without a layer.

    Raises:
        Refusal: see :func:`peopled_polygons`.
    """
    if given.plain("BASELINE") is None:
        return PeopledPolygons()
    source = given.source("BASELINE")
    field = given.field("BASELINE_FIELD", source)
    return peopled_polygons(source, field, crs, given.context.transformContext(), progress)


def given_baseline(given: Given, crs: str, progress: Progress = QUIET) -> Baseline:
    """What densities are measured on."""
    return given_polygons(given, crs, progress).baseline(given.choice("BASELINE_KIND", BaselineKind))
