"""The user can correct a published round: open it again as a new revision, with a reason; the old one stays readable."""

from __future__ import annotations

from ..domain.mapping_round import opened_again
from ..domain.publication import Correction
from ..domain.storable import utc_text
from .free_text import required_text
from .ports import Clock, ReviewStore, utc_now


def correct_round(store: ReviewStore, label: str, reason: str, by: str, clock: Clock = utc_now) -> Correction:
    """Open a published round as a draft of its next revision. Decisions stay; a sign-off stays as its row does.

    Raises:
        Refusal: ``round_unknown``, ``round_not_published``, ``text_missing`` (no reason), ``personal_data_given``.
    """
    opened = opened_again(store.round(label))
    words, person = required_text("reason", reason), required_text("by", by)
    made = Correction(opened.label, opened.revision, words, person, utc_text(clock()))
    store.correct(made)
    return made
