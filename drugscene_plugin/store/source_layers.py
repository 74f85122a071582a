"""What a layer that somebody brings holds, as plain rows: outlines in the store's CRS, values without Qt in them."""

from __future__ import annotations

import json
from typing import Any, List, Mapping, Optional, Sequence

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant
from shapely.geometry.base import BaseGeometry

from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..workflow.source_row import SourceRow


def read_rows(
    source: QgsFeatureSource,
    to_crs: str,
    transform_context: QgsCoordinateTransformContext,
    progress: Progress = QUIET,
) -> List[SourceRow]:
    """Every feature of a layer as a row, numbered from 1 in the layer's order.

    Geometries are brought to ``to_crs`` (an authority id), curves become segments, Z and M values go. A geometry that
    cannot be read or transformed is a row's problem, not the layer's.

    Raises:
        Refusal: the layer is not one of polygons, or has no CRS.
        Cancelled: the user asked to stop.
    """
    require_polygons(source)
    reader = _GeometryReader(source.sourceCrs(), to_crs, transform_context)
    names = [field.name() for field in source.fields()]
    total = max(source.featureCount(), 1)
    rows: List[SourceRow] = []
    for number, feature in enumerate(features(source), start=1):
        if number % 100 == 1:
            stop_if_cancelled(progress)
            progress.report(min(1.0, number / total))
        rows.append(_row(number, feature, names, reader))
    return rows


def features(source: QgsFeatureSource) -> Any:
    """The features of a layer, invalid ones too: Processing would stop at the first of these, and an import mends them."""
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(QgsFeatureRequest(), QgsProcessingFeatureSource.FlagSkipGeometryValidityChecks)
    return source.getFeatures()


def require_polygons(source: QgsFeatureSource) -> None:
    """Refuse a layer that can hold no polygons, or that does not say in which CRS they are.

    Raises:
        Refusal: naming the layer.
    """
    kind = source.wkbType()
    polygons = QgsWkbTypes.geometryType(kind) == QgsWkbTypes.PolygonGeometry
    mixed = QgsWkbTypes.flatType(kind) in (QgsWkbTypes.Unknown, QgsWkbTypes.GeometryCollection)
    if not polygons and not mixed:
        raise Refusal("layer_not_polygons", layer=source.sourceName(), kind=QgsWkbTypes.displayString(kind))
    if mixed and not source.sourceCrs().isValid():  # QGIS takes such a layer for a table, and forgets its CRS
        raise Refusal("layer_mixed", layer=source.sourceName(), kind=QgsWkbTypes.displayString(kind))
    if not source.sourceCrs().isValid():
        raise Refusal("layer_without_crs", layer=source.sourceName())


class _GeometryReader:
    """Turns geometries of one CRS into shapely's, in another."""

    def __init__(self, crs: QgsCoordinateReferenceSystem, to_crs: str, context: QgsCoordinateTransformContext) -> None:
        target = QgsCoordinateReferenceSystem(to_crs)
        if not target.isValid():
            raise Refusal("crs_unknown", crs=to_crs)
        self._crs, self._to_crs = crs, to_crs
        self._transform = QgsCoordinateTransform(crs, target, context)

    def read(self, geometry: QgsGeometry) -> Optional[BaseGeometry]:
        """The geometry, or None where there is none.

        Raises:
            Refusal: it cannot be transformed, or is none that shapely can hold.
        """
        if geometry.isNull():
            return None
        flat = QgsGeometry(geometry)
        if QgsWkbTypes.isCurvedType(flat.wkbType()):
            # Before the transformation: of a curve only the vertices that define it would be moved.
            flat.convertToStraightSegment()
        try:
            flat.transform(self._transform)
        except QgsCsException as error:
            raise self._not_transformable(str(error)) from error
        if geometry.boundingBox().isFinite() and not flat.boundingBox().isFinite():
            raise self._not_transformable(geometry.boundingBox().toString(1))  # some ways there say no more
        flat.get().dropZValue()
        flat.get().dropMValue()
        return self._shape(flat)

    def _not_transformable(self, reason: str) -> Refusal:
        return Refusal("outline_not_transformable", crs=self._crs.authid(), to_crs=self._to_crs, reason=reason)

    def _shape(self, flat: QgsGeometry) -> BaseGeometry:
        shape = _from_wkb(flat)
        if shape is None:  # a ring of three points, say: QGIS holds what GEOS refuses
            shape = _from_wkb(flat.makeValid())
        if shape is None:
            kind = QgsWkbTypes.displayString(flat.wkbType())
            raise Refusal("row_outline_unreadable", kind=kind, wkt=flat.asWkt(2)[:80])
        return shape


def _from_wkb(geometry: QgsGeometry) -> Optional[BaseGeometry]:
    return None if geometry.isNull() else shapely.from_wkb(geometry.asWkb().data(), on_invalid="ignore")


def _row(number: int, feature: QgsFeature, names: Sequence[str], reader: _GeometryReader) -> SourceRow:
    values = {name: plain_value(value) for name, value in zip(names, feature.attributes())}
    try:
        return SourceRow(number, reader.read(feature.geometry()), values)
    except Refusal as problem:
        return SourceRow(number, None, values, problem)


def plain_value(value: Any) -> Any:
    """An attribute as a plain value: text, number, boolean, a list of text; days and times as ISO text; NULL as None."""
    if isinstance(value, QVariant):
        value = None if value.isNull() else value.value()
    if isinstance(value, (QDate, QDateTime, QTime)):
        return value.toString(Qt.DateFormat.ISODate) if value.isValid() else None
    if isinstance(value, (QByteArray, bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, (list, tuple)):
        return [item if isinstance(item, str) else str(item) for item in map(plain_value, value) if item is not None]
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value
