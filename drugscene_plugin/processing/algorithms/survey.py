"""Measure whether residents near the scenes of a round see more of a problem."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

import numpy as np
from qgis.core import (
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...analysis.distance_bands import DistanceBands
from ...analysis.survey import MINIMUM_N, question
from ...domain.errors import Refusal
from ...domain.field import Profile
from ...domain.incident_fields import guessed_fields
from ...store import open_store
from ...store.response_rows import ReadColumns, places_of_columns, read_columns
from ...texts import translate
from ...texts.labels import code_label
from ...workflow.follow_up import keep, shown_figure
from ...workflow.measure_survey import SurveyAnswers, SurveyInquiry, measure_survey, quality_counts
from .. import incident_parameters as incidents
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..figure_output import figure_gives, figure_takes, tell_caveats, write_figure
from ..given import Given
from ..progress import FeedbackProgress


class Survey(DrugsceneAlgorithm):
    """``drugscene:survey``."""

    NAME = "survey"

    def title(self) -> str:
        return translate("Drugscene", "Survey by distance to the scenes")

    def group(self) -> str:
        return translate("Drugscene", "Follow-up")

    def groupId(self) -> str:
        return "followup"

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
            parameters.with_help(
                QgsProcessingParameterString("PROBLEM_VALUES", translate("Drugscene", "Answers that mean a problem")),
                translate("Drugscene", "As they stand in the field, with ; between them."),
            ),
            parameters.with_help(
                QgsProcessingParameterString(
                    "OTHER_VALUES", translate("Drugscene", "Answers that mean no problem"), optional=True
                ),
                translate(
                    "Drugscene", "With ; between them. Given, any other answer is refused and shown; none: all others."
                ),
            ),
            parameters.with_help(
                QgsProcessingParameterString(
                    "MISSING_VALUES", translate("Drugscene", "Answers that mean none was given"), optional=True
                ),
                translate("Drugscene", "With ; between them, beside empty ones."),
            ),
            incidents.field_of(
                "RESPONSES",
                "WEIGHT_FIELD",
                translate("Drugscene", "Field with the weight"),
                translate("Drugscene", "Above 0 in every row. None: every answer weighs the same."),
            ),
            parameters.with_help(
                QgsProcessingParameterString(
                    "BANDS", translate("Drugscene", "Distance bands (m)"), defaultValue="250;500;1000"
                ),
                translate("Drugscene", "Where the bands end, rising, with ; between them. The last band is beyond."),
            ),
            parameters.with_help(
                QgsProcessingParameterString(
                    "COVERAGE", translate("Drugscene", "Local police areas surveyed"), optional=True
                ),
                translate(
                    "Drugscene",
                    "Codes or names with ; between them; the others, and the county, are then not measured. None: all.",
                ),
            ),
            parameters.with_help(
                QgsProcessingParameterNumber(
                    "MINIMUM_N",
                    translate("Drugscene", "Fewest answers for a share"),
                    QgsProcessingParameterNumber.Integer,
                    defaultValue=MINIMUM_N,
                    minValue=1,
                ),
                translate("Drugscene", "Where fewer answered, no share is given."),
            ),
            *figure_takes(),
            *incidents.coordinate_fields("RESPONSES"),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return figure_gives()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        progress, crs = FeedbackProgress(feedback), store.info().crs
        source = given.source("RESPONSES")
        names = ("ANSWER_FIELD", "WEIGHT_FIELD", "DISTANCE_FIELD", "LPO_FIELD")
        fields = {name: given.field(name, source) for name in names}
        fields.update(_coordinates(given, source, bool(fields["DISTANCE_FIELD"])))
        inquiry = SurveyInquiry(
            label,
            question(
                _parts(given.text("PROBLEM_VALUES")),
                _parts(given.text("OTHER_VALUES")) or None,
                _parts(given.text("MISSING_VALUES")),
            ),
            given_bands(given.text("BANDS")),
            tuple(_parts(given.text("COVERAGE"))),
            int(given.number("MINIMUM_N")),
        )
        read = read_columns(source, [field for field in fields.values() if field], crs, progress.part(0.0, 0.6))
        measured = measure_survey(store, inquiry, _answers(read, fields, crs), progress.part(0.6, 1.0))
        for code, number in quality_counts(measured.result):
            feedback.pushInfo(f"{code_label('survey_quality', code)}: {number}")
        shown = shown_figure(measured.tables[0], given.choice("PROFILE", Profile))
        tell_caveats(shown, feedback)
        results = write_figure(self, given, shown)
        made_with = {
            "problem": sorted(inquiry.question.problem),
            "others": sorted(inquiry.question.others) if inquiry.question.others is not None else None,
            "missing": sorted(inquiry.question.missing),
            "bands": list(inquiry.bands.edges),
            "coverage": list(inquiry.coverage),
            "minimum_n": inquiry.minimum_n,
            "fields": {name.lower(): field for name, field in fields.items() if field},
        }
        keep(store, label, measured.tables, made_with, read.sha256, acting_person())
        counts = dict(quality_counts(measured.result))
        return {**results, "COUNT": counts["counted"], "ROWS": counts["responses"], "SHA256": read.sha256}


def _required(parameter: Any) -> Any:
    parameter.setFlags(parameter.flags() & ~type(parameter).FlagOptional)
    return parameter


def _parts(text: str) -> List[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def given_bands(text: str) -> DistanceBands:
    """Where the distance bands end.

    Raises:
        Refusal: ``distance_bands_invalid``.
    """
    try:
        return DistanceBands(tuple(float(part.replace(",", ".")) for part in _parts(text)))
    except ValueError as error:
        raise Refusal("distance_bands_invalid", bands=text) from error


def _coordinates(given: Given, source: QgsProcessingFeatureSource, measured: bool) -> Dict[str, str]:
    """The fields of the coordinates of a table without geometry, given or guessed; none where distances are given."""
    explicit = {name: given.field(name, source) for name in ("X_FIELD", "Y_FIELD")}
    spatial = QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.NullGeometry
    if spatial or measured or all(explicit.values()):
        return explicit
    guessed = guessed_fields(source.fields().names())
    return {"X_FIELD": explicit["X_FIELD"] or guessed.x, "Y_FIELD": explicit["Y_FIELD"] or guessed.y}


def _answers(read: ReadColumns, fields: Dict[str, str], crs: str) -> SurveyAnswers:
    def column(name: str) -> Optional[List[object]]:
        return read.values[fields[name]] if fields[name] else None

    places: Optional[np.ndarray] = read.places
    x, y = column("X_FIELD"), column("Y_FIELD")
    if x is not None and y is not None:
        places = places_of_columns(x, y, crs)
    return SurveyAnswers(
        column("ANSWER_FIELD") or [],
        places,
        column("DISTANCE_FIELD"),
        column("LPO_FIELD"),
        column("WEIGHT_FIELD"),
        read.sha256,
    )
