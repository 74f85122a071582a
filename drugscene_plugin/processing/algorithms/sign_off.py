"""Sign off a round for an area."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
)

from ...domain.sign_off import NO_SCENES, SignOffDecision, SignOffRole
from ...store import open_store
from ...texts import translate
from ...workflow.sign_off import sign_off
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given


class SignOffRound(DrugsceneAlgorithm):
    """``drugscene:signoff``."""

    NAME = "signoff"
    GROUP = "followup"

    def title(self) -> str:
        return translate("Drugscene", "Sign off")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Approves or objects to the scenes of a local police area or municipality in a round, as they stand now. A "
            "scene that is changed afterwards is no longer signed. An area without scenes signs that it has none.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.words(
                "ROLE",
                translate("Drugscene", "Role"),
                SignOffRole,
                translate("Drugscene", "Whether a local police area or a municipality signs."),
            ),
            parameters.string("CODE", translate("Drugscene", "Code"), translate("Drugscene", "The area's code.")),
            parameters.words(
                "DECISION",
                translate("Drugscene", "Decision"),
                SignOffDecision,
                translate("Drugscene", "Whether the area approves or objects."),
            ),
            parameters.person(),
            parameters.comment(),
            parameters.string(
                "SCENES",
                translate("Drugscene", "Scenes"),
                translate("Drugscene", "The ids of some of the area's scenes, with ; between. None: all of them."),
                optional=True,
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of scenes signed")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        made = sign_off(
            open_store(given.text("STORE")),
            given.text("ROUND"),
            given.choice("ROLE", SignOffRole),
            given.text("CODE"),
            given.choice("DECISION", SignOffDecision),
            given.text("BY") or acting_person(),
            given.text("COMMENT"),
            tuple(scene.strip() for scene in given.text("SCENES").split(";") if scene.strip()),
        )
        return {"COUNT": sum(one.scene != NO_SCENES for one in made)}
