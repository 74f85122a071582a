"""A suppression proves itself: it cannot be made where a withheld count could be told."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.counted import CellSystem, Counted, Derived, Relation, nested, together
from drugscene_plugin.domain.suppression import DEFAULT_RULES, Rules, Suppression

ALL, A, B, C = ("all",), ("a",), ("b",), ("c",)
VALUES = {ALL: 40, A: 3, B: 7, C: 30}
SYSTEM = CellSystem(VALUES, (Relation(ALL, (A, B, C)),), frozenset(VALUES))
FREE = ({A: 8, B: 2}, {A: 1, B: 9})


def suppression(primary=(A,), secondary=(B,), witnesses=FREE, system=SYSTEM, rules=DEFAULT_RULES):
    return Suppression(system, rules, frozenset(primary), frozenset(secondary), tuple(witnesses))


def test_one_with_witnesses_stands():
    found = suppression()
    assert found.withheld == {A, B} and found.withholds(A) and not found.withholds(C)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"primary": (), "secondary": (B, C)}, "small and shown"),
        ({"witnesses": ()}, "can be told"),
        ({"witnesses": ({A: 5, B: 5},)}, "to within 2"),
        ({"witnesses": ({A: 8, B: 3},)}, "breaks the sum"),
        ({"witnesses": ({A: 8, C: 25},)}, "which is shown"),
        ({"witnesses": ({A: 0, B: 10},)}, "makes 0"),
        ({"secondary": ()}, "which is shown"),
    ],
)
def test_one_that_would_tell_cannot_be_made(given, why):
    with pytest.raises(ValueError, match=why):
        suppression(**given)


def test_a_zero_may_be_thought_of_where_zeros_are_withheld():
    free = ({A: 8, B: 2}, {A: 0, B: 10})
    assert suppression(witnesses=free, rules=Rules(5, show_zero=False)).withholds(A)


def test_a_calculated_number_goes_with_any_of_its_cells_or_if_it_rests_on_too_few():
    found = suppression(rules=Rules(5, minimum_n=20))
    assert found.withholds_derived(Derived((C, A)))
    assert not found.withholds_derived(Derived((C,), rests_on=20))
    assert found.withholds_derived(Derived((C,), rests_on=19))


def test_tables_that_disagree_about_a_cell_are_not_put_together():
    one, other = Counted({A: 3}, cells={(0, "n"): A}), Counted({A: 4}, cells={(0, "n"): A})
    with pytest.raises(ValueError, match="in one table"):
        together([one, other])
    assert together([one, Counted({A: 3, B: 1})]).shown == {A}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"values": {A: -1}}, "no count"),
        ({"values": {A: 1}, "relations": (Relation(ALL, (A,)),)}, "no value"),
        ({"values": {A: 1, ALL: 2}, "relations": (Relation(ALL, (A,)),)}, "sum to 1"),
        ({"values": {A: 1}, "cells": {(0, "n"): B}}, "no value"),
    ],
)
def test_what_counts_must_add_up(given, why):
    with pytest.raises(ValueError, match=why):
        Counted(**given)


def test_what_lies_between_two_bands_is_a_cell():
    name, value, relation = nested(A, ALL, VALUES)
    assert value == 37 and relation == Relation(ALL, (A, name))
