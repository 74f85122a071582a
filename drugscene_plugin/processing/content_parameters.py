"""The parameters of whatever is written from a round's annual content: for whom, in which language, which revision."""

from __future__ import annotations

from enum import Enum
from typing import Tuple

from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)

from ..domain.disclosure import PUBLIC_FORMS, OutlineForm
from ..domain.field import Profile
from ..domain.suppression import Rules
from ..texts import translate
from . import parameters


class Language(Enum):
    """The languages that files can be written in."""

    SWEDISH = "sv"
    ENGLISH = "en"


def profile() -> QgsProcessingParameterEnum:
    """For whom it is written."""
    return parameters.words(
        "PROFILE",
        translate("Drugscene", "Profile"),
        Profile,
        translate("Drugscene", "For whom the package is made: it decides which fields are in it."),
        default=Profile.INTERNAL,
    )


def small_numbers() -> Tuple[QgsProcessingParameterDefinition, ...]:
    """How small a number may be shown."""
    return (
        parameters.whole_number(
            "THRESHOLD",
            translate("Drugscene", "Smallest number shown"),
            translate(
                "Drugscene",
                "Smaller numbers of incidents, persons or answers are withheld from all but the internal profile, "
                "and with them as many others as it takes to keep them from being worked out. Numbers of scenes are "
                "always shown.",
            ),
            default=Rules.threshold,
            least=1,
        ),
        parameters.flag(
            "SHOW_ZERO",
            translate("Drugscene", "Show zeros"),
            translate("Drugscene", "Whether a number of 0 is shown, or withheld like other small numbers."),
            default=Rules.show_zero,
        ),
        parameters.whole_number(
            "MINIMUM_N",
            translate("Drugscene", "Smallest base of a share"),
            translate(
                "Drugscene",
                "Shares that rest on fewer people or incidents are withheld from all but the internal profile.",
            ),
            default=Rules.minimum_n,
            least=0,
        ),
    )


def outlines() -> QgsProcessingParameterEnum:
    """How the public profile shows where a scene is."""
    return parameters.words(
        "OUTLINES",
        translate("Drugscene", "Outlines of scenes for the public"),
        OutlineForm,
        translate(
            "Drugscene",
            "How the public profile shows where a scene is: generalised outlines, points, or none, which leaves "
            "the name. The other profiles have the outlines as they were drawn.",
        ),
        default=OutlineForm.GENERALISED,
        only=PUBLIC_FORMS,
    )


def language() -> QgsProcessingParameterEnum:
    """The language of what people read."""
    return parameters.words(
        "LANGUAGE",
        translate("Drugscene", "Language"),
        Language,
        translate("Drugscene", "The language of the files that people read: sv Swedish, en English."),
        default=Language.SWEDISH,
    )


def revision() -> QgsProcessingParameterNumber:
    """Which revision of the round."""
    return parameters.whole_number(
        "REVISION",
        translate("Drugscene", "Revision"),
        translate("Drugscene", "An earlier published revision of the round. None: the round as it stands."),
        least=1,
        optional=True,
    )
