"""The cheapest way ends where linear programming says the best point is."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from drugscene_plugin.analysis.cheapest_way import Ways, cheapest_way


def found(rows, low, high, prices, goal, far, **given):
    """How large each move is at the end."""
    touching = [[(number, row[move]) for number, row in enumerate(rows) if move in row] for move in range(len(low))]
    ways = Ways([tuple(row.items()) for row in rows], touching, list(low), list(high), list(prices))
    sizes = cheapest_way(ways, goal, far, **given)
    return np.array([sizes.get(move, 0.0) for move in range(len(low))])


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


@pytest.mark.parametrize("seed", range(120))
def test_it_goes_as_far_as_it_can_for_the_least_that_it_can(seed):
    rng = np.random.default_rng(seed)
    number = int(rng.integers(3, 25))
    rows = []
    for _ in range(int(rng.integers(1, number))):
        some = rng.choice(number, size=int(rng.integers(2, min(number, 6) + 1)), replace=False)
        rows.append({int(column): int(rng.choice((-1, 1))) for column in some})
    low, high = (-rng.integers(0, 11, number)).astype(float), rng.integers(0, 11, number).astype(float)
    prices = rng.integers(1, 30, number).astype(float)
    goal = int(rng.integers(number))
    prices[goal], low[goal], high[goal] = 0.0, -7.0, 7.0
    far = float(rng.choice((-7, 7)))
    end = found(rows, low, high, prices, goal, far)
    assert (end >= low - 1e-7).all() and (end <= high + 1e-7).all()
    assert all(abs(sum(factor * end[column] for column, factor in row.items())) < 1e-7 for row in rows)
    rewards = np.zeros(number)
    rewards[goal] = np.sign(far) * (2 * prices.sum() + 1)
    earned = float(rewards @ end - prices @ np.abs(end))
    assert earned == pytest.approx(best(rows, low, high, prices, rewards), rel=1e-6, abs=1e-6)


def test_what_is_too_dear_or_held_stays_where_it_is():
    rows, low, high, prices = [{0: 1, 1: 1, 2: 1, 3: 1}], [-9.0] * 4, [9.0] * 4, [0.0, 1.0, 5.0, 7.0]
    assert found(rows, low, high, prices, 0, 4.0).tolist() == [4, -4, 0, 0]
    assert found(rows, low, high, prices, 0, 4.0, held=[1]).tolist() == [4, 0, -4, 0]
    assert found(rows, low, high, prices, 0, 4.0, held=[1], ceiling=4.0).tolist() == [0, 0, 0, 0]


def test_without_sums_the_goal_goes_alone():
    assert found([], [-3.0, -3.0], [4.0, 4.0], [0.0, 2.0], 0, 4.0).tolist() == [4, 0]


def test_a_sum_that_says_the_same_twice_is_no_hindrance():
    rows = [{0: 1, 1: 1}, {0: -1, 1: -1}]
    assert found(rows, [-5.0, -2.0], [5.0, 5.0], [0.0, 0.0], 0, 5.0).tolist() == [2, -2]


def test_whoever_watches_may_stop_it():
    class Stopped(Exception):
        pass

    def stop():
        raise Stopped

    with pytest.raises(Stopped):
        found([{0: 1, 1: 1}], [-5.0, -2.0], [5.0, 5.0], [0.0, 0.0], 0, 5.0, go_on=stop)
