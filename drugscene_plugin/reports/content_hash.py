"""What a GeoPackage or a PDF holds, as one number: its bytes differ with how it was written, its content does not."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from pathlib import Path
from typing import Any, List

RECIPE = (
    "GeoPackage: SHA-256 of the tables' rows: for each table by name, but sqlite_… and rtree_…, the line "
    '["table", name, [columns]], then its rows as lines of compact JSON in sorted order; '
    "blobs in hexadecimal, UTF-8, each line ended by a line feed. "
    "PDF: SHA-256 of what its pages draw: the streams that hold no font, decompressed where FlateDecode is their filter, "
    "in sorted order, each after its length in decimal digits and a line feed"
)
"""How the number is made, so that anybody can make it again."""

_STREAM = re.compile(rb"\d+ 0 obj\s*<<(?P<keys>(?:(?!endobj).)*?)>>\s*stream\r?\n", re.DOTALL)


def geopackage_sha256(path: Path) -> str:
    """The SHA-256 of all tables of a GeoPackage, by :data:`RECIPE`. Only reads the file."""
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        for line in _lines(connection):
            digest.update(line.encode("utf-8") + b"\n")
    finally:
        connection.close()
    return digest.hexdigest()


def pdf_sha256(path: Path) -> str:
    """The SHA-256 of what the pages of a PDF draw, by :data:`RECIPE`: Qt writes fonts in another order each time."""
    data = path.read_bytes()
    streams = []
    for head in _STREAM.finditer(data):
        stream = data[head.end() : data.index(b"endstream", head.end())]
        if b"/FlateDecode" in head["keys"]:
            stream = zlib.decompress(stream)
        if b"/Length1" not in head["keys"] and b"begincmap" not in stream:
            streams.append(b"%d\n" % len(stream) + stream)
    return hashlib.sha256(b"".join(sorted(streams))).hexdigest()


def _lines(connection: sqlite3.Connection) -> List[str]:
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    lines: List[str] = []
    for name in sorted(name for (name,) in listed if not name.startswith(("sqlite_", "rtree_"))):
        quoted = name.replace('"', '""')
        rows = connection.execute(" ".join(("SELECT * FROM", f'"{quoted}"')))  # a name cannot be a parameter
        lines.append(_line(["table", name, [column[0] for column in rows.description]]))
        lines.extend(sorted(_line([_plain(value) for value in row]) for row in rows))
    return lines


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _line(values: List[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
