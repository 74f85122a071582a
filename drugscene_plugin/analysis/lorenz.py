"""How unevenly incidents lie over the scenes: the Lorenz curve, and how few scenes hold half of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.counted import CellName, Counted, Derived, Place
from ..domain.incident_counts import Zone
from ..domain.progress import QUIET, Progress
from ..domain.table import Column, Measure, Table
from .incident_cells import SCENE, CellBook, Counting, Unit, cell_name, tally, with_unassigned


@dataclass(frozen=True)
class LorenzPoint:
    """The ``scenes`` with most incidents hold ``count`` together: shares of all scenes, and of what lies in them."""

    scenes: int
    share_of_scenes: float
    count: int
    share_of_incidents: Optional[float]


def lorenz(counts: Sequence[int]) -> List[LorenzPoint]:
    """The points of the curve, from no scene to all of them, the highest first; nothing without scenes.

    The classical curve (Lorenz 1905) starts with the lowest; counted from the highest it answers "how few hold half".

    >>> [(p.scenes, p.share_of_incidents) for p in lorenz([1, 6, 3])]
    [(0, 0.0), (1, 0.6), (2, 0.9), (3, 1.0)]
    """
    total, held = sum(counts), 0
    points = [LorenzPoint(0, 0.0, 0, 0.0 if total else None)] if counts else []
    for number, count in enumerate(sorted(counts, reverse=True), start=1):
        held += count
        points.append(LorenzPoint(number, number / len(counts), held, held / total if total else None))
    return points


def scenes_holding(counts: Sequence[int], share: float = 0.5) -> Optional[int]:
    """The smallest number of scenes that hold at least that share of what lies in all; None where nothing does.

    >>> scenes_holding([1, 6, 3]), scenes_holding([5, 5, 5, 5]), scenes_holding([0, 0])
    (1, 2, None)
    """
    total = sum(counts)
    return next((p.scenes for p in lorenz(counts) if total and p.count >= share * total), None)


_COLUMNS = (
    Column("group"),
    Column("scenes", Measure.COUNT),
    Column("share_of_scenes", Measure.SHARE),
    Column("count", Measure.COUNT, protected=True),
    Column("share_of_incidents", Measure.SHARE, protected=True),
    Column("scenes_holding_half", Measure.COUNT, protected=True),
)


def lorenz_table(counting: Counting, units: Sequence[Unit], groups: Sequence[str], progress: Progress = QUIET) -> Table:
    """The curve of each crime group over the counts inside scenes, with how few scenes hold half.

    Every point rests on all scenes: which of them hold most is told by none, but the steps give their counts.
    """
    counted = tally(counting.counts.cells)
    every = with_unassigned(units, counted)
    scenes = [unit for unit in every if unit.level == SCENE]
    book = CellBook({})
    book.take(counting, every, groups, progress=progress)
    rows: List[Tuple[object, ...]] = []
    derived: Dict[Place, Derived] = {}
    for group in groups:
        counts = [counted.get((scene.key, Zone.INSIDE, group), 0) for scene in scenes]
        cells: List[CellName] = [cell_name(counting, scene.key, Zone.INSIDE, group) for scene in scenes]
        half = scenes_holding(counts)
        for point in lorenz(counts):
            row = (group, point.scenes, point.share_of_scenes, point.count, point.share_of_incidents, half)
            for column, value in zip(_COLUMNS, row):
                if column.protected and value is not None:
                    derived[len(rows), column.name] = Derived(tuple(cells), sum(counts))
            rows.append(row)
    return Table("lorenz", _COLUMNS, tuple(rows), counted=Counted(book.values, tuple(book.relations), derived=derived))
