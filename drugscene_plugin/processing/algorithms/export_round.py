"""Export a round: its annual layer and its summary tables, as one package."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Dict, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFolder,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from ...domain.disclosure import OutlineForm
from ...domain.field import Profile
from ...domain.goal import Goal
from ...reports.package import write_package
from ...store import open_store
from ...texts import translate
from ...workflow.export_round import export_round
from .. import content_parameters, parameters
from ..base import DrugsceneAlgorithm, acting_person
from ..given import Given
from ..progress import FeedbackProgress


class ExportRound(DrugsceneAlgorithm):
    """``drugscene:exportround``."""

    NAME = "exportround"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Export round")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Writes the annual package of a round: the layer of its scenes with its style, the summary tables for the "
            "county, the local police areas, the municipalities and the scenes, and a manifest. The package appears "
            "whole or not at all; one of the same name is replaced. For the public there are published rounds alone, "
            "open scenes alone, and no outline as it was drawn; a table says what was withheld and why.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(),
            content_parameters.profile(),
            *content_parameters.small_numbers(),
            content_parameters.outlines(),
            content_parameters.language(),
            content_parameters.revision(),
            parameters.string(
                "DIVISION",
                translate("Drugscene", "Division of the ledger"),
                translate(
                    "Drugscene",
                    "Which areas the ledger reports both rounds on: those of this round, of the previous one, or those "
                    "valid on a day such as 2025-01-01. Write this, previous or the day.",
                ),
                default="this",
            ),
            parameters.whole_number(
                "GOAL_SCENES",
                translate("Drugscene", "Goal: number of scenes"),
                translate(
                    "Drugscene",
                    "At most how many open drug scenes the county wants. Charts by round show it; none: no goal.",
                ),
                least=0,
                optional=True,
            ),
            parameters.with_help(
                QgsProcessingParameterNumber(
                    "GOAL_AREA",
                    translate("Drugscene", "Goal: area of the scenes (m²)"),
                    QgsProcessingParameterNumber.Double,
                    optional=True,
                    minValue=0,
                ),
                translate("Drugscene", "At most how much area the open drug scenes are to have together."),
            ),
            parameters.day(
                "GOAL_DATE",
                translate("Drugscene", "Goal: by which day"),
                translate("Drugscene", "The day by which the goal is to be reached."),
                optional=True,
            ),
            parameters.flag(
                "MAPS",
                translate("Drugscene", "Maps"),
                translate(
                    "Drugscene",
                    "Whether the package has the folder maps: the county's overview, a sheet for each local police area "
                    "and a page for each scene, as PDF. They take most of the time.",
                ),
                default=True,
            ),
            parameters.with_help(
                QgsProcessingParameterFile(
                    "FOLDER", translate("Drugscene", "Folder"), QgsProcessingParameterFile.Folder
                ),
                translate("Drugscene", "Where the package's own folder is put. It is made when it is missing."),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputFolder("PACKAGE", translate("Drugscene", "The package's folder")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        package = export_round(
            open_store(given.text("STORE")),
            given.text("ROUND"),
            given.choice("PROFILE", Profile),
            given.word("LANGUAGE"),
            Path(given.text("FOLDER")),
            partial(write_package, maps=given.flag("MAPS")),
            FeedbackProgress(feedback),
            threshold=int(given.number("THRESHOLD")),
            revision=None if given.plain("REVISION") is None else int(given.number("REVISION")),
            division=given.text("DIVISION"),
            show_zero=given.flag("SHOW_ZERO"),
            minimum_n=int(given.number("MINIMUM_N")),
            outlines=given.choice("OUTLINES", OutlineForm),
            by=acting_person(),
            goal=_goal(given),
        )
        return {"PACKAGE": str(package)}


def _goal(given: Given) -> Goal:
    scenes = None if given.plain("GOAL_SCENES") is None else int(given.number("GOAL_SCENES"))
    area = None if given.plain("GOAL_AREA") is None else given.number("GOAL_AREA")
    return Goal(scenes, area, given.day("GOAL_DATE"))
