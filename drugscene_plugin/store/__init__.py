"""Where rounds, scenes and areas are kept: GeoPackage, through QGIS and GDAL. No windows."""

from __future__ import annotations

from .scene_store import create_store, open_store

__all__ = ["create_store", "open_store"]
