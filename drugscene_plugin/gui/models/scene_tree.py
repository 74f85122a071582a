"""The list of scenes: LPOs with their scenes beneath, quick for ten thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QFont

from ...domain.left_to_do import Todo
from ...domain.scene import SceneId
from ...texts import translate
from ...texts.labels import code_label
from .scene_row import SceneFilter, SceneRow, shows
from .status_icon import status_icon

NAME, STATUS, AREA = range(3)
COLUMNS = 3

HANDLE_ROLE = Qt.ItemDataRole.UserRole + 1
GROUP_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass
class Group:
    """An LPO and its scenes: all of them, and those that the filter lets through, in order."""

    code: str
    name: str
    rows: List[SceneRow] = field(default_factory=list)
    shown: List[SceneRow] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of its scenes have nothing left to do."""
        return sum(row.done for row in self.rows)


class SceneTreeModel(QAbstractItemModel):
    """LPOs and their scenes, as far as a filter and a search let them through.

    ``refill`` takes all rows at once; ``update_rows`` some that changed. It filters by itself: Qt's own proxy asks for
    every row's index and parent, which takes seconds from Python.
    """

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._all: List[Group] = []
        self._groups: List[Group] = []
        self._home: Dict[int, Tuple[Group, int]] = {}
        self._place: Dict[int, Tuple[int, int]] = {}
        self._chosen = SceneFilter.ALL
        self._text = ""
        self._sort = (NAME, False)
        self._edited_by: Mapping[SceneId, str] = {}
        self._saved_by: Mapping[SceneId, str] = {}
        self._bold = QFont()
        self._bold.setBold(True)

    # Filling

    def refill(self, rows: Iterable[SceneRow], names: Mapping[str, str]) -> None:
        """Show these scenes, under the LPOs of these names by code; every LPO has a group, empty or not."""
        self.beginResetModel()
        groups = {code: Group(code, name) for code, name in names.items()}
        for row in rows:
            code = row.group
            if code not in groups:
                groups[code] = Group(code, code or translate("Drugscene", "Not assigned to an LPO"))
            groups[code].rows.append(row)
        # What nobody has placed comes first: it is work.
        self._all = sorted(groups.values(), key=lambda g: (g.code != "", g.name.casefold(), g.code))
        self._sort_groups()
        self._filter()
        self.endResetModel()

    def update_rows(self, rows: Sequence[SceneRow]) -> bool:
        """Show rows that changed in place; False when one is new or moved to another LPO: then refill."""
        for row in rows:
            home = self._home.get(row.handle)
            if home is None or home[0].code != row.group:
                return False
        touched: Dict[int, List[int]] = {}
        for row in rows:
            group, at = self._home[row.handle]
            group.rows[at] = row
            if row.handle in self._place:
                number, at = self._place[row.handle]
                group.shown[at] = row
                touched.setdefault(number, []).append(at)
        for number, changed in touched.items():
            first = self.createIndex(min(changed), 0, number + 1)
            self.dataChanged.emit(first, self.createIndex(max(changed), COLUMNS - 1, number + 1))
        for number, _ in enumerate(self._groups):
            self.dataChanged.emit(self.createIndex(number, 0, 0), self.createIndex(number, COLUMNS - 1, 0))
        return True

    def show_others(self, edited_by: Mapping[SceneId, str], saved_by: Mapping[SceneId, str]) -> None:
        """Mark the scenes that others are editing, and those of which others saved another version, by who does."""
        if (edited_by, saved_by) == (self._edited_by, self._saved_by):
            return
        self._edited_by, self._saved_by = dict(edited_by), dict(saved_by)
        for number, group in enumerate(self._groups):
            if group.shown:
                first = self.createIndex(0, NAME, number + 1)
                self.dataChanged.emit(first, self.createIndex(len(group.shown) - 1, NAME, number + 1))

    def narrow(self, chosen: SceneFilter, text: str = "") -> None:
        """Show only what the filter and the search let through."""
        self.beginResetModel()
        self._chosen, self._text = chosen, text.strip().casefold()
        self._filter()
        self.endResetModel()

    @property
    def narrowed(self) -> bool:
        """Whether some scenes may be hidden."""
        return bool(self._text) or self._chosen is not SceneFilter.ALL

    def shown(self) -> int:
        """How many scenes are shown."""
        return len(self._place)

    # Asking

    def groups(self) -> Sequence[Group]:
        """All groups, in the order shown, hidden ones too."""
        return self._all

    def row_at(self, index: QModelIndex) -> Optional[SceneRow]:
        """The scene at an index; None at an LPO."""
        group = index.internalId() if index.isValid() else 0
        return self._groups[group - 1].shown[index.row()] if group else None

    def group_at(self, index: QModelIndex) -> Optional[Group]:
        """The LPO at an index, or that of the scene there."""
        if not index.isValid():
            return None
        return self._groups[(index.internalId() or index.row() + 1) - 1]

    def index_of(self, handle: int) -> QModelIndex:
        """Where a scene stands; invalid when it is not shown."""
        place = self._place.get(handle)
        return QModelIndex() if place is None else self.createIndex(place[1], 0, place[0] + 1)

    def handles_between(self, group: int, first: int, last: int) -> List[int]:
        """The handles of a group's rows from one to another."""
        return [row.handle for row in self._groups[group].shown[first : last + 1]]

    def spans(self, handles: Iterable[int]) -> Iterator[Tuple[int, int, int]]:
        """Where scenes stand: group, first and last row of each unbroken run."""
        places = sorted(self._place[handle] for handle in handles if handle in self._place)
        start = before = (-1, -1)
        for place in places:
            if place != (before[0], before[1] + 1):
                if before[0] >= 0:
                    yield (*start, before[1])
                start = place
            before = place
        if before[0] >= 0:
            yield (*start, before[1])

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if row < 0 or not 0 <= column < COLUMNS:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self._groups) else QModelIndex()
        if parent.internalId() or row >= len(self._groups[parent.row()].rows):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: QModelIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column() > 0:
            return 0
        return len(self._groups[parent.row()].shown)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return COLUMNS

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                translate("Drugscene", "Scene"),
                translate("Drugscene", "Status"),
                translate("Drugscene", "Area, m²"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == AREA:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return self._group_data(self._groups[index.row()], index.column(), role)
        return self._row_data(row, index.column(), role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the scenes within each LPO; LPOs stay where they are."""
        self._sort = (max(column, 0), order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self.row_at(index), index) for index in before]
        self._sort_groups()
        self._filter()
        for row, index in held:
            if row is not None:
                group, number = self._place[row.handle]
                self.changePersistentIndex(index, self.createIndex(number, index.column(), group + 1))
        self.layoutChanged.emit()

    # Inside

    def _sort_groups(self) -> None:
        column, reverse = self._sort
        key = {
            NAME: lambda row: row.name_key,
            STATUS: lambda row: row.scene.status.value,
            AREA: lambda row: row.scene.area_m2,
        }[column]
        for group in self._all:
            group.rows.sort(key=key, reverse=reverse)
        self._home = {row.handle: (group, at) for group in self._all for at, row in enumerate(group.rows)}

    def _filter(self) -> None:
        narrowed = self.narrowed
        for group in self._all:
            group.shown = (
                [row for row in group.rows if shows(row, self._chosen, self._text)] if narrowed else list(group.rows)
            )
        self._groups = [group for group in self._all if group.shown or not narrowed]
        self._place = {
            row.handle: (number, at) for number, group in enumerate(self._groups) for at, row in enumerate(group.shown)
        }

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role == GROUP_ROLE:
            return group.code
        if role == Qt.ItemDataRole.DisplayRole and column == NAME:
            return f"{group.name}  {group.done}/{len(group.rows)}"
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._bold
        if role == Qt.ItemDataRole.ToolTipRole:
            template = translate("Drugscene", "{name}: {done} of {total} scenes done")
            return template.format(name=group.name, done=group.done, total=len(group.rows))
        return None

    def _row_data(self, row: SceneRow, column: int, role: int) -> Any:
        if role == HANDLE_ROLE:
            return row.handle
        if role == Qt.ItemDataRole.DisplayRole:
            if column == NAME:
                return _marked_name(row) + self._marks_of_others(row.scene.id)
            if column == STATUS:
                return code_label("status", row.scene.status.value)
            return f"{row.scene.area_m2:,.0f}".replace(",", "\u202f")
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return status_icon(row.scene.status, row.done)
        if role == Qt.ItemDataRole.FontRole and column == NAME and row.changed:
            return self._bold
        if role == Qt.ItemDataRole.TextAlignmentRole and column == AREA:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            told = others_text(self._edited_by.get(row.scene.id), self._saved_by.get(row.scene.id))
            return "\n".join(filter(None, (_tool_tip(row), told)))
        return None

    def _marks_of_others(self, scene: SceneId) -> str:
        return (" ✎" if scene in self._edited_by else "") + (" ⇄" if scene in self._saved_by else "")


def _marked_name(row: SceneRow) -> str:
    name = " ".join((row.scene.name or row.scene.id).split())
    if len(name) > 200:
        name = name[:199] + "…"
    marks = ""
    if row.errors:
        marks += " ✖"
    elif row.warnings:
        marks += " ⚠"
    if row.to_discuss:
        marks += " (?)"
    return name + marks


def _tool_tip(row: SceneRow) -> str:
    lines = [row.scene.name[:300] or row.scene.id, code_label("status", row.scene.status.value)]
    lines += [todo_label(todo) for todo in row.todo]
    if row.changed:
        lines.append(translate("Drugscene", "Changed since the last save"))
    if row.errors or row.warnings:
        counts = translate("Drugscene", "Errors: {errors}, warnings: {warnings}")
        lines.append(counts.format(errors=row.errors, warnings=row.warnings))
    return "\n".join(lines)


def others_text(edited_by: Optional[str], saved_by: Optional[str]) -> str:
    """What others are doing with a scene, in words."""
    lines = []
    if edited_by is not None:
        lines.append(translate("Drugscene", "{who} is editing this scene").format(who=edited_by))
    if saved_by is not None:
        text = translate("Drugscene", "Saved by {who} while you edited it: saving shows both versions")
        lines.append(text.format(who=saved_by))
    return "\n".join(lines)


def todo_label(todo: Todo) -> str:
    """What is left to do, in words."""
    return {
        Todo.DECIDE: translate("Drugscene", "To do: decide whether it is a scene"),
        Todo.CONFIRM: translate("Drugscene", "To do: confirm what was carried from an earlier round"),
        Todo.ANSWER: translate("Drugscene", "To do: answer all criteria"),
        Todo.TAG: translate("Drugscene", "To do: fill the required tags"),
    }[todo]
