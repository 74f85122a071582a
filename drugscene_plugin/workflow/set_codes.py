"""The user can set a code list of their own, such as the categories of scenes, whose names are not the plugin's to know."""

from __future__ import annotations

import re
from typing import List, Sequence

from ..domain.errors import Refusal
from ..domain.scene_fields import USER_CODE_LISTS
from .ports import Code, SceneStore

_LINES = re.compile(r"[\r\n|]+")
_CODE = re.compile(r"[^\s;|,]{1,32}")


def parse_codes(text: str, code_list: str = "category") -> List[Code]:
    """Read codes, one a line (or with ``|`` between): ``code; Swedish text; English text``.

    A text that is left out is the code itself. Codes are kept in lower case, as they are compared.

    Raises:
        Refusal: ``codes_line_malformed`` naming the line, ``code_repeated``, or ``codes_missing`` where there is none.

    >>> parse_codes("K1; Kategori 1; Category 1")
    [Code(code='k1', label_sv='Kategori 1', label_en='Category 1')]
    """
    codes: List[Code] = []
    for number, line in enumerate((line for line in _LINES.split(text) if line.strip()), start=1):
        parts = [part.strip() for part in line.split(";")]
        code = parts[0].lower()
        if not _CODE.fullmatch(code) or len(parts) > 3:
            raise Refusal("codes_line_malformed", number=number, line=line.strip()[:80])
        labels = [*parts[1:], "", ""][:2]
        if code in {known.code for known in codes}:
            raise Refusal("code_repeated", code_list=code_list, value=code)
        codes.append(Code(code, labels[0] or parts[0], labels[1] or labels[0] or parts[0]))
    if not codes:
        raise Refusal("codes_missing")
    return codes


def codes_text(codes: Sequence[Code]) -> str:
    """The codes as they are typed: the inverse of :func:`parse_codes`."""
    return "\n".join(f"{code.code}; {code.label_sv}; {code.label_en}" for code in codes)


def set_codes(store: SceneStore, code_list: str, text: str, by: str) -> int:
    """Set the codes of a user's list, in order; their number.

    Raises:
        Refusal: what :func:`parse_codes` raises, or ``code_list_unknown``.
    """
    if code_list not in USER_CODE_LISTS:
        raise Refusal("code_list_unknown", code_list=code_list, known=", ".join(USER_CODE_LISTS))
    codes = parse_codes(text, code_list)
    store.set_codes(code_list, codes, by)
    return len(codes)
