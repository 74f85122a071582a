"""Made-up incidents, shootings and survey answers of the sample county, as lines of CSV files: never part of the store.

They lie where they would be looked for: more in the scenes and beside them than elsewhere, and most where people live. A
few rows are as bad as real extracts are: without a place or a time, with a span of time, with blanks after the code.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Iterator, List, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.area import AreaLevel, valid_areas
from ..domain.mapping_round import RoundLabel
from ..domain.scene import Scene
from .county import SampleCounty
from .draws import Draws

YEARS = {2022: "2021", 2023: "2023", 2024: "2024"}
"""The years that there are incidents of, each with the round whose scenes they gather at."""

_ELSEWHERE, _SHOOTINGS, _ANSWERS = 4_000, 70, 9_000  # incidents elsewhere and shootings a year; answers in all

# Crime codes with how common each is in scenes and elsewhere. Attempts on lives (9391, 0325) are made at home as much as
# outdoors: most lie far from the scenes.
_CODES: Tuple[Tuple[str, int, int], ...] = (
    ("5005", 48, 24),
    ("5010", 84, 66),
    ("5011", 102, 72),
    ("4141", 2, 3),
    ("9374", 36, 66),
    ("9376", 24, 60),
    ("0357", 6, 9),
    ("9391", 1, 6),
    ("0325", 1, 3),
    ("9999", 12, 36),
)
_WEAPON_CODES = {2022: (("4077", 9, 6),), 2023: (("4077", 9, 6),), 2024: (("4127", 8, 5), ("4077", 1, 1))}
"""The code changed with 2024; a few still write the old one, which is not valid any more."""

Spot = Tuple[float, float]


def incident_lines(sample: SampleCounty) -> Iterator[str]:
    """The lines of a CSV file of incidents, its head first."""
    yield "ID,BROTTSKOD,SWEREF_E,SWEREF_N,BROTTSDATUMTID_START,BROTTSDATUMTID_SLUT"
    towns, number = _Towns(sample), 0
    for year, label in YEARS.items():
        draws = Draws(f"incidents {year}")
        for spot, in_scene in _spots(sample, RoundLabel(label), towns, draws):
            number += 1
            yield ",".join(_incident(number, year, spot, in_scene, draws))


def _spots(sample: SampleCounty, label: RoundLabel, towns: _Towns, draws: Draws) -> Iterator[Tuple[Spot, bool]]:
    for scene, outline in _open(sample, label):
        many = Draws(f"how many incidents at {scene.id}").between(0.0, 1.0) ** 3
        for _ in range(6 + int(54 * many)):
            yield _within(outline, draws), True
        for _ in range(3 + int(18 * many)):
            yield _beside(outline, draws, 10.0, 220.0), True
    for _ in range(_ELSEWHERE):
        yield towns.spot(draws), False


def _incident(number: int, year: int, spot: Spot, in_scene: bool, draws: Draws) -> List[str]:
    day = date(year, 1, 1) + timedelta(days=draws.whole(0, 364))
    start = f"{day.isoformat()} {draws.whole(0, 23):02d}:{draws.whole(0, 59):02d}"
    end = start
    if draws.chance(0.08):
        end = f"{(day + timedelta(days=draws.whole(1, 5))).isoformat()} 08:00"
    if draws.chance(0.006):
        start, end = ("Värde saknas", "") if draws.chance(0.5) else ("", "")
    code = _code(in_scene, year, draws) + ("  " if draws.chance(0.05) else "")
    place = ["", ""] if draws.chance(0.015) else [f"{spot[0]:.1f}", f"{spot[1]:.1f}"]
    return [str(number), code, *place, start, end]


def _code(in_scene: bool, year: int, draws: Draws) -> str:
    codes = (*_WEAPON_CODES[year], *_CODES)
    weights = [inside if in_scene else elsewhere for _, inside, elsewhere in codes]
    at = draws.between(0.0, float(sum(weights)))
    for (code, _, _), weight in zip(codes, weights):
        at -= weight
        if at < 0:
            return code
    return codes[-1][0]


def shooting_lines(sample: SampleCounty) -> Iterator[str]:
    """The lines of a CSV file of shootings, its head first: some two in five in a scene or close to one."""
    yield "ID,SWEREF_E,SWEREF_N,DATUM"
    towns, number = _Towns(sample), 0
    for year, label in YEARS.items():
        draws = Draws(f"shootings {year}")
        scenes = [outline for _, outline in _open(sample, RoundLabel(label))]
        for _ in range(_SHOOTINGS):
            number += 1
            near = draws.chance(0.4)
            spot = _beside(draws.pick(scenes), draws, 0.0, 300.0) if near else towns.spot(draws)
            day = date(year, 1, 1) + timedelta(days=draws.whole(0, 364))
            yield f"{number},{spot[0]:.1f},{spot[1]:.1f},{day.isoformat()}"


def answer_lines(sample: SampleCounty, label: RoundLabel) -> Iterator[str]:
    """The lines of a CSV file of survey answers, its head first: 1 a problem, 2 none, empty where it was left out."""
    yield "ID,SWEREF_E,SWEREF_N,ANSWER,WEIGHT"
    towns, draws = _Towns(sample), Draws(f"answers {label}")
    scenes = [outline for _, outline in _open(sample, label)]
    tree = shapely.STRtree(scenes)
    for number in range(1, _ANSWERS + 1):
        spot = _beside(draws.pick(scenes), draws, 0.0, 1200.0) if draws.chance(0.5) else towns.spot(draws)
        _, away = tree.query_nearest(shapely.Point(spot), return_distance=True, all_matches=False)
        problem = draws.chance(0.14 + 0.30 * math.exp(-float(away[0]) / 450.0))
        answer = "" if draws.chance(0.06) else "1" if problem else "2"
        yield f"{number},{spot[0]:.1f},{spot[1]:.1f},{answer},{draws.between(0.6, 1.8):.2f}"


def _open(sample: SampleCounty, label: RoundLabel) -> List[Tuple[Scene, BaseGeometry]]:
    scenes = sorted((s for s in sample.scenes[label] if s.counts), key=lambda s: s.id)
    return [(scene, scene.outline) for scene in scenes if scene.outline is not None]


def _within(outline: BaseGeometry, draws: Draws) -> Spot:
    """A point in an outline."""
    west, south, east, north = outline.bounds
    while True:
        x, y = draws.between(west, east), draws.between(south, north)
        if shapely.contains_xy(outline, x, y):
            return x, y


def _beside(outline: BaseGeometry, draws: Draws, nearest: float, farthest: float) -> Spot:
    """A point some way from the middle of an outline's edge."""
    edge = shapely.boundary(outline)
    on = shapely.line_interpolate_point(edge, draws.between(0.0, 1.0), normalized=True)
    if edge.geom_type != "LineString":  # an outline of several parts has several edges
        on = shapely.Point(shapely.get_coordinates(edge)[0])
    away, angle = draws.between(nearest, farthest), draws.angle()
    return on.x + away * math.cos(angle), on.y + away * math.sin(angle)


class _Towns:
    """Where people live: around the middle of every municipality's land, thinning out."""

    def __init__(self, sample: SampleCounty) -> None:
        day = sample.rounds[-1].ref_date
        areas = valid_areas(sample.areas, AreaLevel.MUNICIPALITY, day)
        self._land: BaseGeometry = sample.land
        shapely.prepare(self._land)
        self._middles: List[Spot] = []
        for area in areas:
            dry = shapely.intersection(area.outline, sample.land)
            middle = shapely.point_on_surface(dry)
            self._middles.append((middle.x, middle.y))

    def spot(self, draws: Draws) -> Spot:
        """A point on land, most likely close to a town's middle."""
        while True:
            x, y = draws.pick(self._middles)
            away, angle = 6_000.0 * draws.between(0.0, 1.0) ** 2, draws.angle()
            east, north = x + away * math.cos(angle), y + away * math.sin(angle)
            if shapely.contains_xy(self._land, east, north):
                return east, north
