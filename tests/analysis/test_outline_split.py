"""Whether crime fell or the boundary moved: the split is exact, and says so where the fall may be the outline's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugscene_plugin.analysis.incident_cells import units_of
from drugscene_plugin.analysis.outline_split import outline_split, outline_split_table
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.period import Period
from tests.analysis.test_concentration import CELLS, ELSEWHERE, INSIDE, LPOS, NEXT, TOWNS, YEAR, A, B, counting

COUNT = st.integers(0, 100_000)


@given(COUNT, COUNT, COUNT)
@settings(deadline=None)
def test_the_two_terms_sum_to_the_total_exactly(first, same, second):
    split = outline_split(first, same, second)
    assert split.total == second - first == split.crime + split.outline
    assert split.crime_interval.holds(split.crime)


def test_a_fall_by_a_shrunken_outline_is_told_from_a_fall_of_crime():
    assert outline_split(100, 98, 60).by_outline_alone
    assert not outline_split(200, 100, 90).by_outline_alone  # crime fell
    assert not outline_split(100, 98, 130).by_outline_alone  # nothing fell


def table(later=70, period=NEXT, same_outlines="2023"):
    def inside(number):
        """What lies no longer inside lies elsewhere: of one period there are as many, whatever the outlines."""
        return {**CELLS, ("a", "1", INSIDE, "v"): number, (None, "1", ELSEWHERE, "v"): 500 - number}

    return outline_split_table(
        counting(inside(100), YEAR),
        counting(inside(98), period, same_outlines),
        counting(inside(later), period, "2024"),
        units_of(LPOS, TOWNS, [A, B], ""),
        ("v",),
    )


def test_the_table_has_a_row_a_unit_and_warns():
    found = table()
    first = dict(zip([c.name for c in found.columns], found.rows[1]))
    assert (first["level"], first["code"]) == ("lpo", "1")
    assert [first[c] for c in ("total_change", "crime_change", "outline_change")] == [-30, -2, -28]
    assert first["caveats"].split(";") == ["regression_to_mean", "days_differ", "fall_by_outline"]
    assert first["crime_change_per_day"] == pytest.approx(98 / 366 - 100 / 365)
    assert first["crime_per_day_low"] < first["crime_change_per_day"] < first["crime_per_day_high"]


def test_there_is_no_warning_where_nothing_falls():
    assert "fall_by_outline" not in table(later=140).rows[1][-1]


def test_counts_that_do_not_fit_together_are_refused():
    with pytest.raises(Refusal, match="outline_split_mismatch"):
        table(same_outlines="2024")
    with pytest.raises(Refusal, match="periods_overlap"):
        table(period=Period(date(2023, 6, 1), date(2024, 6, 1)))


def test_the_parts_of_a_group_within_another_are_accounted_for_in_every_outline():
    """In each of the three counts: the later period within the earlier outlines stands in no other table."""
    cells = {(scene, lpo, zone, g): n for (scene, lpo, zone, _), n in CELLS.items() for g in ("v", "w")}
    counts = (counting(cells, YEAR), counting(cells, NEXT), counting(cells, NEXT, "2024"))
    found = outline_split_table(*counts, units_of(LPOS, TOWNS, [A, B], ""), ("v", "w"), {"w": "v"})
    named = {part for relation in found.counted.relations for part in relation.parts if part[0] == "between"}
    inside = [name for name in found.counted.cells.values() if name[-1] == "v"]
    outer = {r.total for r in found.counted.relations if any(part in named for part in r.parts)}
    assert inside and set(inside) <= outer


def test_the_same_counts_are_one_cell_wherever_they_stand():
    counted = table().counted
    assert counted.values[counted.cells[0, "earlier_count"]] == 105
    assert len({counted.cells[1, c] for c in ("earlier_count", "count_same_outlines", "count")}) == 3
