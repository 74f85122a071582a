"""What the tables need of a place that keeps them: reading rows and writing them, whatever the place is made of."""

from __future__ import annotations

from typing import AbstractSet, Any, List, Mapping, Optional, Protocol, Sequence, Tuple

from ..domain.change_log import Deed
from .schema import Table

Values = Tuple[Any, ...]
"""The values of a row: of its columns in order, then, in a table with outlines, the outline as WKB."""

Where = Mapping[str, object]
"""What columns are to hold: one value, None for nothing, or a list of values of which it must be one."""

EVERYWHERE: Where = {}


class Session(Protocol):
    """A store that is open; what is read through it is of one moment."""

    def rows(
        self, table: Table, where: Where = EVERYWHERE, order: Sequence[str] = (), names: Sequence[str] = ()
    ) -> List[Values]:
        """The rows of a table; of ``names``, if given, those columns alone, without the outline."""


class Write(Protocol):
    """One transaction under way: all of it is kept, or nothing."""

    now: str
    """When it takes place (UTC, ISO), as it is written beside what people decide."""

    @property
    def session(self) -> Session:
        """The store, open for reading in the same transaction."""

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add rows."""

    def put(self, table: Table, row: Values) -> None:
        """Add a row, in place of the one with the same values in the table's unique columns."""

    def update(self, table: Table, names: Sequence[str], values: Values, where: Where) -> None:
        """Change columns of the rows that fit."""

    def change_scenes(self, rows: Sequence[Values], redrawn: AbstractSet[str]) -> None:
        """Write rows of ``SCENES`` anew, each found by its round and id; the outlines only of those redrawn."""

    def delete(self, table: Table, where: Where) -> None:
        """Remove the rows that fit."""

    def note(
        self,
        by: str,
        deed: Deed,
        label: Optional[str] = None,
        scene: Optional[str] = None,
        revision: Optional[int] = None,
    ) -> None:
        """Add a line to the change log."""
