"""The truth of every change in the sample county, held against what the rounds show."""

from collections import Counter

import pytest
import shapely

from drugscene_plugin.analysis.lineage import propose_links
from drugscene_plugin.domain.lineage import LinkKind
from drugscene_plugin.domain.scene import SceneStatus, derived_scene_id

PAIRS = [("2021", "2023"), ("2023", "2024"), ("2024", "2025")]


def changes(sample, after, *kinds):
    return [change for change in sample.truth if change.to_round == after and (not kinds or change.kind in kinds)]


def scenes_of(sample, label):
    return {scene.id: scene for scene in sample.scenes[label]}


def one_to_one(sample, *kinds):
    for change in sample.truth:
        if change.kind in kinds:
            ((old,), (new,)) = change.from_ids, change.to_ids
            yield scenes_of(sample, change.from_round)[old], scenes_of(sample, change.to_round)[new]


def mutual_overlap(one, other):
    shared = one.outline.intersection(other.outline).area
    return shared / one.area_m2, shared / other.area_m2


def test_2023_has_12_ceased_11_new_and_mergers_and_splits_that_net_to_zero(sample):
    found = Counter(change.kind for change in changes(sample, "2023"))
    assert (found[LinkKind.CEASED], found[LinkKind.NEW]) == (12, 11)
    assert found[LinkKind.MERGED] >= 2
    assert found[LinkKind.SPLIT] >= 2
    merged = sum(len(change.from_ids) - 1 for change in changes(sample, "2023", LinkKind.MERGED))
    split = sum(len(change.to_ids) - 1 for change in changes(sample, "2023", LinkKind.SPLIT))
    assert merged == split
    for kind in (LinkKind.GROWN, LinkKind.SHRUNK, LinkKind.MOVED):
        assert found[kind] >= 3


def test_2024_has_10_ceased_and_nothing_new(sample):
    found = Counter(change.kind for change in changes(sample, "2024"))
    assert found[LinkKind.CEASED] == 10
    assert not {LinkKind.NEW, LinkKind.MERGED, LinkKind.SPLIT} & found.keys()


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_every_scene_stands_in_exactly_one_change(sample, before, after):
    found = changes(sample, after)
    was_open = [s.id for s in sample.scenes[before] if s.counts]
    not_rejected = [s.id for s in sample.scenes[after] if s.counts or s.status is SceneStatus.UNDECIDED or s.to_confirm]
    assert sorted(i for change in found for i in change.from_ids) == sorted(was_open)
    assert sorted(i for change in found for i in change.to_ids) == sorted(not_rejected)
    assert {change.from_round for change in found} == {before}


def test_what_ceased_stays_listed_with_its_outline(sample):
    for change in sample.truth:
        if change.kind is LinkKind.CEASED:
            (gone,) = change.from_ids
            row = scenes_of(sample, change.to_round)[gone]
            assert row.status is SceneStatus.CEASED
            assert row.outline.equals_exact(scenes_of(sample, change.from_round)[gone].outline)


def test_what_is_new_touches_nothing_of_the_round_before(sample):
    for change in sample.truth:
        if change.kind is LinkKind.NEW:
            (new,) = change.to_ids
            row = scenes_of(sample, change.to_round)[new]
            assert all(row.outline.distance(old.outline) > 250.0 for old in sample.scenes[change.from_round])


def test_what_continues_is_the_same_outline_drawn_again_within_three_metres(sample):
    distances = []
    for old, new in one_to_one(sample, LinkKind.CONTINUED):
        assert old.id == new.id
        assert abs(new.area_m2 / old.area_m2 - 1.0) < 0.05
        distances.append(shapely.hausdorff_distance(old.outline, new.outline))
    assert max(distances) < 3.0
    assert sum(d > 0.0 for d in distances) > 20
    assert sum(d == 0.0 for d in distances) > 20


def test_what_grew_or_shrank_did_so_by_a_quarter_at_least_and_kept_its_place(sample):
    for old, new in one_to_one(sample, LinkKind.GROWN):
        assert new.area_m2 >= 1.25 * old.area_m2
    for old, new in one_to_one(sample, LinkKind.SHRUNK):
        assert new.area_m2 <= 0.75 * old.area_m2
    for old, new in one_to_one(sample, LinkKind.GROWN, LinkKind.SHRUNK):
        assert old.id == new.id
        assert max(mutual_overlap(old, new)) > 0.95


def test_what_moved_a_little_moved_30_to_60_metres_and_overlaps_by_half(sample):
    for old, new in one_to_one(sample, LinkKind.MOVED):
        assert old.id == new.id
        assert 29.5 < old.outline.centroid.distance(new.outline.centroid) < 60.5
        assert abs(new.area_m2 / old.area_m2 - 1.0) < 0.05
        assert all(0.45 < share < 0.65 for share in mutual_overlap(old, new))


def test_a_merged_scene_covers_its_parents_names_them_and_has_an_id_made_of_theirs(sample):
    for change in changes(sample, "2023", LinkKind.MERGED):
        parents = [scenes_of(sample, "2021")[i] for i in change.from_ids]
        (merged,) = (scenes_of(sample, "2023")[i] for i in change.to_ids)
        assert merged.id == derived_scene_id(*change.from_ids)
        assert merged.predecessors == tuple(sorted(change.from_ids))
        assert all(mutual_overlap(parent, merged)[0] > 0.97 for parent in parents)
        assert not set(change.from_ids) & scenes_of(sample, "2023").keys()


def test_the_largest_part_of_a_split_keeps_the_id_and_the_other_names_its_parent(sample):
    for change in changes(sample, "2023", LinkKind.SPLIT):
        (parent,) = change.from_ids
        kept, split_off = (scenes_of(sample, "2023")[i] for i in change.to_ids)
        assert kept.id == parent
        assert kept.predecessors == ()
        assert split_off.predecessors == (parent,)
        assert kept.area_m2 > 1.2 * split_off.area_m2
        whole = scenes_of(sample, "2021")[parent]
        assert all(mutual_overlap(whole, part)[1] > 0.97 for part in (kept, split_off))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_outlines_and_ids_alone_tell_the_truth(sample, before, after):
    """What the plugin proposes without being told is what really happened."""
    expected = set()
    for change in changes(sample, after):
        pairs = [(i, j) for i in change.from_ids or (None,) for j in change.to_ids or (None,)]
        expected.update((change.kind, *pair) for pair in pairs)
    later = [s for s in sample.scenes[after] if s.counts or s.status is SceneStatus.UNDECIDED or s.to_confirm]
    links = propose_links([s for s in sample.scenes[before] if s.counts], later)
    assert {(link.kind, link.from_scene, link.to_scene) for link in links} == expected
