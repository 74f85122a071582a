"""Periods of whole days, and Swedish clocks computed without a tz database."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.period import Period, summer_time, swedish_clock, utc_of_clock

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_the_start_is_in_and_the_end_is_not():
    year = Period(date(2023, 1, 1), date(2024, 1, 1))
    assert year.holds(date(2023, 1, 1)) and year.holds(date(2023, 12, 31))
    assert not year.holds(date(2022, 12, 31)) and not year.holds(date(2024, 1, 1))
    assert year.days == 365


@pytest.mark.parametrize("end", [date(2023, 1, 1), date(2022, 1, 1)])
def test_a_period_without_a_day_is_refused(end):
    with pytest.raises(Refusal, match="period_empty"):
        Period(date(2023, 1, 1), end)


@pytest.mark.parametrize("year", range(1981, 2038))
def test_clocks_change_when_the_tz_database_says(year):
    for change in summer_time(year):
        for minutes in (-1, 0, 1):
            moment = (change + timedelta(minutes=minutes)).replace(tzinfo=timezone.utc)
            assert swedish_clock(moment) == moment.astimezone(STOCKHOLM).replace(tzinfo=None)


def test_both_changes_of_2024_are_known_to_the_minute():
    def at(*utc):
        return swedish_clock(datetime(*utc, tzinfo=timezone.utc))

    assert at(2024, 3, 31, 0, 59) == datetime(2024, 3, 31, 1, 59)
    assert at(2024, 3, 31, 1, 0) == datetime(2024, 3, 31, 3, 0)
    assert at(2024, 10, 27, 0, 59) == datetime(2024, 10, 27, 2, 59)
    assert at(2024, 10, 27, 1, 0) == datetime(2024, 10, 27, 2, 0)


def test_of_an_hour_that_comes_twice_the_first_is_taken():
    assert utc_of_clock(datetime(2024, 10, 27, 2, 30)) == datetime(2024, 10, 27, 0, 30)
    assert utc_of_clock(datetime(2024, 7, 1, 12)) == datetime(2024, 7, 1, 10)
    assert utc_of_clock(datetime(2024, 1, 1, 12)) == datetime(2024, 1, 1, 11)
