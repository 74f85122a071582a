"""The tables of a package in words: heads and codes by their names, numbers as the language writes them."""

from __future__ import annotations

from typing import Any, Mapping, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import SUPPRESSED, PublishableTable
from ..domain.table import Column, Measure
from ..texts import CONTEXT, translate
from ..texts.labels import code_label, field_label
from ..texts.package_labels import TABLE_TITLES
from ..texts.table_words import code_list_of, value_text

NUMBERS = (Measure.COUNT, Measure.AREA_M2, Measure.SHARE, Measure.NUMBER, Measure.YEAR)
"""Measures that stand to the right."""

Row = Tuple[Any, ...]


class TableText:
    """How the tables of one package are read, in its language."""

    def __init__(self, content: AnnualContent) -> None:
        self._content = content
        self.language = content.language

    def title(self, table: str) -> str:
        """What a table is called; one without a title of its own goes by its name."""
        return translate(CONTEXT, TABLE_TITLES.get(table, table), self.language)

    def head(self, column: Column) -> str:
        """The head of a column."""
        return field_label(column.name, self.language)

    def value(self, table: PublishableTable, column: Column, row: Row) -> Any:
        """A value as a person reads it: codes by their names, the rows of sums by theirs, heads by what they say."""
        value = row[table.columns.index(column)]
        if column.name == "name" and value is None and table.columns[0].name == "code":
            return code_label("summary_row", str(row[0]), self.language)
        if value is None:
            return None
        if column.name in (SUPPRESSED, "columns"):
            return ", ".join(field_label(name, self.language) for name in str(value).split(";"))
        if table.name == "withheld" and column.name == "table":
            return self.title(str(value))
        code_list = code_list_of(table.name, column.name)
        if code_list is None:
            return value
        own = self._own(code_list)
        codes = str(value).split(";")
        return ", ".join(own.get(code) or code_label(code_list, code, self.language) for code in codes)

    def text(self, table: PublishableTable, column: Column, row: Row) -> str:
        """A cell as text: ``withheld`` where the rules kept its number back, blank where there is none."""
        if is_withheld(table, column, row):
            return translate(CONTEXT, "withheld", self.language)
        value = self.value(table, column, row)
        return value if isinstance(value, str) else value_text(table.name, column, value, self.language)

    def _own(self, code_list: str) -> Mapping[str, str]:
        return self._content.code_labels.get(code_list, {})


def is_withheld(table: PublishableTable, column: Column, row: Row) -> bool:
    """Whether the rules kept a cell's number back, as the row's own note says."""
    if table.columns[-1].name != SUPPRESSED or not row[-1]:
        return False
    return column.name in str(row[-1]).split(";")
