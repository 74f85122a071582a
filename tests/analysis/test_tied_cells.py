"""What can move together, and what cannot move at all."""

from __future__ import annotations

import random
from itertools import product

import pytest

from drugscene_plugin.analysis.tied_cells import Moves


def moves(sums, room, may_move=None):
    return Moves(sums, room, may_move or [True] * len(room))


def test_parts_of_a_shown_zero_are_held():
    found = moves([((0, 1), (1, 1))], [0, 0, 7])
    assert set(found.of_cell) == {2} and found.sums == []


def test_the_only_hidden_part_of_a_sum_is_held_and_so_is_what_that_leaves_alone():
    found = moves([((0, 1), (1, 1)), ((1, 1), (2, 1), (3, -1))], [5, 5, 5, 5], [False, True, True, False])
    assert found.of_cell == {}


def test_two_cells_of_a_shown_sum_move_against_each_other_no_further_than_both_may():
    found = moves([((0, 1), (1, 1))], [3, 8])
    assert found.of_cell == {0: 0, 1: 0} and found.sums == []
    signs = dict(found.cells[0])
    assert signs[0] == -signs[1]
    ends = sorted((abs(int(found.low[0])), abs(int(found.high[0]))))
    assert ends == [3, 8]


def test_sums_that_say_the_same_are_one():
    found = moves([((0, 1), (1, 1), (2, -1)), ((0, -1), (1, -1), (2, 1))], [5, 5, 5])
    assert len(found.sums) == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_moves_reach_all_that_the_cells_could_and_nothing_else(seed):
    rng = random.Random(seed)
    number, reach = 5, 2
    room = [rng.choice((0, 0, 1, 2)) for _ in range(number)]
    sums = [
        tuple((cell, rng.choice((-1, 1))) for cell in sorted(rng.sample(range(number), rng.randint(2, 4))))
        for _ in range(rng.randint(1, 3))
    ]
    may_move = [rng.random() < 0.85 for _ in range(number)]
    allowed = [range(-min(room[c], reach), reach + 1) if may_move[c] else (0,) for c in range(number)]
    by_cells = {
        point for point in product(*allowed) if all(sum(sign * point[c] for c, sign in one) == 0 for one in sums)
    }
    found = moves(sums, room, may_move)
    steps = [range(max(int(low), -reach), min(int(high), reach) + 1) for low, high in zip(found.low, found.high)]
    by_moves = set()
    for step in product(*steps):
        if any(sum(factor * step[move] for move, factor in one) for one in found.sums):
            continue
        point = [0] * number
        for move, cells in enumerate(found.cells):
            for cell, sign in cells:
                point[cell] = sign * step[move]
        by_moves.add(tuple(point))
    assert by_moves == by_cells
