"""The rows of the concentration measure as a table that says which counts each of its numbers comes from."""

from __future__ import annotations

from dataclasses import fields
from typing import Dict, Mapping, Optional, Tuple

from ..domain.counted import CellName, Counted, Derived, Place
from ..domain.incident_counts import Zone
from ..domain.progress import QUIET, Part, Progress, watched
from ..domain.table import Column, Measure, Table
from .concentration import ConcentrationRow, Method, ZonesCompared, concentration, reference_of, whole_of
from .incident_cells import SCENE, CellBook, cell_name, tally, with_unassigned

_TEXTS = ("level", "code", "name", "group", "zone", "baseline_kind", "reference", "method", "caveats")
_COUNTS = ("days", "whole_count", "reference_count", "scenes", "rank", "rank_low", "rank_high", "earlier_count",
           "earlier_days", "count")  # fmt: skip
_OPEN_COLUMNS = {*_TEXTS, "period_from", "period_to", "days", "earlier_days", "baseline", "whole_baseline",
                 "share_of_baseline", "reference_baseline", "scenes"}  # fmt: skip


def _measure_of(name: str) -> Measure:
    if name in _TEXTS:
        return Measure.TEXT
    if name in _COUNTS:
        return Measure.COUNT
    if name.startswith("period_"):
        return Measure.DATE
    return Measure.SHARE if name.startswith("share_") else Measure.NUMBER


CONCENTRATION_COLUMNS = tuple(
    Column(f.name, _measure_of(f.name), protected=f.name not in _OPEN_COLUMNS) for f in fields(ConcentrationRow)
)


def concentration_table(
    compared: ZonesCompared, within: Optional[Mapping[str, str]] = None, progress: Progress = QUIET
) -> Table:
    """The rows of :func:`concentration` as a table that says which counts each number comes from.

    ``within`` names crime groups that are part of another (``violence_outdoors`` of ``violence``): their difference
    could be reckoned, so it is accounted for.

    Raises:
        Refusal: the two periods cannot be compared.
        Cancelled: the user stopped.
    """
    counting, areas, groups = compared.counting, compared.areas, compared.groups
    region, earlier = compared.region, compared.earlier
    rows = concentration(compared, Part(progress, 0.0, 0.6))
    every = with_unassigned(compared.units, tally(counting.counts.cells))
    book = CellBook(within or {})
    book.take(counting, every, groups, progress=Part(progress, 0.6, 0.7))
    if earlier is not None:
        of_earlier = with_unassigned(every, tally(earlier.counts.cells))
        book.take(earlier, of_earlier, groups, progress=Part(progress, 0.7, 0.8))
    known = {unit.key: unit for unit in every}
    # A rank tells of all scenes, not of its own alone.
    ranked = {g: tuple(cell_name(counting, u.key, Zone.INSIDE, g) for u in every if u.level == SCENE) for g in groups}
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}
    for number, row in enumerate(watched(rows, progress, 0.8)):
        unit, zone = known[row.level, row.code], Zone(row.zone)
        own = cell_name(counting, unit.key, zone, row.group)
        whole = cell_name(counting, whole_of(unit, region, areas), None, row.group)
        elsewhere = cell_name(counting, reference_of(unit, region, areas), Zone.ELSEWHERE, row.group)
        scattered = (own, *book.scene_parts(counting, unit.key, zone, row.group))
        ends = (*scattered, elsewhere) if row.method == Method.CLUSTER_BOOTSTRAP.value else (own, elsewhere)
        names = {"count": own, "whole_count": whole}
        if row.reference_count is not None:
            names["reference_count"] = elsewhere
        behind: Dict[str, Tuple[CellName, ...]] = dict.fromkeys(_OF_COUNT, (own,))
        behind.update(dict.fromkeys(_OF_SHARE, (own, whole)), ratio=(own, elsewhere), dispersion=scattered)
        behind.update(ratio_low=ends, ratio_high=ends)
        behind.update(dict.fromkeys(("rank", "rank_low", "rank_high"), ranked[row.group]))
        if earlier is not None:
            names["earlier_count"] = before = cell_name(earlier, unit.key, zone, row.group)
            behind.update(dict.fromkeys(("percent_change", "change_low", "change_high"), (own, before)))
        cells.update({(number, column): name for column, name in names.items()})
        for column, of in behind.items():
            if getattr(row, column) is not None:
                derived[number, column] = Derived(of, row.whole_count if column in _OF_SHARE else None)
    counted = Counted(book.values, tuple(book.relations), cells, derived)
    return Table(
        "concentration",
        CONCENTRATION_COLUMNS,
        tuple(tuple(getattr(row, f.name) for f in fields(row)) for row in rows),
        counted=counted,
    )


_OF_COUNT = ("count_low", "count_high", "per_day", "per_km2", "per_1000_people")
_OF_SHARE = ("share_of_crime", "share_low", "share_high", "pai", "pai_low", "pai_high")
