"""What can be wrong with outlines is said with its place."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.ops import unary_union

from drugscene_plugin.analysis.outline_checks import (
    NORMAL_BOUNDS,
    OutlineBounds,
    likenesses,
    matches_by_first,
    outline_faults,
    outside,
    overlaps,
    slivers,
    without_sliver_parts,
    without_slivers,
)
from drugscene_plugin.domain.errors import Refusal
from tests.builders import square


def array(*outlines):
    made = np.empty(len(outlines), dtype=object)
    made[:] = outlines
    return made


@pytest.mark.parametrize(
    ("outline", "kind", "reason"),
    [
        (None, "missing", ""),
        (Polygon(), "empty", ""),
        (LineString([(0, 0), (1, 1)]), "not_polygon", "LineString"),
        (Polygon([(0, 0), (math.nan, 5), (1, 1)]), "not_finite", ""),
        (Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), "invalid", "self_intersection"),
        (Polygon(square().exterior, [box(500, 500, 600, 600).exterior]), "invalid", "hole_lies_outside_shell"),
        (MultiPolygon([square(), box(10, 10, 20, 20)]), "invalid", "nested_shells"),
        (Polygon([(0, 0), (1, 0), (0, 0)]), "invalid", "too_few_points_in_geometry_component"),
    ],
)
def test_a_fault_is_told_by_kind_and_reason(outline, kind, reason):
    (fault,) = outline_faults([outline])
    assert (fault.kind, fault.reason) == (kind, reason)
    assert (fault.where is not None) == (kind == "invalid")


def test_an_outline_that_crosses_itself_is_told_with_the_place():
    (fault,) = outline_faults([Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])])
    assert fault.where == (1.0, 1.0)


def test_a_sound_outline_has_no_fault_and_the_order_is_kept():
    faults = outline_faults([square(), None, MultiPolygon([square(), square(at=(500, 0))])])
    assert [fault and fault.kind for fault in faults] == [None, "missing", None]


def test_a_narrow_part_and_a_tiny_part_are_slivers_and_a_path_is_not():
    narrow, tiny, path = box(200, 0, 201, 500), box(300, 0, 303, 3), box(400, 0, 406, 300)
    found = slivers(MultiPolygon([square(), narrow, tiny, path]), NORMAL_BOUNDS)
    assert {part.bounds for part in found.parts} == {narrow.bounds, tiny.bounds}


def test_the_largest_part_is_no_sliver_however_small():
    assert slivers(MultiPolygon([box(0, 0, 1, 1), box(5, 0, 7, 1)]), NORMAL_BOUNDS).parts == (box(0, 0, 1, 1),)
    assert slivers(box(0, 0, 1, 1), NORMAL_BOUNDS).parts == ()


def test_a_narrow_hole_is_a_sliver_and_a_courtyard_is_not():
    courtyard, crack = box(20, 20, 40, 40), box(60, 10, 61, 90)
    outline = square().difference(courtyard).difference(crack)
    assert [hole.bounds for hole in slivers(outline, NORMAL_BOUNDS).holes] == [crack.bounds]
    assert without_slivers(outline, NORMAL_BOUNDS).equals(square().difference(courtyard))


def test_without_sliver_parts_the_holes_stay():
    outline = MultiPolygon([square().difference(box(60, 10, 61, 90)), box(300, 0, 303, 3)])
    rest = without_sliver_parts(outline, NORMAL_BOUNDS)
    assert rest.geom_type == "Polygon"
    assert len(rest.interiors) == 1
    assert without_slivers(outline, NORMAL_BOUNDS).equals(square())


def test_an_overlap_is_told_once_with_area_share_and_place():
    (pair,) = overlaps(array(square(), square(at=(80, 0)), square(at=(500, 0))), NORMAL_BOUNDS)
    assert (pair.first, pair.second) == (0, 1)
    assert pair.area_m2 == pytest.approx(2000)
    assert pair.share == pytest.approx(0.2)
    assert pair.likeness == pytest.approx(2000 / 18000)
    assert 80 < pair.where[0] < 100
    assert not pair.sliver


def test_neighbours_that_share_a_boundary_do_not_overlap():
    assert overlaps(array(square(), square(at=(100, 0)), square(at=(100, 100))), NORMAL_BOUNDS) == []


def test_a_long_narrow_overlap_of_neighbours_is_a_sliver():
    (pair,) = overlaps(array(square(side=1000), square(at=(998.5, 0), side=1000)), NORMAL_BOUNDS)
    assert pair.sliver
    assert pair.width_m == pytest.approx(1.5, abs=0.01)


def test_one_wide_place_among_slivers_makes_the_overlap_real():
    teeth = unary_union([square(at=(998.5, 0), side=1000), box(900, 450, 1000, 550)])
    (pair,) = overlaps(array(square(side=1000), teeth), NORMAL_BOUNDS)
    assert not pair.sliver


def test_a_narrow_overlap_that_is_much_of_a_narrow_scene_is_real():
    (pair,) = overlaps(array(box(0, 0, 300, 3), box(0, 1.5, 300, 100)), NORMAL_BOUNDS)
    assert pair.width_m < NORMAL_BOUNDS.sliver_width_m
    assert not pair.sliver


def test_outlines_of_one_place_are_found_and_others_are_not():
    pairs = likenesses(
        array(square(), square(at=(500, 0))), array(square(at=(2, 0)), square(at=(30, 0))), NORMAL_BOUNDS
    )
    assert [(p.first, p.second) for p in pairs] == [(0, 0)]
    assert likenesses(array(), array(square()), NORMAL_BOUNDS) == []


def test_the_most_alike_comes_first():
    pairs = likenesses(array(square()), array(square(at=(3, 0)), square(at=(1, 0))), NORMAL_BOUNDS)
    assert [p.second for p in matches_by_first(pairs)[0]] == [1, 0]


COUNTY = array(box(0, 0, 1000, 1000), box(1040, 0, 2000, 1000))


def test_what_lies_between_two_areas_close_to_each_other_is_a_gap():
    lies = outside(box(1005, 400, 1035, 500), COUNTY, NORMAL_BOUNDS)
    assert lies.gap
    assert lies.share == 1


def test_what_lies_beyond_all_areas_is_no_gap():
    lies = outside(box(500, 1100, 600, 1200), COUNTY, NORMAL_BOUNDS)
    assert not lies.gap
    far = outside(box(50_000, 0, 50_100, 100), COUNTY, NORMAL_BOUNDS)
    assert (far.gap, far.share) == (False, 1.0)


def test_what_reaches_over_the_border_is_told_with_its_share():
    lies = outside(box(500, 900, 600, 1100), COUNTY, NORMAL_BOUNDS)
    assert (lies.gap, lies.share) == (False, pytest.approx(0.5))
    assert lies.where[1] > 1000


def test_what_lies_inside_or_reaches_out_by_a_hair_is_not_outside():
    assert outside(box(100, 100, 200, 200), COUNTY, NORMAL_BOUNDS) is None
    assert outside(box(500, 900, 600, 1001), COUNTY, NORMAL_BOUNDS) is None


def test_bounds_that_are_reversed_are_refused():
    with pytest.raises(Refusal) as refused:
        OutlineBounds(min_area_m2=100, max_area_m2=50)
    assert refused.value.code == "area_bounds_invalid"
