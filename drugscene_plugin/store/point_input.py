"""Points that somebody brings, to be counted: a text file, or a layer of QGIS's. Taken where the layer lives, read anywhere.

A layer belongs to the thread of the window. What is taken of it here (where its file is, or a snapshot that QGIS makes for
readers in other threads) may be read beside the window.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, FrozenSet, NamedTuple, Optional, Sequence, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..domain.errors import Refusal
from ..domain.incident_fields import IncidentFields
from ..domain.progress import QUIET, Progress
from .csv_columns import CsvFile
from .incident_source import GdalIncidents, open_incidents
from .postgis_incidents import PostgisIncidents
from .postgis_table import PostgisTable, postgis_table
from .qgis_incidents import QgisIncidents
from .response_rows import ReadColumns, read_columns, read_text_columns
from .sedona_incidents import SedonaDbArchive, SedonaIncidents, is_archive

TEXT_FILES = (".csv", ".txt", ".tsv")
"""How the names of files end that are read as they stand, without GDAL's guessing."""


def is_text_file(location: str) -> bool:
    """Whether a location is that of a text file that is there."""
    return location.lower().endswith(TEXT_FILES) and os.path.isfile(location)


class LayerSnapshot:
    """What a layer holds when this is made, its filter and unsaved edits included, to be read in any thread.

    It answers as a :class:`QgsFeatureSource` does.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._source = QgsVectorLayerFeatureSource(layer)
        self._name, self._kind, self._count = layer.name(), layer.wkbType(), layer.featureCount()
        self._crs, self._fields = layer.crs(), QgsFields(layer.fields())

    def sourceName(self) -> str:  # noqa: N802 - as in QGIS
        """The layer's name."""
        return str(self._name)

    def wkbType(self) -> Any:  # noqa: N802
        """The kind of its geometries."""
        return self._kind

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:  # noqa: N802
        """Its CRS."""
        return self._crs

    def fields(self) -> QgsFields:
        """Its fields."""
        return self._fields

    def featureCount(self) -> int:  # noqa: N802
        """How many features it says it has; below 0: it does not know."""
        return int(self._count)

    def getFeatures(self, request: Optional[QgsFeatureRequest] = None) -> Any:  # noqa: N802
        """Its features."""
        return self._source.getFeatures(request or QgsFeatureRequest())


Source = Union[QgsFeatureSource, LayerSnapshot]


def snapshot(layer: QgsFeatureSource) -> Source:
    """What other threads may read of a layer; a source of Processing is one already."""
    return LayerSnapshot(layer) if isinstance(layer, QgsVectorLayer) else layer


class GdalPlace(NamedTuple):
    """Where GDAL reads the same as QGIS does: the file and its layer, the CRS that was set, a filter, and the fields."""

    location: str
    layer: str
    crs: str
    where: str
    fields: FrozenSet[str]


def gdal_place(layer: QgsFeatureSource) -> Optional[GdalPlace]:
    """Where GDAL reads a layer; None for one with unsaved edits, of another provider, or of a text file."""
    if not isinstance(layer, QgsVectorLayer) or layer.dataProvider() is None or layer.isModified():
        return None
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    location = str(parts.get("path") or "")
    if layer.providerType() != "ogr" or not location or location.startswith("/vsi"):
        return None
    if location.lower().endswith(TEXT_FILES):
        return None
    crs = layer.crs().authid() if layer.crs().isValid() else ""
    fields = frozenset(layer.dataProvider().fields().names())
    return GdalPlace(location, str(parts.get("layerName") or ""), crs, layer.subsetString(), fields)


@dataclass(frozen=True)
class PointInput:
    """Rows with places: ``names`` are their fields, ``spatial`` whether they have geometries. ``title`` names it."""

    title: str
    names: Tuple[str, ...]
    spatial: bool
    path: str = ""
    place: Optional[GdalPlace] = None
    source: Optional[Source] = None
    table: Optional[PostgisTable] = None
    archive: str = ""

    def incidents(self, fields: IncidentFields, to_crs: str) -> Any:
        """The rows as incidents, opened anew, for one reading.

        A file that GDAL reads is read by it; joined and virtual fields, unsaved edits and a selection are QGIS's to read.

        Raises:
            Refusal: it cannot be opened, is no layer of points, lacks a column or its CRS.
        """
        if self.archive:
            return SedonaIncidents(SedonaDbArchive(self.archive), fields, to_crs)
        if self.path:
            return open_incidents(self.path, fields, to_crs)
        if self.table is not None:
            return PostgisIncidents(self.source, fields, to_crs, self.table)
        if self.place is not None and self.place.fields.issuperset(fields.named().values()):
            return GdalIncidents(
                self.place.location, fields, to_crs, self.place.layer, self.place.crs, self.place.where
            )
        return QgisIncidents(self.source, fields, to_crs)

    def columns(self, fields: Sequence[str], to_crs: str, progress: Progress = QUIET) -> ReadColumns:
        """Some fields of all rows, with the rows' places.

        Raises:
            Refusal: it cannot be opened, or is no layer of points.
            Cancelled: the user stopped.
        """
        if self.path:
            return read_text_columns(self.path, fields, progress)
        return read_columns(self.source, fields, to_crs, progress)


def file_input(path: str) -> PointInput:
    """The rows of a text file.

    Raises:
        Refusal: ``incidents_unreadable``.
    """
    return PointInput(os.path.basename(path), tuple(CsvFile(path).names), False, path)


def path_input(location: str, row_by_row: bool = False) -> PointInput:
    """The rows of a text file, or of an archive. ``row_by_row``: they are to be read, so that no archive will do.

    Raises:
        Refusal: ``archive_not_read``; what :func:`file_input` and :func:`archive_input` refuse.
    """
    if not is_archive(location):
        return file_input(location)
    if row_by_row:
        raise Refusal("archive_not_read", location=location)
    return archive_input(location)


def archive_input(location: str) -> PointInput:
    """The rows of a GeoParquet file, or of a folder of them.

    Raises:
        Refusal: ``sedona_missing``; ``incidents_unreadable``.
    """
    return PointInput(os.path.basename(location), tuple(SedonaDbArchive(location).types()), True, archive=location)


def layer_input(layer: QgsFeatureSource) -> PointInput:
    """The rows of a layer, or of a source of Processing."""
    spatial = QgsWkbTypes.geometryType(layer.wkbType()) != QgsWkbTypes.NullGeometry
    names = tuple(layer.fields().names())
    return PointInput(layer.sourceName(), names, spatial, "", gdal_place(layer), snapshot(layer), postgis_table(layer))
