"""The ledger: how the number and area of one round became those of the next, with the scenes behind every figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.chart import Chart
from ...domain.ledger import ALWAYS_SHOWN, TERMS, LedgerLine
from ...domain.scene import SceneId
from ...texts import translate
from ...texts.labels import code_label, field_label
from ...texts.numbers import number_text
from ..chart_view import ChartView

_CHARTS_HEIGHT = 100
_NO_LIMIT = 16_777_215  # of a widget's height, by Qt

Choices = Sequence[Tuple[str, str]]
"""Codes and what they are called."""


@dataclass(frozen=True)
class SceneBehind:
    """A scene behind a figure: its id, what it is called, and in which round it stands."""

    scene: SceneId
    name: str
    round: str


class LedgerPage(QWidget):
    """The ledger as a table. Emits which figure a person wants explained."""

    chosen = pyqtSignal()
    figure_picked = pyqtSignal(object, str)
    scene_wanted = pyqtSignal(object)
    goal_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_page")
        self._lines: List[LedgerLine] = []
        self._columns: List[str] = []
        self.about = QLabel(self)
        self.about.setObjectName("ledger_about")
        self.about.setWordWrap(True)
        self.level = self._combo("ledger_level", translate("Drugscene", "The areas that it is drawn up for"))
        for level in ("county", "lpo", "municipality"):
            self.level.addItem(code_label("area_level", level), level)
        self.measure = self._combo("ledger_measure", translate("Drugscene", "Number of scenes, or their area"))
        for measure, text in (
            ("count", translate("Drugscene", "Number")),
            ("area_m2", translate("Drugscene", "Area (m²)")),
        ):
            self.measure.addItem(text, measure)
        self.division = self._combo(
            "ledger_division", translate("Drugscene", "The division that both rounds are reported on")
        )
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.level, 3)
        top.addWidget(self.measure, 2)
        self.table = self._table()
        self.behind = QListWidget(self)
        self.behind.setObjectName("behind")
        self.behind.itemClicked.connect(lambda item: self.scene_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.behind.itemActivated.connect(lambda item: self.scene_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.behind_text = QLabel(translate("Drugscene", "Click a figure to see the scenes behind it."), self)
        self.behind_text.setObjectName("behind_text")
        self.behind_text.setWordWrap(True)
        lower = QWidget(self)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.behind_text)
        below.addWidget(self.behind, 1)
        self.goal = QToolButton(self)
        self.goal.setObjectName("goal")
        self.goal.setText(translate("Drugscene", "Goal …"))
        self.goal.setToolTip(
            translate("Drugscene", "Enter what the county has set itself; the charts by round show it")
        )
        self.goal.clicked.connect(lambda _=False: self.goal_wanted.emit())
        self.waterfall, self.by_round = ChartView(self, "waterfall"), ChartView(self, "by_round")
        self.charts = self._charts()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(lower)
        split.addWidget(self.charts)
        split.setSizes([220, 120, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.about)
        layout.addLayout(top)
        layout.addWidget(self.division)
        layout.addWidget(split, 1)

    def _charts(self) -> QgsCollapsibleGroupBox:
        box = QgsCollapsibleGroupBox(translate("Drugscene", "Charts"), self)
        box.setObjectName("ledger_charts")  # QGIS remembers by this name whether it is open
        inside = QWidget(box)
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.waterfall)
        below.addWidget(self.by_round)
        below.addWidget(self.goal, 0, Qt.AlignmentFlag.AlignLeft)
        below.addStretch(1)
        area = QScrollArea(box)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # charts get one width, and so one height
        area.setMinimumHeight(_CHARTS_HEIGHT)
        area.setWidget(inside)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        box.collapsedStateChanged.connect(lambda collapsed: self._charts_folded(box, collapsed))
        self._charts_folded(box, box.isCollapsed())
        return box

    def _charts_folded(self, box: QgsCollapsibleGroupBox, collapsed: bool) -> None:
        """Give the room of the charts to the table while they are folded away."""
        box.setMaximumHeight(box.minimumSizeHint().height() if collapsed else _NO_LIMIT)

    def _combo(self, name: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        combo.activated.connect(lambda _=0: self.chosen.emit())
        return combo

    def _table(self) -> QTableWidget:
        table = QTableWidget(self)
        table.setObjectName("ledger")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setMinimumHeight(80)
        table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setMaximumWidth(130)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(24)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.currentCellChanged.connect(lambda row, column, *_: self._picked(row, column))
        table.cellClicked.connect(self._picked)
        return table

    # Showing

    def show_divisions(self, choices: Choices) -> None:
        """The divisions to choose from; hidden where there is only one."""
        chosen = self.division.currentData()
        self.division.clear()
        for code, text in choices:
            self.division.addItem(text, code)
        self.division.setCurrentIndex(max(self.division.findData(chosen), 0))
        self.division.setVisible(len(choices) > 1)

    def show_lines(self, lines: Sequence[LedgerLine], about: str) -> None:
        """Show the lines of one level and measure; one that does not reconcile is red."""
        self.about.setText(about)
        self._lines = list(lines)
        self._columns = [
            column
            for column in ("opening", *TERMS, "closing")
            if column in ALWAYS_SHOWN or any(figure_of(line, column) for line in lines)
        ]
        self.table.blockSignals(True)
        self.table.clear()
        self.table.setRowCount(len(lines))
        self.table.setColumnCount(len(self._columns) + 1)
        heads = [f"{_sign(column)}{field_label(column)}" for column in self._columns]
        self.table.setHorizontalHeaderLabels([*heads, translate("Drugscene", "Adds up")])
        self.table.setVerticalHeaderLabels([unit_name(line) for line in lines])
        for row, line in enumerate(lines):
            self.table.verticalHeaderItem(row).setToolTip(f"{line.name} {line.code}".strip())
            for place, column in enumerate(self._columns):
                item = QTableWidgetItem(_number(figure_of(line, column)))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, place, item)
            words = "✓" if line.reconciles else translate("Drugscene", "off by {count}")
            item = QTableWidgetItem(words.format(count=_number(line.difference)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if not line.reconciles:
                item.setForeground(QBrush(QColor("#c1272d")))
            self.table.setItem(row, len(self._columns), item)
        self.table.blockSignals(False)
        self.show_behind("", ())

    def show_charts(self, waterfall: Optional[Chart], by_round: Optional[Chart]) -> None:
        """Show the charts of a line and of its measure over all rounds; none where there is nothing to draw."""
        self.waterfall.show_chart(waterfall)
        self.by_round.show_chart(by_round)
        self.charts.setVisible(waterfall is not None or by_round is not None)

    def show_behind(self, text: str, scenes: Sequence[SceneBehind]) -> None:
        """Show the scenes behind a figure."""
        self.behind_text.setText(text or translate("Drugscene", "Click a figure to see the scenes behind it."))
        self.behind.clear()
        for one in scenes:
            item = QListWidgetItem(f"{one.name}  ({one.round})")
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(str(one.scene))
            self.behind.addItem(item)

    def _picked(self, row: int, column: int) -> None:
        if 0 <= row < len(self._lines) and 0 <= column < len(self._columns):
            self.figure_picked.emit(self._lines[row], self._columns[column])


def unit_name(line: LedgerLine) -> str:
    """What a line's unit is called."""
    if line.level == "county":
        return code_label("area_level", "county")
    return line.name or code_label("summary_row", line.code)


def figure_of(line: LedgerLine, column: str) -> float:
    """The figure of a line in a column."""
    if column in ("opening", "closing"):
        return float(getattr(line, column))
    return line.terms.get(column, 0)


def _sign(column: str) -> str:
    return {-1: "− ", 1: "+ "}.get(TERMS.get(column, 0), "")


def _number(figure: float) -> str:
    return number_text(figure)
