"""The page of scenes: tools, search and filter, the list by LPO, and the form of what is selected."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Set

from qgis.PyQt.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QShortcut,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...texts import translate
from ..icons import icon, qgis_icon
from ..models.scene_row import SceneFilter, SceneRow
from ..models.scene_tree import AREA, COLUMNS, HANDLE_ROLE, NAME, STATUS, SceneTreeModel
from .ceasing import CeaseLine, ReviveLine
from .many_form import ManyForm
from .scene_form import SceneForm

_UNFOLDED = 1_000
"""So many scenes are shown unfolded; of more, only the LPOs that somebody opens."""


class ScenesPage(QWidget):
    """The list of scenes with its tools, and the form beneath. Emits what a person does."""

    selected = pyqtSignal(object)
    opened = pyqtSignal(int)
    narrowed = pyqtSignal()
    group_wanted = pyqtSignal(str)
    width_changed = pyqtSignal(float)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("scenes_page")
        self.model = SceneTreeModel(self)
        self.form = SceneForm(self)
        self.many = ManyForm(self)
        self.empty = QLabel(self)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setContentsMargins(8, 8, 8, 8)
        self._following = False

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._tools())
        layout.addWidget(self._along_line())
        self.ceasing = CeaseLine(self)
        self.reviving = ReviveLine(self)
        layout.addWidget(self.ceasing)
        layout.addWidget(self.reviving)
        layout.addLayout(self._narrowing())
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._list())
        self.below = QStackedWidget(self.split)
        for widget in (self.empty, self.form, self.many):
            self.below.addWidget(widget)
        self.split.addWidget(self.below)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([240, 420])
        layout.addWidget(self.split, 1)

    # Parts

    def _tools(self) -> QToolBar:
        bar = QToolBar(self)
        bar.setObjectName("scene_tools")
        bar.setIconSize(QSize(20, 20))
        self.draw = self._tool(
            bar, "draw", icon("draw_scene"), translate("Drugscene", "Draw a scene"), "Ctrl+Alt+D", True
        )
        self.copy = self._tool(
            bar,
            "copy",
            icon("copy_outline"),
            translate("Drugscene", "Copy an outline: click a polygon of any layer"),
            "Ctrl+Alt+C",
            True,
        )
        self.copy_selected = self._tool(
            bar,
            "copy_selected",
            qgis_icon("mActionEditPaste"),
            translate("Drugscene", "Copy the outlines that are selected in the active layer"),
            "Ctrl+Alt+V",
        )
        self.along = self._tool(
            bar,
            "along",
            icon("outline_along_line"),
            translate("Drugscene", "Draw a line and take what lies along it, as a path"),
            "Ctrl+Alt+L",
            True,
        )
        bar.addSeparator()
        self.shape = self._shaping(bar)
        self.cease = self._tool(
            bar,
            "cease",
            icon("cease_scene"),
            translate("Drugscene", "The selected scenes have ceased …"),
            "Ctrl+Alt+K",
        )
        self.revive = self._tool(
            bar,
            "revive",
            icon("revive_scene"),
            translate("Drugscene", "Put the selected ceased scenes back, or bring one back from an earlier round …"),
            "Ctrl+Alt+R",
        )
        bar.addSeparator()
        self.zoom = self._tool(
            bar,
            "zoom",
            qgis_icon("mActionZoomToSelected"),
            translate("Drugscene", "Zoom to the selected scenes"),
            "Ctrl+Alt+Z",
        )
        self.remove = self._tool(
            bar,
            "remove",
            qgis_icon("mActionDeleteSelected"),
            translate("Drugscene", "Delete the selected scenes (a draft; that is not ceasing)"),
            "Ctrl+Alt+Del",
        )
        self.tools = bar
        return bar

    def _shaping(self, bar: QToolBar) -> QToolButton:
        """QGIS's own tools for outlines: they work on the round's layer as on any, with undo."""
        button = QToolButton(bar)
        button.setObjectName("shape")
        button.setIcon(qgis_icon("mActionReshape"))
        button.setToolTip(translate("Drugscene", "Reshape, split and merge with QGIS's own tools"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        button.setMenu(menu)
        self.shaping: Dict[str, QAction] = {}
        for name, image, text in (
            ("mActionVertexToolActiveLayer", "mActionVertexToolActiveLayer", translate("Drugscene", "Move vertices")),
            ("mActionReshapeFeatures", "mActionReshape", translate("Drugscene", "Reshape")),
            ("mActionSplitFeatures", "mActionSplitFeatures", translate("Drugscene", "Split a scene")),
            ("mActionMergeFeatures", "mActionMergeFeatures", translate("Drugscene", "Merge the selected scenes")),
        ):
            action = menu.addAction(qgis_icon(image), text)
            action.setObjectName(f"shape_{name}")
            self.shaping[name] = action
        bar.addWidget(button)
        return button

    def _tool(self, bar: QToolBar, name: str, image: object, tip: str, key: str, checkable: bool = False) -> QAction:
        action = QAction(image, tip, self)
        action.setObjectName(name)
        action.setCheckable(checkable)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{tip} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        bar.addAction(action)
        return action

    def _along_line(self) -> QWidget:
        self.width_line = QWidget(self)
        line = QHBoxLayout(self.width_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(translate("Drugscene", "Width of the outline along the line"), self.width_line), 1)
        self.width_m = QDoubleSpinBox(self.width_line)
        self.width_m.setObjectName("path_width")
        self.width_m.setRange(1.0, 1000.0)
        self.width_m.setDecimals(1)
        self.width_m.setSuffix(" m")
        self.width_m.valueChanged.connect(self.width_changed)
        line.addWidget(self.width_m)
        self.width_line.hide()
        return self.width_line

    def _narrowing(self) -> QHBoxLayout:
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(translate("Drugscene", "Search name, id, note"))
        self.search.setToolTip(translate("Drugscene", "Search name, id, note") + " (Ctrl+F)")
        self.search.textChanged.connect(lambda _="": self._narrow())
        self.search.installEventFilter(self)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        self.filter = QComboBox(self)
        self.filter.setObjectName("filter")
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for chosen, text in _filters().items():
            self.filter.addItem(text, chosen)
        self.filter.activated.connect(lambda _=0: self._narrow())
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        return line

    def _list(self) -> QTreeView:
        self.tree = QTreeView(self)
        self.tree.setObjectName("scene_list")
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setMinimumHeight(90)
        self.tree.setIndentation(14)
        self.tree.setExpandsOnDoubleClick(False)  # it zooms to the LPO
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((STATUS, 118), (AREA, 72)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(column, width)
        self.tree.setSortingEnabled(True)
        self.tree.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.tree.doubleClicked.connect(lambda index: self._open(index))
        self.tree.installEventFilter(self)
        return self.tree

    # Showing

    def select(self, handles: Sequence[int], scroll: bool = True) -> None:
        """Select scenes in the list; nothing is emitted."""
        chosen = QItemSelection()
        for number, top, bottom in self.model.spans(handles):
            group = self.model.index(number, 0)
            chosen.select(self.model.index(top, 0, group), self.model.index(bottom, COLUMNS - 1, group))
        indexes = (self.model.index_of(handle) for handle in handles)
        first = next((index for index in indexes if index.isValid()), QModelIndex())
        self._following = True
        flags = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().select(chosen, flags.ClearAndSelect)
        if first.isValid():
            self.tree.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            if scroll:
                self.tree.scrollTo(first)
        self._following = False

    def selected_handles(self) -> List[int]:
        """The scenes selected in the list; an LPO selected alone stands for none."""
        handles: Dict[int, None] = {}
        for span in self.tree.selectionModel().selection():  # by runs of rows: an index for each takes long
            if span.parent().isValid():
                found = self.model.handles_between(span.parent().row(), span.top(), span.bottom())
                handles.update(dict.fromkeys(found))
        return list(handles)

    def refill(self, rows: Sequence[SceneRow], names: Mapping[str, str]) -> None:
        """Show these scenes; what was open and selected stays so."""
        open_groups = self._open_groups()
        handles = self.selected_handles()
        self._following = True
        self.model.refill(rows, names)
        self._following = False
        self._reopen(open_groups)
        self.select(handles, scroll=False)

    def step(self, by: int) -> None:
        """Select the scene before or after the current one, over LPOs."""
        index = self.tree.currentIndex()
        while index.isValid():
            index = self.tree.indexAbove(index) if by < 0 else self.tree.indexBelow(index)
            if index.isValid() and index.data(HANDLE_ROLE) is None and not self.tree.isExpanded(index):
                self.tree.expand(index)
                if by < 0:
                    index = self.model.index(self.model.rowCount(index) - 1, 0, index)
            if index.isValid() and index.data(HANDLE_ROLE) is not None:
                self.tree.setCurrentIndex(index)
                return

    # Inside

    def _open_groups(self) -> Optional[Set[str]]:
        if self.model.rowCount() == 0:
            return None
        found = set()
        for number in range(self.model.rowCount()):
            index = self.model.index(number, 0)
            if self.tree.isExpanded(index):
                group = self.model.group_at(index)
                found.add(group.code if group else "")
        return found

    def _span_groups(self) -> None:
        for number in range(self.model.rowCount()):
            self.tree.setFirstColumnSpanned(number, QModelIndex(), True)

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        super().resizeEvent(event)  # type: ignore[arg-type]
        # Where there is little room the dot before the name says enough.
        self.tree.setColumnHidden(STATUS, self.width() < 360)

    def _reopen(self, codes: Optional[Set[str]]) -> None:
        self._span_groups()
        if (codes is None or self.model.narrowed) and self.model.shown() <= _UNFOLDED:
            self.tree.expandAll()
            return
        for number in range(self.model.rowCount() if codes else 0):
            index = self.model.index(number, 0)
            group = self.model.group_at(index)
            self.tree.setExpanded(index, group is not None and group.code in (codes or ()))

    def _narrow(self) -> None:
        self._following = True
        handles, open_groups = self.selected_handles(), self._open_groups()
        self.model.narrow(self.filter.currentData(), self.search.text())
        self._following = False
        self._reopen(None if self.model.shown() <= _UNFOLDED else open_groups)
        self.select(handles, scroll=True)
        self.narrowed.emit()

    def _selection_changed(self) -> None:
        if not self._following:
            self.selected.emit(self.selected_handles())

    def _open(self, index: QModelIndex) -> None:
        handle = index.data(HANDLE_ROLE)
        if handle is not None:
            self.opened.emit(handle)
        else:
            group = self.model.group_at(index)
            if group is not None:
                self.group_wanted.emit(group.code)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress:
            if watched is self.tree and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.tree.currentIndex().siblingAtColumn(0))
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.setFocus()
                return True
        return False


def _filters() -> Dict[SceneFilter, str]:
    return {
        SceneFilter.ALL: translate("Drugscene", "All"),
        SceneFilter.TO_DO: translate("Drugscene", "To do"),
        SceneFilter.UNDECIDED: translate("Drugscene", "Undecided"),
        SceneFilter.CHANGED: translate("Drugscene", "Changed"),
        SceneFilter.WITH_FINDINGS: translate("Drugscene", "With findings"),
        SceneFilter.TO_CONFIRM: translate("Drugscene", "To confirm"),
        SceneFilter.TO_DISCUSS: translate("Drugscene", "To discuss"),
    }
