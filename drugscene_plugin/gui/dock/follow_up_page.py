"""The page of the follow-up: what to measure, its run, and its results."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...texts import translate
from ...texts.column_definitions import code_of_column
from ...texts.labels import code_label
from ...texts.measure_definitions import measures_of
from ..follow_up import MEASURES, QUALITY, TABLES
from .follow_up_form import FollowUpForm
from .follow_up_results import FollowUpResults
from .work_line import WorkLine


class FollowUpPage(QWidget):
    """A measure, its question and its results. Emits what a person wants measured."""

    measure_left = pyqtSignal(str)
    """Another measure is about to be asked for: the form still shows this one."""

    measure_chosen = pyqtSignal(str)
    run_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_page")
        self.measure = QComboBox(self)
        self.measure.setObjectName("measure")
        self.measure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.measure.setMinimumContentsLength(10)
        self.measure.setToolTip(translate("Drugscene", "What is to be measured"))
        for measure in MEASURES:
            self.measure.addItem(code_label("follow_up", measure), measure)
        self.measure.currentIndexChanged.connect(lambda _=0: self._measure_chosen())
        self.explain = QToolButton(self)
        self.explain.setObjectName("explain")
        self.explain.setText("?")
        self.explain.setToolTip(translate("Drugscene", "How the figures of this measure are defined"))
        self.explain.clicked.connect(lambda _=False: self._explain())
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.measure, 1)
        top.addWidget(self.explain)
        self.form = FollowUpForm(self)
        self.results = FollowUpResults(self)
        self.parts = QTabWidget(self)
        self.parts.setObjectName("follow_up_parts")
        self.parts.setDocumentMode(True)
        self.parts.addTab(self._question(), translate("Drugscene", "Question"))
        self.parts.addTab(self.results, translate("Drugscene", "Results"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.parts, 1)
        self._why_not, self._note = "", ""
        self._may_run()
        self._asked = self.chosen_measure
        self.form.show_measure(self._asked)

    def _question(self) -> QWidget:
        question = QWidget(self)
        self.why = QLabel(question)
        self.why.setObjectName("why_not_measured")
        self.why.setWordWrap(True)
        self.why.setStyleSheet("font-style: italic")
        layout = QVBoxLayout(question)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.why)
        layout.addLayout(self._run_line())
        return question

    def _run_line(self) -> QHBoxLayout:
        self.run = QPushButton(translate("Drugscene", "Calculate"), self)
        self.run.setObjectName("run_measure")
        self.run.clicked.connect(lambda _=False: self.run_wanted.emit())
        self.work = WorkLine("measure", self, waits=False)
        self.work.changed.connect(self._may_run)
        line = QHBoxLayout()
        line.addWidget(self.run)
        line.addWidget(self.work, 1)
        return line

    @property
    def chosen_measure(self) -> str:
        """The measure that is chosen."""
        return str(self.measure.currentData())

    def show_measure(self, measure: str) -> None:
        """Choose a measure as if somebody had picked it."""
        self.measure.setCurrentIndex(max(self.measure.findData(measure), 0))

    def show_ready(self, why_not: str, note: str) -> None:
        """Show whether it can be measured: ``why_not`` says what is missing, ``note`` what else a person should know."""
        self._why_not, self._note = why_not, note
        self._may_run()

    def show_results(self) -> None:
        """Bring the results to the front."""
        self.parts.setCurrentWidget(self.results)

    def _may_run(self) -> None:
        self.run.setEnabled(not self._why_not and not self.work.busy)
        self.run.setToolTip(self._why_not)
        self.why.setText("\n".join(text for text in (self._why_not, self._note) if text))
        self.why.setVisible(bool(self.why.text()) and not self.work.busy)

    def _measure_chosen(self) -> None:
        self.measure_left.emit(self._asked)
        self._asked = self.chosen_measure
        self.form.show_measure(self._asked)
        self.measure_chosen.emit(self.chosen_measure)

    def _explain(self) -> None:
        tables = TABLES[self.chosen_measure]
        quality = [code_of_column(table, "quality") for table in tables if table.endswith(QUALITY)]
        self.results.explain([*(code for table in tables for code in measures_of(table)), *quality])
        self.show_results()
