"""What a GeoPackage holds, as one number: its bytes differ with how it was written, its content does not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any, List

RECIPE = (
    "SHA-256 of the tables' rows: for each table by name, but sqlite_… and rtree_…, the line "
    '["table", name, [columns]], then its rows as lines of compact JSON in sorted order; '
    "blobs in hexadecimal, UTF-8, each line ended by a line feed"
)
"""How the number is made, so that anybody can make it again."""


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
