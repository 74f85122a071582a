"""Measure whether residents near the scenes of a round see more of a problem."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
)

from ...analysis.survey import MINIMUM_N, question
from ...store import open_store
from ...store.point_input import PointInput
from ...store.survey_source import survey_answers
from ...texts import translate
from ...texts.labels import code_label
from ...workflow.measure_survey import (
    SurveyFields,
    SurveyInquiry,
    asked_bands,
    measure_survey,
    placed_fields,
    quality_counts,
    question_parameters,
)
from .. import incident_parameters as incidents
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..figure_output import figure_gives, figure_takes, hand_over
from ..given import Given
from ..progress import FeedbackProgress


class Survey(DrugsceneAlgorithm):
    """``drugscene:survey``."""

    NAME = "survey"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Survey by distance to the scenes")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "The weighted share of respondents who see a problem, by distance to the nearest open scene of the round, for "
            "the county and the local police areas: with its interval, its number of answers, the difference and the "
            "ratio to those who live beyond, and how many left the question out. A county figure appears only where all "
            "local police areas were surveyed. Answers are read, counted and forgotten.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            incidents.layer(
                "RESPONSES",
                translate("Drugscene", "Answers"),
                translate(
                    "Drugscene",
                    "A layer of points, one a respondent, or a table with the distance and the local police area. Nothing of "
                    "its rows is kept.",
                ),
            ),
            incidents.field_of(
                "RESPONSES",
                "DISTANCE_FIELD",
                translate("Drugscene", "Field with the distance"),
                translate("Drugscene", "Metres to the nearest scene of the round, for tables without points."),
            ),
            incidents.field_of(
                "RESPONSES",
                "LPO_FIELD",
                translate("Drugscene", "Field with the local police area"),
                translate("Drugscene", "Its code or name, for tables without points."),
            ),
            _required(
                incidents.field_of(
                    "RESPONSES",
                    "ANSWER_FIELD",
                    translate("Drugscene", "Field with the answer"),
                    translate("Drugscene", "The answer to the question."),
                )
            ),
            parameters.string(
                "PROBLEM_VALUES",
                translate("Drugscene", "Answers that mean a problem"),
                translate("Drugscene", "As they stand in the field, with ; between them."),
            ),
            parameters.string(
                "OTHER_VALUES",
                translate("Drugscene", "Answers that mean no problem"),
                translate(
                    "Drugscene", "With ; between them. Given, any other answer is refused and shown; none: all others."
                ),
                optional=True,
            ),
            parameters.string(
                "MISSING_VALUES",
                translate("Drugscene", "Answers that mean none was given"),
                translate("Drugscene", "With ; between them, beside empty ones."),
                optional=True,
            ),
            incidents.field_of(
                "RESPONSES",
                "WEIGHT_FIELD",
                translate("Drugscene", "Field with the weight"),
                translate("Drugscene", "Above 0 in every row. None: every answer weighs the same."),
            ),
            parameters.string(
                "BANDS",
                translate("Drugscene", "Distance bands (m)"),
                translate("Drugscene", "Where the bands end, rising, with ; between them. The last band is beyond."),
                default="250;500;1000",
            ),
            parameters.string(
                "COVERAGE",
                translate("Drugscene", "Local police areas surveyed"),
                translate(
                    "Drugscene",
                    "Codes or names with ; between them; the others, and the county, are then not measured. None: all.",
                ),
                optional=True,
            ),
            parameters.whole_number(
                "MINIMUM_N",
                translate("Drugscene", "Fewest answers for a share"),
                translate("Drugscene", "Where fewer answered, no share is given."),
                default=MINIMUM_N,
                least=1,
            ),
            *figure_takes(),
            *incidents.coordinate_fields("RESPONSES"),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return figure_gives()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        progress, crs = FeedbackProgress(feedback), store.info().crs
        found = incidents.given_input(given, "RESPONSES", row_by_row=True)
        fields = _fields(given, found)
        inquiry = SurveyInquiry(
            label,
            question(
                _parts(given.text("PROBLEM_VALUES")),
                _parts(given.text("OTHER_VALUES")) or None,
                _parts(given.text("MISSING_VALUES")),
            ),
            asked_bands(given.text("BANDS")),
            tuple(_parts(given.text("COVERAGE"))),
            int(given.number("MINIMUM_N")),
        )
        answers = survey_answers(found, fields, crs, progress.part(0.0, 0.6))
        measured = measure_survey(store, inquiry, answers, progress.part(0.6, 1.0))
        for code, number in quality_counts(measured.result):
            feedback.pushInfo(f"{code_label('survey_quality', code)}: {number}")
        made_with = {**question_parameters(inquiry), "fields": dict(fields.named())}
        counts = dict(quality_counts(measured.result))
        return hand_over(self, given, feedback, store, measured, made_with, counts["counted"], counts["responses"])


def _required(parameter: Any) -> Any:
    parameter.setFlags(parameter.flags() & ~type(parameter).FlagOptional)
    return parameter


def _parts(text: str) -> List[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _fields(given: Given, found: PointInput) -> SurveyFields:
    """The fields of the answers; coordinates are guessed for a table that needs them, and not where distances are given."""

    def chosen(name: str) -> str:
        return given.field_among(name, found.names, found.title)

    fields = SurveyFields(
        answer=chosen("ANSWER_FIELD"),
        weight=chosen("WEIGHT_FIELD"),
        distance=chosen("DISTANCE_FIELD"),
        lpo=chosen("LPO_FIELD"),
        x=chosen("X_FIELD"),
        y=chosen("Y_FIELD"),
    )
    return placed_fields(fields, found.names, found.spatial)
