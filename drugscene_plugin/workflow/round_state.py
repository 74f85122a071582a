"""The user can put a draft into review, where its scenes rest while others sign, and take it back."""

from __future__ import annotations

from dataclasses import replace

from ..domain.mapping_round import MappingRound, RoundState, check_unpublished
from .ports import ReviewStore


def set_round_state(store: ReviewStore, label: str, state: RoundState, by: str) -> MappingRound:
    """Put a round into review or back to a draft; the round as it then is. Publishing is a workflow of its own.

    Raises:
        Refusal: ``round_unknown``, ``round_published``.
    """
    before = store.round(label)
    after = replace(before, state=state)
    for one in (before, after):
        check_unpublished(one)
    if after != before:
        store.set_round_state(after, by)
    return after
