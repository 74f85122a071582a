"""What is left to do on a scene before its round is finished."""

from __future__ import annotations

from dataclasses import replace

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.left_to_do import Todo, left_to_do
from drugscene_plugin.domain.scene import SceneStatus
from tests.builders import ALL_YES, scene

DONE = scene(status=SceneStatus.OPEN, answers=ALL_YES, tags={"category": "a", "place_type": "park"})


def test_an_open_scene_that_is_answered_and_tagged_is_done():
    assert left_to_do(DONE) == ()


def test_an_open_scene_needs_every_answer_and_the_tags_that_are_required():
    assert left_to_do(replace(DONE, answers={})) == (Todo.ANSWER,)
    assert left_to_do(replace(DONE, tags={})) == (Todo.TAG,)


def test_a_scene_that_is_out_needs_neither():
    assert left_to_do(replace(DONE, status=SceneStatus.CEASED, tags={}, answers={})) == ()


def test_a_candidate_waits_for_a_decision_and_what_was_carried_for_a_look():
    assert left_to_do(replace(DONE, status=SceneStatus.CANDIDATE, to_confirm=True)) == (Todo.DECIDE, Todo.CONFIRM)


def test_what_one_does_not_see_is_not_left_to_do():
    seen = replace(DONE, tags={"place_type": "park"})
    assert left_to_do(seen) == (Todo.TAG,) and left_to_do(seen, Profile.COOPERATION) == ()
    assert left_to_do(replace(DONE, tags={}), Profile.COOPERATION) == (Todo.TAG,)
    assert left_to_do(replace(DONE, tags={}, answers={}), Profile.PUBLIC) == ()
