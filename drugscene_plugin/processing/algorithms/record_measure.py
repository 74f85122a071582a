"""Record a measure at a place."""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...domain.measure import MEASURE_CODES, MeasureState
from ...store import open_store
from ...texts import translate
from ...workflow.record_measure import record_measure
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given

MeasureType = Enum("MeasureType", {code.upper(): code for code in MEASURE_CODES["measure_type"]})  # type: ignore[misc]
Actor = Enum("Actor", {code.upper(): code for code in MEASURE_CODES["measure_actor"]})  # type: ignore[misc]


class RecordMeasure(DrugsceneAlgorithm):
    """``drugscene:recordmeasure``."""

    NAME = "recordmeasure"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Record measure")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Records a measure at a scene's place. Recorded again with the same scene, type, actor and first day, it "
            "says how the measure now stands.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.scene(),
            parameters.words(
                "TYPE", translate("Drugscene", "Type"), MeasureType, translate("Drugscene", "What is done.")
            ),
            parameters.words("ACTOR", translate("Drugscene", "Actor"), Actor, translate("Drugscene", "Who does it.")),
            parameters.day("FROM", translate("Drugscene", "From"), translate("Drugscene", "The first day.")),
            parameters.day(
                "TO",
                translate("Drugscene", "To"),
                translate("Drugscene", "The last day. None: not ended."),
                optional=True,
            ),
            parameters.words(
                "STATE",
                translate("Drugscene", "State"),
                MeasureState,
                translate("Drugscene", "How far it has come."),
                default=MeasureState.ONGOING,
            ),
            parameters.string(
                "NOTE",
                translate("Drugscene", "Note"),
                translate("Drugscene", "A note. No personal data."),
                optional=True,
            ),
            parameters.person(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputString("SCENE", translate("Drugscene", "The scene's id")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        made = record_measure(
            open_store(given.text("STORE")),
            given.text("SCENE"),
            given.word("TYPE"),
            given.word("ACTOR"),
            given.required_day("FROM"),
            given.day("TO"),
            given.choice("STATE", MeasureState),
            given.text("NOTE"),
            given.text("BY") or acting_person(),
        )
        return {"SCENE": str(made.scene)}
