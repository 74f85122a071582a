"""The two ways that QGIS has: join attributes by location, and count points in polygon, once per group."""

from __future__ import annotations

from collections import Counter
from typing import Any, Callable, Dict, Tuple

from .clock import begin
from .county import AREAS
from .tables import Tables, by_group, compared_groups, layers


def _qgis() -> Tuple[Callable[..., Any], Callable[..., Any], object]:
    """A function that runs an algorithm, one that opens a layer, and what must stay alive meanwhile."""
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    registry = QgsApplication.processingRegistry()
    if not registry.providerById("native"):
        registry.addProvider(QgsNativeAlgorithms(registry))
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)

    def run(algorithm: str, **parameters: object) -> Any:
        results, ok = registry.createAlgorithmById(algorithm).run(
            {**parameters, "OUTPUT": "memory:"}, context, feedback
        )
        if not ok:
            raise RuntimeError(feedback.textLog())
        return context.takeResultLayer(results["OUTPUT"])

    def opened(path: str, name: str) -> Any:
        return QgsVectorLayer(f"{path}|layername={name}", name, "ogr")

    return run, opened, application


def by_join(path: str, rounds: int) -> Tables:
    """Join attributes by location; bands by buffers. The points go in one by one, as the algorithm has it."""
    run, opened, _kept = _qgis()
    begin()
    points = opened(path, "points")

    def counted(name: str) -> Dict[str, int]:
        joined = run(
            "native:joinattributesbylocation", INPUT=points, JOIN=opened(AREAS, name), PREDICATE=[0],
            JOIN_FIELDS=["code"], METHOD=1, DISCARD_NONMATCHING=True, PREFIX="a_",
        )  # fmt: skip
        found = Counter((feature["a_code"], feature["BROTTSKOD"]) for feature in joined.getFeatures())
        return by_group((area, code, many) for (area, code), many in found.items())

    return {name: counted(name) for name in layers(rounds)}


def by_counting(path: str, rounds: int) -> Tables:
    """Count points in polygon, with the layer filtered to one group after the other; the GeoPackage's index finds them."""
    run, opened, _kept = _qgis()
    begin()
    points = opened(path, "points")
    tables: Tables = {name: {} for name in layers(rounds)}
    for group, codes in compared_groups().items():
        quoted = ", ".join(f"'{code}'" for code in sorted(codes))
        points.setSubsetString(f"BROTTSKOD IN ({quoted})")
        for name, table in tables.items():
            found = run("native:countpointsinpolygon", POLYGONS=opened(AREAS, name), POINTS=points, FIELD="N")
            counts = {f"{feature['code']} {group}": int(feature["N"]) for feature in found.getFeatures()}
            table.update({key: many for key, many in counts.items() if many})
    return tables
