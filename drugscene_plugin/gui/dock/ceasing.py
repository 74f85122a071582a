"""Two lines that open beneath the tools: why scenes have ceased, and which scene to bring back."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.scene import SceneId
from ...texts import translate
from ..icons import qgis_icon


class _OpenLine(QWidget):
    """A line that opens when it is needed; Esc and its cross close it."""

    def __init__(self, name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.cross = QToolButton(self)
        self.cross.setAutoRaise(True)
        self.cross.setIcon(qgis_icon("mIconClose"))
        self.cross.setToolTip(translate("Drugscene", "Close"))
        self.cross.clicked.connect(lambda _=False: self.hide())
        head = QHBoxLayout()
        head.addWidget(self.text, 1)
        head.addWidget(self.cross)
        self.line = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(self.line)
        self.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.hide()
            return True
        return bool(super().event(event))


class CeaseLine(_OpenLine):
    """Asks why the selected scenes have ceased."""

    ceased = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__("ceasing", parent)
        self.done = QPushButton(translate("Drugscene", "Ceased"), self)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("cease_reason")
        self.reason.setPlaceholderText(translate("Drugscene", "Why they have ceased"))
        self.reason.textChanged.connect(lambda text="": self.done.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._finish)
        self.done.setObjectName("cease_now")
        self.done.clicked.connect(lambda _=False: self._finish())
        self.line.addWidget(self.reason, 1)
        self.line.addWidget(self.done)

    def ask(self, text: str, offered: str) -> None:
        """Open, with the reason that the de-listing rule offers, if any."""
        self.text.setText(text)
        self.reason.setText(offered)
        self.done.setEnabled(bool(offered))
        self.show()
        self.reason.setFocus()
        self.reason.selectAll()

    def _finish(self) -> None:
        if self.reason.text().strip():
            self.hide()
            self.ceased.emit(self.reason.text().strip())


class ReviveLine(_OpenLine):
    """Asks which scene of an earlier round to bring back under its id."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__("reviving", parent)
        self.scene = QComboBox(self)
        self.scene.setObjectName("revive_scene")
        self.scene.setEditable(True)
        self.scene.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.scene.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scene.setMinimumContentsLength(8)
        self.scene.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.scene.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.done = QPushButton(translate("Drugscene", "Bring back"), self)
        self.done.setObjectName("bring_back")
        self.done.clicked.connect(lambda _=False: self._finish())
        self.line.addWidget(self.scene, 1)
        self.line.addWidget(self.done)

    def ask(self, choices: Sequence[Tuple[SceneId, str]]) -> None:
        """Open, with scenes to choose from: id and name."""
        self.text.setText(
            translate("Drugscene", "Bring a scene of an earlier round back, under its id:")
            if choices
            else translate("Drugscene", "Every scene of the earlier rounds is in this one.")
        )
        self.scene.clear()
        for known, name in choices:
            self.scene.addItem(name, known)
        self.scene.setVisible(bool(choices))
        self.done.setVisible(bool(choices))
        self.show()
        self.scene.setFocus()
        self.scene.lineEdit().selectAll()

    def _finish(self) -> None:
        at = self.scene.findText(self.scene.currentText())
        if at >= 0:
            self.hide()
            self.chosen.emit(self.scene.itemData(at))
