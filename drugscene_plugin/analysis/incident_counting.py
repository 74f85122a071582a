"""Count incidents by area, zone and crime group: all tables of all rounds and periods in one pass, in batches.

Rows are read, counted and forgotten. What a row adds is one to a table of (combination of areas × slot of time × code), and,
where a scene is near, one to a table of (combination of zones × the same). Groups, periods and rounds are sums over
these, made at the end: so five rounds cost little more than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..domain.area import Area, AreaCode
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Refusal
from ..domain.incident_counts import Cell, IncidentCounts, Quality, Zone
from ..domain.incident_fields import IncidentFields
from ..domain.period import Period
from ..domain.progress import QUIET, Progress, awaited, stop_if_cancelled, watched
from .incident_batches import IncidentBatch, IncidentSource, reading, some_rows
from .incident_codes import NO_CODE, UNKNOWN_CODE, CodeBook, Countable
from .incident_columns import Clock, DateColumn, Times, Transform, middle, read_counts
from .point_in_area import CELLS, AreaLayer, Places, ZoneLayout
from .stacked_points import StackedPoints
from .time_slots import TimeSlots

STACKED_AT_LEAST = 20
"""From how many incidents on one point these are called stacked."""

EXAMPLES = 3
"""How many row numbers a reason shows."""

_ROWS_A_CELL = 6
"""A finer grid takes longer to make than it saves on the rows."""


class DatedBy(str, Enum):
    """Which moment of its interval dates an incident. One without an end is dated by its start, and the other way round."""

    START = "start"
    END = "end"
    MIDDLE = "middle"


@dataclass(frozen=True)
class CountRequest:
    """One table to make: the incidents of a period in the zones of one set of outlines.

    ``lpos`` and ``municipalities`` are those that rows are counted by; the county is all that they cover. Requests that
    name the same areas share the work.
    """

    zones: ZoneLayout
    lpos: Tuple[Area, ...]
    municipalities: Tuple[Area, ...]
    period: Period


@dataclass(frozen=True)
class TimeRules:
    """How the time of an incident is read: what dates it, and by which clock."""

    dated_by: DatedBy = DatedBy.START
    clock: Clock = Clock.SWEDISH


def count_incidents(
    source: IncidentSource,
    requests: Sequence[CountRequest],
    groups: Sequence[CrimeGroup],
    rules: TimeRules = TimeRules(),
    progress: Progress = QUIET,
    threads: int = 2,
    stacked_at_least: int = STACKED_AT_LEAST,
) -> List[IncidentCounts]:
    """Count the incidents of a source for every request, in one pass.

    With no ``groups`` every incident counts, in a group of the empty name: so are shootings counted, which have no code.
    An incident counts in every group that its code is valid in on its day. With two threads one reads while the other
    counts. An interval from s to e crosses an edge of the period where s < edge ≤ e, by whole days.

    Raises:
        Refusal: dates that cannot be told apart or read, codes that are numbers, coordinates that stand the wrong way round.
        Cancelled: the user asked to stop.
    """
    rows = source.row_count()  # before the other thread has the source
    with reading(source, progress, threads) as batches:
        cells = CELLS if rows is None else min(CELLS, max(rows // _ROWS_A_CELL, 20_000))
        count = _Count(source.fields, requests, groups, rules, stacked_at_least, cells, progress)
        for batch in batches:
            stop_if_cancelled(progress)
            count.add(batch, source.transform)
            progress.report(min(0.98, count.rows / max(rows or 0, 1)))
    results = count.results(awaited(source.sha256, progress), progress)
    progress.report(1.0)
    return results


class _Count:
    """What has been counted so far."""

    def __init__(
        self,
        fields: IncidentFields,
        requests: Sequence[CountRequest],
        groups: Sequence[CrimeGroup],
        rules: TimeRules,
        stacked_at_least: int,
        cells: int,
        progress: Progress,
    ) -> None:
        self.requests, self.groups, self.rules = requests, groups, rules
        self._slots = TimeSlots([request.period for request in requests], groups)
        self._book = CodeBook(groups, fields.code)
        self._layers: Dict[Tuple[int, ...], int] = {}
        layers: List[AreaLayer] = []
        for areas in (areas for request in requests for areas in (request.lpos, request.municipalities)):
            key = tuple(map(id, areas))
            if key not in self._layers:
                self._layers[key] = len(layers)
                layers.append(AreaLayer(areas))
        layouts = list({id(request.zones): request.zones for request in requests}.values())
        self._layout = {id(layout): number for number, layout in enumerate(layouts)}
        self._places = Places(layers, layouts, cells, progress)
        by_minute = rules.dated_by is DatedBy.MIDDLE
        self._start, self._end = (DateColumn(name, rules.clock, by_minute) for name in (fields.start, fields.end))
        self._spans = [self._slots.span(request.period) for request in requests]
        self._countable = Countable(groups, self._book, self._slots, [request.period for request in requests])
        self._shape, self._cells = self._countable.shape, self._countable.statuses
        self._by_area = np.zeros((0, self._cells))
        self._no_place = np.zeros(self._cells)
        self._near: List[Tuple[np.ndarray, Optional[np.ndarray]]] = []
        self._near_rows = 0
        self._stacks = StackedPoints(stacked_at_least)
        self._crossing = [0.0] * len(requests)
        self._examples: List[Dict[str, List[int]]] = [{} for _ in requests]
        self.rows = 0
        self._bad_counts, self._placed, self._incidents = 0, 0.0, 0.0
        self._swapped = np.zeros(self._cells)

    # One batch

    def add(self, batch: IncidentBatch, transform: Transform) -> None:
        """Count some rows."""
        x, y = batch.x, batch.y
        length = len(x)
        first_row = self.rows + 1
        self.rows += length
        weights, bad = read_counts(batch.number, length)
        if bad is not None and bad.any():
            self._note("bad_count", np.flatnonzero(bad) + first_row)
            self._bad_counts += int(bad.sum())
            keep = ~bad
            weights = None if weights is None else weights[keep]
            numbers = np.flatnonzero(keep) + first_row
            batch = some_rows(batch, keep)
            x, y = batch.x, batch.y
        else:
            numbers = np.arange(first_row, first_row + length)
        self._incidents += float(len(x) if weights is None else weights.sum())
        slot = self._slot(batch, weights, numbers)
        code = self._book.encode(batch.code, weights) if batch.code is not None and self.groups else None
        status = slot.astype(np.int32)
        status *= self._shape[1]
        if code is not None:
            status += code
        self._add_places(batch, x, y, weights, status, slot, code, numbers, transform)

    def _slot(self, batch: IncidentBatch, weights: Optional[np.ndarray], numbers: np.ndarray) -> np.ndarray:
        rules = self.rules
        start = None if batch.start is None else self._start.times(batch.start, batch.start_clock, numbers)
        end = None if batch.end is None else self._end.times(batch.end, batch.end_clock, numbers)
        if start is None and end is None:
            return np.full(len(batch.x), self._slots.missing, dtype=np.int16)
        if start is None or end is None:
            only = start if start is not None else end
            return self._slots.of(only.day if only is not None else np.zeros(0, dtype=np.int32))
        known = self._slots.number  # slots from here on are no time
        from_slot, to_slot = self._slots.of(start.day), self._slots.of(end.day)
        crossing = np.flatnonzero(from_slot != to_slot)
        crossing = crossing[(from_slot[crossing] < known) & (to_slot[crossing] < known)]
        a, b = from_slot[crossing], to_slot[crossing]
        for number, (first, after) in enumerate(self._spans):
            over = ((a < first) & (b >= first)) | ((a < after) & (b >= after))
            self._crossing[number] += float(over.sum() if weights is None else weights[crossing[over]].sum())
        by, other = (to_slot, from_slot) if rules.dated_by is DatedBy.END else (from_slot, to_slot)
        none = np.flatnonzero(by >= known)
        by[none] = np.where(other[none] < known, other[none], by[none])
        if rules.dated_by is DatedBy.MIDDLE:
            which = np.flatnonzero((start.day >= 0) & (end.day >= 0))
            between = middle(Times(start.day[which], start.minute[which]), Times(end.day[which], end.minute[which]))
            by[which] = self._slots.of(between.day)
        return by

    def _add_places(
        self,
        batch: IncidentBatch,
        x: np.ndarray,
        y: np.ndarray,
        weights: Optional[np.ndarray],
        status: np.ndarray,
        slot: np.ndarray,
        code: Optional[np.ndarray],
        numbers: np.ndarray,
        transform: Transform,
    ) -> None:
        placed = np.isfinite(x) & np.isfinite(y)
        if not placed.all():
            which = np.flatnonzero(~placed)
            self._no_place += np.bincount(status[which], None if weights is None else weights[which], self._cells)
            self._note("no_place", numbers[which])
            some = np.flatnonzero(placed)
            x, y, status, slot, numbers = x[some], y[some], status[some], slot[some], numbers[some]
            code = None if code is None else code[some]
            weights = None if weights is None else weights[some]
            batch = some_rows(batch, some)
        self._placed += float(len(x) if weights is None else weights.sum())
        area, near = self._places.areas_of(x, y)
        outside = np.flatnonzero(area == 0)
        turned = self._turned(batch, outside, transform) if len(outside) else outside
        self._stacks.add(x, y, weights)
        self._grow()
        key = area * self._cells
        key += status
        counted = np.bincount(key, weights, self._by_area.size).reshape(self._by_area.shape)
        self._by_area += counted
        if len(turned):
            self._note("swapped", numbers[turned])
            many = np.bincount(status[turned], None if weights is None else weights[turned], self._cells)
            self._swapped += many
            self._by_area[0] -= many
        self._add_near(x, y, area, near, status, weights)
        self._note_reasons(counted, area, slot, code, numbers)

    def _add_near(
        self,
        x: np.ndarray,
        y: np.ndarray,
        area: np.ndarray,
        near: np.ndarray,
        status: np.ndarray,
        weights: Optional[np.ndarray],
    ) -> None:
        """Look for scenes near those points, of the ones that may be near one, that any group and request counts."""
        kind = self._countable.kind[status[near]]
        wanted = np.flatnonzero((kind > 0) & (area[near] > 0))
        near, kind = near[wanted], kind[wanted]
        zone = self._places.zones_of(x[near], y[near])
        here = np.flatnonzero(zone > 0)
        if not len(here):
            return
        near = near[here]
        keys = zone[here].astype(np.int64) << 40 | area[near].astype(np.int64) << 20 | kind[here]
        self._near.append((keys, None if weights is None else weights[near]))
        self._near_rows += len(here)
        if self._near_rows > 1_000_000:
            self._near = [self._near_sums()]
            self._near_rows = len(self._near[0][0])

    def _turned(self, batch: IncidentBatch, outside: np.ndarray, transform: Transform) -> np.ndarray:
        """Which of the points outside the county would lie in it with their coordinates the other way round."""
        if batch.own_x is not None and batch.own_y is not None:
            x, y = transform(batch.own_y[outside], batch.own_x[outside])
        else:
            x, y = batch.y[outside], batch.x[outside]
        area, _ = self._places.areas_of(x, y)
        return outside[area > 0]

    def _grow(self) -> None:
        wanted = len(self._places.area_labels)
        if wanted > len(self._by_area):
            more = np.zeros((wanted + 16 - len(self._by_area), self._cells))
            self._by_area = np.concatenate([self._by_area, more])

    def _near_sums(self) -> Tuple[np.ndarray, np.ndarray]:
        """The keys of points in zones, each once, with how many incidents there are."""
        if not self._near:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        keys = np.concatenate([some for some, _ in self._near])
        many = np.concatenate([np.ones(len(some)) if w is None else w for some, w in self._near])
        distinct, place = np.unique(keys, return_inverse=True)
        return distinct, np.bincount(place.reshape(-1), many, len(distinct))

    # Examples: numbers of rows, and nothing else of them

    def _note(self, reason: str, numbers: np.ndarray) -> None:
        for examples in self._examples:
            shown = examples.setdefault(reason, [])
            shown += [int(number) for number in numbers[: max(0, EXAMPLES - len(shown))]]

    def _note_reasons(
        self, counted: np.ndarray, area: np.ndarray, slot: np.ndarray, code: Optional[np.ndarray], numbers: np.ndarray
    ) -> None:
        """Note rows with a reason not to count, where the batch's table shows that there are any."""
        table = counted.sum(axis=0).reshape(self._shape)
        slots, codes = table.any(axis=1), table.any(axis=0)
        found = {"outside_county": (area, 0, counted[0].any())}
        for reason, number in (("no_time", self._slots.missing), ("bad_time", self._slots.unreadable)):
            found[reason] = slot, number, slots[number]
        if code is not None:
            for reason, number in (("no_code", NO_CODE), ("no_group", UNKNOWN_CODE)):
                found[reason] = code, number, codes[number]
        for reason, (column, number, there) in found.items():
            if there and any(len(examples.get(reason, ())) < EXAMPLES for examples in self._examples):
                self._note(reason, numbers[np.flatnonzero(column == number)[:EXAMPLES]])
        for (first, after), examples in zip(self._spans, self._examples):
            shown = examples.setdefault("outside_period", [])
            if len(shown) < EXAMPLES and (slots[:first].any() or slots[after : self._slots.number].any()):
                match = ((slot < first) | (slot >= after)) & (slot < self._slots.number)
                shown += numbers[np.flatnonzero(match)[: EXAMPLES - len(shown)]].tolist()

    # At the end

    def results(self, sha256: str, progress: Progress) -> List[IncidentCounts]:
        """What has been counted, for every request."""
        swapped = float(self._swapped.sum())
        if swapped * 2 > self._placed:
            examples = ", ".join(map(str, self._examples[0].get("swapped", ())))
            raise Refusal("coordinates_swapped", rows=int(swapped), placed=int(self._placed), examples=examples)
        self._grow()
        near = self._near_sums()
        stacked = self._stacks.total()
        return [
            IncidentCounts(self._cells_of(number, near), self._quality(number, stacked), sha256)
            for number in watched(range(len(self.requests)), progress, 0.98)
        ]

    def _labels(self, request: CountRequest) -> Tuple[np.ndarray, np.ndarray, AreaLayer, AreaLayer]:
        labels = self._places.area_labels
        lpo = self._layers[tuple(map(id, request.lpos))]
        municipality = self._layers[tuple(map(id, request.municipalities))]
        layers = self._places.areas
        return labels[:, lpo], labels[:, municipality], layers[lpo], layers[municipality]

    def _cells_of(self, number: int, near: Tuple[np.ndarray, np.ndarray]) -> Mapping[Cell, int]:
        request = self.requests[number]
        lpo, municipality, lpos, municipalities = self._labels(request)
        layout = request.zones
        scenes, rows = len(layout.scenes), len(lpo)
        lpo_codes = [_code(lpos, label) for label in lpo.tolist()]
        municipality_codes = [_code(municipalities, label) for label in municipality.tolist()]
        keys, many = near
        zone = self._places.zone_labels[keys >> 40, self._layout[id(layout)]]
        area, kind = (keys >> 20) & 0xFFFFF, keys & 0xFFFFF
        in_county = (lpo > 0) | (municipality > 0)
        in_zone = (zone > 0) & in_county[area]
        by_area = self._by_area[:rows] @ self._countable.counted(number).T.astype(np.float64)
        cells: Dict[Cell, int] = {}
        for place, group in enumerate([group.id for group in self.groups] or [""]):
            here = in_zone & self._countable.members[kind, number, place]
            sums = np.bincount(zone[here] * rows + area[here], many[here], (2 * scenes + 1) * rows)
            table = sums.reshape(2 * scenes + 1, rows)
            table[0] = np.where(in_county, by_area[:, place], 0.0) - table[1:].sum(axis=0)
            some = np.nonzero(table)
            for label, row, count in zip(*(found.tolist() for found in (*some, table[some]))):
                cell = Cell(
                    layout.scenes[(label - 1) % scenes] if label else None,
                    lpo_codes[row],
                    municipality_codes[row],
                    (Zone.INSIDE if label <= scenes else Zone.BESIDE) if label else Zone.ELSEWHERE,
                    group,
                )
                cells[cell] = cells.get(cell, 0) + int(count)
        return cells

    def _quality(self, number: int, stacked: int) -> Quality:
        lpo, municipality, _, _ = self._labels(self.requests[number])
        in_county = (lpo > 0) | (municipality > 0)
        first, after = self._spans[number]
        rows = self._by_area[: len(lpo)]
        inside, outside = (rows[which].sum(axis=0).reshape(self._shape) for which in (in_county, ~in_county))
        slots = self._slots
        counted = self._countable.counted(number).any(axis=0).reshape(self._shape)
        in_period = np.zeros(self._shape, dtype=bool)
        in_period[first:after] = True
        dated = np.zeros(self._shape, dtype=bool)
        dated[: slots.number] = True
        # Listed in a group, and not valid there: reported, even where another group counts it.
        listed = np.zeros(self._shape, dtype=bool)
        invalid = (self._countable.listed[:, None, :] & ~self._countable.valid).any(axis=0)
        listed[first:after] = invalid[first:after]
        both = inside + outside
        reasons = {
            "bad_count": self._bad_counts,
            "swapped": int(self._swapped.sum()),
            "no_place": int(self._no_place.sum()),
            "no_time": int(both[slots.missing].sum()),
            "bad_time": int(both[slots.unreadable].sum()),
            "outside_period": int(both[dated & ~in_period].sum()),
            "outside_county": int(outside[in_period].sum()),
        }
        if self.groups:
            left = in_period & ~counted
            reasons["no_code"] = int(inside[first:after, NO_CODE].sum())
            reasons["no_group"] = int(inside[first:after, UNKNOWN_CODE].sum())
            left[:, [NO_CODE, UNKNOWN_CODE]] = False
            reasons["outside_validity"] = int(inside[left].sum())
        codes = inside[listed], np.nonzero(listed)[1]
        outside_validity: Dict[str, int] = {}
        for many, code in zip(*codes):
            if many:
                name = self._book.codes[code - 2]
                outside_validity[name] = outside_validity.get(name, 0) + int(many)
        reasons = {reason: many for reason, many in reasons.items() if many}
        examples = {
            reason: tuple(shown) for reason, shown in self._examples[number].items() if shown and (reason in reasons)
        }
        return Quality(
            rows=self.rows,
            incidents=int(self._incidents) + self._bad_counts,
            counted=int(inside[counted].sum()),
            reasons=reasons,
            examples=examples,
            stacked=stacked,
            stacked_at_least=self._stacks.at_least,
            crossing=int(self._crossing[number]),
            outside_validity=outside_validity,
            unknown_codes=dict(sorted(self._book.unknown.items())),
        )


def _code(layer: AreaLayer, label: int) -> Optional[AreaCode]:
    return layer.codes[label - 1] if label else None
