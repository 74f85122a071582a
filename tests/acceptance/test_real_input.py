"""Real boundaries, as they are: simplified, overlapping, with gaps, codes missing and rings that cross themselves.

A store is made through the algorithms from two divisions into local police areas and from the municipalities; the
city districts stand in for scenes. What comes out is held against shapely applied by brute force.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
import shapely
from qgis.core import QgsApplication, QgsProcessingFeedback
from shapely.geometry import shape

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.store import open_store

DISTRICTS = 117
CITY_AND_NEIGHBOUR = {"0180": 116, "0163": 1}


class Log(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushWarning(self, text):
        self.lines.append(text)


class County:
    """What one run through the algorithms gave."""

    def __init__(self, data: Path, folder: Path):
        import processing

        self.data, self.folder, self.log = data, folder, Log()
        self.store_path = str(folder / "county.gpkg")

        def run(name, **parameters):
            return processing.run(f"drugscene:{name}", {"STORE": self.store_path, **parameters}, feedback=self.log)

        run("createstore")
        lpo = {"LEVEL": "lpo", "CODE_FIELD": "lpo_kod", "NAME_FIELD": "lpo", "OFFICIAL": False}
        self.first = run("importareas", INPUT=self.file("lpo_derived_2022"), VALID_FROM="2022-01-01",
                         VALID_TO="2024-12-31", **lpo)  # fmt: skip
        self.second = run("importareas", INPUT=self.file("lpo_derived_2025"), VALID_FROM="2025-01-01", **lpo)
        self.municipalities = run("importareas", INPUT=self.file("kommuner_stockholms_lan"), LEVEL="municipality",
                                  CODE_FIELD="kommunkod", NAME_FIELD="kommunnamn")  # fmt: skip
        self.opened = run("openround", ROUND="2023", REF_DATE="2023-10-01")
        self.brought = run("importscenes", ROUND="2023", INPUT=self.file("stadsdelar_stockholm"), NAME_FIELD="name",
                           STATUS="open", REJECTED="TEMPORARY_OUTPUT")  # fmt: skip
        self.checked = run("checkround", ROUND="2023", FINDINGS="TEMPORARY_OUTPUT")
        self.findings = [(f["code"], f["severity"], f["message"]) for f in self.checked["FINDINGS"].getFeatures()]
        self.carried = run("openround", ROUND="2025", REF_DATE="2025-03-01", FROM_ROUND="2023")
        self.package = Path(run("exportround", ROUND="2023", LANGUAGE="en", FOLDER=str(folder))["PACKAGE"])
        self.store = open_store(self.store_path)

    def file(self, name: str) -> str:
        return str(self.data / f"{name}.geojson")

    def outlines(self, name: str):
        """Properties and mended outline of each feature, straight from the file."""
        features = json.loads(Path(self.file(name)).read_text(encoding="utf-8"))["features"]
        return [(f["properties"], shapely.make_valid(shape(f["geometry"]))) for f in features]

    def table(self, name: str):
        with (self.package / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def county(real_data, qgis_app, qgis_processing, tmp_path_factory):
    from drugscene_plugin.processing.provider import DrugsceneProvider

    provider = DrugsceneProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield County(real_data, tmp_path_factory.mktemp("county"))
    QgsApplication.processingRegistry().removeProvider(provider)


def test_everything_comes_in(county):
    counts = [made["COUNT"] for made in (county.first, county.second, county.municipalities)]
    assert counts == [17, 18, 26]
    assert county.opened["COUNT"] == 0
    assert county.brought["COUNT"] == DISTRICTS
    assert county.brought["REJECTED"].featureCount() == 0


def test_mended_boundaries_are_told_in_one_line_a_layer(county):
    starts = [line[: line.index(" outlines")] for line in county.log.lines if " outlines were invalid" in line]
    assert starts == ["7 of 17", "6 of 18"]
    assert all(area.outline.is_valid for area in county.store.areas())


def test_an_area_whose_code_is_not_public_has_its_name_for_one(county):
    lpos = county.store.areas(AreaLevel.LPO)
    without = {a.name for a in lpos if a.code == a.name}
    assert without == {
        p["lpo"] for n in ("2022", "2025") for p, _ in county.outlines(f"lpo_derived_{n}") if not p["lpo_kod"]
    }
    assert without


def test_each_district_is_in_the_area_that_brute_force_finds(county):
    areas = [(p["lpo_kod"] or p["lpo"], o) for p, o in county.outlines("lpo_derived_2022")]
    districts = {p["name"]: o for p, o in county.outlines("stadsdelar_stockholm")}
    for scene in county.store.scenes("2023"):
        outline = districts[scene.name]
        shares = {code: outline.intersection(area).area / outline.area for code, area in areas}
        best = max(shares.values())
        assert shares[scene.lpo.code] == pytest.approx(best, abs=1e-9), scene.name
        found = dict(scene.lpo.shares)
        assert [found.get(code, 0.0) for code in shares] == pytest.approx(list(shares.values()), abs=1e-6), scene.name


def test_each_district_is_in_the_municipality_that_brute_force_finds(county):
    """All are in the city but one: the simplified ring of a neighbour covers three quarters of it."""
    municipalities = [(p["kommunkod"], o) for p, o in county.outlines("kommuner_stockholms_lan")]
    districts = {p["name"]: o for p, o in county.outlines("stadsdelar_stockholm")}
    expected = {
        name: max((outline.intersection(ring).area, code) for code, ring in municipalities)[1]
        for name, outline in districts.items()
    }
    assert {scene.name: scene.municipality.code for scene in county.store.scenes("2023")} == expected
    assert Counter(expected.values()) == CITY_AND_NEIGHBOUR


def test_the_table_by_lpo_has_every_area_and_the_total(county):
    rows = county.table("by_lpo")
    assert len(rows) == 17 + 1
    assert rows[-1]["code"] == "TOTAL"
    assert "UNASSIGNED" not in {row["code"] for row in rows}
    assert sum(int(row["scenes"]) for row in rows[:-1]) == int(rows[-1]["scenes"]) == DISTRICTS
    assert sum(float(row["share_of_scenes"]) for row in rows[:-1]) == pytest.approx(1, abs=1e-4)


def test_areas_in_the_table_are_those_of_the_outlines(county):
    rows = {row["code"]: row for row in county.table("by_lpo")}
    expected = dict.fromkeys(rows, 0.0)
    districts = {p["name"]: o for p, o in county.outlines("stadsdelar_stockholm")}
    for scene in county.store.scenes("2023"):
        expected[scene.lpo.code] += districts[scene.name].area
        expected["TOTAL"] += districts[scene.name].area
    assert {code: float(row["area_m2"]) for code, row in rows.items()} == pytest.approx(expected, abs=1.0)


def test_the_table_by_municipality_has_every_municipality(county):
    rows = county.table("by_municipality")
    assert len(rows) == 26 + 1
    with_scenes = {row["code"]: int(row["scenes"]) for row in rows[:-1] if int(row["scenes"])}
    assert with_scenes == CITY_AND_NEIGHBOUR
    assert int(rows[-1]["scenes"]) == DISTRICTS


def test_every_district_is_listed(county):
    assert sorted(row["name"] for row in county.table("by_scene")) == sorted(
        p["name"] for p, _ in county.outlines("stadsdelar_stockholm")
    )


def test_findings_can_be_read(county):
    """The districts touch, overlap by slivers and straddle simplified boundaries: hundreds of facts, few lines."""
    assert county.checked["ERRORS"] + county.checked["WARNINGS"] == len(county.findings)
    assert 0 < len(county.findings) <= 50
    assert all(text and len(text) < 1_000 and "{" not in text for _, _, text in county.findings)


def test_a_round_of_the_new_division_carries_them_forward(county):
    assert county.carried["COUNT"] == DISTRICTS
    before = {scene.id: scene for scene in county.store.scenes("2023")}
    later = county.store.scenes("2025")
    assert {scene.id for scene in later} == set(before)
    new = {a.code for a in county.store.areas(AreaLevel.LPO) if a.valid_from.year == 2025}
    assert {scene.lpo.code for scene in later} <= new
    assert {scene.lpo.code for scene in later} != {scene.lpo.code for scene in before.values()}
