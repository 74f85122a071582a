"""What a database has counted of its incidents, made into the same counts that reading them row by row gives.

The database sends sums alone: how many incidents each combination of areas, zone, slot of time and code has. Groups,
periods and requests are sums over these, as in :mod:`incident_counting`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import (
    Any,
    Dict,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    runtime_checkable,
)

from ..domain.area import AreaCode
from ..domain.crime_groups import CrimeGroup
from ..domain.errors import Refusal
from ..domain.incident_counts import Cell, IncidentCounts, Quality, Zone
from ..domain.progress import Progress
from .incident_batches import IncidentSource
from .incident_counting import STACKED_AT_LEAST, CountRequest, TimeRules
from .point_in_area import AreaLayer
from .time_slots import TimeSlots

NO_CODE, ODD_CODE = "", "?"
"""What stands for a code that is missing, and for one that looks like none."""

_LIKE_A_CODE = re.compile(r"[0-9A-Za-z]{1,8}")


@runtime_checkable
class CountingSource(IncidentSource, Protocol):
    """Where incidents lie that can be counted there: nothing but sums leaves it."""

    def count(
        self, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], rules: TimeRules, progress: Progress
    ) -> Optional[List[IncidentCounts]]:
        """The counts, or None where its columns are such that the rows must be read after all."""


class AreaSum(NamedTuple):
    """How many incidents with a place lie in an LPO and municipality (labels as in :class:`AreaLayer`, 0: in none).

    ``turned``: they lie in no area, and would with their coordinates the other way round.
    """

    lpo: int
    municipality: int
    turned: bool
    slot: int
    code: str
    many: int


class ZoneSum(NamedTuple):
    """How many of them lie in or beside a scene of a layout (``scene`` from 0)."""

    layout: int
    scene: int
    outside: bool
    lpo: int
    municipality: int
    slot: int
    code: str
    many: int


class TimeSum(NamedTuple):
    """How many incidents, placed or not, begin in one slot and end in another."""

    first: int
    last: int
    many: int


@dataclass(frozen=True)
class CountedRows:
    """All that a database says of its incidents.

    ``unplaced`` are those without a place, by slot and code. ``rows`` are all rows, ``bad_counts`` those whose number of
    incidents cannot be. ``stacked`` are incidents on a point with at least ``STACKED_AT_LEAST``.
    """

    rows: int
    bad_counts: int
    placed: Tuple[AreaSum, ...]
    unplaced: Tuple[Tuple[int, str, int], ...]
    near: Tuple[ZoneSum, ...]
    crossing: Tuple[TimeSum, ...]
    stacked: int

    @classmethod
    def from_rows(
        cls,
        totals: Sequence[Any],
        placed: Iterable[Sequence[Any]],
        near: Iterable[Sequence[Any]],
        crossing: Iterable[Sequence[Any]],
        stacked: Any,
    ) -> CountedRows:
        """From what the statements of :class:`CountingSql` give, as Python's database modules hand it over.

        What is counted in parts is added up.
        """
        rows, good = map(int, totals)
        with_place, without = [], []
        for (unplaced, lpo, municipality, turned, slot, code), many in _added_up(placed).items():
            if unplaced:
                without.append((int(slot), str(code), many))
            else:
                with_place.append(AreaSum(int(lpo), int(municipality), bool(turned), int(slot), str(code), many))
        zones = (
            ZoneSum(int(layout), int(scene), bool(outside), int(lpo), int(municipality), int(slot), str(code), many)
            for (layout, scene, outside, lpo, municipality, slot, code), many in _added_up(near).items()
        )
        times = (TimeSum(int(first), int(last), int(many)) for first, last, many in crossing)
        return cls(rows, rows - good, tuple(with_place), tuple(without), tuple(zones), tuple(times), int(stacked))

    def digest(self) -> str:
        """The SHA-256 of the sums: what was counted, however the rows are stored."""
        sums = [sorted(map(tuple, some)) for some in (self.placed, self.unplaced, self.near, self.crossing)]
        content = repr((self.rows, self.bad_counts, self.stacked, *sums))
        return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _added_up(rows: Iterable[Sequence[Any]]) -> Dict[Tuple[Any, ...], int]:
    found: Dict[Tuple[Any, ...], int] = {}
    for *key, many in rows:
        found[tuple(key)] = found.get(tuple(key), 0) + int(many)
    return found


def require_one_division(requests: Sequence[CountRequest]) -> None:
    """A database counts by one division into areas at a time.

    Raises:
        ValueError: the requests name several.
    """
    first = requests[0]
    if any(r.lpos is not first.lpos or r.municipalities is not first.municipalities for r in requests):
        raise ValueError("requests name several divisions")


def counts_of(
    counted: CountedRows, requests: Sequence[CountRequest], groups: Sequence[CrimeGroup], layers: Sequence[AreaLayer]
) -> List[IncidentCounts]:
    """The counts of every request.

    ``layers`` are the requests' LPOs and municipalities, in whose labels the sums are.

    Raises:
        Refusal: ``coordinates_swapped`` where most places would lie in the county the other way round.
    """
    require_one_division(requests)
    swapped = sum(one.many for one in counted.placed if one.turned)
    placed = sum(one.many for one in counted.placed)
    if 2 * swapped > placed:
        raise Refusal("coordinates_swapped", rows=swapped, placed=placed, examples="–")
    layouts = list({id(request.zones): request.zones for request in requests}.values())
    place = {id(layout): number for number, layout in enumerate(layouts)}
    slots = TimeSlots([request.period for request in requests], groups)
    digest = counted.digest()
    return [
        _Request(counted, request, groups, slots, place[id(request.zones)], layers).counts(digest)
        for request in requests
    ]


class _Request:
    """One request, its sums looked at one by one: there are few."""

    def __init__(
        self,
        counted: CountedRows,
        request: CountRequest,
        groups: Sequence[CrimeGroup],
        slots: TimeSlots,
        layout: int,
        layers: Sequence[AreaLayer],
    ) -> None:
        self._counted, self._request, self._layout, self._layers = counted, request, layout, layers
        self._groups, self._slots = groups, slots
        self._first, self._after = slots.span(request.period)
        self._days = [first for first, _ in slots.spans()]
        self._known: Dict[Tuple[int, str], Tuple[str, ...]] = {}

    def counts(self, digest: str) -> IncidentCounts:
        """Its cells and its quality."""
        return IncidentCounts(self._cells(), self._quality(), digest)

    def _in(self, slot: int, code: str) -> Tuple[str, ...]:
        """The groups that an incident counts in."""
        if not self._first <= slot < self._after:
            return ()
        if not self._groups:
            return ("",)
        key = (slot, code)
        if key not in self._known:
            day = self._days[slot]
            self._known[key] = tuple(group.id for group in self._groups if group.counts(code, day))
        return self._known[key]

    def _cells(self) -> Mapping[Cell, int]:
        cells: Dict[Cell, int] = {}

        def add(cell: Cell, many: int) -> None:
            cells[cell] = cells.get(cell, 0) + many

        for one in self._counted.placed:
            if one.lpo or one.municipality:
                for group in self._in(one.slot, one.code):
                    add(Cell(None, *self._codes(one.lpo, one.municipality), Zone.ELSEWHERE, group), one.many)
        scenes = self._request.zones.scenes
        for near in self._counted.near:
            if near.layout == self._layout and (near.lpo or near.municipality):
                codes = self._codes(near.lpo, near.municipality)
                for group in self._in(near.slot, near.code):
                    zone = Zone.BESIDE if near.outside else Zone.INSIDE
                    add(Cell(scenes[near.scene], *codes, zone, group), near.many)
                    add(Cell(None, *codes, Zone.ELSEWHERE, group), -near.many)
        return {cell: many for cell, many in cells.items() if many}

    def _codes(self, lpo: int, municipality: int) -> Tuple[Optional[AreaCode], Optional[AreaCode]]:
        one, other = self._layers
        return one.codes[lpo - 1] if lpo else None, other.codes[municipality - 1] if municipality else None

    def _quality(self) -> Quality:
        reasons: Dict[str, int] = {}
        outside_validity: Dict[str, int] = {}
        counted = 0

        def note(reason: str, many: int) -> None:
            reasons[reason] = reasons.get(reason, 0) + many

        note("bad_count", self._counted.bad_counts)
        for _, _, many in self._counted.unplaced:
            note("no_place", many)
        for one in self._counted.placed:
            if one.turned:
                note("swapped", one.many)
            elif one.slot == self._slots.missing:
                note("no_time", one.many)
            elif one.slot == self._slots.unreadable:
                note("bad_time", one.many)
            elif not self._first <= one.slot < self._after:
                note("outside_period", one.many)
            elif not (one.lpo or one.municipality):
                note("outside_county", one.many)
            else:
                if self._in(one.slot, one.code):
                    counted += one.many
                else:
                    note(self._why_not(one.code), one.many)
                if self._invalid_somewhere(one.slot, one.code):
                    outside_validity[one.code] = outside_validity.get(one.code, 0) + one.many
        everywhere = [one.many for one in self._counted.placed] + [many for _, _, many in self._counted.unplaced]
        return Quality(
            rows=self._counted.rows,
            incidents=sum(everywhere) + self._counted.bad_counts,
            counted=counted,
            reasons={reason: many for reason, many in reasons.items() if many},
            stacked=self._counted.stacked,
            stacked_at_least=STACKED_AT_LEAST,
            crossing=sum(one.many for one in self._counted.crossing if self._crosses(one)),
            outside_validity=outside_validity,
            unknown_codes=self._unknown(),
        )

    def _why_not(self, code: str) -> str:
        if code == NO_CODE:
            return "no_code"
        return "outside_validity" if any(group.lists(code) for group in self._groups) else "no_group"

    def _invalid_somewhere(self, slot: int, code: str) -> bool:
        day = self._days[slot]
        return any(group.lists(code) and not group.counts(code, day) for group in self._groups)

    def _crosses(self, one: TimeSum) -> bool:
        return one.first < self._first <= one.last or one.first < self._after <= one.last

    def _unknown(self) -> Dict[str, int]:
        if not self._groups:
            return {}
        found: Dict[str, int] = {}
        placed: Iterable[Tuple[str, int]] = ((one.code, one.many) for one in self._counted.placed)
        for code, many in [*placed, *((code, many) for _, code, many in self._counted.unplaced)]:
            if code != NO_CODE and not any(group.lists(code) for group in self._groups):
                name = code if _LIKE_A_CODE.fullmatch(code) else ODD_CODE
                found[name] = found.get(name, 0) + many
        return dict(sorted(found.items()))
