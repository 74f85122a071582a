"""Incidents on points with others, against a plain count of the points."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drugscene_plugin.analysis.stacked_points import StackedPoints


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 4)), max_size=40),
        min_size=1,
        max_size=4,
    ),
    st.integers(2, 30),
    st.booleans(),
)
def test_as_many_stand_on_full_points_as_a_count_of_the_points_says(batches, at_least, weighted):
    stacks, by_hand = StackedPoints(at_least), Counter()
    for batch in batches:
        x, y, many = np.array(batch, dtype=float).reshape(-1, 3).T
        stacks.add(x.copy(), y.copy(), many if weighted else None)
        for east, north, number in batch:
            by_hand[east, north] += number if weighted else 1
    assert stacks.total() == sum(number for number in by_hand.values() if number >= at_least)


def test_no_points_stand_nowhere():
    assert StackedPoints(20).total() == 0
