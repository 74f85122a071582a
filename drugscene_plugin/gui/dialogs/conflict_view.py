"""One conflict: both versions side by side, outline and fields, and what to take of each."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Dict, List, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...domain.change_set import Conflict
from ...domain.scene import Scene
from ...texts import translate
from ...workflow.merge_edits import Changed, Side, changed_parts, merged, proposed
from ..clock import local_time
from ..outline_picture import frame_of, outline_picture
from ..scene_words import area_words, part_label, part_text

_PICTURE = 210
_LETTERS_A_LINE = 22
_MOST = 2000  # letters of a tooltip


class ConflictView(QWidget):
    """Emits ``taken`` with the side or the merged scene that a person takes."""

    taken = pyqtSignal(object)

    def __init__(self, conflict: Conflict, categories: Mapping[str, str], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.conflict = conflict
        self._changed: Mapping[str, Changed] = {}
        if conflict.mine is not None and conflict.theirs is not None:
            self._changed = changed_parts(conflict.base, conflict.mine, conflict.theirs)
        self._groups: Dict[str, QButtonGroup] = {}
        self._remarks: Dict[str, QLabel] = {}
        self._head = QLabel(self)
        self._head.setObjectName("conflict_head")
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setText(f"{called(conflict)}: {self._what_they_did()}")
        self._head.setStyleSheet("font-weight: bold")
        self._head.setWordWrap(True)
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(self._pictures())
        body.addWidget(self._choices(categories), 1)
        body.addLayout(self._buttons())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._head)
        layout.addWidget(self._body, 1)
        self._show_choice()

    @property
    def by(self) -> str:
        """Who the other is."""
        return self.conflict.by or translate("Drugscene", "somebody else")

    def show_settled(self, how: str) -> None:
        """Say that it is settled; nothing can be chosen any more."""
        self._head.setText(f"✓ {self._head.text()} ({how})")
        self._body.setEnabled(False)

    def start(self) -> None:
        """Let the keyboard begin where something has to be chosen."""
        for part, group in self._groups.items():
            if part not in self.chosen():
                group.button(0).setFocus()
                return
        (self.use_chosen if self._groups else self.take_mine).setFocus()

    def chosen(self) -> Mapping[str, Side]:
        """The side that is chosen for each part, as far as one is."""
        sides = {}
        for part, group in self._groups.items():
            if group.checkedId() >= 0:
                sides[part] = list(Side)[group.checkedId()]
        return sides

    def _what_they_did(self) -> str:
        done = (
            translate("Drugscene", "deleted by {by}, {at}")
            if self.conflict.theirs is None
            else translate("Drugscene", "saved by {by}, {at}")
        )
        return done.format(by=self.by, at=local_time(self.conflict.at) if self.conflict.at else "")

    def _pictures(self) -> QHBoxLayout:
        base = self.conflict.base.outline if self.conflict.base else None
        sides = ((translate("Drugscene", "Mine"), self.conflict.mine), (self._theirs(), self.conflict.theirs))
        frame = frame_of([base, *(scene.outline for _, scene in sides if scene is not None)])
        line = QHBoxLayout()
        line.setSpacing(16)
        for side, (title, scene) in zip(Side, sides):
            gone = translate("Drugscene", "deleted, or merged into another scene")
            said = f"{title}: {area_words(scene) if scene is not None else gone}"
            caption, picture = QLabel(said, self._body), QLabel(self._body)
            caption.setWordWrap(True)
            caption.setFixedWidth(_PICTURE)
            outlines = [scene.outline] if scene is not None else []
            picture.setPixmap(outline_picture(frame, outlines, [base], size=_PICTURE, before_dashed=True))
            picture.setObjectName(f"outline_{side.value}")
            picture.setAccessibleName(said)
            picture.setToolTip(translate("Drugscene", "Blue: this version. Dashed: the outline as it was before."))
            column = QVBoxLayout()
            column.addWidget(caption)
            column.addWidget(picture)
            line.addLayout(column)
        legend = QLabel(translate("Drugscene", "Dashed: the outline before either of you changed it"), self._body)
        legend.setWordWrap(True)
        line.addWidget(legend, 1)
        return line

    def _theirs(self) -> str:
        return translate("Drugscene", "Theirs ({by})").format(by=self.by)

    def _choices(self, categories: Mapping[str, str]) -> QScrollArea:
        area = QScrollArea(self._body)
        area.setWidgetResizable(True)
        body = QWidget(area)
        area.setWidget(body)
        mine, theirs = self.conflict.mine, self.conflict.theirs
        if mine is None or theirs is None:
            whole = QLabel(self._whole_only(), body)
            whole.setWordWrap(True)
            whole.setAlignment(Qt.AlignmentFlag.AlignTop)
            QVBoxLayout(body).addWidget(whole)
            return area
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(16)
        heads = (translate("Drugscene", "Field"), translate("Drugscene", "Before"), translate("Drugscene", "Mine"))
        for column, text in enumerate((*heads, self._theirs())):
            head = QLabel(text, body)
            head.setStyleSheet("font-weight: bold")
            grid.addWidget(head, 0, column)
        for part, how in self._changed.items():
            if how is not Changed.ALIKE:
                self._add_choice(grid, part, mine, theirs, categories)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(len(heads), 1)
        return area

    def _whole_only(self) -> str:
        if self.conflict.theirs is None:
            return translate("Drugscene", "Keep the scene as it is with you, or let it be deleted.")
        return translate("Drugscene", "Delete the scene all the same, or keep it as it was saved.")

    def _add_choice(
        self, grid: QGridLayout, part: str, mine: Scene, theirs: Scene, categories: Mapping[str, str]
    ) -> None:
        row = grid.rowCount()
        remark = QLabel(grid.parentWidget())
        remark.setObjectName(f"{part}_remark")
        field = QVBoxLayout()
        field.setSpacing(0)
        field.addWidget(QLabel(part_label(part), grid.parentWidget()))
        field.addWidget(remark)
        grid.addLayout(field, row, 0)
        base = self.conflict.base
        before = QLabel(grid.parentWidget())
        before.setTextFormat(Qt.TextFormat.PlainText)
        before.setText(_lines("–" if base is None else part_text(base, part, categories)))
        grid.addWidget(before, row, 1)
        group = QButtonGroup(self)
        taken = proposed(self._changed).get(part)
        for number, (side, scene) in enumerate(zip(Side, (mine, theirs))):
            text = part_text(scene, part, categories)
            button = QRadioButton(_lines(text).replace("&", "&&"), grid.parentWidget())
            button.setObjectName(f"{part}_{side.value}")
            button.setToolTip(f"<qt>{escape(text[:_MOST])}</qt>")
            button.setAccessibleName(f"{part_label(part)}: {text}")
            button.setChecked(side is taken)
            group.addButton(button, number)
            grid.addWidget(button, row, 2 + number)
        group.buttonToggled.connect(lambda *_: self._show_choice())
        self._groups[part], self._remarks[part] = group, remark

    def _buttons(self) -> QHBoxLayout:
        self.take_mine = QPushButton(translate("Drugscene", "Take all mine"), self._body)
        self.take_mine.setObjectName("take_mine")
        self.take_mine.setToolTip(
            translate("Drugscene", "My version whole: the next save writes over what {by} saved").format(by=self.by)
        )
        self.take_mine.clicked.connect(lambda _=False: self.taken.emit(Side.MINE))
        self.take_theirs = QPushButton(translate("Drugscene", "Take all theirs"), self._body)
        self.take_theirs.setObjectName("take_theirs")
        self.take_theirs.setToolTip(
            translate("Drugscene", "The version of {by} whole: my edits of this scene go, until I undo").format(
                by=self.by
            )
        )
        self.take_theirs.clicked.connect(lambda _=False: self.taken.emit(Side.THEIRS))
        self.use_chosen = QPushButton(translate("Drugscene", "Use what is chosen"), self._body)
        self.use_chosen.setObjectName("use_chosen")
        self.use_chosen.clicked.connect(lambda _=False: self._take_chosen())
        for button in (self.take_mine, self.take_theirs, self.use_chosen):
            button.setAutoDefault(False)  # Enter settles nothing by accident
        line = QHBoxLayout()
        line.addWidget(self.take_mine)
        line.addWidget(self.take_theirs)
        line.addStretch(1)
        line.addWidget(self.use_chosen)
        return line

    def _take_chosen(self) -> None:
        mine, theirs = self.conflict.mine, self.conflict.theirs
        if mine is not None and theirs is not None:
            self.taken.emit(merged(self.conflict.base, mine, theirs, self.chosen()))

    def _show_choice(self) -> None:
        chosen = self.chosen()
        open_parts: List[str] = []
        for part, remark in self._remarks.items():
            if part not in chosen:
                open_parts.append(part_label(part))
            remark.setText(self._remark(self._changed[part], part in chosen))
            remark.setStyleSheet("font-style: italic" if part in chosen else "font-weight: bold")
        self.use_chosen.setEnabled(bool(self._groups) and not open_parts)
        if not self._groups:
            self.use_chosen.setToolTip(translate("Drugscene", "One version is deleted: take one of the two whole"))
        elif open_parts:
            text = translate("Drugscene", "Choose first: {fields}")
            self.use_chosen.setToolTip(text.format(fields=", ".join(open_parts)))
        else:
            self.use_chosen.setToolTip(translate("Drugscene", "Put both versions together as it is chosen above"))

    def _remark(self, how: Changed, is_chosen: bool) -> str:
        if how is Changed.MINE:
            return translate("Drugscene", "changed by me alone")
        if how is Changed.THEIRS:
            return translate("Drugscene", "changed by {by} alone").format(by=self.by)
        if is_chosen:
            return translate("Drugscene", "changed by both")
        return "▲ " + translate("Drugscene", "changed by both: choose")


def called(conflict: Conflict) -> str:
    """What the scene of a conflict is called."""
    scene = conflict.mine or conflict.theirs or conflict.base
    return ((scene.name if scene else "") or str(conflict.scene_id))[:200]


def _lines(text: str) -> str:
    return textwrap.fill(text, _LETTERS_A_LINE, max_lines=6, placeholder=" …")
