"""The cheapest way from the true table to one in which a cell is larger or smaller, among all that keep what is shown."""

from __future__ import annotations

from math import inf
from typing import Callable, Dict, Iterator, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from .tied_cells import Signed

_EPSILON = 1e-9
_BROKEN = 1e-7  # what a sum or a bound may be off by
_A_STEP = 0.001  # what a step costs that has no price, so that nothing is moved for nothing
_TURNS = 2000
_ASKED = 50_000  # factors changed between two looks whether to go on: a hundredth of a second

Row = Dict[int, float]
"""A sum: the factor of each move in it."""


class Ways(NamedTuple):
    """What moves there are: ``sums`` of them that must come to nothing, and by move its ``touching`` sums with factors.

    ``low`` and ``high`` bound their sizes (0 lies within). ``prices`` are what each costs for a step either way. Lists
    are kept as they are, so that prices may change between two searches.
    """

    sums: Sequence[Signed]
    touching: Sequence[Sequence[Tuple[int, int]]]
    low: Sequence[float]
    high: Sequence[float]
    prices: Sequence[float]


class _Cost(NamedTuple):
    """What a move costs by its size: ``slopes[k]`` a step between ``bends[k - 1]`` and ``bends[k]``; beyond, ±∞."""

    bends: Sequence[float]
    slopes: Sequence[float]


class _Mending(NamedTuple):
    """A move that could mend a sum: for how much more a step, how much of what is lacking, by what factor."""

    dearer: float
    mends: float
    factor: float
    move: int


def cheapest_way(
    ways: Ways,
    goal: int,
    far: float,
    ceiling: float = inf,
    held: Sequence[int] = (),
    go_on: Callable[[], None] = lambda: None,
) -> Optional[Mapping[int, float]]:
    """How large each move is where ``goal`` is as ``far`` from zero as is wanted, or else as it can be, for the least.

    Moves dearer than the ``ceiling`` and those ``held`` stay where they are. ``go_on`` is called now and then, and may
    raise. None where it is not found in so many turns.

    >>> sums = [((0, 1), (1, 1), (2, 1))]
    >>> ways = Ways(sums, [[(0, 1)]] * 3, [-9.0] * 3, [9.0] * 3, [0.0, 1.0, 5.0])
    >>> cheapest_way(ways, 0, 9.0)
    {0: 9.0, 1: -9.0}
    """
    search, looked_at = _Search(ways, goal, far, ceiling, held), -_ASKED
    for _ in range(_TURNS):
        if search.changed >= looked_at + _ASKED:
            looked_at = search.changed
            go_on()
        number = search.next_broken()
        if number is None:
            return search.sizes()
        if not search.mend(number):
            return None
    return None


class _Search:
    """The dual simplex method where each move's cost bends at zero, from all moves at zero but the goal.

    That breaks the sums that the goal stands in. Each turn mends one of them by the move that does it for the least,
    which may break others; where it is cheaper, or nothing else helps, the goal goes back (Chvátal 1983, ch. 10). A sum
    that was mended is solved for the move that did it. Nothing is touched but what lies on the way, so it costs as much
    as the way is long, however large the county.
    """

    def __init__(self, ways: Ways, goal: int, far: float, ceiling: float, held: Sequence[int]) -> None:
        self.changed = 0  # factors, so far
        self._ways, self._ceiling, self._held = ways, ceiling, frozenset(held)
        self._rows: Dict[int, Row] = {}
        self._columns: Dict[int, Set[int]] = {}  # by move, the rows that it stands in
        self._costs: Dict[int, _Cost] = {}
        self._rests: Dict[int, int] = {}  # by move that no row is solved for, at which bend it is
        self._basic: Dict[int, int] = {}  # by row, the move that it is solved for; none yet: it must come to nothing
        self._piece: Dict[int, int] = {}  # by such a move, before which bend it is taken to be
        self._worth: Dict[int, float] = {}  # by move, what a step of it is worth to the sums that it stands in
        self._at: Dict[int, float] = {goal: far}
        self._off: Dict[int, float] = {number: -factor * far for number, factor in ways.touching[goal]}
        self._broken = {number: off for number, off in self._off.items() if off}
        dear = 1.0 + 2.0 * sum(abs(price) for price in ways.prices)
        low, high = min(ways.low[goal], 0.0), max(ways.high[goal], 0.0)
        self._costs[goal] = _Cost((low, far), (-inf, -dear, inf)) if far > 0 else _Cost((far, high), (-inf, dear, inf))
        self._rests[goal] = int(far > 0)

    def sizes(self) -> Mapping[int, float]:
        """The moves that are made, with their sizes."""
        return {move: size for move, size in self._at.items() if abs(size) > _BROKEN}

    def next_broken(self) -> Optional[int]:
        """The row to be mended next: of the shortest, which spread least, the one that is furthest off."""
        if not self._broken:
            return None
        return min(self._broken, key=lambda n: (len(self._row(n)), -abs(self._broken[n]), n))

    def mend(self, number: int) -> bool:
        """Put a row right; whether that can be done."""
        excess, move = self._broken[number], self._basic.get(number)
        way = 1 if excess > 0 else -1
        on = inf
        if move is not None:  # dearer by so much a step it may go on beyond its bend
            slopes, piece = self._costs[move].slopes, self._piece[move]
            on = abs(slopes[piece + way] - slopes[piece])
        found = self._best(number, way, abs(excess))
        if found is None or on <= found.dearer:
            if move is None or on == inf:
                return False
            self._value(number, way * on)
            self._piece[move] += way
            self._judge(number)
            return True
        self._value(number, way * found.dearer)
        self._set_down(number, way)
        self._solve(number, found.move, excess / found.factor)
        return True

    def _best(self, number: int, way: int, lacking: float) -> Optional[_Mending]:
        """The move that mends a row for the least; of several one that mends most of it and stands in few others."""
        found, least = [], inf
        for one in self._mendings(number, way, lacking):
            if one.dearer <= least + _EPSILON:
                least = min(least, one.dearer)
                found.append(one)
        cheapest = [one for one in found if one.dearer <= least + _EPSILON]
        return max(cheapest, key=self._worth_it, default=None)

    def _worth_it(self, one: _Mending) -> Tuple[float, int, float, int]:
        return one.mends, -len(self._column(one.move)), abs(one.factor), -one.move

    def _mendings(self, number: int, way: int, lacking: float) -> Iterator[_Mending]:
        solved_for = self._basic.get(number)
        for move, factor in self._row(number).items():
            if move == solved_for:
                continue
            bends, slopes = self._cost(move)
            rests, worth = self._rests[move], self._worth.get(move, 0.0)
            rises = factor * way > 0
            slope = slopes[rests + rises]
            if abs(slope) < inf:
                room = abs(bends[rests + (1 if rises else -1)] - bends[rests])
                dearer = max(slope - worth if rises else worth - slope, 0.0) / abs(factor)
                yield _Mending(dearer, min(room * abs(factor), lacking), factor, move)

    def _value(self, number: int, change: float) -> None:
        """Let what a row is off by cost more, or less."""
        if change:
            for move, factor in self._row(number).items():
                self._worth[move] = self._worth.get(move, 0.0) + change * factor

    def _set_down(self, number: int, way: int) -> None:
        """Let the move that a row is solved for stay at the bend that it went beyond."""
        move = self._basic.get(number)
        if move is None:
            del self._off[number]
            return
        piece = self._piece.pop(move)
        self._rests[move] = piece if way > 0 else piece - 1
        self._at[move] = self._costs[move].bends[self._rests[move]]

    def _solve(self, number: int, move: int, step: float) -> None:
        """Solve a row for a move that is made larger by a step."""
        for other in self._column(move):
            if other != number:
                self._shift(other, -self._row(other)[move] * step)
        self._clear(number, move)
        self._basic[number] = move
        self._piece[move] = self._rests.pop(move) + (1 if step > 0 else 0)
        self._at[move] = self._at.get(move, 0.0) + step
        self._judge(number)

    def _shift(self, number: int, change: float) -> None:
        move = self._basic.get(number)
        if move is None:
            self._off[number] = self._off.get(number, 0.0) + change
        else:
            self._at[move] += change
        self._judge(number)

    def _judge(self, number: int) -> None:
        """Note by how much a row is off: beyond the bends between which its move is taken to be."""
        move = self._basic.get(number)
        if move is None:
            excess = self._off.get(number, 0.0)
        else:
            at, bends, piece = self._at[move], self._costs[move].bends, self._piece[move]
            excess = min(at - bends[piece - 1], 0.0) or max(at - bends[piece], 0.0)
        if abs(excess) > _BROKEN:
            self._broken[number] = excess
        else:
            self._broken.pop(number, None)

    def _clear(self, number: int, move: int) -> None:
        """Divide a row so that the move's factor is one, and put it into all other rows that the move stands in."""
        row = self._row(number)
        divisor = row[move]
        if divisor != 1.0:
            for one in row:
                row[one] /= divisor
        others = [(one, factor, self._column(one)) for one, factor in row.items() if one != move]
        for other in self._column(move):
            if other == number:
                continue
            changed = self._row(other)
            times = changed.pop(move)
            for one, factor, column in others:
                here = changed.get(one)
                if here is None:
                    changed[one] = -times * factor
                    column.add(other)
                    continue
                left = here - times * factor
                if -_EPSILON < left < _EPSILON:
                    del changed[one]
                    column.discard(other)
                else:
                    changed[one] = left
        self.changed += len(others) * len(self._columns[move])
        self._columns[move] = {number}

    def _row(self, number: int) -> Row:
        if number not in self._rows:
            self._rows[number] = {m: float(f) for m, f in self._ways.sums[number] if m in self._costs or self._may(m)}
        return self._rows[number]

    def _may(self, move: int) -> bool:
        """Whether a move may be made at all."""
        ways = self._ways
        return ways.low[move] < ways.high[move] and ways.prices[move] <= self._ceiling and move not in self._held

    def _column(self, move: int) -> Set[int]:
        if move not in self._columns:
            self._columns[move] = {number for number, _ in self._ways.touching[move]}
        return self._columns[move]

    def _cost(self, move: int) -> _Cost:
        if move not in self._costs:
            ways = self._ways
            low, high, price = ways.low[move], ways.high[move], ways.prices[move] or _A_STEP
            bends = list(dict.fromkeys((low, 0.0, high)))
            sides = [*([-price] if low < 0 else []), *([price] if high > 0 else [])]
            self._costs[move] = _Cost(bends, [-inf, *sides, inf])
            self._rests[move] = bends.index(0.0)
        return self._costs[move]
