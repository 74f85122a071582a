"""Who may do what with a shared store: in the panel's words, in the plugin's methods, and in the database itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import psycopg2
import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile, Visibility
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.rights import Act, Role
from drugscene_plugin.domain.scene_fields import SCENE_FIELDS
from drugscene_plugin.domain.sign_off import SignOffDecision, SignOffRole, SignOffState
from drugscene_plugin.store.schema import TABLES
from drugscene_plugin.workflow.ports import Code
from drugscene_plugin.workflow.sign_off import sign_off, sign_offs_needed
from tests.builders import mapping_round, scene, square
from tests.store.shared import NOTED, placed, shared
from tests.workflow.store_contract import change, changes, decision, refused, snapshot

__all__ = ["shared"]


def row(store, id="a", label="2023"):
    return next(s for s in store.scenes(label) if s.id == id)


def test_a_store_says_who_one_is_and_what_is_ones_own(shared):
    found = shared.of("anna").rights()
    assert (found.user, found.roles, found.lpos) == ("anna", {Role.EDITOR}, {"1"})
    assert shared.of("bo").rights().municipalities == {"0180"}
    assert [shared.of(who).rights().profile for who in ("kim", "erik", "bo", "lars")] == [
        Profile.INTERNAL, Profile.INTERNAL, Profile.COOPERATION, Profile.PUBLIC,
    ]  # fmt: skip


def test_rights_that_are_given_later_are_seen_when_they_are_asked_for(shared):
    store = shared.of("anna")
    shared.add_person("anna", "reviewer", [("municipality", "0181"), ("lpo", "2")])
    found = store.rights()
    assert (found.roles, found.lpos) == ({Role.EDITOR, Role.REVIEWER}, {"1", "2"})
    store.save(changes(change(row(store, "b"), name="mine now")), "anna")


def test_whose_an_area_is_stands_in_the_log(shared):
    with shared.sql("kim") as run:
        run("INSERT INTO drugscene.members VALUES ('erik', 'lpo', '1')")
        run("DELETE FROM drugscene.members WHERE user_name = 'erik' AND code = '2'")
    given, taken = shared.owner.log()[-2:]
    assert (given.by, given.action, json.loads(given.after)) == (
        "kim", "set_rights", {"user": "erik", "level": "lpo", "code": "1"},
    )  # fmt: skip
    assert (taken.by, json.loads(taken.before)["code"], taken.after) == ("kim", "2", None)


def test_whoever_has_no_role_does_not_get_in(shared):
    with refused("store_forbidden"):
        shared.of("eve")


# -- editing -----------------------------------------------------------------------------------------------------------


def test_an_editor_edits_the_scenes_of_ones_own_area_and_sees_all(shared):
    store = shared.of("anna")
    assert [s.tags.get("note") for s in store.scenes("2023")] == [NOTED] * 3
    store.save(changes(change(row(store), name="renamed", outline=square(side=50))), "anna")
    assert row(shared.of("erik")).name == "renamed"


@pytest.mark.parametrize("attempt", ["change", "remove", "add", "give away", "take"])
def test_an_editor_does_not_touch_those_of_another(shared, attempt):
    store = shared.of("anna")
    mine, theirs = row(store, "a"), row(store, "b")
    made = {
        "change": change(theirs, name="x"),
        "remove": replace(change(theirs), after=None),
        "add": replace(change(scene("new", **placed("2"))), before=None),
        "give away": change(mine, **placed("2")),
        "take": change(theirs, **placed("1")),
    }[attempt]
    before = shared.owner.scenes("2023"), shared.owner.log()
    with refused("scene_elsewhere") as refusal:
        store.save(changes(change(row(store, "c"), name="y"), made), "anna")
    said = refusal.value.values
    assert (said["own"], said["code"], bool(said["scene"])) == ("1", "2", True)
    assert (shared.owner.scenes("2023"), shared.owner.log()) == before


LEADING = {
    "open a round": lambda s: s.add_round(mapping_round("2024", date(2024, 1, 1)), [], "x"),
    "put into review": lambda s: s.set_round_state(mapping_round(state=RoundState.IN_REVIEW), "x"),
    "publish": lambda s: s.publish(snapshot(s)),
    "set codes": lambda s: s.set_codes("category", [Code("a", "", "")], "x"),
    "add areas": lambda s: s.add_areas([], "x"),
}


@pytest.mark.parametrize("who", ["anna", "bo", "lars"])
@pytest.mark.parametrize("attempt", LEADING)
def test_only_the_county_leads(shared, who, attempt):
    with pytest.raises(Refusal, match=r"^(right_missing|round_unknown)"):
        LEADING[attempt](shared.of(who))


def test_a_reader_and_a_reviewer_write_no_scene(shared):
    for who in ("bo", "lars"):
        store = shared.of(who)
        with refused("right_missing"):
            store.save(changes(replace(change(scene("new", **placed("1"))), before=None)), who)


def test_links_and_measures_go_with_the_scene(shared):
    anna, taken = shared.of("anna"), MeasureState.DONE
    anna.decide_links("2023", [decision(to_scene="a")])
    anna.record_measure(Measure("a", "guards", "police", date(2023, 1, 1), None, taken, "", "x"))
    with refused("store_forbidden"):
        anna.decide_links("2023", [decision(to_scene="b")])
    with refused("store_forbidden"):
        anna.record_measure(Measure("b", "guards", "police", date(2023, 1, 1), None, taken, "", "x"))
    assert [d.by for d in shared.owner.link_decisions("2023")] == ["anna"]


# -- what is seen ------------------------------------------------------------------------------------------------------


def hidden(visibility):
    return [f.name for f in SCENE_FIELDS if not visibility.may_see(f.visibility)]


def test_a_reviewer_sees_the_cooperation_fields_of_ones_own_municipality(shared):
    store = shared.of("bo")
    found = store.scenes("2023")
    assert [s.id for s in found] == ["a", "c"]
    assert found[0].tags == {"place_type": "park"} and found[0].outline == square()
    assert store.log() == [] and store.seen_findings("2023") == {} and store.publications("2021") == []
    assert [(d.reason, d.by) for d in store.link_decisions("2021")] == [("", "")]
    with shared.sql("bo") as run:
        columns = ", ".join(f'"{name}"' for name in hidden(Profile.COOPERATION))
        assert set(run(f"SELECT {columns} FROM drugscene.scenes_cooperation")) == {
            (None,) * len(hidden(Profile.COOPERATION))
        }


def test_a_reader_sees_what_is_published_of_open_scenes_generalised(shared):
    store = shared.of("lars")
    assert [(r.label, r.state) for r in store.rounds()] == [("2021", RoundState.PUBLISHED)]
    found = store.scenes("2021")
    assert [(s.id, s.name, s.tags) for s in found] == [("a", "A", {}), ("b", "B", {})]
    drawn = set(square().exterior.coords) | set(square(at=(900, 0)).exterior.coords)
    assert not drawn & {point for s in found for point in s.outline.exterior.coords}
    with refused("round_unknown"):
        store.scenes("2023")
    assert store.measures() == [] and store.sign_offs("2021") == []


def test_the_last_published_revision_stays_with_the_public_while_it_is_corrected(shared):
    from drugscene_plugin.domain.publication import Correction

    kim, lars = shared.of("kim"), shared.of("lars")
    kim.correct(Correction("2021", 2, "wrong", "kim", ""))
    kim.save(changes(change(row(kim, "a", "2021"), name="corrected"), round="2021"), "kim")
    assert row(lars, "a", "2021").name == "A" and lars.round("2021").state is RoundState.PUBLISHED
    kim.publish(snapshot(kim, "2021"))
    assert row(lars, "a", "2021").name == "corrected" and lars.round("2021").revision == 2


@pytest.mark.parametrize(("who", "seen"), [("bo", Profile.COOPERATION), ("lars", Profile.PUBLIC)])
def test_nothing_that_somebody_may_read_has_what_is_hidden_from_them(shared, who, seen):
    """Every relation of the schema is read whole, as whoever comes with a program of one's own would."""
    with shared.sql("postgres") as run:
        relations = [n for (n,) in run("SELECT relname FROM pg_class WHERE relnamespace = 'drugscene'::regnamespace "
                                       "AND relkind IN ('r', 'v', 'm')")]  # fmt: skip
    assert {t.name for t in TABLES} < set(relations)
    readable = []
    with shared.sql(who) as run:
        for name in relations:
            try:
                text = str(run(f'SELECT t::text FROM drugscene."{name}" t'))
            except psycopg2.errors.InsufficientPrivilege:
                continue
            readable.append(name)
            assert NOTED not in text
    assert "scenes" not in readable and "change_log" not in readable and "publications" not in readable
    assert (f"scenes_{seen.value}" in readable) and len(readable) < 12


def test_every_hidden_field_of_the_declaration_is_empty_in_the_view(shared):
    with shared.sql("postgres") as run:
        for name, profile in (("scenes_cooperation", Profile.COOPERATION), ("scenes_public", Profile.PUBLIC)):
            ((definition,),) = run("SELECT pg_get_viewdef(%s::regclass)", f"drugscene.{name}")
            empty = re.findall(r'NULL::[a-z ]+ AS "?(\w+)"?', definition)
            assert sorted(empty) == sorted(f.name for f in SCENE_FIELDS if not profile.may_see(f.visibility))
    assert {f.visibility for f in SCENE_FIELDS} == set(Visibility)


# -- signing -----------------------------------------------------------------------------------------------------------


def test_a_reviewer_signs_the_whole_row_without_seeing_it(shared):
    bo, kim = shared.of("bo"), shared.of("kim")
    sign_off(bo, "2023", SignOffRole.MUNICIPALITY, "0180", SignOffDecision.APPROVE, "bo", "fine by us")
    state = {(n.role, n.scene): n.state for n in sign_offs_needed(kim, "2023")}
    assert state[SignOffRole.MUNICIPALITY, "a"] is SignOffState.APPROVED
    assert {n.state for n in sign_offs_needed(bo, "2023") if n.code == "0180"} == {SignOffState.APPROVED}
    kim.save(changes(change(row(kim), tags={"note": "changed by the police"})), "kim")
    state = {(n.role, n.scene): n.state for n in sign_offs_needed(kim, "2023")}
    assert state[SignOffRole.MUNICIPALITY, "a"] is SignOffState.VOIDED
    assert state[SignOffRole.MUNICIPALITY, "c"] is SignOffState.APPROVED
    seen = {n.scene: n.state for n in sign_offs_needed(bo, "2023") if n.code == "0180"}
    assert seen == {"a": SignOffState.VOIDED, "c": SignOffState.APPROVED}
    assert [(s.by, s.comment) for s in kim.sign_offs("2023")] == [("bo", "fine by us")] * 2


def test_a_signature_for_what_was_changed_while_it_was_looked_at_is_refused(shared):
    bo, kim = shared.of("bo"), shared.of("kim")
    seen = bo.scenes

    def slow(label):
        found = seen(label)
        kim.save(changes(change(row(kim), name="meanwhile")), "kim")
        bo.scenes = seen
        return found

    bo.scenes = slow
    with refused("round_changed_meanwhile"):
        sign_off(bo, "2023", SignOffRole.MUNICIPALITY, "0180", SignOffDecision.APPROVE, "bo")
    assert kim.sign_offs("2023") == []


def test_nobody_signs_for_another(shared):
    for who, role, code in (
        ("bo", SignOffRole.MUNICIPALITY, "0181"),
        ("bo", SignOffRole.LPO, "1"),
        ("anna", SignOffRole.LPO, "2"),
        ("anna", SignOffRole.MUNICIPALITY, "0180"),
        ("lars", SignOffRole.MUNICIPALITY, "0180"),
    ):
        with pytest.raises(Refusal, match=r"^(right_elsewhere|right_missing|round_unknown|sign_off_area_unknown)"):
            sign_off(shared.of(who), "2023", role, code, SignOffDecision.APPROVE, who)
    assert shared.owner.sign_offs("2023") == []


def test_the_table_of_rights_and_the_words_for_it_agree_with_the_store(shared):
    for who in ("kim", "anna", "bo", "lars"):
        rights = shared.of(who).rights()
        assert (rights.why_not(Act.LEAD_ROUND) is None) is (who == "kim")
        assert (rights.why_not(Act.EDIT_SCENES, lpo="1") is None) is (who in ("kim", "anna"))
        assert (rights.why_not(Act.SIGN_OFF, municipality="0180") is None) is (who in ("kim", "bo"))
