"""A store in memory: what every store must do, in its plainest form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from drugscene_plugin.domain.area import Area, AreaLevel
from drugscene_plugin.domain.change_log import Deed, areas_deed, codes_deed, finding_deed, round_deed, scene_deed
from drugscene_plugin.domain.change_set import ChangeSet, Conflict, SceneChange
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.mapping_round import MappingRound, RoundLabel
from drugscene_plugin.domain.scene import Scene, SceneId
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
        )


class MemoryStore:
    """Implements :class:`drugscene_plugin.workflow.ports.SceneStore`.

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
        return StoreInfo("memory", self._crs, 1, self._content.revision)

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

    def scenes(self, label: str) -> List[Scene]:
        self.round(label)
        return [scene for key, scene in sorted(self._content.scenes.items()) if key[0] == label]

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
        return Conflict(change.id, change.after, theirs, lines[-1].by, lines[-1].at)

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
