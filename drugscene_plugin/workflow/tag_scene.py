"""Tag a scene: answer its criteria, set its tags and status, confirm what was carried forward; one scene or many."""

from __future__ import annotations

from dataclasses import replace
from typing import Mapping, Optional

from ..domain.area import AreaCode, Assignment
from ..domain.criteria import Answer, Assessment, Criterion, Verdict, judge
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneStatus, TagValue


def verdict(scene: Scene, mapping_round: MappingRound, was_open: bool) -> Verdict:
    """What the scene's answers say of it, by the definition and the de-listing rule of its round."""
    return judge(scene.answers, *mapping_round.rules, was_open)


def answered(
    scene: Scene, answers: Mapping[Criterion, Assessment], mapping_round: MappingRound, was_open: bool
) -> Scene:
    """The scene with these answers, the others as they are.

    Its status follows the answers as long as nobody has said otherwise: while it is a candidate, or what the answers
    said before. A scene that is still a candidate stays one until the answers decide something.
    """
    before = verdict(scene, mapping_round, was_open)
    kept = {**scene.answers, **answers}
    changed = replace(scene, answers={c: a for c, a in kept.items() if a != Assessment()})
    after = verdict(changed, mapping_round, was_open)
    candidate = scene.status is SceneStatus.CANDIDATE
    if candidate and after.status == SceneStatus.UNDECIDED.value:
        return changed
    if candidate or scene.status.value == before.status:
        return replace(changed, status=SceneStatus(after.status))
    return changed


def answered_as(scene: Scene, answers: Mapping[Criterion, Answer]) -> Mapping[Criterion, Assessment]:
    """New answers on the evidence that the scene has for each of them."""
    return {
        criterion: replace(scene.answers.get(criterion, Assessment()), answer=answer)
        for criterion, answer in answers.items()
    }


def tagged(scene: Scene, tags: Mapping[str, TagValue]) -> Scene:
    """The scene with these tags, the others as they are; a tag that is None or empty is taken away."""
    kept = {**scene.tags, **tags}
    return replace(scene, tags={name: value for name, value in kept.items() if value not in (None, "", ())})


def confirmed(scene: Scene, mapping_round: MappingRound, was_open: bool) -> Scene:
    """The scene with what was carried from the last round confirmed; a candidate takes the status its answers give."""
    status = scene.status
    if status is SceneStatus.CANDIDATE:
        status = SceneStatus(verdict(scene, mapping_round, was_open).status)
    return replace(scene, to_confirm=False, status=status)


def placed(scene: Scene, level: str, code: Optional[str], reason: str) -> Scene:
    """The scene in an area that a person chose, with the reason; without a reason in the one that most of it lies in.

    ``level`` is ``lpo`` or ``municipality``.
    """
    old: Assignment = getattr(scene, level)
    if reason:
        chosen = Assignment(AreaCode(code) if code else None, old.shares, reason)
    else:
        chosen = Assignment(old.shares[0][0] if old.shares else None, old.shares)
    return replace(scene, lpo=chosen) if level == "lpo" else replace(scene, municipality=chosen)
