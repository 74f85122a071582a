"""Scenes coloured by a figure, on the map in a group of their own, until somebody takes them away."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import QgsLayerTreeGroup, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal
from shapely.geometry.base import BaseGeometry

from ..analysis.classes import value_classes
from ..domain.scene import SceneId
from ..store.figure_layer import Shade, figure_layer
from ..store.layers import FIGURE_KIND, find_layers
from ..texts import translate
from ..texts.numbers import number_text, rounded_text

FIGURES_PROPERTY = "drugscene/figures"
"""The custom property of the layer tree's group."""


class FigureMap(QObject):
    """One figure at a time. What an earlier session or a saved project left is taken away."""

    gone = pyqtSignal()
    """No scene is coloured any more: taken away here, or by somebody in QGIS's list of layers."""

    def __init__(self, canvas: QgsMapCanvas, project: QgsProject, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._canvas, self._project = canvas, project
        project.readProject.connect(self._project_read)
        project.layersRemoved.connect(self._layers_removed)

    def close(self) -> None:
        """Take everything off the map."""
        self._project.readProject.disconnect(self._project_read)
        self._project.layersRemoved.disconnect(self._layers_removed)
        self.clear()

    def show(
        self,
        title: str,
        crs: str,
        outlines: Mapping[SceneId, BaseGeometry],
        values: Mapping[SceneId, Optional[float]],
    ) -> None:
        """Colour scenes by their values under a title; those without a value are grey."""
        self.clear()
        group = QgsLayerTreeGroup(translate("Drugscene", "Follow-up"))
        group.setCustomProperty(FIGURES_PROPERTY, "yes")
        group.setExpanded(False)  # QGIS's list opens it only when that changes
        self._project.layerTreeRoot().insertChildNode(0, group)
        layer = figure_layer(self._project, title, crs, _shades(outlines, values))
        self._project.addMapLayer(layer, False)
        for node in (group.addLayer(layer), group):
            node.setExpanded(True)

    def clear(self) -> None:
        """Take the coloured scenes off the map, with their group."""
        found = find_layers(self._project, FIGURE_KIND)
        self._project.removeMapLayers([layer.id() for layer in found])
        for group in self._project.layerTreeRoot().findGroups(True):
            if group.customProperty(FIGURES_PROPERTY) and not group.children():
                group.parent().removeChildNode(group)
        if found:
            self._canvas.refresh()  # without being asked QGIS 3.22 leaves a layer of annotations on the picture

    def _layers_removed(self, _ids: Sequence[str]) -> None:
        if not find_layers(self._project, FIGURE_KIND):
            self.gone.emit()

    def _project_read(self, *_: object) -> None:
        self.clear()


def _shades(outlines: Mapping[SceneId, BaseGeometry], values: Mapping[SceneId, Optional[float]]) -> Sequence[Shade]:
    known = {scene: value for scene, value in values.items() if value is not None and scene in outlines}
    shades = []
    for one in value_classes(list(known.values())):
        inside = [outlines[scene] for scene, value in known.items() if one.low <= value <= one.high]
        ends = [number_text(end) if isinstance(end, int) else rounded_text(end) for end in dict.fromkeys(one)]
        shades.append(Shade("–".join(ends), inside))
    unknown = [outline for scene, outline in outlines.items() if scene not in known]
    if unknown:
        shades.append(Shade(translate("Drugscene", "no figure"), unknown, known=False))
    return shades
