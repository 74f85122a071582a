"""The layers that algorithms make: their fields, on every version of QGIS, and how they are written."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Mapping, Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from .given import Given

_NAMES: Mapping[type, str] = {str: "QString", int: "Int", float: "Double"}


def result_fields(**kinds: type) -> QgsFields:
    """Fields by name, each for values of a Python type: text, whole number or decimal."""
    fields = QgsFields()
    for name, kind in kinds.items():
        fields.append(QgsField(name, _type(kind)))
    return fields


def write_layer(
    algorithm: QgsProcessingAlgorithm,
    given: Given,
    name: str,
    fields: QgsFields,
    features: Iterable[QgsFeature],
    kind: QgsWkbTypes.Type = QgsWkbTypes.NoGeometry,
    crs: Optional[QgsCoordinateReferenceSystem] = None,
) -> Dict[str, Any]:
    """Write features into the layer of a parameter, where that is asked for; the results. Without a kind, a table.

    Raises:
        QgsProcessingException: the layer cannot be made, or does not take a feature.
    """
    if given.plain(name) is None:
        return {}
    where = (given.parameters, name, given.context, fields, kind, crs or QgsCoordinateReferenceSystem())
    sink, destination = algorithm.parameterAsSink(*where)
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(given.parameters, name))
    for feature in features:
        if not sink.addFeature(feature, QgsFeatureSink.FastInsert):
            raise QgsProcessingException(sink.lastError() or algorithm.invalidSinkError(given.parameters, name))
    del sink  # closes the file
    return {name: destination}


def row_feature(fields: QgsFields, values: Iterable[Any]) -> QgsFeature:
    """A row of a table, as a feature."""
    feature = QgsFeature(fields)
    feature.setAttributes(list(values))
    return feature


def _type(kind: type) -> Any:
    if Qgis.versionInt() >= 33800:  # from there on QGIS wants the one, and Qt 6 no longer has the other
        return getattr(QMetaType.Type, _NAMES[kind])
    return getattr(QVariant, _NAMES[kind].removeprefix("Q"))
