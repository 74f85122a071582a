"""Which cells of a system of sums could be elsewhere at all, and which of them must move together.

A reader who knows what is shown sees at once that the parts of a shown zero are zeros, that the only hidden part of a
shown sum is known, and that two hidden cells whose sum or difference is shown move together. What is left is a smaller
system of *moves*, on which the search for witnesses (:mod:`suppression`) is quick.
"""

from __future__ import annotations

from collections import deque
from typing import Deque, Dict, List, Sequence, Tuple

import numpy as np

Signed = Tuple[Tuple[int, int], ...]
"""Cells, or moves, with a factor each: +1 or −1, rarely more where moves are tied."""

UNBOUNDED = 1 << 40
"""Stands for no upper bound of a count."""


class Moves:
    """The moves of a system: ``cells`` of each with their signs, ``sums`` that must come to nothing.

    A move of size s adds s times the sign to each of its cells; ``low`` and ``high`` are its bounds, so that no cell
    falls below its floor. ``of_cell`` gives a cell's move; one that is held in place has none.
    """

    def __init__(self, sums: Sequence[Signed], room: Sequence[int], may_move: Sequence[bool]) -> None:
        """``room`` is how far each cell may fall; ``may_move`` says which cells are not held in place from the start."""
        self._low = [-down for down in room]
        self._high = [UNBOUNDED] * len(room)
        self._rows: List[Dict[int, int]] = [{c: sign for c, sign in one if may_move[c]} for one in sums]
        self._touching: List[Dict[int, None]] = [{} for _ in room]
        for number, row in enumerate(self._rows):
            for cell in row:
                self._touching[cell][number] = None
        self._cells: List[List[Tuple[int, int]]] = [[(c, 1)] if free else [] for c, free in enumerate(may_move)]
        self._waiting: Deque[int] = deque(range(len(self._rows)))
        while self._waiting:
            self._look_at(self._waiting.popleft())
        self._number()

    def _look_at(self, number: int) -> None:
        row = self._rows[number]
        if len(row) == 1 or self._all_one_way(row):
            for move in list(row):
                self._hold(move)
        elif len(row) == 2:
            (kept, a), (tied, b) = row.items()
            if abs(a) == abs(b):
                self._tie(kept, tied, -a // b)

    def _all_one_way(self, row: Dict[int, int]) -> bool:
        """Whether no part of a sum can make good what another adds: then none can move."""
        rises = any(self._high[m] > 0 if factor > 0 else self._low[m] < 0 for m, factor in row.items())
        falls = any(self._low[m] < 0 if factor > 0 else self._high[m] > 0 for m, factor in row.items())
        return bool(row) and not (rises and falls)

    def _hold(self, move: int) -> None:
        for number in self._touching[move]:
            del self._rows[number][move]
            self._waiting.append(number)
        self._touching[move], self._cells[move] = {}, []

    def _tie(self, kept: int, tied: int, sign: int) -> None:
        """Let one move take another along, ``sign`` times as far."""
        for number in self._touching[tied]:
            row = self._rows[number]
            factor = row.get(kept, 0) + sign * row.pop(tied)
            if factor:
                row[kept] = factor
                self._touching[kept][number] = None
            else:
                row.pop(kept, None)
                self._touching[kept].pop(number, None)
            self._waiting.append(number)
        low, high = self._low[tied], self._high[tied]
        low, high = (low, high) if sign > 0 else (-high, -low)
        self._low[kept], self._high[kept] = max(self._low[kept], low), min(self._high[kept], high)
        self._cells[kept] += [(cell, sign * one) for cell, one in self._cells[tied]]
        self._touching[tied], self._cells[tied] = {}, []
        self._waiting.extend(self._touching[kept])
        if self._low[kept] == self._high[kept] == 0:
            self._hold(kept)

    def _number(self) -> None:
        """Give the moves that are left their numbers, and leave out sums that say the same as another."""
        left = [move for move, cells in enumerate(self._cells) if cells]
        new = {move: number for number, move in enumerate(left)}
        self.cells: List[Signed] = [tuple(self._cells[move]) for move in left]
        self.low = np.array([self._low[move] for move in left], dtype=np.int64)
        self.high = np.array([self._high[move] for move in left], dtype=np.int64)
        self.of_cell = {cell: number for number, cells in enumerate(self.cells) for cell, _ in cells}
        found: Dict[Signed, None] = {}
        for row in self._rows:
            one = tuple(sorted((new[move], factor) for move, factor in row.items()))
            if one:
                found[one if one[0][1] > 0 else tuple((move, -factor) for move, factor in one)] = None
        self.sums: List[Signed] = list(found)
        self.touching: List[List[Tuple[int, int]]] = [[] for _ in left]
        for number, one in enumerate(self.sums):
            for move, factor in one:
                self.touching[move].append((number, factor))
