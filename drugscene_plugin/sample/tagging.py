"""Answers and tags as an analyst fills them, consistent with the definition and the de-listing rule of each round.

The texts are Swedish, as the people who fill them write. They name no person, and no place outside the county.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Dict, Mapping, NamedTuple, Tuple

from ..domain.criteria import Answer, Assessment, Criterion
from ..domain.mapping_round import MappingRound
from ..domain.scene import TagValue
from ..domain.scene_fields import BUILT_IN_CODES
from .draws import Draws

CATEGORIES: Tuple[Tuple[str, str, str], ...] = (
    ("k1", "Kategori 1", "Category 1"),
    ("k2", "Kategori 2", "Category 2"),
    ("k3", "Kategori 3", "Category 3"),
)
"""The user's list of categories in the sample: code, text in Swedish, text in English. Neutral on purpose."""

_SOURCES: Mapping[Criterion, Tuple[str, ...]] = {
    Criterion.DELIMITED: ("Platsbesök", "Kartunderlag från kommunen"),
    Criterion.PERSISTENT: ("Lokal lägesbild", "Områdespolisens iakttagelser"),
    Criterion.USE: ("Lokal lägesbild", "Fältgruppens rapporter", "Områdespolisens iakttagelser"),
    Criterion.SALE: ("Lokal lägesbild", "Händelserapporter", "Underrättelserapport"),
    Criterion.PUBLIC: ("Platsbesök", "Områdespolisens iakttagelser"),
    Criterion.PERCEIVED_PUBLIC: ("Medborgardialog", "Trygghetsvandring", "Trygghetsmätning"),
    Criterion.PERCEIVED_AUTHORITIES: ("Kommunens trygghetsgrupp", "Samverkansmöte"),
}

_ASSESSORS = ("Analytiker 1", "Analytiker 2", "Områdespolis", "Kommunens trygghetssamordnare")

_GROUPS = (
    "Blandade åldrar",
    "Mest vuxna",
    "Mest unga vuxna",
    "Två grupper vid olika tider",
    "Vuxna med social utsatthet",
)

_NOTES = (
    "Handeln sker vid entréerna; rör sig inåt vid dåligt väder.",
    "Belysningen bytt i våras.",
    "Ordningsvakter på platsen under kvällar.",
    "Kommunen planerar att bygga om platsen.",
    "Följs upp på nästa samverkansmöte.",
    "Butiken intill har stängt, färre människor i rörelse.",
)

NOT_SCENE_REASONS = (
    "Bruk förekommer, men ingen försäljning har setts.",
    "Tillfällig handel under en sommar; ingen bestående plats.",
)
"""Why a place that was looked at is no scene."""

CEASED_REASONS = (
    "Ingen öppen handel det senaste halvåret enligt lokalpolisområde och kommun.",
    "Platsen ombyggd; handel och bruk har upphört.",
    "Avklassad efter gemensam bedömning av lokalpolisområde och kommun.",
)
"""Why a scene has ceased."""

UNDECIDED_REASONS: Mapping[str, str] = {
    "unanswered": "Underlag om försäljning saknas; begärt från områdespolisen.",
    "neither": "Handeln är kvar, men allmänheten uppfattar inte längre platsen som otrygg.",
}
"""Why nobody can say yet: an answer is missing, or neither the definition nor the de-listing rule is met."""


class Judgement(NamedTuple):
    """Which criteria are not answered yes: those answered no, and those not answered."""

    no: Tuple[Criterion, ...] = ()
    unknown: Tuple[Criterion, ...] = ()


def open_judgement(mapping_round: MappingRound, draws: Draws) -> Judgement:
    """All answered yes, but for perception where the definition is content with one side's."""
    if mapping_round.definition == "D1" and draws.chance(0.15):
        return Judgement(no=(Criterion.PERCEIVED_PUBLIC,))
    if draws.chance(0.1):
        return Judgement(no=(Criterion.PERCEIVED_AUTHORITIES,))
    return Judgement()


def ceased_judgement(mapping_round: MappingRound, draws: Draws) -> Judgement:
    """What meets the round's de-listing rule: D5 asks that use, sale and perception have ended, D6 lasting open sale."""
    if mapping_round.delisting == "D5":
        ended = (Criterion.SALE, Criterion.PERCEIVED_PUBLIC, Criterion.PERCEIVED_AUTHORITIES)
        return Judgement(no=(*ended, draws.pick((Criterion.USE, Criterion.PUBLIC))))
    return Judgement(
        no=draws.pick(((Criterion.SALE,), (Criterion.SALE, Criterion.USE), (Criterion.PERSISTENT, Criterion.SALE)))
    )


def not_scene_judgement(reason: str) -> Judgement:
    """What the reason says is missing."""
    return Judgement(no=(Criterion.SALE,) if reason == NOT_SCENE_REASONS[0] else (Criterion.PERSISTENT, Criterion.SALE))


def undecided_judgement(why: str) -> Judgement:
    """What leaves a scene undecided under D2 and D6: no answer about sale, or a public that no longer minds."""
    if why == "unanswered":
        return Judgement(unknown=(Criterion.SALE, Criterion.PERCEIVED_PUBLIC))
    return Judgement(no=(Criterion.PERCEIVED_PUBLIC,))


def candidate_judgement() -> Judgement:
    """Somebody has reported the place; nobody has judged it."""
    seen = (Criterion.DELIMITED, Criterion.PUBLIC)
    return Judgement(unknown=tuple(c for c in Criterion if c not in seen))


def answers(judgement: Judgement, mapping_round: MappingRound, draws: Draws) -> Dict[Criterion, Assessment]:
    """Answers with what they rest on; a criterion that is not answered is left out."""
    assessor = draws.pick(_ASSESSORS)
    found = {}
    for criterion in Criterion:
        if criterion in judgement.unknown:
            continue
        answer = Answer.NO if criterion in judgement.no else Answer.YES
        day = mapping_round.ref_date - timedelta(days=draws.whole(5, 150))
        found[criterion] = Assessment(answer, draws.pick(_SOURCES[criterion]), day, assessor)
    return found


def tags(place_type: str, first_round_year: int, draws: Draws) -> Dict[str, TagValue]:
    """Tags of a scene that was mapped for the first time in that year."""
    hours = {"station": ("daytime", "evening"), "park": ("evening", "night")}.get(
        place_type, ("daytime", "evening", "night")
    )
    found: Dict[str, TagValue] = {
        "category": draws.pick(("k1", "k2", "k2", "k3", "k3", "k3")),
        "place_type": place_type,
        "substances": tuple(draws.some(BUILT_IN_CODES["substance"][:6], 1, 3)),
        "group_present": draws.pick(_GROUPS),
        "times_of_day": tuple(draws.some(hours, 1, len(hours))),
        "days_of_week": tuple(draws.some(BUILT_IN_CODES["days_of_week"], 1, 2)),
        "first_known_year": first_round_year - (draws.whole(0, 1) if first_round_year > 2021 else draws.whole(0, 14)),
        "to_discuss": False,
    }
    if draws.chance(0.35):
        found["note"] = draws.pick(_NOTES)
    return found
