"""Counts of incidents by unit, zone and crime group, and how they add up: what the tables of the follow-up share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..domain.area import Area, AreaCode
from ..domain.counted import CellName, Relation, nested
from ..domain.incident_counts import Cell, IncidentCounts, Zone
from ..domain.period import Period
from ..domain.progress import QUIET, Progress, watched
from ..domain.scene import Scene, SceneId
from .summary import UNASSIGNED
from .zone_areas import COUNTY, UnitKey

SCENE = "scene"
"""The level of a scene's own rows."""

ALL = "all"
"""Stands for all zones together in the names of cells."""

NEAR = (Zone.INSIDE, Zone.BESIDE)


class Unit(NamedTuple):
    """A unit that rows are made for: its level, code and name; a scene also has the LPO and municipality it belongs to."""

    level: str
    code: str
    name: Optional[str] = None
    lpo: Optional[str] = None
    municipality: Optional[str] = None

    @property
    def key(self) -> UnitKey:
        """Level and code."""
        return self.level, self.code


@dataclass(frozen=True)
class Counting:
    """Counts of one period within one set of outlines.

    ``outlines`` names them in the cells of the disclosure rules (``2023``, ``2023+2021`` for a union), ``band`` is the
    width of *beside* in m.
    """

    counts: IncidentCounts
    period: Period
    outlines: str
    band: float


Tally = Mapping[Tuple[UnitKey, Zone, str], int]
"""Counts by unit, zone and crime group."""


def homes(cell: Cell) -> Tuple[UnitKey, ...]:
    """The units that a cell counts in: the county, its LPO and municipality, its scene."""
    found: List[UnitKey] = [
        (COUNTY, COUNTY),
        ("lpo", str(cell.lpo) if cell.lpo is not None else UNASSIGNED),
        ("municipality", str(cell.municipality) if cell.municipality is not None else UNASSIGNED),
    ]
    if cell.scene is not None:
        found.append((SCENE, str(cell.scene)))
    return tuple(found)


def tally(cells: Mapping[Cell, int]) -> Tally:
    """Add the cells up for every unit: what lies in no area of a level counts for ``UNASSIGNED`` there.

    >>> from ..domain.scene import SceneId
    >>> found = tally({Cell(SceneId("a"), None, None, Zone.INSIDE, "violence"): 3})
    >>> found[("county", "county"), Zone.INSIDE, "violence"], found[("lpo", UNASSIGNED), Zone.INSIDE, "violence"]
    (3, 3)
    """
    found: Dict[Tuple[UnitKey, Zone, str], int] = {}
    for cell, number in cells.items():
        for home in homes(cell):
            key = (home, cell.zone, cell.group)
            found[key] = found.get(key, 0) + number
    return found


def units_of(lpos: Sequence[Area], municipalities: Sequence[Area], scenes: Sequence[Scene], county: str) -> List[Unit]:
    """The units that get rows: the county, every LPO and municipality by code, every open scene by id."""
    found = [Unit(COUNTY, COUNTY, county)]
    for areas in (lpos, municipalities):
        found += [Unit(a.level.value, str(a.code), a.name) for a in sorted(areas, key=lambda a: a.code)]
    for scene in sorted((s for s in scenes if s.counts), key=lambda s: s.id):
        homes_of_scene = (None if a.code is None else str(a.code) for a in (scene.lpo, scene.municipality))
        found.append(Unit(SCENE, str(scene.id), scene.name or None, *homes_of_scene))
    return found


def with_unassigned(units: Sequence[Unit], counted: Iterable[Tuple[UnitKey, Zone, str]]) -> List[Unit]:
    """The units, and those that only the counts have: what lies in no area, or in a scene that is not listed."""
    known = {unit.key for unit in units}
    strays = sorted({key for key, _, _ in counted} - known)
    return [*units, *(Unit(level, code) for level, code in strays)]


def _span(period: Period) -> str:
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def cell_name(counting: Counting, unit: UnitKey, zone: Optional[Zone], group: str) -> CellName:
    """What a count is called by the disclosure rules: the same in every table that shows it.

    All zones together (``zone`` None) do not depend on outlines, *inside* not on the band.
    """
    where = (*unit, ALL if zone is None else zone.value, group)
    if unit[0] != SCENE and zone is None:
        return ("incidents", _span(counting.period), *where)
    if zone is Zone.INSIDE:
        return ("incidents", _span(counting.period), counting.outlines, *where)
    return ("incidents", _span(counting.period), counting.outlines, f"band={counting.band:g}", *where)


def part_name(counting: Counting, cell: Cell) -> CellName:
    """What the count of one cell is called, which no table shows."""
    band = () if cell.zone is Zone.INSIDE else (f"band={counting.band:g}",)
    place = (str(cell.scene or "-"), str(cell.lpo or "-"), str(cell.municipality or "-"))
    return ("part", _span(counting.period), counting.outlines, *band, *place, cell.zone.value, cell.group)


def _with_zeros(
    cells: Mapping[Cell, int], units: Sequence[Unit], groups: Sequence[str], others: Iterable[Cell]
) -> Mapping[Cell, int]:
    """The cells, with zeros where there could have been incidents: a reader who adds up knows of these, too.

    A scene could have them in every LPO and municipality in which any of its incidents lie, or in its own. ``others`` are
    cells of another period within the same outlines.
    """
    places = dict.fromkeys((cell.scene, cell.lpo, cell.municipality) for cell in (*cells, *others))
    seen = {scene for scene, _, _ in places}
    for unit in units:
        if unit.level == SCENE and unit.code not in seen and (unit.lpo or unit.municipality):
            lpo = AreaCode(unit.lpo) if unit.lpo else None
            municipality = AreaCode(unit.municipality) if unit.municipality else None
            places[SceneId(unit.code), lpo, municipality] = None
    found = {
        Cell(*place, zone, group): 0
        for place in places
        for zone in (NEAR if place[0] is not None else (Zone.ELSEWHERE,))
        for group in groups
    }
    found.update(cells)
    return found


def _in_order(item: Tuple[Cell, int]) -> Tuple[str, ...]:
    cell = item[0]
    return (*(str(place or "") for place in cell[:3]), cell.zone.value, cell.group)


class CellBook:
    """Gathers the cells behind tables, and how they add up.

    ``within`` names crime groups that are part of another: their difference is a count as well.
    """

    def __init__(self, within: Mapping[str, str]) -> None:
        self.values: Dict[CellName, int] = {}
        self.relations: Dict[Relation, None] = {}
        self._within = within
        self._scene_parts: Dict[Tuple[Period, UnitKey, Zone, str], List[CellName]] = {}

    def take(
        self,
        counting: Counting,
        units: Sequence[Unit],
        groups: Sequence[str],
        others: Iterable[Cell] = (),
        progress: Progress = QUIET,
    ) -> None:
        """Add every unit, zone and group of a counting: the sum of its parts, and all zones as the sum of each.

        ``others`` are cells of another period within the same outlines, which tell where there could be incidents, too.
        """
        parts: Dict[Tuple[UnitKey, Zone, str], List[CellName]] = {}
        for cell, number in sorted(_with_zeros(counting.counts.cells, units, groups, others).items(), key=_in_order):
            name = part_name(counting, cell)
            self.values[name] = self.values.get(name, 0) + number
            for home in homes(cell):
                parts.setdefault((home, cell.zone, cell.group), []).append(name)
                if cell.scene is not None:
                    key = (counting.period, home, cell.zone, cell.group)
                    self._scene_parts.setdefault(key, []).append(name)
        for unit in watched(units, progress):
            for group in groups:
                zones = []
                for zone in Zone if unit.level != SCENE else NEAR:
                    name = cell_name(counting, unit.key, zone, group)
                    self._sum(name, parts.get((unit.key, zone, group), ()))
                    zones.append(name)
                self._sum(cell_name(counting, unit.key, None, group), zones)
        for zone in Zone:
            for group in groups:
                total = cell_name(counting, (COUNTY, COUNTY), zone, group)
                for level in ("lpo", "municipality"):
                    of_level = [cell_name(counting, u.key, zone, group) for u in units if u.level == level]
                    if of_level:
                        self.relations[Relation(total, tuple(of_level))] = None
        for inner, outer in sorted(self._within.items()):
            if inner in groups and outer in groups:
                self._nest(counting, units, inner, outer)

    def scene_parts(self, counting: Counting, unit: UnitKey, zone: Zone, group: str) -> Tuple[CellName, ...]:
        """What the scenes bring to a unit's zone, one by one: dispersion and bootstrap rest on these."""
        return tuple(self._scene_parts.get((counting.period, unit, zone, group), ()))

    def _sum(self, name: CellName, parts: Sequence[CellName]) -> None:
        self.values[name] = sum(self.values[part] for part in parts)
        self.relations[Relation(name, tuple(parts))] = None

    def _nest(self, counting: Counting, units: Sequence[Unit], inner: str, outer: str) -> None:
        for unit in units:
            for zone in (*(Zone if unit.level != SCENE else NEAR), None):
                small, large = (cell_name(counting, unit.key, zone, group) for group in (inner, outer))
                name, value, relation = nested(small, large, self.values)
                self.values[name] = value
                self.relations[relation] = None
