"""What other software wrote into a store's tables that cannot be read: refused, with table, row, column and value."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Sequence, TypeVar

from shapely.errors import ShapelyError

from ..domain.errors import Refusal
from .schema import Table

T = TypeVar("T")

UNREADABLE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, ShapelyError, Refusal,
)  # fmt: skip
"""What reading raises where a value is not what its column says: JSON that is none, or that says something else."""


def row_damaged(table: Table, row: Mapping[str, object], column: str, value: object = None) -> Refusal:
    """Why a row cannot be read. It is named by the columns that tell it from others; ``value`` in place of the column's."""
    said = {name: row.get(name) for name in table.unique or table.names[:3]}
    named = ", ".join(f"{name} {_shown(text)}" for name, text in said.items() if text is not None)
    shown = _shown(row.get(column) if value is None else value)
    return Refusal("row_damaged", table=table.name, row=named, column=column, value=shown)


def _shown(value: object) -> str:
    return str(value)[:80].encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class StoredRow:
    """A row of a table, by the names of its columns."""

    def __init__(self, table: Table, values: Sequence[object]) -> None:
        self._table = table
        self._values = dict(zip(table.names, values))

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    def text(self, column: str) -> str:
        """The text in a column; blank where there is none."""
        return str(self._values[column] or "")

    def read(self, column: str, reader: Callable[..., T]) -> T:
        """What a column's value stands for.

        Raises:
            Refusal: ``row_damaged``: it stands for nothing.
        """
        value = self._values[column]
        try:
            return reader(value)
        except UNREADABLE as error:
            raise row_damaged(self._table, self._values, column) from error
