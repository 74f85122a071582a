"""Numbers as people read them: the language's decimal mark, narrow spaces between thousands, a minus that is one."""

from __future__ import annotations

from math import floor, log10
from typing import Optional

from . import translate


def number_text(value: float, decimals: int = 0, language: Optional[str] = None) -> str:
    """A number with so many decimals: ``−1 234,5`` in Swedish, ``−1 234.5`` in English; the spaces do not break."""
    text = f"{abs(value):,.{decimals}f}"
    minus = "\u2212" if value < 0 and text.strip("0.,") else ""
    return minus + text.replace(",", "\u202f").replace(".", translate("Drugscene", ".", language))


def rounded_text(value: float, digits: int = 3, language: Optional[str] = None) -> str:
    """A number to so many significant digits, without digits after a whole one of as many: 1384, 51.1, 0.0443.

    Of an ``int``, such as a difference of counts, nothing is rounded: it has no digits after the mark.
    """
    if value == 0 or isinstance(value, int):
        return number_text(value, 0, language)
    decimals = max(digits - 1 - floor(log10(abs(value))), 0)
    return number_text(value, min(decimals, 12), language)


def percent_text(share: float, decimals: int = 1, language: Optional[str] = None) -> str:
    """A share from 0 to 1 in per cent: ``39,1 %``."""
    return number_text(100 * share, decimals, language) + "\u00a0%"


def signed_text(value: float, decimals: int = 0, language: Optional[str] = None) -> str:
    """A change: ``+3``, ``−2``, and ``±0`` where there is none."""
    text = number_text(value, decimals, language)
    if not text.strip("0.,\u202f"):
        return f"±{text}"
    return text if value < 0 else f"+{text}"
