"""QGIS with the plugin's algorithms, in this process and without a window."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator

CHECKOUT = Path(__file__).resolve().parent.parent
Run = Callable[[str, "dict[str, Any]"], "dict[str, Any]"]


@contextmanager
def qgis_session() -> Iterator[Run]:
    """Start QGIS; gives a function that runs one algorithm by its id and returns its results.

    A failed algorithm raises. What was made of QGIS's objects must be let go before the end.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QGIS_CUSTOM_CONFIG_PATH", str(CHECKOUT / "build" / "headless"))
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    for folder in (str(CHECKOUT), str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins")):
        if folder not in sys.path:
            sys.path.insert(0, folder)

    import processing
    from processing.core.Processing import Processing

    from drugscene_plugin import classFactory

    Processing.initialize()
    plugin = classFactory(None)
    plugin.initProcessing()
    try:
        yield processing.run
    finally:
        plugin.unload()
        del plugin
        application.exitQgis()
