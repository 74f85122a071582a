"""A scene as the list shows it: what is worth a look, worked out once when the scene changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional, Tuple

from ...domain.criteria import Answer, Criterion
from ...domain.scene import Scene, SceneStatus
from ...domain.scene_fields import TAGS


class SceneFilter(str, Enum):
    """Which scenes the list shows."""

    ALL = "all"
    TO_DO = "to_do"
    UNDECIDED = "undecided"
    CHANGED = "changed"
    WITH_FINDINGS = "with_findings"
    TO_CONFIRM = "to_confirm"
    TO_DISCUSS = "to_discuss"


class Todo(str, Enum):
    """What is left to do on a scene."""

    DECIDE = "decide"
    CONFIRM = "confirm"
    ANSWER = "answer"
    TAG = "tag"


@dataclass(frozen=True)
class SceneRow:
    """A scene in the window: its handle, the scene, and what the list says of it.

    ``group`` is the code of its LPO, empty for none. ``errors`` and ``warnings`` count findings that nobody has accepted.
    """

    handle: int
    scene: Scene
    todo: Tuple[Todo, ...]
    changed: bool = False
    errors: int = 0
    warnings: int = 0

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


def left_to_do(scene: Scene) -> Tuple[Todo, ...]:
    """What is left to do on a scene before its round is finished.

    A scene that is out (not a scene, ceased) needs no tags; one that is open needs every criterion answered and the
    tags that are required.
    """
    todo = []
    if not scene.decided:
        todo.append(Todo.DECIDE)
    if scene.to_confirm:
        todo.append(Todo.CONFIRM)
    if scene.status is SceneStatus.OPEN:
        if any(_unanswered(scene, criterion) for criterion in Criterion):
            todo.append(Todo.ANSWER)
        if any(tag.required and not scene.tags.get(tag.name) for tag in TAGS):
            todo.append(Todo.TAG)
    return tuple(todo)


def _unanswered(scene: Scene, criterion: Criterion) -> bool:
    assessment = scene.answers.get(criterion)
    return assessment is None or assessment.answer is Answer.UNKNOWN


def scene_row(handle: int, scene: Scene, changed: bool = False, errors: int = 0, warnings: int = 0) -> SceneRow:
    """The row of a scene."""
    return SceneRow(handle, scene, left_to_do(scene), changed, errors, warnings)


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
