"""Outlines laid over the map, the old ones red and the new ones blue. They are no layer: no tool can grab or snap to them."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QColor
from shapely.geometry.base import BaseGeometry

OLD_COLOUR, NEW_COLOUR = "#c1272d", "#1f4e9e"
"""Maps of this field draw the old outline red and the new one blue."""

LATER_COLOUR = "#6a3d9a"
"""The outlines of rounds after the active one."""

MOST = 400
"""So many outlines of a set are laid over the map at most: of more, none could be told from another."""

Outlines = Sequence[Optional[BaseGeometry]]


def geometry_of(outline: BaseGeometry) -> QgsGeometry:
    """An outline as QGIS holds it."""
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(outline, output_dimension=2))
    return geometry


class MapOverlay(QObject):
    """Shows sets of outlines, each in its colour, and fades between the first and the second."""

    def __init__(self, canvas: QgsMapCanvas, project: QgsProject, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._canvas, self._project = canvas, project
        self._crs = ""
        self._sets: List[Tuple[List[QgsGeometry], str, bool]] = []
        self._bands: List[QgsRubberBand] = []
        self._share = 0.5
        canvas.destinationCrsChanged.connect(self._draw)

    def close(self) -> None:
        """Take everything off the map."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        self.clear()

    @property
    def shown(self) -> int:
        """How many outlines are shown."""
        return sum(len(outlines) for outlines, _, _ in self._sets)

    def show(self, old: Outlines, new: Outlines, crs: str, later: Outlines = (), earlier: Outlines = ()) -> None:
        """Show old outlines and new ones; ``earlier`` and ``later`` are those of rounds farther away, dashed."""
        self._crs = crs
        given = ((old, OLD_COLOUR, False), (new, NEW_COLOUR, False), (earlier, OLD_COLOUR, True))
        self._sets = [
            ([geometry_of(o) for o in outlines[:MOST] if o is not None and not o.is_empty], colour, dashed)
            for outlines, colour, dashed in (*given, (later, LATER_COLOUR, True))
        ]
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        self._sets = []
        self._draw()

    def fade(self, share: float) -> None:
        """Fade from the old outlines (0) over both (0.5) to the new ones (1)."""
        self._share = share
        for band, strength in zip(self._bands, (min(1.0, 2 * (1 - share)), min(1.0, 2 * share))):
            band.setOpacity(strength)

    def _draw(self) -> None:
        for band in self._bands:
            self._canvas.scene().removeItem(band)
        self._bands = []
        crs = QgsCoordinateReferenceSystem(self._crs)
        for outlines, colour, dashed in self._sets:
            band = QgsRubberBand(self._canvas, QgsWkbTypes.PolygonGeometry)
            band.setStrokeColor(QColor(colour))
            fill = QColor(colour)
            fill.setAlpha(0 if dashed else 45)
            band.setFillColor(fill)
            band.setWidth(2 if dashed else 3)
            band.setLineStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            if outlines:
                band.setToGeometry(QgsGeometry.collectGeometry(outlines), crs)
            self._bands.append(band)
        self.fade(self._share)

    # Where the map looks

    def zoom(self) -> None:
        """Show all outlines that are laid over the map, with some room around."""
        box = QgsRectangle()
        for outlines, _, _ in self._sets:
            for geometry in outlines:
                box.combineExtentWith(geometry.boundingBox())
        if box.isNull():
            return
        source = QgsCoordinateReferenceSystem(self._crs)
        transform = QgsCoordinateTransform(source, self._canvas.mapSettings().destinationCrs(), self._project)
        try:
            seen = transform.transformBoundingBox(box)
        except QgsCsException:
            return
        seen.scale(1.8)
        self._canvas.setExtent(seen)
        self._canvas.refresh()

    def flash(self) -> None:
        """Flash them."""
        found = [geometry for outlines, _, _ in self._sets for geometry in outlines]
        if found and len(found) <= 200:
            self._canvas.flashGeometries(found, QgsCoordinateReferenceSystem(self._crs))
