"""The atlas as a script asks for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from drugscene_plugin.store import create_store
from drugscene_plugin.workflow.create_sample import create_sample
from tests.reports.pdf_text import bare, pages_of

COARSE = 40


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample county's store."""
    path = str(tmp_path_factory.mktemp("store") / "sample.gpkg")
    create_store(path, fill=create_sample)
    return path


def test_the_county_s_overview_is_one_pdf_with_the_tables_figures(run, sample, tmp_path):
    result = run("atlas", STORE=sample, ROUND="2024", LANGUAGE="sv", FOLDER=str(tmp_path), DPI=COARSE)
    (file,) = result["FILES"]
    assert result["COUNT"] == 1 and Path(file).name == "drugscene_2024_internal_county.pdf"
    pages = pages_of(Path(file))
    assert bare("Öppna drogscener i länet") in pages[0]
    assert bare("Utgående 53 2 032 491") in pages[0]
    assert all(page.count("INTERNT") == 2 and bare(f"av {len(pages)}") in page for page in pages)


def test_some_lpos_are_asked_for_by_their_codes_and_a_page_each_can_be_a_picture(run, sample, tmp_path):
    given = {"STORE": sample, "ROUND": "2024", "LEVEL": "LPO", "FORMAT": "png", "DPI": COARSE, "FOLDER": str(tmp_path)}
    files = run("atlas", ONLY="991010; 991020", **given)["FILES"]
    assert [Path(file).name.split("_")[4] for file in files] == ["991010", "991020"]


def test_the_public_gets_the_open_scenes_of_a_published_round(run, sample, tmp_path):
    given = {"STORE": sample, "PROFILE": "public", "LEVEL": "scene", "DPI": COARSE, "FOLDER": str(tmp_path)}
    (file,) = run("atlas", ROUND="2024", LANGUAGE="en", **given)["FILES"]
    pages = pages_of(Path(file))
    assert len(pages) == 53
    assert all("PUBLIC" in page and "Category" not in page and "Criteria" not in page for page in pages)
    assert "published" in run.refused("atlas", ROUND="2025", **given)


def test_a_public_atlas_is_entered_into_the_register_of_releases(run, sample, tmp_path):
    from drugscene_plugin.store import open_store

    run("atlas", STORE=sample, ROUND="2023", PROFILE="public", FOLDER=str(tmp_path), DPI=COARSE)
    before = len(open_store(sample).releases())
    run("atlas", STORE=sample, ROUND="2023", PROFILE="public", FOLDER=str(tmp_path), DPI=COARSE)
    assert len(open_store(sample).releases()) == before


def test_cancelled_midway_it_leaves_nothing(run, sample, tmp_path):
    text = run.refused(
        "atlas", patience=30, STORE=sample, ROUND="2024", LEVEL="scene", DPI=COARSE, FOLDER=str(tmp_path / "out")
    )
    assert "Cancelled" in text and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"LEVEL": "scene", "ONLY": "nowhere"}, "nowhere"),
        ({"TEMPLATE": "/nowhere/own.qpt"}, "/nowhere/own.qpt"),
        ({"TEMPLATE": "county_a5"}, "county_a5"),
        ({"LEVEL": "region"}, "region"),
        ({"FORMAT": "docx"}, "docx"),
        ({"PROFILE": "cooperation", "LOOK": "category"}, "category"),
        ({"ROUND": "1999"}, "1999"),
        ({"DPI": 5}, "5"),
    ],
)
def test_what_is_wrong_is_named(run, sample, tmp_path, given, named):
    asked = {"STORE": sample, "ROUND": "2024", "FOLDER": str(tmp_path / "out"), "DPI": COARSE, **given}
    assert named in run.refused("atlas", **asked)
    assert not (tmp_path / "out").exists()


def test_a_base_map_lies_beneath_and_a_scratch_layer_is_refused_by_name(run, sample, tmp_path):
    west, south, east, north = 700_000, 6_300_000, 950_000, 6_700_000
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = tmp_path / "land.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), encoding="utf-8")
    given = {"STORE": sample, "ROUND": "2024", "LEVEL": "lpo", "ONLY": "991010", "FORMAT": "png", "DPI": COARSE}
    (plain,) = run("atlas", FOLDER=str(tmp_path / "plain"), **given)["FILES"]
    (based,) = run("atlas", FOLDER=str(tmp_path / "based"), BASE_LAYERS=[str(path)], **given)["FILES"]
    assert Path(plain).read_bytes() != Path(based).read_bytes()
    scratch = QgsVectorLayer("Polygon?crs=EPSG:3006", "My scratch", "memory")
    QgsProject.instance().addMapLayer(scratch)
    try:
        refused = run.refused("atlas", FOLDER=str(tmp_path / "none"), BASE_LAYERS=[scratch.id()], **given)
    finally:
        QgsProject.instance().removeMapLayer(scratch.id())
    assert "My scratch" in refused


def test_a_template_s_missing_font_is_a_warning(run, sample, tmp_path):
    from drugscene_plugin.reports.map_layout import built_in

    own = tmp_path / "own.qpt"
    own.write_text(built_in("lpo_a4").read_text(encoding="utf-8").replace("DejaVu Sans", "No Such Font"), "utf-8")
    given = {"LEVEL": "lpo", "ONLY": "991010", "TEMPLATE": str(own), "DPI": COARSE, "FOLDER": str(tmp_path / "out")}
    run("atlas", STORE=sample, ROUND="2024", **given)
    assert any("No Such Font" in warning for warning in run.heard.warnings)


class TestThePackage:
    def test_has_overview_atlas_and_scene_pages_with_their_numbers_in_the_manifest(self, run, sample, tmp_path):
        given = {"STORE": sample, "ROUND": "2024", "PROFILE": "public", "LANGUAGE": "en", "FOLDER": str(tmp_path)}
        package = Path(run("exportround", **given)["PACKAGE"])
        maps = sorted(path.name for path in (package / "maps").iterdir())
        assert maps == ["lpo_atlas.pdf", "overview.pdf", "scenes.pdf"]
        assert [len(pages_of(package / "maps" / name)) for name in ("lpo_atlas.pdf", "scenes.pdf")] == [17, 53]
        listed = {entry["name"]: entry for entry in json.loads((package / "manifest.json").read_text())["files"]}
        assert all(listed[f"maps/{name}"]["hash"] == "content" for name in maps)

    def test_has_no_maps_where_none_are_wanted(self, run, sample, tmp_path):
        given = {"STORE": sample, "ROUND": "2021", "FOLDER": str(tmp_path), "MAPS": False}
        assert not (Path(run("exportround", **given)["PACKAGE"]) / "maps").exists()
