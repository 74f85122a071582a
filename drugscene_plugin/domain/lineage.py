"""What became of each scene between two rounds: links that the machine proposes and people decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import FrozenSet, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

from .errors import Refusal
from .scene import SceneId


class LinkKind(str, Enum):
    """What happened between two rounds.

    ``CONTINUED`` to ``MANY_TO_MANY`` join a scene of the earlier round with one of the later; ``NEW`` and ``RETURNED``
    stand for a later scene without a predecessor in the earlier round, ``CEASED`` for an earlier one without a
    successor. ``UNSURE`` is a question that a person has to answer; ``REJECTED`` is a person's word that two scenes are
    not linked.
    """

    CONTINUED = "continued"
    GROWN = "grown"
    SHRUNK = "shrunk"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    MANY_TO_MANY = "many_to_many"
    NEW = "new"
    CEASED = "ceased"
    RETURNED = "returned"
    UNSURE = "unsure"
    REJECTED = "rejected"


PAIRED = frozenset(
    (
        LinkKind.CONTINUED,
        LinkKind.GROWN,
        LinkKind.SHRUNK,
        LinkKind.MOVED,
        LinkKind.MERGED,
        LinkKind.SPLIT,
        LinkKind.MANY_TO_MANY,
    )
)
"""Kinds that join a scene of the earlier round with one of the later."""


@dataclass(frozen=True)
class LinkThresholds:
    """Where the machine draws its lines. Shares are 0 to 1, lengths in metres.

    ``link_share``: two outlines are linked when the overlap is at least this share of one of them.
    ``unsure_share``: from this share up to ``link_share`` a person is asked.
    ``sliver_width``: an overlap whose mean width is less comes from drawing jitter and is none.
    ``area_change``: an area that changed by less is continued, not grown or shrunk.
    ``moved_share``: a pair whose overlap is less than this share of both is moved, not continued, grown or shrunk.
    ``near``: how far apart two outlines may lie to be asked about as one scene that moved.
    """

    link_share: float = 0.4
    unsure_share: float = 0.2
    sliver_width: float = 6.0
    area_change: float = 0.15
    moved_share: float = 0.7
    near: float = 250.0

    def __post_init__(self) -> None:
        if not 0 < self.unsure_share <= self.link_share <= 1:
            raise Refusal("link_thresholds_invalid", unsure_share=self.unsure_share, link_share=self.link_share)


class LinkReason(str, Enum):
    """Why the machine proposes a link: filled with the shares for the reader."""

    SAME_ID_AND_OVERLAP = "same_id_and_overlap"
    OVERLAP = "overlap"
    NEAR_SAME_NAME = "near_same_name"
    NEAR_OTHER_NAME = "near_other_name"
    ID_WITHOUT_OVERLAP = "id_without_overlap"
    LITTLE_OVERLAP = "little_overlap"
    NO_PREDECESSOR = "no_predecessor"
    NO_SUCCESSOR = "no_successor"
    KNOWN_EARLIER = "known_earlier"
    DECIDED = "decided"


@dataclass(frozen=True)
class Link:
    """A proposed or decided link.

    ``share_from`` is the overlap's share of the earlier outline, ``share_to`` of the later one (None where one side is
    missing). For ``RETURNED``, ``from_scene`` is the scene of a round before the earlier one.
    """

    kind: LinkKind
    from_scene: Optional[SceneId]
    to_scene: Optional[SceneId]
    share_from: Optional[float] = None
    share_to: Optional[float] = None
    shared_m2: float = 0.0
    reason: LinkReason = LinkReason.OVERLAP

    @property
    def pair(self) -> Tuple[str, str]:
        """What the link is about, whatever its kind: used to find a decision again."""
        return (self.from_scene or "", self.to_scene or "")


class ReasonCode(str, Enum):
    """Why a scene is new or has ceased: what happened at the place, told apart from what happened in the books."""

    ARISEN = "arisen"
    NEWLY_NOTICED = "newly_noticed"
    DELISTED = "delisted"
    DEFINITION_CHANGED = "definition_changed"
    RECORDED_IN_ERROR = "recorded_in_error"


REASON_CODES: Mapping[LinkKind, Tuple[ReasonCode, ...]] = {
    LinkKind.NEW: (
        ReasonCode.ARISEN,
        ReasonCode.NEWLY_NOTICED,
        ReasonCode.DEFINITION_CHANGED,
        ReasonCode.RECORDED_IN_ERROR,
    ),
    LinkKind.CEASED: (ReasonCode.DELISTED, ReasonCode.DEFINITION_CHANGED, ReasonCode.RECORDED_IN_ERROR),
    LinkKind.RETURNED: (ReasonCode.ARISEN, ReasonCode.DEFINITION_CHANGED, ReasonCode.RECORDED_IN_ERROR),
}
"""The reason codes that a kind must carry one of when it is decided; the other kinds carry none."""


@dataclass(frozen=True)
class LinkDecision:
    """A person's decision about a link; ``at`` is UTC, ISO.

    Raises:
        Refusal: an unsure decision, a missing side, a reason code that the kind does not take or lacks, or a rejection
            without a reason.
    """

    kind: LinkKind
    from_scene: Optional[SceneId]
    to_scene: Optional[SceneId]
    by: str
    at: str
    reason_code: Optional[ReasonCode] = None
    reason: str = ""

    def __post_init__(self) -> None:
        kind, pair = self.kind, f"{self.from_scene or ''} → {self.to_scene or ''}"
        if kind is LinkKind.UNSURE:
            raise Refusal("link_decision_unsure", link=pair)
        wants_from = kind in PAIRED or kind in (LinkKind.CEASED, LinkKind.RETURNED, LinkKind.REJECTED)
        wants_to = kind is not LinkKind.CEASED
        if bool(self.from_scene) != wants_from or bool(self.to_scene) != wants_to:
            raise Refusal("link_sides_wrong", link=pair, kind=kind.value)
        allowed = REASON_CODES.get(kind, ())
        if (self.reason_code in allowed) != bool(allowed) or (self.reason_code and not allowed):
            known = ", ".join(code.value for code in allowed)
            given = self.reason_code.value if self.reason_code else ""
            raise Refusal("link_reason_code_wrong", link=pair, kind=kind.value, reason_code=given, known=known)
        if kind is LinkKind.REJECTED and not self.reason.strip():
            raise Refusal("link_rejected_without_reason", link=pair)

    @property
    def pair(self) -> Tuple[str, str]:
        """What the decision is about."""
        return (self.from_scene or "", self.to_scene or "")


@dataclass(frozen=True)
class HeldLink:
    """A link as it stands: the machine's proposal, or a person's decision (with what the machine knows of the pair)."""

    link: Link
    decision: Optional[LinkDecision] = None

    @property
    def decided(self) -> bool:
        """Whether a person has decided it."""
        return self.decision is not None


def links_that_hold(
    proposals: Sequence[Link],
    decisions: Sequence[LinkDecision],
    before: Iterable[SceneId],
    after: Iterable[SceneId],
) -> List[HeldLink]:
    """Put people's decisions in the place of proposals; every scene stays explained by something.

    A decision about a pair takes its proposal's place. A proposal about a scene that a decision has settled otherwise
    falls away: one that says *ceased* settles its scene, one that links a scene settles that it is neither new nor
    ceased. A scene that is left with nothing, because its link was rejected, is proposed as ceased or new again.
    Decisions are given oldest first; those about scenes that are gone are left out: see :func:`lost_decisions`.
    """
    first, second = frozenset(before), frozenset(after)
    valid = [d for d in standing_decisions(decisions) if not _is_lost(d, first, second)]
    by_pair = {d.pair: d for d in valid}
    proposed = {p.pair: p for p in proposals}
    alone_before = {d.from_scene for d in valid if d.kind is LinkKind.CEASED}
    alone_after = {d.to_scene for d in valid if d.kind in (LinkKind.NEW, LinkKind.RETURNED)}
    joined_before = {d.from_scene for d in valid if d.kind in PAIRED}
    joined_after = {d.to_scene for d in valid if d.kind in PAIRED}

    def falls_away(p: Link) -> bool:
        if p.kind in PAIRED or p.kind is LinkKind.UNSURE:
            return p.from_scene in alone_before or p.to_scene in alone_after
        if p.kind is LinkKind.CEASED:
            return p.from_scene in joined_before
        return p.to_scene in joined_after or p.to_scene in alone_after

    held = [HeldLink(p) for p in proposals if p.pair not in by_pair and not falls_away(p)]
    for decision in by_pair.values():
        known = proposed.get(decision.pair)
        shares = (known.share_from, known.share_to, known.shared_m2) if known else (None, None, 0.0)
        reason = known.reason if known else LinkReason.DECIDED
        link = Link(decision.kind, decision.from_scene, decision.to_scene, *shares, reason=reason)
        held.append(HeldLink(link, decision))

    effective = [h.link for h in held if h.link.kind is not LinkKind.REJECTED]
    explained_before: Set[Optional[SceneId]] = {k.from_scene for k in effective if k.kind is not LinkKind.RETURNED}
    explained_after: Set[Optional[SceneId]] = {k.to_scene for k in effective}
    for scene in first - explained_before:
        held.append(HeldLink(Link(LinkKind.CEASED, scene, None, reason=LinkReason.NO_SUCCESSOR)))
    for scene in second - explained_after:
        held.append(HeldLink(Link(LinkKind.NEW, None, scene, reason=LinkReason.NO_PREDECESSOR)))
    return sorted(held, key=lambda h: h.link.pair)


def _contradicts(later: LinkDecision, earlier: LinkDecision) -> bool:
    """Whether both cannot stand: they are about one pair, or one says a scene is linked and the other that it is not."""
    if later.pair == earlier.pair:
        return True
    for alone, joined in ((later, earlier), (earlier, later)):
        if joined.kind in PAIRED and alone.kind not in PAIRED and alone.kind is not LinkKind.REJECTED:
            if alone.kind is LinkKind.CEASED and alone.from_scene == joined.from_scene:
                return True
            if alone.kind is not LinkKind.CEASED and alone.to_scene == joined.to_scene:
                return True
    both_come = {later.kind, earlier.kind} <= {LinkKind.NEW, LinkKind.RETURNED}
    return both_come and later.to_scene == earlier.to_scene


def standing_decisions(decisions: Sequence[LinkDecision]) -> List[LinkDecision]:
    """The decisions that stand, given oldest first: a later one sets aside those that it contradicts."""
    standing: List[LinkDecision] = []
    for decision in decisions:
        standing = [d for d in standing if not _contradicts(decision, d)] + [decision]
    return standing


def disputes(decisions: Sequence[LinkDecision]) -> List[Tuple[LinkDecision, LinkDecision]]:
    """Decisions that somebody else's later one set aside and said something else, given oldest first: earlier, later."""
    found: List[Tuple[LinkDecision, LinkDecision]] = []
    standing: List[LinkDecision] = []
    for decision in decisions:
        for earlier in standing:
            if _contradicts(decision, earlier) and decision.by != earlier.by and decision.kind is not earlier.kind:
                found.append((earlier, decision))
        standing = [d for d in standing if not _contradicts(decision, d)] + [decision]
    return found


def _is_lost(decision: LinkDecision, before: FrozenSet[SceneId], after: FrozenSet[SceneId]) -> bool:
    if decision.from_scene and decision.kind is not LinkKind.RETURNED and decision.from_scene not in before:
        return True
    return bool(decision.to_scene) and decision.to_scene not in after


def lost_decisions(
    decisions: Sequence[LinkDecision], before: Iterable[SceneId], after: Iterable[SceneId]
) -> List[LinkDecision]:
    """Decisions about scenes that no longer stand in either round: kept in the store, and told."""
    first, second = frozenset(before), frozenset(after)
    return [d for d in decisions if _is_lost(d, first, second)]
