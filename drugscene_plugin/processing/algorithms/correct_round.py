"""Correct a published round."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
)

from ...store import open_store
from ...texts import translate
from ...workflow.correct_round import correct_round
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given


class CorrectRound(DrugsceneAlgorithm):
    """``drugscene:correctround``."""

    NAME = "correctround"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Correct round")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Opens a published round again as a new revision, for a reason that is listed among the errata. What was "
            "published stays readable and can be exported.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.string(
                "REASON",
                translate("Drugscene", "Reason"),
                translate(
                    "Drugscene", "Why it is corrected: listed among the errata of the package. No personal data."
                ),
            ),
            parameters.person(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("REVISION", translate("Drugscene", "The revision that is now open")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        made = correct_round(
            open_store(given.text("STORE")),
            given.text("ROUND"),
            given.text("REASON"),
            given.text("BY") or acting_person(),
        )
        return {"REVISION": made.revision}
