"""What the answers make of a place, in words: live in the form, with the criteria that decided it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ...domain.criteria import Verdict, VerdictReason
from ...domain.mapping_round import MappingRound
from ...texts import translate
from ...texts.labels import code_label, field_label
from ..models.status_icon import COLOURS, SceneStatus


def verdict_reason(verdict: Verdict, mapping_round: MappingRound) -> str:
    """Why the answers give that status, in words."""
    criteria = ", ".join(field_label(c.value).lower() for c in verdict.decided_by)
    template = {
        VerdictReason.MEETS_DEFINITION: translate("Drugscene", "meets {definition}: {criteria}"),
        VerdictReason.FAILS_DEFINITION: translate("Drugscene", "fails {definition}, answered no: {criteria}"),
        VerdictReason.ANSWERS_MISSING: translate("Drugscene", "not answered for {definition}: {criteria}"),
        VerdictReason.DELISTED: translate(
            "Drugscene", "was a scene; the de-listing rule {delisting} holds: {criteria}"
        ),
        VerdictReason.NEITHER_RULE: translate(
            "Drugscene",
            "was a scene; neither {definition} nor the de-listing rule {delisting} is met, because of: {criteria}",
        ),
    }[verdict.reason]
    return template.format(
        definition=mapping_round.definition, delisting=mapping_round.delisting, criteria=criteria or "–"
    )


class ClassificationBar(QFrame):
    """The verdict and its reason; a button takes it as the status where that differs."""

    taken = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("classification")
        self.text = QLabel(self)
        self.text.setObjectName("verdict")
        self.text.setWordWrap(True)
        self.take = QPushButton(translate("Drugscene", "Take as status"), self)
        self.take.setObjectName("take_classification")
        self.take.setToolTip(translate("Drugscene", "Take what the answers say as the scene's status"))
        self.take.clicked.connect(lambda _=False: self.taken.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 3, 4, 3)
        layout.setSpacing(3)
        layout.addWidget(self.text)
        layout.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def show_verdict(self, verdict: Verdict, mapping_round: MappingRound, status: SceneStatus) -> None:
        """Show a verdict; the button shows where the status is another."""
        heading = code_label("status", verdict.status)
        self.text.setText(f"<b>{heading}</b><br/>{verdict_reason(verdict, mapping_round)}")
        self.take.setVisible(verdict.status != status.value)
        colour = COLOURS[SceneStatus(verdict.status)]
        self.setStyleSheet(f"#classification {{ border: none; border-left: 4px solid {colour}; }}")
