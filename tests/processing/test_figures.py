"""The measures of the follow-up, as a script calls them: from a file of incidents to a table of numbers."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from drugscene_plugin.domain.lineage import LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from drugscene_plugin.store.source_layers import plain_value
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.processing.source_layers import source_of, square_wkt

EAST, NORTH = 600_000, 6_500_000
YEAR = {"FROM": "2023-01-01", "TO": "2024-01-01"}
BOTH = {"FROM": "2024-01-01", "TO": "2025-01-01", "FROM2": "2023-01-01", "TO2": "2024-01-01"}
HEAD = "BROTTSKOD,X,Y,START,ANTAL"
FIELDS = {
    "CODE_FIELD": "BROTTSKOD",
    "X_FIELD": "X",
    "Y_FIELD": "Y",
    "DATE_FIELD": "START",
    "COUNT_FIELD": "ANTAL",
}


def at(x, y):
    return (EAST + x, NORTH + y)


@pytest.fixture
def store(place):
    """Two LPOs in one municipality; a and b are open in 2023, b has ceased by 2024 and a has shrunk to its western half."""
    made = open_store(place)
    areas = [
        lpo("L1", square(at=at(0, 0), side=4000)),
        lpo("L2", square(at=at(4000, 0), side=4000)),
        municipality("M", square(at=at(0, 0), side=8000)),
    ]
    made.add_areas(areas, "ada")
    whole, half = square(at=at(1000, 1000), side=200), square(at=at(1000, 1000), side=100)
    other = square(at=at(5000, 1000), side=200)

    def row(id, label, outline, status=SceneStatus.OPEN):
        return scene(id, label, outline, name=f"Place {id}", status=status, answers=ALL_YES)

    third = square(at=at(2000, 3000))
    first = [row("a", "2023", whole), row("b", "2023", other), row("c", "2023", third)]
    second = [row("a", "2024", half), row("b", "2024", other, SceneStatus.CEASED), row("c", "2024", third)]
    rounds = (("2023", date(2023, 10, 1), first), ("2024", date(2024, 10, 1), second))
    for label, day, scenes in rounds:
        before = RoundLabel("2023") if label == "2024" else None
        made.add_round(mapping_round(label, day, from_round=before), scenes, "ada")
    made.decide_links(
        "2024", [LinkDecision(LinkKind.CEASED, "b", None, "ada", "2024-10-02T00:00:00Z", ReasonCode.DELISTED, "")]
    )
    return place


def incidents(path, *rows):
    """A CSV file of incidents: (code, (x, y) or None, day, number)."""
    lines = [HEAD]
    for code, spot, day, number in rows:
        x, y = at(*spot) if spot is not None else ("", "")
        lines.append(f"{code},{x},{y},{day},{number}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def file(tmp_path):
    """In 2023 12 supplies in a, 2 beside it and 6 elsewhere; what else is there cannot be counted."""
    return incidents(
        tmp_path / "incidents.csv",
        ("5005", (1100, 1100), "2023-05-01", 10),
        ("5005", (1200, 1100), "2023-06-01", 2),  # on the edge: inside
        ("5005", (1250, 1100), "2023-06-01", 2),
        ("5005", (3000, 100), "2023-12-31", 5),
        ("5005", (4000, 100), "2023-01-01", 1),  # on the line between the LPOs: of the first by code
        ("5005", (3000, 100), "2024-01-01", 7),
        ("5005", None, "2023-05-01", 3),
        ("5005", (9000, 100), "2023-05-01", 4),
        ("5005", (3000, 100), "", 1),
    )


def table(destination):
    """The rows of a written table, as they are kept: numbers are numbers."""
    names = destination.fields().names()
    return [dict(zip(names, map(plain_value, row.attributes()))) for row in destination.getFeatures()]


def cells(rows, *columns):
    return {tuple(row[c] for c in ("level", "code", "group", "zone")): tuple(row[c] for c in columns) for row in rows}


def concentration(run, store, file, **given):
    return run(
        "concentration",
        **{"STORE": store, "ROUND": "2023", "INCIDENTS": file, **FIELDS, **YEAR, "CODE_SETS": "narcotics_supply",
           "OUTPUT": "memory:", **given},
    )  # fmt: skip


def test_incidents_are_counted_inside_beside_and_elsewhere_and_add_up(run, store, file):
    found = concentration(run, store, file)
    rows = table(found["OUTPUT"])
    counts = cells(rows, "count", "whole_count")
    group = "narcotics_supply"
    assert counts["county", "county", group, "inside"] == (12, 20)
    assert counts["county", "county", group, "beside"] == (2, 20)
    assert counts["county", "county", group, "elsewhere"] == (6, 20)
    assert counts["lpo", "L1", group, "elsewhere"] == (6, 20) and counts["lpo", "L2", group, "elsewhere"] == (0, 0)
    assert counts["scene", "a", group, "inside"] == (12, 20) and counts["scene", "b", group, "inside"] == (0, 20)
    assert (found["COUNT"], found["ROWS"]) == (20, 9)
    assert found["SHA256"] == hashlib.sha256(Path(file).read_bytes()).hexdigest()
    assert {row["baseline_kind"] for row in rows} == {"total_area"}
    assert all("total_area" in row["caveats"] for row in rows)


def test_what_was_left_out_is_said_before_the_figures_with_rows_to_look_at(run, store, file):
    concentration(run, store, file)
    said = "\n".join(run.heard.warnings)
    for part in ("no place: 3", "rows 7", "no time: 1", "rows 9", "outside the county: 4 (14.3 %)"):
        assert part in said
    told = "\n".join(run.heard.infos)
    for part in ("Incidents in other periods: 7", "that can be read: 28", "Counted: 20 (71.4 %)"):
        assert part in told


def test_the_figures_are_kept_in_the_store_and_no_row_is(run, store, file):
    concentration(run, store, file, BAND=150)
    kept = {figure.name: figure for figure in open_store(store).figures("2023")}
    assert set(kept) == {"concentration", "concentration_quality", "lorenz"}
    figure = kept["concentration"]
    assert figure.parameters["band"] == 150 and figure.parameters["from"] == "2023-01-01"
    assert figure.sha256 == hashlib.sha256(Path(file).read_bytes()).hexdigest()
    assert figure.table.counted is not None
    content = Path(store).read_bytes()
    assert str(EAST + 1250).encode() not in content


def test_a_land_baseline_takes_the_place_of_the_total_area(run, store, file):
    land = source_of([(square_wkt(at(0, 0), 2000), {}), (square_wkt(at(1000, 1000), 500), {})])
    rows = table(concentration(run, store, file, BASELINE=land)["OUTPUT"])
    baselines = cells(rows, "baseline", "whole_baseline", "baseline_kind")
    group = "narcotics_supply"
    inside, whole, kind = baselines["county", "county", group, "inside"]
    assert (inside, whole, kind) == (pytest.approx(40_000), pytest.approx(4_000_000), "land")
    assert not any("total_area" in (row["caveats"] or "") for row in rows)


def two_years(tmp_path):
    """50 and 48 in all of a; of the later 18 in its western half. 30 elsewhere both years."""
    return incidents(
        tmp_path / "two.csv",
        ("5005", (1150, 1150), "2023-05-01", 50),
        ("5005", (1150, 1150), "2024-05-01", 30),
        ("5005", (1050, 1050), "2024-05-01", 18),
        ("5005", (3000, 100), "2023-05-01", 30),
        ("5005", (3000, 100), "2024-05-01", 30),
    )


@pytest.mark.parametrize("basis, before, after", [("own", 50, 18), ("previous", 50, 48), ("UNION", 50, 48)])
def test_the_basis_tells_a_moved_boundary_from_less_crime(run, store, tmp_path, basis, before, after):
    found = concentration(run, store, two_years(tmp_path), ROUND="2024", BASIS=basis, **BOTH)
    row = cells(table(found["OUTPUT"]), "earlier_count", "count")
    assert row["county", "county", "narcotics_supply", "inside"] == (before, after)


def test_periods_are_told_apart_in_whichever_order_they_are_given(run, store, tmp_path):
    turned = {"FROM": BOTH["FROM2"], "TO": BOTH["TO2"], "FROM2": BOTH["FROM"], "TO2": BOTH["TO"]}
    found = concentration(run, store, two_years(tmp_path), ROUND="2024", **turned)
    row = cells(table(found["OUTPUT"]), "earlier_count", "count", "period_from")
    assert row["county", "county", "narcotics_supply", "inside"] == (50, 18, "2024-01-01")


def test_the_change_is_split_into_crime_and_outline(run, store, tmp_path):
    concentration(run, store, two_years(tmp_path), ROUND="2024", **BOTH)
    kept = {figure.name: figure.table for figure in open_store(store).figures("2024")}
    split = kept["outline_split"]
    names = [column.name for column in split.columns]
    county = dict(zip(names, split.rows[0]))
    assert (county["total_change"], county["crime_change"], county["outline_change"]) == (-32, -2, -30)
    assert "fall_by_outline" in county["caveats"] and "regression_to_mean" in county["caveats"]


def test_what_the_rows_are_good_for_is_said_of_each_period_once(run, store, tmp_path):
    concentration(run, store, two_years(tmp_path), ROUND="2024", **BOTH)
    heads = [line for line in run.heard.infos if line.startswith("Period ")]
    assert heads == [
        "Period 2024-01-01 to 2025-01-01, outlines 2024:",
        "Period 2023-01-01 to 2024-01-01, outlines 2023:",
    ]
    kept = {figure.name: figure.table for figure in open_store(store).figures("2024")}
    report = kept["concentration_quality"]
    assert report.column("quality").count("counted") == 2 and set(report.column("outlines")) == {"2023", "2024"}


def test_the_package_has_the_figures_and_says_when_the_outlines_have_changed_since(run, store, file, tmp_path):
    concentration(run, store, file)
    package = Path(run("exportround", STORE=store, ROUND="2023", FOLDER=str(tmp_path / "out"))["PACKAGE"])
    with (package / "tables" / "concentration.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    (inside,) = [r for r in rows if (r["level"], r["zone"]) == ("county", "inside")]
    assert inside["count"] == "12" and "stale_outlines" not in inside["caveats"]
    layer = source_of([(square_wkt(at(6000, 6000)), {"name": "New"})])
    run("importscenes", STORE=store, ROUND="2023", INPUT=layer, STATUS="open")
    package = Path(run("exportround", STORE=store, ROUND="2023", FOLDER=str(tmp_path / "out"))["PACKAGE"])
    text = (package / "tables" / "concentration.csv").read_text(encoding="utf-8")
    assert text.count("stale_outlines") == len(rows)
    assert not (package / "tables" / "lorenz.csv").exists()


def test_the_cooperation_package_has_no_small_number_and_no_quality(run, store, file, tmp_path):
    concentration(run, store, file)
    given = {"STORE": store, "ROUND": "2023", "PROFILE": "cooperation", "FOLDER": str(tmp_path / "out")}
    tables = Path(run("exportround", **given)["PACKAGE"]) / "tables"
    assert not (tables / "concentration_quality.csv").exists()
    with (tables / "concentration.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    shown = [int(row["count"]) for row in rows if row["count"]]
    assert shown and not [number for number in shown if 0 < number < 5]
    beside = [r for r in rows if (r["level"], r["zone"]) == ("county", "beside")]
    assert [row["count"] for row in beside] == [""] and "count" in beside[0]["suppressed"]


@pytest.mark.parametrize("profile", ["cooperation", "public"])
def test_a_table_by_itself_is_for_the_internal_profile_alone(run, store, file, profile):
    said = run.refused("concentration", STORE=store, ROUND="2023", INCIDENTS=file, PROFILE=profile, **FIELDS, **YEAR)
    assert profile in said and open_store(store).figures("2023") == []


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"ROUND": "1999"}, "1999"),
        ({"CODE_FIELD": "KOD"}, "KOD"),
        ({"CODE_SETS": "narcotics_suply"}, "narcotics_suply"),
        ({"CODE_SETS": "/nowhere/groups.json"}, "/nowhere/groups.json"),
        ({"TO": "2022-01-01"}, "2022-01-01"),
        ({"FROM2": "2022-01-01"}, "TO2"),
        ({"FROM2": "2021-01-01", "TO2": "2021-02-01", "ROUND": "2024"}, "2021-02-01"),
        ({"FROM2": "2022-01-01", "TO2": "2023-01-01"}, "first"),
        ({"BASIS": "other"}, "other"),
        ({"BAND": -1}, "BAND"),
        ({"INCIDENTS": "/nowhere/incidents.csv"}, "/nowhere/incidents.csv"),
    ],
)
def test_what_cannot_be_measured_is_refused_and_named(run, store, file, wrong, named):
    given = {"STORE": store, "ROUND": "2023", "INCIDENTS": file, **FIELDS, **YEAR, **wrong}
    assert named.casefold() in run.refused("concentration", **given).casefold()
    assert open_store(store).figures("2023") == []


def test_a_round_without_open_scenes_and_a_file_without_dates_are_refused(run, store, file, tmp_path):
    made = open_store(store)
    made.add_round(mapping_round("2025", date(2025, 10, 1)), [], "ada")
    assert "2025" in run.refused("concentration", STORE=store, ROUND="2025", INCIDENTS=file, **FIELDS, **YEAR)
    bare = tmp_path / "bare.csv"
    bare.write_text("BROTTSKOD,X,Y\n5005,1,2\n", encoding="utf-8")
    said = run.refused(
        "concentration", STORE=store, ROUND="2023", INCIDENTS=str(bare), X_FIELD="X", Y_FIELD="Y", **YEAR
    )
    assert "DATE_FIELD" in said


def test_cancelling_leaves_the_store_as_it_was(run, store, file):
    said = run.refused("concentration", 0, STORE=store, ROUND="2023", INCIDENTS=file, **FIELDS, **YEAR)
    assert "Cancelled" in said and open_store(store).figures("2023") == []


def test_a_layer_of_points_is_read_like_a_file(run, store):
    spots = [((1100, 1100), 3), ((3000, 3000), 1)]
    rows = [
        ("Point ({} {})".format(*at(*spot)), {"BROTTSKOD": "5005", "BROTTSDATUM": "2023-05-01", "ANTAL": n})
        for spot, n in spots
    ]
    layer = source_of(rows, kind="Point", ANTAL=int)
    found = run(
        "concentration",
        STORE=store,
        ROUND="2023",
        INCIDENTS=layer,
        CODE_SETS="narcotics_supply",
        OUTPUT="memory:",
        **YEAR,
    )
    counts = cells(table(found["OUTPUT"]), "count")
    assert counts["county", "county", "narcotics_supply", "inside"] == (3,) and found["COUNT"] == 4


# -- shootings -------------------------------------------------------------------------------------------------------


def test_shootings_are_counted_by_distance_and_held_against_chance(run, store, tmp_path):
    shots = incidents(
        tmp_path / "shots.csv",
        ("-", (1100, 1100), "2023-05-01", 1),
        ("-", (1100, 1101), "2023-05-03", 1),
        ("-", (1260, 1100), "2023-05-01", 1),
        ("-", (7000, 7000), "2023-05-01", 1),
        ("-", None, "2023-05-01", 1),
        ("-", (1100, 1100), "2022-05-01", 1),
    )
    given = {"STORE": store, "ROUND": "2023", "SHOOTINGS": shots, "DATE_FIELD": "START", "X_FIELD": "X", "Y_FIELD": "Y"}
    populated = source_of([(square_wkt(at(0, 0), 8000), {})])
    found = run("gunviolence", **given, **YEAR, BASELINE=populated, SEED=7, OUTPUT="memory:")
    rows = {(r["figure"], r["distance"], r["days"]): r for r in table(found["OUTPUT"])}
    near = [rows["shootings_near", d, None] for d in (0.0, 100.0, 250.0, 500.0)]
    assert [(r["count"], r["n"]) for r in near] == [(2, 4), (3, 4), (3, 4), (3, 4)]
    # 90,000 of 64 million m² in scenes: chance puts hardly one of four shootings there.
    assert near[0]["expected"] == pytest.approx(90_000 / 64e6, abs=0.002) and near[0]["p"] < 0.01
    assert rows["scenes_with_shooting", 0.0, None]["count"] == 1 and rows["scenes_with_shooting", 0.0, None]["n"] == 3
    assert [rows["near_repeat_pairs", d, 7]["count"] for d in (100.0, 250.0, 500.0)] == [1, 3, 3]
    assert "few_shootings" in near[0]["caveats"]
    again = run("gunviolence", **given, **YEAR, BASELINE=populated, SEED=7, OUTPUT="memory:")
    assert table(again["OUTPUT"]) == table(found["OUTPUT"])
    assert (found["COUNT"], found["ROWS"]) == (4, 6)
    assert "rows 5" in "\n".join(run.heard.warnings)


def test_without_a_populated_area_there_is_no_chance_and_it_is_said(run, store, tmp_path):
    shots = incidents(tmp_path / "shots.csv", ("-", (1100, 1100), "2023-05-01", 1))
    given = {"STORE": store, "ROUND": "2023", "SHOOTINGS": shots, "DATE_FIELD": "START", "X_FIELD": "X", "Y_FIELD": "Y"}
    rows = table(run("gunviolence", **given, **YEAR, OUTPUT="memory:")["OUTPUT"])
    assert all(row["expected"] is None for row in rows if row["figure"] != "near_repeat_pairs")
    assert any("no comparison with chance" in line for line in run.heard.warnings)
    assert "a;b" in run.refused("gunviolence", **given, **YEAR, DISTANCES="a;b")


# -- survey ----------------------------------------------------------------------------------------------------------


def answers(near, far, crs="EPSG:3006"):
    """A layer of answers: near the scene a in L1, and far from all in L1; (problems, others) of each."""
    rows = []
    for spot, (problems, others) in (((1400, 1100), near), ((3900, 3900), far)):
        wkt = "Point ({} {})".format(*at(*spot))
        rows += [(wkt, {"q1": "1", "w": 1.0})] * problems + [(wkt, {"q1": "2", "w": 1.0})] * others
    return source_of(rows, kind="Point", crs=crs, w=float)


def test_shares_come_by_distance_with_their_interval_against_beyond(run, store):
    found = run(
        "survey", STORE=store, ROUND="2023", RESPONSES=answers((56, 14), (48, 32)), ANSWER_FIELD="q1",
        PROBLEM_VALUES="1", OTHER_VALUES="2", OUTPUT="memory:",
    )  # fmt: skip
    rows = {(r["level"], r["code"], r["band"]): r for r in table(found["OUTPUT"])}
    near, far = rows["lpo", "L1", 0], rows["lpo", "L1", 3]
    assert (near["n"], near["problem"], near["share"]) == (70, 56, pytest.approx(0.8))
    assert (near["low"], near["high"]) == (pytest.approx(0.6918, abs=5e-5), pytest.approx(0.8770, abs=5e-5))
    assert (near["difference"], near["difference_low"], near["difference_high"]) == (
        pytest.approx(0.2), pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5),
    )  # fmt: skip
    assert far["share"] == pytest.approx(0.6) and far["distance_to"] is None
    assert rows["county", "county", 0]["share"] == pytest.approx(0.8)
    assert rows["lpo", "L2", 0]["status"] == "no_answers"
    assert (found["COUNT"], found["ROWS"]) == (150, 150)


def test_a_year_that_covered_one_area_has_no_county_figure(run, store):
    found = run(
        "survey", STORE=store, ROUND="2023", RESPONSES=answers((56, 14), (48, 32)), ANSWER_FIELD="q1",
        PROBLEM_VALUES="1", COVERAGE="lpo l1", OUTPUT="memory:",
    )  # fmt: skip
    status = {(r["level"], r["code"]): (r["status"], r["n"]) for r in table(found["OUTPUT"]) if r["band"] == 0}
    assert status == {
        ("county", "county"): ("not_measured", None),
        ("lpo", "L1"): ("measured", 70),
        ("lpo", "L2"): ("not_measured", None),
    }


def test_a_table_with_distances_needs_no_points(run, store):
    rows = [(None, {"d": "100", "area": "LPO L2", "q1": "1"})] * 40 + [
        (None, {"d": "5000", "area": "L2", "q1": "2"})
    ] * 40
    found = run(
        "survey", STORE=store, ROUND="2023", RESPONSES=source_of(rows, kind="None", crs=""), ANSWER_FIELD="q1",
        PROBLEM_VALUES="1", DISTANCE_FIELD="d", LPO_FIELD="area", OUTPUT="memory:",
    )  # fmt: skip
    shares = {(r["code"], r["band"]): r["share"] for r in table(found["OUTPUT"]) if r["share"] is not None}
    assert shares == {("county", 0): 1.0, ("county", 3): 0.0, ("L2", 0): 1.0, ("L2", 3): 0.0}


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"OTHER_VALUES": "3"}, "2"),
        ({"PROBLEM_VALUES": "7"}, "7"),
        ({"BANDS": "500;250"}, "500, 250"),
        ({"COVERAGE": "L7"}, "L7"),
        ({"ANSWER_FIELD": "q9"}, "q9"),
        ({"DISTANCE_FIELD": "q1x"}, "q1x"),
        ({"WEIGHT_FIELD": "bad"}, "3"),
    ],
)
def test_a_survey_that_cannot_be_read_is_refused_with_what_is_wrong(run, store, wrong, named):
    wkt = "Point ({} {})".format(*at(1400, 1100))
    rows = [(wkt, {"q1": q, "bad": w}) for q, w in (("1", "1"), ("2", "0"), ("1", "-1"), ("2", ""))]
    given = {"RESPONSES": source_of(rows, kind="Point"), "ANSWER_FIELD": "q1", "PROBLEM_VALUES": "1", **wrong}
    assert named in run.refused("survey", STORE=store, ROUND="2023", **given)


# -- change ----------------------------------------------------------------------------------------------------------


def changes(tmp_path):
    """The published example: control 308→318, treated 207→110, ring of the control 150→140, ring of the treated 178→157."""
    spots = {(1050, 1050): (308, 318), (5100, 1100): (207, 110), (950, 1050): (150, 140), (4950, 1100): (178, 157)}
    rows = [
        ("5005", spot, f"{year}-05-01", number)
        for spot, pair in spots.items()
        for year, number in zip((2022, 2023), pair)
    ]
    return incidents(tmp_path / "changes.csv", *rows)


PERIODS = {"FROM": "2023-01-01", "TO": "2024-01-01", "FROM2": "2022-01-01", "TO2": "2023-01-01"}


def test_the_published_example_comes_out_exactly_with_the_users_control(run, store, tmp_path):
    control = source_of([(square_wkt(at(1000, 1000), 200), {})])
    given = {"STORE": store, "ROUND": "2024", "INCIDENTS": changes(tmp_path), "CODE_SETS": "narcotics_supply", **FIELDS}
    found = run("changetest", **given, **PERIODS, CONTROL=control, OUTPUT="memory:")
    rows = {row["code"]: row for row in table(found["OUTPUT"])}
    for row in (rows["b"], rows["pooled"]):
        assert row["wdd"] == -118 and row["error"] ** 2 == pytest.approx(1568)
        assert [round(row[c], 2) for c in ("z",)] == [-2.98]
        assert [round(row[c]) for c in ("low", "high")] == [-196, -40]
        assert (row["treated_before"], row["treated_after"], row["control"]) == (207, 110, "given")
        assert "regression_to_mean" in row["caveats"]
    assert {figure.name for figure in open_store(store).figures("2024")} == {"changetest", "changetest_quality"}


def test_without_a_control_each_scene_is_matched_with_one_that_remained(run, store, tmp_path):
    given = {"STORE": store, "ROUND": "2024", "INCIDENTS": changes(tmp_path), "CODE_SETS": "narcotics_supply", **FIELDS}
    rows = {row["code"]: row for row in table(run("changetest", **given, **PERIODS, OUTPUT="memory:")["OUTPUT"])}
    assert rows["b"]["control"] == "a" and rows["b"]["wdd"] == -118


def test_few_incidents_give_no_test_and_no_ceased_scene_is_refused(run, store, tmp_path):
    few = incidents(
        tmp_path / "few.csv", ("5005", (5100, 1100), "2022-05-01", 9), ("5005", (5100, 1100), "2023-05-01", 1)
    )
    given = {"STORE": store, "INCIDENTS": few, "CODE_SETS": "narcotics_supply", **FIELDS, **PERIODS}
    (row, _) = table(run("changetest", **given, ROUND="2024", OUTPUT="memory:")["OUTPUT"])
    assert row["treated_before"] == 9 and row["p"] is None and "small_counts" in row["caveats"]
    assert "BAND" in run.refused("changetest", **given, ROUND="2024", BAND=-5)
    assert "first" in run.refused("changetest", **given, ROUND="2023")
    empty = source_of([], name=str)
    assert "CONTROL" in run.refused("changetest", **given, ROUND="2024", CONTROL=empty)


def test_what_is_kept_is_json_that_any_program_reads(run, store, file):
    concentration(run, store, file)
    with sqlite3.connect(store) as database:
        rows = database.execute('SELECT "name", "parameters", "content" FROM "figures" ORDER BY "name"').fetchall()
    database.close()
    names = {name: (json.loads(parameters), json.loads(content)) for name, parameters, content in rows}
    parameters, content = names["concentration"]
    assert parameters["band"] == 100 and content["name"] == "concentration"
    assert parameters["fields"]["code"] == "BROTTSKOD"
