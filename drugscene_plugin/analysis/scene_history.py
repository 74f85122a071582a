"""What a page about one scene tells beside its row: the answers to the criteria, the rounds that it has been through."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

from ..domain.criteria import Criterion
from ..domain.field import Visibility
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene
from ..domain.scene_fields import SCENE_FIELDS
from ..domain.table import Column, Measure, SceneIds, Table
from .summary import RoundScenes

_SEEN_BY = {field.name: field.visibility for field in SCENE_FIELDS}

_CRITERIA_COLUMNS = (
    Column("scene_id", scenes=SceneIds.SUBJECT),
    Column("criterion", Measure.TEXT, Visibility.COOPERATION),
    Column("answer", Measure.TEXT, _SEEN_BY["use"]),
    Column("source", Measure.TEXT, _SEEN_BY["use_source"]),
    Column("date", Measure.DATE, _SEEN_BY["use_date"]),
)

_HISTORY_COLUMNS = (
    Column("scene_id", scenes=SceneIds.SUBJECT),
    Column("round"),
    Column("ref_date", Measure.DATE),
    Column("definition"),
    Column("status"),
    Column("area_m2", Measure.AREA_M2),
)


def criteria_table(scenes: Sequence[Scene]) -> Table:
    """How each criterion was answered for each scene, and what that rests on: a row a scene and criterion, by id.

    A criterion without an answer has a row with None.

    >>> from shapely.geometry import box
    >>> from ..domain.mapping_round import RoundLabel
    >>> from ..domain.scene import SceneId
    >>> criteria_table([Scene(SceneId("a"), RoundLabel("2023"), box(0, 0, 9, 9))]).rows[0]
    ('a', 'delimited', None, None, None)
    """
    rows: List[Tuple[Any, ...]] = []
    for scene in sorted(scenes, key=lambda s: s.id):
        for criterion in Criterion:
            found = scene.answers.get(criterion)
            if found is None:
                rows.append((scene.id, criterion.value, None, None, None))
            else:
                rows.append((scene.id, criterion.value, found.answer.value, found.source or None, found.date))
    return Table("criteria", _CRITERIA_COLUMNS, tuple(rows))


def history_table(rounds: Sequence[RoundScenes], scenes: Sequence[Scene]) -> Table:
    """The rounds that each scene has been through under its id, latest first: status and area in each.

    ``rounds`` are this one and those before, latest first; ``scenes`` those of this round. An area is in m², None where
    the outline was lost.
    """
    wanted = {scene.id for scene in scenes}
    found = [
        (scene.id, -number, _history_row(one, scene))
        for number, (one, held) in enumerate(reversed(rounds))
        for scene in held
        if scene.id in wanted
    ]
    return Table("history", _HISTORY_COLUMNS, tuple(row for _, _, row in sorted(found, key=lambda f: f[:2])))


def _history_row(one: MappingRound, scene: Scene) -> Tuple[object, ...]:
    return (scene.id, one.label, one.ref_date, one.definition, scene.status.value, _area(scene))


def _area(scene: Scene) -> object:
    return None if scene.outline is None else scene.area_m2
