"""PostGIS, on a server of its own that the way starts and stops: its time is that of the questions, with the points loaded."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Callable, Dict

from .clock import begin
from .county import BAND, ROUNDS, areas
from .tables import Tables, by_group, layers


def postgis(path: str, rounds: int) -> Tables:
    """Points with an index and counted statistics, polygons stored EXTERNAL: not packed, so not unpacked for each point."""
    from tests.postgres import Server, programs

    found = programs()
    if found is None:
        raise RuntimeError("no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3")
    server = Server(found)
    try:
        database = server.new_database()
        with server.connect(database) as connection, connection.cursor() as cursor:
            _load(cursor, path, rounds)
            cursor.execute("SET work_mem = '256MB'; SET max_parallel_workers_per_gather = 2; SET jit = off")
            begin()
            return {name: by_group(_counted(cursor.execute, cursor.fetchall, name)) for name in layers(rounds)}
    finally:
        server.stop()


def _counted(execute: Callable, rows: Callable, name: str) -> list:
    near, table = name.startswith("near"), name.replace("near", "scene")
    where = f"ST_DWithin(a.geom, p.geom, {BAND})" if near else "ST_Intersects(a.geom, p.geom)"
    execute(f"SELECT a.code, p.crime, count(*) FROM {table} a JOIN points p ON {where} GROUP BY 1, 2")
    return rows()


def _load(cursor: object, path: str, rounds: int) -> None:
    cursor.execute("CREATE UNLOGGED TABLE raw (crime text, x float8, y float8)")
    table = Path(path).with_suffix(".csv")
    with table.open(encoding="ascii") as file:
        next(file)
        lines = (line.replace(",", ".").split(";")[:3] for line in file)
        while True:
            part = io.StringIO("".join("\t".join(line) + "\n" for _, line in zip(range(100_000), lines)))
            if not part.getvalue():
                break
            cursor.copy_expert("COPY raw FROM STDIN", part)
    cursor.execute(
        "CREATE UNLOGGED TABLE points AS SELECT crime, ST_Point(x, y, 3006) AS geom FROM raw; DROP TABLE raw;"
        "CREATE INDEX ON points USING gist (geom); ANALYZE points"
    )
    shapes: Dict[str, list] = {name: areas(name) for name in layers(min(rounds, ROUNDS)) if not name.startswith("near")}
    for name, rows in shapes.items():
        cursor.execute(
            f"CREATE TABLE {name} (code text, geom geometry); ALTER TABLE {name} ALTER geom SET STORAGE EXTERNAL"
        )
        for code, outline in rows:
            cursor.execute(f"INSERT INTO {name} VALUES (%s, ST_GeomFromWKB(%s, 3006))", (code, outline.wkb))
        cursor.execute(f"CREATE INDEX ON {name} USING gist (geom); ANALYZE {name}")
