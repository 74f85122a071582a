"""Secondary suppression: which more counts to withhold so that no small one can be worked out.

Cells of many tables are tied by sums (scene in LPO in county, scene in municipality in county, zones, crime groups).
A hidden cell is free where there are *witnesses* for it (see :mod:`drugscene_plugin.domain.suppression`): counts that
agree with all that is shown, and in which the cell is far from what it is. They are found by linear programming: from
the true counts the simplex method walks, among all that keep the sums, to where the cell is moved furthest, and pays
for every shown cell that it must move as well, the more the larger that is. What it had to move is then withheld too.
At last each cell that was added so is shown again where the others turn out to be free without it.

Two things make it quick. Cells that nothing can move, or that only move together, are settled once (:mod:`tied_cells`).
The walks are short, since they only look at the moves around; a longer one follows where that fails. On its way a walk
takes along what else must be freed, where that costs nothing.

Only whole numbers are taken, and each witness is summed up in whole numbers, so that rounding can hide no leak: a walk
that goes wrong costs one cell more withheld, never protection. After Kelly, Golden & Assad 1992 (doi
10.1002/net.3230220405) and Fischetti & Salazar 2001 (doi 10.1287/mnsc.47.7.1008.9811), who give the exact, slower way.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Mapping, Optional, Set, Tuple

import numpy as np

from ..domain.counted import CellName, CellSystem
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.suppression import Rules, Suppression
from .shortest_walk import Row, Walk
from .tied_cells import Moves, Signed

_REACH = 2  # thresholds that a cell may be moved in a witness: further would prove no more
_NEAR = (40, 200, 400, 800, None)
_PART = 4.0  # what a cell costs more for each further cell that it sums up
_CEILINGS = (120.0, 480.0, None)  # what one cell may cost: the county's totals only where nothing else helps
_STOREYS = 8  # how many sums on sums are followed down
_AT_STAKE = 6  # moves that may be walked for anew to show one cell again
_OF_ONE_SUM = 8  # parts of one sum looked at in a short walk


def suppress(system: CellSystem, rules: Rules, progress: Progress = QUIET) -> Suppression:
    """Decide which cells of a system are withheld by the rules.

    The same system gives the same answer, in whatever order its cells come.

    Raises:
        Cancelled: the user stopped.

    >>> from ..domain.counted import Relation
    >>> values = {("all",): 30, ("a",): 3, ("b",): 7, ("c",): 20}
    >>> system = CellSystem(values, (Relation(("all",), (("a",), ("b",), ("c",))),), frozenset(values))
    >>> found = suppress(system, Rules(threshold=5))
    >>> sorted(found.primary), sorted(found.secondary)
    ([('a',)], [('b',)])
    """
    search = _Search(_Cells(system, rules), progress)
    if rules.threshold > 1 or not rules.show_zero:
        search.protect()
        search.prune()
    withheld = search.withheld()
    primary = frozenset(name for name in withheld if rules.small(system.values[name]))
    return Suppression(system, rules, primary, withheld - primary, search.proof())


def told(
    system: CellSystem, known: FrozenSet[CellName], wanted: Mapping[CellName, int], floors: Mapping[CellName, int]
) -> List[CellName]:
    """The cells that a reader who knows some others could tell to less than is ``wanted`` of each.

    ``floors`` are the least he takes a cell for, 0 where nothing is said. Nothing is withheld to prevent it.
    """
    cells = _Cells(system, Rules(max(wanted.values(), default=1)))
    cells.know(known, floors)
    search = _Search(cells)
    return [name for name in sorted(wanted) if not search.leaves_free(cells.number[name], wanted[name])]


class _Cells:
    """The cells of a system by number, which of them are hidden from the start, and which may be withheld for others."""

    def __init__(self, system: CellSystem, rules: Rules) -> None:
        self.threshold = rules.threshold
        self.names = sorted(system.values)
        self.number = {name: index for index, name in enumerate(self.names)}
        self.sums = _sums(system, self.number)
        self.values = np.array([system.values[name] for name in self.names], dtype=np.int64)
        self.shown = np.array([name in system.shown for name in self.names], dtype=bool)
        self.floor = np.array([rules.floor(shown) for shown in self.shown.tolist()], dtype=np.int64)
        certain = system.certain
        secret = np.array([name not in certain for name in self.names], dtype=bool)
        small = np.array([rules.small(value) for value in self.values.tolist()], dtype=bool)
        self.withheld = self.shown & secret & small
        # Zero, where zeros are shown, is no secret: a reader knows that a withheld cell is more.
        self.may_be_withheld = self.shown & secret & ~self.withheld & (self.values >= self.floor)

    def know(self, known: FrozenSet[CellName], floors: Mapping[CellName, int]) -> None:
        """Take these cells for known, and all others for hidden for good."""
        self.withheld = self.shown & np.array([name not in known for name in self.names], dtype=bool)
        self.may_be_withheld[:] = False
        self.floor = np.minimum([floors.get(name, 0) for name in self.names], self.values)

    def needed(self) -> np.ndarray:
        """The cells that must be free from the start: those withheld, and small ones that no table shows."""
        unseen = ~self.shown & (self.values > 0) & (self.values < self.threshold)
        return np.asarray(self.withheld | unseen)

    def prices(self) -> np.ndarray:
        """What withholding each cell costs, 0 for those hidden anyhow: the more the larger it is and the more it sums up."""
        prices = 3.0 + np.sqrt(self.values) + _PART * (self._breadth() - 1)
        return np.where(self.may_be_withheld, prices, 0.0)

    def _breadth(self) -> np.ndarray:
        """Of how many cells each is the sum in the end: readers look first for what sums up most."""
        breadth = np.ones(len(self.names), dtype=np.int64)
        totals = [([c for c, sign in one if sign < 0], [c for c, sign in one if sign > 0]) for one in self.sums]
        for _ in range(_STOREYS):
            before = breadth.copy()
            for total, parts in totals:
                if len(total) == 1 and len(parts) > 1:
                    breadth[total[0]] = max(breadth[total[0]], before[parts].sum())
            if (breadth == before).all():
                break
        return breadth


class _Search:
    """What has been found out so far about how far the moves of a system can go."""

    def __init__(self, cells: _Cells, progress: Progress = QUIET) -> None:
        self.threshold = cells.threshold
        self._cells, self._progress = cells, progress
        room = np.maximum(cells.values - cells.floor, 0)
        free = cells.withheld | ~cells.shown | cells.may_be_withheld
        self._moves = moves = Moves(cells.sums, room.tolist(), free.tolist())
        many = len(moves.cells)
        prices, needed = cells.prices(), cells.needed()
        self._prices = np.array([prices[[c for c, _ in some]].sum() for some in moves.cells]).reshape(many)
        self._needed = np.array([needed[[c for c, _ in some]].any() for some in moves.cells], dtype=bool)
        self._added: Dict[int, float] = {}  # moves whose shown cells are withheld for others, with their prices
        self._witnesses: Dict[int, Dict[int, int]] = {}  # how large each move is in each
        self._made = 0
        self._moving: List[Dict[int, int]] = [{} for _ in range(many)]  # how large a move is in its witnesses
        self._lowest, self._highest = np.zeros(many, dtype=np.int64), np.zeros(many, dtype=np.int64)

    def leaves_free(self, cell: int, width: int) -> bool:
        """Whether a hidden cell can be moved so far."""
        if cell not in self._moves.of_cell:
            return width <= 0
        move = self._moves.of_cell[cell]
        return any(self._walk(move, width, size, may_withhold=False) for size in _NEAR)

    def _unproven(self) -> List[int]:
        """The moves that must be free and are not shown to be so yet."""
        found = np.flatnonzero(self._needed & (self._highest - self._lowest < self.threshold))
        return list(found.tolist())

    def withheld(self) -> FrozenSet[CellName]:
        """The cells that are withheld."""
        cells = self._cells
        found = set(np.flatnonzero(cells.withheld).tolist())
        found.update(c for move in self._added for c, _ in self._moves.cells[move] if cells.may_be_withheld[c])
        return frozenset(cells.names[c] for c in found)

    # -- withholding more -----------------------------------------------------------------------------------------

    def protect(self) -> None:
        """Withhold more until every cell that must be free is shown to be so."""
        while True:
            unproven = self._unproven()
            if not unproven:
                return
            for move in unproven:
                if not any(
                    self._walk(move, self.threshold, size, may_withhold=True, ceiling=ceiling)
                    for ceiling in _CEILINGS
                    for size in _NEAR
                ):
                    self._withhold(self._helper(move))  # no walk in whole numbers leads far enough: open the way

    def _withhold(self, move: int) -> None:
        self._added[move] = self._prices[move]
        self._prices[move], self._needed[move] = 0.0, True

    def _helper(self, move: int) -> int:
        """The move to be hidden so that another may come free: the cheapest of the nearest."""
        seen, edge = {move}, [move]
        while edge:
            near = {m for e in edge for s, _ in self._moves.touching[e] for m, _ in self._moves.sums[s]} - seen
            found = [m for m in near if self._prices[m] > 0]
            if found:
                return min(found, key=lambda m: (self._prices[m], m))
            seen |= near
            edge = sorted(near)
        raise RuntimeError(f"nothing is left to withhold for {self._cells.names[self._moves.cells[move][0][0]]}")

    # -- walking --------------------------------------------------------------------------------------------------

    def _walk(
        self, goal: int, width: int, size: Optional[int], may_withhold: bool, ceiling: Optional[float] = None
    ) -> bool:
        """Look for witnesses for a move among so many around it; whether it spans the width afterwards.

        With ``may_withhold`` shown cells may be moved, up to the price of ``ceiling`` each: they are withheld then.
        """
        stop_if_cancelled(self._progress)
        around: List[int] = []
        for sign in (1, -1):
            lacking = width - int(self._highest[goal] - self._lowest[goal])
            if lacking <= 0:
                return True
            around = around or self._linked(self._around(goal, size, may_withhold, ceiling))
            if goal not in around:
                return False
            self._record(around, self._walk_among(around, goal, sign, lacking).end())
        return bool(self._highest[goal] - self._lowest[goal] >= width)

    def _around(self, goal: int, size: Optional[int], may_withhold: bool, ceiling: Optional[float]) -> Dict[int, None]:
        """The moves around one, nearest first, up to a number."""
        if self._prices[goal] and not may_withhold:
            return {}
        found: Dict[int, None] = {goal: None}
        edge, seen = [goal], set()
        while edge and (size is None or len(found) < size):
            following: List[int] = []
            for number in (number for move in edge for number, _ in self._moves.touching[move]):
                if number in seen:
                    continue
                seen.add(number)
                parts = [m for m, _ in self._moves.sums[number] if m not in found]
                if not may_withhold:
                    parts = [m for m in parts if not self._prices[m]]
                elif ceiling is not None:
                    parts = [m for m in parts if self._prices[m] <= ceiling]
                if size is not None and len(parts) > _OF_ONE_SUM:
                    parts = self._likely(parts)
                found.update(dict.fromkeys(parts))
                following += parts
            edge = following
        return found

    def _likely(self, parts: List[int]) -> List[int]:
        """The parts of a long sum that are worth a look: the cheapest of those shown, the roomiest of those hidden."""
        shown = sorted((m for m in parts if self._prices[m]), key=lambda m: (self._prices[m], m))
        hidden = sorted((m for m in parts if not self._prices[m]), key=lambda m: (self._moves.low[m], m))
        half = _OF_ONE_SUM // 2
        return hidden[: max(half, _OF_ONE_SUM - len(shown))] + shown[: max(half, _OF_ONE_SUM - len(hidden))]

    def _linked(self, found: Dict[int, None]) -> List[int]:
        """These moves without those that a sum holds in place, since it ties them to no other of these."""
        members: Dict[int, Set[int]] = {}
        for move in found:
            for number, _ in self._moves.touching[move]:
                members.setdefault(number, set()).add(move)
        waiting = [number for number, some in members.items() if len(some) == 1]
        held: Set[int] = set()
        while waiting:
            for move in members[waiting.pop()] - held:
                held.add(move)
                for number, _ in self._moves.touching[move]:
                    members[number].discard(move)
                    if len(members[number]) == 1:
                        waiting.append(number)
        return [move for move in found if move not in held]

    def _walk_among(self, around: List[int], goal: int, sign: int, lacking: int) -> Walk:
        rows: Dict[int, Row] = {}
        for column, move in enumerate(around):
            for number, factor in self._moves.touching[move]:
                rows.setdefault(number, {})[column] = float(factor)
        moves = np.array(around)
        reach = _REACH * self.threshold
        low = np.maximum(self._moves.low[moves], -reach).astype(float)
        high = np.minimum(self._moves.high[moves], reach).astype(float)
        prices = self._prices[moves]
        # What else must be freed is taken along: for less than anything that has a price, or than a step of the goal.
        lacks = self._needed[moves] & (self._highest[moves] - self._lowest[moves] < self.threshold) & (prices == 0)
        rewards = np.where(lacks, 0.5 / (reach * len(around)), 0.0)
        at = around.index(goal)
        # As far as is lacking beyond where it has been: further would only cost more.
        if sign > 0:
            high[at] = min(high[at], self._highest[goal] + lacking)
        else:
            low[at] = max(low[at], self._lowest[goal] - lacking)
        rewards[at] = sign * (1.0 + 2.0 * float(prices.sum()))
        return Walk(list(rows.values()), low.tolist(), high.tolist(), prices.tolist(), rewards.tolist())

    def _record(self, around: List[int], steps: List[float]) -> None:
        """Take a witness in whole numbers that sums up, and moves what no other has moved so far."""
        if any(abs(step - round(step)) > 1e-6 for step in steps):
            return
        witness = {move: round(step) for move, step in zip(around, steps) if round(step)}
        wider = any(not self._lowest[move] <= step <= self._highest[move] for move, step in witness.items())
        if not wider or not self._sums_up(witness):
            return
        for move in witness:
            if self._prices[move]:
                self._withhold(move)
        self._remember(self._made, witness)
        self._made += 1

    def _sums_up(self, witness: Mapping[int, int]) -> bool:
        left: Dict[int, int] = {}
        for move, step in witness.items():
            if not self._moves.low[move] <= step <= self._moves.high[move]:
                return False
            for number, factor in self._moves.touching[move]:
                left[number] = left.get(number, 0) + factor * step
        return not any(left.values())

    def _remember(self, number: int, witness: Dict[int, int]) -> None:
        self._witnesses[number] = witness
        for move, step in witness.items():
            self._moving[move][number] = step
            self._lowest[move] = min(self._lowest[move], step)
            self._highest[move] = max(self._highest[move], step)

    def _forget(self, number: int) -> None:
        for move in self._witnesses.pop(number):
            del self._moving[move][number]
            steps = (0, *self._moving[move].values())
            self._lowest[move], self._highest[move] = min(steps), max(steps)

    # -- showing again --------------------------------------------------------------------------------------------

    def prune(self) -> None:
        """Show again, the dearest first, what was withheld for others and turns out not to be needed."""
        originally = self._cells.needed()
        for move in sorted(self._added, key=lambda m: (-self._added[m], m)):
            if not any(originally[cell] for cell, _ in self._moves.cells[move]):
                self._try_without(move)

    def _try_without(self, move: int) -> None:
        """Show a move's cells again, if all that must be free is free without them."""
        price = self._added.pop(move)
        self._prices[move], self._needed[move] = price, False
        forgotten = {number: self._witnesses[number] for number in self._moving[move]}
        for number in forgotten:
            self._forget(number)
        made, unproven = self._made, self._unproven()
        if len(unproven) <= _AT_STAKE and all(
            self._walk(one, self.threshold, _NEAR[0], may_withhold=False) for one in unproven
        ):
            return
        for number in range(made, self._made):
            self._forget(number)
        for number, witness in forgotten.items():
            self._remember(number, witness)
        self._withhold(move)

    def proof(self) -> Tuple[Mapping[CellName, int], ...]:
        """The witnesses, as counts of the cells that they change."""
        names, values = self._cells.names, self._cells.values
        return tuple(
            {
                names[cell]: int(values[cell]) + sign * step
                for move, step in witness.items()
                for cell, sign in self._moves.cells[move]
            }
            for witness in self._witnesses.values()
        )


def _sums(system: CellSystem, number: Mapping[CellName, int]) -> List[Signed]:
    """The relations as cells with their signs, parts less total; each once, and none that says nothing."""
    found: Dict[Signed, None] = {}
    for relation in sorted(system.relations):
        signs: Dict[int, int] = {number[relation.total]: -1}
        for part in relation.parts:
            signs[number[part]] = signs.get(number[part], 0) + 1
        kept = tuple(sorted((cell, sign) for cell, sign in signs.items() if sign))
        if kept:
            found[kept] = None
    return list(found)
