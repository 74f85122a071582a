"""Check out a draft into a file, to be edited without network."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from ...domain.errors import Refusal
from ...store import is_shared_location, open_store
from ...store.checked_out_file import make_checked_out_file
from ...texts import translate
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given
from ..progress import FeedbackProgress


class CheckOutRound(DrugsceneAlgorithm):
    """``drugscene:checkout``."""

    NAME = "checkout"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Check out for work offline")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Takes a draft along in a GeoPackage, to be edited without network and brought back: areas, categories, the draft "
            "with all its scenes, and the round before it. The scenes of the local police areas that are named may be edited; "
            "the others are there to be seen. Others go on editing in the store meanwhile.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            parameters.string(
                "LPOS",
                translate("Drugscene", "Local police areas"),
                translate(
                    "Drugscene",
                    "The codes of the areas whose scenes are to be edited, with ; between them. None: all that you may edit.",
                ),
                optional=True,
            ),
            parameters.with_help(
                QgsProcessingParameterFileDestination(
                    "FILE", translate("Drugscene", "File to take along"), parameters.store_filter()
                ),
                translate(
                    "Drugscene",
                    "The path of the GeoPackage to make. There must be nothing there: nothing is overwritten.",
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of scenes taken along")),
            QgsProcessingOutputNumber("EDITABLE", translate("Drugscene", "Number of these that may be edited")),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        location, label, path = given.text("STORE"), given.text("ROUND"), given.text("FILE")
        if path in ("", QgsProcessing.TEMPORARY_OUTPUT):
            raise Refusal("parameter_missing", parameter="FILE")
        if is_shared_location(path):
            raise Refusal("parameter_value_invalid", parameter="FILE", value=path)
        store = open_store(location)
        self.refuse_unsaved_edits(location, label)
        lpos = given.text("LPOS").split(";")
        taken = make_checked_out_file(store, label, path, acting_person(), lpos, FeedbackProgress(feedback))
        return {"FILE": path, "COUNT": len(taken.check_out.base), "EDITABLE": taken.editable}
