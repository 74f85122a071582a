"""Runs inside QGIS (``qgis --code``): tells another program where the panel's widgets are, so that it can use the mouse.

Writes a JSON file, named by DRUGSCENE_PROBE, every fifth of a second: where each named widget and each row of a list
lies on the screen, and what they show. It presses nothing itself.
"""

import json
import os

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvasTracer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QTableWidget,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QToolTip,
    QTreeView,
    QWidget,
)
from qgis.utils import iface, plugins


def place(widget, rect=None):
    rect = rect or widget.rect()
    middle = widget.mapToGlobal(rect.center())
    return [middle.x(), middle.y(), rect.width(), rect.height()]


def text_of(widget):
    for kind, get in ((QLineEdit, "text"), (QComboBox, "currentText"), (QLabel, "text"), (QAbstractButton, "text")):
        if isinstance(widget, kind):
            return getattr(widget, get)()
    return ""


def seen(widget):
    visible = not widget.visibleRegion().isEmpty()
    return {"at": place(widget), "text": text_of(widget), "enabled": widget.isEnabled(), "seen": visible}


def rows_of(tree):
    rows, index = [], tree.indexAt(QPoint(5, 2))
    while index.isValid() and len(rows) < 80:
        rect = tree.visualRect(index)
        if rect.top() > tree.viewport().height():
            break
        middle = tree.viewport().mapToGlobal(rect.center())
        rows.append(
            {
                "text": str(index.data(Qt.ItemDataRole.DisplayRole)),
                "more": str(index.siblingAtColumn(1).data(Qt.ItemDataRole.DisplayRole) or ""),
                "at": [rect.left() + tree.viewport().mapToGlobal(QPoint(0, 0)).x() + 30, middle.y()],
                "columns": [
                    tree.viewport().mapToGlobal(tree.visualRect(index.siblingAtColumn(n)).topLeft()).x()
                    for n in range(tree.model().columnCount())
                ],
            }
        )
        index = tree.indexBelow(index)
    return rows


def cells_of(table):
    """What the rows of a table show, and where the middle of its first row's cells lies."""
    model = table.model()
    shown = [
        [str(model.index(row, n).data(Qt.ItemDataRole.DisplayRole) or "") for n in range(model.columnCount())]
        for row in range(min(model.rowCount(), 80))
    ]
    at = [
        [place.x(), place.y()]
        for n in range(model.columnCount())
        for place in [table.viewport().mapToGlobal(table.visualRect(model.index(0, n)).center())]
    ]
    return {"rows": shown, "at": at}


def name_of(widget):
    names = []
    while widget is not None and widget.objectName() != "DrugscenePanel":
        if widget.objectName() and not widget.objectName().startswith("qt_"):
            names.append(widget.objectName())
        widget = widget.parentWidget()
    return "/".join(reversed(names[:2])) if len(names) > 1 else "".join(names)


def look():
    window = iface.mainWindow()
    canvas = iface.mapCanvas()
    state = {
        "window": int(window.winId()),
        "canvas": place(canvas),
        "extent": [
            canvas.extent().xMinimum(),
            canvas.extent().yMinimum(),
            canvas.extent().xMaximum(),
            canvas.extent().yMaximum(),
        ],
        "scale": canvas.scale(),
        "drawing": canvas.isDrawing(),
        "widgets": {},
        "rows": {},
        "tabs": {},
        "cells": {},
        "texts": {},
    }
    state["messages"] = [t.toPlainText() for t in iface.messageBar().findChildren(QTextEdit) if t.isVisible()]
    state["bar"] = {
        b.text(): place(b) for b in iface.messageBar().findChildren(QAbstractButton) if b.isVisible() and b.text()
    }
    state["dialogs"] = [
        w.windowTitle() for w in QApplication.topLevelWidgets() if w is not window and w.isVisible() and w.windowTitle()
    ]
    state["tools"] = {
        b.defaultAction().objectName(): place(b)
        for b in window.findChildren(QToolButton)
        if b.isVisible() and b.defaultAction() is not None and b.defaultAction().objectName()
    }
    state["menu"] = {
        action.text().replace("&", ""): place(menu, menu.actionGeometry(action))
        for menu in QApplication.topLevelWidgets()
        if isinstance(menu, QMenu) and menu.isVisible()
        for action in menu.actions()
        if action.text()
    }
    state["tip"] = QToolTip.text() if QToolTip.isVisible() else ""
    snapping, tracer = canvas.snappingUtils().config(), QgsMapCanvasTracer.tracerForCanvas(canvas)
    state["snapping"] = snapping.enabled()
    state["tracing"] = tracer is not None and tracer.actionEnableTracing().isChecked()
    state["digitising"] = iface.cadDockWidget().cadEnabled()
    state["left"] = left_behind()
    state["layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    state["unsaved_project"] = QgsProject.instance().isDirty()
    state["fields"], state["buttons"] = [], {}
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and isinstance(dialog, QDialog) and dialog.isVisible():
            for field in dialog.findChildren(QLineEdit):
                if field.isVisible():
                    state["fields"].append({"text": field.text(), "at": place(field)})
            for button in dialog.findChildren(QAbstractButton):
                if button.isVisible() and button.text():
                    state["buttons"][button.text().replace("&", "")] = place(button)
            for widget in dialog.findChildren(QWidget):
                if widget.isVisible() and dialog.objectName() and widget.objectName():
                    named = f"{dialog.objectName()}/{widget.objectName()}"
                    state["widgets"][named] = seen(widget)
    panel = window.findChild(QWidget, "DrugscenePanel")
    state["panel"] = panel is not None and panel.isVisible()
    if panel is not None:
        for widget in panel.findChildren(QWidget):
            if not widget.isVisible():
                continue
            action = widget.defaultAction() if isinstance(widget, QToolButton) else None
            name = action.objectName() if action is not None else name_of(widget)
            if isinstance(widget, QTableView) and not isinstance(widget, QTableWidget):
                state["cells"][widget.objectName()] = cells_of(widget)
            if isinstance(widget, QTextBrowser):
                state["texts"][widget.objectName()] = widget.toPlainText()
            if isinstance(widget, QTreeView):
                state["rows"][widget.objectName()] = rows_of(widget)
            if isinstance(widget, QTabBar):
                for n in range(widget.count()):
                    state["tabs"][widget.tabText(n).split(" (")[0]] = place(widget, widget.tabRect(n))
            if name:
                state["widgets"].setdefault(name, seen(widget))
    return state


def obey(order):
    if not os.path.exists(order):
        return
    with open(order, encoding="utf-8") as file:
        code = file.read()
    os.remove(order)
    exec(code, {})  # noqa: S102 - written by the script that drives this window


def left_behind():
    """What of the plugin is in QGIS, while it is not loaded."""
    if "drugscene_plugin" in plugins:
        return []
    ours = [
        t.__class__.__module__ for t in (iface.mapCanvas().mapTool(),) if "drugscene" in str(t.__class__.__module__)
    ]
    ours += [a.text() for a in iface.vectorMenu().actions() if "Drugscene" in a.text()]
    widgets = iface.mainWindow().findChildren(QWidget)
    ours += [w.objectName() for w in widgets if "rugscene" in w.objectName() and not isinstance(w, QMenu)]  # QGIS's own
    ours += [
        layer.name()
        for layer in QgsProject.instance().mapLayers().values()
        if "drugscene/working_copy" in layer.customPropertyKeys()
    ]
    if QgsApplication.processingRegistry().providerById("drugscene") is not None:
        ours.append("provider")
    return ours


def tell():
    path = os.environ["DRUGSCENE_PROBE"]
    obey(os.path.splitext(path)[0] + ".order")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(look(), file)
    os.replace(path + ".part", path)
    timer.start()


timer = QTimer(iface.mainWindow())
timer.setSingleShot(True)  # on a busy machine telling takes longer than the interval, and QGIS is to have its turn
timer.setInterval(200)
timer.timeout.connect(tell)
timer.start()
