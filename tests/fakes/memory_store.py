"""A store in memory: what every store must do, in its plainest form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from drugscene_plugin.domain.area import Area, AreaLevel
from drugscene_plugin.domain.change_log import (
    Action,
    Deed,
    areas_deed,
    codes_deed,
    figures_deed,
    finding_deed,
    links_deed,
    local_decision_deed,
    measure_deed,
    release_deed,
    round_deed,
    scene_deed,
    sign_off_deed,
    state_deed,
)
from drugscene_plugin.domain.change_set import ChangeSet, Conflict, SceneChange
from drugscene_plugin.domain.check_out import CheckOut
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.figure import Figure, table_from_text, table_text
from drugscene_plugin.domain.lineage import LinkDecision
from drugscene_plugin.domain.mapping_round import (
    MappingRound,
    RoundLabel,
    check_unpublished,
    opened_again,
    published,
)
from drugscene_plugin.domain.measure import Measure
from drugscene_plugin.domain.publication import (
    Correction,
    Publication,
    check_correction,
    check_current,
    publication_from_text,
    snapshot_text,
    stale_rows,
)
from drugscene_plugin.domain.release_register import Release
from drugscene_plugin.domain.rights import EVERY_RIGHT, Rights
from drugscene_plugin.domain.scene import Scene, SceneId
from drugscene_plugin.domain.sign_off import LocalDecision, SignOff
from drugscene_plugin.domain.storable import check_text, storable_area, storable_scene, utc_text
from drugscene_plugin.workflow.ports import Clock, Code, LogEntry, StaleEdit, StoreInfo, utc_now


@dataclass
class _Content:
    """All that the store holds; replaced whole by each write, so that a refused one leaves nothing behind."""

    revision: int = 0
    rounds: Dict[str, MappingRound] = field(default_factory=dict)
    areas: List[Area] = field(default_factory=list)
    scenes: Dict[Tuple[str, str], Scene] = field(default_factory=dict)
    last_revisions: Dict[Tuple[str, str], int] = field(default_factory=dict)
    seen: Dict[Tuple[str, str], str] = field(default_factory=dict)
    codes: Dict[str, Tuple[Code, ...]] = field(default_factory=dict)
    log: List[LogEntry] = field(default_factory=list)
    links: Dict[str, Tuple[LinkDecision, ...]] = field(default_factory=dict)
    signed: Dict[str, Tuple[SignOff, ...]] = field(default_factory=dict)
    local: Tuple[LocalDecision, ...] = ()
    measures: Tuple[Measure, ...] = ()
    publications: Tuple[Tuple[str, Publication], ...] = ()
    corrections: Tuple[Correction, ...] = ()
    figures: Dict[Tuple[str, str], Figure] = field(default_factory=dict)
    releases: Tuple[Release, ...] = ()
    checked_out: Dict[str, CheckOut] = field(default_factory=dict)

    def copy(self) -> _Content:
        return replace(
            self,
            rounds=dict(self.rounds),
            areas=list(self.areas),
            scenes=dict(self.scenes),
            last_revisions=dict(self.last_revisions),
            seen=dict(self.seen),
            codes=dict(self.codes),
            log=list(self.log),
            links=dict(self.links),
            signed=dict(self.signed),
            figures=dict(self.figures),
        )


class MemoryStore:
    """Implements :class:`drugscene_plugin.workflow.ports.ReviewStore`.

    ``another()`` gives a second store object on the same content, as a second window on one file would have.
    """

    def __init__(self, crs: str = "EPSG:3006", clock: Clock = utc_now) -> None:
        self._crs = crs
        self._clock = clock
        self._box: List[_Content] = [_Content()]

    def another(self) -> MemoryStore:
        other = MemoryStore(self._crs, self._clock)
        other._box = self._box
        return other

    @property
    def _content(self) -> _Content:
        return self._box[0]

    def _draft(self) -> _Content:
        draft = self._content.copy()
        draft.revision += 1
        return draft

    def _commit(self, draft: _Content) -> None:
        self._box[0] = draft

    def _note(self, draft: _Content, by: str, deed: Deed, label: Optional[str] = None, scene: Optional[str] = None):
        check_text("by", by)
        at = utc_text(self._clock())
        draft.log.append(LogEntry(at, by, deed.action.value, label, scene, deed.before, deed.after))

    def info(self) -> StoreInfo:
        return StoreInfo("memory", self._crs, 2, self._content.revision)

    def rights(self) -> Rights:
        return EVERY_RIGHT

    def sharing(self) -> None:
        return None

    def rounds(self) -> List[MappingRound]:
        return sorted(self._content.rounds.values(), key=lambda r: (r.ref_date, r.label))

    def round(self, label: str) -> MappingRound:
        found = self._content.rounds.get(label)
        if found is None:
            raise Refusal("round_unknown", round=label, known=", ".join(r.label for r in self.rounds()))
        return found

    def add_round(self, mapping_round: MappingRound, scenes: Sequence[Scene], by: str) -> None:
        label = mapping_round.label
        if label in self._content.rounds:
            raise Refusal("round_exists", round=label)
        draft = self._draft()
        draft.rounds[label] = mapping_round
        for scene in scenes:
            if scene.round != label or (label, scene.id) in draft.scenes:
                raise ValueError(f"scene {scene.id} of round {scene.round} repeats or is not of round {label}")
            draft.scenes[label, scene.id] = storable_scene(scene, 1)
            draft.last_revisions[label, scene.id] = 1
        self._note(draft, by, round_deed(mapping_round, len(scenes)), label)
        self._commit(draft)

    def areas(self, level: Optional[AreaLevel] = None) -> List[Area]:
        levels = list(AreaLevel)
        return sorted(
            (a for a in self._content.areas if level is None or a.level is level),
            key=lambda a: (levels.index(a.level), a.code, str(a.valid_from or "")),
        )

    def add_areas(self, areas: Sequence[Area], by: str) -> None:
        draft = self._draft()
        for area in areas:
            for other in draft.areas:
                if (other.level, other.code) == (area.level, area.code) and other.overlaps_in_time(area):
                    raise Refusal("area_exists", level=area.level.value, code=area.code)
            draft.areas.append(storable_area(area))
        self._note(draft, by, areas_deed([(a.level.value, a.code) for a in areas]))
        self._commit(draft)

    def scenes(self, label: str, only: Optional[Sequence[SceneId]] = None) -> List[Scene]:
        self.round(label)
        found = (scene for key, scene in sorted(self._content.scenes.items()) if key[0] == label)
        return [scene for scene in found if only is None or scene.id in only]

    def scene_rounds(self) -> Mapping[SceneId, Tuple[RoundLabel, ...]]:
        found: Dict[SceneId, Tuple[RoundLabel, ...]] = {}
        for mapping_round in self.rounds():
            for scene in self.scenes(mapping_round.label):
                found[scene.id] = (*found.get(scene.id, ()), mapping_round.label)
        return found

    def save(self, change_set: ChangeSet, by: str) -> Mapping[SceneId, int]:
        label = change_set.round
        if not self.round(label).editable:
            raise Refusal("round_not_editable", round=label, state=self.round(label).state.value)
        change_set.check()
        conflicts = tuple(c for c in (self._conflict(label, change) for change in change_set.changes) if c)
        if conflicts:
            raise StaleEdit(conflicts)
        draft = self._draft()
        written: Dict[SceneId, int] = {}
        for change in change_set.changes:
            key = (label, change.id)
            revision = draft.last_revisions[key] = draft.last_revisions.get(key, 0) + 1
            stored = draft.scenes.pop(key, None)
            if change.after is not None:
                draft.scenes[key] = storable_scene(change.after, revision)
                written[change.id] = revision
            self._note(draft, by, scene_deed(SceneChange(stored, draft.scenes.get(key))), label, change.id)
        if change_set:
            self._commit(draft)
        return written

    def _conflict(self, label: str, change: SceneChange) -> Optional[Conflict]:
        theirs = self._content.scenes.get((label, change.id))
        expected = None if change.before is None else change.before.revision
        if (None if theirs is None else theirs.revision) == expected:
            return None
        lines = self.log(label, change.id) or self.log(label)
        return Conflict(change.id, change.after, theirs, lines[-1].by, lines[-1].at, change.before)

    def seen_findings(self, label: str) -> Mapping[str, str]:
        self.round(label)
        return {key[1]: reason for key, reason in sorted(self._content.seen.items()) if key[0] == label}

    def accept_finding(self, label: str, fingerprint: str, reason: str, by: str) -> None:
        self.round(label)
        check_text("fingerprint", fingerprint)
        check_text("reason", reason)
        draft = self._draft()
        before = draft.seen.pop((label, fingerprint), "")
        if reason:
            draft.seen[label, fingerprint] = reason
        if before != reason:
            self._note(draft, by, finding_deed(fingerprint, before, reason), label)
            self._commit(draft)

    def codes(self, code_list: str) -> List[Code]:
        return list(self._content.codes.get(code_list, ()))

    def set_codes(self, code_list: str, codes: Sequence[Code], by: str) -> None:
        check_text("code_list", code_list)
        for place, code in enumerate(codes):
            for text in (code.code, code.label_sv, code.label_en):
                check_text(code_list, text)
            if code.code in [c.code for c in codes[:place]]:
                raise Refusal("code_repeated", code_list=code_list, value=code.code)
        draft = self._draft()
        before = draft.codes.get(code_list, ())
        draft.codes[code_list] = tuple(codes)
        plain = [[(c.code, c.label_sv, c.label_en) for c in some] for some in (before, codes)]
        self._note(draft, by, codes_deed(code_list, *plain))
        self._commit(draft)

    def log(self, label: Optional[str] = None, scene: Optional[str] = None) -> List[LogEntry]:
        return [
            line
            for line in self._content.log
            if (label is None or line.round == label) and (scene is None or line.scene_id == scene)
        ]

    # -- review -----------------------------------------------------------------------------------------------------

    def link_decisions(self, label: str) -> List[LinkDecision]:
        self.round(label)
        return list(self._content.links.get(label, ()))

    def decide_links(self, label: str, decisions: Sequence[LinkDecision]) -> None:
        for decision in decisions:
            _check_texts(decision)
        if not decisions:
            return
        check_unpublished(self.round(label))
        draft = self._draft()
        draft.links[label] = (*draft.links.get(label, ()), *decisions)
        for by in dict.fromkeys(decision.by for decision in decisions):
            self._note(draft, by, links_deed([d.pair for d in decisions if d.by == by]), label)
        self._commit(draft)

    def sign_offs(self, label: str) -> List[SignOff]:
        self.round(label)
        return list(self._content.signed.get(label, ()))

    def add_sign_offs(self, label: str, sign_offs: Sequence[SignOff]) -> None:
        for sign_off in sign_offs:
            _check_texts(sign_off)
        if not sign_offs:
            return
        check_unpublished(self.round(label))
        draft = self._draft()
        draft.signed[label] = (*draft.signed.get(label, ()), *sign_offs)
        for by, role, code, decision in dict.fromkeys((s.by, s.role, s.code, s.decision) for s in sign_offs):
            number = sum((s.by, s.role, s.code, s.decision) == (by, role, code, decision) for s in sign_offs)
            self._note(draft, by, sign_off_deed(role.value, code, decision.value, number), label)
        self._commit(draft)

    def local_decisions(self) -> List[LocalDecision]:
        return list(self._content.local)

    def add_local_decision(self, decision: LocalDecision) -> None:
        _check_texts(decision)
        draft = self._draft()
        draft.local = (*draft.local, decision)
        deed = local_decision_deed(decision.decision.value, decision.date.isoformat())
        self._note(draft, decision.by, deed, scene=decision.scene)
        self._commit(draft)

    def measures(self) -> List[Measure]:
        return list(self._content.measures)

    def record_measure(self, measure: Measure) -> None:
        _check_texts(measure)
        draft = self._draft()
        draft.measures = (*draft.measures, measure)
        deed = measure_deed(measure.type, measure.actor, measure.since.isoformat(), measure.state.value)
        self._note(draft, measure.by, deed, scene=measure.scene)
        self._commit(draft)

    def set_round_state(self, mapping_round: MappingRound, by: str) -> None:
        before = self.round(mapping_round.label)
        check_unpublished(before)
        check_unpublished(mapping_round)
        self._change_state(before, mapping_round, Action.SET_ROUND_STATE, by)

    def _change_state(self, before: MappingRound, after: MappingRound, action: Action, by: str, **fields) -> None:
        draft = replace(self._draft(), **fields)
        draft.rounds[before.label] = replace(before, state=after.state, revision=after.revision)
        self._note(draft, by, state_deed(action, before, after), before.label)
        self._commit(draft)

    def publish(self, publication: Publication) -> None:
        label = publication.round.label
        snapshot = snapshot_text(publication)
        for name, text in (("by", publication.by), ("correction", publication.correction), ("snapshot", snapshot)):
            check_text(name, text)
        before = self.round(label)
        after = published(before)
        conflicts = stale_rows(publication, self.scenes(label), lambda scene: self._last(label, scene))
        if conflicts:
            raise StaleEdit(conflicts)
        check_current(publication, before, self.link_decisions(label), self.sign_offs(label))
        texts = (publication.by, publication.at, publication.checksum, publication.correction)
        kept = (*self._content.publications, (label, publication_from_text(snapshot, *texts)))
        self._change_state(before, after, Action.PUBLISH_ROUND, publication.by, publications=kept)

    def _last(self, label: str, scene: str) -> Tuple[str, str]:
        lines = self.log(label, scene)
        return (lines[-1].by, lines[-1].at) if lines else ("", "")

    def publications(self, label: str) -> List[Publication]:
        self.round(label)
        return [publication for known, publication in self._content.publications if known == label]

    def correct(self, correction: Correction) -> None:
        _check_texts(correction)
        before = self.round(correction.round)
        after = opened_again(before)
        check_correction(correction, before)
        kept = (*self._content.corrections, correction)
        self._change_state(before, after, Action.CORRECT_ROUND, correction.by, corrections=kept)

    def corrections(self, label: str) -> List[Correction]:
        self.round(label)
        return [correction for correction in self._content.corrections if correction.round == label]

    def figures(self, label: str) -> List[Figure]:
        self.round(label)
        return [figure for (known, _), figure in sorted(self._content.figures.items()) if known == label]

    def keep_figures(self, label: str, figures: Sequence[Figure]) -> None:
        texts = [table_text(figure.table) for figure in figures]
        for figure, text in zip(figures, texts):
            for name, value in (("sha256", figure.sha256), ("content", text), ("by", figure.by)):
                check_text(name, value)
        if not figures:
            return
        self.round(label)
        draft, now = self._draft(), utc_text(self._clock())
        for figure, text in zip(figures, texts):
            parameters = json.loads(figure.parameters_text)
            draft.figures[label, figure.name] = replace(
                figure, table=table_from_text(text), parameters=parameters, at=now
            )
        for by in dict.fromkeys(figure.by for figure in figures):
            deed = figures_deed([(f.name, f.parameters_text, f.sha256) for f in figures if f.by == by])
            self._note(draft, by, deed, label)
        self._commit(draft)

    def check_out(self, label: str) -> Optional[CheckOut]:
        return self._content.checked_out.get(label)

    def keep_check_out(self, check_out: CheckOut) -> None:
        self.round(check_out.round)
        draft = self._draft()
        draft.checked_out = {**draft.checked_out, check_out.round: check_out}
        self._commit(draft)

    def releases(self) -> List[Release]:
        return list(self._content.releases)

    def add_release(self, release: Release) -> None:
        _check_texts(release)
        for cell in release.cells:
            for word in cell.name:
                check_text("cell", word)
        self.round(release.round)
        draft = self._draft()
        draft.releases = (*draft.releases, replace(release, at=utc_text(self._clock())))
        deed = release_deed(release.revision, release.parameters, len(release.cells))
        self._note(draft, release.by, deed, release.round)
        self._commit(draft)


def _check_texts(thing) -> None:
    """Refuse a text that no file can hold."""
    for one in fields(thing):
        value = getattr(thing, one.name)
        if isinstance(value, str) and not isinstance(value, Enum):
            check_text(one.name, value)
