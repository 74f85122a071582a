"""A database that counts gives what reading its rows gives: PostGIS, and Sedona on GeoParquet. Edges and corners included."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from qgis.core import QgsDataSourceUri, QgsVectorLayer

from drugscene_plugin.analysis.distance_bands import DistanceBands, distances_to_nearest
from drugscene_plugin.analysis.incident_batches import IncidentBatch
from drugscene_plugin.analysis.incident_counting import CountRequest, DatedBy, TimeRules, count_incidents
from drugscene_plugin.analysis.point_in_area import AreaLayer, ZoneLayout
from drugscene_plugin.analysis.survey import Responses, question, shares_of, survey
from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
from drugscene_plugin.domain.crime_groups import CrimeCode, CrimeGroup, crime_groups
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.incident_fields import IncidentFields
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.progress import QUIET
from drugscene_plugin.domain.scene import SceneId
from drugscene_plugin.store.point_input import archive_input, layer_input
from drugscene_plugin.store.qgis_incidents import QgisIncidents
from drugscene_plugin.store.sedona_incidents import SedonaDbArchive, is_archive
from drugscene_plugin.store.survey_source import survey_answers
from drugscene_plugin.workflow.count_incidents import counted_incidents
from drugscene_plugin.workflow.measure_survey import SurveyFields
from tests.postgres import database, postgres  # noqa: F401 - fixtures

CRS = "EPSG:3006"
FIELDS = IncidentFields(code="code", start="begun", end="ended", count="number")
YEARS = (Period(date(2023, 1, 1), date(2024, 1, 1)), Period(date(2024, 1, 1), date(2025, 1, 1)))
ODD = ("it's", "50\\05", "5%")
"""Codes of a user's own, of signs that SQL and the drivers of databases have a use for."""

GROUPS = (*crime_groups().values(), CrimeGroup("odd", tuple(map(CrimeCode, ODD))))


class Incidents:
    """Made-up incidents on whole hundreds of metres, so that many lie on edges, on corners and exactly a band away."""

    fields = IncidentFields(start="BEGUN", end="ENDED")

    def __init__(self, rows=6_000, seed=20231101):
        random = np.random.default_rng(seed)
        self.x, self.y = random.integers(-5, 105, (2, rows)) * 100.0
        self.x[:40], self.y[:40] = 3_000.0, 4_000.0  # stacked
        self.x[40:60], self.y[40:60] = random.integers(13_000, 14_000, (2, 20))  # outside
        self.missing = np.r_[0, 60:80]
        minutes = random.integers(0, 900 * 1440, rows).astype("m8[m]")
        self.begun = np.datetime64("2022-08-01", "m") + minutes
        self.begun[200:220] = np.datetime64("2024-01-01T00:30")  # the year before, on UTC's clocks
        self.ended = self.begun + random.integers(0, 3000, rows).astype("m8[m]")
        codes = ["5005", " 5010 ", "0355", "4073", "4127", "9801", "no code!", "5005\u2028", "Värde saknas", "", *ODD]
        self.code = random.choice(codes, rows)
        self.number = random.integers(0, 4, rows)

    def batches(self):
        x, y = self.x.copy(), self.y.copy()
        x[self.missing] = np.nan
        y[self.missing] = np.nan
        codes = np.char.encode(self.code, "utf-8")
        yield IncidentBatch(x, y, codes, self.begun, self.ended, None, None, self.number)

    def transform(self, x, y):
        return x, y

    def row_count(self):
        return len(self.x)

    def sha256(self):
        return ""

    def lines(self):
        """The rows as COPY takes them."""
        gone = set(self.missing.tolist())
        columns = zip(self.begun.astype(str), self.ended.astype(str), self.code, self.number.tolist(), self.x, self.y)
        for row, (begun, ended, code, number, x, y) in enumerate(columns):
            place = shapely.to_wkb(shapely.set_srid(shapely.Point(x, y), 3006), hex=True, include_srid=True)
            place = r"\N" if row in gone else place
            escaped = code.replace("\\", "\\\\")
            yield f"{begun}\t{ended}\t{escaped}\t{number}\t{place}\n"


def areas(level, *boxes):
    return tuple(Area(level=level, code=AreaCode(code), name=code, outline=shapely.box(*box)) for code, box in boxes)


@pytest.fixture(scope="module")
def requests():
    # Two LPOs overlap by 200 m, the municipalities share an edge; a corner of the county belongs to no municipality.
    lpos = areas(AreaLevel.LPO, ("1", (0, 0, 5_200, 10_000)), ("2", (5_000, 0, 10_000, 10_000)))
    municipalities = areas(AreaLevel.MUNICIPALITY, ("a", (0, 0, 10_000, 5_000)), ("b", (0, 5_000, 8_000, 10_000)))
    ring = shapely.Polygon(
        shapely.box(2_000, 2_000, 4_000, 4_000).exterior, [shapely.box(2_500, 2_500, 3_500, 3_500).exterior]
    )
    scenes = [
        (SceneId("in-a-ring"), shapely.box(2_900, 2_900, 3_000, 3_000)),
        (SceneId("ring"), ring),
        (SceneId("west"), shapely.box(6_000, 6_000, 6_500, 6_500)),
        (SceneId("west-twin"), shapely.box(6_700, 6_000, 7_000, 6_500)),
        (SceneId("overlaps"), shapely.box(6_400, 6_400, 6_800, 6_800)),
    ]
    with_band, without = ZoneLayout(scenes, 300.0), ZoneLayout(scenes[1:], 0.0)
    return [
        CountRequest(with_band, lpos, municipalities, YEARS[0]),
        CountRequest(with_band, lpos, municipalities, YEARS[1]),
        CountRequest(without, lpos, municipalities, YEARS[0]),
    ]


@pytest.fixture(scope="module")
def incidents():
    return Incidents()


@pytest.fixture
def table(postgres, database, incidents):  # noqa: F811
    """A layer of the incidents in PostGIS."""
    with postgres.connect(database) as connection, connection.cursor() as cursor:
        write_table(cursor, "incidents", incidents)
        cursor.execute("CREATE INDEX ON incidents USING gist (place)")
        cursor.execute("CREATE VIEW seen AS SELECT * FROM incidents")
    return lambda name="incidents", where="": postgis_layer(postgres, database, name, where)


def write_table(cursor, name, incidents):
    cursor.execute(
        f"CREATE TABLE {name} (id serial PRIMARY KEY, begun timestamp, ended timestamp, code text, number int, "
        "place geometry(Point, 3006))"
    )
    columns = f"COPY {name} (begun, ended, code, number, place) FROM STDIN"
    cursor.copy_expert(columns, io.StringIO("".join(incidents.lines())))


def postgis_layer(server, name, table, where):
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", str(server.port), name, "postgres", "")
    uri.setDataSource("public", table, "place", where, "id")
    uri.setSrid("3006")
    layer = QgsVectorLayer(uri.uri(False), table, "postgres")
    assert layer.isValid(), layer.error().summary()
    return layer


@pytest.fixture(scope="module")
def archive(incidents, tmp_path_factory):
    """The incidents as two GeoParquet files in a folder."""
    return write_archive(tmp_path_factory.mktemp("archive"), incidents)


def write_archive(folder, incidents, zone=None):
    """Incidents as two GeoParquet files, their times without a time zone or in one."""
    sedonadb = pytest.importorskip(
        "sedonadb", reason="Apache Sedona is an optional extra: pip install sedonadb pyarrow geoarrow-pyarrow"
    )
    import pyarrow

    place = shapely.to_wkb(shapely.points(incidents.x, incidents.y)).astype(object)
    place[incidents.missing] = None
    rows = {name: getattr(incidents, name) for name in ("begun", "ended", "code", "number")}
    rows = {name: values.astype("M8[us]") if values.dtype.kind == "M" else values for name, values in rows.items()}
    rows["wkb"] = place.tolist()
    sedona = sedonadb.connect()
    for part, half in enumerate(np.array_split(np.arange(len(place)), 2)):
        some = pyarrow.table({name: [values[i] for i in half] for name, values in rows.items()})
        for name in ("begun", "ended"):
            times = some.column(name)
            some = some.set_column(some.column_names.index(name), name, times.cast(pyarrow.timestamp("us", zone)))
        sedona.create_data_frame(some).to_view("rows", overwrite=True)
        made = sedona.sql("SELECT begun, ended, code, number, ST_SetSRID(ST_GeomFromWKB(wkb), 3006) AS place FROM rows")
        made.to_parquet(folder / f"part{part}.parquet", single_file_output=True)
    return str(folder)


def same(found, expected):
    assert [dict(counts.cells) for counts in found] == [dict(counts.cells) for counts in expected]
    for one, other in zip(found, expected):
        assert dataclasses.replace(one.quality, examples={}) == dataclasses.replace(other.quality, examples={})


@pytest.fixture(scope="module")
def read(incidents, requests):
    """What reading the rows gives: it has something of everything."""
    found = count_incidents(incidents, requests, GROUPS)
    assert {"bad_count", "no_place", "outside_county", "outside_period", "no_code", "no_group"} <= set(
        found[0].quality.reasons
    )
    assert found[0].quality.stacked and found[0].quality.crossing and found[0].quality.unknown_codes
    return found


def test_postgis_counts_what_reading_counts(table, requests, read):
    source = layer_input(table()).incidents(FIELDS, CRS)
    same(counted_incidents(source, requests, GROUPS, TimeRules(), QUIET), read)


def test_several_workers_find_what_one_finds(postgres, database, table, requests, read):  # noqa: F811
    with postgres.admin(database) as run:
        run("ANALYZE incidents")
        for free in ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size"):
            run(f"ALTER DATABASE {database} SET {free} = 0")
    source = layer_input(table()).incidents(FIELDS, CRS)
    same(counted_incidents(source, requests, GROUPS, TimeRules(), QUIET), read)


def test_columns_may_be_called_what_the_statements_call_theirs(postgres, database, table, requests, read):  # noqa: F811
    with postgres.admin(database) as run:
        for old, new in {"code": "slot", "begun": "area", "ended": "x", "number": "n"}.items():
            run(f"ALTER TABLE incidents RENAME {old} TO {new}")
    fields = IncidentFields(code="slot", start="area", end="x", count="n")
    found = layer_input(table()).incidents(fields, CRS).count(requests, GROUPS, TimeRules(), QUIET)
    same(found, read)


def test_sedona_counts_what_reading_counts(archive, requests, read):
    assert is_archive(archive)
    source = archive_input(archive).incidents(FIELDS, CRS)
    same(counted_incidents(source, requests, GROUPS, TimeRules(), QUIET), read)


def test_a_large_archive_is_counted_part_by_part(archive, requests, read, monkeypatch):
    whole = archive_input(archive).incidents(FIELDS, CRS).count(requests, GROUPS, TimeRules(), QUIET)
    monkeypatch.setattr(SedonaDbArchive, "at_once", 500)
    parts = archive_input(archive).incidents(FIELDS, CRS).count(requests, GROUPS, TimeRules(), QUIET)
    same(parts, read)
    assert parts[0].sha256 == whole[0].sha256


def test_who_stops_sedona_need_not_wait_for_it(archive, requests):
    for at in range(1, 6):
        progress = Impatient(at)
        with pytest.raises(Cancelled):
            archive_input(archive).incidents(FIELDS, CRS).count(requests, GROUPS, TimeRules(), progress)
        assert progress.times == at


def test_both_say_the_same_of_their_input(table, archive, requests):
    sources = [layer_input(table()), archive_input(archive)]
    counts = [counted_incidents(s.incidents(FIELDS, CRS), requests, GROUPS, TimeRules(), QUIET)[0] for s in sources]
    assert counts[0].sha256 == counts[1].sha256 and len(counts[0].sha256) == 64


@pytest.mark.parametrize("dated_by", list(DatedBy))
def test_whatever_dates_an_incident(table, incidents, requests, dated_by):
    rules = TimeRules(dated_by=dated_by)
    source = layer_input(table()).incidents(FIELDS, CRS)
    same(counted_incidents(source, requests, GROUPS, rules, QUIET), count_incidents(incidents, requests, GROUPS, rules))


def test_without_groups_every_incident_counts(table, archive, incidents, requests):
    expected = count_incidents(incidents, requests, ())
    for source in (layer_input(table()), archive_input(archive)):
        same(counted_incidents(source.incidents(FIELDS, CRS), requests, (), TimeRules(), QUIET), expected)


def test_a_layer_s_filter_holds(table, requests):
    layer = table(where="\"code\" = '5005'")
    (first, *_) = counted_incidents(layer_input(layer).incidents(FIELDS, CRS), requests, GROUPS, TimeRules(), QUIET)
    assert {cell.group for cell in first.cells} == {"narcotics_supply"}
    assert first.quality.rows == layer.featureCount()


def test_a_filter_may_hold_a_percent_sign(table, requests):
    layer = table(where='"id" % 2 = 0')
    found = layer_input(layer).incidents(FIELDS, CRS).count(requests, GROUPS, TimeRules(), QUIET)
    same(found, count_incidents(QgisIncidents(layer, FIELDS, CRS), requests, GROUPS))


def test_a_view_is_read_row_by_row(table, requests, read):
    source = layer_input(table("seen")).incidents(FIELDS, CRS)
    assert source.count(requests, GROUPS, TimeRules(), QUIET) is None
    same(counted_incidents(source, requests, GROUPS, TimeRules(), QUIET), read)


def test_a_partitioned_table_is_counted_over_all_its_parts(postgres, database, incidents, requests, read):  # noqa: F811
    with postgres.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE parts (id serial, begun timestamp, ended timestamp, code text, number int, "
            "place geometry(Point, 3006)) PARTITION BY RANGE (begun)"
        )
        for year in (2022, 2023, 2024, 2025):
            cursor.execute(
                f"CREATE TABLE y{year} PARTITION OF parts FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
            )
        columns = "COPY parts (begun, ended, code, number, place) FROM STDIN"
        cursor.copy_expert(columns, io.StringIO("".join(incidents.lines())))
        cursor.execute("CREATE INDEX ON parts USING gist (place)")
    source = layer_input(postgis_layer(postgres, database, "parts", "")).incidents(FIELDS, CRS)
    found = source.count(requests, GROUPS, TimeRules(), QUIET)
    assert found is not None
    same(found, read)


def test_places_the_other_way_round_are_refused(postgres, database, requests):  # noqa: F811
    with postgres.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE turned (id serial PRIMARY KEY, begun date, code text, place geometry(Point, 3006))"
        )
        cursor.execute(
            "INSERT INTO turned (begun, code, place) SELECT '2023-05-05', '5005', ST_SetSRID(ST_Point(-100 - n, n), 3006) "
            "FROM generate_series(1, 50) n"
        )
    shifted = [
        dataclasses.replace(r, municipalities=areas(AreaLevel.MUNICIPALITY, ("c", (0, -10_000, 10_000, -50))))
        for r in requests
    ]
    shifted = [dataclasses.replace(r, municipalities=shifted[0].municipalities) for r in shifted]
    fields = IncidentFields(code="code", start="begun")
    source = layer_input(postgis_layer(postgres, database, "turned", "")).incidents(fields, CRS)
    with pytest.raises(Refusal, match="coordinates_swapped"):
        source.count(shifted, GROUPS, TimeRules(), QUIET)


class Impatient:
    """Stops when it is asked for the second time, or the one that is given."""

    def __init__(self, at=2):
        self.at, self.times = at, 0

    def report(self, share):
        pass

    def cancelled(self):
        self.times += 1
        return self.times >= self.at


def test_cancelling_stops_the_database(postgres, database, requests):  # noqa: F811
    with postgres.admin(database) as run:
        run("CREATE FUNCTION slow(timestamp) RETURNS timestamp LANGUAGE sql AS $$ SELECT $1 FROM pg_sleep(0.5) $$")
        run("CREATE TABLE many (id serial PRIMARY KEY, begun timestamp, code text, place geometry(Point, 3006))")
        run(
            "INSERT INTO many (begun, code, place) SELECT '2023-05-05', '5005', ST_SetSRID(ST_Point(n, n), 3006) "
            "FROM generate_series(1, 1000) n"
        )
        source = layer_input(postgis_layer(postgres, database, "many", "")).incidents(
            IncidentFields(code="code", start="begun"), CRS
        )
        source._table.where = "slow(begun) IS NOT NULL"
        with pytest.raises(Cancelled):
            source.count(requests, GROUPS, TimeRules(), Impatient())
        left = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
        assert run(f"{left} AND query LIKE %s", "%slow(begun)%") == [(0,)]


def test_what_the_database_refuses_is_said_without_its_connection(table, requests):
    layer = table()
    source = layer_input(layer).incidents(FIELDS, CRS)
    source._table.where = "nothing = 1"
    with pytest.raises(Refusal) as refused:
        source.count(requests, GROUPS, TimeRules(), QUIET)
    assert refused.value.code == "incidents_unreadable" and "nothing" in refused.value.values["reason"]
    assert "127.0.0.1" not in str(refused.value.values)


def test_an_archive_in_another_crs_is_refused_by_name(archive, requests):
    source = archive_input(archive).incidents(FIELDS, "EPSG:3011")
    with pytest.raises(Refusal, match="archive_not_countable") as refused:
        source.count(requests, GROUPS, TimeRules(), QUIET)
    assert "EPSG:3006" in refused.value.values["reason"]


def test_moments_are_counted_by_swedish_clocks(incidents, requests, tmp_path, read):
    """In summer the day begins two hours before UTC's."""
    moments = Incidents()
    for name in ("begun", "ended"):
        setattr(moments, name, as_utc(getattr(incidents, name)))
    source = archive_input(write_archive(tmp_path, moments, "UTC")).incidents(FIELDS, CRS)
    same(source.count(requests, GROUPS, TimeRules(), QUIET), read)


def infinite(incidents):
    """The same, a few of their places as reprojecting leaves those that it cannot reproject."""
    made = Incidents(len(incidents.x))
    made.x[100:125], made.y[100:125] = np.inf, 5_000.0
    made.y[123:130] = -np.inf
    return made


def test_a_place_without_finite_coordinates_is_none(postgres, database, incidents, requests, tmp_path, read):  # noqa: F811
    lost = infinite(incidents)
    expected = count_incidents(lost, requests, GROUPS)
    with postgres.connect(database) as connection, connection.cursor() as cursor:
        write_table(cursor, "lost", lost)
    for there in (
        layer_input(postgis_layer(postgres, database, "lost", "")),
        archive_input(write_archive(tmp_path, lost)),
    ):
        same(there.incidents(FIELDS, CRS).count(requests, GROUPS, TimeRules(), QUIET), expected)
    assert expected[0].quality.reasons["no_place"] > read[0].quality.reasons["no_place"]


def as_utc(times):
    """What UTC shows where Swedish clocks show these times."""
    swedish, utc = ZoneInfo("Europe/Stockholm"), timezone.utc
    there = [time.replace(tzinfo=swedish).astimezone(utc).replace(tzinfo=None) for time in times.tolist()]
    return np.array(there, dtype="M8[m]")


def test_an_archive_without_a_column_is_refused_by_its_name(archive, requests):
    source = archive_input(archive).incidents(dataclasses.replace(FIELDS, end="slut"), CRS)
    with pytest.raises(Refusal, match="incident_field_missing") as refused:
        source.count(requests, GROUPS, TimeRules(), QUIET)
    assert refused.value.values["field"] == "slut"


# A survey

LPOS = areas(AreaLevel.LPO, ("1", (0, 0, 5_200, 10_000)), ("2", (5_000, 0, 10_000, 10_000)))
OUTLINES = [shapely.box(2_000, 2_000, 3_000, 3_000), shapely.box(7_000, 7_000, 7_500, 7_500)]
BANDS = DistanceBands((250.0, 500.0, 1_000.0))
ASKED = question(["1"], missing=["9"])


@pytest.fixture
def responses(postgres, database):  # noqa: F811
    """A layer of made-up answers in PostGIS, and the same in memory: a few without a place, some in no LPO."""
    random = np.random.default_rng(7)
    x, y = random.integers(-10, 120, (2, 4_000)) * 100.0
    x[:5] = np.nan
    answer = random.choice([1.0, 2.0, 9.0, None], 4_000)
    weight = random.integers(1, 400, 4_000) / 100.0
    with postgres.admin(database) as run:
        run("CREATE TABLE answers (id serial PRIMARY KEY, svar numeric, vikt numeric, place geometry(Point, 3006))")
        for row in zip(answer, weight, x, y):
            svar, vikt = (None if value is None else float(value) for value in row[:2])
            place = None if np.isnan(row[2]) else f"SRID=3006;POINT({row[2]} {row[3]})"
            run("INSERT INTO answers (svar, vikt, place) VALUES (%s, %s, %s::geometry)", svar, vikt, place)
    distances = distances_to_nearest(np.column_stack([x, y]), OUTLINES)
    labels = AreaLayer(LPOS).labels(np.nan_to_num(x, nan=-1e6), y)
    codes = [None if label == 0 else str(label) for label in labels.tolist()]
    read = Responses(distances, codes, answer.tolist(), weight.tolist())
    return layer_input(postgis_layer(postgres, database, "answers", "")), read


@pytest.mark.parametrize("weight", ["vikt", ""])
def test_postgis_adds_up_answers_as_reading_does(responses, weight):
    layer, read = responses
    there = survey_answers(layer, SurveyFields("svar", weight), CRS)
    sums = there.sums(OUTLINES, LPOS, ASKED, BANDS, QUIET)
    found = shares_of(sums, there.weighted, BANDS, LPOS)
    expected = survey(dataclasses.replace(read, weights=read.weights if weight else None), ASKED, BANDS, LPOS)
    assert (found.responses, found.left_out) == (expected.responses, expected.left_out)
    assert found.left_out == {"no_distance": 5}
    for one, other in zip(found.rows, expected.rows):
        for field in dataclasses.fields(one):
            ours, theirs = getattr(one, field.name), getattr(other, field.name)
            assert ours == (pytest.approx(theirs, rel=1e-9) if isinstance(theirs, float) else theirs), field.name


def test_a_weight_that_cannot_be_is_refused_with_how_many(responses, postgres, database):  # noqa: F811
    layer, _ = responses
    with postgres.admin(database) as run:
        run("UPDATE answers SET vikt = 0 WHERE id <= 3")
    with pytest.raises(Refusal, match="survey_weights_invalid") as refused:
        survey_answers(layer, SurveyFields("svar", "vikt"), CRS).sums(OUTLINES, LPOS, ASKED, BANDS, QUIET)
    assert refused.value.values["number"] == 3


def test_answers_of_another_crs_are_read(responses):
    layer, _ = responses
    there = survey_answers(layer, SurveyFields("svar"), "EPSG:3011")
    assert there.sums(OUTLINES, LPOS, ASKED, BANDS, QUIET) is None
    assert len(there.read(QUIET).answers) == 4_000
