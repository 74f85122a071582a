"""What the values of tables are called: codes by their names, numbers as people read them."""

from __future__ import annotations

from typing import Any, Optional

from ..domain.scene_fields import SCENE_FIELDS
from ..domain.table import Column, Measure
from . import translate
from .labels import code_label
from .numbers import number_text, percent_text, rounded_text

_CODE_LISTS = {field.name: field.code_list for field in SCENE_FIELDS if field.code_list}
_CODE_LISTS.update(
    level="area_level",
    kind="link_kind",
    change="link_kind",
    reason_code="reason_code",
    measure="ledger_measure",
    actor="measure_actor",
    type="measure_type",
    state="measure_state",
    what="withheld_what",
    why="withheld_why",
    zone="zone",
    group="crime_group",
    baseline_kind="baseline_kind",
    method="figure_method",
    caveats="caveat",
    figure="gun_figure",
    quality="incident_quality",
)

_CODE_LISTS_OF_TABLE = {
    ("rounds", "state"): "round_state",
    ("survey", "status"): "survey_status",
    ("survey_quality", "quality"): "survey_quality",
}


def code_list_of(table: str, column: str) -> Optional[str]:
    """The code list of which a column of a table holds codes; None where it holds none.

    >>> code_list_of("survey", "status"), code_list_of("by_scene", "status"), code_list_of("survey", "name")
    ('survey_status', 'status', None)
    """
    return _CODE_LISTS_OF_TABLE.get((table, column)) or _CODE_LISTS.get(column)


def value_text(table: str, column: Column, value: Any, language: Optional[str] = None) -> str:
    """A value as a person reads it; nothing for no value."""
    if value is None:
        return ""
    codes = code_list_of(table, column.name)
    if codes is not None:
        parts = str(value).split(";")
        return ", ".join(code_label(codes, code, language) for code in parts)
    if column.measure is Measure.SHARE:
        return percent_text(value, 1 if value == 0 or abs(value) >= 0.005 else 3, language)
    if column.measure in (Measure.COUNT, Measure.AREA_M2):
        return number_text(value, 0, language)
    if column.measure is Measure.NUMBER:
        return rounded_text(value, 3, language)
    if column.measure is Measure.BOOLEAN:
        return translate("Drugscene", "Yes", language) if value else translate("Drugscene", "No", language)
    return str(value)
