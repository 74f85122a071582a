"""Linking rounds: what is proposed, what accepting decides, and what stays for people to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely

from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.lineage import LinkKind, LinkReason, ReasonCode
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.decide_link import decide_link
from drugscene_plugin.workflow.link_rounds import compare_rounds, link_rounds
from tests.builders import mapping_round, square
from tests.fakes.memory_store import MemoryStore
from tests.workflow.follow_up import Clock, at, ceased, kept, store_of


def kinds(comparison):
    return {held.link.pair: held.link.kind for held in comparison.held}


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\(")


def decide(store, kind, from_scene="", to_scene="", by="ada", **given):
    return decide_link(store, "2023", from_scene, to_scene, LinkKind(kind), by, clock=Clock(), **given)


def test_only_open_scenes_are_linked():
    store = store_of(
        [kept("a", "2021"), kept("b", "2021", 1, status=SceneStatus.NOT_SCENE)],
        [kept("a"), kept("c", place=2, status=SceneStatus.CANDIDATE)],
    )
    assert kinds(compare_rounds(store, "2023")) == {("a", "a"): LinkKind.CONTINUED}


def test_a_scene_of_an_earlier_round_returns_and_its_round_is_known():
    store = store_of([kept("b", "2021", 3)], [kept("b", place=3), kept("x", place=0)])
    store.add_round(mapping_round("2019", date(2019, 1, 1)), [kept("a", "2019")], "ada")
    found = compare_rounds(store, "2023")
    assert kinds(found) == {("a", "x"): LinkKind.RETURNED, ("b", "b"): LinkKind.CONTINUED}
    assert found.known_in["a"] == "2019"


def test_an_id_without_overlap_is_asked_about_and_is_no_link():
    store = store_of([kept("a", "2021", 0)], [kept("a", place=9)])
    (held,) = compare_rounds(store, "2023").held
    assert (held.link.kind, held.link.reason) == (LinkKind.UNSURE, LinkReason.ID_WITHOUT_OVERLAP)


def test_predecessors_named_at_save_link_where_overlap_alone_would_only_ask():
    before = kept("a", "2021", outline=shapely.box(100, 100, 500, 200))
    after = kept("n", outline=shapely.box(400, 100, 735, 200))  # a quarter of the one, a third of the other
    assert kinds(compare_rounds(store_of([before], [after]), "2023"))["a", "n"] is LinkKind.UNSURE
    descends = replace(after, predecessors=("a",))
    (held,) = compare_rounds(store_of([before], [descends]), "2023").held
    assert (held.link.kind, held.link.reason) == (LinkKind.MOVED, LinkReason.SAME_ID_AND_OVERLAP)


def test_differing_rules_break_the_series():
    same = store_of([kept("a", "2021")], [kept("a")])
    assert not compare_rounds(same, "2023").series_break
    for rule in ({"definition": "D2"}, {"delisting": "D6"}):
        assert compare_rounds(store_of([kept("a", "2021")], [kept("a")], **rule), "2023").series_break


def test_rounds_out_of_order_are_refused():
    store = store_of([kept("a", "2021")], [kept("a")])
    for label, other in (("2021", "2023"), ("2021", "2021")):
        with refused("link_rounds_out_of_order"):
            compare_rounds(store, label, other)
    with refused("first_round"):
        compare_rounds(store, "2021")
    with refused("round_unknown"):
        compare_rounds(store, "2023", "1999")


class TestAccepting:
    def test_what_is_plain_is_decided_and_the_rest_waits(self):
        store = store_of(
            [kept("a", "2021"), kept("b", "2021", 1), kept("c", "2021", 2), kept("d", "2021", 3)],
            [
                kept("a"),
                ceased("b", 1),
                kept("c", place=2, status=SceneStatus.CANDIDATE),
                kept("n", place=5),
            ],
        )
        linked = link_rounds(
            store, "2023", "ada", accept=True, ceased_reason=ReasonCode.RECORDED_IN_ERROR, clock=Clock()
        )
        assert {d.pair: (d.kind, d.reason_code) for d in linked.accepted} == {
            ("a", "a"): (LinkKind.CONTINUED, None),
            ("b", ""): (LinkKind.CEASED, ReasonCode.DELISTED),
            ("d", ""): (LinkKind.CEASED, ReasonCode.RECORDED_IN_ERROR),
        }
        assert {held.link.pair for held in linked.comparison.undecided} == {("c", ""), ("", "n")}

    def test_ceased_against_the_rule_is_not_delisted_by_it(self):
        store = store_of([kept("a", "2021")], [kept("a", status=SceneStatus.CEASED)])
        assert link_rounds(store, "2023", "ada", accept=True, clock=Clock()).accepted == ()

    def test_a_reason_that_a_kind_does_not_take_decides_nothing_of_it(self):
        store = store_of([kept("b", "2021", 3)], [kept("b", place=3), kept("x")])
        store.add_round(mapping_round("2019", date(2019, 1, 1)), [kept("a", "2019")], "ada")
        reason = ReasonCode.NEWLY_NOTICED
        linked = link_rounds(store, "2023", "ada", accept=True, new_reason=reason, clock=Clock())
        assert [held.link.kind for held in linked.comparison.undecided] == [LinkKind.RETURNED]

    def test_a_second_run_changes_nothing(self):
        store = store_of([kept("a", "2021"), kept("b", "2021", 1)], [kept("a"), ceased("b", 1), kept("n", place=4)])
        first = link_rounds(store, "2023", "ada", accept=True, new_reason=ReasonCode.ARISEN, clock=Clock())
        before = (store.info().revision, store.link_decisions("2023"))
        second = link_rounds(store, "2023", "bo", accept=True, new_reason=ReasonCode.NEWLY_NOTICED, clock=Clock())
        assert (store.info().revision, store.link_decisions("2023")) == before
        assert second.accepted == () and second.comparison.held == first.comparison.held

    def test_an_unsure_link_is_never_accepted(self):
        store = store_of([kept("a", "2021", 0)], [kept("a", place=9)])
        linked = link_rounds(store, "2023", "ada", accept=True, new_reason=ReasonCode.ARISEN, clock=Clock())
        assert linked.accepted == ()

    def test_only_links_from_the_round_before_are_accepted(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        store.add_round(mapping_round("2019", date(2019, 1, 1)), [kept("a", "2019")], "ada")
        with refused("link_accept_other_round"):
            link_rounds(store, "2023", "ada", "2019", accept=True)
        assert kinds(link_rounds(store, "2023", "ada", "2019").comparison) == {("a", "a"): LinkKind.CONTINUED}


class TestDeciding:
    def test_a_decision_survives_a_re_run_and_a_redrawn_outline(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        decide(store, "grown", "a", "a")
        (row,) = store.scenes("2023")
        store.save(ChangeSet("2023", (SceneChange(row, replace(row, outline=square(at=at(0), side=98))),)), "ada")
        (held,) = compare_rounds(store, "2023").held
        assert held.decided and held.link.kind is LinkKind.GROWN and held.link.share_from == pytest.approx(0.9604)

    def test_two_scenes_without_overlap_are_linked_by_a_person(self):
        store = store_of([kept("a", "2021")], [kept("b", place=20)])
        decide(store, "moved", "a", "b", reason="the trade moved to the next station")
        assert kinds(compare_rounds(store, "2023")) == {("a", "b"): LinkKind.MOVED}

    def test_a_rejected_link_leaves_both_sides_to_explain(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        decide(store, "rejected", "a", "a", reason="another place of the same name")
        assert kinds(compare_rounds(store, "2023")) == {
            ("a", "a"): LinkKind.REJECTED,
            ("a", ""): LinkKind.CEASED,
            ("", "a"): LinkKind.NEW,
        }

    @pytest.mark.parametrize(
        ("kind", "sides", "named"),
        [("continued", ("z", "a"), "z"), ("continued", ("a", "z"), "z"), ("moved", ("a", "c"), "c")],
    )
    def test_a_scene_that_is_not_open_in_its_round_is_refused(self, kind, sides, named):
        store = store_of([kept("a", "2021")], [kept("a"), kept("c", place=3, status=SceneStatus.UNDECIDED)])
        with refused("link_scene_not_open") as refusal:
            decide(store, kind, *sides)
        assert refusal.value.values["scene"] == named

    def test_a_scene_returns_only_from_a_round_in_which_it_counted(self):
        store = store_of([kept("b", "2021", 3)], [kept("x")])
        store.add_round(mapping_round("2019", date(2019, 1, 1)), [kept("a", "2019", 8)], "ada")
        decide(store, "returned", "a", "x", reason_code=ReasonCode.ARISEN)
        with refused("link_scene_not_open"):
            decide(store, "returned", "b", "x", reason_code=ReasonCode.ARISEN)

    def test_a_decision_about_a_scene_that_is_gone_is_kept_and_told(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        decide(store, "continued", "a", "a")
        (row,) = store.scenes("2023")
        store.save(ChangeSet("2023", (SceneChange(row, None),)), "ada")
        found = compare_rounds(store, "2023")
        assert [d.pair for d in found.lost] == [("a", "a")]
        assert kinds(found) == {("a", ""): LinkKind.CEASED} and not found.held[0].decided
        with refused("link_scene_not_open"):
            decide(store, "continued", "a", "a")

    def test_who_decides_otherwise_than_another_gives_a_reason(self):
        store = store_of([kept("a", "2021")], [kept("a")])
        decide(store, "continued", "a", "a", by="ada")
        with refused("link_decided_otherwise") as refusal:
            decide(store, "grown", "a", "a", by="bo")
        assert (refusal.value.values["by"], refusal.value.values["kind"]) == ("ada", "continued")
        decide(store, "grown", "a", "a", by="ada")  # one's own decision may be changed
        decide(store, "shrunk", "a", "a", by="bo", reason="measured again")
        found = compare_rounds(store, "2023")
        assert kinds(found) == {("a", "a"): LinkKind.SHRUNK}
        assert [(earlier.by, later.by) for earlier, later in found.disputes] == [("ada", "bo")]


class TestTheSample:
    @pytest.fixture(scope="class")
    def store(self):
        filled = MemoryStore()
        create_sample(filled)
        return filled

    @pytest.mark.parametrize(("label", "expected"), [("2023", (12, 11, 2, 2)), ("2024", (10, 0, 0, 0))])
    def test_what_was_decided_is_what_the_machine_proposes(self, store, label, expected):
        found = compare_rounds(store, label)
        assert all(held.decided for held in found.held)
        assert found.misfits == [] and found.lost == [] and found.disputes == []
        alone = MemoryStore()
        alone._box = [store._content.copy()]
        alone._content.links = {}
        assert kinds(compare_rounds(alone, label)) == kinds(found)
        counts = found.counts
        mergers, splits = counts[LinkKind.MERGED] / 2, counts[LinkKind.SPLIT] / 2
        assert (counts[LinkKind.CEASED], counts[LinkKind.NEW], mergers, splits) == expected

    def test_the_draft_waits_for_people(self, store):
        found = compare_rounds(store, "2025")
        assert not any(held.decided for held in found.held)
