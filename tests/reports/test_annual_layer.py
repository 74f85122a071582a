"""The annual layer, as QGIS, GDAL and a reader of GeoJSON find it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsFeature, QgsRenderContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument
from shapely.geometry import shape

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports.annual_layer import geopackage_bytes
from drugscene_plugin.reports.geojson import geojson_bytes
from drugscene_plugin.reports.map_style import STYLES, map_style
from drugscene_plugin.texts.atlas_labels import LEGEND_TEXTS
from drugscene_plugin.texts.labels import CODES
from tests.reports.contents import LONG, county_content

LAST_STATUS_WITHOUT_OUTLINE = "f"


@pytest.fixture(scope="module")
def content():
    return county_content()


@pytest.fixture
def geopackage(content, tmp_path):
    path = tmp_path / "annual_layer.gpkg"
    path.write_bytes(geopackage_bytes(content))
    return path


def opened(path, layer):
    found = QgsVectorLayer(f"{path}|layername={layer}", layer, "ogr")
    assert found.isValid()
    return found


def rows(path, sql):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


class TestGeoPackage:
    def test_holds_scenes_and_areas_in_the_stores_crs(self, geopackage, content):
        for layer in (content.scenes, content.areas):
            found = opened(geopackage, layer.name)
            assert found.crs().authid() == "EPSG:3006"
            assert [f.name() for f in found.fields()] == ["fid", *(c.name for c in layer.table.columns)]
            assert found.featureCount() == len(layer.outlines)

    def test_every_value_is_read_back_as_it_was(self, geopackage, content):
        listed = content.scenes.table.table
        layer = opened(geopackage, "scenes")
        features = list(layer.getFeatures())
        assert [f["scene_id"] for f in features] == list(listed.column("scene_id"))
        first = features[0]
        assert first["ref_date"].toString("yyyy-MM-dd") == "2023-10-01"
        assert (first["first_known_year"], first["to_discuss"]) == (2019, True)
        assert (first["area_m2"], first["lpo_share"]) == (37_500.0, 0.75)
        assert first["group_present"] == LONG
        assert [f["name"] or None for f in features] == list(listed.column("name"))

    def test_a_field_that_is_not_filled_is_null(self, geopackage):
        unfilled = "SELECT count(*) FROM scenes WHERE change IS NULL AND status <> 'open'"
        assert rows(geopackage, unfilled) == [(4,)]

    def test_outlines_are_multipolygons_with_their_area_and_a_lost_one_is_null(self, geopackage, content):
        layer = opened(geopackage, "scenes")
        for feature, outline in zip(layer.getFeatures(), content.scenes.outlines):
            if outline is None:
                assert feature["scene_id"] == LAST_STATUS_WITHOUT_OUTLINE
                assert not feature.hasGeometry()
            else:
                assert feature.geometry().isMultipart()
                assert feature.geometry().area() == pytest.approx(outline.area)

    def test_opens_styled_by_status_in_the_language_of_the_package(self, geopackage):
        layer = opened(geopackage, "scenes")  # QGIS frees the renderer with its layer
        assert layer.renderer().classAttribute() == "status"
        assert {c.value(): c.label() for c in layer.renderer().categories()} == dict(CODES["status"])

    def test_attribute_tables_show_words_for_fields_and_codes(self, geopackage):
        layer = opened(geopackage, "scenes")
        assert layer.attributeAlias(layer.fields().indexOf("area_m2")) == "Area (m²)"
        setup = layer.editorWidgetSetup(layer.fields().indexOf("place_type"))
        assert setup.type() == "ValueMap"
        assert {"Metro or commuter station": "station"} in setup.config()["map"]

    def test_areas_open_styled_by_level(self, geopackage):
        layer = opened(geopackage, "areas")  # QGIS frees the renderer with its layer
        assert {rule.label() for rule in layer.renderer().rootRule().children()} == {
            "Local police area (LPO)",
            "Municipality",
        }

    def test_qgis_finds_the_metadata(self, geopackage):
        metadata = opened(geopackage, "scenes").metadata()
        assert metadata.title() == "Open drug scenes, mapping round 2023"
        assert metadata.abstract().startswith("DRAFT")
        assert "geografisk bestående plats" in metadata.abstract()
        assert metadata.crs().authid() == "EPSG:3006"

    def test_gdal_finds_the_metadata(self, geopackage):
        dataset = ogr.Open(str(geopackage))
        items = dataset.GetLayerByName("scenes").GetMetadata()
        assert items["DEFINITION"].startswith("D1: geografisk")
        assert (items["DRAFT"], items["REF_DATE"]) == ("YES", "2023-10-01")

    def test_a_published_round_is_no_draft(self):
        published = county_content(state=RoundState.PUBLISHED)
        assert b"DRAFT: " not in geopackage_bytes(published)

    def test_holds_no_time_but_the_reference_date(self, geopackage):
        for sql in (
            "SELECT last_change FROM gpkg_contents",
            "SELECT update_time FROM layer_styles",
            "SELECT timestamp FROM gpkg_metadata_reference",
        ):
            times = {time for (time,) in rows(geopackage, sql)}
            assert times == {"2023-10-01T00:00:00.000Z"}, sql

    def test_is_a_geopackage_1_2_that_sqlite_finds_whole(self, geopackage):
        assert rows(geopackage, "PRAGMA user_version") == [(10200,)]
        assert rows(geopackage, "PRAGMA integrity_check") == [("ok",)]
        assert rows(geopackage, "PRAGMA foreign_key_check") == []

    @pytest.mark.parametrize("raising", [False, True])
    def test_does_not_depend_on_whether_gdal_raises_and_leaves_that_as_it_was(self, content, raising):
        before = gdal.GetUseExceptions()
        try:
            (gdal.UseExceptions if raising else gdal.DontUseExceptions)()
            with pytest.raises(RuntimeError):
                geopackage_bytes(replace(content, crs="EPSG:0"))
            assert geopackage_bytes(content)
            assert bool(gdal.GetUseExceptions()) == raising
        finally:
            (gdal.UseExceptions if before else gdal.DontUseExceptions)()


class TestGeoJson:
    @pytest.fixture
    def document(self, content):
        return json.loads(geojson_bytes(content))

    def test_has_the_members_of_the_standard_and_no_crs(self, document):
        assert set(document) == {"type", "features"}
        assert {f["type"] for f in document["features"]} == {"Feature"}

    def test_every_scene_is_there_with_the_columns_of_the_layer(self, document, content):
        listed = content.scenes.table
        assert [f["id"] for f in document["features"]] == list(listed.table.column("scene_id"))
        for feature in document["features"]:
            assert list(feature["properties"]) == [column.name for column in listed.columns]

    def test_values_are_plain(self, document):
        first = document["features"][0]["properties"]
        assert (first["ref_date"], first["to_discuss"], first["first_known_year"]) == ("2023-10-01", True, 2019)
        assert first["change"] == "grown" and first["status_reason"] is None

    def test_a_lost_outline_is_null(self, document):
        assert [f["id"] for f in document["features"] if f["geometry"] is None] == [LAST_STATUS_WITHOUT_OUTLINE]

    def test_places_are_longitude_and_latitude_with_seven_decimals(self, document):
        longitude, latitude = document["features"][0]["geometry"]["coordinates"][0][0]
        assert (round(longitude), round(latitude)) == (18, 59)
        assert (longitude, latitude) == (round(longitude, 7), round(latitude, 7))

    def test_outer_rings_run_anticlockwise_and_holes_clockwise(self, document):
        polygon = shape(document["features"][0]["geometry"])
        assert polygon.exterior.is_ccw
        assert [ring.is_ccw for ring in polygon.interiors] == [False]

    def test_qgis_reads_it_where_the_scenes_are(self, content, tmp_path):
        path = tmp_path / "annual_layer.geojson"
        path.write_bytes(geojson_bytes(content))
        layer = QgsVectorLayer(str(path), "scenes", "ogr")
        assert layer.isValid()
        assert layer.crs().authid() == "EPSG:4326"
        assert layer.featureCount() == 6


@pytest.mark.parametrize("make", [geopackage_bytes, geojson_bytes])
def test_cancelling_stops_the_work(content, make):
    class Stopped:
        def report(self, share):
            pass

        def cancelled(self):
            return True

    with pytest.raises(Cancelled):
        make(content, Stopped())


def _look_of(symbol):
    return str([(layer.layerType(), layer.properties()) for layer in symbol.symbolLayers()])


class TestStyles:
    @pytest.mark.parametrize("name", STYLES)
    def test_every_style_is_read_by_qgis(self, name, tmp_path):
        path = tmp_path / "style.qml"
        path.write_text(map_style(name, "en"), encoding="utf-8")
        kind = "Point" if "point" in name or name in ("places_before", "scenes_focus", "names") else "MultiPolygon"
        layer = QgsVectorLayer(
            f"{kind}?crs=EPSG:3006&field=status:string&field=level:string&field=name:string", name, "memory"
        )
        message, read = layer.loadNamedStyle(str(path))
        assert read, message
        drawn_alone = ("scenes_before", "places_before", "scenes_focus", "lpo_outline", "outside")
        assert layer.labelsEnabled() == (name not in drawn_alone)

    def test_every_word_in_a_legend_is_the_name_of_a_code(self):
        words = {label for names in CODES.values() for label in names.values()} | {*LEGEND_TEXTS, ""}
        for name in STYLES:
            for line in map_style(name, "en").splitlines():
                for attribute in (' label="', '<rule description="'):
                    if attribute in line and ("<category" in line or "<rule" in line):
                        assert line.split(attribute)[1].split('"')[0] in words

    def test_a_style_by_category_has_the_county_s_own_and_no_more(self):
        style = map_style("scenes_by_category", "en", categories={"k1": "First kind", "k2": "Second kind"})
        assert 'value="k1"' in style and 'label="Second kind"' in style
        assert "category3" not in style and 'label="No category"' in style

    @pytest.mark.parametrize(
        ("look", "kind"), [("scenes_by_category", "Polygon"), ("scene_points_by_category", "Point")]
    )
    def test_categories_beyond_its_places_share_an_entry_that_counts_them(self, look, kind):
        codes = [f"k{number}" for number in range(19)]
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:3006&field=category:string", "", "memory")
        document = QDomDocument()
        document.setContent(map_style(look, "sv", categories={code: code.upper() for code in codes}))
        assert layer.importNamedStyle(document)[0]
        renderer = layer.renderer()
        entries = {_look_of(entry.symbol()): entry.label() for entry in renderer.categories()}
        assert list(entries.values())[-3:] == ["K15", "Övriga kategorier (3)", "Ingen kategori"] and len(entries) == 18
        context = QgsRenderContext()
        renderer.startRender(context, layer.fields())
        drawn = []
        for code in codes:
            scene = QgsFeature(layer.fields())
            scene.setAttributes([code])
            drawn.append(entries[_look_of(renderer.originalSymbolForFeature(scene, context))])
        renderer.stopRender(context)
        assert drawn == [*(f"K{number}" for number in range(16)), *["Övriga kategorier (3)"] * 3]

    def test_qgis_offers_the_layer_s_other_looks(self, geopackage):
        count, _, names, _, _ = opened(geopackage, "scenes").listStylesInDatabase()
        assert count == 3 and {"scenes", "scenes_by_change", "scenes_by_category"} <= set(names)

    def test_the_legend_has_every_status_there_is(self):
        style = map_style("scenes", "en")
        for status in CODES["status"]:
            assert f'value="{status}"' in style
