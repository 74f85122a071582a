"""What the page of checks does: runs them on the round as it stands in the window, goes to findings, mends them."""

from __future__ import annotations

from typing import Callable, Dict, List, Sequence

from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...domain.errors import Refusal
from ...domain.finding import Finding, Severity
from ...domain.progress import Progress
from ...domain.rights import Act
from ...domain.scene_fields import USER_CODE_LISTS
from ...texts import translate
from ...workflow.check_round import find
from ..canvas_view import flash, zoom_to
from ..session import Session
from .checks_page import ChecksPage

_UNFOLDED = 40
"""So many findings are shown unfolded."""


class ChecksPresenter(QObject):
    """Between the session and the page of checks."""

    def __init__(
        self, session: Session, page: ChecksPage, canvas: QgsMapCanvas, select: Callable[[Sequence[int]], None]
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._canvas, self._select = session, page, canvas, select
        self._checked = False
        page.run_wanted.connect(self.run)
        page.zoom_wanted.connect(self._zoom)
        page.mend_wanted.connect(self._mend)
        page.looked_at.connect(self._offer)
        page.accepted.connect(session.accept)
        page.seen_toggled.connect(self._show)
        session.round_changed.connect(self._round_changed)
        session.leaving_round.connect(page.work.silence)
        session.findings_changed.connect(self._show)
        session.scenes_changed.connect(self._aged)
        self._round_changed()

    def run(self) -> None:
        """Check the round as it stands, saved or not, beside the window."""
        session = self._session
        active, store = session.active, session.store
        if active is None or store is None or self._page.work.busy:
            return
        scenes = [row.scene for row in session.rows()]
        before = session.before

        def work(progress: Progress) -> List[Finding]:
            return find(
                active,
                scenes,
                store.areas(),
                *active.rules,
                before,
                store.seen_findings(active.label),
                codes={name: [code.code for code in store.codes(name)] for name in USER_CODE_LISTS},
                progress=progress,
            )

        self._page.work.follow(session.run(translate("Drugscene", "Checking the round"), work, self._found))

    def _found(self, findings: Sequence[Finding]) -> None:
        self._checked, self._old = True, False
        self._session.take_findings(findings)

    def _round_changed(self) -> None:
        self._checked, self._old = False, False
        self._page.run.setEnabled(self._session.active is not None)
        self._show()

    def _aged(self, _rows: object = None) -> None:
        if self._checked and not self._old and self._session.edited_since_check:
            self._old = True
            self._summarise()

    def _show(self) -> None:
        names: Dict[str, str] = {row.scene.id: row.scene.name or row.scene.id for row in self._session.rows()}
        self._page.model.refill(
            self._session.findings, self._page.with_seen.isChecked(), lambda scene: names.get(scene, scene)
        )
        if len(self._session.findings) <= _UNFOLDED:
            self._page.tree.expandAll()
        self._summarise()

    def _summarise(self) -> None:
        if not self._checked:
            self._page.summary.setText(translate("Drugscene", "Not checked yet."))
            return
        left = [f for f in self._session.findings if not f.seen]
        errors = sum(f.severity is Severity.ERROR for f in left)
        text = translate("Drugscene", "Errors: {errors} · warnings: {warnings} · seen: {seen}").format(
            errors=errors, warnings=len(left) - errors, seen=len(self._session.findings) - len(left)
        )
        if self._old:
            text += " · " + translate("Drugscene", "changed since: check again")
        self._page.summary.setText(text)

    def _zoom(self, findings: Sequence[Finding]) -> None:
        copy = self._session.copy
        if copy is None:
            return
        handles = self._session.handles_of([scene for finding in findings for scene in finding.scenes])
        self._select(handles)
        where = [finding.where for finding in findings if finding.where is not None]
        box = None
        if len(findings) == 1 and where:
            x, y = where[0]
            box = QgsRectangle(x - 60, y - 60, x + 60, y + 60)  # metres around the spot
        zoom_to(self._canvas, copy.layer, handles, box)
        flash(self._canvas, copy.layer, handles[:200])

    def _offer(self, findings: Sequence[Finding]) -> None:
        """Offer to mend or accept what is looked at, as far as the person may: a repair changes one scene of several."""
        permission = self._session.permission
        scenes = {row.scene.id: row.scene for row in self._session.rows()}
        reasons = (
            permission.why_not_any(Act.EDIT_SCENES, [scenes[s] for s in finding.scenes if s in scenes])
            for finding in findings
        )
        self._page.show_permission(next(filter(None, reasons), ""), permission.why_not(Act.ACCEPT_FINDINGS))

    def _mend(self, findings: Sequence[Finding]) -> None:
        try:
            self._session.edits.mend(findings)
        except Refusal as refusal:
            self._session.refused.emit(refusal)
            return
        self.run()
