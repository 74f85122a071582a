"""Record a local decision about a scene."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...domain.sign_off import LocalDecisionKind, SignOffRole
from ...store import open_store
from ...texts import translate
from ...workflow.record_decision import record_decision
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given


class RecordDecision(DrugsceneAlgorithm):
    """``drugscene:recorddecision``."""

    NAME = "recorddecision"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Record local decision")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Records what a local police area or municipality decided about a scene between rounds, such as that it was "
            "taken off the list. Opening, checking and publishing a round compare the list with it.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.scene(),
            parameters.day(
                "DATE", translate("Drugscene", "Date"), translate("Drugscene", "The day on which it was decided.")
            ),
            parameters.words(
                "DECISION",
                translate("Drugscene", "Decision"),
                LocalDecisionKind,
                translate("Drugscene", "Whether the scene was taken off the list, or classified as one."),
            ),
            parameters.words(
                "ROLE",
                translate("Drugscene", "Role"),
                SignOffRole,
                translate("Drugscene", "Whether a local police area or a municipality decided."),
                default=SignOffRole.LPO,
            ),
            parameters.person(),
            parameters.comment(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputString("SCENE", translate("Drugscene", "The scene's id")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        made = record_decision(
            open_store(given.text("STORE")),
            given.text("SCENE"),
            given.required_day("DATE"),
            given.choice("DECISION", LocalDecisionKind),
            given.choice("ROLE", SignOffRole),
            given.text("BY") or acting_person(),
            given.text("COMMENT"),
        )
        return {"SCENE": str(made.scene)}
