"""Did crime fall, or did the boundary move? The change inside the scenes, split exactly into the two.

With C₁ and C₂ the counts of the earlier and the later period, own₁ and own₂ the outlines of the earlier and the later
round::

    C₂(own₂) − C₁(own₁) = [C₂(own₁) − C₁(own₁)] + [C₂(own₂) − C₂(own₁)]
          total         =         crime         +        outline

A polygon that shrinks loses crime by itself. And what was chosen for its crime tends to have less of it the next time
(regression to the mean): the first term is a change, not an effect.
"""

from __future__ import annotations

from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..domain.counted import CellName, Counted, Derived, Place
from ..domain.errors import Refusal
from ..domain.incident_counts import Zone
from ..domain.period_comparison import require_comparable
from ..domain.progress import QUIET, Part, Progress, watched
from ..domain.table import Column, Measure, Table
from .concentration import Caveat, change_caveats
from .incident_cells import CellBook, Counting, Unit, cell_name, tally, with_unassigned
from .intervals import Interval, count_difference_interval


class OutlineSplit(NamedTuple):
    """The total change of a count, and the two terms that make it up; ``crime_interval`` is that of the first.

    ``by_outline_alone``: the total falls, though crime within the earlier outlines may well not have.
    """

    total: int
    crime: int
    outline: int
    crime_interval: Interval
    by_outline_alone: bool


def outline_split(earlier: int, later_same_outlines: int, later: int) -> OutlineSplit:
    """Split the change from C₁(own₁) to C₂(own₂), given C₂(own₁). The interval is that of a difference of two counts.

    >>> split = outline_split(100, 98, 70)
    >>> split.total, split.crime, split.outline, split.by_outline_alone
    (-30, -2, -28, True)
    """
    crime = later_same_outlines - earlier
    interval = count_difference_interval(later_same_outlines, earlier)
    total = later - earlier
    return OutlineSplit(total, crime, later - later_same_outlines, interval, total < 0 and interval.holds(0.0))


def _per_day_interval(earlier: int, earlier_days: int, later: int, later_days: int) -> Interval:
    return count_difference_interval(later, earlier, later_days, earlier_days)


_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("group"),
    Column("earlier_days", Measure.COUNT),
    Column("days", Measure.COUNT),
    Column("earlier_count", Measure.COUNT, protected=True),
    Column("count_same_outlines", Measure.COUNT, protected=True),
    Column("count", Measure.COUNT, protected=True),
    Column("total_change", Measure.NUMBER, protected=True),
    Column("crime_change", Measure.NUMBER, protected=True),
    Column("crime_low", Measure.NUMBER, protected=True),
    Column("crime_high", Measure.NUMBER, protected=True),
    Column("outline_change", Measure.NUMBER, protected=True),
    Column("crime_change_per_day", Measure.NUMBER, protected=True),
    Column("crime_per_day_low", Measure.NUMBER, protected=True),
    Column("crime_per_day_high", Measure.NUMBER, protected=True),
    Column("caveats", protected=True),
)


def outline_split_table(
    earlier: Counting,
    same_outlines: Counting,
    later: Counting,
    units: Sequence[Unit],
    groups: Sequence[str],
    within: Optional[Mapping[str, str]] = None,
    progress: Progress = QUIET,
) -> Table:
    """The split of the change inside scenes, for the county, every LPO, municipality and scene, by crime group.

    Args:
        earlier: the earlier period within the earlier round's outlines.
        same_outlines: the later period within the earlier round's outlines.
        later: the later period within the later round's outlines.
        units: the units of the later round; those that only the earlier one has get rows after them.
        groups: the crime groups.
        within: those that are part of another, by name: their difference could be reckoned, so it is accounted for.

    Raises:
        Refusal: the periods cannot be compared; the three counts do not fit together.
        Cancelled: the user stopped.
    """
    require_comparable(earlier.period, later.period)
    if same_outlines.period != later.period or same_outlines.outlines != earlier.outlines:
        raise Refusal("outline_split_mismatch", outlines=same_outlines.outlines, expected=earlier.outlines)
    countings = (earlier, same_outlines, later)
    tallies = [tally(c.counts.cells) for c in countings]
    every: List[Unit] = list(units)
    for counted in tallies:
        every = with_unassigned(every, counted)
    book = CellBook(within or {})
    for part, (counting, beside) in enumerate(((earlier, same_outlines), (same_outlines, earlier), (later, later))):
        book.take(counting, every, groups, beside.counts.cells, Part(progress, part / 6, (part + 1) / 6))
    rows: List[Tuple[object, ...]] = []
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}
    for unit in watched(every, progress, 0.5):
        for group in groups:
            names = [cell_name(c, unit.key, Zone.INSIDE, group) for c in countings]
            counts = [counted.get((unit.key, Zone.INSIDE, group), 0) for counted in tallies]
            number = len(rows)
            cells.update(zip(((number, c) for c in ("earlier_count", "count_same_outlines", "count")), names))
            first, second, third = names
            derived[number, "total_change"] = Derived((first, third))
            derived[number, "outline_change"] = Derived((second, third))
            derived[number, "caveats"] = Derived(tuple(names))
            for column in _OF_CRIME:
                derived[number, column] = Derived((first, second))
            rows.append(_row(unit, group, earlier, later, counts))
    return Table(
        "outline_split", _COLUMNS, tuple(rows), counted=Counted(book.values, tuple(book.relations), cells, derived)
    )


_OF_CRIME = (
    "crime_change",
    "crime_low",
    "crime_high",
    "crime_change_per_day",
    "crime_per_day_low",
    "crime_per_day_high",
)


def _row(unit: Unit, group: str, earlier: Counting, later: Counting, counts: Sequence[int]) -> Tuple[object, ...]:
    before, same, after = counts
    days, earlier_days = later.period.days, earlier.period.days
    split = outline_split(before, same, after)
    per_day = _per_day_interval(before, earlier_days, same, days)
    caveats = change_caveats(earlier.period, later.period)
    if split.by_outline_alone:
        caveats.add(Caveat.FALL_BY_OUTLINE)
    return (
        *(unit.level, unit.code, unit.name, group, earlier_days, days),
        *(before, same, after, split.total, split.crime, *split.crime_interval, split.outline),
        *(same / days - before / earlier_days, *per_day),
        ";".join(c.value for c in Caveat if c in caveats),
    )
