"""Incidents in a table of PostGIS, counted by the database: sums leave it, and no row does.

Rows are read after all, as from any layer, where the database cannot count by the same rules: a view, dates kept as text,
places in another CRS than the store's, incidents dated by the middle of their interval.
"""

from __future__ import annotations

import threading
from contextlib import closing
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.core import QgsDataSourceUri, QgsFeatureSource, QgsVectorLayer

from ..analysis.counted_rows import CountedRows, counts_of
from ..analysis.counting_sql import CountingSql, IncidentTable
from ..analysis.incident_columns import Clock
from ..analysis.incident_counting import CountRequest, DatedBy, TimeRules
from ..analysis.time_slots import TimeSlots
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Cancelled, Refusal
from ..domain.incident_counts import IncidentCounts
from ..domain.incident_fields import IncidentFields
from ..domain.progress import Progress
from .counting_areas import area_layers, placed_areas, placed_zones
from .dialect import quote_identifier
from .qgis_incidents import QgisIncidents

_DAYS = {
    "date": "{}",
    "timestamp without time zone": "{}",
    "timestamp with time zone": "({} AT TIME ZONE 'Europe/Stockholm')",
}
_TEXTS = ("text", "character varying", "character")
_NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
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


def postgis_table(layer: QgsFeatureSource) -> Optional[PostgisTable]:
    """Where a layer lies in PostGIS; None for another, a query, or one with unsaved edits."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "postgres" or layer.isModified():
        return None
    table = PostgisTable(layer)
    return table if table.schema and table.table and table.place and not table.table.startswith("(") else None


class PostgisIncidents(QgisIncidents):
    """Incidents in a table of PostGIS."""

    def __init__(self, source: QgsFeatureSource, fields: IncidentFields, to_crs: str, table: PostgisTable) -> None:
        super().__init__(source, fields, to_crs)
        self._table, self._to_crs = table, to_crs

    def count(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules, progress: Progress
    ) -> Optional[List[IncidentCounts]]:
        """The counts, or None where the rows must be read.

        Raises:
            Refusal: ``incidents_unreadable`` with what the database said.
            Cancelled: the user stopped; the database is told to.
        """
        if rules.dated_by is DatedBy.MIDDLE or rules.clock is not Clock.SWEDISH:
            return None
        try:
            import psycopg2
        except ImportError:  # not every QGIS brings it
            return None
        try:
            with closing(psycopg2.connect(self._table.connection, connect_timeout=10)) as connection:
                connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
                with connection.cursor() as cursor:
                    # Compiling costs more than it saves here, and sums should fit into memory.
                    cursor.execute("SET LOCAL jit = off; SET LOCAL work_mem = '128MB'")
                return _Counting(connection, self._table, self.fields, self._to_crs, progress).counts(
                    requests, groups, rules
                )
        except psycopg2.Error as error:
            # Its own words alone: a whole message may repeat the connection.
            said = error.diag.message_primary or type(error).__name__
            raise Refusal("incidents_unreadable", location=self._table.title, reason=said) from None


class _Counting:
    """One count under way, in one transaction."""

    def __init__(
        self, connection: Any, table: PostgisTable, fields: IncidentFields, to_crs: str, progress: Progress
    ) -> None:
        self._connection, self._table, self._fields = connection, table, fields
        self._to_crs, self._progress = to_crs, progress

    def counts(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules
    ) -> Optional[List[IncidentCounts]]:
        """The counts, or None."""
        table = self._countable()
        if table is None:
            return None
        slots = TimeSlots([request.period for request in requests], groups)
        statements = CountingSql(table, slots, groups, rules.dated_by)
        layers = area_layers(requests)
        areas, zones = placed_areas(layers), placed_zones(requests)
        given = {
            "srid": self._srid,
            "levels": areas.levels,
            "labels": areas.labels,
            "outlines": areas.outlines,
            "layouts": zones.layouts,
            "scenes": zones.labels,
            "bands": zones.bands,
            "scene_outlines": zones.outlines,
        }
        (totals,) = self._rows(statements.totals())
        self._progress.report(0.1)
        placed = self._rows(statements.postgis_placed(), given)
        self._progress.report(0.7)
        near = self._rows(statements.postgis_near(), given)
        self._progress.report(0.9)
        crossing = self._rows(statements.crossing()) if table.start and table.end else []
        ((stacked,),) = self._rows(statements.postgis_stacked())
        counted = CountedRows.from_rows(totals, placed, near, crossing, stacked)
        self._progress.report(1.0)
        return counts_of(counted, requests, groups, layers)

    def _countable(self) -> Optional[IncidentTable]:
        """The table in SQL; None where the database does not count as rows are counted."""
        kinds = self._columns()
        place, fields = self._table.place, self._fields
        known = self._rows(
            "SELECT type, srid FROM geometry_columns "
            "WHERE f_table_schema = %(schema)s AND f_table_name = %(table)s AND f_geometry_column = %(place)s",
            {"schema": self._table.schema, "table": self._table.table, "place": place},
        )
        if not kinds or not known or known[0][0] != "POINT" or fields.x or fields.y:
            return None
        self._srid = int(known[0][1])
        if f"EPSG:{self._srid}" != self._to_crs:
            return None
        days = [kinds.get(name) for name in (fields.start, fields.end) if name]
        if any(kind not in _DAYS for kind in days):
            return None
        if fields.code and kinds.get(fields.code) not in _TEXTS:
            return None  # read, and refused with what is wrong
        if fields.count and kinds.get(fields.count) not in _NUMBERS:
            return None

        def column(name: str) -> str:
            return quote_identifier(name).replace("%", "%%") if name else ""

        def day(name: str) -> str:
            return _DAYS[kinds[name]].format(column(name)) if name else ""

        return IncidentTable(
            rows=f"{column(self._table.schema)}.{column(self._table.table)}",
            place=column(place),
            start=day(fields.start),
            end=day(fields.end),
            code=column(fields.code),
            count=column(fields.count),
            where=(self._table.where or "TRUE").replace("%", "%%"),
        )

    def _columns(self) -> Mapping[str, str]:
        """The types of a table's columns by name; none for a view, whose rows have no place of their own."""
        rows = self._rows(
            "SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
            "JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = %(schema)s AND c.relname = %(table)s "
            "AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped",
            {"schema": self._table.schema, "table": self._table.table},
        )
        return dict(rows)

    def _rows(self, statement: str, given: Optional[Dict[str, Any]] = None) -> List[Tuple[Any, ...]]:
        """What a statement gives; it runs beside this thread, which looks after the user's wish to stop."""
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
