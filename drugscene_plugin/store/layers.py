"""Map layers that show what a store holds: areas, and the outlines of other rounds.

Layers are found by what they are, written into a custom property, never by their name in the legend: a person may call
them as they like.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import DefaultDict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple

import shapely
from qgis.core import (
    QgsAnnotationLayer,
    QgsAnnotationPolygonItem,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument, QDomElement
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area, AreaLevel
from ..domain.errors import Refusal
from ..domain.scene import Scene
from .connection import check_geopackage
from .schema import AREAS
from .working_layer import WORKING_COPY_PROPERTY, flat_wkb, to_layer

LAYER_PROPERTY = "drugscene/layer"
"""The custom property that says what a layer shows, as JSON."""

AREA_KIND = "areas"
GHOST_KIND = "ghosts"
FIGURE_KIND = "figure"

GHOST_COLOUR = "#c1272d"
"""Maps of this field draw the old outline red and the new one blue."""

GHOST_WIDTH_MM = 0.3


def area_layer(store_location: str, level: AreaLevel, day: date, label: str) -> QgsVectorLayer:
    """The areas of one level that are valid on a day, as a layer that cannot be edited; ``label`` is its legend name.

    Raises:
        Refusal: there is no store in a file at that place.
    """
    check_geopackage(store_location)
    parts = {"path": store_location, "layerName": AREAS.name, "subset": _valid_on(level, day)}
    layer = QgsVectorLayer(QgsProviderRegistry.instance().encodeUri("ogr", parts), label, "ogr")
    if not layer.isValid():
        raise Refusal("store_not_a_store", location=store_location)
    return _of_areas(layer, store_location, level, day)


def shared_area_layer(
    store_location: str, level: AreaLevel, day: date, label: str, areas: Sequence[Area], crs: str
) -> QgsVectorLayer:
    """The same for a shared store, with what was read of it, ``areas``, in memory.

    QGIS draws the areas anew after each name that is edited, and would ask for a password then if there is no connection.
    """
    layer = QgsVectorLayer(_AREA_FIELDS, label, "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    show_areas(layer, areas)
    return _of_areas(layer, store_location, level, day)


def _of_areas(layer: QgsVectorLayer, store_location: str, level: AreaLevel, day: date) -> QgsVectorLayer:
    layer.setReadOnly(True)
    mark(layer, AREA_KIND, store=store_location, level=level.value, day=day.isoformat())
    return layer


def show_areas(layer: QgsVectorLayer, areas: Sequence[Area]) -> None:
    """Draw areas in their layer as they are now."""
    provider = layer.dataProvider()
    if layer.providerType() == "memory":
        features = []
        for area, outline in zip(areas, flat_wkb([area.outline for area in areas])):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([to_layer(v) for v in (str(area.code), area.name, area.valid_from, area.valid_to)])
            geometry = QgsGeometry()
            geometry.fromWkb(outline)
            feature.setGeometry(geometry)
            features.append(feature)
        provider.truncate()
        provider.addFeatures(features)
        layer.updateExtents()
    else:
        layer.reload()
    layer.triggerRepaint()


_AREA_FIELDS = "MultiPolygon?field=code:string&field=name:string&field=valid_from:date&field=valid_to:date"


def _valid_on(level: AreaLevel, day: date) -> str:
    return (
        f"\"level\" = '{level.value}'"
        f' AND ("valid_from" IS NULL OR "valid_from" <= \'{day.isoformat()}\')'
        f' AND ("valid_to" IS NULL OR "valid_to" >= \'{day.isoformat()}\')'
    )


def ghost_layer(
    project: QgsProject,
    scenes: Iterable[Scene],
    crs: str,
    label: str = "",
    round: Optional[str] = None,
    colour: str = GHOST_COLOUR,
) -> QgsAnnotationLayer:
    """The outlines of another round as thin lines that cannot be snapped to, selected or grabbed with the vertex tool.

    It is an annotation layer: no tool for features knows of it.
    """
    options = QgsAnnotationLayer.LayerOptions(project.transformContext())
    layer = QgsAnnotationLayer(label, options)
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": str(GHOST_WIDTH_MM)})
    for bundle in _bundles([scene.outline for scene in scenes]):
        rings = QgsGeometry()
        rings.fromWkb(bundle)
        item = QgsAnnotationPolygonItem(rings.constGet().clone())
        item.setSymbol(symbol.clone())
        layer.addItem(item)
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    mark(layer, GHOST_KIND, **({} if round is None else {"round": round}))
    return layer


def leave_ghosts_out(layer: QgsMapLayer, element: QDomElement, document: QDomDocument) -> None:
    """Keep the outlines of other rounds, and scenes coloured by a figure, out of project files, which travel farther than
    the store: a slot for ``QgsProject.writeMapLayer``.

    The layer itself is written, empty; whoever opens the project fills or drops it.
    """
    if not any(_is(layer, {"kind": kind}) for kind in (GHOST_KIND, FIGURE_KIND)):
        return
    items = element.firstChildElement("items")
    while items.hasChildNodes():  # with no such element at all QGIS takes the layer for one that it cannot find
        items.removeChild(items.firstChild())


_TILE_M = 5_000.0
"""The rings of outlines that begin within a square of this side are drawn as one item."""


def _bundles(outlines: Iterable[Optional[BaseGeometry]]) -> Iterator[bytes]:
    """The rings of outlines, neighbours together, each bundle as the WKB of one polygon: it is drawn without filling,
    so that nobody sees which ring is called the outer one. QGIS copies every item whenever it draws the map.

    One after another: written all at once, those of a large round keep Python from the window for a tenth of a second.
    """
    kept = [outline for outline in outlines if outline is not None]
    rings = shapely.get_rings(shapely.get_parts(kept)) if kept else []
    tiles: DefaultDict[Tuple[int, int], List[BaseGeometry]] = defaultdict(list)
    for ring in rings:
        west, south, *_ = ring.bounds
        tiles[int(west // _TILE_M), int(south // _TILE_M)].append(ring)
    for first, *others in tiles.values():
        yield shapely.to_wkb(shapely.Polygon(first, others), output_dimension=2, byte_order=1)


def mark(layer: QgsMapLayer, kind: str, **identity: str) -> None:
    """Write into a layer what it shows, so that it is found again."""
    said = json.dumps({"kind": kind, **identity}, sort_keys=True)
    layer.setCustomProperty(LAYER_PROPERTY, said)
    if isinstance(layer, QgsAnnotationLayer):  # QGIS 3.22 leaves their custom properties out of project files
        metadata = layer.metadata()
        metadata.setIdentifier(said)
        layer.setMetadata(metadata)


def find_layers(project: QgsProject, kind: str, **identity: str) -> List[QgsMapLayer]:
    """The layers of a kind whose identity has these values, in the order of their ids.

    >>> find_layers(project, AREA_KIND, level="lpo")  # doctest: +SKIP
    """
    return [layer for _, layer in sorted(project.mapLayers().items()) if _is(layer, {"kind": kind, **identity})]


def find_layer(project: QgsProject, kind: str, **identity: str) -> Optional[QgsMapLayer]:
    """The first such layer, or None."""
    found = find_layers(project, kind, **identity)
    return found[0] if found else None


def find_working_copy_layers(
    project: QgsProject, store_location: Optional[str] = None, round: Optional[str] = None
) -> List[QgsVectorLayer]:
    """The working copies in a project: of all stores and rounds, or of one."""
    wanted = {k: v for k, v in (("store", store_location), ("round", round)) if v is not None}
    return [
        layer
        for _, layer in sorted(project.mapLayers().items())
        if isinstance(layer, QgsVectorLayer) and _says(layer.customProperty(WORKING_COPY_PROPERTY), wanted)
    ]


def _is(layer: QgsMapLayer, wanted: Mapping[str, str]) -> bool:
    return _says(layer.customProperty(LAYER_PROPERTY) or layer.metadata().identifier(), wanted)


def _says(text: object, wanted: Mapping[str, str]) -> bool:
    """Whether a text is JSON with these values; what somebody else wrote there says nothing."""
    try:
        said = json.loads(str(text))
    except ValueError:
        return False
    return isinstance(said, dict) and all(said.get(key) == value for key, value in wanted.items())
