"""Fields of the layers that algorithms make, on every version of QGIS."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import Qgis, QgsField, QgsFields
from qgis.PyQt.QtCore import QMetaType, QVariant

_NAMES: Mapping[type, str] = {str: "QString", int: "Int", float: "Double"}


def result_fields(**kinds: type) -> QgsFields:
    """Fields by name, each for values of a Python type: text, whole number or decimal."""
    fields = QgsFields()
    for name, kind in kinds.items():
        fields.append(QgsField(name, _type(kind)))
    return fields


def _type(kind: type) -> Any:
    if Qgis.versionInt() >= 33800:  # from there on QGIS wants the one, and Qt 6 no longer has the other
        return getattr(QMetaType.Type, _NAMES[kind])
    return getattr(QVariant, _NAMES[kind].removeprefix("Q"))
