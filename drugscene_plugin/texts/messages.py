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
    "round_not_editable": QT_TRANSLATE_NOOP(
        "Drugscene", "Round {round} is not a draft ({state}): its scenes can no longer be changed."
    ),
    "outline_not_polygon": QT_TRANSLATE_NOOP("Drugscene", "An outline must be a polygon or multipolygon, not a {kind}."),
    "text_not_storable": QT_TRANSLATE_NOOP(
        "Drugscene", "The text “{value}” for {field} has characters that cannot be stored."
    ),
    "area_exists": QT_TRANSLATE_NOOP(
        "Drugscene", "There is already an area {code} at level {level} that is valid at the same time."
    ),
    "code_repeated": QT_TRANSLATE_NOOP("Drugscene", "The code “{value}” is in the list {code_list} more than once."),
    "store_exists": QT_TRANSLATE_NOOP("Drugscene", "There is already something at {location}: nothing is overwritten."),
    "store_missing": QT_TRANSLATE_NOOP("Drugscene", "There is no store at {location}."),
    "store_folder_missing": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} cannot be made: there is no folder {folder}."
    ),
    "store_not_a_store": QT_TRANSLATE_NOOP("Drugscene", "{location} is not a Drugscene store."),
    "store_newer": QT_TRANSLATE_NOOP(
        "Drugscene",
        "The store {location} was made by a newer version of Drugscene: it has version {found}, "
        "and this one knows versions up to {known}. Update the plugin.",
    ),
    "store_older": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} has version {found} and must be upgraded to version {known} first."
    ),
    "store_read_only": QT_TRANSLATE_NOOP("Drugscene", "The store {location} can be read but not written."),
    "store_locked": QT_TRANSLATE_NOOP(
        "Drugscene", "The store {location} is being written by another program. Nothing was saved; try again."
    ),
    "store_full": QT_TRANSLATE_NOOP(
        "Drugscene", "The disk that holds the store {location} is full. Nothing was saved."
    ),
    "store_damaged": QT_TRANSLATE_NOOP("Drugscene", "The store {location} is damaged: {reason}"),
    "store_kind_unknown": QT_TRANSLATE_NOOP(
        "Drugscene", "{location} is not a kind of store that this version knows: give the path of a GeoPackage."
    ),
    "crs_unknown": QT_TRANSLATE_NOOP("Drugscene", "The coordinate reference system “{crs}” is not known."),
    "crs_not_projected": QT_TRANSLATE_NOOP(
        "Drugscene", "{crs} is geographic (degrees): a store needs a projected system in metres, such as EPSG:3006."
    ),
    "crs_not_metres": QT_TRANSLATE_NOOP(
        "Drugscene", "{crs} does not measure in metres: a store needs a projected system in metres, such as EPSG:3006."
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
