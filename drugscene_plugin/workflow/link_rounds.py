"""The user can link a round with the one before: what became of each scene, proposed, and accepted where it is plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import AbstractSet, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from ..analysis.lineage import propose_links
from ..analysis.link_shapes import Misfit, misfits
from ..domain.criteria import Definition, judge
from ..domain.errors import Refusal
from ..domain.lineage import (
    REASON_CODES,
    HeldLink,
    Link,
    LinkDecision,
    LinkKind,
    LinkThresholds,
    ReasonCode,
    disputes,
    links_that_hold,
    lost_decisions,
    standing_decisions,
)
from ..domain.mapping_round import MappingRound, RoundLabel, check_unpublished, previous_round
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.rights import Act
from ..domain.scene import Scene, SceneId, SceneStatus
from ..domain.storable import utc_text
from .ports import Clock, ReviewStore, utc_now

NORMAL_THRESHOLDS = LinkThresholds()

RoundScenes = Tuple[MappingRound, Sequence[Scene]]
"""A round with its scenes."""


@dataclass(frozen=True)
class Comparison:
    """Two rounds side by side.

    ``before`` and ``after`` are the scenes that count in the earlier and the later round; ``known_in`` says in which
    round a scene that is not among ``before`` last counted. ``held`` are the links as they stand, decided or proposed.
    ``lost`` are decisions about scenes that no longer stand, ``disputes`` pairs of decisions by two people of which the
    second set the first aside. ``series_break``: the rounds use different definitions or de-listing rules, so that
    every comparison between them is one of two series.
    """

    mapping_round: MappingRound
    from_round: MappingRound
    before: Tuple[Scene, ...]
    after: Tuple[Scene, ...]
    known_in: Mapping[SceneId, RoundLabel]
    held: Tuple[HeldLink, ...]
    decisions: Tuple[LinkDecision, ...] = ()

    @property
    def links(self) -> List[Link]:
        """The links that hold, whoever says so; rejected ones are none."""
        return [held.link for held in self.held if held.link.kind is not LinkKind.REJECTED]

    @property
    def undecided(self) -> List[HeldLink]:
        """What no person has decided yet."""
        return [held for held in self.held if not held.decided]

    @property
    def misfits(self) -> List[Misfit]:
        """Links whose kind does not fit those around them."""
        return misfits(self.links)

    @property
    def lost(self) -> List[LinkDecision]:
        """Standing decisions about scenes that are gone."""
        sides = [scene.id for scene in self.before], [scene.id for scene in self.after]
        return lost_decisions(standing_decisions(self.decisions), *sides)

    @property
    def disputes(self) -> List[Tuple[LinkDecision, LinkDecision]]:
        """Decisions that somebody else's later one set aside: earlier, later."""
        return disputes(self.decisions)

    @property
    def series_break(self) -> bool:
        """Whether the two rounds use different definitions."""
        return self.mapping_round.rules != self.from_round.rules

    @property
    def counts(self) -> Mapping[LinkKind, int]:
        """How many links there are of every kind."""
        return {kind: sum(held.link.kind is kind for held in self.held) for kind in LinkKind}


@dataclass(frozen=True)
class LinkedRound:
    """What linking gave: the comparison as it now stands, and the decisions that accepting added."""

    comparison: Comparison
    accepted: Tuple[LinkDecision, ...] = ()


def compared(
    current: RoundScenes,
    previous: RoundScenes,
    earlier: Sequence[RoundScenes] = (),
    decisions: Sequence[LinkDecision] = (),
    thresholds: LinkThresholds = NORMAL_THRESHOLDS,
) -> Comparison:
    """Compare two rounds, given with all their rows; ``earlier`` are the rounds before them, oldest first."""
    before = tuple(scene for scene in previous[1] if scene.counts)
    after = tuple(scene for scene in current[1] if scene.counts)
    standing = {scene.id for scene in before}
    last: Dict[SceneId, Tuple[RoundLabel, Scene]] = {
        scene.id: (past.label, scene)
        for past, scenes in earlier
        for scene in scenes
        if scene.counts and scene.id not in standing
    }
    proposals = propose_links(before, after, [scene for _, scene in last.values()], thresholds)
    held = links_that_hold(proposals, decisions, [s.id for s in before], [s.id for s in after])
    known_in = {scene: label for scene, (label, _) in last.items()}
    return Comparison(current[0], previous[0], before, after, known_in, tuple(held), tuple(decisions))


def compare_rounds(
    store: ReviewStore,
    label: str,
    from_round: str = "",
    thresholds: LinkThresholds = NORMAL_THRESHOLDS,
    progress: Progress = QUIET,
) -> Comparison:
    """Compare a round with an earlier one (default: the one before); nothing is written.

    What people decided counts where it is compared with the round before; against any other the machine alone speaks.

    Raises:
        Refusal: ``round_unknown``, ``first_round`` where there is none before, ``link_rounds_out_of_order``.
        Cancelled: the user asked to stop.
    """
    mapping_round, rounds = store.round(label), store.rounds()
    usual = previous_round(mapping_round, rounds)
    other = store.round(from_round) if from_round else usual
    if other is None:
        raise Refusal("first_round", round=mapping_round.label)
    if _order(other) >= _order(mapping_round):
        raise Refusal(
            "link_rounds_out_of_order",
            round=mapping_round.label,
            ref_date=mapping_round.ref_date,
            from_round=other.label,
            from_date=other.ref_date,
        )
    past = [r for r in rounds if _order(r) < _order(other)]
    earlier: List[RoundScenes] = []
    for one in past:
        stop_if_cancelled(progress)
        earlier.append((one, store.scenes(one.label)))
        progress.report(0.4 * len(earlier) / len(past))
    decisions = store.link_decisions(label) if other == usual else []
    current = (mapping_round, store.scenes(label))
    found = compared(current, (other, store.scenes(other.label)), earlier, decisions, thresholds)
    stop_if_cancelled(progress)
    progress.report(0.8)
    return found


def link_rounds(
    store: ReviewStore,
    label: str,
    by: str,
    from_round: str = "",
    accept: bool = False,
    thresholds: LinkThresholds = NORMAL_THRESHOLDS,
    new_reason: Optional[ReasonCode] = None,
    ceased_reason: Optional[ReasonCode] = None,
    progress: Progress = QUIET,
    clock: Clock = utc_now,
) -> LinkedRound:
    """Propose what became of each scene, and with ``accept`` decide what is plain.

    Accepted is every proposal that is not unsure and whose reason code is known: that of a new or returned scene is
    ``new_reason``, that of a scene that the de-listing rule has taken off the list is *de-listed*, that of any other
    that has ceased ``ceased_reason``. What has no reason code, whose scene is still to be judged in this round, or what
    one has no right to decide, stays a proposal. What people have decided stays decided, so that a second run changes
    nothing.

    Raises:
        Refusal: as :func:`compare_rounds`; ``link_accept_other_round`` where other rounds than a round and the one before
            are to be accepted, ``round_published``; ``right_…`` where one may decide no link at all.
        Cancelled: the user asked to stop; nothing was written.
    """
    found = compare_rounds(store, label, from_round, thresholds, progress)
    if not accept:
        progress.report(1.0)
        return LinkedRound(found)
    usual = previous_round(found.mapping_round, store.rounds())
    if found.from_round != usual:
        known = usual.label if usual else ""
        raise Refusal("link_accept_other_round", round=label, from_round=found.from_round.label, previous=known)
    check_unpublished(found.mapping_round)
    rights = store.rights()
    rights.require(Act.DECIDE_LINKS)
    rows = {scene.id: scene for scene in store.scenes(label)}
    codes = {LinkKind.NEW: new_reason, LinkKind.RETURNED: new_reason, LinkKind.CEASED: ceased_reason}
    rules = found.mapping_round.rules
    delisted = {scene for scene, row in rows.items() if _delisted(row, rules)}
    waiting = {scene for scene, row in rows.items() if not row.decided}
    at = utc_text(clock())
    lpos = {scene.id: scene.lpo.code for scene in (*found.before, *rows.values())}
    made = [
        decision
        for held in found.undecided
        for decision in _accepted(held.link, codes, delisted, waiting, by, at)
        if rights.why_not_any(Act.DECIDE_LINKS, [lpos.get(SceneId(one)) for one in decision.pair if one]) is None
    ]
    stop_if_cancelled(progress)
    store.decide_links(label, made)
    progress.report(1.0)
    return LinkedRound(_decided(found, made), tuple(made))


def _decided(found: Comparison, made: Sequence[LinkDecision]) -> Comparison:
    """The comparison with proposals accepted: each stands as it was, decided."""
    by_pair = {decision.pair: decision for decision in made}
    held = tuple(
        HeldLink(h.link, by_pair[h.link.pair]) if not h.decided and h.link.pair in by_pair else h for h in found.held
    )
    return Comparison(
        found.mapping_round,
        found.from_round,
        found.before,
        found.after,
        found.known_in,
        held,
        (*found.decisions, *made),
    )


def _order(mapping_round: MappingRound) -> Tuple[object, str]:
    return (mapping_round.ref_date, mapping_round.label)


def _delisted(scene: Scene, rules: Tuple[Definition, Definition]) -> bool:
    """Whether a row stands as ceased, and its answers say so by the round's de-listing rule."""
    if scene.status is not SceneStatus.CEASED:
        return False
    return judge(scene.answers, *rules, True).status == SceneStatus.CEASED.value


def _accepted(
    link: Link,
    codes: Mapping[LinkKind, Optional[ReasonCode]],
    delisted: AbstractSet[SceneId],
    waiting: Set[SceneId],
    by: str,
    at: str,
) -> Sequence[LinkDecision]:
    """The decision that takes a proposal as it is; none where a person has to say more."""
    if link.kind is LinkKind.UNSURE or (link.kind is LinkKind.CEASED and link.from_scene in waiting):
        return ()
    code = ReasonCode.DELISTED if link.kind is LinkKind.CEASED and link.from_scene in delisted else codes.get(link.kind)
    allowed = REASON_CODES.get(link.kind, ())
    if allowed and code not in allowed:
        return ()
    return (LinkDecision(link.kind, link.from_scene, link.to_scene, by, at, code if allowed else None),)
