"""Tables as they stand on paper: texts, which columns hold numbers, how the width is shared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Sequence, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import PublishableTable
from .table_text import NUMBERS, Row, TableText


@dataclass(frozen=True)
class PaperTable:
    """A table as it is printed.

    ``heads`` may be empty: then the first column names what the others hold. ``shares`` say how wide a column is beside
    the others; ``numbers`` are the columns that stand to the right; ``total``: the last row is a total.
    """

    heads: Tuple[str, ...]
    rows: Tuple[Tuple[str, ...], ...]
    shares: Tuple[float, ...]
    numbers: Tuple[int, ...] = ()
    total: bool = False

    def __post_init__(self) -> None:
        for row in ((self.heads,) if self.heads else ()) + self.rows:
            if len(row) != len(self.shares):
                raise ValueError(f"a row has {len(row)} cells for {len(self.shares)} columns")

    def part(self, start: int, end: int) -> PaperTable:
        """Some of the rows; the total only where the last row is among them."""
        return replace(self, rows=self.rows[start:end], total=self.total and end >= len(self.rows))


def note(text: str) -> PaperTable:
    """A sentence in place of a table."""
    return PaperTable((), ((text,),), (1.0,))


def paper_table(
    content: AnnualContent, table: PublishableTable, wanted: Sequence[Tuple[str, float]], rows: Sequence[Row]
) -> PaperTable:
    """Some columns of a table, each with its share of the width, for some of its rows.

    Columns that the profile may not see, or that the table lacks, are left out.
    """
    text = TableText(content)
    columns = {column.name: column for column in table.columns}
    shown = [(columns[name], share) for name, share in wanted if name in columns]
    return PaperTable(
        heads=tuple(text.head(column) for column, _ in shown),
        rows=tuple(tuple(text.text(table, column, row) for column, _ in shown) for row in rows),
        shares=tuple(share for _, share in shown),
        numbers=tuple(number for number, (column, _) in enumerate(shown) if column.measure in NUMBERS),
        total=table.table.total_row and bool(rows) and rows[-1] is table.table.rows[-1],
    )
