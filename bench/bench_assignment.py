"""How long 10,000 outlines take to find their areas: ours beside QGIS's join by location, in the same run.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_assignment.py [count] [repeats]``
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drugscene_plugin.analysis.area_assignment import assign_areas
from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel

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


def drawn_outlines(count: int) -> List[shapely.Polygon]:
    """Outlines as people draw them: 20 to 200 vertices, 0.005 to 0.2 km²."""
    random = np.random.default_rng(SEED + 1)
    outlines = []
    for _ in range(count):
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(20, 201)))
        radius = np.sqrt(random.uniform(5_000, 200_000) / np.pi) * (1 + 0.2 * np.sin(3 * angle + random.uniform(0, 6)))
        centre = random.uniform((0, 0), (COLUMNS * SIDE, ROWS * SIDE))
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


def by_qgis(areas: List[Area], outlines: List[shapely.Polygon], repeats: int) -> Tuple[float, Dict[int, str], str]:
    """The same by native:joinattributesbylocation, with the largest overlap; seconds, code by outline, version."""
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import (
        Qgis,
        QgsApplication,
        QgsFeature,
        QgsFeatureRequest,
        QgsGeometry,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsVectorLayer,
    )

    app = QgsApplication([], False)
    app.initQgis()
    if not QgsApplication.processingRegistry().providerById("native"):
        QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms(QgsApplication.processingRegistry()))

    def layer(field: str, rows: List[Tuple[object, shapely.Polygon]]) -> QgsVectorLayer:
        made = QgsVectorLayer(f"Polygon?crs=EPSG:3006&field={field}&index=yes", "layer", "memory")
        features = []
        for value, outline in rows:
            geometry = QgsGeometry()
            geometry.fromWkb(shapely.to_wkb(outline))
            feature = QgsFeature(made.fields())
            feature.setAttributes([value])
            feature.setGeometry(geometry)
            features.append(feature)
        made.dataProvider().addFeatures(features)
        made.updateExtents()
        return made

    inputs = layer("n:integer", list(enumerate(outlines)))
    joined_to = layer("code:string", [(str(area.code), area.outline) for area in areas])

    def join() -> Dict[int, str]:
        context = QgsProcessingContext()
        context.setInvalidGeometryCheck(QgsFeatureRequest.GeometryNoCheck)
        feedback = QgsProcessingFeedback(False)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("native:joinattributesbylocation")
        parameters = {
            "INPUT": inputs,
            "JOIN": joined_to,
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

    seconds, codes = median_seconds(join, repeats)
    version = Qgis.version()
    codes = {n: str(code) if code else "" for n, code in codes.items()}
    # What QGIS made must go before QGIS does.
    join = inputs = joined_to = None
    app.exitQgis()
    return seconds, codes, version


def main(count: int, repeats: int) -> int:
    """Print the table; 1 when the two disagree, else 0."""
    areas, outlines = wriggling_areas(), drawn_outlines(count)
    vertices = shapely.get_num_coordinates(np.array([a.outline for a in areas], dtype=object))
    ours, assignments = median_seconds(lambda: assign_areas(outlines, areas), repeats)
    theirs, codes, version = by_qgis(areas, outlines, repeats)
    mine = {n: str(a.code or "") for n, a in enumerate(assignments)}
    different = sum(mine[n] != codes.get(n, "") for n in mine)
    straddling = sum(len(a.shares) > 1 for a in assignments)
    print(f"{count:,} outlines ({straddling:,} straddle), {len(areas)} areas of {int(np.median(vertices)):,} vertices,")
    print(
        f"medians of {repeats} after one run not counted; both from layers in memory, index building included in ours\n"
    )
    print(f"| {'way':<58} | {'seconds':>8} | {'ratio':>6} |")
    print(f"|{'-' * 60}|{'-' * 9}:|{'-' * 7}:|")
    print(f"| {'assign_areas (all shares, ties by code)':<58} | {ours:>8.3f} | {1:>6.1f} |")
    print(f"| {f'QGIS {version} join by location, largest overlap':<58} | {theirs:>8.3f} | {theirs / ours:>6.1f} |")
    print(f"\nassigned differently: {different}")
    return 1 if different else 0


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 3][len(given) :])))
