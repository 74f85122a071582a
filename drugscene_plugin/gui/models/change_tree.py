"""The list of changes: kinds of change, what is to decide first, with each change beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, QSize, Qt
from qgis.PyQt.QtGui import QFont

from ...domain.change_set import SceneChange
from ...domain.lineage import HeldLink, Link, LinkKind
from ...domain.scene import Scene, SceneId
from ...texts import translate
from ...texts.labels import code_label
from ..icons import icon, qgis_icon

CHANGE_ROLE = Qt.ItemDataRole.UserRole + 1

_ORDER = (
    LinkKind.UNSURE,
    LinkKind.NEW,
    LinkKind.CEASED,
    LinkKind.RETURNED,
    LinkKind.MERGED,
    LinkKind.SPLIT,
    LinkKind.MANY_TO_MANY,
    LinkKind.MOVED,
    LinkKind.GROWN,
    LinkKind.SHRUNK,
    LinkKind.REJECTED,
    LinkKind.CONTINUED,
)


@dataclass(frozen=True)
class Change:
    """One change as the list shows it: an old scene, a new one, and the link between them or the edit that is not saved.

    ``to_judge``: the scene stands in the round, but nobody has judged it there yet.
    """

    old: Optional[Scene]
    new: Optional[Scene]
    held: Optional[HeldLink] = None
    edit: Optional[SceneChange] = None
    to_judge: bool = False

    @property
    def waiting(self) -> bool:
        """Whether it is to be decided."""
        return self.held is not None and not self.held.decided

    @property
    def names(self) -> str:
        """What it is called: the old and the new name, or the one where they agree."""
        found = [scene.name.strip() or str(scene.id) for scene in (self.old, self.new) if scene is not None]
        return " → ".join(dict.fromkeys(found)) or (" → ".join(filter(None, self.held.link.pair)) if self.held else "")


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind. ``kind`` is None for edits that are not saved."""

    kind: Optional[LinkKind]
    changes: Tuple[Change, ...]

    @property
    def waiting(self) -> int:
        """How many are to be decided."""
        return sum(change.waiting for change in self.changes)

    @property
    def title(self) -> str:
        """Its kind and count."""
        name = translate("Drugscene", "Not saved") if self.kind is None else code_label("link_kind", self.kind.value)
        return f"{name}  {len(self.changes)}" + (
            " · " + translate("Drugscene", "to decide: {count}").format(count=self.waiting) if self.waiting else ""
        )


def link_changes(
    held: Sequence[HeldLink],
    before: Mapping[SceneId, Scene],
    after: Mapping[SceneId, Scene],
    rows: Mapping[SceneId, Scene],
) -> List[Change]:
    """The links as changes; ``before`` holds every earlier scene by id, ``rows`` all rows of the round."""
    found = []
    for one in held:
        link = one.link
        row = rows.get(link.from_scene) if link.from_scene else None
        to_judge = link.kind is LinkKind.CEASED and row is not None and not row.decided
        old = before.get(link.from_scene) if link.from_scene else None
        new = after.get(link.to_scene) if link.to_scene else None
        found.append(Change(old, new, one, None, to_judge))
    return found


def grouped(changes: Sequence[Change], only_waiting: bool = False) -> List[ChangeGroup]:
    """Changes by kind: what is not saved first, then kinds with something to decide, continued ones last."""
    kinds: dict = {}
    for change in changes:
        if only_waiting and not change.waiting and change.edit is None:
            continue
        kinds.setdefault(change.held.link.kind if change.held else None, []).append(change)
    groups = [
        ChangeGroup(kind, tuple(sorted(found, key=lambda c: (not c.waiting, c.names.casefold()))))
        for kind, found in kinds.items()
    ]

    def place(group: ChangeGroup) -> Tuple[bool, bool, bool, int]:
        order = -1 if group.kind is None else _ORDER.index(group.kind)
        return (group.kind is not None, group.kind is LinkKind.CONTINUED, not group.waiting, order)

    return sorted(groups, key=place)


def shares_text(link: Link) -> str:
    """How much the two outlines have in common, in words; empty where one side is missing."""
    if link.share_from is None or link.share_to is None:
        return ""
    return translate("Drugscene", "{old} % of the old, {new} % of the new").format(
        old=round(100 * link.share_from), new=round(100 * link.share_to)
    )


def state_text(change: Change) -> str:
    """Whether it is decided, and by whom."""
    if change.edit is not None:
        if change.old is None:
            return translate("Drugscene", "added")
        return translate("Drugscene", "removed") if change.new is None else translate("Drugscene", "changed")
    if change.to_judge:
        return translate("Drugscene", "to judge first")
    decision = change.held.decision if change.held else None
    if decision is None:
        return translate("Drugscene", "to decide")
    if not decision.by:  # who it was is not shown to everybody
        return translate("Drugscene", "decided")
    return translate("Drugscene", "decided by {by}").format(by=decision.by)


def reason_text(change: Change) -> str:
    """The shares and the reason, in words: the machine's, or that of whoever decided."""
    if change.held is None:
        return area_text(change)
    link, decision = change.held.link, change.held.decision
    parts = [shares_text(link)]
    if decision is not None and decision.reason_code:
        parts.append(code_label("reason_code", decision.reason_code.value))
    else:
        parts.append(code_label("link_reason", link.reason.value))
    if decision is not None and decision.reason:
        parts.append(f"“{decision.reason}”")
    return " · ".join(part for part in parts if part)


def area_text(change: Change) -> str:
    """The area before and after."""
    old, new = change.old, change.new
    if old is not None and new is not None:
        return translate("Drugscene", "{old} m² → {new} m²").format(old=square_metres(old), new=square_metres(new))
    scene = old or new
    return "" if scene is None else f"{square_metres(scene)} m²"


def square_metres(scene: Scene) -> str:
    """A scene's area, its thousands apart."""
    return f"{scene.area_m2:,.0f}".replace(",", "\u202f")


class ChangeTreeModel(QAbstractItemModel):
    """Kinds of change with each change beneath."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._groups: List[ChangeGroup] = []
        self._bold = QFont()
        self._bold.setBold(True)
        self.line_height = 16

    def refill(self, groups: Sequence[ChangeGroup]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self._groups = list(groups)
        self.endResetModel()

    @property
    def groups(self) -> Sequence[ChangeGroup]:
        """The groups that are shown."""
        return self._groups

    def change_at(self, index: QModelIndex) -> Optional[Change]:
        """The change at an index; None at a group."""
        group = index.internalId() if index.isValid() else 0
        return self._groups[group - 1].changes[index.row()] if group else None

    def changes_at(self, index: QModelIndex) -> Sequence[Change]:
        """The change at an index, or all of the group there."""
        change = self.change_at(index)
        if change is not None:
            return [change]
        return self._groups[index.row()].changes if index.isValid() else []

    def index_of(self, pair: Tuple[str, str]) -> QModelIndex:
        """Where a link is, by its ids."""
        for number, group in enumerate(self._groups):
            for row, change in enumerate(group.changes):
                if change.held is not None and change.held.link.pair == pair:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def index_of_scene(self, scene: SceneId) -> QModelIndex:
        """The first change, decided ones last, that a scene is part of."""
        found = QModelIndex()
        for number, group in enumerate(self._groups):
            for row, change in enumerate(group.changes):
                if change.held is not None and scene in change.held.link.pair:
                    index = self.createIndex(row, 0, number + 1)
                    if change.waiting:
                        return index
                    found = found if found.isValid() else index
        return found

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if row < 0 or column != 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._groups) else QModelIndex()
        if parent.internalId() or row >= len(self._groups[parent.row()].changes):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1)

    def parent(self, index: QModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].changes)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.change_at(index)
        if change is None:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._groups[index.row()].title
            return self._bold if role == Qt.ItemDataRole.FontRole else None
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{change.names} — {state_text(change)}\n{reason_text(change)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{change.names}\n{state_text(change)}\n{reason_text(change)}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, 2 * self.line_height + 6)
        if role == Qt.ItemDataRole.DecorationRole:
            return _mark(change)
        return None


def _mark(change: Change) -> object:
    if change.edit is not None:
        return qgis_icon("mActionToggleEditing")
    if change.waiting:
        return qgis_icon("mIconWarning")
    return icon("confirm")
