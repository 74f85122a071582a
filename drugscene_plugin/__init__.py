"""Drugscene: map the open drug scenes of a county, round by round.

Where things are, from the inside out. Each package may import those above it in this list, never those below;
``tests/test_imports.py`` holds that.

- ``domain``: what things are, and the rules about them. Standard library and shapely types.
- ``analysis``: what is calculated. One function a measure.
- ``workflow``: what a user can do. One verb a module; talks to ports, never to QGIS.
- ``sample``: a fictional county, made by code.
- ``texts``: the words that people read; below the outer packages there are only codes.
- ``store``: where it is kept. Implements the workflows' ports on QGIS.
- ``reports``: paper and files that somebody receives.
- ``processing``: the headless door, QGIS Processing algorithms.
- ``gui``: the interactive door, the panel.
- ``shapely_binding``: has shapely run on its own GEOS within QGIS.
- ``plugin``: builds, registers and unregisters all of it.
"""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: N802 - QGIS asks for this name
    """The plugin, for QGIS. ``iface`` is None where there is no window, as in ``qgis_process``."""
    from .shapely_binding import load_shapely

    load_shapely()  # before anything imports shapely
    from .plugin import DrugscenePlugin

    return DrugscenePlugin(iface)
