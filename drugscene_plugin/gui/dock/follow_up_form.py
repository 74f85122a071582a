"""The question of the follow-up: what is measured, in which period, against what. Shows the parts that a measure needs."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional, Sequence

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QFrame, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from ...analysis.incident_counting import DatedBy
from ...texts import translate
from ...texts.labels import code_label
from ..follow_up import CHANGE_TEST, CONCENTRATION, FORMS, GUN_VIOLENCE, SURVEY
from .follow_up_counting import FollowUpCounting, polygon_layers
from .follow_up_input import FollowUpInput
from .follow_up_period import FollowUpPeriod
from .follow_up_survey import FollowUpSurvey
from .scene_form import compact_form

_LABEL = 110
"""How wide labels are at most for the fields to begin at the same place, in pixels."""


class FollowUpForm(QScrollArea):
    """The form of all measures; each shows what it asks for. Emits ``changed``."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure, self._by_area = CONCENTRATION, False
        body = QWidget(self)
        self.input = FollowUpInput(body)
        self.period = FollowUpPeriod(body)
        self.counting = FollowUpCounting(body)
        self.survey = FollowUpSurvey(body)
        self.advanced = self._advanced(body)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(2, 4, 6, 4)
        layout.setSpacing(6)
        for part in (self.input, self.period, self.counting, self.survey, self.advanced):
            layout.addWidget(part)
        for part in (self.input, self.period, self.counting, self.survey):
            part.changed.connect(self.changed.emit)
        layout.addStretch(1)
        self.setWidget(body)
        _align(
            [self.input.form, self.period.form, self.period.earlier, self.counting.form, self.survey.form, self._more]
        )

    def _advanced(self, parent: QWidget) -> QgsCollapsibleGroupBox:
        box = QgsCollapsibleGroupBox(translate("Drugscene", "More"), parent)
        box.setObjectName("follow_up_more")
        box.setCollapsed(True)
        box.setSaveCollapsedState(False)
        self.dated_by = QComboBox(box)
        self.dated_by.setObjectName("dated_by")
        self.dated_by.setToolTip(translate("Drugscene", "Which moment of its span of time dates an incident."))
        for moment in DatedBy:
            self.dated_by.addItem(code_label("dated_by", moment.value), moment.value)
        self.groups_file = QgsFileWidget(box)
        self.groups_file.setObjectName("groups_file")
        self.groups_file.setFilter("JSON (*.json)")
        self.groups_file.setToolTip(
            translate("Drugscene", "A JSON file with crime groups of your own, in place of those above")
        )
        self.control = self._areas(
            box,
            "control",
            translate(
                "Drugscene",
                "Polygons that the scenes are compared with. None: each is matched with a scene that remained.",
            ),
        )
        self.control_displacement = self._areas(
            box,
            "control_displacement",
            translate("Drugscene", "Polygons in place of the ring around the control areas. None: that ring."),
        )
        self.seed = self._number(
            box, "seed", 2_000_000_000, translate("Drugscene", "The same seed gives the same figures.")
        )
        self.minimum_n = self._number(
            box, "minimum_n", 10_000, translate("Drugscene", "Where fewer answered, no share is given.")
        )
        self._more = compact_form()
        for text, widget in (
            (translate("Drugscene", "Control areas"), self.control),
            (translate("Drugscene", "Areas beside the control"), self.control_displacement),
            (translate("Drugscene", "Dated by"), self.dated_by),
            (translate("Drugscene", "Own crime groups"), self.groups_file),
            (translate("Drugscene", "Seed"), self.seed),
            (translate("Drugscene", "Fewest answers for a share"), self.minimum_n),
        ):
            self._more.addRow(text, widget)
        box.setLayout(self._more)
        return box

    def _areas(self, parent: QWidget, name: str, tip: str) -> QgsMapLayerComboBox:
        return polygon_layers(name, tip, parent)

    def _number(self, parent: QWidget, name: str, most: int, tip: str) -> QSpinBox:
        field = QSpinBox(parent)
        field.setObjectName(name)
        field.setRange(0 if name == "seed" else 1, most)
        field.setToolTip(tip)
        return field

    # Showing

    def show_measure(self, measure: str) -> None:
        """Show what a measure asks for."""
        self._measure, self._by_area = measure, False
        form = FORMS[measure]
        self.input.show_asked(_input_title(measure), form.meanings)
        self.period.setVisible(form.period)
        self.period.show_asked(form.compare or form.compared, form.compared, form.compare)
        self.counting.setVisible(bool(form.rows))
        self.counting.show_asked(form.rows, measure == GUN_VIOLENCE)
        self.survey.setVisible(measure == SURVEY)
        for name in ("control", "control_displacement", "dated_by", "groups_file", "seed", "minimum_n"):
            widget = getattr(self, name)
            widget.setVisible(name in form.advanced)
            self._more.labelForField(widget).setVisible(name in form.advanced)

    def show_by_area(self, by_area: bool) -> None:
        """Say whether rows name areas in place of points: then nothing is asked about scenes, bands and baselines."""
        if by_area == self._by_area:
            return
        self._by_area = by_area
        rows = self._asked.rows
        self.counting.show_asked([r for r in rows if r == "groups"] if by_area else rows, False)
        self.period.show_by_area(by_area)

    def take(self, answers: Mapping[str, Any]) -> None:
        """Show what was answered."""
        for part in (self.period, self.counting, self.survey):
            part.take(answers)
        self.dated_by.setCurrentIndex(max(self.dated_by.findData(answers["dated_by"]), 0))
        self.groups_file.setFilePath(str(answers["groups_file"]))
        self.seed.setValue(int(answers["seed"]))
        self.minimum_n.setValue(int(answers["minimum_n"]))

    def answers(self) -> Dict[str, Any]:
        """What is answered, as plain values. Where two periods must be given, they are compared."""
        answers = {
            **self.period.answers(),
            **self.counting.answers(),
            **self.survey.answers(),
            "dated_by": str(self.dated_by.currentData()),
            "groups_file": str(self.groups_file.filePath()).strip() if "groups_file" in self._asked.advanced else "",
            "seed": self.seed.value(),
            "minimum_n": self.minimum_n.value(),
        }
        return {**answers, "compare": self.period.compares}

    @property
    def _asked(self) -> Any:
        return FORMS[self._measure]


def _align(forms: Sequence[QFormLayout]) -> None:
    """Let the fields of several forms begin at the same place; longer labels than most stand in lines of their own."""
    found = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for form in forms for row in range(form.rowCount())]
    labels = [item.widget() for item in found if item is not None]
    widths = sorted(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(min(widths[len(widths) * 3 // 4], _LABEL))


def _input_title(measure: str) -> str:
    return {
        CONCENTRATION: translate("Drugscene", "Incidents"),
        GUN_VIOLENCE: translate("Drugscene", "Shootings"),
        SURVEY: translate("Drugscene", "Answers"),
        CHANGE_TEST: translate("Drugscene", "Incidents"),
    }[measure]
