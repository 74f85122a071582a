"""Tagging many scenes at once: what is set here goes to all that are selected, what is left alone stays."""

from __future__ import annotations

from html import escape
from typing import Dict, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain.criteria import Answer, Criterion
from ...domain.field import FieldKind
from ...domain.scene import SceneStatus, TagValue
from ...domain.scene_fields import TAGS
from ...texts import translate
from ...texts.labels import code_label, field_label
from .criterion_row import AnswerButtons
from .scene_form import compact_form
from .tag_field import Codes, TagField

_MANY = tuple(tag for tag in TAGS if tag.kind is not FieldKind.LONG_TEXT)


class ManyForm(QScrollArea):
    """Emits ``applied`` with answers by criterion, tags by name and a status (None: as it is), for all selected scenes."""

    applied = pyqtSignal(object, object, object)
    confirmed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("many_form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        self.setWidget(body)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 4, 8, 8)
        self.heading = QLabel(body)
        self.heading.setObjectName("many_heading")
        self.heading.setWordWrap(True)
        layout.addWidget(self.heading)
        form = compact_form()
        self._answers: Dict[Criterion, Answer] = {}
        self.answers: Dict[Criterion, AnswerButtons] = {}
        for criterion in Criterion:
            buttons = AnswerButtons(body)
            buttons.setObjectName(f"many_{criterion.value}")
            buttons.chosen.connect(lambda answer, c=criterion: self._answered(c, answer))
            self.answers[criterion] = buttons
            label = QLabel(field_label(criterion.value), body)
            label.setWordWrap(True)
            form.addRow(label, buttons)
        self.set_tags: Dict[str, QCheckBox] = {}
        self.tags: Dict[str, TagField] = {}
        for tag in _MANY:
            box = QCheckBox(field_label(tag.name), body)
            box.setObjectName(f"set_{tag.name}")
            box.setToolTip(translate("Drugscene", "Set this tag on all selected scenes"))
            field = TagField(tag, parent=body)
            if tag.kind is FieldKind.BOOLEAN:
                field.editor.setText("")
            field.edited.connect(lambda _value, box=box: box.setChecked(True))
            self.set_tags[tag.name], self.tags[tag.name] = box, field
            form.addRow(box, field)
        self.status = QComboBox(body)
        self.status.setObjectName("many_status")
        self.status.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.status.addItem(translate("Drugscene", "As it is"), None)
        for status in SceneStatus:
            self.status.addItem(code_label("status", status.value), status)
        form.addRow(field_label("status"), self.status)
        layout.addLayout(form)
        buttons_line = QHBoxLayout()
        self.apply = QPushButton(body)
        self.apply.setObjectName("apply_many")
        self.apply.clicked.connect(lambda _=False: self._apply())
        self.confirm = QPushButton(translate("Drugscene", "Confirm all"), body)
        self.confirm.setObjectName("confirm_many")
        self.confirm.setToolTip(translate("Drugscene", "Answers and tags from the earlier round still hold"))
        self.confirm.clicked.connect(lambda _=False: self.confirmed.emit())
        buttons_line.addWidget(self.apply, 1)
        buttons_line.addWidget(self.confirm)
        layout.addLayout(buttons_line)
        layout.addStretch(1)

    def show_selection(
        self, count: int, to_confirm: int, codes: Mapping[str, Codes], editable: bool, why_not: str = ""
    ) -> None:
        """Say how many scenes are selected, and why they may not be edited; what was set and not applied stays."""
        self.heading.setText(
            "<b>"
            + translate("Drugscene", "{count} scenes selected").format(count=count)
            + "</b><br/>"
            + (
                escape(why_not)
                or translate("Drugscene", "What you set here is set on all of them; the rest stays as it is.")
            )
        )
        self.apply.setText(translate("Drugscene", "Tag {count} scenes").format(count=count))
        self.confirm.setVisible(to_confirm > 0)
        self.widget().setEnabled(editable and not why_not)
        for tag in _MANY:
            if tag.code_list:
                self.tags[tag.name].set_codes(codes.get(tag.code_list, ()))

    def clear(self) -> None:
        """Set nothing."""
        self._answers.clear()
        for buttons in self.answers.values():
            buttons.show_answer(None)
        for name, box in self.set_tags.items():
            box.setChecked(False)
            self.tags[name].show_value(None)
        self.status.setCurrentIndex(0)

    def _answered(self, criterion: Criterion, answer: Answer) -> None:
        if self._answers.get(criterion) is answer:  # a second press takes it back
            del self._answers[criterion]
            self.answers[criterion].show_answer(None)
        else:
            self._answers[criterion] = answer
            self.answers[criterion].show_answer(answer)

    def _apply(self) -> None:
        for field in self.tags.values():
            field.finish()
        tags: Dict[str, TagValue] = {n: self.tags[n].value() for n, box in self.set_tags.items() if box.isChecked()}
        self.applied.emit(dict(self._answers), tags, self.status.currentData())
