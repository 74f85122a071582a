"""Drawing a scene: QGIS's own capture tool, so that snapping, tracing, advanced digitising, Esc and Backspace work as ever."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapCanvas, QgsMapToolCapture, QgsMapToolDigitizeFeature
from qgis.PyQt.QtCore import pyqtSignal


class DrawTool(QgsMapToolDigitizeFeature):
    """Captures a polygon, or a line, in a layer's CRS. Emits ``drawn`` with the geometry; writes nothing."""

    drawn = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas, cad: QgsAdvancedDigitizingDockWidget, line: bool = False) -> None:
        modes = QgsMapToolCapture.CaptureMode
        super().__init__(canvas, cad, modes.CaptureLine if line else modes.CapturePolygon)
        self.setCheckGeometryType(False)  # a line is drawn on a layer of polygons
        self.digitizingCompleted.connect(self._completed)

    def draw_on(self, layer: Optional[QgsVectorLayer]) -> None:
        """Take this layer's CRS and snapping."""
        self.setLayer(layer)

    def _completed(self, feature: QgsFeature) -> None:
        self.drawn.emit(flat(feature.geometry()))


def flat(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry without curves: arcs become short lines."""
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        return QgsGeometry(geometry.constGet().segmentize())
    return QgsGeometry(geometry)
