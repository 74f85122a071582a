"""How much land, built-up area or population lies in the scenes, beside them and elsewhere: the denominators.

Half of a local police area may be water, so a density on the total area says little; the total serves only where
nothing better was given, and is named so. The zones are measured as incidents are counted: an overlap of scenes once,
for the scene that comes first by id, an overlap of bands once, for the nearest scene.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.area import Area
from ..domain.errors import Refusal
from ..domain.incident_counts import Zone
from ..domain.progress import QUIET, Part, Progress, awaited, watched
from ..domain.scene import SceneId

COUNTY = "county"
"""The level, and the code, of the whole county."""

UnitKey = Tuple[str, str]
"""A unit's level (county, lpo, municipality) and code."""

ZoneAmounts = Mapping[Zone, float]
"""How much of the baseline lies in each zone: m², or people."""

_QUARTER_SEGMENTS = 64  # a band's round corners are too small by a ten-thousandth of them
_GRID = 0.001  # m
_STEPS_A_BAND = 50  # how finely outlines are walked where bands of neighbours are parted


class BaselineKind(str, Enum):
    """What a density is measured on."""

    LAND = "land"
    BUILT_UP = "built_up"
    POPULATION = "population"
    TOTAL_AREA = "total_area"


@dataclass(frozen=True)
class Baseline:
    """Polygons of land or built-up area, or polygons with the people who live in each; none: the total area.

    ``amounts`` are people by polygon, spread evenly over it. Polygons of land and built-up area may overlap.

    Raises:
        Refusal: a population without numbers, a number that is negative or missing, a polygon without area.
    """

    kind: BaselineKind = BaselineKind.TOTAL_AREA
    polygons: Tuple[BaseGeometry, ...] = ()
    amounts: Optional[Tuple[float, ...]] = None

    def __post_init__(self) -> None:
        if (self.kind is BaselineKind.TOTAL_AREA) != (not self.polygons):
            raise Refusal("baseline_without_polygons", kind=self.kind.value)
        if (self.kind is BaselineKind.POPULATION) != (self.amounts is not None):
            raise Refusal("baseline_without_numbers", kind=self.kind.value)
        amounts = np.asarray(self.amounts if self.amounts is not None else (), dtype=float)
        wrong = np.flatnonzero(~(amounts >= 0) | np.isinf(amounts))
        if wrong.size:
            shown = ", ".join(f"{amounts[i]:g} ({i + 1})" for i in wrong[:3])
            raise Refusal("baseline_numbers_wrong", number=int(wrong.size), shown=shown)
        empty = np.flatnonzero(shapely.area(np.array(self.polygons, dtype=object)) <= 0) if self.polygons else ()
        if len(empty):
            shown = ", ".join(str(i + 1) for i in empty[:3])
            raise Refusal("baseline_polygons_empty", number=len(empty), shown=shown)


class _Measure:
    """Measures how much of a baseline lies in a geometry."""

    def __init__(self, baseline: Baseline, progress: Progress) -> None:
        self._all = baseline.kind is BaselineKind.TOTAL_AREA
        if self._all:
            return
        polygons = np.array(baseline.polygons, dtype=object)
        if baseline.amounts is None:
            self._parts = shapely.get_parts(awaited(lambda: shapely.union_all(polygons), progress))
            self._parts = self._parts[shapely.area(self._parts) > 0]
            self._amounts = shapely.area(self._parts)
        else:
            self._parts, self._amounts = polygons, np.asarray(baseline.amounts, dtype=float)
        self._areas = shapely.area(self._parts)
        self._tree = shapely.STRtree(self._parts)

    def __call__(self, place: BaseGeometry) -> float:
        """How much lies in the place: m², or people."""
        if self._all or place.is_empty:
            return float(place.area)
        shapely.prepare(place)
        touching = self._tree.query(place, predicate="intersects")
        within = np.isin(touching, self._tree.query(place, predicate="contains"))
        cut = touching[~within]
        shares = shapely.area(shapely.intersection(self._parts[cut], place)) / self._areas[cut]
        return float(self._amounts[touching[within]].sum() + (self._amounts[cut] * shares).sum())


@dataclass(frozen=True)
class ZoneAreas:
    """How much of the baseline lies in which zone.

    ``units`` by level and code, in all three zones; ``scenes`` by scene, inside and beside; ``parts`` the part of a
    scene and of its band within a unit. m² for land, built-up and total area; people for population.
    """

    kind: BaselineKind
    units: Mapping[UnitKey, ZoneAmounts]
    scenes: Mapping[SceneId, ZoneAmounts] = field(default_factory=dict)
    parts: Mapping[Tuple[UnitKey, SceneId], ZoneAmounts] = field(default_factory=dict)

    def whole(self, unit: UnitKey) -> float:
        """The amount of all zones of a unit."""
        return sum(self.units[unit].values())


def zone_areas(
    outlines: Mapping[SceneId, BaseGeometry],
    band: float,
    areas: Sequence[Area],
    baseline: Optional[Baseline] = None,
    progress: Progress = QUIET,
) -> ZoneAreas:
    """Measure the zones of every area and of the county that the areas make up together, and of every scene.

    Args:
        outlines: the open scenes' outlines by id, in the store's CRS (metres).
        band: how far *beside* reaches, in m; 0 for no such zone.
        areas: LPOs and municipalities valid on the round's reference date; the county is the union of the LPOs, or of
            the municipalities where there are no LPOs.
        baseline: what is measured; the total area where None.

    Raises:
        Refusal: ``band_negative``.
        Cancelled: the user stopped.

    >>> from shapely.geometry import box
    >>> from ..domain.area import AreaCode, AreaLevel
    >>> lpo = Area(AreaLevel.LPO, AreaCode("1"), "", box(0, 0, 1000, 1000))
    >>> found = zone_areas({SceneId("a"): box(400, 400, 600, 600)}, 0.0, [lpo])
    >>> [round(found.units["lpo", "1"][zone]) for zone in Zone], round(found.units["county", "county"][Zone.INSIDE])
    ([40000, 0, 960000], 40000)
    """
    if band < 0:
        raise Refusal("band_negative", band=band)
    measured = _Measure(baseline or Baseline(), progress)
    ids = sorted(outlines)
    inside = _each_once([outlines[i] for i in ids])
    beside = _bands([outlines[i] for i in ids], band, Part(progress, 0.0, 0.4))
    places = _places(areas)
    county = places[0][1]
    if not county.is_empty:  # what lies outside the county is not counted, nor measured
        inside, beside = ([shapely.intersection(g, county) for g in zone] for zone in (inside, beside))
    all_inside, all_beside = shapely.union_all(inside), shapely.union_all(beside)
    zones = list(zip(ids, inside, beside))
    scene_amounts = {
        i: {Zone.INSIDE: measured(mine), Zone.BESIDE: measured(near)}
        for i, mine, near in watched(zones, progress, 0.4, 0.5)
    }
    units: Dict[UnitKey, ZoneAmounts] = {}
    parts: Dict[Tuple[UnitKey, SceneId], ZoneAmounts] = {}
    for key, place in watched(places, progress, 0.5):
        shapely.prepare(place)
        cut_inside = measured(shapely.intersection(all_inside, place))
        cut_beside = measured(shapely.intersection(all_beside, place))
        rest = max(measured(place) - cut_inside - cut_beside, 0.0)
        units[key] = {Zone.INSIDE: cut_inside, Zone.BESIDE: cut_beside, Zone.ELSEWHERE: rest}
        for identity, mine, near in zones:
            if place.intersects(mine) or place.intersects(near):
                parts[key, identity] = (
                    scene_amounts[identity]
                    if place.contains(mine) and place.contains(near)
                    else {
                        Zone.INSIDE: measured(shapely.intersection(mine, place)),
                        Zone.BESIDE: measured(shapely.intersection(near, place)),
                    }
                )
    kind = (baseline or Baseline()).kind
    return ZoneAreas(kind, units, scene_amounts, parts)


def _places(areas: Sequence[Area]) -> List[Tuple[UnitKey, BaseGeometry]]:
    """The county and each area, with its outline."""
    levels = {area.level.value for area in areas}
    first = "lpo" if "lpo" in levels else "municipality"
    whole = shapely.union_all([area.outline for area in areas if area.level.value == first])
    return [
        ((COUNTY, COUNTY), whole),
        *(((area.level.value, str(area.code)), area.outline) for area in areas),
    ]


def _each_once(outlines: Sequence[BaseGeometry]) -> List[BaseGeometry]:
    """The outlines without what an earlier one covers already."""
    if not outlines:
        return []
    tree = shapely.STRtree(outlines)
    found = []
    for index, outline in enumerate(outlines):
        earlier = [i for i in tree.query(outline, predicate="intersects") if i < index]
        found.append(
            shapely.difference(outline, shapely.union_all([outlines[i] for i in earlier])) if earlier else outline
        )
    return found


def _bands(outlines: Sequence[BaseGeometry], band: float, progress: Progress) -> List[BaseGeometry]:
    """What lies within the band of each outline, in none of them, and nearer to it than to any other."""
    if band == 0:
        return [shapely.Polygon() for _ in outlines]
    buffers = [shapely.buffer(outline, band, quad_segs=_QUARTER_SEGMENTS) for outline in outlines]
    if not buffers:
        return []
    tree = shapely.STRtree(buffers)
    found = []
    for index, around in enumerate(watched(buffers, progress)):
        near = sorted(int(i) for i in tree.query(around, predicate="intersects"))
        mine = shapely.difference(around, shapely.union_all([outlines[i] for i in near]))
        others = [i for i in near if i != index]
        if others:
            mine = shapely.intersection(mine, _territory(index, [outlines[i] for i in near], near, band))
        found.append(mine)
    return found


def _territory(index: int, outlines: Sequence[BaseGeometry], numbers: Sequence[int], band: float) -> BaseGeometry:
    """What is nearer to one outline than to its neighbours: the Voronoi cells of points along the outlines.

    The border between two is right to a fraction of the points' spacing, a fiftieth of the band.
    """
    walked = [shapely.segmentize(shapely.boundary(outline), band / _STEPS_A_BAND) for outline in outlines]
    coordinates = [np.unique(shapely.get_coordinates(line), axis=0) for line in walked]
    owners = np.repeat(np.array(numbers), [len(c) for c in coordinates])
    points, first, times = np.unique(np.vstack(coordinates), axis=0, return_index=True, return_counts=True)
    owners = owners[first]
    # A point of two outlines is as near to both: their own points beside it draw the border.
    own = times == 1
    own |= ~np.isin(owners, owners[own])
    points, owners = points[own], owners[own]
    frame = shapely.buffer(shapely.box(*shapely.total_bounds(np.array(outlines, dtype=object))), 2 * band)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame))
    cell, point = shapely.STRtree(shapely.points(points)).query(cells, predicate="contains")
    mine = cells[cell[owners[point] == index]]
    # Cells of points close together may cross by rounding: on a grid they join without fail.
    mine = np.where(shapely.is_valid(mine), mine, shapely.make_valid(mine))
    return shapely.union_all(mine, grid_size=_GRID)
