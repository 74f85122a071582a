"""Outlines that may be shown to the public: where a scene lies, without the lines that were drawn.

The plane is paved with hexagons, always the same ones, and a scene is drawn as those that it covers enough of. Hexagons
never touch at a corner alone, so that what they make up is always a valid outline; one hexagon goes to one scene, so
that scenes never come to overlap; and since the paving stays where it is, two rounds with the same outline are drawn
alike. No vertex that a person drew is left.
"""

from __future__ import annotations

from math import ceil, floor, sqrt
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from ..domain.disclosure import HEXAGON_SHARE, HEXAGON_WIDTH, OutlineForm, vertices
from ..domain.progress import QUIET, Progress, watched

_SHIFTS = ((0.0, 0.0), (0.31, 0.17), (0.13, 0.43), (0.47, 0.29))
"""Where else the paving may lie, in widths, should a vertex happen to fall on a corner of it."""

Place = Optional[BaseGeometry]
_Hexagon = Tuple[int, int]


def public_places(
    outlines: Sequence[Place], form: OutlineForm, width: float = HEXAGON_WIDTH, progress: Progress = QUIET
) -> List[Place]:
    """What is drawn of each outline in place of it; None where an outline is lost or empty, or nothing is drawn.

    The points of POINT are middles of hexagons. All outlines of a map (earlier rounds' too, each round on its own) come
    through here.

    Raises:
        ValueError: the form is EXACT, or no paving frees the vertices.

    >>> from shapely.geometry import box
    >>> drawn, = public_places([box(10.5, 10.5, 210.5, 210.5)], OutlineForm.GENERALISED)
    >>> drawn.is_valid, 0.8 < drawn.area / 40_000 < 1.3
    (True, True)
    """
    if form is OutlineForm.EXACT:
        raise ValueError("exact outlines are not public")
    if form is OutlineForm.NONE:
        return [None for _ in outlines]
    exact = vertices([outline for outline in outlines if outline is not None])
    for shift in _SHIFTS:
        paving = _Paving(width, shift)
        drawn = _drawn(paving, outlines, form, progress)
        if not exact & vertices([place for place in drawn if place is not None]):
            return drawn
    raise ValueError("every paving has a corner on a vertex")


def _drawn(paving: _Paving, outlines: Sequence[Place], form: OutlineForm, progress: Progress) -> List[Place]:
    covered = [
        paving.covered(outline) if outline is not None and not outline.is_empty else {}
        for outline in watched(list(outlines), progress)
    ]
    drawn: List[Place] = []
    for own in _shared_out(covered):
        if not own:
            drawn.append(None)
        elif form is OutlineForm.POINT:
            drawn.append(_middle(paving, own))
        else:
            drawn.append(_union(paving, own))
    return drawn


def _shared_out(covered: Sequence[Dict[_Hexagon, float]]) -> List[List[_Hexagon]]:
    """Each hexagon to the scene that covers most of it; a scene that would get none takes the one it covers most of."""
    best: Dict[_Hexagon, Tuple[float, int]] = {}
    for scene, hexagons in enumerate(covered):
        for hexagon, share in hexagons.items():
            if share >= HEXAGON_SHARE and (share, -scene) > best.get(hexagon, (0.0, 0)):
                best[hexagon] = (share, -scene)
    owned: List[List[_Hexagon]] = [[] for _ in covered]
    for hexagon, (_, scene) in sorted(best.items()):
        owned[-scene].append(hexagon)
    for scene, hexagons in enumerate(covered):
        if owned[scene] or not hexagons:
            continue
        most = max(hexagons, key=lambda h: (hexagons[h], h))
        owner = -best[most][1] if most in best else scene
        if owner != scene and len(owned[owner]) > 1:
            owned[owner].remove(most)
        owned[scene].append(most)
        best[most] = (1.0, -scene)
    return owned


def _union(paving: _Paving, hexagons: Sequence[_Hexagon]) -> BaseGeometry:
    """The hexagons as one outline. They share their corners exactly, as whole numbers, so that no sliver is left."""
    whole = shapely.union_all([paving.in_steps(h) for h in hexagons])
    parts = [part for part in shapely.get_parts(whole) if isinstance(part, Polygon)]
    placed = [shapely.transform(part, paving.from_steps) for part in parts]
    return placed[0] if len(placed) == 1 else MultiPolygon(placed)


def _middle(paving: _Paving, hexagons: Sequence[_Hexagon]) -> Point:
    """The middle of the hexagon that is nearest to the middle of all."""
    middles = np.array([paving.middle(h) for h in hexagons])
    away = ((middles - middles.mean(axis=0)) ** 2).sum(axis=1)
    return Point(*middles[int(np.argmin(away.round(6)))])


class _Paving:
    """Hexagons over the plane, numbered by column and row; every other column lies half a hexagon higher.

    A corner is a whole number of *steps*: a quarter of a hexagon's length across, half its width up.
    """

    _CORNERS = ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1))

    def __init__(self, width: float, shift: Tuple[float, float]) -> None:
        self._step = np.array([width / sqrt(3) / 2, width / 2])
        self._origin = np.array(shift) * width
        self.area = width * width * sqrt(3) / 2

    def in_steps(self, hexagon: _Hexagon) -> Polygon:
        """The hexagon's corners in steps."""
        x, y = self._middle_in_steps(hexagon)
        return Polygon([(x + right, y + up) for right, up in self._CORNERS])

    def from_steps(self, points: np.ndarray) -> np.ndarray:
        """Steps as metres, to the millimetre."""
        return np.asarray((points * self._step + self._origin).round(3))

    def middle(self, hexagon: _Hexagon) -> np.ndarray:
        """The middle of a hexagon."""
        return self.from_steps(np.array(self._middle_in_steps(hexagon), dtype=float))

    def covered(self, outline: BaseGeometry) -> Dict[_Hexagon, float]:
        """The hexagons that an outline reaches into, each with the share that it covers."""
        valid = outline if outline.is_valid else shapely.make_valid(outline)
        near = list(self._near(valid.bounds))
        shapes = shapely.transform([self.in_steps(h) for h in near], self.from_steps)
        shapely.prepare(valid)
        reached = np.flatnonzero(shapely.intersects(valid, shapes))
        shares = shapely.area(shapely.intersection(shapes[reached], valid)) / self.area
        return {near[i]: float(share) for i, share in zip(reached, shares) if share > 0}

    @staticmethod
    def _middle_in_steps(hexagon: _Hexagon) -> Tuple[int, int]:
        column, row = hexagon
        return 3 * column, 2 * row + column % 2

    def _near(self, bounds: Tuple[float, float, float, float]) -> Iterator[_Hexagon]:
        west, south = (np.array(bounds[:2]) - self._origin) / self._step
        east, north = (np.array(bounds[2:]) - self._origin) / self._step
        for column in range(floor((west - 2) / 3), ceil((east + 2) / 3) + 1):
            for row in range(floor((south - 2) / 2), ceil((north + 1) / 2) + 1):
                yield column, row
