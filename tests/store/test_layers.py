"""Layers that show the store: areas valid on a day, and other rounds as outlines that no tool can touch."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsProjectBadLayerHandler,
    QgsRectangle,
    QgsSnappingConfig,
    QgsSnappingUtils,
    QgsTolerance,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from shapely.geometry import MultiPolygon, Polygon, box

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.scene import Scene
from drugscene_plugin.store.layers import (
    AREA_KIND,
    GHOST_KIND,
    area_layer,
    find_layer,
    find_layers,
    find_working_copy_layers,
    ghost_layer,
    leave_ghosts_out,
)
from drugscene_plugin.store.scene_store import create_store
from drugscene_plugin.store.working_copy import WorkingCopy
from tests.builders import lpo, mapping_round, municipality, scene

LAST_DAY = date(2024, 12, 31)
NEXT_DAY = date(2025, 1, 1)


@pytest.fixture
def store(tmp_path):
    made = create_store(str(tmp_path / "å store|x=1 'q'.gpkg"))
    made.add_areas(
        [
            lpo("old", valid_to=LAST_DAY),
            lpo("new", valid_from=NEXT_DAY),
            lpo("always"),
            municipality("0180"),
        ],
        "me",
    )
    made.add_round(mapping_round(), [scene("a", outline=box(0, 0, 100, 100))], "me")
    return made


@pytest.fixture
def project(qgis_app):
    made = QgsProject()
    yield made
    made.clear()


def codes(layer):
    return sorted(f["code"] for f in layer.getFeatures())


@pytest.mark.parametrize(("day", "valid"), [(LAST_DAY, ["always", "old"]), (NEXT_DAY, ["always", "new"])])
def test_areas_are_those_of_the_level_that_are_valid_on_the_day(qgis_app, store, day, valid):
    layer = area_layer(store.info().location, AreaLevel.LPO, day, "Areas")
    assert codes(layer) == valid and layer.name() == "Areas" and layer.crs().authid() == "EPSG:3006"
    assert codes(area_layer(store.info().location, AreaLevel.MUNICIPALITY, day, "M")) == ["0180"]


def test_areas_cannot_be_edited_on_the_map(qgis_app, store):
    layer = area_layer(store.info().location, AreaLevel.LPO, LAST_DAY, "Areas")
    assert layer.readOnly() and not layer.startEditing()


def test_a_shown_area_layer_neither_changes_the_store_nor_keeps_others_from_writing(qgis_app, store, tmp_path):
    path = store.info().location
    with open(path, "rb") as file:
        before = hashlib.sha256(file.read()).hexdigest()
    layer = area_layer(path, AreaLevel.LPO, LAST_DAY, "Areas")
    assert codes(layer)
    with open(path, "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == before
    store.add_areas([lpo("late")], "me")
    assert "late" in codes(layer)


def test_areas_of_no_store_are_refused(qgis_app, tmp_path):
    with pytest.raises(Refusal) as caught:
        area_layer(str(tmp_path / "none.gpkg"), AreaLevel.LPO, LAST_DAY, "Areas")
    assert caught.value.code == "store_missing"


def test_a_layer_is_found_by_what_it_is_whatever_it_is_called(project, store):
    path = store.info().location
    layer = area_layer(path, AreaLevel.LPO, LAST_DAY, "Areas")
    project.addMapLayer(layer)
    project.addMapLayer(area_layer(path, AreaLevel.MUNICIPALITY, LAST_DAY, "Areas"))
    layer.setName("Mine")
    assert find_layer(project, AREA_KIND, level="lpo") is layer
    assert find_layer(project, AREA_KIND, level="lpo", store=path, day="2024-12-31") is layer
    assert find_layer(project, AREA_KIND, level="lpo", day="1999-01-01") is None
    assert len(find_layers(project, AREA_KIND)) == 2 and find_layer(project, GHOST_KIND) is None


def test_what_others_write_into_the_property_finds_nothing(project, store):
    layer = area_layer(store.info().location, AreaLevel.LPO, LAST_DAY, "Areas")
    project.addMapLayer(layer)
    for junk in ("", "junk", "[1]", "7", None):
        layer.setCustomProperty("drugscene/layer", junk)
        assert find_layers(project, AREA_KIND) == []


def test_working_copies_are_found_by_store_and_round(project, store):
    copy = WorkingCopy(store, store.round("2023"), "anna")
    project.addMapLayer(copy.layer)
    project.addMapLayer(area_layer(store.info().location, AreaLevel.LPO, LAST_DAY, "Areas"))
    assert find_working_copy_layers(project) == [copy.layer]
    assert find_working_copy_layers(project, store.info().location, "2023") == [copy.layer]
    assert find_working_copy_layers(project, round="2024") == []


OUTLINES = [
    scene("ring", outline=Polygon(box(0, 0, 100, 100).exterior, [box(40, 40, 60, 60).exterior])),
    scene("two", outline=MultiPolygon([box(200, 0, 300, 100), box(400, 0, 500, 100)])),
]


def lost(id):
    return Scene(id, "2023", None)


def test_each_ring_of_another_round_is_drawn_neighbours_in_one_item(project):
    far = scene("far", outline=box(90_000, 0, 90_100, 100))
    layer = ghost_layer(project, [*OUTLINES, lost("lost"), far], "EPSG:3006")
    drawn = [item.geometry() for item in layer.items().values()]
    assert layer.isValid() and sorted(1 + polygon.numInteriorRings() for polygon in drawn) == [1, 4]
    assert layer.crs() == QgsCoordinateReferenceSystem("EPSG:3006")


def snapped(project, layers, point):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    settings.setOutputSize(QSize(500, 500))
    settings.setExtent(QgsRectangle(-50, -50, 550, 550))
    config = QgsSnappingConfig(project)
    config.setEnabled(True)
    config.setMode(QgsSnappingConfig.SnappingMode.AllLayers)
    config.setTypeFlag(QgsSnappingConfig.SnappingTypes.VertexFlag)
    config.setTolerance(20)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    utils = QgsSnappingUtils()
    utils.setMapSettings(settings)
    utils.setConfig(config)
    return utils.snapToMap(QgsPointXY(*point)).isValid()


def test_other_rounds_are_not_snapped_to_and_the_active_one_is(project, store):
    ghosts = ghost_layer(project, OUTLINES, "EPSG:3006")
    copy = WorkingCopy(store, store.round("2023"), "anna")
    project.addMapLayers([ghosts, copy.layer])
    assert snapped(project, [copy.layer, ghosts], (101, 101))
    assert not snapped(project, [copy.layer, ghosts], (301, 101))
    assert not isinstance(ghosts, QgsVectorLayer)  # so no vertex, selection or split tool knows of it


def test_other_rounds_are_drawn(project):
    layer = ghost_layer(project, OUTLINES, "EPSG:3006", colour="#ff0000")
    project.addMapLayer(layer)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(600, 200))
    settings.setExtent(QgsRectangle(-50, -50, 550, 150))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()

    def reddish(x, y):
        around = [image.pixelColor(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return any(c.red() > 200 and c.green() < 120 for c in around)

    assert reddish(100, 50) and reddish(90, 100)  # the outer ring and the hole's
    assert not reddish(70, 100)  # no fill


def test_ghosts_know_their_round(project):
    project.addMapLayer(ghost_layer(project, OUTLINES, "EPSG:3006", "Before", "2021"))
    assert find_layer(project, GHOST_KIND, round="2021").name() == "Before"
    assert find_layer(project, GHOST_KIND, round="2022") is None


def project_text(project, path):
    assert project.write(str(path))
    return path.read_text(encoding="utf-8")


class MissingLayers(QgsProjectBadLayerHandler):
    """Hears of the layers that QGIS asks a person about, as it cannot find them."""

    def __init__(self):
        super().__init__()
        self.names = []

    def handleBadLayers(self, nodes):
        self.names += [node.namedItem("layername").toElement().text() for node in nodes]


def test_outlines_stay_out_of_project_files(project, store, tmp_path):
    far = scene("far", outline=box(612345.5, 6512345.5, 612445.5, 6512445.5))
    ghosts = ghost_layer(project, [far], "EPSG:3006", "Before", "2021")
    copy = WorkingCopy(store, store.round("2023"), "anna")
    copy.add("Draw", far.outline)
    project.addMapLayers([ghosts, copy.layer])
    assert "6512345.5" in project_text(project, tmp_path / "before.qgs")
    project.writeMapLayer.connect(leave_ghosts_out)
    text = project_text(project, tmp_path / "after.qgs")
    drawn = [line for line in text.splitlines() if "6512345.5" in line and "min" not in line]
    assert drawn == [] and len(ghosts.items()) == 1
    again = QgsProject()
    missing = MissingLayers()
    again.setBadLayerHandler(missing)
    assert again.read(str(tmp_path / "after.qgs"))
    assert missing.names == []
    assert find_layer(again, GHOST_KIND, round="2021").items() == {}
    again.clear()
