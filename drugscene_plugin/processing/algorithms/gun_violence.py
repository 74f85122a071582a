"""Measure how much of the gun violence lies in and near the scenes of a round."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
)

from ...analysis.gun_violence import SEED
from ...store import open_store
from ...texts import translate
from ...workflow.measure_gun_violence import GunQuestion, asked_distances, measure_gun_violence, question_parameters
from .. import incident_parameters as incidents
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..baseline_layer import baseline_layer, given_polygons, people_field
from ..figure_output import figure_gives, figure_takes, hand_over, tell_quality
from ..given import Given
from ..progress import FeedbackProgress


class GunViolence(DrugsceneAlgorithm):
    """``drugscene:gunviolence``."""

    NAME = "gunviolence"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Shootings near the scenes")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "The share of shootings inside the open scenes of a round and within some distances of them, and the share of "
            "scenes with at least one, against what as many points thrown at random on the populated area would give. "
            "Pairs of shootings close in space and time are counted as well. Shootings are a layer of their own: no crime "
            "code stands for them. Rows are read, counted and forgotten.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            incidents.layer(
                "SHOOTINGS",
                translate("Drugscene", "Shootings"),
                translate(
                    "Drugscene",
                    "A layer of points, or a CSV file with coordinates in two columns. Nothing of its rows is kept.",
                ),
            ),
            incidents.date_field("SHOOTINGS"),
            *incidents.period(),
            parameters.string(
                "DISTANCES",
                translate("Drugscene", "Distances (m)"),
                translate("Drugscene", "With ; between them; 0 is inside."),
                default="0;100;250;500",
            ),
            baseline_layer(
                translate(
                    "Drugscene", "Polygons where people live. None: there is no comparison with chance, and it is said."
                )
            ),
            people_field(
                translate("Drugscene", "Points are thrown by people. None: evenly over the area of the polygons.")
            ),
            parameters.whole_number(
                "SEED",
                translate("Drugscene", "Seed"),
                translate("Drugscene", "The same seed gives the same figures."),
                default=SEED,
                least=0,
            ),
            *figure_takes(),
            *incidents.coordinate_fields("SHOOTINGS"),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return figure_gives()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        crs, progress = store.info().crs, FeedbackProgress(feedback)
        source, fields = incidents.given_incidents(
            given, "SHOOTINGS", crs, ("start",), ("code", "count", "end"), row_by_row=True
        )
        polygons, people = given_polygons(given, crs, progress.part(0.0, 0.1))
        question = GunQuestion(
            label,
            incidents.given_period(given),
            asked_distances(given.text("DISTANCES")),
            polygons,
            people,
            int(given.number("SEED")),
        )
        measured = measure_gun_violence(store, question, source(), progress.part(0.1, 1.0))
        tell_quality([measured.quality], feedback)
        made_with = {**question_parameters(question), "fields": dict(fields)}
        quality = measured.quality.quality
        return hand_over(self, given, feedback, store, measured, made_with, quality.counted, quality.rows)
