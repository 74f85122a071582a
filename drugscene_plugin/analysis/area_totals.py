"""Totals per LPO and municipality of incidents that come without coordinates: no zones, no shares of scenes."""

from __future__ import annotations

from datetime import date
from typing import Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..domain.area import Area
from ..domain.counted import CellName, Counted, Derived, Place, Relation
from ..domain.period import Period
from ..domain.table import Column, Measure, Table
from .area_counting import AreaCell, AreaCounts
from .concentration import Caveat, change_caveats, percent_change
from .incident_cells import ALL, Unit, units_of
from .intervals import finite, poisson_intervals, rate_ratio_intervals
from .summary import UNASSIGNED
from .zone_areas import COUNTY, UnitKey

NO_ZONES = "no_zones"
"""The caveat of all these rows: without coordinates nobody can tell what lies in a scene."""

AREA_TOTALS = "area_totals"
"""The table's name."""

_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("group"),
    Column("period_from", Measure.DATE),
    Column("period_to", Measure.DATE),
    Column("days", Measure.COUNT),
    Column("count", Measure.COUNT, protected=True),
    Column("count_low", Measure.NUMBER, protected=True),
    Column("count_high", Measure.NUMBER, protected=True),
    Column("per_day", Measure.NUMBER, protected=True),
    Column("earlier_count", Measure.COUNT, protected=True),
    Column("earlier_days", Measure.COUNT),
    Column("percent_change", Measure.NUMBER, protected=True),
    Column("change_low", Measure.NUMBER, protected=True),
    Column("change_high", Measure.NUMBER, protected=True),
    Column("caveats"),
)
_OF_COUNT = ("count_low", "count_high", "per_day")
_OF_CHANGE = ("percent_change", "change_low", "change_high")


class AreaCounting(NamedTuple):
    """Counts of one period by the areas that rows name."""

    counts: AreaCounts
    period: Period


def area_totals_table(
    lpos: Sequence[Area],
    municipalities: Sequence[Area],
    counting: AreaCounting,
    earlier: Optional[AreaCounting] = None,
    found_by_control: Iterable[str] = (),
) -> Table:
    """A row for the county, every LPO and municipality and crime group, zeros included; for ``UNASSIGNED`` where rows
    name no area of a level that there is.

    A level that no row names has no rows. The county is all rows that name an LPO or a municipality.
    """
    groups = counting.counts.groups + tuple(
        g for g in (earlier.counts.groups if earlier else ()) if g not in counting.counts.groups
    )
    countings = (counting, earlier) if earlier else (counting,)
    units = _units(lpos, municipalities, countings)
    book = _Book(units, groups, countings)
    now = [[book.count(counting, unit.key, group) for group in groups] for unit in units]
    before = [[book.count(earlier, unit.key, group) if earlier else 0 for group in groups] for unit in units]
    flat, flat_before = [n for row in now for n in row], [n for row in before for n in row]
    spans = poisson_intervals(flat).tolist() if flat else []
    days, earlier_days = float(counting.period.days), float(earlier.period.days) if earlier else 1.0
    ratios = rate_ratio_intervals(flat, [days] * len(flat), flat_before, [earlier_days] * len(flat)).tolist()
    controlled = set(found_by_control)
    rows: List[Tuple[object, ...]] = []
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}
    for unit in units:
        for group in groups:
            number = len(rows)
            change: Tuple[object, ...] = (None,) * 5
            cells[number, "count"] = own = book.name(counting, unit.key, group)
            derived.update({(number, column): Derived((own,)) for column in _OF_COUNT})
            if earlier:
                cells[number, "earlier_count"] = then = book.name(earlier, unit.key, group)
                derived.update({(number, column): Derived((own, then)) for column in _OF_CHANGE})
                change = _change(flat_before[number], earlier.period.days, flat[number], int(days), ratios[number])
            caveats = [NO_ZONES] + [c.value for c in Caveat if c in _caveats(group in controlled, counting, earlier)]
            rows.append(
                (*unit[:3], group, *_days(counting.period), flat[number], *spans[number], flat[number] / days,
                 *change, ";".join(caveats))
            )  # fmt: skip
    return Table(
        AREA_TOTALS, _COLUMNS, tuple(rows), counted=Counted(book.values, tuple(book.relations), cells, derived)
    )


def _units(lpos: Sequence[Area], municipalities: Sequence[Area], countings: Sequence[AreaCounting]) -> List[Unit]:
    """The county and the areas of the levels that rows name, each level with ``UNASSIGNED`` where it takes some."""
    cells = [cell for counting in countings for cell in counting.counts.cells]
    found = units_of((), (), (), "")
    for level, areas in (("lpo", lpos), ("municipality", municipalities)):
        named = [getattr(cell, level) for cell in cells]
        if any(code is not None for code in named):
            found += units_of(areas if level == "lpo" else (), areas if level != "lpo" else (), (), "")[1:]
            if None in named:
                found.append(Unit(level, UNASSIGNED))
    return found


def _days(period: Period) -> Tuple[date, date, int]:
    return period.start, period.end, period.days


def _change(
    before: int, earlier_days: int, count: int, days: int, ratio: Sequence[float]
) -> Tuple[int, int, Optional[float], Optional[float], Optional[float]]:
    percent = percent_change(before, earlier_days, count, days)
    ends = (None, None) if percent is None else tuple(finite((end - 1.0) * 100.0) for end in ratio)
    return before, earlier_days, percent, ends[0], ends[1]


def _caveats(controlled: bool, counting: AreaCounting, earlier: Optional[AreaCounting]) -> List[Caveat]:
    found = [Caveat.FOUND_BY_CONTROL] if controlled else []
    # Areas are not chosen for their crime, as scenes are: nothing draws their counts to the mean.
    change = change_caveats(earlier.period, counting.period) - {Caveat.REGRESSION_TO_MEAN} if earlier else set()
    return [*found, *change]


class _Book:
    """The cells behind the table, and how they add up. They are called as those of points are: all zones of a unit."""

    def __init__(self, units: Sequence[Unit], groups: Sequence[str], countings: Sequence[AreaCounting]) -> None:
        self.values: Dict[CellName, int] = {}
        self.relations: Dict[Relation, None] = {}
        for counting in countings:
            parts: Dict[Tuple[UnitKey, str], List[CellName]] = {}
            for cell, number in sorted(_with_zeros(counting.counts.cells, groups, countings).items(), key=str):
                name = ("part", *self._span(counting), str(cell.lpo), str(cell.municipality), ALL, cell.group)
                self.values[name] = number
                for home in _homes(cell):
                    parts.setdefault((home, cell.group), []).append(name)
            for unit in units:
                for group in groups:
                    own = tuple(parts.get((unit.key, group), ()))
                    self.values[self.name(counting, unit.key, group)] = sum(self.values[part] for part in own)
                    if own:
                        self.relations[Relation(self.name(counting, unit.key, group), own)] = None
            for level in ("lpo", "municipality"):
                of_level = [unit for unit in units if unit.level == level]
                for group in groups if of_level else ():
                    total = self.name(counting, (COUNTY, COUNTY), group)
                    parts_of = tuple(self.name(counting, unit.key, group) for unit in of_level)
                    self.relations[Relation(total, parts_of)] = None

    @staticmethod
    def _span(counting: AreaCounting) -> Tuple[str, ...]:
        return (f"{counting.period.start.isoformat()}/{counting.period.end.isoformat()}",)

    def name(self, counting: AreaCounting, unit: UnitKey, group: str) -> CellName:
        """What a count is called by the disclosure rules."""
        return ("incidents", *self._span(counting), *unit, ALL, group)

    def count(self, counting: AreaCounting, unit: UnitKey, group: str) -> int:
        """A unit's count."""
        return self.values[self.name(counting, unit, group)]


def _homes(cell: AreaCell) -> Tuple[UnitKey, ...]:
    return (
        (COUNTY, COUNTY),
        ("lpo", str(cell.lpo) if cell.lpo is not None else UNASSIGNED),
        ("municipality", str(cell.municipality) if cell.municipality is not None else UNASSIGNED),
    )


def _with_zeros(
    cells: Mapping[AreaCell, int], groups: Sequence[str], countings: Sequence[AreaCounting]
) -> Mapping[AreaCell, int]:
    """The cells, with zeros in every pair of areas that any row of any period names."""
    places = dict.fromkeys((cell.lpo, cell.municipality) for one in countings for cell in one.counts.cells)
    return {**{AreaCell(*place, group): 0 for place in places for group in groups}, **cells}
