"""`checkout` and `bringback`, as a script calls them."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from drugscene_plugin.store import create_store, open_store
from tests.builders import scene, square
from tests.postgres import database, postgres
from tests.store.shared import shared
from tests.workflow.offline_contract import EAST, edit, fill, put, row

__all__ = ["database", "postgres", "shared"]


@pytest.fixture
def county(tmp_path, qgis_app):
    path = str(tmp_path / "county.gpkg")
    fill(create_store(path))
    return path


@pytest.fixture
def taken(run, county, tmp_path):
    path = str(tmp_path / "field.gpkg")
    assert run("checkout", STORE=county, ROUND="2023", LPOS="1", FILE=path) == {
        "FILE": path, "COUNT": 3, "EDITABLE": 2,
    }  # fmt: skip
    return path


def numbers(found):
    return {name: value for name, value in found.items() if name != "CONFLICTS"}


def came(**given):
    return {"ADDED": 0, "CHANGED": 0, "REMOVED": 0, "MERGED": 0, "CONFLICTING": 0, "HELD_BACK": 0, **given}


def test_what_was_edited_in_the_file_comes_back_and_not_twice(run, county, taken):
    file = open_store(taken)
    edit(file, "a", name="A new")
    put(file, None, scene("n", outline=square(at=(500, 500))))
    put(file, row(file, "b"), None)
    edit(open_store(county), "a", tags={"note": "theirs"})
    assert run("bringback", FILE=taken) == came(ADDED=1, CHANGED=1, REMOVED=1, MERGED=1)
    here = row(open_store(county), "a")
    assert (here.name, here.tags) == ("A new", {"note": "theirs"})
    assert run("bringback", FILE=taken) == came()


def test_a_dry_run_says_what_would_come_and_writes_nothing(run, county, taken):
    edit(open_store(taken), "a", name="A new")
    before = open_store(county).info(), open_store(taken).info()
    assert run("bringback", FILE=taken, DRY_RUN=True) == came(CHANGED=1)
    assert (open_store(county).info(), open_store(taken).info()) == before


def test_a_conflict_stops_everything_and_stands_in_the_table_field_by_field(run, county, taken):
    edit(open_store(taken), "a", name="mine", outline=square(side=60))
    edit(open_store(taken), "b", name="B mine")
    edit(open_store(county), "a", name="theirs", tags={"note": "theirs"})
    found = run("bringback", FILE=taken, CONFLICTS="TEMPORARY_OUTPUT")
    assert numbers(found) == came(CONFLICTING=1)
    table = found["CONFLICTS"]
    if isinstance(table, str):
        table = QgsVectorLayer(table)
    (line,) = [feature.attributes() for feature in table.getFeatures()]
    assert line[-8:-2] == ["a", "mine", "name", "A", "mine", "theirs"] and line[-1]
    assert any("Nothing was written" in said for said in run.heard.warnings)
    assert row(open_store(county), "b").name == "B"


@pytest.mark.parametrize("how", ["mine", "THEIRS"])
def test_one_side_can_be_taken_where_both_changed_the_same_field(run, county, taken, how):
    edit(open_store(taken), "a", name="mine", outline=square(side=60))
    edit(open_store(county), "a", name="theirs", tags={"note": "theirs"})
    assert run("bringback", FILE=taken, ON_CONFLICT=how) == came(CHANGED=1, CONFLICTING=1)
    here = row(open_store(county), "a")
    assert (here.name, here.tags, here.outline) == (how.lower(), {"note": "theirs"}, square(side=60))


def test_what_lies_elsewhere_stays_in_the_file_and_is_told(run, county, taken):
    put(open_store(taken), None, scene("n", outline=square(at=(EAST, 500)), name="Nowhere street"))
    assert run("bringback", FILE=taken) == came(HELD_BACK=1)
    assert any("Nowhere street" in said and "2" in said for said in run.heard.warnings)
    assert row(open_store(taken), "n") is not None


def test_mistakes_are_named(run, county, taken, tmp_path, place):
    assert taken in run.refused("checkout", STORE=county, ROUND="2023", FILE=taken)
    assert "9" in run.refused("checkout", STORE=county, ROUND="2023", LPOS="1;9", FILE=str(tmp_path / "x.gpkg"))
    assert "2021" in run.refused("checkout", STORE=county, ROUND="2021", FILE=str(tmp_path / "x.gpkg"))
    assert county in run.refused("bringback", FILE=county)
    said = run.refused("bringback", FILE=taken, STORE=place)
    assert county in said and place in said
    assert "service=x" in run.refused("checkout", STORE=county, ROUND="2023", FILE="service=x")


def test_a_shared_store_is_reached_under_the_name_of_whoever_brings_back(run, shared, tmp_path):
    path = str(tmp_path / "field.gpkg")
    assert run("checkout", STORE=shared.location("anna"), ROUND="2023", FILE=path)["EDITABLE"] == 2
    edit(open_store(path), "a", name="A new")
    assert run("bringback", FILE=path, STORE=shared.location("kim")) == came(CHANGED=1)
    assert shared.owner.log("2023")[-1].by == "kim"
