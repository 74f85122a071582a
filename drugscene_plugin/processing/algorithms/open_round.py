"""Open a mapping round."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Dict, Sequence, cast

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)

from ...domain.errors import Refusal
from ...store import open_store
from ...texts import translate
from ...texts.messages import message
from ...workflow.check_review import local_findings
from ...workflow.open_round import open_round
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person, push_lines
from ..given import Given
from ..progress import FeedbackProgress


class OpenRound(DrugsceneAlgorithm):
    """``drugscene:openround``."""

    NAME = "openround"
    GROUP = "round"

    def title(self) -> str:
        return translate("Drugscene", "Open round")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Opens a mapping round as a draft. The open scenes of an earlier round can be carried forward: they keep "
            "their ids, outlines, answers and tags, and wait as candidates to be confirmed. They are assigned anew to "
            "the areas that are valid on the reference date. Where the list says other than what was decided locally since, "
            "the log tells.",
        )

    def takes(self):
        return (
            parameters.store(),
            parameters.round_label(
                translate(
                    "Drugscene",
                    "The label of the new round, such as 2023 or 2023-11: letters, digits, dots, hyphens and underscores.",
                )
            ),
            parameters.day(
                "REF_DATE",
                translate("Drugscene", "Reference date"),
                translate("Drugscene", "The day whose state the round shows. The areas valid on that day are used."),
            ),
            parameters.string(
                "FROM_ROUND",
                translate("Drugscene", "Carry forward from round"),
                translate("Drugscene", "The earlier round whose open scenes are carried forward. None: start empty."),
                optional=True,
            ),
            parameters.string(
                "DEFINITION",
                translate("Drugscene", "Definition"),
                translate(
                    "Drugscene",
                    "The definition of an open drug scene that the round uses: D1, D2, D3, D4 or one of your own.",
                ),
                default="D1",
            ),
            parameters.string(
                "DELISTING",
                translate("Drugscene", "Rule for de-listing"),
                translate("Drugscene", "The rule by which a scene leaves the list: D5, D6 or one of your own."),
                default="D5",
            ),
            parameters.with_help(
                QgsProcessingParameterFile(
                    "OWN_DEFINITIONS",
                    translate("Drugscene", "File of own definitions"),
                    optional=True,
                    fileFilter=translate("Drugscene", "Definitions (*.json)") + ";;" + parameters.any_file(),
                ),
                translate(
                    "Drugscene",
                    "A file with definitions or de-listing rules of your own, laid out as resources/schemes/definitions.json "
                    "in the plugin's folder. It is kept with the round.",
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (QgsProcessingOutputNumber("COUNT", translate("Drugscene", "Number of scenes carried forward")),)

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        ref_date = cast(date, given.day("REF_DATE"))  # a parameter that is not optional was checked
        store, label = open_store(given.text("STORE")), given.text("ROUND")
        count = open_round(
            store,
            label,
            ref_date,
            acting_person(),
            given.text("FROM_ROUND"),
            given.text("DEFINITION"),
            given.text("DELISTING"),
            FeedbackProgress(feedback),
            _text_of(given.text("OWN_DEFINITIONS")),
        )
        opened = store.round(label.strip())
        found = local_findings(opened, store.scenes(opened.label), store.local_decisions())
        push_lines(feedback, [message(finding) for finding in found])
        return {"COUNT": count}


def _text_of(location: str) -> str:
    """The text of a file of definitions; nothing for no file."""
    if not location:
        return ""
    try:
        return Path(location).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("definitions_file_missing", location=location, reason=str(error)) from error
