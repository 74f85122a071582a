"""A scene belongs to the area with which it shares most area."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape

from drugscene_plugin.analysis.area_assignment import AreaIndex, assign_areas, nearest_area, polygonal, reassign
from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel, Assignment
from tests.builders import lpo, square

WEST = lpo("W", box(0, 0, 1000, 1000))
EAST = lpo("E", box(1000, 0, 2000, 1000))
BOW_TIE = Polygon([(900, 400), (1100, 600), (1100, 400), (900, 600)])


def assign(outline, areas=(WEST, EAST)):
    (assignment,) = assign_areas([outline], areas)
    return assignment


def test_a_scene_inside_one_area_belongs_to_it_whole():
    assert assign(square(at=(300, 300))) == Assignment("W", (("W", 1.0),))


def test_a_straddling_scene_belongs_where_most_of_it_lies_and_keeps_both_shares():
    assert assign(box(900, 100, 1300, 200)) == Assignment("E", (("E", 0.75), ("W", 0.25)))


def test_a_tie_is_broken_by_code():
    assert assign(box(900, 100, 1100, 200)) == Assignment("E", (("E", 0.5), ("W", 0.5)))


def test_a_difference_below_a_square_millimetre_is_a_tie():
    assert assign(box(900, 100, 1100 - 2e-9, 200)).code == "E"


def test_a_difference_above_the_tolerance_is_none():
    assert assign(box(900, 100, 1100 - 1e-3, 200)).code == "W"


def test_the_chosen_of_two_tied_areas_comes_first_among_the_shares():
    shares = assign(box(900, 100, 1100 - 2e-9, 200)).shares
    assert [code for code, _ in shares] == ["E", "W"]


def test_an_area_that_is_only_touched_has_no_share():
    assert assign(box(900, 100, 1000, 200)) == Assignment("W", (("W", 1.0),))


def test_a_scene_outside_all_areas_belongs_to_none():
    assert assign(square(at=(5000, 5000))) == Assignment(None, ())


def test_a_scene_in_a_gap_between_areas_belongs_to_none():
    apart = lpo("E", box(1200, 0, 2000, 1000))
    assert assign(box(1050, 100, 1150, 200), [WEST, apart]) == Assignment(None, ())


def test_a_scene_partly_outside_all_areas_keeps_shares_that_sum_to_less_than_one():
    assert assign(box(100, 900, 200, 1300)).shares == (("W", 0.25),)


def test_where_areas_overlap_the_shares_sum_to_more_than_one():
    wide = lpo("E", box(950, 0, 2000, 1000))
    assert assign(box(900, 100, 1000, 200), [WEST, wide]).shares == (("W", 1.0), ("E", 0.5))


def test_a_scene_in_a_hole_of_an_area_is_not_in_it():
    ring = lpo("R", box(0, 0, 1000, 1000).difference(box(400, 400, 600, 600)))
    assert assign(box(450, 450, 550, 550), [ring]).code is None


def test_an_area_of_several_parts_counts_them_together():
    islands = lpo("I", MultiPolygon([box(0, 0, 100, 100), box(200, 0, 300, 100)]))
    assert assign(box(50, 0, 250, 100), [islands]).shares == (("I", 0.5),)


@pytest.mark.parametrize(
    "outline", [None, Polygon(), MultiPolygon(), Polygon([(0, 0), (math.nan, 5), (1, 1)])], ids=str
)
def test_an_outline_that_lies_nowhere_belongs_nowhere(outline):
    assert assign(outline) == Assignment(None, ())


def test_outlines_without_place_do_not_shift_the_others():
    found = assign_areas([None, square(at=(10, 10)), Polygon(), square(at=(1500, 10))], [WEST, EAST])
    assert [a.code for a in found] == [None, "W", None, "E"]


@pytest.mark.parametrize(
    "outline",
    [
        Point(300, 300),
        Polygon([(300, 300)] * 4),
        Polygon([(300, 300), (310, 300), (305, 300)]),
        LineString([(300, 300), (310, 310)]),
    ],
    ids=["point", "point polygon", "flat polygon", "line"],
)
@pytest.mark.parametrize("east", [0, 695], ids=["far from a boundary", "over a boundary"])
def test_an_outline_without_an_extent_belongs_where_its_point_lies(outline, east):
    ((_, share),) = assign(translate(outline, east, 0)).shares[:1]
    assert (assign(translate(outline, east, 0)).code, share) in {("W", 1.0), ("E", 1.0)}
    assert assign(translate(outline, 0, 0)).code == "W"


def test_a_point_on_a_boundary_is_a_tie():
    assert assign(Point(1000, 500)) == Assignment("E", (("E", 1.0), ("W", 1.0)))


def test_a_self_crossing_outline_counts_as_mended():
    assert assign(BOW_TIE).shares == (("E", 0.5), ("W", 0.5))


def test_an_invalid_area_is_mended():
    crossing = lpo("X", Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)]))
    assert not crossing.outline.is_valid
    assert assign(box(10, 450, 60, 550), [crossing]).code == "X"
    assert assign(box(450, 10, 550, 60), [crossing]).code is None


def test_areas_of_which_no_polygon_remains_are_passed_over():
    flat = lpo("A", Polygon([(0, 0), (1, 0), (2, 0)]))
    assert assign(square(at=(10, 10)), [flat, lpo("B", Polygon()), WEST]).code == "W"
    assert assign(square(at=(10, 10)), [flat]) == Assignment(None)
    assert nearest_area(square(), [flat]) is None


def test_without_areas_nothing_belongs_anywhere():
    assert assign_areas([square()], []) == [Assignment(None)]
    assert assign_areas([], [WEST]) == []


def test_the_nearest_area_is_named_with_its_distance():
    assert nearest_area(box(2300, 0, 2400, 100), [WEST, EAST]) == ("E", 300.0)


def test_the_nearest_of_equals_is_the_first_by_code():
    assert nearest_area(box(1100, 0, 1200, 10), [WEST, lpo("E", box(1300, 0, 2000, 9))]) == ("E", 100.0)


def test_nothing_is_nearest_to_an_outline_that_lies_nowhere():
    assert nearest_area(None, [WEST]) is None
    assert nearest_area(Polygon(), [WEST]) is None
    assert nearest_area(square(), []) is None


def test_what_a_person_chose_stays_and_takes_the_new_shares():
    chosen = Assignment(AreaCode("W"), ((AreaCode("E"), 1.0),), "decided at the meeting")
    assert reassign(chosen, assign(box(900, 100, 1300, 200))) == Assignment(
        "W", (("E", 0.75), ("W", 0.25)), "decided at the meeting"
    )
    assert reassign(Assignment("W", (("W", 1.0),)), assign(square(at=(1500, 10)))).code == "E"


def test_mending_keeps_polygons_alone():
    assert polygonal(BOW_TIE).area == pytest.approx(20_000)
    assert polygonal(LineString([(0, 0), (1, 1)])).is_empty
    spike = Polygon([(0, 0), (10, 0), (10, 10), (5, 10), (5, 20), (5, 10), (0, 10)])
    assert polygonal(spike).equals(box(0, 0, 10, 10))


def brute_force(outlines, areas):
    """The definition, word by word."""
    found = []
    for outline in outlines:
        shared = {a.code: polygonal(a.outline).intersection(outline).area / outline.area for a in areas}
        shared = {code: share for code, share in shared.items() if share * outline.area > 1e-6}
        largest = max(shared.values(), default=None)
        found.append((min((c for c, s in shared.items() if s >= largest - 1e-9), default=None), shared))
    return found


def assert_same(found, expected):
    assert [a.code for a in found] == [code for code, _ in expected]
    for assignment, (_, shares) in zip(found, expected):
        assert dict(assignment.shares) == pytest.approx(shares, abs=1e-9)
        assert sorted(s for _, s in assignment.shares)[::-1] == pytest.approx(
            [s for _, s in assignment.shares], abs=1e-9
        )


def blobs(count, extent, seed, vertices=40):
    """Outlines as people draw them: wobbling rings of 20 to 300 m."""
    random = np.random.default_rng(seed)
    west, south, east, north = extent
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    made = []
    for _ in range(count):
        radius = random.uniform(20, 300) * (1 + 0.15 * np.sin(3 * angle + random.uniform(0, 6)))
        x, y = random.uniform(west, east), random.uniform(south, north)
        made.append(Polygon(np.column_stack([x + radius * np.cos(angle), y + radius * np.sin(angle)])))
    return made


def wriggling_areas(columns=4, rows=3, side=5000.0, seed=1):
    """A county of cells whose outlines are drawn apart from each other, so that they overlap and leave gaps."""
    random = np.random.default_rng(seed)
    made = []
    for column in range(columns):
        for row in range(rows):
            cell = shapely.segmentize(box(column * side, row * side, (column + 1) * side, (row + 1) * side), side / 50)
            moved = shapely.get_coordinates(cell)[:-1]
            made.append(
                Area(AreaLevel.LPO, AreaCode(f"{column}{row}"), "", Polygon(moved + random.normal(0, 15, moved.shape)))
            )
    return made


def test_the_fast_way_equals_brute_force():
    areas = wriggling_areas()
    outlines = blobs(1500, (-500, -500, 20_500, 15_500), seed=2)
    expected = brute_force(outlines, areas)
    assert sum(len(shares) > 1 for _, shares in expected) > 50
    assert sum(not shares for _, shares in expected) > 5
    assert_same(assign_areas(outlines, areas), expected)


@pytest.mark.parametrize("name", ["lpo_derived_2022", "lpo_derived_2025"])
def test_the_fast_way_equals_brute_force_on_real_boundaries_of_which_some_are_invalid(name, real_data):
    features = json.loads((real_data / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    areas = [lpo(f["properties"]["lpo"], shape(f["geometry"])) for f in features]
    assert sum(not a.outline.is_valid for a in areas) >= 6
    index = AreaIndex(areas)
    # Along the boundaries, where it is hard.
    points = shapely.get_coordinates(np.array([a.outline for a in areas], dtype=object))[::40]
    outlines = [translate(b, x, y) for b, (x, y) in zip(blobs(len(points), (-50, -50, 50, 50), seed=3), points)]
    assert_same(index.assign(outlines), brute_force(outlines, areas))
