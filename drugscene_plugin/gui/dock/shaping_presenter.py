"""What the tools for existing scenes do: QGIS's own reshape, split and merge, and ceasing and reviving, undoable as well."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ...domain.errors import Refusal
from ...domain.progress import Progress
from ...domain.scene import Scene, SceneId, SceneStatus
from ...texts import translate
from ..session import Session
from .scenes_page import ScenesPage

_SHAPED = 20
"""Whoever has selected more scenes than this is not about to shape all of them."""


class ShapingPresenter(QObject):
    """Between the session, the tools of the page of scenes and QGIS's own.

    ``native`` gives an action of QGIS by its object name, or None where this QGIS has none of that name; ``make_active``
    makes the round's layer the one that QGIS's tools work on.
    """

    def __init__(
        self,
        session: Session,
        page: ScenesPage,
        native: Callable[[str], Optional[QAction]],
        make_active: Callable[[], None],
        open_form: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._native, self._make_active, self._open_form = native, make_active, open_form
        self._earlier: Mapping[SceneId, Scene] = {}
        for name, action in page.shaping.items():
            action.triggered.connect(lambda _=False, name=name: self._start(name))
        page.cease.triggered.connect(lambda _=False: self._ask_why())
        page.revive.triggered.connect(lambda _=False: self._revive())
        page.ceasing.ceased.connect(lambda reason: session.edits.cease(self._selected(), reason))
        page.reviving.chosen.connect(self._bring_back)
        session.round_changed.connect(self._round_changed)
        self._round_changed()

    def _round_changed(self) -> None:
        page, editable = self._page, self._session.editable
        page.ceasing.hide()
        page.reviving.hide()
        for name, action in page.shaping.items():
            action.setEnabled(editable and self._native(name) is not None)

    def _selected(self) -> List[int]:
        return self._page.selected_handles()

    def shaped(self) -> Sequence[SceneId]:
        """The selected scenes while one of QGIS's tools for outlines is in use: about to be edited."""
        tools = [self._native(name) for name in self._page.shaping]
        if not any(tool is not None and tool.isChecked() for tool in tools):
            return ()
        rows = [self._session.row(handle) for handle in self._selected()]
        return [row.scene.id for row in rows if row is not None][:_SHAPED]

    def _start(self, name: str) -> None:
        action = self._native(name)
        if action is None or not self._session.edits.start_editing():
            return
        self._make_active()
        action.trigger()

    def _ask_why(self) -> None:
        rows = [row for row in map(self._session.row, self._selected()) if row is not None]
        if not rows:
            self._session.refused.emit(Refusal("no_scene_selected"))
            return
        names = ", ".join(row.scene.name or row.scene.id for row in rows[:3]) + (" …" if len(rows) > 3 else "")
        active = self._session.active
        says_so = all(self._session.verdict(row.scene).status == SceneStatus.CEASED.value for row in rows)
        offered = ""
        if says_so and active is not None:
            offered = translate("Drugscene", "De-listed by rule {rule}").format(rule=active.delisting)
        self._page.reviving.hide()
        self._page.ceasing.ask(translate("Drugscene", "{names}: ceased, because").format(names=names), offered)

    def _revive(self) -> None:
        """Put back what is selected and has ceased; where nothing is, offer what the round does not have."""
        session = self._session
        rows = [row for row in map(session.row, self._selected()) if row is not None]
        ceased = [row.handle for row in rows if row.scene.status is SceneStatus.CEASED]
        if ceased:
            session.edits.revive(ceased)
            return
        store, active = session.store, session.active
        if store is None or active is None:
            return
        here = {row.scene.id for row in session.rows()}

        def work(_progress: Progress) -> Dict[SceneId, Scene]:
            found: Dict[SceneId, Scene] = {}
            for past in store.rounds():
                if (past.ref_date, past.label) < (active.ref_date, active.label):
                    found.update({s.id: s for s in store.scenes(past.label) if s.counts and s.id not in here})
            return found

        session.run(translate("Drugscene", "Reading earlier rounds"), work, self._offer)

    def _offer(self, earlier: Mapping[SceneId, Scene]) -> None:
        self._earlier = earlier
        choices = [(known, f"{scene.name or known} ({scene.round})") for known, scene in earlier.items()]
        self._page.ceasing.hide()
        self._page.reviving.ask(sorted(choices, key=lambda choice: choice[1].casefold()))

    def _bring_back(self, known: Any) -> None:
        try:
            handle = self._session.edits.bring_back(self._earlier[known])
        except Refusal as refusal:
            self._session.refused.emit(refusal)
            return
        self._open_form([handle])
