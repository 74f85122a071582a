"""The plugin in a QGIS: it comes, and it goes without leaving anything behind."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QToolBar

from drugscene_plugin import classFactory


def provider_ids():
    return {provider.id() for provider in QgsApplication.processingRegistry().providers()}


def what_is_there(iface):
    """Everything that a plugin could forget to take back."""
    window = iface.mainWindow()
    return {
        "providers": provider_ids(),
        "layers": set(QgsProject.instance().mapLayers()),
        "in the window": sorted(
            f"{type(child).__name__} {child.objectName()}"
            for kind in (QAction, QDockWidget, QToolBar)
            for child in window.findChildren(kind)
        ),
        "on the canvas": len(iface.mapCanvas().scene().items()),
    }


def let_go():
    """Delete what was to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def plugin(window_iface):
    return classFactory(window_iface)


def test_it_loads_and_offers_its_algorithms(plugin):
    plugin.initGui()
    try:
        algorithms = QgsApplication.processingRegistry().providerById("drugscene").algorithms()
        assert {"createstore", "exportround"} <= {algorithm.name() for algorithm in algorithms}
    finally:
        plugin.unload()


def test_unloading_leaves_nothing_behind(plugin, window_iface):
    before = what_is_there(window_iface)
    plugin.initGui()
    plugin.unload()
    let_go()
    assert what_is_there(window_iface) == before


def test_it_can_be_loaded_again(plugin, window_iface):
    before = what_is_there(window_iface)
    for _ in range(2):
        plugin.initGui()
        plugin.unload()
    let_go()
    assert what_is_there(window_iface) == before


def test_it_works_with_no_window():
    plugin = classFactory(None)
    plugin.initProcessing()
    try:
        assert "drugscene" in provider_ids()
    finally:
        plugin.unload()
    assert "drugscene" not in provider_ids()
