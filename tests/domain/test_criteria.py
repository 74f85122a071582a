"""The definitions and de-listing rules, held against their wordings by full truth tables."""

from __future__ import annotations

from itertools import product

import pytest

from drugscene_plugin.domain.criteria import (
    Answer,
    Assessment,
    Criterion,
    Definition,
    Outcome,
    VerdictReason,
    classify,
    definition,
    definitions,
    holds,
    judge,
    parse_definitions,
)
from drugscene_plugin.domain.errors import Refusal
from tests.builders import ALL_YES, answers

# The wordings, as a person reads them, of answers that are all known.
WORDINGS = {
    "D1": lambda a: (
        a["delimited"] and a["persistent"] and a["use"] and a["sale"] and a["public"]
        and (a["perceived_authorities"] or a["perceived_public"])
    ),
    "D2": lambda a: (
        a["delimited"] and a["persistent"] and a["use"] and a["sale"] and a["public"] and a["perceived_public"]
    ),
    "D3": lambda a: a["delimited"] and a["use"] and a["sale"] and a["public"] and a["perceived_public"],
    "D4": lambda a: a["delimited"] and a["use"] and a["sale"] and a["public"],
    "D5": lambda a: (
        not ((a["use"] or a["sale"]) and a["public"]) and not (a["perceived_public"] or a["perceived_authorities"])
    ),
    "D6": lambda a: not (a["persistent"] and a["sale"] and a["public"]),
}  # fmt: skip

NAMES = [criterion.value for criterion in Criterion]
EVERY_ANSWER = [dict(zip(NAMES, values)) for values in product((True, False, None), repeat=len(NAMES))]
WORDS = {True: "yes", False: "no", None: "unknown"}


def truths(wording, given):
    """What a wording says for every way in which the unknown answers may turn out."""
    unknown = [name for name, value in given.items() if value is None]
    return {
        bool(wording({**given, **dict(zip(unknown, values))})) for values in product((True, False), repeat=len(unknown))
    }


def as_answers(given):
    return answers(**{name: WORDS[value] for name, value in given.items()})


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_a_rule_holds_as_its_wording_says_whatever_the_unknown_turn_out_to_be(name):
    rule = definitions()[name]
    assert len(EVERY_ANSWER) == 3**7
    for given in EVERY_ANSWER:
        possible = truths(WORDINGS[name], given)
        expected = possible.pop() if len(possible) == 1 else None
        assert holds(as_answers(given), rule)[0] is expected, given


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_the_deciding_criteria_alone_decide(name):
    rule = definitions()[name]
    for given in EVERY_ANSWER:
        truth, deciders = holds(as_answers(given), rule)
        assert deciders
        if truth is None:
            assert all(given[c.value] is None for c in deciders), given
        else:
            kept = {c: a for c, a in as_answers(given).items() if c in deciders}
            assert holds(kept, rule)[0] is truth, given
            assert all(given[c.value] is not None for c in deciders), given


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_while_undecided_no_other_answer_would_decide(name):
    rule = definitions()[name]
    for given in EVERY_ANSWER:
        truth, deciders = holds(as_answers(given), rule)
        others = [n for n in NAMES if given[n] is None and Criterion(n) not in deciders]
        if truth is None:
            for value in (True, False):
                assert holds(as_answers({**given, **dict.fromkeys(others, value)}), rule)[0] is None, given


@pytest.mark.parametrize("name", ["D1", "D2", "D3", "D4"])
def test_what_is_not_a_scene_is_so_by_the_criteria_answered_no(name):
    for given in EVERY_ANSWER:
        found = classify(as_answers(given), definitions()[name])
        if found.outcome is Outcome.NOT_SCENE:
            assert all(given[c.value] is False for c in found.decided_by), given


def test_either_perception_is_enough_for_d1_and_d2_asks_for_the_publics():
    only_authorities = {**ALL_YES, **answers(perceived_public="no")}
    found = classify(only_authorities, definitions()["D1"])
    assert found.outcome is Outcome.OPEN
    assert Criterion.PERCEIVED_AUTHORITIES in found.decided_by
    assert Criterion.PERCEIVED_PUBLIC not in found.decided_by
    found = classify(only_authorities, definitions()["D2"])
    assert (found.outcome, found.decided_by) == (Outcome.NOT_SCENE, (Criterion.PERCEIVED_PUBLIC,))


def test_without_an_answer_everything_is_undecided():
    for name in ("D1", "D2", "D3", "D4"):
        assert classify({}, definitions()[name]).outcome is Outcome.UNDECIDED


def test_an_unknown_answer_with_evidence_is_still_unknown():
    given = {Criterion.SALE: Assessment(Answer.UNKNOWN, "patrol", None, "AB")}
    assert classify({**ALL_YES, **given}, definitions()["D4"]).decided_by == (Criterion.SALE,)


def test_the_deciders_stand_in_the_checklists_order():
    found = classify(answers(public="no", use="no", delimited="no"), definitions()["D4"])
    assert found.decided_by == (Criterion.DELIMITED, Criterion.USE, Criterion.PUBLIC)


def test_a_delisting_rule_does_not_classify():
    with pytest.raises(Refusal) as refused:
        classify(ALL_YES, definitions()["D5"])
    assert refused.value.code == "definition_is_delisting_rule"


# --- Judging a place


def verdict(given, was_open, name="D1", delisting="D5"):
    return judge(given, definitions()[name], definitions()[delisting], was_open)


@pytest.mark.parametrize("was_open", [True, False])
def test_a_place_that_meets_the_definition_is_open_whatever_it_was(was_open):
    found = verdict(ALL_YES, was_open)
    assert (found.status, found.reason) == ("open", VerdictReason.MEETS_DEFINITION)


def test_a_new_place_is_judged_by_the_definition_alone():
    found = verdict(answers(sale="no"), was_open=False)
    assert (found.status, found.reason) == ("not_scene", VerdictReason.FAILS_DEFINITION)
    found = verdict(answers(sale="yes"), was_open=False)
    assert (found.status, found.reason) == ("undecided", VerdictReason.ANSWERS_MISSING)


SALE_HAS_ENDED = {**ALL_YES, **answers(sale="no")}


def test_d6_delists_where_lasting_open_sale_has_ended_and_d5_asks_for_more():
    assert verdict(SALE_HAS_ENDED, True, delisting="D6").status == "ceased"
    found = verdict(SALE_HAS_ENDED, True, delisting="D5")
    assert (found.status, found.reason) == ("undecided", VerdictReason.NEITHER_RULE)
    assert set(found.decided_by) >= {Criterion.PERCEIVED_PUBLIC, Criterion.PERCEIVED_AUTHORITIES, Criterion.USE}
    assert Criterion.SALE not in found.decided_by


def test_d5_asks_that_neither_the_public_nor_authorities_perceive_it():
    gone = answers(use="no", sale="no", perceived_public="no", perceived_authorities="no")
    assert verdict(gone, True).status == "ceased"
    found = verdict({**gone, **answers(perceived_authorities="yes")}, True)
    assert (found.status, found.decided_by) == ("undecided", (Criterion.PERCEIVED_AUTHORITIES,))


def test_a_known_place_that_fails_the_definition_but_lacks_an_answer_for_delisting_is_told_which():
    found = verdict(answers(use="no", sale="no", perceived_public="no"), True)
    assert (found.status, found.reason) == ("undecided", VerdictReason.ANSWERS_MISSING)
    assert found.decided_by == (Criterion.PERCEIVED_AUTHORITIES,)


@pytest.mark.parametrize("delisting", ["D5", "D6"])
@pytest.mark.parametrize("name", ["D1", "D2", "D3", "D4"])
def test_a_known_place_never_drops_off_the_list_silently(name, delisting):
    for given in EVERY_ANSWER[::5]:
        found = verdict(as_answers(given), True, name, delisting)
        meets, ends = truths(WORDINGS[name], given), truths(WORDINGS[delisting], given)
        expected = "open" if meets == {True} else "ceased" if ends == {True} else "undecided"
        assert found.status == expected, given
        assert found.decided_by


# --- Reading definitions


def test_the_plugin_brings_four_definitions_and_two_delisting_rules():
    assert {d.id: d.kind for d in definitions().values()} == {
        "D1": "definition", "D2": "definition", "D3": "definition", "D4": "definition",
        "D5": "delisting", "D6": "delisting",
    }  # fmt: skip


def own(rule, **fields):
    return Definition(
        **{"id": "X1", "kind": "definition", "version": 1, "wording": "", "source": "", "rule": rule, **fields}
    )


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("mood", "definition_criterion_unknown"),
        ({"all": []}, "definition_rule_malformed"),
        ({"all": "use"}, "definition_rule_malformed"),
        ({"some": ["use"]}, "definition_rule_malformed"),
        ({"all": ["use"], "any": ["sale"]}, "definition_rule_malformed"),
        ({"any": ["use", {"not": "mood"}]}, "definition_criterion_unknown"),
        (["use"], "definition_rule_malformed"),
        ({}, "definition_rule_malformed"),
    ],
)
def test_a_malformed_rule_is_refused_by_name(rule, code):
    with pytest.raises(Refusal) as refused:
        own(rule)
    assert refused.value.code == code
    assert refused.value.values["definition"] == "X1"


def test_an_unknown_kind_is_refused():
    with pytest.raises(Refusal) as refused:
        own("use", kind="rule")
    assert refused.value.code == "definition_kind_unknown"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "definitions_unreadable"),
        ("[]", "definitions_unreadable"),
        ('{"version": 1}', "definitions_unreadable"),
        ('{"definitions": [{"id": "D1"}]}', "definitions_unreadable"),
        ('{"definitions": [%s, %s]}' % (('{"id":"D1","kind":"definition","version":1,"wording":"","source":"","rule":"use"}',) * 2),
         "definition_repeated"),
    ],
)  # fmt: skip
def test_a_definitions_file_that_cannot_be_read_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        parse_definitions(text)
    assert refused.value.code == code


def test_a_definition_is_found_by_id_and_kind_and_the_users_own_come_first():
    assert definition("D2", "definition").id == "D2"
    assert definition("X1", "definition", {"X1": own("use")}).rule == "use"
    with pytest.raises(Refusal) as refused:
        definition("D5", "definition")
    assert refused.value.code == "definition_unknown"
    assert refused.value.values["known"] == "D1, D2, D3, D4"
    with pytest.raises(Refusal) as refused:
        definition("D1", "delisting")
    assert refused.value.code == "delisting_unknown"
