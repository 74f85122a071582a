"""Which numbers of a table count people or incidents, and how those numbers add up.

A table of counts hands these to the disclosure rules. A *cell* is one count with a name of its own, the same in every
table that shows it: ``("incidents", "2023", "lpo", "531210", "inside", "supply")``. A *relation* says that one cell is
the sum of others. Cells that no table shows may stand in relations too: what is between two overlapping bands, or the
part of a scene that lies in one of two municipalities.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, FrozenSet, Iterable, Mapping, NamedTuple, Optional, Sequence, Tuple

CellName = Tuple[str, ...]
"""What a cell counts, where and when: words that say it wherever it is shown."""

Place = Tuple[int, str]
"""Where a number stands in a table: its row, from 0, and its column."""


class Relation(NamedTuple):
    """``total`` is the sum of ``parts``; of none where nothing can be counted: beside the scenes of an LPO without one."""

    total: CellName
    parts: Tuple[CellName, ...]


@dataclass(frozen=True)
class Derived:
    """A number that was calculated from cells: withheld where any of them is.

    ``rests_on`` is the number of people or incidents that a share rests on; where it is below the rules' minimum, the
    share is withheld. None: no share.
    """

    cells: Tuple[CellName, ...]
    rests_on: Optional[int] = None


@dataclass(frozen=True)
class Counted:
    """What a table's protected numbers are: ``values`` of the cells, their ``relations``, and where they stand.

    ``cells`` are the places that show a cell's own value, ``derived`` those of numbers calculated from cells. Every
    protected place of the table stands in one of the two. A cell that only stands in ``values`` is not shown.
    """

    values: Mapping[CellName, int]
    relations: Tuple[Relation, ...] = ()
    cells: Mapping[Place, CellName] = field(default_factory=dict)
    derived: Mapping[Place, Derived] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.values.items():
            if value < 0 or value != int(value):
                raise ValueError(f"cell {name}: {value} is no count")
        named = {name for relation in self.relations for name in (relation.total, *relation.parts)}
        named.update(self.shown)
        missing = named - set(self.values)
        if missing:
            raise ValueError(f"no value for the cell {sorted(missing)[0]}")
        check_sums(self.values, self.relations)

    @property
    def shown(self) -> Tuple[CellName, ...]:
        """The cells that the table shows, itself or by what is calculated from them."""
        found = dict.fromkeys(self.cells.values())
        for derived in self.derived.values():
            found.update(dict.fromkeys(derived.cells))
        return tuple(found)


def check_sums(values: Mapping[CellName, int], relations: Sequence[Relation]) -> None:
    """Hold that the relations are true: whoever declares a wrong sum would protect nothing.

    Raises:
        ValueError: a total is not the sum of its parts.
    """
    for relation in relations:
        parts = sum(values[part] for part in relation.parts)
        if values[relation.total] != parts:
            raise ValueError(f"cell {relation.total} is {values[relation.total]}, its parts sum to {parts}")


@dataclass(frozen=True)
class CellSystem:
    """All that one reader is given at once: cells with their values, how they add up, and which of them are shown."""

    values: Mapping[CellName, int]
    relations: Tuple[Relation, ...]
    shown: FrozenSet[CellName]

    @property
    def certain(self) -> FrozenSet[CellName]:
        """The cells that are sums of nothing: their 0 is no secret."""
        return frozenset(relation.total for relation in self.relations if not relation.parts)


def together(tables: Iterable[Counted]) -> CellSystem:
    """The cells and relations of several tables as one, since a reader has them all.

    Raises:
        ValueError: two tables give one cell two values.
    """
    values: Dict[CellName, int] = {}
    relations: Dict[Relation, None] = {}
    shown: Dict[CellName, None] = {}
    for table in tables:
        for name, value in table.values.items():
            if values.setdefault(name, value) != value:
                raise ValueError(f"cell {name} is {values[name]} in one table and {value} in another")
        relations.update(dict.fromkeys(table.relations))
        shown.update(dict.fromkeys(table.shown))
    return CellSystem(values, tuple(relations), frozenset(shown))


def nested(inner: CellName, outer: CellName, values: Mapping[CellName, int]) -> Tuple[CellName, int, Relation]:
    """What lies in one cell but not in another within it, as a cell that no table shows: name, value and relation.

    For bands of two widths, or a crime group that holds another: their difference is a count as well.
    """
    between = ("between", *inner, "and", *outer)
    return between, values[outer] - values[inner], Relation(outer, (inner, between))
