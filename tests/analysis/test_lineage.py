"""What became of a scene is seen from ids and mutual overlap, whatever the order of drawing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import shapely

from drugscene_plugin.analysis.lineage import propose_links
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.lineage import LinkKind, LinkReason, LinkThresholds

from ..builders import scene, square


def kinds(before, after, **more):
    return {link.pair: link.kind.value for link in propose_links(before, after, **more)}


def later(id, outline, **fields):
    return scene(id, "2024", outline, **fields)


def test_the_same_outline_under_another_id_continues():
    (link,) = propose_links([scene("a")], [later("b", square())])
    assert (link.kind, link.reason) == (LinkKind.CONTINUED, LinkReason.OVERLAP)
    assert link.share_from == link.share_to == 1.0


@pytest.mark.parametrize(
    "side, kind", [(100, "continued"), (103, "continued"), (130, "grown"), (80, "shrunk"), (97, "continued")]
)
def test_the_area_says_whether_it_grew(side, kind):
    assert kinds([scene("a")], [later("a", square(side=side))]) == {("a", "a"): kind}


def test_half_of_it_elsewhere_has_moved():
    assert kinds([scene("a")], [later("a", square(at=(50, 0)))]) == {("a", "a"): "moved"}


def test_nearby_under_the_same_name_has_moved():
    found = kinds([scene("a", name="Torget")], [later("b", square(at=(180, 0)), name="torget ")])
    assert found == {("a", "b"): "moved"}


def test_nearby_under_another_name_is_a_question():
    assert kinds([scene("a")], [later("b", square(at=(180, 0)))]) == {("a", "b"): "unsure"}


def test_far_apart_one_ceased_and_one_is_new():
    assert kinds([scene("a")], [later("b", square(at=(9_000, 0)))]) == {("a", ""): "ceased", ("", "b"): "new"}


def test_an_id_without_overlap_is_a_question_and_no_link():
    (link,) = propose_links([scene("a")], [later("a", square(at=(9_000, 0)))])
    assert (link.kind, link.reason) == (LinkKind.UNSURE, LinkReason.ID_WITHOUT_OVERLAP)


def test_parts_come_from_their_whole_and_a_whole_from_its_parts():
    whole, west, east = shapely.box(0, 0, 200, 100), square(), square(at=(100, 0))
    assert kinds([scene("a", outline=whole)], [later("a", west), later("b", east)]) == {
        ("a", "a"): "split",
        ("a", "b"): "split",
    }
    assert kinds([scene("a", outline=west), scene("b", outline=east)], [later("c", whole)]) == {
        ("a", "c"): "merged",
        ("b", "c"): "merged",
    }


def test_two_that_were_divided_anew_are_many_to_many():
    before = [scene("a", outline=shapely.box(0, 0, 300, 100)), scene("b", outline=shapely.box(300, 0, 400, 100))]
    after = [later("c", shapely.box(0, 0, 150, 100)), later("d", shapely.box(150, 0, 400, 100))]
    assert set(kinds(before, after).values()) == {"many_to_many"}


def test_a_strip_from_drawing_jitter_never_links_neighbours():
    before = [scene("a"), scene("b", outline=square(at=(100, 0)))]
    after = [later("a", shapely.box(-3, -3, 103, 103)), later("b", shapely.box(97, 0, 200, 100))]
    assert kinds(before, after) == {("a", "a"): "continued", ("b", "b"): "continued"}


def test_a_narrow_path_is_not_taken_for_a_sliver():
    path = shapely.box(0, 0, 600, 4)
    assert kinds([scene("a", outline=path)], [later("b", path)]) == {("a", "b"): "continued"}


def test_a_third_in_common_is_a_question():
    assert kinds([scene("a")], [later("b", square(at=(70, 0)))]) == {("a", "b"): "unsure"}


def test_a_scene_known_from_a_round_before_has_returned():
    (link,) = propose_links([], [later("z", square())], earlier=[scene("old", "2021")])
    assert (link.kind, link.from_scene) == (LinkKind.RETURNED, "old")


def test_the_order_of_scenes_does_not_matter():
    generator = random.Random(7)
    before = [scene(f"a{i}", outline=square(at=(generator.uniform(0, 1500), 80 * i))) for i in range(30)]
    after = [later(f"b{i}", square(at=(generator.uniform(0, 1500), 80 * i))) for i in range(30)]
    expected = propose_links(before, after)
    generator.shuffle(before)
    generator.shuffle(after)
    assert propose_links(before, after) == expected


def test_turned_round_in_time_split_is_merged_and_new_is_ceased():
    generator = random.Random(11)
    turned = {
        "split": "merged",
        "merged": "split",
        "grown": "shrunk",
        "shrunk": "grown",
        "new": "ceased",
        "ceased": "new",
    }
    before = [scene(f"a{i}", outline=square(at=(generator.uniform(0, 900), 60 * i), side=120)) for i in range(40)]
    after = [later(f"b{i}", square(at=(generator.uniform(0, 900), 60 * i), side=100)) for i in range(40)]
    forwards, backwards = kinds(before, after), kinds(after, before)
    assert len(set(forwards.values())) >= 5
    assert {(b, a): turned.get(kind, kind) for (a, b), kind in forwards.items()} == backwards


def test_a_missing_or_crossed_outline_does_no_harm():
    crossed = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    found = kinds([scene("a", outline=crossed), replace(scene("b"), outline=None)], [later("a", crossed)])
    assert found == {("a", "a"): "continued", ("b", ""): "ceased"}


@pytest.mark.parametrize("far", [float("inf"), float("nan"), 1e300])
def test_an_outline_that_lies_nowhere_is_none(far):
    nowhere = scene("a", outline=shapely.Polygon([(0, 0), (far, 5), (1, 1)]))
    assert kinds([nowhere], [later("b", square(at=(5000, 0)))]) == kinds(
        [scene("a", outline=None)], [later("b", square(at=(5000, 0)))]
    )


def test_thresholds_that_contradict_each_other_are_refused():
    with pytest.raises(Refusal, match=r"0\.9"):
        LinkThresholds(link_share=0.5, unsure_share=0.9)
