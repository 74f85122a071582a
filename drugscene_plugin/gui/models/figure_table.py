"""The rows of a follow-up table as a view shows them: sorted by what they hold, copied as a spreadsheet takes them."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ...domain.disclosure import PublishableTable
from ...domain.table import Column, Measure
from ...texts import translate
from ...texts.column_definitions import code_of_column, explained
from ...texts.labels import code_label, field_label
from ...texts.numbers import number_text
from ...texts.table_words import value_text

_MAIN: Mapping[str, Tuple[str, ...]] = {
    "concentration": (
        "name", "group", "zone", "count", "share_of_crime", "share_of_baseline", "per_km2", "per_1000_people", "pai",
        "pai_low", "pai_high", "ratio", "ratio_low", "ratio_high", "rank", "rank_low", "rank_high", "earlier_count",
        "percent_change", "change_low", "change_high",
    ),
    "outline_split": (
        "name", "group", "total_change", "crime_change", "crime_low", "crime_high", "outline_change", "earlier_count",
        "count_same_outlines", "count",
    ),
    "gunviolence": (
        "figure", "distance", "days", "count", "n", "share", "low", "high", "expected", "expected_low",
        "expected_high", "ratio", "p",
    ),
    "survey": (
        "name", "distance_from", "distance_to", "status", "n", "share", "low", "high", "difference", "difference_low",
        "difference_high", "risk_ratio", "risk_ratio_low", "risk_ratio_high", "non_response",
    ),
    "changetest": (
        "name", "group", "treated_before", "treated_after", "wdd", "low", "high", "p", "local_change",
        "displaced_change",
    ),
    "area_totals": (
        "name", "group", "count", "count_low", "count_high", "per_day", "earlier_count", "percent_change", "change_low",
        "change_high",
    ),
    **dict.fromkeys(
        ("concentration_quality", "area_totals_quality", "gunviolence_quality", "changetest_quality"),
        ("quality", "incidents", "share", "rows_shown", "period_from", "period_to", "outlines"),
    ),
}  # fmt: skip
"""The columns of wide tables that are read first; the others are shown on demand. Of other tables all are."""

FOUND_BY_CONTROL = "found_by_control"
"""The caveat of crime groups that are mostly found by control: they are marked with a star."""

_SAID_ELSEWHERE = ("level", "code", "caveats", "method")
"""Columns that the page says in another place."""

_HEAD = 12
"""So many characters of a head stand in a line."""

_NUMBERS = (Measure.COUNT, Measure.AREA_M2, Measure.SHARE, Measure.NUMBER, Measure.YEAR)

COUNTY = "county"

Row = Mapping[str, Any]


class FigureTableModel(QAbstractTableModel):
    """Some rows of a table, with the columns that say something there."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._columns: List[Column] = []
        self._rows: List[Row] = []

    def refill(self, table: PublishableTable, rows: Sequence[Row], everything: bool) -> None:
        """Show rows of a table. ``everything``: all its columns."""
        self.beginResetModel()
        self._name, self._rows = table.name, list(rows)
        main, columns = _MAIN.get(self._name), table.columns
        if everything:
            self._columns = list(columns)
        else:
            named = {column.name: column for column in columns}
            usual = [c.name for c in columns if c.name not in _SAID_ELSEWHERE]
            wanted = [named[name] for name in main or usual if name in named]
            whole = all(row.get("level") == COUNTY for row in rows)  # its name would stand in every row
            self._columns = [
                c for c in wanted if any(row[c.name] is not None for row in rows) and not (whole and c.name == "name")
            ]
        self.endResetModel()

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns shown."""
        return [column.name for column in self._columns]

    def row_at(self, index: QModelIndex) -> Optional[Row]:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def definition_at(self, index: QModelIndex) -> str:
        """The code of the figure or label that a cell shows; blank where there is none."""
        if not index.isValid():
            return ""
        figure = str(self._rows[index.row()].get("figure") or "")
        return code_of_column(self._name, self._columns[index.column()].name, figure)

    # What Qt asks for.

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        name = self._columns[section].name
        if role == Qt.ItemDataRole.DisplayRole:
            return textwrap.fill(self._head(name), _HEAD, break_long_words=False)
        if role == Qt.ItemDataRole.ToolTipRole:
            code = code_of_column(self._name, name)
            return "\n".join(part for part in (self._head(name), explained(code).text if code else "") if part)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.measure in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by what a column holds; rows without a value come last either way."""
        if not 0 <= column < len(self._columns):
            return
        by = self._columns[column]
        turned = order == Qt.SortOrder.DescendingOrder

        def key(row: Row) -> Any:
            return row[by.name] if by.measure in _NUMBERS else self._text(by, row).casefold()

        self.layoutAboutToBeChanged.emit()
        known = [row for row in self._rows if row[by.name] is not None]
        unknown = [row for row in self._rows if row[by.name] is None]
        self._rows = sorted(known, key=key, reverse=turned) + unknown
        self.layoutChanged.emit()

    # What is copied

    def copied(self, indexes: Sequence[QModelIndex]) -> str:
        """Cells with their heads as text for a spreadsheet: tabs, the language's decimal mark, no spaces in numbers."""
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        text = io.StringIO()
        writer = csv.writer(text, delimiter="\t", lineterminator="\n")
        writer.writerow([self._head(self._columns[column].name) for column in columns])
        for row in rows:
            writer.writerow([self._plain(self._columns[column], self._rows[row]) for column in columns])
        return text.getvalue()

    def _plain(self, column: Column, row: Row) -> str:
        value = row[column.name]
        if value is None or column.measure not in _NUMBERS:
            return self._text(column, row)
        text = repr(value) if isinstance(value, float) else str(value)
        return text.replace(".", translate("Drugscene", "."))

    def _head(self, name: str) -> str:
        return translate("Drugscene", "Area") if name == "name" else field_label(name)

    def _text(self, column: Column, row: Row) -> str:
        if column.name == "name" and not row["name"]:
            return unit_name(row)
        if column.measure is Measure.NUMBER and column.name.startswith("distance"):
            return "" if row[column.name] is None else number_text(row[column.name])
        text = value_text(self._name, column, row[column.name])
        by_control = column.name == "group" and FOUND_BY_CONTROL in str(row.get("caveats") or "")
        return f"{text} *" if by_control else text


def unit_name(row: Row) -> str:
    """What the unit of a row is called: its name, or the county, or what has no area."""
    if row.get("name"):
        return str(row["name"])
    code_list = "area_level" if row["level"] == row["code"] else "summary_row"
    return code_label(code_list, str(row["code"]))  # of a scene without a name: its id
