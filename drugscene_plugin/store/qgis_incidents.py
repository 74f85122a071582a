"""Incidents of layers that only QGIS reads: in memory, from a service, with unsaved edits, a selection."""

from __future__ import annotations

import hashlib
from typing import Any, Generator, List, Optional, Sequence, Tuple

import numpy as np
from qgis.core import QgsFeatureRequest, QgsFeatureSource, QgsWkbTypes

from ..analysis.incident_batches import IncidentBatch
from ..domain.errors import Refusal
from ..domain.incident_fields import IncidentFields
from .incident_source import BATCH_ROWS, ReprojectedSource, columns_of_rows, numbers_in
from .source_layers import plain_value


class QgisIncidents(ReprojectedSource):
    """Incidents in a layer that only QGIS reads. Its digest is that of the columns read."""

    def __init__(self, source: QgsFeatureSource, fields: IncidentFields, to_crs: str) -> None:
        kind = QgsWkbTypes.geometryType(source.wkbType())
        if kind not in (QgsWkbTypes.PointGeometry, QgsWkbTypes.NullGeometry):
            raise Refusal(
                "layer_not_points", layer=source.sourceName(), kind=QgsWkbTypes.displayString(source.wkbType())
            )
        self._spatial = kind == QgsWkbTypes.PointGeometry
        if self._spatial and not source.sourceCrs().isValid():
            raise Refusal("layer_without_crs", layer=source.sourceName())
        super().__init__(
            fields, source.sourceCrs().authid() or source.sourceCrs().toWkt() if self._spatial else to_crs, to_crs
        )
        self._source = source
        self._names = [field.name() for field in source.fields()]
        self.check_fields(self._names, source.sourceName())
        self._content = hashlib.sha256()

    def row_count(self) -> Optional[int]:
        """How many rows the layer says it has."""
        count = int(self._source.featureCount())
        return count if count >= 0 else None

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """The rows in the layer's order."""
        named = self.fields.named()
        indices = [self._names.index(name) for name in named.values()]
        request = QgsFeatureRequest()
        request.setSubsetOfAttributes(indices)
        rows: List[Tuple[Any, ...]] = []
        for feature in self._source.getFeatures(request):
            geometry = feature.geometry()
            lies = self._spatial and not geometry.isNull() and not geometry.isEmpty()
            # Several points in one geometry are several places: none.
            lies = lies and not (geometry.isMultipart() and geometry.constGet().numGeometries() != 1)
            point = geometry.constGet().centroid() if lies else None
            values = [plain_value(feature[index]) for index in indices]
            rows.append((point.x() if point else np.nan, point.y() if point else np.nan, *values))
            if len(rows) >= BATCH_ROWS // 8:
                yield self._made(rows, list(named))
                rows = []
        if rows:
            yield self._made(rows, list(named))

    def _made(self, rows: Sequence[Tuple[Any, ...]], meanings: Sequence[str]) -> IncidentBatch:
        self._content.update(repr(rows).encode("utf-8", "replace"))
        columns = columns_of_rows(rows, meanings)
        x, y = columns.pop("x_"), columns.pop("y_")
        if self.fields.x and self.fields.y:
            x, y = numbers_in(columns["x"]), numbers_in(columns["y"])
        return self.batch(x, y, columns)

    def sha256(self) -> str:
        """The SHA-256 of the rows read."""
        return self._content.hexdigest()
