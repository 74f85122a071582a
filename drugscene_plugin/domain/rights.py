"""Who may do what with a store that many share: the same table for the panel, which explains, and the database, which
enforces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Dict, FrozenSet, Iterable, Mapping, Optional

from .area import AreaCode, AreaLevel
from .change_set import SceneChange
from .errors import Refusal
from .field import Profile
from .finding import Term
from .scene import Scene
from .sign_off import SignOffRole


class Role(str, Enum):
    """What a person is to a shared store. One may be several."""

    COUNTY = "county"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    READER = "reader"


class Act(str, Enum):
    """What a person may be allowed to do."""

    EDIT_SCENES = "edit_scenes"
    DECIDE_LINKS = "decide_links"
    SIGN_OFF = "sign_off"
    RECORD = "record"
    """Record measures at a place, and local decisions about it."""
    ACCEPT_FINDINGS = "accept_findings"
    LEAD_ROUND = "lead_round"
    """Open a round, put it into review, publish and correct it."""
    SET_UP = "set_up"
    """Add areas, set codes, keep figures and register what was released."""
    SEE_ALL = "see_all"
    """See every scene with every field, as what speaks of the whole county needs: checks, ledger, figures, packages."""
    SEE_REVIEW = "see_review"
    """See how rounds are linked and who has signed."""


EVERYWHERE: Optional[AreaLevel] = None

MAY: Mapping[Act, Mapping[Role, Optional[AreaLevel]]] = {
    Act.EDIT_SCENES: {Role.COUNTY: EVERYWHERE, Role.EDITOR: AreaLevel.LPO},
    Act.DECIDE_LINKS: {Role.COUNTY: EVERYWHERE, Role.EDITOR: AreaLevel.LPO},
    Act.SIGN_OFF: {
        Role.COUNTY: EVERYWHERE,
        Role.EDITOR: AreaLevel.LPO,
        Role.REVIEWER: AreaLevel.MUNICIPALITY,
    },
    Act.RECORD: {Role.COUNTY: EVERYWHERE, Role.EDITOR: AreaLevel.LPO},
    Act.ACCEPT_FINDINGS: {Role.COUNTY: EVERYWHERE, Role.EDITOR: EVERYWHERE},
    Act.LEAD_ROUND: {Role.COUNTY: EVERYWHERE},
    Act.SET_UP: {Role.COUNTY: EVERYWHERE},
    Act.SEE_ALL: {Role.COUNTY: EVERYWHERE, Role.EDITOR: EVERYWHERE},
    Act.SEE_REVIEW: {Role.COUNTY: EVERYWHERE, Role.EDITOR: EVERYWHERE, Role.REVIEWER: EVERYWHERE},
}
"""Which role may do what, and within the areas of which level that are its own (EVERYWHERE: in all)."""

TAKEN_ALONG: FrozenSet[Act] = frozenset({Act.EDIT_SCENES, Act.SEE_ALL, Act.SEE_REVIEW})
"""What may be done in a file that was checked out: what comes back, and what changes nothing."""


@dataclass(frozen=True)
class Rights:
    """What a person may do: the database's user, with the roles, and the areas that are that person's own.

    ``taken_along``: in a file that was checked out, where only ``TAKEN_ALONG`` is allowed, whatever the role.
    """

    user: str
    roles: FrozenSet[Role]
    lpos: FrozenSet[AreaCode] = frozenset()
    municipalities: FrozenSet[AreaCode] = frozenset()
    taken_along: bool = False

    @property
    def profile(self) -> Profile:
        """Which fields this person sees.

        >>> Rights("anna", frozenset({Role.REVIEWER, Role.READER})).profile.value
        'cooperation'
        """
        if self.roles & {Role.COUNTY, Role.EDITOR}:
            return Profile.INTERNAL
        return Profile.COOPERATION if Role.REVIEWER in self.roles else Profile.PUBLIC

    def why_not(self, act: Act, lpo: Optional[str] = None, municipality: Optional[str] = None) -> Optional[Refusal]:
        """Why this person may not do something to what lies in these areas; None: it is allowed.

        With neither area given, the question is whether there is any place where it is allowed.

        >>> anna = Rights("anna", frozenset({Role.EDITOR}), lpos=frozenset({AreaCode("531210")}))
        >>> anna.why_not(Act.EDIT_SCENES, lpo="531210") is None
        True
        >>> anna.why_not(Act.EDIT_SCENES, lpo="531230").code, anna.why_not(Act.LEAD_ROUND).code
        ('right_elsewhere', 'right_missing')
        """
        if self.taken_along and act not in TAKEN_ALONG:
            return Refusal("not_in_check_out", act=Term("act", (act.value,)))
        allowed = {role: level for role, level in MAY[act].items() if role in self.roles}
        if not allowed:
            needed = Term("role", tuple(role.value for role in MAY[act]))
            own = Term("role", tuple(sorted(role.value for role in self.roles)))
            return Refusal("right_missing", user=self.user, act=Term("act", (act.value,)), roles=own, needed=needed)
        asked = {AreaLevel.LPO: (lpo, self.lpos), AreaLevel.MUNICIPALITY: (municipality, self.municipalities)}
        nowhere = lpo is None and municipality is None
        own_codes: FrozenSet[AreaCode] = frozenset()
        for level in allowed.values():
            if level is None:  # everywhere
                return None
            code, codes = asked[level]
            if codes and (nowhere or code in codes):
                return None
            own_codes |= codes
        values = {"user": self.user, "act": Term("act", (act.value,))}
        if not own_codes:
            return Refusal("right_nowhere", **values)
        return Refusal("right_elsewhere", code=lpo or municipality or "–", own=", ".join(sorted(own_codes)), **values)

    def require(self, act: Act) -> None:
        """Hold that this person may do something somewhere.

        Raises:
            Refusal: as :meth:`why_not` says.
        """
        refused = self.why_not(act)
        if refused is not None:
            raise refused

    def why_not_any(
        self, act: Act, codes: Iterable[Optional[str]], level: AreaLevel = AreaLevel.LPO
    ) -> Optional[Refusal]:
        """Why this person may not do something to what lies in several areas of a level (None: in none of them). One of
        the person's own is enough.

        >>> anna = Rights("anna", frozenset({Role.EDITOR}), lpos=frozenset({AreaCode("531210")}))
        >>> anna.why_not_any(Act.DECIDE_LINKS, ["531230", "531210"]) is None
        True
        """
        found = [self.why_not(act, **{level.value: code or ""}) for code in codes]
        return found[0] if found and all(found) else None

    def why_not_edit(self, scenes: Iterable[Scene]) -> Optional[Refusal]:
        """Why this person may not edit scenes: the first that is not the person's own; None: all of them may be edited."""
        asked: Dict[Optional[str], Optional[Refusal]] = {}
        for scene in scenes:
            code = scene.lpo.code
            if code not in asked:
                asked[code] = self.why_not(Act.EDIT_SCENES, lpo=code or "")
            refused = asked[code]
            if refused is not None and refused.code == "right_elsewhere":
                said = refused.values
                return Refusal(
                    "scene_elsewhere",
                    scene=scene.name or scene.id,
                    code=said["code"],
                    user=said["user"],
                    act=said["act"],
                    own=said["own"],
                )
            if refused is not None:
                return refused
        return None

    def why_not_save(self, changes: Iterable[SceneChange]) -> Optional[Refusal]:
        """Why this person may not save changes: scenes must be the person's own both before and after."""
        sides = (scene for change in changes for scene in (change.before, change.after))
        return self.why_not_edit(scene for scene in sides if scene is not None)

    def why_not_sign(self, role: SignOffRole, code: str) -> Optional[Refusal]:
        """Why this person may not sign for an area."""
        if role is SignOffRole.LPO:
            return self.why_not(Act.SIGN_OFF, lpo=code)
        return self.why_not(Act.SIGN_OFF, municipality=code)


EVERY_RIGHT = Rights("", frozenset({Role.COUNTY}))
"""What whoever holds a file may do with it: everything."""


def rights_taken_along(by: str, lpos: Iterable[AreaCode]) -> Rights:
    """What may be done with a file that somebody checked out to edit scenes in these areas (none: in all)."""
    own = frozenset(lpos)
    return Rights(by, frozenset({Role.EDITOR if own else Role.COUNTY}), lpos=own, taken_along=True)
