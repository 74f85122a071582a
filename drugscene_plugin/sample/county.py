"""The sample county in one value: areas, rounds, scenes, the truth of every change, and the land."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Tuple

from shapely.geometry import LineString, MultiPolygon

from ..domain.area import Area
from ..domain.mapping_round import MappingRound, RoundLabel
from ..domain.scene import Scene
from . import geography, water
from .history import ROUNDS, Change, history
from .sites import Sites
from .tagging import CATEGORIES

CRS = "EPSG:3006"
"""The reference system that all coordinates are in."""

_DRY_DISTRICT, _DRY_TOWN = 1.6, 1.8
"""How far from its seat a district of the big city, and a town, is on dry ground, in km."""


@dataclass(frozen=True)
class SampleCounty:
    """A fictional county with four rounds.

    ``scenes`` lack their assignment to areas: ``workflow.create_sample`` makes it, as for any other scene. ``truth``
    is what really became of each scene between two rounds. ``categories`` are the user's codes with their texts in
    Swedish and English. ``land`` is what of the county is no water.
    """

    areas: Tuple[Area, ...]
    rounds: Tuple[MappingRound, ...]
    scenes: Mapping[RoundLabel, Tuple[Scene, ...]]
    truth: Tuple[Change, ...]
    categories: Tuple[Tuple[str, str, str], ...]
    land: MultiPolygon


def build() -> SampleCounty:
    """Make the county: the same values each time, on any machine."""
    lines = geography.shared_boundaries()
    seats = {code: (seat.x, seat.y) for code, seat in (*geography.DISTRICTS.items(), *geography.MUNICIPALITIES.items())}
    dry = {seat: _DRY_DISTRICT if code in geography.DISTRICTS else _DRY_TOWN for code, seat in seats.items()}
    land = water.land(geography.county_outline(lines), geography.ORIGIN, geography.SIZE, dry)
    west, south = geography.ORIGIN
    in_metres = {code: (west + 1000.0 * x, south + 1000.0 * y) for code, (x, y) in seats.items()}
    sites = Sites({cell: lines.outline((cell,)) for cell in geography.cells()}, in_metres, land)
    made = history(sites, lambda one, other: LineString(lines.lines[one, other]))
    return SampleCounty(geography.areas(lines), ROUNDS, made.scenes, made.changes, CATEGORIES, land)
