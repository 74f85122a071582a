"""All tables in one XLSX workbook, for people: a sheet a table, with formats, totals and heads in their language."""

from __future__ import annotations

import io
import re
import textwrap
from datetime import datetime, time
from typing import Any, Dict, List, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import PublishableTable
from ..domain.progress import QUIET, Progress, watched
from ..domain.table import Column, Measure
from ..texts import CONTEXT, translate
from ..texts.package_labels import package_word
from .table_text import NUMBERS, TableText, is_withheld
from .workbook_front import ChartSheet, FrontSheet
from .xlsx_library import xlsxwriter

_NUMBER_FORMATS = {
    Measure.COUNT: "#,##0",
    Measure.AREA_M2: "#,##0",
    Measure.SHARE: "0.0%",
    Measure.NUMBER: "#,##0.###",
    Measure.YEAR: "0",
    Measure.DATE: "yyyy-mm-dd",
    Measure.TEXT: "@",
    Measure.BOOLEAN: "General",
}

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0
_LONGEST = 32_767  # characters that a cell takes
_FIRST_YEAR = 1901  # spreadsheets differ before; such a date is written as text
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NARROWEST, _WIDEST = 8, 60  # characters
_PAGE = 160  # characters across that can still be read on one A4 page
_LINE = 15  # points
_MESSAGE_RUNS = 100  # runs of cells that one message covers: its list of cells must not become too long for Excel
_HEADER_ROOM = 120  # characters; the whole header may hold 255


def workbook_bytes(content: AnnualContent, progress: Progress = QUIET) -> bytes:
    """The workbook of a package. The same content gives the same bytes: its date is the round's reference date.

    Codes are shown by their names, text is never read as a formula or a link, characters that XML forbids are left out,
    and text over 32,767 characters, which no cell takes, is cut and ends with "…".

    Raises:
        Cancelled: the user stopped.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {
            "title": content.folder_name,
            "created": datetime.combine(content.round.ref_date, time()),
        }
    )
    header = _header(content, "")
    front, charts = FrontSheet(book, content), ChartSheet(book, content)
    formats = _Formats(book)
    for table in watched(content.tables, progress):
        _Sheet(book, table, content, formats).write()
    front.write(header)
    charts.write(header)
    book.close()
    return file.getvalue()


class _Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: Dict[Tuple[Any, ...], Any] = {}
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": "#E8ECF3"}
        self._heads = (book.add_format({**head, "align": "left"}), book.add_format({**head, "align": "right"}))

        self.withheld = book.add_format({"pattern": 14, "fg_color": "#8A94A3", "bg_color": "#FFFFFF"})

    def head(self, measure: Measure) -> Any:
        """The format of a head: over numbers it stands to the right, as they do."""
        return self._heads[measure in NUMBERS]

    def cell(self, measure: Measure, total: bool, quoted: bool = False) -> Any:
        """The format of a cell; ``quoted`` keeps text that looks like a formula text when it is edited."""
        key = (measure, total, quoted)
        if key not in self._made:
            properties: Dict[str, Any] = {"num_format": _NUMBER_FORMATS[measure], "valign": "top"}
            if measure not in NUMBERS:
                properties.update(align="left")  # as its head stands; a spreadsheet would put a date to the right
            if total:
                properties.update(bold=True, top=1)
            if quoted:
                properties.update(quote_prefix=True)
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class _Sheet:
    """One table on its sheet."""

    def __init__(self, book: Any, table: PublishableTable, content: AnnualContent, formats: _Formats) -> None:
        self._table = table
        self._content = content
        self._language = content.language
        self._formats = formats
        self._words = TableText(content)
        self._sheet = book.add_worksheet(table.name[:31])
        self._widths: List[int] = []

    def write(self) -> None:
        columns, rows = self._table.columns, self._table.table.rows
        self._widths = [_NARROWEST for _ in columns]
        heads: List[str] = []
        withheld: Dict[int, List[int]] = {}
        for index, column in enumerate(columns):
            head = _clean(self._words.head(column))
            self._sheet.write_string(0, index, head, self._formats.head(column.measure))
            # A head wraps: its longest word must fit, and half of it, with room for the filter's arrow.
            self._widen(index, max(max(map(len, head.split(" "))), len(head) // 2) + 4)
            heads.append(head)
        for number, row in enumerate(rows, start=1):
            total = self._table.table.total_row and number == len(rows)
            for index, column in enumerate(columns):
                if is_withheld(self._table, column, row):
                    self._sheet.write_blank(number, index, None, self._formats.withheld)
                    withheld.setdefault(index, []).append(number)
                    continue
                self._write_cell(number, index, column, self._words.value(self._table, column, row), total)
        self._note(withheld)
        self._arrange(heads, len(rows))

    def _write_cell(self, row: int, index: int, column: Column, value: Any, total: bool) -> None:
        sheet, style = self._sheet, self._formats.cell(column.measure, total)
        if value is None:
            sheet.write_blank(row, index, None, style)
            return
        if column.measure is Measure.BOOLEAN:
            sheet.write_string(row, index, package_word("yes" if value else "no", self._language), style)
        elif column.measure is Measure.DATE and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, index, datetime.combine(value, time()), style)
        elif column.measure in (Measure.TEXT, Measure.DATE):
            text = _clean(str(value))
            quoted = text.startswith(_RUNS)
            sheet.write_string(row, index, text, self._formats.cell(Measure.TEXT, total, quoted))
        else:
            sheet.write_number(row, index, value, style)
        self._widen(index, _length(value, column.measure) + 2)

    def _note(self, withheld: Dict[int, List[int]]) -> None:
        """Say at each withheld cell that it is: a message where it is picked, a comment at the head of its column.

        A comment a cell would be drawn a cell, and there may be thousands.
        """
        told = package_word("withheld_note", self._language)
        for index, rows in withheld.items():
            self._sheet.write_comment(0, index, told, {"author": "Drugscene"})
            runs = [(first, index, last, index) for first, last in _runs(rows)]
            for start in range(0, len(runs), _MESSAGE_RUNS):
                first, *others = runs[start : start + _MESSAGE_RUNS]
                message = {"validate": "any", "input_message": told, "other_cells": others}
                self._sheet.data_validation(*first, message)

    def _widen(self, index: int, width: int) -> None:
        self._widths[index] = min(max(self._widths[index], width), _WIDEST)

    def _arrange(self, heads: List[str], rows: int) -> None:
        sheet, columns = self._sheet, len(heads)
        lines = max(len(textwrap.wrap(head, width - 3)) for head, width in zip(heads, self._widths))
        sheet.set_row(0, _LINE * lines + 3)
        for index, width in enumerate(self._widths):
            sheet.set_column(index, index, width)
        named = 2 if self._table.columns[0].name in ("code", "scene_id") else 0
        sheet.freeze_panes(1, named)
        listed = rows - 1 if self._table.table.total_row else rows  # the total stays put when rows are filtered
        sheet.autofilter(0, 0, max(listed, 1), columns - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        if sum(self._widths) <= _PAGE:
            sheet.fit_to_pages(1, 0)
        elif named:
            sheet.repeat_columns(0, named - 1)
        sheet.set_header(_header(self._content, self._table.name))
        sheet.set_footer("&R&P / &N")


def _header(content: AnnualContent, name: str) -> str:
    """What stands at the head of a printed page: the round, the sheet, the profile, and DRAFT where it is one."""
    about = " · ".join(filter(None, (content.round.label, content.round.ref_date.isoformat(), name)))
    draft = f"&C&B{translate(CONTEXT, 'DRAFT', content.language)}" if content.draft else ""
    return f"&L{about[:_HEADER_ROOM]}{draft}&R&B{package_word(content.profile.value, content.language)}"


def _runs(rows: List[int]) -> List[Tuple[int, int]]:
    """Rising numbers as runs, first and last.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    found: List[Tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _clean(text: str) -> str:
    text = _FORBIDDEN.sub("", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _length(value: Any, measure: Measure) -> int:
    """About how many characters a value takes when it is shown."""
    if measure in (Measure.COUNT, Measure.AREA_M2, Measure.NUMBER):
        return len(f"{value:,.0f}")
    if measure is Measure.SHARE:
        return 6
    if measure in (Measure.DATE, Measure.BOOLEAN):
        return 10
    return max((len(line) for line in str(value).splitlines()), default=0)
