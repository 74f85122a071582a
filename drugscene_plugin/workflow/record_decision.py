"""The user can record what was decided locally between rounds, when it is decided: a scene de-listed, or classified."""

from __future__ import annotations

from datetime import date

from ..domain.errors import Refusal
from ..domain.scene import SceneId
from ..domain.sign_off import LocalDecision, LocalDecisionKind, SignOffRole
from .free_text import checked_text, required_text
from .ports import ReviewStore


def record_decision(
    store: ReviewStore,
    scene: str,
    day: date,
    decision: LocalDecisionKind,
    role: SignOffRole,
    by: str,
    comment: str = "",
) -> LocalDecision:
    """Record a local decision about a scene that stands in a round, whatever its status there.

    Raises:
        Refusal: ``scene_unknown``, ``text_missing`` (nobody is named), ``personal_data_given``.
    """
    made = LocalDecision(
        known_scene(store, scene), day, decision, role, required_text("by", by), checked_text("comment", comment)
    )
    store.add_local_decision(made)
    return made


def known_scene(store: ReviewStore, scene: str) -> SceneId:
    """The id of a scene that stands in some round.

    Raises:
        Refusal: ``scene_unknown``.
    """
    given = SceneId(scene.strip())
    if given not in store.scene_rounds():
        raise Refusal("scene_unknown", scene=str(given)[:80])
    return given
