"""What settling a conflict does to the rows of the layer."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Mapping, Sequence

from qgis.core import QgsVectorLayer

from ..domain.change_set import Conflict, RowImage, SceneChange
from ..domain.scene import Scene, SceneId
from ..workflow.save_edits import COLUMNS
from .round_base import RoundBase
from .working_layer import EditCommand, replace_rows, write_row

_SCENE_ID = COLUMNS.index("scene_id")
_PREDECESSORS = COLUMNS.index("predecessors")


def put_theirs(
    layer: QgsVectorLayer,
    conflict: Conflict,
    rows: Mapping[int, RowImage],
    base: RoundBase,
    changes: Sequence[SceneChange],
) -> None:
    """Replace every row that stands for the scene, or was merged from it, by theirs and by the other parents."""
    known = conflict.scene_id
    mixed = merged_from(known, changes)
    ours = {h for h, row in rows.items() if row.scene_id == known} | set(mixed)
    back = {p for scene in mixed.values() for p in scene.predecessors} - {known}
    standing = {row.scene_id for h, row in rows.items() if h not in ours}
    wanted = [base.rows[p] for p in sorted(back - standing) if p in base.rows]
    if conflict.theirs is not None:
        wanted.insert(0, base.row_of(conflict.theirs))
    with EditCommand(layer, known):
        replace_rows(layer, [rows[h] for h in sorted(ours)], wanted)


def write_ancestry(
    layer: QgsVectorLayer, known: SceneId, rows: Mapping[int, RowImage], changes: Sequence[SceneChange]
) -> None:
    """Write the ids of scenes merged from one that they deleted into the layer: the base no longer knows it."""
    with EditCommand(layer, known):
        for handle, scene in merged_from(known, changes).items():
            values = list(rows[handle].values)
            values[_SCENE_ID], values[_PREDECESSORS] = scene.id, ";".join(scene.predecessors)
            write_row(layer, rows[handle], replace(rows[handle], values=tuple(values)))


def merged_from(known: SceneId, changes: Sequence[SceneChange]) -> Dict[int, Scene]:
    """The unsaved scenes that were merged from one, by handle."""
    removed = {c.id for c in changes if c.after is None}
    added = {c.handle: c.after for c in changes if c.before is None}
    return {
        handle: scene
        for handle, scene in added.items()
        if handle is not None and scene and known in scene.predecessors and removed & set(scene.predecessors)
    }
