"""An outline is cleaned: flat, valid, polygons only; what no polygon remains of is refused by name."""

from __future__ import annotations

import math

import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.workflow.record_scene import clean_outline, outline_along
from tests.builders import square

FIGURE_OF_EIGHT = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def refusal_of(geometry):
    with pytest.raises(Refusal) as caught:
        clean_outline(geometry)
    return caught.value


def test_a_sound_outline_is_left_as_it_is():
    cleaned = clean_outline(square(side=10))
    assert cleaned.outline.equals_exact(square(side=10))
    assert (cleaned.mended, cleaned.area_before, cleaned.area_after, cleaned.area_difference) == (False, 100, 100, 0)


def test_a_self_crossing_outline_keeps_both_lobes_and_tells_the_difference_in_area():
    cleaned = clean_outline(FIGURE_OF_EIGHT)
    assert cleaned.mended and cleaned.outline.is_valid
    assert len(cleaned.outline.geoms) == 2
    assert cleaned.area_before == pytest.approx(0)
    assert cleaned.area_difference == pytest.approx(50)


def test_z_and_m_are_dropped_without_calling_it_a_mend():
    cleaned = clean_outline(shapely.from_wkt("POLYGON ZM ((0 0 5 1, 10 0 5 2, 10 10 5 3, 0 0 5 1))"))
    assert not cleaned.outline.has_z and not cleaned.mended
    assert shapely.to_wkb(cleaned.outline, flavor="iso") == shapely.to_wkb(
        Polygon([(0, 0), (10, 0), (10, 10)]), flavor="iso"
    )


def test_holes_and_parts_are_kept():
    ring = Polygon(square(side=10).exterior, [square(at=(2, 2), side=2).exterior])
    cleaned = clean_outline(MultiPolygon([ring, square(at=(100, 0), side=10)]))
    assert cleaned.area_after == 196 and not cleaned.mended


def test_a_multipolygon_of_one_part_is_that_polygon():
    assert clean_outline(MultiPolygon([square()])).outline.geom_type == "Polygon"


def test_parts_that_overlap_are_joined():
    cleaned = clean_outline(MultiPolygon([square(side=10), square(at=(5, 0), side=10)]))
    assert cleaned.mended and cleaned.outline.is_valid
    assert (cleaned.area_before, cleaned.area_after, cleaned.area_difference) == (200, 150, -50)


def test_of_a_collection_the_polygons_remain():
    cleaned = clean_outline(GeometryCollection([GeometryCollection([square(side=10)]), LineString([(0, 0), (5, 5)])]))
    assert cleaned.mended and cleaned.outline.equals(square(side=10))


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "outline_missing"),
        (Polygon(), "outline_empty"),
        (GeometryCollection(), "outline_empty"),
        (LineString([(0, 0), (1, 1)]), "outline_not_polygon"),
        (Point(0, 0), "outline_not_polygon"),
        (Polygon([(0, 0), (10, 0), (5, 0)]), "outline_nothing_left"),
        (Polygon([(0, 0), (math.inf, 0), (5, 5)]), "outline_not_finite"),
        (Polygon([(0, 0), (math.nan, 0), (5, 5)]), "outline_not_finite"),
    ],
)
def test_what_is_no_outline_is_refused_by_name(geometry, code):
    assert refusal_of(geometry).code == code


def test_the_refusal_names_the_kind_of_geometry():
    assert refusal_of(LineString([(0, 0), (1, 1)])).values["kind"] == "LineString"


def test_an_outline_along_a_path_holds_what_lies_within_the_distance():
    cleaned = outline_along(LineString([(0, 0), (100, 0)]), 10)
    assert cleaned.outline.contains(Point(50, 9.9)) and not cleaned.outline.contains(Point(50, 10.1))
    assert cleaned.area_after == pytest.approx(2000 + math.pi * 100, rel=0.01)


@pytest.mark.parametrize("half_width", [0, -5, math.nan, math.inf, 1000.1])
def test_a_distance_that_makes_no_outline_is_refused(half_width):
    with pytest.raises(Refusal) as caught:
        outline_along(LineString([(0, 0), (100, 0)]), half_width)
    assert caught.value.code == "half_width_out_of_range"


@pytest.mark.parametrize(
    ("line", "code"), [(None, "outline_missing"), (LineString(), "outline_empty"), (square(), "line_expected")]
)
def test_only_a_line_can_be_followed(line, code):
    with pytest.raises(Refusal) as caught:
        outline_along(line, 5)
    assert caught.value.code == code
