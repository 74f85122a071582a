"""The plugin's entries in QGIS's menu and toolbar."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QAction, QWidget

from ..texts import translate
from .icons import icon, qgis_icon

_HELP = Path(__file__).resolve().parent.parent / "resources" / "help"


def panel_action(panel: QWidget, parent: QWidget) -> QAction:
    """The button that shows and hides the panel, pressed while it is shown."""
    action = QAction(icon("drugscene"), translate("Drugscene", "Drug scenes"), parent)
    action.setObjectName("drugscene_panel")
    action.setToolTip(translate("Drugscene", "Map open drug scenes: draw, tag, check, export"))
    action.setCheckable(True)
    action.setChecked(panel.isVisible())
    action.triggered.connect(panel.setUserVisible)  # type: ignore[attr-defined]
    panel.visibilityChanged.connect(action.setChecked)  # type: ignore[attr-defined]
    return action


def help_action(parent: QWidget, act: Callable[[], None]) -> QAction:
    """The entry that opens the help."""
    action = QAction(qgis_icon("mActionHelpContents"), translate("Drugscene", "Help"), parent)
    action.setObjectName("drugscene_help")
    action.triggered.connect(lambda _=False: act())
    return action


def help_page() -> Path:
    """The help in the language of QGIS: Swedish, or else English."""
    language = "sv" if QLocale().language() == QLocale.Language.Swedish else "en"
    return _HELP / language / "index.html"
