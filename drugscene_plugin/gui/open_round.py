"""The round that is open in the window: its working copy, its scenes as rows, and what was found about them."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from ..domain.change_set import SceneChange
from ..domain.criteria import Verdict
from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.finding import Finding
from ..domain.scene import Scene, SceneId, SceneStatus
from ..store.working_copy import WorkingCopy
from ..workflow.tag_scene import verdict
from .models.scene_row import SceneRow
from .reading import RoundContent
from .round_rows import RoundRows


class OpenRound:
    """What there is of a round for as long as it is open. ``profile`` is what of its scenes is seen."""

    def __init__(self, content: RoundContent, copy: WorkingCopy, profile: Profile) -> None:
        self.mapping_round, self.before, self.copy = content.mapping_round, content.before, copy
        self.rows = RoundRows(content.rows, profile)
        self.findings: Tuple[Finding, ...] = ()
        self.unsaved = 0
        self.edited_since_check = False
        self._was_open = frozenset(s.id for s in content.before if s.status is SceneStatus.OPEN)

    def pending(self) -> Sequence[SceneChange]:
        """What differs from the store; nothing while a row holds a value that a scene cannot have."""
        try:
            return self.copy.pending().changes
        except Refusal:
            return ()

    def verdict(self, scene: Scene) -> Verdict:
        """What a scene's answers say of it."""
        return verdict(scene, self.mapping_round, self.was_open(scene))

    def was_open(self, scene: Scene) -> bool:
        """Whether it was an open scene in the round before."""
        return scene.id in self._was_open or any(p in self._was_open for p in scene.predecessors)

    def called(self, scenes: Sequence[SceneId]) -> List[str]:
        """What scenes of this round or the one before are called."""
        names = {scene.id: scene.name for scene in self.before}
        names.update({row.scene.id: row.scene.name for row in self.rows.all.values()})
        return [names.get(scene) or str(scene) for scene in scenes]

    def read_again(self) -> Optional[List[SceneRow]]:
        """Read the working copy after an edit: the rows that came out other, or None where scenes came or went."""
        before = set(self.rows.all)
        different = self._read_rows()
        same_scenes = before == set(self.rows.all)
        self.edited_since_check = self.edited_since_check or bool(different) or not same_scenes
        return different if same_scenes else None

    def take_findings(self, findings: Sequence[Finding]) -> List[SceneRow]:
        """Take what a check of the round as it stands found; the rows whose marks are others now."""
        self.findings = tuple(findings)
        self.edited_since_check = False
        return self._read_rows()

    def _read_rows(self) -> List[SceneRow]:
        changes = self.pending()
        self.unsaved = len(changes)
        return self.rows.read(self.copy.scenes(), changes, self.findings)
