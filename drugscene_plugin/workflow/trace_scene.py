"""The user can trace a scene over all rounds: what it came from, what became of it, and who said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Set, Tuple

from ..domain.lineage import PAIRED, HeldLink, LinkKind
from ..domain.mapping_round import MappingRound, RoundLabel, RoundState, previous_round
from ..domain.progress import QUIET, Progress, stop_if_cancelled
from ..domain.scene import Scene, SceneId, by_id
from .link_rounds import Comparison, RoundScenes, compared
from .ports import ReviewStore


@dataclass(frozen=True)
class RoundOfHistory:
    """A round with its rows by id, and its comparison with the round before (None for the first)."""

    mapping_round: MappingRound
    scenes: Mapping[SceneId, Scene]
    comparison: Optional[Comparison] = None

    @property
    def links(self) -> Sequence[HeldLink]:
        """The links into it, rejected ones left out."""
        held = self.comparison.held if self.comparison else ()
        return [one for one in held if one.link.kind is not LinkKind.REJECTED]


@dataclass(frozen=True)
class History:
    """All rounds of a store, by reference date."""

    rounds: Tuple[RoundOfHistory, ...]

    def of(self, label: str) -> Optional[RoundOfHistory]:
        """The round of a label."""
        return next((one for one in self.rounds if one.mapping_round.label == label), None)


@dataclass(frozen=True)
class Stage:
    """What a traced scene was in one round.

    ``scenes`` are the rows that it was or came from, or that came from it, those that count first; ``links`` are those
    that lead to them from the round before. Both are empty where it was not on the list.
    """

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    links: Tuple[HeldLink, ...]


@dataclass(frozen=True)
class Trace:
    """A scene over all rounds; ``label`` is the round from which it was traced."""

    scene: SceneId
    label: RoundLabel
    stages: Tuple[Stage, ...]

    @property
    def ids(self) -> Set[SceneId]:
        """Every id that it has borne, those of its ancestors and descendants with it."""
        return {self.scene} | {scene.id for stage in self.stages for scene in stage.scenes}


def read_history(store: ReviewStore, progress: Progress = QUIET, known: Optional[History] = None) -> History:
    """Read all rounds and compare each with the one before; nothing is written.

    ``known`` is the history as the same store gave it before: what is published never changes, so it is not read again.
    (Where other software has written it all the same, the checks say so.)

    Raises:
        Cancelled: the user asked to stop.
    """
    rounds = store.rounds()
    read: Dict[RoundLabel, RoundScenes] = {}
    found: List[RoundOfHistory] = []
    for mapping_round in rounds:
        stop_if_cancelled(progress)
        before = previous_round(mapping_round, rounds)
        kept = _kept(known, mapping_round, [one.mapping_round for one in found])
        if kept is not None:
            read[mapping_round.label] = (mapping_round, tuple(kept.scenes.values()))
            found.append(kept)
            progress.report(len(found) / len(rounds))
            continue
        current = (mapping_round, store.scenes(mapping_round.label))
        read[mapping_round.label] = current
        comparison = None
        if before is not None:
            earlier = [read[r.label] for r in rounds if (r.ref_date, r.label) < (before.ref_date, before.label)]
            decisions = store.link_decisions(mapping_round.label)
            comparison = compared(current, read[before.label], earlier, decisions)
        found.append(RoundOfHistory(mapping_round, by_id(current[1]), comparison))
        progress.report(len(found) / len(rounds))
    return History(tuple(found))


def _kept(
    known: Optional[History], mapping_round: MappingRound, earlier: Sequence[MappingRound]
) -> Optional[RoundOfHistory]:
    """A round as it was read before, where neither it nor any round before it can have changed."""
    if known is None or any(r.state is not RoundState.PUBLISHED for r in (*earlier, mapping_round)):
        return None
    same = [one.mapping_round for one in known.rounds[: len(earlier) + 1]] == [*earlier, mapping_round]
    return known.rounds[len(earlier)] if same else None


def trace_scene(history: History, scene: SceneId, label: RoundLabel) -> Trace:
    """Follow the links from a scene of a round to its ancestors and descendants; its siblings are no part of that.

    A row under the scene's own id is shown in every round in which it stands, also where it does not count there.
    """
    reached: Dict[RoundLabel, Set[SceneId]] = {one.mapping_round.label: set() for one in history.rounds}
    used: Dict[RoundLabel, Set[Tuple[str, str]]] = {one.mapping_round.label: set() for one in history.rounds}
    if label in reached:
        reached[label].add(scene)
    _to_ancestors(history, label, reached, used)
    descendants: Dict[RoundLabel, Set[SceneId]] = {known: set() for known in reached}
    if label in descendants:
        descendants[label].add(scene)
    _to_descendants(history, label, descendants, used)
    for known, ids in descendants.items():
        reached[known] |= ids
    return Trace(
        scene,
        label,
        tuple(
            _stage(one, scene, reached[one.mapping_round.label], used[one.mapping_round.label])
            for one in history.rounds
        ),
    )


_Reached = Dict[RoundLabel, Set[SceneId]]
_Used = Dict[RoundLabel, Set[Tuple[str, str]]]


def _to_ancestors(history: History, label: RoundLabel, reached: _Reached, used: _Used) -> None:
    labels = [one.mapping_round.label for one in history.rounds]
    if label not in labels:
        return
    for one in reversed(history.rounds[: labels.index(label) + 1]):
        if one.comparison is None:
            continue
        here = reached[one.mapping_round.label]
        for held in one.links:
            link = held.link
            if link.to_scene not in here or link.to_scene is None:
                continue
            used[one.mapping_round.label].add(link.pair)
            source = _round_of_source(one.comparison, held)
            if source is not None and link.from_scene is not None:
                reached[source].add(link.from_scene)


def _to_descendants(history: History, label: RoundLabel, reached: _Reached, used: _Used) -> None:
    labels = [one.mapping_round.label for one in history.rounds]
    if label not in labels:
        return
    for one in history.rounds[labels.index(label) + 1 :]:
        if one.comparison is None:
            continue
        for held in one.links:
            link = held.link
            source = _round_of_source(one.comparison, held)
            if source is None or link.from_scene is None or link.from_scene not in reached[source]:
                continue
            used[one.mapping_round.label].add(link.pair)
            if link.to_scene is not None and link.kind is not LinkKind.UNSURE:
                reached[one.mapping_round.label].add(link.to_scene)


def _round_of_source(comparison: Comparison, held: HeldLink) -> Optional[RoundLabel]:
    """In which round a link's earlier scene stands; None where it has none, or is only asked about."""
    link = held.link
    if link.from_scene is None:
        return None
    if link.kind is LinkKind.RETURNED:
        return comparison.known_in.get(link.from_scene)
    return comparison.from_round.label if link.kind in PAIRED or link.kind is LinkKind.CEASED else None


def _stage(one: RoundOfHistory, scene: SceneId, ids: Set[SceneId], used: Set[Tuple[str, str]]) -> Stage:
    rows = [one.scenes[known] for known in {*ids, scene} if known in one.scenes]
    rows.sort(key=lambda row: (not row.counts, row.id != scene, row.id))
    return Stage(one.mapping_round, tuple(rows), tuple(held for held in one.links if held.link.pair in used))
