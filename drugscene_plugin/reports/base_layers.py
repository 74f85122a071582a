"""The layers that a user wants beneath a map, as the text of a QGIS layer definition.

A layer belongs to the thread that made it; a text can be read in any, and the layers are made anew from it.
"""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsLayerDefinition, QgsLayerTree, QgsMapLayer, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

from ..domain.errors import Refusal


def base_definition(layers: Sequence[QgsMapLayer]) -> str:
    """The layers' definition, the first on top; blank for none. To be called where the layers live.

    Raises:
        Refusal: ``base_in_memory`` for a scratch layer, whose features no definition holds.
    """
    if not layers:
        return ""
    tree = QgsLayerTree()
    for layer in layers:
        if layer.providerType() == "memory":
            raise Refusal("base_in_memory", layer=layer.name())
        tree.addLayer(layer)
    document = QDomDocument("qgis-layer-definition")
    done, reason = QgsLayerDefinition.exportLayerDefinition(document, tree.children(), QgsReadWriteContext())
    if not done:
        raise Refusal("base_unreadable", layer=reason)
    return str(document.toString())
