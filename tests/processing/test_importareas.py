"""`importareas`: real layers come with overlaps, blanks, other CRSs and broken rings."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.store import open_store
from tests.processing.source_layers import source_of, square_wkt

TIED = "POLYGON ((600000 6500000, 600100 6500100, 600100 6500000, 600000 6500050, 600000 6500000))"


def two(**more):
    return source_of(
        [
            (square_wkt((600_000, 6_500_000), 1_000), {"kod": "531210", "namn": "South"}),
            (square_wkt((601_000, 6_500_000), 1_000), {"kod": " ", "namn": "North"}),
        ],
        **more,
    )


def brought(run, place, layer=None, **more):
    parameters = {"LEVEL": "lpo", "CODE_FIELD": "kod", "NAME_FIELD": "namn", **more}
    return run("importareas", STORE=place, INPUT=two() if layer is None else layer, **parameters)


def refused(run, place, layer=None, **more):
    parameters = {"LEVEL": "lpo", "CODE_FIELD": "kod", "NAME_FIELD": "namn", **more}
    message = run.refused("importareas", STORE=place, INPUT=two() if layer is None else layer, **parameters)
    assert open_store(place).areas() == []
    return message


def test_areas_come_in_with_their_validity(run, place):
    assert brought(run, place, VALID_FROM="2022-01-01", VALID_TO="2024-12-31", OFFICIAL="no") == {"COUNT": 2}
    south, north = open_store(place).areas(AreaLevel.LPO)
    assert (south.code, south.name, south.official) == ("531210", "South", False)
    assert (south.valid_from, south.valid_to) == (date(2022, 1, 1), date(2024, 12, 31))
    assert (north.code, north.name) == ("North", "North")
    assert south.outline.area == pytest.approx(1_000_000)


def test_both_days_of_the_validity_count(run, place):
    brought(run, place, VALID_TO="2024-12-31")
    message = run.refused("importareas", STORE=place, INPUT=two(), LEVEL="LPO", CODE_FIELD="kod", NAME_FIELD="namn",
                          VALID_FROM="2024-12-31")  # fmt: skip
    assert "531210" in message
    assert brought(run, place, VALID_FROM="2025-01-01") == {"COUNT": 2}


def test_outlines_that_cross_themselves_are_mended_and_told_in_one_line(run, place):
    rows = [(TIED, {"kod": "a", "namn": "Tied"}), (TIED, {"kod": "b", "namn": "Bound"})]
    assert brought(run, place, source_of([*rows, (square_wkt(), {"kod": "c", "namn": "Sound"})])) == {"COUNT": 3}
    (line,) = run.heard.warnings
    assert line.startswith("2 of 3 outlines") and "Tied (" in line and "Bound (" in line and "m²)" in line


def test_progress_goes_from_nothing_to_all(run, place):
    brought(run, place)
    assert run.heard.progress == sorted(run.heard.progress)
    assert run.heard.progress[-1] == 100


def test_a_layer_of_lines_is_refused_by_name(run, place):
    lines = source_of([("LINESTRING (0 0, 1 1)", {"kod": "a", "namn": "b"})], kind="LineString")
    assert "outlines" in refused(run, place, lines)


def test_a_layer_without_rows_is_refused(run, place):
    assert "no areas" in refused(
        run, place, QgsVectorLayer("Polygon?crs=EPSG:3006&field=kod:string&field=namn:string", "x", "memory")
    )


def test_a_layer_without_crs_is_refused_by_name(run, place):
    layer = two()
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert "outlines" in refused(run, place, layer)


def test_a_row_without_geometry_is_refused_by_name(run, place):
    assert "Lost" in refused(run, place, source_of([(None, {"kod": "a", "namn": "Lost"})]))


def test_codes_that_repeat_are_named(run, place):
    rows = [(square_wkt(), {"kod": code, "namn": "x"}) for code in ("a", "b", "a")]
    message = refused(run, place, source_of(rows))
    assert message.endswith(": a.")


def test_a_field_that_is_not_there_is_named_with_the_one_that_was_meant(run, place):
    message = refused(run, place, CODE_FIELD="kode")
    assert "“kode”" in message and "did you mean kod" in message
    assert "It has: kod, namn" in refused(run, place, NAME_FIELD="zzzz")


def test_a_validity_that_ends_before_it_starts_is_refused(run, place):
    message = refused(run, place, VALID_FROM="2025-01-01", VALID_TO="2024-12-31")
    assert "2025-01-01" in message and "2024-12-31" in message


def test_a_store_that_is_no_store_is_named(run, tmp_path):
    path = tmp_path / "notes.gpkg"
    path.write_text("notes")
    assert str(path) in run.refused("importareas", STORE=str(path), INPUT=two(), LEVEL="lpo")
    assert path.read_text() == "notes"


@pytest.mark.parametrize("patience", range(3))
def test_stopped_before_the_write_nothing_is_there(run, place, patience):
    before = open_store(place).info().revision
    assert "Cancelled" in run.refused("importareas", patience, STORE=place, INPUT=two(), LEVEL="lpo", NAME_FIELD="namn")
    assert open_store(place).areas() == []
    assert open_store(place).info().revision == before
