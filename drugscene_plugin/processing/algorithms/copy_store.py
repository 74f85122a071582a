"""Copy a store: from a file to a server, back, or to another file."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import QgsProcessingFeedback, QgsProcessingOutputDefinition

from ...store.copying import copy_store
from ...texts import translate
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..given import Given
from ..progress import FeedbackProgress


class CopyStore(DrugsceneAlgorithm):
    """``drugscene:copystore``."""

    NAME = "copystore"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Copy store")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Copies a store with everything in it, its log and decisions included, to a place where there is none: from a "
            "GeoPackage to a database server, back, or to another GeoPackage. People and their rights on a server are not "
            "copied.",
        )

    def takes(self):
        return (
            parameters.store_file(
                "FROM_STORE",
                translate("Drugscene", "Store to copy"),
                translate(
                    "Drugscene", "The path of a GeoPackage, or postgresql:NAME or service=NAME for a shared store."
                ),
            ),
            parameters.new_store(),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return ()

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        location = parameters.location_to_make(given)
        copy_store(given.text("FROM_STORE"), location, FeedbackProgress(feedback))
        return {"STORE": location}
