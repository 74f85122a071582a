"""How GDAL tells that something failed."""

from __future__ import annotations

from typing import TypeVar

from osgeo import gdal

T = TypeVar("T")


def succeeded(result: T) -> T:
    """What a call to GDAL gave, once it is known that it did not fail.

    GDAL gives None or an error number when it does not raise. Whether it raises is one switch for the whole process,
    with the store and other plugins at it too, so nothing here touches it.

    Raises:
        RuntimeError: the call failed.
    """
    number = isinstance(result, int) and not isinstance(result, bool)
    if result is None or (number and result != 0):
        raise RuntimeError(gdal.GetLastErrorMsg() or "GDAL failed without a word")
    return result
