"""A scene as the list shows it: what is worth a look, worked out once when the scene changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Optional, Tuple

from ...domain.field import Profile
from ...domain.left_to_do import Todo, left_to_do
from ...domain.scene import Scene


class SceneFilter(str, Enum):
    """Which scenes the list shows."""

    ALL = "all"
    TO_DO = "to_do"
    UNDECIDED = "undecided"
    CHANGED = "changed"
    WITH_FINDINGS = "with_findings"
    TO_CONFIRM = "to_confirm"
    TO_DISCUSS = "to_discuss"


@dataclass(frozen=True)
class SceneRow:
    """A scene in the window: its handle, the scene, and what the list says of it.

    ``group`` is the code of its LPO, empty for none. ``errors`` and ``warnings`` count findings that nobody has accepted.
    ``name_key`` sorts by name.
    """

    handle: int
    scene: Scene
    todo: Tuple[Todo, ...]
    changed: bool = False
    errors: int = 0
    warnings: int = 0
    name_key: Tuple[Any, ...] = ()

    @property
    def group(self) -> str:
        """The code of its LPO; empty: not assigned."""
        return self.scene.lpo.code or ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do on it."""
        return not self.todo

    @property
    def to_discuss(self) -> bool:
        """Whether somebody wants it discussed."""
        return bool(self.scene.tags.get("to_discuss"))

    @property
    def searched(self) -> str:
        """The text that a search looks through, in lower case."""
        note = self.scene.tags.get("note") or ""
        return f"{self.scene.name}\n{self.scene.id}\n{note}".casefold()


def _natural(text: str) -> Tuple[Any, ...]:
    """A key that puts "Scene 9" before "Scene 10"."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text[:100].casefold())
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts)


def scene_row(
    handle: int,
    scene: Scene,
    changed: bool = False,
    errors: int = 0,
    warnings: int = 0,
    profile: Profile = Profile.INTERNAL,
) -> SceneRow:
    """The row of a scene; ``profile`` is what of it is seen."""
    key = _natural(scene.name or scene.id)
    return SceneRow(handle, scene, left_to_do(scene, profile), changed, errors, warnings, key)


def shows(row: SceneRow, chosen: SceneFilter, text: str = "", group: Optional[str] = None) -> bool:
    """Whether a filter and a search (in lower case) let a row through."""
    if group is not None and row.group != group:
        return False
    if text and text not in row.searched:
        return False
    if chosen is SceneFilter.TO_DO:
        return not row.done
    if chosen is SceneFilter.UNDECIDED:
        return not row.scene.decided
    if chosen is SceneFilter.CHANGED:
        return row.changed
    if chosen is SceneFilter.WITH_FINDINGS:
        return bool(row.errors or row.warnings)
    if chosen is SceneFilter.TO_CONFIRM:
        return row.scene.to_confirm
    if chosen is SceneFilter.TO_DISCUSS:
        return row.to_discuss
    return True
