"""The top of the panel: which store, which round, and which round lies under it."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox, QGridLayout, QLabel, QMenu, QToolButton, QWidget

from ...domain.mapping_round import MappingRound, RoundState
from ...domain.rights import Act
from ...texts import translate
from ..icons import qgis_icon
from ..permission import Permission, offer


class Header(QWidget):
    """Store and round. Emits what was picked; shows what it is told."""

    store_picked = pyqtSignal(str)
    browse_wanted = pyqtSignal()
    shared_wanted = pyqtSignal()
    new_store_wanted = pyqtSignal()
    import_areas_wanted = pyqtSignal()
    codes_wanted = pyqtSignal()
    import_scenes_wanted = pyqtSignal()
    close_wanted = pyqtSignal()
    person_wanted = pyqtSignal()
    check_out_wanted = pyqtSignal()
    bring_back_wanted = pyqtSignal()
    round_picked = pyqtSignal(str)
    new_round_wanted = pyqtSignal()
    below_picked = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.store = self._combo("store", translate("Drugscene", "The store that is open, and those opened before"))
        self.store.activated.connect(lambda _=0: self._store_activated())
        self.round = self._combo("round", translate("Drugscene", "The round that is edited"))
        self.round.activated.connect(lambda _=0: self.round_picked.emit(self.round.currentData() or ""))
        self.below = self._combo(
            "below", translate("Drugscene", "The round drawn under it as thin outlines; no tool can touch it")
        )
        self.below.activated.connect(lambda _=0: self.below_picked.emit(self.below.currentData() or ""))
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.hide()
        self.who = QLabel(self)
        self.who.setObjectName("who")
        self.who.setWordWrap(True)

        self.taken_along = QLabel(self)
        self.taken_along.setObjectName("taken_along")
        self.taken_along.setTextFormat(Qt.TextFormat.PlainText)
        self.taken_along.setWordWrap(True)

        self.more = QToolButton(self)
        self.more.setObjectName("store_menu")
        self.more.setIcon(qgis_icon("mActionFileOpen"))
        self.more.setIconSize(QSize(16, 16))
        self.more.setToolTip(translate("Drugscene", "Open or make a store"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.setToolTipsVisible(True)
        self.open_action = self._entry(translate("Drugscene", "Open a store …"), self.browse_wanted)
        self.shared_action = self._entry(translate("Drugscene", "Open a shared store …"), self.shared_wanted)
        self.new_action = self._entry(translate("Drugscene", "New store …"), self.new_store_wanted)
        self.menu.addSeparator()
        self.areas_action = self._entry(translate("Drugscene", "Import areas …"), self.import_areas_wanted)
        self.scenes_action = self._entry(translate("Drugscene", "Import outlines …"), self.import_scenes_wanted)
        self.codes_action = self._entry(translate("Drugscene", "Categories …"), self.codes_wanted)
        self.menu.addSeparator()
        self.check_out_action = self._entry(
            translate("Drugscene", "Check out for work offline …"), self.check_out_wanted
        )
        self.bring_back_action = self._entry(translate("Drugscene", "Bring back …"), self.bring_back_wanted)
        self.menu.addSeparator()
        self.person_action = self._entry(translate("Drugscene", "Your name …"), self.person_wanted)
        self.close_action = self._entry(translate("Drugscene", "Close the store"), self.close_wanted)
        self.more.setMenu(self.menu)
        self.new_round = QToolButton(self)
        self.new_round.setObjectName("new_round")
        self.new_round.setIcon(qgis_icon("symbologyAdd"))
        self.new_round.setIconSize(QSize(16, 16))
        self.new_round.setToolTip(translate("Drugscene", "Open a new round …"))
        self.new_round.clicked.connect(lambda _=False: self.new_round_wanted.emit())

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for line, (text, combo) in enumerate(
            (
                (translate("Drugscene", "Store"), self.store),
                (translate("Drugscene", "Round"), self.round),
                (translate("Drugscene", "Beneath"), self.below),
            )
        ):
            label = QLabel(text, self)
            label.setBuddy(combo)
            grid.addWidget(label, line, 0)
            grid.addWidget(combo, line, 1)
        grid.addWidget(self.more, 0, 2)
        grid.addWidget(self.new_round, 1, 2)
        grid.addWidget(self.who, 3, 0, 1, 3)
        grid.addWidget(self.taken_along, 4, 0, 1, 3)
        grid.addWidget(self.state, 5, 0, 1, 3)
        self.show_stores("", ())
        self.show_rounds((), "", "")
        self.show_permission(Permission())
        self.show_taken_along("", "")

    def show_stores(self, current: str, recent: Sequence[str]) -> None:
        """Show the open store (empty: none) and those opened before."""
        self.store.clear()
        self.store.addItem(_short(current) if current else translate("Drugscene", "No store open"), current)
        for location in recent:
            if location != current:
                self.store.addItem(_short(location), location)
        for number in range(self.store.count()):
            self.store.setItemData(number, self.store.itemData(number), Qt.ItemDataRole.ToolTipRole)
        self.store.setToolTip(current or translate("Drugscene", "The store that is open, and those opened before"))
        self.close_action.setEnabled(bool(current))

    def show_rounds(self, rounds: Sequence[MappingRound], active: str, below: str, leading: bool = True) -> None:
        """Show the rounds, which is edited and which lies under it; ``leading``: the person may change their state."""
        self.round.clear()
        self.below.clear()
        self.below.addItem(translate("Drugscene", "Nothing"), "")
        for mapping_round in reversed(rounds):
            text = f"{mapping_round.label}  ({mapping_round.ref_date.isoformat()}){_state(mapping_round)}"
            self.round.addItem(text, mapping_round.label)
            if mapping_round.label != active:
                self.below.addItem(text, mapping_round.label)
        self.round.setEnabled(bool(rounds))
        self.below.setEnabled(bool(rounds))
        self.round.setCurrentIndex(self.round.findData(active))
        self.below.setCurrentIndex(max(self.below.findData(below), 0))
        locked = [r for r in rounds if r.label == active and not r.editable]
        self.state.setVisible(bool(locked))
        if locked:
            published = locked[0].state is RoundState.PUBLISHED
            text = translate("Drugscene", "Published, and read-only.")
            if published and leading:
                text = translate(
                    "Drugscene", "Published, and read-only: to change it, correct it on the page of review."
                )
            elif leading:
                text = translate("Drugscene", "In review, and read-only: to edit it, take it back to a draft there.")
            elif not published:
                text = translate("Drugscene", "In review, and read-only.")
            self.state.setText(text)

    def show_permission(self, permission: Permission) -> None:
        """Show who the person is to the store that is shown, and offer what may be done with it and its round."""
        self.who.setText(permission.who)
        self.who.setToolTip(permission.allows)
        self.who.setVisible(bool(permission.who))
        store, active = bool(self.store.itemData(0)), self.round.currentIndex() >= 0
        for control, useful, act in (
            (self.areas_action, store, Act.SET_UP),
            (self.codes_action, store, Act.SET_UP),
            (self.scenes_action, active, Act.EDIT_SCENES),
            (self.check_out_action, active, Act.EDIT_SCENES),
            (self.bring_back_action, store, Act.EDIT_SCENES),
            (self.new_round, store, Act.LEAD_ROUND),
        ):
            offer(control, useful, permission.why_not(act))

    def show_taken_along(self, text: str, source: str) -> None:
        """Show where the open file was checked out from; nothing where it was not."""
        self.taken_along.setText(text)
        self.taken_along.setToolTip(source)
        self.taken_along.setVisible(bool(text))
        self.check_out_action.setVisible(not text)

    def _store_activated(self) -> None:
        location = self.store.currentData()
        if self.store.currentIndex() > 0 and location:
            self.store.setCurrentIndex(0)  # until it is open
            self.store_picked.emit(location)

    def _combo(self, name: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        return combo

    def _entry(self, text: str, signal: object) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda _=False: signal.emit())  # type: ignore[attr-defined]
        return action


def _state(mapping_round: MappingRound) -> str:
    return {
        RoundState.DRAFT: "  " + translate("Drugscene", "draft"),
        RoundState.IN_REVIEW: "  " + translate("Drugscene", "in review"),
        RoundState.PUBLISHED: "  " + translate("Drugscene", "published"),
    }[mapping_round.state]


def _short(location: str) -> str:
    """The file's own name, or the whole of a location that is no path."""
    return location.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] if "://" not in location else location
