"""Whether a public release, together with the earlier ones, would tell what one of them withholds."""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Mapping, NamedTuple, Sequence, Set, Tuple

from ..domain.counted import CellName, CellSystem, Relation, nested
from ..domain.errors import Refusal
from ..domain.release_register import CellState, Release, changes_between, lies_within, without_extent
from .suppression import told

_NAMED = 3  # cells named in a refusal


def check_release(new: Release, earlier: Sequence[Release]) -> None:
    """Refuse a release that tells, with the earlier ones, a number to less than the threshold it was withheld by.

    What the earlier ones tell already is no reason: it is out. ``earlier`` come oldest first.

    Raises:
        Refusal: ``release_would_tell`` names the cells, their tables, the earlier release (the first that suffices; the
            last, where it takes several), and what is not as it was then.
    """
    if any(new.says_the_same(one) for one in earlier):
        return
    for one in earlier:
        cells = _told_by([one], new)
        if cells:
            raise _refusal(cells, one, new)
    if len(earlier) > 1:
        cells = _told_by(earlier, new)
        if cells:
            raise _refusal(cells, earlier[-1], new)


def _refusal(cells: Sequence[CellName], earlier: Release, new: Release) -> Refusal:
    return Refusal(
        "release_would_tell",
        round=earlier.round,
        revision=earlier.revision,
        at=earlier.at[:10] or "–",
        number=len(cells),
        cells=tuple(cells[:_NAMED]),
        tables=_tables_of(cells, [earlier, new]),
        changes=changes_between(earlier, new),
    )


def _tables_of(cells: Sequence[CellName], releases: Sequence[Release]) -> Tuple[str, ...]:
    """The tables that the cells went out by, or those that what lies between two of them comes from."""
    tables = {cell.name: cell.tables for release in releases for cell in release.cells}
    found: Dict[str, None] = {}
    for cell in cells:
        middle = cell.index("and") if cell[0] == "between" and "and" in cell else 0
        for name in (cell[1:middle], cell[middle + 1 :]) if middle else (cell,):
            found.update(dict.fromkeys(tables.get(name, ())))
    return tuple(found)


def _told_by(earlier: Sequence[Release], new: Release) -> List[CellName]:
    promised = _promised(earlier, new)
    if promised:
        return promised
    before, after = _joined(earlier, new.rules.threshold), _joined([*earlier, new], new.rules.threshold)
    open_cells = told(after.system, after.known, after.wanted, after.floors)
    if not open_cells:
        return []
    asked = {cell: width for cell, width in before.wanted.items() if cell in open_cells}
    out_already = set(told(before.system, before.known, asked, before.floors))
    return sorted(set(open_cells) - out_already)


def _promised(earlier: Sequence[Release], new: Release) -> List[CellName]:
    """The cells that were too small to be shown, and that a release by a lower threshold would show."""
    shown = {cell.name: cell.value for cell in new.cells if cell.state is CellState.SHOWN}
    told_already = {(c.name, c.value) for release in earlier for c in release.cells if c.state is CellState.SHOWN}
    found = {
        cell.name
        for release in earlier
        for cell in release.cells
        if cell.state is CellState.WITHHELD and release.rules.small(cell.value) and shown.get(cell.name) == cell.value
        if (cell.name, cell.value) not in told_already
    }
    return sorted(found)


class _Joined(NamedTuple):
    """Several releases as their reader has them: what he knows, and how wide each withheld cell must stay."""

    system: CellSystem
    known: FrozenSet[CellName]
    wanted: Mapping[CellName, int]
    floors: Mapping[CellName, int]


def _joined(releases: Sequence[Release], threshold: int) -> _Joined:
    values: Dict[CellName, int] = {}
    relations: Dict[Relation, None] = {}
    known: Set[CellName] = set()
    wanted: Dict[CellName, int] = {}
    floors: Dict[CellName, int] = {}
    extents: Dict[CellName, List[CellName]] = {}
    for release in releases:
        called = _names(release, values)
        for cell in release.cells:
            name = called[cell.name]
            if name not in values:
                values[name] = cell.value
                extents.setdefault(without_extent(cell.name), []).append(name)
            if cell.state is CellState.SHOWN:
                known.add(name)
            elif cell.state is CellState.WITHHELD:
                wanted[name] = min(wanted.get(name, release.rules.threshold), release.rules.threshold)
                floors[name] = max(floors.get(name, 0), release.rules.floor(shown=True))
            for parts in cell.sums:
                relations[Relation(name, tuple(called[part] for part in parts))] = None
    for alike in extents.values():
        _tie(alike, values, relations, wanted, threshold)
    kept = {name: width for name, width in wanted.items() if name not in known}
    shown = frozenset(known) | frozenset(kept)
    return _Joined(CellSystem(values, tuple(relations), shown), frozenset(known), kept, floors)


def _names(release: Release, values: Mapping[CellName, int]) -> Mapping[CellName, CellName]:
    """What a release's cells are called beside earlier ones: a corrected one, whose value differs, is another cell."""
    corrected = (f"corrected {len(values)}",)
    return {
        cell.name: cell.name if values.get(cell.name, cell.value) == cell.value else (*cell.name, *corrected)
        for cell in release.cells
    }


def _tie(
    alike: Sequence[CellName],
    values: Dict[CellName, int],
    relations: Dict[Relation, None],
    wanted: Dict[CellName, int],
    threshold: int,
) -> None:
    """Add what lies between cells one of which holds the other, or corrects it: small differences must stay unknown."""
    for one in alike:
        for other in alike:
            corrects = other[: len(one)] == one and len(other) == len(one) + 1
            if one == other or not (corrects or lies_within(one, other)):
                continue
            inner, outer = (one, other) if values[one] <= values[other] else (other, one)
            if not corrects and inner != one:
                continue  # counted from other data: the wider holds less
            between, value, relation = nested(inner, outer, values)
            values[between] = value
            relations[relation] = None
            if 0 < value < threshold:
                wanted[between] = threshold
