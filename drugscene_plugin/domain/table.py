"""A table of results, before anyone has said that it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Tuple

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


@dataclass(frozen=True)
class Column:
    """A column: its head in CSV files (lower-case English, never changed), what it measures, who may see it."""

    name: str
    measure: Measure = Measure.TEXT
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True)
class Table:
    """A named table. ``rows`` hold one value a column (None: no value); ``total_row``: the last row is a total."""

    name: str
    columns: Tuple[Column, ...]
    rows: Tuple[Tuple[Any, ...], ...]
    total_row: bool = False

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"table {self.name}: a column name repeats")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.name}: a row has {len(row)} values for {len(self.columns)} columns")

    def column(self, name: str) -> Tuple[Any, ...]:
        """The values of one column."""
        index = [c.name for c in self.columns].index(name)
        return tuple(row[index] for row in self.rows)
