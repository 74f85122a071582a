"""Land and water: a coast that breaks up into an archipelago, an inlet up to the city, and a lake behind it.

Heights are made of smoothed random numbers (value noise); the shore is where they cross zero (marching squares).
"""

from __future__ import annotations

from typing import Dict, List, Mapping, Tuple

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .boundaries import Point
from .draws import Draws

_MESH = 400.0
_SMALLEST = 20_000.0
"""The smallest island or lake, in square metres."""

# Where it is deep, as a width and a line in km: the inlet from the sea to the city, the lake behind it, bays.
_DEEPS: Tuple[Tuple[float, Tuple[Point, ...]], ...] = (
    (1.5, ((112, 62), (96, 52), (82, 49), (73, 55.6), (66, 57.5), (60.2, 57.2), (58.9, 51), (52.5, 52.6))),
    (2.5, ((52.5, 52.6), (45.2, 52.8), (38, 61), (29, 61.5), (18, 54))),
    (1.3, ((38, 61), (43.5, 67), (43, 76), (47, 84))),
    (1.0, ((45.2, 52.8), (38.5, 48), (39.5, 44), (38, 33), (41, 24))),
    (1.5, ((110, 30), (88, 32), (71, 35.5), (60, 35.5), (59, 41.5))),
    (1.3, ((110, 74), (82, 72), (72, 74.5), (67.5, 69))),
    (0.9, ((84, 95), (76, 86), (77, 80))),
    (0.8, ((58, 88), (57, 82), (60, 79))),
    (0.8, ((22, 34), (25, 29), (24, 24))),
    (0.9, ((55, 14), (56, 22), (54, 26))),
)

# The coast, in km: how far east the mainland goes at a latitude.
_COAST: Tuple[Point, ...] = (
    (0, 60),
    (18, 66),
    (30, 72),
    (42, 76),
    (53, 71),
    (61, 75),
    (72, 81),
    (84, 86),
    (95, 92),
    (125, 96),
)


def _noise(xs: np.ndarray, ys: np.ndarray, wavelength: float, draws: Draws) -> np.ndarray:
    """Smoothed random numbers between -1 and 1 at points given in km from 0 to 125."""
    side = int(125 / wavelength) + 3
    lattice = np.array([[draws.between(-1.0, 1.0) for _ in range(side)] for _ in range(side)])
    u, v = xs / wavelength, ys / wavelength
    i, j = u.astype(int), v.astype(int)
    u, v = u - i, v - j
    u, v = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v)
    low = lattice[j, i] * (1.0 - u) + lattice[j, i + 1] * u
    high = lattice[j + 1, i] * (1.0 - u) + lattice[j + 1, i + 1] * u
    return low * (1.0 - v) + high * v


def _distance(xs: np.ndarray, ys: np.ndarray, line: Tuple[Point, ...]) -> np.ndarray:
    nearest = np.full(xs.shape, np.inf)
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        dx, dy = bx - ax, by - ay
        share = np.clip(((xs - ax) * dx + (ys - ay) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        nearest = np.minimum(nearest, np.sqrt((xs - ax - share * dx) ** 2 + (ys - ay - share * dy) ** 2))
    return nearest


def _heights(xs: np.ndarray, ys: np.ndarray, towns: Mapping[Point, float]) -> np.ndarray:
    """Heights without a unit at points in km: land above zero. ``towns`` are points that are dry out to a radius."""
    rough = np.zeros(xs.shape)
    for wavelength, strength in ((13.0, 0.4), (6.0, 0.5), (3.0, 0.8), (1.6, 0.9), (0.9, 0.5)):
        rough += strength * _noise(xs, ys, wavelength, Draws(f"heights {wavelength}"))
    east = np.interp(ys, [y for y, _ in _COAST], [x for _, x in _COAST])
    inland = (east - xs) / 9.0
    # The mainland is a tableland; out at sea the ground sinks slowly, so that islands stay in reach of the surface.
    base = np.where(inland > 0.0, np.minimum(inland, 1.4), np.maximum(-0.2 + inland * 0.1, -0.75))
    heights = base + rough
    for width, line in _DEEPS:
        distance = _distance(xs, ys, line) + 0.7 * rough
        heights -= 2.6 * np.clip(1.4 - distance / width, 0.0, 1.0)
    for (x, y), radius in towns.items():
        distance = np.sqrt((xs - x) ** 2 + (ys - y) ** 2)
        heights = np.maximum(heights, 0.7 * np.clip(1.9 - distance / radius, -9.0, 0.9) + 0.7 * rough)
    return heights


def _shore_rings(heights: np.ndarray) -> List[List[Tuple[float, float]]]:
    """Closed lines along which the height is zero, in units of the mesh, land on the left."""
    joined: Dict[Tuple[int, int, int], Tuple[int, int, int]] = {}
    dry = heights > 0.0
    kinds = dry[:-1, :-1] * 1 + dry[:-1, 1:] * 2 + dry[1:, 1:] * 4 + dry[1:, :-1] * 8
    # The sides of a mesh, south, east, north, west, that the shore enters and leaves by, land on its left.
    ways = {
        1: ("sw",), 2: ("es",), 3: ("ew",), 4: ("ne",), 5: ("sw", "ne"), 6: ("ns",), 7: ("nw",), 8: ("wn",), 9: ("sn",),
        10: ("es", "wn"), 11: ("en",), 12: ("we",), 13: ("se",), 14: ("ws",),
    }  # fmt: skip
    for j, i in zip(*(index.tolist() for index in np.nonzero((kinds > 0) & (kinds < 15)))):
        side = {"s": (j, i, 0), "n": (j + 1, i, 0), "w": (j, i, 1), "e": (j, i + 1, 1)}
        for way in ways[int(kinds[j, i])]:
            joined[side[way[0]]] = side[way[1]]
    rings = []
    while joined:
        start = next(iter(joined))
        ring, at = [], start
        while at in joined:
            j, i, upward = at
            here, there = heights[j, i], heights[j + upward, i + 1 - upward]
            share = float(here / (here - there))
            ring.append((i + (0.0 if upward else share), j + (share if upward else 0.0)))
            at = joined.pop(at)
        rings.append(ring)
    return rings


def land(county: Polygon, origin: Point, size: float, towns: Mapping[Point, float]) -> MultiPolygon:
    """The county's land. ``towns`` are points in km from the origin that are dry out to a radius in km."""
    ticks = np.arange(0.0, size + 1.0, _MESH) / 1000.0
    xs, ys = np.meshgrid(ticks, ticks)
    heights = _heights(xs, ys, towns)
    heights[[0, -1], :] = heights[:, [0, -1]] = -1.0
    shores = [
        Polygon([(round(origin[0] + x * _MESH, 1), round(origin[1] + y * _MESH, 1)) for x, y in ring])
        for ring in _shore_rings(heights)
        if len(ring) > 3
    ]
    shores = [shore for shore in shores if shore.area >= _SMALLEST]
    islands = [shore for shore in shores if shore.exterior.is_ccw]
    lakes = [shore for shore in shores if not shore.exterior.is_ccw]
    ground = shapely.difference(shapely.union_all(islands), shapely.union_all(lakes))
    clipped = shapely.intersection(_with_islands_in_lakes(ground, islands, lakes), county, grid_size=0.01)
    parts = [part for part in shapely.get_parts(clipped) if isinstance(part, Polygon) and part.area >= _SMALLEST]
    return MultiPolygon(shapely.normalize(MultiPolygon(parts)))


def _with_islands_in_lakes(ground: BaseGeometry, islands: List[Polygon], lakes: List[Polygon]) -> BaseGeometry:
    tree = shapely.STRtree(lakes)
    inner = [island for island in islands if len(tree.query(island, predicate="within"))]
    return shapely.union_all([ground, *inner])
