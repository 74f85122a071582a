"""How a field of a scene, an area or a table is declared: once, with its kind and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional


class Visibility(str, Enum):
    """Who may see a field. Ordered: each level sees its own fields and those of the levels after it."""

    POLICE = "police"
    COOPERATION = "cooperation"
    PUBLIC = "public"


class Profile(str, Enum):
    """For whom an export is made."""

    INTERNAL = "internal"
    COOPERATION = "cooperation"
    PUBLIC = "public"

    def may_see(self, visibility: Visibility) -> bool:
        """Whether an export of this profile holds fields of that visibility.

        >>> [Profile.COOPERATION.may_see(v) for v in Visibility]
        [False, True, True]
        """
        order = list(Visibility)
        lowest = {"internal": 0, "cooperation": 1, "public": 2}[self.value]
        return order.index(visibility) >= lowest


class FieldKind(str, Enum):
    """What a field holds. ``CODES`` is several codes of one list, stored as text with ``;`` between them."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"
    CODE = "code"
    CODES = "codes"


@dataclass(frozen=True)
class FieldDefinition:
    """A field: its name in files and in the store, its kind, who may see it.

    ``code_list`` names the list whose codes a CODE or CODES field takes. ``free_text`` marks fields that a person
    fills with words: they are searched for personal data and are never public.
    """

    name: str
    kind: FieldKind
    visibility: Visibility
    code_list: Optional[str] = None
    required: bool = False

    def __post_init__(self) -> None:
        coded = self.kind in (FieldKind.CODE, FieldKind.CODES)
        if coded != (self.code_list is not None):
            raise ValueError(f"field {self.name}: a code list goes with kind code or codes, and only with these")

    @property
    def free_text(self) -> bool:
        """Whether a person fills it with words of their own."""
        return self.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)
