"""Make the sample store, if absent, and a QGIS project that opens it with the plugin's panel.

Usage: make_project.py FOLDER. Makes FOLDER/sample.gpkg and FOLDER/sample.qgz.
"""

from __future__ import annotations

import sys
from pathlib import Path

from headless import qgis_session

ROUND = "2025"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "sample.gpkg"
    with qgis_session() as run:
        if not store.exists():
            run("drugscene:createstore", {"STORE": str(store), "SAMPLE": True})
        write_project(folder / "sample.qgz", store)


def write_project(path: Path, store: Path) -> None:
    """A project without layers: the plugin adds them when it reads which store and round the project names."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsReferencedRectangle

    crs = QgsCoordinateReferenceSystem("EPSG:3006")
    project = QgsProject()
    project.setTitle("Drugscene: the sample county")
    project.setCrs(crs)
    project.writeEntry("drugscene", "/store", str(store))
    project.writeEntry("drugscene", "/round", ROUND)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent(store), crs))
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
    main(Path(sys.argv[1]).resolve())
