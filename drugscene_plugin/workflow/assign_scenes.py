"""The user can have scenes assigned to areas: each to the local police area and the municipality that it lies in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import List, Sequence

from ..analysis.area_assignment import assign_areas
from ..domain.area import Area, AreaLevel, Assignment, valid_areas
from ..domain.scene import Scene

ASSIGNED_LEVELS = (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
"""The levels at which every scene belongs to an area."""


def assigned_scenes(scenes: Sequence[Scene], areas: Sequence[Area], day: date) -> List[Scene]:
    """The scenes, each assigned to the local police area and the municipality valid on a day.

    ``areas`` are those of the store, of every level and validity. A person's choice of area stands while that area
    is valid; then the shares alone are new.
    """
    outlines = [scene.outline for scene in scenes]
    lpos = valid_areas(areas, AreaLevel.LPO, day)
    municipalities = valid_areas(areas, AreaLevel.MUNICIPALITY, day)
    by_lpo, by_municipality = assign_areas(outlines, lpos), assign_areas(outlines, municipalities)
    return [
        replace(
            scene,
            lpo=_with_choice(scene.lpo, lpo, lpos),
            municipality=_with_choice(scene.municipality, municipality, municipalities),
        )
        for scene, lpo, municipality in zip(scenes, by_lpo, by_municipality)
    ]


def _with_choice(old: Assignment, new: Assignment, valid: Sequence[Area]) -> Assignment:
    if old.overridden and old.code in {area.code for area in valid}:
        return replace(new, code=old.code, reason=old.reason)
    return new
