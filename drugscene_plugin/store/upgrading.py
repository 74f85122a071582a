"""Making a store of an older version one of this version. The old one is kept beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Tuple

from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress
from . import scene_store
from .connection import check_geopackage, reading
from .copying import copy_rows
from .migrations import known_versions
from .places import is_shared_location
from .schema import STORE_INFO, VERSION
from .session import Session, Write


def version_of(location: str) -> int:
    """The version of the store at a location, whatever it is.

    Raises:
        Refusal: a code that begins with ``store_`` says why it cannot be read.
    """
    if is_shared_location(location):
        from .postgis.place import place_of
        from .postgis.upgrade import version_there

        return version_there(place_of(location))
    check_geopackage(location)
    with reading(location) as session:
        return _said(session, location)[0]


def upgrade_store(location: str, progress: Progress = QUIET) -> str:
    """Make the store one of this version, whole or not at all; where the old one is kept: a file, or a schema.

    Raises:
        Refusal: ``store_current``: there is nothing to do; ``store_newer``, ``store_version_unknown``, or what keeps it
            from being read or written.
    """
    version = version_of(location)
    check_upgradable(version, location)
    if is_shared_location(location):
        from .postgis.place import place_of
        from .postgis.upgrade import upgrade

        return upgrade(place_of(location), progress)
    return _upgrade_file(location, version, progress)


def check_upgradable(version: int, location: str) -> None:
    """Refuse a version that need not, or cannot, be upgraded."""
    if version == VERSION:
        raise Refusal("store_current", location=location, version=version)
    if version > VERSION:
        raise Refusal("store_newer", location=location, found=version, known=VERSION)
    if version not in known_versions():
        raise Refusal("store_version_unknown", location=location, found=version)


def _upgrade_file(location: str, version: int, progress: Progress) -> str:
    if not os.access(location, os.W_OK):
        raise Refusal("store_read_only", location=location)
    made = _free(location, "upgrading")
    try:
        with reading(location) as session:
            _, crs, revision, _ = _said(session, location)

            def rows(write: Write) -> None:
                copy_rows(session, write, progress, version)

            scene_store.create_store(made, crs, rows=rows)
        with reading(location) as session:
            if _said(session, location)[2] != revision:  # somebody saved meanwhile
                raise Refusal("store_locked", location=location)
        kept = _free(location, f"v{version}")
        try:
            os.link(location, kept)
        except OSError:  # a file system without links
            shutil.copy2(location, kept)
        os.replace(made, location)
    except Refusal as error:  # named after the file in the making
        raise Refusal(error.code, **{**error.values, "location": location}) from error
    finally:
        if os.path.exists(made):
            os.unlink(made)
    return kept


def _free(location: str, mark: str) -> str:
    """A path beside a file, with a mark in its name, at which there is nothing."""
    path = Path(location)
    names = [f"{path.stem}_{mark}{path.suffix}", *(f"{path.stem}_{mark}_{n}{path.suffix}" for n in range(2, 100))]
    return str(next(path.with_name(name) for name in names if not path.with_name(name).exists()))


def _said(session: Session, location: str) -> Tuple[int, str, int, str]:
    rows = session.rows(STORE_INFO) if session.has(STORE_INFO) else []  # type: ignore[attr-defined]
    if len(rows) != 1:
        raise Refusal("store_not_a_store", location=location)
    return rows[0]  # type: ignore[return-value]
