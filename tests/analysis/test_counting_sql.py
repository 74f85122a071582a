"""The statements for PostGIS are such that the oldest PostgreSQL takes them that the README names."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from drugscene_plugin.analysis.cell_grid import grid_over
from drugscene_plugin.analysis.counting_sql import CountingSql, IncidentTable
from drugscene_plugin.analysis.time_slots import TimeSlots
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.period import Period

PLUGIN = Path(__file__).resolve().parents[2] / "drugscene_plugin"
LATER_THAN_13 = (
    "any_value|array_sample|array_shuffle|bit_xor|date_add|date_bin|date_subtract|json_array|json_exists|json_object|json_query|"
    "json_table|json_value|random_normal|range_agg|regexp_count|regexp_instr|regexp_like|regexp_substr|string_to_table|trim_array"
)
"""Functions that PostgreSQL 14 to 17 brought (https://www.postgresql.org/docs/release/)."""


def test_they_call_no_function_that_postgresql_13_lacks():
    groups = tuple(crime_groups().values())
    table, slots = (
        IncidentTable("t", "p", "s", "e", "c", "n"),
        TimeSlots([Period(date(2023, 1, 1), date(2024, 1, 1))], groups),
    )
    made, grid = CountingSql(table, slots, groups), grid_over((0.0, 0.0, 100.0, 100.0), 16)
    texts = [made.totals(), made.crossing(), made.postgis_counted(grid, grid), made.postgis_stacked()]
    files = [*(PLUGIN / "resources" / "sql").glob("postgis_*.sql"), *(PLUGIN / "store" / "postgis").glob("*.sql")]
    texts += [path.read_text(encoding="utf-8") for path in files]
    assert len(files) > 6
    assert [found for text in texts for found in re.findall(rf"\b(?:{LATER_THAN_13})\s*\(", text, re.IGNORECASE)] == []
