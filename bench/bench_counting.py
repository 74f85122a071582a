"""How long counting incidents takes beside other ways, and beside the floor: reading the same columns once.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_counting.py [points] [repeats] [way …]``
Default: 1,000,000 points, 3 repeats, all ways. Every run is a process of its own. Seconds, and those of its cores (CPU),
are without its imports, but for the whole process; memory is the peak of the process. 63 scenes with a band of 250 m,
18 LPOs of 2,000 vertices, 26 municipalities, 8 crime groups.

Only ours and the floor read dates; the others count areas, scenes and bands of all points by code, and no periods.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
FOLDER = CHECKOUT / "build" / "bench"

SEED = 20231101
WEST, SOUTH, SIDE = 770_000.0, 6_440_000.0, 125_000.0
BAND = 250.0
ROUNDS = 5
CRS = "EPSG:3006"
CODES = ["5005", "5010", "5011", "4046", "0355", "0375", "9373", "0312", "0325", "4127"] + [
    f"98{n:02d}" for n in range(20)
]


def partition(columns: int, rows: int, vertices: int, seed: int) -> list:
    """Polygons that share their wriggling boundaries and fill the county."""
    import shapely

    random = np.random.default_rng(seed)
    along = np.linspace(0, 1, vertices // 4, endpoint=False)
    phases = random.uniform(0, 2 * np.pi, (2, 8))

    def bent(points: np.ndarray) -> np.ndarray:
        x, y = points.T
        bend = np.zeros_like(points)
        for wave in range(1, 9):
            bend[:, 0] += 300.0 / wave * np.sin(2 * np.pi * wave * y / 17_000 + phases[0, wave - 1])
            bend[:, 1] += 300.0 / wave * np.sin(2 * np.pi * wave * x / 17_000 + phases[1, wave - 1])
        return points + bend + (WEST, SOUTH)

    made = []
    size = SIDE / np.array([columns, rows])
    for column in range(columns):
        for row in range(rows):
            corners = size * (np.array([column, row]) + np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]))
            ring = np.vstack([a + np.outer(along, b - a) for a, b in zip(corners[:-1], corners[1:])])
            made.append(shapely.Polygon(bent(ring)))
    return made


def scenes(number: int) -> list:
    """63 outlines as people draw them; in each round others, near the same places."""
    import shapely

    random = np.random.default_rng(SEED)
    centres = (WEST, SOUTH) + SIDE * (0.5 + 0.12 * random.standard_normal((63, 2)))
    random = np.random.default_rng(SEED + number)
    made = []
    for centre in centres + random.normal(0, 60, (63, 2)):
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(20, 120)))
        radius = np.sqrt(random.uniform(5_000, 200_000) / np.pi) * (1 + 0.2 * np.sin(3 * angle + random.uniform(0, 6)))
        made.append(shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + centre))
    return made


def points(number: int) -> tuple:
    """15 in 100 points near scenes, 35 in and around the middle, the others anywhere, one in a hundred outside."""
    import shapely

    random = np.random.default_rng(SEED + 100)
    at = random.uniform(-0.005, 1.005, (number, 2)) * SIDE + (WEST, SOUTH)
    kind = random.random(number)
    centres = shapely.get_coordinates(shapely.centroid(np.array(scenes(0))))
    near = kind < 0.15
    at[near] = centres[random.integers(0, 63, near.sum())] + random.normal(0, 150, (near.sum(), 2))
    middle = (kind >= 0.15) & (kind < 0.5)
    at[middle] = (WEST, SOUTH) + SIDE * (0.5 + 0.12 * random.standard_normal((middle.sum(), 2)))
    code = np.array(CODES)[random.integers(0, len(CODES), number)]
    start = np.datetime64("2022-01-01T00:00") + random.integers(0, 3 * 365 * 24 * 60, number).astype("m8[m]")
    end = start + random.integers(0, 2000, number).astype("m8[m]")
    return at, code, start, end


def make(number: int) -> tuple:
    """The files with so many points, made once."""
    import geopandas
    import pandas
    import pyogrio
    import shapely

    FOLDER.mkdir(parents=True, exist_ok=True)
    layer, table, areas = FOLDER / f"points_{number}.gpkg", FOLDER / f"points_{number}.csv", FOLDER / "areas.gpkg"
    if not areas.exists():
        for name, shapes in (
            ("lpo", partition(6, 3, 2_000, SEED)),
            ("municipality", partition(13, 2, 1_600, SEED + 1)),
            ("scene", scenes(0)),
            ("band", list(shapely.buffer(np.array(scenes(0)), BAND, quad_segs=32))),
        ):
            frame = geopandas.GeoDataFrame({"code": [f"{n:02d}" for n in range(len(shapes))]}, geometry=shapes, crs=CRS)
            pyogrio.write_dataframe(frame, areas, layer=name, dataset_options={"VERSION": "1.2"})
    if not layer.exists() or not table.exists():
        at, code, start, end = points(number)
        stamps = [pandas.Series(np.datetime_as_string(t, unit="m")).str.replace("T", " ") for t in (start, end)]
        frame = geopandas.GeoDataFrame(
            {"BROTTSKOD": code, "START": stamps[0], "SLUT": stamps[1]},
            geometry=geopandas.points_from_xy(at[:, 0], at[:, 1]), crs=CRS,
        )  # fmt: skip
        pyogrio.write_dataframe(frame, layer, layer="points", dataset_options={"VERSION": "1.2"}, use_arrow=True)
        plain = pandas.DataFrame(
            {"BROTTSKOD": code, "E": at[:, 0], "N": at[:, 1], "START": stamps[0], "SLUT": stamps[1]}
        )
        plain.to_csv(table, sep=";", decimal=",", index=False, float_format="%.2f")
    return layer, table


# The ways: each prints how many points it found inside each LPO and inside scenes, so that they can be compared.


def peak_mb() -> float:
    """The most memory that this process has held. Not getrusage: that also knows what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


STARTED = CPU_STARTED = 0.0


def begin() -> None:
    """All that the way needs is imported: its work begins."""
    global STARTED, CPU_STARTED
    STARTED, CPU_STARTED = time.perf_counter(), time.process_time()


def floor(path: str) -> dict:
    from osgeo import gdal, gdal_array  # noqa: F401

    begin()
    dataset = gdal.OpenEx(path)
    layer = dataset.GetLayer(0)
    rows = 0
    for batch in layer.GetArrowStreamAsNumPy(options=["USE_MASKED_ARRAYS=NO", "INCLUDE_FID=NO"]):
        rows += len(batch["BROTTSKOD"])
    return {"rows": rows}


def ours(path: str, rounds: int, threads: int) -> dict:
    from drugscene_plugin.analysis.incident_counting import CountRequest, count_incidents
    from drugscene_plugin.analysis.point_in_area import ZoneLayout
    from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
    from drugscene_plugin.domain.crime_groups import crime_groups
    from drugscene_plugin.domain.incident_counts import Zone
    from drugscene_plugin.domain.incident_fields import IncidentFields
    from drugscene_plugin.domain.period import Period
    from drugscene_plugin.store.incident_source import open_incidents

    begin()

    def areas(level: AreaLevel, shapes: list) -> tuple:
        return tuple(Area(level, AreaCode(f"{n:02d}"), "", shape) for n, shape in enumerate(shapes))

    lpos = areas(AreaLevel.LPO, partition(6, 3, 2_000, SEED))
    towns = areas(AreaLevel.MUNICIPALITY, partition(13, 2, 1_600, SEED + 1))
    requests = []
    for number in range(rounds):
        layout = ZoneLayout([(f"{n:02d}", shape) for n, shape in enumerate(scenes(number))], BAND)
        requests.append(CountRequest(layout, lpos, towns, Period(date(2022, 1, 1), date(2025, 1, 1))))
    fields = IncidentFields(
        code="BROTTSKOD", start="START", end="SLUT", **({"x": "E", "y": "N"} if path.endswith("csv") else {})
    )
    result = count_incidents(
        open_incidents(path, fields, CRS), requests, list(crime_groups().values()), threads=threads
    )[0]
    supply = {c: n for c, n in result.cells.items() if c.group == "narcotics_supply"}
    return {
        "rows": result.quality.rows,
        "lpo": {code.code: sum(n for c, n in supply.items() if c.lpo == code.code) for code in lpos},
        "inside": sum(n for c, n in supply.items() if c.zone is Zone.INSIDE),
        "beside": sum(n for c, n in supply.items() if c.zone is Zone.BESIDE),
    }


def by_geopandas(path: str) -> dict:
    import geopandas
    import pyogrio

    begin()
    frame = pyogrio.read_dataframe(path, columns=["BROTTSKOD"], use_arrow=True)
    areas = {
        n: pyogrio.read_dataframe(FOLDER / "areas.gpkg", layer=n) for n in ("lpo", "municipality", "scene", "band")
    }
    tables = {
        name: geopandas.sjoin(frame, shapes, predicate="intersects").groupby(["code", "BROTTSKOD"]).size()
        for name, shapes in areas.items()
    }
    lpo = tables["lpo"].xs("5005", level="BROTTSKOD").to_dict()
    return {"rows": len(frame), "lpo": lpo, "inside": int(tables["scene"].xs("5005", level="BROTTSKOD").sum())}


def by_duckdb(path: str) -> dict:
    import duckdb
    import duckdb_extensions

    begin()
    con = duckdb.connect()
    duckdb_extensions.import_extension("spatial", con=con)
    con.execute("load spatial")
    con.execute(f"create table p as select BROTTSKOD, geom from st_read('{path}')")
    tables = {}
    for name in ("lpo", "municipality", "scene", "band"):
        con.execute(f"create table {name} as select code, geom from st_read('{FOLDER / 'areas.gpkg'}', layer='{name}')")
        tables[name] = con.execute(
            f"select a.code, p.BROTTSKOD, count(*) from p join {name} a on st_intersects(a.geom, p.geom) group by 1, 2"
        ).fetchall()
    rows = con.execute("select count(*) from p").fetchone()[0]
    lpo = {code: n for code, crime, n in tables["lpo"] if crime == "5005"}
    return {"rows": rows, "lpo": lpo, "inside": sum(n for _, crime, n in tables["scene"] if crime == "5005")}


def by_sedona(path: str) -> dict:
    import pyogrio
    import sedonadb

    begin()
    sd = sedonadb.connect()
    sd.create_data_frame(pyogrio.read_dataframe(path, columns=["BROTTSKOD"], use_arrow=True)).to_view("p")
    tables, rows = {}, 0
    for name in ("lpo", "municipality", "scene", "band"):
        shapes = pyogrio.read_dataframe(FOLDER / "areas.gpkg", layer=name)
        sd.create_data_frame(shapes).to_view(name)
        query = (
            f'select a.code as code, p."BROTTSKOD" as crime, count(*) as n from p join {name} a '
            'on ST_Intersects(a.geometry, p.geometry) group by a.code, p."BROTTSKOD"'
        )
        tables[name] = sd.sql(query).to_pandas()
    rows = int(sd.sql("select count(*) as n from p").to_pandas()["n"][0])
    supply = {name: t[t.crime == "5005"] for name, t in tables.items()}
    return {
        "rows": rows,
        "lpo": dict(zip(supply["lpo"].code, map(int, supply["lpo"].n))),
        "inside": int(supply["scene"].n.sum()),
    }


def by_qgis(path: str) -> dict:
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

    app = QgsApplication([], False)
    app.initQgis()
    registry = QgsApplication.processingRegistry()
    if not registry.providerById("native"):
        registry.addProvider(QgsNativeAlgorithms(registry))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    begin()
    source = QgsVectorLayer(f"{path}|layername=points", "points", "ogr")
    tables = {}
    for name in ("lpo", "municipality", "scene", "band"):
        shapes = QgsVectorLayer(f"{FOLDER / 'areas.gpkg'}|layername={name}", name, "ogr")
        algorithm = registry.createAlgorithmById("native:joinattributesbylocation")
        parameters = {
            "INPUT": source, "JOIN": shapes, "PREDICATE": [0], "JOIN_FIELDS": ["code"], "METHOD": 1,
            "DISCARD_NONMATCHING": True, "PREFIX": "a_", "OUTPUT": "memory:",
        }  # fmt: skip
        results, ok = algorithm.run(parameters, context, feedback)
        if not ok:
            raise RuntimeError(feedback.textLog())
        output = context.takeResultLayer(results["OUTPUT"])
        counts: dict = {}
        for feature in output.getFeatures():
            key = feature["a_code"], feature["BROTTSKOD"]
            counts[key] = counts.get(key, 0) + 1
        tables[name] = counts
        del output
    rows = source.featureCount()
    lpo = {code: n for (code, crime), n in tables["lpo"].items() if crime == "5005"}
    inside = sum(n for (_, crime), n in tables["scene"].items() if crime == "5005")
    print(
        json.dumps(
            {
                "rows": rows,
                "lpo": lpo,
                "inside": inside,
                "work": time.perf_counter() - STARTED,
                "cpu": time.process_time() - CPU_STARTED,
                "peak_mb": peak_mb(),
            }
        ),
        flush=True,
    )
    os._exit(0)  # QGIS objects may outlive QGIS here


WAYS = {
    "floor": lambda layer, table: floor(layer),
    "floor, CSV by GDAL": lambda layer, table: floor(table),
    "ours, 1 round, 1 thread": lambda layer, table: ours(layer, 1, 1),
    "ours, 1 round, 2 threads": lambda layer, table: ours(layer, 1, 2),
    "ours, 5 rounds, 1 thread": lambda layer, table: ours(layer, ROUNDS, 1),
    "ours, 5 rounds, 2 threads": lambda layer, table: ours(layer, ROUNDS, 2),
    "ours, CSV, 1 round, 2 threads": lambda layer, table: ours(table, 1, 2),
    "GeoPandas sjoin": lambda layer, table: by_geopandas(layer),
    "SedonaDB": lambda layer, table: by_sedona(layer),
    "DuckDB spatial": lambda layer, table: by_duckdb(layer),
    "QGIS join by location": lambda layer, table: by_qgis(layer),
}


def run(way: str, layer: Path, table: Path) -> tuple:
    """Seconds, peak megabytes and result of one process."""
    command = [sys.executable, __file__, "--way", way, str(layer), str(table)]
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, errors = child.stdout.read(), child.stderr.read()
    status = child.wait()
    seconds = time.perf_counter() - started
    if status != 0:
        raise RuntimeError((errors.strip() or "failed").splitlines()[-1])
    result = json.loads(out.strip().splitlines()[-1])
    return result.pop("work"), seconds, result.pop("cpu"), result.pop("peak_mb"), result


def main(number: int, repeats: int, ways: list) -> int:
    """Print the table; 1 when two ways disagree."""
    layer, table = make(number)
    print(f"{number:,} points ({layer.stat().st_size / 1e6:.0f} MB GeoPackage, {table.stat().st_size / 1e6:.0f} MB CSV); "
          f"medians of {repeats}, with imports (whole process) and without; load before: {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    print("| way | s | times the floor | whole process, s | CPU s | peak MB | agrees |\n|---|--:|--:|--:|--:|--:|---|")
    base, truth, different = 0.0, None, 0
    for way in ways or WAYS:
        try:
            runs = [run(way, layer, table) for _ in range(repeats)]
        except (RuntimeError, ValueError, IndexError) as error:
            print(f"| {way} | – | – | – | – | – | did not run: {str(error)[:80]} |")
            continue
        seconds, whole, cpu, memory = (statistics.median(values) for values in zip(*(r[:4] for r in runs)))
        result = runs[0][4]
        base = base or seconds
        agrees = "–"
        if "lpo" in result and "CSV" not in way:
            found = ({code: n for code, n in result["lpo"].items() if n}, result["inside"])
            truth = truth or found
            agrees = "yes" if found == truth else "NO"
            different += found != truth
        print(
            f"| {way} | {seconds:.2f} | {seconds / base:.2f} | {whole:.2f} | {cpu:.2f} | {memory:.0f} | {agrees} |",
            flush=True,
        )
    print("\n(Points inside two overlapping scenes count twice for the ways that join, once for ours.)")
    return 1 if different else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        found = WAYS[sys.argv[2]](sys.argv[3], sys.argv[4])
        print(
            json.dumps(
                {
                    **found,
                    "work": time.perf_counter() - STARTED,
                    "cpu": time.process_time() - CPU_STARTED,
                    "peak_mb": peak_mb(),
                }
            )
        )
    else:
        given = sys.argv[1:]
        sys.exit(main(int(given[0]) if given else 1_000_000, int(given[1]) if len(given) > 1 else 3, given[2:]))
