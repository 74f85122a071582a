"""Classes for a map that is coloured by a figure."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence


class ValueClass(NamedTuple):
    """Values from ``low`` to ``high``, both included and both among the values themselves."""

    low: float
    high: float


def value_classes(values: Sequence[float], most: int = 5) -> List[ValueClass]:
    """Classes of about as many values each, rising; equal values are in one class, and 0 has one of its own.

    >>> value_classes([0, 0, 1, 2, 3, 4, 5, 6, 7, 8], 3)
    [ValueClass(low=0, high=0), ValueClass(low=1, high=4), ValueClass(low=5, high=8)]
    >>> value_classes([2, 2, 7])
    [ValueClass(low=2, high=2), ValueClass(low=7, high=7)]
    """
    found: List[ValueClass] = []
    if 0 in values:
        found.append(ValueClass(0, 0))
    rest = sorted(value for value in values if value != 0)
    wanted = most - len(found)
    start = 0
    for number in range(1, wanted + 1):
        end = max(len(rest) * number // wanted, start)
        while 0 < end < len(rest) and rest[end] == rest[end - 1]:
            end += 1
        if end > start:
            found.append(ValueClass(rest[start], rest[end - 1]))
            start = end
    return found
