"""Which counts are withheld from a reader, with the proof that none of them can be worked out.

The reader is taken to know the rules, to have every table of the package, and to be able to solve equations. What he
cannot know is which of the tables that agree with all that is shown is the true one. So a suppression carries
*witnesses*: made-up counts that agree with everything shown. Over the witnesses every withheld cell spans at least the
threshold: no reader, however clever, can narrow it further than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Mapping, Set, Tuple

from .counted import CellName, CellSystem, Derived, Relation
from .errors import Refusal

Witness = Mapping[CellName, int]
"""Cells that differ from the true ones, with made-up counts; all others are as they are."""


@dataclass(frozen=True)
class Rules:
    """How small a number may be shown: counts under ``threshold`` are withheld, and 0 unless ``show_zero``.

    A share is shown where it rests on at least ``minimum_n`` people or incidents.
    """

    threshold: int = 5
    show_zero: bool = True
    minimum_n: int = 30

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise Refusal("threshold_too_small", threshold=self.threshold)
        if self.minimum_n < 0:
            raise Refusal("minimum_n_negative", minimum=self.minimum_n)

    def small(self, value: int) -> bool:
        """Whether a count may not be shown.

        >>> [Rules(3).small(n) for n in range(4)], Rules(3, show_zero=False).small(0)
        ([False, True, True, False], True)
        """
        return value < self.threshold and (value > 0 or not self.show_zero)

    def floor(self, shown: bool) -> int:
        """The least that a reader takes a hidden cell for: a table's zeros are shown or withheld like small counts."""
        return 1 if shown and self.show_zero else 0


DEFAULT_RULES = Rules()
"""The rules where nobody has set others."""


@dataclass(frozen=True)
class Suppression:
    """Which cells of a system are withheld by the rules, checked when it is made.

    ``primary`` are those too small to show, ``secondary`` those that would tell one of them.

    Raises:
        ValueError: a small cell is shown, a witness disagrees with what is shown, or a withheld cell (or a small one
            that no table shows) spans less than the threshold over the witnesses.
    """

    system: CellSystem
    rules: Rules
    primary: FrozenSet[CellName]
    secondary: FrozenSet[CellName]
    witnesses: Tuple[Witness, ...]

    def __post_init__(self) -> None:
        system, rules = self.system, self.rules
        if rules.threshold == 1 and rules.show_zero:
            return
        for name in system.shown - system.certain:
            if rules.small(system.values[name]) and name not in self.primary:
                raise ValueError(f"cell {name} is small and shown")
        touching = _relations_of(system.relations)
        lowest, highest = dict(system.values), dict(system.values)
        for witness in self.witnesses:
            self._check_agrees(witness, touching)
            for name, value in witness.items():
                lowest[name], highest[name] = min(lowest[name], value), max(highest[name], value)
        for name in self.protected:
            if highest[name] - lowest[name] < rules.threshold:
                raise ValueError(f"cell {name} can be told to within {highest[name] - lowest[name]}")

    def _check_agrees(self, witness: Witness, touching: Mapping[CellName, List[Relation]]) -> None:
        shown, values = self.system.shown, self.system.values
        concerned: Set[Relation] = set()
        for name, value in witness.items():
            if name in shown and not self.withholds(name):
                raise ValueError(f"a witness changes the cell {name}, which is shown")
            if value < self.rules.floor(name in shown):
                raise ValueError(f"a witness makes {value} of the cell {name}")
            concerned.update(touching.get(name, ()))
        for relation in concerned:
            parts = sum(witness.get(part, values[part]) for part in relation.parts)
            if witness.get(relation.total, values[relation.total]) != parts:
                raise ValueError(f"a witness breaks the sum {relation.total}")

    @property
    def withheld(self) -> FrozenSet[CellName]:
        """All cells that are not shown though a table has them."""
        return self.primary | self.secondary

    @property
    def protected(self) -> FrozenSet[CellName]:
        """The withheld cells, and the small ones that no table shows but that sums could tell."""
        values, shown = self.system.values, self.system.shown
        small = (n for n, v in values.items() if n not in shown and 0 < v < self.rules.threshold)
        return self.withheld | frozenset(small)

    def withholds(self, name: CellName) -> bool:
        """Whether a cell is withheld."""
        return name in self.primary or name in self.secondary

    def withholds_derived(self, derived: Derived) -> bool:
        """Whether a calculated number is withheld: by one of its cells, or since it rests on too few."""
        few = derived.rests_on is not None and derived.rests_on < self.rules.minimum_n
        return few or any(self.withholds(name) for name in derived.cells)

    def covers(self, names: FrozenSet[CellName]) -> bool:
        """Whether it was decided with all these cells in view."""
        return names <= self.system.shown


def _relations_of(relations: Tuple[Relation, ...]) -> Mapping[CellName, List[Relation]]:
    found: Dict[CellName, List[Relation]] = {}
    for relation in relations:
        for name in {relation.total, *relation.parts}:
            found.setdefault(name, []).append(relation)
    return found
