"""The layers that a user wants beneath a map, as the text of a QGIS layer definition.

A layer belongs to the thread that made it; a text can be read in any, and the layers are made anew from it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Dict, Iterator, List, Sequence, Tuple

from qgis.core import (
    QgsLayerDefinition,
    QgsLayerTree,
    QgsMapLayer,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsProject,
    QgsReadWriteContext,
)
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtXml import QDomDocument

from ..domain.errors import Refusal

_NOT_FOUND = 404


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


def layers_of(definition: str, project: QgsProject) -> Tuple[List[QgsMapLayer], List[str]]:
    """The layers of a definition, made anew within a project, and the names of those that cannot be had.

    Raises:
        Refusal: ``base_unreadable``.
    """
    document, tree = QDomDocument(), QgsLayerTree()
    document.setContent(definition)
    done, reason = QgsLayerDefinition.loadLayerDefinition(document, project, tree, QgsReadWriteContext())
    if not done:
        raise Refusal("base_unreadable", layer=reason)
    found = [(node.name(), node.layer()) for node in tree.findLayers()]
    usable = [layer for _, layer in found if layer is not None and layer.isValid()]
    return usable, [name for name, layer in found if layer not in usable]


@contextmanager
def servers_watched(layers: Sequence[QgsMapLayer]) -> Iterator[Dict[str, str]]:
    """While maps are drawn in this thread: by name the layers whose server does not answer, each with the reason.

    QGIS draws what it has of such a layer and says nothing. A tile that a server does not have (404) is no fault.
    """
    silent: Dict[str, str] = {}

    def answered(reply: QgsNetworkReplyContent) -> None:
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if reply.error() != QNetworkReply.NetworkError.NoError and status != _NOT_FOUND:
            host = reply.request().url().host()
            silent.update({layer.name(): reply.errorString() for layer in layers if host in layer.source()})

    finished = QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent]
    finished.connect(answered)
    try:
        yield silent
    finally:
        finished.disconnect(answered)
