"""Counting incidents where they lie, beside reading them: PostGIS, and Apache Sedona on GeoParquet, in one run.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_where_they_lie.py [points …]``
Default: 1,000,000 points, or as many as BENCH_POINTS in the environment says.

Two requests (two years), 63 scenes with a band of 250 m, 18 LPOs of 2,000 vertices, 26 municipalities, 8 crime groups.
PostGIS has its points loaded, indexed and analysed beforehand, on a server of its own that the bench starts and stops.
Seconds are those of the count alone; those of the cores (CPU) and the peak of memory are those of the process that asks,
without the server's. All counts are compared.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from bench.counting import clock, county  # noqa: E402

ARCHIVES = county.FOLDER / "archives"


def main(sizes: List[int]) -> int:
    """Print a table for each size; 1 when two ways find other counts."""
    from tests.postgres import Server, programs

    county.make(1_000_000)
    worst = 0
    for number in sizes:
        archive = make_archive(number)
        server = Server(programs())
        try:
            database = server.new_database()
            loaded = load(server, database, number)
            ways = {
                "rows of GeoParquet, read by pyarrow": ("rows", str(archive)),
                "Sedona counts the archive": ("sedona", str(archive)),
                "PostGIS counts the table": ("postgis", f"{server.port} {database}"),
            }
            if number <= 1_000_000:
                ways["the table's rows, read through QGIS"] = ("layer", f"{server.port} {database}")
            worst |= run_all(number, ways, loaded)
        finally:
            server.stop()
    return worst


def run_all(number: int, ways: Dict[str, tuple], loaded: float) -> int:
    """Print the table of one size."""
    print(f"\n{number:,} incidents (loading and indexing in PostGIS: {loaded:.0f} s)\n")
    print("| way | s | CPU s | MB | counts |\n|---|--:|--:|--:|---|")
    found, digests = {}, set()
    for name, (way, where) in ways.items():
        done = subprocess.run([sys.executable, __file__, "--way", way, where], capture_output=True, text=True)
        if done.returncode:
            print(f"| {name} | – | – | – | did not run: {done.stderr.strip().splitlines()[-1][:100]} |", flush=True)
            continue
        found[name] = json.loads(done.stdout.strip().splitlines()[-1])
        digests.add(found[name]["cells"])
        same = "equal" if len(digests) == 1 else "DIFFERENT"
        work, cpu, peak = (found[name][value] for value in ("work", "cpu", "peak"))
        print(f"| {name} | {work:.1f} | {cpu:.1f} | {peak:.0f} | {same} |", flush=True)
    return int(len(digests) != 1)


def make_archive(number: int) -> Path:
    """A folder of GeoParquet files with so many points, made once, a million a file."""
    import pyarrow
    import sedonadb
    import shapely

    folder = ARCHIVES / str(number)
    if (folder / "whole").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    sedona = sedonadb.connect()
    for part, (at, code, begun, ended) in enumerate(county.parts(number)):
        table = {"code": code, "begun": begun.astype("M8[us]"), "ended": ended.astype("M8[us]")}
        table["wkb"] = pyarrow.array(shapely.to_wkb(shapely.points(at)))
        sedona.create_data_frame(pyarrow.table(table)).to_view("rows", overwrite=True)
        made = sedona.sql("SELECT code, begun, ended, ST_SetSRID(ST_GeomFromWKB(wkb), 3006) AS place FROM rows")
        made.to_parquet(folder / f"part{part:03d}.parquet", single_file_output=True)
    (folder / "whole").touch()
    return folder


def load(server: object, database: str, number: int) -> float:
    """Put the same points into a table; the seconds that it took."""
    import pandas

    started = time.perf_counter()
    with server.admin(database) as run:
        run("CREATE UNLOGGED TABLE raw (x float8, y float8, code text, begun timestamp, ended timestamp)")
        with server.connect(database) as connection, connection.cursor() as cursor:
            for at, code, begun, ended in county.parts(number):
                frame = pandas.DataFrame({"x": at[:, 0], "y": at[:, 1], "c": code, "b": begun, "e": ended})
                text = io.StringIO()
                frame.to_csv(text, index=False, header=False)
                text.seek(0)
                cursor.copy_expert("COPY raw FROM STDIN WITH (FORMAT csv)", text)
        run("SET maintenance_work_mem = '1GB'")
        run(
            "CREATE UNLOGGED TABLE incidents AS SELECT row_number() OVER () AS id, code, begun, ended, "
            "ST_Point(x, y, 3006)::geometry(Point, 3006) AS place FROM raw"
        )
        run("DROP TABLE raw")
        run("CREATE INDEX ON incidents USING gist (place)")
        run("ANALYZE incidents")
    return time.perf_counter() - started


# One way, in a process of its own


def one_way(way: str, where: str) -> None:
    """Count in this process, and print what it took and a digest of the cells."""
    import hashlib
    from datetime import date

    from drugscene_plugin.analysis.incident_counting import CountRequest, TimeRules
    from drugscene_plugin.analysis.point_in_area import ZoneLayout
    from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
    from drugscene_plugin.domain.crime_groups import crime_groups
    from drugscene_plugin.domain.period import Period
    from drugscene_plugin.domain.progress import QUIET
    from drugscene_plugin.domain.scene import SceneId
    from drugscene_plugin.workflow.count_incidents import counted_incidents

    source = SOURCES[way](where)
    lpos, municipalities = (
        tuple(
            Area(level=level, code=AreaCode(code), name=code, outline=outline) for code, outline in county.areas(name)
        )
        for level, name in ((AreaLevel.LPO, "lpo"), (AreaLevel.MUNICIPALITY, "municipality"))
    )
    layout = ZoneLayout([(SceneId(code), outline) for code, outline in county.areas("scene_0")], county.BAND)
    years = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2023, 2024)]
    requests = [CountRequest(layout, lpos, municipalities, year) for year in years]
    clock.begin()
    counts = counted_incidents(source, requests, tuple(crime_groups().values()), TimeRules(), QUIET)
    spent = clock.spent()
    cells = [sorted((tuple(map(str, cell)), many) for cell, many in count.cells.items()) for count in counts]
    print(json.dumps({**spent, "cells": hashlib.sha256(repr(cells).encode()).hexdigest()}), flush=True)
    os._exit(0)


def _fields():
    from drugscene_plugin.domain.incident_fields import IncidentFields

    return IncidentFields(code="code", start="begun", end="ended")


def archive_rows(where: str) -> object:
    """The archive's rows, a million at a time: the local way has no reader of GeoParquet of its own."""
    import pyarrow.parquet
    import shapely

    from drugscene_plugin.analysis.incident_batches import IncidentBatch

    class Rows:
        fields = _fields()

        def batches(self):
            for path in sorted(Path(where).glob("*.parquet")):
                table = pyarrow.parquet.read_table(path)
                at = shapely.get_coordinates(shapely.from_wkb(table.column("place").to_numpy(zero_copy_only=False)))
                code = np.array(table.column("code").to_pylist(), dtype="S4")
                times = [table.column(name).to_numpy() for name in ("begun", "ended")]
                yield IncidentBatch(np.ascontiguousarray(at[:, 0]), np.ascontiguousarray(at[:, 1]), code, *times)

        def transform(self, x, y):
            return x, y

        def row_count(self):
            return None

        def sha256(self):
            return ""

    return Rows()


def archive_counted(where: str) -> object:
    """The archive, counted by Sedona."""
    from drugscene_plugin.store.sedona_incidents import SedonaDbArchive, SedonaIncidents

    return SedonaIncidents(SedonaDbArchive(where), _fields(), county.CRS)


def _layer(where: str):
    from qgis.core import QgsApplication, QgsDataSourceUri, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    port, database = where.split()
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", port, database, "postgres", "")
    uri.setDataSource("public", "incidents", "place", "", "id")
    uri.setSrid("3006")
    layer = QgsVectorLayer(uri.uri(False), "incidents", "postgres")
    _kept.append(application)
    return layer


def table_counted(where: str) -> object:
    """The table, counted by PostGIS."""
    from drugscene_plugin.store.point_input import layer_input

    layer = _layer(where)
    _kept.append(layer)
    return layer_input(layer).incidents(_fields(), county.CRS)


def table_rows(where: str) -> object:
    """The table's rows, as those of any layer."""
    from drugscene_plugin.store.qgis_incidents import QgisIncidents

    layer = _layer(where)
    _kept.append(layer)
    return QgisIncidents(layer, _fields(), county.CRS)


_kept: List[object] = []
SOURCES = {"rows": archive_rows, "sedona": archive_counted, "postgis": table_counted, "layer": table_rows}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        one_way(sys.argv[2], sys.argv[3])
    given = sys.argv[1:] or [os.environ.get("BENCH_POINTS", "1_000_000")]
    sys.exit(main([int(size.replace(",", "")) for size in given]))
