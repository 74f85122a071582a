"""One tag in the form: a field for its kind, that emits the value when a person has set it."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Tuple

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ...domain.errors import Refusal
from ...domain.field import FieldDefinition, FieldKind
from ...domain.scene import TagValue
from ...domain.scene_fields import parse_value
from ...texts import translate
from ...texts.labels import field_label
from ...texts.messages import message

Codes = Sequence[Tuple[str, str]]
"""Codes and what they are called, in order."""


class TagField(QWidget):
    """A tag's editor. ``value`` reads it; ``edited`` says that a person set it; ``show_value`` emits nothing."""

    edited = pyqtSignal(object)

    def __init__(self, tag: FieldDefinition, codes: Codes = (), parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self.setObjectName(f"tag_{tag.name}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._shown: TagValue = None
        self._codes = tuple(codes)
        self.editor = self._make()
        self.editor.setObjectName("editor")
        self.setFocusProxy(self.editor)
        self._as_shown = self._read()
        layout.addWidget(self.editor)

    def show_value(self, value: TagValue) -> None:
        """Show a value; nothing is emitted."""
        self._shown = value
        self.editor.blockSignals(True)
        self._fill(value)
        self.editor.blockSignals(False)
        self._as_shown = self._read()
        self._refuse("")

    def set_codes(self, codes: Codes) -> None:
        """Offer these codes."""
        if tuple(codes) == self._codes:
            return
        self._codes = tuple(codes)
        self.editor.blockSignals(True)
        self._offer()
        self.editor.blockSignals(False)
        self.show_value(self._shown)

    def finish(self) -> None:
        """Emit what is still being typed."""
        self._edited()

    # By kind

    def _make(self) -> QWidget:
        kind = self.tag.kind
        if kind is FieldKind.BOOLEAN:
            box = QCheckBox(field_label(self.tag.name), self)
            box.clicked.connect(lambda _=False: self._edited())
            return box
        if kind is FieldKind.LONG_TEXT:
            text = QPlainTextEdit(self)
            text.setFixedHeight(64)
            text.setTabChangesFocus(True)
            text.installEventFilter(self)
            return text
        if kind is FieldKind.CODES:
            several = QgsCheckableComboBox(self)
            several.setDefaultText("–")
            self.editor = several
            self._offer()
            several.checkedItemsChanged.connect(lambda _=None: self._edited())
            return several
        if kind is FieldKind.CODE:
            one = QComboBox(self)
            one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.editor = one
            self._offer()
            one.activated.connect(lambda _=0: self._edited())
            return one
        line = QLineEdit(self)
        line.editingFinished.connect(self._edited)
        if kind is FieldKind.INTEGER:
            line.setMaxLength(9)
        return line

    def _offer(self) -> None:
        if self.tag.kind is FieldKind.CODES:
            self.editor.clear()
            for code, label in self._codes:
                self.editor.addItemWithCheckState(label, Qt.CheckState.Unchecked, code)
        elif self.tag.kind is FieldKind.CODE:
            self.editor.clear()
            # A user's list without codes takes any word.
            self.editor.setEditable(not self._codes)
            if not self._codes:
                self.editor.lineEdit().setPlaceholderText(translate("Drugscene", "A word of your own"))
                self.editor.lineEdit().editingFinished.connect(self._edited)
            self.editor.addItem("" if not self._codes else "–", "")
            for code, label in self._codes:
                self.editor.addItem(label, code)

    def _fill(self, value: TagValue) -> None:
        kind, editor = self.tag.kind, self.editor
        if kind is FieldKind.BOOLEAN:
            editor.setChecked(bool(value))
        elif kind is FieldKind.LONG_TEXT:
            if editor.toPlainText() != (value or ""):
                editor.setPlainText(value or "")
        elif kind is FieldKind.CODES:
            known = [code for code, _ in self._codes]
            chosen = value if isinstance(value, tuple) else ()
            for code in chosen:
                if code not in known:
                    editor.addItemWithCheckState(code, Qt.CheckState.Unchecked, code)
            for number in range(editor.count()):
                code = editor.itemData(number)
                state = Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked
                editor.setItemCheckState(number, state)
        elif kind is FieldKind.CODE:
            number = editor.findData(value or "")
            if number < 0:
                editor.addItem(str(value), value)
                number = editor.count() - 1
            editor.setCurrentIndex(number)
        else:
            editor.setText("" if value is None else str(value))

    def _read(self) -> Any:
        kind, editor = self.tag.kind, self.editor
        if kind is FieldKind.BOOLEAN:
            return editor.isChecked()
        if kind is FieldKind.LONG_TEXT:
            return editor.toPlainText()
        if kind is FieldKind.CODES:
            return tuple(editor.checkedItemsData())
        if kind is FieldKind.CODE:
            if editor.isEditable():
                return editor.currentText()
            return editor.currentData()
        return editor.text()

    def value(self) -> TagValue:
        """The value set.

        Raises:
            Refusal: what was typed does not fit the tag's kind.
        """
        codes = tuple(code for code, _ in self._codes)
        return parse_value(self.tag, self._read(), codes) or None

    # Emitting

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self._edited()
        return False

    def _edited(self) -> None:
        if self._read() == self._as_shown:
            return  # nothing set: what is stored stays as it is, to the letter
        try:
            value = self.value()
        except Refusal as refusal:
            self._refuse(message(refusal))
            return
        self._refuse("")
        if value != (self._shown or None):
            self._shown = value
            self._as_shown = self._read()
            self.edited.emit(value)

    def _refuse(self, why: str) -> None:
        self.editor.setToolTip(why)
        self.editor.setStyleSheet("QLineEdit { border: 1px solid #d1495b; }" if why else "")
