"""Measure how much of the crime lies in and beside the scenes of a round."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Sequence, Tuple

from qgis.core import QgsProcessingFeedback, QgsProcessingOutputDefinition, QgsProcessingParameterString

from ...analysis.area_totals import NO_ZONES
from ...analysis.concentration import Region
from ...store import open_store
from ...texts import translate
from ...texts.labels import code_label
from ...workflow import measure_area_totals as area_totals
from ...workflow.follow_up import Basis, asked_groups
from ...workflow.measure_concentration import ConcentrationQuestion, measure_concentration, question_parameters
from ...workflow.ports import ReviewStore
from .. import incident_parameters as incidents
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..baseline_layer import baseline_takes, given_baseline
from ..figure_output import figure_gives, figure_takes, hand_over, tell_quality, tell_unmatched
from ..given import Given
from ..progress import FeedbackProgress


class Concentration(DrugsceneAlgorithm):
    """``drugscene:concentration``."""

    NAME = "concentration"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Crime in and beside the scenes")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Counts incidents inside the open scenes of a round, beside them and elsewhere, for the county, the local "
            "police areas, the municipalities and the scenes, by crime group, in one pass. Each figure comes with its "
            "denominator, its interval and what to bear in mind. Rows are read, counted and forgotten; the figures are "
            "kept in the store. With a second period the change is shown as well, and how much of it came from moved "
            "outlines.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            incidents.layer(
                "INCIDENTS",
                translate("Drugscene", "Incidents"),
                translate(
                    "Drugscene",
                    "A layer of points, a CSV file with coordinates in two columns, or an archive of GeoParquet files; or a "
                    "table whose rows name their LPO or municipality instead, for totals by area. Nothing of its rows is kept.",
                ),
            ),
            *incidents.incident_fields("INCIDENTS"),
            *incidents.period(),
            from_round(),
            *incidents.other_period(optional=True),
            parameters.words(
                "REGION",
                translate("Drugscene", "Elsewhere is"),
                Region,
                translate("Drugscene", "Whether scenes are compared with the rest of the county or of their own LPO."),
                default=Region.COUNTY,
            ),
            incidents.code_sets(),
            incidents.band(),
            parameters.words(
                "BASIS",
                translate("Drugscene", "Outlines"),
                Basis,
                translate(
                    "Drugscene",
                    "own: each period within its own round's outlines; previous: within the earlier round's; union: within "
                    "both together.",
                ),
                default=Basis.OWN,
            ),
            *baseline_takes(),
            *figure_takes(),
            *incidents.coordinate_fields("INCIDENTS"),
            incidents.dated_by(),
            *incidents.area_name_fields("INCIDENTS"),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return figure_gives()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        crs, progress = store.info().crs, FeedbackProgress(feedback)
        totals = incidents.given_area_totals(given, "INCIDENTS", crs, ("start", "code"))
        if totals is not None:
            return self._by_area(given, store, totals, progress, feedback)
        source, fields = incidents.given_incidents(given, "INCIDENTS", crs, ("start", "code"))
        question = ConcentrationQuestion(
            label=label,
            period=incidents.given_period(given),
            groups=asked_groups(given.text("CODE_SETS")),
            band=float(given.number("BAND")),
            from_round=given.text("FROM_ROUND"),
            other_period=incidents.given_other_period(given),
            region=given.choice("REGION", Region),
            basis=given.choice("BASIS", Basis),
            baseline=given_baseline(given, crs, progress.part(0.0, 0.1)),
            rules=incidents.given_rules(given),
        )
        measured = measure_concentration(store, question, source, progress.part(0.1, 0.95))
        tell_quality(measured.quality, feedback, question.groups)
        made_with = {**question_parameters(question, measured), "fields": dict(fields)}
        quality = measured.quality[0].quality
        return hand_over(self, given, feedback, store, measured, made_with, quality.counted, quality.rows)

    def _by_area(
        self,
        given: Given,
        store: ReviewStore,
        totals: Tuple[incidents.OpenSource, Mapping[str, str]],
        progress: FeedbackProgress,
        feedback: QgsProcessingFeedback,
    ) -> Dict[str, Any]:
        """Totals by area, of a table without coordinates."""
        feedback.pushWarning(code_label("caveat", NO_ZONES))
        (source, fields), asked = totals, given.text("CODE_SETS")
        question = area_totals.AreaTotalsQuestion(
            label=given.text("ROUND"),
            period=incidents.given_period(given),
            groups=asked_groups(asked),
            own_kinds=not asked,
            other_period=incidents.given_other_period(given),
            rules=incidents.given_rules(given),
        )
        measured = area_totals.measure_area_totals(store, question, source, progress)
        tell_quality(measured.quality, feedback)
        tell_unmatched(measured.unmatched, feedback)
        made_with = {**area_totals.question_parameters(question), "fields": dict(fields)}
        counted, rows = measured.quality[0].quality.counted, measured.quality[0].quality.rows
        return hand_over(self, given, feedback, store, measured, made_with, counted, rows, told=(NO_ZONES,))


def from_round() -> QgsProcessingParameterString:
    """The round that is compared with."""
    return parameters.string(
        "FROM_ROUND",
        translate("Drugscene", "Earlier round"),
        translate("Drugscene", "The round of the earlier of the two periods. None: the round before."),
        optional=True,
    )
