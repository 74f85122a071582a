"""Random draws that are the same on every machine and in every version of Python."""

from __future__ import annotations

import math
import random
from bisect import bisect
from typing import List, Sequence, TypeVar

T = TypeVar("T")


class Draws:
    """A stream of draws of its own, named by what it is for: a change to one subject leaves the others as they were.

    Everything is made from ``random.Random.random()``, the one method whose sequence Python promises to keep.
    """

    def __init__(self, subject: str) -> None:
        self._next = random.Random(f"sample county/{subject}").random  # noqa: S311  # nosec B311 - no secret

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` up to ``high``."""
        return low + (high - low) * self._next()

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int((high - low + 1) * self._next())

    def angle(self) -> float:
        """A direction in radians."""
        return self.between(0.0, 2.0 * math.pi)

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self._next() < probability

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(len(choices) * self._next())]

    def weighted(self, choices: Sequence[T], up_to: Sequence[float]) -> T:
        """One of the choices, by weight; ``up_to`` are the running sums of their weights."""
        return choices[bisect(up_to, up_to[-1] * self._next(), 0, len(choices) - 1)]

    def some(self, choices: Sequence[T], at_least: int, at_most: int) -> List[T]:
        """Between ``at_least`` and ``at_most`` different choices, in the order in which they were given."""
        wanted = self.whole(at_least, at_most)
        ranked = sorted(range(len(choices)), key=[self._next() for _ in choices].__getitem__)
        return [choices[i] for i in sorted(ranked[:wanted])]
