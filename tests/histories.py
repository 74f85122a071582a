"""Generated histories of scenes between two rounds, with the truth of every change known by construction."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Callable, Dict, List, Tuple

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.domain.scene import Scene, SceneId

JITTER = 3.0
"""How far a person who draws the same outline again misses each vertex, at most, in metres."""

CELL = 3_000.0


@dataclass(frozen=True)
class History:
    """Two rounds, and the true kind of each pair (earlier id or "", later id or "")."""

    before: List[Scene]
    after: List[Scene]
    truth: Dict[Tuple[str, str], str]


Event = Tuple[List[BaseGeometry], List[BaseGeometry], List[Tuple[int, int, str]], bool]
"""Outlines before, outlines after, (before, after, kind) by position (-1: none), whether names are kept."""


def outline(rng: random.Random, centre: Tuple[float, float], radius: float) -> BaseGeometry:
    """A wriggly outline round a centre, as a person draws one round a square or a station."""
    count = rng.randint(20, 60)
    phase, waves, depth = rng.random() * 6, rng.randint(2, 4), rng.uniform(0.05, 0.25)
    stretch = rng.uniform(0.6, 1.0)
    points = []
    for step in range(count):
        turn = 2 * math.pi * step / count
        reach = radius * (1 + depth * math.sin(waves * turn + phase))
        points.append((centre[0] + reach * math.cos(turn), centre[1] + stretch * reach * math.sin(turn)))
    return shapely.Polygon(points)


def redrawn(rng: random.Random, drawn: BaseGeometry) -> BaseGeometry:
    """The same outline drawn again: other vertices, each up to the jitter beside the old line."""
    around = drawn.exterior
    count = max(12, int(around.length / rng.uniform(12, 30)))
    points = []
    for step in range(count):
        point = around.interpolate((step + rng.random() * 0.5) / count, normalized=True)
        turn, reach = rng.random() * 2 * math.pi, JITTER * math.sqrt(rng.random())
        points.append((point.x + reach * math.cos(turn), point.y + reach * math.sin(turn)))
    again = shapely.make_valid(shapely.Polygon(points))
    parts = [p for p in shapely.get_parts(again) if p.geom_type == "Polygon"]
    return max(parts, key=lambda p: p.area)


def _halves(rng: random.Random, whole: BaseGeometry, share: Tuple[float, float]) -> Tuple[BaseGeometry, BaseGeometry]:
    """An outline cut from north to south so that the western part has a share of the area between two bounds."""
    west, south, east, north = whole.bounds
    wanted = rng.uniform(*share)
    low, high = west, east
    for _ in range(40):
        middle = (low + high) / 2
        part = whole.intersection(shapely.box(west - 1, south - 1, middle, north + 1))
        low, high = (middle, high) if part.area < wanted * whole.area else (low, middle)
    left = whole.intersection(shapely.box(west - 1, south - 1, low, north + 1))
    right = whole.difference(left)
    return tuple(max(shapely.get_parts(p), key=lambda q: q.area) for p in (left, right))  # type: ignore[return-value]


def _continued(rng: random.Random, at: Tuple[float, float]) -> Event:
    whole = outline(rng, at, rng.uniform(60, 250))
    return [whole], [redrawn(rng, whole)], [(0, 0, "continued")], False


def _neighbours(rng: random.Random, at: Tuple[float, float]) -> Event:
    west, east = _halves(rng, outline(rng, at, rng.uniform(120, 250)), (0.4, 0.6))
    again = [redrawn(rng, west), redrawn(rng, east)]
    return [west, east], again, [(0, 0, "continued"), (1, 1, "continued")], False


def _grown(rng: random.Random, at: Tuple[float, float]) -> Event:
    small = outline(rng, at, rng.uniform(60, 170))
    factor = math.sqrt(rng.uniform(1.35, 2.2))
    return [small], [redrawn(rng, affinity.scale(small, factor, factor))], [(0, 0, "grown")], False


def _shrunk(rng: random.Random, at: Tuple[float, float]) -> Event:
    (small,), (large,), _, _ = _grown(rng, at)
    return [large], [redrawn(rng, small)], [(0, 0, "shrunk")], False


def _moved(rng: random.Random, at: Tuple[float, float]) -> Event:
    whole = outline(rng, at, rng.uniform(60, 150))
    width = whole.bounds[2] - whole.bounds[0]
    away = affinity.translate(whole, width + rng.uniform(20, 200), rng.uniform(-20, 20))
    return [whole], [redrawn(rng, away)], [(0, 0, "moved")], True


def _split(rng: random.Random, at: Tuple[float, float]) -> Event:
    whole = outline(rng, at, rng.uniform(100, 250))
    west, east = _halves(rng, whole, (0.3, 0.7))
    return [whole], [redrawn(rng, west), redrawn(rng, east)], [(0, 0, "split"), (0, 1, "split")], False


def _merged(rng: random.Random, at: Tuple[float, float]) -> Event:
    (whole,), parts, _, _ = _split(rng, at)
    return parts, [redrawn(rng, whole)], [(0, 0, "merged"), (1, 0, "merged")], False


def _many(rng: random.Random, at: Tuple[float, float]) -> Event:
    west, rest = _halves(rng, outline(rng, at, rng.uniform(150, 250)), (0.28, 0.36))
    middle, east = _halves(rng, rest, (0.49, 0.51))
    both = shapely.union(west, middle)
    links = [(0, 0, "many_to_many"), (1, 0, "many_to_many"), (1, 1, "many_to_many")]
    return [west, rest], [redrawn(rng, both), redrawn(rng, east)], links, False


def _new(rng: random.Random, at: Tuple[float, float]) -> Event:
    return [], [outline(rng, at, rng.uniform(60, 250))], [(-1, 0, "new")], False


def _ceased(rng: random.Random, at: Tuple[float, float]) -> Event:
    return [outline(rng, at, rng.uniform(60, 250))], [], [(0, -1, "ceased")], False


def _far_or_other(rng: random.Random, at: Tuple[float, float]) -> Event:
    """Gone from one place and seen at one nearby, under another name: moved, or ceased and new? Nobody can know."""
    (whole,), (away,), _, _ = _moved(rng, at)
    return [whole], [away], [(0, 0, "unsure")], False


def _partly(rng: random.Random, at: Tuple[float, float]) -> Event:
    """A third of it in common with one drawn beside it: nobody can know either."""
    whole = affinity.scale(shapely.box(-1, -1, 1, 1), rng.uniform(80, 200), rng.uniform(80, 200))
    width = whole.bounds[2] - whole.bounds[0]
    first = affinity.translate(whole, *at)
    second = affinity.translate(first, width * rng.uniform(0.66, 0.74), 0)
    return [first], [redrawn(rng, second)], [(0, 0, "unsure")], False


EVENTS: Tuple[Callable[[random.Random, Tuple[float, float]], Event], ...] = (
    _continued, _continued, _neighbours, _grown, _shrunk, _moved, _split, _merged, _many, _new, _ceased,
    _far_or_other, _partly,
)  # fmt: skip


def generate(seed: int, events: int, keep_ids: bool) -> History:
    """A history of a number of events, each far from the others.

    ``keep_ids``: a later scene that has one predecessor keeps its id; otherwise ids say nothing.
    """
    rng = random.Random(seed)
    before: List[Scene] = []
    after: List[Scene] = []
    truth: Dict[Tuple[str, str], str] = {}
    columns = math.ceil(math.sqrt(events))
    for number in range(events):
        at = (CELL * (number % columns), CELL * (number // columns))
        old, new, links, named = EVENTS[rng.randrange(len(EVENTS))](rng, at)
        old_ids = [f"o{number}-{i}" for i in range(len(old))]
        new_ids = [f"n{number}-{i}" for i in range(len(new))]
        for i, j, kind in links:
            if keep_ids and i >= 0 and j >= 0 and kind != "unsure" and new_ids[j].startswith("n"):
                if old_ids[i] not in new_ids:
                    new_ids[j] = old_ids[i]
        name = f"Place {number}" if named else ""
        before += [_scene(i, "1", o, name) for i, o in zip(old_ids, old)]
        after += [_scene(i, "2", o, name) for i, o in zip(new_ids, new)]
        for i, j, kind in links:
            truth[old_ids[i] if i >= 0 else "", new_ids[j] if j >= 0 else ""] = kind
    rng.shuffle(before)
    rng.shuffle(after)
    return History(before, after, truth)


def _scene(id: str, round: str, drawn: BaseGeometry, name: str) -> Scene:
    return Scene(SceneId(id), RoundLabel(round), drawn, name=name)
