"""Count incidents by area, zone and crime group: all tables of all rounds and periods in one pass, in batches.

Rows are read, counted and forgotten. What a row adds is one to a table of (combination of areas × slot of time × code), and,
where a scene is near, one to a table of (combination of zones × the same). Groups, periods and rounds are sums over
these, made at the end: so five rounds cost little more than one.
"""

from __future__ import annotations

import queue
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Dict, Generator, Iterator, List, Mapping, NamedTuple, Optional, Protocol, Sequence, Tuple

import numpy as np

from ..domain.area import Area, AreaCode
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Cancelled, Refusal
from ..domain.incident_counts import Cell, IncidentCounts, Quality, Zone
from ..domain.period import Period
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from .incident_columns import (
    FIRST_DAY,
    LAST_DAY,
    NO_CODE,
    UNKNOWN_CODE,
    UNREADABLE,
    Clock,
    CodeBook,
    DateFormat,
    Times,
    Transform,
    date_format,
    listed_table,
    middle,
    read_counts,
    read_times,
    validity_table,
)
from .point_in_area import CELLS, AreaLayer, Places, ZoneLayout

STACKED_AT_LEAST = 20
"""From how many incidents on one point these are called stacked."""

EXAMPLES = 3
"""How many row numbers a reason shows."""


class DatedBy(str, Enum):
    """Which moment of its interval dates an incident. One without an end is dated by its start, and the other way round."""

    START = "start"
    END = "end"
    MIDDLE = "middle"


class IncidentBatch(NamedTuple):
    """Some rows of incidents as columns: ``x`` and ``y`` in the store's CRS (NaN for none), the others as they are read.

    ``number`` is how many incidents each row stands for.

    ``own_x`` and ``own_y`` are the coordinates in the source's own CRS where it differs.
    """

    x: np.ndarray
    y: np.ndarray
    code: Optional[np.ndarray] = None
    start: Optional[np.ndarray] = None
    end: Optional[np.ndarray] = None
    start_clock: Optional[np.ndarray] = None
    end_clock: Optional[np.ndarray] = None
    number: Optional[np.ndarray] = None
    own_x: Optional[np.ndarray] = None
    own_y: Optional[np.ndarray] = None


class IncidentSource(Protocol):
    """Where incidents are read from, once, in batches."""

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """The rows in the source's order. They may be read by another thread, but by one at a time."""

    def transform(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Coordinates of the source's own CRS in the store's."""

    def row_count(self) -> Optional[int]:
        """How many rows there are, where that is known beforehand."""

    def sha256(self) -> str:
        """The SHA-256 of what was read, once all batches are."""


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
    """How the time of an incident is read: what dates it, how its columns are written (None: recognised), and by which clock."""

    dated_by: DatedBy = DatedBy.START
    start_format: Optional[DateFormat] = None
    end_format: Optional[DateFormat] = None
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
    rows = source.row_count()
    count = _Count(requests, groups, rules, stacked_at_least, CELLS if rows is None else min(CELLS, max(rows, 20_000)))
    total = max(rows or 0, 1)
    # Closed here and now whatever happens: what a source has open must not wait for the garbage collector.
    with closing(_read_ahead(source, progress) if threads > 1 else source.batches()) as batches:
        for batch in batches:
            stop_if_cancelled(progress)
            count.add(batch, source.transform)
            progress.report(min(0.98, count.rows / total))
    stop_if_cancelled(progress)
    results = count.results(source.sha256())
    progress.report(1.0)
    return results


def _read_ahead(source: IncidentSource, progress: Progress) -> Generator[IncidentBatch, None, None]:
    """The source's batches, read by a thread of its own, at most two ahead."""
    waiting: queue.Queue[object] = queue.Queue(maxsize=2)
    stop = threading.Event()
    end = object()

    def put(item: object) -> bool:
        while not stop.is_set():
            try:
                waiting.put(item, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def read() -> None:
        last: object = end
        try:
            with closing(source.batches()) as batches:
                for batch in batches:
                    if not put(batch):
                        return
        except BaseException as error:  # handed over, and raised where the batches are awaited
            last = error
        put(last)

    reader = threading.Thread(target=read, name="drugscene-incidents", daemon=True)
    reader.start()
    try:
        while True:
            try:
                item = waiting.get(timeout=0.1)
            except queue.Empty:
                if progress.cancelled():
                    raise Cancelled from None
                continue
            if item is end:
                return
            if isinstance(item, BaseException):
                raise item
            if isinstance(item, IncidentBatch):
                yield item
    finally:
        stop.set()
        reader.join(timeout=5.0)


class _Slots:
    """Slots of time between all days on which something begins or ends: within one, all days count alike."""

    def __init__(self, periods: Sequence[Period], groups: Sequence[CrimeGroup]) -> None:
        edges = {FIRST_DAY, LAST_DAY + 1}
        edges |= {day.toordinal() for period in periods for day in (period.start, period.end)}
        for code in (code for group in groups for code in group.codes):
            edges |= {code.valid_from.toordinal()} if code.valid_from else set()
            edges |= {code.valid_to.toordinal() + 1} if code.valid_to else set()
        self.edges = sorted(edge for edge in edges if FIRST_DAY <= edge <= LAST_DAY + 1)
        self.number = len(self.edges) - 1
        self.missing, self.unreadable = self.number, self.number + 1
        self._table = np.zeros(LAST_DAY + 1 - FIRST_DAY + 2, dtype=np.int32)
        for slot, (first, after) in enumerate(zip(self.edges, self.edges[1:])):
            self._table[first - FIRST_DAY + 2 : after - FIRST_DAY + 2] = slot
        self._table[:2] = self.unreadable, self.missing

    def of(self, days: np.ndarray) -> np.ndarray:
        """The slot of each day."""
        # UNREADABLE and MISSING, -2 and -1, have the two places before the first day.
        slots: np.ndarray = self._table[days - np.where(days < 0, UNREADABLE, FIRST_DAY - 2)]
        return slots

    def span(self, period: Period) -> Tuple[int, int]:
        """The first slot of a period, and the one after its last."""
        return self.edges.index(period.start.toordinal()), self.edges.index(period.end.toordinal())

    def spans(self) -> List[Tuple[date, date]]:
        """The first day of each slot, and the last."""
        return [(date.fromordinal(a), date.fromordinal(b - 1)) for a, b in zip(self.edges, self.edges[1:])]


class _Stacks:
    """How many incidents stand on one point with others: exact, from a number for each point.

    A table of sums says which points can have company at all; only those are looked at one by one.
    """

    _BITS = 20

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
        sums = np.zeros(1 << self._BITS)
        for keys, weights in self._together():
            sums += np.bincount(self._bucket(keys), weights, len(sums))
        full = sums >= self.at_least
        suspects, many = [np.zeros(0, dtype=np.uint64)], [np.zeros(0)]
        for keys, weights in self._together():
            which = np.flatnonzero(full[self._bucket(keys)])
            suspects.append(keys[which])
            many.append(np.ones(len(which)) if weights is None else weights[which])
        _, place = np.unique(np.concatenate(suspects), return_inverse=True)
        on_point = np.bincount(place.reshape(-1), np.concatenate(many))
        return int(on_point[on_point >= self.at_least].sum())

    def _bucket(self, keys: np.ndarray) -> np.ndarray:
        bucket: np.ndarray = (keys >> np.uint64(64 - self._BITS)).astype(np.int64)
        return bucket

    def _together(self) -> Iterator[Tuple[np.ndarray, Optional[np.ndarray]]]:
        """The points some batches at a time: each time costs as much as the table is long."""
        for start in range(0, len(self._keys), 8):
            keys, weights = self._keys[start : start + 8], self._weights[start : start + 8]
            known = [np.ones(len(k)) if w is None else w for k, w in zip(keys, weights)]
            weighted = any(weight is not None for weight in weights)
            yield np.concatenate(keys), np.concatenate(known) if weighted else None


class _Count:
    """What has been counted so far."""

    def __init__(
        self,
        requests: Sequence[CountRequest],
        groups: Sequence[CrimeGroup],
        rules: TimeRules,
        stacked_at_least: int,
        cells: int,
    ) -> None:
        self.requests, self.groups, self.rules = requests, groups, rules
        self._slots = _Slots([request.period for request in requests], groups)
        self._book = CodeBook(groups)
        self._layers: Dict[Tuple[int, ...], int] = {}
        layers: List[AreaLayer] = []
        for areas in (areas for request in requests for areas in (request.lpos, request.municipalities)):
            key = tuple(map(id, areas))
            if key not in self._layers:
                self._layers[key] = len(layers)
                layers.append(AreaLayer(areas))
        layouts = list({id(request.zones): request.zones for request in requests}.values())
        self._layout = {id(layout): number for number, layout in enumerate(layouts)}
        self._places = Places(layers, layouts, cells)
        self._formats = {"start": rules.start_format, "end": rules.end_format}
        self._shape = (self._slots.number + 2, len(self._book.codes) + 2)
        self._cells = self._shape[0] * self._shape[1]
        self._by_area = np.zeros((0, self._cells))
        self._no_place = np.zeros(self._cells)
        self._near: List[Tuple[np.ndarray, Optional[np.ndarray]]] = []
        self._near_rows = 0
        self._stacks = _Stacks(stacked_at_least)
        self._crossing = [0.0] * len(requests)
        self._examples: List[Dict[str, List[int]]] = [{} for _ in requests]
        self.rows = 0
        self._bad_counts, self._placed, self._incidents = 0, 0.0, 0.0
        self._swapped = np.zeros(self._cells)
        self._spans = [self._slots.span(request.period) for request in requests]
        self._valid, self._listed = self._tables()

    def _tables(self) -> Tuple[np.ndarray, np.ndarray]:
        if not self.groups:
            everything = np.ones((1, self._slots.number, 2), dtype=bool)
            return everything, np.ones((1, 2), dtype=bool)
        valid = validity_table(self.groups, self._book, self._slots.spans())
        return valid, listed_table(self.groups, self._book)

    # One batch

    def add(self, batch: IncidentBatch, transform: Transform) -> None:
        """Count some rows."""
        x, y = batch.x, batch.y
        length = len(x)
        first_row = self.rows + 1
        self.rows += length
        weights, bad = read_counts(batch.number, length)
        if bad is not None and bad.any():
            self._note("bad_count", np.flatnonzero(bad), first_row)
            self._bad_counts += int(bad.sum())
            keep = ~bad
            weights = None if weights is None else weights[keep]
            numbers = np.flatnonzero(keep) + first_row
            batch = _some(batch, keep)
            x, y = batch.x, batch.y
        else:
            numbers = np.arange(first_row, first_row + length)
        self._incidents += float(len(x) if weights is None else weights.sum())
        slot = self._slot(batch, weights)
        code = self._book.encode(batch.code, weights) if batch.code is not None and self.groups else None
        status = slot * self._shape[1]
        if code is not None:
            status += code
        self._add_places(batch, x, y, weights, status, slot, code, numbers, transform)

    def _slot(self, batch: IncidentBatch, weights: Optional[np.ndarray]) -> np.ndarray:
        rules = self.rules
        needs_minutes = rules.dated_by is DatedBy.MIDDLE
        start = self._times(batch.start, batch.start_clock, "start", needs_minutes)
        end = self._times(batch.end, batch.end_clock, "end", needs_minutes)
        if start is None and end is None:
            return np.full(len(batch.x), self._slots.missing, dtype=np.int32)
        if start is None or end is None:
            only = start if start is not None else end
            return self._slots.of(only.day if only is not None else np.zeros(0, dtype=np.int32))
        from_slot, to_slot = self._slots.of(start.day), self._slots.of(end.day)
        both = (start.day >= 0) & (end.day >= 0)
        crossing = np.flatnonzero((from_slot != to_slot) & both)
        a, b = from_slot[crossing], to_slot[crossing]
        for number, (first, after) in enumerate(self._spans):
            over = ((a < first) & (b >= first)) | ((a < after) & (b >= after))
            self._crossing[number] += float(over.sum() if weights is None else weights[crossing[over]].sum())
        if rules.dated_by is DatedBy.START:
            return np.where(start.day >= 0, from_slot, np.where(end.day >= 0, to_slot, from_slot))
        if rules.dated_by is DatedBy.END:
            return np.where(end.day >= 0, to_slot, np.where(start.day >= 0, from_slot, to_slot))
        slots = np.where(start.day >= 0, from_slot, np.where(end.day >= 0, to_slot, from_slot))
        which = np.flatnonzero(both)
        between = middle(Times(start.day[which], start.minute[which]), Times(end.day[which], end.minute[which]))
        slots[which] = self._slots.of(between.day)
        return slots

    def _times(
        self, column: Optional[np.ndarray], clock: Optional[np.ndarray], name: str, minutes: bool
    ) -> Optional[Times]:
        if column is None:
            return None
        if self._formats[name] is None and np.asarray(column).dtype.kind != "M":
            self._formats[name] = date_format(column, name)
        return read_times(column, self._formats[name], self.rules.clock, clock, minutes)

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
            self._note_numbers("no_place", numbers[which])
            some = np.flatnonzero(placed)
            x, y, status, slot, numbers = x[some], y[some], status[some], slot[some], numbers[some]
            code = None if code is None else code[some]
            weights = None if weights is None else weights[some]
            batch = _some(batch, some)
        self._placed += float(len(x) if weights is None else weights.sum())
        area, near, zone = self._places.find(x, y)
        outside = np.flatnonzero(area == 0)
        turned = self._turned(batch, outside, transform) if len(outside) else outside
        self._stacks.add(x, y, weights)
        self._grow()
        key = area * self._cells + status
        size = self._by_area.size
        self._by_area += np.bincount(key, weights, size).reshape(self._by_area.shape)
        if len(turned):
            self._note_numbers("swapped", numbers[turned])
            many = np.bincount(status[turned], None if weights is None else weights[turned], self._cells)
            self._swapped += many
            self._by_area[0] -= many
        here = near[(zone > 0) & (area[near] > 0)]
        if len(here):
            zone_here = zone[(zone > 0) & (area[near] > 0)]
            self._near.append(
                (zone_here.astype(np.int64) << 40 | key[here], None if weights is None else weights[here])
            )
            self._near_rows += len(here)
            if self._near_rows > 2_000_000:
                self._near = [self._near_sums()]
                self._near_rows = len(self._near[0][0])
        self._note_reasons(area, slot, code, numbers)

    def _turned(self, batch: IncidentBatch, outside: np.ndarray, transform: Transform) -> np.ndarray:
        """Which of the points outside the county would lie in it with their coordinates the other way round."""
        if batch.own_x is not None and batch.own_y is not None:
            x, y = transform(batch.own_y[outside], batch.own_x[outside])
        else:
            x, y = batch.y[outside], batch.x[outside]
        area, _, _ = self._places.find(x, y)
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

    def _note(self, reason: str, which: np.ndarray, first_row: int) -> None:
        self._note_numbers(reason, which + first_row)

    def _note_numbers(self, reason: str, numbers: np.ndarray) -> None:
        for examples in self._examples:
            shown = examples.setdefault(reason, [])
            shown += [int(number) for number in numbers[: max(0, EXAMPLES - len(shown))]]

    def _note_reasons(
        self, area: np.ndarray, slot: np.ndarray, code: Optional[np.ndarray], numbers: np.ndarray
    ) -> None:
        found: Dict[str, np.ndarray] = {}
        wanted = [
            reason for reason in ("no_time", "bad_time", "outside_county", "no_code", "no_group") if self._open(reason)
        ]
        for reason in wanted:
            if reason in ("no_time", "bad_time"):
                match = slot == (self._slots.missing if reason == "no_time" else self._slots.unreadable)
            elif reason == "outside_county":
                match = area == 0
            elif code is None:
                continue
            else:
                match = code == (NO_CODE if reason == "no_code" else UNKNOWN_CODE)
            found[reason] = np.flatnonzero(match)[:EXAMPLES]
        for reason, which in found.items():
            self._note_numbers(reason, numbers[which])
        for (first, after), examples in zip(self._spans, self._examples):
            if len(examples.get("outside_period", ())) < EXAMPLES:
                match = ((slot < first) | (slot >= after)) & (slot < self._slots.number)
                shown = examples.setdefault("outside_period", [])
                shown += numbers[np.flatnonzero(match)[: EXAMPLES - len(shown)]].tolist()

    def _open(self, reason: str) -> bool:
        return any(len(examples.get(reason, ())) < EXAMPLES for examples in self._examples)

    # At the end

    def results(self, sha256: str) -> List[IncidentCounts]:
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
            for number in range(len(self.requests))
        ]

    def _labels(self, request: CountRequest) -> Tuple[np.ndarray, np.ndarray, AreaLayer, AreaLayer]:
        labels = self._places.area_labels
        lpo = self._layers[tuple(map(id, request.lpos))]
        municipality = self._layers[tuple(map(id, request.municipalities))]
        layers = self._places.areas
        return labels[:, lpo], labels[:, municipality], layers[lpo], layers[municipality]

    def _counted(self, number: int) -> np.ndarray:
        """Whether a slot and code count in each group: group × slot × code."""
        first, after = self._spans[number]
        counted = np.zeros((len(self._valid), *self._shape), dtype=bool)
        counted[:, first:after, : self._valid.shape[2]] = self._valid[:, first:after]
        return counted

    def _cells_of(self, number: int, near: Tuple[np.ndarray, np.ndarray]) -> Mapping[Cell, int]:
        request = self.requests[number]
        lpo, municipality, lpos, municipalities = self._labels(request)
        layout = request.zones
        scenes, rows = len(layout.scenes), len(lpo)
        zones = self._places.zone_labels[:, self._layout[id(request.zones)]]
        keys, many = near
        zone, rest = zones[keys >> 40], keys & ((1 << 40) - 1)
        area, status = rest // self._cells, rest % self._cells
        counted = self._counted(number).reshape(len(self._valid), self._cells)
        cells: Dict[Cell, int] = {}
        ids = [group.id for group in self.groups] or [""]
        in_county = (lpo > 0) | (municipality > 0)
        for group, chosen in zip(ids, counted):
            by_area = self._by_area[:rows] @ chosen
            here = chosen[status] & (zone > 0) & in_county[area]
            sums = np.bincount(zone[here] * rows + area[here], many[here], (2 * scenes + 1) * rows)
            table = sums.reshape(2 * scenes + 1, rows)
            table[0] = np.where(in_county, by_area, 0.0) - table[1:].sum(axis=0)
            for label, place in zip(*(found.tolist() for found in np.nonzero(table))):
                cell = Cell(
                    layout.scenes[(label - 1) % scenes] if label else None,
                    _code(lpos, int(lpo[place])),
                    _code(municipalities, int(municipality[place])),
                    (Zone.INSIDE if label <= scenes else Zone.BESIDE) if label else Zone.ELSEWHERE,
                    group,
                )
                cells[cell] = cells.get(cell, 0) + int(table[label, place])
        return cells

    def _quality(self, number: int, stacked: int) -> Quality:
        lpo, municipality, _, _ = self._labels(self.requests[number])
        in_county = (lpo > 0) | (municipality > 0)
        first, after = self._spans[number]
        rows = self._by_area[: len(lpo)]
        inside, outside = (rows[which].sum(axis=0).reshape(self._shape) for which in (in_county, ~in_county))
        slots = self._slots
        counted = self._counted(number).any(axis=0)
        in_period = np.zeros(self._shape, dtype=bool)
        in_period[first:after] = True
        dated = np.zeros(self._shape, dtype=bool)
        dated[: slots.number] = True
        # Listed in a group, and not valid there: reported, even where another group counts it.
        listed = np.zeros(self._shape, dtype=bool)
        invalid = (self._listed[:, None, :] & ~self._valid).any(axis=0)
        listed[first:after, : invalid.shape[1]] = invalid[first:after]
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


def _some(batch: IncidentBatch, which: np.ndarray) -> IncidentBatch:
    columns = {name: column[which] for name, column in batch._asdict().items() if column is not None}
    return IncidentBatch(**columns)


def _code(layer: AreaLayer, label: int) -> Optional[AreaCode]:
    return layer.codes[label - 1] if label else None
