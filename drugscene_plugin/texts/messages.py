"""What a person reads when something is refused, found or done: one template a code, filled by name.

A test holds that every code raised or found in the plugin has its template here, with the values that it brings.
"""

from __future__ import annotations

from typing import Mapping, Optional, Union

from ..domain.errors import Refusal
from ..domain.finding import Finding
from . import CONTEXT, QT_TRANSLATE_NOOP, translate

REFUSALS: Mapping[str, str] = {
    "round_unknown": QT_TRANSLATE_NOOP("Drugscene", "There is no round {round}. The store has: {known}."),
    "round_exists": QT_TRANSLATE_NOOP("Drugscene", "There is already a round {round}."),
    "round_label_invalid": QT_TRANSLATE_NOOP(
        "Drugscene",
        "“{round}” cannot be a round's label: use 1 to 32 letters, digits, dots, hyphens or underscores, such as 2023-11.",
    ),
}
"""Why an operation was refused, by the code of the Refusal."""

FINDINGS: Mapping[str, str] = {}
"""What a check found, by the code of the Finding."""


def _filled(template: str, values: Mapping[str, object], language: Optional[str]) -> str:
    return translate(CONTEXT, template, language).format(**values)


def message(what: Union[Refusal, Finding], language: Optional[str] = None) -> str:
    """The sentence for a refusal or a finding, in a language (default: QGIS's)."""
    templates = REFUSALS if isinstance(what, Refusal) else FINDINGS
    return _filled(templates[what.code], what.values, language)
