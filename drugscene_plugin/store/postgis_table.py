"""A table of PostGIS in which rows are counted, not read: where it lies, and statements run on it in one transaction."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple

from qgis.core import QgsDataSourceUri, QgsFeatureSource, QgsVectorLayer

from ..domain.errors import Cancelled, Refusal
from ..domain.progress import Progress
from .dialect import quote_identifier

_GLANCE = 0.1
"""Seconds between two looks at whether the user has stopped."""


class PostgisTable:
    """Where a layer's rows lie in PostGIS: connection, schema, table, column of places and filter."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        uri = QgsDataSourceUri(layer.source())
        self.connection = uri.connectionInfo(True)
        self.schema, self.table, self.place = uri.schema(), uri.table(), uri.geometryColumn()
        self.where = layer.subsetString()

    @property
    def title(self) -> str:
        """Schema and table, as errors name it."""
        return f"{self.schema}.{self.table}"

    @property
    def rows(self) -> str:
        """The table in SQL."""
        return f"{column(self.schema)}.{column(self.table)}"

    @property
    def condition(self) -> str:
        """The filter in SQL."""
        return (self.where or "TRUE").replace("%", "%%")


def postgis_table(layer: QgsFeatureSource) -> Optional[PostgisTable]:
    """Where a layer lies in PostGIS; None for another, a query, or one with unsaved edits."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "postgres" or layer.isModified():
        return None
    table = PostgisTable(layer)
    return table if table.schema and table.table and table.place and not table.table.startswith("(") else None


def column(name: str) -> str:
    """A name in SQL that goes through psycopg2 with parameters; nothing for none."""
    return quote_identifier(name).replace("%", "%%") if name else ""


@contextmanager
def counting(table: PostgisTable, progress: Progress) -> Iterator[Optional[Counting]]:
    """A table, open for counting; None where this QGIS has no psycopg2.

    Raises:
        Refusal: ``incidents_unreadable`` with what the database said.
    """
    try:
        import psycopg2
    except ImportError:  # not every QGIS brings it
        yield None
        return
    try:
        with closing(psycopg2.connect(table.connection, connect_timeout=10)) as connection:
            connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
            with connection.cursor() as cursor:
                # Compiling costs more than it saves here, and sums should fit into memory.
                cursor.execute("SET LOCAL jit = off; SET LOCAL work_mem = '128MB'")
            yield Counting(connection, table, progress)
    except psycopg2.Error as error:
        # Its own words alone: a whole message may repeat the connection.
        said = error.diag.message_primary or type(error).__name__
        raise Refusal("incidents_unreadable", location=table.title, reason=said) from None


class Counting:
    """Statements on one table, in one transaction: all see the same state."""

    def __init__(self, connection: Any, table: PostgisTable, progress: Progress) -> None:
        self._connection, self._table, self._progress = connection, table, progress

    def column_types(self) -> Mapping[str, str]:
        """The types of the table's columns by name; none for a view, whose rows have no place of their own."""
        return dict(
            self.rows(
                "SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a "
                "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace s ON s.oid = c.relnamespace "
                "WHERE s.nspname = %(schema)s AND c.relname = %(table)s "
                "AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped",
                {"schema": self._table.schema, "table": self._table.table},
            )
        )

    def srid(self, crs: str) -> Optional[int]:
        """The SRID of the table's places; None where they are no points, or not in the CRS."""
        known = self.rows(
            "SELECT type, srid FROM geometry_columns "
            "WHERE f_table_schema = %(schema)s AND f_table_name = %(table)s AND f_geometry_column = %(place)s",
            {"schema": self._table.schema, "table": self._table.table, "place": self._table.place},
        )
        fits = bool(known) and known[0][0] == "POINT" and f"EPSG:{known[0][1]}" == crs
        return int(known[0][1]) if fits else None

    def rows(self, statement: str, given: Optional[Dict[str, Any]] = None) -> List[Tuple[Any, ...]]:
        """What a statement gives; it runs beside this thread, which looks after the user's wish to stop.

        Raises:
            Cancelled: the user stopped, and the database was told to.
        """
        result: List[Tuple[Any, ...]] = []
        failed: List[BaseException] = []

        def run() -> None:
            try:
                with self._connection.cursor() as cursor:
                    cursor.execute(statement, given or {})
                    result.extend(cursor.fetchall())
            except BaseException as error:  # raised below, in the thread that asked
                failed.append(error)

        worker = threading.Thread(target=run, name="drugscene-count", daemon=True)
        worker.start()
        stopped = False
        while worker.is_alive():
            worker.join(_GLANCE)
            if not stopped and self._progress.cancelled():
                stopped = True
                self._connection.cancel()
        if stopped:
            raise Cancelled
        if failed:
            raise failed[0]
        return result
