"""Edits that somebody else got in the way of: one scene after the other is settled, then all is saved again."""

from __future__ import annotations

from typing import Dict, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.change_set import Conflict
from ...domain.scene import Scene, SceneId
from ...texts import translate
from ...workflow.merge_edits import Side, Taken
from .conflict_view import ConflictView, called

_WIDTH, _HEIGHT, _LIST = 116, 90, 26
"""How wide and high a conflict is, and how wide the list of several, as so many letters: people set how large these are."""


class ConflictsDialog(QDialog):
    """Emits ``resolved`` with the conflict and what was taken: a ``Side`` or a merged ``Scene``; ``save_wanted`` when all
    are settled. Whoever settles one says so by ``show_settled``: until then it is open."""

    resolved = pyqtSignal(object, object)
    save_wanted = pyqtSignal()

    def __init__(
        self,
        conflicts: Sequence[Conflict],
        categories: Optional[Mapping[str, str]] = None,
        parent: Optional[QWidget] = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflicts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Drugscene", "Saved by somebody else meanwhile"))
        letter = self.fontMetrics().averageCharWidth()
        several = len(conflicts) > 1
        self.resize((_WIDTH + (_LIST if several else 0)) * letter, _HEIGHT * letter)
        self.intro = QLabel(
            translate(
                "Drugscene",
                "Nothing was written, and your edits are still here. Settle each scene, then save again. It can be undone.",
            ),
            self,
        )
        self.intro.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("conflict_list")
        self.list.setAccessibleName(translate("Drugscene", "Scenes to settle"))
        self.views = QStackedWidget(self)
        self._open: Dict[SceneId, int] = {}
        for number, conflict in enumerate(conflicts):
            view = ConflictView(conflict, categories or {}, self.views)
            view.taken.connect(lambda taken, one=conflict: self.resolved.emit(one, taken))
            self._open[conflict.scene_id] = number
            self.list.addItem(called(conflict))
            self.views.addWidget(view)
        self.list.currentRowChanged.connect(self.views.setCurrentIndex)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVisible(several)
        split = QSplitter(self)
        split.addWidget(self.list)
        split.addWidget(self.views)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST * letter, _WIDTH * letter])
        self.buttons = QDialogButtonBox(self)
        self.save = self.buttons.addButton(translate("Drugscene", "Save again"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("save_again")
        self._saves = translate("Drugscene", "Save all changes of this round")
        self.later = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.later.setToolTip(
            translate(
                "Drugscene", "Go on editing. The warning sign beside the number of unsaved changes leads back here."
            )
        )
        self.later.clicked.connect(lambda _=False: self.close())
        self.save.clicked.connect(lambda _=False: self._save())
        layout = QVBoxLayout(self)
        layout.addWidget(self.intro)
        layout.addWidget(split, 1)
        layout.addWidget(self.buttons)
        self.list.setCurrentRow(0)
        self.views.currentWidget().start()
        self._offer_save()

    def say(self, intro: str, save: str, later: str) -> None:
        """Say in other words what has happened, what the button does that goes on, and what becomes of the rest later."""
        self.intro.setText(intro)
        self.save.setText(save)
        self.later.setToolTip(later)
        self._saves = save
        self._offer_save()

    def show_settled(self, scene: SceneId, taken: Taken) -> None:
        """Show that a conflict is settled, and go on to the next that is not."""
        number = self._open.pop(scene)
        if isinstance(taken, Scene):
            how = translate("Drugscene", "settled: merged")
        elif taken is Side.MINE:
            how = translate("Drugscene", "settled: mine")
        else:
            how = translate("Drugscene", "settled: theirs")
        item = self.list.item(number)
        item.setText(f"✓ {item.text()} ({how})")
        self.views.widget(number).show_settled(how)
        self._offer_save()
        if self._open:
            self.list.setCurrentRow(min(self._open.values()))
            self.views.currentWidget().start()
        else:
            self.save.setDefault(True)
            self.save.setFocus()

    def _offer_save(self) -> None:
        self.save.setEnabled(not self._open)
        left = translate("Drugscene", "{count} scenes are still to be settled").format(count=len(self._open))
        self.save.setToolTip(left if self._open else self._saves)

    def _save(self) -> None:
        self.close()
        self.save_wanted.emit()
