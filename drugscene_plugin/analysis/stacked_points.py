"""How many incidents stand on one point with others: a place that stands for "somewhere", not where it happened."""

from __future__ import annotations

from typing import Iterator, List, Optional, Tuple

import numpy as np


class StackedPoints:
    """Counts the incidents on points with at least so many: exact, from a number of eight bytes for each row.

    A table of sums says which points can have company enough at all; only those are looked at one by one.
    """

    def __init__(self, at_least: int) -> None:
        self.at_least = at_least
        self._keys: List[np.ndarray] = []
        self._weights: List[Optional[np.ndarray]] = []

    def add(self, x: np.ndarray, y: np.ndarray, weights: Optional[np.ndarray]) -> None:
        """Take some points, each a place."""
        keys = x.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
        keys += y.view(np.uint64)
        keys *= np.uint64(0xBF58476D1CE4E5B9)
        keys ^= keys >> np.uint64(32)
        self._keys.append(keys)
        self._weights.append(weights)

    def total(self) -> int:
        """How many incidents stand on points with at least so many."""
        rows = sum(map(len, self._keys))
        bits = min(max(rows // 8, 1 << 12).bit_length(), 22)  # some six rows to a sum
        sums = np.zeros(1 << bits)
        for keys, weights in self._chunks(1 << bits):
            sums += np.bincount(_bucket(keys, bits), weights, len(sums))
        full = sums >= self.at_least
        if not full.any():
            return 0
        suspects, many = [], []
        for keys, weights in self._chunks(1 << bits):
            which = np.flatnonzero(full.take(_bucket(keys, bits), mode="clip"))
            suspects.append(keys[which])
            many.append(np.ones(len(which)) if weights is None else weights[which])
        _, place = np.unique(np.concatenate(suspects), return_inverse=True)
        on_point = np.bincount(place.reshape(-1), np.concatenate(many))
        return int(on_point[on_point >= self.at_least].sum())

    def _chunks(self, rows: int) -> Iterator[Tuple[np.ndarray, Optional[np.ndarray]]]:
        """The points about so many at a time: each time costs as much as the table is long."""
        start, length = 0, 0
        for after, keys in enumerate(self._keys, 1):
            length += len(keys)
            if length >= rows or after == len(self._keys):
                weights = [w for w in self._weights[start:after] if w is not None]
                yield np.concatenate(self._keys[start:after]), np.concatenate(weights) if weights else None
                start, length = after, 0


def _bucket(keys: np.ndarray, bits: int) -> np.ndarray:
    return (keys >> np.uint64(64 - bits)).view(np.int64)
