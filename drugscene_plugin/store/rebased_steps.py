"""Undo steps that changed what rows are compared with, too: undone, they take that back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Tuple

from ..domain.change_set import RowImage
from ..domain.scene import Scene, SceneId
from .round_base import RoundBase

Versions = Mapping[SceneId, Optional[Tuple[RowImage, Scene]]]
"""Scenes of a base as they were at one time; None: the store did not have it."""


@dataclass
class _Step:
    number: int
    title: str
    before: Versions
    after: Versions
    done: bool = True


class RebasedSteps:
    """Keeps the base of a round in step with the undo history of its layer.

    Settling a conflict takes their version as the base. If that stayed so when the step is undone, the rows would be
    mine again but compared with theirs, and the next save would write over theirs without a word. ``stack`` is a
    QUndoStack, whose steps are told apart by their place and title: PyQt has no handle on them that lasts.
    """

    def __init__(self, stack: Any, base: RoundBase) -> None:
        self._stack, self._base = stack, base
        self._steps: List[_Step] = []

    def forget(self) -> None:
        """There is no way back any more: the history was committed or cleared."""
        self._steps = []

    def forget_undone(self) -> None:
        """A step is about to be made, after which nothing that was undone can be redone."""
        self._steps = [step for step in self._steps if step.done]

    def note(self, before: Versions) -> None:
        """The step that was made last has changed the base, which was like this before it."""
        after = {known: self._base.version(known) for known in before}
        number = self._stack.index()
        self._steps.append(_Step(number, self._stack.text(number - 1), before, after))

    def follow(self) -> bool:
        """Bring the base to where the history is now; whether it had to change."""
        undone = [step for step in self._steps if step.done and not self._stands(step)]
        for step in reversed(undone):
            self._base.restore(step.before)
        redone = [step for step in self._steps if not step.done and self._stands(step)]
        for step in redone:
            self._base.restore(step.after)
        for step in (*undone, *redone):
            step.done = not step.done
        self._steps = [step for step in self._steps if step.done or step.number > self._stack.index()]
        return bool(undone or redone)

    def _stands(self, step: _Step) -> bool:
        return bool(step.number <= self._stack.index() and self._stack.text(step.number - 1) == step.title)
