"""The page of checks: run them, go to what they found, mend it with one click, or say why it is right."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...domain.finding import Finding, Mend
from ...texts import translate
from ...texts.messages import message
from ..icons import icon, qgis_icon
from ..models.finding_tree import FindingTreeModel
from ..permission import offer
from .work_line import WorkLine


class ChecksPage(QWidget):
    """The findings of the active round. Emits what a person wants done about them."""

    run_wanted = pyqtSignal()
    zoom_wanted = pyqtSignal(object)
    mend_wanted = pyqtSignal(object)
    accepted = pyqtSignal(object, str)
    seen_toggled = pyqtSignal()
    looked_at = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("checks_page")
        self.model = FindingTreeModel(self)
        self._forbidden = ""
        self.run = QPushButton(icon("check_round"), translate("Drugscene", "Check the round"), self)
        self.run.setObjectName("run_checks")
        self.run.setToolTip(translate("Drugscene", "Check all scenes of the round, saved or not"))
        self.run.clicked.connect(lambda _=False: self.run_wanted.emit())
        self.work = WorkLine("checks", self)
        self.work.changed.connect(lambda: self.run.setEnabled(not self.work.busy))
        self.summary = QLabel(translate("Drugscene", "Not checked yet."), self)
        self.summary.setObjectName("check_summary")
        self.summary.setWordWrap(True)
        self.with_seen = QCheckBox(translate("Drugscene", "Show what was seen"), self)
        self.with_seen.toggled.connect(lambda _=False: self.seen_toggled.emit())
        self.tree = QTreeView(self)
        self.tree.setObjectName("findings")
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._picked())
        self.model.modelReset.connect(lambda: self._picked())  # what was picked may be gone, and no selection says so
        self.tree.clicked.connect(self._zoom)
        self.tree.activated.connect(self._zoom)

        line = QHBoxLayout()
        line.addWidget(self.run)
        line.addWidget(self.work, 1)
        about = QHBoxLayout()
        about.addWidget(self.summary, 1)
        about.addWidget(self.with_seen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(line)
        layout.addLayout(about)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._details())
        self._picked()

    def _details(self) -> QWidget:
        frame = QFrame(self)
        self.text = QLabel(frame)
        self.text.setObjectName("finding_text")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.zoom = QPushButton(qgis_icon("mActionZoomToSelected"), translate("Drugscene", "Zoom"), frame)
        self.zoom.setObjectName("zoom_finding")
        self.zoom.clicked.connect(lambda _=False: self.zoom_wanted.emit(self.picked()))
        self.mend = QPushButton(frame)
        self.mend.setObjectName("mend_finding")
        self.mend.clicked.connect(lambda _=False: self.mend_wanted.emit(self.picked()))
        self.reason = QLineEdit(frame)
        self.reason.setObjectName("seen_reason")
        self.reason.setPlaceholderText(translate("Drugscene", "Seen, because …"))
        self.reason.textChanged.connect(lambda _="": self._may_accept())
        self.reason.returnPressed.connect(self._accept)
        self.accept = QPushButton(translate("Drugscene", "Seen"), frame)
        self.accept.setObjectName("accept_finding")
        self.accept.setToolTip(translate("Drugscene", "It is right as it is, for the reason given"))
        self.accept.clicked.connect(lambda _=False: self._accept())
        buttons = QHBoxLayout()
        buttons.addWidget(self.zoom)
        buttons.addWidget(self.mend)
        buttons.addStretch(1)
        seen = QHBoxLayout()
        seen.addWidget(self.reason, 1)
        seen.addWidget(self.accept)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        layout.addLayout(seen)
        self.details = frame
        return frame

    def picked(self) -> List[Finding]:
        """The findings that are selected; a kind selected stands for all of it."""
        found: List[Finding] = []
        for index in self.tree.selectionModel().selectedIndexes():
            found.extend(f for f in self.model.findings_at(index) if f not in found)
        return found

    def _picked(self) -> None:
        found = self.picked()
        self.details.setVisible(bool(found))
        if not found:
            return
        one = found[0] if len(found) == 1 else None
        many = translate("Drugscene", "{count} findings selected").format(count=len(found))
        self.text.setText(message(one) if one else many)
        mends = {f.mend for f in found}
        mend = mends.pop() if len(mends) == 1 else None
        self.mend.setVisible(mend is not None)
        if mend is not None:
            self.mend.setText(mend_label(mend))
        self.reason.setText(one.seen if one else "")
        self._may_accept()
        self.looked_at.emit(found)

    def show_permission(self, mending: str, accepting: str) -> None:
        """Say why the person may not mend or accept what is picked; blank: it may be."""
        offer(self.mend, True, mending)
        offer(self.reason, True, accepting)
        self._forbidden = accepting
        self._may_accept()

    def _may_accept(self) -> None:
        found = self.picked()
        text = self.reason.text().strip()
        taking_back = bool(found) and not text and any(f.seen for f in found)
        self.accept.setText(translate("Drugscene", "Not seen") if taking_back else translate("Drugscene", "Seen"))
        offer(self.accept, bool(text) or taking_back, self._forbidden)

    def _accept(self) -> None:
        if self.accept.isEnabled():
            self.accepted.emit(self.picked(), self.reason.text().strip())

    def _zoom(self, index: QModelIndex) -> None:
        found = self.model.finding_at(index)
        if found is not None:
            self.zoom_wanted.emit([found])


def mend_label(mend: Mend) -> str:
    """What a repair does, on its button."""
    return {
        Mend.MAKE_VALID: translate("Drugscene", "Make the outline valid"),
        Mend.DROP_SLIVERS: translate("Drugscene", "Drop the slivers"),
        Mend.TAKE_OVERLAP: translate("Drugscene", "Take the overlap from the smaller scene"),
        Mend.TAKE_NEAREST_AREA: translate("Drugscene", "Take the nearest area"),
        Mend.TAKE_CLASSIFICATION: translate("Drugscene", "Take the classification"),
    }[mend]
