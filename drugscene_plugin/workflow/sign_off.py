"""The user can sign off a round for an area: approve or object, scene by scene or for all, or say that it has none."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ..domain.area import AreaCode, AreaLevel, valid_areas
from ..domain.errors import Refusal
from ..domain.mapping_round import check_unpublished, previous_round
from ..domain.scene import SceneId
from ..domain.sign_off import (
    NO_SCENES,
    NO_SCENES_CHECKSUM,
    NeededSignOff,
    SignOff,
    SignOffDecision,
    SignOffRole,
    needed_sign_offs,
    signed_checksum,
)
from ..domain.storable import utc_text
from .free_text import checked_text, required_text
from .ports import Clock, ReviewStore, utc_now

_LEVELS = {SignOffRole.LPO: AreaLevel.LPO, SignOffRole.MUNICIPALITY: AreaLevel.MUNICIPALITY}


def sign_off(
    store: ReviewStore,
    label: str,
    role: SignOffRole,
    code: str,
    decision: SignOffDecision,
    by: str,
    comment: str = "",
    scenes: Sequence[str] = (),
    clock: Clock = utc_now,
) -> Tuple[SignOff, ...]:
    """Sign for an area of a round: for the scenes named, or for all that it has, as their rows stand now.

    An area without scenes signs that it has none: one sign-off, for no scene.

    Raises:
        Refusal: ``round_unknown``, ``round_published``; ``sign_off_area_unknown`` where no area of that code is valid at
            the reference date, ``sign_off_scene_elsewhere`` where a scene is not one of the area's, ``text_missing``
            (nobody is named), ``personal_data_given``.
    """
    mapping_round = store.round(label)
    check_unpublished(mapping_round)
    level = _LEVELS[role]
    known = {str(a.code) for a in valid_areas(store.areas(level), level, mapping_round.ref_date)}
    area = AreaCode(code.strip())
    if area not in known:
        raise Refusal("sign_off_area_unknown", code=str(area), role=role.value, known=", ".join(sorted(known)))
    rows = {
        str(scene.id): signed_checksum(role, scene)
        for scene in store.scenes(label)
        if (scene.lpo if role is SignOffRole.LPO else scene.municipality).code == area
    }
    for scene in scenes:
        if scene not in rows:
            raise Refusal("sign_off_scene_elsewhere", scene=scene, code=str(area), round=label)
    signed = {scene: rows[scene] for scene in scenes or rows} or {str(NO_SCENES): NO_SCENES_CHECKSUM}
    person, words, at = required_text("by", by), checked_text("comment", comment), utc_text(clock())
    made = tuple(
        SignOff(role, area, SceneId(scene), decision, person, at, checksum, words) for scene, checksum in signed.items()
    )
    store.add_sign_offs(label, made)
    return made


def sign_offs_needed(store: ReviewStore, label: str) -> List[NeededSignOff]:
    """Every signature that a round needs, and how each stands.

    Raises:
        Refusal: ``round_unknown``.
    """
    mapping_round = store.round(label)
    before = previous_round(mapping_round, store.rounds())
    previous = [scene for scene in store.scenes(before.label) if scene.counts] if before else []
    lpos, municipalities = (
        valid_areas(store.areas(level), level, mapping_round.ref_date)
        for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    )
    return needed_sign_offs(store.scenes(label), previous, lpos, municipalities, store.sign_offs(label))
