"""What happened to each scene from round to round, written down before anything is drawn: the truth for tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from shapely.geometry import LineString, MultiPolygon

from ..domain.lineage import LinkKind
from ..domain.mapping_round import MappingRound, RoundLabel, RoundState
from ..domain.scene import Scene, SceneId, SceneStatus, TagValue, derived_scene_id
from . import outlines, tagging
from .draws import Draws
from .names import Names
from .outlines import Outline
from .sites import Sites

ROUNDS: Tuple[MappingRound, ...] = (
    MappingRound(RoundLabel("2021"), date(2021, 10, 1), RoundState.PUBLISHED, "D1", "D5"),
    MappingRound(RoundLabel("2023"), date(2023, 10, 1), RoundState.PUBLISHED, "D3", "D5", RoundLabel("2021")),
    MappingRound(RoundLabel("2024"), date(2023, 12, 31), RoundState.PUBLISHED, "D2", "D6", RoundLabel("2023")),
    MappingRound(RoundLabel("2025"), date(2025, 3, 31), RoundState.DRAFT, "D2", "D6", RoundLabel("2024")),
)
"""The rounds. That of 2024 shows the state at the end of 2023."""

# What becomes of each scene, a sign for each of the rounds 2023, 2024 and 2025:
#   = continues   + has grown   - has shrunk   ~ has moved a little   x has ceased   . is no longer there
#   M and m, one after the other, have merged into one   S has been split in two   n is new
#   ? cannot be decided, an answer is missing   ! cannot be decided, neither rule is met
_FATES: Mapping[str, str] = {
    "9901-1": "===  x..  M=+  m..  =-=",
    "9901-2": "===  x..  +=?",
    "9901-3": "===  x..  -==",
    "9901-7": "=x.  ~=?",
    "9901-4": "===  ===  +-=  ===  -=x  ==!  n==",
    "9901-5": "===  x..  =x.  +-=  ~==  ==!  ===  n=+",
    "9901-6": "===  x..  =x.  +==  -==  ==~  n==",
    "9903": "===  x..  =-=  n==",
    "9904": "===  =x.  ~==  n==",
    "9905": "x..  =x.",
    "9914": "x..  -x.",
    "9911": "x..  =x.",
    "9912": "x..  =x.",
    "9906": "===  +==  =~=  n==",
    "9907": "S==  S==  -==  ===  =-=  ===  n==  n==  nx.  n==",
    "9908": "M==  m..  ===  =+=  nx.",
    "9917": "===",
    "9909": "x..  +==  ===",
    "9916": "x..",
}

_ACROSS_A_BORDER = ("9901-4", "9901-5")
"""The first scene of the first of these lies across the border with the second."""

_SMALL_SCENES = ("9907",)
"""Where scenes are small: here the number doubles, and the share of the area stays low."""

_NOT_SCENES: Mapping[str, Tuple[str, ...]] = {
    "2021": ("9901-5", "9905"),
    "2023": ("9901-1", "9907", "9910"),
    "2024": ("9904", "9906"),
    "2025": ("9901-6",),
}
"""Where places lie that were looked at in a round and found to be no scene."""

_CANDIDATES: Mapping[str, Tuple[str, ...]] = {"2025": ("9901-1", "9902", "9907")}
"""Where places lie that somebody has reported and nobody has judged."""

_REDRAWN = {"2023": 0.5, "2024": 0.25, "2025": 0.2}
"""The share of continuing scenes whose outline was drawn once more; the others' is the same to the last vertex."""


@dataclass(frozen=True)
class Change:
    """What became of scenes from one round to the next.

    ``from_ids`` are empty for a new scene, ``to_ids`` for one that has ceased; a merger has several of the first, a
    split several of the second, the part that kept the id foremost.
    """

    kind: LinkKind
    from_round: RoundLabel
    from_ids: Tuple[SceneId, ...]
    to_round: RoundLabel
    to_ids: Tuple[SceneId, ...]


class History(NamedTuple):
    """The scenes of each round, without their assignment to areas, and every change between the rounds."""

    scenes: Mapping[RoundLabel, Tuple[Scene, ...]]
    changes: Tuple[Change, ...]


@dataclass(frozen=True)
class _Place:
    """A scene on its way through the rounds: as it was last drawn, with what is to become of it."""

    id: SceneId
    name: str
    cell: str
    fates: str
    outline: Outline
    tags: Mapping[str, TagValue]
    predecessors: Tuple[SceneId, ...] = ()


class _Entry(NamedTuple):
    """A place in a round: its status there, and for an undecided one why."""

    place: _Place
    status: SceneStatus
    why: str = ""


def history(sites: Sites, border: Callable[[str, str], LineString]) -> History:
    """Draw all scenes of all rounds. ``border`` gives the line between two cells."""
    first, later = _places(sites, border)
    entries = [_Entry(place, SceneStatus.OPEN) for place in first]
    scenes = {ROUNDS[0].label: _rows(ROUNDS[0], entries, ())}
    changes: List[Change] = []
    for number, mapping_round in enumerate(ROUNDS[1:]):
        standing = [e.place for e in entries if e.status in (SceneStatus.OPEN, SceneStatus.UNDECIDED)]
        entries, found = _next_round(standing, later if number == 0 else [], number)
        changes.extend(found)
        scenes[mapping_round.label] = _rows(mapping_round, entries, scenes[ROUNDS[number].label])
    names = Names(place.name for place in (*first, *later))
    for mapping_round in ROUNDS:
        others = _others(mapping_round, sites, names)
        scenes[mapping_round.label] = tuple(sorted((*scenes[mapping_round.label], *others), key=lambda s: s.id))
    return History(scenes, tuple(changes))


# -- the places ------------------------------------------------------------------------------------------------------


def _places(sites: Sites, border: Callable[[str, str], LineString]) -> Tuple[List[_Place], List[_Place]]:
    """The places of the first round, and those that come in the second."""
    names = Names()
    found: List[_Place] = []
    cell = _ACROSS_A_BORDER[0]
    across = _place(cell, 0, _FATES[cell].split()[0], names)
    found.append(replace(across, outline=sites.put_across(across.outline, border(*_ACROSS_A_BORDER), cell)))
    for cell, line in _FATES.items():
        partner: Optional[_Place] = None
        for number, fates in enumerate(line.split()):
            if (cell, number) == (_ACROSS_A_BORDER[0], 0):
                continue
            place = _place(cell, number, fates, names)
            draws = Draws(f"site {place.id}")
            if fates[0] == "M":
                partner = place
            elif fates[0] == "m" and partner is not None:
                found.extend(_side_by_side(partner, place, sites, draws))
            else:
                found.append(replace(place, outline=sites.put(place.outline, cell, draws)))
    return [p for p in found if p.fates[0] != "n"], [p for p in found if p.fates[0] == "n"]


def _place(cell: str, number: int, fates: str, names: Names) -> _Place:
    place_id = derived_scene_id("sample county", cell, str(number))
    draws = Draws(f"place {place_id}")
    place_type = _place_type(fates, draws)
    if (cell, number) == (_ACROSS_A_BORDER[0], 0):
        place_type = "park"
    drawn = _drawn(place_type, fates, cell, draws)
    tags = tagging.tags(place_type, 2023 if fates[0] == "n" else 2021, draws)
    return _Place(place_id, names.new(place_type, draws), cell, fates, drawn, tags)


def _place_type(fates: str, draws: Draws) -> str:
    if fates[0] == "S":
        return "other"
    if fates[0] in "Mm" or "~" in fates:
        return draws.pick(("square", "station"))
    return draws.pick(("station", "station", "square", "square", "centre", "centre", "park", "housing", "other"))


def _drawn(place_type: str, fates: str, cell: str, draws: Draws) -> Outline:
    """An outline of the kind and size that suits a place and what is to become of it."""
    if fates[0] == "S":
        return outlines.along_a_path(draws, draws.between(19_000.0, 24_000.0), draws.whole(60, 80))
    if "~" in fates:
        return outlines.round_a_place(draws, draws.between(10_500.0, 15_000.0), draws.whole(22, 34))
    if cell in _SMALL_SCENES:
        return outlines.round_a_place(
            draws, draws.between(9_500.0, 14_000.0), draws.whole(20, 36), draws.between(1.1, 2.0)
        )
    if fates[0] in "Mm":
        return outlines.round_a_place(draws, draws.between(12_000.0, 20_000.0), draws.whole(24, 36))
    if place_type == "station":
        if draws.chance(0.3):
            return outlines.on_both_sides(draws, draws.between(20_000.0, 50_000.0), draws.whole(44, 60))
        return outlines.round_a_place(draws, draws.between(12_000.0, 50_000.0), draws.whole(24, 48), aspect=2.0)
    if place_type == "square":
        return outlines.round_a_place(draws, draws.between(10_000.0, 26_000.0), draws.whole(20, 36))
    if place_type == "other":
        return outlines.along_a_path(draws, draws.between(11_000.0, 26_000.0), draws.whole(30, 66))
    if place_type == "park":
        return outlines.round_a_place(
            draws, draws.between(25_000.0, 105_000.0), draws.whole(60, 170), 1.4, square=False, hole=draws.chance(0.6)
        )
    largest = 100_000.0 if "+" in fates else 170_000.0
    return outlines.round_a_place(
        draws, draws.between(32_000.0, largest), draws.whole(40, 110), draws.between(1.1, 1.8), hole=draws.chance(0.45)
    )


def _side_by_side(one: _Place, other: _Place, sites: Sites, draws: Draws) -> Tuple[_Place, _Place]:
    """Two places with a street between them."""
    standing = outlines.parts(one.outline)[0]
    both = MultiPolygon([standing, outlines.beside(draws, standing, outlines.parts(other.outline)[0], (25.0, 45.0))])
    put = outlines.parts(sites.put(both, one.cell, draws))
    return replace(one, outline=put[0]), replace(other, outline=put[1])


# -- from round to round ---------------------------------------------------------------------------------------------


def _next_round(
    standing: Sequence[_Place], arriving: Sequence[_Place], number: int
) -> Tuple[List[_Entry], List[Change]]:
    """What stands in a round, and what changed; ``number`` is the place of the round's sign among the fates."""
    before, after = ROUNDS[number].label, ROUNDS[number + 1].label
    entries: List[_Entry] = []
    changes: List[Change] = []
    waiting: Optional[_Place] = None
    for place in standing:
        sign = place.fates[number]
        draws = Draws(f"change {place.id} {after}")
        if sign == "M":
            waiting = place
            continue
        if sign == "m" and waiting is not None:
            from_places: Tuple[_Place, ...] = (waiting, place)
            to_places: Tuple[_Place, ...] = (_merged(waiting, place, draws),)
            kind = LinkKind.MERGED
        elif sign == "S":
            from_places, to_places, kind = (place,), _split(place, after, draws), LinkKind.SPLIT
        elif sign == "x":
            entries.append(_Entry(place, SceneStatus.CEASED))
            changes.append(Change(LinkKind.CEASED, before, (place.id,), after, ()))
            continue
        else:
            kind = _KINDS[sign]
            from_places, to_places = (place,), (_changed(place, kind, after, draws),)
        why = _UNDECIDED.get(sign, "")
        entries.extend(_Entry(p, SceneStatus.UNDECIDED if why else SceneStatus.OPEN, why) for p in to_places)
        changes.append(Change(kind, before, tuple(p.id for p in from_places), after, tuple(p.id for p in to_places)))
    for place in arriving:
        entries.append(_Entry(place, SceneStatus.OPEN))
        changes.append(Change(LinkKind.NEW, before, (), after, (place.id,)))
    return entries, changes


_KINDS: Mapping[str, LinkKind] = {
    "=": LinkKind.CONTINUED,
    "?": LinkKind.CONTINUED,
    "!": LinkKind.CONTINUED,
    "+": LinkKind.GROWN,
    "-": LinkKind.SHRUNK,
    "~": LinkKind.MOVED,
}

_UNDECIDED: Mapping[str, str] = {"?": "unanswered", "!": "neither"}


def _changed(place: _Place, kind: LinkKind, label: RoundLabel, draws: Draws) -> _Place:
    old = replace(place, predecessors=())
    if kind is LinkKind.GROWN:
        return replace(old, outline=outlines.grown_or_shrunk(draws, place.outline, draws.between(1.32, 1.6)))
    if kind is LinkKind.SHRUNK:
        return replace(old, outline=outlines.grown_or_shrunk(draws, place.outline, draws.between(0.52, 0.7)))
    if kind is LinkKind.MOVED:
        return replace(old, outline=outlines.moved_a_little(draws, place.outline, 0.58))
    if draws.chance(_REDRAWN[label]) and not _to_confirm(place.cell):
        return replace(old, outline=outlines.redrawn(draws, place.outline))
    return old


def _merged(one: _Place, other: _Place, draws: Draws) -> _Place:
    parents = tuple(sorted((one.id, other.id)))
    drawn = outlines.round_both(
        draws, outlines.parts(one.outline)[0], outlines.parts(other.outline)[0], draws.whole(28, 40)
    )
    name = f"{one.name} och {other.name}"
    return replace(one, id=derived_scene_id(*parents), name=name, outline=drawn, predecessors=parents)


def _split(place: _Place, label: RoundLabel, draws: Draws) -> Tuple[_Place, _Place]:
    """The two parts of a place: the larger one keeps the id and the name."""
    parts = outlines.cut_in_two(draws, outlines.parts(place.outline)[0], 0.58, 14.0, 22)
    larger, smaller = sorted(parts, key=lambda part: -part.area)
    side = "norra" if outlines.middle(smaller)[1] > outlines.middle(larger)[1] else "södra"
    kept = replace(place, outline=larger)
    split_off = replace(
        kept,
        id=derived_scene_id(place.id, label, "part"),
        name=f"{place.name}, {side} delen",
        outline=smaller,
        predecessors=(place.id,),
    )
    return kept, split_off


# -- the rows --------------------------------------------------------------------------------------------------------


def _to_confirm(cell: str) -> bool:
    """Whether nobody has looked at a cell's scenes yet in the draft: it is tagged police area by police area."""
    return not cell.startswith("9901")


def _rows(mapping_round: MappingRound, entries: Sequence[_Entry], before: Sequence[Scene]) -> Tuple[Scene, ...]:
    """The rows of a round, by id. In a draft, what nobody has looked at stands as it was carried forward."""
    earlier = {scene.id: scene for scene in before}
    draft = mapping_round.state is RoundState.DRAFT
    rows = []
    for entry in entries:
        if draft and _to_confirm(entry.place.cell):
            carried = replace(earlier[entry.place.id], round=mapping_round.label, predecessors=(), to_confirm=True)
            row = replace(carried, status=SceneStatus.CANDIDATE)
        else:
            row = _row(mapping_round, entry)
        rows.append(row)
    return tuple(sorted(rows, key=lambda scene: scene.id))


def _row(mapping_round: MappingRound, entry: _Entry) -> Scene:
    place, status = entry.place, entry.status
    draws = Draws(f"row {place.id} {mapping_round.label}")
    reason = ""
    if status is SceneStatus.CEASED:
        judgement, reason = tagging.ceased_judgement(mapping_round, draws), draws.pick(tagging.CEASED_REASONS)
    elif status is SceneStatus.UNDECIDED:
        judgement, reason = tagging.undecided_judgement(entry.why), tagging.UNDECIDED_REASONS[entry.why]
    else:
        judgement = tagging.open_judgement(mapping_round, draws)
    return Scene(
        id=place.id,
        round=mapping_round.label,
        outline=place.outline,
        name=place.name,
        status=status,
        status_reason=reason,
        answers=tagging.answers(judgement, mapping_round, draws),
        tags={**place.tags, "to_discuss": status is SceneStatus.UNDECIDED},
        predecessors=place.predecessors,
    )


def _others(mapping_round: MappingRound, sites: Sites, names: Names) -> List[Scene]:
    """Places that are no scenes in a round: those rejected, and those that nobody has judged."""
    found = []
    wanted: Dict[SceneStatus, Tuple[str, ...]] = {
        SceneStatus.NOT_SCENE: _NOT_SCENES[mapping_round.label],
        SceneStatus.CANDIDATE: _CANDIDATES.get(mapping_round.label, ()),
    }
    for status, cells in wanted.items():
        for number, cell in enumerate(cells):
            draws = Draws(f"{status.value} {mapping_round.label} {number}")
            place_type = draws.pick(("square", "park", "station"))
            drawn = outlines.round_a_place(draws, draws.between(8_000.0, 30_000.0), draws.whole(20, 40))
            tags: Dict[str, TagValue] = {"place_type": place_type, "to_discuss": True}
            judgement, reason = tagging.candidate_judgement(), ""
            if status is SceneStatus.NOT_SCENE:
                reason = draws.pick(tagging.NOT_SCENE_REASONS)
                judgement = tagging.not_scene_judgement(reason)
                tags = tagging.tags(place_type, mapping_round.ref_date.year, draws)
            found.append(
                Scene(
                    id=derived_scene_id("sample county", mapping_round.label, status.value, cell),
                    round=mapping_round.label,
                    outline=sites.put(drawn, cell, draws),
                    name=names.new(place_type, draws),
                    status=status,
                    status_reason=reason,
                    answers=tagging.answers(judgement, mapping_round, draws),
                    tags=tags,
                )
            )
    return found
