"""Decide what became of a scene."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...domain.lineage import LinkKind, ReasonCode
from ...store import open_store
from ...texts import translate
from ...workflow.decide_link import decide_link
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given


class DecideLink(DrugsceneAlgorithm):
    """``drugscene:decidelink``."""

    NAME = "decidelink"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Decide link")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Stores a person's decision about what became of a scene from the round before. It takes the place of what "
            "the machine proposes, and sets aside earlier decisions that it contradicts.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.string(
                "FROM_SCENE",
                translate("Drugscene", "From scene"),
                translate("Drugscene", "The id of the earlier scene. None for a new scene."),
                optional=True,
            ),
            parameters.string(
                "TO_SCENE",
                translate("Drugscene", "To scene"),
                translate("Drugscene", "The id of the later scene. None for a scene that has ceased."),
                optional=True,
            ),
            parameters.words(
                "KIND",
                translate("Drugscene", "Kind"),
                LinkKind,
                translate("Drugscene", "What happened. Rejected: the two scenes are not linked."),
                only=tuple(kind for kind in LinkKind if kind is not LinkKind.UNSURE),
            ),
            parameters.words(
                "REASON_CODE",
                translate("Drugscene", "Reason code"),
                ReasonCode,
                translate("Drugscene", "Why a scene is new, has returned or has ceased. These kinds need one."),
                optional=True,
            ),
            parameters.string(
                "REASON",
                translate("Drugscene", "Reason"),
                translate(
                    "Drugscene", "The reason in words: needed to reject a link, and to overrule what another decided."
                ),
                optional=True,
            ),
            parameters.person(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputString("DECISION", translate("Drugscene", "The kind that was decided")),
            QgsProcessingOutputString("AT", translate("Drugscene", "When it was decided (UTC)")),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        decision = decide_link(
            open_store(given.text("STORE")),
            given.text("ROUND"),
            given.text("FROM_SCENE"),
            given.text("TO_SCENE"),
            given.choice("KIND", LinkKind),
            given.text("BY") or acting_person(),
            given.choice("REASON_CODE", ReasonCode) if given.plain("REASON_CODE") is not None else None,
            given.text("REASON"),
        )
        return {"DECISION": decision.kind.value, "AT": decision.at}
