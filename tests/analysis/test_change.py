"""The weighted displacement difference, against the paper's example and those of its authors' software."""

from __future__ import annotations

import math

import pytest
from shapely.geometry import Point, box

from drugscene_plugin.analysis.change import (
    BeforeAfter,
    ChangeCase,
    change_areas,
    change_table,
    displacement_difference,
    matched_controls,
    with_counted_alike,
)
from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.counted import Counted, Relation, together
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.suppression import Rules

CONTROL, TREATED = BeforeAfter(308, 318), BeforeAfter(207, 110)
CONTROL_RING, TREATED_RING = BeforeAfter(150, 140), BeforeAfter(178, 157)


def test_the_published_example_comes_out_exactly():
    found = displacement_difference(CONTROL, TREATED, CONTROL_RING, TREATED_RING)
    assert found.value == -118
    assert found.error == pytest.approx(math.sqrt(1568), rel=1e-15)
    assert round(found.z, 2) == -2.98
    assert [round(end) for end in found.interval] == [-196, -40]
    assert (found.local, found.displaced) == (-107, -11)


def test_with_area_weights():
    found = displacement_difference(CONTROL, TREATED, CONTROL_RING, TREATED_RING, area_weights=(0.9, 1.2, 1.6, 1.5))
    assert found.value == pytest.approx(-99.69444444, abs=5e-9)
    assert found.error == pytest.approx(35.4280755, abs=5e-8)


def test_with_time_weights():
    found = displacement_difference(BeforeAfter(100, 50), BeforeAfter(80, 20), time_weights=(2, 1))
    assert (found.value, found.error) == (-20, pytest.approx(math.sqrt(115), rel=1e-15))


@pytest.mark.parametrize("low", [0, 9])
def test_counts_below_ten_give_no_test(low):
    found = displacement_difference(CONTROL, BeforeAfter(207, low), CONTROL_RING, TREATED_RING)
    assert (found.tested, found.error, found.z, found.p, found.interval) == (False, None, None, None, None)
    assert displacement_difference(CONTROL, BeforeAfter(207, 10), CONTROL_RING, TREATED_RING).tested


def test_one_ring_alone_or_a_weight_of_nothing_is_refused():
    with pytest.raises(Refusal, match="displacement_ring_alone"):
        displacement_difference(CONTROL, TREATED, CONTROL_RING)
    for weight in (0, -1, math.nan, math.inf):
        with pytest.raises(Refusal, match="displacement_weight_invalid"):
            displacement_difference(CONTROL, TREATED, time_weights=(weight, 1))


class TestMatching:
    def test_each_ceased_scene_gets_the_one_most_like_it_and_none_twice(self):
        assert matched_controls({"a": 100, "b": 90}, {"x": 95, "y": 20}) == {"a": "x", "b": "y"}

    def test_who_finds_none_left_has_no_control(self):
        assert matched_controls({"a": 5, "b": 9}, {"x": 1}) == {"b": "x", "a": None}
        assert matched_controls({}, {"x": 1}) == {}

    def test_ties_go_by_id_whatever_the_order(self):
        assert (
            matched_controls({"a": 5}, {"y": 5, "x": 5}) == matched_controls({"a": 5}, {"x": 5, "y": 5}) == {"a": "x"}
        )


class TestAreas:
    def test_a_ring_leaves_out_scenes_and_controls(self):
        treated, control, third = box(0, 0, 100, 100), box(130, 0, 230, 100), box(0, 120, 100, 220)
        areas = change_areas([treated], [control], [treated, third], 100.0)
        for place in (treated, control, third):
            assert areas.treated_ring.intersection(place).area == pytest.approx(0, abs=1e-6)
            assert areas.control_ring.intersection(place).area == pytest.approx(0, abs=1e-6)
        assert areas.treated_ring.intersection(areas.control_ring).area == pytest.approx(0, abs=1e-6)
        assert areas.treated_ring.covers(Point(115, 50)) and areas.control_ring.covers(Point(300, 50))

    def test_pooled_rings_are_dissolved(self):
        one, two = box(0, 0, 100, 100), box(150, 0, 250, 100)
        apart = sum(change_areas([o], [], [one, two], 100.0).treated_ring.area for o in (one, two))
        together = change_areas([one, two], [], [], 100.0)
        assert together.treated_ring.area < apart
        union = one.union(two)
        assert together.treated_ring.area == pytest.approx(union.buffer(100, quad_segs=64).area - union.area, rel=1e-9)

    def test_areas_that_the_user_chose_take_the_place_of_the_control_s_ring(self):
        chosen = box(500, 500, 600, 600)
        areas = change_areas([box(0, 0, 10, 10)], [box(490, 500, 510, 600)], [], 20.0, [chosen])
        assert areas.control_ring.area == pytest.approx(100 * 100 - 10 * 100)

    def test_without_controls_there_is_nothing_to_count_in(self):
        areas = change_areas([box(0, 0, 10, 10)], [], [], 20.0)
        assert areas.control.is_empty and areas.control_ring.is_empty

    def test_a_ring_of_no_width_is_refused(self):
        with pytest.raises(Refusal, match="ring_width_invalid"):
            change_areas([box(0, 0, 10, 10)], [], [], 0.0)


def records(table):
    return [dict(zip([c.name for c in table.columns], row)) for row in table.rows]


def test_the_table_has_a_row_a_test_and_says_why_there_is_none():
    counts = {"control": CONTROL, "treated": TREATED, "control_ring": CONTROL_RING, "treated_ring": TREATED_RING}
    few = {**counts, "treated": BeforeAfter(12, 3)}
    first, second, third, pooled = records(
        change_table(
            [
                ChangeCase("a", "A", "violence", "x", counts),
                ChangeCase("b", None, "violence", "y", few),
                ChangeCase("c", None, "violence", "", {"treated": TREATED}),
                ChangeCase("pooled", None, "violence", "x;y", counts),
            ],
            ("2023", "2024"),
        )
    )
    assert (first["wdd"], first["level"], first["treated_after"]) == (-118, "scene", 110)
    assert first["low"] == pytest.approx(-195.61, abs=0.005)
    assert (second["wdd"], second["p"], second["caveats"].split(";")[0]) == (-30, None, "small_counts")
    assert (third["wdd"], third["control_before"], third["caveats"].split(";")[0]) == (None, None, "no_control")
    assert pooled["level"] == "county"


def test_every_count_and_what_is_reckoned_from_it_is_accounted_for():
    counts = {"control": CONTROL, "treated": TREATED}
    table = change_table([ChangeCase("a", "A", "violence", "x", counts)])
    assert sorted(table.counted.values.values()) == [110, 207, 308, 318]
    assert set(table.counted.derived[0, "wdd"].cells) == set(table.counted.values)


SPANS = ("2023-01-01/2024-01-01", "2024-01-01/2025-01-01", "2023", "100")


def test_all_scenes_together_are_the_sum_of_each_and_their_ring_holds_that_of_each():
    one = {"control": BeforeAfter(9, 8), "treated": BeforeAfter(4, 2), "treated_ring": BeforeAfter(3, 5)}
    two = {"control": BeforeAfter(7, 6), "treated": BeforeAfter(6, 1), "treated_ring": BeforeAfter(2, 0)}
    both = {"control": BeforeAfter(16, 14), "treated": BeforeAfter(10, 3), "treated_ring": BeforeAfter(4, 5)}
    cases = [ChangeCase("a", None, "v", "x", one), ChangeCase("b", None, "v", "y", two)]
    counted = change_table([*cases, ChangeCase("pooled", None, "v", "matched", both)], SPANS).counted
    sums = {r.total[-2:]: len(r.parts) for r in counted.relations if not any(p[0] == "between" for p in r.parts)}
    assert sums == {(area, when): 2 for area in ("control", "treated") for when in ("before", "after")}
    between = sorted(value for name, value in counted.values.items() if name[0] == "between")
    assert between == [0, 1, 2, 5]  # rings of 3 and 2 in 4 before, of 5 and 0 in 5 after


def test_a_scene_is_withheld_from_the_test_of_change_where_it_is_from_the_other_tables():
    """The scene's 7 of another table would tell the small b beside it: it is withheld here as well."""
    change = change_table([ChangeCase("a", None, "v", "", {"treated": BeforeAfter(7, 20)})], SPANS).counted
    names = [("incidents", SPANS[0], "2023", "scene", scene, "inside", "v") for scene in "abc"]
    county = ("incidents", SPANS[0], "2023", "county", "county", "inside", "v")
    values = {**dict(zip(names, (7, 3, 600))), county: 610}
    cells = {(row, "count"): name for row, name in enumerate(values)}
    system = together([change, Counted(values, (Relation(county, tuple(names)),), cells)])
    assert not suppress(system, Rules(5)).withholds(change.cells[0, "treated_before"])
    found = suppress(with_counted_alike(system), Rules(5))
    assert found.withholds(names[0]) and found.withholds(change.cells[0, "treated_before"])


@pytest.mark.parametrize("ring", [6, 7])
def test_a_ring_is_withheld_where_it_would_tell_a_small_count_beside_another_scene(ring):
    """The scene's 7 beside it would tell the small b; its ring has the same incidents, or one less."""
    counts = {"treated": BeforeAfter(70, 20), "treated_ring": BeforeAfter(ring, 50)}
    change = change_table([ChangeCase("a", None, "v", "", counts)], SPANS).counted
    names = [("incidents", SPANS[0], "2023", "band=250", "scene", scene, "beside", "v") for scene in "abc"]
    county = ("incidents", SPANS[0], "2023", "band=250", "county", "county", "beside", "v")
    values = {**dict(zip(names, (7, 3, 600))), county: 610}
    cells = {(row, "count"): name for row, name in enumerate(values)}
    system = together([change, Counted(values, (Relation(county, tuple(names)),), cells)])
    assert not suppress(system, Rules(5)).withholds(change.cells[0, "treated_ring_before"])
    found = suppress(with_counted_alike(system), Rules(5))
    assert found.withholds(names[0]) and found.withholds(change.cells[0, "treated_ring_before"])
    assert not found.withholds(change.cells[0, "treated_ring_after"])


def test_counts_of_other_rows_are_not_taken_for_the_same():
    change = change_table([ChangeCase("a", None, "v", "", {"treated": BeforeAfter(7, 20)})], SPANS).counted
    name = ("incidents", SPANS[0], "2023", "scene", "a", "inside", "v")
    system = with_counted_alike(together([change, Counted({name: 9}, cells={(0, "count"): name})]))
    assert [relation for relation in system.relations if relation.total == name] == []
