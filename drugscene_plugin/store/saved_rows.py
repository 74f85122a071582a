"""What a save writes back into the layer: the ids, places and revisions that rows have in the store now."""

from __future__ import annotations

from typing import Dict, Mapping, MutableMapping, Sequence, Tuple

from qgis.core import QgsVectorLayer

from ..domain.change_set import RowImage, SceneChange
from ..domain.scene import Scene
from ..workflow.save_edits import RowDifference, row_of_scene
from .round_base import RoundBase
from .working_layer import to_layer


def write_back(
    layer: QgsVectorLayer,
    known: MutableMapping[int, RowImage],
    base: RoundBase,
    found: RowDifference,
    saved: Sequence[SceneChange],
    handles: Mapping[int, int],
) -> None:
    """Write what was saved into the layer's own rows and the base. ``known`` are these rows, which it brings up to date;
    ``found`` is what differed, and ``handles`` says where rows went when QGIS committed them."""
    for change in saved:
        if change.after is None:
            base.drop(change.id)
    final: Dict[int, Tuple[RowImage, Scene]] = {}
    after = {c.handle: c.after for c in saved if c.after is not None}
    for row in found.rows:
        scene = after.get(row.handle)
        if scene is None and row.scene_id is not None:
            scene = base.scenes[row.scene_id]  # rewritten, but nothing of it changed
        if scene is not None:
            handle = handles.get(row.handle, row.handle)
            final[handle] = (row_of_scene(scene, handle, row.outline), scene)
    updates: Dict[int, Dict[int, object]] = {}
    for handle, (row, scene) in final.items():
        old = known[handle].values
        updates[handle] = {n: to_layer(v) for n, v in enumerate(row.values) if v != old[n]}
        known[handle] = row
        base.put(scene, row)
    layer.dataProvider().changeAttributeValues({h: u for h, u in updates.items() if u})
