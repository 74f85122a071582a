"""Where the map looks: to scenes, wherever they lie, in whatever CRS the map is."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import QgsCsException, QgsFeatureRequest, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas


def extent_of(layer: QgsVectorLayer, handles: Sequence[int]) -> QgsRectangle:
    """The rectangle around features, in the layer's CRS; empty where there are none."""
    box = QgsRectangle()
    if not handles:
        return box
    if len(handles) == layer.selectedFeatureCount() and set(handles) == set(layer.selectedFeatureIds()):
        return layer.boundingBoxOfSelected()  # the same, without a Python object for each
    request = QgsFeatureRequest().setFilterFids(list(handles)).setNoAttributes()
    for feature in layer.getFeatures(request):
        if feature.hasGeometry():
            box.combineExtentWith(feature.geometry().boundingBox())
    return box


def _on_map(canvas: QgsMapCanvas, layer: QgsVectorLayer, box: QgsRectangle) -> Optional[QgsRectangle]:
    try:
        return canvas.mapSettings().layerExtentToOutputExtent(layer, box)
    except QgsCsException:
        return None


def zoom_to(
    canvas: QgsMapCanvas, layer: QgsVectorLayer, handles: Sequence[int], box: Optional[QgsRectangle] = None
) -> None:
    """Show features of a layer, or a rectangle in its CRS, with some room around."""
    seen = _on_map(canvas, layer, extent_of(layer, handles) if box is None else box)
    if seen is None or seen.isNull():
        return
    seen.scale(1.6)
    canvas.setExtent(seen)
    canvas.refresh()


def pan_if_hidden(canvas: QgsMapCanvas, layer: QgsVectorLayer, handles: Sequence[int]) -> None:
    """Move the map to features that it does not show, at the scale it has."""
    seen = _on_map(canvas, layer, extent_of(layer, handles))
    if seen is None or seen.isNull() or canvas.extent().intersects(seen):
        return
    canvas.setCenter(seen.center())
    canvas.refresh()


def flash(canvas: QgsMapCanvas, layer: QgsVectorLayer, handles: Sequence[int]) -> None:
    """Flash features on the map."""
    if handles:
        canvas.flashFeatureIds(layer, list(handles))
