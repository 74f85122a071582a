"""Made-up incidents, shootings and survey answers of the sample county, as lines of CSV files: never part of the store.

No number here is a fact. The sources say that crime with narcotics and violence gather in open drug scenes more than
elsewhere, that gun violence has to do with them, and that those who live near see more of it; they publish no shares. So
how many incidents there are, and how many lie in the scenes and beside them, are choices: ``_CRIMES``, ``_SHOOTINGS`` and
the constants beside them. The rest lies in the towns, where people live. A few rows are as bad as real extracts are: without
a place or a time, with a span of time, with blanks after the code, on one point since nobody knew better.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import accumulate
from typing import Iterator, List, NamedTuple, Tuple

import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.mapping_round import RoundLabel
from ..domain.scene import Scene
from . import geography
from .county import SampleCounty
from .draws import Draws
from .towns import Homes, Spot, towns, within

YEARS = {2022: "2021", 2023: "2023", 2024: "2024"}
"""The years that there are incidents of, each with the round whose scenes they gather at."""


class _Crime(NamedTuple):
    """How many incidents of a code there are in a year, and which shares of them lie in the open scenes and beside."""

    code: str
    a_year: int
    inside: float
    beside: float


_CRIMES = (
    _Crime("5005", 2_000, 0.100, 0.060),  # supply gathers most
    _Crime("5010", 2_600, 0.060, 0.030),
    _Crime("5011", 3_400, 0.060, 0.030),
    _Crime("4141", 120, 0.015, 0.015),
    _Crime("9374", 3_000, 0.035, 0.020),  # assault outdoors
    _Crime("9376", 2_000, 0.025, 0.015),
    _Crime("0357", 300, 0.035, 0.020),
    _Crime("9391", 400, 0.015, 0.015),  # attempts on lives: at home as much as outdoors
    _Crime("0325", 120, 0.020, 0.020),
    _Crime("0312", 16, 0.100, 0.100),
    _Crime("4127", 420, 0.050, 0.025),
    _Crime("9999", 900, 0.010, 0.010),  # something else: in no crime group
)
_UNTIL_2023 = {"4141": "4047", "4127": "4077"}
"""The codes that others took the place of with 2024; a few still write the old ones."""

_SHOOTINGS, _SHOOTINGS_NEAR, _NEAR = 70, 0.35, 250.0  # a year; the share so many m from a scene or in one
_BESIDE = 120.0  # m that beside reaches to
_CLOSED = 0.35  # of its crime a place has in the years when no scene is open there
_ANSWERS, _ANSWERS_NEAR = 9_000, 0.5
_UNPLACED, _UNTIMED, _SPANS, _BLANKS, _ROUGHLY, _OLD_CODE = 0.015, 0.006, 0.08, 0.05, 0.01, 0.08


def incident_lines(sample: SampleCounty) -> Iterator[str]:
    """The lines of a CSV file of incidents, its head first; those of a year by day."""
    yield "ID,BROTTSKOD,SWEREF_E,SWEREF_N,BROTTSDATUMTID_START,BROTTSDATUMTID_SLUT"
    homes, number = Homes(towns(sample)), 0
    for year, label in YEARS.items():
        draws, places = Draws(f"incidents {year}"), _Places(sample, RoundLabel(label))
        rows = [
            (draws.whole(0, 364), _code(crime.code, year, draws), _spot(crime, places, homes, draws))
            for crime in _CRIMES
            for _ in range(round(crime.a_year * draws.between(0.94, 1.06)))
        ]
        for day, code, spot in sorted(rows):
            number += 1
            yield ",".join((str(number), *_incident(date(year, 1, 1) + timedelta(days=day), code, spot, draws)))


def _spot(crime: _Crime, places: _Places, homes: Homes, draws: Draws) -> Spot:
    at = draws.between(0.0, 1.0)
    if at < crime.inside + crime.beside:
        outline = places.one(draws)
        return within(outline, draws) if at < crime.inside else _beside(outline, draws, 1.0, _BESIDE)
    if draws.chance(_ROUGHLY):
        seat = geography.DISTRICTS["9901-1"]
        return geography.ORIGIN[0] + 1000.0 * seat.x, geography.ORIGIN[1] + 1000.0 * seat.y
    return homes.spot(draws)


def _incident(day: date, code: str, spot: Spot, draws: Draws) -> Tuple[str, ...]:
    start = f"{day.isoformat()} {draws.whole(0, 23):02d}:{draws.whole(0, 59):02d}"
    end = start
    if draws.chance(_SPANS):
        end = f"{(day + timedelta(days=draws.whole(1, 5))).isoformat()} 08:00"
    if draws.chance(_UNTIMED):
        start, end = ("Värde saknas", "") if draws.chance(0.5) else ("", "")
    place = ("", "") if draws.chance(_UNPLACED) else (f"{spot[0]:.1f}", f"{spot[1]:.1f}")
    return code + ("  " if draws.chance(_BLANKS) else ""), *place, start, end


def _code(code: str, year: int, draws: Draws) -> str:
    old = year < 2024 or draws.chance(_OLD_CODE)
    return _UNTIL_2023.get(code, code) if old else code


class _Places:
    """The places that crime gathers at in a round's year, some more than others: its open scenes, and, with less, where
    one was or will be open in another round.
    """

    def __init__(self, sample: SampleCounty, label: RoundLabel) -> None:
        found = {scene.id: (outline, 1.0) for scene, outline in _open(sample, label)}
        tree = shapely.STRtree([outline for outline, _ in found.values()])
        for other in YEARS.values():
            for scene, outline in _open(sample, RoundLabel(other)):
                if scene.id not in found and not len(tree.query(outline, predicate="intersects")):
                    found[scene.id] = outline, _CLOSED
        weights = [
            weight * (0.15 + Draws(f"how many incidents at {scene}").between(0.0, 1.0) ** 2)
            for scene, (_, weight) in found.items()
        ]
        self._outlines = [outline for outline, _ in found.values()]
        self._up_to = list(accumulate(weights))
        shapely.prepare(self._outlines)

    def one(self, draws: Draws) -> BaseGeometry:
        """One of the places, by how much gathers there."""
        return draws.weighted(self._outlines, self._up_to)


def shooting_lines(sample: SampleCounty) -> Iterator[str]:
    """The lines of a CSV file of shootings, its head first."""
    yield "ID,SWEREF_E,SWEREF_N,DATUM"
    homes, number = Homes(towns(sample)), 0
    for year, label in YEARS.items():
        draws, places = Draws(f"shootings {year}"), _Places(sample, RoundLabel(label))
        for _ in range(_SHOOTINGS):
            number += 1
            near = draws.chance(_SHOOTINGS_NEAR)
            spot = _around(places.one(draws), draws, 0.0, _NEAR) if near else homes.spot(draws)
            day = date(year, 1, 1) + timedelta(days=draws.whole(0, 364))
            yield f"{number},{spot[0]:.1f},{spot[1]:.1f},{day.isoformat()}"


def answer_lines(sample: SampleCounty, label: RoundLabel) -> Iterator[str]:
    """The lines of a CSV file of survey answers, its head first: 1 a problem, 2 none, empty where it was left out."""
    yield "ID,SWEREF_E,SWEREF_N,ANSWER,WEIGHT"
    homes, draws = Homes(towns(sample)), Draws(f"answers {label}")
    scenes = [outline for _, outline in _open(sample, label)]
    tree = shapely.STRtree(scenes)
    for number in range(1, _ANSWERS + 1):
        near = draws.chance(_ANSWERS_NEAR)
        spot = _around(draws.pick(scenes), draws, 0.0, 1200.0) if near else homes.spot(draws)
        _, away = tree.query_nearest(shapely.Point(spot), return_distance=True, all_matches=False)
        problem = draws.chance(0.14 + 0.30 * math.exp(-float(away[0]) / 450.0))
        answer = "" if draws.chance(0.06) else "1" if problem else "2"
        yield f"{number},{spot[0]:.1f},{spot[1]:.1f},{answer},{draws.between(0.6, 1.8):.2f}"


def _open(sample: SampleCounty, label: RoundLabel) -> List[Tuple[Scene, BaseGeometry]]:
    scenes = sorted((s for s in sample.scenes[label] if s.counts), key=lambda s: s.id)
    return [(scene, scene.outline) for scene in scenes if scene.outline is not None]


def _beside(outline: BaseGeometry, draws: Draws, nearest: float, farthest: float) -> Spot:
    """A point close to an outline and not in it."""
    while True:
        x, y = _around(outline, draws, nearest, farthest)
        if not shapely.contains_xy(outline, x, y):
            return x, y


def _around(outline: BaseGeometry, draws: Draws, nearest: float, farthest: float) -> Spot:
    """A point some way from somewhere on an outline's edge."""
    edge = shapely.boundary(outline)
    on = shapely.line_interpolate_point(edge, draws.between(0.0, 1.0), normalized=True)
    if edge.geom_type != "LineString":  # an outline of several parts has several edges
        on = shapely.Point(shapely.get_coordinates(edge)[0])
    away, angle = draws.between(nearest, farthest), draws.angle()
    return on.x + away * math.cos(angle), on.y + away * math.sin(angle)
