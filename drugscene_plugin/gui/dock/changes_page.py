"""The page of changes: what became of each scene since the round before, proposed, and decided here."""

from __future__ import annotations

from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QModelIndex, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QSplitter,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.lineage import PAIRED, REASON_CODES, LinkKind
from ...texts import translate
from ...texts.labels import code_label, field_label
from ..icons import icon, qgis_icon
from ..map_overlay import NEW_COLOUR, OLD_COLOUR
from ..models.change_tree import Change, ChangeGroup, ChangeTreeModel, area_text, reason_text, state_text
from ..permission import offer
from ..scene_words import differing
from .scene_form import compact_form

Choices = Sequence[Tuple[str, str]]
"""Scenes to choose from: id and name."""

_UNFOLDED = 12
"""A group of so many decided changes is shown unfolded."""


_REMEMBERED = 50
"""So many single changes stay picked when the list is filled anew."""


class ChangesPage(QWidget):
    """The changes of the active round. Emits what a person looks at and decides; shows what it is told."""

    picked = pyqtSignal(object)
    accept_wanted = pyqtSignal(object, object)
    accept_all_wanted = pyqtSignal()
    reject_wanted = pyqtSignal(object, str)
    decide_wanted = pyqtSignal(str, str, object, object, str)
    filter_toggled = pyqtSignal()
    faded = pyqtSignal(float)
    zoom_wanted = pyqtSignal()
    history_wanted = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes_page")
        self.model = ChangeTreeModel(self)
        self._open_to_decide = False
        self._forbidden = ""
        self._following = False
        self._choices: Tuple[Choices, Choices] = ((), ())
        self._choices_shown = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._about())
        layout.addLayout(self._top())
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._list())
        self.split.addWidget(self._details())
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([320, 300])
        layout.addWidget(self.split, 1)
        self._picked()

    # Parts

    def _about(self) -> QLabel:
        self.about = QLabel(self)
        self.about.setObjectName("changes_about")
        self.about.setWordWrap(True)
        return self.about

    def _top(self) -> QHBoxLayout:
        self.only_waiting = QCheckBox(translate("Drugscene", "To decide"), self)
        self.only_waiting.setObjectName("only_waiting")
        self.only_waiting.setToolTip(translate("Drugscene", "Show only what is to be decided"))
        self.only_waiting.toggled.connect(lambda _=False: self.filter_toggled.emit())
        self.accept_all = QPushButton(icon("confirm"), translate("Drugscene", "Accept what is plain"), self)
        self.accept_all.setObjectName("accept_all")
        self.accept_all.setToolTip(
            translate("Drugscene", "Accept every proposal that is not unsure and needs no reason from a person")
        )
        self.accept_all.clicked.connect(lambda _=False: self.accept_all_wanted.emit())
        line = QHBoxLayout()
        line.addWidget(self.only_waiting)
        line.addStretch(1)
        line.addWidget(self.accept_all)
        return line

    def _list(self) -> QTreeView:
        self.tree = QTreeView(self)
        self.tree.setObjectName("changes")
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setIndentation(14)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setMinimumHeight(110)
        self.model.line_height = self.tree.fontMetrics().height()
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._picked())
        self.tree.doubleClicked.connect(lambda _=None: self.zoom_wanted.emit())
        return self.tree

    def _details(self) -> QScrollArea:
        self.details = QScrollArea(self)
        self.details.setObjectName("change_details")
        self.details.setWidgetResizable(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self.details)
        self.details.setWidget(body)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(2, 2, 6, 4)
        layout.setSpacing(4)
        self.text = QLabel(body)
        self.text.setObjectName("change_text")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.text)
        layout.addLayout(self._fading(body))
        layout.addWidget(self._decision(body))
        self.attributes = QTreeWidget(body)
        self.attributes.setObjectName("attributes")
        self.attributes.setRootIsDecorated(False)
        self.attributes.setHeaderLabels(
            [translate("Drugscene", "Field"), translate("Drugscene", "Before"), translate("Drugscene", "After")]
        )
        layout.addWidget(self.attributes)
        layout.addStretch(1)
        return self.details

    def _fading(self, body: QWidget) -> QHBoxLayout:
        old = QLabel(f'<b style="color:{OLD_COLOUR}">{translate("Drugscene", "Before")}</b>', body)
        new = QLabel(f'<b style="color:{NEW_COLOUR}">{translate("Drugscene", "After")}</b>', body)
        self.fade = QSlider(Qt.Orientation.Horizontal, body)
        self.fade.setObjectName("fade")
        self.fade.setRange(0, 100)
        self.fade.setValue(50)
        self.fade.setToolTip(translate("Drugscene", "Fade between the old outline and the new one"))
        self.fade.valueChanged.connect(lambda value: self.faded.emit(value / 100))
        self.zoom = QPushButton(qgis_icon("mActionZoomToSelected"), "", body)
        self.zoom.setObjectName("zoom_change")
        self.zoom.setToolTip(translate("Drugscene", "Zoom to the change"))
        self.zoom.clicked.connect(lambda _=False: self.zoom_wanted.emit())
        self.history = QPushButton(translate("Drugscene", "History"), body)
        self.history.setObjectName("show_history")
        self.history.setToolTip(translate("Drugscene", "Its ancestors and descendants over all rounds"))
        self.history.clicked.connect(lambda _=False: self.history_wanted.emit(self.picked_changes()))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(old)
        line.addWidget(self.fade, 1)
        line.addWidget(new)
        line.addWidget(self.zoom)
        line.addWidget(self.history)
        return line

    def _decision(self, body: QWidget) -> QWidget:
        self.decision = QFrame(body)
        self.code = _combo("reason_code", self.decision)
        self.code.activated.connect(lambda _=0: self._may_decide())
        self.reason = QLineEdit(self.decision)
        self.reason.setObjectName("link_reason")
        self.reason.setPlaceholderText(translate("Drugscene", "Reason, in a few words"))
        self.reason.textChanged.connect(lambda _="": self._may_decide())
        self.accept = self._button("accept_link", translate("Drugscene", "Accept"), self._accept)
        self.reject = self._button("reject_link", translate("Drugscene", "Reject"), self._reject)
        self.reject.setToolTip(translate("Drugscene", "The two are not linked, for the reason given"))
        self.otherwise = self._button("otherwise", translate("Drugscene", "Otherwise …"), self._toggle)
        self.otherwise.setToolTip(translate("Drugscene", "Decide another kind, or link an old and a new scene by hand"))
        self.otherwise.setCheckable(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.accept, self.reject, self.otherwise):
            buttons.addWidget(button)
        self.by_hand = QWidget(self.decision)
        self.old = _combo("old_scene", self.by_hand, True)
        self.new = _combo("new_scene", self.by_hand, True)
        self.kind = _combo("link_kind", self.by_hand)
        for kind in (*LinkKind,):
            if kind not in (LinkKind.UNSURE, LinkKind.REJECTED):
                self.kind.addItem(code_label("link_kind", kind.value), kind)
        self.kind.activated.connect(lambda _=0: self._kind_chosen())
        self.decide = self._button("decide_link", translate("Drugscene", "Decide"), self._decide)
        form = compact_form()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(translate("Drugscene", "Before"), self.old)
        form.addRow(translate("Drugscene", "After"), self.new)
        form.addRow(translate("Drugscene", "Kind"), self.kind)
        form.addRow("", self.decide)
        self.by_hand.setLayout(form)
        self.by_hand.hide()
        note = QLabel(
            translate("Drugscene", "A decision is stored at once; to change it, decide anew. Undo does not reach it."),
            self.decision,
        )
        note.setWordWrap(True)
        note.setStyleSheet("font-style: italic")
        layout = QVBoxLayout(self.decision)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.code)
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        layout.addWidget(self.by_hand)
        layout.addWidget(note)
        return self.decision

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
        return button

    # Showing

    def show_choices(self, old: Choices, new: Choices) -> None:
        """The scenes that can be linked by hand."""
        self._choices = (old, new)
        self._choices_shown = False
        if self.otherwise.isChecked():
            self._fill_choices()

    def _fill_choices(self) -> None:
        """Fill the lists when they are opened: of thousands of scenes they take a while."""
        if self._choices_shown:
            return
        self._choices_shown = True
        for combo, choices in zip((self.old, self.new), self._choices):
            combo.clear()
            combo.addItem("–", "")
            for known, name in choices:
                combo.addItem(name, known)

    def show_changes(self, groups: Sequence[ChangeGroup]) -> None:
        """Show these changes; what was unfolded and picked stays so."""
        indexes = self.tree.selectionModel().selectedIndexes()
        single = [self.model.change_at(index) for index in indexes[:_REMEMBERED]]
        pairs = [change.held.link.pair for change in single if change is not None and change.held is not None]
        whole = {self.model.groups[index.row()].kind for index in indexes if self.model.change_at(index) is None}
        shut = {
            group.kind
            for number, group in enumerate(self.model.groups)
            if not self.tree.isExpanded(self.model.index(number, 0))
        }
        known = {group.kind for group in self.model.groups}
        self._following = True
        self.model.refill(groups)
        for number, group in enumerate(groups):
            few = group.waiting or len(group.changes) <= _UNFOLDED
            unfolded = group.kind not in shut if group.kind in known else few and group.kind is not LinkKind.CONTINUED
            self.tree.setExpanded(self.model.index(number, 0), bool(unfolded))
        self._following = False
        kinds = [self.model.index(number, 0) for number, group in enumerate(groups) if group.kind in whole]
        self.pick([*kinds, *(self.model.index_of(pair) for pair in pairs)])

    def pick(self, indexes: Iterable[QModelIndex]) -> None:
        """Select changes in the list."""
        self._following = True
        selection = self.tree.selectionModel()
        selection.clearSelection()
        for index in indexes:
            if index.isValid():
                selection.select(index, selection.SelectionFlag.Select)
                selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
                self.tree.scrollTo(index)
        self._following = False
        self._picked()

    def picked_changes(self) -> List[Change]:
        """The changes that are selected; a kind selected stands for all of it."""
        found: Dict[int, Change] = {}  # by identity: comparing thousands of scenes with each other takes minutes
        for index in self.tree.selectionModel().selectedIndexes():
            found.update((id(change), change) for change in self.model.changes_at(index))
        return list(found.values())

    def lock(self, decidable: bool, why_not: str = "") -> None:
        """Say whether anything can be decided, and why this person may decide nothing."""
        self.decision.setVisible(decidable)
        for button in (self.accept_all, self.otherwise):
            offer(button, decidable, why_not)
        self._open_to_decide = decidable
        self._may_decide()

    def forbid(self, why_not: str) -> None:
        """Say why this person may not decide about what is picked; blank: it may be."""
        self._forbidden = why_not
        self._may_decide()

    def _picked(self) -> None:
        if self._following:
            return
        found = self.picked_changes()
        self.picked.emit(found)
        one = found[0] if len(found) == 1 else None
        self.text.setText(self._words(found, one))
        self.attributes.clear()
        if one is not None:
            for field, old, new in differing(one.old, one.new):
                if field == field_label("round"):
                    continue
                item = QTreeWidgetItem([field, old, new])
                for column in range(3):
                    item.setToolTip(column, item.text(column))
                self.attributes.addTopLevelItem(item)
        rows = self.attributes.topLevelItemCount()
        self.attributes.setVisible(bool(one is not None and one.old is not None and one.new is not None and rows))
        self.attributes.setFixedHeight(30 + 20 * min(rows, 8))
        for column in range(2):
            self.attributes.resizeColumnToContents(column)
            self.attributes.setColumnWidth(column, min(self.attributes.columnWidth(column), 110))
        self.reason.setText("")
        self._fill_by_hand(found)
        self._may_decide()

    def _words(self, found: Sequence[Change], one: Optional[Change]) -> str:
        if one is not None:
            kind = code_label("link_kind", one.held.link.kind.value) + ": " if one.held is not None else ""
            parts = [kind + one.names, state_text(one), reason_text(one)]
            if one.held is not None:
                parts.append(area_text(one))
            return "\n".join(part for part in parts if part)
        if found:
            return translate("Drugscene", "{count} changes selected").format(count=len(found))
        return translate("Drugscene", "Select a change to see its old outline in red and the new one in blue.")

    def _fill_by_hand(self, found: Sequence[Change]) -> None:
        """Put what is selected into the fields: of one that ceased and one that is new, both sides."""
        if not self.otherwise.isChecked():
            return
        olds = [c.held.link.from_scene for c in found if c.held is not None and c.held.link.from_scene]
        news = [c.held.link.to_scene for c in found if c.held is not None and c.held.link.to_scene]
        self.old.setCurrentIndex(max(self.old.findData(olds[0]), 0) if olds else 0)
        self.new.setCurrentIndex(max(self.new.findData(news[0]), 0) if news else 0)
        kind = found[0].held.link.kind if len(found) == 1 and found[0].held is not None else LinkKind.MOVED
        if len(found) == 2 and olds and news and not found[0].waiting:
            kind = LinkKind.CONTINUED
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))

    # Deciding

    def _kinds_picked(self) -> List[LinkKind]:
        if self.otherwise.isChecked():
            return [self.kind.currentData()]
        return list({c.held.link.kind for c in self.picked_changes() if c.held is not None})

    def _may_decide(self) -> None:
        found = self.picked_changes()
        waiting = [c for c in found if c.waiting]
        kinds = self._kinds_picked()
        codes = REASON_CODES.get(kinds[0], ()) if len(kinds) == 1 else ()
        shown = [self.code.itemData(n) for n in range(self.code.count())]
        if shown != [None, *codes]:
            self.code.clear()
            self.code.addItem(translate("Drugscene", "Why? …"), None)
            for code in codes:
                self.code.addItem(code_label("reason_code", code.value), code)
        self.code.setVisible(bool(codes))
        has_code = not codes or self.code.currentData() is not None
        unsure = any(c.held is not None and c.held.link.kind is LinkKind.UNSURE for c in waiting)
        mixed = len({c.held.link.kind for c in waiting if c.held} & set(REASON_CODES)) > 1
        self.accept.setText(
            translate("Drugscene", "Accept {count}").format(count=len(waiting))
            if len(waiting) > 1
            else translate("Drugscene", "Accept")
        )
        to_judge = any(c.to_judge for c in waiting)
        plain = bool(waiting) and not unsure and not mixed and not to_judge and not self.otherwise.isChecked()
        may = self._open_to_decide and not self._forbidden
        self.accept.setEnabled(may and plain and has_code)
        said = (
            translate("Drugscene", "Judge the scene on the page of scenes, and save, before it is said to have ceased")
            if to_judge
            else translate("Drugscene", "It is as proposed")
            if plain and has_code
            else translate("Drugscene", "Say why")
            if plain
            else translate("Drugscene", "Nothing that can be accepted as it is")
        )
        self.accept.setToolTip(self._forbidden or said)
        pairs = [c for c in found if c.held and c.held.link.from_scene and c.held.link.to_scene]
        offer(self.reject, may and bool(pairs) and bool(self.reason.text().strip()), self._forbidden)
        offer(self.decide, may and has_code, self._forbidden)

    def _toggle(self) -> None:
        self.by_hand.setVisible(self.otherwise.isChecked())
        if self.otherwise.isChecked():
            self._fill_choices()
            self._fill_by_hand(self.picked_changes())
        self._kind_chosen()
        if self.otherwise.isChecked():
            self.details.ensureWidgetVisible(self.decide)

    def _kind_chosen(self) -> None:
        kind = self.kind.currentData()
        self.old.setEnabled(kind in PAIRED or kind in (LinkKind.CEASED, LinkKind.RETURNED))
        self.new.setEnabled(kind is not LinkKind.CEASED)
        self._may_decide()

    def _accept(self) -> None:
        self.accept_wanted.emit([c for c in self.picked_changes() if c.waiting], self.code.currentData())

    def _reject(self) -> None:
        pairs = [c for c in self.picked_changes() if c.held and c.held.link.from_scene and c.held.link.to_scene]
        self.reject_wanted.emit(pairs, self.reason.text().strip())

    def _decide(self) -> None:
        old = _chosen(self.old) if self.old.isEnabled() else ""
        new = _chosen(self.new) if self.new.isEnabled() else ""
        self.decide_wanted.emit(old, new, self.kind.currentData(), self.code.currentData(), self.reason.text().strip())


def _combo(name: str, parent: QWidget, searched: bool = False) -> QComboBox:
    combo = QComboBox(parent)
    combo.setObjectName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    if searched:
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        combo.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return combo


def _chosen(combo: QComboBox) -> str:
    """The id of the scene whose name stands in the field."""
    at = combo.findText(combo.currentText())
    same = combo.currentIndex() >= 0 and combo.itemText(combo.currentIndex()) == combo.currentText()
    return str((combo.currentData() if same else combo.itemData(at) if at >= 0 else "") or "")
