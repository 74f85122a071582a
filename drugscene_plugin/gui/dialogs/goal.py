"""The goal that a county has set itself, for its charts by round: number, area, and the day."""

from __future__ import annotations

from datetime import date
from typing import Optional

from qgis.PyQt.QtCore import QDate, QLocale
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...domain.goal import Goal
from ...texts import translate

_NONE = -1  # the value that stands for no goal
_MOST = 1_000_000
_M2_PER_KM2 = 1_000_000


class GoalDialog(QDialog):
    """Asks for the goal; each part may be left out."""

    def __init__(self, goal: Goal, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("goal_dialog")
        self.setWindowTitle(translate("Drugscene", "Goal"))
        intro = QLabel(
            translate("Drugscene", "What the county has set itself. Charts by round, here and in packages, show it."),
            self,
        )
        intro.setWordWrap(True)
        no_goal = translate("Drugscene", "no goal")
        self.scenes = QSpinBox(self)
        self.scenes.setObjectName("goal_scenes")
        self.scenes.setRange(_NONE, _MOST)
        self.scenes.setSpecialValueText(no_goal)
        self.scenes.setValue(_NONE if goal.scenes is None else goal.scenes)
        self.area = QDoubleSpinBox(self)
        self.area.setObjectName("goal_area")
        self.area.setLocale(_decimals_as_in_words())
        self.area.setDecimals(3)
        self.area.setRange(_NONE, _MOST)
        self.area.setSingleStep(0.1)
        self.area.setSuffix("\u00a0km²")
        self.area.setSpecialValueText(no_goal)
        self.area.setValue(_NONE if goal.area_m2 is None else goal.area_m2 / _M2_PER_KM2)
        self.by_day = QCheckBox(translate("Drugscene", "By a day"), self)
        self.by_day.setObjectName("goal_by_day")
        self.by_day.setChecked(goal.day is not None)
        self.day = QDateEdit(self)
        self.day.setObjectName("goal_day")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setDate(QDate(goal.day.year, goal.day.month, goal.day.day) if goal.day else QDate.currentDate())
        self.day.setEnabled(self.by_day.isChecked())
        self.by_day.toggled.connect(self.day.setEnabled)
        form = QFormLayout()
        form.addRow(translate("Drugscene", "At most so many scenes"), self.scenes)
        form.addRow(translate("Drugscene", "At most so much area"), self.area)
        form.addRow(self.by_day, self.day)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addLayout(form)
        layout.addWidget(buttons)

    @property
    def goal(self) -> Goal:
        """The goal as it is entered."""
        scenes = None if self.scenes.value() == _NONE else self.scenes.value()
        area = None if self.area.value() < 0 else round(self.area.value() * _M2_PER_KM2, 3)
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day()) if self.by_day.isChecked() else None
        return Goal(scenes, area, day)


def _decimals_as_in_words() -> QLocale:
    """Numbers with the decimal mark of the words around them; the other mark is refused, not read over."""
    locale = QLocale(QLocale.Language.Swedish if translate("Drugscene", ".") == "," else QLocale.Language.English)
    locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator | QLocale.NumberOption.OmitGroupSeparator)
    return locale
