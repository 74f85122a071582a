"""A round as its checks see it: its scenes, with what several checks need of them; and how numbers are told in findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence, Tuple, cast

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import AreaIndex
from ..analysis.outline_checks import OutlineBounds, OutlineFault, Place, outline_faults, place_in
from ..domain.area import Area, AreaLevel, Assignment, valid_areas
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneStatus
from .assign_scenes import ASSIGNED_LEVELS

MAY_COUNT = (SceneStatus.OPEN, SceneStatus.CANDIDATE, SceneStatus.UNDECIDED)
"""The statuses of rows that count, or may come to. The outlines of the others are history: they may lie under a scene."""


@dataclass(frozen=True)
class CheckedRound:
    """A round as the checks see it: scenes by id, and what several checks need, in the scenes' order.

    ``sound`` are the positions of the scenes whose outline has no fault, ``outlines`` the outlines of these alone.
    """

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    faults: Tuple[Optional[OutlineFault], ...]
    sound: np.ndarray
    outlines: np.ndarray
    levels: Mapping[AreaLevel, AreaIndex]
    placed: Mapping[AreaLevel, Tuple[Assignment, ...]]
    bounds: OutlineBounds

    def name(self, index: int) -> str:
        """What a scene is called: its name, or its id where it has none."""
        return called(self.scenes[index])

    def outline(self, i: int) -> BaseGeometry:
        """The outline of a scene that has one."""
        return cast(BaseGeometry, self.scenes[i].outline)  # asked of scenes with an outline alone

    def due(self, i: int, level: AreaLevel) -> Assignment:
        """The area that a scene is due: the one a person chose while that is valid, else the one its outline gives."""
        stored = stored_assignment(self.scenes[i], level)
        chosen = stored.overridden and any(area.code == stored.code for area in self.levels[level].areas)
        return stored if chosen else self.placed[level][i]

    def place(self, i: int) -> Optional[Place]:
        """Where a scene lies; None where its outline has a fault."""
        return place_in(self.outline(i)) if self.faults[i] is None else None

    def counting(self) -> np.ndarray:
        """The positions within ``sound`` of the scenes that count or may come to."""
        return np.array([k for k, i in enumerate(self.sound.tolist()) if self.scenes[i].status in MAY_COUNT], dtype=int)


def round_to_check(
    mapping_round: MappingRound, scenes: Sequence[Scene], areas: Sequence[Area], bounds: OutlineBounds
) -> CheckedRound:
    """A round made ready for its checks: faults of outlines found, and scenes assigned to areas."""
    ordered = tuple(sorted(scenes, key=lambda scene: scene.id))
    given = [scene.outline for scene in ordered]
    faults = outline_faults(given)
    sound = np.array([i for i, fault in enumerate(faults) if fault is None], dtype=int)
    levels = {level: AreaIndex(valid_areas(areas, level, mapping_round.ref_date)) for level in ASSIGNED_LEVELS}
    return CheckedRound(
        mapping_round,
        ordered,
        tuple(faults),
        sound,
        np.array([given[i] for i in sound], dtype=object),
        levels,
        {level: tuple(index.assign(given)) for level, index in levels.items()},
        bounds,
    )


def called(scene: Scene) -> str:
    """What a scene is called: its name, or its id where it has none."""
    return scene.name.strip() or scene.id


def stored_assignment(scene: Scene, level: AreaLevel) -> Assignment:
    """The assignment that a scene has at a level."""
    return scene.lpo if level is AreaLevel.LPO else scene.municipality


def rounded_area(area_m2: float) -> float:
    """An area as people read it: whole square metres, or one decimal below ten."""
    return round(area_m2, 1) if area_m2 < 10 else round(area_m2)


def percent_of(share: float) -> float:
    """A share in per cent; one decimal below one, so that little is not shown as nothing."""
    percent = 100 * share
    return round(percent, 1) if percent < 1 else min(round(percent), 99 if share < 1 - 1e-9 else 100)
