"""The intervals, against SciPy, statsmodels, R's examples and a published table. None of these is needed by the plugin."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import scipy.stats
from statsmodels.stats import proportion, rates

from drugscene_plugin.analysis.intervals import (
    beta_cdf,
    beta_quantile,
    count_difference_interval,
    dispersion_index,
    effective_size,
    finite,
    gamma_quantile,
    newcombe_interval,
    normal_quantile,
    poisson_interval,
    poisson_intervals,
    rate_ratio_interval,
    rate_ratio_intervals,
    risk_ratio_interval,
    share_intervals,
    two_sided_p,
    wilson_interval,
)

SHARES = [
    (0, 10),
    (1, 10),
    (5, 10),
    (10, 10),
    (3, 5_000),
    (4_999, 5_000),
    (700, 1_400),
    (81, 263),
    (120_000, 1_000_000),
]
COUNTS = [0, 1, 2, 5, 10, 47, 100, 1_234, 100_000]


def test_normal_quantiles_are_those_of_scipy():
    for p in (1e-10, 0.005, 0.025, 0.5, 0.9, 0.975, 1 - 1e-9):
        assert normal_quantile(p) == pytest.approx(scipy.stats.norm.ppf(p), rel=1e-12, abs=1e-15)
    for z in (-2.98, 0.0, 0.5, 8.0):
        assert two_sided_p(z) == pytest.approx(2 * scipy.stats.norm.sf(abs(z)), rel=1e-12)


@pytest.mark.parametrize("p", [0.0005, 0.025, 0.5, 0.975, 0.9995])
def test_beta_and_gamma_quantiles_are_those_of_scipy(p):
    random = np.random.default_rng(4)
    a = np.concatenate([[1, 1, 1, 2, 5e5, 1, 1e6, 63], random.integers(1, 3_000, 300)]).astype(float)
    b = np.concatenate([[1, 1e6, 5, 2, 5e5, 7, 1, 1e5], random.integers(1, 300_000, 300)]).astype(float)
    assert beta_quantile(np.full_like(a, p), a, b) == pytest.approx(scipy.stats.beta.ppf(p, a, b), rel=1e-7)
    shape = np.concatenate([np.arange(1, 60), [1e3, 1e5]]).astype(float)
    assert gamma_quantile(np.full_like(shape, p), shape) == pytest.approx(scipy.stats.gamma.ppf(p, shape), rel=1e-9)


def test_the_incomplete_beta_function_is_that_of_scipy_on_both_sides_of_the_mean():
    x, a, b = np.meshgrid([0.0, 1e-6, 0.01, 0.3, 0.5, 0.9, 1 - 1e-6, 1.0], [1.0, 2.5, 40.0, 900.0], [1.0, 3.0, 700.0])
    assert beta_cdf(x, a, b) == pytest.approx(scipy.stats.beta.cdf(x, a, b), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_shares_have_the_interval_of_clopper_and_pearson(level):
    for hits, total in SHARES:
        expected = scipy.stats.binomtest(hits, total).proportion_ci(level, method="exact")
        found = share_intervals([hits], [total], level)[0]
        assert found == pytest.approx([expected.low, expected.high], rel=1e-7), (hits, total)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_counts_have_the_interval_of_garwood(level):
    for count, found in zip(COUNTS, poisson_intervals(COUNTS, level)):
        expected = rates.confint_poisson(count, 1, method="exact-c", alpha=1 - level)
        assert found == pytest.approx([0.0 if count == 0 else expected[0], expected[1]], rel=1e-9), count


def test_the_examples_of_r_come_out():
    """``poisson.test(137, 24.19893)`` and ``poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878))``."""
    assert np.array(poisson_interval(137)) / 24.19893 == pytest.approx([4.753125, 6.692709], abs=5e-7)
    assert rate_ratio_interval(11, 800, 21, 3011) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)


@pytest.mark.parametrize(
    ("x", "e", "y", "f"), [(11, 800, 21, 3011), (0, 1, 7, 3), (3, 2.5, 40_000, 6_500), (60, 0.4, 60, 4), (1, 1, 1, 1)]
)
def test_at_the_ends_of_a_ratio_s_interval_the_exact_conditional_test_just_rejects(x, e, y, f):
    low, high = rate_ratio_interval(x, e, y, f)
    for ratio, alternative in ((low, "greater"), (high, "less")):
        if ratio > 0:
            share = e * ratio / (e * ratio + f)
            assert scipy.stats.binomtest(x, x + y, share, alternative).pvalue == pytest.approx(0.025, rel=1e-6)
    assert (low == 0) == (x == 0)


def test_a_ratio_to_nothing_has_no_upper_end_and_that_of_nothing_to_nothing_is_anything():
    low, high = rate_ratio_interval(5, 1, 0, 1)
    assert low > 0 and math.isinf(high) and finite(high) is None
    assert rate_ratio_interval(0, 1, 0, 1) == (0.0, math.inf)


def test_many_ratios_are_those_of_each():
    x, y = [0, 3, 17], [5, 0, 900]
    found = rate_ratio_intervals(x, [1, 2, 3], y, [4, 5, 600])
    assert found.tolist() == pytest.approx(
        np.array([rate_ratio_interval(*case) for case in zip(x, [1, 2, 3], y, [4, 5, 600])])
    )
    assert rate_ratio_intervals([], [], [], []).shape == poisson_intervals([]).shape == (0, 2)


@pytest.mark.parametrize(("x", "e", "y", "f"), [(10, 1, 10, 1), (0, 1, 4, 2), (250, 365, 300, 366), (9, 2, 0, 1)])
def test_a_difference_of_rates_has_the_square_and_add_interval_of_statsmodels(x, e, y, f):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its lower end of 0 is none
        ends = [rates.confint_poisson(n, 1, method="exact-c") for n in (x, y)]
    (a, b), (c, d) = [(0.0 if math.isnan(low) else low, high) for low, high in ends]
    if x and y:
        expected = rates.confint_poisson_2indep(x, e, y, f, method="mover", compare="diff", method_mover="exact-c")
    else:  # statsmodels gives nothing for a count of 0: by hand
        value = x / e - y / f
        expected = (
            value - math.hypot(x / e - a / e, d / f - y / f),
            value + math.hypot(b / e - x / e, y / f - c / f),
        )
    assert count_difference_interval(x, y, e, f) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_shares_have_the_interval_of_wilson(level):
    for hits, total in [*SHARES, (17.3, 60.25)]:
        expected = proportion.proportion_confint(hits, total, 1 - level, method="wilson")
        assert wilson_interval(hits / total, total, level) == pytest.approx(expected, rel=1e-9, abs=1e-12)


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: contrasts (a) to (h), as printed.
NEWCOMBE = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0000)),
    ((10, 10, 0, 10), (0.6075, 1.0000)),
]


@pytest.mark.parametrize(("case", "printed"), NEWCOMBE)
def test_a_difference_of_shares_has_the_interval_that_newcombe_printed(case, printed):
    a, m, b, n = case
    found = newcombe_interval(a / m, m, b / n, n)
    assert found == pytest.approx(printed, abs=5.1e-5)
    assert found == pytest.approx(
        proportion.confint_proportions_2indep(a, m, b, n, compare="diff", method="newcomb"), rel=1e-9, abs=1e-12
    )


@pytest.mark.parametrize("case", [(56, 70, 48, 80), (9, 10, 3, 10), (5, 560, 20, 29)])
def test_a_risk_ratio_has_the_log_interval_of_statsmodels(case):
    a, m, b, n = case
    expected = proportion.confint_proportions_2indep(a, m, b, n, compare="ratio", method="log")
    assert risk_ratio_interval(a / m, m, b / n, n) == pytest.approx(expected, rel=1e-9)


def test_a_risk_ratio_with_a_share_of_nothing_has_no_interval():
    assert risk_ratio_interval(0.0, 10, 0.5, 10) is None and risk_ratio_interval(0.5, 10, 0.0, 10) is None


def test_equal_weights_count_in_full_and_unequal_ones_for_less():
    assert effective_size(40 * 0.25, 40 * 0.25**2) == pytest.approx(40)
    assert effective_size(39 + 1_000, 39 + 1_000**2) == pytest.approx(1.08, abs=0.01)


class TestDispersion:
    def test_of_equal_places_is_the_variance_over_the_mean(self):
        counts = [3, 9, 4, 0, 14]
        assert dispersion_index(counts) == pytest.approx(np.var(counts, ddof=1) / np.mean(counts))

    def test_of_unequal_places_is_pearson_s_chi_square_over_its_degrees_of_freedom(self):
        counts, exposures = np.array([3, 9, 4, 20]), np.array([1.0, 2.0, 1.5, 4.5])
        expected = scipy.stats.chisquare(counts, exposures * counts.sum() / exposures.sum()).statistic / 3
        assert dispersion_index(counts, exposures) == pytest.approx(expected)

    def test_is_not_known_of_one_place_or_of_none_with_anything_in_it(self):
        assert dispersion_index([5]) is None
        assert dispersion_index([0, 0, 0]) is None
        assert dispersion_index([5, 7], [0.0, 3.0]) is None
        assert dispersion_index([]) is None
