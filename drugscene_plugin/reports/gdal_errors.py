"""How GDAL tells that something failed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from osgeo import gdal, ogr, osr


@contextmanager
def gdal_exceptions() -> Iterator[None]:
    """Let GDAL raise what it would only print; afterwards as it was, since other plugins share it."""
    changed = [module for module in (gdal, ogr, osr) if not module.GetUseExceptions()]
    for module in changed:
        module.UseExceptions()
    try:
        yield
    finally:
        for module in reversed(changed):  # GDAL keeps its error handlers on a stack
            if module.GetUseExceptions():
                module.DontUseExceptions()
