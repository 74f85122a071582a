"""The plugin's own icons, and QGIS's where it has one for the same thing."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"


def icon(name: str) -> QIcon:
    """An icon of the plugin's own, such as ``draw_scene``."""
    return QIcon(str(_FOLDER / f"{name}.svg"))


def qgis_icon(name: str) -> QIcon:
    """An icon of QGIS's own theme, such as ``mActionUndo``."""
    return QgsApplication.getThemeIcon(f"/{name}.svg")
