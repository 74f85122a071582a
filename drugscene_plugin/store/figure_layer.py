"""Scenes coloured by a figure of the follow-up, with a legend, as a layer that no tool can select, edit or snap to."""

from __future__ import annotations

from typing import Any, List, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsAnnotationLayer,
    QgsAnnotationPolygonItem,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayerTreeLayer,
    QgsMapLayerLegend,
    QgsProject,
    QgsSimpleLegendNode,
    QgsSymbolLayerUtils,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QIcon
from shapely import to_wkb
from shapely.geometry.base import BaseGeometry

from .layers import FIGURE_KIND, mark

_NO_VALUE = "#b8b8b8"
_SHADES = ("#fed976", "#feb24c", "#fd8d3c", "#e31a1c", "#800026")
"""From light to dark (ColorBrewer's YlOrRd), told apart by those who see no red."""

_EDGE_MM = 0.6
"""Scenes are small: at the scale of a county the edge is all that is seen of them."""


_FILL = 0.6
"""How much of what is beneath a scene its filling hides."""


class Shade(NamedTuple):
    """A class of the map: its text in the legend, and the outlines of the scenes in it. ``known``: they have a value."""

    text: str
    outlines: Sequence[BaseGeometry]
    known: bool = True


class _Legend(QgsMapLayerLegend):
    """A line a class in QGIS's list of layers."""

    def __init__(self, lines: Sequence[Tuple[str, QgsFillSymbol]]) -> None:
        super().__init__()
        self._lines = lines

    def createLayerTreeModelLegendNodes(self, node: QgsLayerTreeLayer) -> List[Any]:  # noqa: N802
        return [
            QgsSimpleLegendNode(
                node,
                text,
                QIcon(QgsSymbolLayerUtils.symbolPreviewPixmap(symbol, QSize(16, 16))),
                self,
                f"class{number}",
            )
            for number, (text, symbol) in enumerate(self._lines)
        ]


def figure_layer(project: QgsProject, title: str, crs: str, shades: Sequence[Shade]) -> QgsAnnotationLayer:
    """The scenes of all classes under a title, each class in its colour."""
    layer = QgsAnnotationLayer(title, QgsAnnotationLayer.LayerOptions(project.transformContext()))
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    lines: List[Tuple[str, QgsFillSymbol]] = []
    known = [shade for shade in shades if shade.known]
    for shade in shades:
        symbol = _symbol(_colour(known.index(shade), len(known)) if shade.known else _NO_VALUE)
        lines.append((shade.text, symbol))
        for outline in shade.outlines:
            for part in getattr(outline, "geoms", [outline]):
                geometry = QgsGeometry()
                geometry.fromWkb(to_wkb(part, output_dimension=2))
                item = QgsAnnotationPolygonItem(geometry.constGet().clone())
                item.setSymbol(symbol.clone())
                layer.addItem(item)
    layer.setLegend(_Legend(lines))
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    mark(layer, FIGURE_KIND)
    return layer


def _colour(number: int, of: int) -> str:
    """The colour of a class: the lightest of the first, the darkest of the last."""
    return _SHADES[-1] if of < 2 else _SHADES[round(number * (len(_SHADES) - 1) / (of - 1))]


def _symbol(colour: str) -> QgsFillSymbol:
    fill = QColor(colour)
    fill.setAlphaF(_FILL)
    colours = {"color": QgsSymbolLayerUtils.encodeColor(fill), "outline_color": colour}
    return QgsFillSymbol.createSimple({**colours, "outline_width": str(_EDGE_MM)})
