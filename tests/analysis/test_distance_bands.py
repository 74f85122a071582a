"""How far it is to the nearest scene, and in which band."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from drugscene_plugin.analysis.distance_bands import DistanceBands, distances_to_nearest, require_distances
from drugscene_plugin.domain.errors import Refusal


def test_an_edge_belongs_to_the_band_that_it_ends():
    bands = DistanceBands((250.0, 500.0))
    assert bands.of(np.array([0, 249.9, 250, 250.1, 500, 500.1, np.inf, np.nan])).tolist() == [0, 0, 0, 1, 1, 2, 2, -1]
    assert (len(bands), bands.beyond, bands.limits(2)) == (3, 2, (500.0, None))


@pytest.mark.parametrize("edges", [(), (0.0, 100.0), (-5.0,), (500.0, 250.0), (250.0, 250.0), (float("nan"),)])
def test_bands_must_rise_from_above_nothing(edges):
    with pytest.raises(Refusal, match="distance_bands_invalid"):
        DistanceBands(edges)


def test_distances_are_those_to_the_nearest_outline_by_brute_force():
    random = np.random.default_rng(1)
    outlines = [Point(*random.uniform(0, 1_000, 2)).buffer(random.uniform(5, 90)) for _ in range(25)]
    points = random.uniform(-200, 1_200, (2_000, 2))
    every = np.array([shapely.distance(shapely.points(points), outline) for outline in outlines])
    assert distances_to_nearest(points, outlines) == pytest.approx(every.min(axis=0))


def test_inside_and_on_the_edge_are_nothing_a_hole_is_not_and_nowhere_is_infinitely_far():
    ring = box(0, 0, 100, 100).difference(box(40, 40, 60, 60))
    points = np.array([[10.0, 10.0], [100.0, 50.0], [50.0, 50.0], [np.nan, 3.0]])
    assert distances_to_nearest(points, [ring, Polygon()])[:3].tolist() == [0, 0, 10]
    assert np.isnan(distances_to_nearest(points, [ring])[3])
    assert np.isinf(distances_to_nearest(points[:3], [])).all()
    assert distances_to_nearest(np.zeros((0, 2)), [ring]).shape == (0,)


def test_negative_distances_are_refused_with_their_number_and_three():
    with pytest.raises(Refusal) as refused:
        require_distances(np.array([5.0, -1.0, np.nan, -2.0, -3.0, -4.5]))
    assert refused.value.values == {"number": 4, "shown": "-1 (2), -2 (4), -3 (5)"}
