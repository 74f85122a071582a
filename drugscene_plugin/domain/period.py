"""A span of whole days on Swedish clocks, from its first day (included) to its end (excluded).

Swedish time is computed, not looked up: Windows has no tz database. Sweden keeps UTC+1, and UTC+2 in summer, by
directive 2000/84/EC: from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC (from 1980 to 1995
to the last Sunday of September; before that without summer time). ``tests/domain/test_period.py`` compares it with the tz database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Optional, Tuple

from .errors import Refusal


@dataclass(frozen=True)
class Period:
    """The days from ``start`` (included) to ``end`` (excluded), from midnight to midnight on Swedish clocks."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise Refusal("period_empty", start=self.start, end=self.end)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    def holds(self, day: date) -> bool:
        """Whether a day lies in it.

        >>> year = Period(date(2024, 1, 1), date(2025, 1, 1))
        >>> year.holds(date(2024, 1, 1)), year.holds(date(2025, 1, 1))
        (True, False)
        """
        return self.start <= day < self.end


def _last_sunday(year: int, month: int) -> date:
    day = date(year, month + 1, 1) - timedelta(days=1)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@lru_cache(maxsize=256)
def summer_time(year: int) -> Optional[Tuple[datetime, datetime]]:
    """When summer time begins and ends in a year, in UTC without saying so; None before 1980.

    In 1980 it began in April: the one year of these that the rule does not give.

    >>> summer_time(2024)
    (datetime.datetime(2024, 3, 31, 1, 0), datetime.datetime(2024, 10, 27, 1, 0))
    """
    if year < 1980:
        return None
    begins = date(1980, 4, 6) if year == 1980 else _last_sunday(year, 3)
    ends = _last_sunday(year, 9 if year <= 1995 else 10)
    return datetime(begins.year, begins.month, begins.day, 1), datetime(ends.year, ends.month, ends.day, 1)


def swedish_clock(moment: datetime) -> datetime:
    """What Swedish clocks show at a moment that says its offset from UTC.

    >>> swedish_clock(datetime(2024, 3, 31, 1, 0, tzinfo=timezone.utc))
    datetime.datetime(2024, 3, 31, 3, 0)
    """
    utc = moment.astimezone(timezone.utc).replace(tzinfo=None)
    summer = summer_time(utc.year)
    return utc + timedelta(hours=2 if summer and summer[0] <= utc < summer[1] else 1)


def utc_of_clock(shown: datetime) -> datetime:
    """The moment, in UTC without saying so, at which Swedish clocks show this; of two the first.

    A time that the clocks leave out when summer time begins is taken as winter time.
    """
    summer = summer_time(shown.year)
    in_summer = summer and summer[0] + timedelta(hours=2) <= shown < summer[1] + timedelta(hours=2)
    return shown - timedelta(hours=2 if in_summer else 1)
