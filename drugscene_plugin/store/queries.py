"""Reading rows of the tables in a store that is open."""

from __future__ import annotations

from typing import Any, List, Tuple

from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, RoundLabel
from . import dialect, mapping
from .connection import Session
from .schema import OUTLINE, ROUNDS, Table


def rows(session: Session, table: Table, rest: str = "") -> List[Tuple[Any, ...]]:
    """The rows of a table, its columns in order, then the outline where it has one; ``rest`` follows FROM."""
    wanted = {dialect.quote_identifier(column.name): column.kind for column in table.columns}
    rest = f"FROM {dialect.quote_identifier(table.name)}{rest}"
    return session.select(wanted, rest, OUTLINE if table.outline else "")


def rounds(session: Session) -> List[MappingRound]:
    """All rounds, by reference date, then label."""
    return [mapping.round_from_values(row) for row in rows(session, ROUNDS, ' ORDER BY "ref_date", "label"')]


def round_of(session: Session, label: str) -> MappingRound:
    """The round of that label. Refusal ``round_unknown`` names those there are."""
    known = {r.label: r for r in rounds(session)}
    if label not in known:
        raise Refusal("round_unknown", round=label, known=", ".join(known))
    return known[RoundLabel(label)]
