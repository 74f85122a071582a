"""Every field of a scene, declared once: its name, kind, code list and who may see it.

From this come the store's columns, the form, what an import takes, what an export shows, and ``docs/data-model.md``.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Dict, FrozenSet, Mapping, Optional, Tuple

from shapely.geometry.base import BaseGeometry

from .area import AreaCode, Assignment
from .criteria import Answer, Assessment, Criterion
from .errors import Refusal
from .field import FieldDefinition, FieldKind, Profile, Visibility
from .mapping_round import RoundLabel
from .scene import Scene, SceneId, SceneStatus, TagValue

_POLICE, _COOPERATION, _PUBLIC = Visibility.POLICE, Visibility.COOPERATION, Visibility.PUBLIC

TAGS: Tuple[FieldDefinition, ...] = (
    FieldDefinition("category", FieldKind.CODE, _POLICE, "category", required=True),
    FieldDefinition("place_type", FieldKind.CODE, _COOPERATION, "place_type", required=True),
    FieldDefinition("substances", FieldKind.CODES, _POLICE, "substance"),
    FieldDefinition("group_present", FieldKind.TEXT, _POLICE),
    FieldDefinition("times_of_day", FieldKind.CODES, _COOPERATION, "time_of_day"),
    FieldDefinition("days_of_week", FieldKind.CODES, _COOPERATION, "days_of_week"),
    FieldDefinition("first_known_year", FieldKind.INTEGER, _COOPERATION),
    FieldDefinition("to_discuss", FieldKind.BOOLEAN, _COOPERATION),
    FieldDefinition("note", FieldKind.LONG_TEXT, _POLICE),
)
"""What is said of a scene beside the criteria."""

TAGS_BY_NAME: Mapping[str, FieldDefinition] = {tag.name: tag for tag in TAGS}

IDENTITY: Tuple[FieldDefinition, ...] = (
    FieldDefinition("scene_id", FieldKind.TEXT, _PUBLIC),
    FieldDefinition("round", FieldKind.TEXT, _PUBLIC),
    FieldDefinition("name", FieldKind.TEXT, _PUBLIC),
    FieldDefinition("status", FieldKind.CODE, _PUBLIC, "status"),
    FieldDefinition("status_reason", FieldKind.LONG_TEXT, _POLICE),
)


def _criterion_fields(criterion: Criterion) -> Tuple[FieldDefinition, ...]:
    name = criterion.value
    return (
        FieldDefinition(name, FieldKind.CODE, _COOPERATION, "answer"),
        FieldDefinition(f"{name}_source", FieldKind.TEXT, _POLICE),
        FieldDefinition(f"{name}_date", FieldKind.DATE, _POLICE),
        FieldDefinition(f"{name}_assessor", FieldKind.TEXT, _POLICE),
    )


CRITERIA: Tuple[FieldDefinition, ...] = tuple(f for c in Criterion for f in _criterion_fields(c))

PLACEMENT: Tuple[FieldDefinition, ...] = (
    FieldDefinition("lpo_code", FieldKind.TEXT, _PUBLIC),
    FieldDefinition("lpo_shares", FieldKind.LONG_TEXT, _COOPERATION),
    FieldDefinition("lpo_reason", FieldKind.LONG_TEXT, _COOPERATION),
    FieldDefinition("municipality_code", FieldKind.TEXT, _PUBLIC),
    FieldDefinition("municipality_shares", FieldKind.LONG_TEXT, _COOPERATION),
    FieldDefinition("municipality_reason", FieldKind.LONG_TEXT, _COOPERATION),
)

UPKEEP: Tuple[FieldDefinition, ...] = (
    FieldDefinition("predecessors", FieldKind.LONG_TEXT, _PUBLIC),
    FieldDefinition("to_confirm", FieldKind.BOOLEAN, _POLICE),
    FieldDefinition("revision", FieldKind.INTEGER, _POLICE),
)

SCENE_FIELDS: Tuple[FieldDefinition, ...] = IDENTITY + CRITERIA + TAGS + PLACEMENT + UPKEEP
"""Every column of the store's table of scenes but its key and geometry, in order."""

SEEN_FIELDS: Mapping[Profile, FrozenSet[str]] = {
    profile: frozenset(f.name for f in SCENE_FIELDS if profile.may_see(f.visibility)) for profile in Profile
}
"""The columns that somebody of a profile sees."""

_WHOLE_NUMBERS = tuple(f.name for f in SCENE_FIELDS if f.kind is FieldKind.INTEGER)

_BLANK_ROW: Mapping[str, None] = dict.fromkeys(f.name for f in SCENE_FIELDS)

_CRITERION_COLUMNS: Mapping[Criterion, Tuple[str, ...]] = {
    c: tuple(f.name for f in _criterion_fields(c)) for c in Criterion
}

IMPORTABLE: Mapping[str, FieldDefinition] = {
    f.name: f for f in (*CRITERIA, *TAGS, *(i for i in IDENTITY if i.name in ("name", "status", "status_reason")))
}
"""The fields that an import takes from a layer's fields of the same name."""

FREE_TEXT: Tuple[str, ...] = tuple(
    f.name
    for f in (*IDENTITY, *CRITERIA, *TAGS, *PLACEMENT)
    if f.free_text and f.name not in ("scene_id", "round") and not f.name.endswith(("_code", "_shares"))
)
"""The fields that a person fills with words: searched for personal data."""

BUILT_IN_CODES: Mapping[str, Tuple[str, ...]] = {
    "status": tuple(s.value for s in SceneStatus),
    "answer": tuple(a.value for a in Answer),
    "place_type": ("station", "square", "centre", "park", "housing", "other"),
    "substance": ("cannabis", "cocaine", "amphetamine", "opioids", "prescription", "synthetic", "other"),
    "time_of_day": ("morning", "daytime", "evening", "night"),
    "days_of_week": ("weekdays", "weekend"),
}
"""Codes that come with the plugin. ``category`` is not among them: its codes are the user's own."""

USER_CODE_LISTS: Tuple[str, ...] = ("category",)
"""Code lists that the user sets, kept in the store."""

Row = Dict[str, Any]
"""A scene as a flat row: column name to plain value (text, int, bool, date or None); no geometry."""


def parse_value(field: FieldDefinition, value: object, codes: Optional[Tuple[str, ...]] = None) -> TagValue:
    """Read a plain value as the field's kind; blank text is None.

    ``codes`` are the codes allowed (default: the built-in list; a user's list without codes allows any).

    Raises:
        Refusal: the value does not fit the kind, or is a code that the list does not know.
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "" or value != value:  # NaN is how some drivers write NULL
        return None
    try:
        if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            return str(value)
        if field.kind is FieldKind.BOOLEAN:
            return _boolean(value)
        if field.kind is FieldKind.INTEGER:
            number = int(value)  # type: ignore[call-overload]
            if float(value) != number or not _fits(number):  # type: ignore[arg-type]
                raise ValueError
            return int(number)
        if field.kind is FieldKind.REAL:
            return float(value)  # type: ignore[arg-type]
        if field.kind is FieldKind.DATE:
            if isinstance(value, datetime):  # a datetime is a date to Python, but not to a store
                return value.date()
            return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except (TypeError, ValueError, OverflowError) as error:
        raise Refusal("value_not_of_kind", field=field.name, value=str(value)[:80], kind=field.kind.value) from error
    listed = codes if codes is not None else BUILT_IN_CODES.get(field.code_list or "", ())
    given = [str(v).strip().lower() for v in (value if isinstance(value, (tuple, list)) else str(value).split(";"))]
    given = [v for v in given if v]
    if field.kind is FieldKind.CODE:
        given = given[:1] if len(given) == 1 else [str(value).strip().lower()]
    for code in given:
        if listed and code not in listed:
            raise Refusal("code_unknown", field=field.name, value=code[:80], known=", ".join(listed))
    if field.kind is FieldKind.CODE:
        return given[0] if given else None
    return tuple(sorted(set(given), key=lambda c: (listed.index(c) if c in listed else len(listed), c)))


def _fits(number: int) -> bool:
    """Whether a layer's field of whole numbers can hold one."""
    return -(2**31) <= number < 2**31


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in ("1", "1.0", "true", "t", "yes", "y", "ja", "j", "x"):
        return True
    if word in ("0", "0.0", "false", "f", "no", "n", "nej"):
        return False
    raise ValueError(word)


# Values that cannot change and that most scenes have in common are made once: ten thousand scenes are read at a time.
_ALIKE = 10_000


@lru_cache(_ALIKE)
def _shares_text(shares: Tuple[Tuple[AreaCode, float], ...]) -> Optional[str]:
    return json.dumps([[code, round(share, 6)] for code, share in shares], ensure_ascii=False) if shares else None


@lru_cache(_ALIKE)
def _assignment(code: Optional[str], shares: Optional[str], reason: Optional[str]) -> Assignment:
    pairs = json.loads(shares or "[]")
    return Assignment(AreaCode(code) if code else None, tuple((AreaCode(c), float(s)) for c, s in pairs), reason or "")


@lru_cache(_ALIKE)
def _assessment(answer: Answer, source: str, day: Optional[date], assessor: str) -> Assessment:
    return Assessment(answer, source, day, assessor)


def scene_to_row(scene: Scene) -> Row:
    """The scene as a flat row with every column of ``SCENE_FIELDS``; what is missing or blank is None."""
    row: Row = dict(_BLANK_ROW)
    row.update(scene_id=scene.id, round=scene.round, name=scene.name or None, status=scene.status.value)
    row.update(status_reason=scene.status_reason or None, to_confirm=scene.to_confirm, revision=scene.revision)
    for criterion, assessment in scene.answers.items():
        answer, source, day, assessor = _CRITERION_COLUMNS[criterion]
        row[answer] = assessment.answer.value
        row[source] = assessment.source or None
        row[day] = assessment.date
        row[assessor] = assessment.assessor or None
    for name, value in scene.tags.items():
        row[name] = (";".join(value) or None) if isinstance(value, tuple) else value
    for level, assignment in (("lpo", scene.lpo), ("municipality", scene.municipality)):
        row[f"{level}_code"] = assignment.code
        row[f"{level}_shares"] = _shares_text(assignment.shares)
        row[f"{level}_reason"] = assignment.reason or None
    row["predecessors"] = ";".join(scene.predecessors) or None
    return row


# Looked up, not asked of the enumeration: ten thousand scenes are read at once.
_ANSWERS = {answer.value: answer for answer in Answer}
_ANSWER_COLUMNS = tuple((c, tuple(f.name for f in _criterion_fields(c))) for c in Criterion)


def answers_from_row(row: Mapping[str, Any]) -> Dict[Criterion, Assessment]:
    """The answers in a flat row; a criterion with no answer and no evidence is left out.

    Raises:
        Refusal: an answer that is not yes, no or unknown.
    """
    answers: Dict[Criterion, Assessment] = {}
    for criterion, columns in _ANSWER_COLUMNS:
        answer, source, day, assessor = [row.get(column) for column in columns]
        if not (answer or source or day or assessor):
            continue
        parsed = _ANSWERS.get(answer or "unknown")
        if parsed is None:
            known = ", ".join(_ANSWERS)
            raise Refusal("code_unknown", field=criterion.value, value=str(answer)[:80], known=known)
        answers[criterion] = _assessment(parsed, source or "", day, assessor or "")
    return answers


def _assignment_from_row(row: Mapping[str, Any], level: str) -> Assignment:
    code, shares, reason = (row.get(f"{level}_{part}") for part in ("code", "shares", "reason"))
    try:
        return _assignment(code, shares, reason)
    except (ValueError, TypeError, RecursionError) as error:
        raise Refusal("value_not_of_kind", field=f"{level}_shares", value=str(shares)[:80], kind="JSON") from error


def scene_from_row(row: Mapping[str, Any], outline: Optional[BaseGeometry]) -> Scene:
    """The scene that a flat row and its outline stand for: the inverse of :func:`scene_to_row`.

    Raises:
        Refusal: a status or answer that does not exist, a number too large, or shares that are none, as other software may
            write; ``field`` is the column.
    """
    tags: Dict[str, TagValue] = {}
    for tag in TAGS:
        value = row.get(tag.name)
        if value is None or value == "":
            continue
        tags[tag.name] = tuple(value.split(";")) if tag.kind is FieldKind.CODES else value
    for name in _WHOLE_NUMBERS:
        if not _fits(row.get(name) or 0):
            kind = FieldKind.INTEGER.value
            raise Refusal("value_not_of_kind", field=name, value=str(row[name])[:80], kind=kind)
    try:
        status = SceneStatus(row.get("status") or "candidate")
    except ValueError as error:
        known = ", ".join(s.value for s in SceneStatus)
        raise Refusal("code_unknown", field="status", value=str(row.get("status"))[:80], known=known) from error
    return Scene(
        id=SceneId(row["scene_id"]),
        round=RoundLabel(row["round"]),
        outline=outline,
        name=row.get("name") or "",
        status=status,
        status_reason=row.get("status_reason") or "",
        answers=answers_from_row(row),
        tags=tags,
        lpo=_assignment_from_row(row, "lpo"),
        municipality=_assignment_from_row(row, "municipality"),
        predecessors=tuple(SceneId(p) for p in (row.get("predecessors") or "").split(";") if p),
        to_confirm=bool(row.get("to_confirm")),
        revision=int(row.get("revision") or 0),
    )
