"""Spark's own parser, planner and functions take the statements for Sedona unchanged, and count what SedonaDB and reading count.

Sedona's functions are stood in for by ``SedonaStandIn.java``: what SedonaSpark's planner does with a join is not tested.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import shapely

pyspark = pytest.importorskip("pyspark", reason="make test-spark installs it and runs this")

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.types import BinaryType, BooleanType, DoubleType, IntegerType  # noqa: E402

from drugscene_plugin.analysis.counting_sql import sql_of  # noqa: E402
from drugscene_plugin.analysis.incident_counting import DatedBy, TimeRules, count_incidents  # noqa: E402
from drugscene_plugin.domain.errors import Refusal  # noqa: E402
from drugscene_plugin.domain.incident_fields import IncidentFields  # noqa: E402
from drugscene_plugin.domain.progress import QUIET  # noqa: E402
from drugscene_plugin.store.sedona_incidents import SedonaDbArchive, SedonaIncidents  # noqa: E402
from drugscene_plugin.store.spark_archive import SparkArchive  # noqa: E402
from drugscene_plugin.workflow.count_incidents import counted_incidents  # noqa: E402
from drugscene_plugin.workflow.measure_concentration import measure_concentration  # noqa: E402
from tests.store.test_counting_where_they_lie import (  # noqa: E402, F401 - fixtures
    CRS,
    FIELDS,
    GROUPS,
    archive,
    incidents,
    infinite,
    read,
    requests,
    same,
    write_archive,
)
from tests.workflow.test_follow_up_figures import Rows, question, store  # noqa: E402, F401 - fixtures

JTS = "/usr/share/java/jts-core.jar"
STATEMENTS = Path(__file__).resolve().parents[2] / "drugscene_plugin" / "resources" / "sql"
FUNCTIONS = {
    "ST_Point": BinaryType,
    "ST_GeomFromWKB": BinaryType,
    "ST_SetSRID": BinaryType,
    "ST_SRID": IntegerType,
    "ST_IsEmpty": BooleanType,
    "ST_X": DoubleType,
    "ST_Y": DoubleType,
    "ST_Intersects": BooleanType,
    "ST_DWithin": BooleanType,
    "ST_Distance": DoubleType,
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    classes, home = tmp_path_factory.mktemp("classes"), Path(pyspark.__file__).parent
    source = Path(__file__).with_name("SedonaStandIn.java")
    subprocess.run(["javac", "-cp", f"{home}/jars/*:{JTS}", "-d", str(classes), str(source)], check=True, timeout=120)
    options = {
        "spark.driver.extraClassPath": f"{classes}:{JTS}",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master("local[2]").config(map=options).getOrCreate()
    for name, kind in FUNCTIONS.items():
        session.udf.registerJavaFunction(name, f"SedonaStandIn${name}", kind())
    yield session
    session.stop()


@pytest.fixture(params=["false", "true"], ids=["ansi off", "ansi on"])
def rows(spark, archive, request):  # noqa: F811
    """The archive as SedonaSpark would read it, with Spark strict in the matter of types and overflows, and not."""
    spark.conf.set("spark.sql.ansi.enabled", request.param)
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    return with_places(spark.read.parquet(archive))


def with_places(rows):
    return rows.selectExpr("begun", "ended", "code", "number", "ST_SetSRID(ST_GeomFromWKB(place), 3006) AS place")


def on_spark(rows, fields=FIELDS):
    return SedonaIncidents(SparkArchive(rows, "place"), fields, CRS)


def test_these_are_the_functions_that_the_statements_use():
    texts = [path.read_text(encoding="utf-8") for path in STATEMENTS.glob("sedona_*.sql")]
    assert {name for text in texts for name in re.findall(r"\bST_\w+", text)} == set(FUNCTIONS)


def test_spark_counts_what_reading_and_sedonadb_count(rows, archive, requests, read):  # noqa: F811
    found = counted_incidents(on_spark(rows), requests, GROUPS, TimeRules(), QUIET)
    same(found, read)
    sedonadb = SedonaIncidents(SedonaDbArchive(archive), FIELDS, CRS).count(requests, GROUPS, TimeRules(), QUIET)
    assert [one.sha256 for one in found] == [one.sha256 for one in sedonadb]


def test_in_parts(rows, requests, read, monkeypatch):  # noqa: F811
    monkeypatch.setattr(SparkArchive, "at_once", 2_000)
    same(on_spark(rows).count(requests, GROUPS, TimeRules(), QUIET), read)


def test_dated_by_the_end(rows, incidents, requests):  # noqa: F811
    rules = TimeRules(dated_by=DatedBy.END)
    found = on_spark(rows).count(requests, GROUPS, rules, QUIET)
    same(found, count_incidents(incidents, requests, GROUPS, rules))


def test_without_groups(rows, incidents, requests):  # noqa: F811
    same(on_spark(rows).count(requests, (), TimeRules(), QUIET), count_incidents(incidents, requests, ()))


def test_columns_may_be_called_what_the_statements_call_theirs(rows, requests, read):  # noqa: F811
    names = {"code": "slot", "begun": "lpo`s day", "ended": "x", "number": "n"}
    renamed = rows
    for old, new in names.items():
        renamed = renamed.withColumnRenamed(old, new)
    fields = type(FIELDS)(**{meaning: names[name] for meaning, name in FIELDS.named().items()})
    same(on_spark(renamed, fields).count(requests, GROUPS, TimeRules(), QUIET), read)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Stockholm"])
def test_moments_are_counted_by_swedish_clocks(spark, rows, requests, read, zone):  # noqa: F811
    spark.conf.set("spark.sql.session.timeZone", "Europe/Stockholm")
    moments = rows.selectExpr("CAST(begun AS TIMESTAMP_LTZ)", "CAST(ended AS TIMESTAMP_LTZ)", "code", "number", "place")
    moments = spark.createDataFrame(moments.collect(), moments.schema)
    spark.conf.set("spark.sql.session.timeZone", zone)
    same(on_spark(moments).count(requests, GROUPS, TimeRules(), QUIET), read)


def test_a_place_without_finite_coordinates_is_none(spark, rows, incidents, requests, tmp_path):  # noqa: F811
    lost = infinite(incidents)
    found = on_spark(with_places(spark.read.parquet(write_archive(tmp_path, lost))))
    same(found.count(requests, GROUPS, TimeRules(), QUIET), count_incidents(lost, requests, GROUPS))


def test_places_that_do_not_know_their_crs_are_refused(rows, requests):  # noqa: F811
    with pytest.raises(Refusal, match="archive_not_countable") as refused:
        unknown = rows.selectExpr("begun", "ended", "code", "number", "ST_SetSRID(place, 0) AS place")
        on_spark(unknown).count(requests, GROUPS, TimeRules(), QUIET)
    assert refused.value.values["reason"] == "place: EPSG:0 ≠ EPSG:3006"


def test_what_spark_refuses_is_said(rows, requests):  # noqa: F811
    source = on_spark(rows.selectExpr("*", "CAST(place AS STRING) AS no_place").drop("place"))
    with pytest.raises(Refusal, match="incidents_unreadable") as refused:
        source.count(requests, GROUPS, TimeRules(), QUIET)
    assert "place" in refused.value.values["reason"]


def test_a_figure_is_measured_as_the_guide_says(spark, store):  # noqa: F811
    """docs/scale.md: a script measures over a DataFrame."""
    places = [(1050.0, 1050.0)] * 3 + [(1000.0, 1000.0), (950.0, 1000.0), (4000.0, 4000.0)]
    counted = [(x, y, "5005", "2023-05-01") for x, y in places]
    given = spark.createDataFrame(counted, "x double, y double, brottskod string, start string")
    found = given.selectExpr("brottskod", "DATE(start) AS start", "ST_SetSRID(ST_Point(x, y), 3006) AS geometry")
    there = SparkArchive(found)
    fields = IncidentFields(code="brottskod", start="start")
    measured = measure_concentration(store, question(), lambda: SedonaIncidents(there, fields, "EPSG:3006"))
    expected = measure_concentration(store, question(), lambda: Rows(*counted))
    assert measured.tables == expected.tables
    assert measured.quality[0].quality.counted == 6


def test_scenes_are_sent_to_every_worker_and_let_go_of(spark, rows):
    """SedonaSpark joins by an index of the side that is to be broadcast."""
    spark.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    there = SparkArchive(rows, "place")
    outline = {"layouts": [0], "labels": [0], "bands": [1.0], "outlines": [shapely.box(0, 0, 1, 1).wkb]}
    with there.counting():
        there.give("given_zones", outline)
        there.keep("zones", sql_of("sedona_zones", srid=3006))
        joined = spark.sql("SELECT 1 FROM incidents s JOIN zones z ON ST_Intersects(z.place, s.place)")
        plan = joined._jdf.queryExecution().executedPlan().toString()
        assert "BroadcastNestedLoopJoin BuildRight, Inner" in plan and "CartesianProduct" not in plan
        assert spark.table("zones").storageLevel.useMemory
    assert not spark.catalog.listTables()
    assert spark._jsparkSession.sharedState().cacheManager().isEmpty()
