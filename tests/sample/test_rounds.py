"""The sample county's rounds: what is published of real ones in number, and outlines as people draw them."""

from collections import Counter
from datetime import date

import pytest
import shapely

from drugscene_plugin.analysis.area_assignment import assign_areas
from drugscene_plugin.domain.area import AreaLevel, valid_areas
from drugscene_plugin.domain.criteria import Answer, definition, judge
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.personal_data import find_personal_data
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.scene_fields import TAGS, TAGS_BY_NAME, parse_value, scene_from_row, scene_to_row

PUBLISHED = ("2021", "2023", "2024")
EVERY = (*PUBLISHED, "2025")


def the_round(sample, label):
    (found,) = (r for r in sample.rounds if r.label == label)
    return found


def with_status(sample, label, *statuses):
    return [scene for scene in sample.scenes[label] if scene.status in statuses]


def open_scenes(sample, label):
    return with_status(sample, label, SceneStatus.OPEN)


def areas_of(sample, label, scenes, level):
    areas = valid_areas(sample.areas, level, the_round(sample, label).ref_date)
    return assign_areas([scene.outline for scene in scenes], areas)


def codes_of(sample, label, level):
    scenes = open_scenes(sample, label)
    return Counter(assignment.code for assignment in areas_of(sample, label, scenes, level))


def parts(outline):
    return list(outline.geoms) if outline.geom_type == "MultiPolygon" else [outline]


def every_scene(sample):
    return [scene for label in EVERY for scene in sample.scenes[label]]


def test_four_rounds_three_published_and_a_draft(sample):
    assert [(r.label, r.ref_date, r.from_round) for r in sample.rounds] == [
        ("2021", date(2021, 10, 1), None),
        ("2023", date(2023, 10, 1), "2021"),
        ("2024", date(2023, 12, 31), "2023"),
        ("2025", date(2025, 3, 31), "2024"),
    ]
    assert [r.state for r in sample.rounds] == [RoundState.PUBLISHED] * 3 + [RoundState.DRAFT]
    assert {r.definition for r in sample.rounds} == {"D1", "D2", "D3"}
    assert {r.delisting for r in sample.rounds} == {"D5", "D6"}


@pytest.mark.parametrize(("label", "number"), [("2021", 64), ("2023", 63), ("2024", 53)])
def test_open_scenes(sample, label, number):
    assert len(open_scenes(sample, label)) == number


def test_2021_has_scenes_in_13_municipalities_and_15_local_police_areas(sample):
    assert len(codes_of(sample, "2021", AreaLevel.MUNICIPALITY)) == 13
    assert len(codes_of(sample, "2021", AreaLevel.LPO)) == 15


def test_2024_has_scenes_in_8_municipalities_and_a_smaller_total_area(sample):
    assert len(codes_of(sample, "2024", AreaLevel.MUNICIPALITY)) == 8
    areas = [sum(scene.area_m2 for scene in open_scenes(sample, label)) for label in ("2023", "2024")]
    assert areas[1] < 0.95 * areas[0]


def test_one_local_police_area_doubles_its_count_while_its_share_of_the_area_stays_low(sample):
    doubled = []
    before, after = codes_of(sample, "2021", AreaLevel.LPO), codes_of(sample, "2023", AreaLevel.LPO)
    for code in after:
        if after[code] == 2 * before[code] and after[code] > 2:
            doubled.append(code)
    assert len(doubled) == 1
    for label in ("2021", "2023"):
        scenes = open_scenes(sample, label)
        codes = [a.code for a in areas_of(sample, label, scenes, AreaLevel.LPO)]
        of_area = sum(s.area_m2 for s, code in zip(scenes, codes) if code == doubled[0])
        assert of_area / sum(s.area_m2 for s in scenes) < 0.07
    assert after[doubled[0]] / 63 > 0.18


def test_published_rounds_leave_nothing_undecided_and_list_what_ceased_and_what_was_rejected_with_a_reason(sample):
    for label in PUBLISHED:
        assert all(scene.decided for scene in sample.scenes[label])
        listed = with_status(sample, label, SceneStatus.CEASED, SceneStatus.NOT_SCENE)
        assert all(scene.status_reason for scene in listed)
        assert with_status(sample, label, SceneStatus.NOT_SCENE)
    assert [len(with_status(sample, label, SceneStatus.CEASED)) for label in PUBLISHED] == [0, 12, 10]


def test_the_draft_carries_every_open_scene_of_2024_under_its_id_and_half_of_it_is_tagged(sample):
    draft = {scene.id: scene for scene in sample.scenes["2025"]}
    carried = [draft[scene.id] for scene in open_scenes(sample, "2024")]
    waiting = [scene for scene in carried if scene.to_confirm]
    assert len(carried) == 53
    assert len(waiting) == 27
    assert all(scene.status is SceneStatus.CANDIDATE for scene in waiting)
    assert all(scene.status is not SceneStatus.CANDIDATE for scene in carried if not scene.to_confirm)


def test_what_nobody_has_looked_at_in_the_draft_stands_as_it_was(sample):
    before = {scene.id: scene for scene in sample.scenes["2024"]}
    for scene in sample.scenes["2025"]:
        if scene.to_confirm:
            old = before[scene.id]
            assert scene.outline.equals_exact(old.outline)
            assert (scene.name, scene.answers, scene.tags) == (old.name, old.answers, old.tags)


def test_the_draft_holds_undecided_scenes_of_both_kinds_and_candidates(sample):
    mapping_round = the_round(sample, "2025")
    undecided = with_status(sample, "2025", SceneStatus.UNDECIDED)
    assert {verdict_of(scene, mapping_round, True).reason.value for scene in undecided} == {
        "answers_missing",
        "neither_rule",
    }
    assert all(scene.status_reason and scene.tags["to_discuss"] for scene in undecided)
    assert len([s for s in with_status(sample, "2025", SceneStatus.CANDIDATE) if not s.to_confirm]) == 3


def verdict_of(scene, mapping_round, was_open):
    rules = definition(mapping_round.definition, "definition"), definition(mapping_round.delisting, "delisting")
    return judge(scene.answers, *rules, was_open)


def test_every_status_is_what_the_answers_give_under_the_rules_of_the_round(sample):
    for number, mapping_round in enumerate(sample.rounds):
        before = sample.scenes[sample.rounds[number - 1].label] if number else ()
        was_open = {scene.id for scene in before if scene.counts}
        for scene in sample.scenes[mapping_round.label]:
            verdict = verdict_of(scene, mapping_round, scene.id in was_open)
            if scene.to_confirm:
                assert verdict.status == "open"
            elif scene.status is SceneStatus.CANDIDATE:
                assert verdict.status == "undecided"
            else:
                assert verdict.status == scene.status.value, (scene.id, mapping_round.label)


def test_every_answer_rests_on_a_source_a_day_before_the_reference_date_and_an_assessor(sample):
    for mapping_round in sample.rounds:
        for scene in sample.scenes[mapping_round.label]:
            for assessment in scene.answers.values():
                assert assessment.answer is not Answer.UNKNOWN
                assert assessment.source
                assert assessment.assessor
                assert assessment.date < mapping_round.ref_date
                if not scene.to_confirm:
                    assert (mapping_round.ref_date - assessment.date).days <= 150


def test_every_judged_scene_of_a_published_round_answers_every_criterion(sample):
    for label in PUBLISHED:
        assert all(len(scene.answers) == 7 for scene in sample.scenes[label])


def test_tags_are_filled_with_codes_of_their_lists(sample):
    categories = tuple(code for code, _, _ in sample.categories)
    for scene in every_scene(sample):
        for name, value in scene.tags.items():
            tag = TAGS_BY_NAME[name]
            allowed = categories if name == "category" else None
            assert parse_value(tag, value, allowed) == value
        if scene.status is not SceneStatus.CANDIDATE or scene.to_confirm:
            assert {tag.name for tag in TAGS if tag.name != "note"} <= scene.tags.keys()
            assert scene.tags["first_known_year"] <= the_round(sample, scene.round).ref_date.year
    assert {scene.tags.get("category") for scene in every_scene(sample)} >= set(categories)
    assert any(scene.tags.get("note") for scene in every_scene(sample))


def test_a_scene_comes_back_from_its_row_as_it_was(sample):
    for scene in every_scene(sample):
        assert scene_from_row(scene_to_row(scene), scene.outline) == scene


def test_no_text_holds_a_number_of_a_person(sample):
    for scene in every_scene(sample):
        texts = [scene.name, scene.status_reason, *(v for v in scene.tags.values() if isinstance(v, str))]
        texts += [text for a in scene.answers.values() for text in (a.source, a.assessor)]
        assert not any(find_personal_data(text) for text in texts)


def test_names_are_unique_within_a_round_and_stay_with_a_scene(sample):
    for label in EVERY:
        names = [scene.name for scene in sample.scenes[label]]
        assert len(names) == len(set(names))
        assert all(names)
    names_by_id = {}
    for scene in every_scene(sample):
        assert names_by_id.setdefault(scene.id, scene.name) == scene.name


def test_outlines_are_valid_and_have_20_to_200_vertices_to_the_centimetre(sample):
    for scene in every_scene(sample):
        rings = [ring for part in parts(scene.outline) for ring in (part.exterior, *part.interiors)]
        vertices = sum(len(ring.coords) - 1 for ring in rings)
        assert scene.outline.is_valid
        assert 20 <= vertices <= 200, (scene.id, vertices)
        for x, y in shapely.get_coordinates(scene.outline).tolist():
            assert (round(x, 2), round(y, 2)) == (x, y)


def test_outlines_cover_half_a_hectare_to_twenty(sample):
    areas = [scene.area_m2 for scene in every_scene(sample)]
    assert min(areas) >= 5_000.0
    assert max(areas) <= 200_000.0
    assert min(areas) < 10_000.0
    assert max(areas) > 120_000.0


def test_some_outlines_have_holes_and_some_several_parts(sample):
    for label in EVERY:
        outlines = [scene.outline for scene in with_status(sample, label, SceneStatus.OPEN, SceneStatus.CANDIDATE)]
        assert sum(bool(part.interiors) for outline in outlines for part in parts(outline)) >= 2
        assert sum(outline.geom_type == "MultiPolygon" for outline in outlines) >= 2


def test_place_types_are_all_there(sample):
    found = {scene.tags["place_type"] for scene in open_scenes(sample, "2021")}
    assert found == {"station", "square", "centre", "park", "housing", "other"}


@pytest.mark.parametrize("label", EVERY)
def test_scenes_of_a_round_never_overlap(sample, label):
    outlines = [scene.outline for scene in sample.scenes[label]]
    tree = shapely.STRtree(outlines)
    pairs = tree.query(outlines, predicate="intersects").T.tolist()
    assert [pair for pair in pairs if pair[0] < pair[1]] == []


@pytest.mark.parametrize("label", EVERY)
def test_one_scene_straddles_two_local_police_areas_and_all_others_lie_within_one(sample, label):
    scenes = sample.scenes[label]
    assignments = areas_of(sample, label, scenes, AreaLevel.LPO)
    (across,) = (a for a in assignments if len(a.shares) > 1)
    assert 0.55 < across.share < 0.8
    assert all(a.share == 1.0 for a in assignments if a is not across)
    assert all(a.share == 1.0 for a in areas_of(sample, label, scenes, AreaLevel.MUNICIPALITY))


def test_scenes_lie_on_land(sample):
    assert all(sample.land.contains(scene.outline) for scene in every_scene(sample))
