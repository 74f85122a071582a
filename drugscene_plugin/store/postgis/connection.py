"""Connections to a shared store: made when they are needed, kept for the next use, and what their errors mean.

This is psycopg2, which QGIS brings, and not QGIS's own provider: that one reports success for changes which the database
refused (see ``docs/decisions/0010-shared-store.md``).
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Sequence, Tuple

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ, parse_dsn

from ...domain.area import AreaCode
from ...domain.errors import Refusal
from ...domain.rights import Rights, Role
from ..schema import VERSION
from .place import Place, redacted

OLDEST_SERVER = 130000
"""PostgreSQL 13: the transaction ids that say whether a lost commit was kept."""

_ANSWER_S = 60
"""How long one statement may take."""

_LINGER_S = 30
"""How long the server bears with a transaction in which nothing happens: it holds up everybody."""

_REACH = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "client_encoding": "utf8",
    "application_name": "Drugscene",
}

_MEANINGS = {
    "42501": "store_forbidden",
    "28000": "store_unreachable",
    "55P03": "store_locked",
    "57014": "store_locked",
    "40001": "store_locked",
    "40P01": "store_locked",
    "53100": "store_full",
    "25006": "store_read_only",
    "3F000": "store_missing",
    "23514": "store_row_refused",
    "22P02": "store_row_refused",
    "42P01": "store_not_a_store",
    "42883": "store_not_a_store",
    "53300": "store_unreachable",
    "57P01": "store_unreachable",
    "57P02": "store_unreachable",
    "57P03": "store_unreachable",
    "25P03": "store_unreachable",
}
"""What a person is told, by the server's code. https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def refusal(error: psycopg2.Error, place: Place) -> Optional[Refusal]:
    """What an error of the server means to a person; None when it is a mistake in the program.

    Only what the server says first is passed on, never its detail, which repeats rows.
    """
    code = _MEANINGS.get(error.pgcode or "")
    if code is None and (error.pgcode is None or error.pgcode.startswith("08")):
        lost = isinstance(error, (psycopg2.OperationalError, psycopg2.InterfaceError))
        code = "store_unreachable" if lost else None
    if code is None:
        return None
    values = {"location": redacted(place.location)}
    if code in ("store_unreachable", "store_forbidden", "store_row_refused"):
        diagnosis = getattr(error, "diag", None)
        said = (diagnosis.message_primary if diagnosis else None) or str(error)
        values.update(server=place.server, reason=redacted(" ".join(said.split()))[:200])
    return Refusal(code, **values)


def is_lost(error: psycopg2.Error) -> bool:
    """Whether an error says that there is no connection any more."""
    lost = isinstance(error, (psycopg2.OperationalError, psycopg2.InterfaceError)) and error.pgcode is None
    return lost or (error.pgcode or "").startswith(("08", "57P", "25P03"))


def check_version(version: int, place: Place) -> None:
    """Refuse a store whose tables are not those that this plugin knows: somebody may have upgraded it meanwhile."""
    if version != VERSION:
        code = "store_newer" if version > VERSION else "store_older"
        raise Refusal(code, location=redacted(place.location), found=version, known=VERSION)


@dataclass(frozen=True)
class Connected:
    """A connection, and what the server says of who made it."""

    connection: Any
    rights: Rights
    srid: int = 0
    geometry_type: str = "geometry"
    """The type of outlines, with the schema that PostGIS is in, quoted."""

    def execute(self, statement: sql.Composable, values: Sequence[object] = ()) -> List[Tuple[Any, ...]]:
        """Run a statement; its rows, if it gives any."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Let go of the connection."""
        with suppress(psycopg2.Error):
            self.connection.close()


def connect(place: Place) -> Any:
    """A bare connection, on which every statement is kept at once.

    Raises:
        Refusal: ``store_unreachable``, ``store_server_old``, and what :meth:`Place.dsn` refuses.
    """
    dsn = place.dsn()
    try:
        connection = psycopg2.connect(dsn, **_REACH)
    except psycopg2.Error as error:
        reason = redacted(_without_password(" ".join(str(error).split()), dsn))[:300]
        # Not raised from the error: its text is not redacted.
        raise Refusal(
            "store_unreachable", location=redacted(place.location), server=place.server, reason=reason
        ) from None
    connection.autocommit = True
    if connection.server_version < OLDEST_SERVER:
        found = str(connection.server_version // 10_000)
        connection.close()
        raise Refusal("store_server_old", server=place.server, found=found, needed=str(OLDEST_SERVER // 10_000))
    return connection


def _without_password(text: str, dsn: str) -> str:
    try:
        password = parse_dsn(dsn).get("password")
    except psycopg2.Error:  # what cannot be read is not repeated either
        return ""
    return text.replace(password, "***") if password else text


class Connections:
    """The connections to one store, for whichever thread needs one: as many as are in use at a time, one kept."""

    def __init__(self, place: Place, patience: float) -> None:
        self._place = place
        self._settings = sql.SQL(
            "SET search_path = pg_catalog; SET lock_timeout = {}; SET statement_timeout = {}; "
            "SET idle_in_transaction_session_timeout = {}; SET client_min_messages = error; "
            "SELECT user_name, roles, lpos, municipalities, schema_version, srid, geometry_type FROM {}.me()"
        ).format(
            sql.Literal(max(1, round(patience * 1000))),
            sql.Literal(_ANSWER_S * 1000),
            sql.Literal(_LINGER_S * 1000),
            sql.Identifier(place.schema),
        )
        self._lock = threading.Lock()
        self._kept: Optional[Connected] = None
        self._rights: Optional[Rights] = None

    def known_rights(self) -> Rights:
        """What the user may do, as the server said when it was last connected to."""
        if self._rights is not None:
            return self._rights
        connected = self.fresh()
        connected.close()
        return connected.rights

    def fresh(self) -> Connected:
        """A new connection, with what the server says of its user now.

        Raises:
            Refusal: there is no store there, not for this user, or it is of another version.
        """
        connection = connect(self._place)
        try:
            with connection.cursor() as cursor:
                cursor.execute(self._settings)
                user, roles, lpos, municipalities, version, srid, kind = cursor.fetchone()
            check_version(version, self._place)
        except psycopg2.Error as error:
            connection.close()
            raise refusal(error, self._place) or error from error
        except BaseException:
            connection.close()
            raise
        rights = Rights(
            user,
            frozenset(map(Role, roles)),
            frozenset(map(AreaCode, lpos)),
            frozenset(map(AreaCode, municipalities)),
        )
        self._rights = rights
        return Connected(connection, rights, srid, kind)

    @contextmanager
    def reading(self, first: sql.Composable) -> Iterator[Tuple[Connected, List[Tuple[Any, ...]]]]:
        """A connection on which all that is read is of one moment, and the rows of the first statement."""
        with self._in_words():
            connected, rows = self._begin(first, ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
            try:
                yield connected, rows
            except BaseException:
                self._roll_back(connected)
                raise
            self._roll_back(connected)

    @contextmanager
    def writing(self, first: sql.Composable) -> Iterator[Tuple[Connected, List[Tuple[Any, ...]]]]:
        """A connection in one transaction, and the rows of the first statement; the last of these names the transaction.

        Should the connection be lost while the server was keeping it, the server is asked whether it did.
        """
        with self._in_words():
            connected, rows = self._begin(first, ISOLATION_LEVEL_READ_COMMITTED, readonly=False)
            try:
                yield connected, rows
            except BaseException:
                self._roll_back(connected)
                raise
            try:
                connected.connection.commit()
            except psycopg2.Error as error:
                connected.close()
                if not is_lost(error) or not self._was_kept(str(rows[0][-1])):
                    raise
                return
            self._keep(connected)

    def _begin(self, first: sql.Composable, isolation: int, readonly: bool) -> Tuple[Connected, List[Tuple[Any, ...]]]:
        with self._lock:
            connected, self._kept = self._kept, None
        if connected is not None:
            try:
                return connected, _started(connected, first, isolation, readonly)
            except psycopg2.Error as error:  # the server was restarted, say: nothing was done yet
                connected.close()
                if not is_lost(error):
                    raise
        connected = self.fresh()
        try:
            return connected, _started(connected, first, isolation, readonly)
        except BaseException:
            connected.close()
            raise

    def _was_kept(self, transaction: str) -> bool:
        """Whether the server kept a transaction after all.

        Raises:
            Refusal: ``store_commit_unknown``: it cannot be asked, or cannot tell.
        """
        try:
            connected = self.fresh()
            ((status,),) = connected.execute(sql.SQL("SELECT pg_xact_status(%s::xid8)"), (transaction,))
            self._keep(connected)
        except (Refusal, psycopg2.Error) as error:
            raise Refusal("store_commit_unknown", location=redacted(self._place.location)) from error
        if status not in ("committed", "aborted"):
            raise Refusal("store_commit_unknown", location=redacted(self._place.location))
        return bool(status == "committed")

    def _roll_back(self, connected: Connected) -> None:
        """Let go of the transaction, and of the connection too, should it be lost."""
        try:
            connected.connection.rollback()
        except psycopg2.Error:  # whatever led here is the error to tell
            connected.close()
        else:
            self._keep(connected)

    def _keep(self, connected: Connected) -> None:
        with self._lock:
            if self._kept is None:
                self._kept = connected
                return
        connected.close()

    def close(self) -> None:
        """Let go of the connection that is kept."""
        with self._lock:
            connected, self._kept = self._kept, None
        if connected is not None:
            connected.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except psycopg2.Error as error:
            refused = refusal(error, self._place)
            if refused is None:
                raise
            raise refused from error


def _started(connected: Connected, first: sql.Composable, isolation: int, readonly: bool) -> List[Tuple[Any, ...]]:
    connected.connection.set_session(isolation_level=isolation, readonly=readonly, autocommit=False)
    return connected.execute(first)
