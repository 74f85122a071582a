"""A mapping round: one pass over the county's scenes. Rounds are irregular, so each has a label and a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Iterable, NewType, Optional, Tuple

from .criteria import Definition, definition, own_definitions
from .errors import Refusal

RoundLabel = NewType("RoundLabel", str)

_LABEL = re.compile(r"[0-9A-Za-zÅÄÖåäö][0-9A-Za-zÅÄÖåäö._-]{0,31}")


class RoundState(str, Enum):
    """Where a round stands. A published one never changes."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


def round_label(text: str) -> RoundLabel:
    """Check a round's label, such as ``2023`` or ``2023-11``; it becomes part of file names.

    Raises:
        Refusal: empty, over 32 characters, or with other characters than letters, digits, ``.``, ``_`` and ``-``.
    """
    label = text.strip()
    if not _LABEL.fullmatch(label):
        raise Refusal("round_label_invalid", round=label[:80])
    return RoundLabel(label)


@dataclass(frozen=True)
class MappingRound:
    """A mapping round: its label, the day whose state it shows, and the rules that it names.

    ``definition`` and ``delisting`` are ids of definitions; ``from_round`` is the round whose scenes were carried
    forward; ``revision`` counts from 1 and rises with each correction after publication. ``own_rules`` is the file of
    the user's own definitions that it was opened with, as JSON: it stays with the round, so that nobody can change
    afterwards what its scenes were judged by.
    """

    label: RoundLabel
    ref_date: date
    state: RoundState = RoundState.DRAFT
    definition: str = "D1"
    delisting: str = "D5"
    from_round: Optional[RoundLabel] = None
    revision: int = 1
    own_rules: str = ""

    def __post_init__(self) -> None:
        round_label(self.label)

    @property
    def rules(self) -> Tuple[Definition, Definition]:
        """The definition and the de-listing rule.

        Raises:
            Refusal: one of them is neither the plugin's nor among the round's own.
        """
        own = own_definitions(self.own_rules)
        return definition(self.definition, "definition", own), definition(self.delisting, "delisting", own)

    @property
    def editable(self) -> bool:
        """Whether its scenes may still be drawn and tagged."""
        return self.state is RoundState.DRAFT


def check_unpublished(mapping_round: MappingRound) -> None:
    """Refuse to change what has been decided about a published round.

    Raises:
        Refusal: ``round_published``.
    """
    if mapping_round.state is RoundState.PUBLISHED:
        raise Refusal("round_published", round=mapping_round.label)


def published(mapping_round: MappingRound) -> MappingRound:
    """The round once it is published.

    Raises:
        Refusal: it is published already.
    """
    check_unpublished(mapping_round)
    return replace(mapping_round, state=RoundState.PUBLISHED)


def opened_again(mapping_round: MappingRound) -> MappingRound:
    """A published round as the draft of its next revision.

    Raises:
        Refusal: ``round_not_published``.
    """
    if mapping_round.state is not RoundState.PUBLISHED:
        raise Refusal("round_not_published", round=mapping_round.label, state=mapping_round.state.value)
    return replace(mapping_round, state=RoundState.DRAFT, revision=mapping_round.revision + 1)


def previous_round(mapping_round: MappingRound, rounds: Iterable[MappingRound]) -> Optional[MappingRound]:
    """The round that one is compared with: the one it was carried from, else the last before its reference date.

    None where it is the first. A round is never its own, and never has one of a later date.
    """
    earlier = [r for r in rounds if (r.ref_date, r.label) < (mapping_round.ref_date, mapping_round.label)]
    named = [r for r in earlier if r.label == mapping_round.from_round]
    return max(named or earlier, key=lambda r: (r.ref_date, r.label), default=None)
