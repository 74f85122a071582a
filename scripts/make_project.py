"""Make the sample store, if absent, and a QGIS project that opens it with the plugin's panel.

Usage: make_project.py FOLDER [--large]. Makes FOLDER/sample.gpkg, FOLDER/sample.qgz, and the follow-up's input beside them;
or else large.gpkg and large.qgz, with a round of so many scenes that its work can be stopped halfway.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional

from headless import qgis_session
from sample_input import KINDS, write_point_layers, write_sample_input

ROUND = "2025"
LARGE = 30_000
MEASURED = "2024"  # the last round with incidents of its year


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "sample.gpkg"
    with qgis_session() as run:
        if not store.exists():
            run("drugscene:createstore", {"STORE": str(store), "SAMPLE": True})
        write_project(folder / "sample.qgz", store, write_input(folder))


def make_large(folder: Path) -> None:
    with qgis_session():
        from bench.bench_checks import ROUND as LARGE_ROUND
        from bench.bench_checks import county
        from drugscene_plugin.store import create_store

        store = folder / "large.gpkg"
        store.unlink(missing_ok=True)
        areas, scenes = county(LARGE)
        made = create_store(str(store), "EPSG:3006")
        made.add_areas(areas, "large")
        made.add_round(LARGE_ROUND, scenes, "large")
        write_project(folder / "large.qgz", store)


def write_input(folder: Path) -> dict[str, str]:
    """What the follow-up can be tried on, as sources of layers by name."""
    points = folder / "sample_input.gpkg"
    files = write_sample_input(folder, MEASURED)
    write_point_layers(points, files)
    others = {name: str(files[name]) for name in ("totals", "land", "towns")}
    return {**{name: f"{points}|layername={name}" for name in KINDS}, **others}


def write_project(path: Path, store: Path, sources: Optional[dict[str, str]] = None, location: str = "") -> None:
    """A project with the follow-up's input, if any, out of sight: the plugin adds its own layers when it reads which store
    and round the project names. ``location`` is where the store has been copied to, if it has."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsReferencedRectangle, QgsVectorLayer

    crs = QgsCoordinateReferenceSystem("EPSG:3006")
    project = QgsProject()
    project.setTitle("Drugscene: the sample county")
    project.setCrs(crs)
    project.writeEntry("drugscene", "/store", location or str(store))
    project.writeEntry("drugscene", "/round", ROUND)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent(store), crs))
    if sources:
        group = project.layerTreeRoot().addGroup("Sample input")
        for name, source in sources.items():
            layer = QgsVectorLayer(source, f"Sample {name}", "ogr")
            project.addMapLayer(layer, False)
            group.addLayer(layer).setItemVisibilityChecked(False)
        group.setExpanded(False)
    if not project.write(str(path)):
        raise OSError(f"cannot write the project {path}: {project.error()}")


def extent(store: Path):
    """What all the layers of the store cover, with a margin."""
    from qgis.core import QgsRectangle, QgsVectorLayer

    whole = QgsRectangle()
    whole.setMinimal()
    opened = QgsVectorLayer(str(store), "store", "ogr")
    for name in opened.dataProvider().subLayers():
        table = name.split("!!::!!")[1]
        layer = QgsVectorLayer(f"{store}|layername={table}", table, "ogr")
        if layer.isSpatial() and layer.featureCount():
            whole.combineExtentWith(layer.extent())
    whole.scale(1.05)
    return whole


if __name__ == "__main__":
    make = make_large if "--large" in sys.argv else main
    make(Path(sys.argv[1]).resolve())
