"""What has a place of its own size in a template: tables, legends and labels, filled for one page after the other."""

from __future__ import annotations

from math import ceil
from typing import Dict, List, Optional, Sequence, Union

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLegendStyle,
    QgsTableCell,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from .paper_table import PaperTable

_SMALLEST_LETTERS = 5.0
_HEAD = QColor("#e8ecf3")
_LEGEND_TEXTS = (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel)
_LEGEND_PARTS = (*_LEGEND_TEXTS, QgsLegendStyle.Style.Symbol)
_LEGEND_TRIES = tuple(
    (more, share) for shares in ((1.0, 0.9, 0.8), (0.7, 0.6)) for more in range(3) for share in shares
)
"""How a legend is made to fit, best first: columns beside those of the template, and a share of the sizes that it gives."""


class TablePlace:
    """A table of a template, filled with one content after the other. It stays as wide and as high as it was drawn."""

    def __init__(self, table: QgsLayoutItemManualTable) -> None:
        self.frame: QgsLayoutFrame = table.frame(0)
        self._table = table
        self._width, self._height = self.frame.rect().width(), self.frame.rect().height()
        table.setIncludeTableHeader(False)

    def fits(self, content: PaperTable) -> bool:
        """Whether all rows have room."""
        self._fill(content)
        return bool(self._table.totalSize().height() <= self._height + 0.05)

    def show(self, content: Optional[PaperTable]) -> None:
        """Show a table, or nothing."""
        self.frame.setVisibility(content is not None)
        if content is not None:
            self._fill(content)

    def _fill(self, content: PaperTable) -> None:
        heads = (content.heads,) if content.heads else ()
        last = len(heads) + len(content.rows) - 1
        rows = [
            self._cells(line, content, head=number < len(heads), strong=content.total and number == last)
            for number, line in enumerate(heads + content.rows)
        ]
        self._table.setColumnWidths(self._widths(content))
        self._table.setTableContents(rows)

    def _widths(self, content: PaperTable) -> List[float]:
        """The columns' shares of the width, in mm; none is narrower than the longest word of its head, which would be cut."""
        room = self._width - 2 * self._table.cellMargin() * len(content.shares) - 0.3
        least = [self._longest_word(head) for head in content.heads]
        widths: Dict[int, float] = {}  # of the columns that their share would be too narrow for
        while True:
            left = room - sum(widths.values())
            whole = sum(share for column, share in enumerate(content.shares) if column not in widths)
            shared = [left * share / whole if whole else 0.0 for share in content.shares]
            narrow = {
                column: width for column, width in enumerate(least) if column not in widths and width > shared[column]
            }
            if not narrow:
                return [widths.get(column, width) for column, width in enumerate(shared)]
            widths.update(narrow)
            if sum(widths.values()) >= room:  # there is no room for all of them whole
                return [room * share / sum(content.shares) for share in content.shares]

    def _longest_word(self, head: str) -> float:
        """How wide the longest word of a head is, in mm."""
        letters = self._table.headerTextFormat()
        font = letters.font()
        font.setPixelSize(1000)  # as it is on paper, whatever the screen's points are
        metrics = QFontMetricsF(font)
        return max(metrics.horizontalAdvance(word) for word in head.split() or [""]) / 1000 * letters.size() * 25.4 / 72

    def _cells(self, line: Sequence[str], content: PaperTable, head: bool, strong: bool) -> List[QgsTableCell]:
        cells = []
        for column, text in enumerate(line):
            cell = QgsTableCell(text)
            right = column in content.numbers
            cell.setHorizontalAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            cell.setVerticalAlignment(Qt.AlignmentFlag.AlignBottom if head else Qt.AlignmentFlag.AlignTop)
            text_format = self._table.headerTextFormat() if head or strong else self._table.contentTextFormat()
            cell.setTextFormat(text_format)
            if head:
                cell.setBackgroundColor(_HEAD)
            cells.append(cell)
        return cells


class LegendPlace:
    """A legend of a template. It stays as wide and as high as it was drawn, unless the template lets it grow."""

    def __init__(self, legend: QgsLayoutItemLegend) -> None:
        self._legend, self._size, self._grows = legend, legend.sizeWithUnits(), legend.resizeToContents()
        self._letters = {kind: font_of(legend.style(kind)).pointSizeF() for kind in _LEGEND_TEXTS}
        self._spaces = {kind: legend.style(kind).margin(QgsLegendStyle.Side.Top) for kind in _LEGEND_PARTS}
        self._symbol = legend.symbolWidth(), legend.symbolHeight()
        self._columns, self._split = legend.columnCount(), legend.splitLayer()

    def fit(self) -> None:
        """Until all that the map shows has room: letters, symbols and the space above them smaller, then more columns."""
        legend = self._legend
        legend.refresh()
        if self._grows:
            return
        exporter = QgsLayoutExporter(legend.layout())
        dpi = legend.layout().renderContext().dpi()
        exporter.renderRegionToImage(legend.mapRectToScene(legend.rect()), QSize(), dpi)  # finds what the map shows
        legend.setResizeToContents(True)
        for more, share in _LEGEND_TRIES:
            legend.setColumnCount(self._columns + more)
            legend.setSplitLayer(self._split or more > 0)
            self._set_sizes(share)
            legend.adjustBoxSize()
            if legend.rect().height() <= self._size.height() and legend.rect().width() <= self._size.width():
                break
        legend.setResizeToContents(False)
        legend.attemptResize(self._size)

    def _set_sizes(self, share: float) -> None:
        legend = self._legend
        for kind, size in self._letters.items():
            style = legend.style(kind)
            _set_size(style, size * share)
            legend.setStyle(kind, style)
        for kind, space in self._spaces.items():
            style = legend.style(kind)
            QgsLegendStyle.setMargin(style, QgsLegendStyle.Side.Top, space * share)
            legend.setStyle(kind, style)
        legend.setSymbolWidth(self._symbol[0] * share)
        legend.setSymbolHeight(self._symbol[1] * share)


Lettered = Union[QgsLayoutItemLabel, QgsLegendStyle]
"""What sets its letters by a text format from QGIS 3.24 or 3.30 on, and by a font before."""


def font_of(lettered: Lettered) -> QFont:
    """The font of a label or of a legend's texts."""
    return lettered.textFormat().font() if hasattr(lettered, "textFormat") else lettered.font()


def _set_size(lettered: Lettered, size: float) -> None:
    if hasattr(lettered, "setTextFormat"):
        text = lettered.textFormat()
        text.setSize(size)
        lettered.setTextFormat(text)
        return
    font = lettered.font()
    font.setPointSizeF(size)
    lettered.setFont(font)


def fit_label(label: QgsLayoutItemLabel, size: float) -> None:
    """Make letters smaller until a label's text has room."""
    _set_size(label, size)
    while size > _SMALLEST_LETTERS and not _has_room(label):
        size -= 0.25
        _set_size(label, size)


def _has_room(label: QgsLayoutItemLabel) -> bool:
    needed, room = label.sizeForText(), label.rect()
    lines = ceil(needed.width() / room.width())
    if lines <= 1:
        return True
    wrapped = ceil(needed.width() * 1.1 / room.width())  # lines break at words, not where they are full
    return bool(wrapped * needed.height() <= room.height() + 0.3)
