"""Loading shapely so that it runs on its own GEOS, though QGIS has loaded another.

On Linux, the program ``qgis`` brings the system's GEOS into the scope in which every library looks for its functions.
shapely from PyPI brings a GEOS of its own; unless told otherwise, the loader binds most of shapely's calls to QGIS's
and some to its own, which gives wrong results and crashes (signal 11 in ``GEOSEqualsIdentical_r``, on QGIS 3.22). Scripts
that import QGIS are not hit: there QGIS's libraries stay out of that scope.
"""

from __future__ import annotations

import importlib
import os
import sys


def load_shapely() -> None:
    """Import shapely, its libraries looking into themselves first. Without shapely, do nothing: that is told later.

    It must come before anything else imports shapely; once imported, a library stays bound as it is.
    """
    deep = getattr(os, "RTLD_DEEPBIND", 0)
    before = sys.getdlopenflags() if deep else 0
    if deep:
        sys.setdlopenflags(os.RTLD_NOW | deep)
    try:
        importlib.import_module("shapely")
        importlib.import_module("shapely.geometry")
    except (ImportError, OSError):  # OSError: its library does not load
        pass
    finally:
        if deep:
            sys.setdlopenflags(before)
