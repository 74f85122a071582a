"""The foot of the panel: what is not saved, the last save, and QGIS's own undo and redo."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...texts import translate
from ..icons import qgis_icon


class StatusLine(QWidget):
    """Emits what a person presses; shows what it is told."""

    save_wanted = pyqtSignal()
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    why_wanted = pyqtSignal()
    retry_wanted = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.text = QLabel(self)
        self.text.setObjectName("unsaved")
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.why = QToolButton(self)
        self.why.setObjectName("why")
        self.why.setAutoRaise(True)
        self.why.setIcon(qgis_icon("mIconWarning"))
        self.why.setToolTip(translate("Drugscene", "Why it is not saved"))
        self.why.clicked.connect(lambda _=False: self.why_wanted.emit())
        self.why.hide()
        self.undo = self._button("undo", "mActionUndo", self.undo_wanted)
        self.redo = self._button("redo", "mActionRedo", self.redo_wanted)
        self.save = QPushButton(qgis_icon("mActionSaveEdits"), translate("Drugscene", "Save"), self)
        self.save.setObjectName("save")
        self.save.setToolTip(translate("Drugscene", "Save all changes of this round, in one step (Ctrl+Alt+S)"))
        self.save.setShortcut("Ctrl+Alt+S")
        self.save.clicked.connect(lambda _=False: self.save_wanted.emit())
        self.connection = QLabel(self)
        self.connection.setObjectName("connection")
        self.connection.setWordWrap(True)
        self.retry = QPushButton(qgis_icon("mActionRefresh"), translate("Drugscene", "Try again"), self)
        self.retry.setObjectName("retry")
        self.retry.setToolTip(translate("Drugscene", "Try now to save what you wanted to save"))
        self.retry.clicked.connect(lambda _=False: self.retry_wanted.emit())
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 2, 0, 2)
        both.setSpacing(2)
        above = QHBoxLayout()
        above.addWidget(self.connection, 1)
        above.addWidget(self.retry)
        both.addLayout(above)
        layout = QHBoxLayout()
        both.addLayout(layout)
        layout.setSpacing(2)
        layout.addWidget(self.why)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self.redo)
        layout.addWidget(self.save)
        self.show_state(0, "", False, False, "", "", "")
        self.show_connection("", False)

    def show_connection(self, text: str, can_retry: bool, why: str = "") -> None:
        """Say what is wrong with the connection and why, with a button to try to save again; empty: nothing."""
        self.connection.setText(text)
        self.connection.setToolTip(why)
        self.connection.setVisible(bool(text))
        self.retry.setVisible(can_retry)

    def show_state(
        self, unsaved: int, last_save: str, can_undo: bool, can_redo: bool, undo: str, redo: str, refused: str
    ) -> None:
        """Show how many scenes are not saved, the last save, and what undo and redo would do."""
        parts = []
        if unsaved:
            many = translate("Drugscene", "{count} unsaved changes").format(count=unsaved)
            parts.append(translate("Drugscene", "1 unsaved change") if unsaved == 1 else many)
        if last_save:
            parts.append(translate("Drugscene", "saved {time}").format(time=last_save))
        self.text.setText(" · ".join(parts) or translate("Drugscene", "No unsaved changes"))
        self.text.setToolTip(refused or self.text.text())
        self.text.setStyleSheet("font-weight: bold" if unsaved else "")
        self.why.setVisible(bool(refused))
        self.save.setEnabled(unsaved > 0)
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        self.undo.setToolTip(translate("Drugscene", "Undo {step}").format(step=undo))
        self.redo.setToolTip(translate("Drugscene", "Redo {step}").format(step=redo))

    def _button(self, name: str, image: str, signal: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIcon(qgis_icon(image))
        button.clicked.connect(lambda _=False: signal.emit())  # type: ignore[attr-defined]
        return button
