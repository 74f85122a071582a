"""Crime groups as data: the codes that are listed, when they are valid, and what a file of one's own may say."""

import json
from datetime import date

import pytest

from drugscene_plugin.domain.crime_groups import CrimeCode, CrimeGroup, crime_groups, parse_crime_groups
from drugscene_plugin.domain.errors import Refusal
from tests.conftest import CHECKOUT

SCHEMES = CHECKOUT / "drugscene_plugin" / "resources" / "schemes"
FILE = json.loads((SCHEMES / "crime_groups.json").read_text(encoding="utf-8"))
LISTED = {
    "5004",
    "5005",
    "5010",
    "5011",
    "5006",
    "5012",
    "4046",
    "4141",
    "4047",
    "4054",
    "0312",
    "0313",
    "0325",
    "0330",
    "0335",
    "0336",
    "0337",
    "9391",
    "9392",
    "9397",
    "9398",
    "9399",
    "0355",
    "0357",
    "0375",
    "0377",
    "9373",
    "9374",
    "9375",
    "9376",
    "9377",
    "9378",
    "9379",
    "9380",
    "4127",
    "4128",
    "4129",
    "4130",
    "4131",
    "4132",
    "4073",
    "4074",
    "4077",
    "4078",
}


def test_the_codes_are_those_that_the_sources_list_and_no_others():
    assert {code.code for group in crime_groups().values() for code in group.codes} == LISTED


def test_only_possession_and_use_are_marked_as_found_by_control():
    assert [g.id for g in crime_groups().values() if g.found_by_control] == ["narcotics_possession_use"]


def test_weapon_codes_change_with_the_year_2024():
    weapons = crime_groups()["weapons"]
    assert weapons.counts("4073", date(2023, 12, 31)) and not weapons.counts("4073", date(2024, 1, 1))
    assert weapons.counts("4127", date(2024, 1, 1)) and not weapons.counts("4127", date(2023, 12, 31))
    assert weapons.lists("4127") and not weapons.lists("5005")


def test_narcotics_codes_end_when_they_ended():
    use = crime_groups()["narcotics_possession_use"]
    assert use.counts("5006", date(1999, 12, 31)) and not use.counts("5006", date(2000, 1, 1))
    assert use.counts("5012", date(2006, 12, 31)) and not use.counts("5012", date(2007, 1, 1))


def test_violence_is_the_parts_that_are_listed():
    def codes(group):
        return {code.code for code in crime_groups()[group].codes}

    parts = codes("violence_outdoors") | codes("lethal_violence_firearm") | codes("attempted_lethal_violence")
    assert codes("violence") == parts


def test_a_code_may_come_back_but_not_twice_at_once():
    CrimeGroup("a", (CrimeCode("1", None, date(2000, 1, 1)), CrimeCode("1", date(2000, 1, 2))))
    with pytest.raises(Refusal, match="1 twice"):
        CrimeGroup("a", (CrimeCode("1", None, date(2000, 1, 1)), CrimeCode("1", date(2000, 1, 1))))


def spoilt(change):
    content = json.loads(json.dumps(FILE))
    change(content)
    return json.dumps(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.update(version=2),
        lambda f: f.update(extra=1),
        lambda f: f.update(groups=[]),
        lambda f: f["groups"][0].update(id="Narkotika"),
        lambda f: f["groups"][0].update(codes=[]),
        lambda f: f["groups"][0].update(found_by_control="yes"),
        lambda f: f["groups"][0].update(mood=1),
        lambda f: f["groups"][0]["codes"][0].update(code=5005),
        lambda f: f["groups"][0]["codes"][0].update(code="5005 "),
        lambda f: f["groups"][0]["codes"][0].update(valid_from="2023-13-01"),
        lambda f: f["groups"][0]["codes"][0].update(valid_from="2024-01-01", valid_to="2023-01-01"),
        lambda f: f["groups"].append(f["groups"][0]),
    ],
)
def test_a_file_that_is_wrong_is_refused(change):
    parse_crime_groups(spoilt(lambda f: None))
    with pytest.raises(Refusal, match="crime_groups_unreadable"):
        parse_crime_groups(spoilt(change))


def test_what_is_no_json_is_refused():
    with pytest.raises(Refusal, match="crime_groups_unreadable"):
        parse_crime_groups("codes: 5005")


def test_the_schema_asks_for_what_the_reader_reads():
    schema = json.loads((SCHEMES / "crime_groups.schema.json").read_text(encoding="utf-8"))
    group = schema["properties"]["groups"]["items"]
    assert set(group["required"]) <= set(FILE["groups"][0]) <= set(group["properties"]) | {"note"}
    assert all(set(g) <= set(group["properties"]) for g in FILE["groups"])
    assert set(group["properties"]["codes"]["items"]["properties"]) == {"code", "valid_from", "valid_to"}
