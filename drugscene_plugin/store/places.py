"""Which kind of store a location names: a file, or a schema on a database server."""

from __future__ import annotations

import os
import re
from typing import Callable, List, Optional

from qgis.core import QgsProviderRegistry

from ..domain.errors import Refusal
from ..workflow.ports import Clock, ReviewStore, utc_now
from . import scene_store
from .connection import PATIENCE

_NAMES_A_SERVER = re.compile(r"postgres(ql)?:|service=", re.IGNORECASE)


def is_shared_location(location: str) -> bool:
    """Whether a location names a database server, and no file.

    >>> is_shared_location("postgresql:county"), is_shared_location("/data/county.gpkg")
    (True, False)
    """
    return bool(_NAMES_A_SERVER.match(location.strip()))


def same_place(one: str, other: str) -> bool:
    """Whether two locations name the same store: the same file, or the same schema of a database, whoever connects to it.

    >>> same_place("/data/county.gpkg", "/data/../data/county.gpkg"), same_place("/data/county.gpkg", "service=county")
    (True, False)
    """
    if is_shared_location(one) != is_shared_location(other):
        return False
    if not is_shared_location(one):
        return os.path.realpath(one) == os.path.realpath(other)
    if one.strip() == other.strip():
        return True
    from .postgis.place import place_of

    try:
        return place_of(one).address() == place_of(other).address()
    except Refusal:  # a connection that this QGIS does not have
        return False


def saved_connections() -> List[str]:
    """The names of the PostgreSQL connections that are saved in QGIS."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    return sorted(metadata.connections(False)) if metadata is not None else []


def open_store(location: str, clock: Clock = utc_now, patience: float = PATIENCE) -> ReviewStore:
    """Open the store at a location: the path of a GeoPackage, ``postgresql:NAME`` for a connection saved in QGIS,
    ``postgresql://…`` or ``service=…``. On a server, the time is the server's, whatever the clock.

    ``patience`` is how many seconds each read or write waits while somebody else is writing.

    Raises:
        Refusal: a code that begins with ``store_`` says why not.
    """
    if not is_shared_location(location):
        return scene_store.open_store(location, clock, patience)
    _need_psycopg2(location)
    from .postgis.place import place_of
    from .postgis.store import PostgisStore

    store = PostgisStore(place_of(location), patience)
    store.info()
    return store


def create_store(
    location: str,
    crs: str = "EPSG:3006",
    clock: Clock = utc_now,
    fill: Optional[Callable[[ReviewStore], None]] = None,
) -> ReviewStore:
    """Make a store at a location where there is nothing yet: whole, or not at all.

    It is empty, or holds what ``fill`` writes into it; when that raises, there is no store.

    Raises:
        Refusal: a code that begins with ``store_`` or ``crs_`` says why not.
    """
    if not is_shared_location(location):
        return scene_store.create_store(location, crs, clock, fill)
    _need_psycopg2(location)
    from .copying import create_filled
    from .postgis.create import create
    from .postgis.place import place_of

    authority_id = scene_store.checked_crs(crs)
    if fill is None:
        create(place_of(location), authority_id)
    else:
        create_filled(location, authority_id, fill)
    return open_store(location)


def _need_psycopg2(location: str) -> None:
    """Only those who share need it; every QGIS brings it, but a Debian one without its recommended packages may not."""
    try:
        import psycopg2  # noqa: F401
    except ImportError as error:
        raise Refusal("store_needs_psycopg2", location=location) from error
