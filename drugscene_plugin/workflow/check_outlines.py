"""The outlines of a round, checked: their faults, slivers and sizes, overlaps, and places that stand under another id."""

from __future__ import annotations

from typing import Dict, Iterable, List, Sequence, Tuple

import numpy as np
import shapely

from ..analysis.area_assignment import polygonal
from ..analysis.outline_checks import (
    Overlap,
    likenesses,
    matches_by_first,
    may_have_slivers,
    outline_faults,
    overlaps,
    place_in,
    slivers,
)
from ..domain.finding import ERROR, WARNING, Finding, Mend, Term
from ..domain.scene import Scene, SceneId
from .checked_round import MAY_COUNT, CheckedRound, called, percent_of, rounded_area


def faulty_outlines(checked: CheckedRound) -> Iterable[Finding]:
    """Outlines with which nothing can be computed."""
    for i, fault in enumerate(checked.faults):
        if fault is None:
            continue
        scene = checked.scenes[i]
        values: Dict[str, object] = {"name": called(scene)}
        mend = None
        if fault.kind == "not_polygon":
            values["kind"] = fault.reason
        if fault.kind == "invalid":
            values["reason"] = Term("outline_fault", (fault.reason,))
            values["x"], values["y"] = fault.where or (None, None)
            mend = None if polygonal(checked.outline(i)).is_empty else Mend.MAKE_VALID
        yield Finding(f"outline_{fault.kind}", ERROR, (scene.id,), fault.where, values, mend)


def sliver_parts(checked: CheckedRound) -> Iterable[Finding]:
    """Parts and holes that come from drawing."""
    which = may_have_slivers(checked.outlines)
    for i, outline in zip(checked.sound[which].tolist(), checked.outlines[which]):
        found = slivers(outline, checked.bounds)
        for code, polygons in (("sliver_part", found.parts), ("sliver_hole", found.holes)):
            if polygons:
                largest = max(polygons, key=lambda polygon: polygon.area)
                values = {"name": checked.name(i), "count": len(polygons), "area_m2": rounded_area(largest.area)}
                yield Finding(code, WARNING, (checked.scenes[i].id,), place_in(largest), values, Mend.DROP_SLIVERS)


def areas_out_of_bounds(checked: CheckedRound) -> Iterable[Finding]:
    """Outlines smaller or larger than the user holds to be normal."""
    bounds = checked.bounds
    for i, outline, area in zip(checked.sound.tolist(), checked.outlines, shapely.area(checked.outlines).tolist()):
        if bounds.min_area_m2 <= area <= bounds.max_area_m2 or checked.scenes[i].status not in MAY_COUNT:
            continue
        small = area < bounds.min_area_m2
        limit = bounds.min_area_m2 if small else bounds.max_area_m2
        code = "area_below_bounds" if small else "area_above_bounds"
        values = {"name": checked.name(i), "area_m2": rounded_area(area), "limit_m2": rounded_area(limit)}
        yield Finding(code, WARNING, (checked.scenes[i].id,), place_in(outline), values)


def overlapping_outlines(checked: CheckedRound) -> Iterable[Finding]:
    """Overlaps of scenes that count or may come to; those that are but drawing slivers in one finding."""
    counting = checked.counting()
    drawn_apart: List[Tuple[Overlap, SceneId, SceneId]] = []
    for pair in overlaps(checked.outlines[counting], checked.bounds):
        i, j = (int(checked.sound[counting[k]]) for k in (pair.first, pair.second))
        ids = (checked.scenes[i].id, checked.scenes[j].id)
        values: Dict[str, object] = {
            "name": checked.name(i),
            "other": checked.name(j),
            "area_m2": rounded_area(pair.area_m2),
            "percent": percent_of(pair.share),
        }
        if pair.sliver:
            drawn_apart.append((pair, *ids))
        elif pair.likeness >= checked.bounds.match_share:
            same = pair.likeness > 1 - 1e-6
            values["percent"] = percent_of(pair.likeness)
            yield Finding("duplicate_outline" if same else "near_duplicate_outline", ERROR, ids, pair.where, values)
        else:
            yield Finding("overlap", ERROR, ids, pair.where, values, Mend.TAKE_OVERLAP)
    if drawn_apart:
        worst = max((pair for pair, _, _ in drawn_apart), key=lambda pair: pair.width_m)
        values = {
            "count": len(drawn_apart),
            "area_m2": rounded_area(sum(pair.area_m2 for pair, _, _ in drawn_apart)),
            "width_m": round(worst.width_m, 1),
            "limit_m": checked.bounds.sliver_width_m,
        }
        everyone = tuple(sorted({scene for _, first, second in drawn_apart for scene in (first, second)}))
        yield Finding("slivers_between_outlines", WARNING, everyone, worst.where, values, Mend.TAKE_OVERLAP)


def duplicates_of_history(checked: CheckedRound) -> Iterable[Finding]:
    """A ceased or rejected row with the outline of one that counts: perhaps the same place under two ids."""
    counting = checked.counting()
    history = np.setdiff1d(np.arange(len(checked.sound)), counting)
    for pair in likenesses(checked.outlines[counting], checked.outlines[history], checked.bounds):
        i, j = int(checked.sound[counting[pair.first]]), int(checked.sound[history[pair.second]])
        values = {
            "name": checked.name(i),
            "other": checked.name(j),
            "percent": percent_of(pair.likeness),
            "status": Term("status", (checked.scenes[j].status.value,)),
        }
        ids = (checked.scenes[i].id, checked.scenes[j].id)
        yield Finding("same_place_as_past_scene", WARNING, ids, pair.where, values)


def changed_ids(checked: CheckedRound, previous: Sequence[Scene]) -> Iterable[Finding]:
    """Outlines that match a scene of the round before, but under another id."""
    earlier = [scene for scene, fault in zip(previous, outline_faults([s.outline for s in previous])) if fault is None]
    before = np.array([scene.outline for scene in earlier], dtype=object)
    pairs = matches_by_first(likenesses(checked.outlines, before, checked.bounds))
    matched = {(checked.scenes[checked.sound[k]].id, earlier[p.second].id) for k, found in pairs.items() for p in found}
    current = {scene.id for scene in checked.scenes}
    own = {scene.id: scene for scene in earlier}
    for k, found in sorted(pairs.items()):
        i = int(checked.sound[k])
        scene, was = checked.scenes[i], earlier[found[0].second]
        if (scene.id, scene.id) in matched or (was.id, was.id) in matched or was.id in scene.predecessors:
            continue  # it has kept its id, or the other has: then two lie on one place, which is another finding
        if scene.id in own and was.id not in current:
            continue  # it moved onto the place of one that is gone: a question of lineage, not of ids
        values = {"name": called(scene), "id": scene.id, "previous_id": was.id, "previous_name": called(was)}
        yield Finding("id_changed", WARNING, (scene.id,), found[0].where, values)
