"""Filling a store with the sample county."""

from collections import Counter

import pytest

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.finding import Severity
from drugscene_plugin.domain.lineage import ReasonCode
from drugscene_plugin.domain.publication import publication_checksum
from drugscene_plugin.domain.sign_off import SignOffState
from drugscene_plugin.sample.geography import is_made_up
from drugscene_plugin.workflow.check_round import check_round
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.export_round import annual_content
from drugscene_plugin.workflow.sign_off import sign_offs_needed
from tests.fakes.memory_store import MemoryStore


@pytest.fixture(scope="module")
def store():
    filled = MemoryStore()
    create_sample(filled)
    return filled


def test_the_store_holds_areas_of_every_level(store):
    assert len(store.areas(AreaLevel.MUNICIPALITY)) == 26
    assert len(store.areas(AreaLevel.LPO)) == 17 + 18
    assert len(store.areas(AreaLevel.POLICE_AREA)) == 3
    assert len(store.areas(AreaLevel.DISTRICT)) == 7


def test_no_boundary_passes_for_official(store):
    assert [area.name for area in store.areas() if area.official or not is_made_up(area)] == []


def test_every_package_knows_that_they_are_made_up(store):
    assert all(annual_content(store, r.label, Profile.INTERNAL, "en").areas_made_up for r in store.rounds())


def test_the_store_holds_the_rounds_with_their_states(store):
    states = [(r.label, r.state.value) for r in store.rounds()]
    assert states == [("2021", "published"), ("2023", "published"), ("2024", "published"), ("2025", "draft")]


def test_open_scenes_of_each_round(store):
    assert [sum(s.counts for s in store.scenes(label)) for label in ("2021", "2023", "2024")] == [64, 63, 53]


def test_every_scene_has_its_areas_of_the_division_of_its_round(store):
    for mapping_round in store.rounds():
        valid = {a.code for a in store.areas() if a.valid_at(mapping_round.ref_date)}
        for scene in store.scenes(mapping_round.label):
            assert scene.lpo.code in valid
            assert scene.municipality.code in valid
            assert scene.lpo.share > 0.5
            assert not scene.lpo.overridden


def test_scenes_of_the_split_local_police_area_stand_in_both_new_ones(store):
    old = {s.id for s in store.scenes("2024") if s.counts and s.lpo.code == "991010"}
    assert {s.lpo.code for s in store.scenes("2025") if s.id in old} == {"991060", "991070"}


@pytest.mark.parametrize("label", ["2021", "2023", "2024"])
def test_the_checks_find_nothing_in_a_published_round_but_the_scene_that_straddles(store, label):
    assert [finding.code for finding in check_round(store, label)] == ["straddles_lpos"]


def test_the_checks_find_in_the_draft_what_is_left_to_do(store):
    errors = [finding.code for finding in check_round(store, "2025") if finding.severity is Severity.ERROR]
    assert Counter(errors) == {"undecided": 2, "undecided_neither_rule": 2, "candidates_to_judge": 1}


@pytest.mark.parametrize("label", ["2021", "2023", "2024"])
def test_a_published_round_is_signed_and_kept_with_its_checksum(store, label):
    (publication,) = store.publications(label)
    assert publication.scenes == tuple(store.scenes(label))
    assert publication.decisions == tuple(store.link_decisions(label))
    assert publication.checksum == publication_checksum(store.round(label), publication.scenes, publication.decisions)
    assert {needed.state for needed in sign_offs_needed(store, label)} == {SignOffState.APPROVED}


def test_every_link_of_the_published_rounds_was_decided_as_it_truly_was(store):
    assert store.link_decisions("2021") == [] and store.link_decisions("2025") == []
    codes = Counter(d.reason_code for d in store.link_decisions("2023") if d.reason_code)
    assert codes[ReasonCode.DELISTED] == 12 and codes[ReasonCode.ARISEN] + codes[ReasonCode.NEWLY_NOTICED] == 11


def test_measures_are_at_scenes_of_the_last_published_round(store):
    open_scenes = {scene.id for scene in store.scenes("2024") if scene.counts}
    assert {measure.scene for measure in store.measures()} <= open_scenes
    assert len({measure.actor for measure in store.measures()}) > 2


def test_the_categories_are_the_users_own(store):
    assert [(c.code, c.label_en) for c in store.codes("category")] == [
        ("k1", "Category 1"),
        ("k2", "Category 2"),
        ("k3", "Category 3"),
    ]


def test_a_store_in_another_reference_system_is_refused_and_stays_empty():
    other = MemoryStore(crs="EPSG:3011")
    with pytest.raises(Refusal) as refusal:
        create_sample(other)
    assert refusal.value.code == "sample_in_other_crs"
    assert other.areas() == []
    assert other.rounds() == []
