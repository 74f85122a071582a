"""Work offline: a GeoPackage taken along of another, and of a shared store, by whoever has the right."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.core import edit as qgis_edit

from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.rights import Act
from drugscene_plugin.store import create_store, open_store, same_place
from drugscene_plugin.store.checked_out_file import make_checked_out_file
from drugscene_plugin.workflow.bring_back import bring_back, check_out_in
from tests.builders import mapping_round, scene, square
from tests.store.shared import shared
from tests.workflow.offline_contract import OfflineContract, content, edit, fill, put, row
from tests.workflow.store_contract import decision, refused, sign_off, snapshot

__all__ = ["shared"]


@pytest.fixture
def file(tmp_path, qgis_app):
    numbers = itertools.count(1)
    return lambda: create_store(str(tmp_path / f"taken {next(numbers)} åäö.gpkg"))


class TestOfAGeoPackage(OfflineContract):
    @pytest.fixture
    def store(self, tmp_path, qgis_app):
        return fill(create_store(str(tmp_path / "county.gpkg")))


class TestOfASharedStore(OfflineContract):
    @pytest.fixture
    def store(self, postgres, qgis_app):
        def make(name):
            fill(create_store(postgres.url(name)))

        database = postgres.new_database(postgres.prepared("offline", make))
        try:
            yield open_store(postgres.url(database))
        finally:
            postgres.drop(database)


# -- who may -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "field.gpkg")


def test_an_editor_takes_along_what_is_ones_own_and_is_named(shared, path):
    anna = shared.of("anna")
    taken = make_checked_out_file(anna, "2023", path, "somebody")
    found = check_out_in(open_store(path))
    assert (found.lpos, found.by, found.source) == (("1",), "anna", shared.location("anna"))
    assert taken.editable == 2 and [s.id for s in open_store(path).scenes("2023")] == ["a", "b", "c"]


def test_an_editor_may_not_take_along_the_area_of_another(shared, path, tmp_path):
    with refused("right_elsewhere"):
        make_checked_out_file(shared.of("anna"), "2023", path, "anna", ["1", "2"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("who", ["bo", "lars"])
def test_whoever_does_not_see_all_of_a_scene_takes_nothing_along(shared, path, tmp_path, who):
    with pytest.raises(Exception, match=r"^(right_missing|round_unknown)"):
        make_checked_out_file(shared.of(who), "2023", path, who)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_overwritten(shared, path):
    with open(path, "w") as there:
        there.write("mine")
    with refused("store_exists"):
        make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    with open(path) as there:
        assert there.read() == "mine"


def test_what_an_editor_did_in_the_field_comes_back_under_that_editors_name(shared, path):
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    file = open_store(path)
    edit(file, "a", name="A new")
    put(file, None, scene("n", outline=square(at=(500, 500)), name="N"))
    edit(shared.of("erik"), "b", name="B new")
    found = bring_back(file, shared.of("anna"), "anna", same_place)
    assert found.clear.counts == {"added": 1, "changed": 1, "removed": 0}
    assert [(line.by, line.action, line.scene_id) for line in shared.owner.log("2023")[-2:]] == [
        ("anna", "change_scene", "a"), ("anna", "add_scene", "n"),
    ]  # fmt: skip
    assert row(file, "b").name == "B new" and row(shared.owner, "n").lpo.code == "1"


def test_what_lies_in_the_area_of_another_stays_in_the_file_and_is_told_by_name(shared, path):
    make_checked_out_file(shared.of("kim"), "2023", path, "kim")
    file = open_store(path)
    edit(file, "a", name="A new")
    edit(file, "b", name="B new")
    found = bring_back(file, shared.of("anna"), "anna", same_place)
    assert [(h.why.code, h.why.values["scene"], h.why.values["code"]) for h in found.held_back] == [
        ("scene_elsewhere", "B", "2")
    ]
    assert (row(shared.owner, "a").name, row(shared.owner, "b").name) == ("A new", "B")
    bring_back(file, shared.of("erik"), "erik", same_place)
    assert row(shared.owner, "b").name == "B new"


def test_whoever_has_lost_the_right_brings_nothing_back_and_loses_nothing(shared, path):
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    file = open_store(path)
    edit(file, "a", name="A new", tags={"note": "seen"})
    before = content(shared.owner), content(file)
    with refused("right_missing"):
        bring_back(file, shared.of("bo"), "bo", same_place)
    assert (content(shared.owner), content(file)) == before


def test_hidden_fields_are_the_same_after_a_round_trip(shared, path):
    before = shared.owner.scenes("2023")
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    edit(open_store(path), "a", name="A new")
    bring_back(open_store(path), shared.of("anna"), "anna", same_place)
    after = shared.owner.scenes("2023")
    assert [replace(s, name="", revision=0) for s in after] == [replace(s, name="", revision=0) for s in before]


DECIDING = {
    "publish": lambda f: f.publish(snapshot(f)),
    "put into review": lambda f: f.set_round_state(mapping_round(state=RoundState.IN_REVIEW), "x"),
    "decide links": lambda f: f.decide_links("2023", [decision()]),
    "sign": lambda f: f.add_sign_offs("2023", [sign_off()]),
    "record a measure": lambda f: f.record_measure(
        Measure("a", "guards", "police", date(2023, 1, 1), None, MeasureState.DONE, "", "x")
    ),
    "accept a finding": lambda f: f.accept_finding("2023", "print", "fine", "x"),
}


@pytest.mark.parametrize("who", ["kim", "anna"])
@pytest.mark.parametrize("attempt", DECIDING)
def test_in_the_file_nothing_is_done_that_would_not_come_back(shared, path, who, attempt):
    make_checked_out_file(shared.of(who), "2023", path, who)
    before = content(open_store(path))
    with refused("not_in_check_out"):
        DECIDING[attempt](open_store(path))
    assert content(open_store(path)) == before


def test_the_file_says_whose_it_is_and_what_may_be_edited(shared, path, tmp_path):
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    found = open_store(path).rights()
    assert (found.user, found.lpos, found.why_not(Act.EDIT_SCENES, lpo="1")) == ("anna", {"1"}, None)
    assert found.why_not(Act.EDIT_SCENES, lpo="2").code == "right_elsewhere"
    all_of_it = str(tmp_path / "all.gpkg")
    make_checked_out_file(shared.of("kim"), "2023", all_of_it, "kim")
    assert open_store(all_of_it).rights().why_not(Act.EDIT_SCENES, lpo="2") is None


def test_what_other_software_edits_in_the_file_comes_back_too(shared, path):
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    layer = QgsVectorLayer(f"{path}|layername=scenes|subset=\"round\" = '2023'", "scenes", "ogr")
    with qgis_edit(layer):
        (there,) = [f for f in layer.getFeatures() if f["scene_id"] == "a"]
        layer.changeAttributeValue(there.id(), layer.fields().indexOf("note"), "seen by telephone")
        layer.changeGeometry(there.id(), QgsGeometry.fromWkt("MULTIPOLYGON(((0 0, 80 0, 80 80, 0 80, 0 0)))"))
        drawn = QgsFeature(layer.fields())
        drawn.setGeometry(QgsGeometry.fromWkt("MULTIPOLYGON(((500 500, 600 500, 600 600, 500 500)))"))
        values = {"scene_id": "telephone-1", "round": "2023", "status": "candidate", "to_confirm": False, "revision": 0}
        for name, value in values.items():
            drawn[name] = value
        layer.addFeature(drawn)
    found = bring_back(open_store(path), shared.of("anna"), "anna", same_place)
    assert found.clear.counts == {"added": 1, "changed": 1, "removed": 0}
    here = row(shared.owner, "a")
    assert (here.tags["note"], here.outline.area, here.name) == ("seen by telephone", 6400.0, "A")
    assert row(shared.owner, "telephone-1").lpo.code == "1"


# -- where -------------------------------------------------------------------------------------------------------------


def test_a_store_is_the_same_whoever_connects_to_it(shared):
    assert same_place(shared.location("anna"), shared.location("kim"))
    assert not same_place(shared.location("anna"), shared.location("anna") + "?schema=other")
    assert not same_place("postgresql:no such connection", shared.location("anna"))


def test_the_file_says_nothing_of_the_log_of_the_store_nor_of_passwords(shared, path):
    edit(shared.of("kim"), "a", name="secret name of before")
    edit(shared.of("kim"), "a", name="A")
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    with open(path, "rb") as kept:
        text = kept.read()
    assert b"secret name of before" not in text and b"password" not in text.lower()
    connection = sqlite3.connect(path)
    try:
        lines = connection.execute("SELECT action FROM change_log").fetchall()
    finally:
        connection.close()
    assert [action for (action,) in lines] == ["add_areas", "add_round", "add_round"]


@pytest.mark.parametrize("kept", [False, True], ids=["before the save", "after the save"])
def test_the_server_dies_while_it_is_brought_back_and_all_is_there_the_next_time(shared, path, kept):
    make_checked_out_file(shared.of("anna"), "2023", path, "anna")
    file, anna = open_store(path), shared.of("anna")
    edit(file, "a", name="A new")
    save = anna.save

    def dies_amid(*given):
        saved = save(*given) if kept else None
        shared.postgres.kill()
        return saved if kept else save(*given)

    anna.save = dies_amid
    try:
        with refused("store_unreachable"):
            bring_back(file, anna, "anna", same_place)
    finally:
        shared.postgres.start()
        del anna.save
    assert row(file, "a").name == "A new" and (row(shared.owner, "a").name == "A new") is kept
    found = bring_back(file, anna, "anna", same_place)
    assert not found.conflicts and (len(found.clear.changes) == 0) is kept
    assert (row(shared.owner, "a").name, row(shared.owner, "a").revision) == ("A new", 2)
