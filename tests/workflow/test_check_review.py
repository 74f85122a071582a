"""What the checks say of local decisions, of ancestry, and of a published round that other software has written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.finding import Severity
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import LocalDecisionKind, SignOffRole
from drugscene_plugin.workflow.check_round import check_round
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.open_round import open_round
from drugscene_plugin.workflow.publish_round import publish_round
from drugscene_plugin.workflow.record_decision import record_decision
from tests.builders import mapping_round
from tests.fakes.memory_store import MemoryStore
from tests.workflow.follow_up import Clock, ceased, kept, sign_all, store_of

REVIEW_CODES = (
    "delisted_locally",
    "delisted_locally_to_judge",
    "classified_locally_not_listed",
    "predecessor_unknown",
    "predecessor_cycle",
    "id_without_overlap",
    "round_before_unpublished",
    "series_break",
    "link_decision_lost",
    "published_round_reopened",
    "published_round_changed",
    "published_record_changed",
    "link_unsure",
    "links_undecided",
    "link_kind_misfits",
    "link_disputed",
    "sign_off_missing",
    "sign_off_missing_none",
    "sign_off_voided",
    "sign_off_voided_none",
    "sign_off_objected",
    "sign_off_objected_none",
    "ledger_does_not_reconcile",
)

DELIST, CLASSIFY = LocalDecisionKind.DELIST, LocalDecisionKind.CLASSIFY


def record(store, scene, day, decision=DELIST):
    record_decision(store, scene, date.fromisoformat(day), decision, SignOffRole.LPO, "ada")


def found(store, label="2023"):
    return [(f.code, f.scenes) for f in check_round(store, label) if f.code in REVIEW_CODES]


class TestLocalDecisions:
    def test_a_scene_delisted_locally_that_stands_open_is_an_error(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        record(store, "a", "2023-09-14")
        (finding,) = [f for f in check_round(store, "2023") if f.code == "delisted_locally"]
        assert finding.severity is Severity.ERROR and finding.scenes == ("a",) and finding.where is not None
        told = [str(value) for value in finding.values.values()]
        assert any("2023-09-14" in value for value in told) and any("Place a" in value for value in told)

    def test_the_case_of_2025_a_scene_dropped_one_and_a_half_years_before(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        record(store, "a", "2023-10-20")  # after the round of 2023
        assert found(store) == []
        open_round(store, "2025", date(2025, 3, 31), "ada", "2023")
        assert found(store, "2025") == [("delisted_locally_to_judge", ("a",))]

    @pytest.mark.parametrize(
        ("decisions", "expected"),
        [
            ([("2023-10-02", DELIST)], []),
            ([("2023-10-01", DELIST)], ["delisted_locally"]),
            ([("2023-01-01", DELIST), ("2023-05-01", CLASSIFY)], []),
            ([("2023-05-01", CLASSIFY), ("2023-01-01", DELIST)], []),
            ([("2023-01-01", CLASSIFY), ("2023-05-01", DELIST)], ["delisted_locally"]),
        ],
        ids=["after the day", "on the day", "back on the list", "recorded late", "off again"],
    )
    def test_the_last_decision_by_the_reference_date_counts(self, decisions, expected):
        store = store_of([kept("a", "2021")], [kept("a")])
        for day, decision in decisions:
            record(store, "a", day, decision)
        assert [code for code, _ in found(store)] == expected

    def test_a_scene_classified_locally_but_not_listed_is_a_warning_until_a_round_has_judged_it(self):
        store = store_of([kept("a", "2021")], [ceased("a")])
        record(store, "a", "2023-05-01", CLASSIFY)
        assert found(store) == [("classified_locally_not_listed", ("a",))]
        store.add_round(mapping_round("2025", date(2025, 1, 1)), [], "ada")
        assert found(store, "2025") == []
        record(store, "a", "2024-05-01", CLASSIFY)
        assert found(store, "2025") == [("classified_locally_not_listed", ("a",))]

    def test_a_decision_about_no_scene_is_refused(self):
        store = store_of([], [kept("a")])
        with pytest.raises(Refusal, match=r"scene_unknown.*zz"):
            record(store, "zz", "2023-01-01")

    def test_a_warning_can_be_seen_because(self):
        store = store_of([kept("a", "2021")], [ceased("a")])
        record(store, "a", "2023-05-01", CLASSIFY)
        (finding,) = [f for f in check_round(store, "2023") if f.code in REVIEW_CODES]
        store.accept_finding("2023", finding.fingerprint, "it moved", "ada")
        (seen,) = [f for f in check_round(store, "2023") if f.code in REVIEW_CODES]
        assert seen.seen == "it moved"


class TestAncestry:
    def test_a_predecessor_that_never_was_is_an_error(self):
        store = store_of([kept("a", "2021")], [kept("b", predecessors=("a", "zz"))])
        (finding,) = [f for f in check_round(store, "2023") if f.code == "predecessor_unknown"]
        assert finding.severity is Severity.ERROR and finding.values["predecessors"] == "zz"

    def test_a_predecessor_that_stood_in_the_round_and_was_merged_away_is_known(self):
        store = store_of([kept("a", "2021")], [kept("part")])
        (part,) = store.scenes("2023")
        merged = kept("m", predecessors=("part",))
        store.save(ChangeSet("2023", (SceneChange(part, None), SceneChange(None, merged))), "ada")
        assert found(store) == []

    def test_scenes_that_descend_from_each_other_are_one_error(self):
        rows = [
            kept("a", place=0, predecessors=("b",)),
            kept("b", place=1, predecessors=("c",)),
            kept("c", place=2, predecessors=("a",)),
            kept("d", place=3, predecessors=("a",)),
            kept("e", place=4, predecessors=("e",)),
        ]
        assert found(store_of([], rows)) == [("predecessor_cycle", ("a", "b", "c")), ("predecessor_cycle", ("e",))]

    def test_an_id_without_overlap_is_told(self):
        assert found(store_of([kept("a", "2021")], [kept("a", place=3)])) == [("id_without_overlap", ("a",))]


class TestWhatWasPublished:
    @pytest.fixture
    def store(self):
        made = store_of([], [kept("a"), kept("b", place=1)])
        made._content.rounds.pop("2021")
        sign_all(made)
        publish_round(made, "2023", "ada", clock=Clock())
        assert found(made) == []
        return made

    def test_a_row_that_other_software_changed_is_named(self, store):
        store._content.scenes["2023", "b"] = replace(store.scenes("2023")[1], name="Forged")
        (finding,) = [f for f in check_round(store, "2023") if f.code in REVIEW_CODES]
        assert (finding.code, finding.severity, finding.scenes) == ("published_round_changed", Severity.ERROR, ("b",))
        assert any("Forged" in str(value) for value in finding.values.values())

    def test_rows_that_other_software_added_and_removed_are_named(self, store):
        del store._content.scenes["2023", "a"]
        store._content.scenes["2023", "c"] = kept("c", place=2)
        assert found(store) == [("published_round_changed", ("a", "c"))]

    def test_a_date_that_other_software_changed_is_told(self, store):
        store._content.rounds["2023"] = replace(store.round("2023"), ref_date=date(2020, 1, 1))
        assert found(store) == [("published_record_changed", ())]

    def test_a_round_that_other_software_opened_again_is_told(self, store):
        store._content.rounds["2023"] = replace(store.round("2023"), state=RoundState.DRAFT)
        assert found(store) == [("published_round_reopened", ())]

    def test_a_forged_snapshot_is_told(self, store):
        ((label, kept_one),) = store._content.publications
        forged = replace(kept_one, scenes=(replace(kept_one.scenes[0], name="Forged"), *kept_one.scenes[1:]))
        store._content.publications = ((label, forged),)
        assert found(store) == [("published_round_changed", ("a",))]

    def test_the_next_round_tells_it_too(self, store):
        store._content.scenes["2023", "b"] = replace(store.scenes("2023")[1], name="Forged")
        store.add_round(mapping_round("2025", date(2025, 1, 1)), [], "ada")
        assert ("published_round_changed", ("b",)) in found(store, "2025")


def test_the_sample_decides_locally_only_what_its_rounds_say():
    store = MemoryStore()
    create_sample(store)
    assert len(store.local_decisions()) == 3
    rows = {s.id: s for s in store.scenes("2024")}
    assert {rows[d.scene].status for d in store.local_decisions()} == {SceneStatus.CEASED}
