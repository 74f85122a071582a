"""The composition root: builds the plugin's parts, registers them with QGIS, and takes all of it back. Decides nothing."""

from __future__ import annotations

import sys
from typing import Any, Optional

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication

from .texts import translate, translator
from .texts.requirements import missing_requirement


class DrugscenePlugin:
    """The plugin in one QGIS. ``iface`` is None where there is no window, as in ``qgis_process``."""

    def __init__(self, iface: Optional[Any]) -> None:
        self._iface = iface
        self._provider: Optional[Any] = None
        self._window: Optional[Any] = None
        # From the start: what is missing is said in the reader's language too.
        self._translator = translator(QgsApplication.locale()[:2])
        QCoreApplication.installTranslator(self._translator)

    def initProcessing(self) -> None:
        """Register the algorithms; all that is done without a window.

        Raises:
            ImportError: a package that the plugin needs is missing; the message says how to install it.
        """
        missing = missing_requirement()
        if missing:
            if self._iface is None and sys.stderr is not None:  # it is where Windows gives a program no console
                sys.stderr.write(f"{missing}\n")  # qgis_process tells of an error, and not of which
            raise ImportError(missing)
        # Not before: these need what was just looked for.
        from .processing.provider import DrugsceneProvider

        self._provider = DrugsceneProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Register all that a window has. What is missing is said in the message bar, and nothing is registered."""
        missing = missing_requirement()
        if missing and self._iface is not None:
            title = translate("Drugscene", "Drugscene")
            self._iface.messageBar().pushMessage(title, missing, Qgis.MessageLevel.Critical, 0)
            return
        self.initProcessing()
        from .gui.window import DrugsceneWindow

        self._window = DrugsceneWindow(self._iface, QgsProject.instance())
        if self._provider is not None:
            self._provider.unsaved_edits = self._window.has_unsaved
        self._window.open_from_project()

    def unload(self) -> None:
        """Take back everything that was registered."""
        if self._window is not None:
            self._window.close()
            self._window = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        QCoreApplication.removeTranslator(self._translator)
