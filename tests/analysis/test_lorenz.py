"""The Lorenz curve, and how few scenes hold half."""

from __future__ import annotations

import pytest

from drugscene_plugin.analysis.incident_cells import units_of
from drugscene_plugin.analysis.lorenz import lorenz, lorenz_table, scenes_holding
from tests.analysis.test_concentration import CELLS, LPOS, TOWNS, A, B, counting


def test_the_curve_runs_from_nothing_to_all_and_bends_down():
    points = lorenz([4, 0, 10, 6])
    assert [p.count for p in points] == [0, 10, 16, 20, 20]
    assert [p.share_of_scenes for p in points] == [0, 0.25, 0.5, 0.75, 1]
    assert points[-1].share_of_incidents == 1


@pytest.mark.parametrize(
    ("counts", "share", "number"),
    [([4, 0, 10, 6], 0.5, 1), ([9, 0, 10, 6], 0.5, 2), ([1, 1, 1, 1], 0.5, 2), ([7], 0.5, 1), ([3, 1], 0.75, 1)],
)
def test_how_few_scenes_hold_a_share(counts, share, number):
    assert scenes_holding(counts, share) == number


def test_nothing_is_held_where_nothing_was_counted_or_where_no_scene_is():
    assert scenes_holding([0, 0]) is None and scenes_holding([]) is None
    assert lorenz([]) == []
    assert [p.share_of_incidents for p in lorenz([0, 0])] == [None, None, None]


def test_the_table_has_a_curve_a_group_and_every_point_rests_on_all_scenes():
    table = lorenz_table(counting(CELLS), units_of(LPOS, TOWNS, [A, B], ""), ("v", "w"))
    assert [row[:4] for row in table.rows[:3]] == [("v", 0, 0.0, 0), ("v", 1, 0.5, 30), ("v", 2, 1.0, 35)]
    assert table.rows[3][4:] == (None, None)
    assert len(table.counted.derived[1, "count"].cells) == 2
