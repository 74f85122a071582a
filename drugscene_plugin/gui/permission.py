"""What the person at the window may do with the open store, and the one way in which the panel shows what is not allowed."""

from __future__ import annotations

from typing import Any, Iterable, Optional, Sequence

from ..domain.area import Area, AreaLevel
from ..domain.change_set import SceneChange
from ..domain.errors import Refusal
from ..domain.rights import EVERY_RIGHT, Act, Rights
from ..domain.scene import Scene
from ..domain.sign_off import SignOffRole
from ..texts.rights_words import allowed_text, refused_text, who_text

_OWN_TIP = "drugscene_own_tip"


class Permission:
    """The rights in words. Every question is answered with why something is not allowed; an empty text: it is."""

    def __init__(self, rights: Rights = EVERY_RIGHT, areas: Sequence[Area] = ()) -> None:
        self.rights = rights
        self.areas = {str(area.code): area.name for area in areas}

    @property
    def who(self) -> str:
        """Who the person is to a shared store; blank for a file."""
        return who_text(self.rights, self.areas)

    @property
    def allows(self) -> str:
        """What the person may do, what not, and what is seen."""
        return allowed_text(self.rights, self.areas)

    def why_not(self, act: Act, lpo: Optional[str] = None) -> str:
        """Why something may not be done anywhere, or not in an LPO."""
        return self._told(self.rights.why_not(act, lpo=lpo))

    def why_not_edit(self, scenes: Iterable[Scene]) -> str:
        """Why scenes may not be edited; of none: why no scene may."""
        found = list(scenes)
        return self._told(self.rights.why_not_edit(found)) if found else self.why_not(Act.EDIT_SCENES)

    def why_not_save(self, changes: Iterable[SceneChange]) -> str:
        """Why changes cannot be saved."""
        return self._told(self.rights.why_not_save(changes))

    def why_not_any(self, act: Act, scenes: Iterable[Optional[Scene]]) -> str:
        """Why something may not be done to scenes of which one's own is enough; of none: why it may not anywhere."""
        lpos = [scene.lpo.code for scene in scenes if scene is not None]
        return self._told(self.rights.why_not_any(act, lpos)) if lpos else self.why_not(act)

    def why_not_record(self, role: SignOffRole, scenes: Sequence[Scene]) -> str:
        """Why nobody may record here what a role has decided about a scene, as it stands in several rounds."""
        if role is SignOffRole.LPO:
            return self.why_not_any(Act.RECORD, scenes)
        codes = [scene.municipality.code for scene in scenes]
        return self._told(self.rights.why_not_any(Act.RECORD, codes, AreaLevel.MUNICIPALITY))

    def why_not_sign(self, role: SignOffRole, code: str) -> str:
        """Why nobody may sign here for an area."""
        return self._told(self.rights.why_not_sign(role, code))

    def _told(self, refused: Optional[Refusal]) -> str:
        return refused_text(refused, self.areas) if refused is not None else ""


def offer(control: Any, useful: bool, why_not: str) -> None:
    """Offer a button, an action or a field where it is of use and allowed. What is not allowed is off, and its tooltip
    says why; with the right comes back the tooltip of its own."""
    if control.property(_OWN_TIP) is None:
        control.setProperty(_OWN_TIP, control.toolTip())
    control.setEnabled(useful and not why_not)
    control.setToolTip(why_not or control.property(_OWN_TIP))
