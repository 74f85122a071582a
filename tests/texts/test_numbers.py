"""Numbers as people read them, in both languages."""

from __future__ import annotations

import pytest

from drugscene_plugin.texts.numbers import number_text, percent_text, rounded_text, signed_text


@pytest.mark.parametrize(
    "value, decimals, swedish, english",
    [
        (1234.56, 1, "1\u202f234,6", "1\u202f234.6"),
        (-1234567, 0, "\u22121\u202f234\u202f567", "\u22121\u202f234\u202f567"),
        (0, 0, "0", "0"),
        (-0.004, 2, "0,00", "0.00"),
    ],
)
def test_a_number_has_the_languages_decimal_mark_and_spaces_that_do_not_break(value, decimals, swedish, english):
    assert number_text(value, decimals, "sv") == swedish
    assert number_text(value, decimals, "en") == english


@pytest.mark.parametrize(
    "value, shown",
    [(1383.6, "1\u202f384"), (51.14, "51.1"), (0.8561, "0.856"), (0.04431, "0.0443"), (0, "0"), (1e-30, "0.000000000000"),
     (-2.5, "\u22122.50"), (999.9, "1\u202f000")],
)  # fmt: skip
def test_a_ratio_has_three_digits_that_say_something(value, shown):
    assert rounded_text(value, 3, "en") == shown


def test_a_change_says_its_sign_and_none_says_so():
    assert [signed_text(n, 0, "sv") for n in (3, -2, 0)] == ["+3", "\u22122", "±0"]
    assert signed_text(0.001, 1, "sv") == "±0,0"


def test_a_share_is_in_per_cent():
    assert percent_text(0.3911, 1, "sv") == "39,1\u00a0%"
