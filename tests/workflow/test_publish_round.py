"""Publishing: refused with all reasons at once, done in one go, and corrected by a new revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.finding import Severity
from drugscene_plugin.domain.lineage import LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import LocalDecisionKind, SignOffDecision, SignOffRole, SignOffState
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.correct_round import correct_round
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.decide_link import decide_link
from drugscene_plugin.workflow.link_rounds import link_rounds
from drugscene_plugin.workflow.ports import StaleEdit
from drugscene_plugin.workflow.publish_round import PublicationRefused, publish_round, readiness
from drugscene_plugin.workflow.record_decision import record_decision
from drugscene_plugin.workflow.round_state import set_round_state
from drugscene_plugin.workflow.sign_off import sign_off, sign_offs_needed
from tests.builders import lpo, mapping_round, square
from tests.fakes.memory_store import MemoryStore
from tests.workflow.follow_up import AREAS, Clock, ceased, kept, sign_all, store_of


def codes(store, label="2023"):
    return [obstacle.code for obstacle in readiness(store, label).obstacles]


def accept(store):
    link_rounds(store, "2023", "ada", accept=True, new_reason=ReasonCode.ARISEN, clock=Clock())


def edit(store, id, **fields):
    (row,) = [s for s in store.scenes("2023") if s.id == id]
    store.save(ChangeSet("2023", (SceneChange(row, replace(row, **fields)),)), "ada")


@pytest.fixture
def store():
    return store_of([kept("a", "2021"), kept("b", "2021", 1)], [kept("a"), ceased("b", 1), kept("n", place=4)])


@pytest.fixture
def ready(store):
    accept(store)
    sign_all(store)
    assert codes(store) == []
    return store


def test_all_reasons_are_told_at_once(store):
    edit(store, "n", status=SceneStatus.UNDECIDED)
    record_decision(store, "a", date(2023, 9, 14), LocalDecisionKind.DELIST, SignOffRole.LPO, "ada")
    before = (store.info(), store.log())
    with pytest.raises(PublicationRefused) as refused:
        publish_round(store, "2023", "ada")
    found = [obstacle.code for obstacle in refused.value.obstacles]
    assert set(found) == {
        "delisted_locally",
        "undecided_though_answered",
        "links_undecided",
        "sign_off_missing",
        "sign_off_missing_none",
    }
    assert all(obstacle.severity is Severity.ERROR for obstacle in refused.value.obstacles)
    assert (refused.value.code, refused.value.values["count"]) == ("round_not_publishable", len(found))
    assert (store.info(), store.log()) == before


def test_once_nothing_stands_against_it_the_round_is_published_and_closed(ready):
    publication = publish_round(ready, "2023", "ada", clock=Clock())
    assert ready.round("2023").state is RoundState.PUBLISHED
    assert ready.publications("2023") == [publication]
    assert (publication.by, publication.correction, len(publication.sign_offs)) == ("ada", "", 7)
    for attempt in (
        lambda: edit(ready, "a", name="x"),
        lambda: publish_round(ready, "2023", "ada"),
        lambda: link_rounds(ready, "2023", "ada", accept=True),
        lambda: decide_link(ready, "2023", "a", "a", LinkKind.GROWN, "ada"),
        lambda: sign_off(ready, "2023", SignOffRole.LPO, "L1", SignOffDecision.OBJECT, "bo"),
        lambda: set_round_state(ready, "2023", RoundState.DRAFT, "ada"),
    ):
        with pytest.raises(Refusal, match=r"round_published|round_not_editable"):
            attempt()


def test_the_first_round_needs_no_links(ready):
    sign_all(ready, "2021")
    publish_round(ready, "2021", "ada")
    assert ready.round("2021").state is RoundState.PUBLISHED


def test_a_round_in_review_is_published_too_and_its_rows_rest(ready):
    set_round_state(ready, "2023", RoundState.IN_REVIEW, "ada")
    with pytest.raises(Refusal, match="round_not_editable"):
        edit(ready, "a", name="x")
    publish_round(ready, "2023", "ada")


def test_nobody_publishes_without_a_name(ready):
    with pytest.raises(Refusal, match="text_missing"):
        publish_round(ready, "2023", " ")


class TestSignOffs:
    def test_every_lpo_and_municipality_signs_one_without_scenes_too(self, store):
        accept(store)
        needed = {(one.role.value, one.code, one.scene) for one in sign_offs_needed(store, "2023")}
        rows = {(role, code, scene) for role, code in (("lpo", "L1"), ("municipality", "0180")) for scene in "abn"}
        assert needed == rows | {("lpo", "L2", "")}

    def test_a_municipality_whose_last_scene_has_gone_signs_and_an_empty_one_does_not(self):
        town, village, empty = (
            replace(AREAS[2], code=code, outline=square(at=(x, 0), side=2000), name=code)
            for code, x in (("0180", 0), ("0181", 2000), ("0182", 4000))
        )
        store = store_of(
            [kept("a", "2021"), kept("b", "2021", 8)], [kept("a")], areas=(*AREAS[:2], town, village, empty)
        )
        signing = {one.code for one in sign_offs_needed(store, "2023") if one.role is SignOffRole.MUNICIPALITY}
        assert signing == {"0180", "0181"}

    def test_an_edit_after_the_sign_off_voids_it_for_that_row_alone(self, ready):
        edit(ready, "a", name="Renamed")
        voided = [one.scene for one in sign_offs_needed(ready, "2023") if one.state is SignOffState.VOIDED]
        assert voided == ["a", "a"]
        assert codes(ready) == ["sign_off_voided", "sign_off_voided"]
        sign_off(ready, "2023", SignOffRole.LPO, "L1", SignOffDecision.APPROVE, "bo", scenes=["a"])
        assert codes(ready) == ["sign_off_voided"]

    def test_a_new_scene_voids_that_there_are_none(self, ready):
        added = kept("z", outline=square(at=(5000, 100)))
        ready.save(
            ChangeSet("2023", (SceneChange(None, assigned_scenes([added], AREAS, date(2023, 10, 1))[0]),)), "ada"
        )
        assert "sign_off_missing" in codes(ready)

    def test_an_objection_stands_against_it_with_its_comment(self, ready):
        sign_off(ready, "2023", SignOffRole.LPO, "L1", SignOffDecision.OBJECT, "bo", "quiet since May", ["a"])
        (obstacle,) = readiness(ready, "2023").obstacles
        assert obstacle.code == "sign_off_objected" and obstacle.scenes == ("a",)
        assert obstacle.values["comment"] == "quiet since May" and obstacle.values["area"] == "Western"
        sign_off(ready, "2023", SignOffRole.LPO, "L1", SignOffDecision.APPROVE, "bo", scenes=["a"])
        assert codes(ready) == []

    def test_areas_of_another_time_do_not_sign(self, ready):
        ready.add_areas([lpo("L3", square(at=(0, 5000)), valid_from=date(2025, 1, 1))], "ada")
        assert codes(ready) == []
        with pytest.raises(Refusal, match="sign_off_area_unknown"):
            sign_off(ready, "2023", SignOffRole.LPO, "L3", SignOffDecision.APPROVE, "bo")


class TestLinks:
    def test_an_unsure_link_stands_against_it(self):
        store = store_of([kept("a", "2021")], [kept("a", place=9)])
        sign_all(store)
        assert codes(store) == ["link_unsure"]

    def test_a_scene_linked_twice_as_continued_does_not_fit(self, ready):
        at = "2023-11-15T08:00:00.000Z"
        ready.decide_links("2023", [LinkDecision(LinkKind.CONTINUED, "a", "n", "ada", at)])
        found = readiness(ready, "2023").obstacles
        misfits = [o for o in found if o.code == "link_kind_misfits"]
        assert {o.scenes for o in misfits} == {("a",), ("a", "n")}
        assert {o.values["allowed"].codes for o in misfits} == {("split",)}

    def test_two_people_who_decide_differently_at_once_are_told(self, ready):
        at = "2023-11-15T09:00:00.000Z"
        ready.decide_links("2023", [LinkDecision(LinkKind.GROWN, "a", "a", "bo", at)])
        assert codes(ready) == ["link_disputed"]
        settled = ready.link_decisions("2023")
        decide_link(ready, "2023", "a", "a", LinkKind.GROWN, "bo", reason="we measured", clock=Clock())
        assert codes(ready) == []
        ready._content.links["2023"] = tuple(settled)
        decide_link(ready, "2023", "a", "a", LinkKind.CONTINUED, "ada", reason="we measured", clock=Clock())
        assert codes(ready) == []

    def test_a_ledger_that_does_not_reconcile_says_where_and_by_how_much(self):
        store = store_of([kept("a", "2021")], [kept("a", outline=square(at=(5000, 100)))])
        sign_all(store)
        found = readiness(store, "2023").obstacles
        assert [o.code for o in found] == ["link_unsure", *["ledger_does_not_reconcile"] * 4]
        lines = {(o.values["unit"], o.values["measure"].codes): o.values["difference"] for o in found[1:]}
        assert lines == {
            ("Western", ("count",)): -1,
            ("Western", ("area_m2",)): -10_000,
            ("Eastern", ("count",)): 1,
            ("Eastern", ("area_m2",)): 10_000,
        }


class TestMeanwhile:
    def test_a_save_between_check_and_publication_is_stale(self, ready, monkeypatch):
        other = ready.another()
        real = MemoryStore.publish

        def late(self, publication):
            edit(other, "a", name="late")
            return real(self, publication)

        monkeypatch.setattr(MemoryStore, "publish", late)
        with pytest.raises(StaleEdit):
            publish_round(ready, "2023", "ada")
        assert ready.round("2023").state is RoundState.DRAFT and ready.publications("2023") == []

    def test_it_can_be_cancelled(self, ready):
        class Stopped:
            def report(self, share):
                pass

            def cancelled(self):
                return True

        with pytest.raises(Cancelled):
            publish_round(ready, "2023", "ada", Stopped())
        assert ready.round("2023").state is RoundState.DRAFT


class TestCorrections:
    def test_a_correction_opens_the_next_revision_with_its_reason(self, ready):
        first = publish_round(ready, "2023", "ada", clock=Clock())
        made = correct_round(ready, "2023", " the name was wrong ", "bo", Clock())
        assert (made.revision, made.reason) == (2, "the name was wrong")
        assert ready.round("2023").state is RoundState.DRAFT
        edit(ready, "a", name="Right")
        assert codes(ready) == ["sign_off_voided", "sign_off_voided"]
        sign_all(ready)
        second = publish_round(ready, "2023", "ada", clock=Clock())
        assert second.correction == "the name was wrong" and second.checksum != first.checksum
        assert [p.scenes[0].name for p in ready.publications("2023")] == ["Place a", "Right"]

    def test_what_nobody_touches_stays_signed(self, ready):
        first = publish_round(ready, "2023", "ada", clock=Clock())
        correct_round(ready, "2023", "a second look", "bo")
        again = publish_round(ready, "2023", "ada", clock=Clock())
        assert again.scenes == first.scenes and again.round.revision == 2

    @pytest.mark.parametrize(
        ("reason", "code"), [("", "text_missing"), ("  ", "text_missing"), ("070-123 45 67", "personal_data_given")]
    )
    def test_a_correction_needs_a_reason_without_personal_data(self, ready, reason, code):
        publish_round(ready, "2023", "ada")
        with pytest.raises(Refusal, match=code):
            correct_round(ready, "2023", reason, "bo")

    def test_a_draft_is_not_corrected(self, ready):
        with pytest.raises(Refusal, match="round_not_published"):
            correct_round(ready, "2023", "why", "bo")


@pytest.mark.parametrize("label", ["2021", "2023", "2024"])
def test_the_published_rounds_of_the_sample_would_pass_again(label):
    store = MemoryStore()
    create_sample(store)
    correct_round(store, label, "a second look", "ada")
    assert readiness(store, label).obstacles == ()
    assert publish_round(store, label, "ada").round.revision == 2


def test_a_round_after_an_unpublished_one_is_published_with_a_note(ready):
    assert [note.code for note in readiness(ready, "2023").notes] == ["round_before_unpublished"]


def test_a_round_without_areas_needs_no_signature():
    store = MemoryStore()
    store.add_round(mapping_round("2021", date(2021, 1, 1)), [], "ada")
    assert store.areas(AreaLevel.LPO) == [] and readiness(store, "2021").publishable
