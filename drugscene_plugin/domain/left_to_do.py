"""What is left to do on a scene before its round is finished."""

from __future__ import annotations

from enum import Enum
from typing import Tuple

from .criteria import Answer, Criterion
from .field import Profile
from .scene import Scene, SceneStatus
from .scene_fields import SEEN_FIELDS, TAGS

_REQUIRED = tuple(tag.name for tag in TAGS if tag.required)


class Todo(str, Enum):
    """Something that is left to do on a scene."""

    DECIDE = "decide"
    CONFIRM = "confirm"
    ANSWER = "answer"
    TAG = "tag"


def left_to_do(scene: Scene, profile: Profile = Profile.INTERNAL) -> Tuple[Todo, ...]:
    """What is left to do on a scene before its round is finished, as far as one sees its fields.

    A scene that is out (not a scene, ceased) needs no tags; one that is open needs every criterion answered and the
    tags that are required.
    """
    seen = SEEN_FIELDS[profile]
    todo = []
    if not scene.decided:
        todo.append(Todo.DECIDE)
    if scene.to_confirm:
        todo.append(Todo.CONFIRM)
    if scene.status is SceneStatus.OPEN:
        if any(_unanswered(scene, criterion) for criterion in Criterion if criterion.value in seen):
            todo.append(Todo.ANSWER)
        if not all(scene.tags.get(tag) for tag in _REQUIRED if tag in seen):
            todo.append(Todo.TAG)
    return tuple(todo)


def _unanswered(scene: Scene, criterion: Criterion) -> bool:
    assessment = scene.answers.get(criterion)
    return assessment is None or assessment.answer is Answer.UNKNOWN
