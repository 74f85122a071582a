"""`importscenes`: outlines as they lie in people's files, good and bad."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from drugscene_plugin.domain.criteria import Answer, Criterion
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.processing.source_layers import source_of, square_wkt

TIED = "POLYGON ((600000 6500000, 600100 6500100, 600100 6500000, 600000 6500050, 600000 6500000))"
FLAT = "POLYGON ((600000 6500000, 600050 6500000, 600100 6500000, 600000 6500000))"


def at(number):
    return square_wkt((600_000 + 200 * number, 6_500_000))


@pytest.fixture
def filled(place):
    store = open_store(place)
    everywhere = square(at=(500_000, 6_400_000), side=200_000)
    store.add_areas([lpo("L", everywhere), municipality("M", everywhere)], "ada")
    store.add_round(mapping_round("2023"), [scene("there", outline=square(at=(590_000, 6_490_000)))], "ada")
    return place


def brought(run, filled, layer, **more):
    return run("importscenes", STORE=filled, ROUND="2023", INPUT=layer, **more)


def stored(filled):
    return {s.id: s for s in open_store(filled).scenes("2023") if s.id != "there"}


def rejected(result):
    """The layer of refused rows: row, code and whether it has a geometry (QGIS writes an empty one for none)."""
    layer = QgsVectorLayer(result["REJECTED"], "rejected", "ogr")
    assert layer.isValid()
    return [(f["row"], f["code"], not f.geometry().isEmpty()) for f in layer.getFeatures()]


def test_scenes_come_in_with_what_the_layer_says_of_them(run, filled):
    layer = source_of(
        [(at(0), {"nr": "a", "namn": "Square", "use": "YES", "use_date": "2023-09-01", "note": "n", "färg": "red"})]
    )
    assert brought(run, filled, layer, ID_FIELD="nr", NAME_FIELD="namn", STATUS="Open") == {"COUNT": 1}
    taken = stored(filled)["a"]
    assert (taken.name, taken.status, taken.tags) == ("Square", SceneStatus.OPEN, {"note": "n"})
    assert taken.answers[Criterion.USE].answer is Answer.YES
    assert taken.answers[Criterion.USE].date == date(2023, 9, 1)
    assert (taken.lpo.code, taken.municipality.code) == ("L", "M")
    assert "Fields taken: use, use_date, note." in run.heard.infos
    assert run.heard.warnings == []


def test_rows_without_a_status_are_candidates(run, filled):
    brought(run, filled, source_of([(at(0), {"nr": "a"})]), ID_FIELD="nr")
    assert stored(filled)["a"].status is SceneStatus.CANDIDATE


def test_everything_that_is_no_scene_is_listed_with_its_reason_and_the_rest_comes_in(run, filled, tmp_path):
    rows = [
        (at(0), {"nr": "good", "first_known_year": "2019"}),
        (None, {"nr": "null"}),
        (FLAT, {"nr": "flat"}),
        (at(1), {"nr": "twice"}),
        (at(2), {"nr": "twice"}),
        (at(3), {"nr": "there"}),
        (at(4), {"nr": "year", "first_known_year": "long ago"}),
        (at(5), {"nr": "a;b"}),
        (TIED, {"nr": "tied"}),
    ]
    result = brought(run, filled, source_of(rows), ID_FIELD="nr", REJECTED=str(tmp_path / "refused.gpkg"))
    assert result["COUNT"] == 2
    assert set(stored(filled)) == {"good", "tied"}
    assert rejected(result) == [
        (2, "outline_missing", False),
        (3, "outline_nothing_left", True),
        (4, "scene_id_repeated", True),
        (5, "scene_id_repeated", True),
        (6, "scene_id_taken", True),
        (7, "value_not_of_kind", True),
        (8, "scene_id_invalid", True),
    ]
    layer = QgsVectorLayer(result["REJECTED"], "rejected", "ogr")
    by_row = {f["row"]: f for f in layer.getFeatures()}
    assert layer.crs().authid() == "EPSG:3006"
    assert "long ago" in by_row[7]["reason"]
    assert by_row[7]["nr"] == "year"
    mended, *refusals = run.heard.warnings
    assert mended.startswith("Row 9: the outline of tied was mended")
    assert len(refusals) == 7 and refusals[5].startswith("Row 7 was refused") and "long ago" in refusals[5]


def test_a_field_called_reason_does_not_hide_ours(run, filled, tmp_path):
    layer = source_of([(None, {"fid": "7", "reason": "theirs"})])
    result = brought(run, filled, layer, REJECTED=str(tmp_path / "refused.gpkg"))
    (feature,) = QgsVectorLayer(result["REJECTED"], "r", "ogr").getFeatures()
    assert feature["reason"] == "There is no outline."
    assert feature["reason_2"] == "theirs"


def test_the_refused_rows_can_be_kept_in_memory(run, filled):
    result = brought(run, filled, source_of([(None, {"nr": "a"})]), REJECTED="TEMPORARY_OUTPUT")
    assert result["COUNT"] == 0
    assert [f["code"] for f in result["REJECTED"].getFeatures()] == ["outline_missing"]


def test_all_or_nothing(run, filled):
    layer = source_of([(at(0), {"nr": "a"}), (None, {"nr": "b"})])
    message = run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=layer, ID_FIELD="nr", STRICT=True)
    assert "1 of 2 rows" in message and "row 2" in message and "There is no outline." in message
    assert stored(filled) == {}
    assert brought(run, filled, source_of([(at(0), {"nr": "a"})]), ID_FIELD="nr", STRICT=True) == {"COUNT": 1}


@pytest.mark.parametrize("kind, wkt", [("LineString", "LINESTRING (0 0, 1 1)"), ("Point", "POINT (0 0)")])
def test_a_layer_of_lines_or_points_is_refused_by_name(run, filled, kind, wkt):
    message = run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=source_of([(wkt, {"nr": "a"})], kind=kind))
    assert "outlines" in message and kind in message


def test_of_a_file_of_mixed_types_the_polygons_can_be_asked_for(run, filled, tmp_path):
    path = tmp_path / "mixed.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":['
        '{"type":"Feature","properties":{"nr":"line"},"geometry":{"type":"LineString","coordinates":[[17,59],[17.1,59]]}},'
        '{"type":"Feature","properties":{"nr":"area"},"geometry":'
        '{"type":"Polygon","coordinates":[[[17,59],[17.001,59],[17.001,59.001],[17,59]]]}}]}'
    )
    message = run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=str(path), ID_FIELD="nr")
    assert "mixed" in message and "LineString" in message
    assert brought(run, filled, f"{path}|geometrytype=Polygon", ID_FIELD="nr") == {"COUNT": 1}
    assert list(stored(filled)) == ["area"]


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, 'the "big" one', "it's", "two\nlines", "=cmd()", "🚇 station", "ميدان", "<b>bold</b>", "{row}", "'; DROP TABLE scenes"],
)  # fmt: skip
def test_any_name_comes_in_whole(run, filled, name):
    brought(run, filled, source_of([(TIED, {"nr": "a", "namn": name})]), ID_FIELD="nr", NAME_FIELD="namn")
    assert stored(filled)["a"].name == name
    assert max(map(len, run.heard.warnings)) < 300


def test_numbers_serve_as_ids(run, filled):
    brought(run, filled, source_of([(at(0), {"nr": 7.0})], nr=float), ID_FIELD="nr")
    assert list(stored(filled)) == ["7"]


def test_only_selected_features_come_when_that_is_asked(run, filled):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer = source_of([(at(0), {"nr": "a"}), (at(1), {"nr": "b"})])
    QgsProject.instance().addMapLayer(layer)
    try:
        layer.selectByExpression("nr = 'b'")
        brought(run, filled, QgsProcessingFeatureSourceDefinition(layer.id(), True), ID_FIELD="nr")
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert list(stored(filled)) == ["b"]


def test_a_layer_without_rows_is_refused(run, filled):
    empty = QgsVectorLayer("Polygon?crs=EPSG:3006&field=nr:string", "x", "memory")
    assert "no rows" in run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=empty)


def test_an_unknown_round_is_named_with_those_that_there_are(run, filled):
    message = run.refused("importscenes", STORE=filled, ROUND="2022", INPUT=source_of([(at(0), {"nr": "a"})]))
    assert "2022" in message and "2023" in message


@pytest.mark.parametrize("patience", [0, 1, 2, 3, 5, 8])
def test_stopped_before_the_write_nothing_is_there(run, filled, patience):
    before = open_store(filled).info().revision
    layer = source_of([(at(n), {"nr": str(n)}) for n in range(300)])
    message = run.refused("importscenes", patience, STORE=filled, ROUND="2023", INPUT=layer, ID_FIELD="nr")
    assert "Cancelled" in message
    assert stored(filled) == {}
    assert open_store(filled).info().revision == before


def test_it_waits_for_the_panel_to_save(run, filled, provider):
    asked = []
    provider.unsaved_edits = lambda location, label: asked.append((location, label)) or True
    try:
        message = run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=source_of([(at(0), {"nr": "a"})]))
    finally:
        from drugscene_plugin.processing.provider import nothing_unsaved

        provider.unsaved_edits = nothing_unsaved
    assert "not saved" in message
    assert asked == [(filled, "2023")]
    assert stored(filled) == {}


def test_a_layer_of_refused_rows_that_cannot_be_written_keeps_everything_out(run, filled):
    message = run.refused("importscenes", STORE=filled, ROUND="2023", INPUT=source_of([(at(0), {"nr": "a"})]),
                          REJECTED="/nowhere/at/all.gpkg")  # fmt: skip
    assert "/nowhere/at" in message
    assert stored(filled) == {}


def test_it_runs_in_a_thread_of_its_own(run, filled, qtbot):
    from qgis.core import QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProcessingFeedback

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("drugscene:importscenes")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    parameters = {"STORE": filled, "ROUND": "2023", "INPUT": source_of([(at(0), {"nr": "a"})]), "ID_FIELD": "nr"}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    with qtbot.waitSignal(task.executed, timeout=20_000) as done:
        QgsApplication.taskManager().addTask(task)
    successful, results = done.args
    assert successful and results == {"COUNT": 1}
    assert list(stored(filled)) == ["a"]
