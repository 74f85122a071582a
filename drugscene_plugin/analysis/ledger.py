"""Opening − ceased + new + returned + splits − merges = closing, for number and area, in every unit.

Links are counted per component of linked scenes (n → m). The pair with the largest shared area is the principal one;
every other successor is a split in its unit, every other predecessor a merge in its. A principal pair in two units has
moved from one to the other. Area has no splits and merges: what a linked pair shares stays (or moves between units), the
rest of a linked outline is lost or gained by boundary change. Units sum to the county.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import fsum
from typing import Callable, Dict, List, Mapping, Sequence, Tuple

import numpy as np
import shapely

from ..domain.errors import Refusal
from ..domain.ledger import TERMS, LedgerLine
from ..domain.lineage import PAIRED, Link, LinkKind
from ..domain.scene import Scene, SceneId, by_id
from .lineage import connected_pairs, outlines_of

UNASSIGNED = "UNASSIGNED"

Unit = Tuple[str, str]
"""A unit's code and name."""


@dataclass(frozen=True)
class _Entry:
    """One amount in one column of one unit, and the scene behind it."""

    unit: str
    column: str
    count: int
    area: float
    scene: SceneId


def _shared_areas(pairs: Sequence[Link], before: Mapping[SceneId, Scene], after: Mapping[SceneId, Scene]) -> np.ndarray:
    """The shared area of each linked pair in m², measured on the outlines as they are now."""
    if not pairs:
        return np.zeros(0)
    first = outlines_of([before[link.from_scene] for link in pairs])  # type: ignore[index]
    second = outlines_of([after[link.to_scene] for link in pairs])  # type: ignore[index]
    return np.asarray(shapely.area(shapely.intersection(first, second)))


def _check_known(links: Sequence[Link], before: Mapping[SceneId, Scene], after: Mapping[SceneId, Scene]) -> None:
    for link in links:
        if link.kind in PAIRED or link.kind is LinkKind.CEASED:
            if link.from_scene not in before:
                raise Refusal("link_scene_unknown", scene=link.from_scene, kind=link.kind.value)
        if link.kind in PAIRED or link.kind in (LinkKind.NEW, LinkKind.RETURNED):
            if link.to_scene not in after:
                raise Refusal("link_scene_unknown", scene=link.to_scene, kind=link.kind.value)


def _entries(
    links: Sequence[Link],
    before: Mapping[SceneId, Scene],
    after: Mapping[SceneId, Scene],
    areas_before: Mapping[SceneId, float],
    areas_after: Mapping[SceneId, float],
    unit: Callable[[Scene], str],
) -> List[_Entry]:
    """What the decided links put into which column of which unit."""
    entries: List[_Entry] = []
    for link in links:
        if link.kind is LinkKind.CEASED:
            scene = before[link.from_scene]  # type: ignore[index]
            entries.append(_Entry(unit(scene), "ceased", 1, areas_before[scene.id], scene.id))
        elif link.kind in (LinkKind.NEW, LinkKind.RETURNED):
            scene = after[link.to_scene]  # type: ignore[index]
            entries.append(_Entry(unit(scene), link.kind.value, 1, areas_after[scene.id], scene.id))

    pairs = [link for link in links if link.kind in PAIRED]
    ends = [(SceneId(p.from_scene or ""), SceneId(p.to_scene or "")) for p in pairs]
    shared = dict(zip(ends, _shared_areas(pairs, before, after).tolist()))
    stays_of: Dict[SceneId, List[float]] = defaultdict(list)
    comes_to: Dict[SceneId, List[float]] = defaultdict(list)
    for component in connected_pairs(shared):
        principal = max(component, key=lambda pair: (shared[pair], pair))
        for source in sorted({s for s, _ in component} - {principal[0]}):
            entries.append(_Entry(unit(before[source]), "merged", 1, 0.0, source))
        for target in sorted({t for _, t in component} - {principal[1]}):
            entries.append(_Entry(unit(after[target]), "split", 1, 0.0, target))
        for source, target in component:
            here, there = unit(before[source]), unit(after[target])
            common = shared[source, target]
            stays_of[source].append(common)
            comes_to[target].append(common)
            if here != there:
                counted = int((source, target) == principal)
                entries.append(_Entry(here, "moved_out", counted, common, source))
                entries.append(_Entry(there, "moved_in", counted, common, target))
    for source, kept in stays_of.items():
        entries.append(_Entry(unit(before[source]), "boundary_lost", 0, areas_before[source] - fsum(kept), source))
    for target, kept in comes_to.items():
        entries.append(_Entry(unit(after[target]), "boundary_gained", 0, areas_after[target] - fsum(kept), target))
    return entries


def ledger(
    level: str,
    units: Sequence[Unit],
    before: Sequence[Scene],
    after: Sequence[Scene],
    links: Sequence[Link],
    unit: Callable[[Scene], str],
) -> Tuple[LedgerLine, ...]:
    """The ledger's lines at one level: two a unit, ``count`` and ``area_m2``, in the order of the units.

    Args:
        level: what the units are: ``county``, ``lpo``, ``municipality``.
        units: code and name of every unit; those without scenes get their zeros.
        before, after: the scenes that count in the earlier and the later round.
        links: the links that hold between them; an unsure one counts as nothing, so that it shows as a difference.
        unit: the code of the unit that a scene belongs to, on one division for both rounds; ``UNASSIGNED`` gets a line
            of its own where it occurs.

    Raises:
        Refusal: a link names a scene that is in neither round.
    """
    first, second = by_id(before), by_id(after)
    _check_known(links, first, second)
    areas_before = dict(zip([s.id for s in before], shapely.area(outlines_of(before)).tolist()))
    areas_after = dict(zip([s.id for s in after], shapely.area(outlines_of(after)).tolist()))
    entries = _entries(links, first, second, areas_before, areas_after, unit)
    entries += [_Entry(unit(s), "opening", 1, areas_before[s.id], s.id) for s in before]
    entries += [_Entry(unit(s), "closing", 1, areas_after[s.id], s.id) for s in after]

    cells: Dict[Tuple[str, str], List[_Entry]] = defaultdict(list)
    for entry in entries:
        cells[entry.unit, entry.column].append(entry)
    known = {code for code, _ in units}
    strays = sorted({entry.unit for entry in entries} - known)
    lines = []
    for code, name in [*units, *((stray, stray) for stray in strays)]:
        columns = {column: cells.get((code, column), []) for column in ("opening", "closing", *TERMS)}
        for measure in ("count", "area_m2"):
            figures = {
                column: sum(e.count for e in found) if measure == "count" else fsum(e.area for e in found)
                for column, found in columns.items()
            }
            behind = {
                column: tuple(sorted({e.scene for e in found if (e.count if measure == "count" else e.area)}))
                for column, found in columns.items()
            }
            terms = {term: figures[term] for term in TERMS}
            lines.append(LedgerLine(level, code, name, measure, figures["opening"], figures["closing"], terms, behind))
    return tuple(lines)
