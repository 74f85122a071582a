"""Counting in one pass, against a plain loop over the rows."""

import threading
import time
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from shapely.geometry import Point, box

from drugscene_plugin.analysis.incident_batches import IncidentBatch
from drugscene_plugin.analysis.incident_counting import (
    CountRequest,
    DatedBy,
    TimeRules,
    count_incidents,
)
from drugscene_plugin.analysis.point_in_area import ZoneLayout
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.incident_counts import Cell, Zone
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.domain.period import Period
from tests.builders import lpo, municipality, square

GROUPS = list(crime_groups().values())
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))
NEXT = Period(date(2024, 1, 1), date(2025, 1, 1))


class Rows:
    """A source of rows (x, y, code, start, end, count) in memory."""

    fields = IncidentFields(start="BEGUN", end="ENDED")

    def __init__(self, rows, size=700):
        self.rows, self.size = rows, size

    def row_count(self):
        return len(self.rows)

    def transform(self, x, y):
        return x, y

    def sha256(self):
        return "f" * 64

    def batches(self):
        for start in range(0, len(self.rows), self.size):
            x, y, code, begin, end, count = zip(*self.rows[start : start + self.size])
            yield IncidentBatch(
                np.array([np.nan if v is None else v for v in x], dtype=float),
                np.array([np.nan if v is None else v for v in y], dtype=float),
                np.array([v.encode() for v in code], dtype="S"),
                np.array([v.encode() for v in begin], dtype="S"),
                np.array([v.encode() for v in end], dtype="S"),
                number=np.array([v.encode() for v in count], dtype="S"),
            )


def row(x=50.0, y=50.0, code="5005", start="2023-06-01 12:00", end="", count="1"):
    return x, y, code, start, end, count


LPOS = (lpo("10", square((0, 0), 500)), lpo("20", box(500, 0, 1000, 500)))
TOWNS = (municipality("A", box(0, 0, 1000, 250)), municipality("B", box(0, 250, 1000, 500)))
SCENES = [("a", square((100, 100))), ("b", square((450, 200))), ("c", square((150, 150)))]


def request(period=YEAR, scenes=SCENES, band=50.0, lpos=LPOS, towns=TOWNS):
    return CountRequest(ZoneLayout(scenes, band), lpos, towns, period)


def counted(rows, requests=None, groups=GROUPS, **more):
    return count_incidents(Rows(rows), requests or [request()], groups, **more)


def by_hand(rows, request, groups=GROUPS):
    """The cells of a request, row by row."""
    cells, first = Counter(), "0001-01-01"
    for x, y, code, start, end, count in rows:
        if x is None or y is None or not count.isdigit() or count == "0":
            continue
        text = start or end or first
        day, code = date.fromisoformat(text[:10]), code.strip()
        point = Point(x, y)
        place = [
            next((a.code for a in areas if a.outline.intersects(point)), None)
            for areas in (request.lpos, request.municipalities)
        ]
        if not request.period.holds(day) or place == [None, None]:
            continue
        inside = [s for s, o in sorted(SCENES) if o.intersects(point)]
        near = sorted((o.distance(point), s) for s, o in SCENES if o.distance(point) <= request.zones.band)
        scene, zone = (
            (inside[0], Zone.INSIDE) if inside else (near[0][1], Zone.BESIDE) if near else (None, Zone.ELSEWHERE)
        )
        for group in groups:
            if group.counts(code, day):
                cells[Cell(scene, *place, zone, group.id)] += int(count)
    return dict(cells)


def many_rows(number=3000, seed=1):
    random = np.random.default_rng(seed)
    codes = [c.code for g in GROUPS for c in g.codes] + ["9801", "", "0355 ", "Värde saknas"]
    rows = []
    for _ in range(number):
        place = random.uniform(-50, 1050, 2).round(int(random.integers(0, 3)))
        if random.random() < 0.3:
            place = place.round(-1)  # on corners and edges
        day = date(2022, 6, 1) + timedelta(days=int(random.integers(0, 1200)))
        rows.append(row(
            *(place.tolist() if random.random() < 0.95 else (None, None)),
            codes[random.integers(len(codes))],
            day.isoformat() if random.random() < 0.95 else "",
            (day + timedelta(days=int(random.integers(0, 3)))).isoformat() if random.random() < 0.5 else "",
            ["1", "1", "2", "7", "0", "-1", "x"][random.integers(7)] if random.random() < 0.4 else "1",
        ))  # fmt: skip
    return rows


@pytest.mark.parametrize("threads", [1, 2])
def test_every_cell_is_what_a_loop_over_the_rows_counts(threads):
    rows = many_rows()
    requests = [request(), request(NEXT), request(YEAR, band=0.0), request(NEXT, lpos=(lpo("X", square((0, 0), 700)),))]
    results = counted(rows, requests, threads=threads)
    for asked, result in zip(requests, results):
        assert dict(result.cells) == by_hand(rows, asked)
    assert len(results[0].cells) > 50


def test_reasons_and_counted_add_up_to_all_incidents():
    rows = many_rows(seed=2)
    for result in counted(rows, [request(), request(NEXT)]):
        quality = result.quality
        assert quality.rows == len(rows)
        assert quality.counted + sum(quality.reasons.values()) == quality.incidents
        assert all(len(shown) <= 3 for shown in quality.examples.values())
        assert result.sha256 == "f" * 64


def test_each_reason_is_told_with_its_rows():
    rows = [
        row(), row(x=None), row(start=""), row(start="2023-02-30"), row(start="2024-01-01"), row(x=5000.0, y=5000.0),
        row(code=""), row(code="9801"), row(code="4127"), row(count="0"), row(count="3"), row(code="5005  "),
    ]  # fmt: skip
    (result,) = counted(rows)
    quality = result.quality
    assert quality.reasons == {
        "no_place": 1, "no_time": 1, "bad_time": 1, "outside_period": 1, "outside_county": 1, "no_code": 1, "no_group": 1,
        "outside_validity": 1, "bad_count": 1,
    }  # fmt: skip
    assert dict(quality.examples) == {
        "no_place": (2,), "no_time": (3,), "bad_time": (4,), "outside_period": (5,), "outside_county": (6,),
        "no_code": (7,), "no_group": (8,), "bad_count": (10,),
    }  # fmt: skip
    assert quality.outside_validity == {"4127": 1}
    assert quality.unknown_codes == {"9801": 1}
    assert (quality.rows, quality.incidents, quality.counted) == (12, 14, 5)


def test_the_first_moment_of_the_period_is_in_and_that_of_its_end_is_not():
    rows = [row(start=t) for t in ("2022-12-31 23:59", "2023-01-01 00:00", "2023-12-31 23:59", "2024-01-01 00:00")]
    first, second = counted(rows, [request(), request(NEXT)])
    assert (first.quality.counted, second.quality.counted) == (2, 1)


def test_new_year_in_utc_is_new_year_on_swedish_clocks():
    rows = [row(start="2022-12-31T22:59:00Z"), row(start="2022-12-31T23:00:00Z"), row(start="2023-12-31T23:00:00Z")]
    assert counted(rows)[0].quality.counted == 1


@pytest.mark.parametrize("dated_by, many", [(DatedBy.START, 1), (DatedBy.END, 3), (DatedBy.MIDDLE, 2)])
def test_an_interval_is_dated_by_the_rule(dated_by, many):
    rows = [
        row(start="2022-12-31 20:00", end="2023-01-01 08:00"),  # the middle is 2023-01-01 02:00
        row(start="2022-12-30 20:00", end="2023-01-01 08:00"),
        row(start="2023-05-01 20:00"),  # no end
    ]
    (result,) = counted(rows, rules=TimeRules(dated_by))
    assert result.quality.counted == many
    assert result.quality.crossing == 2


def test_an_interval_crosses_an_edge_that_lies_in_it():
    rows = [
        row(start="2023-12-31 23:00", end="2024-01-01 00:00"), row(start="2023-12-31 22:00", end="2023-12-31 23:00"),
        row(start="2022-01-01", end="2025-01-01", count="4"), row(start="2024-01-01", end="2024-02-01"),
    ]  # fmt: skip
    assert counted(rows)[0].quality.crossing == 5


def test_incidents_on_one_point_are_told_by_their_number():
    rows = [row(x=1.0, y=2.0)] * 19 + [row(x=3.0, y=4.0, count="5")] * 4 + [row(x=5.0 + n, y=6.0) for n in range(50)]
    (result,) = counted(rows)
    assert (result.quality.stacked, result.quality.stacked_at_least) == (20, 20)
    assert counted(rows, stacked_at_least=19)[0].quality.stacked == 39


def test_coordinates_the_wrong_way_round_are_refused_where_most_are():
    lpos, towns = (lpo("1", box(0, 5000, 100, 6000)),), ()
    asked = [CountRequest(ZoneLayout([], 10), lpos, towns, YEAR)]
    with pytest.raises(Refusal) as refused:
        counted([row(x=5500.0, y=50.0)] * 7 + [row(x=50.0, y=5500.0)] * 3, asked)
    assert refused.value.code == "coordinates_swapped"
    assert refused.value.values == {"rows": 7, "placed": 10, "examples": "1, 2, 3"}
    (result,) = counted([row(x=5500.0, y=50.0)] * 3 + [row(x=50.0, y=5500.0)] * 7, asked)
    assert result.quality.reasons == {"swapped": 3}
    assert result.quality.examples == {"swapped": (1, 2, 3)}


def test_shootings_count_without_codes_in_a_group_without_a_name():
    (result,) = counted([row(code=""), row(x=475.0, y=250.0, code="?"), row(start="2024-05-01")], groups=[])
    assert result.cells == {
        Cell(None, "10", "A", Zone.ELSEWHERE, ""): 1,
        Cell("b", "10", "A", Zone.INSIDE, ""): 1,
    }
    assert result.quality.reasons == {"outside_period": 1}


def test_a_round_without_scenes_and_a_source_without_rows():
    (result,) = counted([row()], [request(scenes=[])])
    assert result.cells == {Cell(None, "10", "A", Zone.ELSEWHERE, "narcotics_supply"): 1}
    (result,) = counted([])
    assert (dict(result.cells), result.quality.rows, result.quality.share_counted) == ({}, 0, None)


def test_a_point_on_a_line_counts_once_in_all_tables():
    corners = [row(x=x, y=y) for x in (0.0, 500.0, 1000.0) for y in (0.0, 250.0, 500.0)]
    (result,) = counted(corners)
    assert sum(result.cells.values()) == result.quality.counted == 9


def test_dates_that_cannot_be_told_stop_the_count():
    for threads in (1, 2):
        with pytest.raises(Refusal, match="dates_ambiguous"):
            counted([row(start="01/02/23")], threads=threads)


def test_a_source_that_breaks_is_a_bug_and_not_swallowed():
    class Broken(Rows):
        def batches(self):
            yield from super().batches()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        count_incidents(Broken([row()]), [request()], GROUPS)


@pytest.mark.parametrize("threads", [1, 2])
def test_cancelling_stops_the_reading_too(threads):
    class Endless(Rows):
        read = 0
        ended = False

        def batches(self):
            try:
                while True:
                    self.read += 1
                    yield from super().batches()
            finally:
                self.ended = True

    class Impatient:
        asked = 0

        def report(self, share):
            pass

        def cancelled(self):
            self.asked += 1
            return self.asked > 5

    source = Endless([row()])
    with pytest.raises(Cancelled):
        count_incidents(source, [request()], GROUPS, progress=Impatient(), threads=threads)
    read = source.read
    time.sleep(0.05)
    assert source.read == read < 20


def test_a_source_that_waits_is_given_up_when_cancelled():
    answered = threading.Event()

    class Slow(Rows):
        def batches(self):
            answered.wait()
            yield from super().batches()

    class Stopped:
        def report(self, share):
            pass

        def cancelled(self):
            return True

    try:
        with pytest.raises(Cancelled):
            count_incidents(Slow([row()]), [request()], GROUPS, progress=Stopped())
    finally:
        answered.set()


def test_a_digest_that_takes_long_is_given_up_when_cancelled_and_one_that_breaks_is_raised():
    answered = threading.Event()

    class Slow(Rows):
        def sha256(self):
            answered.wait()
            raise ZeroDivisionError

    class StoppedOnceRead:
        read = False

        def report(self, share):
            self.read = share > 0

        def cancelled(self):
            return self.read

    try:
        with pytest.raises(Cancelled):
            count_incidents(Slow([row()]), [request()], GROUPS, progress=StoppedOnceRead())
    finally:
        answered.set()
    with pytest.raises(ZeroDivisionError):
        count_incidents(Slow([row()]), [request()], GROUPS)
