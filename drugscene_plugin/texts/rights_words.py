"""What a person is to a shared store and what that allows, in words that call areas by their names."""

from __future__ import annotations

from typing import Iterable, List, Mapping

from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.rights import MAY, Act, Rights, Role
from . import translate
from .labels import code_label
from .messages import message

Names = Mapping[str, str]
"""What areas are called, by their codes."""


def refused_text(refused: Refusal, names: Names) -> str:
    """Why something is not allowed."""
    values = dict(refused.values)
    if "own" in values:
        values["own"] = _named(str(values["own"]).split(", "), names)
        values["code"] = _named([str(values["code"])], names)
    return message(Refusal(refused.code, **values))


def who_text(rights: Rights, names: Names) -> str:
    """Who somebody is to a store, with the areas that are that person's own; blank for whoever holds a file."""
    if not rights.user:
        return ""
    roles = ", ".join(_role(role, rights, names) for role in Role if role in rights.roles)
    return translate("Drugscene", "{user}: {roles}").format(user=rights.user, roles=roles)


def _role(role: Role, rights: Rights, names: Names) -> str:
    lpos, municipalities = _named(rights.lpos, names), _named(rights.municipalities, names)
    if role is Role.EDITOR and lpos:
        return translate("Drugscene", "editor of LPO {areas}").format(areas=lpos)
    if role is Role.REVIEWER and municipalities:
        return translate("Drugscene", "reviewer of municipality {areas}").format(areas=municipalities)
    if role in (Role.EDITOR, Role.REVIEWER):
        return translate("Drugscene", "{role} (no area given yet)").format(role=code_label("role", role.value))
    return code_label("role", role.value)


def allowed_text(rights: Rights, names: Names) -> str:
    """What somebody may do and what not, a line each, and what is seen."""
    lines: List[str] = [_seen(rights.profile), ""]
    for act in MAY:
        if act in (Act.SEE_ALL, Act.SEE_REVIEW):
            continue  # what is seen has been said
        what, refused = code_label("act", act.value), rights.why_not(act)
        own = _own(act, rights)
        if refused is not None:
            lines.append("✗ " + what)
        elif own:
            lines.append("✓ " + translate("Drugscene", "{act}: in {areas}").format(act=what, areas=_named(own, names)))
        else:
            lines.append("✓ " + what)
    return "\n".join(lines)


def _own(act: Act, rights: Rights) -> List[str]:
    """The areas within which an act is allowed; none where it is allowed in all."""
    levels = [level for role, level in MAY[act].items() if role in rights.roles]
    if None in levels:
        return []
    codes = {"lpo": rights.lpos, "municipality": rights.municipalities}
    return [str(code) for level in levels if level is not None for code in sorted(codes[level.value])]


def _seen(profile: Profile) -> str:
    return {
        Profile.INTERNAL: translate("Drugscene", "You see all scenes, with all fields."),
        Profile.COOPERATION: translate(
            "Drugscene", "You see the scenes of your own municipality, without what is for the police alone."
        ),
        Profile.PUBLIC: translate(
            "Drugscene", "You see published rounds: open scenes, with generalised outlines and what is public of them."
        ),
    }[profile]


def _named(codes: Iterable[str], names: Names) -> str:
    return ", ".join(sorted(names.get(code, code) for code in codes))
