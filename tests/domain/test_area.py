"""Areas are valid for a span of days, and a round uses those valid on its own."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.area import AreaLevel, Assignment, names_by_code, valid_areas
from drugscene_plugin.domain.errors import Refusal
from tests.builders import lpo, municipality

BEFORE = [lpo(code, valid_to=date(2024, 12, 31)) for code in ("N", "C")]
AFTER = [lpo(code, valid_from=date(2025, 1, 1)) for code in ("I", "L", "C")]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(1900, 1, 1), ["C", "N"]),
        (date(2024, 12, 31), ["C", "N"]),
        (date(2025, 1, 1), ["C", "I", "L"]),
        (date(2100, 1, 1), ["C", "I", "L"]),
    ],
)
def test_each_day_has_its_own_division_in_the_order_of_the_codes(day, codes):
    assert [area.code for area in valid_areas(BEFORE + AFTER + [municipality()], AreaLevel.LPO, day)] == codes


def test_both_days_of_a_span_are_within_it():
    area = lpo(valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [area.valid_at(day) for day in days] == [False, True, True, False]
    assert lpo(valid_from=date(2022, 1, 1), valid_to=date(2022, 1, 1)).valid_at(date(2022, 1, 1))


def test_a_span_that_ends_before_it_starts_is_refused():
    with pytest.raises(Refusal) as refused:
        lpo(valid_from=date(2022, 1, 2), valid_to=date(2022, 1, 1))
    assert refused.value.code == "area_validity_reversed"


def test_an_area_without_a_code_is_refused_by_its_name():
    with pytest.raises(Refusal) as refused:
        lpo(code="", name="North")
    assert (refused.value.code, refused.value.values) == ("area_without_code", {"name": "North"})


def test_the_share_is_that_of_the_area_belonged_to():
    shares = (("W", 0.75), ("E", 0.25))
    assert Assignment("W", shares).share == 0.75
    assert Assignment("E", shares, "by the station").share == 0.25
    assert Assignment("N", shares, "by hand").share == 0.0
    assert Assignment(None).share is None


def test_only_a_reason_makes_an_override():
    assert not Assignment("W").overridden
    assert Assignment("W", (), "by hand").overridden


def test_names_go_by_code():
    assert names_by_code([lpo("N", name="North"), lpo("S", name="South")]) == {"N": "North", "S": "South"}
