"""Reading layers that users bring: any CRS, curves, Z values, NULLs, invalid outlines."""

from __future__ import annotations

import math
from datetime import date

import pytest
import shapely
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, QTime

from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.store.source_layers import plain_value, read_rows
from tests.builders import square
from tests.fakes.impatience import Impatient
from tests.processing.source_layers import source_of, square_wkt

HERE = (600_000.0, 6_500_000.0)


@pytest.fixture(autouse=True)
def qgis(qgis_app):
    return qgis_app


def rows_of(layer, crs="EPSG:3006", **more):
    return read_rows(layer, crs, QgsCoordinateTransformContext(), **more)


def only(*rows, **more):
    (row,) = rows_of(source_of(list(rows), **more))
    return row


def test_rows_are_numbered_and_have_plain_values():
    layer = source_of([(square_wkt(), {"a": "x", "n": 3}), (square_wkt(), {"a": None, "n": None})], n=int)
    rows = rows_of(layer)
    assert [(r.number, r.values) for r in rows] == [(1, {"a": "x", "n": 3}), (2, {"a": None, "n": None})]
    assert rows[0].geometry.equals(square(HERE))


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3011"])
def test_outlines_come_in_the_stores_crs(crs):
    from qgis.core import QgsGeometry

    there = QgsGeometry.fromWkt(square_wkt())
    there.transform(
        QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:3006"),
            QgsCoordinateReferenceSystem(crs),
            QgsCoordinateTransformContext(),
        )
    )
    row = only((there.asWkt(12), {"a": "x"}), crs=crs)
    assert row.geometry.symmetric_difference(square(HERE)).area < 1.0
    assert row.geometry.area == pytest.approx(10_000, abs=1.0)


def test_curves_become_segments_before_they_are_moved():
    circle = (
        "CURVEPOLYGON (CIRCULARSTRING (600000 6500000, 600100 6500100, 600200 6500000, 600100 6499900, 600000 6500000))"
    )
    row = only((circle, {"a": "x"}), kind="CurvePolygon")
    assert row.geometry.geom_type == "Polygon"
    assert row.geometry.area == pytest.approx(math.pi * 100**2, rel=1e-3)


def test_a_surface_of_several_curves_becomes_a_multipolygon():
    curved = (
        "MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (600000 6500000, 600100 6500100, 600200 6500000, "
        "600100 6499900, 600000 6500000)), ((601000 6500000, 601100 6500000, 601100 6500100, 601000 6500000)))"
    )
    row = only((curved, {"a": "x"}), kind="MultiSurface")
    assert row.geometry.geom_type == "MultiPolygon"
    assert row.geometry.area == pytest.approx(math.pi * 100**2 + 5_000, rel=1e-3)


@pytest.mark.parametrize("kind", ["PolygonZ", "PolygonM", "PolygonZM"])
def test_heights_and_measures_go(kind):
    extra = {"PolygonZ": "Z", "PolygonM": "M", "PolygonZM": "ZM"}[kind]
    values = " 7" * len(extra)
    ring = ", ".join(f"{x} {y}{values}" for x, y in square(HERE).exterior.coords)
    row = only((f"POLYGON {extra} (({ring}))", {"a": "x"}), kind=kind)
    assert not row.geometry.has_z
    assert row.geometry.wkb == shapely.force_2d(row.geometry).wkb
    assert row.geometry.equals(square(HERE))


def test_a_row_without_geometry_has_none():
    row = only((None, {"a": "x"}))
    assert (row.geometry, row.problem) == (None, None)


def test_an_invalid_outline_comes_as_it_is():
    tied = "POLYGON ((600000 6500000, 600100 6500100, 600100 6500000, 600000 6500100, 600000 6500000))"
    row = only((tied, {"a": "x"}))
    assert row.problem is None
    assert not row.geometry.is_valid


def test_a_sliver_of_three_points_does_not_lose_the_part_beside_it():
    parts = "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((20 20, 30 30, 20 20)))"
    row = only((parts, {"a": "x"}), kind="MultiPolygon")
    assert row.problem is None
    assert row.geometry.area == pytest.approx(81)


def test_coordinates_that_are_none_of_their_crs_are_the_rows_problem():
    rows = rows_of(source_of([(square_wkt(), {"a": "x"}), (square_wkt((18, 59), 0.01), {"a": "y"})], crs="EPSG:4326"))
    assert rows[0].geometry is None
    assert rows[0].problem.code == "outline_not_transformable"
    assert rows[0].problem.values["crs"] == "EPSG:4326"
    assert rows[1].problem is None


@pytest.mark.parametrize("kind", ["LineString", "Point", "MultiPointZ", "NoGeometry"])
def test_a_layer_of_another_kind_is_refused_by_name(kind):
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:3006&field=a:string", "paths", "memory")
    with pytest.raises(Refusal) as refused:
        rows_of(layer)
    assert refused.value.code == "layer_not_polygons"
    assert refused.value.values["layer"] == "paths"


def test_a_layer_without_crs_is_refused_by_name():
    layer = source_of([(square_wkt(), {"a": "x"})], crs="")
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(Refusal, match=r"layer_without_crs.*outlines"):
        rows_of(layer)


def test_a_layer_of_collections_is_refused_with_the_way_to_read_its_polygons(tmp_path):
    path = tmp_path / "mixed.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
        '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[17,59]}]}}]}'
    )
    with pytest.raises(Refusal, match=r"layer_mixed.*mixed"):
        rows_of(QgsVectorLayer(str(path), "mixed", "ogr"))


def test_reading_can_be_stopped():
    with pytest.raises(Cancelled):
        rows_of(source_of([(square_wkt(), {"a": "x"})]), progress=Impatient())


def test_the_open_project_is_not_touched():
    before = set(QgsProject.instance().mapLayers())
    only((square_wkt(), {"a": "x"}))
    assert set(QgsProject.instance().mapLayers()) == before


@pytest.mark.parametrize(
    "value, plain",
    [
        (None, None),
        (NULL, None),
        ("text", "text"),
        (3, 3),
        (2.5, 2.5),
        (True, True),
        (QDate(2023, 10, 1), "2023-10-01"),
        (QDate(), None),
        (QDateTime(QDate(2023, 10, 1), QTime(12, 30)), "2023-10-01T12:30:00"),
        (QTime(12, 30), "12:30:00"),
        (["a", "b", None], ["a", "b"]),
        ({"a": "ö"}, '{"a": "ö"}'),
        (QByteArray(b"\x01\xff"), "01ff"),
    ],
)
def test_values_lose_qt(value, plain):
    assert plain_value(value) == plain
    assert plain_value(value) is None or type(plain_value(value)) is type(plain)


def test_a_day_read_from_a_layer_fits_a_field_of_days():
    from drugscene_plugin.domain.scene_fields import IMPORTABLE, parse_value

    for value in (QDate(2023, 10, 1), QDateTime(QDate(2023, 10, 1), QTime(12, 30))):
        assert parse_value(IMPORTABLE["use_date"], plain_value(value)) == date(2023, 10, 1)
