"""Incidents in an archive of GeoParquet files, counted as SQL by Apache Sedona: sums come back, and no row does.

SedonaDB (``pip install sedonadb``) runs on this machine; it is optional, and asked for only where an archive is given. The
statements are such that SedonaSpark on a cluster takes them unchanged (``docs/scale.md``).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Generator, List, Mapping, Sequence, Tuple

import numpy as np

from ..analysis.counted_rows import CountedRows, counts_of
from ..analysis.counting_sql import CountingSql, IncidentTable, sql_of
from ..analysis.incident_batches import IncidentBatch
from ..analysis.incident_columns import Clock
from ..analysis.incident_counting import CountRequest, DatedBy, TimeRules
from ..analysis.time_slots import TimeSlots
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Cancelled, Refusal
from ..domain.incident_counts import IncidentCounts
from ..domain.incident_fields import IncidentFields
from ..domain.progress import Progress, awaited, watched
from .counting_areas import area_layers, placed_areas, placed_zones

PARQUET = ".parquet"

_AT_ONCE = 5_000_000
"""How many incidents are counted at a time: so many take some 3 GB."""


def is_archive(location: str) -> bool:
    """Whether a location is a GeoParquet file, or a folder of them."""
    if location.lower().endswith(PARQUET):
        return os.path.isfile(location)
    return os.path.isdir(location) and bool(_files(location))


def _files(location: str) -> List[str]:
    if os.path.isdir(location):
        return sorted(str(path) for path in Path(location).rglob(f"*{PARQUET}"))
    return [location]


class SedonaIncidents:
    """Incidents in GeoParquet: points in the store's CRS, days as dates or as times on Swedish clocks."""

    def __init__(self, location: str, fields: IncidentFields, to_crs: str) -> None:
        self._location, self._fields, self._to_crs = location, fields, to_crs
        self._sedona = _connected(location)
        self._place = _place(self._sedona, location)
        self._columns = _types(self._sedona, self._place[0])

    def count(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules, progress: Progress
    ) -> List[IncidentCounts]:
        """The counts.

        Raises:
            Refusal: ``archive_not_countable`` where its columns or CRS are such that the rules cannot be kept;
                ``incidents_unreadable`` with what Sedona said.
            Cancelled: the user stopped. What Sedona is at goes on to its end, beside.
        """
        table = self._countable(rules)
        slots = TimeSlots([request.period for request in requests], groups)
        statements = CountingSql(table, slots, groups, rules.dated_by)
        layers, srid = area_layers(requests), int(self._to_crs.rpartition(":")[2])
        self._give("areas", placed_areas(layers)._asdict(), srid)
        zones = placed_zones(requests)
        self._give("zones", zones._asdict(), srid)
        (totals,) = self._rows(statements.totals(), progress)
        crossing = self._rows(statements.crossing(), progress) if table.start and table.end else []
        placed, near, stacked = [], [], 0
        parts = -(-totals[0] // _AT_ONCE) or 1
        for part in watched(range(parts), progress, 0.1):
            # In memory, never in a file: these are places of incidents. SedonaSpark caches the relation.
            self._keep("sums", self._table(statements.sedona_sums(part, parts), progress))
            placed += self._rows(statements.sedona_placed(srid), progress)
            near += self._rows(statements.sedona_near(srid, max(zones.bands)), progress)
            ((some,),) = self._rows(statements.sedona_stacked(), progress)
            stacked += some
        progress.report(1.0)
        counted = CountedRows.from_rows(totals, placed, near, crossing, stacked)
        return counts_of(counted, requests, groups, layers)

    def _countable(self, rules: TimeRules) -> IncidentTable:
        place, crs = self._place
        fields = self._fields

        def refuse(reason: str) -> Refusal:
            return Refusal("archive_not_countable", location=self._location, reason=reason)

        if crs != self._to_crs:
            raise refuse(f"{place}: {crs} ≠ {self._to_crs}")
        if rules.dated_by is DatedBy.MIDDLE or rules.clock is not Clock.SWEDISH:
            raise refuse(f"{rules.dated_by.value}, {rules.clock.value}")
        for name in (fields.start, fields.end):
            if name and not self._columns[name].startswith(("date", "timestamp")):
                raise refuse(f"{name}: {self._columns[name]}")
        if fields.code and "string" not in self._columns[fields.code]:
            raise Refusal("codes_not_text")
        return IncidentTable(
            "incidents", *(_quoted(name) for name in (place, fields.start, fields.end, fields.code, fields.count))
        )

    def _give(self, name: str, columns: Mapping[str, List[Any]], srid: int) -> None:
        """Make a relation of areas or zones, its WKB as places."""
        import pyarrow

        self._keep(f"given_{name}", pyarrow.table(dict(columns)))
        self._sedona.sql(sql_of(f"sedona_{name}", srid=srid)).to_memtable().to_view(name, overwrite=True)

    def _keep(self, name: str, table: Any) -> None:
        self._sedona.create_data_frame(table).to_view(name, overwrite=True)

    def _rows(self, statement: str, progress: Progress) -> List[Tuple[Any, ...]]:
        found = self._table(statement, progress)
        return list(zip(*(column.to_pylist() for column in found.columns)))

    def _table(self, statement: str, progress: Progress) -> Any:
        try:
            return awaited(lambda: self._sedona.sql(statement).to_arrow_table(), progress)
        except Cancelled:
            raise
        except Exception as error:
            raise Refusal("incidents_unreadable", location=self._location, reason=str(error)) from error

    # As a source of rows, which it never is

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """An archive is counted, not read."""
        raise Refusal("archive_not_read", location=self._location)

    def transform(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Places are in the store's CRS already."""
        return x, y

    def row_count(self) -> None:
        """Not known beforehand."""

    def sha256(self) -> str:
        """That of the sums goes with the counts."""
        return ""


def _connected(location: str) -> Any:
    try:
        import sedonadb  # optional: only for archives
    except ImportError as error:
        raise Refusal("sedona_missing", location=location) from error
    sedona = sedonadb.connect()
    try:
        sedona.read_parquet(_files(location)).to_view("incidents", overwrite=True)
    except Exception as error:
        raise Refusal("incidents_unreadable", location=location, reason=str(error)) from error
    return sedona


def _place(sedona: Any, location: str) -> Tuple[str, str]:
    """The column of places and its CRS, such as EPSG:3006."""
    schema = sedona.view("incidents").schema
    if not schema.geometry_column_indices:
        raise Refusal("incidents_unreadable", location=location, reason="geometry")
    name = str(schema.names[schema.geometry_column_indices[0]])
    some = sedona.sql(sql_of("sedona_srid", place=_quoted(name)))
    known = some.to_arrow_table().column("srid").to_pylist()
    return name, f"EPSG:{known[0]}" if known else ""


def column_types(location: str) -> Dict[str, str]:
    """The columns of an archive and what they hold, the places left out.

    Raises:
        Refusal: ``sedona_missing``; ``incidents_unreadable``.
    """
    sedona = _connected(location)
    return _types(sedona, _place(sedona, location)[0])


def _types(sedona: Any, place: str) -> Dict[str, str]:
    import pyarrow  # asked for together with SedonaDB

    schema = pyarrow.schema(sedona.view("incidents"))
    return {name: str(schema.field(name).type) for name in schema.names if name != place}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if name else ""
