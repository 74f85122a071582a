"""The page of review: where the round stands, who has signed it, what stands against publishing it, and its errata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.finding import Finding
from ...domain.mapping_round import MappingRound, RoundState
from ...domain.scene import SceneId
from ...domain.sign_off import NO_SCENES, NeededSignOff, SignOffDecision, SignOffRole, SignOffState
from ...texts import translate
from ...texts.labels import code_label
from ...texts.messages import message
from ..icons import icon, qgis_icon
from ..models.finding_tree import FindingTreeModel
from ..permission import offer

_NEED = Qt.ItemDataRole.UserRole + 1

Signed = Tuple[SignOffRole, str, Tuple[SceneId, ...]]
"""For whom is signed: the role, the area's code, and the scenes; none: all that it has."""


@dataclass(frozen=True)
class Erratum:
    """A publication or correction, in words."""

    head: str
    text: str


@dataclass(frozen=True)
class Off:
    """Why a button is off; an empty text: it is on."""

    state: str = ""
    publish: str = ""
    sign: str = ""
    correct: str = ""


class ReviewPage(QWidget):
    """The review of the active round. Emits what a person wants done about it."""

    state_wanted = pyqtSignal(object)
    publish_wanted = pyqtSignal()
    correct_wanted = pyqtSignal(str)
    obstacle_picked = pyqtSignal(object)
    signed = pyqtSignal(object, object, str, str)
    scene_wanted = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("review_page")
        self._off = Off()
        self._names: Mapping[SceneId, str] = {}
        self._areas: Mapping[Tuple[SignOffRole, str], List[NeededSignOff]] = {}
        self._forbidden: Mapping[Tuple[SignOffRole, str], str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self.state = QLabel(self)
        self.state.setObjectName("round_state")
        self.state.setWordWrap(True)
        layout.addWidget(self.state)
        layout.addLayout(self._steps())
        self.why = QLabel(self)
        self.why.setObjectName("why_off")
        self.why.setWordWrap(True)
        self.why.setStyleSheet("font-style: italic")
        layout.addWidget(self.why)
        layout.addWidget(self._correcting())
        self.parts = QTabWidget(self)
        self.parts.setObjectName("review_parts")
        self.parts.setDocumentMode(True)
        self.parts.addTab(self._obstacles(), translate("Drugscene", "Obstacles"))
        self.parts.addTab(self._sign_offs(), translate("Drugscene", "Sign-offs"))
        self.parts.addTab(self._errata(), translate("Drugscene", "Errata"))
        layout.addWidget(self.parts, 1)

    # Parts

    def _steps(self) -> QHBoxLayout:
        self.review = self._button("to_review", translate("Drugscene", "Into review"), self._next_state)
        self.publish = self._button("publish", translate("Drugscene", "Publish …"), self.publish_wanted.emit)
        self.publish.setIcon(icon("confirm"))
        line = QHBoxLayout()
        line.addWidget(self.review)
        line.addWidget(self.publish)
        line.addStretch(1)
        return line

    def _correcting(self) -> QWidget:
        self.correcting = QWidget(self)
        self.correction = QLineEdit(self.correcting)
        self.correction.setObjectName("correction_reason")
        self.correction.setPlaceholderText(translate("Drugscene", "What is wrong with it"))
        self.correct = self._button(
            "correct", translate("Drugscene", "Correct"), lambda: self.correct_wanted.emit(self.correction.text())
        )
        self.correct.setToolTip(
            translate("Drugscene", "Open the round as the draft of its next revision; this one stays readable")
        )
        self.correction.textChanged.connect(lambda _="": self._may_correct())
        self._may_correct()
        line = QHBoxLayout(self.correcting)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.correction, 1)
        line.addWidget(self.correct)
        return self.correcting

    def _obstacles(self) -> QWidget:
        part = QWidget(self)
        self.obstacles = FindingTreeModel(part)
        self.obstacle_tree = QTreeView(part)
        self.obstacle_tree.setObjectName("obstacles")
        self.obstacle_tree.setModel(self.obstacles)
        self.obstacle_tree.setHeaderHidden(True)
        self.obstacle_tree.setIndentation(14)
        self.obstacle_tree.setUniformRowHeights(True)
        self.obstacle_tree.clicked.connect(self._obstacle)
        self.obstacle_tree.activated.connect(self._obstacle)
        self.obstacle_text = QLabel(part)
        self.obstacle_text.setObjectName("obstacle_text")
        self.obstacle_text.setWordWrap(True)
        self.obstacle_text.setTextFormat(Qt.TextFormat.PlainText)
        self.obstacle_text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.obstacle_tree, 1)
        layout.addWidget(self.obstacle_text)
        return part

    def _sign_offs(self) -> QWidget:
        part = QWidget(self)
        self.needed = QTreeWidget(part)
        self.needed.setObjectName("sign_offs")
        self.needed.setHeaderLabels([translate("Drugscene", "LPO or municipality"), translate("Drugscene", "Sign-off")])
        self.needed.setIndentation(14)
        self.needed.setUniformRowHeights(True)
        self.needed.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.needed.header().setStretchLastSection(False)
        self.needed.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.needed.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.needed.header().resizeSection(1, 136)
        self.needed.itemExpanded.connect(self._fill_area)
        self.needed.itemSelectionChanged.connect(self._sign_off_picked)
        self.needed.itemDoubleClicked.connect(self._go_to_scene)
        self.sign_off_text = QLabel(part)
        self.sign_off_text.setObjectName("sign_off_text")
        self.sign_off_text.setWordWrap(True)
        self.sign_off_text.setTextFormat(Qt.TextFormat.PlainText)
        self.by = QLineEdit(part)
        self.by.setObjectName("signed_by")
        self.by.setPlaceholderText(translate("Drugscene", "Who signs"))
        self.by.setToolTip(translate("Drugscene", "Who signs"))
        self.by.textChanged.connect(lambda _="": self._may_sign())
        self.comment = QLineEdit(part)
        self.comment.setObjectName("sign_off_comment")
        self.comment.setPlaceholderText(translate("Drugscene", "Comment"))
        self.approve = self._button(
            "approve", translate("Drugscene", "Approve"), lambda: self._sign(SignOffDecision.APPROVE)
        )
        self.object = self._button(
            "object", translate("Drugscene", "Object"), lambda: self._sign(SignOffDecision.OBJECT)
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.by, 1)
        buttons.addWidget(self.approve)
        buttons.addWidget(self.object)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.needed, 1)
        layout.addWidget(self.sign_off_text)
        layout.addWidget(self.comment)
        layout.addLayout(buttons)
        return part

    def _errata(self) -> QWidget:
        self.errata = QLabel(self)
        self.errata.setObjectName("errata")
        self.errata.setWordWrap(True)
        self.errata.setTextFormat(Qt.TextFormat.PlainText)
        self.errata.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.errata.setContentsMargins(4, 8, 4, 4)
        self.errata.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self.errata

    def _button(self, name: str, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
        return button

    # Showing

    def show_round(self, mapping_round: Optional[MappingRound], off: Off) -> None:
        """Show where the round stands, and why a button is off."""
        self._off = off
        state = mapping_round.state if mapping_round else None
        if mapping_round is None:
            self.state.setText(translate("Drugscene", "No round is open."))
        else:
            text = translate("Drugscene", "Round {round}, revision {revision}: {state}").format(
                round=mapping_round.label,
                revision=mapping_round.revision,
                state=code_label("round_state", mapping_round.state.value),
            )
            self.state.setText(f"<b>{text}</b>")
        published = state is RoundState.PUBLISHED
        self.review.setText(
            translate("Drugscene", "Back to draft")
            if state is RoundState.IN_REVIEW
            else translate("Drugscene", "Into review")
        )
        self.review.setProperty("next", RoundState.DRAFT if state is RoundState.IN_REVIEW else RoundState.IN_REVIEW)
        for button, reason, tip in (
            (self.review, off.state, translate("Drugscene", "In review the scenes rest while others sign")),
            (self.publish, off.publish, translate("Drugscene", "Publish the round; it can then no longer be changed")),
        ):
            button.setVisible(not published)
            button.setEnabled(not reason)
            button.setToolTip(reason or tip)
        self.why.setText("\n".join(dict.fromkeys(text for text in (off.state, off.publish) if text)))
        self.why.setVisible(bool(self.why.text()))
        self.correcting.setVisible(published)
        offer(self.correction, True, off.correct)
        self._may_correct()
        self.approve.setVisible(not published)
        self.object.setVisible(not published)
        self.by.setVisible(not published)
        self.comment.setVisible(not published)
        self._may_sign()

    def show_obstacles(self, found: Optional[Sequence[Finding]], names: Mapping[SceneId, str], idle: str) -> None:
        """Show what stands against publishing; ``idle`` is said where nothing does, or nothing is known yet."""
        self.obstacles.refill(found or (), True, lambda scene: names.get(SceneId(scene), scene))
        self.obstacle_tree.setVisible(bool(found))
        if found and len(found) <= 40:
            self.obstacle_tree.expandAll()
        self.obstacle_text.setText("" if found else idle)
        count = f" ({len(found)})" if found else ""
        self.parts.setTabText(0, translate("Drugscene", "Obstacles") + count)

    def show_sign_offs(
        self,
        needed: Sequence[NeededSignOff],
        scenes: Mapping[SceneId, str],
        areas: Mapping[Tuple[SignOffRole, str], str],
        forbidden: Mapping[Tuple[SignOffRole, str], str],
    ) -> None:
        """Show the signatures needed, by role and area; names of scenes by id, of areas by role and code. ``forbidden``
        says why the person may not sign for an area."""
        open_ones = {self._key(item) for item in self._items() if item.isExpanded()}
        first = self.needed.topLevelItemCount() == 0
        picked = {self._key(item) for item in self.needed.selectedItems()}
        self._names, self._forbidden = scenes, forbidden
        found: Dict[Tuple[SignOffRole, str], List[NeededSignOff]] = {}
        for one in needed:
            found.setdefault((one.role, one.code), []).append(one)
        self._areas = found
        self.needed.blockSignals(True)
        self.needed.clear()
        for role in SignOffRole:
            of_role = {key: ones for key, ones in found.items() if key[0] is role}
            if not of_role:
                continue
            done = sum(all(n.state is SignOffState.APPROVED for n in ones) for ones in of_role.values())
            title = code_label("sign_off_role", role.value).capitalize()
            top = QTreeWidgetItem([title, f"{done} / {len(of_role)}"])
            top.setData(0, _NEED, (role, "", None))
            self.needed.addTopLevelItem(top)
            for (_, code), ones in sorted(of_role.items(), key=lambda i: areas.get(i[0], i[0][1]).casefold()):
                item = QTreeWidgetItem([areas.get((role, code), code), _state_words(ones)])
                item.setData(0, _NEED, (role, code, None))
                item.setIcon(0, _state_icon(ones))
                item.setToolTip(0, code)
                if ones[0].scene != NO_SCENES:
                    policy = QTreeWidgetItem.ChildIndicatorPolicy
                    item.setChildIndicatorPolicy(policy.ShowIndicator)
                top.addChild(item)
                if self._key(item) in open_ones:
                    self._fill_area(item)
                    item.setExpanded(True)
            top.setExpanded(first or self._key(top) in open_ones)
        for item in self._items():
            item.setSelected(self._key(item) in picked)
        self.needed.blockSignals(False)
        for item in self.needed.selectedItems()[:1]:
            self.needed.scrollToItem(item)
        missing = sum(one.state is not SignOffState.APPROVED for one in needed)
        self.parts.setTabText(1, translate("Drugscene", "Sign-offs") + (f" ({missing})" if missing else ""))
        self._sign_off_picked()

    def pick_area(self, role: SignOffRole, name: str) -> None:
        """Select an area among the signatures, by what it is called."""
        for item in self._items():
            key = item.data(0, _NEED)
            item.setSelected(key[0] is role and bool(key[1]) and key[2] is None and item.text(0) == name)
        for item in self.needed.selectedItems()[:1]:
            self.needed.scrollToItem(item)

    def show_errata(self, entries: Sequence[Erratum], nothing: str) -> None:
        """Show what was published and corrected; ``nothing`` is said where there is none."""
        self.errata.setText("\n\n".join(f"{e.head}\n{e.text}".strip() for e in entries) or nothing)

    # Inside

    def _items(self) -> List[QTreeWidgetItem]:
        found = []
        for top in (self.needed.topLevelItem(n) for n in range(self.needed.topLevelItemCount())):
            found.append(top)
            for area in (top.child(n) for n in range(top.childCount())):
                found.append(area)
                found.extend(area.child(n) for n in range(area.childCount()))
        return found

    def _key(self, item: QTreeWidgetItem) -> Tuple[str, str, str]:
        role, code, scene = item.data(0, _NEED)
        return (role.value, code, scene or "")

    def _fill_area(self, item: QTreeWidgetItem) -> None:
        role, code, scene = item.data(0, _NEED)
        if not code or scene is not None or item.childCount():
            return
        for one in self._areas.get((role, code), ()):
            if one.scene == NO_SCENES:
                continue
            child = QTreeWidgetItem([self._names.get(one.scene, one.scene), _state_words([one])])
            child.setData(0, _NEED, (role, code, str(one.scene)))
            child.setIcon(0, _state_icon([one]))
            item.addChild(child)

    def _picked_needs(self) -> List[NeededSignOff]:
        found: List[NeededSignOff] = []
        for item in self.needed.selectedItems():
            role, code, scene = item.data(0, _NEED)
            for (a_role, a_code), ones in self._areas.items():
                if a_role is role and code in ("", a_code):
                    found.extend(n for n in ones if scene in (None, n.scene) and n not in found)
        return found

    def _sign_off_picked(self) -> None:
        found = self._picked_needs()
        self.sign_off_text.setText(self._about(found))
        self._may_sign()

    def _about(self, found: Sequence[NeededSignOff]) -> str:
        if not found:
            return translate("Drugscene", "Select an area, or scenes of one, and approve or object.")
        lasts = [one.last for one in found if one.last is not None]
        if len(found) > 1 and len({(last.by, last.at, last.comment) for last in lasts}) != 1:
            return translate("Drugscene", "{count} signatures selected").format(count=len(found))
        lines = []
        for last in lasts[:1]:
            words = translate("Drugscene", "{decision}: {by}, {day}").format(
                decision=code_label("sign_off_decision", last.decision.value), by=last.by, day=last.at[:10]
            )
            lines.append(words + (f"\n“{last.comment}”" if last.comment else ""))
        if any(one.state is SignOffState.VOIDED for one in found):
            lines.append(translate("Drugscene", "Void: the scene was changed after it was signed."))
        return "\n".join(lines) or translate("Drugscene", "Not signed yet.")

    def _may_sign(self) -> None:
        reason, needs = self._off.sign, self._picked_needs()
        if not reason and not needs:
            reason = translate("Drugscene", "Select an area or a scene first")
        forbidden = (self._forbidden.get((one.role, str(one.code)), "") for one in needs)
        reason = reason or next(filter(None, forbidden), "")
        if not reason and not self.by.text().strip():
            reason = translate("Drugscene", "Say who signs")
        for button in (self.approve, self.object):
            button.setEnabled(not reason)
            button.setToolTip(reason)

    def _may_correct(self) -> None:
        offer(self.correct, bool(self.correction.text().strip()), self._off.correct)

    def _sign(self, decision: SignOffDecision) -> None:
        groups: Dict[Tuple[SignOffRole, str], List[SceneId]] = {}
        for one in self._picked_needs():
            groups.setdefault((one.role, one.code), []).extend([one.scene] if one.scene != NO_SCENES else [])
        wanted: List[Signed] = [(role, code, tuple(scenes)) for (role, code), scenes in groups.items()]
        self.signed.emit(wanted, decision, self.by.text().strip(), self.comment.text().strip())
        self.comment.clear()

    def _next_state(self) -> None:
        self.state_wanted.emit(self.review.property("next"))

    def _obstacle(self, index: QModelIndex) -> None:
        found = self.obstacles.finding_at(index)
        if found is not None:
            self.obstacle_text.setText(message(found))
            self.obstacle_picked.emit(found)

    def _go_to_scene(self, item: QTreeWidgetItem) -> None:
        scene = item.data(0, _NEED)[2]
        if scene:
            self.scene_wanted.emit(SceneId(scene))


_GRAVEST = (SignOffState.OBJECTED, SignOffState.VOIDED, SignOffState.MISSING, SignOffState.APPROVED)


def _gravest(ones: Sequence[NeededSignOff]) -> SignOffState:
    states = {one.state for one in ones}
    return next(state for state in _GRAVEST if state in states)


def _state_words(ones: Sequence[NeededSignOff]) -> str:
    state = _gravest(ones)
    words = code_label("sign_off_state", state.value)
    if len(ones) == 1 and ones[0].scene != NO_SCENES:
        return words
    if ones[0].scene == NO_SCENES:
        return translate("Drugscene", "{state}: no scenes").format(state=words)
    done = sum(one.state is SignOffState.APPROVED for one in ones)
    return f"{words} {done} / {len(ones)}"


def _state_icon(ones: Sequence[NeededSignOff]) -> object:
    state = _gravest(ones)
    if state is SignOffState.APPROVED:
        return icon("confirm")
    return icon("finding_error") if state is SignOffState.OBJECTED else qgis_icon("mIconWarning")
