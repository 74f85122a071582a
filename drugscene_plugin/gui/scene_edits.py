"""What a person does to the scenes of the active round: each of these is one undo step of the working copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Callable, Dict, List, Mapping, Optional, Sequence, cast

from shapely.geometry.base import BaseGeometry

from ..domain.area import AreaLevel
from ..domain.change_set import Conflict
from ..domain.criteria import Answer, Assessment, Criterion
from ..domain.errors import Refusal
from ..domain.finding import Finding
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId, SceneStatus, TagValue
from ..store.working_copy import WorkingCopy
from ..texts import translate
from ..workflow.assign_scenes import ASSIGNED_LEVELS
from ..workflow.mend_finding import mend
from ..workflow.merge_edits import Taken
from ..workflow.name_scene import suggested_name
from ..workflow.open_round import draft_of
from ..workflow.record_scene import CleanedOutline
from ..workflow.tag_scene import answered, answered_as, confirmed, placed, tagged

if TYPE_CHECKING:
    from .session import Session


class SceneEdits:
    """The edits of a session. A refusal is told by its signal."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _round(self) -> MappingRound:
        """The round that is open: there is one wherever there is a scene."""
        return cast(MappingRound, self._session.active)

    def _copy(self) -> WorkingCopy:
        """The working copy of the round that is open: there is one wherever something is drawn or edited."""
        return cast(WorkingCopy, self._session.copy)

    @property
    def forbidden(self) -> str:
        """Why what was edited cannot be saved, as far as the person's rights go; blank: it can."""
        return self._session.permission.why_not_save(self._session.pending())

    def start_editing(self) -> bool:
        """Start editing the layer, unless it is edited; whether it is."""
        if self._session.copy is None or not self._session.editable:
            return False
        layer = self._copy().layer
        return bool(layer.isEditable() or layer.startEditing())

    def add(self, title: str, cleaned: CleanedOutline) -> int:
        """Add a scene with a name suggested from where it lies; its handle."""
        return self._copy().add(title, cleaned.outline, self.suggested_name(cleaned.outline))

    def suggested_name(self, outline: BaseGeometry) -> str:
        """A name from the LPO that an outline lies in and the next number there."""
        return self._name_for(outline, [row.scene.name for row in self._session.rows()])

    def _name_for(self, outline: BaseGeometry, taken: Sequence[str]) -> str:
        point = outline.representative_point()
        lpos = [area for area in self._session.areas(AreaLevel.LPO) if area.outline.intersects(point)]
        place = lpos[0].name if lpos else translate("Drugscene", "Scene")
        return suggested_name(place, taken)

    def add_all(self, title: str, cleaned: Sequence[CleanedOutline]) -> List[int]:
        """Add several scenes as one undo step; their handles."""
        if len(cleaned) == 1:
            return [self.add(title, cleaned[0])]
        stack = self._copy().layer.undoStack()
        names = [row.scene.name for row in self._session.rows()]
        handles = []
        stack.beginMacro(title)
        try:
            for one in cleaned:
                names.append(self._name_for(one.outline, names))
                handles.append(self._copy().add(title, one.outline, names[-1]))
        finally:
            stack.endMacro()
        return handles

    def edit(self, title: str, handles: Sequence[int], change: Callable[[Scene], Scene]) -> None:
        """Change scenes as one undo step; a refusal is told."""
        if self._session.copy is None:
            return
        before = {row.handle: row.scene for row in map(self._session.row, handles) if row is not None}
        after = {handle: change(scene) for handle, scene in before.items()}
        scenes = {handle: scene for handle, scene in after.items() if scene != before[handle]}
        try:
            if scenes:
                self._copy().apply(title, scenes)
        except Refusal as refusal:
            self._session.refused.emit(refusal)

    def conflicts(self) -> Sequence[Conflict]:
        """What stands in the way of saving, and is not settled yet; nothing while a row cannot be read."""
        try:
            return self._session.copy.conflicts() if self._session.copy is not None else ()
        except Refusal:
            return ()

    def settle(self, title: str, conflict: Conflict, taken: Taken) -> bool:
        """Settle a conflict as one undo step; whether it is. A refusal is told."""
        if self._session.copy is None:
            return False
        try:
            self._session.copy.resolve(conflict, taken, title)
        except Refusal as refusal:
            self._session.refused.emit(refusal)
            return False
        return True

    def rename(self, handle: int, name: str) -> None:
        """Give a scene another name."""
        self.edit(translate("Drugscene", "Rename the scene"), [handle], lambda s: replace(s, name=name))

    def set_status(self, handles: Sequence[int], status: SceneStatus) -> None:
        """Say what scenes are."""
        self.edit(translate("Drugscene", "Set the status"), handles, lambda s: replace(s, status=status))

    def explain_status(self, handle: int, reason: str) -> None:
        """Say why a scene has its status."""
        title = translate("Drugscene", "Explain the status")
        self.edit(title, [handle], lambda s: replace(s, status_reason=reason))

    def cease(self, handles: Sequence[int], reason: str) -> None:
        """Say that scenes have ceased, and why."""
        title = translate("Drugscene", "Cease scenes")

        def change(scene: Scene) -> Scene:
            return replace(scene, status=SceneStatus.CEASED, status_reason=reason, to_confirm=False)

        self.edit(title, handles, change)

    def revive(self, handles: Sequence[int]) -> None:
        """Put scenes that had ceased back on the list: open where their answers say so, else to be judged."""

        def change(scene: Scene) -> Scene:
            is_open = self._session.verdict(scene).status == SceneStatus.OPEN.value
            status = SceneStatus.OPEN if is_open else SceneStatus.CANDIDATE
            return replace(scene, status=status, status_reason="")

        rows = [row for row in map(self._session.row, handles) if row is not None]
        ceased = [row.handle for row in rows if row.scene.status is SceneStatus.CEASED]
        self.edit(translate("Drugscene", "Revive scenes"), ceased, change)

    def bring_back(self, scene: Scene) -> int:
        """Copy a scene of another round into this one under its id, as a candidate to confirm; its handle."""
        draft = draft_of(scene, self._round().label)
        return self._copy().bring_back(translate("Drugscene", "Revive a scene"), draft)

    def take_classification(self, handles: Sequence[int]) -> None:
        """Take what the answers say as the status."""
        title = translate("Drugscene", "Take the classification")
        self.edit(title, handles, lambda s: replace(s, status=SceneStatus(self._session.verdict(s).status)))

    def assess(self, handle: int, criterion: Criterion, assessment: Assessment) -> None:
        """Answer a criterion."""
        active = self._round()
        self.edit(
            translate("Drugscene", "Answer a criterion"),
            [handle],
            lambda s: answered(s, {criterion: assessment}, active, self._session.was_open(s)),
        )

    def tag(self, handle: int, name: str, value: TagValue) -> None:
        """Set a tag."""
        self.edit(translate("Drugscene", "Set a tag"), [handle], lambda s: tagged(s, {name: value}))

    def tag_many(
        self,
        handles: Sequence[int],
        answers: Mapping[Criterion, Answer],
        tags: Mapping[str, TagValue],
        status: Optional[SceneStatus],
    ) -> None:
        """Set answers, tags and a status on many scenes, as one undo step."""
        active = self._round()

        def change(scene: Scene) -> Scene:
            scene = tagged(answered(scene, answered_as(scene, answers), active, self._session.was_open(scene)), tags)
            return scene if status is None else replace(scene, status=status)

        self.edit(translate("Drugscene", "Tag scenes"), handles, change)

    def confirm(self, handles: Sequence[int]) -> None:
        """Say that what was carried from the last round still holds."""
        active = self._round()
        title = translate("Drugscene", "Confirm what was carried forward")
        self.edit(title, handles, lambda s: confirmed(s, active, self._session.was_open(s)))

    def place(self, handle: int, level: str, code: Optional[str], reason: str) -> None:
        """Say in which area a scene belongs."""
        title = translate("Drugscene", "Say where the scene belongs")
        self.edit(title, [handle], lambda s: placed(s, level, code, reason))

    def remove(self, handles: Sequence[int]) -> None:
        """Delete scenes."""
        if self._session.copy is None or not handles:
            return
        try:
            self._copy().remove(translate("Drugscene", "Delete scenes"), handles)
        except Refusal as refusal:
            self._session.refused.emit(refusal)

    def mend(self, findings: Sequence[Finding]) -> None:
        """Make the repairs that findings offer.

        Raises:
            Refusal: a repair cannot be made.
        """
        if self._session.copy is None:
            return
        active = self._round()
        areas = [area for level in ASSIGNED_LEVELS for area in self._session.areas(level)]
        scenes = {row.scene.id: row.scene for row in self._session.rows()}
        handles = {row.scene.id: row.handle for row in self._session.rows()}
        mended: Dict[SceneId, Scene] = {}
        for finding in findings:
            repaired = mend(finding, scenes, active, areas, *active.rules, self._session.before)
            scenes.update(repaired)
            mended.update(repaired)
        title = translate("Drugscene", "Mend findings")
        self._copy().apply(title, {handles[i]: scene for i, scene in mended.items() if i in handles})
