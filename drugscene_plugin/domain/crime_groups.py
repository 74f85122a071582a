"""Which crime codes are counted together, as data with validity dates (``resources/schemes/crime_groups.json``).

Codes are text: leading zeros count, blanks at the ends do not. A code that is used outside its validity is not counted in
the group, and reported.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Tuple

from .errors import Refusal

_SCHEME = Path(__file__).resolve().parent.parent / "resources" / "schemes" / "crime_groups.json"
_ID = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


@dataclass(frozen=True)
class CrimeCode:
    """A crime code with its validity; both days are included, None means no bound."""

    code: str
    valid_from: Optional[date] = None
    valid_to: Optional[date] = None

    def __post_init__(self) -> None:
        if not self.code or self.code != self.code.strip():
            raise Refusal("crime_groups_unreadable", reason=f"code {self.code!r}")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise Refusal("crime_groups_unreadable", reason=f"{self.code}: {self.valid_from} > {self.valid_to}")

    def valid_on(self, day: date) -> bool:
        """Whether the code is valid on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def __str__(self) -> str:
        """The code, with its first and last day where it has them.

        >>> str(CrimeCode("5010")), str(CrimeCode("4073", valid_to=date(2023, 12, 31)))
        ('5010', '4073 (–2023-12-31)')
        """
        if self.valid_from is None and self.valid_to is None:
            return self.code
        return f"{self.code} ({self.valid_from or ''}–{self.valid_to or ''})"


@dataclass(frozen=True)
class CrimeGroup:
    """Crime codes that are counted together.

    ``found_by_control``: mostly found by police control, so that more control finds more crime; shown apart and marked.
    A code may stand more than once, with validities that do not overlap. The labels are those of a user's own file.
    """

    id: str
    codes: Tuple[CrimeCode, ...]
    found_by_control: bool = False
    version: int = 1
    note: str = ""
    label_sv: str = ""
    label_en: str = ""

    def __post_init__(self) -> None:
        if not _ID.match(self.id):
            raise Refusal("crime_groups_unreadable", reason=f"id {self.id!r}")
        if not self.codes:
            raise Refusal("crime_groups_unreadable", reason=f"{self.id}: no codes")
        for number, one in enumerate(self.codes):
            for other in self.codes[:number]:
                if one.code == other.code and _overlap(one, other):
                    raise Refusal("crime_groups_unreadable", reason=f"{self.id}: {one.code} twice")

    def lists(self, code: str) -> bool:
        """Whether the code is one of the group's, valid or not."""
        return any(one.code == code for one in self.codes)

    def counts(self, code: str, day: date) -> bool:
        """Whether an incident of that code on that day is one of the group.

        >>> crime_groups()["weapons"].counts("4073", date(2023, 12, 31)), crime_groups()["weapons"].counts("4073", date(2024, 1, 1))
        (True, False)
        """
        return any(one.code == code and one.valid_on(day) for one in self.codes)


def record_of(groups: Sequence[CrimeGroup]) -> Mapping[str, Mapping[str, Any]]:
    """What a figure keeps of the groups that it counted: their versions and their codes with the validity, by id.

    A user's own file may be gone when somebody asks what was counted.

    >>> record_of([crime_groups()["narcotics_supply"]])
    {'groups': {'narcotics_supply': 1}, 'codes': {'narcotics_supply': '5005'}}
    """
    return {
        "groups": {group.id: group.version for group in groups},
        "codes": {group.id: ", ".join(map(str, group.codes)) for group in groups},
    }


def _overlap(one: CrimeCode, other: CrimeCode) -> bool:
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
        one.valid_to or date.max
    )


def _day(value: Any) -> Optional[date]:
    return None if value is None else date.fromisoformat(value)


_GROUP_KEYS = {"id", "version", "found_by_control", "note", "label_sv", "label_en", "codes"}
_CODE_KEYS = {"code", "valid_from", "valid_to"}


def parse_crime_groups(text: str) -> Mapping[str, CrimeGroup]:
    """The groups of a file in the schema ``crime_groups.schema.json``, by id, in the file's order.

    Raises:
        Refusal: ``crime_groups_unreadable`` with what is wrong.
    """
    try:
        content = json.loads(text)
        if content["version"] != 1 or set(content) - {"version", "source", "groups"}:
            raise ValueError("version")
        groups = [_group(entry) for entry in content["groups"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("crime_groups_unreadable", reason=str(error)) from error
    found = {group.id: group for group in groups}
    if not found or len(found) != len(groups):
        raise Refusal("crime_groups_unreadable", reason="id")
    return found


def _group(entry: Mapping[str, Any]) -> CrimeGroup:
    unknown = set(entry) - _GROUP_KEYS
    for code in entry["codes"]:
        unknown |= set(code) - _CODE_KEYS
        if not isinstance(code["code"], str):
            raise ValueError(f"code {code['code']!r}")  # a number has lost its leading zeros
    if unknown or not isinstance(entry["found_by_control"], bool) or not isinstance(entry["version"], int):
        raise ValueError(", ".join(sorted(unknown)) or "found_by_control")
    codes = tuple(CrimeCode(c["code"], _day(c.get("valid_from")), _day(c.get("valid_to"))) for c in entry["codes"])
    labels = {key: str(entry.get(key, "")) for key in ("note", "label_sv", "label_en")}
    return CrimeGroup(entry["id"], codes, entry["found_by_control"], entry["version"], **labels)


@lru_cache(maxsize=1)
def crime_groups() -> Mapping[str, CrimeGroup]:
    """The groups that come with the plugin, by id."""
    return parse_crime_groups(_SCHEME.read_text(encoding="utf-8"))
