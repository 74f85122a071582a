"""Outlines as bytes: what shapely takes for granted does not hold inside QGIS."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "drugscene_plugin"


def test_every_outline_written_as_wkb_says_how_many_dimensions_it_has():
    """Inside QGIS's own process shapely runs on QGIS's GEOS, though it asks for four dimensions as its own would.

    With GEOS before 3.12 that is refused: "WKB output dimension must be 2 or 3".
    """
    silent = []
    for path in sorted(ROOT.rglob("*.py")):
        if "vendor" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Attribute) and node.attr in ("wkb", "wkb_hex"):
                silent.append(f"{where} .{node.attr}")
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "to_wkb":
                if "output_dimension" not in {keyword.arg for keyword in node.keywords}:
                    silent.append(f"{where} to_wkb")
    assert silent == []
