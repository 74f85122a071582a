"""What the foot of the panel does: QGIS's own undo and redo, save, and edits that others got in the way of."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QWidget

from ...domain.change_set import Conflict
from ...domain.errors import Refusal
from ...texts import translate
from ...workflow.merge_edits import Taken
from ...workflow.ports import StaleEdit
from ..clock import local_time
from ..dialogs.conflict_view import called
from ..dialogs.conflicts import ConflictsDialog
from ..messages import Messages
from ..session import Session
from ..together import is_lost
from .status_line import StatusLine

_OF_RIGHTS = ("scene_elsewhere", "right_elsewhere", "right_nowhere", "right_missing")
"""Why a save was refused that is asked anew at each edit: it may be undone since, or allowed."""


class SavingPresenter(QObject):
    """Between the session and the foot of the panel."""

    def __init__(
        self, session: Session, line: StatusLine, messages: Messages, window: Optional[QWidget], language: str
    ) -> None:
        super().__init__(line)
        self._language = language
        self._session, self._line, self._messages, self._window = session, line, messages, window
        self._dialog: Optional[ConflictsDialog] = None
        self._question: Any = None
        self._waited = False
        line.save_wanted.connect(self._save)
        line.undo_wanted.connect(lambda: self._stack(lambda stack: stack.undo()))
        line.redo_wanted.connect(lambda: self._stack(lambda stack: stack.redo()))
        line.why_wanted.connect(self._why)
        session.scenes_changed.connect(lambda _=None: self._show())
        session.round_changed.connect(self._show)
        session.leaving_round.connect(self._withdraw)
        session.saved.connect(self._saved)
        session.refused.connect(self._refused)
        session.stale.connect(self._stale)
        session.recoverable.connect(self._offer)
        session.leave_asked.connect(self._ask_before_leaving)
        self._show()

    def _stack(self, act: Callable[[Any], None]) -> None:
        if self._session.copy is not None:
            act(self._session.copy.layer.undoStack())

    def _show(self) -> None:
        copy = self._session.copy
        if copy is None:
            self._line.show_state(0, "", False, False, "", "", "")
            return
        stack = copy.layer.undoStack()
        reason = copy.unsaved_reason
        refused = self._session.edits.forbidden
        if not refused and isinstance(reason, Refusal) and reason.code not in _OF_RIGHTS:
            refused = self._messages.words(reason)
        elif self._session.edits.conflicts():
            refused = translate("Drugscene", "Somebody else saved the same scenes meanwhile.")
        self._line.show_state(
            self._session.unsaved,
            self._session.last_save,
            stack.canUndo(),
            stack.canRedo(),
            stack.undoText(),
            stack.redoText(),
            refused,
        )

    def _refused(self, refusal: Refusal) -> None:
        copy = self._session.copy
        if copy is not None and refusal is copy.unsaved_reason and is_lost(refusal):
            self._waited = True  # the foot of the panel says that it will be saved
        else:
            self._messages.refusal(refusal)

    def _save(self) -> None:
        window = self._line.window()
        if window is not None and window.focusWidget() is not None:
            window.focusWidget().clearFocus()  # what is being typed is part of what is saved
        self._session.save()

    def _saved(self, saved: Any) -> None:
        counts = saved.change_set.counts
        if any(counts.values()):
            text = translate("Drugscene", "Saved: {added} added, {changed} changed, {removed} removed.")
            if self._waited:
                text = translate(
                    "Drugscene",
                    "Connection back. Saved: {added} added, {changed} changed, {removed} removed.",
                )
            self._messages.success(text.format(**counts))
        self._waited = False
        if self._dialog is not None:
            self._dialog.close()
        self._show()

    def _why(self) -> None:
        copy = self._session.copy
        if copy is None:
            return
        if self._session.edits.forbidden:
            self._messages.error(self._session.edits.forbidden)
        elif isinstance(copy.unsaved_reason, Refusal):
            self._messages.refusal(copy.unsaved_reason)
        else:
            self._stale()

    def _stale(self, _stale: Optional[StaleEdit] = None) -> None:
        """Show what is not settled yet, with my side as it is now; blocking, so that it stays as it is shown."""
        if self._dialog is not None:
            self._dialog.close()
        conflicts = self._session.edits.conflicts()
        if not conflicts:
            return
        categories = {c.code: c.label(self._language) for c in self._session.codes("category")}
        self._dialog = ConflictsDialog(conflicts, categories, self._window)
        self._dialog.resolved.connect(self._resolve)
        self._dialog.finished.connect(self._dialog_closed)
        self._dialog.save_wanted.connect(self._session.save)
        self._dialog.open()

    def _dialog_closed(self, _result: int = 0) -> None:
        self._dialog = None

    def _resolve(self, conflict: Conflict, taken: Taken) -> None:
        title = translate("Drugscene", "Settle the conflict: {scene}").format(scene=called(conflict))
        if self._session.edits.settle(title, conflict, taken) and self._dialog is not None:
            self._dialog.show_settled(conflict.scene_id, taken)

    def _offer(self, entry: Any) -> None:
        count = len(entry.rows.rows) + len(entry.rows.removed)
        text = translate("Drugscene", "Round {round}: changes of {time} were never saved ({count}).").format(
            count=count, round=entry.round, time=local_time(entry.written_at)
        )
        self._question = self._messages.ask(
            text,
            (
                (translate("Drugscene", "Restore"), self._session.recover),
                (translate("Drugscene", "Discard"), self._session.discard_recovery),
            ),
        )

    def _ask_before_leaving(self, go_on: Callable[[], None]) -> None:
        active = self._session.active
        text = translate("Drugscene", "Round {round} has unsaved changes ({count}).").format(
            round=active.label if active else "", count=self._session.unsaved
        )

        def save() -> None:
            if self._session.save():
                go_on()

        def keep() -> None:
            self._session.keep_for_later()
            go_on()

        def discard() -> None:
            self._session.discard()
            go_on()

        self._withdraw()
        self._question = self._messages.ask(
            text,
            (
                (translate("Drugscene", "Save"), save),
                (translate("Drugscene", "Keep for later"), keep),
                (translate("Drugscene", "Discard"), discard),
                (translate("Drugscene", "Stay"), lambda: None),
            ),
        )

    def _withdraw(self) -> None:
        self._waited = False
        self._messages.withdraw(self._question)
        self._question = None
        if self._dialog is not None:
            self._dialog.close()
