"""Tagging: the status follows the answers until somebody says otherwise."""

from __future__ import annotations

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.name_scene import suggested_name
from drugscene_plugin.workflow.tag_scene import answered, answered_as, confirmed, placed, tagged
from tests.builders import ALL_YES, answers, mapping_round, scene

ROUND = mapping_round()
NO_SALE = answers(sale="no")


def test_a_candidate_stays_one_until_the_answers_decide():
    some = answered(scene(), answers(use="yes"), ROUND, was_open=False)
    assert some.status is SceneStatus.CANDIDATE
    assert answered(some, ALL_YES, ROUND, was_open=False).status is SceneStatus.OPEN


def test_the_status_follows_an_answer_that_changes():
    open_scene = answered(scene(), ALL_YES, ROUND, was_open=False)
    assert answered(open_scene, NO_SALE, ROUND, was_open=False).status is SceneStatus.NOT_SCENE


def test_a_status_that_a_person_set_against_the_answers_stays():
    mine = scene(answers=ALL_YES, status=SceneStatus.NOT_SCENE)
    assert answered(mine, answers(delimited="unknown"), ROUND, was_open=False).status is SceneStatus.NOT_SCENE


def test_an_answer_keeps_its_evidence():
    known = {Criterion.SALE: Assessment(Answer.NO, "patrullrapport")}
    changed = answered_as(scene(answers=known), {Criterion.SALE: Answer.YES})
    assert changed[Criterion.SALE] == Assessment(Answer.YES, "patrullrapport")


def test_an_answer_taken_back_leaves_nothing():
    given = answered(scene(), NO_SALE, ROUND, was_open=False)
    assert answered(given, {Criterion.SALE: Assessment()}, ROUND, was_open=False).answers == {}


def test_a_tag_without_value_is_taken_away():
    assert tagged(scene(tags={"note": "x", "category": "a"}), {"note": ""}).tags == {"category": "a"}


def test_confirming_judges_a_candidate():
    carried = scene(answers=ALL_YES, to_confirm=True)
    after = confirmed(carried, ROUND, was_open=True)
    assert (after.to_confirm, after.status) == (False, SceneStatus.OPEN)


def test_an_override_needs_its_reason_and_is_taken_back_without_one():
    shares = ((AreaCode("1"), 0.7), (AreaCode("2"), 0.3))
    lies = scene(lpo=Assignment(AreaCode("1"), shares))
    moved = placed(lies, "lpo", "2", "hör ihop med torget")
    assert (moved.lpo.code, moved.lpo.reason, moved.lpo.shares) == ("2", "hör ihop med torget", shares)
    assert placed(moved, "lpo", "1", "").lpo == lies.lpo


def test_a_name_takes_the_next_number():
    assert suggested_name("Väst (norra)", ["Väst (norra) 2", "Väst (norra) x"]) == "Väst (norra) 3"
    assert suggested_name("Öst", []) == "Öst 1"
