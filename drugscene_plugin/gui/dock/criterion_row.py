"""One criterion in the form: yes, no or unknown, with what the answer rests on folded away."""

from __future__ import annotations

from datetime import date
from typing import Dict, Optional, Tuple

from qgis.gui import QgsDateTimeEdit
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.criteria import Answer, Assessment, Criterion
from ...texts import translate
from ...texts.labels import code_label, field_label

_SHORT = {Answer.YES: "#4f9d69", Answer.NO: "#d1495b", Answer.UNKNOWN: "#8a8f98"}


class AnswerButtons(QWidget):
    """Yes, no, unknown: one of them pressed, or none. Arrow keys move between them."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: Dict[Answer, QToolButton] = {}
        for number, answer in enumerate(Answer):
            button = QToolButton(self)
            button.setObjectName(f"answer_{answer.value}")
            button.setText(code_label("answer", answer.value))
            button.setAccessibleName(button.text())
            button.setToolTip(button.text())
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # A colour of its own when pressed; mid-tones read on light and dark themes.
            button.setStyleSheet(
                f"QToolButton:checked {{ background: {_SHORT[answer]}; color: white; border-radius: 3px; }}"
                "QToolButton { padding: 2px 4px; border: 1px solid palette(mid); border-radius: 3px; }"
                "QToolButton:focus { border: 1px solid palette(highlight); }"
            )
            self._group.addButton(button, number)
            self._buttons[answer] = button
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, answer=answer: self.chosen.emit(answer))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: Optional[Answer]) -> None:
        """Press the button of an answer; None: none."""
        self._group.setExclusive(False)
        for candidate, button in self._buttons.items():
            button.setChecked(candidate is answer)
        self._group.setExclusive(answer is not None)

    def shorten(self, short: bool) -> None:
        """Write unknown as a question mark, where there is little room."""
        text = "?" if short else code_label("answer", Answer.UNKNOWN.value)
        if self._buttons[Answer.UNKNOWN].text() != text:
            self._buttons[Answer.UNKNOWN].setText(text)
            self.setFixedWidth(self.sizeHint().width())

    def button(self, answer: Answer) -> QToolButton:
        """The button of an answer."""
        return self._buttons[answer]


class CriterionRow(QWidget):
    """A criterion's answer and evidence. Emits ``assessed`` with the whole assessment when a person changes it."""

    assessed = pyqtSignal(object)

    def __init__(self, criterion: Criterion, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"criterion_{criterion.value}")
        self.criterion = criterion
        self._shown = Assessment()
        self._showing = False
        self._fold = QToolButton(self)
        self._fold.setObjectName("evidence")
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolTip(translate("Drugscene", "Show what the answer rests on: source, date, assessor"))
        self._fold.toggled.connect(self._unfold)
        self._label = QLabel(field_label(criterion.value), self)
        self._label.setWordWrap(True)
        self.answers = AnswerButtons(self)
        self.answers.chosen.connect(self._answered)

        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._fold)
        line.addWidget(self._label, 1)
        line.addWidget(self.answers)

        self._evidence = QWidget(self)
        form = QFormLayout(self._evidence)
        form.setContentsMargins(28, 0, 0, 6)
        form.setVerticalSpacing(3)
        self.source = QLineEdit(self._evidence)
        self.source.setPlaceholderText(translate("Drugscene", "Report, observation, tip …"))
        self.date = QgsDateTimeEdit(self._evidence)
        self.date.setAllowNull(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.assessor = QLineEdit(self._evidence)
        form.addRow(translate("Drugscene", "Source"), self.source)
        form.addRow(translate("Drugscene", "Date"), self.date)
        form.addRow(translate("Drugscene", "Assessor"), self.assessor)
        self._evidence.hide()
        self.source.editingFinished.connect(self._edited)
        self.assessor.editingFinished.connect(self._edited)
        self.date.editingFinished.connect(self._edited)
        self.date.valueChanged.connect(self._date_changed)

        self._as_shown = self._read()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(line)
        layout.addWidget(self._evidence)

    def show_assessment(self, assessment: Optional[Assessment]) -> None:
        """Show an assessment; nothing is emitted."""
        assessment = assessment or Assessment()
        self._shown = assessment
        self._showing = True
        self.answers.show_answer(assessment.answer)
        if self.source.text() != assessment.source:
            self.source.setText(assessment.source)
        if self.assessor.text() != assessment.assessor:
            self.assessor.setText(assessment.assessor)
        if assessment.date is None:
            self.date.clear()
        else:
            day = QDate(assessment.date.year, assessment.date.month, assessment.date.day)
            self.date.setDateTime(QDateTime(day, QTime(0, 0)))
        self._as_shown = self._read()
        self._showing = False
        self._mark_evidence()

    def mark_deciding(self, deciding: bool) -> None:
        """Mark that this criterion decided the classification."""
        name = field_label(self.criterion.value)
        self._label.setText(f"<b>{name}</b>" if deciding else name)
        self._label.setToolTip(translate("Drugscene", "Decides the classification") if deciding else "")

    def show_evidence(self, seen: bool) -> None:
        """Offer what the answer rests on, or not, to those who do not see it."""
        self._fold.setVisible(seen)
        self._evidence.setVisible(seen and self._fold.isChecked())

    def finish(self) -> None:
        """Emit what is still being typed."""
        self._edited()

    def _unfold(self, shown: bool) -> None:
        self._evidence.setVisible(shown)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def _mark_evidence(self) -> None:
        parts = [self._shown.source, self._shown.date.isoformat() if self._shown.date else "", self._shown.assessor]
        known = " · ".join(p for p in parts if p)
        tip = translate("Drugscene", "Show what the answer rests on: source, date, assessor")
        self._fold.setToolTip(f"{tip}\n{known}" if known else tip)

    def _date(self) -> Optional[date]:
        if self.date.isNull():
            return None
        day = self.date.date()
        return date(day.year(), day.month(), day.day())

    def _answered(self, answer: Answer) -> None:
        self.answers.show_answer(answer)
        self._emit(Assessment(answer, self._shown.source, self._shown.date, self._shown.assessor))

    def _date_changed(self, *_: object) -> None:
        # A calendar pick or the clear button; typing ends with editingFinished.
        if not self.date.hasFocus() or self.date.isNull():
            self._edited()

    def _read(self) -> Tuple[str, Optional[date], str]:
        return self.source.text(), self._date(), self.assessor.text()

    def _edited(self) -> None:
        if self._showing or self._read() == self._as_shown:
            return  # nothing typed: what is stored stays as it is, to the letter
        was, now = self._as_shown, self._read()
        self._as_shown = now
        self._emit(
            Assessment(
                self._shown.answer,
                self._shown.source if now[0] == was[0] else now[0].strip(),
                self._shown.date if now[1] == was[1] else now[1],
                self._shown.assessor if now[2] == was[2] else now[2].strip(),
            )
        )

    def _emit(self, assessment: Assessment) -> None:
        if assessment != self._shown:
            self._shown = assessment
            self._mark_evidence()
            self.assessed.emit(assessment)
