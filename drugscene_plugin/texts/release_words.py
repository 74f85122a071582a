"""How a refused release names what clashes: cells by what they count, and what is not as it was in the earlier one."""

from __future__ import annotations

import re
from typing import List, Mapping, Optional, Sequence, Tuple

from ..domain.counted import CellName
from ..domain.release_register import Change
from . import CONTEXT, QT_TRANSLATE_NOOP, translate
from .labels import CODES, code_label, field_label
from .package_labels import PARAMETER_CODES, PARAMETERS, table_title

_LISTS = ("zone", "crime_group", "area_level")
_UNSAID = ("incidents", "change", "part")
_CHANGE_WORDS = 10
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_MEASURE = re.compile(r"(?:band|distance)=(.*)")

_RULES: Mapping[str, str] = {
    "threshold": QT_TRANSLATE_NOOP("Drugscene", "Smallest number shown"),
    "show_zero": QT_TRANSLATE_NOOP("Drugscene", "Show zeros"),
    "minimum_n": QT_TRANSLATE_NOOP("Drugscene", "Smallest base of a share"),
    "revision": QT_TRANSLATE_NOOP("Drugscene", "Revision"),
    "round": QT_TRANSLATE_NOOP("Drugscene", "Round"),
}


def cells_text(cells: Sequence[CellName], language: Optional[str]) -> str:
    """Some cells, each by what it counts, where and when: ``“Police area 53 · Violence · 2023-01-01–2024-01-01”``."""
    return "; ".join(f"“{_cell_text(cell, language)}”" for cell in cells)


def _cell_text(cell: CellName, language: Optional[str]) -> str:
    if cell[0] != "between" or "and" not in cell:
        return " · ".join(_words(cell, language))
    middle = cell.index("and")
    inner, outer = _words(cell[1:middle], language), _words(cell[middle + 1 :], language)
    inner_alone = [word for word in inner if word not in outer]
    outer_alone = [word for word in outer if word not in inner]
    text = translate(CONTEXT, QT_TRANSLATE_NOOP("Drugscene", "the difference between {one} and {other}"), language)
    difference = text.format(one=" · ".join(inner_alone) or "–", other=" · ".join(outer_alone) or "–")
    return " · ".join([*(word for word in inner if word in outer), difference])


def _words(cell: CellName, language: Optional[str]) -> List[str]:
    if cell[0] == "change" and len(cell) == _CHANGE_WORDS:  # its ring is a number, its last two words name a column
        *first, band, scene, control, group, area, when = cell
        column = field_label(f"{area}_{when}", language)
        return [*_words(tuple(first), language), f"{band} m", scene, control, _word(group, language), column]
    return [_word(word, language) for word in dict.fromkeys(cell) if word not in _UNSAID]


def _word(word: str, language: Optional[str]) -> str:
    for code_list in _LISTS:
        if word in CODES[code_list]:
            return code_label(code_list, word, language)
    if _PERIOD.fullmatch(word):
        return word.replace("/", "–")
    measure = _MEASURE.fullmatch(word)
    return f"{measure.group(1).replace('/', '–')} m" if measure else word


def changes_text(changes: Sequence[Change], language: Optional[str]) -> str:
    """What is not as it was then, each with what it was and what it is."""
    if not changes:
        return translate(
            CONTEXT,
            QT_TRANSLATE_NOOP("Drugscene", "no setting; the incidents, the scenes or the plugin’s version are others"),
            language,
        )
    return "; ".join(
        f"{_setting(change, language)}: {_value(change.then, language)} → {_value(change.now, language)}"
        for change in changes
    )


def _setting(change: Change, language: Optional[str]) -> str:
    name = translate(CONTEXT, _RULES.get(change.name) or PARAMETERS.get(change.name, change.name), language)
    return f"{table_title(change.figure, language)}, {name}" if change.figure else name


def _value(text: str, language: Optional[str]) -> str:
    if text in ("True", "False"):
        return code_label("answer", "yes" if text == "True" else "no", language)
    return translate(CONTEXT, PARAMETER_CODES.get(text, text), language)


def tables_text(tables: Tuple[str, ...], language: Optional[str]) -> str:
    """Tables by their titles."""
    return ", ".join(f"“{table_title(table, language)}”" for table in tables)
