"""Incidents read in batches from whatever GDAL or QGIS opens: as columns, never as rows to be kept.

GDAL's Arrow stream gives NumPy arrays from GDAL 3.6 on; before that features are read one by one. A CSV file is read by
:mod:`csv_columns`, several times faster than by GDAL, and without its guessing. Layers that only QGIS knows are read by
:mod:`qgis_incidents`.
"""

from __future__ import annotations

import hashlib
import os
import threading
from contextlib import closing
from typing import Any, Dict, Generator, List, Mapping, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal, ogr, osr

from ..analysis.incident_batches import IncidentBatch
from ..analysis.transverse_mercator import projection_of
from ..domain.errors import Refusal
from ..domain.incident_fields import IncidentFields
from .csv_columns import CsvFile, numbers_of

BATCH_ROWS = 65_536
"""How many rows are read at once."""

_LON_LAT = "EPSG:4326"
_COLUMNS = ("code", "start", "end", "start_clock", "end_clock", "count", "lpo", "municipality")


class Reprojection:
    """Brings coordinates, x first, from one CRS to another. CRS are authority ids or WKT; the same: nothing is done."""

    def __init__(self, crs: str, to_crs: str) -> None:
        source, target = _crs(crs), _crs(to_crs)
        self.same = bool(source.IsSame(target)) or crs == to_crs
        self._forward = projection_of(to_crs) if _is(source, crs, _LON_LAT) else None
        self._transformation = None if self.same else osr.CoordinateTransformation(source, target)

    def __call__(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """The coordinates in the other CRS; NaN where they cannot be brought there."""
        if self.same:
            return x, y
        if self._forward is not None:
            return self._forward(x, y)
        moved = np.full((len(x), 2), np.nan)
        lies = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if len(lies) and self._transformation is not None:
            points = self._transformation.TransformPoints(np.column_stack([x[lies], y[lies]]).tolist())
            moved[lies] = np.array(points, dtype=np.float64)[:, :2]
        moved[~np.isfinite(moved).all(axis=1)] = np.nan
        return np.ascontiguousarray(moved[:, 0]), np.ascontiguousarray(moved[:, 1])


def _crs(text: str) -> osr.SpatialReference:
    crs = osr.SpatialReference()
    failed = True
    try:
        failed = crs.SetFromUserInput(text) != 0
    except RuntimeError:  # GDAL raises where somebody asked it to
        pass
    if failed:
        raise Refusal("crs_unknown", crs=text)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def _is(crs: osr.SpatialReference, text: str, authority_id: str) -> bool:
    name, code = crs.GetAuthorityName(None), crs.GetAuthorityCode(None)
    return text == authority_id or f"{name}:{code}" == authority_id


class FileDigest:
    """The SHA-256 of some files, computed by a thread of its own beside the reading.

    Of one file it is that file's, as ``sha256sum`` gives it; of several that of the lines that ``sha256sum`` would print
    for them in the order of their names, names without folders.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = sorted(paths, key=os.path.basename)
        self._result = ""
        self._error: Optional[OSError] = None
        self.stop = False
        self._thread = threading.Thread(target=self._run, name="drugscene-sha256", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            digests = [self._of(path) for path in self._paths]
        except OSError as error:
            self._error = error
            return
        if len(digests) == 1:
            self._result = digests[0]
        else:
            lines = (f"{digest}  {os.path.basename(path)}\n" for digest, path in zip(digests, self._paths))
            self._result = hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()

    def _of(self, path: str) -> str:
        digest = hashlib.sha256()
        buffer = memoryview(bytearray(1 << 20))
        with open(path, "rb", buffering=0) as file:
            while not self.stop:
                read = file.readinto(buffer)
                if not read:
                    break
                digest.update(buffer[:read])
        return digest.hexdigest()

    def hexdigest(self) -> str:
        """The digest, waited for."""
        self._thread.join()
        if self._error is not None:
            raise Refusal(
                "incidents_unreadable", location=str(self._error.filename), reason=self._error.strerror or ""
            ) from self._error
        return self._result


class ReprojectedSource:
    """What all sources have: where their coordinates go, and a digest of what they hold."""

    def __init__(self, fields: IncidentFields, crs: str, to_crs: str) -> None:
        self.fields, self.crs = fields, crs
        self.transform = Reprojection(crs, to_crs)

    def batch(self, x: np.ndarray, y: np.ndarray, columns: Mapping[str, np.ndarray]) -> IncidentBatch:
        """A batch of columns by meaning, with its coordinates brought to the store's CRS."""
        named = {"number" if name == "count" else name: columns[name] for name in _COLUMNS if name in columns}
        if self.transform.same:
            return IncidentBatch(x, y, **named)
        to_x, to_y = self.transform(x, y)
        return IncidentBatch(to_x, to_y, own_x=x, own_y=y, **named)

    def check_fields(self, names: Sequence[str], location: str) -> None:
        """Refuse a source that lacks a field."""
        for name in self.fields.named().values():
            if name not in names:
                raise Refusal("incident_field_missing", field=name, location=location, known=", ".join(names))


class CsvIncidents(ReprojectedSource):
    """Incidents in a CSV file. Without ``crs`` they are in degrees where all that the first block holds could be, else in
    the store's CRS."""

    def __init__(self, path: str, fields: IncidentFields, to_crs: str, crs: str = "") -> None:
        self._file = CsvFile(path)
        super().__init__(fields, crs or self._guessed_crs(fields, to_crs), to_crs)
        self.check_fields(self._file.names, path)
        self._digest: Optional[FileDigest] = None

    def _guessed_crs(self, fields: IncidentFields, to_crs: str) -> str:
        if not (fields.x in self._file.names and fields.y in self._file.names):
            return to_crs
        for block in self._file.blocks([fields.x, fields.y]):
            x, y = numbers_of(block[fields.x]), numbers_of(block[fields.y])
            known = np.isfinite(x) & np.isfinite(y)
            if known.any():
                small = (np.abs(x[known]) <= 180) & (np.abs(y[known]) <= 180)  # either may be the latitude
                return _LON_LAT if 2 * small.sum() > known.sum() else to_crs
        return to_crs

    def row_count(self) -> Optional[int]:
        """About how many rows there are: nobody has counted, a row has some 60 bytes."""
        return self._file.size() // 60

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """The rows in the file's order."""
        self._digest = FileDigest([self._file.path])
        named = self.fields.named()
        wanted = sorted(set(named.values()))
        try:
            for block in self._file.blocks(wanted):
                length = len(next(iter(block.values()))) if block else 0
                if self.fields.x and self.fields.y:
                    x, y = numbers_of(block[self.fields.x]), numbers_of(block[self.fields.y])
                else:
                    x, y = np.full(length, np.nan), np.full(length, np.nan)
                yield self.batch(x, y, {meaning: block[name] for meaning, name in named.items()})
        except GeneratorExit:
            self._digest.stop = True
            raise

    def sha256(self) -> str:
        """The SHA-256 of the file."""
        return (self._digest or FileDigest([self._file.path])).hexdigest()


class GdalIncidents(ReprojectedSource):
    """Incidents in a layer of a file or database that GDAL opens. ``where`` is an SQL condition, as QGIS keeps for a filter."""

    def __init__(
        self, location: str, fields: IncidentFields, to_crs: str, layer: str = "", crs: str = "", where: str = ""
    ) -> None:
        self._location = location
        self._dataset = _opened(location)
        self._layer = self._dataset.GetLayerByName(layer) if layer else self._dataset.GetLayer(0)
        if self._layer is None:
            raise Refusal("incidents_unreadable", location=location, reason=layer)
        if where and self._layer.SetAttributeFilter(where) != 0:
            raise Refusal("incidents_unreadable", location=location, reason=where)
        kind = ogr.GT_Flatten(self._layer.GetGeomType())
        if kind not in (ogr.wkbPoint, ogr.wkbUnknown, ogr.wkbNone):
            raise Refusal("layer_not_points", layer=self._layer.GetName(), kind=ogr.GeometryTypeToName(kind))
        self._spatial = kind != ogr.wkbNone
        own = self._layer.GetSpatialRef()
        if self._spatial and not crs and own is None:
            raise Refusal("layer_without_crs", layer=self._layer.GetName())
        super().__init__(fields, crs or (own.ExportToWkt() if self._spatial else to_crs), to_crs)
        self._definition = self._layer.GetLayerDefn()
        names = [self._definition.GetFieldDefn(i).GetName() for i in range(self._definition.GetFieldCount())]
        self.check_fields(names, location)
        wanted = set(fields.named().values())
        self._layer.SetIgnoredFields([name for name in names if name not in wanted])
        files = [path for path in self._dataset.GetFileList() or () if os.path.isfile(path)]
        self._files = files + [f"{path}-wal" for path in files if os.path.isfile(f"{path}-wal")]
        self._digest: Optional[FileDigest] = None
        self._content = hashlib.sha256()

    def row_count(self) -> Optional[int]:
        """How many rows the layer says it has; None where it would have to count them."""
        count = self._layer.GetFeatureCount(0)
        return int(count) if count >= 0 else None

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """The rows in the layer's order."""
        if self._files:
            self._digest = FileDigest(self._files)
        reading = self._arrow() if hasattr(self._layer, "GetArrowStreamAsNumPy") else self._one_by_one()
        try:
            with closing(reading):
                for x, y, columns in reading:
                    if not self._files:
                        self._take_in(x, y, columns)
                    yield self.batch(x, y, columns)
        except GeneratorExit:
            if self._digest:
                self._digest.stop = True
            raise

    def sha256(self) -> str:
        """The SHA-256 of the layer's files; of a database that of the columns read."""
        if not self._files:
            return self._content.hexdigest()
        return (self._digest or FileDigest(self._files)).hexdigest()

    def _take_in(self, x: np.ndarray, y: np.ndarray, columns: Mapping[str, np.ndarray]) -> None:
        self._content.update(x.tobytes() + y.tobytes())
        for name in sorted(columns):
            self._content.update(repr(np.ma.filled(np.ma.asarray(columns[name]).astype("S"), b"").tolist()).encode())

    def _arrow(self) -> Generator[Tuple[np.ndarray, np.ndarray, Dict[str, np.ndarray]], None, None]:
        named = self.fields.named()
        geometry = self._layer.GetGeometryColumn() or "wkb_geometry"
        options = ["INCLUDE_FID=NO", f"MAX_FEATURES_IN_BATCH={BATCH_ROWS}"]
        self._layer.ResetReading()
        # The stream must go before the dataset does: GDAL crashes else.
        with self._layer.GetArrowStreamAsNumPy(options=options) as stream:
            found = stream.GetNextRecordBatch()
            while found:
                columns = {meaning: found[name] for meaning, name in named.items() if name in found}
                points = found.get(geometry)
                length = len(points) if points is not None else len(next(iter(found.values())))
                if self.fields.x and self.fields.y:
                    x, y = (numbers_in(columns[axis]) for axis in "xy")
                elif points is None or not self._spatial:
                    x, y = np.full(length, np.nan), np.full(length, np.nan)
                else:
                    x, y = points_of_wkb(points)
                yield x, y, columns
                found = stream.GetNextRecordBatch()

    def _one_by_one(self) -> Generator[Tuple[np.ndarray, np.ndarray, Dict[str, np.ndarray]], None, None]:
        """For GDAL before 3.6."""
        named = self.fields.named()
        self._layer.ResetReading()
        while True:
            rows: List[Tuple[Any, ...]] = []
            feature = self._layer.GetNextFeature()
            while feature is not None:
                geometry = feature.GetGeometryRef()
                lies = geometry is not None and not geometry.IsEmpty()
                values = [feature.GetField(name) for name in named.values()]
                rows.append((geometry.GetX() if lies else np.nan, geometry.GetY() if lies else np.nan, *values))
                feature = self._layer.GetNextFeature() if len(rows) < BATCH_ROWS else None
            if not rows:
                return
            columns = columns_of_rows(rows, list(named))
            x, y = columns.pop("x_"), columns.pop("y_")
            if self.fields.x and self.fields.y:
                x, y = numbers_in(columns["x"]), numbers_in(columns["y"])
            yield x, y, columns


def open_incidents(location: str, fields: IncidentFields, to_crs: str, layer: str = "", crs: str = "") -> Any:
    """The incidents of a file or database, given as GDAL names it. CSV files are read as they stand.

    Raises:
        Refusal: it cannot be opened, is no layer of points, lacks a column or its CRS.
    """
    if location.lower().endswith((".csv", ".txt", ".tsv")) and os.path.isfile(location):
        return CsvIncidents(location, fields, to_crs, crs)
    return GdalIncidents(location, fields, to_crs, layer, crs)


def field_names(location: str, layer: str = "") -> List[str]:
    """The names of the columns of a file or database, for a guess at their meaning."""
    if location.lower().endswith((".csv", ".txt", ".tsv")) and os.path.isfile(location):
        return CsvFile(location).names
    opened = _opened(location)
    found = opened.GetLayerByName(layer) if layer else opened.GetLayer(0)
    if found is None:
        raise Refusal("incidents_unreadable", location=location, reason=layer)
    return [field.GetName() for field in found.schema]


def _opened(location: str) -> Any:
    try:
        dataset = gdal.OpenEx(location, gdal.OF_VECTOR | gdal.OF_READONLY)
        reason = gdal.GetLastErrorMsg()
    except RuntimeError as error:  # GDAL raises where somebody asked it to
        dataset, reason = None, str(error)
    if dataset is None:
        raise Refusal("incidents_unreadable", location=location, reason=reason)
    return dataset


def points_of_wkb(points: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The x and y of points in WKB, as GDAL's Arrow stream gives them; NaN for none, empty ones and what is no point."""
    if points.dtype.kind == "V" and not isinstance(points, np.ma.MaskedArray) and points.dtype.itemsize >= 21:
        return _xy(np.ascontiguousarray(points), points.dtype.itemsize)
    values = [None if value is np.ma.masked else value for value in np.ma.asarray(points).tolist()]
    size = max((len(value) for value in values if value is not None), default=0)
    good = [n for n, value in enumerate(values) if value is not None and len(value) == size >= 21]
    x, y = np.full(len(values), np.nan), np.full(len(values), np.nan)
    if good:
        joined = np.frombuffer(b"".join(values[n] or b"" for n in good), dtype=f"V{size}")
        x[good], y[good] = _xy(joined, size)
    return x, y


def _xy(records: np.ndarray, width: int) -> Tuple[np.ndarray, np.ndarray]:
    layout = np.dtype(
        {
            "names": ["order", "kind", "x", "y"],
            "formats": ["u1", "<u4", "<f8", "<f8"],
            "offsets": [0, 1, 5, 13],
            "itemsize": width,
        }
    )
    read = records.view(layout)
    x, y = read["x"].copy(), read["y"].copy()
    no_point = (read["order"] != 1) | ((read["kind"] & 0x0FFFFFFF) % 1000 != 1)
    if no_point.any():
        x[no_point] = y[no_point] = np.nan
    return x, y


def numbers_in(column: np.ndarray) -> np.ndarray:
    """A column as numbers, NaN where it holds none."""
    plain = np.ma.filled(np.ma.asarray(column).astype(np.float64), np.nan) if column.dtype.kind in "iuf" else None
    if plain is not None:
        return plain
    texts = [b"" if v is None or v is np.ma.masked else v if isinstance(v, bytes) else str(v).encode() for v in column]
    return numbers_of(np.array(texts or [b""], dtype="S")[: len(texts)])


def columns_of_rows(rows: Sequence[Tuple[Any, ...]], meanings: Sequence[str]) -> Dict[str, np.ndarray]:
    """Columns of rows of values: numbers where all are, else bytes."""
    columns: Dict[str, np.ndarray] = {}
    for name, values in zip(["x_", "y_", *meanings], zip(*rows)):
        if all(v is None or (isinstance(v, (int, float)) and not isinstance(v, bool)) for v in values):
            numbers = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
            blank = np.isnan(numbers).all() and name not in ("x_", "y_")
            columns[name] = np.full(len(values), b"", dtype="S1") if blank else numbers
        else:
            columns[name] = np.array([b"" if v is None else str(v).encode("utf-8") for v in values], dtype="S")
    return columns
