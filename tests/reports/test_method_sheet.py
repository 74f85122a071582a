"""The method sheet: how each figure of a package came about, for people."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from drugscene_plugin.domain.annual_content import FigureSource
from drugscene_plugin.domain.crime_groups import CrimeCode, CrimeGroup, crime_groups, record_of
from drugscene_plugin.domain.criteria import definitions
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports.method_sheet import method_html
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.texts.package_labels import DEFINITION_NOTES
from drugscene_plugin.workflow.export_round import annual_content, export_round
from tests.builders import lpo, mapping_round, municipality, scene
from tests.fakes.memory_store import MemoryStore
from tests.reports.contents import county_content, county_store
from tests.reports.page_reader import Page, faults
from tests.reports.test_public_package import published_store


def sheet(folder, profile=Profile.INTERNAL, language="en", store=None):
    package = export_round(store or published_store(), "2023", profile, language, folder, write_package)
    return package, Page((package / "method.html").read_bytes())


@pytest.fixture(scope="module")
def internal(tmp_path_factory):
    return sheet(tmp_path_factory.mktemp("method"))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("profile", Profile)
def test_every_package_has_one_without_faults(tmp_path, profile, language):
    package, page = sheet(tmp_path, profile, language)
    assert faults(page, package) == []
    assert page.all("html")[0]["lang"] == language


def test_it_says_for_whom_the_package_is(tmp_path):
    marks = {"internal": "INTERNT", "cooperation": "SAMVERKAN", "public": "OFFENTLIGT"}
    for profile in Profile:
        _, page = sheet(tmp_path, profile, "sv")
        assert page.all("strong")[0]["text"] == marks[profile.value]


def test_a_draft_says_so_first(tmp_path):
    _, page = sheet(tmp_path, store=county_store())
    assert page.all("strong")[0]["text"] == "DRAFT: the round is not published."
    assert "DRAFT" not in sheet(tmp_path, store=county_store(state=RoundState.PUBLISHED))[1].text


def test_definition_and_delisting_stand_in_their_own_words(internal):
    text = internal[1].text
    for one in (definitions()["D1"], definitions()["D5"]):
        assert one.wording in text and one.source in text
    assert "can be delimited and persistent and use of narcotics" in text
    assert "(perceived as a problem by the public or perceived as a problem by authorities)" in text


def test_every_note_of_a_definition_can_be_translated():
    assert {one.note for one in definitions().values() if one.note} == set(DEFINITION_NOTES)


def test_the_ledger_stands_with_its_numbers(internal):
    rows = {row[0]: row[1:] for row in internal[1].table("Ledger")}
    county = dict(zip(*(line.split(",") for line in (internal[0] / "tables/county.csv").read_text("utf-8").split())))
    assert rows["Opening"][0] == county["opening"]
    assert rows["− Ceased"][0] == county["ceased"]
    assert rows["Closing"][0] == county["closing"]


def test_a_figure_is_defined_once_and_then_referred_to(internal):
    assert internal[1].text.count("Places that the round lists as open drug scenes at its reference date.") == 1
    assert {"scenes", "area", "ledger"} <= set(internal[1].ids)


def test_the_checksums_are_those_of_the_manifest(internal):
    package, page = internal
    manifest = json.loads((package / "manifest.json").read_bytes())
    listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    told = {row[0].replace(" *", ""): row[1] for row in page.table("The other files")[1:]}
    assert told == {name: sha256 for name, sha256 in listed.items() if name != "method.html"}


def test_software_is_named_as_in_the_manifest(internal):
    manifest = json.loads((internal[0] / "manifest.json").read_bytes())
    assert dict(map(tuple, internal[1].table("Software")[1:])) == manifest["software"]


def test_what_the_input_was_like_is_told_to_the_police_alone(tmp_path, internal):
    assert "ab" * 32 in internal[1].text and "secretfile" in internal[1].text
    _, public = sheet(tmp_path, Profile.PUBLIC)
    assert "ab" * 32 not in public.text and "secretfile" not in public.text
    assert "they would narrow what is withheld" in public.text


def test_what_was_withheld_stands_with_the_rules(tmp_path):
    _, page = sheet(tmp_path, Profile.PUBLIC)
    assert "below 5 are withheld" in page.text and "at least 30" in page.text
    rows = page.table("What is withheld, and why")
    assert ["Crime in and beside the scenes", "Numbers", "small, or would tell small ones"] in [row[:3] for row in rows]


def test_the_code_sets_stand_with_their_validity_as_they_were_counted():
    groups = [crime_groups()["narcotics_possession_use"], CrimeGroup("own_group", (CrimeCode("0099"),))]
    figures = {"concentration": FigureSource(dict(record_of(groups)), "")}
    page = Page(method_html(replace(county_content(), figures=figures), []))
    rows = {row[0]: row[1] for row in page.table("Crime groups")[1:]}
    told = rows["Narcotics: possession and use"]
    assert told.startswith("5010, 5011, 5006 (–1999-12-31), 5012 (–2006-12-31)")
    assert told.endswith("Mostly found by police control: more control finds more crime.")
    assert rows["own_group"] == "0099"


def test_an_erratum_has_its_reason_for_those_who_may_see_it(tmp_path, internal):
    assert "secreterratum" in internal[1].text
    assert "secreterratum" not in sheet(tmp_path, Profile.PUBLIC)[1].text
    assert "Revision 2, opened 2023-10-05" in internal[1].text


def test_areas_that_are_not_official_are_named():
    assert "All of these boundaries are official." in Page(method_html(county_content(), [])).text
    store = MemoryStore()
    store.add_areas([lpo("1", name="Västra"), lpo("2", name="Östra", official=False), municipality()], by="test")
    store.add_round(mapping_round(), [scene()], by="test")
    page = Page(method_html(annual_content(store, "2023", Profile.INTERNAL, "en"), []))
    assert "Not official boundaries (1): Östra." in page.text


@pytest.mark.parametrize(("names", "made_up"), [(("Diktmalm", "Fabelsta"), True), (("Diktmalm", "Östra"), False)])
def test_boundaries_of_the_sample_county_are_called_made_up_and_nobody_else_s(names, made_up):
    store = MemoryStore()
    areas = [lpo(code, name=name, official=False) for code, name in zip(("991020", "992020"), names)]
    store.add_areas(areas, by="test")
    store.add_round(mapping_round(), [scene()], by="test")
    text = Page(method_html(annual_content(store, "2023", Profile.INTERNAL, "en"), [])).text
    assert ("made up for the sample county" in text) == made_up
    assert ("Not official boundaries (2): Diktmalm, Östra." in text) == (not made_up)


def test_it_is_the_same_whenever_it_is_made(tmp_path):
    first, second = (sheet(tmp_path / name, Profile.PUBLIC, "sv")[0] for name in "ab")
    for name in ("method.html", "index.html", "tables.xlsx"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
