"""The sample's incidents, shootings and answers: the same each time, gathered at the scenes, and as bad as real ones."""

from __future__ import annotations

import csv
from datetime import date
from itertools import islice

import numpy as np
import pytest

from drugscene_plugin.analysis.distance_bands import distances_to_nearest
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.sample import county, incidents


@pytest.fixture(scope="module")
def sample():
    return county.build()


@pytest.fixture(scope="module")
def rows(sample):
    return list(csv.DictReader(incidents.incident_lines(sample)))


def outlines(sample, label):
    return [scene.outline for scene in sample.scenes[RoundLabel(label)] if scene.counts]


def test_the_lines_are_the_same_each_time(sample):
    first, second = (list(islice(incidents.incident_lines(county.build()), 2000)) for _ in range(2))
    assert first == second
    assert list(incidents.shooting_lines(sample)) == list(incidents.shooting_lines(sample))
    some = [list(islice(incidents.answer_lines(sample, RoundLabel("2024")), 500)) for _ in range(2)]
    assert some[0] == some[1]


def test_incidents_gather_at_the_scenes_of_their_year(sample, rows):
    of_year = [r for r in rows if r["BROTTSDATUMTID_START"].startswith("2024") and r["SWEREF_E"]]
    places = np.array([[float(r["SWEREF_E"]), float(r["SWEREF_N"])] for r in of_year])
    inside = (distances_to_nearest(places, outlines(sample, "2024")) == 0).mean()
    assert 0.1 < inside < 0.4
    assert sum(o.area for o in outlines(sample, "2024")) / sample.land.area < 0.001


def test_some_rows_lack_what_real_ones_lack(rows):
    assert any(not row["SWEREF_E"] for row in rows)
    assert any(row["BROTTSDATUMTID_START"] == "Värde saknas" for row in rows)
    assert any(row["BROTTSKOD"].endswith(" ") for row in rows)
    assert any(row["BROTTSKOD"].startswith("0") for row in rows)
    assert any(row["BROTTSDATUMTID_SLUT"][:10] > row["BROTTSDATUMTID_START"][:10] for row in rows)


def test_violence_is_more_than_violence_outdoors_most_of_it_far_from_scenes(sample, rows):
    groups = crime_groups()
    here = [r for r in rows if r["SWEREF_E"] and r["BROTTSDATUMTID_START"].startswith("2024")]
    outdoors = [r for r in here if groups["violence_outdoors"].lists(r["BROTTSKOD"].strip())]
    others = [r for r in here if groups["violence"].lists(r["BROTTSKOD"].strip()) and r not in outdoors]
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
