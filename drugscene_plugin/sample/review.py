"""What people decided about the sample's rounds: every link as it truly was, local decisions, measures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import List, Sequence, Tuple

from ..domain.lineage import LinkDecision, LinkKind, ReasonCode
from ..domain.mapping_round import MappingRound, RoundLabel
from ..domain.measure import Measure, MeasureState
from ..domain.scene import Scene, SceneId, SceneStatus
from ..domain.sign_off import LocalDecision, LocalDecisionKind, SignOffRole
from .draws import Draws
from .history import Change

ANALYST = "Analytiker 1"
"""Who decides about links in the sample."""

SIGNERS = {SignOffRole.LPO: "Områdespolis", SignOffRole.MUNICIPALITY: "Kommunens trygghetssamordnare"}
"""Who signs for an area."""

PUBLISHER = "Analytiker 2"
"""Who publishes."""

_DAYS_TO_PUBLICATION = 45


def decided_at(mapping_round: MappingRound) -> str:
    """When the links of a round were decided (UTC)."""
    return _at(mapping_round, _DAYS_TO_PUBLICATION - 15)


def signed_at(mapping_round: MappingRound) -> str:
    """When a round was signed (UTC)."""
    return _at(mapping_round, _DAYS_TO_PUBLICATION - 5)


def published_at(mapping_round: MappingRound) -> str:
    """When a round was published (UTC)."""
    return _at(mapping_round, _DAYS_TO_PUBLICATION)


def _at(mapping_round: MappingRound, days: int) -> str:
    return f"{(mapping_round.ref_date + timedelta(days=days)).isoformat()}T12:00:00.000Z"


def link_decisions(changes: Sequence[Change], mapping_round: MappingRound) -> Tuple[LinkDecision, ...]:
    """A decision for every link into a round, in the order of the changes."""
    made: List[LinkDecision] = []
    at = decided_at(mapping_round)
    for change in changes:
        if change.to_round != mapping_round.label:
            continue
        code = None
        if change.kind is LinkKind.CEASED:
            code = ReasonCode.DELISTED
        elif change.kind is LinkKind.NEW:
            draws = Draws(f"reason {change.to_ids[0]}")
            code = ReasonCode.NEWLY_NOTICED if draws.chance(0.3) else ReasonCode.ARISEN
        for source in change.from_ids or (None,):
            for target in change.to_ids or (None,):
                made.append(LinkDecision(change.kind, source, target, ANALYST, at, code))
    return tuple(made)


def local_decisions(changes: Sequence[Change]) -> Tuple[LocalDecision, ...]:
    """Some of the scenes that ceased had been de-listed locally, before the round that says so."""
    ceased = sorted(
        scene
        for change in changes
        if change.kind is LinkKind.CEASED and change.to_round == RoundLabel("2024")
        for scene in change.from_ids
    )
    return tuple(
        LocalDecision(
            scene,
            date(2023, 10, 16) + timedelta(days=9 * number),
            LocalDecisionKind.DELIST,
            SignOffRole.LPO,
            SIGNERS[SignOffRole.LPO],
            "Avförd tillsammans med kommunen.",
        )
        for number, scene in enumerate(ceased[:3])
    )


_KINDS = (
    ("presence", "police"),
    ("guards", "municipality"),
    ("physical_change", "housing_company"),
    ("outreach", "municipality"),
    ("cameras", "police"),
    ("guards", "transport_company"),
    ("activities", "municipality"),
)


def measures(scenes: Sequence[Scene]) -> Tuple[Measure, ...]:
    """Measures at every fourth open scene of a round, some ended, some going on."""
    places: List[SceneId] = sorted(scene.id for scene in scenes if scene.status is SceneStatus.OPEN)[::4]
    made: List[Measure] = []
    for place in places:
        draws = Draws(f"measures {place}")
        for kind, actor in draws.some(_KINDS, 1, 3):
            since = date(2022, 1, 1) + timedelta(days=draws.whole(0, 600))
            done = draws.chance(0.4)
            until = since + timedelta(days=draws.whole(60, 300)) if done else None
            state = MeasureState.DONE if done else MeasureState.ONGOING
            made.append(Measure(place, kind, actor, since, until, state, "", SIGNERS[SignOffRole.MUNICIPALITY]))
    return tuple(made)
