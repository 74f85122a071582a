"""How a refused release is told: which earlier one, which numbers, and what is set otherwise."""

from __future__ import annotations

import pytest

from drugscene_plugin.analysis.release_audit import check_release
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.release_register import Change
from drugscene_plugin.texts.labels import field_label
from drugscene_plugin.texts.messages import message
from drugscene_plugin.texts.release_words import cells_text, changes_text
from tests.analysis.test_release_audit import county, release


def test_who_is_refused_reads_which_release_which_numbers_and_what_to_set_back():
    first = release(county([20, 30, 40]), concentration={"band": 100.0})
    second = release(county([22, 30, 40], band=150), concentration={"band": 150.0})
    with pytest.raises(Refusal) as refused:
        check_release(second, [first])
    english, swedish = message(refused.value, "en"), message(refused.value, "sv")
    assert "round 2023 (revision 1) on 2024-02-01" in english and "kartläggning 2023 (revision 1)" in swedish
    assert "a · Beside the scene · Violence · 2023-01-01–2024-01-01 · the difference between 100 m and 150 m" in english
    assert "a · Intill drogscenen · Våld" in swedish and "skillnaden mellan 100 m och 150 m" in swedish
    assert "Crime in and beside the scenes, Width of the band beside (m): 100.0 → 150.0" in english
    assert "100.0 → 150.0" in swedish and "/" not in swedish.split("Några av dem")[1].split("Annat än")[0]


def test_settings_are_said_in_words():
    assert changes_text([Change("", "show_zero", "True", "False")], "sv") == "Visa nollor: Ja → Nej"


def test_a_count_of_the_test_of_change_is_named_by_its_column():
    cell = (
        "change",
        "2023-01-01/2024-01-01",
        "2024-01-01/2025-01-01",
        "2023",
        "100",
        "a",
        "x",
        "violence",
        "treated",
        "after",
    )
    assert cells_text([cell], "en") == (
        "“2023-01-01–2024-01-01 · 2024-01-01–2025-01-01 · 2023 · 100 m · a · x · Violence · "
        + field_label("treated_after", "en")
        + "”"
    )
    assert field_label("treated_after", "en") != "treated_after"
