"""The list of findings: what was found, with the scenes beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QFont

from ...domain.finding import Finding, Severity
from ...texts import translate
from ...texts.labels import finding_kind_label
from ...texts.messages import message
from ..icons import icon, qgis_icon

FINDING_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass
class Kind:
    """Findings of one code and severity."""

    code: str
    severity: Severity
    findings: List[Finding]


class FindingTreeModel(QAbstractItemModel):
    """Kinds of findings, the grave ones first, with each finding beneath."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._kinds: List[Kind] = []
        self._name: Callable[[str], str] = str

    def refill(self, findings: Sequence[Finding], with_seen: bool, name: Callable[[str], str] = str) -> None:
        """Show these findings; ``name`` gives a scene's name by its id."""
        self.beginResetModel()
        self._name = name
        kinds: Dict[Any, Kind] = {}
        for finding in findings:
            if finding.seen and not with_seen:
                continue
            key = (finding.severity is not Severity.ERROR, finding.code)
            kinds.setdefault(key, Kind(finding.code, finding.severity, [])).findings.append(finding)
        self._kinds = [kinds[key] for key in sorted(kinds)]
        self.endResetModel()

    def finding_at(self, index: QModelIndex) -> Optional[Finding]:
        """The finding at an index; None at a kind."""
        kind = index.internalId() if index.isValid() else 0
        return self._kinds[kind - 1].findings[index.row()] if kind else None

    def findings_at(self, index: QModelIndex) -> Sequence[Finding]:
        """The finding at an index, or all of the kind there."""
        finding = self.finding_at(index)
        if finding is not None:
            return [finding]
        return self._kinds[index.row()].findings if index.isValid() else []

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if row < 0 or column != 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._kinds) else QModelIndex()
        if parent.internalId() or row >= len(self._kinds[parent.row()].findings):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1)

    def parent(self, index: QModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        kind = index.internalId() if index.isValid() else 0
        return self.createIndex(kind - 1, 0, 0) if kind else QModelIndex()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        if not parent.isValid():
            return len(self._kinds)
        return 0 if parent.internalId() else len(self._kinds[parent.row()].findings)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self.finding_at(index)
        if finding is None:
            return self._kind_data(self._kinds[index.row()], role)
        if role == FINDING_ROLE:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(finding)
        if role == Qt.ItemDataRole.ToolTipRole:
            seen = translate("Drugscene", "Seen, because: {reason}").format(reason=finding.seen) if finding.seen else ""
            return "\n".join(part for part in (message(finding), self._names(finding), seen) if part)
        if role == Qt.ItemDataRole.FontRole and finding.seen:
            font = QFont()
            font.setItalic(True)
            return font
        return None

    def _kind_data(self, kind: Kind, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{finding_kind_label(kind.code)}  {len(kind.findings)}"
        if role == Qt.ItemDataRole.DecorationRole:
            grave = kind.severity is Severity.ERROR
            return icon("finding_error") if grave else qgis_icon("mIconWarning")
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _names(self, finding: Finding) -> str:
        return ", ".join(self._name(scene) for scene in finding.scenes)

    def _text(self, finding: Finding) -> str:
        text = " ".join(message(finding).split())  # it names the scene
        mark = "✓ " if finding.seen else ""
        return mark + (text if len(text) <= 300 else text[:299] + "…")
