"""The plugin's algorithms, as QGIS's toolbox and ``qgis_process`` find them."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms.atlas import Atlas
from .algorithms.bring_back import BringBack
from .algorithms.change_test import ChangeTest
from .algorithms.check_out import CheckOutRound
from .algorithms.check_round import CheckRound
from .algorithms.concentration import Concentration
from .algorithms.copy_store import CopyStore
from .algorithms.correct_round import CorrectRound
from .algorithms.create_store import CreateStore
from .algorithms.decide_link import DecideLink
from .algorithms.export_round import ExportRound
from .algorithms.gun_violence import GunViolence
from .algorithms.import_areas import ImportAreas
from .algorithms.import_scenes import ImportScenes
from .algorithms.link_rounds import LinkRounds
from .algorithms.open_round import OpenRound
from .algorithms.publish_round import PublishRound
from .algorithms.record_decision import RecordDecision
from .algorithms.record_measure import RecordMeasure
from .algorithms.set_codes import SetCodes
from .algorithms.sign_off import SignOffRound
from .algorithms.survey import Survey
from .algorithms.upgrade_store import UpgradeStore

ALGORITHMS = (
    CreateStore,
    CopyStore,
    UpgradeStore,
    CheckOutRound,
    BringBack,
    ImportAreas,
    SetCodes,
    OpenRound,
    ImportScenes,
    CheckRound,
    LinkRounds,
    DecideLink,
    RecordDecision,
    RecordMeasure,
    SignOffRound,
    PublishRound,
    CorrectRound,
    ExportRound,
    Atlas,
    Concentration,
    GunViolence,
    Survey,
    ChangeTest,
)

UnsavedEdits = Callable[[str, str], bool]
"""Whether the panel holds unsaved edits of a round (its label) of a store (its location)."""

_ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "drugscene.svg"


def nothing_unsaved(location: str, label: str) -> bool:
    """There is no panel: nothing is unsaved."""
    return False


class DrugsceneProvider(QgsProcessingProvider):
    """The provider ``drugscene``. ``unsaved_edits`` is asked before an algorithm writes into a round."""

    def __init__(self, unsaved_edits: UnsavedEdits = nothing_unsaved) -> None:
        super().__init__()
        self.unsaved_edits = unsaved_edits

    def id(self) -> str:
        return "drugscene"

    def name(self) -> str:
        return "Drugscene"

    def icon(self) -> QIcon:
        return QIcon(str(_ICON))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
