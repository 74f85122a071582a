"""A window like QGIS's own, with a real canvas, message bar and dock areas, for tests that drive the panel."""

from __future__ import annotations

from qgis.core import QgsProject, QgsReferencedRectangle  # noqa: F401
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsLayerTreeMapCanvasBridge, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMainWindow, QToolBar, QVBoxLayout, QWidget


class Interface(QObject):
    """What the plugin uses of QGIS's interface, on real widgets."""

    initializationCompleted = pyqtSignal()  # noqa: N815

    def __init__(self, project):
        super().__init__()
        self.window = QMainWindow()
        self.window.resize(1200, 800)
        body = QWidget(self.window)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        self.canvas = QgsMapCanvas(body)
        self.bar = QgsMessageBar(body)
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas, 1)
        self.window.setCentralWidget(body)
        self.toolbar = QToolBar("plugins", self.window)
        self.window.addToolBar(self.toolbar)
        self.cad = QgsAdvancedDigitizingDockWidget(self.canvas, self.window)
        self.bridge = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), self.canvas)
        self.menu = []
        self.window.show()

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def cadDockWidget(self):
        return self.cad

    def setActiveLayer(self, layer):
        self.canvas.setCurrentLayer(layer)
        return True

    def activeLayer(self):
        return self.canvas.currentLayer()

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def addToolBarIcon(self, action):
        self.toolbar.addAction(action)

    def removeToolBarIcon(self, action):
        self.toolbar.removeAction(action)

    def addPluginToVectorMenu(self, name, action):
        self.menu.append(action)

    def removePluginVectorMenu(self, name, action):
        self.menu.remove(action)


def settle(milliseconds=0):
    """Let Qt do what waits to be done, deletions too."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if milliseconds:
        QTest.qWait(milliseconds)


def click_map(canvas, x, y, button=Qt.MouseButton.LeftButton):
    """Click on the map at coordinates of the map."""
    at = canvas.getCoordinateTransform().transform(x, y)
    point = QPoint(round(at.x()), round(at.y()))
    QTest.mouseMove(canvas.viewport(), point)
    QTest.mouseClick(canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, point)


def draw(canvas, *corners):
    """Click the corners, then end with the right button, as a person draws."""
    for x, y in corners:
        click_map(canvas, x, y)
    click_map(canvas, *corners[-1], button=Qt.MouseButton.RightButton)
    settle()
