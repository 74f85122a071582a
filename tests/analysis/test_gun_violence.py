"""Shootings against chance, and near repeats: worked examples, exact expectations, every permutation of a few."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
import scipy.stats
from shapely.geometry import Polygon, box

from drugscene_plugin.analysis.gun_violence import (
    GunFigure,
    gun_violence,
    gun_violence_table,
    near_repeats,
    random_places,
)
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.progress import QUIET

COUNTY = box(0, 0, 1_000, 1_000)
SCENES = [box(100, 100, 200, 200), box(700, 700, 800, 900)]
NEAR = np.array([[150.0, 150.0], [100.0, 150.0], [205.0, 150.0], [750.0, 750.0], [500.0, 500.0]])


class TestRandomPlaces:
    def draw(self, number=20_000, **options):
        return random_places(**options).draw(number, np.random.default_rng(3))

    def test_lie_on_the_polygons_and_evenly(self):
        shape = Polygon([(0, 0), (1_000, 0), (0, 1_000)], [[(100, 100), (300, 100), (100, 300)]])
        points = self.draw(polygons=[shape])
        assert all(shape.covers(p) for p in map(_point, points[:500]))
        west = (points[:, 0] < 100).mean()
        assert west == pytest.approx(shape.intersection(box(0, 0, 100, 1_000)).area / shape.area, abs=0.01)

    def test_overlapping_polygons_count_once(self):
        points = self.draw(polygons=[box(0, 0, 100, 100), box(0, 0, 100, 100), box(100, 0, 200, 100)])
        assert (points[:, 0] < 100).mean() == pytest.approx(0.5, abs=0.015)

    def test_people_draw_in_proportion_to_their_number(self):
        points = self.draw(polygons=[box(0, 0, 100, 100), box(500, 0, 600, 1_000)], amounts=[300, 100])
        assert (points[:, 0] < 100).mean() == pytest.approx(0.75, abs=0.015)

    @pytest.mark.parametrize("given", [([], None), ([Polygon()], None), ([COUNTY], [0.0])])
    def test_without_area_or_people_there_are_none(self, given):
        with pytest.raises(Refusal, match="populated_area_empty"):
            random_places(*given)


def _point(xy):
    from shapely.geometry import Point

    return Point(*xy)


class TestAgainstChance:
    def test_shootings_within_each_distance_are_counted_edges_included(self):
        found = gun_violence(NEAR, SCENES, distances=(0, 5, 100))
        assert [(n.distance, n.hits, n.of) for n in found.shootings] == [(0, 3, 5), (5, 4, 5), (100, 4, 5)]
        assert [n.hits for n in found.scenes] == [2, 2, 2]
        assert found.shootings[0].chance is None

    def test_shares_have_wilson_s_interval(self):
        interval = gun_violence(NEAR, SCENES).shootings[0].interval
        assert interval == pytest.approx(tuple(scipy.stats.binomtest(3, 5).proportion_ci(method="wilson")))

    def test_chance_is_the_binomial_of_the_scenes_share_of_the_area(self):
        points = np.random.default_rng(8).uniform(0, 1_000, (200, 2))
        points[:40] = [150.0, 150.0]
        draws = 4_000
        found = gun_violence(points, SCENES, [COUNTY], distances=(0.0, 50.0), draws=draws)
        round_corners = (np.pi * 50**2) + 50 * 400 + 10_000, (np.pi * 50**2) + 50 * 600 + 20_000
        for near, share in zip(found.shootings, (0.03, sum(round_corners) / 1e6)):
            low, high = scipy.stats.binom.interval(0.95, 200, share)
            assert near.chance.expected == pytest.approx(share, abs=4 * np.sqrt(share / 200 / draws))
            assert near.chance.low * 200 == pytest.approx(low, abs=1)
            assert near.chance.high * 200 == pytest.approx(high, abs=1)
            assert near.chance.p == 1 / (draws + 1)

    def test_so_is_the_number_of_scenes_with_at_least_one(self):
        points = np.random.default_rng(9).uniform(0, 1_000, (50, 2))
        found = gun_violence(points, SCENES, [COUNTY], distances=(0.0,), draws=3_000).scenes[0]
        assert found.chance.expected == pytest.approx((2 - 0.99**50 - 0.98**50) / 2, abs=0.02)

    def test_points_spread_evenly_are_nothing_unusual(self):
        points = np.random.default_rng(10).uniform(0, 1_000, (300, 2))
        chance = gun_violence(points, SCENES, [COUNTY], draws=500).shootings[2].chance
        assert 0.01 < chance.p < 0.99

    def test_the_same_seed_gives_the_same_figures_and_another_one_others(self):
        def run(seed):
            return gun_violence(NEAR, SCENES, [COUNTY], seed=seed, draws=199)

        assert run(1) == run(1) != run(2)

    def test_it_stops_when_it_is_told_to(self):
        class Stopped:
            def report(self, share):
                pass

            def cancelled(self):
                return True

        with pytest.raises(Cancelled):
            gun_violence(NEAR, SCENES, [COUNTY], progress=Stopped())

    def test_without_shootings_scenes_or_area_there_is_nothing_to_compare(self):
        nothing = gun_violence(np.zeros((0, 2)), SCENES, [COUNTY])
        assert [(n.hits, n.of, n.share) for n in nothing.shootings] == [(0, 0, None)] * 4
        assert [(n.hits, n.of, n.share) for n in nothing.scenes] == [(0, 2, 0.0)] * 4
        nowhere = gun_violence(NEAR, [], [COUNTY], draws=9)
        assert [(n.hits, n.of) for n in nowhere.shootings] == [(0, 5)] * 4
        assert [n.share for n in nowhere.scenes] == [None] * 4

    @pytest.mark.parametrize("distances", [(), (-1.0, 5.0)])
    def test_distances_below_nothing_are_refused(self, distances):
        with pytest.raises(Refusal, match="gun_distances_invalid"):
            gun_violence(NEAR, SCENES, distances=distances)


class TestNearRepeats:
    PLACES = np.array([[0.0, 0], [30, 0], [60, 0], [500, 0], [530, 0]])
    DAYS = (0, 3, 40, 41, 42)

    def test_pairs_close_in_both_are_counted(self):
        found = near_repeats(self.PLACES, self.DAYS, (50.0,), (7,), draws=9)[0]
        assert (found.pairs, found.close_in_space, found.close_in_time, found.all_pairs) == (2, 3, 4, 10)
        assert found.expected == pytest.approx(1.2) and found.ratio == pytest.approx(2 / 1.2)

    def test_the_shuffles_agree_with_every_permutation(self):
        def pairs(days):
            gaps = [(i, j) for i in range(5) for j in range(i) if abs(self.PLACES[i, 0] - self.PLACES[j, 0]) <= 50]
            return sum(abs(days[i] - days[j]) <= 7 for i, j in gaps)

        every = np.array([pairs(order) for order in permutations(self.DAYS)])
        found = near_repeats(self.PLACES, self.DAYS, (50.0,), (7,), draws=4_000)[0]
        assert every.mean() == pytest.approx(found.expected)
        assert found.p == pytest.approx((every >= found.pairs).mean(), abs=0.03)
        assert (found.low, found.high) == tuple(np.quantile(every, [0.025, 0.975], method="inverted_cdf"))

    def test_the_expectation_is_knox_s(self):
        """Knox (1964): 96 cases, 4,560 pairs; 25 close in space, 152 in time: 0.83 expected."""
        assert round(25 * 152 / (96 * 95 / 2), 2) == 0.83
        random = np.random.default_rng(2)
        places, days = random.uniform(0, 900, (96, 2)), random.integers(0, 3_000, 96).tolist()
        found = near_repeats(places, days, (40.0,), (60,), draws=2_000)[0]
        assert found.all_pairs == 4_560
        assert found.expected == found.close_in_space * found.close_in_time / 4_560

    def test_series_stand_out_and_limits_are_included(self):
        random = np.random.default_rng(6)
        places = np.repeat(random.uniform(0, 10_000, (30, 2)), 2, axis=0)
        days = np.repeat(random.integers(0, 365, 30) * 10, 2)
        days[1::2] += 7
        found = near_repeats(places, days.tolist(), (1.0,), (7,), draws=199)[0]
        assert found.pairs >= 30 and found.p == 1 / 200 and found.ratio > 5

    @pytest.mark.parametrize("number", [0, 1])
    def test_of_nobody_or_one_there_are_no_pairs(self, number):
        found = near_repeats(np.zeros((number, 2)), [0] * number, draws=9, progress=QUIET)
        assert {(f.pairs, f.all_pairs, f.expected, f.ratio, f.p) for f in found} == {(0, 0, None, None, None)}


class TestTheTable:
    def test_has_a_row_a_distance_for_shootings_scenes_and_pairs(self):
        found = gun_violence(NEAR, SCENES, [COUNTY], draws=99)
        repeats = near_repeats(NEAR, [1, 2, 3, 4, 5], draws=9)
        table = gun_violence_table(found, repeats, ("2023",))
        figures = [row[0] for row in table.rows]
        assert [figures.count(f.value) for f in GunFigure] == [4, 4, 9]
        first = dict(zip([c.name for c in table.columns], table.rows[0]))
        assert (first["count"], first["n"], first["share"]) == (3, 5, 0.6)
        assert first["caveats"] == "even_spread;few_shootings;regression_to_mean"
        assert sorted(table.counted.values.values())[-1] == 5

    def test_a_share_goes_with_its_own_count_and_chance_with_none_but_their_number(self):
        table = gun_violence_table(gun_violence(NEAR, SCENES, [COUNTY], draws=99), (), ("2023",))
        behind = {
            (row, column): {cell[2:] for cell in derived.cells}
            for (row, column), derived in table.counted.derived.items()
        }
        own, number = ("within", "100"), ("all",)
        assert behind[1, "share"] == behind[1, "ratio"] == behind[1, "p"] == {own, number}
        assert behind[1, "expected_high"] == behind[5, "expected_high"] == {number}
        assert len(behind[5, "count"]) == 5  # numbers of scenes rest on all shootings within reach

    def test_without_a_populated_area_it_says_so(self):
        table = gun_violence_table(gun_violence(NEAR, SCENES))
        assert table.rows[0][-1] == "no_populated_area;few_shootings;regression_to_mean"
        assert table.column("expected")[0] is None
