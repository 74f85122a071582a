"""Tables as CSV files, for programs and for people with a spreadsheet.

UTF-8 without a byte order mark, comma, decimal dot, ISO dates, ``true`` and ``false``, RFC 4180's quotes and line ends.
Numbers are written with all the digits they have, so that a sum of rows equals the total.

A spreadsheet runs a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Text that does so gets an
apostrophe in front (OWASP, *CSV Injection*), and so does such a character after a line break, a tab or a semicolon
inside the text, where a spreadsheet that splits elsewhere than at commas would begin a new cell. Numbers stay.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

from ..domain.disclosure import PublishableTable

_RUNS = re.compile(r"(?:^(?=[\t\r\n])|(?:^|(?<=[\t\r\n;]))(?=\s*[=+\-@＝＋－＠]))")


def defused(text: str) -> str:
    """The text, so that no spreadsheet runs it as a formula.

    >>> defused("=cmd()"), defused("Torget"), defused("a;=cmd()")
    ("'=cmd()", 'Torget', "a;'=cmd()")
    """
    return _RUNS.sub("'", text)


def csv_cell(value: Any) -> str:
    """A value as it stands in a CSV file; None is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        digits = repr(value)
        return format(Decimal(digits), "f") if "e" in digits else digits
    if isinstance(value, date):
        return value.isoformat()
    return defused(str(value))


def csv_bytes(table: PublishableTable) -> bytes:
    """The table as a CSV file: a head of column names, then a line a row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([csv_cell(value) for value in row] for row in table.table.rows)
    # A lone surrogate, as broken files bring them, has no place in UTF-8.
    return text.getvalue().encode("utf-8", errors="replace")
