"""shapely beside QGIS's GEOS, as in the program qgis: there the system's GEOS is in every library's scope."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

PROGRAM = """
from drugscene_plugin.shapely_binding import load_shapely
load_shapely()
import shapely
one = shapely.box(0, 0, 2, 1)
other = shapely.from_wkb(one.wkb)
print(one == other, shapely.intersection(one, shapely.box(1, 0, 3, 1)).area)
"""


def test_it_runs_on_its_own_geos_where_another_is_loaded_first(checkout):
    other = ctypes.util.find_library("geos_c")
    if sys.platform != "linux" or other is None:
        pytest.skip("no GEOS of the system's own to be confused with")
    environment = {**os.environ, "LD_PRELOAD": other, "PYTHONPATH": str(checkout)}
    run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stdout.strip()) == (0, "True 1.0"), run.stderr
