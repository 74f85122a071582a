"""Upgrade a store that an older version of the plugin made."""

from __future__ import annotations

from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...domain.errors import Refusal
from ...store.schema import VERSION
from ...store.upgrading import check_upgradable, upgrade_store, version_of
from ...texts import translate
from .. import parameters
from ..base import DrugsceneAlgorithm
from ..given import Given
from ..progress import FeedbackProgress


class UpgradeStore(DrugsceneAlgorithm):
    """``drugscene:upgradestore``."""

    NAME = "upgradestore"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Upgrade store")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Makes a store of an older version one of this version, whole or not at all. The old one is kept: a file beside "
            "it, or a schema of the database beside it that only its owner can read.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.flag(
                "CONFIRM",
                translate("Drugscene", "Upgrade it"),
                translate(
                    "Drugscene",
                    "Without this, nothing is done but to say what would be. Older plugins cannot open it then.",
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputString("KEPT", translate("Drugscene", "Where the old store is kept")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        location = given.text("STORE")
        found = version_of(location)
        check_upgradable(found, location)
        if not given.flag("CONFIRM"):
            raise Refusal("upgrade_not_confirmed", location=location, found=found, known=VERSION)
        return {"KEPT": upgrade_store(location, FeedbackProgress(feedback))}
