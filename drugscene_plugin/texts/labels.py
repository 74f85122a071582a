"""What codes and fields are called, in the field's own words: one label a code."""

from __future__ import annotations

from typing import Mapping, Optional

from . import CONTEXT, QT_TRANSLATE_NOOP, translate

FIELDS: Mapping[str, str] = {
    "scene_id": QT_TRANSLATE_NOOP("Drugscene", "Scene id"),
    "round": QT_TRANSLATE_NOOP("Drugscene", "Round"),
    "name": QT_TRANSLATE_NOOP("Drugscene", "Name"),
    "status": QT_TRANSLATE_NOOP("Drugscene", "Status"),
}
"""Names of fields and of table columns, by their code name."""

CODES: Mapping[str, Mapping[str, str]] = {
    "status": {
        "candidate": QT_TRANSLATE_NOOP("Drugscene", "Candidate"),
        "open": QT_TRANSLATE_NOOP("Drugscene", "Open drug scene"),
        "not_scene": QT_TRANSLATE_NOOP("Drugscene", "Not a scene"),
        "undecided": QT_TRANSLATE_NOOP("Drugscene", "Undecided"),
        "ceased": QT_TRANSLATE_NOOP("Drugscene", "Ceased"),
    },
}
"""Names of codes, by code list and code."""


def field_label(name: str, language: Optional[str] = None) -> str:
    """What a field or column is called."""
    return translate(CONTEXT, FIELDS.get(name, name), language)


def code_label(code_list: str, code: str, language: Optional[str] = None) -> str:
    """What a code of a built-in list is called; a code without a name is its own."""
    return translate(CONTEXT, CODES.get(code_list, {}).get(code, code), language)
