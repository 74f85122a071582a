"""A county to count in, the same for all ways: 18 LPOs of 2,000 vertices, 26 municipalities, five rounds of 63 scenes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench" / "counting"
AREAS = FOLDER / "areas.gpkg"

SEED = 20231101
CRS = "EPSG:3006"
WEST, SOUTH, SIDE = 770_000.0, 6_440_000.0, 125_000.0
BAND = 250.0
ROUNDS = 5
SCENES = 63
PART = 1_000_000
_APART = 1_700.0
"""Scenes lie so far from each other that no band meets another: ways that join count each point once, as we do."""

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


def centres() -> np.ndarray:
    """Where the scenes of all rounds lie, about."""
    random = np.random.default_rng(SEED)
    found = np.zeros((0, 2))
    while len(found) < SCENES:
        one = (WEST, SOUTH) + SIDE * (0.5 + 0.12 * random.standard_normal(2))
        if not len(found) or np.hypot(*(found - one).T).min() > _APART:
            found = np.vstack([found, one])
    return found


def scenes(number: int) -> list:
    """63 outlines as people draw them; in each round others, near the same places."""
    import shapely

    random = np.random.default_rng(SEED + number)
    made = []
    for centre in centres() + random.uniform(-100, 100, (SCENES, 2)):
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(20, 120)))
        radius = np.sqrt(random.uniform(5_000, 200_000) / np.pi) * (1 + 0.2 * np.sin(3 * angle + random.uniform(0, 6)))
        made.append(shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + centre))
    return made


def points(number: int, part: int = 0) -> tuple:
    """15 in 100 points near scenes, 35 in and around the middle, the others anywhere, one in a hundred outside.

    Each ``part`` has others.
    """
    random = np.random.default_rng(SEED + 100 + part)
    at = random.uniform(-0.005, 1.005, (number, 2)) * SIDE + (WEST, SOUTH)
    kind = random.random(number)
    near = kind < 0.15
    at[near] = centres()[random.integers(0, SCENES, near.sum())] + random.normal(0, 150, (near.sum(), 2))
    middle = (kind >= 0.15) & (kind < 0.5)
    at[middle] = (WEST, SOUTH) + SIDE * (0.5 + 0.12 * random.standard_normal((middle.sum(), 2)))
    code = np.array(CODES)[random.integers(0, len(CODES), number)]
    start = np.datetime64("2022-01-01T00:00") + random.integers(0, 3 * 365 * 24 * 60, number).astype("m8[m]")
    end = start + random.integers(0, 2000, number).astype("m8[m]")
    return np.round(at, 2), code, start, end


def make(number: int) -> Tuple[Path, Path]:
    """The GeoPackage and the CSV file with so many points, made once; the areas are in ``AREAS``."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    layer, table = FOLDER / f"points_{number}.gpkg", FOLDER / f"points_{number}.csv"
    if not AREAS.exists():
        _make_areas()
    if not layer.exists() or not table.exists():
        _make_points(number, layer, table)
    return layer, table


def _make_areas() -> None:
    import geopandas
    import pyogrio
    import shapely

    layers = {"lpo": partition(6, 3, 2_000, SEED), "municipality": partition(13, 2, 1_600, SEED + 1)}
    for number in range(ROUNDS):
        layers[f"scene_{number}"] = scenes(number)
        # For ways that cannot ask for a distance.
        layers[f"near_{number}"] = list(shapely.buffer(np.array(scenes(number)), BAND, quad_segs=64))
    for name, shapes in layers.items():
        frame = geopandas.GeoDataFrame({"code": [f"{n:02d}" for n in range(len(shapes))]}, geometry=shapes, crs=CRS)
        pyogrio.write_dataframe(frame, AREAS, layer=name, dataset_options={"VERSION": "1.2"})


def parts(number: int) -> Iterator[tuple]:
    """So many points, a million at a time."""
    for part, first in enumerate(range(0, number, PART)):
        yield points(min(PART, number - first), part)


def _make_points(number: int, layer: Path, table: Path) -> None:
    import geopandas
    import pandas
    import pyogrio
    from osgeo import gdal

    layer.unlink(missing_ok=True)
    for set_option in (gdal.SetConfigOption, lambda name, value: pyogrio.set_gdal_config_options({name: value})):
        set_option("OGR_SQLITE_SYNCHRONOUS", "OFF")
    new = {"dataset_options": {"VERSION": "1.2"}, "layer_options": {"SPATIAL_INDEX": "NO"}}
    for part, (at, code, start, end) in enumerate(parts(number)):
        stamps = [pandas.Series(np.datetime_as_string(t, unit="m")).str.replace("T", " ") for t in (start, end)]
        columns = {"BROTTSKOD": code, "START": stamps[0], "SLUT": stamps[1]}
        frame = geopandas.GeoDataFrame(columns, geometry=geopandas.points_from_xy(at[:, 0], at[:, 1]), crs=CRS)
        pyogrio.write_dataframe(frame, layer, layer="points", append=part > 0, use_arrow=True, **({} if part else new))
        columns = {"BROTTSKOD": code, "E": at[:, 0], "N": at[:, 1], "START": stamps[0], "SLUT": stamps[1]}
        rows = {"header": part == 0, "mode": "a" if part else "w", "index": False}
        pandas.DataFrame(columns).to_csv(table, sep=";", decimal=",", float_format="%.2f", **rows)
    # At the end: with every part it would take longer than all the rest. Nobody asks for it where there are so many more.
    if number <= 10 * PART:
        gdal.OpenEx(str(layer), gdal.OF_UPDATE).ExecuteSQL("SELECT CreateSpatialIndex('points', 'geom')")


def areas(name: str) -> List[tuple]:
    """Code and outline of each area of a layer."""
    import shapely

    with _areas_file().GetLayer(name).GetArrowStreamAsNumPy(options=["INCLUDE_FID=NO"]) as stream:
        rows = stream.GetNextRecordBatch()
    return list(zip((code.decode() for code in rows["code"].tolist()), shapely.from_wkb(rows["geom"])))


@lru_cache(maxsize=1)
def _areas_file() -> Any:
    from osgeo import gdal, gdal_array  # noqa: F401

    return gdal.OpenEx(str(AREAS))
