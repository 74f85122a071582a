"""Slots of time within which all days count alike: between all days on which a period or a code begins or ends."""

from __future__ import annotations

from datetime import date
from typing import List, Sequence, Tuple

import numpy as np

from ..domain.crime_groups import CrimeGroup
from ..domain.period import Period
from .incident_columns import FIRST_DAY, LAST_DAY, MISSING, UNREADABLE


class TimeSlots:
    """The slots of some periods and groups, in order; then one for days that are missing, and one for unreadable ones."""

    def __init__(self, periods: Sequence[Period], groups: Sequence[CrimeGroup]) -> None:
        edges = {FIRST_DAY, LAST_DAY + 1}
        edges |= {day.toordinal() for period in periods for day in (period.start, period.end)}
        for code in (code for group in groups for code in group.codes):
            edges |= {code.valid_from.toordinal()} if code.valid_from else set()
            edges |= {code.valid_to.toordinal() + 1} if code.valid_to else set()
        self.edges = sorted(edge for edge in edges if FIRST_DAY <= edge <= LAST_DAY + 1)
        self.number = len(self.edges) - 1
        self.missing, self.unreadable = self.number, self.number + 1
        # By ordinal: what is no day, below 0, is found at the end.
        self._table = np.zeros(LAST_DAY + 1 - min(MISSING, UNREADABLE), dtype=np.int16)
        for slot, (first, after) in enumerate(zip(self.edges, self.edges[1:])):
            self._table[first:after] = slot
        self._table[MISSING], self._table[UNREADABLE] = self.missing, self.unreadable

    def of(self, days: np.ndarray) -> np.ndarray:
        """The slot of each day."""
        slots: np.ndarray = self._table.take(days, mode="wrap")
        return slots

    def span(self, period: Period) -> Tuple[int, int]:
        """The first slot of a period, and the one after its last."""
        return self.edges.index(period.start.toordinal()), self.edges.index(period.end.toordinal())

    def spans(self) -> List[Tuple[date, date]]:
        """The first day of each slot, and the last."""
        return [(date.fromordinal(a), date.fromordinal(b - 1)) for a, b in zip(self.edges, self.edges[1:])]
