"""How far a figure can be trusted: exact and score intervals for counts, rates, shares, differences and ratios.

All are for 95 % unless a level is given. The exact ones invert the incomplete beta and gamma functions, which NumPy and
the standard library lack; both work on arrays, since a county has thousands of cells.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import Callable, NamedTuple, Optional, Sequence, Tuple

import numpy as np

LEVEL = 0.95
"""The share of samples in which an interval holds the true value."""

_TINY = 1e-300
_EPSILON = 2.2e-16
_CLOSE = 1e-14  # where a continued fraction has converged
_LOOK = 8  # so many terms are reckoned before it is looked which have
_STEP = 1e-9  # the last of Newton's steps; smaller ones drown where counts go into millions
_MOST_TERMS = 200_000
_MOST_STEPS = 200


class Interval(NamedTuple):
    """From ``low`` to ``high``; infinite where there is no bound."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies within it, its ends included."""
        return self.low <= value <= self.high


def finite(value: Optional[float]) -> Optional[float]:
    """A number that a table can hold: None in place of one that is infinite or none.

    >>> finite(math.inf), finite(2.5)
    (None, 2.5)
    """
    return None if value is None or not math.isfinite(value) else float(value)


def normal_quantile(probability: float) -> float:
    """The value that a standard normal variable stays below with that probability (Wichura 1988, AS 241).

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    return NormalDist().inv_cdf(probability)


def two_sided_p(z: float) -> float:
    """How often a standard normal variable lies at least as far from 0 as ``z``.

    >>> round(two_sided_p(1.959964), 6)
    0.05
    """
    return math.erfc(abs(z) / math.sqrt(2.0))


def _log_gamma(values: np.ndarray) -> np.ndarray:
    return np.array([math.lgamma(v) for v in values.ravel()]).reshape(values.shape)


def _away_from_zero(values: np.ndarray) -> np.ndarray:
    return np.where(np.abs(values) < _TINY, _TINY, values)


def _beta_fraction(x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The continued fraction of the incomplete beta function, by Lentz's method (Abramowitz and Stegun 26.5.8).

    Takes and gives arrays of one dimension. What has converged is left out of what is still reckoned.
    """
    found = np.empty_like(x)
    left = np.arange(x.size)
    c = np.ones_like(x)
    d: np.ndarray = 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1.0))
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        d = 1.0 / _away_from_zero(1.0 + even * d)
        c = _away_from_zero(1.0 + even / c)
        value = value * d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        d = 1.0 / _away_from_zero(1.0 + odd * d)
        c = _away_from_zero(1.0 + odd / c)
        value = value * d * c
        if m % _LOOK == 0:
            done = np.abs(d * c - 1.0) < _CLOSE
            found[left[done]] = value[done]
            left, x, a, b, c, d, value = (v[~done] for v in (left, x, a, b, c, d, value))
            if not left.size:
                return found
    raise ArithmeticError("the incomplete beta function does not converge")


def _beta_cdf(x: np.ndarray, a: np.ndarray, b: np.ndarray, log_beta: np.ndarray) -> np.ndarray:
    inner = np.clip(x, 5e-324, 1.0 - 1.2e-16)
    # Mirrored above the mean, where the fraction as it stands would seem to converge and be wrong.
    swap = inner > (a + 1.0) / (a + b + 2.0)
    y, p, q = np.where(swap, 1.0 - inner, inner), np.where(swap, b, a), np.where(swap, a, b)
    front = np.exp(a * np.log(inner) + b * np.log1p(-inner) - log_beta)
    part = front * _beta_fraction(y, p, q) / p
    value = np.where(swap, 1.0 - part, part)
    return np.where(x <= 0.0, 0.0, np.where(x >= 1.0, 1.0, value))


def beta_cdf(x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The regularised incomplete beta function I_x(a, b), for a and b above 0.

    >>> round(float(beta_cdf(np.array(0.5), np.array(2.0), np.array(3.0))), 6)
    0.6875
    """
    x, a, b = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x, a, b)))
    shape, x, a, b = x.shape, x.ravel(), a.ravel(), b.ravel()
    return _beta_cdf(x, a, b, _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)).reshape(shape)


def _gamma_cdf(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    """The regularised incomplete gamma function P(a, x): a series below the mean, a continued fraction above it."""
    inner = np.maximum(x, _TINY)
    front = np.exp(a * np.log(inner) - inner - _log_gamma(a))
    below = inner < a + 1.0
    series = np.where(below, inner, 0.0)
    term = 1.0 / a
    total = term.copy()
    for n in range(1, _MOST_TERMS):
        term = term * series / (a + n)
        total = total + term
        if np.all(term <= _EPSILON * total):
            break
    at = np.where(below, a + 2.0, inner)
    base = at + 1.0 - a
    c, d = np.full_like(at, 1.0 / _TINY), 1.0 / base
    fraction = d.copy()
    for n in range(1, _MOST_TERMS):
        coefficient = -n * (n - a)
        base = base + 2.0
        d = 1.0 / _away_from_zero(coefficient * d + base)
        c = _away_from_zero(base + coefficient / c)
        fraction = fraction * d * c
        if np.all(np.abs(d * c - 1.0) < _CLOSE):
            break
    value = np.where(below, front * total, 1.0 - front * fraction)
    return np.where(x <= 0.0, 0.0, value)


def _invert(
    cdf: Callable[[np.ndarray, np.ndarray], np.ndarray],
    density: Callable[[np.ndarray, np.ndarray], np.ndarray],
    probability: np.ndarray,
    start: np.ndarray,
    top: np.ndarray,
) -> np.ndarray:
    """Where distribution functions on 0 to ``top`` reach their probabilities; all arguments of one dimension.

    Newton's steps, kept within a bracket that only narrows. The functions take points, and whose they are.
    """
    x, low, high = start.astype(float), np.zeros_like(start), top.astype(float)
    open_ = np.arange(x.size)
    for _ in range(_MOST_STEPS):
        at = x[open_]
        excess = cdf(at, open_) - probability[open_]
        low[open_] = np.where(excess < 0, at, low[open_])
        high[open_] = np.where(excess > 0, at, high[open_])
        floor, ceiling = low[open_], high[open_]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = at - excess / density(at, open_)
        # A step out of the bracket halves it instead, by ratio where the root may be tiny.
        middle = np.where(floor > 0.0, np.sqrt(floor) * np.sqrt(ceiling), ceiling * 0.5)
        inside = np.isfinite(step) & (step > floor) & (step < ceiling)
        new = np.where(excess == 0, at, np.where(inside, step, middle))
        x[open_] = new
        open_ = open_[np.abs(new - at) > _STEP * new]
        if not open_.size:
            break
    return x


def _normal_quantiles(probabilities: np.ndarray) -> np.ndarray:
    known = {p: normal_quantile(p) for p in np.unique(probabilities).tolist()}
    return np.array([known[p] for p in probabilities.tolist()])


def _beta_start(p: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """About where the quantile is (Abramowitz and Stegun 26.5.22): right to two digits or so."""
    y = -_normal_quantiles(p)
    lower, upper = 1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0)
    h, shift = 2.0 / (lower + upper), (y * y - 3.0) / 6.0
    w = y * np.sqrt(h + shift) / h - (upper - lower) * (shift + 5.0 / 6.0 - 2.0 / (3.0 * h))
    return np.asarray(np.clip(a / (a + b * np.exp(2.0 * np.clip(w, -300.0, 300.0))), _TINY, 1.0 - _EPSILON))


def _gamma_start(p: np.ndarray, a: np.ndarray) -> np.ndarray:
    """About where the quantile is (Wilson and Hilferty 1931)."""
    root = 1.0 - 1.0 / (9.0 * a) + _normal_quantiles(p) / (3.0 * np.sqrt(a))
    return np.asarray(a * np.maximum(root, 0.01) ** 3)


def beta_quantile(probability: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The inverse of :func:`beta_cdf` in x, for a and b of at least 1.

    >>> round(float(beta_quantile(np.array(0.6875), np.array(2.0), np.array(3.0))), 9)
    0.5
    """
    p, a, b = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (probability, a, b)))
    shape, p, a, b = p.shape, p.ravel(), a.ravel(), b.ravel()
    log_beta = _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)
    return _invert(
        lambda x, i: _beta_cdf(x, a[i], b[i], log_beta[i]),
        lambda x, i: np.exp((a[i] - 1.0) * np.log(x) + (b[i] - 1.0) * np.log1p(-x) - log_beta[i]),
        p,
        _beta_start(p, a, b),
        np.ones_like(p),
    ).reshape(shape)


def gamma_quantile(probability: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """The inverse of the regularised incomplete gamma function P(shape, x) in x, for shapes of at least 1.

    >>> round(float(gamma_quantile(np.array(0.975), np.array(1.0))), 6)
    3.688879
    """
    p, a = np.broadcast_arrays(np.asarray(probability, dtype=float), np.asarray(shape, dtype=float))
    form, p, a = p.shape, p.ravel(), a.ravel()
    log_gamma = _log_gamma(a)
    return _invert(
        lambda x, i: _gamma_cdf(x, a[i]),
        lambda x, i: np.exp((a[i] - 1.0) * np.log(x) - x - log_gamma[i]),
        p,
        _gamma_start(p, a),
        a + 40.0 * np.sqrt(a) + 800.0,
    ).reshape(form)


def _tail(level: float) -> float:
    return (1.0 - level) / 2.0


def poisson_intervals(counts: Sequence[float], level: float = LEVEL) -> np.ndarray:
    """The exact interval of each Poisson count's mean: an array (n, 2) of lower and upper ends.

    Garwood (1936): from the α/2 quantile of Gamma(n) to the 1 − α/2 quantile of Gamma(n + 1); 0 is the lower end of 0.

    >>> poisson_intervals([0, 10]).round(4).tolist()
    [[0.0, 3.6889], [4.7954, 18.3904]]
    """
    n = np.asarray(counts, dtype=float)
    low = np.where(n > 0, gamma_quantile(np.full_like(n, _tail(level)), np.maximum(n, 1.0)), 0.0)
    return np.stack([low, gamma_quantile(np.full_like(n, 1.0 - _tail(level)), n + 1.0)], axis=-1)


@lru_cache(maxsize=4096)
def poisson_interval(count: float, level: float = LEVEL) -> Interval:
    """The exact interval of one Poisson count's mean, see :func:`poisson_intervals`."""
    low, high = poisson_intervals([count], level)[0].tolist()
    return Interval(low, high)


def share_intervals(hits: Sequence[float], totals: Sequence[float], level: float = LEVEL) -> np.ndarray:
    """The exact interval of each binomial share: an array (n, 2). Clopper and Pearson (1934); 0 to 1 of nothing.

    >>> share_intervals([0, 5], [10, 10]).round(4).tolist()
    [[0.0, 0.3085], [0.1871, 0.8129]]
    """
    x, n = np.asarray(hits, dtype=float), np.asarray(totals, dtype=float)
    p = np.full_like(x, _tail(level))
    low = np.where(x > 0, beta_quantile(p, np.maximum(x, 1.0), n - x + 1.0), 0.0)
    high = np.where(x < n, beta_quantile(1.0 - p, x + 1.0, np.maximum(n - x, 1.0)), 1.0)
    return np.stack([low, high], axis=-1)


def rate_ratio_intervals(
    counts: Sequence[float],
    exposures: Sequence[float],
    other_counts: Sequence[float],
    other_exposures: Sequence[float],
    level: float = LEVEL,
) -> np.ndarray:
    """The exact interval of each ratio of two Poisson rates, given the sum of the counts: an array (n, 2).

    With X of the sum X + Y binomial of share π, the ratio is π/(1 − π) times the other exposure over this one; π has
    the interval of Clopper and Pearson (Przyborowski and Wilenski 1940; Lehmann and Romano 2005, 4.5). The upper end is
    infinite where Y is 0, and the interval is everything where both are 0. Exposures are above 0.

    >>> rate_ratio_intervals([11], [800], [21], [3011]).round(6).tolist()
    [[0.858426, 4.277266]]
    """
    x, y = np.asarray(counts, dtype=float), np.asarray(other_counts, dtype=float)
    scale = np.asarray(other_exposures, dtype=float) / np.asarray(exposures, dtype=float)
    share = share_intervals(x.tolist(), (x + y).tolist(), level)
    with np.errstate(divide="ignore"):
        odds = share / (1.0 - share)
    return np.asarray(odds * scale[..., None])


def rate_ratio_interval(
    count: float, exposure: float, other_count: float, other_exposure: float, level: float = LEVEL
) -> Interval:
    """The exact interval of one ratio of rates, see :func:`rate_ratio_intervals`."""
    low, high = rate_ratio_intervals([count], [exposure], [other_count], [other_exposure], level)[0].tolist()
    return Interval(low, high)


def count_difference_interval(
    count: int, other_count: int, exposure: float = 1.0, other_exposure: float = 1.0, level: float = LEVEL
) -> Interval:
    """The interval of a difference of two Poisson rates, count/exposure − other_count/other_exposure.

    Square-and-add of the exact limits of each (Zou and Donner 2008, doi 10.1002/sim.3095).

    >>> tuple(round(end, 4) for end in count_difference_interval(10, 10))
    (-9.8735, 9.8735)
    """
    # One by one and remembered: tables ask for the same small counts again and again.
    low, high = poisson_interval(count, level)
    other_low, other_high = poisson_interval(other_count, level)
    return _square_and_add(
        (count / exposure, low / exposure, high / exposure),
        (other_count / other_exposure, other_low / other_exposure, other_high / other_exposure),
    )


def _square_and_add(first: Tuple[float, float, float], second: Tuple[float, float, float]) -> Interval:
    """The interval of a difference, from each side's value, lower and upper end."""
    (a, a_low, a_high), (b, b_low, b_high) = first, second
    return Interval(a - b - math.hypot(a - a_low, b_high - b), a - b + math.hypot(a_high - a, b - b_low))


def wilson_interval(share: float, n: float, level: float = LEVEL) -> Interval:
    """The score interval of a share of ``n`` answers (Wilson 1927). ``n`` may be an effective size; it is above 0.

    >>> tuple(round(end, 4) for end in wilson_interval(56 / 70, 70))
    (0.6918, 0.877)
    """
    z = normal_quantile(1.0 - _tail(level))
    centre = share + z * z / (2.0 * n)
    half = z * math.sqrt(max(share * (1.0 - share) / n + z * z / (4.0 * n * n), 0.0))
    scale = 1.0 + z * z / n
    return Interval(max((centre - half) / scale, 0.0), min((centre + half) / scale, 1.0))


def newcombe_interval(share: float, n: float, other_share: float, other_n: float, level: float = LEVEL) -> Interval:
    """The interval of a difference of two shares, from the score interval of each (Newcombe 1998, method 10).

    >>> tuple(round(end, 4) for end in newcombe_interval(56 / 70, 70, 48 / 80, 80))
    (0.0524, 0.3339)
    """
    mine, other = wilson_interval(share, n, level), wilson_interval(other_share, other_n, level)
    return _square_and_add((share, *mine), (other_share, *other))


def risk_ratio_interval(
    share: float, n: float, other_share: float, other_n: float, level: float = LEVEL
) -> Optional[Interval]:
    """The interval of a ratio of two shares, normal on the log scale (Katz et al. 1978); None where a share is 0.

    The logarithm of the ratio has the variance (1 − p)/(n·p) + (1 − q)/(m·q), by the delta method.

    >>> tuple(round(end, 4) for end in risk_ratio_interval(56 / 70, 70, 48 / 80, 80))
    (1.0766, 1.6512)
    """
    if share <= 0.0 or other_share <= 0.0:
        return None
    error = math.sqrt((1.0 - share) / (n * share) + (1.0 - other_share) / (other_n * other_share))
    z = normal_quantile(1.0 - _tail(level))
    ratio = share / other_share
    return Interval(ratio * math.exp(-z * error), ratio * math.exp(z * error))


def effective_size(total: float, squares: float) -> float:
    """How many equal answers weigh as much, from the sum of the weights and that of their squares: (Σw)²/Σw² (Kish 1965).
    0 of nothing.

    >>> effective_size(1.0 + 1.0 + 2.0, 1.0 + 1.0 + 4.0), effective_size(0.0, 0.0)
    (2.6666666666666665, 0.0)
    """
    return total * total / squares if squares else 0.0


def dispersion_index(counts: Sequence[float], exposures: Optional[Sequence[float]] = None) -> Optional[float]:
    """How much more counts vary than Poisson counts of one common rate would: Pearson's χ² over its degrees of freedom.

    Equal exposures unless given; then it is the variance over the mean. About 1 where incidents come singly and the
    rate is the same everywhere, above 1 where they come in clusters. Places of no exposure do not take part; None with
    fewer than two places or nothing counted in them.

    >>> dispersion_index([2, 4, 6]), dispersion_index([2, 4, 6], [1, 2, 3])
    (1.0, 0.0)
    """
    x = np.asarray(counts, dtype=float)
    e = np.ones_like(x) if exposures is None else np.asarray(exposures, dtype=float)
    x, e = x[e > 0], e[e > 0]
    if x.size < 2 or x.sum() <= 0:
        return None
    expected = e * (x.sum() / e.sum())
    return float((((x - expected) ** 2) / expected).sum() / (x.size - 1))
