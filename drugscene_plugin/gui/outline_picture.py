"""Small pictures of outlines, all at one scale: what a scene looked like, round after round."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap
from shapely.geometry.base import BaseGeometry

from ..workflow.record_scene import polygons_of
from .map_overlay import NEW_COLOUR, OLD_COLOUR

SIZE = 76
"""Width and height of a picture in pixels, where nothing else is said."""

Frame = Tuple[float, float, float]
"""The west and south of what is shown, and its side, in metres."""


def frame_of(outlines: Sequence[Optional[BaseGeometry]]) -> Optional[Frame]:
    """The square around all outlines, with some room; None where there are none."""
    boxes = [outline.bounds for outline in outlines if outline is not None and not outline.is_empty]
    if not boxes:
        return None
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    side = max(east - west, north - south, 1.0) * 1.12
    return ((west + east - side) / 2, (south + north - side) / 2, side)


def outline_picture(
    frame: Optional[Frame],
    outlines: Sequence[Optional[BaseGeometry]],
    before: Sequence[Optional[BaseGeometry]] = (),
    counts: bool = True,
    size: int = SIZE,
    before_dashed: bool = False,
) -> QPixmap:
    """The outlines in blue, those before them thin and red; pale where the scene does not count. ``size`` in pixels.

    With ``before_dashed`` those before lie beneath, so that only what became different shows.
    """
    picture = QPixmap(size, size)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#c8c8c8")))
    painter.drawRect(QRectF(0.5, 0.5, size - 1, size - 1))
    if frame is not None:
        blue, red = QColor(NEW_COLOUR), QColor(OLD_COLOUR)
        inside = QColor(blue)
        inside.setAlpha(90 if counts else 0)
        pen = QPen(blue, 1.6)
        if not counts:
            pen.setStyle(Qt.PenStyle.DotLine)
        old = QPen(red, 1.4, Qt.PenStyle.DashLine) if before_dashed else QPen(red, 1.0)
        drawn = [(pen, QBrush(inside), outlines), (old, QBrush(Qt.BrushStyle.NoBrush), before)]
        for stroke, fill, shapes in reversed(drawn) if before_dashed else drawn:
            painter.setPen(stroke)
            painter.setBrush(fill)
            for shape in shapes:
                painter.drawPath(_path(frame, shape, size))
    painter.end()
    return picture


def _path(frame: Frame, outline: Optional[BaseGeometry], size: int) -> QPainterPath:
    west, south, side = frame
    scale = (size - 2) / side
    path = QPainterPath()
    for polygon in [] if outline is None else polygons_of(outline):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [QPointF(1 + (x - west) * scale, size - 1 - (y - south) * scale) for x, y in ring.coords]
            path.moveTo(points[0])
            for point in points[1:]:
                path.lineTo(point)
            path.closeSubpath()
    return path
