"""Columns of incidents: days, times, codes and counts as they are written, and as they must be refused."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drugscene_plugin.analysis.incident_codes import UNKNOWN_CODE, CodeBook
from drugscene_plugin.analysis.incident_columns import (
    MISSING,
    UNREADABLE,
    Clock,
    DateColumn,
    DateFormat,
    Times,
    date_format,
    middle,
    read_counts,
    read_times,
    text_of,
    to_swedish,
)
from drugscene_plugin.domain.crime_groups import CrimeCode, CrimeGroup
from drugscene_plugin.domain.errors import Refusal

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def column(*texts):
    return np.array([t if isinstance(t, bytes) else t.encode() for t in texts], dtype="S")


def days(texts, how=DateFormat.ISO, **more):
    read = read_times(column(*texts), how, **more).day.tolist()
    return [day if day < 0 else date.fromordinal(day).isoformat() for day in read]


def test_iso_days_and_times_of_every_length_are_read():
    texts = ["2024-02-29", "2024-02-29 23:59", "2024-02-29T00:00:00", "2024-02-29 10:00:00.5", "2024-02-29 "]
    assert days(texts) == ["2024-02-29"] * 5


def test_what_is_no_day_is_told_from_what_is_missing():
    texts = ["2023-02-29", "2023-13-01", "1823-01-01", "soon", "2023-01-01 25:00", "", " ", "Värde saknas", "NULL"]
    assert days(texts) == [UNREADABLE] * 5 + [MISSING] * 4
    assert days([b"V\xe4rde saknas", b"2023-01-01"]) == [MISSING, "2023-01-01"]


def test_days_of_other_layouts_are_read():
    assert days(["12/31/23", "1/2/24", "01/02/2024"], DateFormat.MONTH_FIRST) == [
        "2023-12-31",
        "2024-01-02",
        "2024-01-02",
    ]
    assert days(["31.12.2023", "1.2.2024", "31.12.2023 10:15"], DateFormat.DOTS) == [
        "2023-12-31",
        "2024-02-01",
        "2023-12-31",
    ]


def test_a_time_with_an_offset_is_brought_to_swedish_clocks():
    texts = ["2023-12-31T23:30:00Z", "2024-06-30T22:30:00+00:00", "2024-01-01 00:30:00+02:00", "2024-01-01 00:30"]
    assert days(texts) == ["2024-01-01", "2024-07-01", "2023-12-31", "2024-01-01"]


@pytest.mark.parametrize("change", [datetime(2024, 3, 31, 1), datetime(2024, 10, 27, 1), datetime(1995, 9, 24, 1)])
def test_utc_becomes_what_swedish_clocks_show_around_both_changes(change):
    moments = [change + timedelta(minutes=m) for m in range(-1500, 1500, 7)]
    utc = Times(np.array([m.toordinal() for m in moments]), np.array([m.hour * 60 + m.minute for m in moments]))
    shown = to_swedish(utc)
    for moment, day, minute in zip(moments, shown.day.tolist(), shown.minute.tolist()):
        local = moment.replace(tzinfo=timezone.utc).astimezone(STOCKHOLM)
        assert (day, minute) == (local.toordinal(), local.hour * 60 + local.minute)


def test_the_middle_of_a_night_with_a_change_is_by_elapsed_time():
    def at(text):
        return read_times(column(text), DateFormat.ISO, minutes=True)

    def halfway(start, end):
        found = middle(at(start), at(end))
        return found.day[0] - date(2024, 1, 1).toordinal(), found.minute[0]

    spring, autumn = date(2024, 3, 31).toordinal(), date(2024, 10, 27).toordinal()
    first = date(2024, 1, 1).toordinal()
    # 23:00 to 07:00 is seven hours in March and nine in October.
    assert halfway("2024-03-30 23:00", "2024-03-31 07:00") == (spring - first, 3 * 60 + 30)
    assert halfway("2024-10-26 23:00", "2024-10-27 07:00") == (autumn - first, 2 * 60 + 30)
    assert halfway("2024-06-01 10:00", "2024-06-01 12:00")[1] == 11 * 60


def test_datetime_columns_and_masks_are_read():
    values = np.ma.masked_array(
        np.array(["2024-01-01T23:30", "2024-07-01T22:30", "NaT", "2024-01-01"], dtype="M8[ms]"),
        [False, False, False, True],
    )

    def as_days(times):
        return [d if d < 0 else date.fromordinal(d).isoformat() for d in times.day.tolist()]

    assert as_days(read_times(values, None)) == ["2024-01-01", "2024-07-01", MISSING, MISSING]
    assert as_days(read_times(values, None, Clock.UTC)) == ["2024-01-02", "2024-07-02", MISSING, MISSING]
    assert as_days(read_times(values.astype("M8[D]"), None))[:2] == ["2024-01-01", "2024-07-01"]


@pytest.mark.parametrize("clock", [column("0130", "130", "", "2561"), np.array([130.0, 130, np.nan, 2561])])
def test_times_of_day_in_a_column_of_their_own(clock):
    times = read_times(column(*["01/31/24"] * 4), DateFormat.MONTH_FIRST, clock_column=clock, minutes=True)
    assert times.minute.tolist() == [90, 90, 0, 0]


def format_of(values):
    return date_format(values, "BROTTSDATUM", np.arange(1, len(values) + 1))


def test_the_format_of_a_column_is_recognised():
    assert format_of(column("2024-01-01 10:00", "", "2024-01-02")) is DateFormat.ISO
    assert format_of(column("01/31/24", "02/03/24")) is DateFormat.MONTH_FIRST
    assert format_of(column("01.02.2024", "02.02.2024")) is DateFormat.DOTS
    assert format_of(column("", "Värde saknas")) is None
    assert format_of(column(*["2024-01-01"] * 50_000)) is DateFormat.ISO


@pytest.mark.parametrize(
    "texts, code, rows, examples",
    [
        (["", "01/02/24", "03/04/24", "05/06/24", "07/08/24"], "dates_ambiguous", 4, "2, 3, 4"),
        (["31/01/24", "01/31/24"], "dates_ambiguous", 1, "1"),
        (["2024-01-01", "2024-01-01", "2024-01-02", "01/31/24"], "dates_mixed", 1, "4"),
        (["yesterday", "2024-01-01", "today"], "dates_unreadable", 2, "1, 3"),
        (["20240101", "20240102"], "dates_unreadable", 2, "1, 2"),
    ],
)
def test_dates_that_cannot_be_told_are_refused_with_rows_and_examples(texts, code, rows, examples):
    with pytest.raises(Refusal) as refused:
        format_of(column(*texts))
    assert refused.value.code == code
    assert refused.value.values == {"field": "BROTTSDATUM", "rows": rows, "examples": examples}


def test_dates_of_a_later_batch_are_refused_with_the_rows_of_the_source():
    dates = DateColumn("BROTTSDATUM")
    assert dates.times(column("", "", ""), None, np.array([1, 2, 3])).day.tolist() == [MISSING] * 3
    with pytest.raises(Refusal) as refused:
        dates.times(column("someday", "", "today", "never"), None, np.array([4, 6, 9, 12]))  # others were left out
    assert refused.value.values == {"field": "BROTTSDATUM", "rows": 3, "examples": "4, 9, 12"}


def test_of_many_rows_those_looked_at_are_named_as_they_stand_in_the_source():
    with pytest.raises(Refusal) as refused:
        format_of(column(*["x"] * 5_000))
    assert refused.value.values == {"field": "BROTTSDATUM", "rows": 1_000, "examples": "1, 6, 11"}


def test_codes_are_text_and_blanks_at_their_ends_do_not_count():
    book = CodeBook([CrimeGroup("a", (CrimeCode("0355"), CrimeCode("355"), CrimeCode("ABC")))])
    names = {2: "0355", 3: "355", 4: "ABC", 0: "", UNKNOWN_CODE: "?"}
    texts = ["0355", "0355  ", "355", " 355", "ABC", "", "Värde saknas", "5005", "5005 ", "03550"]
    assert [names[n] for n in book.encode(column(*texts), None)] == [
        "0355", "0355", "355", "355", "ABC", "", "", "?", "?", "?",
    ]  # fmt: skip
    assert book.unknown == {"5005": 2, "03550": 1}


def test_of_unknown_codes_only_what_looks_like_one_is_kept():
    book = CodeBook([CrimeGroup("a", (CrimeCode("0355"),))])
    book.encode(column("Storgatan 1", "9801"), np.array([2.0, 3.0]))
    assert book.unknown == {"?": 2, "9801": 3}


def test_codes_that_are_numbers_are_refused():
    with pytest.raises(Refusal, match=r"codes_not_text.*BROTTSKOD"):
        CodeBook([], "BROTTSKOD").encode(np.array([355, 5005]), None)


@pytest.mark.parametrize(
    "given", [column("1", "3", "0", "-1", "", "två", "2,0", "1.5"), np.array([1, 3, 0, -1, np.nan, np.inf, 2.0, 1.5])]
)
def test_only_whole_numbers_above_zero_are_counts(given):
    numbers, bad = read_counts(given, 8)
    assert bad.tolist() == [False, False, True, True, True, True, False, True]
    assert numbers.tolist() == [1, 3, 1, 1, 1, 1, 2, 1]


def test_masked_counts_are_bad_and_no_column_means_one_each():
    assert read_counts(np.ma.masked_array([1, 2], [False, True]), 2)[1].tolist() == [False, True]
    assert read_counts(None, 2) == (None, None)


def test_text_is_read_in_either_encoding():
    assert text_of("Näpo ".encode()) == text_of("Näpo ".encode("cp1252")) == "Näpo"
    assert text_of(None) == ""


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([("%Y-%m-%d", DateFormat.ISO), ("%d.%m.%Y", DateFormat.DOTS), ("%m/%d/%y", DateFormat.MONTH_FIRST)]),
    st.lists(
        st.tuples(
            st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.times(), st.booleans(),
            st.lists(st.tuples(st.integers(0, 15), st.sampled_from("0123456789")), max_size=2),
        ),
        min_size=1, max_size=8,
    ),
)  # fmt: skip
def test_days_are_read_as_the_standard_library_reads_them(layout, rows):
    pattern, how = layout
    texts, expected = [], []
    for day, clock, timed, changes in rows:
        text = list(day.strftime(pattern) + (clock.strftime(" %H:%M") if timed else ""))
        for at, digit in changes:  # some days and times that there are not
            if at < len(text) and text[at].isdigit():
                text[at] = digit
        texts.append("".join(text))
        try:
            moment = datetime.strptime(texts[-1], pattern + (" %H:%M" if timed else ""))
        except ValueError:
            moment = datetime(1, 1, 1)
        short = how is DateFormat.MONTH_FIRST and moment.year == 1969  # Python has 69 in the old century
        year = 2069 if short else moment.year
        known = 1900 <= year <= 2099
        expected.append(moment.replace(year=year).toordinal() if known else UNREADABLE)
    assert read_times(np.array(texts, dtype="S"), how).day.tolist() == expected
