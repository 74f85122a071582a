"""Where rounds, scenes and areas are kept: a GeoPackage through GDAL, or PostgreSQL with PostGIS. No windows."""

from __future__ import annotations

from .places import create_store, is_shared_location, open_store, same_place, saved_connections

__all__ = ["create_store", "is_shared_location", "open_store", "same_place", "saved_connections"]
