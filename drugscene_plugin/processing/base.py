"""What all algorithms have in common: checked values, coded refusals in words, progress, and nothing half done."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence, Tuple

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
)

from ..domain.errors import Cancelled, Refusal
from ..settings import Settings
from ..texts import translate
from ..texts.messages import message
from ..workflow.ports import StaleEdit
from .given import Given, checked

MOST_LINES = 20
"""So many lines of one kind go to the log; the rest are counted."""


class DrugsceneAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of this plugin. A subclass names itself, declares what it takes and gives, and does the work.

    ``perform`` gets values that are checked. What it refuses (``Refusal``, ``StaleEdit``, ``Cancelled``) the user reads
    as one sentence; anything else that is raised is a bug and stays a traceback. All of it may run in a thread of its
    own: nothing here touches the open project.
    """

    NAME = ""
    """The algorithm's id within the provider; never changed, since scripts and models use it."""

    GROUP = ""
    """Under which heading it stands in the toolbox: ``store``, ``round`` or ``followup``."""

    def title(self) -> str:
        """What the algorithm is called in the toolbox."""
        raise NotImplementedError

    def help(self) -> str:
        """What it does, in a few sentences."""
        raise NotImplementedError

    def takes(self) -> Sequence[QgsProcessingParameterDefinition]:
        """Its parameters, in the contract's order, each with its help."""
        raise NotImplementedError

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        """Its results, but for those that a destination parameter declares by itself."""
        raise NotImplementedError

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        """Do the work; the results by name."""
        raise NotImplementedError

    # What QGIS asks for.

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return self.title()

    def group(self) -> str:
        titles = {
            "store": translate("Drugscene", "Store"),
            "round": translate("Drugscene", "Round"),
            "followup": translate("Drugscene", "Follow-up"),
        }
        return titles[self.GROUP]

    def groupId(self) -> str:
        return self.GROUP

    def shortHelpString(self) -> str:
        return self.help()

    def createInstance(self) -> QgsProcessingAlgorithm:
        return type(self)()

    def initAlgorithm(self, configuration: Mapping[str, Any] = {}) -> None:
        for parameter in self.takes():
            self.addParameter(parameter)
        for output in self.gives():
            self.addOutput(output)

    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        try:
            given = checked(self, parameters, context)
        except Refusal as refusal:
            return False, message(refusal)
        return super().checkParameterValues(given.parameters, context)

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        try:
            # Again, since a script may call run() without asking for the check.
            return self.perform(checked(self, parameters, context), feedback)
        except Refusal as refusal:
            raise QgsProcessingException(message(refusal)) from refusal
        except StaleEdit as stale:
            scenes = ", ".join(conflict.scene_id for conflict in stale.conflicts[:10])
            raise QgsProcessingException(message(Refusal("edit_stale", scenes=scenes))) from stale
        except Cancelled as cancelled:
            raise QgsProcessingException(translate("Drugscene", "Cancelled. Nothing was changed.")) from cancelled

    # What subclasses use.

    def refuse_unsaved_edits(self, location: str, label: str) -> None:
        """Refuse to write into a round of which the panel holds edits that are not saved.

        Raises:
            Refusal: it does.
        """
        provider = self.provider()
        if provider is not None and provider.unsaved_edits(location, label):
            raise Refusal("unsaved_edits", round=label)


def acting_person() -> str:
    """Who is written into the change log as having done it: as set in the plugin, or the account's name."""
    return Settings().person


def push_lines(feedback: QgsProcessingFeedback, lines: List[str]) -> None:
    """Put lines into the log as warnings, and beyond a number that a person reads only how many more there are."""
    for line in lines[:MOST_LINES]:
        feedback.pushWarning(line)
    if len(lines) > MOST_LINES:
        feedback.pushWarning(translate("Drugscene", "… and {number} more.").format(number=len(lines) - MOST_LINES))
