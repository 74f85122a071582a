"""A dot for each status, filled when nothing is left to do; readable on light and dark."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ...domain.scene import SceneStatus

COLOURS = {
    SceneStatus.CANDIDATE: "#7d9fd6",
    SceneStatus.OPEN: "#3b78d8",
    SceneStatus.NOT_SCENE: "#8a8a8a",
    SceneStatus.UNDECIDED: "#e08a1e",
    SceneStatus.CEASED: "#cf4444",
}
"""The colours of the map's style, a shade lighter for dark themes."""


@cache
def status_icon(status: SceneStatus, done: bool) -> QIcon:
    """A dot in the status's colour: filled when nothing is left to do, a ring while something is."""
    size = 32
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(COLOURS[status])
    painter.setPen(QPen(colour, 5))
    painter.setBrush(colour if done else Qt.GlobalColor.transparent)
    painter.drawEllipse(QRectF(6, 6, size - 12, size - 12))
    painter.end()
    return QIcon(pixmap)
