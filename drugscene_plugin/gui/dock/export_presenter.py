"""What the page of export does: writes the package beside the window, and says where it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QUrl

from ...domain.field import Profile
from ...domain.progress import Progress
from ...domain.rights import Act
from ...reports.package import write_package
from ...settings import Settings
from ...texts import translate
from ...workflow.export_round import export_round
from ..goals import goal_of
from ..messages import Messages
from ..session import Session
from .export_page import ExportPage


class ExportPresenter(QObject):
    """Between the session and the page of export."""

    def __init__(self, session: Session, page: ExportPage, messages: Messages, settings: Settings) -> None:
        super().__init__(page)
        self._session, self._page, self._messages, self._settings = session, page, messages, settings
        page.show_choices(Profile, settings.export_language, settings.export_folder)
        page.export_wanted.connect(self.export)
        page.work.stopped.connect(lambda: page.work.say(translate("Drugscene", "Stopped: no package was written.")))
        session.round_changed.connect(self._round_changed)
        session.scenes_changed.connect(lambda _=None: self._show())
        session.saved.connect(lambda _=None: self._show())
        self._round_changed()

    def export(self, profile: Profile, language: str, folder: str) -> None:
        """Write the package of the active round as the store holds it."""
        active, store = self._session.active, self._session.store
        if active is None or store is None or self._page.work.busy:
            return
        self._settings.export_language, self._settings.export_folder = language, folder
        label, by = active.label, self._settings.person
        goal = goal_of(self._settings, self._session.location)

        def work(progress: Progress) -> Path:
            return export_round(
                store,
                label,
                profile,
                language,
                Path(folder),
                partial(write_package, maps=True),
                progress,
                by=by,
                goal=goal,
            )

        title = translate("Drugscene", "Exporting round {round}").format(round=label)
        self._page.work.follow(self._session.run(title, work, self._done))

    def _done(self, package: Path) -> None:
        link = f'<a href="{QUrl.fromLocalFile(str(package)).toString()}">{package.name}</a>'
        text = translate("Drugscene", "The package is in {link}").format(link=link)
        self._page.work.say(text)
        self._messages.success(text)

    def _round_changed(self) -> None:
        self._page.work.say("")
        self._show()

    def _show(self) -> None:
        active = self._session.active
        if active is None:
            self._page.show_ready(False, translate("Drugscene", "Open a round first."))
            return
        parts = [translate("Drugscene", "The annual package of round {round}.").format(round=active.label)]
        if active.editable:
            parts.append(translate("Drugscene", "The round is a draft; its package says so."))
        unregistered = self._session.permission.why_not(Act.SET_UP)
        if unregistered:
            register = translate("Drugscene", "For the public only what the county has released before: {why}")
            parts.append(register.format(why=unregistered))
        if self._session.unsaved:
            many = translate("Drugscene", "Unsaved changes are not in it ({count}): save first.")
            parts.append("<b>" + many.format(count=self._session.unsaved) + "</b>")
        self._page.show_ready(True, " ".join(parts))
