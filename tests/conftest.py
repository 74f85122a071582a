"""What all tests share: the lane without QGIS is kept free of it, and the real boundary layers are found or skipped."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

# The user's own QGIS profile is never touched: pytest-qgis keeps its settings in .qgis-settings, and any program that
# a test starts inherits that from here.
os.environ.setdefault("QGIS_CUSTOM_CONFIG_PATH", str(CHECKOUT / ".qgis-settings"))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class NoQgis(MetaPathFinder):
    """Refuses QGIS and Qt, so that a pure test cannot come to need them."""

    refused = ("qgis", "PyQt5", "PyQt6", "osgeo", "processing")

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.refused:
            raise ImportError(f"{name} is refused: this lane of the tests runs without QGIS")


def pytest_configure(config):
    if not config.pluginmanager.has_plugin("pytest_qgis") and not config.pluginmanager.has_plugin("pytest-qt"):
        sys.meta_path.insert(0, NoQgis())


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the project."""
    return CHECKOUT


def real_data_folder() -> Path:
    """Where the real boundary layers should be: DRUGSCENE_REAL_DATA, or shared/data beside the checkout."""
    return Path(os.environ.get("DRUGSCENE_REAL_DATA") or CHECKOUT.parent / "shared" / "data")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of the real boundary layers; skips the test where there is none."""
    folder = real_data_folder()
    if not any(folder.glob("lpo_derived_*.geojson")):
        pytest.skip(f"no real boundary layers in {folder}: set DRUGSCENE_REAL_DATA to their folder")
    return folder


@pytest.fixture
def window_iface(qgis_iface, monkeypatch):
    """The iface of pytest-qgis, with the real digitizing dock that QGIS's map tools ask for."""
    from qgis.gui import QgsAdvancedDigitizingDockWidget

    dock = QgsAdvancedDigitizingDockWidget(qgis_iface.mapCanvas(), qgis_iface.mainWindow())
    monkeypatch.setattr(qgis_iface, "cadDockWidget", lambda: dock, raising=False)
    yield qgis_iface
    dock.setParent(None)
    dock.deleteLater()
