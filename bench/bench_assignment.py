"""How long 10,000 outlines take to find their areas: ours beside QGIS's join by location, in the same run.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_assignment.py [count] [repeats]``
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import numpy as np
import shapely
from shapely.geometry import shape

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from drugscene_plugin.analysis.area_assignment import assign_areas, polygonal  # noqa: E402
from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel  # noqa: E402

SEED = 20231101
COLUMNS, ROWS = 6, 3
SIDE = 12_000.0
VERTICES_PER_AREA = 2_000


def wriggling_areas() -> List[Area]:
    """18 areas of about 2,000 vertices that share their wriggling boundaries."""
    random = np.random.default_rng(SEED)
    steps = VERTICES_PER_AREA // 4
    along = np.linspace(0, 1, steps, endpoint=False)
    phases = random.uniform(0, 2 * np.pi, (2, 8))
    weights = 400.0 / np.arange(1, 9)

    def bent(points: np.ndarray) -> np.ndarray:
        """Bend the plane, so that what was a shared straight edge stays shared and wriggles."""
        x, y = points.T
        bend = np.zeros_like(points)
        for wave, weight in enumerate(weights, start=1):
            bend[:, 0] += weight / 4 * np.sin(2 * np.pi * wave * y / 7_000 + phases[0, wave - 1])
            bend[:, 1] += weight / 4 * np.sin(2 * np.pi * wave * x / 7_000 + phases[1, wave - 1])
        return points + bend

    areas = []
    for column in range(COLUMNS):
        for row in range(ROWS):
            corners = SIDE * (np.array([column, row]) + np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]))
            ring = np.vstack([a + np.outer(along, b - a) for a, b in zip(corners[:-1], corners[1:])])
            areas.append(Area(AreaLevel.LPO, AreaCode(f"{column}{row}"), "", shapely.Polygon(bent(ring))))
    return areas


def drawn_outlines(count: int, extent: np.ndarray) -> List[shapely.Polygon]:
    """Outlines as people draw them, anywhere in an extent: 20 to 200 vertices, 0.005 to 0.2 km²."""
    random = np.random.default_rng(SEED + 1)
    outlines = []
    for _ in range(count):
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(20, 201)))
        radius = np.sqrt(random.uniform(5_000, 200_000) / np.pi) * (1 + 0.2 * np.sin(3 * angle + random.uniform(0, 6)))
        centre = random.uniform(extent[:2], extent[2:])
        outlines.append(shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + centre))
    return outlines


def median_seconds(work: Callable[[], object], repeats: int) -> Tuple[float, object]:
    """The median time of some runs after one that is not counted, and the last result."""
    result = work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), result


def real_areas() -> List[Area]:
    """The 17 LPOs derived from real boundaries, some of them invalid; empty where the folder of real data is missing."""
    folder = Path(os.environ.get("DRUGSCENE_REAL_DATA") or CHECKOUT.parent / "shared" / "data")
    path = folder / "lpo_derived_2022.geojson"
    if not path.exists():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [Area(AreaLevel.LPO, AreaCode(r["properties"]["lpo"]), "", shape(r["geometry"])) for r in rows]


class QgisJoin:
    """QGIS's join by location (largest overlap) on layers in memory."""

    def __init__(self) -> None:
        from qgis.analysis import QgsNativeAlgorithms
        from qgis.core import Qgis, QgsApplication

        self._app = QgsApplication([], False)
        self._app.initQgis()
        registry = QgsApplication.processingRegistry()
        if not registry.providerById("native"):
            registry.addProvider(QgsNativeAlgorithms(registry))
        self.version = Qgis.version()

    def close(self) -> None:
        """End QGIS."""
        self._app.exitQgis()

    def run(self, areas: List[Area], outlines: List[shapely.Polygon], repeats: int) -> Tuple[float, Dict[int, str]]:
        """The median time, and the code of each outline's area (empty for none).

        The areas are given to it mended: the algorithm knows no mending of its own.
        """
        inputs = self._layer("n:integer", list(enumerate(outlines)))
        joined = self._layer("code:string", [(str(area.code), polygonal(area.outline)) for area in areas])
        seconds, codes = median_seconds(lambda: self._join(inputs, joined), repeats)
        return seconds, {n: str(code) if code else "" for n, code in codes.items()}

    @staticmethod
    def _layer(field: str, rows: List[Tuple[object, shapely.Geometry]]) -> object:
        from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

        made = QgsVectorLayer(f"MultiPolygon?crs=EPSG:3006&field={field}&index=yes", "layer", "memory")
        features = []
        for value, outline in rows:
            geometry = QgsGeometry()
            geometry.fromWkb(shapely.to_wkb(outline))
            geometry.convertToMultiType()
            feature = QgsFeature(made.fields())
            feature.setAttributes([value])
            feature.setGeometry(geometry)
            features.append(feature)
        made.dataProvider().addFeatures(features)
        made.updateExtents()
        return made

    @staticmethod
    def _join(inputs: object, joined: object) -> Dict[int, str]:
        from qgis.core import QgsApplication, QgsFeatureRequest, QgsProcessingContext, QgsProcessingFeedback

        context = QgsProcessingContext()
        context.setInvalidGeometryCheck(QgsFeatureRequest.GeometryNoCheck)
        feedback = QgsProcessingFeedback(False)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("native:joinattributesbylocation")
        parameters = {
            "INPUT": inputs,
            "JOIN": joined,
            "PREDICATE": [0],
            "JOIN_FIELDS": ["code"],
            "METHOD": 2,
            "DISCARD_NONMATCHING": False,
            "PREFIX": "",
            "OUTPUT": "memory:",
        }
        results, ok = algorithm.run(parameters, context, feedback)
        if not ok:
            raise RuntimeError(feedback.textLog())
        output = context.takeResultLayer(results["OUTPUT"])
        return {feature["n"]: feature["code"] for feature in output.getFeatures()}


def main(count: int, repeats: int) -> int:
    """Print the table; 1 when the two disagree, else 0."""
    cases = [("generated", wriggling_areas())]
    if real_areas():
        cases.append(("real LPOs", real_areas()))
    else:
        print("no real boundaries found: set DRUGSCENE_REAL_DATA to their folder\n")
    print(
        f"{count:,} outlines; medians of {repeats} after one run not counted; from layers in memory, index included\n"
    )
    print("| areas | vertices | invalid | straddle | outside | assign_areas, s | QGIS join, s | ratio | differ |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    join = QgisJoin()
    different = 0
    for title, areas in cases:
        geometries = np.array([area.outline for area in areas], dtype=object)
        # Scenes lie in the county: one in fifty may have its centre outside of it.
        everywhere = drawn_outlines(3 * count, shapely.total_bounds(geometries))
        centres = shapely.centroid(np.array(everywhere, dtype=object))
        inside = shapely.intersects(shapely.union_all([polygonal(outline) for outline in geometries]), centres)
        outlines = [o for n, o in enumerate(everywhere) if inside[n] or n % 50 == 0][:count]
        ours, assignments = median_seconds(lambda: assign_areas(outlines, areas), repeats)  # noqa: B023
        theirs, codes = join.run(areas, outlines, repeats)
        differ = sum(str(a.code or "") != codes.get(n, "") for n, a in enumerate(assignments))
        different += differ
        print(
            f"| {len(areas)} {title} | {shapely.get_num_coordinates(geometries).sum():,} "
            f"| {(~shapely.is_valid(geometries)).sum()} | {sum(len(a.shares) > 1 for a in assignments):,} "
            f"| {sum(a.code is None for a in assignments):,} "
            f"| {ours:.3f} | {theirs:.3f} | {theirs / ours:.1f} | {differ} |"
        )
    print(f"\nQGIS {join.version}, native:joinattributesbylocation, largest overlap; ours gives all shares besides")
    join.close()
    return 1 if different else 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 3][len(given) :])))
