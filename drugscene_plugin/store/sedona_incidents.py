"""Incidents in an archive, counted as SQL by Apache Sedona: sums come back, and no row does.

SedonaDB (``pip install sedonadb``) runs on this machine and reads GeoParquet; it is optional, and asked for only where an
archive is given. SedonaSpark on a cluster takes the same statements (:mod:`spark_archive`, ``docs/scale.md``).
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Callable, ContextManager, Dict, Generator, List, Mapping, Protocol, Sequence, Tuple, TypeVar

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

_T = TypeVar("_T")


def is_archive(location: str) -> bool:
    """Whether a location is a GeoParquet file, or a folder of them."""
    if location.lower().endswith(PARQUET):
        return os.path.isfile(location)
    return os.path.isdir(location) and bool(_files(location))


def _files(location: str) -> List[str]:
    if os.path.isdir(location):
        return sorted(str(path) for path in Path(location).rglob(f"*{PARQUET}"))
    return [location]


class Archive(Protocol):
    """Incidents in an engine that takes SQL with Sedona's functions.

    ``title`` names it in errors, ``place`` is its column of places; ``at_once`` incidents are counted at a time. ``moment``
    is SQL for what Swedish clocks show at the moments of a column ``{}``.
    """

    title: str
    place: str
    at_once: int
    moment: str

    def types(self) -> Mapping[str, str]:
        """The other columns and what they hold: ``date…``, ``timestamp…`` (with ``tz`` for moments), ``…string``."""

    def counting(self) -> ContextManager[None]:
        """As long as this is open there is the relation ``incidents``; what is made beside it is let go of in the end."""

    def rows(self, statement: str) -> List[Tuple[Any, ...]]:
        """What a statement gives."""

    def give(self, name: str, columns: Mapping[str, List[Any]]) -> None:
        """Make a small relation, in place of one of that name."""

    def keep(self, name: str, statement: str) -> None:
        """Make a relation of what a statement gives, in memory and never in a file, in place of one of that name."""


class SedonaIncidents:
    """Incidents in an archive: points in the store's CRS, days as dates, as times on Swedish clocks or as moments."""

    def __init__(self, archive: Archive, fields: IncidentFields, to_crs: str) -> None:
        self.fields = fields
        self._archive, self._to_crs = archive, to_crs

    def count(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules, progress: Progress
    ) -> List[IncidentCounts]:
        """The counts.

        Raises:
            Refusal: ``archive_not_countable`` where its columns or CRS are such that the rules cannot be kept;
                ``incident_field_missing``; ``incidents_unreadable`` with what Sedona said.
            Cancelled: the user stopped. What Sedona is at goes on to its end, beside.
        """
        with self._archive.counting():
            return self._counts(requests, groups, rules, progress)

    def _counts(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules, progress: Progress
    ) -> List[IncidentCounts]:
        archive = self._archive
        table = self._countable(rules, progress)
        slots = TimeSlots([request.period for request in requests], groups)
        statements = CountingSql(table, slots, groups, rules.dated_by)
        layers, srid = area_layers(requests), int(self._to_crs.rpartition(":")[2])
        zones = placed_zones(requests)
        for name, columns in {"areas": placed_areas(layers)._asdict(), "zones": zones._asdict()}.items():
            archive.give(f"given_{name}", columns)
            self._keep(name, sql_of(f"sedona_{name}", srid=srid), progress)
        (totals,) = self._rows(statements.totals(), progress)
        crossing = self._rows(statements.crossing(), progress) if table.start and table.end else []
        placed, near, stacked = [], [], 0
        parts = -(-totals[0] // archive.at_once) or 1
        for part in watched(range(parts), progress, 0.1):
            self._keep("sums", statements.sedona_sums(part, parts), progress)
            placed += self._rows(statements.sedona_placed(srid), progress)
            near += self._rows(statements.sedona_near(srid, max(zones.bands)), progress)
            ((some,),) = self._rows(statements.sedona_stacked(), progress)
            stacked += some
        progress.report(1.0)
        counted = CountedRows.from_rows(totals, placed, near, crossing, stacked)
        return counts_of(counted, requests, groups, layers)

    def _countable(self, rules: TimeRules, progress: Progress) -> IncidentTable:
        place, types, fields = self._archive.place, self._archive.types(), self.fields

        def refuse(reason: str) -> Refusal:
            return Refusal("archive_not_countable", location=self._archive.title, reason=reason)

        for name in fields.named().values():
            if name not in types:
                known = ", ".join(types)
                raise Refusal("incident_field_missing", field=name, location=self._archive.title, known=known)
        if rules.dated_by is DatedBy.MIDDLE or rules.clock is not Clock.SWEDISH:
            raise refuse(f"{rules.dated_by.value}, {rules.clock.value}")
        for name in (fields.start, fields.end):
            if name and not types[name].startswith(("date", "timestamp")):
                raise refuse(f"{name}: {types[name]}")
        if fields.code and "string" not in types[fields.code]:
            raise Refusal("codes_not_text", field=fields.code)
        srids = self._rows(sql_of("sedona_srid", place=_quoted(place)), progress)
        crs = f"EPSG:{srids[0][0]}" if srids else "–"
        if crs != self._to_crs:
            raise refuse(f"{place}: {crs} ≠ {self._to_crs}")

        def column(name: str) -> str:
            return self._archive.moment.format(_quoted(name)) if "tz" in types.get(name, "") else _quoted(name)

        return IncidentTable("incidents", *map(column, (place, fields.start, fields.end, fields.code, fields.count)))

    def _rows(self, statement: str, progress: Progress) -> List[Tuple[Any, ...]]:
        return self._asked(lambda: self._archive.rows(statement), progress)

    def _keep(self, name: str, statement: str, progress: Progress) -> None:
        self._asked(lambda: self._archive.keep(name, statement), progress)

    def _asked(self, work: Callable[[], _T], progress: Progress) -> _T:
        try:
            return awaited(work, progress)
        except Cancelled:
            raise
        except Exception as error:
            raise Refusal("incidents_unreadable", location=self._archive.title, reason=str(error)) from error

    # As a source of rows, which it never is

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """An archive is counted, not read."""
        raise Refusal("archive_not_read", location=self._archive.title)

    def transform(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Places are in the store's CRS already."""
        return x, y

    def row_count(self) -> None:
        """Not known beforehand."""

    def sha256(self) -> str:
        """That of the sums goes with the counts."""
        return ""


class SedonaDbArchive:
    """A GeoParquet file, or a folder of them, in SedonaDB on this machine.

    Raises:
        Refusal: ``sedona_missing``; ``incidents_unreadable``.
    """

    at_once = 5_000_000
    """So many take some 3 GB."""
    moment = "({} AT TIME ZONE 'Europe/Stockholm')"

    def __init__(self, location: str) -> None:
        try:
            import sedonadb  # optional: only for archives
        except ImportError as error:
            raise Refusal("sedona_missing", location=location) from error
        self.title, self._sedona = location, sedonadb.connect()
        try:
            self._sedona.read_parquet(_files(location)).to_view("incidents", overwrite=True)
        except Exception as error:
            raise Refusal("incidents_unreadable", location=location, reason=str(error)) from error
        self._schema = self._sedona.view("incidents").schema
        if not self._schema.geometry_column_indices:
            raise Refusal("incidents_unreadable", location=location, reason="geometry")
        self.place = str(self._schema.names[self._schema.geometry_column_indices[0]])

    def types(self) -> Dict[str, str]:
        """The columns beside the places, in Arrow's words."""
        import pyarrow  # comes with what reads GeoParquet

        schema = pyarrow.schema(self._schema)
        return {name: str(schema.field(name).type) for name in schema.names if name != self.place}

    def counting(self) -> ContextManager[None]:
        """The connection is this archive's alone, and ends with it."""
        return nullcontext()

    def rows(self, statement: str) -> List[Tuple[Any, ...]]:
        """What a statement gives."""
        found = self._sedona.sql(statement).to_arrow_table()
        return list(zip(*(column.to_pylist() for column in found.columns)))

    def give(self, name: str, columns: Mapping[str, List[Any]]) -> None:
        """Make a small relation."""
        import pyarrow

        self._sedona.create_data_frame(pyarrow.table(dict(columns))).to_view(name, overwrite=True)

    def keep(self, name: str, statement: str) -> None:
        """Make a relation of what a statement gives, in memory."""
        found = self._sedona.sql(statement).to_arrow_table()
        self._sedona.create_data_frame(found).to_view(name, overwrite=True)


def _quoted(name: str) -> str:
    """A name as SedonaDB and Spark both take it: in double quotes it would be a text to Spark."""
    return "`" + name.replace("`", "``") + "`" if name else ""
