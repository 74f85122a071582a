"""The checklist that makes a place an open drug scene, and the rules that the mappings have used.

A definition and a de-listing rule are data (``resources/schemes/definitions.json``): a tree of ``all``, ``any`` and
``not`` over the criteria, judged in Kleene's three-valued logic (1952), with *unknown* as the third value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Mapping, Optional, Tuple, Union

from .errors import Refusal


class Criterion(str, Enum):
    """One question about a place."""

    DELIMITED = "delimited"
    PERSISTENT = "persistent"
    USE = "use"
    SALE = "sale"
    PUBLIC = "public"
    PERCEIVED_PUBLIC = "perceived_public"
    PERCEIVED_AUTHORITIES = "perceived_authorities"


class Answer(str, Enum):
    """The answer to a criterion."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Assessment:
    """An answer with what it rests on: the source, the day it was judged, and by whom."""

    answer: Answer = Answer.UNKNOWN
    source: str = ""
    date: Optional[date] = None
    assessor: str = ""


Answers = Mapping[Criterion, Assessment]
"""Answers by criterion; a criterion that is missing is unknown."""

Truth = Optional[bool]
"""True, False, or None for unknown."""

Rule = Union[str, Mapping[str, object]]
"""A criterion's name, or one of ``{"all": [...]}``, ``{"any": [...]}``, ``{"not": rule}``."""


class Outcome(str, Enum):
    """What the answers make of a place under one definition."""

    OPEN = "open"
    NOT_SCENE = "not_scene"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Classification:
    """An outcome, and the criteria that decided it, in the checklist's order.

    For *not a scene* these are the criteria answered no; for *undecided* those whose answer is missing; for *open*
    those that were needed.
    """

    outcome: Outcome
    decided_by: Tuple[Criterion, ...]


class VerdictReason(str, Enum):
    """Why a known place stands as it does."""

    MEETS_DEFINITION = "meets_definition"
    FAILS_DEFINITION = "fails_definition"
    ANSWERS_MISSING = "answers_missing"
    DELISTED = "delisted"
    NEITHER_RULE = "neither_rule"


@dataclass(frozen=True)
class Verdict:
    """The status that the answers give a place, why, and by which criteria."""

    status: str
    reason: VerdictReason
    decided_by: Tuple[Criterion, ...]


@dataclass(frozen=True)
class Definition:
    """A definition of an open drug scene, or a rule for de-listing one.

    ``wording`` is the published text in Swedish (empty for a user's own), ``source`` where it stands, ``version`` the
    version of our reading of it as a rule.
    """

    id: str
    kind: str
    version: int
    wording: str
    source: str
    rule: Rule
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("definition", "delisting"):
            raise Refusal("definition_kind_unknown", definition=self.id, kind=self.kind)
        _check_rule(self.rule, self.id)


def _check_rule(rule: Rule, definition: str) -> None:
    if isinstance(rule, str):
        if rule not in {c.value for c in Criterion}:
            raise Refusal("definition_criterion_unknown", definition=definition, criterion=rule)
        return
    if not isinstance(rule, Mapping) or len(rule) != 1:
        raise Refusal("definition_rule_malformed", definition=definition, rule=json.dumps(rule, default=str))
    ((operator, operand),) = rule.items()
    parts = operand if operator in ("all", "any") else [operand]
    if operator not in ("all", "any", "not") or not isinstance(parts, list) or not parts:
        raise Refusal("definition_rule_malformed", definition=definition, rule=json.dumps(rule, default=str))
    for part in parts:
        _check_rule(part, definition)


_Judged = Tuple[Truth, FrozenSet[Criterion]]


def _judge(rule: Rule, answers: Answers) -> _Judged:
    """The truth of a rule, and the criteria that made it so."""
    if isinstance(rule, str):
        criterion = Criterion(rule)
        assessment = answers.get(criterion)
        answer = Answer.UNKNOWN if assessment is None else assessment.answer
        truth = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}[answer]
        return truth, frozenset([criterion])
    ((operator, operand),) = rule.items()
    if operator == "not":
        truth, deciders = _judge(operand, answers)  # type: ignore[arg-type]
        return (None if truth is None else not truth), deciders
    judged = [_judge(part, answers) for part in operand]  # type: ignore[attr-defined]
    # One false part settles an "all", one true part an "any"; what settles it is what decided it.
    settling = operator == "any"
    truths = [truth for truth, _ in judged]
    if settling in truths:
        result: Truth = settling
    elif None in truths:
        result = None
    else:
        result = not settling
    deciders = frozenset().union(*(criteria for truth, criteria in judged if truth is result))
    return result, deciders


def _ordered(criteria: FrozenSet[Criterion]) -> Tuple[Criterion, ...]:
    return tuple(c for c in Criterion if c in criteria)


def holds(answers: Answers, definition: Definition) -> Tuple[Truth, Tuple[Criterion, ...]]:
    """Whether the rule holds for the answers (None: unknown), and the criteria that decided it."""
    truth, deciders = _judge(definition.rule, answers)
    return truth, _ordered(deciders)


def classify(answers: Answers, definition: Definition) -> Classification:
    """Say whether a place is an open drug scene under a definition, and by which criteria.

    >>> d4 = definitions()["D4"]
    >>> yes, no = Assessment(Answer.YES), Assessment(Answer.NO)
    >>> classify({Criterion.USE: yes, Criterion.SALE: no}, d4)
    Classification(outcome=<Outcome.NOT_SCENE: 'not_scene'>, decided_by=(<Criterion.SALE: 'sale'>,))
    """
    if definition.kind != "definition":
        raise Refusal("definition_is_delisting_rule", definition=definition.id)
    truth, deciders = holds(answers, definition)
    outcome = {True: Outcome.OPEN, False: Outcome.NOT_SCENE, None: Outcome.UNDECIDED}[truth]
    return Classification(outcome, deciders)


def judge(answers: Answers, definition: Definition, delisting: Definition, was_open: bool) -> Verdict:
    """Say what status the answers give a place.

    A place that was an open scene in the round before leaves the list only by the de-listing rule; where neither the
    definition nor that rule is met it is undecided, by the criteria that keep the de-listing rule from holding: those
    answered otherwise, or those without an answer where that is all that is missing.
    """
    classification = classify(answers, definition)
    if classification.outcome is Outcome.OPEN:
        return Verdict("open", VerdictReason.MEETS_DEFINITION, classification.decided_by)
    if not was_open:
        reason = {
            Outcome.NOT_SCENE: VerdictReason.FAILS_DEFINITION,
            Outcome.UNDECIDED: VerdictReason.ANSWERS_MISSING,
        }[classification.outcome]
        return Verdict(classification.outcome.value, reason, classification.decided_by)
    delisted, deciders = holds(answers, delisting)
    if delisted:
        return Verdict("ceased", VerdictReason.DELISTED, deciders)
    if classification.outcome is Outcome.UNDECIDED:
        return Verdict("undecided", VerdictReason.ANSWERS_MISSING, classification.decided_by)
    if delisted is None:
        return Verdict("undecided", VerdictReason.ANSWERS_MISSING, deciders)
    return Verdict("undecided", VerdictReason.NEITHER_RULE, deciders)


_SCHEME = Path(__file__).resolve().parent.parent / "resources" / "schemes" / "definitions.json"


def parse_definitions(text: str) -> Dict[str, Definition]:
    """Read a definitions file (schema: ``definitions.schema.json`` beside it); its ids, in order.

    Raises:
        Refusal: the file is no JSON, lacks a key, repeats an id, or holds a rule that is malformed.
    """
    try:
        entries = list(json.loads(text)["definitions"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refusal("definitions_unreadable", reason=str(error)) from error
    found: Dict[str, Definition] = {}
    for entry in entries:
        try:
            definition = Definition(**entry)
        except TypeError as error:
            raise Refusal("definitions_unreadable", reason=str(error)) from error
        if str(definition.id) in found:
            raise Refusal("definition_repeated", definition=definition.id)
        found[str(definition.id)] = definition
    return found


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, Definition]:
    """The definitions D1–D4 and the de-listing rules D5 and D6 that come with the plugin, by id."""
    return parse_definitions(_SCHEME.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def own_definitions(text: str) -> Mapping[str, Definition]:
    """A user's own definitions, by id; of an empty text none.

    Raises:
        Refusal: what :func:`parse_definitions` raises, or an id is one of the plugin's.
    """
    own = parse_definitions(text) if text else {}
    for taken in sorted(set(own) & set(definitions())):
        raise Refusal("definition_id_taken", definition=taken)
    return own


def definition(definition_id: str, kind: str, own: Mapping[str, Definition] = {}) -> Definition:
    """The definition or de-listing rule of that id, from the plugin's or a user's ``own``.

    Raises:
        Refusal: no such id, or it is of the other kind.
    """
    found = own.get(definition_id) or definitions().get(definition_id)
    if found is None or found.kind != kind:
        known = [d.id for d in (*definitions().values(), *own.values()) if d.kind == kind]
        raise Refusal(f"{kind}_unknown", definition=definition_id, known=", ".join(known))
    return found
