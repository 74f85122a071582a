"""The errata of a round: why it was corrected after publication, and which scenes came to differ."""

from __future__ import annotations

from datetime import date
from typing import Mapping, Optional, Sequence

from ..domain.field import Visibility
from ..domain.publication import Correction, Publication, changed_since
from ..domain.scene import Scene
from ..domain.table import Column, Measure, SceneIds, Table

_COLUMNS = (
    Column("round"),
    Column("revision", Measure.COUNT),
    Column("corrected_on", Measure.DATE),
    Column("reason", Measure.TEXT, Visibility.COOPERATION),
    Column("changed_scenes", scenes=SceneIds.OTHERS),
    Column("corrected_by", Measure.TEXT, Visibility.POLICE),
)


def errata_table(
    corrections: Sequence[Correction], publications: Sequence[Publication], scenes: Sequence[Scene]
) -> Table:
    """Each correction with the scenes whose rows differ between its revision and the one before.

    ``scenes`` are the round's rows: those of the last revision where that is not published yet.
    """
    kept: Mapping[int, Publication] = {p.round.revision: p for p in publications}
    rows = []
    for correction in corrections:
        before, after = kept.get(correction.revision - 1), kept.get(correction.revision)
        changed: Optional[str] = None
        if before is not None:
            changed = ";".join(changed_since(before, after.scenes if after else scenes)) or None
        day = date.fromisoformat(correction.at[:10])
        rows.append((correction.round, correction.revision, day, correction.reason, changed, correction.by))
    return Table("errata", _COLUMNS, tuple(rows))
