"""The scenes of the active round as the panel shows them, by handle: read anew after each edit, kept where nothing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.change_set import SceneChange
from ..domain.field import Profile
from ..domain.finding import Finding, Severity
from ..domain.scene import SceneId
from ..store.held_scene import HeldScene
from .models.scene_row import SceneRow, scene_row


class RoundRows:
    """Rows by handle, with the marks that findings leave on them; ``profile`` is what of the scenes is seen."""

    def __init__(self, rows: Optional[Mapping[int, SceneRow]] = None, profile: Profile = Profile.INTERNAL) -> None:
        self._rows: Mapping[int, SceneRow] = rows or {}
        self._profile = profile
        self._handles: Optional[Dict[SceneId, int]] = None

    @property
    def all(self) -> Mapping[int, SceneRow]:
        """Every row, by handle."""
        return self._rows

    def handles_of(self, ids: Sequence[SceneId]) -> List[int]:
        """The handles of scenes, by their ids."""
        if self._handles is None:
            self._handles = {row.scene.id: handle for handle, row in self._rows.items()}
        return [self._handles[one] for one in ids if one in self._handles]

    def read(
        self, held: Sequence[HeldScene], changes: Sequence[SceneChange], findings: Sequence[Finding]
    ) -> List[SceneRow]:
        """Take what the working copy holds, what of it is not saved, and what was found; the rows that came out other."""
        changed = {change.handle for change in changes if change.after is not None}
        marks = _marks(findings)
        rows: Dict[int, SceneRow] = {}
        different: List[SceneRow] = []
        for one in held:
            errors, warnings = marks.get(one.scene.id, (0, 0))
            errors += one.problem is not None
            is_changed = one.handle in changed
            old = self._rows.get(one.handle)
            if old is None or old.scene is not one.scene:
                row = scene_row(one.handle, one.scene, is_changed, errors, warnings, self._profile)
            elif (old.changed, old.errors, old.warnings) != (is_changed, errors, warnings):
                row = replace(old, changed=is_changed, errors=errors, warnings=warnings)
            else:
                row = old
            rows[one.handle] = row
            if row is not old and row != old:
                different.append(row)
        self._rows, self._handles = rows, None
        return different


def _marks(findings: Sequence[Finding]) -> Dict[SceneId, Tuple[int, int]]:
    """How many errors and warnings each scene has that nobody has accepted."""
    marks: Dict[SceneId, Tuple[int, int]] = {}
    for finding in findings:
        if finding.seen:
            continue
        grave = finding.severity is Severity.ERROR
        for scene in finding.scenes:
            errors, warnings = marks.get(scene, (0, 0))
            marks[scene] = (errors + grave, warnings + (not grave))
    return marks
