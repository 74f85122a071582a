"""Edits that somebody else got in the way of: both versions side by side, one to take for each scene."""

from __future__ import annotations

from typing import Dict, Iterator, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.change_set import Conflict
from ...domain.field import FieldDefinition, FieldKind
from ...domain.scene import Scene
from ...domain.scene_fields import SCENE_FIELDS, UPKEEP, scene_to_row
from ...texts import translate
from ...texts.labels import assignment_reason_label, code_label, field_label
from ..clock import local_time

_SHOWN = tuple(f for f in SCENE_FIELDS if f not in UPKEEP and not f.name.endswith("_shares"))


class ConflictsDialog(QDialog):
    """Emits ``resolved`` with the conflict and ``mine`` or ``theirs``; ``save_wanted`` when all are settled."""

    resolved = pyqtSignal(object, str)
    save_wanted = pyqtSignal()

    def __init__(self, conflicts: Sequence[Conflict], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflicts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Drugscene", "Saved by somebody else meanwhile"))
        self.resize(620, 460)
        intro = QLabel(
            translate(
                "Drugscene",
                "Nothing was written, and your edits are still here. Take one version of each scene, then save again.",
            ),
            self,
        )
        intro.setWordWrap(True)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        body = QWidget(area)
        area.setWidget(body)
        parts = QVBoxLayout(body)
        self._open: Dict[str, QFrame] = {}
        for conflict in conflicts:
            frame = self._part(conflict, body)
            self._open[conflict.scene_id] = frame
            parts.addWidget(frame)
        parts.addStretch(1)
        self.buttons = QDialogButtonBox(self)
        self.save = self.buttons.addButton(translate("Drugscene", "Save again"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("save_again")
        self.save.setEnabled(False)
        later = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        later.clicked.connect(lambda _=False: self.close())
        self.save.clicked.connect(lambda _=False: self._save())
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(area, 1)
        layout.addWidget(self.buttons)

    def _part(self, conflict: Conflict, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        scene = conflict.mine or conflict.theirs
        name = (scene.name if scene else "") or conflict.scene_id
        done = (
            translate("Drugscene", "deleted by {by}, {at}")
            if conflict.theirs is None
            else translate("Drugscene", "saved by {by}, {at}")
        ).format(by=conflict.by, at=local_time(conflict.at) if conflict.at else "")
        head = QLabel(frame)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setText(f"{name[:200]}: {done}")
        head.setWordWrap(True)
        table = QTreeWidget(frame)
        table.setRootIsDecorated(False)
        table.setHeaderLabels(
            [translate("Drugscene", "Field"), translate("Drugscene", "Mine"), translate("Drugscene", "Theirs")]
        )
        for field, mine, theirs in differing(conflict.mine, conflict.theirs):
            table.addTopLevelItem(QTreeWidgetItem([field, mine, theirs]))
        table.setMaximumHeight(60 + 22 * table.topLevelItemCount())
        for column in range(3):
            table.resizeColumnToContents(column)
        line = QHBoxLayout()
        for take, text in (
            ("mine", translate("Drugscene", "Take mine")),
            ("theirs", translate("Drugscene", "Take theirs")),
        ):
            button = QPushButton(text, frame)
            button.setObjectName(f"take_{take}")
            button.clicked.connect(lambda _=False, take=take: self._resolve(conflict, take))
            line.addWidget(button)
        line.addStretch(1)
        layout = QVBoxLayout(frame)
        layout.addWidget(head)
        layout.addWidget(table)
        layout.addLayout(line)
        return frame

    def _resolve(self, conflict: Conflict, take: str) -> None:
        self._open.pop(conflict.scene_id).setEnabled(False)
        self.save.setEnabled(not self._open)
        self.resolved.emit(conflict, take)

    def _save(self) -> None:
        self.close()
        self.save_wanted.emit()


def differing(mine: Optional[Scene], theirs: Optional[Scene]) -> Iterator[Tuple[str, str, str]]:
    """The fields in which two versions differ, in words."""
    gone = translate("Drugscene", "deleted")
    if mine is None or theirs is None:
        yield translate("Drugscene", "Scene"), gone if mine is None else "", gone if theirs is None else ""
        return
    one, other = scene_to_row(mine), scene_to_row(theirs)
    for field in _SHOWN:
        if one[field.name] != other[field.name]:
            yield field_label(field.name), _text(field, one[field.name]), _text(field, other[field.name])
    if mine.outline is not None and theirs.outline is not None and not mine.outline.equals(theirs.outline):
        yield (
            translate("Drugscene", "Outline"),
            f"{mine.area_m2:,.0f} m²",
            f"{theirs.area_m2:,.0f} m²",
        )


def _text(field: FieldDefinition, value: object) -> str:
    if value is None:
        return "–"
    if field.code_list:
        return ", ".join(code_label(field.code_list, code) for code in str(value).split(";"))
    if field.kind is FieldKind.BOOLEAN:
        return code_label("answer", "yes" if value else "no")
    if field.name in ("lpo_reason", "municipality_reason"):
        return assignment_reason_label(str(value))
    return str(value)[:300]
