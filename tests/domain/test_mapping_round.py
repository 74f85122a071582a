"""A round has a label that can be a file's name, a date, and a place among the others."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import RoundState, previous_round, round_label
from tests.builders import mapping_round


@pytest.mark.parametrize("label", ["2023", "2023-11", "vår_2025", "Å", "1.0", "a" * 32])
def test_a_label_of_letters_digits_and_a_few_signs_is_taken(label):
    assert round_label(f" {label} ") == label
    assert mapping_round(label).label == label


@pytest.mark.parametrize("label", ["", " ", "a" * 33, "2023/11", "..", "-2023", "_x", "a b", "a\nb", "=1", "😀", "a;b"])
def test_another_label_is_refused_by_name(label):
    with pytest.raises(Refusal) as refused:
        round_label(label)
    assert refused.value.code == "round_label_invalid"
    if label.strip():
        with pytest.raises(Refusal):
            mapping_round(label)


@pytest.mark.parametrize(("state", "editable"), [("draft", True), ("in_review", False), ("published", False)])
def test_only_a_draft_can_be_edited(state, editable):
    assert mapping_round(state=RoundState(state)).editable is editable


ROUNDS = [
    mapping_round("2021", date(2021, 12, 1)),
    mapping_round("2023", date(2023, 10, 1)),
    mapping_round("2024", date(2023, 12, 31), from_round="2021"),
    mapping_round("2025", date(2025, 3, 1), from_round="2025"),
]


def test_a_round_is_compared_with_the_one_it_came_from_else_with_the_last_before_it():
    assert [r and r.label for r in (previous_round(each, ROUNDS) for each in ROUNDS)] == [None, "2021", "2021", "2024"]


def test_two_rounds_of_one_date_are_not_each_others_previous():
    twins = [mapping_round("a"), mapping_round("b")]
    assert previous_round(twins[0], twins) is None
    assert previous_round(twins[1], twins) is twins[0]
