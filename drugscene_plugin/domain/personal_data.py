"""Personal identity numbers and phone numbers in free text, where none should stand.

What is found is told by kind, place and a masked form: the number itself is never kept, so that it cannot reach a
list, a log or a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import List, Match, Optional


class PersonalDataKind(str, Enum):
    """What sort of personal data a number is."""

    IDENTITY_NUMBER = "identity_number"
    COORDINATION_NUMBER = "coordination_number"
    PHONE_NUMBER = "phone_number"


@dataclass(frozen=True)
class PersonalDatum:
    """A number found in a text: its kind, where it stands (``text[start:end]``), and a form that may be shown."""

    kind: PersonalDataKind
    start: int
    end: int
    masked: str


# A number stands alone: no letter or digit beside it, and not behind the point, comma or hyphen of a longer one.
_BEFORE = r"(?<![0-9A-Za-zÅÄÖåäö])(?<!\d[.,/\-–])"
_AFTER = r"(?![0-9A-Za-zÅÄÖåäö])(?![.,/\-–]\d)"
_HYPHEN = "[-–‐−]"

_IDENTITY = re.compile(
    rf"{_BEFORE}(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    rf"(?P<sign>[ \u00a0]?(?:{_HYPHEN}|\+)[ \u00a0]?|[ \u00a0])?(?P<serial>\d{{4}}){_AFTER}"
)

# What has not eight digits close together holds nothing of the kind: most texts are passed over by this alone.
_ENOUGH_DIGITS = re.compile(r"(?:\d\D{0,4}){8}")

_GAP = rf"(?:[ \u00a0/]|{_HYPHEN})"
_PHONES = (
    # +46 and 0046, with or without the (0): seven to nine digits, grouped in any way.
    re.compile(rf"(?<![0-9A-Za-z])(?:\+|00)46{_GAP}?(?:\(0\))?{_GAP}?[1-9](?:{_GAP}?\d){{6,8}}{_AFTER}"),
    # Mobile: 070, 072, 073, 076, 079 and seven digits, grouped in any way.
    re.compile(rf"{_BEFORE}07[02369](?:{_GAP}{{0,3}}\d){{7}}{_AFTER}"),
    # Land line: area code, hyphen or the like, and a number in one piece or in groups of two and three digits.
    re.compile(
        rf"{_BEFORE}(?:\(0\d{{1,3}}\) ?|(?:08|0[1-69]\d{{1,2}}) ?(?:{_HYPHEN}|/) ?)"
        rf"(?P<number>[1-9]\d{{4,7}}|[1-9]\d{{1,2}}(?:[ \u00a0]\d{{2,3}}){{1,3}}|[1-9]\d\d(?:{_HYPHEN}\d\d){{2}})"
        rf"{_AFTER}"
    ),
    # With blanks alone the first group must have three digits: "08 12 16 20" are hours.
    re.compile(rf"{_BEFORE}(?:08|0[1-69]\d{{1,2}})[ \u00a0](?P<number>[1-9]\d\d(?:[ \u00a0]\d\d){{1,2}}){_AFTER}"),
    # In one piece only behind a word that says what it is.
    re.compile(
        r"(?i:\b(?:tel|tfn|tlf|telefon|telefonnr|telnr|telefonnummer|phone|ring|mobil|mob)\b[.:]? ?)"
        rf"(?P<whole>0[1-9]\d{{6,8}}){_AFTER}"
    ),
)


def _luhn_holds(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (Luhn 1960).

    >>> _luhn_holds("1212121212"), _luhn_holds("1212121213")
    (True, False)
    """
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_date(centuries: List[int], year: int, month: int, day: int) -> bool:
    for century in centuries:
        try:
            date(century * 100 + year, month, day)
        except ValueError:
            continue
        return True
    return False


def _identity_kind(match: Match[str]) -> Optional[PersonalDataKind]:
    """What kind of number the digits are; None where the date or the check digit says that they are none."""
    year, month, day, serial = (match[name] for name in ("year", "month", "day", "serial"))
    if not _luhn_holds(year + month + day + serial):
        return None
    if (match["sign"] or "").strip() == "" and match["sign"] and serial[:2] in ("19", "20"):
        return None  # "531210 2023": a code and a year
    centuries = [int(match["century"])] if match["century"] else [19, 20]
    number = int(day)
    if _is_date(centuries, int(year), int(month), number):
        return PersonalDataKind.IDENTITY_NUMBER
    if number > 60 and _is_date(centuries, int(year), int(month), number - 60):
        return PersonalDataKind.COORDINATION_NUMBER
    return None


def masked(number: str) -> str:
    """The number with all digits but the first two hidden.

    >>> masked("121212-1212")
    '12••••-••••'
    """
    head, digits = [], 0
    for character in number:
        digits += character.isdigit()
        head.append("•" if character.isdigit() and digits > 2 else character)
    return "".join(head)


def _is_phone(match: Match[str]) -> bool:
    """Whether a land line's digits are as many as Swedish numbers have: eight to ten with the area code's 0."""
    if "number" not in match.re.groupindex:
        return True
    return 8 <= sum(character.isdigit() for character in match[0]) <= 10


def find_personal_data(text: str) -> List[PersonalDatum]:
    """Find personal identity numbers, coordination numbers and Swedish phone numbers in a text, in its order.

    Identity numbers have a date of six or eight digits, then four, the last of which is a check digit; a coordination
    number has 60 added to the day (Folkbokföringslagen 1991:481, 18 §; Skatteverket SKV 704).

    >>> [(found.kind.value, found.masked) for found in find_personal_data("called 070-123 45 67 from 531210")]
    [('phone_number', '07•-••• •• ••')]
    """
    found: List[PersonalDatum] = []
    if not _ENOUGH_DIGITS.search(text):
        return found
    for match in _IDENTITY.finditer(text):
        kind = _identity_kind(match)
        if kind is not None:
            found.append(PersonalDatum(kind, match.start(), match.end(), masked(match[0])))
    for pattern in _PHONES:
        group = "whole" if "whole" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            taken = any(start < other.end and other.start < end for other in found)
            if _is_phone(match) and not taken:
                found.append(PersonalDatum(PersonalDataKind.PHONE_NUMBER, start, end, masked(match[group])))
    return sorted(found, key=lambda datum: datum.start)
