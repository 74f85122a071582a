"""Public outlines: where a scene lies, with nothing left of the lines that were drawn."""

from __future__ import annotations

import random

import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

from drugscene_plugin.analysis.generalise import public_places
from drugscene_plugin.domain.disclosure import HEXAGON_WIDTH, OutlineForm, vertices
from tests.builders import square
from tests.histories import outline

DRAWN, POINT = OutlineForm.GENERALISED, OutlineForm.POINT
AWKWARD = {
    "a speck": square((670_003, 6_580_004), 3),
    "a street": box(670_000, 6_580_000, 670_800, 6_580_012),
    "a ring": Polygon(square((670_000, 6_580_000), 400).exterior, [square((670_100, 6_580_100), 200).exterior]),
    "two parts": MultiPolygon([square((670_000, 6_580_000), 90), square((670_500, 6_580_300), 70)]),
    "a bow-tie": Polygon([(0, 0), (200, 200), (200, 0), (0, 200)]),
    "a multipolygon of one": MultiPolygon([square((-500, -500), 130)]),
}


@pytest.mark.parametrize("given", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("form", [DRAWN, POINT])
def test_it_is_valid_near_and_has_no_vertex_of_the_outline(given, form):
    (place,) = public_places([given], form)
    assert place.is_valid and not place.is_empty
    assert place.distance(shapely.make_valid(given)) < HEXAGON_WIDTH
    assert not vertices([given]) & vertices([place])
    assert place.geom_type in (("Point",) if form is POINT else ("Polygon", "MultiPolygon"))


def test_a_scene_is_drawn_about_as_large_as_it_is():
    rng = random.Random(5)
    given = [outline(rng, (3000.0 * i, 0.0), rng.uniform(100, 250)) for i in range(40)]
    places = public_places(given, DRAWN)
    shares = [place.area / one.area for one, place in zip(given, places)]
    assert 0.9 < sum(shares) / len(shares) < 1.2
    assert all(place.intersection(one).area > 0.7 * one.area for one, place in zip(given, places))
    assert all(place.is_valid for place in places)
    assert not vertices(given) & vertices(places)


def test_neighbours_do_not_come_to_overlap():
    given = [square((i * 110.0, j * 110.0), 110) for i in range(5) for j in range(5)]
    places = public_places(given, DRAWN)
    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            assert one.intersection(other).area < 0.1  # the millimetre that corners are rounded to


def test_the_same_outline_is_drawn_alike_in_every_round():
    one, other = square((1010, 2020), 150), square((5000, 5000), 90)
    assert public_places([one], DRAWN)[0].equals(public_places([other, one], DRAWN)[1])


def test_an_outline_that_was_public_once_is_not_handed_on_as_it_came():
    """Somebody may import a public package: its vertices are exact outlines then."""
    (before,) = public_places([square((1010, 2020), 150)], DRAWN)
    (place,) = public_places([before], DRAWN)
    assert not vertices([before]) & vertices([place])


def test_lost_and_empty_outlines_have_no_place_and_none_shows_none():
    assert public_places([None, Polygon()], DRAWN) == [None, None]
    assert public_places([square()], OutlineForm.NONE) == [None]
    with pytest.raises(ValueError, match="not public"):
        public_places([square()], OutlineForm.EXACT)


def test_two_specks_in_one_hexagon_are_both_drawn():
    places = public_places([square((3, 3), 2), square((6, 6), 2)], DRAWN)
    assert all(place is not None and place.is_valid for place in places)


def test_a_point_lies_in_the_scene_where_that_is_larger_than_a_hexagon():
    rng = random.Random(6)
    for number in range(20):
        one = outline(rng, (3000.0 * number, 0.0), 150)
        (place,) = public_places([one], POINT)
        assert isinstance(place, Point) and place.distance(one) < HEXAGON_WIDTH
