"""The table of what was done at the places of a round, by scene and actor."""

from __future__ import annotations

from typing import Sequence

from ..domain.field import Visibility
from ..domain.measure import Measure as Action
from ..domain.measure import standing_measures
from ..domain.scene import Scene, by_id
from ..domain.table import Column, Measure, Table

_POLICE = Visibility.POLICE

_COLUMNS = (
    Column("scene_id", Measure.TEXT, _POLICE),
    Column("name", Measure.TEXT, _POLICE),
    Column("actor", Measure.TEXT, _POLICE),
    Column("type", Measure.TEXT, _POLICE),
    Column("since", Measure.DATE, _POLICE),
    Column("until", Measure.DATE, _POLICE),
    Column("state", Measure.TEXT, _POLICE),
    Column("note", Measure.TEXT, _POLICE),
    Column("recorded_by", Measure.TEXT, _POLICE),
)


def measures_table(scenes: Sequence[Scene], measures: Sequence[Action]) -> Table:
    """Every measure at a scene of the round, as it now stands, by scene, actor and start."""
    known = by_id(scenes)
    rows = tuple(
        (m.scene, known[m.scene].name or None, m.actor, m.type, m.since, m.until, m.state.value, m.note or None, m.by)
        for m in standing_measures(measures)
        if m.scene in known
    )
    return Table("measures", _COLUMNS, rows)
