"""Which spans of days may be compared."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.period_comparison import calendar_months, require_comparable, same_season


def days(start, end):
    return Period(date.fromisoformat(start), date.fromisoformat(end))


YEAR_2023, YEAR_2024 = days("2023-01-01", "2024-01-01"), days("2024-01-01", "2025-01-01")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (YEAR_2023, YEAR_2024),  # 365 and 366 days
        (days("2023-02-01", "2023-03-01"), days("2024-02-01", "2024-03-01")),
        (days("2023-01-10", "2023-02-20"), days("2024-01-10", "2024-02-20")),  # as many days
        (days("2022-01-01", "2023-01-01"), YEAR_2023),
    ],
)
def test_equal_spans_are_compared(earlier, later):
    require_comparable(earlier, later)


@pytest.mark.parametrize(
    ("earlier", "later", "code"),
    [
        (YEAR_2023, days("2024-01-01", "2024-10-01"), "periods_differ_in_length"),
        (days("2023-02-01", "2023-03-02"), days("2024-02-01", "2024-03-02"), "periods_differ_in_length"),
        (YEAR_2023, days("2023-07-01", "2024-07-01"), "periods_overlap"),
        (YEAR_2024, YEAR_2023, "periods_overlap"),
        (YEAR_2023, YEAR_2023, "periods_overlap"),
    ],
)
def test_others_are_refused_by_name(earlier, later, code):
    with pytest.raises(Refusal) as refused:
        require_comparable(earlier, later)
    assert refused.value.code == code
    assert str(later.start) in refused.value.values["later"]


def test_whole_months_are_counted_from_any_day():
    assert calendar_months(days("2023-10-15", "2024-01-15")) == 3
    assert calendar_months(days("2023-10-15", "2024-01-14")) is None


def test_the_season_is_that_of_the_first_day():
    assert same_season(YEAR_2023, YEAR_2024)
    assert not same_season(days("2023-01-01", "2023-04-01"), days("2023-07-01", "2023-10-01"))
