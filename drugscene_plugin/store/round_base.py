"""A round as it was read from the store: what the working copy is compared with."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Dict, Iterable, Mapping, Optional, Sequence, Tuple

from ..domain.area import Area
from ..domain.change_set import ChangeSet, RowImage
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId
from ..workflow.save_edits import (
    COLUMNS,
    AreaAssigner,
    RowDifference,
    compare,
    difference,
    row_of_scene,
    scene_of_row,
)
from .journal import JournalEntry, PendingRows
from .working_layer import flat_wkb


class RoundBase:
    """The rows and scenes of a round by id, as the store had them when they were read, and the areas they lie in.

    ``salt`` keeps the ids of scenes that two sessions draw apart; each save makes a new one.
    """

    def __init__(self, mapping_round: MappingRound) -> None:
        self._round = mapping_round
        self._areas: Sequence[Area] = ()
        self._assigner: Optional[AreaAssigner] = None
        self.rows: Dict[SceneId, RowImage] = {}
        self.scenes: Dict[SceneId, Scene] = {}
        self.salt = ""
        self.renew_salt()

    def take(self, scenes: Iterable[Scene], rows: Iterable[RowImage]) -> None:
        """Take these as what the store has."""
        self.rows = {row.scene_id: row for row in rows if row.scene_id}
        self.scenes = {scene.id: scene for scene in scenes}
        self.renew_salt()

    def take_areas(self, areas: Sequence[Area], assigner: Optional[AreaAssigner] = None) -> AreaAssigner:
        """Take these as the store's areas; what assigns edits to them, made anew only where they are others."""
        if assigner is not None or list(areas) != list(self._areas):
            self._areas, self._assigner = areas, assigner
        if self._assigner is None:
            self._assigner = AreaAssigner(self._round, self._areas)
        return self._assigner

    def put(self, scene: Scene, row: Optional[RowImage] = None) -> None:
        """Take one scene as the store has it now."""
        self.rows[scene.id] = row or self.row_of(scene)
        self.scenes[scene.id] = scene

    def drop(self, known: SceneId) -> None:
        """The store no longer has a scene."""
        self.rows.pop(known, None)
        self.scenes.pop(known, None)

    def has(self, known: SceneId, version: Optional[Scene]) -> bool:
        """Whether a scene stands here in the revision of this version; without one, whether it does not stand here."""
        here = self.scenes.get(known)
        return here is version if here is None or version is None else here.revision == version.revision

    def version(self, known: SceneId) -> Optional[Tuple[RowImage, Scene]]:
        """A scene as it stands here, or None."""
        return (self.rows[known], self.scenes[known]) if known in self.rows else None

    def restore(self, versions: Mapping[SceneId, Optional[Tuple[RowImage, Scene]]]) -> None:
        """Take scenes as they stood here before."""
        for known, version in versions.items():
            if version is None:
                self.drop(known)
            else:
                self.put(version[1], version[0])

    def renew_salt(self) -> None:
        """What is drawn from now on gets ids of its own."""
        self.salt = uuid.uuid4().hex

    def take_read(self, row: RowImage) -> None:
        """Take a row as it was read at an earlier time; what others deleted since comes back here."""
        scene = scene_of_row(row)
        self.put(scene, row)

    def difference(self, rows: Iterable[RowImage]) -> RowDifference:
        """Which rows differ from those read."""
        return difference(self.rows, rows)

    def compare(self, rows: Iterable[RowImage]) -> ChangeSet:
        """What became of the scenes read.

        Raises:
            Refusal: a row has a value that a scene cannot have.
        """
        return compare(self._round.label, self.rows, rows, COLUMNS, self.salt, self.scenes)

    def assigned(self, change_set: ChangeSet) -> ChangeSet:
        """The changes with their scenes assigned to areas."""
        return self.take_areas(self._areas).assign(change_set) if change_set else change_set

    def pending(self, rows: Iterable[RowImage]) -> PendingRows:
        """What a journal keeps of rows."""
        found = self.difference(rows)
        spoken = {row.scene_id for row in found.rows} | set(found.removed)
        base = tuple(self.rows[i] for i in sorted(i for i in spoken if i is not None and i in self.rows))
        return PendingRows(COLUMNS, found.rows, found.removed, base, self.salt)

    def has_all_of(self, entry: JournalEntry) -> bool:
        """Whether the store has all that a journal holds."""
        base = {row.scene_id: row for row in entry.rows.base if row.scene_id}
        try:
            changes = compare(self._round.label, base, entry.rows.rows, COLUMNS, entry.rows.salt).changes
        except Refusal:
            return False
        return all(_same_but_place(c.after, self.scenes.get(c.id)) for c in changes)

    @staticmethod
    def row_of(scene: Scene) -> RowImage:
        """The row that a scene of the store is read as."""
        return row_of_scene(scene, 0, flat_wkb([scene.outline])[0])


def _same_but_place(wanted: Optional[Scene], there: Optional[Scene]) -> bool:
    """Whether a scene is in the store, whatever the store says of its areas and revision."""
    if wanted is None or there is None:
        return wanted is there
    alike = replace(there, lpo=wanted.lpo, municipality=wanted.municipality, revision=wanted.revision)
    return alike == wanted
