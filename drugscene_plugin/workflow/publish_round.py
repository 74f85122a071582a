"""The user can publish a round, once nothing stands against it; all that does is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ..domain.area import Area, AreaLevel, names_by_code, valid_areas
from ..domain.errors import Refusal
from ..domain.finding import ERROR, WARNING, Finding, Term
from ..domain.lineage import LinkDecision, LinkKind, standing_decisions
from ..domain.mapping_round import MappingRound, RoundState, check_unpublished, previous_round
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from ..domain.publication import Publication, publication_of
from ..domain.scene import Scene, SceneId
from ..domain.sign_off import NO_SCENES, NeededSignOff, SignOff, SignOffState, needed_sign_offs
from ..domain.storable import utc_text
from .check_round import check_round
from .draw_up_ledger import Ledger, draw_up_ledger
from .free_text import required_text
from .link_rounds import Comparison, compare_rounds
from .ports import Clock, ReviewStore, utc_now


class PublicationRefused(Refusal):
    """A round cannot be published; ``obstacles`` are all the reasons, as findings."""

    def __init__(self, mapping_round: MappingRound, obstacles: Sequence[Finding]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__("round_not_publishable", round=mapping_round.label, count=len(self.obstacles))


@dataclass(frozen=True)
class Readiness:
    """A round as it would be published, and what stands against that.

    ``comparison`` and ``ledger`` are None for the first round. ``notes`` stand against nothing, but should be known.
    """

    mapping_round: MappingRound
    scenes: Tuple[Scene, ...]
    decisions: Tuple[LinkDecision, ...]
    sign_offs: Tuple[SignOff, ...]
    comparison: Optional[Comparison]
    ledger: Optional[Ledger]
    needed: Tuple[NeededSignOff, ...]
    obstacles: Tuple[Finding, ...]
    notes: Tuple[Finding, ...] = ()

    @property
    def publishable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.obstacles


def readiness(store: ReviewStore, label: str, progress: Progress = QUIET) -> Readiness:
    """Gather everything that stands against publishing a round.

    Raises:
        Refusal: ``round_unknown``, ``round_published``.
        Cancelled: the user asked to stop.
    """
    mapping_round = store.round(label)
    check_unpublished(mapping_round)
    decisions, sign_offs = tuple(store.link_decisions(label)), tuple(store.sign_offs(label))
    scenes, areas = tuple(store.scenes(label)), store.areas()
    errors = [f for f in check_round(store, label, progress=Part(progress, 0.0, 0.6)) if f.severity is ERROR]
    stop_if_cancelled(progress)
    before = previous_round(mapping_round, store.rounds())
    comparison = compare_rounds(store, label, progress=Part(progress, 0.6, 0.9)) if before else None
    ledger = draw_up_ledger(comparison, areas) if comparison else None
    lpos, municipalities = (
        valid_areas(areas, level, mapping_round.ref_date) for level in (AreaLevel.LPO, AreaLevel.MUNICIPALITY)
    )
    needed = needed_sign_offs(scenes, comparison.before if comparison else (), lpos, municipalities, sign_offs)
    obstacles = [*errors]
    if comparison is not None:
        obstacles += link_obstacles(comparison)
    obstacles += sign_off_obstacles(needed, [*lpos, *municipalities])
    if ledger is not None:
        obstacles += ledger_obstacles(ledger)
    stop_if_cancelled(progress)
    progress.report(0.95)
    return Readiness(
        mapping_round,
        scenes,
        decisions,
        sign_offs,
        comparison,
        ledger,
        tuple(needed),
        tuple(obstacles),
        tuple(_notes(comparison)) if comparison else (),
    )


def _notes(comparison: Comparison) -> Iterable[Finding]:
    """What should be known before a round is published, though it stands against nothing."""
    before = comparison.from_round
    if before.state is not RoundState.PUBLISHED:
        state = Term("round_state", (before.state.value,))
        yield Finding("round_before_unpublished", WARNING, (), None, {"round": before.label, "state": state})
    if comparison.series_break:
        rounds = {"round": comparison.mapping_round.label, "from_round": before.label}
        yield Finding("series_break", WARNING, (), None, rounds)
    for decision in comparison.lost:
        values = {
            **_sides(decision.from_scene, decision.to_scene, {}),
            "kind": Term("link_kind", (decision.kind.value,)),
        }
        yield Finding("link_decision_lost", WARNING, _ids(decision.from_scene, decision.to_scene), None, values)


def publish_round(
    store: ReviewStore, label: str, by: str, progress: Progress = QUIET, clock: Clock = utc_now
) -> Publication:
    """Publish a round: its rows, decisions and sign-offs are kept as this revision, and it can no longer be changed.

    Raises:
        PublicationRefused: with all the reasons at once.
        Refusal: ``round_unknown``, ``round_published``, ``text_missing`` (nobody is named),
            ``round_changed_meanwhile``.
        StaleEdit: somebody saved a row while it was checked.
        Cancelled: the user asked to stop; nothing was written.
    """
    person = required_text("by", by)
    ready = readiness(store, label, progress)
    if ready.obstacles:
        raise PublicationRefused(ready.mapping_round, ready.obstacles)
    reasons = [c.reason for c in store.corrections(label) if c.revision == ready.mapping_round.revision]
    publication = publication_of(
        ready.mapping_round,
        ready.scenes,
        ready.decisions,
        ready.sign_offs,
        person,
        utc_text(clock()),
        reasons[-1] if reasons else "",
    )
    store.publish(publication)
    progress.report(1.0)
    return publication


# -- links -----------------------------------------------------------------------------------------------------------


def link_obstacles(comparison: Comparison) -> Iterable[Finding]:
    """What is not decided about the links, or was decided so that it cannot be."""
    names = {**_names(comparison.before), **_names(comparison.after)}
    waiting: Dict[LinkKind, List[SceneId]] = {}
    for held in comparison.undecided:
        link = held.link
        if link.kind is LinkKind.UNSURE:
            values = {
                **_sides(link.from_scene, link.to_scene, names),
                "reason": Term("link_reason", (link.reason.value,)),
            }
            yield Finding("link_unsure", ERROR, _ids(link.from_scene, link.to_scene), None, values)
        else:
            waiting.setdefault(link.kind, []).extend(_ids(link.to_scene or link.from_scene))
    for kind, scenes in sorted(waiting.items()):
        ids = tuple(sorted(set(scenes)))
        values = {"kind": Term("link_kind", (kind.value,)), "count": len(ids)}
        yield Finding("links_undecided", ERROR, ids, None, values)
    for misfit in comparison.misfits:
        link = misfit.link
        allowed = tuple(kind.value for kind in LinkKind if kind in misfit.allowed)
        values = {
            **_sides(link.from_scene, link.to_scene, names),
            "kind": Term("link_kind", (link.kind.value,)),
            "allowed": Term("link_kind", allowed),
        }
        yield Finding("link_kind_misfits", ERROR, _ids(link.from_scene, link.to_scene), None, values)
    standing = standing_decisions(comparison.decisions)
    for earlier, later in comparison.disputes:
        if later.reason or later not in standing:  # whoever overruled the other has said why, or was overruled since
            continue
        values = {
            **_sides(later.from_scene, later.to_scene, names),
            "kind": Term("link_kind", (later.kind.value,)),
            "by": later.by,
            "other_kind": Term("link_kind", (earlier.kind.value,)),
            "other_by": earlier.by,
        }
        yield Finding("link_disputed", ERROR, _ids(later.from_scene, later.to_scene), None, values)


def _names(scenes: Sequence[Scene]) -> Mapping[SceneId, str]:
    return {scene.id: scene.name.strip() or scene.id for scene in scenes}


def _sides(
    from_scene: Optional[SceneId], to_scene: Optional[SceneId], names: Mapping[SceneId, str]
) -> Dict[str, object]:
    sides = {"from_name": from_scene, "to_name": to_scene}
    return {key: "–" if scene is None else names.get(scene, scene) for key, scene in sides.items()}


def _ids(*scenes: Optional[SceneId]) -> Tuple[SceneId, ...]:
    return tuple(dict.fromkeys(scene for scene in scenes if scene))


# -- sign-offs -------------------------------------------------------------------------------------------------------

_SIGN_OFF_CODES = {
    SignOffState.MISSING: "sign_off_missing",
    SignOffState.VOIDED: "sign_off_voided",
    SignOffState.OBJECTED: "sign_off_objected",
}


def sign_off_obstacles(needed: Sequence[NeededSignOff], areas: Sequence[Area]) -> Iterable[Finding]:
    """The signatures that are missing, void, or objections: one line an area and state."""
    names = names_by_code(areas)
    groups: Dict[Tuple[str, str, SignOffState], List[NeededSignOff]] = {}
    for one in needed:
        if one.state is not SignOffState.APPROVED:
            groups.setdefault((one.role.value, one.code, one.state), []).append(one)
    for (role, _, state), found in groups.items():
        scenes = tuple(one.scene for one in found if one.scene != NO_SCENES)
        last = found[-1].last
        values: Dict[str, object] = {
            "role": Term("sign_off_role", (role,)),
            "area": names.get(found[0].code) or found[0].code,
            "count": len(scenes),
            "by": last.by if last else "",
            "comment": "; ".join(dict.fromkeys(one.last.comment for one in found if one.last and one.last.comment)),
        }
        code = _SIGN_OFF_CODES[state] + ("" if scenes else "_none")
        yield Finding(code, ERROR, scenes, None, values)


# -- ledger ----------------------------------------------------------------------------------------------------------


def ledger_obstacles(ledger: Ledger) -> Iterable[Finding]:
    """Where the ledger does not reconcile, and by how much."""
    for line in ledger.failing:
        behind = sorted({scene for scenes in line.scenes.values() for scene in scenes})
        values = {
            "level": Term("area_level", (line.level,)),
            "unit": line.name or line.code,
            "measure": Term("ledger_measure", (line.measure,)),
            "opening": round(line.opening),
            "closing": round(line.closing),
            "expected": round(line.closing - line.difference),
            "difference": round(line.difference),
        }
        yield Finding("ledger_does_not_reconcile", ERROR, tuple(behind), None, values)
