"""Do shootings lie in and near the scenes more than chance would have it? And do they come in series there?

Chance is the same number of points thrown at random on the county's populated area (Monte Carlo, seeded). It knows
nothing of streets, squares or who lives where within a polygon: it says how unlike an even spread the shootings are,
not why. Near repeats are Knox's: pairs close in both space and time, against the same places with their days shuffled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.counted import CellName, Counted, Derived, Place, Relation
from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, awaited, watched
from ..domain.table import Column, Measure, Table
from .intervals import Interval, wilson_interval

SEED = 20231101
"""The seed of all draws unless another is given."""

DRAWS = 999
"""How many times chance is tried."""

DISTANCES = (0.0, 100.0, 250.0, 500.0)
"""Inside (0), and within so many metres."""

_POINTS_A_BATCH = 200_000
_MOST_ROUNDS = 10_000


def random_places(
    polygons: Sequence[BaseGeometry], amounts: Optional[Sequence[float]] = None, progress: Progress = QUIET
) -> _Places:
    """Places thrown at random on polygons: evenly, or as many on each as its amount (people) says.

    Raises:
        Refusal: the polygons have no area, or no amount.
        Cancelled: the user stopped.
    """
    return _Places(polygons, amounts, progress)


class _Places:
    """Draws points on polygons; evenly within each, by rejection from its box."""

    def __init__(
        self, polygons: Sequence[BaseGeometry], amounts: Optional[Sequence[float]], progress: Progress
    ) -> None:
        given = self.parts = np.array(list(polygons), dtype=object)
        if amounts is None:  # polygons that overlap would draw twice as many; with amounts each stands for itself
            self.parts = shapely.get_parts(awaited(lambda: shapely.union_all(given), progress))
        weights = np.asarray(shapely.area(self.parts) if amounts is None else amounts, dtype=float)
        usable = (shapely.area(self.parts) > 0) & (weights > 0)
        if not usable.any():
            raise Refusal("populated_area_empty", number=len(given))
        self.parts, weights = self.parts[usable], weights[usable]
        shapely.prepare(self.parts)
        self.shares = weights / weights.sum()
        self.bounds = shapely.bounds(self.parts)

    def draw(self, number: int, generator: np.random.Generator) -> np.ndarray:
        """That many points: an array (number, 2), in random order."""
        if not number:
            return np.zeros((0, 2))
        owners = generator.choice(len(self.parts), size=number, p=self.shares)
        points = np.empty((number, 2))
        todo = np.arange(number)
        for _ in range(_MOST_ROUNDS):
            box = self.bounds[owners[todo]]
            tried = box[:, :2] + generator.random((len(todo), 2)) * (box[:, 2:] - box[:, :2])
            hit = shapely.contains_xy(self.parts[owners[todo]], tried[:, 0], tried[:, 1])
            points[todo[hit]] = tried[hit]
            todo = todo[~hit]
            if not todo.size:
                return points
        raise Refusal("populated_area_too_thin", number=int(todo.size))


@dataclass(frozen=True)
class Chance:
    """What chance gives: the mean, the range that 95 % of draws lie in, and how often a draw was at least as high."""

    expected: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Near:
    """How much lies within ``distance`` m (0: inside): ``hits`` of ``of``, its share and Wilson interval, and chance's.

    Of shootings, or of scenes with at least one. ``chance`` are shares as well; None without a populated area.
    """

    distance: float
    hits: int
    of: int
    share: Optional[float]
    interval: Optional[Interval]
    chance: Optional[Chance]


@dataclass(frozen=True)
class GunViolence:
    """Shootings near scenes, and scenes with shootings near them, by distance."""

    shootings: Tuple[Near, ...]
    scenes: Tuple[Near, ...]


class _Counter:
    """Counts points near outlines, and outlines with points near them, for several distances at once."""

    def __init__(self, outlines: Sequence[BaseGeometry], distances: Sequence[float]) -> None:
        self.distances = np.asarray(distances, dtype=float)
        self.outlines = np.array(list(outlines), dtype=object)
        self._tree = shapely.STRtree(self.outlines)
        shapely.prepare(self.outlines)

    def __call__(self, points: np.ndarray, per_draw: int) -> Tuple[np.ndarray, np.ndarray]:
        """By draw and distance, how many points lie near a scene and how many scenes have one near: (draws, distances).

        ``points`` are those of several draws, one after the other.
        """
        draws = len(points) // per_draw if per_draw else 0
        near_points = np.zeros((draws, len(self.distances)), dtype=int)
        near_scenes = np.zeros_like(near_points)
        if not draws or not len(self.outlines):
            return near_points, near_scenes
        geometries = shapely.points(points)
        point, scene = self._tree.query(geometries, predicate="dwithin", distance=float(self.distances.max()))
        away = shapely.distance(self.outlines[scene], geometries[point])
        draw = point // per_draw
        for column, distance in enumerate(self.distances):
            close = away <= distance
            hit = np.unique(point[close])
            near_points[:, column] = np.bincount(hit // per_draw, minlength=draws)
            pairs = np.unique(draw[close] * len(self.outlines) + scene[close])
            near_scenes[:, column] = np.bincount(pairs // len(self.outlines), minlength=draws)
        return near_points, near_scenes


def gun_violence(
    shootings: np.ndarray,
    outlines: Sequence[BaseGeometry],
    populated: Sequence[BaseGeometry] = (),
    amounts: Optional[Sequence[float]] = None,
    distances: Sequence[float] = DISTANCES,
    seed: int = SEED,
    draws: int = DRAWS,
    progress: Progress = QUIET,
) -> GunViolence:
    """The share of shootings near scenes and of scenes with shootings near them, against chance.

    Args:
        shootings: their places (n, 2) in the store's CRS, those without a place left out.
        outlines: of the open scenes.
        populated: polygons where people live; without any there is no comparison with chance.
        amounts: people by polygon; spread evenly over the area where None.
        distances: in m; 0 is inside, an edge included.
        seed, draws: of the Monte Carlo test. The same seed gives the same figures.
        progress: told of the draws.

    Raises:
        Refusal: a negative distance; a populated area without area.
        Cancelled: the user stopped it.

    >>> from shapely.geometry import box
    >>> found = gun_violence(np.array([[5.0, 5.0], [60.0, 5.0]]), [box(0, 0, 10, 10)], [box(0, 0, 100, 10)])
    >>> [(near.distance, near.hits) for near in found.shootings], round(found.shootings[0].chance.expected, 1)
    ([(0.0, 1), (100.0, 2), (250.0, 2), (500.0, 2)], 0.1)
    """
    if not len(distances) or min(distances) < 0:
        raise Refusal("gun_distances_invalid", distances=", ".join(f"{d:g}" for d in distances))
    points = np.asarray(shootings, dtype=float).reshape(-1, 2)
    number, counter = len(points), _Counter([o for o in outlines if not o.is_empty], sorted(set(distances)))
    seen = counter(points, number)
    simulated = _simulated(counter, number, populated, amounts, seed, draws, progress)
    totals = (number, len(counter.outlines))
    found: List[Tuple[Near, ...]] = []
    for kind, total in enumerate(totals):
        rows = []
        for column, distance in enumerate(counter.distances.tolist()):
            hits = int(seen[kind][0, column]) if number else 0
            chance = None
            if simulated is not None and total:
                chance = _chance(simulated[kind][:, column], hits, total)
            rows.append(
                Near(
                    distance,
                    hits,
                    total,
                    hits / total if total else None,
                    wilson_interval(hits / total, total) if total else None,
                    chance,
                )
            )
        found.append(tuple(rows))
    return GunViolence(found[0], found[1])


def _simulated(
    counter: _Counter,
    number: int,
    populated: Sequence[BaseGeometry],
    amounts: Optional[Sequence[float]],
    seed: int,
    draws: int,
    progress: Progress,
) -> Optional[Tuple[np.ndarray, np.ndarray]]:
    """What each draw gives, by distance: of points and of scenes."""
    if not len(populated) or not number or not draws:
        return None
    places = random_places(populated, amounts, progress)
    random = np.random.Generator(np.random.PCG64(seed))
    at_once = max(_POINTS_A_BATCH // number, 1)
    batches = [min(at_once, draws - start) for start in range(0, draws, at_once)]
    results = [counter(places.draw(batch * number, random), number) for batch in watched(batches, progress)]
    return np.vstack([r[0] for r in results]), np.vstack([r[1] for r in results])


def _chance(simulated: np.ndarray, hits: int, total: int) -> Chance:
    """The mean and range of simulated numbers as shares; p counts what was seen as one draw more (Davison, Hinkley 1997)."""
    low, high = np.quantile(simulated, [0.025, 0.975], method="inverted_cdf")
    p = (1 + int((simulated >= hits).sum())) / (1 + len(simulated))
    return Chance(float(simulated.mean()) / total, float(low) / total, float(high) / total, p)


@dataclass(frozen=True)
class NearRepeat:
    """Pairs no farther apart than ``distance`` m and ``days``: how many there are, and how many chance would give.

    ``expected`` is exact for shuffled days: pairs close in space × pairs close in time / all pairs. ``p`` is how often
    a shuffle gave at least as many.
    """

    distance: float
    days: int
    pairs: int
    close_in_space: int
    close_in_time: int
    all_pairs: int
    expected: Optional[float]
    ratio: Optional[float]
    low: Optional[float]
    high: Optional[float]
    p: Optional[float]


def near_repeats(
    places: np.ndarray,
    days: Sequence[int],
    distances: Sequence[float] = (100.0, 250.0, 500.0),
    spans: Sequence[int] = (7, 14, 28),
    seed: int = SEED,
    draws: int = DRAWS,
    progress: Progress = QUIET,
) -> Tuple[NearRepeat, ...]:
    """Knox's test (1964, doi 10.2307/2985220) for each distance and span of days; both limits belong to what is close.

    ``places`` (n, 2) are those around the scenes, ``days`` their days as numbers. Shuffling keeps where and when
    shootings happen, and asks only whether the two go together.

    >>> found = near_repeats(np.array([[0.0, 0.0], [1.0, 0.0], [900.0, 0.0], [901.0, 0.0]]), [1, 2, 100, 101], [10.0], [7])
    >>> found[0].pairs, found[0].close_in_space, found[0].close_in_time, round(found[0].expected, 3)
    (2, 2, 2, 0.667)
    """
    points, when = np.asarray(places, dtype=float).reshape(-1, 2), np.asarray(days, dtype=np.int64)
    if len(points) != len(when):
        raise ValueError(f"{len(points)} places for {len(when)} days")
    number = len(points)
    everything = number * (number - 1) // 2
    first, second, away = _close_pairs(points, max(distances))
    gaps_all = np.sort(when)
    random = np.random.Generator(np.random.PCG64(seed))
    keys = [(distance, span) for distance in distances for span in spans]

    def counted(order: np.ndarray) -> List[int]:
        gap = np.abs(order[first] - order[second])
        return [int(((away <= distance) & (gap <= span)).sum()) for distance, span in keys]

    seen = counted(when)
    shuffled = np.array([counted(random.permutation(when)) for _ in watched(range(draws), progress)])
    found = []
    for column, (distance, span) in enumerate(keys):
        in_space, in_time = int((away <= distance).sum()), _pairs_within(gaps_all, span)
        expected = in_space * in_time / everything if everything else None
        low = high = p = None
        if everything and draws:
            ends = np.quantile(shuffled[:, column], [0.025, 0.975], method="inverted_cdf")
            low, high = float(ends[0]), float(ends[1])
            p = (1 + int((shuffled[:, column] >= seen[column]).sum())) / (1 + draws)
        ratio = seen[column] / expected if expected else None
        found.append(
            NearRepeat(distance, span, seen[column], in_space, in_time, everything, expected, ratio, low, high, p)
        )
    return tuple(found)


def _close_pairs(points: np.ndarray, distance: float) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each pair of points no farther apart than that, once, with its distance."""
    if len(points) < 2:
        return np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0)
    geometries = shapely.points(points)
    first, second = shapely.STRtree(geometries).query(geometries, predicate="dwithin", distance=distance)
    once = first < second
    first, second = first[once], second[once]
    return first, second, np.hypot(*(points[first] - points[second]).T)


def _pairs_within(when: np.ndarray, span: int) -> int:
    """How many pairs of sorted days lie no farther apart than the span."""
    return int((np.searchsorted(when, when + span, side="right") - np.arange(len(when)) - 1).sum())


class GunCaveat(str, Enum):
    """What a reader must know of these figures."""

    EVEN_SPREAD = "even_spread"
    NO_POPULATED_AREA = "no_populated_area"
    FEW_SHOOTINGS = "few_shootings"
    REGRESSION_TO_MEAN = "regression_to_mean"


FEW_SHOOTINGS = 30
"""With fewer shootings than this the figures say little."""

_COLUMNS = (
    Column("figure"),
    Column("distance", Measure.NUMBER),
    Column("days", Measure.COUNT),
    Column("count", Measure.COUNT, protected=True),
    Column("n", Measure.COUNT, protected=True),
    Column("share", Measure.SHARE, protected=True),
    Column("low", Measure.SHARE, protected=True),
    Column("high", Measure.SHARE, protected=True),
    Column("expected", Measure.NUMBER, protected=True),
    Column("expected_low", Measure.NUMBER, protected=True),
    Column("expected_high", Measure.NUMBER, protected=True),
    Column("ratio", Measure.NUMBER, protected=True),
    Column("p", Measure.NUMBER, protected=True),
    Column("method"),
    Column("caveats", protected=True),
)


_OF_CHANCE = ("expected", "expected_low", "expected_high", "caveats")


class GunFigure(str, Enum):
    """What a row is about."""

    SHOOTINGS_NEAR = "shootings_near"
    SCENES_WITH_SHOOTING = "scenes_with_shooting"
    NEAR_REPEAT_PAIRS = "near_repeat_pairs"


def gun_violence_table(found: GunViolence, repeats: Sequence[NearRepeat] = (), what: Tuple[str, ...] = ()) -> Table:
    """The figures as a table. ``what`` names period and outlines in the cells of the disclosure rules.

    Expected are shares for shootings and scenes, and numbers of pairs for near repeats. A share of shootings rests on its
    own count and on all of them, what chance gives on how many there are; numbers of scenes and of pairs rest on
    everything within reach.
    """
    total = found.shootings[0].of if found.shootings else 0
    values: Dict[CellName, int] = {("shootings", *what, "all"): total}
    relations: List[Relation] = []
    within: List[CellName] = [("shootings", *what, "within", f"{near.distance:g}") for near in found.shootings]
    values.update(zip(within, (near.hits for near in found.shootings)))
    for number, (inner, outer) in enumerate(zip(within, [*within[1:], ("shootings", *what, "all")])):
        ring = ("shootings", *what, "beyond", f"{found.shootings[number].distance:g}", str(number))
        values[ring] = values[outer] - values[inner]
        relations.append(Relation(outer, (inner, ring)))
    everything: Tuple[CellName, ...] = (("shootings", *what, "all"), *within)
    rows: List[Tuple[object, ...]] = []
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}

    def add(row: Mapping[str, object], own: Optional[CellName], rests_on: Optional[int]) -> None:
        for column in _COLUMNS:
            if not column.protected or row.get(column.name) is None:
                continue
            place = (len(rows), column.name)
            if own is not None and column.name in ("count", "n"):
                cells[place] = own if column.name == "count" else everything[0]
            elif row.get("days") is None and column.name in _OF_CHANCE:
                derived[place] = Derived(everything[:1])
            else:
                shares = column.name in ("share", "low", "high")
                derived[place] = Derived(
                    everything if own is None else (own, everything[0]), rests_on if shares else None
                )
        rows.append(tuple(row.get(column.name) for column in _COLUMNS))

    for figure, nears in ((GunFigure.SHOOTINGS_NEAR, found.shootings), (GunFigure.SCENES_WITH_SHOOTING, found.scenes)):
        for number, near in enumerate(nears):
            own = within[number] if figure is GunFigure.SHOOTINGS_NEAR else None
            add(_near_row(figure, near, total), own, near.of if own else None)
    for repeat in repeats:
        add(_repeat_row(repeat, total), None, None)
    return Table("gunviolence", _COLUMNS, tuple(rows), counted=Counted(values, tuple(relations), cells, derived))


def _near_row(figure: GunFigure, near: Near, total: int) -> Mapping[str, object]:
    caveats = [GunCaveat.EVEN_SPREAD if near.chance else GunCaveat.NO_POPULATED_AREA]
    if total < FEW_SHOOTINGS:
        caveats.append(GunCaveat.FEW_SHOOTINGS)
    caveats.append(GunCaveat.REGRESSION_TO_MEAN)
    row: Dict[str, object] = {
        "figure": figure.value,
        "distance": near.distance,
        "count": near.hits,
        "n": near.of,
        "share": near.share,
        "method": "wilson;monte_carlo" if near.chance else "wilson",
        "caveats": ";".join(caveat.value for caveat in caveats),
    }
    if near.interval:
        row.update(low=near.interval.low, high=near.interval.high)
    if near.chance:
        row.update(expected=near.chance.expected, expected_low=near.chance.low, expected_high=near.chance.high)
        row.update(p=near.chance.p)
        if near.share is not None and near.chance.expected > 0:
            row.update(ratio=near.share / near.chance.expected)
    return row


def _repeat_row(repeat: NearRepeat, total: int) -> Mapping[str, object]:
    return {
        "figure": GunFigure.NEAR_REPEAT_PAIRS.value,
        "distance": repeat.distance,
        "days": repeat.days,
        "count": repeat.pairs,
        "n": repeat.all_pairs,
        "expected": repeat.expected,
        "expected_low": repeat.low,
        "expected_high": repeat.high,
        "ratio": repeat.ratio,
        "p": repeat.p,
        "method": "knox_permutation",
        "caveats": GunCaveat.FEW_SHOOTINGS.value if total < FEW_SHOOTINGS else "",
    }
