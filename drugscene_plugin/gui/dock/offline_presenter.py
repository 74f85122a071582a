"""What the panel does for work without network: checks a draft out into a file, and brings the file back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Dict, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...domain.area import AreaLevel
from ...domain.change_set import Conflict
from ...domain.progress import Progress
from ...domain.scene import SceneId
from ...settings import Settings
from ...store import is_shared_location, open_store, same_place
from ...store.checked_out_file import make_checked_out_file
from ...texts import translate
from ...workflow.bring_back import ComingBack, bring_back, settle
from ...workflow.check_out_round import TakenAlong
from ...workflow.merge_edits import Taken
from ..clock import local_time
from ..dialogs.check_out import CheckOutDialog
from ..dialogs.conflicts import ConflictsDialog
from ..messages import Messages
from ..session import Session
from .header import Header

Settled = Dict[SceneId, Tuple[Conflict, Taken]]


class OfflinePresenter(QObject):
    """Between the session, the top of the panel, and the dialogs that ask what to take along and what to keep."""

    def __init__(
        self,
        session: Session,
        header: Header,
        messages: Messages,
        settings: Settings,
        window: Optional[QWidget],
        language: str,
    ) -> None:
        super().__init__(header)
        self._session, self._header, self._messages, self._settings = session, header, messages, settings
        self._window, self._language = window, language
        header.check_out_wanted.connect(self.check_out)
        header.bring_back_wanted.connect(self.bring_back)
        session.store_changed.connect(self._show)
        session.round_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        taken = self._session.taken_along
        text = ""
        if taken is not None:
            text = translate("Drugscene", "Round {round}, checked out of {source} by {by}, {time}.").format(
                round=taken.round, source=_short(taken.source), by=taken.by, time=local_time(taken.at)
            )
        self._header.show_taken_along(text, taken.source if taken else "")

    # Check out ------------------------------------------------------------------------------------------------------

    def check_out(self) -> None:
        """Ask what to take along, when unsaved edits are settled: the file holds what is saved."""
        if self._session.active is not None:
            self._session.when_settled(self._ask)

    def _ask(self) -> None:
        session = self._session
        if session.active is None:
            return
        dialog = CheckOutDialog(session.active.label, session.areas(AreaLevel.LPO), session.permission, self._window)
        dialog.accepted.connect(lambda: self._check_out(dialog.path, dialog.lpos))
        dialog.open()

    def _check_out(self, path: str, lpos: Sequence[str]) -> None:
        store, active, by = self._session.store, self._session.active, self._settings.person
        if store is None or active is None:
            return
        self._session.run(
            translate("Drugscene", "Checking out round {round}").format(round=active.label),
            lambda progress: make_checked_out_file(store, active.label, path, by, lpos, progress),
            partial(self._checked_out, path),
            lambda: None,
        )

    def _checked_out(self, path: str, taken: TakenAlong) -> None:
        text = translate("Drugscene", "{count} scenes are in {file}; {editable} may be edited.")
        count, name = len(taken.check_out.base), Path(path).name
        self._messages.success(text.format(count=count, file=name, editable=taken.editable))

    # Bring back -----------------------------------------------------------------------------------------------------

    def bring_back(self) -> None:
        """Bring the open file back to where it is from; where another store is open, ask for the file to bring to it."""
        session, taken = self._session, self._session.taken_along
        if taken is not None:
            path, location = session.location, taken.source
        else:
            path, location = self._ask_file(), session.location
        if path and location:
            self._session.when_settled(lambda: self._bring_back(path, location, {}))

    def _ask_file(self) -> str:
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            translate("Drugscene", "File that was checked out"),
            "",
            translate("Drugscene", "GeoPackage (*.gpkg)") + ";;" + translate("Drugscene", "All files (*)"),
        )
        return str(path)

    def _bring_back(self, path: str, location: str, settled: Settled) -> None:
        by = self._settings.person

        def work(progress: Progress) -> ComingBack:
            file, store = open_store(path), open_store(location)
            for conflict, taken in settled.values():
                settle(file, conflict, taken, by)
            return bring_back(file, store, by, same_place, progress)

        title = translate("Drugscene", "Bringing back {file}").format(file=Path(path).name)
        self._session.run(title, work, partial(self._brought_back, path, location))

    def _brought_back(self, path: str, location: str, found: ComingBack) -> None:
        if found.clear:
            text = translate(
                "Drugscene", "Brought back: {added} added, {changed} changed (merged: {merged}), {removed} removed."
            )
            self._messages.success(text.format(merged=len(found.merged), **found.clear.counts))
        elif not found.staying:
            self._messages.success(translate("Drugscene", "Nothing to bring back: the file is up to date."))
        if found.held_back:
            reasons = [self._messages.words(held.why) for held in found.held_back]
            many = translate("Drugscene", "{count} edited scenes stay in the file: {reason}")
            self._messages.warning(many.format(count=len(reasons), reason=reasons[0]), "\n".join(reasons))
        self._session.read_again()
        if found.conflicts:
            self._settle(path, location, found.conflicts)

    def _settle(self, path: str, location: str, conflicts: Sequence[Conflict]) -> None:
        categories = {c.code: c.label(self._language) for c in self._session.codes("category")}
        settled: Settled = {}
        dialog = ConflictsDialog(conflicts, categories, self._window)
        dialog.say(
            translate(
                "Drugscene",
                "All else was brought back. Settle each scene, then bring them back. Until then your edits stay in the file.",
            ),
            translate("Drugscene", "Bring these back"),
            translate("Drugscene", "The scenes come up again when the file is brought back the next time."),
        )

        def take(conflict: Conflict, taken: Taken) -> None:
            settled[conflict.scene_id] = (conflict, taken)
            dialog.show_settled(conflict.scene_id, taken)

        dialog.resolved.connect(take)
        dialog.save_wanted.connect(
            lambda: self._session.when_settled(lambda: self._bring_back(path, location, settled))
        )
        dialog.open()


def _short(location: str) -> str:
    return location if is_shared_location(location) else Path(location).name
