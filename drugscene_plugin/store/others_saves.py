"""What others saved, put into the layer's own rows, beneath what is being edited on top of them.

A layer that is edited shows its provider's rows with the edit buffer over them. A row that the buffer does not touch can be
changed in the provider without the buffer, or any step of its undo stack, knowing of it: undo takes a value out of the
buffer, and what lies beneath shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, FrozenSet, List, Mapping, Optional

from qgis.core import QgsGeometry, QgsVectorLayer

from ..domain.change_set import RowImage
from ..domain.scene import Scene, SceneId
from .layer_rows import LayerRows
from .round_base import RoundBase
from .working_layer import feature_of_row, geometry_of, to_layer

Saved = Mapping[SceneId, Optional[Scene]]
"""Scenes by id as the store has them now; None: it has it no longer."""


def newer(base: RoundBase, saved: Saved) -> Dict[SceneId, Optional[Scene]]:
    """What of it is not as it was read: saved, or removed, by somebody else since."""
    found: Dict[SceneId, Optional[Scene]] = {}
    for known, scene in saved.items():
        read = base.scenes.get(known)
        if scene is None or read is None:
            is_newer = scene is not read
        elif scene.revision == 0:  # as those read it who may not see revisions
            is_newer = scene != read
        else:
            is_newer = scene.revision > read.revision
        if is_newer:
            found[known] = scene
    return found


def edited_here(rows: LayerRows, base: RoundBase) -> FrozenSet[SceneId]:
    """The scenes of the store with which something was done that is not saved, or that the edit buffer lies over."""
    found = base.difference(rows.now().values())
    touched = {rows.known[handle].scene_id for handle in rows.touched() if handle in rows.known}
    ids = {row.scene_id for row in found.rows} | set(found.removed) | touched
    return frozenset(known for known in ids if known is not None)


def put_where_free(layer: QgsVectorLayer, rows: LayerRows, base: RoundBase, saved: Saved) -> Saved:
    """Put scenes into the layer where nothing is edited; those that have to wait because something is."""
    edited = edited_here(rows, base)
    free = {known: scene for known, scene in saved.items() if known not in edited}
    if free:
        put_beneath(layer, rows, base, free)
    return {known: scene for known, scene in saved.items() if known in edited}


def put_beneath(layer: QgsVectorLayer, rows: LayerRows, base: RoundBase, saved: Saved) -> None:
    """Make the rows of these scenes, which nobody edits here, as the store has them."""
    handles = {row.scene_id: handle for handle, row in rows.known.items()}
    values: Dict[int, Dict[int, object]] = {}
    outlines: Dict[int, QgsGeometry] = {}
    gone: List[int] = []
    added: List[RowImage] = []
    for known, scene in saved.items():
        handle = handles.get(known)
        if scene is None:
            base.drop(known)
            gone += [] if handle is None else [handle]
        elif handle is None:
            added.append(base.row_of(scene))
        else:
            old, row = rows.known[handle], replace(base.row_of(scene), handle=handle)
            values[handle] = {n: to_layer(v) for n, (v, was) in enumerate(zip(row.values, old.values)) if v != was}
            if row.outline is not None and row.outline != old.outline:
                outlines[handle] = geometry_of(row.outline)
            rows.known[handle] = row
            base.put(scene, row)
    provider = layer.dataProvider()
    provider.changeAttributeValues(values)
    provider.changeGeometryValues(outlines)
    provider.deleteFeatures(gone)
    ok, features = provider.addFeatures([feature_of_row(row) for row in added])
    if not ok:
        raise RuntimeError(f"the working copy took no new row: {provider.lastError()}")
    for handle in gone:
        del rows.known[handle]
    for feature, row in zip(features, added):
        rows.known[feature.id()] = replace(row, handle=feature.id())
        scene = saved[SceneId(str(row.scene_id))]
        if scene is not None:
            base.put(scene, rows.known[feature.id()])
    rows.remember_again()
    if gone:
        layer.deselect(gone)
    layer.updateExtents()
    for handle, outline in outlines.items():  # QGIS's tools keep the outlines that they are working on
        layer.geometryChanged.emit(handle, outline)
    for handle in gone:
        layer.featureDeleted.emit(handle)
