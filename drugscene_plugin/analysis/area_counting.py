"""Count incidents that come without coordinates, by the areas that their rows name: totals per area, never zones.

Statistics that are handed on between authorities are often added up already: a row a day, LPO, municipality and kind of
crime, with a number. Rows are counted and forgotten, as points are in :mod:`incident_counting`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..domain.area import Area, AreaCode
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Refusal
from ..domain.incident_counts import Quality
from ..domain.incident_fields import IncidentFields
from ..domain.period import Period
from ..domain.personal_data import find_personal_data
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from .incident_batches import IncidentBatch, IncidentSource, reading
from .incident_columns import (
    DateColumn,
    Times,
    distinct,
    fixed_width,
    is_nothing,
    middle,
    plain_of,
    read_counts,
    text_of,
)
from .incident_counting import EXAMPLES, DatedBy, TimeRules

MOST_CATEGORIES = 60
"""A list of kinds of crime is not longer: a column with more holds something else."""

_NOTHING, _UNKNOWN = -1, -2
_AROUND_A_NAME = re.compile(r"^(lpo|lokalpolisområde|kommun)\s+|\s+(lpo|lokalpolisområde|kommun)$")


class AreaCell(NamedTuple):
    """One cell of the count: an area code is None where the row names none, or none that there is."""

    lpo: Optional[AreaCode]
    municipality: Optional[AreaCode]
    group: str


@dataclass(frozen=True)
class AreaCounts:
    """Counts of one period by the areas that rows name. ``unmatched`` are names that no area has, with their incidents.

    ``groups`` are the crime groups, and after them the kinds of crime that stand in the rows themselves.
    """

    cells: Mapping[AreaCell, int]
    groups: Tuple[str, ...]
    quality: Quality
    unmatched: Mapping[str, int] = field(default_factory=dict)


def area_key(name: str) -> str:
    """A name or code as it is compared: whatever the case, and with or without the word for what it is.

    >>> area_key(" LPO  Järva"), area_key("Nacka kommun"), area_key("531350")
    ('järva', 'nacka', '531350')
    """
    return _AROUND_A_NAME.sub("", " ".join(name.split()).casefold())


def count_by_area(
    source: IncidentSource,
    lpos: Sequence[Area],
    municipalities: Sequence[Area],
    periods: Sequence[Period],
    groups: Sequence[CrimeGroup],
    own_kinds: bool = False,
    rules: Optional[TimeRules] = None,
    progress: Progress = QUIET,
) -> Tuple[List[AreaCounts], str]:
    """Count the rows of a source for every period by the areas they name, in one pass; and the SHA-256 of the source.

    An area is named by its code or its name. With ``own_kinds`` a kind of crime that no group lists is counted as a group
    of its own, called as it stands in the rows, and groups none of whose codes stand in them are left out. A row that
    names an LPO or a municipality that there is counts.

    Raises:
        Refusal: dates that cannot be told apart or read; ``categories_too_many``.
        Cancelled: the user asked to stop.
    """
    count = _AreaCount(source.fields, lpos, municipalities, periods, groups, own_kinds, rules or TimeRules())
    rows = source.row_count()
    with reading(source, progress, 2) as batches:
        for batch in batches:
            stop_if_cancelled(progress)
            count.add(batch)
            progress.report(min(0.98, count.rows / max(rows or 0, 1)))
    return count.results(), source.sha256()


class _Names:
    """The areas of a level, found by what rows call them."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.codes = [AreaCode(str(area.code)) for area in areas]
        self._number: Dict[str, int] = {}
        for number, area in enumerate(areas):
            for key in {area_key(str(area.code)), area_key(area.name or "")} - {""}:
                # What two areas are called is the name of neither.
                self._number[key] = _UNKNOWN if key in self._number else number
        self.unmatched: Dict[str, float] = {}

    def find(self, column: Optional[np.ndarray], weights: np.ndarray) -> np.ndarray:
        """The number of each row's area; ``_NOTHING``, ``_UNKNOWN``."""
        if column is None:
            return np.full(len(weights), _NOTHING)
        names, row = _texts(column)
        numbers = [_NOTHING if is_nothing(n) else self._number.get(area_key(n), _UNKNOWN) for n in names]
        for name, number, many in zip(names, numbers, np.bincount(row, weights, len(names))):
            if number == _UNKNOWN:
                self.unmatched[name[:60]] = self.unmatched.get(name[:60], 0.0) + many
        found: np.ndarray = np.array(numbers, dtype=np.int64)[row]
        return found


def _texts(column: np.ndarray) -> Tuple[List[str], np.ndarray]:
    """The different values of a column as text, and the number of each row's."""
    plain = plain_of(column)
    if plain.dtype.kind in "iufb":
        column = np.array([f"{value:g}" if plain.dtype.kind == "f" else str(value) for value in plain.tolist()])
    found, row = distinct(fixed_width(column))
    texts = [text_of(value) for value in found]
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}  # blanks at the ends tell nothing apart
    return list(place), np.array([place[text] for text in texts], dtype=np.int64)[row]


class _AreaCount:
    """What has been counted so far."""

    def __init__(
        self,
        fields: IncidentFields,
        lpos: Sequence[Area],
        municipalities: Sequence[Area],
        periods: Sequence[Period],
        groups: Sequence[CrimeGroup],
        own_kinds: bool,
        rules: TimeRules,
    ) -> None:
        self._lpos, self._municipalities = _Names(lpos), _Names(municipalities)
        self._periods, self._groups, self._own_kinds, self._rules = periods, groups, own_kinds, rules
        by_minute = rules.dated_by is DatedBy.MIDDLE
        self._start, self._end = (DateColumn(name, rules.clock, by_minute) for name in (fields.start, fields.end))
        self._cells: List[Dict[AreaCell, float]] = [{} for _ in periods]
        self._reasons: List[Dict[str, float]] = [{} for _ in periods]
        self._examples: List[Dict[str, List[int]]] = [{} for _ in periods]
        self._crossing, self._counted = [0.0] * len(periods), [0.0] * len(periods)
        self._invalid: List[Dict[str, int]] = [{} for _ in periods]
        self._kinds: Dict[str, None] = {}
        self._met: Dict[str, None] = {}  # the groups whose codes stand in the rows
        self.rows, self._incidents = 0, 0.0

    def add(self, batch: IncidentBatch) -> None:
        """Count some rows."""
        length = len(batch.x)
        numbers = np.arange(self.rows + 1, self.rows + 1 + length)
        self.rows += length
        read, bad = read_counts(batch.number, length)
        weights = np.ones(length) if read is None else read
        bad = np.zeros(length, dtype=bool) if bad is None else bad
        self._incidents += float(weights.sum())
        start = None if batch.start is None else self._start.times(batch.start, batch.start_clock, numbers)
        end = None if batch.end is None else self._end.times(batch.end, batch.end_clock, numbers)
        day = self._dated(start, end, length)
        lpo = self._lpos.find(batch.lpo, weights)
        municipality = self._municipalities.find(batch.municipality, weights)
        codes, of_row = ([""], np.zeros(length, dtype=np.int64)) if batch.code is None else _texts(batch.code)
        placed = (lpo >= 0) | (municipality >= 0)
        named = (lpo == _UNKNOWN) | (municipality == _UNKNOWN)
        for number, period in enumerate(self._periods):
            inside = (day >= period.start.toordinal()) & (day < period.end.toordinal())
            self._add_crossing(number, period, start, end, weights)
            groups, reasons = self._grouped(number, codes, of_row, day, inside & placed & ~bad, weights)
            tests = (("bad_count", bad), ("no_time", day == -1), ("bad_time", day < -1), ("outside_period", ~inside),
                     ("area_unknown", ~placed & named), ("no_area", ~placed), *reasons)  # fmt: skip
            left = np.ones(length, dtype=bool)
            for reason, test in tests:
                self._note(number, reason, left & test, weights, numbers)
                left &= ~test
            self._counted[number] += float(weights[left].sum())
            for group, member in groups:
                self._add_cells(number, group, left & member, lpo, municipality, weights)

    def _dated(self, start: Optional[Times], end: Optional[Times], length: int) -> np.ndarray:
        if start is None or end is None:
            only = start or end
            return np.full(length, -1) if only is None else only.day
        first, other = (end, start) if self._rules.dated_by is DatedBy.END else (start, end)
        day = np.where((first.day < 0) & (other.day >= 0), other.day, first.day)
        both = (start.day >= 0) & (end.day >= 0)
        if self._rules.dated_by is DatedBy.MIDDLE and both.any():
            day[both] = middle(Times(start.day[both], start.minute[both]), Times(end.day[both], end.minute[both])).day
        return day

    def _add_crossing(
        self, number: int, period: Period, start: Optional[Times], end: Optional[Times], weights: np.ndarray
    ) -> None:
        if start is None or end is None:
            return
        known = (start.day >= 0) & (end.day >= 0)
        for edge in (period.start.toordinal(), period.end.toordinal()):
            over = known & (start.day < edge) & (edge <= end.day)
            known &= ~over
            self._crossing[number] += float(weights[over].sum())

    def _grouped(
        self,
        number: int,
        codes: Sequence[str],
        of_row: np.ndarray,
        day: np.ndarray,
        here: np.ndarray,
        weights: np.ndarray,
    ) -> Tuple[List[Tuple[str, np.ndarray]], Tuple[Tuple[str, np.ndarray], ...]]:
        """Which rows belong to each group, and why the rest belongs to none."""
        groups: List[Tuple[str, np.ndarray]] = []
        valid, listed = np.zeros((2, len(day)), dtype=bool)
        place = {code: index for index, code in enumerate(codes)}
        for group in self._groups:
            member = np.zeros(len(day), dtype=bool)
            for one in (one for one in group.codes if one.code in place):
                self._met[group.id] = None
                of_code = of_row == place[one.code]
                listed |= of_code
                since = one.valid_from.toordinal() if one.valid_from else 0
                until = one.valid_to.toordinal() if one.valid_to else 1 << 30
                member |= of_code & (day >= since) & (day <= until)
            groups.append((group.id, member))
            valid |= member
        nothing = np.array([is_nothing(code) for code in codes], dtype=bool)[of_row]
        if self._own_kinds:
            for code in sorted(place):
                of_code = of_row == place[code]
                if not is_nothing(code) and not (of_code & listed).any() and (of_code & here).any():
                    for personal in find_personal_data(code):
                        raise Refusal("category_personal", masked=personal.masked)
                    self._kinds[code] = None
                    groups.append((code, of_code))
                    valid |= of_code
            if len(self._kinds) > MOST_CATEGORIES:
                raise Refusal("categories_too_many", most=MOST_CATEGORIES)
        lapsed = here & listed & ~valid
        for index in np.unique(of_row[lapsed]).tolist():
            many = int(weights[lapsed & (of_row == index)].sum())
            self._invalid[number][codes[index]] = self._invalid[number].get(codes[index], 0) + many
        return groups, (("no_code", nothing), ("outside_validity", listed & ~valid), ("no_group", ~valid))

    def _note(self, number: int, reason: str, which: np.ndarray, weights: np.ndarray, rows: np.ndarray) -> None:
        if which.any():
            reasons, shown = self._reasons[number], self._examples[number].setdefault(reason, [])
            reasons[reason] = reasons.get(reason, 0.0) + float(weights[which].sum())
            shown += rows[which][: max(EXAMPLES - len(shown), 0)].tolist()

    def _add_cells(
        self,
        number: int,
        group: str,
        which: np.ndarray,
        lpo: np.ndarray,
        municipality: np.ndarray,
        weights: np.ndarray,
    ) -> None:
        pairs = np.maximum(np.column_stack([lpo, municipality])[which], _NOTHING)
        found, row = np.unique(pairs, axis=0, return_inverse=True)
        cells = self._cells[number]
        for (a, b), many in zip(found.tolist(), np.bincount(row.reshape(-1), weights[which], len(found))):
            names = (
                self._lpos.codes[a] if a >= 0 else None,
                self._municipalities.codes[b] if b >= 0 else None,
            )
            cell = AreaCell(*names, group)
            cells[cell] = cells.get(cell, 0.0) + float(many)

    def results(self) -> List[AreaCounts]:
        """What has been counted, for every period."""
        asked = [group.id for group in self._groups if not self._own_kinds or group.id in self._met]
        groups = (*asked, *sorted(self._kinds))
        unmatched = {**self._lpos.unmatched}
        for name, many in self._municipalities.unmatched.items():
            unmatched[name] = unmatched.get(name, 0.0) + many
        by_number = sorted(unmatched.items(), key=lambda item: (-item[1], item[0]))
        return [
            AreaCounts(
                {cell: int(many) for cell, many in self._cells[number].items()},
                groups,
                Quality(
                    rows=self.rows,
                    incidents=int(self._incidents),
                    counted=int(self._counted[number]),
                    reasons={reason: int(many) for reason, many in self._reasons[number].items()},
                    examples={reason: tuple(shown) for reason, shown in self._examples[number].items()},
                    crossing=int(self._crossing[number]),
                    outside_validity=self._invalid[number],
                ),
                {name: int(many) for name, many in by_number},
            )
            for number in range(len(self._periods))
        ]
