"""The sample's incidents, shootings and answers: the same each time, gathered at the scenes, and as bad as real ones."""

from __future__ import annotations

import csv
from datetime import date
from itertools import islice

import numpy as np
import pytest
import shapely

from drugscene_plugin.analysis.distance_bands import distances_to_nearest
from drugscene_plugin.analysis.incident_counting import STACKED_AT_LEAST
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.sample import county, incidents, totals
from drugscene_plugin.sample.towns import towns


@pytest.fixture(scope="module")
def sample():
    return county.build()


@pytest.fixture(scope="module")
def rows(sample):
    return list(csv.DictReader(incidents.incident_lines(sample)))


def outlines(sample, label):
    return [scene.outline for scene in sample.scenes[RoundLabel(label)] if scene.counts and scene.outline is not None]


def test_the_lines_are_the_same_each_time(sample):
    first, second = (list(islice(incidents.incident_lines(county.build()), 2000)) for _ in range(2))
    assert first == second
    assert list(incidents.shooting_lines(sample)) == list(incidents.shooting_lines(sample))
    some = [list(islice(incidents.answer_lines(sample, RoundLabel("2024")), 500)) for _ in range(2)]
    assert some[0] == some[1]


def test_incidents_gather_at_the_scenes_of_their_year(sample, rows):
    of_year = [r for r in rows if r["BROTTSDATUMTID_START"].startswith("2024") and r["SWEREF_E"]]
    places = np.array([[float(r["SWEREF_E"]), float(r["SWEREF_N"])] for r in of_year])
    supply = np.array([r["BROTTSKOD"].strip() == "5005" for r in of_year])
    inside = distances_to_nearest(places, outlines(sample, "2024")) == 0
    assert 0.03 < inside.mean() < 0.07
    assert 0.07 < inside[supply].mean() < 0.13
    built_up = shapely.union_all([town.outline for town in towns(sample)])
    assert sum(o.area for o in outlines(sample, "2024")) / built_up.area < 0.006


def test_scenes_and_homes_lie_in_the_towns_and_these_on_land(sample):
    found = towns(sample)
    built_up = shapely.union_all([town.outline for town in found])
    for label in sample.scenes:
        assert shapely.difference(shapely.union_all(outlines(sample, label)), built_up).area < 0.001 * built_up.area
    assert shapely.difference(built_up, sample.land).area < 1.0
    assert sum(town.outline.area for town in found) == pytest.approx(built_up.area)
    assert found == towns(county.build())


def test_a_place_where_a_scene_closed_keeps_some_of_its_crime(sample, rows):
    closed = [
        s.outline
        for s in sample.scenes[RoundLabel("2023")]
        if s.counts and not any(shapely.intersects(s.outline, o) for o in outlines(sample, "2024"))
    ]
    number = {}
    for year in ("2023", "2024"):
        here = [r for r in rows if r["SWEREF_E"] and r["BROTTSDATUMTID_START"].startswith(year)]
        places = np.array([[float(r["SWEREF_E"]), float(r["SWEREF_N"])] for r in here])
        number[year] = (distances_to_nearest(places, closed) == 0).sum()
    assert len(closed) == 10
    assert 0 < number["2024"] < number["2023"]


def test_some_rows_lack_what_real_ones_lack(rows):
    assert any(not row["SWEREF_E"] for row in rows)
    assert any(row["BROTTSDATUMTID_START"] == "Värde saknas" for row in rows)
    assert any(row["BROTTSKOD"].endswith(" ") for row in rows)
    assert any(row["BROTTSKOD"].startswith("0") for row in rows)
    assert any(row["BROTTSDATUMTID_SLUT"][:10] > row["BROTTSDATUMTID_START"][:10] for row in rows)
    _, times = np.unique(
        [f"{row['SWEREF_E']} {row['SWEREF_N']}" for row in rows if row["SWEREF_E"]], return_counts=True
    )
    assert times.max() > STACKED_AT_LEAST


def test_violence_is_more_than_violence_outdoors_most_of_it_far_from_scenes(sample, rows):
    groups = crime_groups()
    here = [r for r in rows if r["SWEREF_E"] and r["BROTTSDATUMTID_START"].startswith("2024")]
    violent = [r for r in here if groups["violence"].lists(r["BROTTSKOD"].strip())]
    outdoors, others = (
        [r for r in violent if groups["violence_outdoors"].lists(r["BROTTSKOD"].strip()) == outside]
        for outside in (True, False)
    )
    assert 0.03 * len(outdoors) < len(others) < 0.2 * len(outdoors)

    def share_inside(some):
        places = np.array([[float(r["SWEREF_E"]), float(r["SWEREF_N"])] for r in some])
        return (distances_to_nearest(places, outlines(sample, "2024")) == 0).mean()

    assert share_inside(others) < share_inside(outdoors)


def test_weapons_have_the_code_of_their_year_and_a_few_the_old_one(rows):
    weapons = {code.code: code for code in crime_groups()["weapons"].codes}
    used = [
        (r["BROTTSKOD"].strip(), r["BROTTSDATUMTID_START"][:10]) for r in rows if r["BROTTSDATUMTID_START"][:2] == "20"
    ]
    invalid = [c for c, day in used if c in weapons and not weapons[c].valid_on(date.fromisoformat(day))]
    assert set(invalid) == {"4077"}
    assert 0 < len(invalid) < sum(code in weapons for code, _ in used) / 3


def test_the_nearer_the_more_see_a_problem(sample):
    answers = [r for r in csv.DictReader(incidents.answer_lines(sample, RoundLabel("2024"))) if r["ANSWER"]]
    places = np.array([[float(r["SWEREF_E"]), float(r["SWEREF_N"])] for r in answers])
    away = distances_to_nearest(places, outlines(sample, "2024"))
    problem = np.array([r["ANSWER"] == "1" for r in answers])
    shares = [problem[(away >= low) & (away < high)].mean() for low, high in ((0, 250), (250, 1000), (1000, 1e9))]
    assert shares[0] > shares[1] > shares[2]


def test_the_totals_by_area_are_of_the_same_incidents(sample, rows):
    lines = list(csv.DictReader(totals.total_lines(sample), delimiter=";"))
    assert sum(int(line["Anmäldabrott"]) for line in lines) == len(rows)
    names = {area.name for area in sample.areas} | {"Värde saknas"}
    assert {line["Lokalpolisområde"] for line in lines} | {line["Kommun"] for line in lines} <= names
    march = [row for row in rows if row["BROTTSDATUMTID_START"].startswith("2024-03") and row["BROTTSKOD"][:2] == "50"]
    same = [x for x in lines if x["Brottsdatum"] == "2024-03-01" and x["Brottskategorier"] == "Narkotikabrott"]
    others = sum(
        row["BROTTSDATUMTID_START"].startswith("2024-03") and row["BROTTSKOD"][:4] in ("4141", "4047") for row in rows
    )
    assert sum(int(line["Anmäldabrott"]) for line in same) == len(march) + others
