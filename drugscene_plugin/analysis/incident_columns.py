"""Columns of incidents as they are read, made into numbers: days, minutes, codes, counts. Rows are never kept.

A column is a NumPy array of bytes (fixed width, or objects), of ``datetime64`` or of numbers, possibly masked. Texts that
mean that nothing is known (blank, "Värde saknas") are missing. What is the same for many rows is worked out once.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import lru_cache
from typing import Any, Callable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..domain.errors import Refusal
from ..domain.period import summer_time, swedish_clock

MISSING, UNREADABLE = -1, -2
"""Instead of a day: there is none; there is one that cannot be read."""

FIRST_YEAR, LAST_YEAR = 1900, 2099
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()

_LOOKED_AT = 1_000
"""About how many rows are looked at to tell how a column writes its days."""

_NOTHING = {"", "värde saknas", "null"}
_EPOCH = date(1970, 1, 1).toordinal()


class DateFormat(str, Enum):
    """How a column writes days."""

    ISO = "iso"
    MONTH_FIRST = "month_first"
    DOTS = "dots"


class Clock(str, Enum):
    """What a column of times without an offset shows: Swedish clocks, or UTC."""

    SWEDISH = "swedish"
    UTC = "utc"


_PATTERNS = {
    DateFormat.ISO: re.compile(
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
        r"(?:[ T](?P<H>\d{2}):(?P<M>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?P<z>Z|[+-]\d{2}(?::?\d{2})?)?)?"
    ),
    DateFormat.MONTH_FIRST: re.compile(
        r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})(?: (?P<H>\d{2}):(?P<M>\d{2}))?"
    ),
    DateFormat.DOTS: re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?: (?P<H>\d{2})[:.](?P<M>\d{2}))?"),
}


def text_of(value: Any) -> str:
    """A value as text without blanks at its ends: bytes as UTF-8 or, where they are none, Windows-1252; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8").strip(" \t\r\n\0\ufeff\xa0")
        except UnicodeDecodeError:
            return value.decode("cp1252", "replace").strip(" \t\r\n\0\xa0")
    return str(value).strip()


def is_nothing(text: str) -> bool:
    """Whether a text says that nothing is known.

    >>> is_nothing("Värde saknas"), is_nothing(" "), is_nothing("0")
    (True, True, False)
    """
    return text.strip().lower() in _NOTHING


def masked(column: np.ndarray) -> np.ndarray:
    """Which rows of a column hold nothing because they are masked."""
    mask = getattr(column, "mask", False)
    return np.zeros(len(column), dtype=bool) if mask is False or np.ndim(mask) == 0 else np.asarray(mask)


def plain_of(column: np.ndarray) -> np.ndarray:
    """The values of a column, whatever stands where it is masked."""
    return np.asarray(column.data) if isinstance(column, np.ma.MaskedArray) else np.asarray(column)


def fixed_width(column: np.ndarray) -> np.ndarray:
    """A column of text as bytes of one width, with nothing where it is masked."""
    mask = masked(column)
    plain = plain_of(column)
    if plain.dtype.kind == "O":
        plain = np.array(
            [b"" if v is None else v if isinstance(v, bytes) else str(v).encode() for v in plain], dtype="S"
        )
    elif plain.dtype.kind == "U":
        plain = np.char.encode(plain, "utf-8")
    if plain.dtype.kind != "S":
        raise TypeError(plain.dtype)
    if mask.any():
        plain = plain.copy()
        plain[mask] = b""
    if plain.dtype.itemsize == 0:
        plain = plain.astype("S1")
    return np.ascontiguousarray(plain)


def distinct(column: np.ndarray) -> Tuple[List[bytes], np.ndarray]:
    """The different texts of a fixed-width column, and for each row the number of its text."""
    width = column.dtype.itemsize
    if width <= 8:  # as numbers they sort many times faster
        padded = np.zeros(len(column), dtype="S8")
        padded[:] = column
        keys, inverse = np.unique(padded.view(np.uint64), return_inverse=True)
        return keys.view("S8").tolist(), inverse.reshape(-1)
    texts, inverse = np.unique(column, return_inverse=True)
    return texts.tolist(), inverse.reshape(-1)


_BAD = -(1 << 28)
"""Instead of a number that two bytes do not write: a sum with it is below 0, and fits."""


def _pairs(values: Mapping[int, int]) -> np.ndarray:
    """A table from the two bytes that write each number to its value; ``_BAD`` for all other bytes."""
    table = np.full(1 << 16, _BAD, dtype=np.int32)
    for number, value in values.items():
        tens, ones = divmod(number, 10)
        table[(48 + tens) | (48 + ones) << 8] = value
    return table


# What two digits add to the place of a day in the calendar, which gives every month 31 days.
_YEAR_DAYS = 12 * 31
_CENTURY = _pairs({c: (100 * c - FIRST_YEAR) * _YEAR_DAYS for c in range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1)})
_YEAR = _pairs({y: y * _YEAR_DAYS for y in range(100)})
_SHORT_YEAR = _pairs({y: (y + (2000 if y < 70 else 1900) - FIRST_YEAR) * _YEAR_DAYS for y in range(100)})
_MONTH = _pairs({m: (m - 1) * 31 for m in range(1, 13)})
_DAY = _pairs({d: d - 1 for d in range(1, 32)})
# And to minutes and codes.
_HOUR = _pairs({h: h * 60 for h in range(24)})
_NUMBER = _pairs({n: n for n in range(100)})
_MINUTE = _pairs({m: m for m in range(60)})
_HUNDREDS = _pairs({n: n * 100 for n in range(100)})


def _looked_up(table: np.ndarray, column: np.ndarray, at: int) -> np.ndarray:
    """What a table of pairs says of the two bytes from ``at`` in each row."""
    width = column.dtype.itemsize
    if at + 2 > width:
        return np.full(len(column), _BAD, dtype=np.int32)
    raw: np.ndarray = np.ndarray(len(column), dtype="<u2", buffer=column.data, offset=at, strides=(width,))
    found: np.ndarray = table.take(raw, mode="clip")  # nothing to clip: the mode saves a copy
    return found


def _byte(column: np.ndarray, at: int) -> np.ndarray:
    """The byte at a place of each row; 0 after the end."""
    width = column.dtype.itemsize
    if at >= width:
        return np.zeros(len(column), dtype=np.uint8)
    return np.ndarray(len(column), dtype=np.uint8, buffer=column.data, offset=at, strides=(width,))


def four_digits(column: np.ndarray) -> np.ndarray:
    """The number that each text of a fixed-width column writes in four digits; below 0 where it writes something else."""
    found = _looked_up(_HUNDREDS, column, 0)
    found += _looked_up(_NUMBER, column, 2)
    if column.dtype.itemsize > 4:
        found[_byte(column, 4) != 0] = _BAD
    return found


@lru_cache(maxsize=1)
def _calendar() -> np.ndarray:
    """The ordinal at each place; UNREADABLE where there is no such day, and at the end, where ``_BAD`` leads to."""
    ordinal = np.arange(FIRST_DAY, LAST_DAY + 1, dtype=np.int32)
    day = (ordinal - _EPOCH).astype("M8[D]")
    month = day.astype("M8[M]")
    months = month.astype(np.int64) - (FIRST_YEAR - 1970) * 12
    days = np.full((LAST_YEAR - FIRST_YEAR + 1) * _YEAR_DAYS + 1, UNREADABLE, dtype=np.int32)
    days[months * 31 + (day - month).astype(np.int64)] = ordinal
    return days


class _Layout(NamedTuple):
    """Where days stand in a text: tables and places of their pairs of digits, what stands between, and where they end."""

    digits: Tuple[Tuple[np.ndarray, int], ...]
    between: Tuple[Tuple[int, int], ...]
    end: int


class Times(NamedTuple):
    """The days of a column as ordinals (MISSING, UNREADABLE), and the minutes since midnight (0 where none is given)."""

    day: np.ndarray
    minute: np.ndarray


def date_format(column: np.ndarray, name: str, numbers: np.ndarray) -> Optional[DateFormat]:
    """How a column of text writes its days; None where it holds none.

    Judged by rows evenly spread over the column as far as it is given, never row by row. ``name`` and the rows' ``numbers``
    are those of the source.

    Raises:
        Refusal: ``dates_ambiguous`` where month and day could be either; ``dates_mixed`` where more than one row in ten is
            written otherwise; ``dates_unreadable`` where no format fits. All name how many rows, and three of them.
    """
    step = max(1, len(column) // _LOOKED_AT)
    some_rows = fixed_width(column[::step])
    as_iso = _of_texts(some_rows, DateFormat.ISO).day
    if (as_iso >= 0).any() and (as_iso != UNREADABLE).all():
        return DateFormat.ISO  # as nearly always: all that follows would find the same
    texts, row = distinct(some_rows)
    values = [text_of(text) for text in texts]
    rows_of = np.bincount(row, minlength=len(texts))
    numbers = numbers[::step]
    some = [number for number, value in enumerate(values) if not is_nothing(value)]
    total = int(rows_of[some].sum())
    if not total:
        return None
    fits = {f: [n for n in some if _PATTERNS[f].fullmatch(values[n])] for f in DateFormat}
    best = max(DateFormat, key=lambda f: int(rows_of[fits[f]].sum()))
    fitting = int(rows_of[fits[best]].sum())
    if 2 * fitting <= total:
        raise Refusal(
            "dates_unreadable",
            field=name,
            rows=total - fitting,
            examples=_rows_with(row, numbers, set(some) - set(fits[best])),
        )
    if 10 * fitting < 9 * total:
        raise Refusal(
            "dates_mixed",
            field=name,
            rows=total - fitting,
            examples=_rows_with(row, numbers, set(some) - set(fits[best])),
        )
    if best is DateFormat.MONTH_FIRST:
        _check_month_first(values, fits[best], row, numbers, name)
    return best


def _check_month_first(
    values: Sequence[str], which: Sequence[int], row: np.ndarray, numbers: np.ndarray, name: str
) -> None:
    parts = {n: tuple(map(int, values[n].split("/")[:2])) for n in which}
    if not any(second > 12 for _, second in parts.values()) or any(first > 12 for first, _ in parts.values()):
        unclear = {n for n, (first, second) in parts.items() if first > 12 or second <= 12}
        rows = int(np.isin(row, sorted(unclear)).sum())
        raise Refusal("dates_ambiguous", field=name, rows=rows, examples=_rows_with(row, numbers, unclear))


def _rows_with(row: np.ndarray, numbers: np.ndarray, texts: Any) -> str:
    """The numbers of up to three rows with one of the texts."""
    return ", ".join(str(int(number)) for number in numbers[np.isin(row, sorted(texts))][:3])


def read_times(
    column: np.ndarray,
    how: Optional[DateFormat],
    clock: Clock = Clock.SWEDISH,
    clock_column: Optional[np.ndarray] = None,
    minutes: bool = False,
) -> Times:
    """The days, and where ``minutes`` are asked for the minutes, of a column of dates or times, on Swedish clocks.

    ``clock_column`` holds times of day as HHmm. A time that says its offset is brought to Swedish clocks; one without is
    taken as ``clock`` says.
    """
    if np.asarray(column).dtype.kind == "M":
        times = _of_datetimes(column)
    else:
        times = _of_texts(fixed_width(column), how or DateFormat.ISO)
    if clock_column is not None and (minutes or clock is Clock.UTC):
        times = Times(times.day, _of_clock(clock_column))
    if clock is Clock.UTC:
        times = to_swedish(times)
    return times


class DateColumn:
    """A column of dates that comes in batches: how it writes its days is recognised once, for all of them.

    ``name`` is what the source calls it; ``clock`` and ``minutes`` are as in :func:`read_times`.
    """

    def __init__(self, name: str, clock: Clock = Clock.SWEDISH, minutes: bool = False) -> None:
        self._name, self._clock, self._minutes = name, clock, minutes
        self._format: Optional[DateFormat] = None

    def times(self, column: np.ndarray, clock_column: Optional[np.ndarray], numbers: np.ndarray) -> Times:
        """The times of some rows, whose ``numbers`` are those of the source.

        Raises:
            Refusal: as :func:`date_format`.
        """
        if self._format is None and np.asarray(column).dtype.kind != "M":
            self._format = date_format(column, self._name, numbers)
        return read_times(column, self._format, self._clock, clock_column, self._minutes)


def _of_datetimes(column: np.ndarray) -> Times:
    moments = plain_of(column)
    mask = masked(column) | np.isnat(moments)
    days = moments.astype("M8[D]")
    ordinal = days.astype(np.int64) + _EPOCH
    minute = (moments.astype("M8[m]") - days.astype("M8[m]")).astype(np.int64)
    far = (ordinal < FIRST_DAY) | (ordinal > LAST_DAY)
    ordinal[far] = UNREADABLE
    ordinal[mask] = MISSING
    minute[mask | far] = 0
    return Times(ordinal.astype(np.int32), minute.astype(np.int32))


_LAYOUTS = {
    DateFormat.ISO: _Layout(((_CENTURY, 0), (_YEAR, 2), (_MONTH, 5), (_DAY, 8)), ((4, 45), (7, 45)), 10),
    DateFormat.DOTS: _Layout(((_CENTURY, 6), (_YEAR, 8), (_MONTH, 3), (_DAY, 0)), ((2, 46), (5, 46)), 10),
    DateFormat.MONTH_FIRST: _Layout(((_SHORT_YEAR, 6), (_MONTH, 0), (_DAY, 3)), ((2, 47), (5, 47)), 8),
}


def _of_texts(column: np.ndarray, how: DateFormat) -> Times:
    layout, width = _LAYOUTS[how], column.dtype.itemsize
    place = np.zeros(len(column), dtype=np.int32)
    for table, at in layout.digits:
        place += _looked_up(table, column, at)
    good = np.ones(len(column), dtype=bool)
    for at, byte in layout.between:
        good &= _byte(column, at) == byte
    minute = np.zeros(len(column), dtype=np.int32)
    if width > layout.end:
        # After the day either nothing, or a blank or T and hours and minutes; all else is read one by one.
        after = _byte(column, layout.end)
        minute = _looked_up(_HOUR, column, layout.end + 1)
        minute += _looked_up(_MINUTE, column, layout.end + 4)
        timed = (minute >= 0) & (_byte(column, layout.end + 3) == 58)
        timed &= (after == 32) | (after == 84)
        if not timed.all():
            minute[~timed] = 0
            timed |= after == 0
        good &= timed
        if width > layout.end + 6:
            good &= _byte(column, layout.end + 6) == 0
    place[~good] = _BAD
    day: np.ndarray = _calendar().take(np.maximum(place, -1, out=place), mode="wrap")
    unsure = np.flatnonzero(day < 0)
    if len(unsure):
        texts, row = distinct(column[unsure])
        read = np.array([_one(text_of(text), how) for text in texts], dtype=np.int32).reshape(-1, 2)
        day[unsure], minute[unsure] = read[row, 0], read[row, 1]
    return Times(day, minute)


def _one(text: str, how: DateFormat) -> Tuple[int, int]:
    """The day and minute that one text writes."""
    if is_nothing(text):
        return MISSING, 0
    match = _PATTERNS[how].fullmatch(text)
    if match is None:
        return UNREADABLE, 0
    part = match.groupdict()
    year = int(part["y"]) + ((2000 if int(part["y"]) < 70 else 1900) if len(part["y"]) == 2 else 0)
    try:
        moment = datetime(year, int(part["m"]), int(part["d"]), int(part["H"] or 0), int(part["M"] or 0))
    except ValueError:
        return UNREADABLE, 0
    offset = part.get("z")
    if offset:
        digits = offset[1:].replace(":", "").ljust(4, "0")
        east = timedelta() if offset == "Z" else timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        moment = swedish_clock(moment.replace(tzinfo=timezone(-east if offset[0] == "-" else east)))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return UNREADABLE, 0
    return moment.toordinal(), moment.hour * 60 + moment.minute


def _of_clock(column: np.ndarray) -> np.ndarray:
    """Minutes since midnight of times of day written HHmm or HH:mm; numbers have lost their leading zeros. Else 0."""
    values = plain_of(column)
    if values.dtype.kind in "iuf":
        whole = np.nan_to_num(values).astype(np.int64)
        minute = np.where((whole // 100 < 24) & (whole % 100 < 60) & (whole >= 0), whole // 100 * 60 + whole % 100, 0)
        known: np.ndarray = np.where(masked(column), 0, minute).astype(np.int32)
        return known
    texts, row = distinct(fixed_width(column))
    minutes = []
    for text in texts:
        match = re.fullmatch(r"(\d{1,2}):?(\d{2})(?::\d{2})?", text_of(text))
        good = match and int(match[1]) < 24 and int(match[2]) < 60
        minutes.append(int(match[1]) * 60 + int(match[2]) if match and good else 0)
    found: np.ndarray = np.array(minutes, dtype=np.int32)[row]
    return found


@lru_cache(maxsize=1)
def _changes() -> Tuple[np.ndarray, np.ndarray]:
    """The minutes (from ordinal 0, UTC) at which Swedish clocks change, and how far ahead of UTC they are after each."""
    at, ahead = [0], [60]
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        summer = summer_time(year)
        for moment, minutes in zip(summer or (), (120, 60)):
            at.append(moment.toordinal() * 1440 + moment.hour * 60)
            ahead.append(minutes)
    return np.array(at, dtype=np.int64), np.array(ahead, dtype=np.int64)


def to_swedish(times: Times) -> Times:
    """Times in UTC as Swedish clocks show them."""
    at, ahead = _changes()
    utc = times.day.astype(np.int64) * 1440 + times.minute
    shown = utc + ahead[np.searchsorted(at, utc, side="right") - 1]
    known = times.day >= 0
    return Times(
        np.where(known, shown // 1440, times.day).astype(np.int32), np.where(known, shown % 1440, 0).astype(np.int32)
    )


def middle(start: Times, end: Times) -> Times:
    """The moment halfway between two, by elapsed time, on Swedish clocks; both ends must be known."""
    at, ahead = _changes()
    # What clocks show at each change, in summer time: an hour left out belongs to winter, one that comes twice to summer.
    shown = at + np.maximum(ahead, np.concatenate([ahead[:1], ahead[:-1]]))
    half = np.zeros(len(start.day), dtype=np.int64)
    for times in (start, end):
        clock = times.day.astype(np.int64) * 1440 + times.minute
        half += clock - ahead[np.maximum(np.searchsorted(shown, clock, side="right") - 1, 0)]
    half //= 2
    return to_swedish(Times((half // 1440).astype(np.int32), (half % 1440).astype(np.int32)))


def read_counts(column: Optional[np.ndarray], length: int) -> Tuple[Optional[np.ndarray], Optional[np.ndarray]]:
    """How many incidents each row stands for, and which rows do not say so in a whole number above 0.

    (None, None) without a column: each row is one. A row whose count is bad counts as one, so that it can be reported.
    """
    if column is None:
        return None, None
    values = plain_of(column)
    if values.dtype.kind not in "iufb":
        texts, row = distinct(fixed_width(column))
        values = np.array([_number(text_of(text)) for text in texts])[row]
    numbers = values.astype(np.float64)
    with np.errstate(invalid="ignore"):
        bad = masked(column) | ~np.isfinite(numbers) | (numbers < 1) | (numbers != np.floor(numbers)) | (numbers > 1e6)
    return np.where(bad, 1.0, numbers), bad


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ".").replace("\xa0", "").replace(" ", ""))
    except ValueError:
        return float("nan")


Transform = Callable[[np.ndarray, np.ndarray], Tuple[np.ndarray, np.ndarray]]
"""Brings coordinates of a source to the store's CRS."""
