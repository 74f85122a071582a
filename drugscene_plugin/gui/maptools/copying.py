"""Copying an outline: a click on a polygon of any layer that is shown."""

from __future__ import annotations

from typing import List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolIdentify
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from .drawing import flat


class CopyTool(QgsMapToolIdentify):
    """Emits ``clicked`` with the topmost polygon under the cursor and its layer; ``missed`` where there is none."""

    clicked = pyqtSignal(object, object)
    missed = pyqtSignal()
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._except: List[str] = []

    def leave_out(self, layer_ids: List[str]) -> None:
        """Layers that nothing is copied from: the scenes themselves."""
        self._except = list(layer_ids)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        if event.button() != Qt.MouseButton.LeftButton:
            return
        layers = [layer for layer in self.canvas().layers() if _has_polygons(layer) and layer.id() not in self._except]
        where = event.pos()
        found = self.identify(where.x(), where.y(), layers, QgsMapToolIdentify.IdentifyMode.TopDownStopAtFirst)
        if not found:
            self.missed.emit()
            return
        # Of nested areas the smallest is meant.
        smallest = min(found, key=lambda result: result.mFeature.geometry().area())
        self.clicked.emit(smallest.mFeature.geometry(), smallest.mLayer)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Nothing: the click counts when the button is let go."""

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:  # noqa: N802
        """Nothing to show."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()


def _has_polygons(layer: object) -> bool:
    return isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry


def selected_polygons(layer: object) -> List[QgsFeature]:
    """The polygons that are selected in a layer; none where it has no polygons."""
    return list(layer.selectedFeatures()) if _has_polygons(layer) else []  # type: ignore[attr-defined]


def in_crs(
    geometry: QgsGeometry,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    project: QgsProject,
) -> QgsGeometry:
    """The geometry in another CRS, without curves.

    Raises:
        QgsCsException: it lies where the CRS does not reach.
    """
    copy = flat(geometry)
    if copy.transform(QgsCoordinateTransform(source, target, project)) != 0:
        raise QgsCsException("transform")
    return copy
