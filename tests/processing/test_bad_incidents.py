"""Real extracts are untidy: what cannot be counted is said with how many rows and three of them, and the rest counts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.store import open_store
from drugscene_plugin.store.source_layers import plain_value
from drugscene_plugin.workflow.export_round import annual_content
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square

EAST, NORTH = 600_000, 6_500_000
YEAR = {"FROM": "2023-01-01", "TO": "2024-01-01", "CODE_SETS": "narcotics_supply"}
HEAD = "ID;BROTTSKOD;SWEREF_E;SWEREF_N;BROTTSDATUM;GATA"


@pytest.fixture
def store(place):
    """One LPO in one municipality, with two scenes."""
    made = open_store(place)
    corner = (EAST, NORTH)
    made.add_areas([lpo("L1", square(at=corner, side=4000)), municipality("M", square(at=corner, side=4000))], "ada")
    rows = [
        scene(id, "2023", square(at=(EAST + x, NORTH + 1000), side=200), status=SceneStatus.OPEN, answers=ALL_YES)
        for id, x in (("a", 1000), ("b", 3000))
    ]
    made.add_round(mapping_round("2023", date(2023, 10, 1)), rows, "ada")
    return place


def lines(many, day="2023-05-01", code="5005", east="601100,5", north="6501100,5", first=1):
    return [f"{first + n};{code};{east};{north};{day};Sjövägen" for n in range(many)]


def file(folder, *rows, encoding="utf-8"):
    path = folder / "extract.csv"
    path.write_bytes(("\r\n".join([HEAD, *rows]) + "\r\n").encode(encoding))
    return str(path)


def given(store, incidents, **more):
    return {"STORE": store, "ROUND": "2023", "INCIDENTS": incidents, **YEAR, **more}


def counts(found):
    names = found["OUTPUT"].fields().names()
    rows = [dict(zip(names, map(plain_value, row.attributes()))) for row in found["OUTPUT"].getFeatures()]
    return {(r["level"], r["code"], r["zone"]): r["count"] for r in rows}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_semicolons_decimal_commas_and_windows_1252_are_read_as_they_come(run, store, tmp_path, encoding):
    found = run("concentration", **given(store, file(tmp_path, *lines(7), encoding=encoding), OUTPUT="memory:"))
    assert counts(found)["scene", "a", "inside"] == 7


@pytest.mark.parametrize("day", ["2023-05-01", "2023-05-01 23:59", "05/21/23", "21.5.2023"])
def test_days_may_be_written_in_three_ways(run, store, tmp_path, day):
    assert run("concentration", **given(store, file(tmp_path, *lines(4, day))))["COUNT"] == 4


def test_days_that_could_be_either_are_refused_with_their_number_and_three(run, store, tmp_path):
    said = run.refused("concentration", **given(store, file(tmp_path, *lines(5, "05/06/23"))))
    assert "5" in said and "1, 2, 3" in said


@pytest.mark.parametrize(
    "days, said",
    [
        (["someday"], "BROTTSDATUM cannot be read in 5 of the rows looked at (such as rows 1, 2, 3)"),
        (["05/06/23"], "BROTTSDATUM the month cannot be told from the day, in 5"),
        (["2023-05-01", "05/21/23", "21.5.2023", "2023-05-02", "2023-05-03"], "2 of the rows looked at differ"),
    ],
)
@pytest.mark.parametrize("measure", ["concentration", "areas", "gunviolence"])
def test_dates_that_cannot_be_told_are_refused_by_the_name_of_their_column(run, store, tmp_path, days, said, measure):
    rows = [line for n in range(5) for line in lines(1, days[n % len(days)], first=n + 1)]
    path = file(tmp_path, *rows)
    if measure == "gunviolence":
        told = run.refused("gunviolence", STORE=store, ROUND="2023", SHOOTINGS=path, FROM=YEAR["FROM"], TO=YEAR["TO"])
    elif measure == "areas":
        with open(path, encoding="utf-8") as text:
            named = text.read().replace("SWEREF_E;SWEREF_N", "LPO;KOMMUN")
        (tmp_path / "named.csv").write_text(named, encoding="utf-8")
        told = run.refused("concentration", **given(store, str(tmp_path / "named.csv")))
    else:
        told = run.refused("concentration", **given(store, path))
    assert said in told and "field BROTTSDATUM" in told and "rows " in told


def test_coordinates_the_wrong_way_round_are_refused_with_their_number_and_three(run, store, tmp_path):
    said = run.refused("concentration", **given(store, file(tmp_path, *lines(6, east="6501100", north="601100"))))
    assert "6" in said and "1, 2, 3" in said


def test_a_few_the_wrong_way_round_are_left_out_and_said(run, store, tmp_path):
    rows = [*lines(20), *lines(4, east="6501100", north="601100", first=21)]
    assert run("concentration", **given(store, file(tmp_path, *rows)))["COUNT"] == 20
    assert "wrong way round: 4 (16.7 %) rows 21, 22, 23" in "\n".join(run.heard.warnings)


def test_a_group_without_incidents_has_rows_of_zeros(run, store, tmp_path):
    found = run("concentration", **given(store, file(tmp_path, *lines(3, code="9376")), OUTPUT="memory:"))
    assert set(counts(found).values()) == {0} and found["COUNT"] == 0
    assert "of no crime group that is counted: 3 (100.0 %) rows 1, 2, 3" in "\n".join(run.heard.warnings)


def test_a_code_outside_its_validity_is_named(run, store, tmp_path):
    rows = file(tmp_path, *lines(3, code="4127"), *lines(2, code="4073", first=4))
    assert run("concentration", **given(store, rows, CODE_SETS="weapons"))["COUNT"] == 2
    said = "\n".join(run.heard.warnings)
    assert "the code was not valid on that day: 3" in said and "4127 (3)" in said


def test_spans_that_cross_the_edge_are_told_with_their_share(run, store, tmp_path):
    path = tmp_path / "spans.csv"
    spans = ["2022-12-30,2023-01-02", "2023-05-01,2023-05-02", "2023-05-01,2023-05-01", "2023-12-31,2024-01-01"]
    path.write_text(
        "\n".join(["BROTTSKOD,SWEREF_E,SWEREF_N,START,SLUT", *(f"5005,601100,6501100,{one}" for one in spans)]),
        encoding="utf-8",
    )
    assert run("concentration", **given(store, str(path)))["COUNT"] == 3
    assert "crosses the period's edge: 2 (50.0 %)" in "\n".join(run.heard.warnings)


def test_a_round_whose_scenes_have_all_gone_is_refused_by_its_name(run, store, tmp_path):
    made = open_store(store)
    made.add_round(mapping_round("2024", date(2024, 10, 1)), [], "ada")
    said = run.refused("concentration", **given(store, file(tmp_path, *lines(3)), ROUND="2024"))
    assert "2024" in said


@pytest.mark.parametrize("show_zero", [True, False])
def test_with_one_lpo_small_counts_are_withheld_in_all_that_would_tell_them(run, store, tmp_path, show_zero):
    rows = [*lines(3), *lines(40, east="603100", first=4), *lines(9, east="602500", first=44)]
    run("concentration", **given(store, file(tmp_path, *rows)))
    content = annual_content(open_store(store), "2023", Profile.COOPERATION, "en", Rules(5, show_zero))
    (shown,) = [table for table in content.tables if table.name == "concentration"]
    names = [column.name for column in shown.columns]
    found = {
        (r["level"], r["code"], r["zone"]): r["count"] for r in (dict(zip(names, row)) for row in shown.table.rows)
    }
    assert found["scene", "a", "inside"] is None and found["scene", "b", "inside"] is None
    zeros = [found["scene", "a", "beside"], found["lpo", "L1", "beside"]]
    assert zeros == ([0, 0] if show_zero else [None, None])
    zones = [found["lpo", "L1", zone] for zone in ("inside", "elsewhere")]
    # With a withheld 0 beside, 43 inside and 9 elsewhere would tell it, as the 52 of all zones are shown.
    assert zones == [43, 9] if show_zero else None in zones


def test_places_that_all_lie_outside_the_county_are_refused_with_their_number_and_three(run, store, tmp_path):
    inside = lines(3, day="2022-05-01")  # of another year: that they lie in the county tells nothing of this one
    said = run.refused(
        "concentration", **given(store, file(tmp_path, *inside, *lines(6, east="153000", north="6580000")))
    )
    assert "None of the 6 incidents" in said and "4, 5, 6" in said and "coordinate system" in said
    shootings = {"STORE": store, "ROUND": "2023", "SHOOTINGS": file(tmp_path, *lines(2, east="153000"))}
    assert "rows 1, 2" in run.refused("gunviolence", **shootings, FROM="2023-01-01", TO="2024-01-01")


def test_codes_that_lost_their_zero_are_named_with_their_incidents(run, store, tmp_path):
    rows = [*lines(4), *lines(3, code="357"), *lines(2, code="325"), *lines(1, code="888")]
    run("concentration", **{**given(store, file(tmp_path, *rows)), "CODE_SETS": "violence"})
    said = next(warning for warning in run.heard.warnings if "zero" in warning)
    assert "5 incidents are not counted" in said and "325 (2), 357 (3)" in said and "888" not in said


@pytest.mark.parametrize(
    "content, said",
    [(None, "There is no file"), (b"", "column names"), ("ID;BROTTSKOD\r\n".encode("utf-16"), "UTF-16")],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(run, store, tmp_path, content, said):
    path = tmp_path / "extract.csv"
    if content is not None:
        path.write_bytes(content)
    refused = run.refused("concentration", **given(store, str(path)))
    assert said in refused and str(path) in refused


def test_people_that_are_no_numbers_are_refused_as_they_stand_with_their_rows(run, store, tmp_path):
    corners = [[EAST, NORTH], [EAST + 4000, NORTH], [EAST + 4000, NORTH + 4000], [EAST, NORTH]]
    features = [
        {"type": "Feature", "properties": {"people": n}, "geometry": {"type": "Polygon", "coordinates": [corners]}}
        for n in ("1 200", "många", "-3", None)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    path = tmp_path / "people.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")
    baseline = {"BASELINE": str(path), "BASELINE_KIND": "population"}
    said = run.refused("concentration", **given(store, file(tmp_path, *lines(2)), **baseline, BASELINE_FIELD="people"))
    assert "3 polygons" in said and "“många” (2), “-3” (3), “” (4)" in said
    said = run.refused("concentration", **given(store, file(tmp_path, *lines(2)), **baseline))
    assert "name the field with the number of people" in said
