"""The interactive part of the plugin, put together: session, panel, layers, tools, and their places in QGIS's window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale, QObject, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QAction

from ..domain.scene import SceneId
from ..settings import Settings
from ..store import is_shared_location, same_place
from ..texts import translate
from .actions import help_action, help_page, panel_action
from .dock.changes_presenter import ChangesPresenter
from .dock.checks_presenter import ChecksPresenter
from .dock.drawing_presenter import DrawingPresenter
from .dock.export_presenter import ExportPresenter
from .dock.follow_up_presenter import FollowUpPresenter
from .dock.follow_up_showing import FollowUpShowing
from .dock.history_presenter import HistoryPresenter
from .dock.ledger_presenter import LedgerPresenter
from .dock.maps_presenter import MapsPresenter
from .dock.offline_presenter import OfflinePresenter
from .dock.panel import Panel
from .dock.review_presenter import ReviewPresenter
from .dock.rights_presenter import RightsPresenter
from .dock.saving_presenter import SavingPresenter
from .dock.scenes_presenter import ScenesPresenter
from .dock.shaping_presenter import ShapingPresenter
from .dock.store_presenter import StorePresenter
from .dock.together_presenter import TogetherPresenter
from .figure_map import FigureMap
from .map_layers import ROUND_ENTRY, STORE_ENTRY, MapLayers
from .map_overlay import MapOverlay
from .messages import Messages
from .review import Review
from .session import Session
from .together import Together

_WIDTH = 560
"""How wide the panel is before anyone has set it, in pixels."""


class DrugsceneWindow(QObject):
    """Everything that the plugin has in QGIS's window. ``close`` takes all of it back."""

    def __init__(
        self,
        iface: Any,
        project: QgsProject,
        settings: Optional[Settings] = None,
        journal_folder: Optional[Path] = None,
    ) -> None:
        super().__init__()
        self._iface, self._project = iface, project
        self._settings = settings = settings or Settings()
        self._native: Dict[str, Optional[QAction]] = {}
        canvas = iface.mapCanvas()
        self.messages = Messages(iface.messageBar())
        self.session = Session(settings, journal_folder, parent=self)
        self.panel = Panel(iface.mainWindow())
        self.layers = MapLayers(self.session, project, self)
        self.store = StorePresenter(self.session, self.panel.header, settings, iface.mainWindow())
        self.offline = OfflinePresenter(
            self.session, self.panel.header, self.messages, settings, iface.mainWindow(), _language()
        )
        self.scenes = ScenesPresenter(self.session, self.panel.scenes, canvas, _language())
        self.drawing = DrawingPresenter(
            self.session,
            self.panel.scenes,
            canvas,
            iface.cadDockWidget(),
            project,
            self.messages,
            settings,
            self._open_form,
        )
        self.shaping = ShapingPresenter(
            self.session, self.panel.scenes, self._native_action, self._make_active, self._open_form
        )
        self.checks = ChecksPresenter(self.session, self.panel.checks, canvas, self.scenes.select)
        self.maps = MapsPresenter(self.session, self.panel.maps, self.messages, settings, project, self._open_layout)
        self.export = ExportPresenter(self.session, self.panel.export, self.messages, settings)
        self.saving = SavingPresenter(self.session, self.panel.status, self.messages, iface.mainWindow(), _language())
        self.rights = RightsPresenter(self.session, self.panel, self.messages)
        self.together = Together(self.session, self.shaping.shaped, parent=self)
        self.others = TogetherPresenter(self.session, self.together, self.panel, self.messages)
        self.review = Review(self.session, settings, self)
        self.overlay = MapOverlay(canvas, project, self)
        self.changes = ChangesPresenter(
            self.review, self.panel.changes, self.overlay, self.messages, self._show_history
        )
        self.history = HistoryPresenter(self.review, self.panel.history, self.overlay)
        self.ledger = LedgerPresenter(self.review, self.panel.ledger, self.overlay, self.scenes.select, settings)
        self.figures = FigureMap(canvas, project, self)
        self.showing = FollowUpShowing(self.panel.follow_up.results, self.figures, self.overlay)
        self.follow_up = FollowUpPresenter(
            self.session, self.panel.follow_up, self.showing, self.messages, settings, project
        )
        self.publishing = ReviewPresenter(
            self.review,
            self.panel.review,
            self.messages,
            iface.mainWindow(),
            self._show_scenes,
            self._show_change,
        )
        self.scenes.focused.connect(self._focus)
        self.together.decided.connect(self.review.age)
        self.panel.pages.currentChanged.connect(self._page_shown)
        self.store.imported.connect(self.messages.success)
        self._actions: List[QAction] = []
        self.session.round_changed.connect(self._show_round)
        project.readProject.connect(self._project_read)
        project.cleared.connect(self.session.drop)
        self._register()

    def _register(self) -> None:
        iface = self._iface
        window = iface.mainWindow()
        if not window.restoreDockWidget(self.panel):
            iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        if window.isVisible():
            self._first_width()
        else:
            iface.initializationCompleted.connect(self._first_width)
        self.toggle = panel_action(self.panel, iface.mainWindow())
        iface.addToolBarIcon(self.toggle)
        iface.addPluginToVectorMenu(translate("Drugscene", "Drugscene"), self.toggle)
        self._actions.append(self.toggle)
        helping = help_action(iface.mainWindow(), self._help)
        iface.addPluginToVectorMenu(translate("Drugscene", "Drugscene"), helping)
        self._actions.append(helping)

    def _first_width(self) -> None:
        if not self._settings.panel_seen:
            self._iface.mainWindow().resizeDocks([self.panel], [_WIDTH], Qt.Orientation.Horizontal)
            self._settings.panel_seen = True

    def close(self) -> None:
        """Take everything out of the window. Unsaved edits stay in the journal."""
        self._project.readProject.disconnect(self._project_read)
        self._project.cleared.disconnect(self.session.drop)
        self.store.close()
        self.session.drop()
        self.together.close()
        self.review.close()
        self.follow_up.close()
        self.figures.close()
        self.overlay.close()
        self.drawing.close()
        self.layers.close()
        self.messages.clear()
        self._iface.removeToolBarIcon(self.toggle)
        for action in self._actions:
            self._iface.removePluginVectorMenu(translate("Drugscene", "Drugscene"), action)
            action.deleteLater()
        self._actions.clear()
        self._iface.removeDockWidget(self.panel)
        self.panel.setParent(None)
        self.panel.deleteLater()
        self.deleteLater()

    def has_unsaved(self, location: str, label: str) -> bool:
        """Whether the panel holds unsaved edits of a round of a store."""
        session = self.session
        if session.copy is None or session.active is None or not session.copy.dirty:
            return False
        return session.active.label == label and same_place(session.location, location)

    def open_from_project(self) -> None:
        """Open the store and round that the project names, if any."""
        location, found = self._project.readEntry("drugscene", STORE_ENTRY)
        if found and location:
            label, _ = self._project.readEntry("drugscene", ROUND_ENTRY)
            self.session.open_store(
                location if is_shared_location(location) else self._project.readPath(location), label
            )

    def _project_read(self, *_: object) -> None:
        self.session.drop()
        self.open_from_project()

    def _page_shown(self, _number: int = 0) -> None:
        panel, page = self.panel, self.panel.pages.currentWidget()
        presenters = (
            (panel.changes, self.changes),
            (panel.history, self.history),
            (panel.ledger, self.ledger),
            (panel.follow_up, self.follow_up),
        )
        for shown, presenter in presenters:  # those out of sight first: they take their outlines off the map
            if page is not shown:
                presenter.in_sight(False)
        self.review.want(page in (panel.changes, panel.history, panel.ledger, panel.review), page is panel.review)
        for shown, presenter in presenters:
            if page is shown:
                presenter.in_sight(True)

    def _focus(self, scenes: Sequence[SceneId]) -> None:
        active = self.session.active
        self.history.ask_for(scenes[0] if len(scenes) == 1 else None, active.label if active else "")

    def _show_history(self, scene: SceneId, label: str) -> None:
        self.history.ask_for(scene, label)
        self.panel.pages.setCurrentWidget(self.panel.history)

    def _show_change(self, scene: SceneId) -> None:
        self.panel.pages.setCurrentWidget(self.panel.changes)
        self.changes.go_to(scene)

    def _show_scenes(self, scenes: Sequence[SceneId]) -> None:
        handles = self.session.handles_of(scenes)
        self.panel.pages.setCurrentWidget(self.panel.scenes)
        self.scenes.select(handles)
        self.scenes.zoom()

    def _native_action(self, name: str) -> Optional[QAction]:
        """An action of QGIS's own window."""
        if name not in self._native:  # looking through all that QGIS's window holds takes a while
            self._native[name] = self._iface.mainWindow().findChild(QAction, name)
        return self._native[name]

    def _make_active(self) -> None:
        if self.layers.layer is not None:
            self._iface.setActiveLayer(self.layers.layer)

    def _open_layout(self, layout: QgsPrintLayout) -> None:
        self._iface.openLayoutDesigner(layout)

    def _open_form(self, handles: Sequence[int]) -> None:
        if len(handles) == 1:
            self.scenes.open_form(handles[0])
        else:
            self.scenes.select(handles)

    def _show_round(self) -> None:
        layer = self.layers.layer
        if layer is None:
            return
        self._iface.setActiveLayer(layer)
        canvas = self._iface.mapCanvas()
        box = self.layers.extent()
        if box.isNull():
            return
        source = QgsCoordinateReferenceSystem(self.session.crs)
        seen = QgsCoordinateTransform(source, self._project.crs(), self._project).transformBoundingBox(box)
        view = QgsRectangle(canvas.extent())
        if not view.intersects(seen) or view.width() > 20 * seen.width():
            seen.scale(1.05)
            view = seen
        # QGIS shows all of the first layer that comes to an empty map, in the next turn of the window.
        QTimer.singleShot(0, partial(self._look_at, layer, view))

    def _look_at(self, layer: QgsVectorLayer, view: QgsRectangle) -> None:
        if self.layers.layer is layer:
            self._iface.mapCanvas().setExtent(view)
            self._iface.mapCanvas().refresh()

    def _help(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(help_page())))


def _language() -> str:
    return "sv" if QLocale().language() == QLocale.Language.Swedish else "en"
