"""Where a scene belongs at one level: its area, the shares, and a reason where a person decided otherwise."""

from __future__ import annotations

from typing import Mapping, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...domain.area import Assignment
from ...texts import translate
from ...texts.labels import assignment_reason_label


class PlaceField(QWidget):
    """An area to choose. Another than the largest share needs a reason: ``placed`` waits for both."""

    placed = pyqtSignal(object, str)

    def __init__(self, name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._shown = Assignment(None)
        self.with_shares = True
        """Whether the person sees the shares; who does not is not told that there are none."""
        self.area = QComboBox(self)
        self.area.setObjectName("area")
        self.area.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.area.activated.connect(lambda _=0: self._chosen())
        self.shares = QLabel(self)
        self.shares.setObjectName("shares")
        self.shares.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText(translate("Drugscene", "Why not where most of it lies?"))
        self.reason.editingFinished.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.area)
        layout.addWidget(self.reason)
        layout.addWidget(self.shares)

    def show_assignment(self, assignment: Assignment, names: Mapping[str, str]) -> None:
        """Show where a scene belongs, with all areas to choose from by code and name."""
        self._shown = assignment
        self.area.blockSignals(True)
        self.area.clear()
        self.area.addItem(translate("Drugscene", "Not assigned"), "")
        for code, name in sorted(names.items(), key=lambda item: item[1].casefold()):
            self.area.addItem(name if name == code else f"{name} ({code})", code)
        number = self.area.findData(assignment.code or "")
        if number < 0:
            self.area.addItem(str(assignment.code), assignment.code)
            number = self.area.count() - 1
        self.area.setCurrentIndex(number)
        self.area.blockSignals(False)
        self.reason.setText(assignment_reason_label(assignment.reason))
        self.reason.setVisible(assignment.overridden)
        parts = [f"{names.get(code, code)} {share:.0%}" for code, share in assignment.shares if share >= 0.0005]
        self.shares.setText(" · ".join(parts))
        # One area with all of it says nothing new.
        self.shares.setVisible(self.with_shares and (len(parts) > 1 or (not parts and assignment.code is not None)))
        if not parts and assignment.code is not None:
            self.shares.setText(translate("Drugscene", "no part of the outline lies in it"))

    def _chosen(self) -> None:
        code = self.area.currentData() or None
        largest = self._shown.shares[0][0] if self._shown.shares else None
        natural = code == largest
        self.reason.setVisible(not natural)
        reason = "" if natural else self._reason()
        if not natural and not reason:
            self.reason.setFocus()
            return
        if (code, reason) != (self._shown.code, self._shown.reason):
            self.placed.emit(code, reason)

    def _reason(self) -> str:
        """What is written; what was shown in words goes back as it was kept."""
        kept, written = self._shown.reason, self.reason.text().strip()
        return kept if written == assignment_reason_label(kept) else written
