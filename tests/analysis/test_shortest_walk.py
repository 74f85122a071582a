"""The walk ends where linear programming says the best point is."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from drugscene_plugin.analysis.shortest_walk import Walk


def best(rows, low, high, prices, rewards):
    """The highest reward less prices, by SciPy: each move is a step up less a step down, and pays for both."""
    number = len(low)
    up_and_down = np.array([*(np.asarray(prices) - rewards), *(np.asarray(prices) + rewards)])
    matrix = np.zeros((len(rows), 2 * number))
    for at, row in enumerate(rows):
        for column, factor in row.items():
            matrix[at, column], matrix[at, number + column] = factor, -factor
    bounds = [(0, end) for end in high] + [(0, -end) for end in low]
    return -linprog(up_and_down, A_eq=matrix, b_eq=np.zeros(len(rows)), bounds=bounds, method="highs").fun


@pytest.mark.parametrize("seed", range(60))
def test_it_earns_as_much_as_can_be_earned(seed):
    rng = np.random.default_rng(seed)
    number = int(rng.integers(3, 25))
    rows = []
    for _ in range(int(rng.integers(1, number))):
        some = rng.choice(number, size=int(rng.integers(2, min(number, 6) + 1)), replace=False)
        rows.append({int(column): float(rng.choice((-1, 1))) for column in some})
    low, high = (-rng.integers(0, 11, number)).astype(float), rng.integers(0, 11, number).astype(float)
    prices = np.where(rng.random(number) < 0.5, 0.0, rng.integers(1, 30, number)).astype(float)
    rewards = np.where(rng.random(number) < 0.2, rng.random(number), 0.0)
    rewards[rng.integers(number)] = 2 * prices.sum() + 1
    end = np.array(Walk(rows, low.tolist(), high.tolist(), prices.tolist(), rewards.tolist()).end())
    assert (end >= low - 1e-7).all() and (end <= high + 1e-7).all()
    assert all(abs(sum(factor * end[column] for column, factor in row.items())) < 1e-7 for row in rows)
    earned = float(rewards @ end - prices @ np.abs(end))
    assert earned == pytest.approx(best(rows, low, high, prices, rewards), rel=1e-6, abs=1e-6)


def test_without_sums_each_move_goes_as_far_as_it_pays():
    assert Walk([], [-3.0, -3.0], [4.0, 4.0], [0.0, 2.0], [1.0, 1.0]).end() == [4.0, 0.0]


def test_a_sum_that_says_the_same_twice_is_no_hindrance():
    rows = [{0: 1.0, 1: 1.0}, {0: -1.0, 1: -1.0}]
    assert Walk(rows, [-5.0, -2.0], [5.0, 5.0], [0.0, 0.0], [1.0, 0.0]).end() == [2.0, -2.0]
