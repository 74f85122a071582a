"""The user can open a round: a new draft, with the open scenes of an earlier round carried forward or empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import List, Optional, Sequence

from ..domain.area import Area, AreaLevel
from ..domain.criteria import definition, own_definitions
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, RoundLabel, round_label
from ..domain.progress import QUIET, Progress, stop_if_cancelled, watched
from ..domain.scene import Scene, SceneStatus
from .assign_scenes import ASSIGNED_LEVELS, assigned_scenes
from .ports import SceneStore


def open_round(
    store: SceneStore,
    label: str,
    ref_date: date,
    by: str,
    from_round: str = "",
    definition_id: str = "D1",
    delisting_id: str = "D5",
    progress: Progress = QUIET,
    own_rules: str = "",
) -> int:
    """Open a round as a draft; the number of scenes carried forward.

    The open scenes of ``from_round`` come along under their ids, with outline, name, answers and tags, as candidates
    marked *to confirm*: nobody has judged them in this round yet. Each is assigned anew to the areas valid on
    ``ref_date``; an area that a person had chosen stays chosen as long as that area is valid. ``own_rules`` is the text
    of a file with definitions of the user's own, which stays with the round.

    Raises:
        Refusal: the label is malformed or taken, a definition is unknown, the store has a division at a level but none
            valid on ``ref_date``, or ``from_round`` is unknown or not earlier.
        Cancelled: the user asked to stop; nothing was written.
    """
    own = own_definitions(own_rules)
    opened = MappingRound(
        round_label(label),
        ref_date,
        definition=definition(definition_id, "definition", own).id,
        delisting=definition(delisting_id, "delisting", own).id,
        from_round=RoundLabel(from_round) if from_round else None,
        own_rules=own_rules,
    )
    if opened.label in {known.label for known in store.rounds()}:
        raise Refusal("round_exists", round=opened.label)
    areas = store.areas()
    for level in ASSIGNED_LEVELS:
        _require_division(areas, level, ref_date)
    carried = _carried(store, opened, opened.from_round, areas, progress) if opened.from_round else []
    stop_if_cancelled(progress)
    store.add_round(opened, carried, by)
    progress.report(1.0)
    return len(carried)


def _require_division(areas: Sequence[Area], level: AreaLevel, day: date) -> None:
    """Refuse a day on which none of the areas of a level is valid, though there are some."""
    of_level = [area for area in areas if area.level is level]
    if of_level and not any(area.valid_at(day) for area in of_level):
        spans = sorted({(str(area.valid_from or "…"), str(area.valid_to or "…")) for area in of_level})
        known = ", ".join(f"{start} – {end}" for start, end in spans)
        raise Refusal("ref_date_outside_divisions", ref_date=day, level=level.value, known=known)


def _carried(
    store: SceneStore, opened: MappingRound, from_round: RoundLabel, areas: Sequence[Area], progress: Progress
) -> List[Scene]:
    source = store.round(from_round)
    if source.ref_date >= opened.ref_date:
        raise Refusal(
            "from_round_not_earlier",
            round=opened.label,
            ref_date=opened.ref_date,
            from_round=source.label,
            from_date=source.ref_date,
        )
    found = [scene for scene in store.scenes(source.label) if scene.status is SceneStatus.OPEN]
    scenes = [draft_of(scene, opened.label) for scene in watched(found, progress, 0.0, 0.3)]
    stop_if_cancelled(progress)
    return assigned_scenes(scenes, areas, opened.ref_date)


def draft_of(scene: Scene, label: RoundLabel) -> Scene:
    """The scene as a draft row of another round: not judged yet, never saved."""
    return replace(
        scene,
        round=label,
        status=SceneStatus.CANDIDATE,
        status_reason="",
        predecessors=(),
        to_confirm=True,
        revision=0,
    )


def default_from_round(rounds: Sequence[MappingRound], ref_date: date) -> Optional[RoundLabel]:
    """The latest round before a day, of rounds by date: what a new one is usually carried forward from; None without."""
    earlier = [known.label for known in rounds if known.ref_date < ref_date]
    return earlier[-1] if earlier else None
