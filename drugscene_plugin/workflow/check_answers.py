"""What a round says of its scenes, checked: their names, answers and status, tags and free text."""

from __future__ import annotations

from dataclasses import replace
from typing import AbstractSet, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ..domain.area import AreaCode, AreaLevel
from ..domain.criteria import Definition, Verdict, VerdictReason, judge
from ..domain.field import FieldDefinition
from ..domain.finding import ERROR, WARNING, Finding, Mend, Term
from ..domain.personal_data import find_personal_data
from ..domain.scene import Scene, SceneId, SceneStatus
from ..domain.scene_fields import BUILT_IN_CODES, FREE_TEXT, TAGS, scene_to_row
from .checked_round import MAY_COUNT, CheckedRound, called


def names(checked: CheckedRound) -> Iterable[Finding]:
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
            yield Finding("duplicate_name", WARNING, ids, checked.place(which[0]), values)
    if unnamed:
        yield Finding("name_missing", WARNING, tuple(unnamed), None, {"count": len(unnamed)})


def judgement(
    checked: CheckedRound, definition: Definition, delisting: Definition, was_open: Iterable[SceneId]
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
                yield replace(finding, where=checked.place(i))


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


def tags_and_codes(checked: CheckedRound, codes: Mapping[str, Sequence[str]]) -> Iterable[Finding]:
    """Required tags that open scenes lack, and codes that no list has."""
    known = {code_list: frozenset(listed) for code_list, listed in {**BUILT_IN_CODES, **codes}.items()}
    for i, scene in enumerate(checked.scenes):
        missing = tuple(tag.name for tag in TAGS if tag.required and scene.tags.get(tag.name) in (None, "", ()))
        if missing and scene.counts:
            values: Dict[str, object] = {"name": called(scene), "tags": Term("field", missing)}
            yield Finding("tag_missing", WARNING, (scene.id,), checked.place(i), values)
        unknown = {tag.name: _unknown_codes(scene, tag, known) for tag in TAGS}
        for category in unknown.pop("category"):
            values = {"name": called(scene), "value": category[:80], "known": ", ".join(codes["category"])}
            yield Finding("category_unknown", WARNING, (scene.id,), checked.place(i), values)
        tags = tuple(name for name, found in unknown.items() if found)
        if tags:
            values = {
                "name": called(scene),
                "tags": Term("field", tags),
                "value": ", ".join(code for name in tags for code in unknown[name])[:80],
            }
            yield Finding("tag_code_unknown", WARNING, (scene.id,), checked.place(i), values)


def _unknown_codes(scene: Scene, tag: FieldDefinition, known: Mapping[str, AbstractSet[str]]) -> List[str]:
    """The codes of a scene's tag that are in no list; a list without codes allows any."""
    value = scene.tags.get(tag.name)
    listed = known.get(tag.code_list or "")
    if value in (None, "", ()) or not listed:
        return []
    return [str(code) for code in (value if isinstance(value, tuple) else (value,)) if code not in listed]


def to_confirm(checked: CheckedRound) -> Iterable[Finding]:
    """Scenes whose answers and tags come from the round before, and were not looked at."""
    carried = tuple(scene.id for scene in checked.scenes if scene.to_confirm)
    if carried:
        yield Finding("to_confirm", WARNING, carried, None, {"count": len(carried)})


def personal_data(checked: CheckedRound) -> Iterable[Finding]:
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
            yield Finding("personal_data", ERROR, (scene.id,), checked.place(i), values)
