"""Bring back what was edited in a file that was checked out."""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, List, Optional, Sequence

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
)

from ...domain.change_set import Conflict
from ...domain.scene import Scene
from ...domain.scene_fields import scene_to_row
from ...store import open_store, same_place
from ...texts import translate
from ...texts.messages import message
from ...workflow.bring_back import ComingBack, bring_back, check_out_in, coming_back, settle, settled_by
from ...workflow.merge_edits import Changed, Side, changed_parts
from .. import parameters
from ..base import DrugsceneAlgorithm, acting_person, push_lines
from ..given import Given
from ..progress import FeedbackProgress
from ..result_layer import result_fields, row_feature, write_layer


class OnConflict(str, Enum):
    """What becomes of a scene that both sides changed differently."""

    STOP = "stop"
    MINE = "mine"
    THEIRS = "theirs"


class BringBack(DrugsceneAlgorithm):
    """``drugscene:bringback``."""

    NAME = "bringback"
    GROUP = "store"

    def title(self) -> str:
        return translate("Drugscene", "Bring back work done offline")

    def help(self) -> str:
        return translate(
            "Drugscene",
            "Brings the scenes that were edited in a checked-out file back to the store that it is from. What others changed "
            "meanwhile in other scenes, or in other fields of the same scene, stays; a field that both changed differently is a "
            "conflict. The file is brought up to date with the store, and can be edited and brought back again. Nothing comes "
            "twice. Where the connection breaks, run it again.",
        )

    def takes(self):
        return (
            parameters.store_file(
                "FILE",
                translate("Drugscene", "File that was checked out"),
                translate("Drugscene", "The path of the GeoPackage that was taken along."),
            ),
            parameters.store_file(
                "STORE",
                translate("Drugscene", "Store"),
                translate(
                    "Drugscene",
                    "The store that it was checked out of, where it is reached by another name than then. None: by the same.",
                ),
                optional=True,
            ),
            parameters.words(
                "ON_CONFLICT",
                translate("Drugscene", "Where both changed the same field"),
                OnConflict,
                translate(
                    "Drugscene",
                    "stop: nothing at all is written, and the table tells what is in conflict. mine: the file's version of that "
                    "field is taken; theirs: the store's.",
                ),
                OnConflict.STOP,
            ),
            parameters.flag(
                "DRY_RUN",
                translate("Drugscene", "Only say"),
                translate("Drugscene", "Whether to write nothing and only say what would come back."),
            ),
            parameters.layer_made(
                "CONFLICTS",
                translate("Drugscene", "Conflicts"),
                translate(
                    "Drugscene",
                    "A table of the fields that both sides changed differently: as checked out, in the file and in the store.",
                ),
            ),
        )

    def gives(self) -> Sequence[QgsProcessingOutputDefinition]:
        return (
            QgsProcessingOutputNumber("ADDED", translate("Drugscene", "Number of scenes added")),
            QgsProcessingOutputNumber("CHANGED", translate("Drugscene", "Number of scenes changed")),
            QgsProcessingOutputNumber("REMOVED", translate("Drugscene", "Number of scenes removed")),
            QgsProcessingOutputNumber(
                "MERGED", translate("Drugscene", "Number of scenes changed that others changed in other fields")
            ),
            QgsProcessingOutputNumber(
                "CONFLICTING", translate("Drugscene", "Number of scenes in conflict, settled or not")
            ),
            QgsProcessingOutputNumber("HELD_BACK", translate("Drugscene", "Number of scenes that may not be written")),
        )

    def perform(self, given: Given, feedback: QgsProcessingFeedback) -> Dict[str, Any]:
        progress, by = FeedbackProgress(feedback), acting_person()
        file = open_store(given.text("FILE"))
        check_out = check_out_in(file)
        store = open_store(given.text("STORE") or check_out.source)
        for location in (file.info().location, store.info().location):
            self.refuse_unsaved_edits(location, check_out.round)
        found = coming_back(file, store, same_place, progress.part(0.0, 0.3))
        conflicting = {conflict.scene_id for conflict in found.conflicts}
        # Before anything is written: when that table cannot be written, nothing has come back.
        results = self._write_conflicts(given, found.conflicts)
        how = given.choice("ON_CONFLICT", OnConflict)
        dry = given.flag("DRY_RUN")
        stopped = bool(found.conflicts) and how is OnConflict.STOP and not dry
        if not dry and not stopped:
            for conflict in found.conflicts:
                settle(file, conflict, settled_by(Side(how.value), conflict), by)
            found = bring_back(file, store, by, same_place, progress.part(0.3, 1.0))
        _tell(found, stopped, feedback)
        counts = {name.upper(): 0 if stopped else number for name, number in found.clear.counts.items()}
        merged = 0 if stopped else len(found.merged)
        conflicting |= {conflict.scene_id for conflict in found.conflicts}  # whoever saved in between
        left = {"CONFLICTING": len(conflicting), "HELD_BACK": len(found.held_back)}
        return {**results, **counts, "MERGED": merged, **left}

    def _write_conflicts(self, given: Given, conflicts: Sequence[Conflict]) -> Dict[str, Any]:
        fields = result_fields(scene_id=str, name=str, field=str, checked_out=str, mine=str, theirs=str, by=str, at=str)
        rows = (row_feature(fields, values) for conflict in conflicts for values in conflict_rows(conflict))
        return write_layer(self, given, "CONFLICTS", fields, rows)


def conflict_rows(conflict: Conflict) -> List[List[str]]:
    """The rows of the table of conflicts: one for each field that both changed differently."""
    sides = (conflict.base, conflict.mine, conflict.theirs)
    named = next(scene for scene in (conflict.mine, conflict.theirs) if scene is not None)
    head = [str(conflict.scene_id), named.name]
    foot = [conflict.by, conflict.at]
    if conflict.mine is None or conflict.theirs is None:
        return [[*head, "scene_id", *("" if side is None else str(side.id) for side in sides), *foot]]
    changed = changed_parts(conflict.base, conflict.mine, conflict.theirs)
    apart = [part for part, how in changed.items() if how is Changed.APART]
    rows = [_values(side) for side in sides]
    columns = [column for part in apart for column in rows[1] if column == part or column.startswith(f"{part}_")]
    return [
        [*head, column, *(row.get(column, "") for row in rows), *foot]
        for column in columns
        if rows[1][column] != rows[2][column] or column == "outline"
    ]


def _values(scene: Optional[Scene]) -> Dict[str, str]:
    """A scene's values by field, as text; of the outline its area."""
    if scene is None:
        return {}
    row = {name: "" if value is None else str(value) for name, value in scene_to_row(scene).items()}
    shown = {name: value for name, value in row.items() if not name.endswith("_shares")}
    return {"outline": f"{scene.area_m2:.1f} m²", **shown}


def _tell(found: ComingBack, stopped: bool, feedback: QgsProcessingFeedback) -> None:
    if stopped:
        feedback.pushWarning(translate("Drugscene", "Nothing was written: there are conflicts."))
    by = translate("Drugscene", "{scene}: changed on both sides, in the store by {by} at {at}.")
    push_lines(feedback, [by.format(scene=_called(c), by=c.by, at=c.at) for c in found.conflicts])
    stays = translate("Drugscene", "Stays in the file: {reason}")
    push_lines(feedback, [stays.format(reason=message(held.why)) for held in found.held_back])


def _called(conflict: Conflict) -> str:
    scene = conflict.mine or conflict.theirs
    return (scene.name if scene else "") or str(conflict.scene_id)
