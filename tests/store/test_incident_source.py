"""Incidents read from files and layers in all their layouts: the same columns whatever they come from."""

import gc
import hashlib
import struct
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr, osr
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from drugscene_plugin.analysis.incident_counting import CountRequest, count_incidents
from drugscene_plugin.analysis.point_in_area import ZoneLayout
from drugscene_plugin.analysis.transverse_mercator import projection_of
from drugscene_plugin.domain.crime_groups import crime_groups
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.incident_fields import IncidentFields, guessed_fields
from drugscene_plugin.domain.period import Period
from drugscene_plugin.store import incident_source
from drugscene_plugin.store.csv_columns import CsvFile, numbers_of
from drugscene_plugin.store.incident_source import (
    GdalIncidents,
    Reprojection,
    field_names,
    open_incidents,
    points_of_wkb,
)
from drugscene_plugin.store.point_input import layer_input
from tests.builders import lpo, municipality, square

CRS = "EPSG:3006"
HOME = (674_000.0, 6_580_000.0)
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))
FIELDS = IncidentFields(code="KOD", start="DAG", count="ANTAL")

ROWS = [  # x, y, code, day, count
    (HOME[0] + 10, HOME[1] + 10, "5005", "2023-05-01 10:00", 1),
    (HOME[0] + 20, HOME[1] + 20, "0355 ", "2023-06-01 23:59", 2),
    (None, None, "5005", "2023-06-01 08:00", 1),
    (HOME[0] + 30, HOME[1] + 30, None, None, 1),
    (HOME[0] + 5000, HOME[1], "5005", "2024-01-01 00:00", 1),
]


def layer_file(path, driver="GPKG", rows=ROWS, kind=ogr.wkbPoint, crs=3006):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(crs)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("incidents", reference if crs else None, kind)
    for name, field in (("KOD", ogr.OFTString), ("DAG", ogr.OFTString), ("ANTAL", ogr.OFTInteger)):
        layer.CreateField(ogr.FieldDefn(name, field))
    for x, y, code, day, count in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in (("KOD", code), ("DAG", day), ("ANTAL", count)):
            if value is not None:
                feature[name] = value
        if x is not None:
            feature.SetGeometry(ogr.CreateGeometryFromWkb(struct.pack("<BIdd", 1, 1, x, y)))
        layer.CreateFeature(feature)
    return str(path)


def counted(source):
    lpos, towns = (lpo("1", square(HOME, 1000)),), (municipality("A", square(HOME, 1000)),)
    request = CountRequest(ZoneLayout([("a", square(HOME, 25))], 50), lpos, towns, YEAR)
    return count_incidents(source, [request], list(crime_groups().values()))[0]


def by_zone(result):
    return {(c.group, c.zone.value): n for c, n in result.cells.items() if c.group in ("narcotics_supply", "violence")}


EXPECTED = {("narcotics_supply", "inside"): 1, ("violence", "inside"): 2}


@pytest.mark.parametrize("driver, suffix", [("GPKG", "gpkg"), ("ESRI Shapefile", "shp"), ("GeoJSON", "geojson")])
def test_a_layer_of_any_kind_gives_the_same_counts(tmp_path, driver, suffix):
    result = counted(open_incidents(layer_file(tmp_path / f"i.{suffix}", driver), FIELDS, CRS))
    assert by_zone(result) == EXPECTED
    assert result.quality.reasons == {"no_place": 1, "no_time": 1, "outside_period": 1}
    assert (result.quality.rows, result.quality.incidents, result.quality.counted) == (5, 6, 3)


def test_before_gdal_3_6_features_are_read_one_by_one(tmp_path, monkeypatch):
    source = GdalIncidents(layer_file(tmp_path / "i.gpkg"), FIELDS, CRS)
    monkeypatch.setattr(incident_source, "BATCH_ROWS", 2)
    monkeypatch.setattr(incident_source, "hasattr", lambda *_: False, raising=False)
    assert by_zone(counted(source)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("quoted", [False, True])
def test_csv_in_both_encodings_with_semicolons_and_decimal_commas(tmp_path, encoding, ending, quoted):
    rows = [["Näpo", "BROTTSKOD", "SWEREF_N", "SWEREF_E", "BROTTSDATUMTID_START", "Antal"]]
    for x, y, code, day, count in ROWS:
        place = ["", ""] if x is None else [f"{y:.1f}".replace(".", ","), f"{x:.1f}".replace(".", ",")]
        rows.append(["Å; gård" if quoted else "Å gård", code or "", *place, day or "Värde saknas", str(count)])
    lines = [";".join(f'"{value}"' if ";" in value else value for value in row) for row in rows]
    path = tmp_path / "i.csv"
    path.write_bytes((ending.join(lines) + (ending if quoted else "")).encode(encoding))
    fields = guessed_fields(field_names(str(path)))
    assert fields == IncidentFields("BROTTSKOD", "BROTTSDATUMTID_START", count="Antal", x="SWEREF_E", y="SWEREF_N")
    result = counted(open_incidents(str(path), fields, CRS))
    assert by_zone(result) == EXPECTED
    assert result.quality.reasons == {"no_place": 1, "no_time": 1, "outside_period": 1}
    assert result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_csv_of_many_blocks_with_quotes_and_gaps_late_loses_no_row(tmp_path, monkeypatch):
    from drugscene_plugin.store import csv_columns

    monkeypatch.setattr(csv_columns, "_BLOCK", 1000)
    monkeypatch.setattr(csv_columns, "_ROWS", 50)
    lines = ["KOD;E;N;DAG"] + [f"5005;{HOME[0] + n % 20};{HOME[1]};2023-05-01" for n in range(300)]
    lines[100] = "5005;1"  # too short
    lines[150] = ""
    lines[200] = '"50""05";1;2;"2023\n-05"'
    path = tmp_path / "i.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = counted(open_incidents(str(path), IncidentFields("KOD", "DAG", x="E", y="N"), CRS))
    assert result.quality.rows == 299
    assert by_zone(result) == {("narcotics_supply", "inside"): 297}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.decimals(-(10**9), 10**9, places=3).map(str),
            st.integers(0, 10**18).map(str),
            st.text("0123456789.,- e", max_size=14),
        ),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
)
def test_numbers_are_read_as_python_reads_them(texts, comma):
    def by_python(text):
        try:
            return float(text.replace(" ", "").replace(",", "."))
        except ValueError:
            return np.nan

    written = [text.replace(".", ",") if comma else text for text in texts]
    read = numbers_of(np.array([text.encode() for text in written], dtype="S"))
    np.testing.assert_array_equal(read, [by_python(text) for text in written])


def test_degrees_in_a_csv_are_recognised_and_brought_to_the_county(tmp_path):
    back = osr.CoordinateTransformation(*(incident_source._crs(c) for c in (CRS, "EPSG:4326")))
    longitude, latitude, _ = back.TransformPoint(HOME[0] + 10, HOME[1] + 10)
    path = tmp_path / "i.csv"
    head = "ID,BROTTSKOD,LATITUDE,LONGITUDE,BROTTSDATUMTID_START\n"
    path.write_text(head + f"1,5005,{latitude:.7f},{longitude:.7f},2023-05-01 10:00\n", encoding="utf-8")
    fields = guessed_fields(field_names(str(path)))
    assert by_zone(counted(open_incidents(str(path), fields, CRS))) == {("narcotics_supply", "inside"): 1}
    path.write_text(head + f"1,5005,{longitude:.7f},{latitude:.7f},2023-05-01 10:00\n", encoding="utf-8")
    with pytest.raises(Refusal, match="coordinates_swapped"):
        counted(open_incidents(str(path), fields, CRS))


def test_north_and_east_the_wrong_way_round_are_refused(tmp_path):
    path = layer_file(tmp_path / "i.gpkg", rows=[(y, x, *rest) for x, y, *rest in ROWS])
    with pytest.raises(Refusal, match="coordinates_swapped"):
        counted(open_incidents(path, FIELDS, CRS))


@pytest.mark.parametrize("crs", ["EPSG:3006", "EPSG:3011"])
def test_our_projection_is_that_of_proj_to_a_millimetre(crs):
    transformation = osr.CoordinateTransformation(incident_source._crs("EPSG:4326"), incident_source._crs(crs))
    random = np.random.default_rng(1)
    longitude, latitude = random.uniform(10, 25, 300), random.uniform(55, 70, 300)
    x, y = projection_of(crs)(longitude, latitude)
    theirs = np.array(transformation.TransformPoints(np.column_stack([longitude, latitude]).tolist()))
    assert np.abs(x - theirs[:, 0]).max() < 0.001 and np.abs(y - theirs[:, 1]).max() < 0.001
    assert np.isnan(projection_of(crs)(np.array([np.nan, 200.0]), np.array([59.0, 59.0]))[0]).all()


def test_another_grid_is_brought_to_that_of_the_store():
    move = Reprojection("EPSG:3011", CRS)
    x, y = move(np.array([150_000.0, np.nan]), np.array([6_580_000.0, 1.0]))
    degrees = osr.CoordinateTransformation(*(incident_source._crs(c) for c in ("EPSG:3011", "EPSG:4326")))
    longitude, latitude, _ = degrees.TransformPoint(150_000.0, 6_580_000.0)
    east, north = projection_of(CRS)(np.array([longitude]), np.array([latitude]))
    assert (x[0], y[0]) == (pytest.approx(east[0], abs=0.001), pytest.approx(north[0], abs=0.001))
    assert np.isnan(x[1]) and np.isnan(y[1])


def memory_layer(rows=ROWS, kind="Point"):
    layer = QgsVectorLayer(
        f"{kind}?crs={CRS}&field=KOD:string&field=DAG:string&field=ANTAL:integer", "incidents", "memory"
    )
    features = []
    for x, y, *values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        if x is not None and kind == "Point":
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_a_layer_that_only_qgis_knows_gives_the_same_counts():
    source = layer_input(memory_layer()).incidents(FIELDS, CRS)
    result = counted(source)
    assert type(source).__name__ == "QgisIncidents"
    assert by_zone(result) == EXPECTED and result.quality.rows == 5
    assert result.sha256 == counted(layer_input(memory_layer()).incidents(FIELDS, CRS)).sha256 != ""


def test_a_filtered_layer_is_read_by_gdal_with_its_filter(tmp_path):
    layer = QgsVectorLayer(layer_file(tmp_path / "i.gpkg") + "|layername=incidents", "incidents", "ogr")
    layer.setSubsetString("KOD = '5005'")
    source = layer_input(layer).incidents(FIELDS, CRS)
    assert type(source).__name__ == "GdalIncidents"
    assert counted(source).quality.rows == 3


def test_the_digest_of_a_file_is_its_own_and_that_of_several_names_them(tmp_path):
    path = layer_file(tmp_path / "i.gpkg")
    assert (
        counted(open_incidents(path, FIELDS, CRS)).sha256
        == hashlib.sha256((tmp_path / "i.gpkg").read_bytes()).hexdigest()
    )
    path = layer_file(tmp_path / "i.shp", "ESRI Shapefile")
    parts = sorted(p for p in tmp_path.iterdir() if p.stem == "i" and p.suffix != ".gpkg")
    lines = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in parts)
    assert counted(open_incidents(path, FIELDS, CRS)).sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_points_are_read_from_wkb_of_every_kind():
    def wkb(*numbers, kind=1):
        return struct.pack(f"<BI{len(numbers)}d", 1, kind, *numbers)

    x, y = points_of_wkb(np.array([wkb(1, 2), wkb(3, 4)], dtype="V21"))
    assert (x.tolist(), y.tolist()) == ([1, 3], [2, 4])
    x, _ = points_of_wkb(np.array([wkb(1, 2, 9, kind=1001)], dtype="V29"))
    assert x.tolist() == [1]
    mixed = np.ma.masked_array(np.array([wkb(1, 2), b"", wkb(3, 4), wkb(5, 6, kind=2)], dtype=object), [0, 1, 0, 0])
    x, y = points_of_wkb(mixed)
    assert np.array_equal(x, [1, np.nan, 3, np.nan], equal_nan=True) and np.array_equal(
        y, [2, np.nan, 4, np.nan], equal_nan=True
    )


@pytest.fixture(autouse=True)
def nothing_outlives_its_test():
    """A refusal's traceback holds the layer: it must be gone before QGIS is."""
    yield
    gc.collect()


def refused(code, call):
    with pytest.raises(Refusal) as error:
        call()
    assert error.value.code == code
    return error.value.values


def test_what_cannot_be_counted_is_refused_with_its_name(tmp_path):
    path = layer_file(tmp_path / "i.gpkg")
    values = refused("incident_field_missing", lambda: open_incidents(path, IncidentFields(code="BROTT"), CRS))
    assert values["field"] == "BROTT" and values["known"] == "KOD, DAG, ANTAL"
    refused("incidents_unreadable", lambda: open_incidents(str(tmp_path / "no.gpkg"), FIELDS, CRS))
    refused("incidents_unreadable", lambda: open_incidents(path, FIELDS, CRS, "other"))
    lines = layer_file(tmp_path / "l.gpkg", rows=[], kind=ogr.wkbLineString)
    refused("layer_not_points", lambda: open_incidents(lines, FIELDS, CRS))
    refused("layer_not_points", lambda: layer_input(memory_layer([], "Polygon")).incidents(FIELDS, CRS))
    (tmp_path / "wide.csv").write_text("KOD;DAG", encoding="utf-16")
    (tmp_path / "empty.csv").write_bytes(b"")
    for name, code in (
        ("wide.csv", "text_file_wide"),
        ("empty.csv", "text_file_empty"),
    ):
        file = str(tmp_path / name)
        assert refused(code, lambda file=file: open_incidents(file, FIELDS, CRS))["location"] == file
    refused("text_file_missing", lambda: CsvFile(str(tmp_path / "no.csv")))
    numbers = layer_file(tmp_path / "n.gpkg")
    with pytest.raises(Refusal, match=r"codes_not_text.*ANTAL"):
        counted(open_incidents(numbers, IncidentFields(code="ANTAL", start="DAG"), CRS))


def test_no_row_is_left_behind(tmp_path, caplog, capfd):
    path = layer_file(tmp_path / "i.gpkg", rows=[(HOME[0] + 10, HOME[1] + 10, "SECRET77", "1999-09-09", 1)])
    before = sorted(p.name for p in tmp_path.iterdir())
    result = counted(open_incidents(path, FIELDS, CRS))
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    out, errors = capfd.readouterr()
    for text in (caplog.text, out, errors):
        assert "SECRET77" not in text and "1999-09-09" not in text
    assert "1999-09-09" not in repr(result)
