"""Set a code list of one's own."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from ...domain.scene_fields import USER_CODE_LISTS
from ...store import open_store
from ...texts import translate
from ...workflow.set_codes import set_codes
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given


class SetCodes(DrugsceneAlgorithm):
    """``drugscene:setcodes``."""

    NAME = "setcodes"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Set code list")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Sets the codes of a list of your own, such as the categories of scenes. They take the place of the codes "
            "that the list had; scenes keep theirs, and the checks tell of codes that the list no longer has.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.string(
                "CODE_LIST",
                translate("Drugscene", "Code list"),
                translate("Drugscene", "The list: category."),
                default=USER_CODE_LISTS[0],
            ),
            parameters.with_help(
                QgsProcessingParameterString("CODES", translate("Drugscene", "Codes"), multiLine=True),
                translate(
                    "Drugscene",
                    "One code a line, or with | between: code; Swedish text; English text. They are kept in this order.",
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of codes")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        store = open_store(given.text("STORE"))
        return {"COUNT": set_codes(store, given.text("CODE_LIST"), given.text("CODES"), acting_person())}
