"""What lies beneath the maps of an atlas: tiles of a server (WMTS), a vector layer, nothing, and what cannot be had."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from osgeo import ogr, osr
from qgis.core import QgsFillSymbol, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.workflow.create_sample import create_sample
from tests.builders import square
from tests.tile_server import EAST, tile_server

LPO = "991010"
SCALE = 200_000  # at which the LPO's sheet shows it, as the picture says
DPI = 60
MAP_CENTRE = 10 + 132 / 2  # mm from the left of the sheet


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample county's store."""
    path = str(tmp_path_factory.mktemp("store") / "sample.gpkg")
    create_store(path, fill=create_sample)
    return path


@pytest.fixture(scope="module")
def middle(sample):
    """How far east the middle of the LPO lies."""
    (outline,) = [a.outline for a in open_store(sample).areas() if (a.level, a.code) == (AreaLevel.LPO, LPO)]
    west, _, east, _ = outline.bounds
    return (west + east) / 2


@pytest.fixture
def printed(run, sample, tmp_path):
    """Prints the LPO's sheet over a layer of the open project, as a person would have it: the file of the picture."""

    def print_over(layer):
        QgsProject.instance().addMapLayer(layer)
        given = {"LEVEL": "lpo", "ONLY": LPO, "FORMAT": "png", "DPI": DPI, "FOLDER": str(tmp_path / "out")}
        (file,) = run("atlas", STORE=sample, ROUND="2024", BASE_LAYERS=[layer.id()], **given)["FILES"]
        return Path(file)

    yield print_over
    QgsProject.instance().removeAllMapLayers()


def ground(page, x):
    """What lies beneath the map along a line down the page, at so many mm from its left: ``west``, ``east`` or ``white``.

    The colour of most of the line, since outlines and names cross it; the surroundings of the LPO are faded.
    """
    image = QImage(str(page))
    seen = [image.pixelColor(round(x / 25.4 * DPI), y) for y in range(round(32 / 25.4 * DPI), round(150 / 25.4 * DPI))]
    lean = Counter((one.blue() > one.red() + 8) - (one.red() > one.blue() + 8) for one in seen)
    return {1: "west", -1: "east", 0: "white"}[lean.most_common(1)[0][0]]


def test_tiles_of_a_wmts_server_lie_where_they_belong(printed, run, middle):
    line = middle - 4_000
    with tile_server(line) as server:
        layer = QgsRasterLayer(server.wmts_source(), "Ground", "wms")
        assert layer.isValid()
        page = printed(layer)
        assert server.tiles and run.heard.warnings == []
    place = MAP_CENTRE + (line - middle) / SCALE * 1000
    assert [ground(page, place + mm) for mm in (-40, -1, 1, 60)] == ["west", "west", "east", "east"]


def test_a_vector_layer_lies_where_it_belongs(printed, run, middle, tmp_path):
    line = middle + 5_000
    layer = vector_layer(tmp_path / "land.gpkg", line)
    page = printed(layer)
    place = MAP_CENTRE + (line - middle) / SCALE * 1000
    assert [ground(page, place + mm) for mm in (-60, -1, 1, 30)] == ["east", "east", "white", "white"]
    assert run.heard.warnings == []


def vector_layer(path, line):
    """All land west of a line, yellow."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(3006)
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    land = data.CreateLayer("land", reference, ogr.wkbPolygon)
    feature = ogr.Feature(land.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(square((line - 500_000, 6_200_000), 500_000).wkb))
    land.CreateFeature(feature)
    feature = land = data = None
    layer = QgsVectorLayer(str(path), "Land", "ogr")
    layer.renderer().setSymbol(QgsFillSymbol.createSimple({"color": EAST.name(), "outline_style": "no"}))
    return layer


def test_where_the_server_is_gone_the_pages_come_without_and_it_is_said_which_map_is_missing(printed, run, middle):
    with tile_server(middle) as server:
        source = server.wmts_source()
    layer = QgsRasterLayer(source, "Gone away", "wms")
    assert not layer.isValid()
    page = printed(layer)
    assert ground(page, MAP_CENTRE) == "white"
    (warning,) = run.heard.warnings
    assert "“Gone away”" in warning and "cannot be had" in warning


def test_where_the_server_goes_while_the_map_is_open_it_is_said_whose_parts_may_be_blank(printed, run, middle):
    with tile_server(middle) as server:
        layer = QgsRasterLayer(server.wmts_source(), "Ground", "wms")
        assert layer.isValid()
        server.fails = True
        page = printed(layer)
    (warning,) = run.heard.warnings
    assert "“Ground”" in warning and "may be blank" in warning and page.is_file()
