"""Who may do what, as the panel explains it and the store holds it: every act for every role, within and beyond one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.rights import EVERY_RIGHT, Act, Rights, Role
from drugscene_plugin.domain.sign_off import SignOffRole
from tests.builders import scene

OWN, OTHER = "531210", "531230"
KIM = Rights("kim", frozenset({Role.COUNTY}))
ANNA = Rights("anna", frozenset({Role.EDITOR}), lpos=frozenset({AreaCode(OWN)}))
BO = Rights("bo", frozenset({Role.REVIEWER}), municipalities=frozenset({AreaCode("0180")}))
LARS = Rights("lars", frozenset({Role.READER}))
NEW = Rights("new", frozenset({Role.EDITOR}))
FREE, MISSING, ELSEWHERE, NOWHERE = None, "right_missing", "right_elsewhere", "right_nowhere"


def code(refused):
    return refused and refused.code


@pytest.mark.parametrize(
    ("act", "kim", "anna", "anna_elsewhere", "new", "bo", "lars"),
    [
        (Act.EDIT_SCENES, FREE, FREE, ELSEWHERE, NOWHERE, MISSING, MISSING),
        (Act.DECIDE_LINKS, FREE, FREE, ELSEWHERE, NOWHERE, MISSING, MISSING),
        (Act.SIGN_OFF, FREE, FREE, ELSEWHERE, NOWHERE, ELSEWHERE, MISSING),
        (Act.RECORD, FREE, FREE, ELSEWHERE, NOWHERE, MISSING, MISSING),
        (Act.ACCEPT_FINDINGS, FREE, FREE, FREE, FREE, MISSING, MISSING),
        (Act.LEAD_ROUND, FREE, MISSING, MISSING, MISSING, MISSING, MISSING),
        (Act.SET_UP, FREE, MISSING, MISSING, MISSING, MISSING, MISSING),
        (Act.SEE_ALL, FREE, FREE, FREE, FREE, MISSING, MISSING),
        (Act.SEE_REVIEW, FREE, FREE, FREE, FREE, FREE, MISSING),
    ],
)
def test_every_act_in_an_lpo(act, kim, anna, anna_elsewhere, new, bo, lars):
    assert code(KIM.why_not(act, lpo=OWN)) == kim
    assert code(ANNA.why_not(act, lpo=OWN)) == anna
    assert code(ANNA.why_not(act, lpo=OTHER)) == anna_elsewhere
    assert code(NEW.why_not(act, lpo=OWN)) == new
    assert code(BO.why_not(act, lpo=OWN)) == bo
    assert code(LARS.why_not(act, lpo=OWN)) == lars
    assert EVERY_RIGHT.why_not(act, lpo=OWN) is None


@pytest.mark.parametrize(
    ("rights", "role", "area", "found"),
    [
        (KIM, SignOffRole.MUNICIPALITY, "0180", FREE),
        (ANNA, SignOffRole.LPO, OWN, FREE),
        (ANNA, SignOffRole.LPO, OTHER, ELSEWHERE),
        (ANNA, SignOffRole.MUNICIPALITY, "0180", ELSEWHERE),
        (BO, SignOffRole.MUNICIPALITY, "0180", FREE),
        (BO, SignOffRole.MUNICIPALITY, "0181", ELSEWHERE),
        (BO, SignOffRole.LPO, OWN, ELSEWHERE),
        (LARS, SignOffRole.MUNICIPALITY, "0180", MISSING),
    ],
)
def test_one_signs_for_ones_own_area(rights, role, area, found):
    assert code(rights.why_not_sign(role, area)) == found


def test_somebody_who_is_two_things_may_do_what_either_may():
    both = Rights("eva", frozenset({Role.EDITOR, Role.REVIEWER}), ANNA.lpos, BO.municipalities)
    assert both.why_not_sign(SignOffRole.LPO, OWN) is None
    assert both.why_not_sign(SignOffRole.MUNICIPALITY, "0180") is None
    refused = both.why_not_sign(SignOffRole.MUNICIPALITY, "0181")
    assert refused.values["own"] == "0180, 531210"
    assert both.profile is Profile.INTERNAL


def at(lpo, **fields):
    return scene(lpo=Assignment(AreaCode(lpo) if lpo else None), **fields)


@pytest.mark.parametrize("lpo", [OTHER, None])
def test_a_scene_of_another_lpo_or_of_none_is_named(lpo):
    refused = ANNA.why_not_edit([at(OWN), at(lpo, name="Stationen")])
    assert (refused.code, refused.values["scene"]) == ("scene_elsewhere", "Stationen")
    assert refused.values["code"] == (lpo or "–")
    assert ANNA.why_not_edit([at(OWN)]) is None and KIM.why_not_edit([at(lpo)]) is None
    assert code(LARS.why_not_edit([at(lpo)])) == MISSING


def test_a_scene_must_be_ones_own_before_and_after():
    mine, theirs = at(OWN, name="Torget"), at(OTHER, name="Torget")
    assert ANNA.why_not_save([SceneChange(mine, replace(mine, name="Parken"))]) is None
    for wrong in (
        SceneChange(mine, theirs),
        SceneChange(theirs, mine),
        SceneChange(None, theirs),
        SceneChange(theirs, None),
    ):
        assert code(ANNA.why_not_save([SceneChange(None, mine), wrong])) == "scene_elsewhere"


def test_a_link_is_ones_own_where_one_of_its_sides_is():
    assert ANNA.why_not_any(Act.DECIDE_LINKS, [OTHER, OWN]) is None
    assert code(ANNA.why_not_any(Act.DECIDE_LINKS, [OTHER, None])) == ELSEWHERE
