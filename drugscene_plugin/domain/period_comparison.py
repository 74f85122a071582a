"""Whether two spans of days may be compared, and how."""

from __future__ import annotations

from typing import Optional

from .errors import Refusal
from .period import Period


def calendar_months(period: Period) -> Optional[int]:
    """How many whole months a period has, from its first day; None where it ends on another day of the month.

    >>> from datetime import date
    >>> calendar_months(Period(date(2023, 10, 1), date(2024, 4, 1)))
    6
    """
    start, end = period.start, period.end
    return (end.year - start.year) * 12 + end.month - start.month if start.day == end.day else None


def same_season(first: Period, second: Period) -> bool:
    """Whether both start on the same day of the year."""
    return (first.start.month, first.start.day) == (second.start.month, second.start.day)


def require_comparable(earlier: Period, later: Period) -> None:
    """Refuse to compare spans that differ in length, overlap, or stand in the wrong order.

    Equal are spans of the same number of days, and those of the same number of whole calendar months, such as 2023 and
    2024: these differ by the length of their months or by a leap day, and rates per day take care of it.

    Raises:
        Refusal: naming both spans.
    """
    first, second = f"{earlier.start}–{earlier.end}", f"{later.start}–{later.end}"
    if later.start < earlier.end:
        raise Refusal("periods_overlap", earlier=first, later=second)
    months = calendar_months(earlier)
    if earlier.days != later.days and (months is None or months != calendar_months(later)):
        raise Refusal(
            "periods_differ_in_length",
            earlier=first,
            later=second,
            earlier_days=earlier.days,
            later_days=later.days,
        )
