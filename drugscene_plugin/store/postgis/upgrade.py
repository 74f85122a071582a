"""Upgrading a shared store: in one transaction, with the old tables kept in a schema of their own beside it."""

from __future__ import annotations

from typing import Tuple

import psycopg2
from psycopg2 import sql

from ...domain.errors import Refusal
from ...domain.progress import QUIET, Progress
from ...domain.rights import Rights, Role
from ..copying import copy_rows
from ..schema import STORE_INFO, VERSION
from ..session import Write
from .connection import Connected, connect, refusal
from .create import make_store
from .place import Place, redacted
from .session import PostgisSession
from .tables import role_name, role_prefix

_PATIENCE_S = 10

_OWNER = Rights("", frozenset({Role.COUNTY}))


def version_there(place: Place) -> int:
    """The version of the store at a place.

    Raises:
        Refusal: there is none, or it cannot be reached.
    """
    connection = connect(place)
    try:
        return _said(Connected(connection, _OWNER), place)[0]
    except psycopg2.Error as error:
        raise refusal(error, place) or error from error
    finally:
        connection.close()


def upgrade(place: Place, progress: Progress = QUIET) -> str:
    """Make the store one of this version; the schema that keeps the old one.

    Whoever runs it must be of the role that owns the store. People, roles and rights stay as they are; nobody but the owner
    gets at the old tables.
    """
    connection = connect(place)
    try:
        connection.autocommit = False
        kept = _upgrade(Connected(connection, _OWNER), place, progress)
        connection.commit()
        return kept
    except psycopg2.Error as error:
        raise refusal(error, place) or error from error
    finally:
        connection.close()


def _upgrade(connected: Connected, place: Place, progress: Progress) -> str:
    run = connected.execute
    run(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(_PATIENCE_S * 1000)))
    run(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(place.schema, STORE_INFO.name)))
    version, crs = _said(connected, place)
    if version >= VERSION:  # somebody else has just done it
        raise Refusal("store_current", location=redacted(place.location), version=version)
    kept = _free_schema(connected, f"{place.schema}_v{version}")
    run(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(place.schema), sql.Identifier(kept)))

    def rows(write: Write) -> None:
        copy_rows(PostgisSession(connected, kept), write, progress, version)

    make_store(connected, place, crs, rows)
    names = {"now": sql.Identifier(place.schema), "kept": sql.Identifier(kept)}
    # Nobody's rights change: that is not for the log.
    run(sql.SQL("ALTER TABLE {now}.members DISABLE TRIGGER USER").format(**names))
    run(sql.SQL("INSERT INTO {now}.members SELECT * FROM {kept}.members").format(**names))
    run(sql.SQL("ALTER TABLE {now}.members ENABLE TRIGGER USER").format(**names))
    ((database,),) = run(sql.SQL("SELECT current_database()"))
    for role in Role:
        name = sql.Identifier(role_name(role_prefix(database, place.schema), role.value))
        run(sql.SQL("REVOKE ALL ON SCHEMA {kept} FROM {name}").format(name=name, **names))
    return kept


def _said(connected: Connected, place: Place) -> Tuple[int, str]:
    ((version, crs),) = connected.execute(
        sql.SQL("SELECT schema_version, crs FROM {}").format(sql.Identifier(place.schema, STORE_INFO.name))
    )
    return version, crs


def _free_schema(connected: Connected, wanted: str) -> str:
    taken = {name for (name,) in connected.execute(sql.SQL("SELECT nspname FROM pg_namespace"))}
    return next(name for name in (wanted, *(f"{wanted}_{n}" for n in range(2, 100))) if name not in taken)
