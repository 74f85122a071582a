"""A table of results, before anyone has said that it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, List, Mapping, Optional, Tuple

from .counted import Counted
from .field import Visibility


class Measure(str, Enum):
    """What a column's numbers are, so that a writer can format them."""

    TEXT = "text"
    COUNT = "count"
    AREA_M2 = "area_m2"
    SHARE = "share"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    BOOLEAN = "boolean"


class SceneIds(str, Enum):
    """What ids a column holds: of the one scene that the row is about, or of others, with ``;`` between them."""

    SUBJECT = "subject"
    OTHERS = "others"


@dataclass(frozen=True)
class Column:
    """A column: its head in CSV files (lower-case English, never changed), what it measures, who may see it.

    ``protected``: its numbers count incidents, persons or answers, or are calculated from such counts, so that small
    ones are withheld from those who may not see them. Numbers of scenes and their areas are not: published lists name
    every scene. ``scenes``: its values are ids of scenes, so that the public sees those of public scenes alone.
    """

    name: str
    measure: Measure = Measure.TEXT
    visibility: Visibility = Visibility.PUBLIC
    protected: bool = False
    scenes: Optional[SceneIds] = None


@dataclass(frozen=True)
class Table:
    """A named table. ``rows`` hold one value a column (None: no value); ``total_row``: the last row is a total.

    ``counted`` says what its protected columns count; a table with such columns must have it to be published.
    """

    name: str
    columns: Tuple[Column, ...]
    rows: Tuple[Tuple[Any, ...], ...]
    total_row: bool = False
    counted: Optional[Counted] = None

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"table {self.name}: a column name repeats")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name}: a row has {len(row)} values for {len(self.columns)} columns")
        if self.counted is not None:
            _check_places(self, self.counted)

    def column(self, name: str) -> Tuple[Any, ...]:
        """The values of one column."""
        index = [c.name for c in self.columns].index(name)
        return tuple(row[index] for row in self.rows)

    def named_rows(self) -> List[Mapping[str, Any]]:
        """The rows, each by the names of the columns."""
        names = [c.name for c in self.columns]
        return [dict(zip(names, row)) for row in self.rows]


def _check_places(table: Table, counted: Counted) -> None:
    """Hold that every protected number is accounted for, and shows what its cell holds."""
    for index, column in enumerate(table.columns):
        if not column.protected:
            continue
        for number, row in enumerate(table.rows):
            place, value = (number, column.name), row[index]
            name = counted.cells.get(place)
            if value is not None and name is None and place not in counted.derived:
                raise ValueError(f"table {table.name}: nothing says what {column.name} counts in row {number}")
            if name is not None and value != counted.values[name]:
                raise ValueError(f"table {table.name}: row {number} shows {value} for the cell {name}")
    protected = {column.name for column in table.columns if column.protected}
    for _, counting in (*counted.cells, *counted.derived):
        if counting not in protected:
            raise ValueError(f"table {table.name}: {counting} counts, but is no protected column")
