"""The user can record a measure at a scene's place, and later how it stands."""

from __future__ import annotations

from datetime import date
from typing import Optional

from ..domain.measure import Measure, MeasureState
from .free_text import checked_text
from .ports import ReviewStore
from .record_decision import known_scene


def record_measure(
    store: ReviewStore,
    scene: str,
    kind: str,
    actor: str,
    since: date,
    until: Optional[date],
    state: MeasureState,
    note: str,
    by: str,
) -> Measure:
    """Record a measure; one of the same scene, type, actor and start takes the earlier one's place.

    Raises:
        Refusal: ``scene_unknown``, ``code_unknown`` (type or actor), ``measure_ends_before_it_starts``,
            ``personal_data_given``.
    """
    made = Measure(known_scene(store, scene), kind, actor, since, until, state, checked_text("note", note), by)
    store.record_measure(made)
    return made
