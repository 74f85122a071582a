"""`checkround`: numbers for a script, a layer for a person."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from drugscene_plugin.domain.finding import Severity
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from drugscene_plugin.texts.messages import message
from drugscene_plugin.workflow.check_round import check_round
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square

TAGS = {"category": "a", "place_type": "square"}


@pytest.fixture
def filled(place):
    """Two scenes that overlap, one of them far too large."""
    store = open_store(place)
    store.add_areas([lpo("L", square(side=90_000)), municipality("M", square(side=90_000))], "ada")
    store.add_round(mapping_round("2023"), [
        scene("a", outline=square(side=200), name="Square", status=SceneStatus.OPEN, answers=ALL_YES, tags=TAGS),
        scene("b", outline=square(at=(100, 100), side=5_000), name="=Park()", status=SceneStatus.OPEN, answers=ALL_YES,
              tags=TAGS),
    ], "ada")  # fmt: skip
    return place


def test_errors_and_warnings_are_counted_as_numbers(run, filled):
    found = check_round(open_store(filled), "2023")
    result = run("checkround", STORE=filled, ROUND="2023")
    assert result == {
        "ERRORS": sum(f.severity is Severity.ERROR for f in found),
        "WARNINGS": sum(f.severity is Severity.WARNING for f in found),
    }
    assert result["ERRORS"] >= 1 and result["WARNINGS"] >= 1
    assert all(type(number) is int for number in result.values())


def test_each_finding_is_a_row_that_a_person_can_read(run, filled, tmp_path):
    result = run("checkround", STORE=filled, ROUND="2023", FINDINGS=str(tmp_path / "found.gpkg"))
    layer = QgsVectorLayer(result["FINDINGS"], "found", "ogr")
    assert layer.crs().authid() == "EPSG:3006"
    rows = {f["code"]: f for f in layer.getFeatures()}
    found = {f.code: f for f in check_round(open_store(filled), "2023")}
    assert layer.featureCount() == result["ERRORS"] + result["WARNINGS"] == len(check_round(open_store(filled), "2023"))
    overlap = next(code for code in found if "overlap" in code)
    row = rows[overlap]
    assert (row["severity"], row["scenes"], row["names"]) == ("error", "a;b", "Square; =Park()")
    assert row["message"] == message(found[overlap])
    point = row.geometry().asPoint()
    assert (point.x(), point.y()) == (row["x"], row["y"]) == pytest.approx(found[overlap].where)


def test_the_log_has_one_line_a_kind(run, filled):
    run("checkround", STORE=filled, ROUND="2023")
    found = check_round(open_store(filled), "2023")
    kinds = {f.code for f in found}
    lines = [line for line in run.heard.infos if "accepted)" in line]
    assert len(lines) == len(kinds)
    assert lines[0].startswith("error")


def test_a_warning_that_was_accepted_counts_no_longer(run, filled):
    before = run("checkround", STORE=filled, ROUND="2023")
    warning = next(f for f in check_round(open_store(filled), "2023") if f.severity is Severity.WARNING)
    open_store(filled).accept_finding("2023", warning.fingerprint, "it is that large", "ada")
    after = run("checkround", STORE=filled, ROUND="2023", FINDINGS="TEMPORARY_OUTPUT")
    assert after["WARNINGS"] == before["WARNINGS"] - 1
    assert [f["seen"] for f in after["FINDINGS"].getFeatures() if f["seen"]] == ["it is that large"]


def test_the_bounds_are_the_users(run, filled, tmp_path):
    def codes(**more):
        result = run("checkround", STORE=filled, ROUND="2023", FINDINGS="TEMPORARY_OUTPUT", **more)
        return {f["code"] for f in result["FINDINGS"].getFeatures()}

    assert codes(MAX_AREA=100_000_000) < codes()
    assert "10" in run.refused("checkround", STORE=filled, ROUND="2023", MIN_AREA=1_000, MAX_AREA=10)


def test_nothing_found_is_said(run, place):
    open_store(place).add_round(mapping_round("2023"), [], "ada")
    result = run("checkround", STORE=place, ROUND="2023")
    assert result["ERRORS"] == 0
    if result["WARNINGS"] == 0:
        assert "Nothing was found." in run.heard.infos


def test_an_unknown_round_is_named(run, filled):
    assert "2022" in run.refused("checkround", STORE=filled, ROUND="2022")


def test_checking_writes_nothing(run, filled):
    before = open_store(filled).info().revision
    run("checkround", STORE=filled, ROUND="2023")
    assert open_store(filled).info().revision == before


def test_it_can_be_stopped(run, filled):
    assert "Cancelled" in run.refused("checkround", 0, STORE=filled, ROUND="2023")
