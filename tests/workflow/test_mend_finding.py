"""Each mend makes its finding go away, and touches nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import MultiPolygon, box

from drugscene_plugin.analysis.outline_checks import outline_faults
from drugscene_plugin.domain.criteria import definitions
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.finding import Finding, Mend, Severity
from drugscene_plugin.domain.scene import SceneStatus, by_id
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import find
from drugscene_plugin.workflow.mend_finding import NEAREST_AREA, mend
from tests.builders import ALL_YES, answers, square
from tests.workflow.test_check_round import AREAS, BOW_TIE, ROUND, sound

D1, D5 = definitions()["D1"], definitions()["D5"]


def check(scenes, previous=(), areas=AREAS):
    return find(ROUND, scenes, areas, D1, D5, previous)


def mended(code, *scenes, previous=(), areas=AREAS, assign=True):
    """Find, mend the only finding of that code, and find again: the scenes after, and the codes that remain."""
    before = assigned_scenes(scenes, areas, ROUND.ref_date) if assign else list(scenes)
    (finding,) = [f for f in check(before, previous, areas) if f.code == code]
    changed = mend(finding, by_id(before), ROUND, areas, D1, D5, previous)
    assert all(changed[scene_id] != by_id(before)[scene_id] for scene_id in changed)
    after = {**by_id(before), **changed}
    return after, [f.code for f in check(list(after.values()), previous, areas)], set(changed)


def test_an_invalid_outline_is_made_valid():
    after, remaining, changed = mended("outline_invalid", sound("a", outline=BOW_TIE), sound("b", at=(500, 500)))
    assert (remaining, changed) == ([], {"a"})
    assert outline_faults([after["a"].outline]) == [None]
    assert after["a"].outline.area == pytest.approx(5000)


def test_slivers_are_dropped_and_filled():
    outline = MultiPolygon([square(at=(100, 100)).difference(box(150, 110, 151, 190)), box(300, 100, 301, 200)])
    for code in ("sliver_part", "sliver_hole"):
        after, remaining, _ = mended(code, sound(outline=outline))
        assert remaining == []
        assert after["a"].outline.equals(square(at=(100, 100)))


def test_the_overlap_is_taken_off_the_smaller_scene():
    after, remaining, changed = mended("overlap", sound("a"), sound("b", at=(180, 100), side=200))
    assert (remaining, changed) == ([], {"a"})
    assert after["a"].outline.equals(box(100, 100, 180, 200))


def test_of_equals_the_later_id_gives_way():
    after, remaining, changed = mended("overlap", sound("a"), sound("b", at=(180, 100)))
    assert (remaining, changed) == ([], {"b"})
    assert after["b"].outline.equals(box(200, 100, 280, 200))


def test_a_scene_inside_another_stays_and_the_larger_gets_a_hole():
    after, remaining, changed = mended("overlap", sound("a", side=500), sound("b", at=(300, 300)))
    assert (remaining, changed) == ([], {"a"})
    assert len(after["a"].outline.interiors) == 1


def test_what_is_cut_off_as_a_sliver_goes_too():
    crossing = sound("b", outline=box(101, 150, 400, 160))
    after, remaining, _ = mended("overlap", sound("a", outline=box(100, 100, 200, 200)), crossing)
    assert remaining == []
    assert after["b"].outline.equals(box(200, 150, 400, 160))
    stub = sound("b", outline=box(99, 150, 400, 160))  # one metre sticks out on the other side
    after, remaining, _ = mended("overlap", sound("a", outline=box(100, 100, 200, 200)), stub)
    assert remaining == []
    assert after["b"].outline.equals(box(200, 150, 400, 160))


def test_many_slivers_between_neighbours_are_taken_off_at_once():
    row = [sound(f"s{i}", at=(100 + i * 299, 100), side=300) for i in range(5)]
    _, remaining, _ = mended("slivers_between_outlines", *row)
    assert remaining == []


def test_taking_slivers_off_leaves_real_overlaps_to_be_decided():
    row = [sound("a", side=300), sound("b", at=(399, 100), side=300), sound("c", at=(600, 100), side=300)]
    _, remaining, _ = mended("slivers_between_outlines", *row)
    assert remaining == ["overlap"]


def test_scenes_that_are_the_same_but_for_slivers_are_refused():
    scenes = [sound("a"), sound("b", outline=box(100, 100, 201, 201))]
    finding = Finding("overlap", Severity.ERROR, ("a", "b"), mend=Mend.TAKE_OVERLAP)
    with pytest.raises(Refusal) as refused:
        mend(finding, by_id(scenes), ROUND, AREAS, D1, D5)
    assert refused.value.code == "overlap_not_takable"


@pytest.mark.parametrize("at", [(20_500, 100), (20_500, 12_000)])
def test_the_nearest_area_is_taken_with_that_as_the_reason(at):
    after, remaining, _ = mended("outside_county", sound(at=at))
    assert remaining == []
    assert (after["a"].lpo.code, after["a"].lpo.reason) == ("E", NEAREST_AREA)
    assert (after["a"].municipality.code, after["a"].municipality.reason) == ("0180", NEAREST_AREA)


def test_only_the_level_that_is_missing_gets_the_nearest():
    after, remaining, _ = mended("outside_areas", sound(at=(15_000, 100)), areas=(AREAS[0], AREAS[2]))
    assert remaining == []
    assert (after["a"].lpo.code, after["a"].lpo.reason) == ("W", NEAREST_AREA)
    assert (after["a"].municipality.code, after["a"].municipality.reason) == ("0180", "")


def test_areas_out_of_date_are_taken_from_the_outline():
    after, remaining, _ = mended("areas_outdated", sound("a"), sound("b", at=(12_000, 100)), assign=False)
    assert remaining == []
    assert (after["a"].lpo.code, after["b"].lpo.code) == ("W", "E")
    assert after["b"].lpo.reason == ""


def test_the_classification_that_the_answers_give_is_taken():
    after, remaining, _ = mended("classified_against_answers", sound(answers={**ALL_YES, **answers(sale="no")}))
    assert (after["a"].status, remaining) == (SceneStatus.NOT_SCENE, [])
    after, remaining, _ = mended("undecided_though_answered", sound(status=SceneStatus.UNDECIDED))
    assert (after["a"].status, remaining) == (SceneStatus.OPEN, [])


def test_a_known_scene_takes_what_the_delisting_rule_gives():
    gone = answers(use="no", sale="no", perceived_public="no", perceived_authorities="no")
    after, remaining, _ = mended("classified_against_answers", sound(answers=gone), previous=[sound()])
    assert (after["a"].status, remaining) == (SceneStatus.CEASED, [])


def test_what_is_in_order_by_now_is_left_alone():
    in_order = assigned_scenes([sound("a"), sound("b", at=(500, 500))], AREAS, ROUND.ref_date)
    for kind in Mend:
        finding = Finding("overlap", Severity.ERROR, ("a", "b", "gone"), mend=kind)
        assert mend(finding, by_id(in_order), ROUND, AREAS, D1, D5) == {}


def test_outlines_that_are_lost_do_not_stop_other_mends():
    lost = [replace(sound("a"), outline=None), sound("b", outline=BOW_TIE)]
    for kind in (Mend.DROP_SLIVERS, Mend.TAKE_OVERLAP, Mend.TAKE_NEAREST_AREA, Mend.TAKE_CLASSIFICATION):
        mend(Finding("x", Severity.WARNING, ("a", "b"), mend=kind), by_id(lost), ROUND, AREAS, D1, D5)


def test_a_finding_without_a_mend_is_refused():
    with pytest.raises(Refusal) as refused:
        mend(Finding("name_missing", Severity.WARNING, ("a",)), {}, ROUND, AREAS, D1, D5)
    assert refused.value.code == "finding_without_mend"
