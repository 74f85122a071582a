"""Publish a round."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...domain.errors import Refusal
from ...store import open_store
from ...texts import translate
from ...texts.messages import message
from ...workflow.publish_round import PublicationRefused, publish_round, readiness
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person, push_lines
from ..given import Given
from ..progress import FeedbackProgress


class PublishRound(DrugsceneAlgorithm):
    """``drugscene:publishround``."""

    NAME = "publishround"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Publish round")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Publishes a round: its scenes, links and sign-offs are kept as they are, and can no longer be changed. It is "
            "refused, with all reasons at once, while the round has errors, undecided scenes or links, sign-offs that "
            "are missing or void, or a ledger that does not reconcile.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.person(),
            parameters.flag(
                "CONFIRM",
                translate("Drugscene", "Confirm"),
                translate(
                    "Drugscene", "Publish. Without it nothing is written: only what stands against publishing is told."
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputNumber("REVISION", translate("Drugscene", "The revision that was published")),
            QgsProcessingOutputString("CHECKSUM", translate("Drugscene", "Its checksum (SHA-256)")),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        self.refuse_unsaved_edits(given.text("STORE"), label)
        try:
            if not given.flag("CONFIRM"):
                ready = readiness(store, label, FeedbackProgress(feedback))
                if ready.obstacles:
                    raise PublicationRefused(ready.mapping_round, ready.obstacles)
                raise Refusal("publish_not_confirmed", round=label)
            made = publish_round(store, label, given.text("BY") or acting_person(), FeedbackProgress(feedback))
        except PublicationRefused as refused:
            lines: List[str] = [message(obstacle) for obstacle in refused.obstacles]
            push_lines(feedback, lines)
            raise QgsProcessingException("\n".join([message(refused), *lines])) from refused
        return {"REVISION": made.round.revision, "CHECKSUM": made.checksum}
