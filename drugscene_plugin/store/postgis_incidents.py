"""Incidents in a table of PostGIS, counted by the database: sums leave it, and no row does.

Rows are read after all, as from any layer, where the database cannot count by the same rules: a view, dates kept as text,
places in another CRS than the store's, incidents dated by the middle of their interval.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

import numpy as np
from qgis.core import QgsFeatureSource

from ..analysis.cell_grid import CellRuns
from ..analysis.counted_rows import CountedRows, counts_of
from ..analysis.counting_sql import CountingSql, IncidentTable
from ..analysis.incident_columns import Clock
from ..analysis.incident_counting import CountRequest, DatedBy, TimeRules
from ..analysis.point_in_area import CELLS, AreaLayer, Places
from ..analysis.time_slots import TimeSlots
from ..domain.crime_groups import CrimeGroup
from ..domain.incident_counts import IncidentCounts
from ..domain.incident_fields import IncidentFields
from ..domain.progress import Progress
from .counting_areas import area_layers, placed_areas, placed_zones, zone_layouts
from .postgis_table import Counting, PostgisTable, column, counting
from .qgis_incidents import QgisIncidents

_DAYS = {
    "date": "{}",
    "timestamp without time zone": "{}",
    "timestamp with time zone": "({} AT TIME ZONE 'Europe/Stockholm')",
}
_TEXTS = ("text", "character varying", "character")
NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
"""The types of columns that hold numbers."""

_CELLS = 4 * CELLS
"""Finer than for rows that are read: the database takes longer over a point near a boundary."""


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
        with counting(self._table, progress) as database:
            if database is None:
                return None
            table, srid = self._countable(database.column_types()), database.srid(self._to_crs)
            if table is None or srid is None:
                return None
            slots = TimeSlots([request.period for request in requests], groups)
            statements = CountingSql(table, slots, groups, rules.dated_by)
            return self._counts(database, statements, srid, requests, groups, progress)

    def _counts(
        self,
        database: Counting,
        statements: CountingSql,
        srid: int,
        requests: Sequence[CountRequest],
        groups: Sequence[CrimeGroup],
        progress: Progress,
    ) -> List[IncidentCounts]:
        layers = area_layers(requests)
        places = Places(layers, zone_layouts(requests), _CELLS, progress)
        area_runs, zone_runs = places.area_runs(), places.zone_runs()
        given = {"srid": srid, **_outlines(layers, requests), **_looked_up(places, area_runs, zone_runs)}
        (totals,) = database.rows(statements.totals())
        progress.report(0.1)
        crossing = database.rows(statements.crossing()) if self.fields.start and self.fields.end else []
        progress.report(0.2)
        ((stacked,),) = database.rows(statements.postgis_stacked())
        progress.report(0.4)
        # Last, since it changes how the transaction's statements are planned.
        sums = database.rows(statements.postgis_counted(area_runs.grid, zone_runs.grid), given)
        placed = [(*row[:6], row[-1]) for row in sums if row[6] is None]
        near = [(*row[6:9], *row[1:3], *row[4:6], row[-1]) for row in sums if row[6] is not None]
        progress.report(1.0)
        return counts_of(CountedRows.from_rows(totals, placed, near, crossing, stacked), requests, groups, layers)

    def _countable(self, kinds: Mapping[str, str]) -> Optional[IncidentTable]:
        """The table in SQL; None where the database does not count as rows are counted."""
        fields = self.fields
        if not kinds or fields.x or fields.y:
            return None
        if any(name and kinds.get(name) not in _DAYS for name in (fields.start, fields.end)):
            return None
        if fields.code and kinds.get(fields.code) not in _TEXTS:
            return None  # read, and refused with what is wrong
        if fields.count and kinds.get(fields.count) not in NUMBERS:
            return None
        start, end = (_DAYS[kinds[name]].format(column(name)) if name else "" for name in (fields.start, fields.end))
        return IncidentTable(
            rows=self._table.rows,
            place=column(self._table.place),
            start=start,
            end=end,
            code=column(fields.code),
            count=column(fields.count),
            where=self._table.condition,
        )


def _outlines(layers: Sequence[AreaLayer], requests: Sequence[CountRequest]) -> Dict[str, Any]:
    """The outlines that points near a boundary are held against."""
    areas, zones = placed_areas(layers), placed_zones(requests)
    return {
        "levels": areas.levels,
        "labels": areas.labels,
        "outlines": areas.outlines,
        "layouts": zones.layouts,
        "scenes": zones.labels,
        "bands": zones.bands,
        "scene_outlines": zones.outlines,
    }


def _looked_up(places: Places, areas: CellRuns, zones: CellRuns) -> Dict[str, Any]:
    """What a cell tells: the row of its areas and that of its zones, and what each row stands for."""
    labels = places.zone_labels
    row, layout = np.nonzero(labels)
    label, scenes = labels[row, layout] - 1, np.array([len(zone.scenes) for zone in places.zones])[layout]
    rows = {
        "area_run_starts": areas.starts,
        "area_run_labels": areas.labels,
        "lpos": places.area_labels[:, 0],
        "municipalities": places.area_labels[:, 1],
        "zone_run_starts": zones.starts,
        "zone_run_labels": zones.labels,
        "zone_rows": row,
        "zone_layouts": layout,
        "zone_scenes": label % scenes,
        "zone_outside": label >= scenes,
    }
    # As the server writes arrays: there are tens of thousands of runs, and psycopg2 would ask each number for its SQL.
    return {name: "{" + ",".join(map(str, values.tolist())) + "}" for name, values in rows.items()}
