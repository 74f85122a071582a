"""A chart in a window, drawn to the room that there is, and what it says as text for those who cannot see it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QByteArray, QRectF, QSize
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QWidget

from ..domain.chart import Chart
from ..reports.chart_svg import chart_svg, chart_text


class ChartView(QWidget):
    """Shows one chart, or nothing."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._chart: Optional[Chart] = None
        self.setMinimumHeight(120)

    def show_chart(self, chart: Optional[Chart]) -> None:
        """Show a chart; None: nothing."""
        self._chart = chart
        self.setAccessibleDescription("" if chart is None else chart_text(chart))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(460, 320)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._chart is not None:
            size = self.size()
            svg = chart_svg(self._chart, None, size.width(), size.height())
            QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, QRectF(self.rect()))
        painter.end()
