"""Secondary suppression: which more counts to withhold so that no small one can be worked out.

Cells of many tables are tied by sums (scene in LPO in county, scene in municipality in county, zones, crime groups).
A hidden cell is free where there are *witnesses* for it (see :mod:`drugscene_plugin.domain.suppression`): counts that
agree with all that is shown, and in which the cell is far from what it is. They are found by linear programming: from
the true counts the cell is moved, and every sum that this breaks is mended for as little as can be, where it costs to
move a shown cell, the more the larger that is (:mod:`cheapest_way`). What had to be moved is then withheld too. At last
each cell that was added so is shown again where the others turn out to be free without it.

Cells that nothing can move, or that only move together, are settled once before (:mod:`tied_cells`). Where the cheapest
ways take too long to find, the shortest must do, which withhold more; where these do as well, it is refused.

Only whole numbers are taken, and each witness is summed up in whole numbers, so that rounding can hide no leak: a way
that goes wrong costs one cell more withheld, never protection. After Kelly, Golden & Assad 1992 (doi
10.1002/net.3230220405) and Fischetti & Salazar 2001 (doi 10.1287/mnsc.47.7.1008.9811), who give the exact, slower way.
"""

from __future__ import annotations

from math import inf
from typing import Dict, FrozenSet, List, Mapping, Optional, Tuple

import numpy as np

from ..domain.counted import CellName, CellSystem
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.suppression import Rules, Suppression
from .cheapest_way import Ways, cheapest_way
from .tied_cells import Moves, Signed

_REACH = 2  # thresholds that a cell may be moved in a witness: further would prove no more
_PART = 4.0  # what a cell costs more for each further cell that it sums up
_CEILINGS = (120.0, 480.0, inf)  # what one cell may cost: the county's totals only where nothing else helps
_STOREYS = 8  # how many sums on sums are followed down
_AT_STAKE = 6  # moves that may be walked for anew to show one cell again
_ATTEMPTS = 6  # ways sought to one end, where they have halves
_EXACT = 1e-6  # what a whole step may be off by
_PATIENCE = 16_000  # looks at whether to go on: three minutes. After that the shortest way will do, not the cheapest
_MORE_PATIENCE = 24_000  # after that it is given up


def suppress(system: CellSystem, rules: Rules, progress: Progress = QUIET) -> Suppression:
    """Decide which cells of a system are withheld by the rules.

    The same system gives the same answer, in whatever order its cells come.

    Raises:
        Cancelled: the user stopped.
        Refusal: ``suppression_not_found`` where what protects the small ones is not found in a reasonable time.

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
        self._prices = [float(prices[[c for c, _ in some]].sum()) for some in moves.cells]
        reach = _REACH * self.threshold
        low, high = np.maximum(moves.low, -reach).tolist(), np.minimum(moves.high, reach).tolist()
        self._ways = Ways(moves.sums, moves.touching, low, high, self._prices)
        self._looks = 0
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
        return self._walk(self._moves.of_cell[cell], width, ceiling=0.0)

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
        """Withhold more until every cell that must be free is shown to be so.

        Raises:
            Refusal: ``suppression_not_found``: it would take too long, or nothing is left to withhold.
        """
        while True:
            unproven = self._unproven()
            if not unproven:
                return
            for move in unproven:
                if self._looks > _MORE_PATIENCE:
                    raise Refusal("suppression_not_found", number=len(self._cells.names))
                if not self._free(move):
                    self._withhold(self._helper(move))  # no way in whole steps leads far enough: open one

    def _free(self, move: int) -> bool:
        """Withhold what it takes to free a move, as little as can be found; whether that was enough."""
        ceilings = _CEILINGS if self._looks < _PATIENCE else ()
        return any(self._walk(move, self.threshold, ceiling) for ceiling in ceilings) or self._walk(
            move, self.threshold, ways=self._ways._replace(prices=[1.0] * len(self._ways.prices))
        )

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
        raise Refusal("suppression_not_found", number=len(self._cells.names))

    # -- moving ---------------------------------------------------------------------------------------------------

    def _walk(self, goal: int, width: int, ceiling: float = inf, ways: Optional[Ways] = None) -> bool:
        """Look for witnesses for a move; whether it spans the width afterwards.

        Shown cells may be moved up to the price of ``ceiling`` each: they are withheld then.
        """
        for sign in (1, -1):
            lowest, highest = int(self._lowest[goal]), int(self._highest[goal])
            lacking = width - (highest - lowest)
            if lacking <= 0:
                return True
            # As far as is lacking beyond where it has been: further would only cost more.
            low, high = self._ways.low[goal], self._ways.high[goal]
            far = min(high, highest + lacking) if sign > 0 else max(low, lowest - lacking)
            if far and self._ways.prices[goal] <= ceiling:
                self._record(self._whole_steps(ways or self._ways, goal, float(far), ceiling))
        return bool(self._highest[goal] - self._lowest[goal] >= width)

    def _look(self) -> None:
        self._looks += 1
        stop_if_cancelled(self._progress)

    def _whole_steps(self, ways: Ways, goal: int, far: float, ceiling: float) -> Mapping[int, int]:
        """The cheapest way in whole steps: where one has halves, it is sought again without the dearest halved move."""
        held: List[int] = []
        for _ in range(_ATTEMPTS):
            sizes = cheapest_way(ways, goal, far, ceiling, held, self._look)
            if sizes is None:
                break
            halved = [move for move, size in sizes.items() if abs(size - round(size)) > _EXACT]
            if not halved:
                return {move: round(size) for move, size in sizes.items()}
            others = [move for move in halved if move != goal]
            if not others:
                break
            held.append(max(others, key=lambda move: (ways.prices[move], move)))
        return {}

    def _record(self, witness: Mapping[int, int]) -> None:
        """Take a witness that sums up, and moves what no other has moved so far."""
        wider = any(not self._lowest[move] <= step <= self._highest[move] for move, step in witness.items())
        if not wider or not self._sums_up(witness):
            return
        for move in witness:
            if self._prices[move]:
                self._withhold(move)
        self._remember(self._made, dict(witness))
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
            if self._looks > _MORE_PATIENCE:
                return
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
        if len(unproven) <= _AT_STAKE and all(self._walk(one, self.threshold, ceiling=0.0) for one in unproven):
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
