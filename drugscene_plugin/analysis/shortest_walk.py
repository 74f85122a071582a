"""The simplex method between the tables that agree with what is shown, from the true one to where a move is largest."""

from __future__ import annotations

from math import inf
from typing import Dict, List, Optional, Sequence, Set, Tuple

_EPSILON = 1e-9
_LEAST_GAIN = 1e-7

Row = Dict[int, float]
"""A sum that must come to nothing: the factor of each column in it."""


class Walk:
    """The simplex method among the tables that keep the sums, to where the rewards less the prices are highest.

    A point is how large each move is: at first none is made. Each of ``rows`` times the point is zero, ``low`` and
    ``high`` bound it (0 lies within); a move earns its reward for each step up, and costs its price for each step
    either way. So a move with a price has a bend at zero: it stays on one side of it (``_side``) until it is set down
    there. It starts at a point that is allowed, so there is no first phase (Chvátal 1983, ch. 8). Rows are kept sparse:
    each of these sums has few parts, and few are in each other's way.

    >>> rows = [{0: 1.0, 1: 1.0, 2: 1.0}]
    >>> Walk(rows, [-9.0] * 3, [9.0] * 3, [0.0, 1.0, 5.0], [20.0, 0.0, 0.0]).end()
    [9.0, -9.0, 0.0]
    """

    def __init__(
        self,
        rows: Sequence[Row],
        low: Sequence[float],
        high: Sequence[float],
        prices: Sequence[float],
        rewards: Sequence[float],
    ) -> None:
        self._low, self._high, self._prices = low, high, prices
        self._rows = [dict(row) for row in rows]
        self._of_column: List[Set[int]] = [set() for _ in low]  # the rows that a column stands in
        for number, row in enumerate(self._rows):
            for column in row:
                self._of_column[column].add(number)
        self._basis = [-1] * len(self._rows)
        self._outside = [True] * len(low)
        self._solve()
        self._at = [0.0] * len(low)
        self._side = [1.0] * len(low)
        self._gain = list(rewards)  # what a step up earns, after all that moves with it, before its own price
        for basic, row in zip(self._basis, self._rows):
            worth = rewards[basic] - prices[basic] if row else 0.0
            if worth:
                for column, factor in row.items():
                    self._gain[column] -= worth * factor

    def end(self) -> List[float]:
        """How large each move is at the end of the walk."""
        patience = 2 * len(self._basis) + 20
        for turn in range(3 * patience):
            entering = self._entering(turn > patience)
            if entering is None:
                break
            self._step(*entering)
        return self._at

    def _solve(self) -> None:
        """Solve every row for a column of its own: one that stands in no other row, if there is one, else the rarest."""
        for number in sorted(range(len(self._rows)), key=lambda n: len(self._rows[n])):
            row = self._rows[number]
            if row:
                column = min(row, key=lambda c: (len(self._of_column[c]), c))
                self._clear(number, column)
                self._basis[number], self._outside[column] = column, False

    def _clear(self, number: int, column: int) -> None:
        """Solve a row for a column, and put that into all other rows."""
        row, of_column = self._rows[number], self._of_column
        divisor = row[column]
        if divisor != 1.0:
            for one in row:
                row[one] /= divisor
        others = [(one, factor) for one, factor in row.items() if one != column]
        for other in of_column[column]:
            if other == number:
                continue
            changed = self._rows[other]
            times = changed.pop(column)
            for one, factor in others:
                left = changed.get(one, 0.0) - times * factor
                if abs(left) > _EPSILON:
                    changed[one] = left
                    of_column[one].add(other)
                elif one in changed:
                    del changed[one]
                    of_column[one].discard(other)
        of_column[column] = {number}

    def _entering(self, careful: bool) -> Optional[Tuple[int, float]]:
        """The move to change and which way; ``careful`` takes the first that helps, which does not go in circles."""
        best, found = _LEAST_GAIN, None
        columns = zip(self._gain, self._prices, self._at, self._outside)
        for column, (gain, price, here, outside) in enumerate(columns):
            if not outside or (-best <= gain + price and gain - price <= best and not here):
                continue  # most of them
            up = gain - price if here >= -_EPSILON else gain + price
            down = -gain - price if here <= _EPSILON else price - gain
            if up > best and here < self._high[column] - _EPSILON:
                best, found = up, (column, 1.0)
            if down > best and here > self._low[column] + _EPSILON:
                best, found = down, (column, -1.0)
            if careful and found:
                break
        return found

    def _step(self, column: int, way: float) -> None:
        at = self._at
        start = at[column]
        bend = self._prices[column] > 0 and start * way < -_EPSILON
        end = 0.0 if bend else (self._high[column] if way > 0 else self._low[column])
        slopes = [(number, -way * self._rows[number][column]) for number in sorted(self._of_column[column])]
        length, leaving, stop, steepest = abs(end - start), -1, 0.0, inf
        for number, slope in slopes:
            limit = self._limit(self._basis[number], slope)
            room = max((limit - at[self._basis[number]]) / slope, 0.0)
            # Of several that stop it at once the steepest: to divide by little is to lose digits.
            if room < length - _EPSILON or (room <= length + _EPSILON and abs(slope) > steepest):
                length, leaving, stop, steepest = min(room, length), number, limit, abs(slope)
        for number, slope in slopes:
            at[self._basis[number]] += slope * length
        at[column] += way * length
        if leaving < 0:
            at[column] = end
            return
        left = self._basis[leaving]
        at[left] = stop
        self._side[column] = -way if bend else way
        self._clear(leaving, column)
        excess = self._gain[column] - self._prices[column] * self._side[column]
        for one, factor in self._rows[leaving].items():
            self._gain[one] -= excess * factor
        self._outside[left], self._outside[column] = True, False
        self._basis[leaving] = column

    def _limit(self, basic: int, slope: float) -> float:
        """How far a move that goes along can go: to its bound, or to zero where it bends."""
        if self._prices[basic] > 0 and (slope < 0) == (self._side[basic] > 0):
            return 0.0
        return self._high[basic] if slope > 0 else self._low[basic]
