"""The user can decide what became of a scene: accept, change or reject what the machine proposes, with a reason."""

from __future__ import annotations

from typing import Optional

from ..domain.errors import Refusal
from ..domain.lineage import LinkDecision, LinkKind, ReasonCode, disputes, standing_decisions
from ..domain.mapping_round import check_unpublished, previous_round
from ..domain.scene import SceneId
from ..domain.storable import utc_text
from .free_text import checked_text
from .ports import Clock, ReviewStore, utc_now


def decide_link(
    store: ReviewStore,
    label: str,
    from_scene: str,
    to_scene: str,
    kind: LinkKind,
    by: str,
    reason_code: Optional[ReasonCode] = None,
    reason: str = "",
    clock: Clock = utc_now,
) -> LinkDecision:
    """Decide about a link from the round before into a round; the decision stored.

    A later decision sets aside an earlier one that it contradicts. Whoever overrules somebody else says why.

    Raises:
        Refusal: ``round_unknown``, ``round_published``, ``first_round``; ``link_scene_not_open`` where a scene does not
            count in its round (any more); a side, reason code or reason that the kind lacks or does not take
            (``link_…``); ``link_decided_otherwise`` where another person decided otherwise and no reason is given;
            ``personal_data_given``.
    """
    mapping_round = store.round(label)
    check_unpublished(mapping_round)
    decision = LinkDecision(
        kind,
        SceneId(from_scene.strip()) if from_scene.strip() else None,
        SceneId(to_scene.strip()) if to_scene.strip() else None,
        by,
        utc_text(clock()),
        reason_code,
        checked_text("reason", reason),
    )
    _check_scenes(store, label, decision)
    _check_overruled(store, label, decision)
    store.decide_links(label, [decision])
    return decision


def _check_scenes(store: ReviewStore, label: str, decision: LinkDecision) -> None:
    mapping_round, rounds = store.round(label), store.rounds()
    before = previous_round(mapping_round, rounds)
    if before is None:
        raise Refusal("first_round", round=mapping_round.label)
    if decision.to_scene and decision.to_scene not in _counting(store, label):
        raise Refusal("link_scene_not_open", scene=decision.to_scene, round=label)
    if decision.from_scene is None:
        return
    if decision.kind is LinkKind.RETURNED:
        past = [r.label for r in rounds if (r.ref_date, r.label) < (before.ref_date, before.label)]
        if not any(decision.from_scene in _counting(store, one) for one in past):
            raise Refusal("link_scene_not_open", scene=decision.from_scene, round=", ".join(past) or "–")
    elif decision.from_scene not in _counting(store, before.label):
        raise Refusal("link_scene_not_open", scene=decision.from_scene, round=before.label)


def _counting(store: ReviewStore, label: str) -> frozenset:
    return frozenset(scene.id for scene in store.scenes(label) if scene.counts)


def _check_overruled(store: ReviewStore, label: str, decision: LinkDecision) -> None:
    """Refuse to set aside what somebody else decided without a word."""
    standing = standing_decisions(store.link_decisions(label))
    overruled = [earlier for earlier, later in disputes([*standing, decision]) if later is decision]
    if overruled and not decision.reason:
        first = overruled[0]
        pair = f"{first.from_scene or ''} → {first.to_scene or ''}"
        raise Refusal("link_decided_otherwise", link=pair, kind=first.kind.value, by=first.by, at=first.at)
