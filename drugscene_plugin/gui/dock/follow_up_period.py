"""The period that is measured, and the one that it is compared with."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...texts import translate
from ...texts.labels import code_label
from ...workflow.follow_up import Basis
from .scene_form import compact_form


class FollowUpPeriod(QWidget):
    """A period of whole days, and where it is wanted an earlier one with the round of its outlines."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_period")
        not_included = translate("Drugscene", "The day after the last: 2024-01-01 for a period that ends with 2023")
        first = translate("Drugscene", "The first day of the period")
        self.start, self.end = self._day("period_from", first), self._day("period_to", not_included)
        self.start2, self.end2 = self._day("period_from2", first), self._day("period_to2", not_included)
        self.compare = QCheckBox(translate("Drugscene", "Compare with an earlier period"), self)
        self.compare.setObjectName("compare")
        self.compare.toggled.connect(lambda _=False: self._compare_toggled())
        self.from_round = self._combo(
            "from_round", translate("Drugscene", "The round of the earlier of the two periods")
        )
        self.basis = self._combo(
            "basis",
            translate(
                "Drugscene", "Within whose outlines both are counted: a moved boundary is then told from less crime"
            ),
        )
        for basis in Basis:
            self.basis.addItem(code_label("basis", basis.value), basis.value)
        self._when = QWidget(self)
        self.form = compact_form()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(translate("Drugscene", "Period"), self._span(self.start, self.end))
        self.earlier = compact_form()
        self.earlier.setContentsMargins(0, 0, 0, 0)
        self.earlier.addRow(translate("Drugscene", "Earlier"), self._span(self.start2, self.end2))
        self.earlier.addRow(translate("Drugscene", "Earlier round"), self.from_round)
        self.earlier.addRow(translate("Drugscene", "Outlines"), self.basis)
        self._when.setLayout(self.earlier)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(self.form)
        layout.addWidget(self.compare)
        layout.addWidget(self._when)
        self._wanted, self._needed, self._outlines, self._by_area = False, False, False, False

    def _day(self, name: str, tip: str) -> QDateEdit:
        field = QDateEdit(self)
        field.setObjectName(name)
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setToolTip(tip)
        field.dateChanged.connect(lambda _=None: self.changed.emit())
        return field

    def _combo(self, name: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        return combo

    def _span(self, start: QDateEdit, end: QDateEdit) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(3)
        until = QLabel(translate("Drugscene", "until"), self)
        until.setToolTip(end.toolTip())
        line.addWidget(start, 1)
        line.addWidget(until, 0, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(end, 1)
        return line

    # What is asked for

    def show_asked(self, wanted: bool, needed: bool, outlines: bool) -> None:
        """Say whether an earlier period may be given, must be, and whether outlines are then to be chosen."""
        self._wanted, self._needed, self._outlines = wanted, needed, outlines
        self.compare.setVisible(wanted and not needed)
        self.show_by_area(False)

    def show_by_area(self, by_area: bool) -> None:
        """Say whether rows name areas in place of points: then no round's outlines are asked for."""
        for widget, asked in ((self.from_round, True), (self.basis, self._outlines)):
            widget.setVisible(asked and not by_area)
            self.earlier.labelForField(widget).setVisible(asked and not by_area)
        self._by_area = by_area
        self._offer_comparison()

    def show_rounds(self, labels: Sequence[str]) -> None:
        """Offer the rounds before the active one, the latest first; without any there is nothing to compare with."""
        self.from_round.clear()
        self.from_round.addItem(translate("Drugscene", "The round before"), "")
        for label in labels:
            self.from_round.addItem(label, label)
        self._offer_comparison()

    def _offer_comparison(self) -> None:
        possible = self._by_area or self.from_round.count() > 1
        self.compare.setEnabled(possible)
        none = translate("Drugscene", "This is the first round: there is nothing to compare it with.")
        self.compare.setToolTip("" if possible else none)
        self._compare_toggled()

    def _compare_toggled(self) -> None:
        self._when.setVisible(self.compares)
        self.changed.emit()

    @property
    def compares(self) -> bool:
        """Whether two periods are compared."""
        return self._needed or (self._wanted and self.compare.isEnabled() and self.compare.isChecked())

    # What was chosen

    def take(self, answers: Mapping[str, Any]) -> None:
        """Show what was answered."""
        for name, field in (("from", self.start), ("to", self.end), ("from2", self.start2), ("to2", self.end2)):
            day = date.fromisoformat(str(answers[name]))
            field.setDate(QDate(day.year, day.month, day.day))
        self.compare.setChecked(bool(answers["compare"]))
        for combo, name in ((self.from_round, "from_round"), (self.basis, "basis")):
            combo.setCurrentIndex(max(combo.findData(answers[name]), 0))

    def answers(self) -> Dict[str, Any]:
        """What is answered, as plain values."""
        days = (("from", self.start), ("to", self.end), ("from2", self.start2), ("to2", self.end2))
        return {
            **{name: field.date().toPyDate().isoformat() for name, field in days},
            "compare": self.compare.isChecked(),
            "from_round": str(self.from_round.currentData() or ""),
            "basis": str(self.basis.currentData()),
        }
