"""Who has to approve a round before it is published, and what their approval is bound to.

The regional list once named a scene that the local police had dropped one and a half years before. So every local police
area and every municipality concerned signs the rows themselves, and a row that changes afterwards is no longer signed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import shapely

from .area import Area, AreaCode
from .criteria import Answer, Criterion
from .field import Profile
from .scene import Scene, SceneId
from .scene_fields import SEEN_FIELDS, UPKEEP, scene_to_row


class SignOffRole(str, Enum):
    """For whom somebody signs."""

    LPO = "lpo"
    MUNICIPALITY = "municipality"


class SignOffDecision(str, Enum):
    """What they say."""

    APPROVE = "approve"
    OBJECT = "object"


NO_SCENES = SceneId("")
"""What an area without scenes signs: that it has none."""

NO_SCENES_CHECKSUM = "no-scenes"

BETWEEN = ":"
"""Stands between the two checksums of a municipality's signature."""


@dataclass(frozen=True)
class SignOff:
    """One signature: for a scene, or (``NO_SCENES``) that the area has none; ``at`` is UTC, ISO."""

    role: SignOffRole
    code: AreaCode
    scene: SceneId
    decision: SignOffDecision
    by: str
    at: str
    checksum: str
    comment: str = ""


class LocalDecisionKind(str, Enum):
    """What was decided locally, between rounds."""

    DELIST = "delist"
    CLASSIFY = "classify"


@dataclass(frozen=True)
class LocalDecision:
    """A decision by a local police area or municipality about a scene, recorded when it was made."""

    scene: SceneId
    date: date
    decision: LocalDecisionKind
    role: SignOffRole
    by: str
    comment: str = ""


class SignOffState(str, Enum):
    """How a needed signature stands."""

    APPROVED = "approved"
    OBJECTED = "objected"
    VOIDED = "voided"
    MISSING = "missing"


@dataclass(frozen=True)
class NeededSignOff:
    """A signature that a round needs, and how it stands."""

    role: SignOffRole
    code: AreaCode
    scene: SceneId
    state: SignOffState
    last: Optional[SignOff] = None


_KEPT_UP = frozenset(field.name for field in UPKEEP if field.name != "predecessors")
_ANSWERS = frozenset(criterion.value for criterion in Criterion)


def row_checksum(scene: Scene) -> str:
    """SHA-256 of a scene's row and outline, without its revision and upkeep marks: what a signature is bound to."""
    return _checksum(scene, {name: value for name, value in scene_to_row(scene).items() if name not in _KEPT_UP})


def signed_checksum(role: SignOffRole, scene: Scene) -> str:
    """What a signature is bound to: the row; for a municipality, that and what municipalities see of it.

    A municipality cannot make the first itself: who writes a row says it. The second says that it is what was looked at.
    """
    if role is SignOffRole.LPO:
        return row_checksum(scene)
    seen = {name: value for name, value in scene_to_row(scene).items() if name in SEEN_FIELDS[Profile.COOPERATION]}
    # An answer "unknown" may stand there for its evidence alone, which is not seen.
    seen.update((name, None) for name in _ANSWERS if seen[name] == Answer.UNKNOWN.value)
    return f"{row_checksum(scene)}{BETWEEN}{_checksum(scene, seen)}"


def _checksum(scene: Scene, row: Mapping[str, object]) -> str:
    digest = hashlib.sha256(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False).encode("utf-8"))
    if scene.outline is not None:
        digest.update(shapely.to_wkb(shapely.normalize(scene.outline), output_dimension=2))
    return digest.hexdigest()


def _code(scene: Scene, role: SignOffRole) -> Optional[AreaCode]:
    return scene.lpo.code if role is SignOffRole.LPO else scene.municipality.code


def needed_sign_offs(
    scenes: Sequence[Scene],
    previous: Sequence[Scene],
    lpos: Sequence[Area],
    municipalities: Sequence[Area],
    sign_offs: Sequence[SignOff],
) -> List[NeededSignOff]:
    """Every signature that a round needs, by role, code and scene, with how each stands.

    Every LPO signs its scenes, or that it has none; so does every municipality with a scene in this round or among the
    scenes that counted in the one before.

    Args:
        scenes: all rows of the round.
        previous: the scenes that counted in the round before.
        lpos, municipalities: the areas valid at the round's reference date.
        sign_offs: all signatures of the round, oldest first; the last one for a scene counts.
    """
    last: Dict[Tuple[SignOffRole, str, str], SignOff] = {(s.role, s.code, s.scene): s for s in sign_offs}
    concerned = {s.municipality.code for s in (*scenes, *previous)}
    needed: List[NeededSignOff] = []
    for role, areas in ((SignOffRole.LPO, lpos), (SignOffRole.MUNICIPALITY, municipalities)):
        for area in sorted(areas, key=lambda a: a.code):
            if role is SignOffRole.MUNICIPALITY and area.code not in concerned:
                continue
            own = sorted((s for s in scenes if _code(s, role) == area.code), key=lambda s: s.id)
            rows = {s.id: signed_checksum(role, s) for s in own} or {NO_SCENES: NO_SCENES_CHECKSUM}
            for scene, checksum in rows.items():
                signed = last.get((role, area.code, scene))
                needed.append(NeededSignOff(role, area.code, scene, _state(signed, checksum), signed))
    return needed


def _state(signed: Optional[SignOff], checksum: str) -> SignOffState:
    if signed is None:
        return SignOffState.MISSING
    if signed.checksum != checksum:
        return SignOffState.VOIDED
    return SignOffState.APPROVED if signed.decision is SignOffDecision.APPROVE else SignOffState.OBJECTED


def last_decisions(decisions: Sequence[LocalDecision], until: date) -> Mapping[SceneId, LocalDecision]:
    """The last local decision about each scene made on or before a day."""
    made = sorted((d for d in decisions if d.date <= until), key=lambda d: d.date)
    return {decision.scene: decision for decision in made}
