"""Did crime change at the ceased scenes, or did it move next door? The weighted displacement difference.

Wheeler and Ratcliffe (2018), "A simple weighted displacement difference test to evaluate place based crime
interventions", Crime Science 7:11, doi 10.1186/s40163-018-0085-5. With T the treated area, D the ring around it that
crime may move to, C and CD the control and its ring, and Δ the later count less the earlier one::

    WDD = ΔT − ΔC + ΔD − ΔCD,   Var(WDD) = the sum of all eight counts

Counts divided by weights (areas, lengths of time) enter with their variance divided by the weights' squares. The test
takes counts as Poisson, and the control for what would have happened otherwise; scenes that ceased were not drawn by
lot, so it shows a difference, not its cause.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.counted import CellName, CellSystem, Counted, Derived, Place, Relation, nested
from ..domain.errors import Refusal
from ..domain.scene import SceneId
from ..domain.table import Column, Measure, Table
from .intervals import LEVEL, Interval, normal_quantile, two_sided_p

SMALLEST_COUNT = 10
"""Where any count is below this there is no test: the normal distribution does not fit so few."""

POOLED = "pooled"
"""The code of the row for all ceased scenes together."""

_QUARTER_SEGMENTS = 64


class BeforeAfter(NamedTuple):
    """Counts of the earlier and the later period in one area."""

    before: int
    after: int


@dataclass(frozen=True)
class Difference:
    """The weighted displacement difference; ``error``, ``z``, ``p`` and ``interval`` are None where there is no test.

    ``local`` is the difference without the rings (ΔT − ΔC), ``displaced`` that of the rings alone (ΔD − ΔCD).
    """

    value: float
    local: float
    displaced: float
    error: Optional[float]
    z: Optional[float]
    p: Optional[float]
    interval: Optional[Interval]

    @property
    def tested(self) -> bool:
        """Whether there are counts enough for a test."""
        return self.error is not None


def displacement_difference(
    control: BeforeAfter,
    treated: BeforeAfter,
    control_ring: Optional[BeforeAfter] = None,
    treated_ring: Optional[BeforeAfter] = None,
    area_weights: Sequence[float] = (1.0, 1.0, 1.0, 1.0),
    time_weights: Sequence[float] = (1.0, 1.0),
    level: float = LEVEL,
    smallest: int = SMALLEST_COUNT,
) -> Difference:
    """The weighted displacement difference with its interval.

    Args:
        control, treated: counts in the control and in the scene.
        control_ring, treated_ring: counts in the rings around them; both or neither.
        area_weights: what the counts are divided by, in the order control, treated, control_ring, treated_ring.
        time_weights: what the earlier and the later counts are divided by.
        level: of the interval.
        smallest: no test where a count is below this.

    Raises:
        Refusal: a weight is not above 0, or there is one ring without the other.

    The example of the paper:

    >>> found = displacement_difference(
    ...     BeforeAfter(308, 318), BeforeAfter(207, 110), BeforeAfter(150, 140), BeforeAfter(178, 157))
    >>> found.value, round(found.error ** 2), round(found.z, 2), [round(end) for end in found.interval]
    (-118.0, 1568, -2.98, [-196, -40])
    """
    if (control_ring is None) != (treated_ring is None):
        raise Refusal("displacement_ring_alone")
    for weight in (*area_weights, *time_weights):
        if not (weight > 0 and math.isfinite(weight)):
            raise Refusal("displacement_weight_invalid", weight=weight)
    pairs = [pair for pair in (control, treated, control_ring, treated_ring) if pair is not None]
    signs = (-1.0, 1.0, -1.0, 1.0)
    changes, variances = [], []
    for pair, weight, sign in zip(pairs, area_weights, signs):
        changes.append(sign * (pair.after / time_weights[1] - pair.before / time_weights[0]) / weight)
        variances.append((pair.before / time_weights[0] ** 2 + pair.after / time_weights[1] ** 2) / weight**2)
    local, displaced = math.fsum(changes[:2]), math.fsum(changes[2:])
    value = math.fsum(changes)
    if min(min(pair) for pair in pairs) < smallest:
        return Difference(value, local, displaced, None, None, None, None)
    error = math.sqrt(math.fsum(variances))
    z = value / error
    half = normal_quantile((1.0 + level) / 2.0) * error
    return Difference(value, local, displaced, error, z, two_sided_p(z), Interval(value - half, value + half))


def matched_controls(
    ceased: Mapping[SceneId, int], candidates: Mapping[SceneId, int]
) -> Mapping[SceneId, Optional[SceneId]]:
    """For each ceased scene the remaining scene whose earlier count was most like its own, each used once.

    The most like is the nearest on the log scale of count + ½; ceased scenes choose in the order of their counts, the
    highest first, ties by id. None where no candidate is left. Only what was before is looked at: matching on what came
    after would choose the answer.

    >>> matched_controls({"a": 100, "b": 12}, {"x": 10, "y": 90, "z": 500})
    {'a': 'y', 'b': 'x'}
    """
    free = dict(candidates)
    found: Dict[SceneId, Optional[SceneId]] = {}
    for scene, count in sorted(ceased.items(), key=lambda item: (-item[1], item[0])):
        best = min(free, key=lambda c: (abs(math.log(free[c] + 0.5) - math.log(count + 0.5)), c), default=None)
        found[scene] = best
        if best is not None:
            del free[best]
    return found


@dataclass(frozen=True)
class ChangeAreas:
    """The four areas that incidents are counted in, before and after; empty where there is nothing of the kind."""

    control: BaseGeometry
    treated: BaseGeometry
    control_ring: BaseGeometry
    treated_ring: BaseGeometry


def change_areas(
    treated: Sequence[BaseGeometry],
    controls: Sequence[BaseGeometry],
    scenes: Sequence[BaseGeometry],
    band: float,
    control_displacement: Sequence[BaseGeometry] = (),
) -> ChangeAreas:
    """The areas of a test, of one scene or pooled over many: rings dissolved, so that nothing is counted twice.

    The rings reach ``band`` metres and leave out all scenes of both rounds (``scenes``), the treated ones and the
    controls; the controls' ring leaves out the treated ring, too. ``control_displacement`` takes the place of the
    controls' ring where the user has chosen areas for it; the same is left out of them.

    >>> from shapely.geometry import box
    >>> areas = change_areas([box(0, 0, 10, 10)], [box(100, 0, 110, 10)], [box(12, 0, 20, 10)], 5.0)
    >>> areas.treated.area, areas.treated_ring.intersects(box(13, 1, 19, 9))
    (100.0, False)
    """
    if not band > 0:
        raise Refusal("ring_width_invalid", band=band)
    treated_area, control_area = _joined(treated), shapely.difference(_joined(controls), _joined(treated))
    taken = shapely.union_all([treated_area, control_area, _joined(scenes)])
    ring = shapely.difference(_ring(treated_area, band), taken)
    around = _joined(control_displacement) if control_displacement else _ring(control_area, band)
    control_ring = shapely.difference(shapely.difference(around, taken), ring)
    return ChangeAreas(control_area, treated_area, control_ring, ring)


def _joined(outlines: Sequence[BaseGeometry]) -> BaseGeometry:
    return shapely.union_all(np.array(list(outlines), dtype=object))


def _ring(area: BaseGeometry, band: float) -> BaseGeometry:
    return shapely.buffer(area, band, quad_segs=_QUARTER_SEGMENTS)


class ChangeCaveat(str, Enum):
    """What a reader must know of a test."""

    SMALL_COUNTS = "small_counts"
    NO_CONTROL = "no_control"
    REGRESSION_TO_MEAN = "regression_to_mean"
    POISSON_ASSUMED = "poisson_assumed"


@dataclass(frozen=True)
class ChangeCase:
    """Counts behind one test: of a ceased scene, or pooled (``code`` = ``pooled``). ``control`` names its control."""

    code: str
    name: Optional[str]
    group: str
    control: str
    counts: Mapping[str, BeforeAfter]
    area_weights: Tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    time_weights: Tuple[float, float] = (1.0, 1.0)


AREAS = ("control", "treated", "control_ring", "treated_ring")
"""The areas of a test, in the order of its weights; the keys of the counts of a case."""

GIVEN, MATCHED = "given", "matched"
"""What stands for the id of a control: areas that the user chose, and all scenes that were matched."""

_WHEN = ("before", "after")
_BESIDE = "beside"
_WORDS = 10  # of the name of a cell: two periods, outlines and ring stand in it
_COUNT_COLUMNS = tuple(f"{area}_{when}" for area in AREAS for when in _WHEN)
_RESULTS = ("wdd", "local_change", "displaced_change", "error", "z", "p", "low", "high")

_COLUMNS = (
    Column("level"),
    Column("code"),
    Column("name"),
    Column("group"),
    Column("control"),
    *(Column(name, Measure.COUNT, protected=True) for name in _COUNT_COLUMNS),
    *(Column(name, Measure.NUMBER, protected=True) for name in _RESULTS),
    Column("method"),
    Column("caveats", protected=True),
)


def change_table(cases: Sequence[ChangeCase], what: Tuple[str, ...] = ()) -> Table:
    """One row a test. ``what`` names both periods, outlines and ring in the cells of the disclosure rules.

    All together are the sum of the scenes where no two of them overlap, and their ring holds that of each.

    A case without a control, or with too few incidents, shows its counts and differences, and no test.
    """
    rows: List[Tuple[object, ...]] = []
    values: Dict[CellName, int] = {}
    cells: Dict[Place, CellName] = {}
    derived: Dict[Place, Derived] = {}
    for case in cases:
        number = len(rows)
        pairs = [case.counts.get(area) for area in AREAS]
        names: List[CellName] = []
        for area, pair in zip(AREAS, pairs):
            for when, count in zip(_WHEN, pair or ()):
                name = _cell_name(case, what, area, when)
                values[name] = count
                cells[number, f"{area}_{when}"] = name
                names.append(name)
        row = _row(case, pairs)
        for column in (*_RESULTS, "caveats"):
            if row[[c.name for c in _COLUMNS].index(column)] is not None:
                derived[number, column] = Derived(tuple(names))
        rows.append(row)
    relations = _pooled_relations(cases, what, values)
    return Table("changetest", _COLUMNS, tuple(rows), counted=Counted(values, relations, cells, derived))


def _cell_name(case: ChangeCase, what: Tuple[str, ...], area: str, when: str) -> CellName:
    return ("change", *what, case.code, case.control, case.group, area, when)


def _pooled_relations(
    cases: Sequence[ChangeCase], what: Tuple[str, ...], values: Dict[CellName, int]
) -> Tuple[Relation, ...]:
    """How the counts of all ceased scenes together follow from those of each; what lies between is added to ``values``."""
    relations: List[Relation] = []
    for pooled in (case for case in cases if case.code == POOLED):
        single = [case for case in cases if case.code != POOLED and case.group == pooled.group]
        for area in AREAS:
            for when in _WHEN:
                total = _cell_name(pooled, what, area, when)
                parts = [name for name in (_cell_name(c, what, area, when) for c in single) if name in values]
                if total not in values or not parts:
                    continue
                if area in ("treated", "control") and values[total] == sum(values[part] for part in parts):
                    relations.append(Relation(total, tuple(parts)))
                for part in parts if area == "treated_ring" else ():
                    if values[part] <= values[total]:
                        between, number, relation = nested(part, total, values)
                        values[between] = number
                        relations.append(relation)
    return tuple(relations)


def with_counted_alike(system: CellSystem) -> CellSystem:
    """The system with what a test of change counts tied to what other tables count as well, or nearly.

    The incidents in a scene are the same: what is shown of the one would tell the other. Cells that do not agree count
    other rows, and are left alone. A ring and the band beside the scene have most incidents in common: the smaller
    number is taken for a part of the larger, so that what lies between them counts as a number that could be worked out.
    """
    values, relations = dict(system.values), list(system.relations)
    beside = {_without_band(name): name for name in system.values if _is_beside(name)}
    for name in system.values:
        alike = _counted_alike(name)
        if alike is None:
            continue
        if alike[-2] == _BESIDE:
            near = beside.get(alike)
            if near is not None and values[near] == values[name]:
                relations.append(Relation(near, (name,)))
            elif near is not None:
                inner, outer = sorted((name, near), key=values.__getitem__)
                between, number, relation = nested(inner, outer, values)
                values[between] = number
                relations.append(relation)
        elif values.setdefault(alike, values[name]) == values[name]:
            relations.append(Relation(alike, (name,)))
    return CellSystem(values, tuple(relations), system.shown)


def _counted_alike(name: CellName) -> Optional[CellName]:
    """What the incidents in, or near, a ceased or control scene are called elsewhere; None for what is counted here alone.

    Near it: without the width of the band.
    """
    if name[0] != "change" or len(name) != _WORDS or POOLED in name:
        return None
    _, earlier, later, outlines, _, scene, control, group, area, when = name
    if area.startswith("control"):
        scene = control
    if scene in ("", GIVEN):
        return None
    period = earlier if when == _WHEN[0] else later
    return ("incidents", period, outlines, "scene", scene, _BESIDE if area.endswith("ring") else "inside", group)


def _is_beside(name: CellName) -> bool:
    return name[0] == "incidents" and name[4:5] == ("scene",) and name[-2] == _BESIDE


def _without_band(name: CellName) -> CellName:
    return name[:3] + name[4:]


def _row(case: ChangeCase, pairs: Sequence[Optional[BeforeAfter]]) -> Tuple[object, ...]:
    control, treated, control_ring, treated_ring = pairs
    caveats = [ChangeCaveat.REGRESSION_TO_MEAN, ChangeCaveat.POISSON_ASSUMED]
    results: Tuple[Optional[float], ...] = (None,) * len(_RESULTS)
    if control is None or treated is None:
        caveats.insert(0, ChangeCaveat.NO_CONTROL)
    else:
        rings = control_ring is not None and treated_ring is not None
        found = displacement_difference(
            control,
            treated,
            control_ring if rings else None,
            treated_ring if rings else None,
            case.area_weights,
            case.time_weights,
        )
        ends = found.interval or (None, None)
        results = (found.value, found.local, found.displaced, found.error, found.z, found.p, *ends)
        if not found.tested:
            caveats.insert(0, ChangeCaveat.SMALL_COUNTS)
    counts = [value for pair in pairs for value in (pair or (None, None))]
    return (
        *("county" if case.code == POOLED else "scene", case.code, case.name, case.group, case.control),
        *counts,
        *results,
        *("weighted_displacement_difference", ";".join(c.value for c in caveats)),
    )
