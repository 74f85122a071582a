"""A scene as a working copy holds it, and what stands for one while a value in its row cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, Mapping, Optional, Tuple

from ..domain.change_set import ChangeSet, RowImage
from ..domain.errors import Refusal
from ..domain.scene import Scene, SceneId, scene_id
from ..workflow.save_edits import COLUMNS, difference, scene_of_row


@dataclass(frozen=True)
class HeldScene:
    """A scene as the working copy holds it now, saved or not.

    ``handle`` is the layer's feature id: it changes when a drawn scene is saved and when the working copy is filled
    anew. ``problem`` is set where the row has a value that a scene cannot have, typed into the attribute table: it is
    left out of ``scene``, and saving is refused for that reason.
    """

    handle: int
    scene: Scene
    problem: Optional[Refusal] = None


def held_scenes(
    rows: Mapping[int, RowImage],
    pending: ChangeSet,
    base: Mapping[SceneId, Scene],
    problems: Mapping[int, Refusal],
    before: Mapping[int, HeldScene],
) -> Dict[int, HeldScene]:
    """The scenes that rows stand for, by handle; the very same object as ``before`` where nothing changed."""
    after = {c.handle: c.after for c in pending.changes if c.after is not None}
    held: Dict[int, HeldScene] = {}
    for handle, row in rows.items():
        scene = after.get(handle)
        if scene is None and row.scene_id is not None:
            scene = base[row.scene_id]
        old = before.get(handle)
        if old is not None and old.scene is scene and old.problem is problems.get(handle):
            held[handle] = old
        elif scene is not None:
            held[handle] = HeldScene(handle, scene, problems.get(handle))
    return held


def without_bad_values(
    base: Mapping[SceneId, RowImage], rows: Mapping[int, RowImage]
) -> Tuple[Dict[int, RowImage], Dict[int, Refusal]]:
    """The rows with values that a scene cannot have left out, and why, by handle."""
    sound: Dict[int, RowImage] = dict(rows)
    problems: Dict[int, Refusal] = {}
    for row in difference(base, rows.values()).rows:
        try:
            known = scene_id(row.scene_id) if row.scene_id else None
        except Refusal as refusal:
            problems[row.handle], known = refusal, None
        values = dict(zip(COLUMNS, row.values))
        for _ in COLUMNS:
            try:
                tried = replace(row, values=tuple(values.values()))
                scene_of_row(tried, scene_id=known or "new", lpo_shares=None, municipality_shares=None)
                break
            except Refusal as refusal:
                problems.setdefault(row.handle, refusal)
                values[str(refusal.values.get("field"))] = None
        sound[row.handle] = replace(row, scene_id=known, values=tuple(values[name] for name in COLUMNS))
    return sound, problems
