"""What runs for a page: how far it is, the button that stops it, and what came of it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...texts import translate
from ..tasks import Running


class WorkLine(QWidget):
    """One piece of work at a time; there is nothing to see of it before it begins, and its result after it has ended.

    Emits ``changed`` when work begins and when it ends, and ``stopped`` where it ends by being stopped. Work that writes
    what other work could write, too, is waited for when it is to stop; with ``waits`` off a person need not wait.
    """

    changed = pyqtSignal()
    stopped = pyqtSignal()

    def __init__(self, page: str, parent: Optional[QWidget] = None, waits: bool = True) -> None:
        super().__init__(parent)
        self._waits = waits
        self._running: Optional[Running] = None
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.cancel = QPushButton(translate("Drugscene", "Cancel"), self)
        self.cancel.setObjectName(f"{page}_cancel")
        self.cancel.clicked.connect(lambda _=False: self.stop())
        self.result = QLabel(self)
        self.result.setObjectName(f"{page}_result")
        self.result.setWordWrap(True)
        self.result.setOpenExternalLinks(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        line = QHBoxLayout()
        line.addWidget(self.progress, 1)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.result)
        self.say("")
        self._show()

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._running is not None

    def follow(self, running: Running) -> None:
        """Show how far this work is until it ends."""
        self._running = running
        self.say("")
        running.progressed.connect(lambda share: self._progressed(running, share))
        running.stopped.connect(self.stopped.emit)
        for over in (running.done, running.refused, running.stopped, running.silenced):
            over.connect(lambda *_: self._ended(running))
        self._show()

    def stop(self) -> None:
        """Ask what runs to stop."""
        running = self._running
        if running is None:
            return
        self.cancel.setEnabled(False)  # until it has stopped
        running.cancel()
        if not self._waits:
            self._ended(running)

    def silence(self) -> None:
        """Stop what runs, and let nobody hear how it ends."""
        if self._running is not None:
            self._running.silence()

    def say(self, text: str) -> None:
        """Say what came of it; blank: nothing."""
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def _progressed(self, running: Running, share: float) -> None:
        if running is self._running:
            self.progress.setValue(int(100 * share))

    def _ended(self, running: Running) -> None:
        if running is self._running:
            self._running = None
            self._show()

    def _show(self) -> None:
        for widget in (self.progress, self.cancel):
            widget.setVisible(self.busy)
        self.progress.setValue(0)
        self.cancel.setEnabled(True)
        self.changed.emit()
