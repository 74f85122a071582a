"""Tables as HTML: a caption, heads with their scope, numbers to the right, a note where one is withheld."""

from __future__ import annotations

from typing import Iterable, List, Optional, Sequence

from ..domain.disclosure import PublishableTable
from ..domain.table import Column, Measure
from .html import Child, Markup, element
from .table_text import NUMBERS, Row, TableText, is_withheld


def plain_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child]], numbers: int = 0) -> Markup:
    """A table from texts: the first cell of a row is its head, the last ``numbers`` columns stand to the right."""
    first = len(heads) - numbers

    def style(index: int) -> Optional[str]:
        return "n" if index >= first else None

    head = element("tr", [element("th", h, scope="col", class_=style(i)) for i, h in enumerate(heads)])
    body: List[Markup] = []
    for row in rows:
        cells = [
            element("td" if i else "th", cell, scope=None if i else "row", class_=style(i))
            for i, cell in enumerate(row)
        ]
        body.append(element("tr", cells))
    return _scrolled(caption, element("thead", head), element("tbody", body))


def html_table(
    table: PublishableTable,
    words: TableText,
    columns: Sequence[str] = (),
    rows: Optional[Sequence[Row]] = None,
) -> Markup:
    """A table of the package with the named columns and rows; all where None are named."""
    names = [column.name for column in table.columns]
    shown = [table.columns[names.index(name)] for name in columns if name in names] or list(table.columns)
    listed = table.table.rows if rows is None else rows
    total = table.table.rows[-1] if table.table.total_row and table.table.rows else None
    kinds = [_kind(column) for column in shown]
    head = element("tr", [element("th", words.head(c), scope="col", class_=k) for c, k in zip(shown, kinds)])
    body: List[Markup] = []
    for row in listed:
        cells: List[Markup] = []
        for index, (column, kind) in enumerate(zip(shown, kinds)):
            text = words.text(table, column, row)
            style = " ".join(filter(None, (kind, "w" if is_withheld(table, column, row) else None))) or None
            content: Child = text if kind else element("bdi", text)
            cells.append(element("td" if index else "th", content, scope=None if index else "row", class_=style))
        body.append(element("tr", cells, class_="total" if row is total else None))
    return _scrolled(words.title(table.name), element("thead", head), element("tbody", body))


def _kind(column: Column) -> Optional[str]:
    """The class of a column's cells: n for numbers, d for dates, none for texts."""
    if column.measure in NUMBERS:
        return "n"
    return "d" if column.measure is Measure.DATE else None


def _scrolled(caption: str, head: Markup, body: Markup) -> Markup:
    """A table in a frame that scrolls sideways where the screen is narrow; the keyboard reaches it by its name, too."""
    table = element("table", element("caption", caption), head, body)
    return element("div", table, class_="scroll", tabindex="0", role="group", aria_label=caption)
