"""What lies in the scenes, beside them and elsewhere: against areas known by hand, and points thrown at random."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from drugscene_plugin.analysis.zone_areas import Baseline, BaselineKind, zone_areas
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.incident_counts import Zone
from tests.builders import lpo, municipality, square

WEST, EAST = lpo("1", box(0, 0, 1_000, 1_000)), lpo("2", box(1_000, 0, 2_000, 1_000))
INSIDE, BESIDE, ELSEWHERE = Zone


def zones(found, *key):
    return [round(found.units[key][zone], 3) for zone in Zone]


def test_a_square_scene_and_its_band_have_the_area_that_geometry_gives():
    found = zone_areas({"a": square((400, 400), 200)}, 100.0, [WEST])
    band = 4 * 200 * 100 + math.pi * 100**2
    assert found.units["lpo", "1"][INSIDE] == 40_000
    assert found.units["lpo", "1"][BESIDE] == pytest.approx(band, rel=1e-4)
    assert sum(found.units["lpo", "1"].values()) == 1_000_000
    assert found.scenes["a"][BESIDE] == pytest.approx(band, rel=1e-4)


def test_a_scene_over_a_border_is_parted_and_the_county_is_the_sum():
    found = zone_areas({"a": box(900, 400, 1_050, 500)}, 50.0, [WEST, EAST, municipality("9", box(0, 0, 2_000, 1_000))])
    assert (found.units["lpo", "1"][INSIDE], found.units["lpo", "2"][INSIDE]) == (10_000, 5_000)
    for zone in Zone:
        parts = found.units["lpo", "1"][zone] + found.units["lpo", "2"][zone]
        assert found.units["county", "county"][zone] == pytest.approx(parts)
        assert found.units["municipality", "9"][zone] == pytest.approx(parts)
    assert found.parts[("lpo", "1"), "a"][INSIDE] == 10_000


def test_scenes_that_overlap_are_measured_once_and_the_first_by_id_has_the_overlap():
    found = zone_areas({"b": square((200, 200), 100), "a": square((250, 200), 100)}, 100.0, [WEST])
    assert (found.scenes["a"][INSIDE], found.scenes["b"][INSIDE]) == (10_000, 5_000)
    assert found.units["lpo", "1"][INSIDE] == 15_000


def test_bands_that_overlap_are_measured_once_and_each_place_belongs_to_the_nearest_scene():
    outlines = {"a": box(300, 300, 380, 450), "b": box(450, 320, 560, 380), "c": box(420, 500, 470, 560)}
    found = zone_areas(outlines, 150.0, [WEST])
    assert sum(found.scenes[i][BESIDE] for i in outlines) == pytest.approx(found.units["lpo", "1"][BESIDE], rel=1e-9)
    random = np.random.default_rng(5)
    points = shapely.points(random.uniform(100, 800, (200_000, 2)))
    away = np.stack([shapely.distance(points, outlines[i]) for i in sorted(outlines)])
    near = (away.min(axis=0) > 0) & (away.min(axis=0) <= 150)
    for index, identity in enumerate(sorted(outlines)):
        thrown = (near & (away.argmin(axis=0) == index)).mean() * 700**2
        assert found.scenes[identity][BESIDE] == pytest.approx(thrown, rel=0.02)


def test_scenes_that_touch_share_a_border_and_no_area():
    found = zone_areas({"a": square((300, 300), 100), "b": square((400, 300), 100)}, 100.0, [WEST])
    a, b = found.scenes["a"], found.scenes["b"]
    assert a[BESIDE] == pytest.approx(b[BESIDE], rel=1e-3)
    assert a[BESIDE] + b[BESIDE] == pytest.approx(found.units["lpo", "1"][BESIDE])


def test_what_lies_outside_the_county_is_not_measured():
    found = zone_areas({"a": box(-100, 0, 100, 100)}, 50.0, [WEST])
    assert found.scenes["a"][INSIDE] == 10_000
    assert found.scenes["a"][BESIDE] == pytest.approx(found.units["lpo", "1"][BESIDE])


def test_land_is_measured_once_where_its_polygons_overlap():
    land = Baseline(BaselineKind.LAND, (box(0, 0, 600, 1_000), box(500, 0, 700, 1_000)))
    found = zone_areas({"a": box(600, 0, 800, 100)}, 0.0, [WEST], land)
    assert zones(found, "lpo", "1") == [10_000, 0, 690_000]
    assert found.kind is BaselineKind.LAND


def test_people_are_spread_evenly_over_their_polygons():
    people = Baseline(BaselineKind.POPULATION, (box(0, 0, 100, 100), box(500, 0, 700, 100)), (40.0, 300.0))
    found = zone_areas({"a": box(0, 0, 50, 100), "b": box(650, 0, 750, 100)}, 50.0, [WEST, EAST], people)
    assert found.scenes["a"][INSIDE] == pytest.approx(20)
    assert found.scenes["b"][INSIDE] == pytest.approx(75)
    assert found.whole(("county", "county")) == pytest.approx(340)
    assert zones(found, "lpo", "2") == [0, 0, 0]


def test_without_scenes_everything_lies_elsewhere_and_without_areas_nothing_does():
    assert zones(zone_areas({}, 250.0, [WEST, EAST]), "county", "county") == [0, 0, 2_000_000]
    assert zones(zone_areas({}, 250.0, []), "county", "county") == [0, 0, 0]


@pytest.mark.parametrize(
    ("make", "code", "shown"),
    [
        (lambda: Baseline(BaselineKind.LAND), "baseline_without_polygons", None),
        (lambda: Baseline(BaselineKind.POPULATION, (WEST.outline,)), "baseline_without_numbers", None),
        (lambda: Baseline(BaselineKind.LAND, (shapely.Polygon(),)), "baseline_polygons_empty", "1"),
        (
            lambda: Baseline(BaselineKind.POPULATION, (WEST.outline,) * 5, (1, -2, math.nan, -4, -5)),
            "baseline_numbers_wrong",
            "-2 (2), nan (3), -4 (4)",
        ),
        (lambda: zone_areas({}, -1.0, [WEST]), "band_negative", None),
    ],
)
def test_a_baseline_that_cannot_be_used_is_refused(make, code, shown):
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.code == code
    assert shown is None or refused.value.values["shown"] == shown
