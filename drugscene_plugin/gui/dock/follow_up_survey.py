"""What is asked of the answers to a survey: which mean a problem, by which distance bands, and where people were asked."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ...texts import translate
from .follow_up_counting import CodeList
from .scene_form import compact_form

_PROBLEM, _NONE = 1, 2


class FollowUpSurvey(QWidget):
    """The values of the answer field, each a problem, none, or no answer; distance bands; the LPOs surveyed."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_survey")
        self.values = QTreeWidget(self)
        self.values.setObjectName("answer_values")
        self.values.setRootIsDecorated(False)
        self.values.setUniformRowHeights(True)
        self.values.setHeaderLabels(
            [
                translate("Drugscene", "Answer found"),
                translate("Drugscene", "Problem"),
                translate("Drugscene", "No answer"),
            ]
        )
        self.values.setToolTip(
            translate("Drugscene", "Tick the answers that mean a problem, and those that mean that none was given.")
        )
        self.values.header().setStretchLastSection(False)
        self.values.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (_PROBLEM, _NONE):
            self.values.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.values.setFixedHeight(120)
        self.values.itemChanged.connect(self._ticked)
        self.bands = QLineEdit(self)
        self.bands.setObjectName("distance_bands")
        self.bands.setToolTip(
            translate("Drugscene", "Where the bands end, rising, with ; between them. The last band is beyond.")
        )
        self.coverage = CodeList(
            "coverage",
            translate("Drugscene", "Where people were asked. The others, and the county, are then not measured."),
            6,
            self,
        )
        self.coverage.ticked.connect(self.changed.emit)
        self.form = compact_form()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(translate("Drugscene", "Distance bands (m)"), self.bands)
        self.form.addRow(translate("Drugscene", "LPOs surveyed"), self.coverage)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.values)
        layout.addLayout(self.form)
        self._whole = True

    # Showing

    def show_values(self, values: Sequence[str], whole: bool, problem: Sequence[str], missing: Sequence[str]) -> None:
        """Show the answers that were found; ``whole``: all of them are listed. Those given are ticked."""
        self._whole = whole
        self.values.blockSignals(True)
        self.values.clear()
        for value in values:
            item = QTreeWidgetItem([value, "", ""])
            item.setToolTip(0, value)
            item.setCheckState(_PROBLEM, _state(value in problem))
            item.setCheckState(_NONE, _state(value in missing))
            self.values.addTopLevelItem(item)
        if not whole:
            more = translate("Drugscene", "… and many more: is this the answer to a question?")
            self.values.addTopLevelItem(QTreeWidgetItem([more]))
            self.values.setFirstItemColumnSpanned(self.values.topLevelItem(len(values)), True)
        self.values.blockSignals(False)
        self.changed.emit()

    def show_areas(self, names: Mapping[str, str]) -> None:
        """Offer the LPOs, by code."""
        self.coverage.offer(names)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        """An answer cannot be a problem and none at the same time: the later tick holds."""
        other = _NONE if column == _PROBLEM else _PROBLEM
        if column in (_PROBLEM, _NONE) and item.checkState(column) == Qt.CheckState.Checked:
            self.values.blockSignals(True)
            item.setCheckState(other, Qt.CheckState.Unchecked)
            self.values.blockSignals(False)
        self.changed.emit()

    # What was chosen

    def take(self, answers: Mapping[str, Any]) -> None:
        """Show what was answered, but for the values: these come from the field."""
        self.bands.setText(str(answers["bands"]))
        if answers["coverage"]:
            self.coverage.tick(answers["coverage"])

    def answers(self) -> Dict[str, Any]:
        """What is answered, as plain values. ``others`` is None where not all answers are listed."""
        problem, missing = self._chosen(_PROBLEM), self._chosen(_NONE)
        others = [value for value in self._texts() if value not in problem and value not in missing]
        covered = self.coverage.chosen()
        return {
            "problem": problem,
            "missing": missing,
            "others": others if self._whole else None,
            "bands": self.bands.text().strip(),
            "coverage": [] if len(covered) == self.coverage.count() else covered,
        }

    @property
    def covers_nothing(self) -> bool:
        """Whether no LPO is ticked."""
        return self.coverage.count() > 0 and not self.coverage.chosen()

    def _items(self) -> List[QTreeWidgetItem]:
        """The lines of answers: the last may be none."""
        number = self.values.topLevelItemCount() - (not self._whole)
        return [self.values.topLevelItem(row) for row in range(number)]

    def _texts(self) -> List[str]:
        return [item.text(0) for item in self._items()]

    def _chosen(self, column: int) -> List[str]:
        return [item.text(0) for item in self._items() if item.checkState(column) == Qt.CheckState.Checked]


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
