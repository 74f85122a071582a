"""Answers to a survey, as columns: read from any layer or table that QGIS opens, never kept."""

from __future__ import annotations

import hashlib
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from qgis.core import QgsFeatureSource, QgsWkbTypes

from ..analysis.incident_columns import text_of
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from .csv_columns import CsvFile
from .incident_source import FileDigest, Reprojection
from .source_layers import features, plain_value


class ReadColumns(NamedTuple):
    """Columns by field, places (n, 2) in the wanted CRS where the layer has points, and the SHA-256 of all that was read."""

    values: Dict[str, List[object]]
    places: Optional[np.ndarray]
    sha256: str


def read_columns(
    source: QgsFeatureSource, fields: Sequence[str], to_crs: str, progress: Progress = QUIET
) -> ReadColumns:
    """Some fields of a layer of points or a table without geometry, in the layer's order.

    Raises:
        Refusal: the layer is one of lines or polygons, or has no CRS.
        Cancelled: the user stopped.
    """
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind not in (QgsWkbTypes.PointGeometry, QgsWkbTypes.NullGeometry):
        raise Refusal("layer_not_points", layer=source.sourceName(), kind=QgsWkbTypes.displayString(source.wkbType()))
    spatial = kind == QgsWkbTypes.PointGeometry
    crs = source.sourceCrs()
    if spatial and not crs.isValid():
        raise Refusal("layer_without_crs", layer=source.sourceName())
    known = source.fields().names()
    indexes = {field: known.index(field) for field in fields}
    values: Dict[str, List[object]] = {field: [] for field in fields}
    points: List[Tuple[float, float]] = []
    digest, total = hashlib.sha256(), max(source.featureCount(), 1)
    for number, feature in enumerate(features(source), start=1):
        if number % 500 == 1:
            stop_if_cancelled(progress)
            progress.report(min(1.0, number / total))
        row: List[object] = []
        for field, index in indexes.items():
            value = plain_value(feature.attribute(index))
            values[field].append(value)
            row.append(value)
        if spatial:
            geometry = feature.geometry()
            lies = not geometry.isNull() and not geometry.isEmpty() and not geometry.isMultipart()
            point = geometry.asPoint() if lies else None
            points.append((point.x(), point.y()) if point is not None else (np.nan, np.nan))
            row.append(points[-1])
        digest.update(repr(row).encode("utf-8", "replace"))
    places = None
    if spatial:
        own = np.array(points, dtype=float).reshape(-1, 2)
        x, y = Reprojection(crs.authid() or crs.toWkt(), to_crs)(
            np.ascontiguousarray(own[:, 0]), np.ascontiguousarray(own[:, 1])
        )
        places = np.column_stack([x, y])
    return ReadColumns(values, places, digest.hexdigest())


def read_text_columns(path: str, fields: Sequence[str], progress: Progress = QUIET) -> ReadColumns:
    """Some columns of a text file as texts, whatever its delimiter and encoding; the digest is the file's.

    Raises:
        Refusal: it cannot be read, or lacks a column.
        Cancelled: the user stopped.
    """
    file = CsvFile(path)
    for field in fields:
        if field not in file.names:
            raise Refusal("incident_field_missing", field=field, location=path, known=", ".join(file.names))
    values: Dict[str, List[object]] = {field: [] for field in fields}
    for block in file.blocks(list(dict.fromkeys(fields))):
        stop_if_cancelled(progress)
        for field, column in block.items():
            values[field].extend(text_of(value) for value in column.tolist())
    progress.report(1.0)
    return ReadColumns(values, None, FileDigest([path]).hexdigest())


def places_of_columns(x: Sequence[object], y: Sequence[object], to_crs: str) -> np.ndarray:
    """Places (n, 2) from two columns of coordinates: degrees where most could be, else in the wanted CRS; NaN for none."""
    east, north = (np.array([_number(value) for value in column], dtype=float) for column in (x, y))
    known = np.isfinite(east) & np.isfinite(north)
    small = known & (np.abs(east) <= 180) & (np.abs(north) <= 180)
    crs = "EPSG:4326" if 2 * small.sum() > known.sum() else to_crs
    return np.column_stack(Reprojection(crs, to_crs)(east, north))


def _number(value: object) -> float:
    try:
        return float(str(value).strip().replace(",", "."))
    except ValueError:
        return float("nan")
