"""Concentration: worked examples, sums that hold, intervals beside their oracles, and what is said of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from drugscene_plugin.analysis.concentration import Region, ZonesCompared, concentration, percent_change, scene_ranks
from drugscene_plugin.analysis.concentration_table import CONCENTRATION_COLUMNS, concentration_table
from drugscene_plugin.analysis.incident_cells import Counting, tally, units_of
from drugscene_plugin.analysis.intervals import rate_ratio_interval
from drugscene_plugin.analysis.zone_areas import Baseline, BaselineKind, zone_areas
from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.incident_counts import Cell, IncidentCounts, Quality, Zone
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.scene import SceneStatus
from tests.builders import lpo, municipality, scene

INSIDE, BESIDE, ELSEWHERE = Zone
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))
NEXT = Period(date(2024, 1, 1), date(2025, 1, 1))
LPOS = [lpo("1", box(0, 0, 2_000, 2_000)), lpo("2", box(2_000, 0, 4_000, 2_000))]
TOWNS = [municipality("9", box(0, 0, 4_000, 2_000))]


def counting(cells, period=YEAR, outlines="2023"):
    """Counts from (scene, LPO, zone, group) to a number; the municipality is always 9."""
    full = {Cell(s, o, "9" if o else None, z, g): n for (s, o, z, g), n in cells.items()}
    total = sum(full.values())
    return Counting(IncidentCounts(full, Quality(total, total, total)), period, outlines, 100.0)


def open_scene(id, at, side=100, in_lpo="1"):
    outline = box(at[0], at[1], at[0] + side, at[1] + side)
    return scene(id, outline=outline, status=SceneStatus.OPEN, lpo=Assignment(in_lpo))


def measured(scenes, lpos=LPOS, baseline=None):
    return zone_areas({s.id: s.outline for s in scenes}, 100.0, [*lpos, *TOWNS], baseline)


def rows(cells, scenes, groups=("v",), lpos=LPOS, baseline=None, **options):
    compared = ZonesCompared(
        counting(cells), measured(scenes, lpos, baseline), units_of(lpos, TOWNS, scenes, "Made up"), groups, **options
    )
    found = concentration(compared)
    return {(r.level, r.code, r.group, r.zone): r for r in found}


A, B = open_scene("a", (500, 500)), open_scene("b", (2_500, 500), in_lpo="2")
CELLS = {
    ("a", "1", INSIDE, "v"): 30,
    ("a", "1", BESIDE, "v"): 10,
    (None, "1", ELSEWHERE, "v"): 160,
    ("b", "2", INSIDE, "v"): 5,
    (None, "2", ELSEWHERE, "v"): 95,
}


class TestAWorkedExample:
    def test_counts_shares_and_densities(self):
        row = rows(CELLS, [A, B])["lpo", "1", "v", "inside"]
        assert (row.count, row.whole_count, row.share_of_crime) == (30, 200, 0.15)
        assert (row.baseline, row.whole_baseline, row.share_of_baseline) == (10_000, 4_000_000, 0.0025)
        assert row.per_km2 == pytest.approx(3_000)
        assert row.per_day == pytest.approx(30 / 365)
        assert row.pai == pytest.approx(60)

    def test_intervals_of_count_share_and_pai(self):
        row = rows(CELLS, [A, B])["lpo", "1", "v", "inside"]
        assert row.count_low == pytest.approx(scipy.stats.chi2.ppf(0.025, 60) / 2)
        assert row.count_high == pytest.approx(scipy.stats.chi2.ppf(0.975, 62) / 2)
        share = scipy.stats.binomtest(30, 200).proportion_ci(method="exact")
        assert (row.share_low, row.share_high) == pytest.approx(tuple(share))
        assert row.pai_low == pytest.approx(share.low / 0.0025)

    def test_the_ratio_is_to_the_rest_of_the_county_or_of_the_lpo(self):
        for region, other, reference in ((Region.COUNTY, 255, "county:county"), (Region.LPO, 160, "lpo:1")):
            found = rows(CELLS, [A, B], region=region)
            row = found["lpo", "1", "v", "inside"]
            rest = found[(*reference.split(":"), "v", "elsewhere")]
            assert (row.reference, row.reference_count) == (reference, other)
            assert row.reference_baseline == rest.baseline
            assert row.ratio == pytest.approx(row.per_km2 / rest.per_km2)
            expected = rate_ratio_interval(30, row.baseline, other, rest.baseline)
            assert (row.ratio_low, row.ratio_high) == pytest.approx(expected)
            assert row.method == "exact_conditional"

    def test_a_scene_s_shares_are_of_its_region(self):
        county, own = rows(CELLS, [A, B]), rows(CELLS, [A, B], region=Region.LPO)
        assert county["scene", "a", "v", "inside"].whole_count == 300
        assert own["scene", "a", "v", "inside"].whole_count == 200
        assert own["scene", "a", "v", "inside"].share_of_baseline == pytest.approx(0.0025)

    def test_every_unit_group_and_zone_has_a_row_in_their_order(self):
        found = rows(CELLS, [A, B], groups=("v", "w"))
        assert len(found) == (1 + 2 + 1) * 2 * 3 + 2 * 2 * 2
        assert next(iter(found)) == ("county", "county", "v", "inside")
        assert found["lpo", "2", "w", "inside"].count == 0

    def test_elsewhere_is_compared_with_nothing(self):
        row = rows(CELLS, [A, B])["lpo", "1", "v", "elsewhere"]
        assert (row.ratio, row.method, row.reference) == (None, None, None)


class TestBaselines:
    def test_the_total_area_is_labelled_and_land_is_not(self):
        assert "total_area" in rows(CELLS, [A, B])["county", "county", "v", "inside"].caveats
        land = Baseline(BaselineKind.LAND, (box(0, 0, 4_000, 1_000),))
        row = rows(CELLS, [A, B], baseline=land)["county", "county", "v", "inside"]
        assert (row.baseline_kind, "total_area" in row.caveats, row.whole_baseline) == ("land", False, 4_000_000)

    def test_people_give_rates_per_thousand_and_none_per_km2(self):
        people = Baseline(BaselineKind.POPULATION, (box(500, 500, 600, 600), LPOS[1].outline), (50.0, 950.0))
        row = rows(CELLS, [A, B], baseline=people)["lpo", "1", "v", "inside"]
        assert (row.per_km2, row.per_1000_people) == (None, pytest.approx(600))

    def test_where_nothing_of_the_baseline_lies_there_is_no_rate(self):
        land = Baseline(BaselineKind.LAND, (LPOS[1].outline,))
        row = rows(CELLS, [A, B], baseline=land)["lpo", "1", "v", "inside"]
        assert (row.baseline, row.per_km2, row.pai, row.ratio, row.share_of_crime) == (0, None, None, None, 0.15)


class TestDispersion:
    SCENES = [open_scene(f"s{i:02}", (50 + 150 * i, 300)) for i in range(12)]

    def cells(self, counts):
        found = {(f"s{i:02}", "1", INSIDE, "v"): n for i, n in enumerate(counts)}
        return {**found, (None, "1", ELSEWHERE, "v"): 400}

    def test_even_scenes_keep_the_exact_interval(self):
        row = rows(self.cells([10, 9, 11, 10, 8, 12, 10, 9, 11, 10, 10, 10]), self.SCENES)["lpo", "1", "v", "inside"]
        assert (row.method, row.scenes) == ("exact_conditional", 12)
        assert row.dispersion < 1.5 and "overdispersed" not in row.caveats

    def test_uneven_ones_get_the_bootstrap_which_is_wider(self):
        counts = [60, 0, 1, 30, 0, 0, 15, 2, 0, 12, 0, 0]
        row = rows(self.cells(counts), self.SCENES)["lpo", "1", "v", "inside"]
        exact = rate_ratio_interval(120, row.baseline, 400, row.reference_baseline)
        assert row.dispersion == pytest.approx(np.var(counts, ddof=1) / np.mean(counts))
        assert row.method == "cluster_bootstrap" and "overdispersed" in row.caveats
        assert row.ratio_low < exact.low < row.ratio < exact.high < row.ratio_high

    def test_the_bootstrap_agrees_with_that_of_scipy(self):
        counts = np.array([60, 0, 1, 30, 0, 0, 15, 2, 0, 12, 0, 0])
        row = rows(self.cells(counts.tolist()), self.SCENES)["lpo", "1", "v", "inside"]
        expected = scipy.stats.bootstrap(
            (counts,), np.mean, method="percentile", n_resamples=50_000, random_state=1
        ).confidence_interval
        low, high = (end / counts.mean() * row.ratio for end in expected)
        # The rest of the county varies, too, though by a twentieth only; the counts come in steps of a twelfth.
        assert row.ratio_low == pytest.approx(low, rel=0.1)
        assert row.ratio_high == pytest.approx(high, rel=0.05)

    def test_the_same_seed_gives_the_same_interval_whatever_the_order_of_the_cells(self):
        cells = self.cells([60, 0, 1, 30, 0, 0, 15, 2, 0, 12, 0, 0])
        other = dict(reversed(cells.items()))
        assert rows(cells, self.SCENES) == rows(other, self.SCENES)
        assert rows(cells, self.SCENES, seed=2) != rows(cells, self.SCENES)

    def test_one_scene_tells_nothing_of_clustering(self):
        row = rows(CELLS, [A, B])["lpo", "1", "v", "inside"]
        assert (row.dispersion, row.method) == (None, "exact_conditional")
        assert "one_scene" in row.caveats


class TestRanks:
    def test_the_highest_is_first_and_ties_share_the_best(self):
        assert [rank for rank, _, _ in scene_ranks([3, 9, 3, 50])] == [3, 2, 3, 1]

    def test_what_is_nearly_alike_has_wide_ranks_and_what_is_not_has_narrow_ones(self):
        ranks = scene_ranks([20, 21, 22, 23, 24, 500])
        assert ranks[5] == (1, 1, 1)
        assert ranks[0][1] <= 2 and ranks[0][2] == 6

    def test_two_scenes_change_places_as_often_as_the_gamma_distributions_say(self):
        """P(Gamma(a) > Gamma(b)) is a beta tail: at 2.5 % the interval of the lower one begins to reach rank 1."""
        for low, high in ((10, 20), (10, 26)):
            swap = scipy.stats.beta.sf(0.5, low + 0.5, high + 0.5)
            assert (scene_ranks([low, high])[0][1] == 1) == (swap > 0.025)

    def test_rows_of_scenes_have_them_and_no_others(self):
        found = rows(CELLS, [A, B])
        assert found["scene", "a", "v", "inside"].rank == 1
        assert found["scene", "a", "v", "beside"].rank is None
        assert found["lpo", "1", "v", "inside"].rank is None
        assert scene_ranks([]) == []


class TestChange:
    EARLIER = {**CELLS, ("a", "1", INSIDE, "v"): 40, ("b", "2", INSIDE, "v"): 0}

    def changed(self):
        earlier = counting(self.EARLIER, Period(date(2022, 1, 1), date(2023, 1, 1)))
        return rows(CELLS, [A, B], earlier=earlier)

    def test_in_per_cent_of_the_rate_per_day(self):
        row = self.changed()["lpo", "1", "v", "inside"]
        assert (row.earlier_count, row.percent_change) == (40, pytest.approx(-25))
        low, high = rate_ratio_interval(30, 365, 40, 365)
        assert (row.change_low, row.change_high) == pytest.approx(((low - 1) * 100, (high - 1) * 100))

    def test_there_is_none_where_nothing_was_before(self):
        row = self.changed()["lpo", "2", "v", "inside"]
        assert (row.earlier_count, row.percent_change, row.change_low) == (0, None, None)

    def test_a_leap_day_is_taken_out(self):
        assert percent_change(365, 365, 366, 366) == 0

    def test_regression_to_the_mean_is_named(self):
        for table in (self.changed(), rows(CELLS, [A, B])):  # a single period too: scenes were chosen either way
            assert all("regression_to_mean" in row.caveats for row in table.values())

    def test_unequal_spans_are_refused(self):
        with pytest.raises(Refusal, match="periods_differ_in_length"):
            rows(CELLS, [A, B], earlier=counting(CELLS, Period(date(2022, 1, 1), date(2022, 7, 1))))


class TestEdges:
    def test_no_incidents(self):
        row = rows({}, [A, B])["county", "county", "v", "inside"]
        assert (row.count, row.share_of_crime, row.pai, row.ratio, row.percent_change) == (0, None, None, None, None)
        assert "reference_empty" in row.caveats and row.count_high == pytest.approx(3.688879)

    def test_nothing_elsewhere_leaves_no_ratio_but_a_lower_end(self):
        row = rows({("a", "1", INSIDE, "v"): 9}, [A, B])["county", "county", "v", "inside"]
        assert (row.ratio, row.ratio_high) == (None, None) and row.ratio_low > 0

    def test_no_scenes(self):
        found = rows({(None, "1", ELSEWHERE, "v"): 7}, [])
        assert {r.zone for r in found.values() if r.count} == {"elsewhere"}
        assert found["county", "county", "v", "inside"].baseline == 0

    def test_one_lpo(self):
        assert rows(CELLS, [A], lpos=LPOS[:1])["lpo", "1", "v", "inside"].whole_baseline == 4_000_000

    def test_what_lies_in_no_area_has_rows_of_its_own(self):
        found = rows({**CELLS, ("a", None, INSIDE, "v"): 3}, [A, B])
        assert found["lpo", "UNASSIGNED", "v", "inside"].count == 3
        assert found["county", "county", "v", "inside"].count == 38
        assert found["scene", "a", "v", "inside"].count == 33

    def test_groups_found_by_control_are_marked(self):
        found = rows(CELLS, [A, B], groups=("v", "use"), found_by_control=frozenset(["use"]))
        assert "found_by_control" in found["lpo", "1", "use", "inside"].caveats
        assert "found_by_control" not in found["lpo", "1", "v", "inside"].caveats


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["a", "b", None]),
            st.sampled_from(["1", "2", None]),
            st.sampled_from([INSIDE, BESIDE]),
            st.sampled_from(["v", "w"]),
        ),
        st.integers(0, 50),
    )
)
@settings(max_examples=60, deadline=None)
def test_scenes_sum_to_lpos_these_to_the_county_and_so_do_municipalities_and_zones(drawn):
    """A point elsewhere belongs to no scene; one inside or beside belongs to one, in whichever LPO it lies itself."""
    cells = {(s, o, z if s else ELSEWHERE, g): n for (s, o, z, g), n in drawn.items()}
    counted = tally(counting(cells).counts.cells)
    for group in ("v", "w"):
        for zone in Zone:

            def total(level, zone=zone, group=group):
                return sum(n for (unit, z, g), n in counted.items() if (unit[0], z, g) == (level, zone, group))

            county = counted.get((("county", "county"), zone, group), 0)
            assert county == total("lpo") == total("municipality")
            assert total("scene") == (county if zone is not ELSEWHERE else 0)
        assert sum(n for (s, o, z, g), n in cells.items() if g == group) == sum(
            counted.get((("county", "county"), zone, group), 0) for zone in Zone
        )


class TestTheTable:
    def table(self, within=None, **options):
        scenes = [A, B]
        units = units_of(LPOS, TOWNS, scenes, "Made up")
        return concentration_table(
            ZonesCompared(counting(CELLS), measured(scenes), units, ("v", "w"), **options), within
        )

    def test_holds_the_rows_and_says_what_each_number_counts(self):
        earlier = counting(TestChange.EARLIER, Period(date(2022, 1, 1), date(2023, 1, 1)))
        table = self.table(earlier=earlier, within={"w": "v"})
        assert [c.name for c in table.columns] == [c.name for c in CONCENTRATION_COLUMNS]
        assert len(table.rows) == 32
        name = table.counted.cells[0, "count"]
        assert table.counted.values[name] == 35
        assert table.counted.derived[0, "pai"].rests_on == 300

    def test_a_rank_rests_on_all_scenes(self):
        table = self.table()
        row = next(i for i, r in enumerate(table.rows) if r[:2] == ("scene", "a"))
        assert {table.counted.values[c] for c in table.counted.derived[row, "rank"].cells} == {30, 5}

    def test_the_parts_of_a_group_within_another_are_accounted_for(self):
        assert any(name[0] == "between" for name in self.table(within={"w": "v"}).counted.values)
        assert not any(name[0] == "between" for name in self.table().counted.values)
