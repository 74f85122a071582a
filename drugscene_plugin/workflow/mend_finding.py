"""Mend a finding: the repair that one click makes, as new scenes in place of the old ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Dict, List, Mapping, Optional, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import AreaIndex
from ..analysis.lineage import mean_width
from ..analysis.outline_checks import (
    NORMAL_BOUNDS,
    OutlineBounds,
    outline_faults,
    overlaps,
    without_sliver_parts,
    without_slivers,
)
from ..domain.area import Area, AreaLevel, Assignment, valid_areas
from ..domain.criteria import Definition, judge
from ..domain.errors import Refusal
from ..domain.finding import Finding, Mend
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId, SceneStatus
from .assign_scenes import ASSIGNED_LEVELS, assigned_scenes
from .checked_round import MAY_COUNT, called
from .record_scene import clean_outline, polygons_of

NEAREST_AREA = "nearest_area"
"""The reason that stands with an area taken because it is the nearest."""


def mend(
    finding: Finding,
    scenes: Mapping[SceneId, Scene],
    mapping_round: MappingRound,
    areas: Sequence[Area],
    definition: Definition,
    delisting: Definition,
    previous: Sequence[Scene] = (),
    bounds: OutlineBounds = NORMAL_BOUNDS,
) -> Dict[SceneId, Scene]:
    """Make the repair that a finding offers; the scenes that it changes, by id.

    ``scenes`` are those of the round as they are now, the other parameters those of ``check_round.find``. What the
    finding is about may have changed since: what is mended already stays as it is. Areas are not assigned anew to a
    mended outline; saving does that.

    Raises:
        Refusal: ``finding_without_mend``; ``outline_nothing_left`` where no polygon remains; ``overlap_not_takable``
            where two scenes are the same but for slivers.
    """
    concerned = [scenes[scene_id] for scene_id in finding.scenes if scene_id in scenes]
    mends: Mapping[Mend, Callable[[], List[Scene]]] = {
        Mend.MAKE_VALID: lambda: [_made_valid(scene) for scene in concerned],
        Mend.DROP_SLIVERS: lambda: [_without_slivers(scene, bounds) for scene in concerned],
        Mend.TAKE_OVERLAP: lambda: _apart(concerned, finding.code.startswith("slivers_between"), bounds),
        Mend.TAKE_NEAREST_AREA: lambda: _placed(concerned, mapping_round, areas),
        Mend.TAKE_CLASSIFICATION: lambda: _classified(concerned, definition, delisting, previous),
    }
    if finding.mend is None:
        raise Refusal("finding_without_mend", finding=finding.code)
    return {scene.id: scene for scene in mends[finding.mend]() if scene is not scenes[scene.id]}


def _sound(scene: Scene) -> bool:
    return outline_faults([scene.outline])[0] is None


def _made_valid(scene: Scene) -> Scene:
    """The scene with its outline made valid, if it is not."""
    return scene if _sound(scene) else replace(scene, outline=clean_outline(scene.outline).outline)


def _without_slivers(scene: Scene, bounds: OutlineBounds) -> Scene:
    if scene.outline is None or not _sound(scene):
        return scene
    outline = without_slivers(scene.outline, bounds)
    return scene if outline.equals(scene.outline) else replace(scene, outline=outline)


def _apart(concerned: Sequence[Scene], slivers_alone: bool, bounds: OutlineBounds) -> List[Scene]:
    """The scenes with their overlaps taken off one of each two.

    The smaller one gives way, of equals the one with the later id. Where nothing but slivers would remain of it, as of
    one that lies inside the other, the larger gives way: losing a scene is worse than a hole.
    """
    counting = sorted((s for s in concerned if s.status in MAY_COUNT and _sound(s)), key=lambda scene: scene.id)
    outlines = np.array([scene.outline for scene in counting], dtype=object)
    for pair in overlaps(outlines, bounds):
        if pair.sliver != slivers_alone:
            continue
        sizes = shapely.area(outlines)
        smaller_first = sizes[pair.first] < sizes[pair.second]
        gives, keeps = (pair.first, pair.second) if smaller_first else (pair.second, pair.first)
        for giving, keeping in ((gives, keeps), (keeps, gives)):
            rest = _taken_off(outlines[giving], outlines[keeping], bounds)
            if rest is not None:
                outlines[giving] = rest
                break
        else:
            raise Refusal("overlap_not_takable", name=called(counting[gives]), other=called(counting[keeps]))
    changed = {s.id: replace(s, outline=new) for s, new in zip(counting, outlines) if new is not s.outline}
    return [changed.get(scene.id, scene) for scene in concerned]


def _taken_off(giving: BaseGeometry, keeping: BaseGeometry, bounds: OutlineBounds) -> Optional[BaseGeometry]:
    """What remains of an outline without another one; None where that is nothing but slivers."""
    parts = polygons_of(shapely.difference(giving, keeping))
    if not parts:
        return None
    rest = without_sliver_parts(shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0], bounds)
    is_sliver = (
        rest.area < bounds.sliver_area_m2 or mean_width(np.array([rest], dtype=object))[0] < bounds.sliver_width_m
    )
    return None if is_sliver else clean_outline(rest).outline


def _placed(concerned: Sequence[Scene], mapping_round: MappingRound, areas: Sequence[Area]) -> List[Scene]:
    """The scenes with the areas that their outlines give; where they give none, the nearest, with that as the reason."""
    day = mapping_round.ref_date
    levels = {level: AreaIndex(valid_areas(areas, level, day)) for level in ASSIGNED_LEVELS}
    placed = []
    for old, scene in zip(concerned, assigned_scenes(concerned, areas, day)):
        lpo = _or_nearest(scene, scene.lpo, levels[AreaLevel.LPO])
        municipality = _or_nearest(scene, scene.municipality, levels[AreaLevel.MUNICIPALITY])
        new = replace(scene, lpo=lpo, municipality=municipality)
        placed.append(old if new == old else new)
    return placed


def _or_nearest(scene: Scene, assignment: Assignment, index: AreaIndex) -> Assignment:
    nearest = index.nearest(scene.outline) if assignment.code is None else None
    return assignment if nearest is None else Assignment(nearest[0], assignment.shares, NEAREST_AREA)


def _classified(
    concerned: Sequence[Scene], definition: Definition, delisting: Definition, previous: Sequence[Scene]
) -> List[Scene]:
    """The scenes with the status that their answers give."""
    was_open = {scene.id for scene in previous if scene.counts}
    classified = []
    for scene in concerned:
        status = SceneStatus(judge(scene.answers, definition, delisting, scene.id in was_open).status)
        classified.append(scene if status is scene.status else replace(scene, status=status))
    return classified
