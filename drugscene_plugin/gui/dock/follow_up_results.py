"""The results of the follow-up: what they rest on, as a table and as a chart, what to bear in mind, and on the map."""

from __future__ import annotations

from html import escape
from typing import List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...domain.chart import Chart
from ...domain.disclosure import PublishableTable
from ...texts import translate
from ...texts.column_definitions import CRIME_GROUP, explained
from ...texts.labels import code_label
from ..chart_view import ChartView
from ..icons import qgis_icon
from ..models.figure_table import FigureTableModel, Row

_ABOUT = 6
"""How many lines of the text about the measurement are seen at most: longer ones are scrolled."""

_WIDEST = 190
"""How wide a column of the table is at most, in pixels."""

Choices = Sequence[Tuple[str, str]]
"""Codes and what they are called."""


class FollowUpResults(QWidget):
    """Shows one table of figures. Emits what a person wants to see of it."""

    table_chosen = pyqtSignal()
    rows_chosen = pyqtSignal()
    row_picked = pyqtSignal(object)
    chart_wanted = pyqtSignal(object)
    map_wanted = pyqtSignal(bool)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_results")
        self.about = self._browser("measured", 0)
        self.table_choice = self._combo("figure_table", translate("Drugscene", "Which of the tables"))
        self.level = self._combo(
            "figure_level", translate("Drugscene", "For whom: the county, its areas or the scenes")
        )
        self.part = self._combo("figure_part", translate("Drugscene", "Crime group or kind of figure"))
        self.table_choice.activated.connect(lambda _=0: self.table_chosen.emit())
        for combo in (self.level, self.part):
            combo.activated.connect(lambda _=0: self.rows_chosen.emit())
        choices = QHBoxLayout()
        choices.setSpacing(4)
        choices.addWidget(self.level, 1)
        choices.addWidget(self.part, 1)
        self.views = QTabWidget(self)
        self.views.setObjectName("figure_views")
        self.views.setDocumentMode(True)
        self.views.addTab(self._table_part(), translate("Drugscene", "Table"))
        self.chart = ChartView(self, "figure_chart")
        scrolled = QScrollArea(self)
        scrolled.setObjectName("figure_chart_area")
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(self.chart)
        self.views.addTab(scrolled, translate("Drugscene", "Chart"))
        self.notes = self._browser("figure_notes", 50)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.views)
        self.split.addWidget(self.notes)
        self.split.setStretchFactor(0, 3)
        self.split.setSizes([330, 80])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.about)
        layout.addWidget(self.table_choice)
        layout.addLayout(choices)
        layout.addWidget(self.split, 1)
        layout.addLayout(self._map_line())
        self._caveats: Sequence[str] = ()
        self._codes: Mapping[str, str] = {}
        self._explained = ""
        self.show_nothing("")

    # Parts

    def _browser(self, name: str, least: int) -> QTextBrowser:
        browser = QTextBrowser(self)
        browser.setObjectName(name)
        browser.setOpenExternalLinks(True)
        browser.setMinimumHeight(least)
        browser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return browser

    def _combo(self, name: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        return combo

    def _table_part(self) -> QWidget:
        part = QWidget(self)
        self.model = FigureTableModel(part)
        self.table = QTableView(part)
        self.table.setObjectName("figures")
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as the rows come, until somebody sorts them
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setWordWrap(False)
        self.table.setMinimumHeight(60)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(22)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(40)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Not currentChanged: a view that only gets the focus has a current cell, which nobody picked.
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._picked())
        self.table.doubleClicked.connect(lambda index: self.row_picked.emit(self.model.row_at(index)))
        copy = QAction(qgis_icon("mActionEditCopy"), translate("Drugscene", "Copy"), self.table)
        copy.setObjectName("copy_figures")
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda _=False: self.copy())
        self.table.addAction(copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.everything = QCheckBox(translate("Drugscene", "All columns"), part)
        self.everything.setObjectName("all_columns")
        self.everything.toggled.connect(lambda _=False: self.rows_chosen.emit())
        self.copying = QPushButton(copy.icon(), copy.text(), part)
        self.copying.setObjectName("copy")
        self.copying.setToolTip(
            translate("Drugscene", "Copy what is selected, or the whole table, with its heads, for a spreadsheet")
        )
        self.copying.clicked.connect(lambda _=False: self.copy())
        line = QHBoxLayout()
        line.addWidget(self.everything)
        line.addStretch(1)
        line.addWidget(self.copying)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        return part

    def _map_line(self) -> QHBoxLayout:
        self.map_figure = self._combo(
            "map_figure", translate("Drugscene", "The figure that the scenes are coloured by")
        )
        self.on_map = QPushButton(translate("Drugscene", "Show on the map"), self)
        self.on_map.setObjectName("show_on_map")
        self.on_map.setCheckable(True)
        self.on_map.setToolTip(
            translate(
                "Drugscene", "Colour the scenes by this figure, in a group of its own; press again to take it away"
            )
        )
        self.on_map.clicked.connect(lambda checked=False: self.map_wanted.emit(checked))
        self.map_figure.activated.connect(lambda _=0: self.map_wanted.emit(True) if self.on_map.isChecked() else None)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.map_figure, 1)
        line.addWidget(self.on_map)
        return line

    # Showing

    def show_nothing(self, text: str) -> None:
        """Say that nothing was measured."""
        self.show_measured(text, (), ())

    def show_measured(self, about: str, tables: Choices, figures: Choices) -> None:
        """Show what was measured and what it rests on, the tables there are, and the figures that the map can show."""
        self.about.setHtml(about)
        self._fit_about()
        _refill(self.table_choice, tables)
        _refill(self.map_figure, figures)
        for widget in (self.table_choice, self.views):
            widget.setVisible(bool(tables))
        for widget in (self.map_figure, self.on_map):
            widget.setVisible(bool(figures))
        if not tables:
            self.show_choices((), ())
            self._caveats, self._explained = (), ""
            self._show_notes()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_about()

    def _fit_about(self) -> None:
        """As high as the text about the measurement needs to be, up to a limit."""
        laid_out = QTextDocument()
        laid_out.setDefaultFont(self.about.font())
        laid_out.setHtml(self.about.toHtml())
        laid_out.setTextWidth(self.width() - 8)
        margins = round(laid_out.documentMargin()) + 2 * self.about.frameWidth()
        most = _ABOUT * self.about.fontMetrics().lineSpacing() + margins  # a line that is cut in two is no line
        self.about.setFixedHeight(min(round(laid_out.size().height()) + 4, most))

    def show_choices(self, levels: Choices, parts: Choices) -> None:
        """Offer levels, and crime groups or kinds of figures; what there is only one of is not asked for."""
        for combo, choices in ((self.level, levels), (self.part, parts)):
            _refill(combo, choices)
            combo.setVisible(len(choices) > 1)

    def show_rows(
        self, table: PublishableTable, rows: Sequence[Row], caveats: Sequence[str], codes: Mapping[str, str]
    ) -> None:
        """Show rows of a table, and what to bear in mind of them. The sorting stays where the columns do.

        ``codes`` are those that the crime groups were made of when they were counted.
        """
        header = self.table.horizontalHeader()
        before, sorted_by = self.model.columns, header.sortIndicatorSection()
        self.model.refill(table, rows, self.everything.isChecked())
        if list(self.model.columns) != list(before):
            sorted_by = -1
            self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            self.table.horizontalScrollBar().setValue(0)
            self.table.resizeColumnsToContents()
            for column in range(self.model.columnCount()):
                self.table.setColumnWidth(column, min(self.table.columnWidth(column), _WIDEST))
        if sorted_by >= 0:
            self.model.sort(sorted_by, header.sortIndicatorOrder())
        self._caveats, self._codes, self._explained = caveats, codes, ""
        self._show_notes()

    def show_chart(self, chart: Optional[Chart]) -> None:
        """Show a chart; where there is none, the view says so."""
        self.chart.show_chart(chart)
        if chart is None:
            self.views.setCurrentIndex(0)
        self.views.setTabEnabled(1, chart is not None)
        none = translate("Drugscene", "There is no chart of this table.")
        self.views.setTabToolTip(1, none if chart is None else "")

    def explain(self, codes: Sequence[str]) -> None:
        """Show the definitions of figures and labels."""
        self._explained = "".join(_definition_html(code) for code in codes)
        self._show_notes()

    def _show_notes(self) -> None:
        parts: List[str] = [self._explained]
        if self._caveats:
            lines = "".join(f"<li>{caveat}</li>" for caveat in self._caveats)
            title = translate("Drugscene", "To bear in mind")
            parts.append(f"<b>{title}</b><ul style='margin-top:0;margin-left:14px;-qt-list-indent:0'>{lines}</ul>")
        if not self._explained:
            hint = translate("Drugscene", "Click a figure to read how it is defined.")
            parts.append(f"<p><i>{hint}</i></p>")
        self.notes.setHtml("".join(parts))

    def _picked(self) -> None:
        chosen = self.table.selectionModel()
        index = chosen.currentIndex() if chosen.hasSelection() else QModelIndex()
        code, row = self.model.definition_at(index), self.model.row_at(index)
        self.explain([code] if code else ())
        if code == CRIME_GROUP and row is not None and row["group"] in self._codes:
            group, codes = code_label(CRIME_GROUP, row["group"]), escape(self._codes[row["group"]])
            self._explained = f"<p style='margin-top:0'><b>{escape(group)}</b>: {codes}</p>{self._explained}"
            self._show_notes()
        self.chart_wanted.emit(row)

    def copy(self) -> None:
        """Put what is selected on the clipboard, or all rows where no more than a cell is."""
        chosen = self.table.selectionModel().selectedIndexes()
        if len(chosen) < 2:
            size = range(self.model.rowCount()), range(self.model.columnCount())
            chosen = [self.model.index(row, column) for row in size[0] for column in size[1]]
        QGuiApplication.clipboard().setText(self.model.copied(chosen))


def _refill(combo: QComboBox, choices: Choices) -> None:
    """Offer choices; what was chosen stays where it is among them."""
    chosen = combo.currentData()
    combo.clear()
    for code, text in choices:
        combo.addItem(text, code)
        combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))


def _definition_html(code: str) -> str:
    told = explained(code)
    parts = [f"<b>{told.name}</b>: {told.text}"]
    if told.formula:
        parts.append(f"<i>{escape(told.formula)}</i>")
    if told.reference:
        parts.append(f"<small>{escape(told.reference)}</small>")
    return f"<p style='margin-top:0'>{'<br>'.join(parts)}</p>"
