"""Test whether crime changed at the ceased scenes, or moved next door."""

from __future__ import annotations

from typing import Any, Dict, Sequence, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterFeatureSource,
)
from shapely.geometry.base import BaseGeometry

from ...store import open_store
from ...store.polygon_source import control_polygons
from ...texts import translate
from ...workflow.follow_up import asked_groups
from ...workflow.measure_change import ChangeQuestion, measure_change, question_parameters
from .. import incident_parameters as incidents
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..figure_output import figure_gives, figure_takes, hand_over, tell_quality
from ..given import Given
from ..progress import FeedbackProgress
from .concentration import from_round


class ChangeTest(DrugsceneAlgorithm):
    """``drugscene:changetest``."""

    NAME = "changetest"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Did crime change, or move next door?")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "The weighted displacement difference (Wheeler and Ratcliffe 2018) of every scene that ceased and of all "
            "together: how the number of incidents changed there and in the ring around it, against a control and its "
            "ring. Controls are areas of your own, or remaining scenes with about as many incidents before. Counts below "
            "10 give no test. It shows a difference, not its cause.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(
                translate("Drugscene", "The later round: what ceased is what was open in the earlier one and no more.")
            ),
            from_round(),
            incidents.layer(
                "INCIDENTS",
                translate("Drugscene", "Incidents"),
                translate(
                    "Drugscene",
                    "A layer of points, a CSV file with coordinates in two columns, or an archive of GeoParquet files. Nothing of "
                    "its rows is kept.",
                ),
            ),
            *incidents.incident_fields("INCIDENTS"),
            *incidents.period(),
            *incidents.other_period(optional=False),
            incidents.code_sets(),
            _areas(
                "CONTROL",
                translate("Drugscene", "Control areas"),
                translate(
                    "Drugscene",
                    "Polygons that the scenes are compared with. None: each is matched with a scene that remained.",
                ),
            ),
            _areas(
                "CONTROL_DISPLACEMENT",
                translate("Drugscene", "Areas beside the control"),
                translate("Drugscene", "Polygons in place of the ring around the control areas. None: that ring."),
            ),
            incidents.band(),
            *figure_takes(),
            *incidents.coordinate_fields("INCIDENTS"),
            incidents.dated_by(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return figure_gives()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        crs, progress = store.info().crs, FeedbackProgress(feedback)
        source, fields = incidents.given_incidents(given, "INCIDENTS", crs, ("start", "code"))
        question = ChangeQuestion(
            label=label,
            first=incidents.given_period(given),
            second=incidents.given_period(given, "FROM2", "TO2"),
            groups=asked_groups(given.text("CODE_SETS")),
            band=float(given.number("BAND")),
            from_round=given.text("FROM_ROUND"),
            control=_polygons(given, "CONTROL", crs),
            control_displacement=_polygons(given, "CONTROL_DISPLACEMENT", crs),
            rules=incidents.given_rules(given),
        )
        measured = measure_change(store, question, source, progress)
        tell_quality(measured.quality, feedback, question.groups)
        made_with = {**question_parameters(question, measured), "fields": dict(fields)}
        quality = measured.quality[1].quality
        return hand_over(self, given, feedback, store, measured, made_with, quality.counted, quality.rows)


def _areas(name: str, label: str, text: str) -> QgsProcessingParameterFeatureSource:
    made = QgsProcessingParameterFeatureSource(name, label, [QgsProcessing.TypeVectorPolygon], optional=True)
    return parameters.with_help(made, text)


def _polygons(given: Given, name: str, crs: str) -> Tuple[BaseGeometry, ...]:
    """The polygons of a layer in the store's CRS, mended; none where no layer was given.

    Raises:
        Refusal: ``control_areas_empty``: a layer was given, and there is no polygon in it.
    """
    if given.plain(name) is None:
        return ()
    return control_polygons(given.source(name), name, crs, given.context.transformContext())
