"""What a check has to say of a round beside others: local decisions, ancestry, and what was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

import shapely

from ..analysis.lineage import outlines_of
from ..analysis.outline_checks import Place, place_in
from ..domain.finding import ERROR, WARNING, Finding, Term
from ..domain.lineage import LinkDecision
from ..domain.mapping_round import MappingRound, RoundState, previous_round
from ..domain.publication import Publication, changed_since, publication_checksum
from ..domain.scene import Scene, SceneId
from ..domain.sign_off import LocalDecision, LocalDecisionKind, last_decisions
from .checked_round import MAY_COUNT, called
from .ports import ReviewStore


def review_findings(store: ReviewStore, mapping_round: MappingRound, scenes: Sequence[Scene]) -> List[Finding]:
    """Everything that the rest of the store has to say of a round, given with its rows as they are to be judged."""
    before = previous_round(mapping_round, store.rounds())
    previous = store.scenes(before.label) if before else []
    found = list(local_findings(mapping_round, scenes, store.local_decisions(), _judged_since(store, mapping_round)))
    found += ancestry_findings(scenes, _known_ids(store, mapping_round, scenes, previous))
    found += copied_ids(scenes, previous)
    found += _published_findings(store, mapping_round, scenes)
    if before is not None:
        found += _published_findings(store, before, previous)
    return found


# -- local decisions -------------------------------------------------------------------------------------------------


def local_findings(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    decisions: Sequence[LocalDecision],
    judged_on: Mapping[SceneId, date] = {},
) -> Iterable[Finding]:
    """Where the list says other than what was decided locally, last and on or before the reference date.

    A scene that was de-listed but stands open is an error; one that is still to be judged, a warning; and so is one
    that was classified but is not on the list. ``judged_on`` is the reference date of the last earlier round in which a
    scene was judged: a classification before that day has been answered.
    """
    rows = {scene.id: scene for scene in scenes}
    for known, decision in sorted(last_decisions(decisions, mapping_round.ref_date).items()):
        row = rows.get(known)
        listed = row is not None and row.status in MAY_COUNT
        values: Dict[str, object] = {
            "name": known if row is None else called(row),
            "scene": known,
            "date": decision.date.isoformat(),
            "role": Term("sign_off_role", (decision.role.value,)),
            "by": decision.by,
        }
        if decision.decision is LocalDecisionKind.DELIST and row is not None and listed:
            severity = ERROR if row.counts else WARNING
            code = "delisted_locally" if row.counts else "delisted_locally_to_judge"
            yield Finding(code, severity, (known,), _place(row), values)
        answered = known in judged_on and judged_on[known] >= decision.date
        if decision.decision is LocalDecisionKind.CLASSIFY and not listed and not answered:
            yield Finding("classified_locally_not_listed", WARNING, (known,), _place(row), values)


def _judged_since(store: ReviewStore, mapping_round: MappingRound) -> Mapping[SceneId, date]:
    """When each locally classified scene was last judged in an earlier round."""
    wanted = {d.scene for d in store.local_decisions() if d.decision is LocalDecisionKind.CLASSIFY}
    if not wanted:
        return {}
    found: Dict[SceneId, date] = {}
    for past in store.rounds():
        if (past.ref_date, past.label) < (mapping_round.ref_date, mapping_round.label):
            found.update((s.id, past.ref_date) for s in store.scenes(past.label) if s.id in wanted and s.decided)
    return found


# -- ancestry --------------------------------------------------------------------------------------------------------


def _known_ids(
    store: ReviewStore, mapping_round: MappingRound, scenes: Sequence[Scene], previous: Sequence[Scene]
) -> Set[SceneId]:
    """The ids that a scene of the round may name as predecessors: those of any round, and those that once stood here.

    Other rounds, and the round's log, are asked only for what is not found otherwise: a part may have been split and
    merged again before it ever stood in another round.
    """
    known = {scene.id for scene in (*scenes, *previous)}
    named = {p for scene in scenes for p in scene.predecessors}
    if not named <= known:
        known |= set(store.scene_rounds())
    return known | {scene for scene in named - known if store.log(mapping_round.label, scene)}


def ancestry_findings(scenes: Sequence[Scene], known: Set[SceneId]) -> Iterable[Finding]:
    """Predecessors that never were, and scenes that descend from themselves, as other software may write them."""
    parents = {scene.id: scene.predecessors for scene in scenes}
    for scene in sorted(scenes, key=lambda s: s.id):
        strange = tuple(p for p in scene.predecessors if p not in known)
        values: Dict[str, object] = {"name": called(scene), "predecessors": ", ".join(strange)}
        if strange:
            yield Finding("predecessor_unknown", ERROR, (scene.id,), _place(scene), values)
        cycle = _cycle(scene.id, parents)
        if cycle and scene.id == min(cycle):
            values = {"name": called(scene), "predecessors": " → ".join((*cycle, cycle[0]))}
            yield Finding("predecessor_cycle", ERROR, tuple(sorted(cycle)), _place(scene), values)


def _cycle(start: SceneId, parents: Mapping[SceneId, Tuple[SceneId, ...]]) -> Tuple[SceneId, ...]:
    """The way from a scene over its predecessors back to itself; empty where there is none."""
    ways: List[Tuple[SceneId, ...]] = [(start,)]
    seen: Set[SceneId] = set()
    while ways:
        way = ways.pop()
        for parent in parents.get(way[-1], ()):
            if parent == start:
                return way
            if parent not in seen:
                seen.add(parent)
                ways.append((*way, parent))
    return ()


def copied_ids(scenes: Sequence[Scene], previous: Sequence[Scene]) -> Iterable[Finding]:
    """Scenes whose id counted in the round before at quite another place: so a list copied from last year looks."""
    before = {scene.id: scene for scene in previous if scene.counts}
    pairs = [(scene, before[scene.id]) for scene in scenes if scene.counts and scene.id in before]
    if not pairs:
        return
    here, there = outlines_of([now for now, _ in pairs]), outlines_of([then for _, then in pairs])
    for (scene, _), metres in zip(pairs, shapely.distance(here, there).tolist()):
        if metres > 0:
            values = {"name": called(scene), "scene": scene.id, "distance_m": round(metres)}
            yield Finding("id_without_overlap", WARNING, (scene.id,), _place(scene), values)


# -- what was published ----------------------------------------------------------------------------------------------


def _published_findings(store: ReviewStore, mapping_round: MappingRound, scenes: Sequence[Scene]) -> Iterable[Finding]:
    publications = store.publications(mapping_round.label)
    if not publications:
        return ()
    return published_findings(mapping_round, scenes, store.link_decisions(mapping_round.label), publications[-1])


def published_findings(
    mapping_round: MappingRound,
    scenes: Sequence[Scene],
    decisions: Sequence[LinkDecision],
    publication: Publication,
) -> Iterable[Finding]:
    """A published round that is no longer as it was published: other software has written it, past every guard."""
    if publication.round.revision != mapping_round.revision:
        return
    if mapping_round.state is not RoundState.PUBLISHED:
        yield Finding("published_round_reopened", ERROR, (), None, {"round": mapping_round.label})
    changed = changed_since(publication, scenes)
    as_published = replace(publication.round, state=mapping_round.state) == mapping_round
    same = not changed and as_published and publication.decisions == tuple(decisions)
    if same and publication_checksum(mapping_round, scenes, decisions) == publication.checksum:
        return
    names = {scene.id: called(scene) for scene in (*publication.scenes, *scenes)}
    values = {
        "round": mapping_round.label,
        "count": len(changed),
        "names": ", ".join(names[known] for known in changed[:10]) + (" …" if len(changed) > 10 else ""),
    }
    code = "published_round_changed" if changed else "published_record_changed"
    yield Finding(code, ERROR, changed, None, values)


def _place(scene: Optional[Scene]) -> Optional[Place]:
    if scene is None or scene.outline is None or scene.outline.is_empty or not scene.outline.is_valid:
        return None
    return place_in(scene.outline)
