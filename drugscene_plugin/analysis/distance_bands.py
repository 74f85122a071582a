"""How far it is to the nearest scene, in bands that the user sets: 0–250, 250–500, 500–1000 m, and beyond."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.errors import Refusal
from ..domain.progress import QUIET, Progress, watched

_BATCH = 20_000


@dataclass(frozen=True)
class DistanceBands:
    """Bands that end at ``edges`` (m, rising, above 0), and what lies beyond the last.

    A distance on an edge belongs to the band that it ends, so that "within 250 m" includes 250 m; 0 is on or in a scene.
    """

    edges: Tuple[float, ...] = (250.0, 500.0, 1000.0)

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in zip((0.0, *self.edges), self.edges))
        if not self.edges or not rising or not all(np.isfinite(self.edges)):
            raise Refusal("distance_bands_invalid", bands=", ".join(f"{edge:g}" for edge in self.edges))

    def __len__(self) -> int:
        """How many bands there are, the one beyond included."""
        return len(self.edges) + 1

    @property
    def beyond(self) -> int:
        """The number of the band beyond the last edge, which the others are compared with."""
        return len(self.edges)

    def limits(self, band: int) -> Tuple[float, Optional[float]]:
        """From where to where a band reaches, in m; None beyond.

        >>> [DistanceBands((250.0, 500.0)).limits(band) for band in range(3)]
        [(0.0, 250.0), (250.0, 500.0), (500.0, None)]
        """
        starts = (0.0, *self.edges)
        return starts[band], self.edges[band] if band < len(self.edges) else None

    def of(self, distances: np.ndarray) -> np.ndarray:
        """The number of each distance's band, from 0; −1 where the distance is not known.

        >>> DistanceBands().of(np.array([0.0, 250.0, 250.1, 1e6, np.nan])).tolist()
        [0, 0, 1, 3, -1]
        """
        found = np.searchsorted(np.array(self.edges), distances, side="left")
        return np.where(np.isnan(distances), -1, found)


def require_distances(distances: np.ndarray) -> None:
    """Refuse distances below 0.

    Raises:
        Refusal: with how many there are, and the first three.
    """
    wrong = np.flatnonzero(np.asarray(distances, dtype=float) < 0)
    if wrong.size:
        shown = ", ".join(f"{float(distances[i]):g} ({i + 1})" for i in wrong[:3])
        raise Refusal("distances_negative", number=int(wrong.size), shown=shown)


def distances_to_nearest(
    points: np.ndarray, outlines: Sequence[BaseGeometry], progress: Progress = QUIET
) -> np.ndarray:
    """How far each point (n, 2) is from the nearest outline, in m: 0 on its edge or inside, infinite without outlines.

    A point with a coordinate that is no number has the distance NaN.

    Raises:
        Cancelled: the user stopped.

    >>> from shapely.geometry import box
    >>> distances_to_nearest(np.array([[5.0, 5.0], [13.0, 14.0]]), [box(0, 0, 10, 10)]).tolist()
    [0.0, 5.0]
    """
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    found = np.full(len(points), np.inf)
    usable = np.flatnonzero(np.isfinite(points).all(axis=1))
    found[~np.isfinite(points).all(axis=1)] = np.nan
    kept: List[BaseGeometry] = [outline for outline in outlines if not outline.is_empty]
    if kept:
        tree = shapely.STRtree(kept)
        for start in watched(range(0, len(usable), _BATCH), progress):
            batch = usable[start : start + _BATCH]
            (index, _), distance = tree.query_nearest(
                shapely.points(points[batch]), return_distance=True, all_matches=False
            )
            found[batch[index]] = distance
    return found
