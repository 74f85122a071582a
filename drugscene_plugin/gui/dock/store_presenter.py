"""What the top of the panel does: opens stores and rounds, and has Processing make new ones."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Dict, List, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from ...domain.rights import Act
from ...settings import Settings
from ...store import saved_connections
from ...texts import translate
from ...workflow.open_round import default_from_round
from ...workflow.set_codes import codes_text
from ..session import Session
from .header import Header

DialogMaker = Callable[[str, Dict[str, Any]], Any]
"""Makes the Processing dialog of an algorithm, by its id, with parameters filled in."""


def processing_dialog(algorithm: str, parameters: Dict[str, Any]) -> Any:
    """The Processing dialog of an algorithm, with parameters filled in."""
    import processing  # QGIS's own plugin: there in a window, not always without one

    return processing.createAlgorithmDialog(algorithm, parameters)


class StorePresenter(QObject):
    """Between the session and the top of the panel. ``imported`` says how much came in."""

    imported = pyqtSignal(str)

    def __init__(
        self,
        session: Session,
        header: Header,
        settings: Settings,
        window: Optional[QWidget],
        make_dialog: DialogMaker = processing_dialog,
    ) -> None:
        super().__init__(header)
        self._session, self._header, self._settings, self._window = session, header, settings, window
        self._make_dialog = make_dialog
        self._dialogs: List[Any] = []
        header.store_picked.connect(session.open_store)
        header.browse_wanted.connect(self.browse)
        header.shared_wanted.connect(self.open_shared)
        header.new_store_wanted.connect(self._new_store)
        header.import_areas_wanted.connect(lambda: self._import("drugscene:importareas"))
        header.import_scenes_wanted.connect(lambda: self._import("drugscene:importscenes"))
        header.codes_wanted.connect(self._set_codes)
        header.new_round_wanted.connect(self._new_round)
        header.close_wanted.connect(session.close)
        header.person_wanted.connect(self._ask_person)
        header.round_picked.connect(self._pick_round)
        header.below_picked.connect(session.show_below)
        session.store_changed.connect(self._show)
        session.round_changed.connect(self._show)
        session.busy.connect(self._busy)
        self._show()

    def close(self) -> None:
        """Close the dialogs that are still open."""
        for dialog in list(self._dialogs):
            dialog.close()
        self._dialogs.clear()

    def browse(self) -> None:
        """Ask for a store's file."""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            translate("Drugscene", "Open a store"),
            self._session.location,
            translate("Drugscene", "GeoPackage (*.gpkg)") + ";;" + translate("Drugscene", "All files (*)"),
        )
        if path:
            self._session.open_store(path)

    def open_shared(self) -> None:
        """Ask for a store on a server: one of the connections saved in QGIS, or what is typed."""
        known = [f"postgresql:{name}" for name in saved_connections()]
        location, accepted = QInputDialog.getItem(
            self._window,
            translate("Drugscene", "Open a shared store"),
            translate("Drugscene", "A PostgreSQL connection saved in QGIS (or service=NAME):"),
            known or ["postgresql:"],
        )
        if accepted and location.strip():
            self._session.open_store(location.strip())

    def _show(self) -> None:
        session = self._session
        self._header.show_stores(session.location, self._settings.recent_stores)
        leading = session.permission.rights.why_not(Act.LEAD_ROUND) is None
        active = session.active.label if session.active else ""
        self._header.show_rounds(session.rounds, active, session.below, leading)
        self._header.show_permission(session.permission)

    def _busy(self, title: str) -> None:
        self._header.setEnabled(not title)

    def _pick_round(self, label: str) -> None:
        self._session.open_round(label)
        self._show()  # until it is open, the combo shows the round that is

    def _new_store(self) -> None:
        self._run("drugscene:createstore", {}, lambda parameters, _: self._session.open_store(parameters["STORE"]))

    def _import(self, algorithm: str) -> None:
        active = self._session.active
        parameters: Dict[str, Any] = {"STORE": self._session.location}
        if algorithm == "drugscene:importscenes":
            if active is None:
                return
            parameters["ROUND"] = active.label
        said = {
            "drugscene:importareas": translate("Drugscene", "Areas imported: {count}."),
            "drugscene:importscenes": translate("Drugscene", "Outlines imported: {count}."),
        }[algorithm]

        def done(_: Dict[str, Any], results: Dict[str, Any]) -> None:
            self.imported.emit(said.format(count=results.get("COUNT", 0)))
            self._session.read_again()

        self._run(algorithm, parameters, done)

    def _set_codes(self) -> None:
        parameters = {"STORE": self._session.location, "CODES": codes_text(self._session.codes("category"))}
        self._run("drugscene:setcodes", parameters, lambda *_: self._session.read_again())

    def _new_round(self) -> None:
        parameters: Dict[str, Any] = {"STORE": self._session.location}
        before = default_from_round(self._session.rounds, date.today())
        if before is not None:
            parameters["FROM_ROUND"] = before
        self._run("drugscene:openround", parameters, lambda given, _: self._session.read_again(str(given["ROUND"])))

    def _run(
        self, algorithm: str, parameters: Dict[str, Any], done: Callable[[Dict[str, Any], Dict[str, Any]], None]
    ) -> None:
        dialog = self._make_dialog(algorithm, parameters)
        if dialog is None:
            return
        self._dialogs.append(dialog)

        def finished(successful: bool, results: Dict[str, Any]) -> None:
            if successful:
                given = {**parameters, **_given(dialog)}
                dialog.close()
                done(given, results)

        dialog.algorithmFinished.connect(finished)
        # Not QDialog's "finished": Processing's dialog has a method of that name, which hides the signal.
        dialog.rejected.connect(lambda: self._dialogs.remove(dialog) if dialog in self._dialogs else None)
        dialog.show()

    def _ask_person(self) -> None:
        name, accepted = QInputDialog.getText(
            self._window,
            translate("Drugscene", "Your name"),
            translate("Drugscene", "Written beside every change that you save:"),
            QLineEdit.EchoMode.Normal,
            self._settings.person,
        )
        if accepted and name.strip():
            self._settings.person = name
            if self._session.copy is not None:
                self._session.copy.by = self._settings.person


def _given(dialog: Any) -> Dict[str, Any]:
    """The parameters that the person ran the algorithm with."""
    return dict(dialog.createProcessingParameters())
