"""What settling a conflict does to the rows of the layer."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Mapping, Optional, Sequence, Tuple

from qgis.core import QgsVectorLayer

from ..domain.change_set import Conflict, RowImage, SceneChange
from ..domain.scene import Scene, SceneId
from ..workflow.merge_edits import Side, Taken, same_vertices
from ..workflow.save_edits import COLUMNS
from .round_base import RoundBase
from .working_layer import replace_rows, write_row

_SCENE_ID = COLUMNS.index("scene_id")
_PREDECESSORS = COLUMNS.index("predecessors")
_REVISION = COLUMNS.index("revision")


def write_settled(
    layer: QgsVectorLayer,
    conflict: Conflict,
    taken: Taken,
    rows: Mapping[int, RowImage],
    base: RoundBase,
    changes: Sequence[SceneChange],
) -> None:
    """Write into the layer, within an edit command, what was taken.

    Raises:
        ValueError: a merged scene where one side deleted it.
    """
    if isinstance(taken, Scene):
        _put_merged(layer, conflict, taken, rows, changes)
    elif taken is Side.THEIRS:
        _put_theirs(layer, conflict, rows, base, changes)
    elif conflict.theirs is None:
        _write_ancestry(layer, conflict.scene_id, rows, changes)
    else:
        _keep_mine(layer, conflict.theirs, rows, changes)


def still_open(conflicts: Sequence[Conflict], changes: Sequence[SceneChange], base: RoundBase) -> Tuple[Conflict, ...]:
    """The conflicts that stand in the way of these changes, with my side as it is now: those that are settled, and those
    of edits taken back, are left out."""
    now = {change.id: change for change in changes}
    return tuple(
        replace(conflict, mine=now[conflict.scene_id].after, base=now[conflict.scene_id].before)
        for conflict in conflicts
        if conflict.scene_id in now and not base.has(conflict.scene_id, conflict.theirs)
    )


def _put_theirs(
    layer: QgsVectorLayer,
    conflict: Conflict,
    rows: Mapping[int, RowImage],
    base: RoundBase,
    changes: Sequence[SceneChange],
) -> None:
    """Replace every row that stands for the scene, or was merged from it, by theirs and by the other parents."""
    known = conflict.scene_id
    mixed = _merged_from(known, changes)
    ours = {h for h, row in rows.items() if row.scene_id == known} | set(mixed)
    ours |= {c.handle for c in changes if c.id == known and c.handle is not None and c.handle in rows}
    back = {p for scene in mixed.values() for p in scene.predecessors} - {known}
    standing = {row.scene_id for h, row in rows.items() if h not in ours}
    wanted = [base.rows[p] for p in sorted(back - standing) if p in base.rows]
    if conflict.theirs is not None:
        wanted.insert(0, base.row_of(conflict.theirs))
    replace_rows(layer, [rows[h] for h in sorted(ours)], wanted)


def _put_merged(
    layer: QgsVectorLayer,
    conflict: Conflict,
    scene: Scene,
    rows: Mapping[int, RowImage],
    changes: Sequence[SceneChange],
) -> None:
    """Make the row that keeps the id read as the merged scene; with their outline, whole, the parts of mine go."""
    keeper = _keeper(conflict.scene_id, changes)
    if keeper is None or conflict.theirs is None:
        raise ValueError(conflict.scene_id)
    handles = [keeper]
    theirs = conflict.theirs.outline
    if scene.outline is not None and theirs is not None and same_vertices(scene.outline, theirs):
        handles += [h for h, row in rows.items() if row.scene_id == conflict.scene_id and h != keeper]
    replace_rows(layer, [rows[h] for h in handles], [RoundBase.row_of(scene)])


def _keep_mine(
    layer: QgsVectorLayer, theirs: Scene, rows: Mapping[int, RowImage], changes: Sequence[SceneChange]
) -> None:
    """Let the row say which version it comes after, and its id where it was drawn."""
    keeper = _keeper(theirs.id, changes)
    if keeper is not None:
        values = list(rows[keeper].values)
        values[_SCENE_ID], values[_REVISION] = theirs.id, theirs.revision
        write_row(layer, rows[keeper], replace(rows[keeper], values=tuple(values)))


def _write_ancestry(
    layer: QgsVectorLayer, known: SceneId, rows: Mapping[int, RowImage], changes: Sequence[SceneChange]
) -> None:
    """Write the ids of scenes merged from one that they deleted into the layer: the base no longer knows it."""
    for handle, scene in _merged_from(known, changes).items():
        values = list(rows[handle].values)
        values[_SCENE_ID], values[_PREDECESSORS] = scene.id, ";".join(scene.predecessors)
        write_row(layer, rows[handle], replace(rows[handle], values=tuple(values)))


def _keeper(known: SceneId, changes: Sequence[SceneChange]) -> Optional[int]:
    """The handle of the row that stands for a scene I changed or added."""
    return next((c.handle for c in changes if c.id == known and c.after is not None), None)


def _merged_from(known: SceneId, changes: Sequence[SceneChange]) -> Dict[int, Scene]:
    """The unsaved scenes that were merged from one, by handle."""
    removed = {c.id for c in changes if c.after is None}
    added = {c.handle: c.after for c in changes if c.before is None}
    return {
        handle: scene
        for handle, scene in added.items()
        if handle is not None and scene and known in scene.predecessors and removed & set(scene.predecessors)
    }
