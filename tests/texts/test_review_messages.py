"""Every reason against a round has its words: each is brought about, and its sentence filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.lineage import LinkDecision, LinkKind
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import LocalDecisionKind, SignOffDecision, SignOffRole
from drugscene_plugin.texts.labels import finding_kind_label
from drugscene_plugin.texts.messages import REVIEW_FINDINGS, message
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import check_round
from drugscene_plugin.workflow.publish_round import publish_round, readiness
from drugscene_plugin.workflow.record_decision import record_decision
from drugscene_plugin.workflow.sign_off import sign_off
from tests.builders import square
from tests.workflow.follow_up import AREAS, Clock, ceased, kept, sign_all, store_of

AT = "2023-11-15T08:00:00.000Z"


def local(store, scene, decision):
    record_decision(store, scene, date(2023, 9, 14), decision, SignOffRole.LPO, "ada")


def not_reviewed():
    """A round of which everything is still to be said, with rows as other software may write them."""
    before = [kept("a", "2021"), kept("b", "2021", 1), kept("c", "2021", 2), kept("far", "2021", 4)]
    after = [
        kept("a", predecessors=("zz",)),
        ceased("b", 1),
        kept("c", place=2, status=SceneStatus.CANDIDATE),
        kept("d", place=7, predecessors=("d",)),
        kept("far", outline=square(at=(6000, 100))),
    ]
    store = store_of(before, after, definition="D2")
    for scene, decision in (("a", "delist"), ("c", "delist"), ("b", "classify")):
        local(store, scene, LocalDecisionKind(decision))
    return store


def badly_reviewed():
    """A round with links that do not fit, a dispute, an objection, void signatures and a lost decision."""
    store = store_of([kept("a", "2021"), kept("b", "2021", 2)], [kept("a"), kept("n", place=4), kept("x", place=6)])
    made = [
        ("a", "a", "continued", "ada"),
        ("a", "n", "continued", "ada"),
        ("b", "x", "moved", "ada"),
        ("a", "a", "grown", "bo"),
    ]
    store.decide_links("2023", [LinkDecision(LinkKind(kind), a, b, by, AT) for a, b, kind, by in made])
    sign_all(store)
    sign_off(store, "2023", SignOffRole.LPO, "L2", SignOffDecision.OBJECT, "bo", "it has one")
    rows = {s.id: s for s in store.scenes("2023")}
    renamed = replace(rows["a"], name="Renamed")
    store.save(ChangeSet("2023", (SceneChange(rows["a"], renamed), SceneChange(rows["x"], None))), "ada")
    sign_off(store, "2023", SignOffRole.LPO, "L1", SignOffDecision.OBJECT, "bo", "quiet since May", ["n"])
    return store


def void_of_none():
    """An area that had scenes when it signed, and has none now."""
    store = store_of([], [kept("a")])
    sign_all(store)
    signed = [replace(s, checksum="of another state") for s in store.sign_offs("2023") if s.code == "L2"]
    store.add_sign_offs("2023", signed)
    return store


def tampered(**changes):
    """A published round that other software has written."""
    store = store_of([], [kept("a")])
    sign_all(store, "2021")
    publish_round(store, "2021", "ada", clock=Clock())
    store._content.rounds["2021"] = replace(store.round("2021"), **changes)
    return store


def every_finding():
    rewritten = tampered()
    rewritten._content.scenes["2021", "f"] = assigned_scenes([kept("f", "2021")], AREAS, date(2021, 1, 1))[0]
    stores = [not_reviewed(), badly_reviewed(), void_of_none(), store_of([], [kept("a")])]
    found = [f for store in stores for f in (*readiness(store, "2023").obstacles, *readiness(store, "2023").notes)]
    found += [f for store in stores for f in check_round(store, "2023")]
    for store in (rewritten, tampered(state=RoundState.DRAFT), tampered(ref_date=date(2020, 1, 1))):
        found += check_round(store, "2021")
    return found


@pytest.mark.parametrize("language", ["en", "sv"])
def test_each_has_a_sentence_that_its_values_fill(language):
    found = every_finding()
    for finding in found:
        text = message(finding, language)
        assert "{" not in text and "None" not in text and "Term(" not in text, text
    assert set(REVIEW_FINDINGS) <= {finding.code for finding in found}


@pytest.mark.parametrize("code", sorted(REVIEW_FINDINGS))
def test_each_kind_has_a_name(code):
    assert finding_kind_label(code, "en") != code
