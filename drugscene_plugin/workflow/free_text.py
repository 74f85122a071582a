"""What people write in their own words, before it is kept: no personal data, and no reason left blank."""

from __future__ import annotations

from ..domain.errors import Refusal
from ..domain.personal_data import find_personal_data


def checked_text(field: str, text: str) -> str:
    """The text, stripped.

    Raises:
        Refusal: ``personal_data_given`` where it holds an identity number or a phone number; shown is a masked form.
    """
    found = find_personal_data(text)
    if found:
        raise Refusal("personal_data_given", field=field, masked=", ".join(datum.masked for datum in found[:5]))
    return text.strip()


def required_text(field: str, text: str) -> str:
    """A text that must not be blank, stripped.

    Raises:
        Refusal: ``text_missing``, or as :func:`checked_text`.
    """
    given = checked_text(field, text)
    if not given:
        raise Refusal("text_missing", field=field)
    return given
