"""A chart in a window: drawn anew for every width, its figures under the pointer, to be copied and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPainter, QPaintEvent
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QMessageBox, QSizePolicy, QToolTip, QWidget

from ..domain.chart import Chart
from ..domain.errors import Refusal
from ..reports.chart_drawing import Drawing
from ..reports.chart_svg import WIDTH, chart_drawing, chart_svg, chart_text
from ..texts import translate
from ..texts.messages import message

_NARROWEST = 240
_COPIED = 3  # times as large as on the screen, so that it can be printed


class ChartView(QWidget):
    """Shows one chart, as high as it needs to be at the width that it gets; nothing without a chart.

    Readers of the screen are told all its figures.
    """

    def __init__(self, parent: Optional[QWidget] = None, name: str = "chart") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        self._chart: Optional[Chart] = None
        self._drawing: Optional[Drawing] = None
        self._renderer = QSvgRenderer(self)

    @property
    def chart(self) -> Optional[Chart]:
        """The chart that is shown."""
        return self._chart

    def show_chart(self, chart: Optional[Chart]) -> None:
        """Show a chart, or none."""
        self._chart = chart
        text = chart_text(chart) if chart is not None else ""
        self.setAccessibleName(text.partition("\n")[0])
        self.setAccessibleDescription(text)
        self._lay_out()
        self.setVisible(chart is not None)

    def svg(self) -> str:
        """The chart as a file, of the usual width."""
        return chart_svg(self._chart) if self._chart is not None else ""

    # -- size --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(round(WIDTH), self.minimumHeight())

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Draw the chart for the width that there is."""
        if self._chart is None:
            self._drawing = None
            return
        width = max(self.width(), _NARROWEST)
        self._drawing = chart_drawing(self._chart, None, width)
        self.setFixedHeight(round(self._drawing.height * width / self._drawing.width))
        self._renderer.load(QByteArray(chart_svg(self._chart, None, width).encode("utf-8")))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._drawing is not None:
            scale = self.width() / self._drawing.width
            self._renderer.render(painter, QRectF(0, 0, self.width(), self._drawing.height * scale))
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # -- what it tells -----------------------------------------------------------------------------------------------

    def figure_at(self, place: QPoint) -> str:
        """What is told of a place in the widget; blank where there is nothing."""
        if self._drawing is None:
            return ""
        scale = self._drawing.width / max(self.width(), 1)
        x, y = place.x() * scale, place.y() * scale
        spots = [s for s in self._drawing.spots if s.x <= x <= s.x + s.width and s.y <= y <= s.y + s.height]
        return min(spots, key=lambda s: abs(x - s.x - s.width / 2)).text if spots else ""

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().event(event)
        text = self.figure_at(event.pos())
        if text:
            QToolTip.showText(self.mapToGlobal(event.pos()), text, self)
        else:
            QToolTip.hideText()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        if self._chart is None:
            return
        menu = QMenu(self)
        menu.addAction(translate("Drugscene", "Copy")).triggered.connect(lambda _=False: self.copy())
        menu.addAction(translate("Drugscene", "Copy as text")).triggered.connect(lambda _=False: self.copy_text())
        menu.addAction(translate("Drugscene", "Save as SVG…")).triggered.connect(lambda _=False: self.save())
        menu.exec(self.mapToGlobal(event.pos()))

    def copy(self) -> None:
        """Put the chart on the clipboard, as a picture and as SVG."""
        svg = QByteArray(self.svg().encode("utf-8"))
        renderer = QSvgRenderer(svg)
        image = QImage(renderer.defaultSize() * _COPIED, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        data = QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", svg)
        QGuiApplication.clipboard().setMimeData(data)

    def copy_text(self) -> None:
        """Put the chart's figures on the clipboard."""
        QGuiApplication.clipboard().setText(chart_text(self._chart) if self._chart is not None else "")

    def save(self) -> None:
        """Ask where to, and write the chart there."""
        title, kinds = translate("Drugscene", "Save chart"), translate("Drugscene", "SVG files (*.svg)")
        name = self._chart.name if self._chart is not None else "chart"
        path, _ = QFileDialog.getSaveFileName(self, title, f"{name}.svg", kinds)
        if not path:
            return
        try:
            self.save_to(Path(path))
        except Refusal as refusal:
            QMessageBox.warning(self, title, message(refusal))

    def save_to(self, path: Path) -> None:
        """Write the chart into a file.

        Raises:
            Refusal: ``chart_not_saved`` names the file and says why.
        """
        path = path if path.suffix else path.with_suffix(".svg")
        try:
            path.write_bytes(self.svg().encode("utf-8"))
        except OSError as error:
            raise Refusal("chart_not_saved", file=str(path), reason=error.strerror or str(error)) from error
