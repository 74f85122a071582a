"""Merge edits: two people's versions of one scene made one, part by part, from what both started with."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Dict, Mapping, Optional, Tuple, Union, cast

import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.area import Assignment
from ..domain.change_set import Conflict, SceneChange
from ..domain.criteria import Assessment, Criterion
from ..domain.scene import Scene, TagValue
from ..domain.scene_fields import TAGS_BY_NAME

_CRITERIA = {criterion.value: criterion for criterion in Criterion}

PARTS: Tuple[str, ...] = (
    "outline",
    "name",
    "status",
    *_CRITERIA,
    *TAGS_BY_NAME,
    "lpo",
    "municipality",
    "to_confirm",
)
"""What is taken from one side whole: an answer with its evidence, a status with its reason, an area with the reason for
it. Areas that nobody chose are no part of their own: they follow the outline. A status and the answers are parts apart;
where the status no longer follows from merged answers, the checks say so."""


class Side(str, Enum):
    """Whose version something is taken from."""

    MINE = "mine"
    THEIRS = "theirs"


class Changed(str, Enum):
    """Who changed a part since it was read."""

    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "alike"
    """Both, to the same."""
    APART = "apart"
    """Both, differently; or it differs and nobody knows how it was."""


Taken = Union[Side, Scene]
"""How a conflict is settled: one side's version whole, or a scene merged from both."""


def part_of(scene: Scene, part: str) -> object:
    """A part of a scene as a value to compare and to show; None where it says nothing.

    An area is its code and the reason why a person chose it, or None where nobody did.
    """
    if part in _CRITERIA:
        return scene.answers.get(_CRITERIA[part], Assessment())
    if part in TAGS_BY_NAME:
        value = scene.tags.get(part)
        return None if value in (None, "", ()) else value
    if part in ("lpo", "municipality"):
        assignment: Assignment = getattr(scene, part)
        return (assignment.code, assignment.reason) if assignment.overridden else None
    if part == "status":
        return (scene.status, scene.status_reason)
    return getattr(scene, part)


def changed_parts(base: Optional[Scene], mine: Scene, theirs: Scene) -> Mapping[str, Changed]:
    """Who changed which part since ``base``, in the order of ``PARTS``; parts that nobody changed are left out.

    Without a base (a scene that both added), what differs is ``APART``.
    """
    found: Dict[str, Changed] = {}
    for part in PARTS:
        one, other = part_of(mine, part), part_of(theirs, part)
        if base is None:
            if not _equal(one, other):
                found[part] = Changed.APART
            continue
        was = part_of(base, part)
        by_me, by_them = not _equal(one, was), not _equal(other, was)
        if by_me and by_them:
            found[part] = Changed.ALIKE if _equal(one, other) else Changed.APART
        elif by_me or by_them:
            found[part] = Changed.MINE if by_me else Changed.THEIRS
    return found


def proposed(changed: Mapping[str, Changed]) -> Mapping[str, Side]:
    """The side from which each changed part can be taken without asking; parts that need an answer are left out.

    >>> proposed({"name": Changed.MINE, "status": Changed.APART, "note": Changed.ALIKE})
    {'name': <Side.MINE: 'mine'>, 'note': <Side.THEIRS: 'theirs'>}
    """
    sides = {Changed.MINE: Side.MINE, Changed.THEIRS: Side.THEIRS, Changed.ALIKE: Side.THEIRS}
    return {part: sides[how] for part, how in changed.items() if how in sides}


def merged(base: Optional[Scene], mine: Scene, theirs: Scene, chosen: Mapping[str, Side]) -> Scene:
    """One scene with each part taken from the side that was chosen, else from whoever alone changed it.

    Its id, round, ancestry and revision are theirs: it is what comes after their version.

    Raises:
        ValueError: a part that both changed differently has no choice.
    """
    changed = changed_parts(base, mine, theirs)
    sides = {**proposed(changed), **chosen}
    missing = [part for part in changed if part not in sides]
    if missing:
        raise ValueError(f"no choice for {', '.join(missing)}")
    scene = theirs
    for part in changed:
        if sides[part] is Side.MINE:
            scene = _with_part(scene, part, mine)
    outline_of = mine if sides.get("outline") is Side.MINE else theirs
    places = {side: mine if sides.get(side) is Side.MINE else theirs for side in ("lpo", "municipality")}
    return replace(
        scene,
        lpo=_placed(outline_of.lpo, places["lpo"].lpo),
        municipality=_placed(outline_of.municipality, places["municipality"].municipality),
    )


def same(mine: Optional[Scene], theirs: Optional[Scene]) -> bool:
    """Whether two versions say the same, whatever their revisions: as when a save was kept without an answer."""
    if mine is None or theirs is None:
        return mine is theirs
    return mine.predecessors == theirs.predecessors and not changed_parts(None, mine, theirs)


def settled(conflict: Conflict, taken: Taken) -> Optional[SceneChange]:
    """What is still to be written once a conflict is settled, with their version as the one before; None: nothing."""
    after = taken if isinstance(taken, Scene) else conflict.mine if taken is Side.MINE else conflict.theirs
    return None if same(after, conflict.theirs) else SceneChange(conflict.theirs, after)


def same_vertices(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether two outlines have the same vertices, from whichever one and in whichever direction they are written."""
    return one is other or bool(shapely.equals_exact(shapely.normalize(one), shapely.normalize(other), tolerance=0.0))


def _equal(one: object, other: object) -> bool:
    if isinstance(one, BaseGeometry) and isinstance(other, BaseGeometry):
        return same_vertices(one, other)
    return one == other


def _with_part(scene: Scene, part: str, source: Scene) -> Scene:
    """The scene with a part of another; areas are placed when all the rest stands."""
    value = part_of(source, part)
    if part in _CRITERIA:
        criterion = _CRITERIA[part]
        answers = {c: a for c, a in scene.answers.items() if c is not criterion}
        said = cast(Assessment, value)
        return replace(scene, answers=answers if said == Assessment() else {**answers, criterion: said})
    if part in TAGS_BY_NAME:
        tags: Dict[str, TagValue] = {name: tag for name, tag in scene.tags.items() if name != part}
        return replace(scene, tags=tags if value is None else {**tags, part: cast(TagValue, value)})
    if part == "status":
        return replace(scene, status=source.status, status_reason=source.status_reason)
    if part == "outline":
        return replace(scene, outline=source.outline)
    if part == "name":
        return replace(scene, name=source.name)
    if part == "to_confirm":
        return replace(scene, to_confirm=source.to_confirm)
    return scene


def _placed(where: Assignment, chosen: Assignment) -> Assignment:
    """The area that a person chose, else the one that most of the outline lies in; shares are the outline's."""
    if chosen.overridden:
        return Assignment(chosen.code, where.shares, chosen.reason)
    if where.overridden:
        return Assignment(where.shares[0][0] if where.shares else None, where.shares)
    return where
