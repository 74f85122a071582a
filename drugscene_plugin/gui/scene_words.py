"""What is said of a scene in words, field by field, to hold two versions of it against each other."""

from __future__ import annotations

from typing import Iterator, Mapping, Optional, Tuple

from ..domain.criteria import Assessment, Criterion
from ..domain.field import FieldDefinition, FieldKind
from ..domain.scene import Scene
from ..domain.scene_fields import SCENE_FIELDS, TAGS_BY_NAME, UPKEEP, scene_to_row
from ..texts import translate
from ..texts.labels import assignment_reason_label, code_label, field_label
from ..texts.numbers import number_text

_SHOWN = tuple(f for f in SCENE_FIELDS if f not in UPKEEP and not f.name.endswith("_shares"))
_MOST = 300  # letters of a text in a list


def differing(one: Optional[Scene], other: Optional[Scene]) -> Iterator[Tuple[str, str, str]]:
    """The fields in which two versions differ, in words."""
    if one is None or other is None:
        gone = translate("Drugscene", "deleted")
        yield translate("Drugscene", "Scene"), gone if one is None else "", gone if other is None else ""
        return
    first, second = scene_to_row(one), scene_to_row(other)
    for field in _SHOWN:
        if first[field.name] != second[field.name]:
            was, now = (_text(field, row[field.name])[:_MOST] for row in (first, second))
            yield field_label(field.name), was, now
    if one.outline is not None and other.outline is not None and not one.outline.equals(other.outline):
        yield part_label("outline"), area_words(one), area_words(other)


def part_label(part: str) -> str:
    """What a part of a scene is called."""
    if part == "outline":
        return translate("Drugscene", "Outline")
    return field_label({"lpo": "lpo_name", "municipality": "municipality_name"}.get(part, part))


def part_text(scene: Scene, part: str, categories: Mapping[str, str]) -> str:
    """A part of a scene in words; ``categories`` are the names of the user's codes."""
    if part == "outline":
        return area_words(scene)
    if part in ("lpo", "municipality"):
        place = scene.lpo if part == "lpo" else scene.municipality
        if not place.overridden:
            return translate("Drugscene", "where most of it lies")
        return f"{place.code or '–'}: {assignment_reason_label(place.reason)}"
    if part in {criterion.value for criterion in Criterion}:
        return _assessed(scene.answers.get(Criterion(part), Assessment()))
    row = scene_to_row(scene)
    if part == "status":
        status = code_label("status", scene.status.value)
        return f"{status}: {scene.status_reason}" if scene.status_reason else status
    if part == "category" and categories.get(row[part]):
        return categories[row[part]]
    field = TAGS_BY_NAME.get(part) or next(f for f in SCENE_FIELDS if f.name == part)
    return _text(field, row[part])


def area_words(scene: Scene) -> str:
    """How large a scene is."""
    return f"{number_text(scene.area_m2)}\u00a0m²"


def _assessed(assessment: Assessment) -> str:
    said = [code_label("answer", assessment.answer.value), assessment.source]
    said += [assessment.date.isoformat() if assessment.date else "", assessment.assessor]
    return ", ".join(filter(None, said))


def _text(field: FieldDefinition, value: object) -> str:
    if value is None:
        return "–"
    if field.code_list:
        return ", ".join(code_label(field.code_list, code) for code in str(value).split(";"))
    if field.kind is FieldKind.BOOLEAN:
        return code_label("answer", "yes" if value else "no")
    if field.name in ("lpo_reason", "municipality_reason"):
        return assignment_reason_label(str(value))
    return str(value)
