"""What the panel does with rights as a whole: closes pages that would be wrong for who does not see all, and tells at once
when something was edited that cannot be saved."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QObject

from ...domain.rights import Act
from ...texts import translate
from ..messages import Messages
from ..session import Session
from .panel import Panel


class RightsPresenter(QObject):
    """Between the session's permission, the panel's pages and the message bar."""

    def __init__(self, session: Session, panel: Panel, messages: Messages) -> None:
        super().__init__(panel)
        self._session, self._panel, self._messages = session, panel, messages
        self._told = ""
        session.store_changed.connect(self._show_pages)
        session.scenes_changed.connect(self._tell)
        session.leaving_round.connect(self._forget)
        self._show_pages()

    def _show_pages(self) -> None:
        """A page that speaks of the whole county is wrong for who sees part of it: it is closed, and says why."""
        panel, permission = self._panel, self._session.permission
        self._messages.areas = permission.areas
        for page, act in (
            (panel.checks, Act.SEE_ALL),
            (panel.changes, Act.SEE_REVIEW),
            (panel.ledger, Act.SEE_ALL),
            (panel.review, Act.SEE_REVIEW),
            (panel.follow_up, Act.SEE_ALL),
            (panel.outputs, Act.SEE_ALL),
        ):
            panel.offer_page(page, permission.why_not(act))

    def _tell(self, _rows: Optional[Sequence[object]] = None) -> None:
        """QGIS's own tools do not ask whose a scene is: say so as soon as they have been used, once for each."""
        why_not = self._session.edits.forbidden
        if why_not and why_not != self._told:
            undo = translate("Drugscene", "Undo what cannot be saved: {why}")
            self._messages.warning(undo.format(why=why_not))
        self._told = why_not

    def _forget(self) -> None:
        self._told = ""
