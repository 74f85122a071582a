"""What an editing session changed: a value computed from two snapshots, deaf to which tool did what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple, cast

from .scene import Scene, SceneId


@dataclass(frozen=True)
class RowImage:
    """A row as the editing window holds it: its id (None: drawn since), outline as WKB, and values by column.

    ``handle`` is the window's own key, by which the row is found again to write its id back.
    """

    handle: int
    scene_id: Optional[SceneId]
    outline: Optional[bytes]
    values: Tuple[object, ...]


@dataclass(frozen=True)
class SceneChange:
    """A scene before and after. ``before`` is None for one that was added, ``after`` None for one that was removed."""

    before: Optional[Scene]
    after: Optional[Scene]
    handle: Optional[int] = None

    @property
    def id(self) -> SceneId:
        """The scene's id."""
        return cast(Scene, self.after or self.before).id  # one of the two is always there

    @property
    def redrawn(self) -> bool:
        """Whether the outline differs, so that it must be written; so it does for a scene added or removed."""
        if self.before is None or self.after is None:
            return True
        return bool(self.before.outline != self.after.outline)


@dataclass(frozen=True)
class ChangeSet:
    """All that one save writes, for one round."""

    round: str
    changes: Tuple[SceneChange, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def check(self) -> None:
        """Hold that it is of one round and names each scene once; a ValueError is a mistake in the program."""
        seen = set()
        for change in self.changes:
            sides = [scene for scene in (change.before, change.after) if scene is not None]
            if change.id in seen or any((scene.id, scene.round) != (change.id, self.round) for scene in sides):
                raise ValueError(f"a change of {change.id} repeats, renames it or is not of round {self.round}")
            seen.add(change.id)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many scenes were added, changed and removed."""
        return {
            "added": sum(c.before is None for c in self.changes),
            "changed": sum(c.before is not None and c.after is not None for c in self.changes),
            "removed": sum(c.after is None for c in self.changes),
        }


@dataclass(frozen=True)
class Conflict:
    """A row that somebody else saved since it was read: mine, theirs (None: deleted), who, and when (UTC, ISO).

    ``base`` is what both started with: the scene as it was read; None for one that was added.
    """

    scene_id: SceneId
    mine: Optional[Scene]
    theirs: Optional[Scene]
    by: str
    at: str
    base: Optional[Scene] = None
