"""Making a store on a server: its schema, tables, guards, roles and rights, whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Callable, Iterator, Optional

import psycopg2
from psycopg2 import sql

from ...domain.errors import Refusal
from ...domain.rights import Rights, Role
from ..schema import STORE_INFO, VERSION
from ..session import Write
from .connection import Connected, connect, refusal
from .place import Place, redacted
from .session import PostgisWrite
from .tables import geometry_type, make_tables, protect, role_name, role_prefix

OWNER = "owner"
"""What the role that owns a store's schema is called, beside those that people have. Nobody logs in as it."""

_LONGEST_NAME = 63


def create(place: Place, crs: str, rows: Optional[Callable[[Write], None]] = None) -> None:
    """Make an empty store, or one with ``rows`` that are written into its tables as they are, before any guard stands around them.

    Whoever makes it becomes a member of the roles of the owner and the county, and needs the right to make schemas in
    the database, and roles if the store's are not there yet.

    Raises:
        Refusal: ``store_exists``, ``store_no_postgis``, ``store_crs_unknown_there``, ``store_roles_needed``,
            ``store_roles_taken``, ``store_encoding``, and whatever keeps one from connecting.
    """
    connection = connect(place)
    try:
        connection.autocommit = False
        connected = Connected(connection, Rights("", frozenset({Role.COUNTY})))
        _check_roles_free(connected, place)
        make_store(connected, place, crs, rows)
        connection.commit()
    except psycopg2.Error as error:
        raise _refusal(error, place) or error from error
    finally:
        connection.close()


def _refusal(error: psycopg2.Error, place: Place) -> Optional[Refusal]:
    if error.pgcode in ("42P06", "42P07"):  # the schema is there, and so is the store
        return Refusal("store_exists", location=redacted(place.location))
    return refusal(error, place)


def _check_roles_free(connected: Connected, place: Place) -> None:
    """Refuse roles that a store in another database has: who is let into one would be let into the other."""
    ((database,),) = connected.execute(sql.SQL("SELECT current_database()"))
    name = role_name(role_prefix(database, place.schema), OWNER)
    taken = connected.execute(
        sql.SQL(
            "SELECT d.datname FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.refobjid "
            "WHERE s.refclassid = 'pg_authid'::regclass AND r.rolname = %s AND d.datname <> current_database() LIMIT 1"
        ),
        (name,),
    )
    if taken:
        raise Refusal("store_roles_taken", server=place.server, name=name, database=taken[0][0])


def make_store(connected: Connected, place: Place, crs: str, rows: Optional[Callable[[Write], None]] = None) -> None:
    """Make a store, as a part of a transaction that is under way: see :func:`create`."""
    run = connected.execute
    ((database, encoding),) = run(sql.SQL("SELECT current_database(), pg_encoding_to_char(encoding) FROM pg_database "
                                          "WHERE datname = current_database()"))  # fmt: skip
    if encoding != "UTF8":
        raise Refusal("store_encoding", server=place.server, encoding=encoding)
    postgis_schema = _postgis_schema(connected, place)
    srid = _srid(connected, postgis_schema, crs, place)
    prefix = role_prefix(database, place.schema)
    _make_roles(connected, place, prefix)
    owner = sql.Identifier(role_name(prefix, OWNER))
    run(sql.SQL("CREATE SCHEMA {} AUTHORIZATION {}").format(sql.Identifier(place.schema), owner))
    run(sql.SQL("SET LOCAL ROLE {}").format(owner))
    run(sql.SQL("SET LOCAL search_path = pg_catalog, {}").format(sql.Identifier(place.schema)))
    for statement in make_tables(place.schema, postgis_schema, srid):
        run(statement)
    kind = geometry_type(postgis_schema)
    write = PostgisWrite(Connected(connected.connection, connected.rights, srid, kind), place.schema, "")
    info = sql.SQL("INSERT INTO {} (schema_version, crs, revision, created_at) VALUES (%s, %s, 0, {})").format(
        sql.Identifier(place.schema, STORE_INFO.name),
        sql.SQL("""to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""),
    )
    run(info, (VERSION, crs))
    if rows is not None:
        rows(write)
    for statement in protect(place.schema, prefix, postgis_schema):
        run(statement)
    run(sql.SQL("RESET ROLE"))


def _postgis_schema(connected: Connected, place: Place) -> str:
    asked = sql.SQL("SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
                    "WHERE e.extname = 'postgis'")  # fmt: skip
    rows = connected.execute(asked)
    if not rows:
        try:
            connected.execute(sql.SQL("CREATE EXTENSION postgis"))
        except psycopg2.Error as error:  # it is not installed there, or only a superuser may
            raise Refusal("store_no_postgis", server=place.server) from error
        rows = connected.execute(asked)
    return str(rows[0][0])


def _srid(connected: Connected, postgis_schema: str, crs: str, place: Place) -> int:
    authority, _, code = crs.partition(":")
    rows = connected.execute(
        sql.SQL("SELECT srid FROM {} WHERE upper(auth_name) = %s AND auth_srid::text = %s").format(
            sql.Identifier(postgis_schema, "spatial_ref_sys")
        ),
        (authority.upper(), code),
    )
    if not rows:
        raise Refusal("store_crs_unknown_there", server=place.server, crs=crs)
    return int(rows[0][0])


def _make_roles(connected: Connected, place: Place, prefix: str) -> None:
    """Make the store's roles, as far as the server has them not, and be of the owner's and the county's."""
    for name in (OWNER, *(role.value for role in Role)):
        full = role_name(prefix, name)
        if len(full.encode()) > _LONGEST_NAME:
            raise Refusal("store_role_name_long", name=full, longest=str(_LONGEST_NAME))
        if connected.execute(sql.SQL("SELECT 1 FROM pg_roles WHERE rolname = %s"), (full,)):
            continue
        with _roles_needed(place, full):
            connected.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(full)))
    for name in (OWNER, Role.COUNTY.value):
        full = role_name(prefix, name)
        with _roles_needed(place, full):
            connected.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(full)))
    with _roles_needed(place, OWNER):
        county, owner = (sql.Identifier(role_name(prefix, name)) for name in (Role.COUNTY.value, OWNER))
        connected.execute(sql.SQL("GRANT {} TO {}").format(county, owner))


@contextmanager
def _roles_needed(place: Place, name: str) -> Iterator[None]:
    try:
        yield
    except psycopg2.errors.InsufficientPrivilege as error:
        raise Refusal("store_roles_needed", server=place.server, name=name) from error
