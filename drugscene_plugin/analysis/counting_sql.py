"""Counting incidents where they lie: the SQL of it, for PostGIS, and for Apache Sedona on one machine or many.

Both find the same places by the same rules as :mod:`point_in_area`: an edge belongs to an area, of several areas the first
by code has a point, a point on a scene's edge is inside, one in several bands is beside the nearest scene (of equals the
first by id), and a band is closed. Only sums leave the database.

The statements are files in ``resources/sql``, in which what depends on the question is filled in. Those for Sedona use
only what SedonaDB and SedonaSpark both have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Template, ascii_letters, digits
from typing import Dict, Sequence

from ..domain.crime_groups import CrimeGroup
from .cell_grid import Grid
from .incident_counting import STACKED_AT_LEAST, DatedBy
from .time_slots import TimeSlots

_STATEMENTS = Path(__file__).resolve().parent.parent / "resources" / "sql"
_BLANKS = " \t\r\n\u00a0\ufeff"
_SLACK = 1e-6
"""How much farther off, in metres, candidates for a band are looked for."""


@dataclass(frozen=True)
class IncidentTable:
    """A table of incidents: SQL names, quoted; ``start`` and ``end`` are dates or timestamps on Swedish clocks, ``count`` is
    a number. Empty: there is no such column. ``where`` is a condition on its rows (in brackets, Spark takes TRUE for a name)."""

    rows: str
    place: str
    start: str = ""
    end: str = ""
    code: str = ""
    count: str = ""
    where: str = "1 = 1"


class CountingSql:
    """The statements that count one table, for some slots of time and crime groups.

    Areas are looked up in a relation ``areas`` (level 0 LPO, 1 municipality; label from 1; place), scenes in ``zones``
    (layout from 0; label from 0; band in m; place).

    Raises:
        ValueError: incidents would have to be dated by the middle of their interval.
    """

    def __init__(
        self, table: IncidentTable, slots: TimeSlots, groups: Sequence[CrimeGroup], dated_by: DatedBy = DatedBy.START
    ) -> None:
        if dated_by is DatedBy.MIDDLE:
            raise ValueError("the middle of an interval is not counted in SQL")
        self._table, self._slots, self._dated_by = table, slots, dated_by
        self._codes = sorted({one.code for group in groups for one in group.codes})
        self._parts: Dict[str, object] = {
            "rows": table.rows,
            "place": table.place,
            "where": f"({table.where})",
            "number": self._number(),
            "slot": self._slot(),
            "code": self._code(table.code),
            "slots": slots.number,
            "slack": _SLACK,
            "stacked_at_least": STACKED_AT_LEAST,
        }

    def totals(self) -> str:
        """How many rows there are, and how many of them whose number of incidents can be."""
        return self._filled("totals")

    def crossing(self) -> str:
        """Slot of the start, slot of the end, how many; for a table with both."""
        start, end = _day(self._table.start), _day(self._table.end)
        slots = {"start_slot": self._slot_of(start), "end_slot": self._slot_of(end)}
        return self._filled("crossing", start_day=start, end_day=end, **slots)

    def postgis_counted(self, areas: Grid, zones: Grid) -> str:
        """Unplaced, LPO, municipality, turned, slot, code, layout, scene, outside, how many; the first six for all incidents
        (layout NULL), then again for those in zones.

        ``areas`` and ``zones`` are the grids of whose cells it is given the labels, in runs.
        """
        return self._filled(
            "postgis_counted",
            area=_looked_up("area", areas, "x", "y"),
            turned=_looked_up("area", areas, "y", "x"),
            zone=_looked_up("zone", zones, "x", "y"),
            raw_code=self._table.code or "NULL::text",
            code=self._code("code"),
        )

    def postgis_stacked(self) -> str:
        """How many incidents stand on a point with many others."""
        return self._filled("postgis_stacked")

    def sedona_sums(self, part: int = 0, parts: int = 1) -> str:
        """The relation ``sums``, on which the others for Sedona rest: x, y, slot, code, how many.

        Of several parts each has other places, and all rows of a place.
        """
        return self._filled("sedona_sums", part=part, parts=parts)

    def sedona_placed(self, srid: int) -> str:
        """As :meth:`postgis_placed`."""
        return self._filled("sedona_placed", srid=srid)

    def sedona_near(self, srid: int, band: float) -> str:
        """As :meth:`postgis_near`; ``band`` is the widest of all layouts."""
        return self._filled("sedona_near", srid=srid, widest=repr(band + _SLACK))

    def sedona_stacked(self) -> str:
        """As :meth:`postgis_stacked`."""
        return self._filled("sedona_stacked")

    def _filled(self, name: str, **more: object) -> str:
        return sql_of(name, **{**self._parts, **more})

    # What a row says

    def _number(self) -> str:
        """How many incidents a row stands for; NULL where that cannot be."""
        count = self._table.count
        if not count:
            return "1"
        good = f"{count} >= 1 AND {count} <= 1000000 AND {count} = FLOOR({count})"
        return f"CASE WHEN {good} THEN CAST({count} AS BIGINT) END"

    def _slot(self) -> str:
        start, end = self._table.start, self._table.end
        first, second = (start, end) if self._dated_by is DatedBy.START else (end, start)
        days = [_day(column) for column in (first, second) if column]
        if not days:
            return str(self._slots.missing)
        return self._slot_of(f"COALESCE({', '.join(days)})" if len(days) > 1 else days[0])

    def _slot_of(self, day: str) -> str:
        """The slot of a day: that of the first edge after it."""
        first, *edges = map(date.fromordinal, self._slots.edges[:-1])
        last = date.fromordinal(self._slots.edges[-1] - 1)
        cases = [f"WHEN {day} IS NULL THEN {self._slots.missing}"]
        cases.append(f"WHEN {day} < DATE '{first}' THEN {self._slots.unreadable}")
        cases += [f"WHEN {day} < DATE '{edge}' THEN {slot}" for slot, edge in enumerate(edges)]
        cases.append(f"WHEN {day} <= DATE '{last}' THEN {len(edges)}")
        return f"CASE {' '.join(cases)} ELSE {self._slots.unreadable} END"

    def _code(self, column: str) -> str:
        """The code without blanks; '' for none, '?' for what looks like none: no other text leaves the database."""
        if not self._table.code or not self._codes:
            return "''"
        text = f"TRIM(BOTH '{_BLANKS}' FROM {column})"
        known = ", ".join(map(_text, self._codes))
        # By no regular expression: PostgreSQL has a function for one that the others know, too, since version 15 alone.
        like_a_code = f"LENGTH({text}) <= 8 AND TRANSLATE({text}, '{digits}{ascii_letters}', '') = ''"
        return (
            f"CASE WHEN {text} IS NULL OR LOWER({text}) IN ('', 'värde saknas', 'null') THEN '' "
            f"WHEN {text} IN ({known}) OR ({like_a_code}) THEN {text} ELSE '?' END"
        )


def answers_sql(rows: str, place: str, answer: str, weight: str, where: str, edges: Sequence[float]) -> str:
    """Responses to a survey in PostGIS: LPO, band, answer, how many, weight, squares of it, and weights that cannot be.

    Names are SQL, quoted; ``weight`` may be blank, for 1; ``edges`` are those of the distance bands, in m.
    """
    bands = " ".join(f"WHEN n.distance <= {edge!r} THEN {band}" for band, edge in enumerate(map(float, edges)))
    return sql_of(
        "postgis_answers",
        rows=rows,
        place=place,
        answer=f"i.{answer}",
        weight=f"i.{weight}" if weight else "1",
        where=f"({where})",
        bands=bands,
        beyond=len(edges),
        farthest=repr(float(edges[-1]) + _SLACK),
    )


def _looked_up(layer: str, grid: Grid, x: str, y: str) -> str:
    """The label of a point's cell in PostGIS, from the runs of labels that are given; as :meth:`Grid.cells`."""
    column, row = (
        f"LEAST(GREATEST(FLOOR(({value} - {first!r}) * {1.0 / grid.side!r}), 0), {after - 1})"
        for value, first, after in ((x, grid.west, grid.columns), (y, grid.south, grid.rows))
    )
    cell = f"CAST({row} * {grid.columns} + {column} AS INT)"
    return f"(%({layer}_run_labels)s::int[])[width_bucket({cell}, %({layer}_run_starts)s::int[])]"


def _text(text: str) -> str:
    """A text in SQL, whatever a database or its driver makes of quotes, backslashes and percent signs in one.

    >>> _text("5005"), _text("O'Hara")
    ("'5005'", "'O' || CHR(39) || 'Hara'")
    """
    return "'" + re.sub(r"['\\%]", lambda found: f"' || CHR({ord(found.group())}) || '", text) + "'"


def _day(column: str) -> str:
    return f"CAST({column} AS DATE)"


def sql_of(name: str, **parts: object) -> str:
    """The statement of a file in ``resources/sql``, with what is filled in: SQL of ours, or quoted."""
    return _statement(name).substitute(parts)


@cache
def _statement(name: str) -> Template:
    return Template((_STATEMENTS / f"{name}.sql").read_text(encoding="utf-8"))
