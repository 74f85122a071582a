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
from ..texts.labels import code_label, field_label
from ..texts.table_words import code_list_of

try:
    import xlsxwriter
except ImportError:  # the ZIP brings its own
    from ..vendor import xlsxwriter

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

_NUMBERS = (Measure.COUNT, Measure.AREA_M2, Measure.SHARE, Measure.NUMBER, Measure.YEAR)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0
_LONGEST = 32_767  # characters that a cell takes
_FIRST_YEAR = 1901  # spreadsheets differ before; such a date is written as text
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NARROWEST, _WIDEST = 8, 60  # characters
_PAGE = 160  # characters across that can still be read on one A4 page
_LINE = 15  # points
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
    formats = _Formats(book)
    for table in watched(content.tables, progress):
        _Sheet(book, table, content, formats).write()
    book.close()
    return file.getvalue()


class _Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: Dict[Tuple[Any, ...], Any] = {}
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "bg_color": "#E8ECF3"}
        self._heads = (book.add_format({**head, "align": "left"}), book.add_format({**head, "align": "right"}))

    def head(self, measure: Measure) -> Any:
        """The format of a head: over numbers it stands to the right, as they do."""
        return self._heads[measure in _NUMBERS]

    def cell(self, measure: Measure, total: bool, quoted: bool = False) -> Any:
        """The format of a cell; ``quoted`` keeps text that looks like a formula text when it is edited."""
        key = (measure, total, quoted)
        if key not in self._made:
            properties: Dict[str, Any] = {"num_format": _NUMBER_FORMATS[measure], "valign": "top"}
            if measure not in _NUMBERS:
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
        self._sheet = book.add_worksheet(table.name[:31])
        self._widths: List[int] = []

    def write(self) -> None:
        columns, rows = self._table.columns, self._table.table.rows
        self._widths = [_NARROWEST for _ in columns]
        heads: List[str] = []
        for index, column in enumerate(columns):
            head = _clean(field_label(column.name, self._language))
            self._sheet.write_string(0, index, head, self._formats.head(column.measure))
            # A head wraps: its longest word must fit, and half of it, with room for the filter's arrow.
            self._widen(index, max(max(map(len, head.split(" "))), len(head) // 2) + 4)
            heads.append(head)
        for number, row in enumerate(rows, start=1):
            total = self._table.table.total_row and number == len(rows)
            for index, column in enumerate(columns):
                self._write_cell(number, index, column, self._shown(column, row[index], row), total)
        self._arrange(heads, len(rows))

    def _shown(self, column: Column, value: Any, row: Tuple[Any, ...]) -> Any:
        """The value as a person reads it: codes by their names, the rows of sums by theirs."""
        if column.name == "name" and value is None and self._table.columns[0].name == "code":
            return code_label("summary_row", str(row[0]), self._language)
        code_list = code_list_of(self._table.name, column.name)
        if value is None or code_list is None:
            return value
        own = self._content.code_labels.get(code_list, {})
        codes = str(value).split(";")
        return ", ".join(own.get(code) or code_label(code_list, code, self._language) for code in codes)

    def _write_cell(self, row: int, index: int, column: Column, value: Any, total: bool) -> None:
        sheet, style = self._sheet, self._formats.cell(column.measure, total)
        if value is None:
            sheet.write_blank(row, index, None, style)
            return
        if column.measure is Measure.BOOLEAN:
            sheet.write_boolean(row, index, bool(value), style)
        elif column.measure is Measure.DATE and value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, index, datetime.combine(value, time()), style)
        elif column.measure in (Measure.TEXT, Measure.DATE):
            text = _clean(str(value))
            quoted = text.startswith(_RUNS)
            sheet.write_string(row, index, text, self._formats.cell(Measure.TEXT, total, quoted))
        else:
            sheet.write_number(row, index, value, style)
        self._widen(index, _length(value, column.measure) + 2)

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
        sheet.set_header(self._header())
        sheet.set_footer("&R&P / &N")

    def _header(self) -> str:
        about = f"{self._content.round.label} · {self._content.round.ref_date.isoformat()} · {self._table.name}"
        draft = f"&C&B{translate(CONTEXT, 'DRAFT', self._language)}" if self._content.draft else ""
        return f"&L{about[:_HEADER_ROOM]}{draft}"


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
