"""Where a shared store is: the string that names it, and how its server is reached. No password is ever part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Tuple

import psycopg2
from psycopg2.extensions import parse_dsn
from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from ...domain.errors import Refusal

DEFAULT_SCHEMA = "drugscene"

_SCHEMA = re.compile(r"[?&\s]schema=([^&\s]*)$")
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,30}")
_PASSWORD = re.compile(r"(//[^/@\s]*?:)[^@\s]*(@)|(password=)('[^']*'|[^&\s]*)", re.IGNORECASE)

# What a location may say of a connection: neither passwords, nor settings of the session.
_OPTIONS = {
    *(
        "service",
        "host",
        "hostaddr",
        "port",
        "dbname",
        "user",
        "passfile",
        "channel_binding",
        "gssencmode",
        "krbsrvname",
    ),
    *("sslmode", "sslcert", "sslkey", "sslrootcert", "sslcrl", "target_session_attrs"),
}


def redacted(text: str) -> str:
    """A text without the passwords of the locations in it.

    >>> redacted("service=county password=hush schema=drugscene")
    'service=county password=*** schema=drugscene'
    """
    return _PASSWORD.sub(lambda found: f"{found[1] or found[3]}***{found[2] or ''}", text)


@dataclass(frozen=True)
class Place:
    """A store on a server: ``location`` as it was given, and the database schema that holds it."""

    location: str
    schema: str = DEFAULT_SCHEMA

    def __post_init__(self) -> None:
        # It becomes a part of the names of roles, which are the whole server's.
        if not _SCHEMA_NAME.fullmatch(self.schema) or self.schema.startswith("pg_"):
            raise Refusal("store_schema_invalid", location=redacted(self.location), schema=self.schema)

    @property
    def server(self) -> str:
        """The server and database, for a message: ``host:port/database``, or the service's name."""
        try:
            said = parse_dsn(_without_schema(self.location)) if not _connection_name(self.location) else {}
        except psycopg2.Error:
            said = {}
        if "service" in said or not said:
            return said.get("service", _connection_name(self.location))
        return f"{said.get('host', 'localhost')}:{said.get('port', '5432')}/{said.get('dbname', said.get('user', ''))}"

    def dsn(self) -> str:
        """What libpq connects with. The only place where a password may be: fetched from QGIS's authentication manager
        (in memory alone) for a connection saved in QGIS; for the others, libpq looks in the user's own password file.

        Raises:
            Refusal: QGIS knows no such connection, it keeps its password unprotected, or cannot give it.
        """
        name = _connection_name(self.location)
        return _dsn_of_connection(name, self.location) if name else _without_schema(self.location)

    def address(self) -> Tuple[str, ...]:
        """Where the store is, whoever connects and however the connection is called: what two locations of it share.

        Raises:
            Refusal: QGIS knows no such connection.
        """
        name = _connection_name(self.location)
        if name:
            uri = _saved(name, self.location)
            said = {"service": uri.service(), "host": uri.host(), "port": uri.port(), "dbname": uri.database()}
        else:
            said = parse_dsn(_without_schema(self.location))
            said.setdefault("host", "" if "service" in said else "localhost")
        host, port = said["host"].lower(), said.get("port") or "5432"
        return (said.get("service", ""), host, port, said.get("dbname", ""), self.schema)


def place_of(location: str) -> Place:
    """The place that a location names: ``postgresql:NAME``, ``postgresql://…`` or ``service=…``, with ``schema=…`` last.

    Raises:
        Refusal: it cannot be read, holds a password, or says more than where the store is.
    """
    location = location.strip()
    found = _SCHEMA.search(location)
    place = Place(location, found[1]) if found else Place(location)
    if _connection_name(location):
        return place
    try:
        said = parse_dsn(_without_schema(location))
    except (psycopg2.Error, UnicodeError, ValueError):  # whose text repeats the location
        first, *more = location.split()
        shown = redacted(f"{first} …" if more else first)  # what cannot be read may be a password
        raise Refusal("store_location_invalid", location=shown) from None
    if "password" in said:
        raise Refusal("store_password_given", location=redacted(location))
    for option in said:
        if option not in _OPTIONS:
            raise Refusal("store_option_unknown", location=redacted(location), option=option)
    return place


def _connection_name(location: str) -> str:
    """The name in ``postgresql:NAME``; blank for the other forms."""
    kind, _, name = location.partition(":")
    if not kind.lower().startswith("postgres") or name.startswith("//"):
        return ""
    return _without_schema(name)


def _without_schema(location: str) -> str:
    return _SCHEMA.sub("", location)


def _saved(name: str, location: str) -> QgsDataSourceUri:
    known = QgsProviderRegistry.instance().providerMetadata("postgres").connections(False)
    if name not in known:
        raise Refusal("store_connection_unknown", name=name, known=", ".join(sorted(known)))
    uri = QgsDataSourceUri(known[name].uri())
    if uri.password():
        raise Refusal("store_password_saved", location=location, name=name)
    return uri


def _dsn_of_connection(name: str, location: str) -> str:
    uri = _saved(name, location)
    expanded = str(uri.connectionInfo(True))
    if uri.authConfigId() and not {"user", "sslcert"} & set(parse_dsn(expanded)):  # it expands to nothing
        raise Refusal("store_authentication_closed", location=location, name=name)
    return expanded
