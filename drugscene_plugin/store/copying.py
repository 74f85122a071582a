"""Copying a whole store, row by row, to where there is none yet: from a file to a server and back."""

from __future__ import annotations

import os
import tempfile
from contextlib import AbstractContextManager
from typing import Callable, Protocol

from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.rights import Rights
from ..workflow.ports import ReviewStore, StoreInfo
from . import scene_store
from .migrations import tables_at, upgraded
from .places import is_shared_location, open_store
from .schema import KEY, STORE_INFO, TABLES, VERSION
from .session import Session, Write

_NOW = {table.name: table for table in TABLES}


class _Source(Protocol):
    """A store whose tables can be read as they are."""

    def info(self) -> StoreInfo:
        """What it says of itself."""

    def rights(self) -> Rights:
        """What one may see of it."""

    def reading(self) -> AbstractContextManager[Session]:
        """Its tables, all of one moment."""


def copy_store(source: str, target: str, progress: Progress = QUIET) -> None:
    """Copy a store to a location where there is nothing yet: whole, with its log, decisions and times, or not at all.

    Users, rights and marks of a shared store are not copied: they belong to its server.

    Raises:
        Refusal: ``store_copy_partial``: one does not see all of the source; and whatever keeps the one from being read or
            the other from being made.
    """
    original: _Source = open_store(source)  # type: ignore[assignment]
    if original.rights().profile is not Profile.INTERNAL:
        raise Refusal("store_copy_partial", location=source, user=original.rights().user)
    with original.reading() as session:

        def rows(write: Write) -> None:
            copy_rows(session, write, progress)

        crs = original.info().crs
        if not is_shared_location(target):
            scene_store.create_store(target, crs, rows=rows)
            return
        from .postgis.create import create
        from .postgis.place import place_of

        create(place_of(target), crs, rows)


def create_filled(target: str, crs: str, fill: Callable[[ReviewStore], None]) -> None:
    """Make a shared store that holds what ``fill`` does, with the persons and times that it gives: by way of a file."""
    with tempfile.TemporaryDirectory(prefix="drugscene-") as folder:
        file = os.path.join(folder, "store.gpkg")
        scene_store.create_store(file, crs, fill=fill)
        copy_store(file, target)


def copy_rows(session: Session, write: Write, progress: Progress = QUIET, version: int = VERSION) -> None:
    """Put the rows of a store of some version into the empty tables of one of this version."""
    tables = tables_at(version)
    for done, table in enumerate(tables, start=1):
        stop_if_cancelled(progress)
        rows = upgraded(table.name, session.rows(table, order=(KEY,)), version)
        if table.name == STORE_INFO.name:
            ((_, _, revision, created_at),) = rows
            write.update(STORE_INFO, ("revision", "created_at"), (revision, created_at), {"schema_version": VERSION})
        elif rows:
            write.insert(_NOW[table.name], rows)
        progress.report(done / len(tables))
