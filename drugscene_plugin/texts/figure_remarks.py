"""What is said of a measurement beside its figures: codes and names in the rows that nothing stands for."""

from __future__ import annotations

from typing import Mapping

from . import translate

_MOST_CODES = 10
_MOST_NAMES = 3


def outdated_codes_text(codes: Mapping[str, int]) -> str:
    """Which codes were used on days when they were not valid, each with its incidents; blank without any."""
    if not codes:
        return ""
    shown = ", ".join(f"{code} ({number})" for code, number in list(codes.items())[:_MOST_CODES])
    return translate("Drugscene", "Codes used on days when they were not valid: {codes}.").format(codes=shown)


def lost_zeros_text(codes: Mapping[str, int]) -> str:
    """Which codes have lost their leading zero, each with its incidents, which are not counted; blank without any."""
    if not codes:
        return ""
    shown = ", ".join(f"{code} ({number})" for code, number in list(codes.items())[:_MOST_CODES])
    text = translate(
        "Drugscene",
        "{rows} incidents are not counted, since their codes have lost the zero before them: {codes}. Have the codes "
        "written as text.",
    )
    return text.format(rows=sum(codes.values()), codes=shown)


def unmatched_names_text(names: Mapping[str, int]) -> str:
    """How many names are those of no area, with three of them; blank without any."""
    if not names:
        return ""
    shown = ", ".join(f"{name} ({number})" for name, number in list(names.items())[:_MOST_NAMES])
    text = translate(
        "Drugscene", "{number} names are those of no area valid for the round, in {rows} incidents: {names}."
    )
    return text.format(number=len(names), rows=sum(names.values()), names=shown)
