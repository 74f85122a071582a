"""What is in the files of a folder, packed or not: so that a search of them finds what a reader could get at."""

from __future__ import annotations

import base64
import re
import sqlite3
import struct
import zipfile
import zlib

from tests.reports.pdf_text import pages_of

_PDF_STREAM = re.compile(rb"<<[^\n]*(?:\n[^\n]*)*?/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DATA_URI = re.compile(rb"data:[\w/+.;=-]*?;base64,([A-Za-z0-9+/=\s]+)")


def unpacked(folder):
    """By name the bytes of every file in a folder, and of everything packed inside one of them."""
    found = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        found[name] = path.read_bytes()
        inside = _INSIDE.get(path.suffix, lambda _: {})
        found.update({f"{name}/{part}": data for part, data in inside(path).items()})
    return found


def png_chunks(path):
    """The chunks of a PNG file, each with its kind."""
    data, place, found = path.read_bytes()[8:], 0, []
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        found.append((data[place + 4 : place + 8].decode(), data[place + 8 : place + 8 + length]))
        place += 12 + length
    return found


def _zip_members(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _pdf_streams_and_pages(path):
    streams = (_inflated(found) for found in _PDF_STREAM.findall(path.read_bytes()))
    found = {f"stream {number}": data for number, data in enumerate(streams)}
    found.update({f"page {number}": text.encode() for number, text in enumerate(pages_of(path), 1)})
    return found


def _database_values(path):
    """Every value of every table, QGIS's styles among them: SQLite may lay a long one out over pages."""
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables if "rtree" not in name
        }
    return {name: b"\n".join(_bytes(value) for row in found for value in row) for name, found in rows.items()}


def _png_parts(path):
    found = {}
    for number, (kind, data) in enumerate(png_chunks(path)):
        found[f"{kind} {number}"] = data
        for start in range(min(len(data), 100)):  # packed texts lie behind a name that ends with a zero
            if kind in ("zTXt", "iTXt") and data[start : start + 1] == b"\x78":
                found[f"{kind} {number} unpacked"] = _inflated(data[start:])
    return found


def _data_uris(path):
    return {f"data {n}": base64.b64decode(found) for n, found in enumerate(_DATA_URI.findall(path.read_bytes()))}


def _inflated(data):
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode()


_INSIDE = {
    ".xlsx": _zip_members,
    ".pdf": _pdf_streams_and_pages,
    ".gpkg": _database_values,
    ".png": _png_parts,
    ".svg": _data_uris,
    ".html": _data_uris,
}
