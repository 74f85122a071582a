"""The sample county's areas: 26 municipalities, 17 and later 18 local police areas, with boundaries that they share."""

from datetime import date, timedelta

import pytest
import shapely

from drugscene_plugin.domain.area import AreaLevel, valid_areas
from drugscene_plugin.sample import geography
from drugscene_plugin.sample.names import MADE_UP

BEFORE, AFTER = date(2024, 12, 31), date(2025, 1, 1)
DIVISIONS = [
    (AreaLevel.POLICE_AREA, AFTER, 3),
    (AreaLevel.MUNICIPALITY, AFTER, 26),
    (AreaLevel.LPO, date(2021, 10, 1), 17),
    (AreaLevel.LPO, BEFORE, 17),
    (AreaLevel.LPO, AFTER, 18),
]


def outlines(sample, level, day):
    return [area.outline for area in valid_areas(sample.areas, level, day)]


def edges(polygon):
    points = list(polygon.exterior.coords)
    return {frozenset(pair) for pair in zip(points, points[1:])}


@pytest.mark.parametrize(("level", "day", "number"), DIVISIONS)
def test_each_division_has_its_number_of_areas(sample, level, day, number):
    assert len(outlines(sample, level, day)) == number


@pytest.mark.parametrize(("level", "day", "number"), DIVISIONS)
def test_each_division_covers_the_county_once(sample, level, day, number):
    found = outlines(sample, level, day)
    whole = shapely.union_all(outlines(sample, AreaLevel.MUNICIPALITY, AFTER))
    assert shapely.coverage_is_valid(found)
    assert all(polygon.is_valid and polygon.geom_type == "Polygon" and not polygon.interiors for polygon in found)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert shapely.equals(shapely.union_all(found), whole)
    assert sum(polygon.area for polygon in found) == pytest.approx(whole.area, abs=1.0)


def test_neighbours_share_every_vertex_of_their_boundary(sample):
    found = outlines(sample, AreaLevel.MUNICIPALITY, AFTER)
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a.intersection(b).length > 0]
    assert len(pairs) > 50
    for a, b in pairs:
        shared = sum(shapely.LineString(list(edge)).length for edge in edges(a) & edges(b))
        assert shared == pytest.approx(a.intersection(b).length)


def test_boundaries_wriggle(sample):
    lines = geography.shared_boundaries().lines
    of_the_county = [line for pair, line in lines.items() if set(pair) & set(geography.cells())]
    long = [shapely.LineString(line) for line in of_the_county if len(line) > 20]
    assert len(long) > 40
    for line in long:
        assert line.is_simple
        straight = shapely.Point(line.coords[0]).distance(shapely.Point(line.coords[-1]))
        assert line.length > 1.02 * straight


def test_every_local_police_area_is_made_of_whole_municipalities_or_districts_of_the_big_one(sample):
    parts = [area.outline for area in sample.areas if area.level is AreaLevel.DISTRICT]
    parts += [
        area.outline
        for area in sample.areas
        if area.level is AreaLevel.MUNICIPALITY and area.code != geography.BIG_CITY
    ]
    for day in (BEFORE, AFTER):
        for lpo in outlines(sample, AreaLevel.LPO, day):
            inside = [part for part in parts if lpo.contains(part.representative_point())]
            assert shapely.equals(shapely.union_all(inside), lpo)


def test_one_local_police_area_is_split_in_two_when_2025_begins(sample):
    before = {a.code: a for a in valid_areas(sample.areas, AreaLevel.LPO, BEFORE)}
    after = {a.code: a for a in valid_areas(sample.areas, AreaLevel.LPO, AFTER)}
    (gone,) = before.keys() - after.keys()
    come = after.keys() - before.keys()
    assert len(come) == 2
    assert shapely.equals(before[gone].outline, shapely.union_all([after[code].outline for code in sorted(come)]))
    assert all(shapely.equals(before[code].outline, after[code].outline) for code in before.keys() & after.keys())
    assert {a.valid_to for a in before.values()} == {date(2024, 12, 31)}
    assert {a.valid_from for a in after.values()} == {BEFORE + timedelta(days=1)}


def test_the_county_is_as_large_as_a_real_one_and_lies_in_open_sea_within_the_bounds_of_sweref(sample):
    whole = shapely.union_all(outlines(sample, AreaLevel.MUNICIPALITY, AFTER))
    assert whole.area / 1e6 == pytest.approx(6500, rel=0.05)
    west, south, east, north = whole.bounds
    assert 218_128 < west < east < 1_083_427  # the easternmost and westernmost coordinates that the system is made for
    assert 6_126_633 < south < north < 7_692_850


def test_areas_hold_water_and_the_coast_breaks_up_into_islands(sample):
    whole = shapely.union_all(outlines(sample, AreaLevel.MUNICIPALITY, AFTER))
    assert sample.land.is_valid
    assert whole.buffer(0.02).contains(sample.land)
    assert 0.6 < sample.land.area / whole.area < 0.85
    assert len(sample.land.geoms) > 40
    assert sum(len(part.interiors) for part in sample.land.geoms) > 10
    dry = [area.name for area in sample.areas if sample.land.contains(area.outline)]
    assert len(dry) < 10


def test_codes_are_of_a_county_that_does_not_exist(sample):
    municipalities = [a.code for a in valid_areas(sample.areas, AreaLevel.MUNICIPALITY, AFTER)]
    assert municipalities == [str(code) for code in range(9901, 9927)]
    police_areas = {a.code[:3] for a in sample.areas if a.level is AreaLevel.POLICE_AREA}
    for area in sample.areas:
        if area.level is AreaLevel.LPO:
            assert len(area.code) == 6
            assert area.code[:3] in police_areas


def test_a_police_area_holds_the_local_police_areas_whose_codes_begin_as_its_own(sample):
    for police_area in valid_areas(sample.areas, AreaLevel.POLICE_AREA, AFTER):
        for day in (BEFORE, AFTER):
            inside = [a for a in valid_areas(sample.areas, AreaLevel.LPO, day) if a.code[:3] == police_area.code[:3]]
            assert shapely.equals(police_area.outline, shapely.union_all([a.outline for a in inside]))


def test_no_two_areas_of_a_level_share_a_name(sample):
    for level in AreaLevel:
        names = [area.name for area in valid_areas(sample.areas, level, AFTER)]
        assert len(names) == len(set(names))


def test_a_name_of_a_place_begins_with_a_word_for_something_made_up(sample):
    names = {scene.name for scenes in sample.scenes.values() for scene in scenes}
    assert all(name.startswith(MADE_UP) for name in names)
