"""A scene's id lasts; what counts is its status."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.scene import SceneStatus, by_id, derived_scene_id, scene_id
from tests.builders import scene, square


@pytest.mark.parametrize("text", ["a", "s-0a1b2c3d", "Scene 12/3", "å" * 64, "=cmd()", "😀"])
def test_an_id_from_outside_is_taken_as_it_is_but_for_blanks_around_it(text):
    assert scene_id(f"  {text}\n") == text


@pytest.mark.parametrize("text", ["", "  ", "a" * 65, "a;b", "a|b", "a\nb", "a\x00b", "a\x7fb"])
def test_an_id_that_would_break_lists_of_ids_is_refused(text):
    with pytest.raises(Refusal) as refused:
        scene_id(text)
    assert refused.value.code == "scene_id_invalid"
    assert len(str(refused.value.values["scene"])) <= 80


def test_a_derived_id_depends_on_its_parts_alone_and_not_on_their_order():
    assert derived_scene_id("a", "b") == derived_scene_id("b", "a") != derived_scene_id("a", "c")
    assert derived_scene_id("ab") != derived_scene_id("a", "b")
    assert derived_scene_id("a") != derived_scene_id("a", "a")


def test_a_derived_id_is_an_id_that_can_be_read_aloud():
    for n in range(500):
        assert re.fullmatch(r"s-[0-9a-hjkmnp-tv-z]{8}", scene_id(derived_scene_id(str(n))))


def test_derived_ids_do_not_collide_in_a_county_of_ten_thousand():
    assert len({derived_scene_id("2023", str(n)) for n in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("status", "counts", "decided"),
    [("candidate", False, False), ("open", True, True), ("not_scene", False, True), ("undecided", False, False), ("ceased", False, True)],
)  # fmt: skip
def test_only_an_open_scene_counts_and_only_two_statuses_are_not_decided(status, counts, decided):
    judged = scene(status=SceneStatus(status))
    assert (judged.counts, judged.decided) == (counts, decided)


def test_the_area_is_the_outlines_and_none_without_one():
    assert scene(outline=square(side=20)).area_m2 == 400
    assert replace(scene(), outline=None).area_m2 == 0


def test_scenes_go_by_their_id():
    assert list(by_id([scene("b"), scene("a")])) == ["b", "a"]
