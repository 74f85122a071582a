"""The memory layer that a working copy lies in: its fields, its rows, and values on their way in and out."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from datetime import date
from typing import List, Mapping, Optional, Sequence, Tuple

import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QDate, QMetaType, QVariant
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area
from ..domain.change_set import RowImage
from ..domain.errors import Refusal
from ..domain.field import FieldKind
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene
from ..domain.scene_fields import SCENE_FIELDS
from ..workflow.save_edits import COLUMNS, COMPUTED_COLUMNS, AreaAssigner, outline_from_wkb, row_of_scene
from .held_scene import HeldScene

WORKING_COPY_PROPERTY = "drugscene/working_copy"
"""The layer's custom property that says which store and round it holds, as JSON."""

COMPUTED = tuple(COLUMNS.index(name) for name in COMPUTED_COLUMNS)
"""Where the columns are that saving computes."""

_GEOMETRY = "MultiPolygon"
_AT_ONCE = 200
_DATES = tuple(n for n, f in enumerate(SCENE_FIELDS) if f.kind is FieldKind.DATE)


@dataclass(frozen=True)
class PreparedRound:
    """A round's scenes in a layer, each row with its handle there, and what assigns edits to areas."""

    scenes: Tuple[Scene, ...]
    rows: Tuple[RowImage, ...]
    held: Mapping[int, HeldScene]
    layer: QgsVectorLayer
    areas: Tuple[Area, ...]
    assigner: AreaAssigner


def prepare_round(
    scenes: Sequence[Scene], areas: Sequence[Area], mapping_round: MappingRound, crs: str
) -> PreparedRound:
    """Fill a layer with the scenes of a round, which is nearly all of the work of opening it: a task can do it.

    The layer belongs to the main thread then.
    """
    layer = new_layer(mapping_round.label, crs)
    rows = fill_layer(layer, scenes)
    layer.moveToThread(QCoreApplication.instance().thread())
    held = {row.handle: HeldScene(row.handle, scene) for row, scene in zip(rows, scenes)}
    return PreparedRound(tuple(scenes), rows, held, layer, tuple(areas), AreaAssigner(mapping_round, areas))


def working_layer(given: Optional[QgsVectorLayer], location: str, label: str, crs: str) -> QgsVectorLayer:
    """The layer for a round of a store: the one given, where it has the columns, else a new one."""
    fits = given is not None and given.isValid() and given.fields().names() == list(COLUMNS)
    layer = given if given is not None and fits else new_layer(label, crs)
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    layer.setCustomProperty(WORKING_COPY_PROPERTY, json.dumps({"store": location, "round": label}, sort_keys=True))
    return layer


def new_layer(name: str, crs: str) -> QgsVectorLayer:
    """An empty layer for the scenes of a round."""
    layer = QgsVectorLayer(_GEOMETRY, name, "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    layer.dataProvider().addAttributes([QgsField(f.name, _field_type(f.kind)) for f in SCENE_FIELDS])
    layer.updateFields()
    form = layer.editFormConfig()
    for index in COMPUTED:
        form.setReadOnly(index, True)
    layer.setEditFormConfig(form)
    return layer


def fill_layer(layer: QgsVectorLayer, scenes: Sequence[Scene]) -> Tuple[RowImage, ...]:
    """Put scenes into a layer's own rows, some at a time so that another thread's Python may go on; what they are there."""
    filled: List[RowImage] = []
    for start in range(0, len(scenes), _AT_ONCE):
        some = scenes[start : start + _AT_ONCE]
        outlines = flat_wkb([scene.outline for scene in some])
        rows = [row_of_scene(scene, 0, outline) for scene, outline in zip(some, outlines)]
        ok, features = layer.dataProvider().addFeatures([feature_of_row(row) for row in rows])
        if not ok:
            raise RuntimeError(f"the working copy could not be filled: {layer.dataProvider().lastError()}")
        filled += [RowImage(f.id(), row.scene_id, row.outline, row.values) for f, row in zip(features, rows)]
    layer.updateExtents()
    return tuple(filled)


class EditCommand:
    """One undo step: ended when the block is left, taken back when it fails."""

    def __init__(self, layer: QgsVectorLayer, title: str) -> None:
        self._layer = layer
        self._title = title

    def __enter__(self) -> None:
        self._layer.beginEditCommand(self._title)

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if kind is None:
            self._layer.endEditCommand()
        else:
            self._layer.destroyEditCommand()


def drawn_row(label: str, outline: BaseGeometry, name: str, status: str) -> RowImage:
    """The row of a scene that was drawn just now: it has no id yet."""
    given = {"round": label, "name": name or None, "status": status, "to_confirm": False}
    return RowImage(0, None, flat_wkb([outline])[0], tuple(given.get(column) for column in COLUMNS))


def add_row(layer: QgsVectorLayer, title: str, row: RowImage) -> int:
    """Add a row as one undo step; its handle."""
    feature = feature_of_row(row)
    with EditCommand(layer, title):
        if not layer.addFeature(feature):
            raise RuntimeError("the working copy took no new row")
    return int(feature.id())


def row_with(row: RowImage, scene: Scene) -> RowImage:
    """A row with a scene's outline and attributes; what saving computes stays, and so does an outline that is the same."""
    values = list(row_of_scene(scene, row.handle, row.outline).values)
    for index in COMPUTED:
        values[index] = row.values[index]
    outline = row.outline
    was = outline_from_wkb(row.outline)
    if was is None or scene.outline is None or not was.equals_exact(scene.outline):
        outline = flat_wkb([scene.outline])[0]
    return RowImage(row.handle, row.scene_id, outline, tuple(values))


def rows_with(rows: Mapping[int, RowImage], scenes: Mapping[int, Scene]) -> List[Tuple[RowImage, RowImage]]:
    """The rows that scenes make different, each with what it becomes.

    Raises:
        Refusal: ``scene_gone`` where a handle stands for no row (any more).
    """
    found = []
    for handle, scene in scenes.items():
        if handle not in rows:
            raise Refusal("scene_gone", scene=scene.name or scene.id)
        found.append((rows[handle], row_with(rows[handle], scene)))
    return [(row, new) for row, new in found if row != new]


def write_row(layer: QgsVectorLayer, row: RowImage, new: RowImage) -> None:
    """Change a row within an edit command."""
    if new.outline != row.outline:
        layer.changeGeometry(row.handle, QgsGeometry() if new.outline is None else geometry_of(new.outline), True)
    values = {n: to_layer(v) for n, (v, old) in enumerate(zip(new.values, row.values)) if v != old}
    if values:
        before = {n: to_layer(row.values[n]) for n in values}
        layer.changeAttributeValues(row.handle, values, before, True)


def replace_rows(layer: QgsVectorLayer, rows: Sequence[RowImage], wanted: Sequence[RowImage]) -> None:
    """Within an edit command, make these rows read as wanted; add what is missing, delete what is too many."""
    for row, new in zip(rows, wanted):
        write_row(layer, row, new)
    for new in wanted[len(rows) :]:
        layer.addFeature(feature_of_row(new))
    too_many = [row.handle for row in rows[len(wanted) :]]
    if too_many:
        layer.deleteFeatures(too_many)


def _field_type(kind: FieldKind) -> object:
    name = {
        FieldKind.INTEGER: "Int",
        FieldKind.REAL: "Double",
        FieldKind.BOOLEAN: "Bool",
        FieldKind.DATE: "QDate",
    }.get(kind, "QString")
    if Qgis.versionInt() >= 33800:
        return getattr(QMetaType.Type, name)
    return getattr(QVariant, {"QDate": "Date", "QString": "String"}.get(name, name))


def feature_of_row(row: RowImage) -> QgsFeature:
    """A row as the layer takes it."""
    values: List[object] = list(row.values)
    for index in _DATES:
        values[index] = to_layer(values[index])
    feature = QgsFeature()
    feature.setAttributes(values)
    if row.outline is not None:
        feature.setGeometry(geometry_of(row.outline))
    return feature


def outline_of(feature: QgsFeature) -> Optional[bytes]:
    """A feature's outline as WKB."""
    return bytes(feature.geometry().asWkb()) if feature.hasGeometry() else None


def geometry_of(wkb: bytes) -> QgsGeometry:
    """An outline as QGIS has it."""
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


def flat_wkb(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[bytes]]:
    """Outlines as the layer holds them: little-endian WKB of flat multipolygons."""
    written = shapely.to_wkb(list(outlines), output_dimension=2, byte_order=1, flavor="iso")
    one_part = struct.pack("<BII", 1, 6, 1)
    polygon = struct.pack("<BI", 1, 3)
    return [w if w is None or not w.startswith(polygon) else one_part + w for w in written]


def to_layer(value: object) -> object:
    """A value as the layer takes it."""
    if isinstance(value, date):
        return QDate(value.year, value.month, value.day)
    return value


def to_plain(value: object) -> object:
    """A value as a row has it: NULL and blank text are None, a QDate is a date."""
    kind = type(value)
    if kind is str:
        return value or None
    if kind is int or kind is bool:
        return value
    if isinstance(value, QDate):
        return value.toPyDate() if value.isValid() else None
    if isinstance(value, QVariant):
        return None if value.isNull() else value.value()
    return value
