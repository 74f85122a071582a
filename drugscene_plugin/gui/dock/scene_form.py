"""The form of one scene. Shows what it is given and emits each change; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.criteria import Criterion, Verdict
from ...domain.field import FieldKind, Profile
from ...domain.left_to_do import Todo
from ...domain.mapping_round import MappingRound
from ...domain.scene import Scene, SceneId, SceneStatus
from ...domain.scene_fields import BUILT_IN_CODES, SEEN_FIELDS, TAGS
from ...texts import translate
from ...texts.labels import code_label, field_label
from ..icons import icon
from ..models.scene_tree import todo_label
from .classification import ClassificationBar
from .criterion_row import CriterionRow
from .place_field import PlaceField
from .tag_field import Codes, TagField


@dataclass(frozen=True)
class FormContent:
    """All that the form shows of a scene. ``codes`` are the choices by code list; ``lpos`` and ``municipalities`` names by
    code; ``predecessors`` what the scenes are called that it was split from or merged of; ``why_not`` why the person may not
    edit it; ``profile`` which of its fields the person sees."""

    scene: Scene
    mapping_round: MappingRound
    verdict: Verdict
    todo: Tuple[Todo, ...]
    codes: Mapping[str, Codes]
    lpos: Mapping[str, str]
    municipalities: Mapping[str, str]
    editable: bool = True
    predecessors: Sequence[str] = ()
    why_not: str = ""
    profile: Profile = Profile.INTERNAL


def heading(text: str, parent: QWidget) -> QLabel:
    """The heading of a part of the form."""
    label = QLabel(f"<b>{text}</b>", parent)
    label.setContentsMargins(0, 8, 0, 2)
    return label


def _note(name: str, parent: QWidget) -> QLabel:
    """What is said of the whole form, above it: what lies in it may be greyed out."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setStyleSheet("font-style: italic")
    label.hide()
    return label


def compact_form() -> QFormLayout:
    """A form that stays readable in a narrow panel: fields take the room there is, long rows go onto two lines."""
    form = QFormLayout()
    form.setVerticalSpacing(3)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return form


class SceneForm(QScrollArea):
    """The form of one scene."""

    renamed = pyqtSignal(str)
    status_chosen = pyqtSignal(object)
    status_explained = pyqtSignal(str)
    classification_taken = pyqtSignal()
    confirmed = pyqtSignal()
    assessed = pyqtSignal(object, object)
    tagged = pyqtSignal(str, object)
    placed = pyqtSignal(str, object, str)
    next_wanted = pyqtSignal(int)
    shown_anew = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("scene_form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QWidget(self)
        whole.setMinimumWidth(200)  # rather squeezed than cut off
        self.why_not = _note("why_not", whole)
        self.hidden = _note("hidden_fields", whole)
        self.others = _note("others", whole)
        self.body = body = QWidget(whole)
        above = QVBoxLayout(whole)
        above.setContentsMargins(4, 4, 8, 8)
        above.setSpacing(4)
        for part in (self.why_not, self.hidden, self.others, body):
            above.addWidget(part)
        self._scene: Optional[Scene] = None
        self._as_shown = ("", "")
        self.setWidget(whole)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._top(body))
        layout.addWidget(self._carried(body))
        self.classification = ClassificationBar(body)
        self.classification.taken.connect(self.classification_taken)
        layout.addWidget(self.classification)
        self.todo = QLabel(body)
        self.todo.setWordWrap(True)
        layout.addWidget(self.todo)
        self.criteria_heading = heading(translate("Drugscene", "Criteria"), body)
        layout.addWidget(self.criteria_heading)
        self.criteria: Dict[Criterion, CriterionRow] = {}
        for criterion in Criterion:
            row = CriterionRow(criterion, body)
            row.assessed.connect(lambda assessment, c=criterion: self.assessed.emit(c, assessment))
            self.criteria[criterion] = row
            layout.addWidget(row)
        self.tags_heading = heading(translate("Drugscene", "Tags"), body)
        layout.addWidget(self.tags_heading)
        self._tags_form = self._tags(body)
        layout.addLayout(self._tags_form)
        layout.addWidget(heading(translate("Drugscene", "Place"), body))
        layout.addLayout(self._place(body))
        layout.addStretch(1)
        self._profile: Optional[Profile] = None
        self._show_seen(Profile.INTERNAL)

    # Parts

    def _top(self, body: QWidget) -> QFormLayout:
        self.name = QLineEdit(body)
        self.name.setObjectName("name")
        self.name.editingFinished.connect(self._renamed)
        self.status = QComboBox(body)
        self.status.setObjectName("status")
        self.status.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for status in SceneStatus:
            self.status.addItem(code_label("status", status.value), status)
        self.status.activated.connect(lambda _=0: self.status_chosen.emit(self.status.currentData()))
        self.status_reason = QLineEdit(body)
        self.status_reason.setObjectName("status_reason")
        self.status_reason.editingFinished.connect(self._explained)
        form = self._top_form = compact_form()
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.name, 1)
        for step, arrow, key, tip in (
            (-1, Qt.ArrowType.UpArrow, "Alt+Up", translate("Drugscene", "Previous scene in the list")),
            (1, Qt.ArrowType.DownArrow, "Alt+Down", translate("Drugscene", "Next scene in the list")),
        ):
            button = QToolButton(body)
            button.setAutoRaise(True)
            button.setArrowType(arrow)
            button.setShortcut(key)
            button.setToolTip(f"{tip} ({key})")
            button.clicked.connect(lambda _=False, step=step: self.next_wanted.emit(step))
            line.addWidget(button)
        form.addRow(field_label("name"), line)
        form.addRow(field_label("status"), self.status)
        self.status_reason.setToolTip(field_label("status_reason"))
        form.addRow(translate("Drugscene", "Reason"), self.status_reason)
        return form

    def _carried(self, body: QWidget) -> QWidget:
        self.carried = QWidget(body)
        layout = QHBoxLayout(self.carried)
        layout.setContentsMargins(0, 0, 0, 0)
        text = QLabel(translate("Drugscene", "Carried from an earlier round."), self.carried)
        text.setWordWrap(True)
        self.confirm = QPushButton(icon("confirm"), translate("Drugscene", "Confirm"), self.carried)
        self.confirm.setObjectName("confirm")
        self.confirm.setToolTip(translate("Drugscene", "Answers and tags from the earlier round still hold"))
        self.confirm.clicked.connect(lambda _=False: self.confirmed.emit())
        layout.addWidget(text, 1)
        layout.addWidget(self.confirm)
        return self.carried

    def _tags(self, body: QWidget) -> QFormLayout:
        form = compact_form()
        self.tags: Dict[str, TagField] = {}
        for tag in TAGS:
            field = TagField(tag, parent=body)
            field.edited.connect(lambda value, name=tag.name: self.tagged.emit(name, value))
            self.tags[tag.name] = field
            label = field_label(tag.name)
            if tag.kind is FieldKind.BOOLEAN:
                form.addRow("", field)
            elif tag.kind is FieldKind.LONG_TEXT:
                form.addRow(label, field)
            else:
                form.addRow(f"{label} *" if tag.required else label, field)
        return form

    def _place(self, body: QWidget) -> QFormLayout:
        form = compact_form()
        self.area = QLabel(body)
        self.area.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lpo = PlaceField("lpo", body)
        self.lpo.placed.connect(lambda code, reason: self.placed.emit("lpo", code, reason))
        self.municipality = PlaceField("municipality", body)
        self.municipality.placed.connect(lambda code, reason: self.placed.emit("municipality", code, reason))
        self.identity = QLabel(body)
        self.identity.setWordWrap(True)
        self.identity.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(translate("Drugscene", "Area"), self.area)
        form.addRow(translate("Drugscene", "LPO"), self.lpo)
        form.addRow(translate("Drugscene", "Municipality"), self.municipality)
        self.predecessors = QLabel(body)
        self.predecessors.setObjectName("predecessors")
        self.predecessors.setWordWrap(True)
        self.predecessors.setTextFormat(Qt.TextFormat.PlainText)
        self.came_from = QLabel(translate("Drugscene", "Came from"), body)
        form.addRow(field_label("scene_id"), self.identity)
        form.addRow(self.came_from, self.predecessors)
        return form

    # Showing

    def show_content(self, content: FormContent) -> None:
        """Show a scene; nothing is emitted, and the cursor in a text stays where it is."""
        scene = content.scene
        self._scene = scene
        self.shown_anew.emit()
        self.body.setEnabled(content.editable and not content.why_not)
        self.why_not.setText(content.why_not)
        self.why_not.setVisible(bool(content.why_not))
        self._show_seen(content.profile)
        if self.name.text() != scene.name:
            self.name.setText(scene.name)
            self.name.setCursorPosition(0)
        self.status.setCurrentIndex(list(SceneStatus).index(scene.status))
        if self.status_reason.text() != scene.status_reason:
            self.status_reason.setText(scene.status_reason)
            self.status_reason.setCursorPosition(0)
        self._as_shown = (self.name.text(), self.status_reason.text())
        self.carried.setVisible(scene.to_confirm)
        self.classification.show_verdict(content.verdict, content.mapping_round, scene.status)
        self.todo.setText("<br/>".join(todo_label(todo) for todo in content.todo))
        self.todo.setVisible(bool(content.todo))
        for criterion, row in self.criteria.items():
            row.show_assessment(scene.answers.get(criterion))
            row.mark_deciding(criterion in content.verdict.decided_by)
        for name, field in self.tags.items():
            if field.tag.code_list:
                field.set_codes(content.codes.get(field.tag.code_list, ()))
            field.show_value(scene.tags.get(name))
        self.area.setText(f"{scene.area_m2:,.0f} m²".replace(",", "\u202f"))
        self.lpo.show_assignment(scene.lpo, content.lpos)
        self.municipality.show_assignment(scene.municipality, content.municipalities)
        self.identity.setText(str(scene.id))
        self.predecessors.setText(", ".join(content.predecessors))
        for label in (self.came_from, self.predecessors):
            label.setVisible(bool(content.predecessors))

    def _show_seen(self, profile: Profile) -> None:
        """Show only the fields that somebody of a profile sees, and name the others: they are not unknown."""
        if profile is self._profile:
            return
        self._profile, seen = profile, SEEN_FIELDS[profile]
        for form, name, field in (
            (self._top_form, "status_reason", self.status_reason),
            *((self._tags_form, name, field) for name, field in self.tags.items()),
        ):
            for widget in (field, form.labelForField(field)):
                if widget is not None:
                    widget.setVisible(name in seen)
        for criterion, row in self.criteria.items():
            row.setVisible(criterion.value in seen)
            row.show_evidence(f"{criterion.value}_source" in seen)
        self.criteria_heading.setVisible(any(criterion.value in seen for criterion in Criterion))
        self.classification.setVisible(all(criterion.value in seen for criterion in Criterion))
        self.tags_heading.setVisible(any(name in seen for name in self.tags))
        for place in (self.lpo, self.municipality):
            place.with_shares = "lpo_shares" in seen
        hidden = [field_label(name) for name in ("status_reason", *self.tags) if name not in seen]
        if self.criteria_heading.isHidden():
            hidden.insert(0, translate("Drugscene", "Criteria"))
        if hidden:
            text = translate("Drugscene", "Not shown to you: {fields}.").format(fields=", ".join(hidden))
            self.hidden.setText(text)
        self.hidden.setVisible(bool(hidden))

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        super().resizeEvent(event)
        for row in self.criteria.values():
            row.answers.shorten(self.viewport().width() < 350)

    @property
    def shown(self) -> Optional[SceneId]:
        """The id of the scene that is shown."""
        return self._scene.id if self._scene is not None else None

    def tell_of_others(self, text: str) -> None:
        """Say above all what others are doing with the scene; empty: nothing."""
        self.others.setText(text)
        self.others.setVisible(bool(text))

    def forget(self) -> None:
        """Show nothing, so that nothing is emitted for a scene that is gone."""
        self._scene = None

    def start(self) -> None:
        """Put the cursor where the form begins."""
        self.ensureVisible(0, 0)
        self.name.setFocus()
        self.name.selectAll()

    def pending_texts(self) -> None:
        """Emit what is still being typed, as before another scene is shown."""
        if self._scene is None:
            return
        self._renamed()
        self._explained()
        for row in self.criteria.values():
            row.finish()
        for field in self.tags.values():
            field.finish()

    def _renamed(self) -> None:
        if self._scene is not None and self.name.text() != self._as_shown[0]:
            self._as_shown = (self.name.text(), self._as_shown[1])
            self.renamed.emit(self.name.text().strip())

    def _explained(self) -> None:
        if self._scene is not None and self.status_reason.text() != self._as_shown[1]:
            self._as_shown = (self._as_shown[0], self.status_reason.text())
            self.status_explained.emit(self.status_reason.text().strip())


def tag_choices(own: Mapping[str, Sequence[Tuple[str, str]]]) -> Dict[str, Codes]:
    """The choices of every code list: built-in codes with their labels, and the user's ``own`` lists."""
    choices: Dict[str, Codes] = {
        name: tuple((code, code_label(name, code)) for code in codes) for name, codes in BUILT_IN_CODES.items()
    }
    choices.update(own)
    return choices
