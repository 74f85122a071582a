"""Secondary suppression: which more counts to withhold so that no small one can be worked out.

Cells of many tables are tied by sums (scene in LPO in county, scene in municipality in county, zones, crime groups).
A hidden cell is free where there are *witnesses* for it (see :mod:`drugscene_plugin.domain.suppression`): counts that
agree with all that is shown, and in which the cell is far from what it is. They are found by linear programming: from
the true counts the simplex method walks, among all that keep the sums, to where the cell is moved furthest, and pays
for every shown cell that it must move as well, the more the larger that is. What it had to move is then withheld too.
At last each cell that was added so is shown again where the others turn out to be free without it.

The walks are short, since they only look at the cells around; a longer one follows where that fails. Only whole numbers
are taken, and each witness is summed up in whole numbers, so that rounding can hide no leak: a walk that goes wrong
costs one cell more withheld, never protection. After Kelly, Golden & Assad 1992 (doi 10.1002/net.3230220405) and
Fischetti & Salazar 2001 (doi 10.1287/mnsc.47.7.1008.9811), who give the exact, slower way.
"""

from __future__ import annotations

from math import sqrt
from typing import Dict, FrozenSet, List, Mapping, Optional, Tuple

import numpy as np

from ..domain.counted import CellName, CellSystem
from ..domain.suppression import Rules, Suppression

_EPSILON = 1e-9
_REACH = 2  # thresholds that a cell may be moved in a witness: further would prove no more
_NEAR = (60, 250, 800, None)
_STOREY = 12.0  # what a cell costs more for each storey of sums below it
_HIGHEST = 8  # storeys that are told apart
_AT_STAKE = 4  # cells that may be walked for anew to show one again
_OF_ONE_SUM = 8  # parts of one sum looked at in a short walk


def suppress(system: CellSystem, rules: Rules) -> Suppression:
    """Decide which cells of a system are withheld by the rules.

    The same system gives the same answer, in whatever order its cells come.

    >>> from ..domain.counted import Relation
    >>> values = {("all",): 30, ("a",): 3, ("b",): 7, ("c",): 20}
    >>> system = CellSystem(values, (Relation(("all",), (("a",), ("b",), ("c",))),), frozenset(values))
    >>> found = suppress(system, Rules(threshold=5))
    >>> sorted(found.primary), sorted(found.secondary)
    ([('a',)], [('b',)])
    """
    search = _Search(system, rules)
    search.protect()
    search.prune()
    withheld = frozenset(name for name in system.shown if search.withheld[search.number[name]])
    primary = frozenset(name for name in withheld if rules.small(system.values[name]))
    return Suppression(system, rules, primary, withheld - primary, search.proof())


def told(
    system: CellSystem, known: FrozenSet[CellName], wanted: Mapping[CellName, int], floors: Mapping[CellName, int]
) -> List[CellName]:
    """The cells that a reader who knows some others could tell to less than is ``wanted`` of each.

    ``floors`` are the least he takes a cell for, 0 where nothing is said. Nothing is withheld to prevent it.
    """
    search = _Search(system, Rules(max(wanted.values(), default=1)))
    search.know(known, floors)
    return [name for name in sorted(wanted) if not search.leaves_free(name, wanted[name])]


class _Search:
    """The cells of a system by number, and what has been found out about them so far."""

    def __init__(self, system: CellSystem, rules: Rules) -> None:
        self.rules = rules
        self.groups = _one_and_the_same(system)
        self.number = {name: index for index, names in enumerate(self.groups) for name in names}
        self.values = np.array([system.values[names[0]] for names in self.groups], dtype=np.int64)
        self.shown = np.array([any(n in system.shown for n in names) for names in self.groups], dtype=bool)
        self.small = np.array([rules.small(int(value)) for value in self.values], dtype=bool)
        self.floor = np.array([rules.floor(bool(shown)) for shown in self.shown], dtype=np.int64)
        self.wanted = np.full(len(self.groups), rules.threshold, dtype=np.int64)
        self.members: List[List[int]] = []
        self.signs: List[List[int]] = []
        for signs in _sums(system, self.number):
            self.members.append([cell for cell, _ in signs])
            self.signs.append([sign for _, sign in signs])
        self.touching: List[List[int]] = [[] for _ in self.groups]
        for relation_number, members in enumerate(self.members):
            for cell in members:
                self.touching[cell].append(relation_number)
        self.withheld = self.small & self.shown
        self.storey = self._storeys()
        # Zero, where zeros are shown, is no secret: a reader knows that a withheld cell is more.
        self.may_be_withheld = self.shown & (self.values >= self.floor) & ~self.withheld
        if rules.show_zero:
            self.may_be_withheld &= self.values > 0
        self.witnesses: List[Tuple[np.ndarray, np.ndarray]] = []  # cells that differ, and by how much
        self.lowest = np.zeros(len(self.groups), dtype=np.int64)
        self.highest = np.zeros(len(self.groups), dtype=np.int64)

    def _storeys(self) -> np.ndarray:
        """How many sums lie below each cell, one on the other: readers look for what stands on top."""
        storey = np.zeros(len(self.groups), dtype=np.int64)
        totals = [
            ([c for c, sign in zip(members, signs) if sign < 0], [c for c, sign in zip(members, signs) if sign > 0])
            for members, signs in zip(self.members, self.signs)
        ]
        for _ in range(_HIGHEST):
            before = storey.copy()
            for total, parts in totals:
                if len(total) == 1 and parts:
                    storey[total[0]] = max(storey[total[0]], before[parts].max() + 1)
            if (storey == before).all():
                break
        return storey

    def know(self, known: FrozenSet[CellName], floors: Mapping[CellName, int]) -> None:
        """Take these cells for known, and all others for hidden for good."""
        self.withheld = self.shown & np.array([not known.intersection(names) for names in self.groups], dtype=bool)
        self.may_be_withheld[:] = False
        floor = [max(floors.get(name, 0) for name in names) for names in self.groups]
        self.floor = np.minimum(np.array(floor, dtype=np.int64), self.values)

    def leaves_free(self, name: CellName, width: int) -> bool:
        """Whether a hidden cell can be moved so far."""
        cell = self.number[name]
        if self.shown[cell] and not self.withheld[cell]:
            return False
        self.wanted[cell] = width
        return not self._lacking(cell) or any(self._walk(cell, size, may_withhold=False) for size in _NEAR)

    def _needs(self) -> np.ndarray:
        """The cells that must be free: those withheld, and small ones that no table shows."""
        unseen = ~self.shown & (self.values > 0) & (self.values < self.rules.threshold)
        return np.asarray(self.withheld | unseen)

    def _lacking(self, cell: int) -> int:
        """How much further a cell must be moved to be free."""
        return max(int(self.wanted[cell]) - int(self.highest[cell] - self.lowest[cell]), 0)

    # -- withholding more -----------------------------------------------------------------------------------------

    def protect(self) -> None:
        """Withhold more until every cell that must be free is shown to be so."""
        if self.rules.threshold == 1 and self.rules.show_zero:
            return
        while True:
            spans = self.highest - self.lowest
            unproven = np.flatnonzero(self._needs() & (spans < self.rules.threshold))
            if not len(unproven):
                return
            for cell in unproven.tolist():
                self._free(cell)

    def _free(self, cell: int) -> None:
        """Make one cell free, withholding what that takes."""
        for size in _NEAR:
            if self._walk(cell, size, may_withhold=True):
                return
        self._withhold(self._helper(cell))  # no walk in whole numbers leads far enough: open the way

    def _withhold(self, cell: int) -> None:
        self.withheld[cell] = True
        self.may_be_withheld[cell] = False

    def _helper(self, cell: int) -> int:
        """The cell to withhold so that another may come free: the smallest of the nearest."""
        seen, edge = {cell}, [cell]
        while edge:
            near = {c for e in edge for r in self.touching[e] for c in self.members[r]} - seen
            found = [c for c in near if self.may_be_withheld[c]]
            if found:
                return min(found, key=lambda c: (self.values[c], c))
            seen |= near
            edge = sorted(near)
        raise RuntimeError(f"nothing is left to withhold for {self.groups[cell][0]}")

    # -- walking --------------------------------------------------------------------------------------------------

    def _walk(self, cell: int, size: Optional[int], may_withhold: bool) -> bool:
        """Look for witnesses for a cell among so many cells around it; whether it is free afterwards.

        With ``may_withhold`` shown cells may be moved: they are withheld then.
        """
        cells = self._movable(self._around(cell, size, may_withhold))
        if cell not in cells:
            return False
        for sign in (1, -1):
            lacking = self._lacking(cell)
            if not lacking:
                break
            walk = self._walk_among(cells, cell, sign, lacking)
            self._record(cells, walk.furthest())
        return not self._lacking(cell)

    def _around(self, cell: int, size: Optional[int], may_withhold: bool) -> np.ndarray:
        """The cells that may be moved, nearest first, up to a number."""
        movable = self.withheld | ~self.shown
        if may_withhold:
            movable = movable | self.may_be_withheld
        found, edge, seen = {cell: None}, [cell], set()
        while edge and (size is None or len(found) < size):
            following: List[int] = []
            for relation in (r for c in edge for r in self.touching[c]):
                if relation in seen:
                    continue
                seen.add(relation)
                parts = [c for c in self.members[relation] if movable[c] and c not in found]
                if size is not None and len(parts) > _OF_ONE_SUM:
                    parts = self._likely(parts)
                found.update(dict.fromkeys(parts))
                following += parts
            edge = following
        return np.array(list(found))

    def _likely(self, parts: List[int]) -> List[int]:
        """The parts of a long sum that are worth a look: the cheapest of those shown, the largest of those hidden."""
        shown = sorted((c for c in parts if self.may_be_withheld[c]), key=lambda c: (self.values[c], c))
        hidden = sorted((c for c in parts if not self.may_be_withheld[c]), key=lambda c: (-self.values[c], c))
        half = _OF_ONE_SUM // 2
        return hidden[: max(half, _OF_ONE_SUM - len(shown))] + shown[: max(half, _OF_ONE_SUM - len(hidden))]

    def _movable(self, cells: np.ndarray) -> np.ndarray:
        """The cells without those that a sum holds in place, since it ties them to no other of these."""
        left = set(cells.tolist())
        tied = {r: {c for c in self.members[r] if c in left} for c in left for r in self.touching[c]}
        waiting = [r for r, some in tied.items() if len(some) == 1]
        while waiting:
            for held in tied[waiting.pop()] & left:
                left.discard(held)
                for relation in self.touching[held]:
                    tied[relation].discard(held)
                    if len(tied[relation]) == 1:
                        waiting.append(relation)
        return np.array([c for c in cells.tolist() if c in left], dtype=np.int64)

    def _price(self, cell: int) -> float:
        """What moving a cell costs: nothing if it is hidden, else the more the larger it is and the more it sums up."""
        if not self.may_be_withheld[cell]:
            return 0.0
        return 3.0 + sqrt(self.values[cell]) + _STOREY * float(self.storey[cell])

    def _walk_among(self, cells: np.ndarray, goal: int, sign: int, lacking: int) -> _Walk:
        column = {int(cell): index for index, cell in enumerate(cells)}
        relations = sorted({r for cell in column for r in self.touching[cell]})
        matrix = np.zeros((len(relations), len(cells)))
        for row, relation in enumerate(relations):
            for cell, one in zip(self.members[relation], self.signs[relation]):
                if cell in column:
                    matrix[row, column[cell]] = one
        reach = float(_REACH * self.rules.threshold)
        low = -np.minimum(self.values[cells] - self.floor[cells], reach).astype(float)
        high = np.full(len(cells), reach)
        index = column[goal]
        # As far as is lacking beyond where it has been: further would only cost more.
        if sign > 0:
            high[index] = min(high[index], self.highest[goal] + lacking)
        else:
            low[index] = max(low[index], self.lowest[goal] - lacking)
        prices = np.array([self._price(cell) for cell in column])
        return _Walk(matrix, low, high, prices, index, sign)

    def _record(self, cells: np.ndarray, steps: np.ndarray) -> None:
        whole = np.rint(steps).astype(np.int64)
        if not whole.any() or np.abs(steps - whole).max() > 1e-6:
            return
        moved = np.flatnonzero(whole)
        self._keep(cells[moved], whole[moved])

    def _keep(self, cells: np.ndarray, steps: np.ndarray) -> None:
        """Take a witness that sums up, and moves what no other has moved so far."""
        if not self._sums_up(cells, steps):
            return
        wider = (steps < self.lowest[cells]) | (steps > self.highest[cells])
        if wider.any():
            for cell in cells[self.may_be_withheld[cells]].tolist():
                self._withhold(cell)
            self.witnesses.append((cells, steps))
            self.lowest[cells] = np.minimum(self.lowest[cells], steps)
            self.highest[cells] = np.maximum(self.highest[cells], steps)

    def _sums_up(self, cells: np.ndarray, steps: np.ndarray) -> bool:
        if (self.values[cells] + steps < self.floor[cells]).any():
            return False
        step = dict(zip(cells.tolist(), steps.tolist()))
        for relation in {r for cell in step for r in self.touching[cell]}:
            if sum(sign * step.get(c, 0) for c, sign in zip(self.members[relation], self.signs[relation])):
                return False
        return True

    # -- showing again --------------------------------------------------------------------------------------------

    def prune(self) -> None:
        """Show again, the largest first, what was withheld for others and turns out not to be needed."""
        added = np.flatnonzero(self.withheld & ~self.small).tolist()
        for cell in sorted(added, key=lambda c: (-self.values[c], c)):
            kept = (self.witnesses, self.lowest.copy(), self.highest.copy())
            self.withheld[cell] = False
            self._forget(cell)
            spans = self.highest - self.lowest
            unproven = np.flatnonzero(self._needs() & (spans < self.rules.threshold)).tolist()
            if len(unproven) > _AT_STAKE or not all(self._walk(c, _NEAR[0], may_withhold=False) for c in unproven):
                self.withheld[cell] = True
                self.witnesses, self.lowest, self.highest = kept

    def _forget(self, cell: int) -> None:
        """Leave out the witnesses that move a cell which is shown now."""
        self.witnesses = [(cells, steps) for cells, steps in self.witnesses if cell not in cells]
        self.lowest[:], self.highest[:] = 0, 0
        for cells, steps in self.witnesses:
            self.lowest[cells] = np.minimum(self.lowest[cells], steps)
            self.highest[cells] = np.maximum(self.highest[cells], steps)

    def proof(self) -> Tuple[Mapping[CellName, int], ...]:
        """The witnesses that are needed: those that move some cell further than all the others before them."""
        return tuple(
            {
                name: int(self.values[cell]) + int(step)
                for cell, step in zip(cells.tolist(), steps.tolist())
                for name in self.groups[cell]
            }
            for cells, steps in self.witnesses
        )


def _one_and_the_same(system: CellSystem) -> List[Tuple[CellName, ...]]:
    """The cells, those together that a sum of one part makes the same."""
    root: Dict[CellName, CellName] = {name: name for name in system.values}

    def find(name: CellName) -> CellName:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for relation in system.relations:
        if len(relation.parts) == 1:
            root[find(relation.parts[0])] = find(relation.total)
    found: Dict[CellName, List[CellName]] = {}
    for name in sorted(system.values):
        found.setdefault(find(name), []).append(name)
    return [tuple(names) for _, names in sorted(found.items())]


def _sums(system: CellSystem, number: Mapping[CellName, int]) -> List[Tuple[Tuple[int, int], ...]]:
    """The relations as cells with their signs, parts less total; each once, and none that says nothing."""
    found: Dict[Tuple[Tuple[int, int], ...], None] = {}
    for relation in sorted(system.relations):
        signs: Dict[int, int] = {number[relation.total]: -1}
        for part in relation.parts:
            signs[number[part]] = signs.get(number[part], 0) + 1
        kept = tuple(sorted((cell, sign) for cell, sign in signs.items() if sign))
        if kept:
            found[kept] = None
    return list(found)


class _Walk:
    """The simplex method among the tables that keep the sums, to where one cell is moved furthest for the least price.

    A point is how far each cell is moved from its true count: at first not at all. ``matrix`` times the point is zero,
    ``low`` and ``high`` bound it, and moving cell i by one either way costs ``prices[i]``. So a cell with a price has a
    bend at zero: it stays on one side of it (``_side``) until it is set down there. Dense and bounded; it starts at a
    point that is allowed, so there is no first phase (Chvátal 1983, ch. 8).
    """

    def __init__(
        self, matrix: np.ndarray, low: np.ndarray, high: np.ndarray, prices: np.ndarray, goal: int, sign: int
    ) -> None:
        self._low, self._high, self._prices = low, high, prices
        self._table, self._basis = _reduced(matrix)
        self._at = np.zeros(matrix.shape[1])
        self._side = np.ones(matrix.shape[1])
        self._reward = np.zeros(matrix.shape[1])
        self._reward[goal] = sign * (1.0 + 2.0 * float(prices.sum()))
        self._outside = np.ones(matrix.shape[1], dtype=bool)
        self._outside[self._basis] = False

    def furthest(self) -> np.ndarray:
        """How far each cell is moved where the goal is furthest."""
        patience = 2 * len(self._basis) + 20
        for turn in range(3 * patience):
            entering = self._entering(turn > patience)
            if entering is None:
                break
            self._step(*entering)
        return self._at

    def _entering(self, careful: bool) -> Optional[Tuple[int, float]]:
        """The cell to move and which way; ``careful`` takes the first that helps, which does not go in circles."""
        at, prices = self._at, self._prices
        worth = self._reward[self._basis] - prices[self._basis] * self._side[self._basis]
        gain = self._reward - worth @ self._table
        up = gain - np.where(at >= -_EPSILON, prices, -prices)
        down = -gain - np.where(at <= _EPSILON, prices, -prices)
        up[(at >= self._high - _EPSILON) | ~self._outside] = 0.0
        down[(at <= self._low + _EPSILON) | ~self._outside] = 0.0
        best = np.maximum(up, down)
        useful = np.flatnonzero(best > 1e-7)
        if not len(useful):
            return None
        column = int(useful[0]) if careful else int(useful[np.argmax(best[useful])])
        return column, 1.0 if up[column] >= down[column] else -1.0

    def _step(self, column: int, way: float) -> None:
        basis, at = self._basis, self._at
        slope = -way * self._table[:, column]
        priced, side = self._prices[basis] > 0, self._side[basis]
        least = np.where(priced & (side > 0), 0.0, self._low[basis])
        most = np.where(priced & (side < 0), 0.0, self._high[basis])
        room = np.full(len(basis), np.inf)
        rising, falling = slope > _EPSILON, slope < -_EPSILON
        room[rising] = (most[rising] - at[basis][rising]) / slope[rising]
        room[falling] = (least[falling] - at[basis][falling]) / slope[falling]
        start = at[column]
        bend = self._prices[column] > 0 and start * way < -_EPSILON
        end = 0.0 if bend else (self._high[column] if way > 0 else self._low[column])
        length, row = abs(end - start), -1
        if len(basis):
            tightest = max(float(room.min()), 0.0)
            if tightest < length - _EPSILON:
                ties = np.flatnonzero(room <= tightest + _EPSILON)
                row, length = int(ties[np.argmin(basis[ties])]), tightest
        at[basis] += slope * length
        at[column] += way * length
        if row < 0:
            at[column] = end
            return
        leaving = int(basis[row])
        at[leaving] = most[row] if slope[row] > 0 else least[row]
        self._side[column] = -way if bend else way
        self._pivot(row, column)

    def _pivot(self, row: int, column: int) -> None:
        _clear(self._table, row, column)
        self._outside[self._basis[row]], self._outside[column] = True, False
        self._basis[row] = column


def _clear(table: np.ndarray, row: int, column: int) -> None:
    """Solve a row for a column, and put that into all other rows."""
    table[row] /= table[row, column]
    factors = table[:, column].copy()
    factors[row] = 0.0
    rows = np.flatnonzero(np.abs(factors) > 1e-12)
    columns = np.flatnonzero(table[row])
    if len(rows):
        table[rows[:, None], columns] -= factors[rows][:, None] * table[row, columns]


def _reduced(matrix: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The matrix in reduced echelon form without empty rows, and the column that each row is solved for."""
    table = matrix.copy()
    basis: List[int] = []
    for column in range(table.shape[1]):
        row = len(basis)
        if row == table.shape[0]:
            break
        best = row + int(np.argmax(np.abs(table[row:, column])))
        if abs(table[best, column]) < 1e-9:
            continue
        if best != row:
            table[[row, best]] = table[[best, row]]
        _clear(table, row, column)
        basis.append(column)
    return table[: len(basis)], np.array(basis, dtype=np.int64)
