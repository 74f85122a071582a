"""Outlines in GeoPackage's binary form (OGC 12-128r15, 2.1.3): a header, then WKB."""

from __future__ import annotations

import struct
from math import isnan
from typing import List, Optional, Sequence

import shapely

_MAGIC = b"GP"
_EMPTY, _ENVELOPE_XY, _LITTLE_ENDIAN = 0x10, 0x02, 0x01
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def blobs(bodies: Sequence[Optional[bytes]], srs_id: int) -> List[Optional[bytes]]:
    """The outlines as the column holds them, from their WKB."""
    boxes = shapely.bounds(shapely.from_wkb(bodies)).tolist() if len(bodies) else []
    return [None if body is None else _header(box, srs_id) + body for body, box in zip(bodies, boxes)]


def _header(box: Sequence[float], srs_id: int) -> bytes:
    west, south, east, north = box
    if isnan(west):
        return _MAGIC + struct.pack("<BBi", 0, _EMPTY | _LITTLE_ENDIAN, srs_id)
    return _MAGIC + struct.pack("<BBi4d", 0, _ENVELOPE_XY | _LITTLE_ENDIAN, srs_id, west, east, south, north)


def wkb_from_hex(text: str) -> Optional[bytes]:
    """The WKB in what a column holds, given in hexadecimal; None for nothing.

    Raises:
        ValueError: other software wrote something else there.
    """
    if not text:
        return None
    blob = bytes.fromhex(text)
    envelope = blob[3] >> 1 & 7 if len(blob) > 8 and blob[:2] == _MAGIC else len(_ENVELOPE_BYTES)
    if envelope >= len(_ENVELOPE_BYTES):
        raise ValueError(blob[:8].hex())
    return blob[8 + _ENVELOPE_BYTES[envelope] :]
