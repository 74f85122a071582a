"""The user can measure how much of the county's crime lies in and beside the scenes of a round."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, List, Mapping, Optional, Sequence, Tuple

from shapely.geometry.base import BaseGeometry

from ..analysis.concentration import Region, ZonesCompared
from ..analysis.concentration_table import concentration_table
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_cells import Counting, units_of
from ..analysis.incident_counting import CountRequest, TimeRules
from ..analysis.lorenz import lorenz_table
from ..analysis.outline_split import outline_split_table
from ..analysis.point_in_area import ZoneLayout
from ..analysis.zone_areas import Baseline, zone_areas
from ..domain.crime_groups import CrimeGroup, record_of
from ..domain.incident_counts import IncidentCounts
from ..domain.mapping_round import MappingRound
from ..domain.period import Period
from ..domain.period_comparison import require_comparable
from ..domain.progress import QUIET, Part, Progress
from ..domain.scene import Scene, SceneId
from ..domain.table import Table
from .count_incidents import counted_incidents
from .follow_up import (
    Basis,
    QualityOf,
    RoundPlaces,
    earlier_round,
    groups_within,
    ordered,
    quality_table,
    round_places,
    united,
    with_caveat,
)
from .ports import ReviewStore

SERIES_BREAK = "series_break"
"""The caveat where the two rounds use different definitions."""

_COUNTED = 0.8  # of the whole work; the rest is statistics


@dataclass(frozen=True)
class ConcentrationQuestion:
    """What is to be measured.

    ``period`` is counted for the round ``label``; with ``other_period``, the later of the two is, and the earlier for
    ``from_round`` (blank: the round before). ``groups`` are the crime groups, ``band`` the width of *beside* in m.
    """

    label: str
    period: Period
    groups: Tuple[CrimeGroup, ...]
    band: float
    from_round: str = ""
    other_period: Optional[Period] = None
    region: Region = Region.COUNTY
    basis: Basis = Basis.OWN
    baseline: Baseline = field(default_factory=Baseline)
    rules: TimeRules = field(default_factory=TimeRules)


@dataclass(frozen=True)
class MeasuredConcentration:
    """The tables (``concentration`` first), what the rows were good for, and the digest of what was read."""

    tables: Tuple[Table, ...]
    quality: Tuple[QualityOf, ...]
    sha256: str
    from_round: Optional[MappingRound] = None
    series_break: bool = False


@dataclass(frozen=True)
class _Within:
    """A set of outlines with its name, and the scenes that get rows."""

    name: str
    outlines: Mapping[SceneId, BaseGeometry]
    scenes: Tuple[Scene, ...]


def measure_concentration(
    store: ReviewStore,
    question: ConcentrationQuestion,
    source: Callable[[], IncidentSource],
    progress: Progress = QUIET,
) -> MeasuredConcentration:
    """Count the incidents once for all that is asked, and make the tables; nothing is written.

    With two periods the table compares them, a table ``outline_split`` says what came from crime and what from moved
    outlines (for the basis ``own``), and the later period has a Lorenz curve.

    Raises:
        Refusal: the round has no open scenes or no areas; there is no earlier round; the periods cannot be compared;
            what :func:`counted_incidents` refuses.
        Cancelled: the user stopped.
    """
    own = round_places(store, question.label)
    needs_earlier = question.other_period is not None or question.basis is not Basis.OWN
    before = _before(store, own, question) if needs_earlier else None
    later, earlier = question.period, None
    if question.other_period is not None:
        earlier, later = ordered(question.period, question.other_period)
        require_comparable(earlier, later)
    now, then = _outlines(question.basis, own, before)
    wanted: List[Tuple[_Within, Period]] = [(now, later)]
    if earlier is not None:
        wanted.append((then, earlier))
        if then is not now:
            wanted.append((then, later))
    counts = _counted(own, question, wanted, source(), Part(progress, 0.0, _COUNTED))
    countings = [Counting(count, period, within.name, question.band) for count, (within, period) in zip(counts, wanted)]
    tables = _tables(own, question, now, countings, Part(progress, _COUNTED, 1.0))
    broken = before is not None and before.mapping_round.rules != own.mapping_round.rules and earlier is not None
    if broken:
        tables = [with_caveat(table, SERIES_BREAK) if table.name != "lorenz" else table for table in tables]
    # Each period once: what its rows are good for is the same in whichever outlines.
    quality = tuple(QualityOf(period, within.name, c.quality) for c, (within, period) in zip(counts, wanted[:2]))
    tables.append(quality_table("concentration_quality", quality))
    progress.report(1.0)
    compared_with = before.mapping_round if before is not None else None
    return MeasuredConcentration(tuple(tables), quality, counts[0].sha256, compared_with, broken)


def _before(store: ReviewStore, own: RoundPlaces, question: ConcentrationQuestion) -> RoundPlaces:
    return round_places(store, earlier_round(store, own.mapping_round, question.from_round).label)


def _outlines(basis: Basis, own: RoundPlaces, before: Optional[RoundPlaces]) -> Tuple[_Within, _Within]:
    """The outlines for the later period and those for the earlier one; the same object where they are the same."""
    mine = _Within(str(own.mapping_round.label), own.outlines, own.scenes)
    if before is None:
        return mine, mine
    theirs = _Within(str(before.mapping_round.label), before.outlines, before.scenes)
    if basis is Basis.OWN:
        return mine, theirs
    if basis is Basis.PREVIOUS:
        return theirs, theirs
    known = {scene.id for scene in own.scenes}
    scenes = (*own.scenes, *(scene for scene in before.scenes if scene.id not in known))
    both = _Within(f"{mine.name}+{theirs.name}", united(own.outlines, before.outlines), scenes)
    return both, both


def _counted(
    own: RoundPlaces,
    question: ConcentrationQuestion,
    wanted: Sequence[Tuple[_Within, Period]],
    source: IncidentSource,
    progress: Progress,
) -> List[IncidentCounts]:
    layouts = {w.name: ZoneLayout(list(w.outlines.items()), question.band) for w, _ in wanted}
    requests = [CountRequest(layouts[w.name], own.lpos, own.municipalities, period) for w, period in wanted]
    return counted_incidents(source, requests, question.groups, question.rules, progress)


def _tables(
    own: RoundPlaces, question: ConcentrationQuestion, now: _Within, countings: Sequence[Counting], progress: Progress
) -> List[Table]:
    units = units_of(own.lpos, own.municipalities, now.scenes, "")
    groups = [group.id for group in question.groups]
    areas = zone_areas(now.outlines, question.band, own.areas, question.baseline, Part(progress, 0.0, 0.2))
    controlled = frozenset(group.id for group in question.groups if group.found_by_control)
    within = groups_within(question.groups)
    earlier = countings[1] if len(countings) > 1 else None
    tables = [
        concentration_table(
            ZonesCompared(countings[0], areas, units, groups, question.region, earlier, controlled),
            within,
            Part(progress, 0.2, 0.7),
        ),
        lorenz_table(countings[0], units, groups, Part(progress, 0.7, 0.75)),
    ]
    if len(countings) > 2:
        last = Part(progress, 0.75, 1.0)
        tables.append(outline_split_table(countings[1], countings[2], countings[0], units, groups, within, last))
    return tables


def question_parameters(question: ConcentrationQuestion, measured: MeasuredConcentration) -> Mapping[str, Any]:
    """The question as plain values, for the record."""
    other = question.other_period
    return {
        "from": question.period.start.isoformat(),
        "to": question.period.end.isoformat(),
        "from2": other.start.isoformat() if other else None,
        "to2": other.end.isoformat() if other else None,
        "from_round": str(measured.from_round.label) if measured.from_round else None,
        **record_of(question.groups),
        "band": question.band,
        "region": question.region.value,
        "basis": question.basis.value,
        "baseline": question.baseline.kind.value,
        "dated_by": question.rules.dated_by.value,
        "series_break": measured.series_break,
    }
