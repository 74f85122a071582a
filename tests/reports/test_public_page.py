"""The public page: one file that loads nothing, and says what the tables say."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest
from shapely.geometry import Point

from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.counted import Counted, Relation, together
from drugscene_plugin.domain.disclosure import OutlineForm, disclose
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.domain.table import Column, Measure, Table
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.reports.public_page import public_html
from drugscene_plugin.workflow.export_round import annual_content, export_round
from tests.reports.page_reader import Page, faults
from tests.reports.test_public_package import FORMS, published_store

NASTY = "</td><script>alert(1)</script> \"Torget\" & 'hörnet' 😀 שלום"


def page_of(folder, language="en", store=None, form=OutlineForm.GENERALISED):
    given = store or published_store()
    package = export_round(given, "2023", Profile.PUBLIC, language, folder, write_package, outlines=form)
    return package, Page((package / "index.html").read_bytes())


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    return page_of(tmp_path_factory.mktemp("page"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_has_no_fault_in_any_form_or_language(tmp_path, language, form):
    package, page = page_of(tmp_path, language, form=form)
    assert faults(page, package) == []
    assert page.all("html")[0]["lang"] == language


def test_only_the_public_package_has_one(tmp_path):
    for profile in (Profile.INTERNAL, Profile.COOPERATION):
        package = export_round(published_store(), "2023", profile, "en", tmp_path, write_package)
        assert not (package / "index.html").exists()


def test_its_policy_forbids_whatever_it_might_load_or_run(english):
    (policy,) = [m["content"] for m in english[1].all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_the_key_figures_are_the_tables(english):
    package, page = english
    with (package / "tables" / "county.csv").open(encoding="utf-8", newline="") as file:
        county = next(csv.DictReader(file))
    figures = [dd["text"] for dd in page.all("dd") if dd.get("class") == "figure"]
    assert figures[0] == county["scenes"]
    assert figures[1] == f"{float(county['area_m2']) / 1e6:.2f}\xa0km²"
    assert figures[2:] == [county["municipalities_with_scene"], county["lpos_with_scene"]]


def test_the_ledger_is_a_sentence_a_chart_and_a_table(english):
    page = english[1]
    assert "Round 2021 had 2 scenes, round 2023 has 3: 1 ceased, 2 new." in page.text
    rows = {row[0]: row[1] for row in page.table("Ledger")}
    assert (rows["Opening"], rows["− Ceased"], rows["+ New"], rows["Closing"]) == ("2", "1", "2", "3")
    assert any((svg.get("aria-labelledby") or "").startswith("ledger_count") for svg in page.all("svg"))


def test_every_file_of_the_package_can_be_fetched_from_it(english):
    package, page = english
    files = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert {link for link in page.links() if not link.startswith("#")} == files - {"index.html"}


def test_a_name_is_text_whatever_it_says(tmp_path):
    _, page = page_of(tmp_path, store=published_store(NASTY))
    assert page.all("script") == []
    assert NASTY in [cell["text"] for cell in page.all("th")]
    assert "<script>" in page.text


def test_a_name_in_another_direction_does_not_turn_its_row(tmp_path):
    _, page = page_of(tmp_path, store=published_store("שלום 12"))
    assert "שלום 12" in [bdi["text"] for bdi in page.all("bdi")]


def crime(**counts):
    """A county's table of crime with a row a group, counted inside the scenes; what is small is withheld."""
    names = {group: ("x", group) for group in counts}
    relation = Relation(("x", "all"), tuple(names.values()))
    values = {**{names[group]: n for group, n in counts.items()}, ("x", "all"): sum(counts.values())}
    columns = (
        Column("level"), Column("group"), Column("zone"), Column("count", Measure.COUNT, protected=True),
        Column("caveats"),
    )  # fmt: skip
    rows = tuple(("county", group, "inside", n, "regression_to_mean") for group, n in counts.items())
    cells = {(number, "count"): names[group] for number, group in enumerate(counts)}
    table = Table("concentration", columns, rows, counted=Counted(values, (relation,), cells))
    return disclose(table, Profile.PUBLIC, suppress(together([table.counted]), Rules()))


def page_with(table):
    content = annual_content(published_store(), "2023", Profile.PUBLIC, "en")
    others = [one for one in content.tables if one.name != table.name]
    return Page(public_html(replace(content, tables=(*others, table)), []))


def test_a_row_that_tells_nothing_is_left_out_and_the_page_says_so():
    page = page_with(crime(violence=3, narcotics_supply=40, weapons=0, narcotics_other=120))
    rows = [row[:3] for row in page.table("Crime in and beside the scenes")]
    assert ["Narcotics: production and smuggling", "In the scene", "120"] in rows
    assert not any(row[0] in ("Violence", "Weapons") for row in rows)
    assert "in which nothing was counted, or in which every number is withheld" in page.text


def test_what_must_be_borne_in_mind_stands_beneath_the_table_once():
    page = page_with(crime(violence=300, narcotics_supply=400))
    assert page.text.count("that it concentrates there shows no cause, and high counts tend to fall by themselves") == 1
    assert "in which every number is withheld" not in page.text


def test_the_map_marks_this_round_and_the_one_before(english):
    page = english[1]
    marks = [circle["class"] for circle in page.all("circle") if circle.get("class") in ("new", "old")]
    assert marks.count("new") == 3 + 1 and marks.count("old") == 2 + 1  # one each in the legend
    assert "Round 2023 has 3 open drug scenes, round 2021 had 2." in page.text


def test_the_outlines_are_those_of_the_package(english):
    drawn = [path for path in english[1].all("path") if path.get("class") == "new"]
    assert len(drawn) == 3
    assert all(re.fullmatch(r"(M[-\d. L]+z)+", path["d"]) for path in drawn)


def test_without_outlines_there_is_no_map(tmp_path):
    _, page = page_of(tmp_path, form=OutlineForm.NONE)
    assert "by name alone: there is no map" in page.text
    assert [circle for circle in page.all("circle") if circle.get("class") == "new"] == []


def test_a_point_for_each_scene_where_that_is_picked(tmp_path):
    content = annual_content(published_store(), "2023", Profile.PUBLIC, "en", outlines=OutlineForm.POINT)
    assert all(isinstance(place, Point) for place in content.scenes.outlines)
    page = Page(public_html(content, []))
    assert "marked by a point near its middle" in page.text
    assert [path for path in page.all("path") if path.get("class") == "new"] == []


def test_the_first_round_of_all_has_nothing_before_it():
    store = published_store()
    content = annual_content(store, "2021", Profile.PUBLIC, "en")
    page = Page(public_html(replace(content, comparison=None, previous_scenes=None), []))
    assert "This is the first round" in page.text
    assert faults(page) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "All boundaries are made up for the sample county."),
        ("sv", "Alla gränser är påhittade för exempellänet."),
    ],
)
def test_made_up_boundaries_say_so_above_the_map(language, said):
    content = annual_content(published_store(), "2023", Profile.PUBLIC, language)
    assert said not in Page(public_html(content, [])).text
    assert said in Page(public_html(replace(content, areas_made_up=True), [])).text


def test_swedish_pages_have_swedish_numbers(tmp_path):
    _, page = page_of(tmp_path, "sv")
    figures = [dd["text"] for dd in page.all("dd") if dd.get("class") == "figure"]
    assert re.fullmatch(r"\d+,\d\d\xa0km²", figures[1])
    assert page.all("h1")[0]["text"] == "Öppna drogscener 2023"
