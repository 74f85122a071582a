"""The summary of the sample county, whose figures are those that the real mappings published."""

from __future__ import annotations

from math import fsum

import pytest

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.export_round import annual_content
from tests.fakes.memory_store import MemoryStore


@pytest.fixture(scope="module")
def tables():
    """The tables of every round, by label and name."""
    store = MemoryStore()
    create_sample(store)
    return {
        one.label: {t.name: t.table for t in annual_content(store, one.label, Profile.INTERNAL, "en").tables}
        for one in store.rounds()
    }


def county(tables, label):
    table = tables[label]["county"]
    return dict(zip((column.name for column in table.columns), table.rows[0]))


@pytest.mark.parametrize(("label", "scenes"), [("2021", 64), ("2023", 63), ("2024", 53)])
def test_the_number_of_scenes_is_the_published_one(tables, label, scenes):
    assert county(tables, label)["scenes"] == scenes


def test_in_2021_thirteen_municipalities_and_fifteen_lpos_had_a_scene(tables):
    found = county(tables, "2021")
    assert (found["municipalities_with_scene"], found["lpos_with_scene"]) == (13, 15)


def test_in_2024_eight_municipalities_had_a_scene_and_the_total_area_was_smaller(tables):
    assert county(tables, "2024")["municipalities_with_scene"] == 8
    assert county(tables, "2024")["area_m2"] < county(tables, "2023")["area_m2"]


@pytest.mark.parametrize(("label", "lpos"), [("2021", 17), ("2023", 17), ("2024", 17), ("2025", 18)])
def test_each_round_has_a_row_for_each_area_of_the_division_of_its_day(tables, label, lpos):
    assert len(tables[label]["by_lpo"].rows) == lpos + 1
    assert len(tables[label]["by_municipality"].rows) == 26 + 1


@pytest.mark.parametrize("label", ["2021", "2023", "2024", "2025"])
@pytest.mark.parametrize("level", ["by_lpo", "by_municipality"])
def test_the_rows_of_every_round_sum_to_the_county(tables, label, level):
    table, total = tables[label][level], county(tables, label)
    assert sum(table.column("scenes")[:-1]) == table.column("scenes")[-1] == total["scenes"]
    assert fsum(table.column("area_m2")[:-1]) == pytest.approx(total["area_m2"], abs=1e-6)
    assert fsum(table.column("share_of_scenes")[:-1]) == pytest.approx(1.0)
    assert fsum(table.column("share_of_area")[:-1]) == pytest.approx(1.0)


@pytest.mark.parametrize("label", ["2021", "2023", "2024", "2025"])
def test_the_open_scenes_of_the_list_sum_to_the_county(tables, label):
    table, total = tables[label]["by_scene"], county(tables, label)
    areas = [a for a, status in zip(table.column("area_m2"), table.column("status")) if status == "open"]
    assert (len(areas), fsum(areas)) == (total["scenes"], total["area_m2"])


def rows_of(table):
    return [dict(zip([column.name for column in table.columns], row)) for row in table.rows]


@pytest.mark.parametrize(("before", "label"), [("2021", "2023"), ("2023", "2024")])
def test_the_changes_of_area_make_one_round_of_the_other(tables, before, label):
    rows, total = rows_of(tables[label]["by_scene"]), county(tables, label)
    changed = fsum(row["area_change_m2"] for row in rows if row["area_change_m2"] is not None)
    added = fsum(row["area_m2"] for row in rows if row["status"] == "open" and row["previous_area_m2"] is None)
    listed = {row["scene_id"] for row in rows}
    past = [row for row in rows_of(tables[before]["by_scene"]) if row["status"] == "open"]
    merged_away = fsum(row["area_m2"] for row in past if row["scene_id"] not in listed)
    made = total["opening_area_m2"] + changed + added - merged_away
    assert made == pytest.approx(total["closing_area_m2"], abs=0.01)


@pytest.mark.parametrize("label", ["2023", "2024"])
def test_the_areas_that_ceased_scenes_lost_are_the_ledger_s(tables, label):
    rows = rows_of(tables[label]["by_scene"])
    lost = fsum(row["area_change_m2"] for row in rows if row["status"] == "ceased" and row["change"] == "ceased")
    assert lost < 0 and -lost == pytest.approx(abs(county(tables, label)["ceased_area_m2"]), abs=0.01)
