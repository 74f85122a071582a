"""Check a round: everything about it that is wrong, doubtful or not done yet, in a list that a person can read.

An error keeps a round from being published. A warning is a place where a person may know better: it may be accepted,
"seen, because …". What is wrong with many scenes in the same way becomes one finding about all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import AbstractSet, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..analysis.area_assignment import AreaIndex, polygonal
from ..analysis.outline_checks import (
    NORMAL_BOUNDS,
    OutlineBounds,
    OutlineFault,
    Overlap,
    Place,
    likenesses,
    matches_by_first,
    may_have_slivers,
    outline_faults,
    outside,
    overlaps,
    place_in,
    slivers,
)
from ..domain.area import Area, AreaCode, AreaLevel, Assignment, valid_areas
from ..domain.criteria import Definition, Verdict, VerdictReason, judge
from ..domain.field import FieldDefinition
from ..domain.finding import Finding, Mend, Severity, Term
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.personal_data import find_personal_data
from ..domain.progress import QUIET, Progress, stop_if_cancelled, watched
from ..domain.rights import Act
from ..domain.scene import Scene, SceneId, SceneStatus
from ..domain.scene_fields import BUILT_IN_CODES, FREE_TEXT, TAGS, USER_CODE_LISTS, scene_to_row
from .assign_scenes import ASSIGNED_LEVELS
from .check_review import marked_as_seen, review_findings
from .ports import ReviewStore

MANY = "_many"
"""The end of the code of a finding that stands for many of one kind."""

GATHER_ABOVE: Mapping[Severity, int] = {Severity.ERROR: 100, Severity.WARNING: 20}
"""More findings of one kind than this become one."""

MAY_COUNT = (SceneStatus.OPEN, SceneStatus.CANDIDATE, SceneStatus.UNDECIDED)
"""The statuses of rows that count, or may come to. The outlines of the others are history: they may lie under a scene."""

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True)
class _Checked:
    """A round as the checks see it: scenes by id, and what several checks need, in the scenes' order.

    ``sound`` are the positions of the scenes whose outline has no fault, ``outlines`` the outlines of these alone.
    """

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    faults: Tuple[Optional[OutlineFault], ...]
    sound: np.ndarray
    outlines: np.ndarray
    levels: Mapping[AreaLevel, AreaIndex]
    placed: Mapping[AreaLevel, Tuple[Assignment, ...]]
    bounds: OutlineBounds

    def name(self, index: int) -> str:
        """What a scene is called: its name, or its id where it has none."""
        return called(self.scenes[index])

    def outline(self, i: int) -> BaseGeometry:
        """The outline of a scene that has one."""
        return cast(BaseGeometry, self.scenes[i].outline)  # asked of scenes with an outline alone

    def due(self, i: int, level: AreaLevel) -> Assignment:
        """The area that a scene is due: the one a person chose while that is valid, else the one its outline gives."""
        stored = stored_assignment(self.scenes[i], level)
        chosen = stored.overridden and any(area.code == stored.code for area in self.levels[level].areas)
        return stored if chosen else self.placed[level][i]

    def counting(self) -> np.ndarray:
        """The positions within ``sound`` of the scenes that count or may come to."""
        return np.array([k for k, i in enumerate(self.sound.tolist()) if self.scenes[i].status in MAY_COUNT], dtype=int)


def called(scene: Scene) -> str:
    """What a scene is called: its name, or its id where it has none."""
    return scene.name.strip() or scene.id


def check_round(
    store: ReviewStore, label: str, bounds: OutlineBounds = NORMAL_BOUNDS, progress: Progress = QUIET
) -> List[Finding]:
    """Check a round as the store holds it, and against what else the store holds.

    Raises:
        Refusal: ``round_unknown``; ``right_missing`` to who does not see all: what is hidden would be found missing.
        Cancelled: the user asked to stop.
    """
    store.rights().require(Act.SEE_ALL)
    mapping_round = store.round(label)
    before = previous_round(mapping_round, store.rounds())
    scenes, seen = store.scenes(label), store.seen_findings(label)
    found = find(
        mapping_round,
        scenes,
        store.areas(),
        *mapping_round.rules,
        store.scenes(before.label) if before else (),
        seen,
        bounds,
        {code_list: [code.code for code in store.codes(code_list)] for code_list in USER_CODE_LISTS},
        progress,
    )
    return in_order([*marked_as_seen(review_findings(store, mapping_round, scenes), seen), *found])


def find(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    areas: Sequence[Area],
    definition: Definition,
    delisting: Definition,
    previous: Sequence[Scene] = (),
    seen: Mapping[str, str] = {},
    bounds: OutlineBounds = NORMAL_BOUNDS,
    codes: Mapping[str, Sequence[str]] = {},
    progress: Progress = QUIET,
) -> List[Finding]:
    """Everything there is to say about a round, the errors first.

    ``areas`` are the store's, of every level and validity; ``previous`` the scenes of the round before; ``seen`` the
    accepted warnings, fingerprint to reason; ``codes`` the codes of the user's lists.

    Raises:
        Cancelled: the user asked to stop.
    """
    checked = _prepared(mapping_round, scenes, areas, bounds)
    was_open = {scene.id for scene in previous if scene.counts}
    steps: Sequence[Callable[[], Iterable[Finding]]] = (
        lambda: _missing_areas(checked),
        lambda: _outlines(checked),
        lambda: _slivers(checked),
        lambda: _areas_out_of_bounds(checked),
        lambda: _overlaps(checked),
        lambda: _duplicates_of_history(checked),
        lambda: _placement(checked),
        lambda: _outdated_placement(checked),
        lambda: _names(checked),
        lambda: _judgement(checked, definition, delisting, was_open),
        lambda: _tags(checked, codes),
        lambda: _to_confirm(checked),
        lambda: _changed_ids(checked, previous),
        lambda: _personal_data(checked),
    )
    found: List[Finding] = []
    for step in watched(steps, progress):
        found.extend(step())
        stop_if_cancelled(progress)
    progress.report(1.0)
    return _gathered(found, seen)


def _prepared(
    mapping_round: MappingRound, scenes: Sequence[Scene], areas: Sequence[Area], bounds: OutlineBounds
) -> _Checked:
    ordered = tuple(sorted(scenes, key=lambda scene: scene.id))
    given = [scene.outline for scene in ordered]
    faults = outline_faults(given)
    sound = np.array([i for i, fault in enumerate(faults) if fault is None], dtype=int)
    levels = {level: AreaIndex(valid_areas(areas, level, mapping_round.ref_date)) for level in ASSIGNED_LEVELS}
    return _Checked(
        mapping_round,
        ordered,
        tuple(faults),
        sound,
        np.array([given[i] for i in sound], dtype=object),
        levels,
        {level: tuple(index.assign(given)) for level, index in levels.items()},
        bounds,
    )


# --- Outlines -------------------------------------------------------------------------------------------------------


def _outlines(checked: _Checked) -> Iterable[Finding]:
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


def _slivers(checked: _Checked) -> Iterable[Finding]:
    """Parts and holes that come from drawing."""
    which = may_have_slivers(checked.outlines)
    for i, outline in zip(checked.sound[which].tolist(), checked.outlines[which]):
        found = slivers(outline, checked.bounds)
        for code, polygons in (("sliver_part", found.parts), ("sliver_hole", found.holes)):
            if polygons:
                largest = max(polygons, key=lambda polygon: polygon.area)
                values = {"name": checked.name(i), "count": len(polygons), "area_m2": _rounded(largest.area)}
                yield Finding(code, WARNING, (checked.scenes[i].id,), place_in(largest), values, Mend.DROP_SLIVERS)


def _areas_out_of_bounds(checked: _Checked) -> Iterable[Finding]:
    """Outlines smaller or larger than the user holds to be normal."""
    bounds = checked.bounds
    for i, outline, area in zip(checked.sound.tolist(), checked.outlines, shapely.area(checked.outlines).tolist()):
        if bounds.min_area_m2 <= area <= bounds.max_area_m2 or checked.scenes[i].status not in MAY_COUNT:
            continue
        small = area < bounds.min_area_m2
        limit = bounds.min_area_m2 if small else bounds.max_area_m2
        code = "area_below_bounds" if small else "area_above_bounds"
        values = {"name": checked.name(i), "area_m2": _rounded(area), "limit_m2": _rounded(limit)}
        yield Finding(code, WARNING, (checked.scenes[i].id,), place_in(outline), values)


def _overlaps(checked: _Checked) -> Iterable[Finding]:
    """Overlaps of scenes that count or may come to; those that are but drawing slivers in one finding."""
    counting = checked.counting()
    drawn_apart: List[Tuple[Overlap, SceneId, SceneId]] = []
    for pair in overlaps(checked.outlines[counting], checked.bounds):
        i, j = (int(checked.sound[counting[k]]) for k in (pair.first, pair.second))
        ids = (checked.scenes[i].id, checked.scenes[j].id)
        values: Dict[str, object] = {
            "name": checked.name(i),
            "other": checked.name(j),
            "area_m2": _rounded(pair.area_m2),
            "percent": _percent(pair.share),
        }
        if pair.sliver:
            drawn_apart.append((pair, *ids))
        elif pair.likeness >= checked.bounds.match_share:
            same = pair.likeness > 1 - 1e-6
            values["percent"] = _percent(pair.likeness)
            yield Finding("duplicate_outline" if same else "near_duplicate_outline", ERROR, ids, pair.where, values)
        else:
            yield Finding("overlap", ERROR, ids, pair.where, values, Mend.TAKE_OVERLAP)
    if drawn_apart:
        worst = max((pair for pair, _, _ in drawn_apart), key=lambda pair: pair.width_m)
        values = {
            "count": len(drawn_apart),
            "area_m2": _rounded(sum(pair.area_m2 for pair, _, _ in drawn_apart)),
            "width_m": round(worst.width_m, 1),
            "limit_m": checked.bounds.sliver_width_m,
        }
        everyone = tuple(sorted({scene for _, first, second in drawn_apart for scene in (first, second)}))
        yield Finding("slivers_between_outlines", WARNING, everyone, worst.where, values, Mend.TAKE_OVERLAP)


def _duplicates_of_history(checked: _Checked) -> Iterable[Finding]:
    """A ceased or rejected row with the outline of one that counts: perhaps the same place under two ids."""
    counting = checked.counting()
    history = np.setdiff1d(np.arange(len(checked.sound)), counting)
    for pair in likenesses(checked.outlines[counting], checked.outlines[history], checked.bounds):
        i, j = int(checked.sound[counting[pair.first]]), int(checked.sound[history[pair.second]])
        values = {
            "name": checked.name(i),
            "other": checked.name(j),
            "percent": _percent(pair.likeness),
            "status": Term("status", (checked.scenes[j].status.value,)),
        }
        ids = (checked.scenes[i].id, checked.scenes[j].id)
        yield Finding("same_place_as_past_scene", WARNING, ids, pair.where, values)


# --- Areas ----------------------------------------------------------------------------------------------------------


def _missing_areas(checked: _Checked) -> Iterable[Finding]:
    """No division is valid at the reference date."""
    for level, index in checked.levels.items():
        if not index.areas:
            values = {
                "level": Term("area_level", (level.value,)),
                "ref_date": checked.mapping_round.ref_date.isoformat(),
            }
            yield Finding(f"no_{level.value}_areas", WARNING, (), None, values)


def _placement(checked: _Checked) -> Iterable[Finding]:
    """Scenes outside areas, in gaps between them, or straddling them."""
    levels = [level for level, index in checked.levels.items() if index.areas]
    for i, outline in zip(checked.sound.tolist(), checked.outlines):
        scene = checked.scenes[i]
        if scene.status not in MAY_COUNT:
            continue
        nowhere = [level for level in levels if checked.due(i, level).code is None]
        if nowhere:
            yield _nowhere(checked, i, nowhere, levels)
            continue
        yield from _partly_outside(checked, i, outline, levels)
        yield from _straddling(checked, i, outline)


def _nowhere(checked: _Checked, i: int, nowhere: Sequence[AreaLevel], levels: Sequence[AreaLevel]) -> Finding:
    """The finding for a scene that shares nothing with any area of some levels."""
    scene = checked.scenes[i]
    nearest = []
    for level in nowhere:
        # There is one: the level has areas, and the outline is sound.
        closest, distance = cast(Tuple[AreaCode, float], checked.levels[level].nearest(scene.outline))
        name = next(area.name for area in checked.levels[level].areas if area.code == closest)
        nearest.append((name or closest, distance))
    lies = outside(checked.outline(i), checked.levels[nowhere[0]].outlines, checked.bounds)
    code = "in_gap" if lies is not None and lies.gap else "outside_areas"
    if code == "outside_areas" and list(nowhere) == list(levels):
        code = "outside_county"
    values = {
        "name": called(scene),
        "level": Term("area_level", tuple(level.value for level in nowhere)),
        "nearest": ", ".join(name for name, _ in nearest),
        "distance_m": round(max(distance for _, distance in nearest)),
    }
    return Finding(code, WARNING, (scene.id,), place_in(checked.outline(i)), values, Mend.TAKE_NEAREST_AREA)


def _partly_outside(checked: _Checked, i: int, outline: BaseGeometry, levels: Sequence[AreaLevel]) -> Iterable[Finding]:
    """The finding for a scene of which a part lies outside all areas, and not in a gap between them."""
    for level in levels:
        covered = sum(share for _, share in checked.placed[level][i].shares)
        if covered > 1 - 1e-6:
            continue
        lies = outside(outline, checked.levels[level].outlines, checked.bounds)
        if lies is not None and not lies.gap and lies.share < 1:
            values = {"name": checked.name(i), "percent": _percent(lies.share)}
            yield Finding("partly_outside_county", WARNING, (checked.scenes[i].id,), lies.where, values)
            return


def _straddling(checked: _Checked, i: int, outline: BaseGeometry) -> Iterable[Finding]:
    """The findings for a scene that lies in two areas of a level."""
    scene = checked.scenes[i]
    for level, code in ((AreaLevel.LPO, "straddles_lpos"), (AreaLevel.MUNICIPALITY, "straddles_municipalities")):
        large = [(c, s) for c, s in checked.placed[level][i].shares if s >= checked.bounds.straddle_share]
        if len(large) < 2 or checked.due(i, level).overridden:
            continue
        names = {area.code: area.name or area.code for area in checked.levels[level].areas}
        shares = ", ".join(f"{names[area]} {_percent(share)} %" for area, share in large)
        values = {"name": called(scene), "shares": shares, "area": names[large[0][0]]}
        yield Finding(code, WARNING, (scene.id,), place_in(outline), values)


def stored_assignment(scene: Scene, level: AreaLevel) -> Assignment:
    """The assignment that a scene has at a level."""
    return scene.lpo if level is AreaLevel.LPO else scene.municipality


def _outdated_placement(checked: _Checked) -> Iterable[Finding]:
    """Scenes whose stored area is not the one that their outline gives, such as after other areas were imported."""
    outdated = [
        scene.id
        for i, scene in enumerate(checked.scenes)
        if checked.faults[i] is None
        and any(
            index.areas and checked.due(i, level).code != stored_assignment(scene, level).code
            for level, index in checked.levels.items()
        )
    ]
    if outdated:
        yield Finding(
            "areas_outdated", WARNING, tuple(outdated), None, {"count": len(outdated)}, Mend.TAKE_NEAREST_AREA
        )


def _names(checked: _Checked) -> Iterable[Finding]:
    """Names that repeat within an LPO, and scenes without one."""
    by_name: Dict[Tuple[Optional[AreaCode], str], List[int]] = {}
    unnamed: List[SceneId] = []
    for i, scene in enumerate(checked.scenes):
        if scene.status not in MAY_COUNT:
            continue
        name = " ".join(scene.name.split()).casefold()
        if not name:
            unnamed.append(scene.id)
            continue
        lpo = checked.due(i, AreaLevel.LPO).code
        by_name.setdefault((lpo, name), []).append(i)
    lpo_names = {area.code: area.name or area.code for area in checked.levels[AreaLevel.LPO].areas}
    for (lpo, _), which in by_name.items():
        if len(which) > 1:
            values = {
                "name": checked.name(which[0]),
                "count": len(which),
                "lpo": "–" if lpo is None else lpo_names.get(lpo, lpo),
            }
            ids = tuple(checked.scenes[i].id for i in which)
            yield Finding("duplicate_name", WARNING, ids, _place(checked, which[0]), values)
    if unnamed:
        yield Finding("name_missing", WARNING, tuple(unnamed), None, {"count": len(unnamed)})


def _place(checked: _Checked, i: int) -> Optional[Place]:
    return place_in(checked.outline(i)) if checked.faults[i] is None else None


# --- Criteria and tags ----------------------------------------------------------------------------------------------


def _judgement(
    checked: _Checked, definition: Definition, delisting: Definition, was_open: Iterable[SceneId]
) -> Iterable[Finding]:
    """Scenes that nobody has judged, whose answers are missing, or whose status contradicts them."""
    candidates = tuple(scene.id for scene in checked.scenes if scene.status is SceneStatus.CANDIDATE)
    if candidates:
        yield Finding("candidates_to_judge", ERROR, candidates, None, {"count": len(candidates)})
    open_before = set(was_open)
    for i, scene in enumerate(checked.scenes):
        if scene.status is not SceneStatus.CANDIDATE:
            verdict = judge(scene.answers, definition, delisting, scene.id in open_before)
            for finding in _judged(scene, verdict, definition):
                yield replace(finding, where=_place(checked, i))


def _judged(scene: Scene, verdict: Verdict, definition: Definition) -> Iterable[Finding]:
    """What there is to say of a scene's status beside what its answers give; where it lies is added after."""
    ids = (scene.id,)
    criteria = Term("field", tuple(criterion.value for criterion in verdict.decided_by))
    values: Dict[str, object] = {"name": called(scene), "criteria": criteria, "definition": definition.id}
    missing = verdict.reason is VerdictReason.ANSWERS_MISSING
    verdict_term = Term("status", (verdict.status,))
    if scene.status is SceneStatus.UNDECIDED:
        if verdict.status != SceneStatus.UNDECIDED.value:
            values["verdict"] = verdict_term
            yield Finding("undecided_though_answered", ERROR, ids, None, values, Mend.TAKE_CLASSIFICATION)
        else:
            code = "undecided" if missing else "undecided_neither_rule"
            yield Finding(code, ERROR, ids, None, values)
        return
    if missing:
        yield Finding("criteria_unanswered", WARNING, ids, None, values)
    elif verdict.status != scene.status.value:
        values.update(status=Term("status", (scene.status.value,)), verdict=verdict_term)
        yield Finding("classified_against_answers", WARNING, ids, None, values, Mend.TAKE_CLASSIFICATION)


def _tags(checked: _Checked, codes: Mapping[str, Sequence[str]]) -> Iterable[Finding]:
    """Required tags that open scenes lack, and codes that no list has."""
    known = {code_list: frozenset(listed) for code_list, listed in {**BUILT_IN_CODES, **codes}.items()}
    for i, scene in enumerate(checked.scenes):
        missing = tuple(tag.name for tag in TAGS if tag.required and scene.tags.get(tag.name) in (None, "", ()))
        if missing and scene.counts:
            values: Dict[str, object] = {"name": called(scene), "tags": Term("field", missing)}
            yield Finding("tag_missing", WARNING, (scene.id,), _place(checked, i), values)
        unknown = {tag.name: _unknown_codes(scene, tag, known) for tag in TAGS}
        for category in unknown.pop("category"):
            values = {"name": called(scene), "value": category[:80], "known": ", ".join(codes["category"])}
            yield Finding("category_unknown", WARNING, (scene.id,), _place(checked, i), values)
        tags = tuple(name for name, found in unknown.items() if found)
        if tags:
            values = {
                "name": called(scene),
                "tags": Term("field", tags),
                "value": ", ".join(code for name in tags for code in unknown[name])[:80],
            }
            yield Finding("tag_code_unknown", WARNING, (scene.id,), _place(checked, i), values)


def _unknown_codes(scene: Scene, tag: FieldDefinition, known: Mapping[str, AbstractSet[str]]) -> List[str]:
    """The codes of a scene's tag that are in no list; a list without codes allows any."""
    value = scene.tags.get(tag.name)
    listed = known.get(tag.code_list or "")
    if value in (None, "", ()) or not listed:
        return []
    return [str(code) for code in (value if isinstance(value, tuple) else (value,)) if code not in listed]


def _to_confirm(checked: _Checked) -> Iterable[Finding]:
    """Scenes whose answers and tags come from the round before, and were not looked at."""
    carried = tuple(scene.id for scene in checked.scenes if scene.to_confirm)
    if carried:
        yield Finding("to_confirm", WARNING, carried, None, {"count": len(carried)})


def _changed_ids(checked: _Checked, previous: Sequence[Scene]) -> Iterable[Finding]:
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


def _personal_data(checked: _Checked) -> Iterable[Finding]:
    """Identity numbers and phone numbers in free text. The finding shows a masked form alone."""
    for i, scene in enumerate(checked.scenes):
        row = scene_to_row(scene)
        found = [(name, datum) for name in FREE_TEXT if row[name] for datum in find_personal_data(str(row[name]))]
        if found:
            kinds = sorted({datum.kind.value for _, datum in found})
            values = {
                "name": called(scene) if all(name != "name" for name, _ in found) else scene.id,
                "fields": Term("field", tuple(dict.fromkeys(name for name, _ in found))),
                "kinds": Term("personal_data", tuple(kinds)),
                "masked": ", ".join(datum.masked for _, datum in found[:5]),
            }
            yield Finding("personal_data", ERROR, (scene.id,), _place(checked, i), values)


# --- The list -------------------------------------------------------------------------------------------------------


def _gathered(found: Sequence[Finding], seen: Mapping[str, str]) -> List[Finding]:
    """The list as it is read: accepted warnings marked, many of one kind made one, the errors first."""
    marked = [_marked(finding, seen) for finding in found]
    kinds: Dict[Tuple[Severity, str, bool], List[Finding]] = {}
    for finding in marked:
        kinds.setdefault((finding.severity, finding.code, bool(finding.seen)), []).append(finding)
    listed: List[Finding] = []
    for (severity, code, is_seen), findings in kinds.items():
        many = len(findings) > GATHER_ABOVE[severity] and not is_seen and code in GATHERED
        listed.extend([_marked(_joined(findings), seen)] if many else findings)
    return in_order(listed)


def in_order(findings: Iterable[Finding]) -> List[Finding]:
    """The list as it is read: errors first, accepted warnings last."""
    return sorted(findings, key=lambda finding: (finding.severity is WARNING, bool(finding.seen)))


def _marked(finding: Finding, seen: Mapping[str, str]) -> Finding:
    """The finding with the reason for which it was accepted; an error cannot be."""
    reason = seen.get(finding.fingerprint, "") if finding.severity is WARNING else ""
    return replace(finding, seen=reason) if reason else finding


GATHERED = frozenset(
    (
        "outline_missing",
        "outline_empty",
        "outline_invalid",
        "sliver_part",
        "sliver_hole",
        "area_below_bounds",
        "area_above_bounds",
        "overlap",
        "duplicate_outline",
        "near_duplicate_outline",
        "same_place_as_past_scene",
        "outside_areas",
        "outside_county",
        "in_gap",
        "partly_outside_county",
        "straddles_lpos",
        "straddles_municipalities",
        "duplicate_name",
        "undecided",
        "undecided_though_answered",
        "undecided_neither_rule",
        "criteria_unanswered",
        "classified_against_answers",
        "tag_missing",
        "category_unknown",
        "tag_code_unknown",
        "id_changed",
        "personal_data",
    )
)
"""The kinds of which many become one."""


def _joined(findings: Sequence[Finding]) -> Finding:
    """One finding for many of a kind: all their scenes, how many they are, and the values that they have in common."""
    values: Dict[str, object] = {}
    for name, value in findings[0].values.items():
        given = [finding.values.get(name) for finding in findings]
        if isinstance(value, Term):
            codes = dict.fromkeys(code for term in given if isinstance(term, Term) for code in term.codes)
            values[name] = Term(value.code_list, tuple(codes))
        elif all(other == value for other in given):
            values[name] = value
    values["count"] = len(findings)
    scenes = tuple(sorted({scene for finding in findings for scene in finding.scenes}))
    mends = {finding.mend for finding in findings}
    mend = mends.pop() if len(mends) == 1 else None
    return Finding(findings[0].code + MANY, findings[0].severity, scenes, None, values, mend)


def _rounded(area_m2: float) -> float:
    """An area as people read it: whole square metres, or one decimal below ten."""
    return round(area_m2, 1) if area_m2 < 10 else round(area_m2)


def _percent(share: float) -> float:
    """A share in per cent; one decimal below one, so that little is not shown as nothing."""
    percent = 100 * share
    return round(percent, 1) if percent < 1 else min(round(percent), 99 if share < 1 - 1e-9 else 100)
