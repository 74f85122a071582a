"""Counting by the areas that rows name, against a loop over the rows."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest

from drugscene_plugin.analysis.area_counting import AreaCell, count_by_area
from drugscene_plugin.analysis.incident_batches import IncidentBatch
from drugscene_plugin.analysis.incident_counting import DatedBy, TimeRules
from drugscene_plugin.domain.crime_groups import CrimeCode, CrimeGroup
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.domain.period import Period
from tests.builders import lpo, municipality, square

LPOS = (lpo("1", square(), name="Järva"), lpo("2", square(), name="Norra"), lpo("3", square(), name="Norra"))
MUNICIPALITIES = (municipality("0180", square(), name="Stockholm"),)
SUPPLY = CrimeGroup("supply", (CrimeCode("5005"), CrimeCode("0001", valid_to=date(2023, 6, 30))))
OTHERS = CrimeGroup("all_narcotics", (CrimeCode("5005"), CrimeCode("5010")))
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))
HALF = Period(date(2023, 7, 1), date(2024, 1, 1))


class Rows:
    """Rows as columns of text, in batches of some."""

    fields = IncidentFields(start="BEGUN", end="ENDED")

    def __init__(self, rows, size=50):
        self.rows, self.size = rows, size

    def row_count(self):
        return len(self.rows)

    def transform(self, x, y):
        return x, y

    def sha256(self):
        return "digest"

    def batches(self):
        for at in range(0, len(self.rows), self.size):
            some = self.rows[at : at + self.size]
            columns = {
                name: np.array([str(row[name]).encode() for row in some])
                for name in ("code", "start", "end", "lpo", "municipality", "number")
            }
            nowhere = np.full(len(some), np.nan)
            yield IncidentBatch(nowhere, nowhere, **columns)


def row(code="5005", start="2023-05-01", end="", lpo="Järva", municipality="", number=1):
    return {"code": code, "start": start, "end": end, "lpo": lpo, "municipality": municipality, "number": number}


def counted(rows, periods=(YEAR,), groups=(SUPPLY,), own_kinds=False, rules=None):
    found, sha256 = count_by_area(Rows(rows), LPOS, MUNICIPALITIES, periods, groups, own_kinds, rules)
    assert sha256 == "digest"
    return found


def test_every_row_counts_where_a_loop_over_them_counts_it():
    rng = random.Random(5)
    rows = [
        row(
            rng.choice(("5005", "5010", "0001", "7777", "")),
            (date(2022, 11, 1) + timedelta(days=rng.randrange(500))).isoformat(),
            "",
            rng.choice(("Järva", "1", "lpo järva", "2", "Norra", "Värde saknas", "Atlantis")),
            rng.choice(("0180", "Stockholm kommun", "", "Lidingö")),
            rng.randint(1, 4),
        )
        for _ in range(700)
    ]
    # "Norra" is the name of two areas: of neither.
    names = {"Järva": "1", "1": "1", "lpo järva": "1", "2": "2"}
    for period, found in zip((YEAR, HALF), counted(rows, (YEAR, HALF), (SUPPLY, OTHERS))):
        expected = {}
        for one in rows:
            day = date.fromisoformat(one["start"])
            where = (names.get(one["lpo"]), "0180" if one["municipality"] in ("0180", "Stockholm kommun") else None)
            for group in (SUPPLY, OTHERS):
                if (
                    period.holds(day)
                    and any(where)
                    and any(c.code == one["code"] and c.valid_on(day) for c in group.codes)
                ):
                    cell = AreaCell(*where, group.id)
                    expected[cell] = expected.get(cell, 0) + one["number"]
        assert found.cells == expected
        left_out = sum(found.quality.reasons.values())
        assert found.quality.counted + left_out == found.quality.incidents == sum(one["number"] for one in rows)
        assert found.quality.outside_validity.keys() == {"0001"}
    assert set(found.unmatched) == {"Norra", "Atlantis", "Lidingö"}


def test_the_first_day_counts_and_the_day_after_the_last_does_not():
    rows = [row(start="2023-01-01"), row(start="2023-12-31"), row(start="2024-01-01"), row(start="2022-12-31")]
    assert counted(rows)[0].quality.counted == 2


@pytest.mark.parametrize("by, number", [(DatedBy.START, 0), (DatedBy.END, 3), (DatedBy.MIDDLE, 3)])
def test_a_span_of_time_is_dated_by_the_rule_and_its_crossing_is_told(by, number):
    found = counted([row(start="2022-12-31", end="2023-01-06", number=3)], rules=TimeRules(dated_by=by))[0]
    assert found.quality.counted == number and found.quality.crossing == 3


def test_kinds_that_no_group_lists_are_counted_as_they_stand_where_that_is_asked_for():
    rows = [row("5005"), row("Stöld"), row("Stöld  ", number=2), row("Värde saknas")]
    assert counted(rows)[0].groups == ("supply",)
    never = CrimeGroup("weapons", (CrimeCode("4127"),))
    found = counted(rows, groups=(SUPPLY, never), own_kinds=True)[0]
    assert found.groups == ("supply", "Stöld")
    assert found.cells == {AreaCell("1", None, "supply"): 1, AreaCell("1", None, "Stöld"): 3}
    assert found.quality.reasons == {"no_code": 1}


def test_numbers_that_cannot_be_are_left_out_with_their_rows():
    found = counted([row(), row(number=-2), row(number="many"), row(number=0), row(number=2.5)])[0]
    assert found.quality.reasons == {"bad_count": 4} and found.quality.examples["bad_count"] == (2, 3, 4)
