"""People's decisions take the place of proposals, and every scene stays explained."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.lineage import (
    Link,
    LinkDecision,
    LinkKind,
    ReasonCode,
    disputes,
    links_that_hold,
    lost_decisions,
    standing_decisions,
)

UNSURE = Link(LinkKind.UNSURE, "a", "b", 0.3, 0.3, 300.0)


def decision(kind, before=None, after=None, code=None, reason="seen on site"):
    return LinkDecision(kind, before, after, "Ann", "2023-11-01T10:00:00Z", code, reason)


CEASED = decision(LinkKind.CEASED, "a", code=ReasonCode.DELISTED)
NEW = decision(LinkKind.NEW, after="b", code=ReasonCode.ARISEN)


def kinds(proposals, decisions, before=("a",), after=("b",)):
    held = links_that_hold(proposals, decisions, before, after)
    return {h.link.pair: (h.link.kind.value, h.decided) for h in held}


def test_a_proposal_stands_until_somebody_decides():
    assert kinds([UNSURE], []) == {("a", "b"): ("unsure", False)}


def test_a_decision_takes_the_place_of_the_proposal_and_keeps_its_shares():
    (held,) = links_that_hold([UNSURE], [decision(LinkKind.MOVED, "a", "b")], ["a"], ["b"])
    assert (held.link.kind, held.link.share_from, held.decided) == (LinkKind.MOVED, 0.3, True)


def test_a_question_is_answered_by_saying_what_became_of_either_side():
    assert kinds([UNSURE], [CEASED, NEW]) == {("a", ""): ("ceased", True), ("", "b"): ("new", True)}


def test_one_side_answered_leaves_the_other_to_be_decided():
    assert kinds([UNSURE], [CEASED]) == {("a", ""): ("ceased", True), ("", "b"): ("new", False)}


def test_a_rejected_link_leaves_both_sides_to_be_decided():
    found = kinds([UNSURE], [decision(LinkKind.REJECTED, "a", "b")])
    assert found == {("a", "b"): ("rejected", True), ("a", ""): ("ceased", False), ("", "b"): ("new", False)}


def test_a_link_by_hand_settles_that_neither_is_ceased_or_new():
    proposals = [Link(LinkKind.CEASED, "a", None), Link(LinkKind.NEW, None, "b")]
    assert kinds(proposals, [decision(LinkKind.MOVED, "a", "b")]) == {("a", "b"): ("moved", True)}


def test_a_decision_about_a_scene_that_is_gone_is_told_and_not_used():
    gone = decision(LinkKind.MOVED, "a", "x")
    assert lost_decisions([gone, CEASED], ["a"], ["b"]) == [gone]
    assert kinds([UNSURE], [gone]) == {("a", "b"): ("unsure", False)}


def test_running_again_changes_nothing():
    once = links_that_hold([UNSURE], [CEASED, NEW], ["a"], ["b"])
    assert links_that_hold([h.link for h in once], [CEASED, NEW], ["a"], ["b"]) == once


def test_a_later_decision_sets_aside_what_it_contradicts():
    moved = decision(LinkKind.MOVED, "a", "b")
    assert standing_decisions([CEASED, NEW, moved]) == [moved]
    assert standing_decisions([moved, CEASED]) == [CEASED]
    other = decision(LinkKind.SPLIT, "a", "c")
    assert standing_decisions([moved, other]) == [moved, other]


def test_two_people_who_decide_differently_are_told():
    bo = LinkDecision(LinkKind.MOVED, "a", "b", "Bo", "2023-11-02T10:00:00Z")
    assert disputes([CEASED, bo]) == [(CEASED, bo)]
    assert disputes([CEASED, decision(LinkKind.MOVED, "a", "b")]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        dict(kind=LinkKind.UNSURE, before="a", after="b"),
        dict(kind=LinkKind.CEASED, before="a", after="b", code=ReasonCode.DELISTED),
        dict(kind=LinkKind.CEASED, before="a"),
        dict(kind=LinkKind.CEASED, before="a", code=ReasonCode.ARISEN),
        dict(kind=LinkKind.NEW, after="b"),
        dict(kind=LinkKind.MOVED, before="a"),
        dict(kind=LinkKind.MOVED, before="a", after="b", code=ReasonCode.ARISEN),
        dict(kind=LinkKind.REJECTED, before="a", after="b", reason=" "),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(Refusal):
        decision(**wrong)
