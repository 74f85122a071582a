"""The user can test whether crime changed at the ceased scenes, or moved next door."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from shapely.geometry.base import BaseGeometry

from ..analysis.change import (
    AREAS,
    GIVEN,
    MATCHED,
    POOLED,
    BeforeAfter,
    ChangeAreas,
    ChangeCase,
    change_areas,
    change_table,
    matched_controls,
)
from ..analysis.incident_batches import IncidentSource
from ..analysis.incident_counting import CountRequest, TimeRules
from ..analysis.point_in_area import ZoneLayout
from ..domain.crime_groups import CrimeGroup, record_of
from ..domain.errors import Refusal
from ..domain.incident_counts import IncidentCounts, Zone
from ..domain.lineage import LinkKind
from ..domain.mapping_round import MappingRound
from ..domain.period import Period
from ..domain.period_comparison import require_comparable
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..domain.scene import SceneId
from ..domain.table import Table
from .count_incidents import counted_incidents
from .follow_up import (
    QualityOf,
    RoundPlaces,
    earlier_round,
    ordered,
    quality_table,
    round_places,
    with_caveat,
)
from .link_rounds import compare_rounds
from .measure_concentration import SERIES_BREAK
from .ports import ReviewStore


@dataclass(frozen=True)
class ChangeQuestion:
    """What is to be tested: ``first`` and ``second`` are the periods, in either order.

    ``control`` are areas chosen by the user; empty: each ceased scene is matched with a remaining one by the number of
    incidents in the earlier period. ``control_displacement`` takes the place of the rings around the controls.
    """

    label: str
    first: Period
    second: Period
    groups: Tuple[CrimeGroup, ...]
    band: float
    from_round: str = ""
    control: Tuple[BaseGeometry, ...] = ()
    control_displacement: Tuple[BaseGeometry, ...] = ()
    rules: TimeRules = field(default_factory=TimeRules)


@dataclass(frozen=True)
class MeasuredChange:
    """The tables (``changetest`` first), what the rows were good for, and the digest of what was read."""

    tables: Tuple[Table, ...]
    quality: Tuple[QualityOf, ...]
    sha256: str
    from_round: MappingRound


@dataclass(frozen=True)
class _Case:
    """One test: a ceased scene, or all of them together, with its control."""

    code: str
    name: Optional[str]
    control: str
    areas: ChangeAreas
    controlled: bool


def measure_change(
    store: ReviewStore, question: ChangeQuestion, source: Callable[[], IncidentSource], progress: Progress = QUIET
) -> MeasuredChange:
    """The weighted displacement difference of every ceased scene and of all together, by crime group; nothing is written.

    Outlines are those of the earlier round, in both periods. Where controls are matched the incidents are read twice.

    Raises:
        Refusal: no scene has ceased; the periods cannot be compared; the ring has no width.
        Cancelled: the user stopped.
    """
    earlier, later = ordered(question.first, question.second)
    require_comparable(earlier, later)
    own = round_places(store, question.label)
    start = earlier_round(store, own.mapping_round, question.from_round)
    before = round_places(store, start.label)
    ceased = _ceased(store, question, start, before)
    controls = (
        {} if question.control else _matched(before, ceased, earlier, question, source(), Part(progress, 0.0, 0.45))
    )
    cases = _cases(own, before, ceased, controls, question)
    stop_if_cancelled(progress)
    layouts = [ZoneLayout(_parts(case.areas), 0.0) for case in cases]
    periods = (earlier, later)
    requests = [CountRequest(layout, own.lpos, own.municipalities, p) for layout in layouts for p in periods]
    counts = counted_incidents(source(), requests, question.groups, question.rules, Part(progress, 0.45, 0.98))
    pairs = list(zip(counts[0::2], counts[1::2]))
    weights = (1.0, later.days / earlier.days)
    tests = [
        ChangeCase(case.code, case.name, group.id, case.control, _counts(case, pair, group.id), time_weights=weights)
        for case, pair in zip(cases, pairs)
        for group in question.groups
    ]
    what = (*(f"{p.start.isoformat()}/{p.end.isoformat()}" for p in periods), str(start.label), f"{question.band:g}")
    table = change_table(tests, what)
    if start.rules != own.mapping_round.rules:
        table = with_caveat(table, SERIES_BREAK)
    quality = tuple(QualityOf(p, str(start.label), c.quality) for p, c in zip(periods, pairs[0]))
    progress.report(1.0)
    tables = (table, quality_table("changetest_quality", quality))
    return MeasuredChange(tables, quality, counts[0].sha256, start)


def _ceased(
    store: ReviewStore, question: ChangeQuestion, start: MappingRound, before: RoundPlaces
) -> Dict[SceneId, str]:
    """The scenes of the earlier round that have ceased by the later one, with their names."""
    links = compare_rounds(store, question.label, start.label).links
    gone = {link.from_scene for link in links if link.kind is LinkKind.CEASED}
    found = {scene.id: scene.name for scene in before.scenes if scene.id in gone and scene.id in before.outlines}
    if not found:
        raise Refusal("no_scene_ceased", round=question.label, from_round=start.label)
    return found


def _matched(
    before: RoundPlaces,
    ceased: Mapping[SceneId, str],
    earlier: Period,
    question: ChangeQuestion,
    source: IncidentSource,
    progress: Progress,
) -> Mapping[SceneId, Optional[SceneId]]:
    """A control for each ceased scene, by what was counted in the earlier period, all groups together."""
    layout = ZoneLayout(list(before.outlines.items()), 0.0)
    request = CountRequest(layout, before.lpos, before.municipalities, earlier)
    (counted,) = counted_incidents(source, [request], question.groups, question.rules, progress)
    numbers: Dict[SceneId, int] = dict.fromkeys(before.outlines, 0)
    for cell, number in counted.cells.items():
        if cell.scene is not None and cell.zone is Zone.INSIDE:
            numbers[cell.scene] += number
    gone = {scene: numbers[scene] for scene in ceased}
    return matched_controls(gone, {scene: n for scene, n in numbers.items() if scene not in ceased})


def _cases(
    own: RoundPlaces,
    before: RoundPlaces,
    ceased: Mapping[SceneId, str],
    controls: Mapping[SceneId, Optional[SceneId]],
    question: ChangeQuestion,
) -> List[_Case]:
    scenes = [*before.outlines.values(), *own.outlines.values()]
    given = list(question.control)

    def areas(treated: Sequence[SceneId], control: Sequence[BaseGeometry]) -> ChangeAreas:
        outlines = [before.outlines[scene] for scene in treated]
        return change_areas(outlines, control, scenes, question.band, question.control_displacement)

    cases: List[_Case] = []
    used: List[BaseGeometry] = list(given)
    for scene, name in sorted(ceased.items()):
        match = controls.get(scene)
        control = given or ([before.outlines[match]] if match is not None else [])
        if match is not None:
            used.append(before.outlines[match])
        label = GIVEN if given else str(match or "")
        cases.append(_Case(str(scene), name or None, label, areas([scene], control), bool(control)))
    pooled = areas(sorted(ceased), used)
    cases.append(_Case(POOLED, None, GIVEN if given else MATCHED, pooled, bool(used)))
    return cases


def _parts(areas: ChangeAreas) -> List[Tuple[SceneId, BaseGeometry]]:
    """The areas as a layout takes them: where two share an edge, the points on it are the first's, scenes before rings."""
    order = ("treated", "control", "treated_ring", "control_ring")
    return [(SceneId(f"{place}{name}"), getattr(areas, name)) for place, name in enumerate(order)]


def _counts(case: _Case, pair: Tuple[IncidentCounts, IncidentCounts], group: str) -> Mapping[str, BeforeAfter]:
    numbers: List[Dict[str, int]] = []
    for counted in pair:
        found: Dict[str, int] = dict.fromkeys(AREAS, 0)
        for cell, number in counted.cells.items():
            if cell.scene is not None and cell.zone is Zone.INSIDE and cell.group == group:
                found[str(cell.scene)[1:]] += number
        numbers.append(found)
    wanted = AREAS if case.controlled else ("treated", "treated_ring")
    empty = {"control_ring"} if case.areas.control_ring.is_empty else set()
    empty |= {"treated_ring"} if case.areas.treated_ring.is_empty else set()
    if empty:
        empty = {"control_ring", "treated_ring"}  # one ring without the other is no comparison
    return {area: BeforeAfter(numbers[0][area], numbers[1][area]) for area in wanted if area not in empty}


def question_parameters(question: ChangeQuestion, measured: MeasuredChange) -> Mapping[str, Any]:
    """The question as plain values, for the record."""
    earlier, later = ordered(question.first, question.second)
    return {
        "from": later.start.isoformat(),
        "to": later.end.isoformat(),
        "from2": earlier.start.isoformat(),
        "to2": earlier.end.isoformat(),
        "from_round": str(measured.from_round.label),
        **record_of(question.groups),
        "band": question.band,
        "control": GIVEN if question.control else MATCHED,
        "control_displacement": bool(question.control_displacement),
        "dated_by": question.rules.dated_by.value,
    }
