"""What the drawing tools do: what they emit becomes an outline, the outline a scene, and its form opens."""

from __future__ import annotations

from typing import Callable, List, Sequence, Tuple

import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsCsException, QgsGeometry, QgsMapLayer, QgsProject
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction
from shapely.geometry.base import BaseGeometry

from ...domain.errors import Refusal
from ...settings import Settings
from ...texts import translate
from ...workflow.record_scene import CleanedOutline, clean_outline, outline_along
from ..maptools.copying import CopyTool, in_crs, selected_polygons
from ..maptools.drawing import DrawTool
from ..messages import Messages
from ..session import Session
from .scenes_page import ScenesPage


class DrawingPresenter(QObject):
    """Between the map's tools, the page's buttons and the session. ``open_form`` is told the new scene's handle."""

    def __init__(
        self,
        session: Session,
        page: ScenesPage,
        canvas: QgsMapCanvas,
        cad: QgsAdvancedDigitizingDockWidget,
        project: QgsProject,
        messages: Messages,
        settings: Settings,
        open_form: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._canvas, self._project = session, page, canvas, project
        self._messages, self._settings, self._open_form = messages, settings, open_form
        self.draw_tool = DrawTool(canvas, cad)
        self.line_tool = DrawTool(canvas, cad, line=True)
        self.copy_tool = CopyTool(canvas)
        self._tools: Tuple[Tuple[QgsMapTool, QAction], ...] = (
            (self.draw_tool, page.draw),
            (self.line_tool, page.along),
            (self.copy_tool, page.copy),
        )
        for tool, action in self._tools:
            tool.setAction(action)  # pressed while the tool is in use
            action.triggered.connect(lambda _=False, tool=tool: self._take_up(tool))
        self.draw_tool.drawn.connect(self._drawn)
        self.line_tool.drawn.connect(self._line_drawn)
        self.copy_tool.clicked.connect(self._clicked)
        self.copy_tool.missed.connect(self._missed)
        self.copy_tool.left.connect(self.put_down)
        page.copy_selected.triggered.connect(lambda _=False: self._copy_selected())
        page.width_m.setValue(settings.path_width)
        page.width_changed.connect(self._width_changed)
        canvas.mapToolSet.connect(self._tool_changed)
        session.leaving_round.connect(self.put_down)

    def close(self) -> None:
        """Take the tools off the map."""
        self.put_down()
        self._canvas.mapToolSet.disconnect(self._tool_changed)
        for tool, _ in self._tools:
            tool.setAction(None)
            tool.deleteLater()

    def put_down(self) -> None:
        """Let go of the map, if one of the tools holds it."""
        for tool, _ in self._tools:
            if self._canvas.mapTool() is tool:
                self._canvas.unsetMapTool(tool)
        self.draw_tool.draw_on(None)
        self.line_tool.draw_on(None)

    def _take_up(self, tool: QgsMapTool) -> None:
        copy = self._session.copy
        if copy is None or not self._session.edits.start_editing():
            tool.action().setChecked(False)
            return
        if tool is self.copy_tool:
            self.copy_tool.leave_out([copy.layer.id()])
            self._messages.info(translate("Drugscene", "Click a polygon of any layer on the map to copy its outline."))
        else:
            tool.draw_on(copy.layer)  # type: ignore[attr-defined]
        self._canvas.setMapTool(tool)
        self._canvas.setFocus()

    def _tool_changed(self, tool: QgsMapTool, _before: QgsMapTool = None) -> None:
        self._page.width_line.setVisible(tool is self.line_tool)

    def _width_changed(self, metres: float) -> None:
        self._settings.path_width = metres

    # What the tools emit

    def _drawn(self, geometry: QgsGeometry) -> None:
        self._record(translate("Drugscene", "Draw a scene"), [geometry], clean_outline)

    def _line_drawn(self, geometry: QgsGeometry) -> None:
        half = self._page.width_m.value() / 2
        self._record(translate("Drugscene", "Draw a scene along a line"), [geometry], lambda g: outline_along(g, half))

    def _clicked(self, geometry: QgsGeometry, layer: QgsMapLayer) -> None:
        self._copy([geometry], layer)

    def _missed(self) -> None:
        self._messages.info(translate("Drugscene", "There is no polygon to copy there."))

    def _copy_selected(self) -> None:
        copy = self._session.copy
        if copy is None or not self._session.edits.start_editing():
            return
        current = self._canvas.currentLayer()
        layers = [current, *(layer for layer in self._canvas.layers() if layer is not current)]
        for layer in layers:
            if layer is not None and layer.id() != copy.layer.id() and selected_polygons(layer):
                self._copy([feature.geometry() for feature in selected_polygons(layer)], layer)
                return
        self._messages.info(
            translate("Drugscene", "Select polygons in another layer first; then their outlines are copied.")
        )

    def _copy(self, geometries: Sequence[QgsGeometry], layer: QgsMapLayer) -> None:
        target = QgsCoordinateReferenceSystem(self._session.crs)
        try:
            moved = [in_crs(geometry, layer.crs(), target, self._project) for geometry in geometries]
        except QgsCsException:
            text = translate("Drugscene", "The outline lies where {crs} does not reach.").format(crs=self._session.crs)
            self._messages.error(text)
            return
        self._record(translate("Drugscene", "Copy outlines"), moved, clean_outline)

    def _record(
        self, title: str, geometries: Sequence[QgsGeometry], clean: Callable[[BaseGeometry], CleanedOutline]
    ) -> None:
        cleaned: List[CleanedOutline] = []
        for geometry in geometries:
            try:
                cleaned.append(clean(shapely.from_wkb(bytes(geometry.asWkb().data()))))
            except Refusal as refusal:
                self._messages.refusal(refusal)
        if not cleaned:
            return
        handles = self._session.edits.add_all(title, cleaned)
        mended = [c for c in cleaned if c.mended]
        if mended:
            difference = sum(c.area_difference for c in mended)
            text = translate("Drugscene", "The outline crossed itself and was mended: {difference} m² of area.")
            self._messages.warning(text.format(difference=f"{difference:+,.0f}"))
        self._open_form(handles)
