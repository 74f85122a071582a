"""What several tables' methods ask of a store that is open."""

from __future__ import annotations

from typing import List, Tuple

from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, RoundLabel
from . import mapping
from .schema import CHANGE_LOG, KEY, ROUNDS
from .session import Session, Where


def rounds(session: Session) -> List[MappingRound]:
    """All rounds, by reference date, then label."""
    return [mapping.round_from_values(row) for row in session.rows(ROUNDS, order=("ref_date", "label"))]


def round_of(session: Session, label: str) -> MappingRound:
    """The round of that label. Refusal ``round_unknown`` names those there are."""
    known = {r.label: r for r in rounds(session)}
    if label not in known:
        raise Refusal("round_unknown", round=label, known=", ".join(known))
    return known[RoundLabel(label)]


def last_line(session: Session, where: Where) -> Tuple[str, str]:
    """Who did what stands last in the change log under a condition, and when; blank where nothing does."""
    lines = session.rows(CHANGE_LOG, where, order=(KEY,), names=("by", "at"))
    return lines[-1] if lines else ("", "")  # type: ignore[return-value]
