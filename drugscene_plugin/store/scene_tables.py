"""Rounds, areas, scenes, findings, codes and the change log, in tables: what a GeoPackage and a server have in common."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Dict, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

from ..domain.area import Area, AreaLevel
from ..domain.change_log import areas_deed, codes_deed, finding_deed, round_deed, scene_deed
from ..domain.change_set import ChangeSet, Conflict, SceneChange
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound, RoundLabel
from ..domain.rights import Act
from ..domain.scene import Scene, SceneId
from ..domain.storable import check_text
from ..workflow.ports import Code, LogEntry, StaleEdit
from . import mapping
from .queries import last_line, round_of, rounds
from .review_store import ReviewTables
from .schema import AREAS, CHANGE_LOG, CODES, KEY, ROUNDS, SCENES, SEEN_FINDINGS
from .session import Session, Values, Write

_AT_ONCE = 500
"""Ids named in one statement."""


class SceneTables(ReviewTables):
    """A store in tables: implements :class:`drugscene_plugin.workflow.ports.ReviewStore` but for what the store says of
    itself; what concerns a round as a whole is in :class:`ReviewTables`.

    It holds nothing but its place: each method opens it, reads or writes it whole, in whatever thread it is called.
    """

    def reading(self) -> AbstractContextManager[Session]:
        """The tables, all of one moment."""
        raise NotImplementedError

    def _writing(self, act: Act) -> AbstractContextManager[Write]:
        """One transaction, for whoever has the right to do this."""
        raise NotImplementedError

    # -- reading ----------------------------------------------------------------------------------------------------

    def rounds(self) -> List[MappingRound]:
        """All rounds, by reference date, then label."""
        with self.reading() as session:
            return rounds(session)

    def round(self, label: str) -> MappingRound:
        """The round of that label."""
        with self.reading() as session:
            return round_of(session, label)

    def areas(self, level: Optional[AreaLevel] = None) -> List[Area]:
        """The areas of one level, or all, by level, code and start."""
        with self.reading() as session:
            areas = mapping.areas_from_values(session.rows(AREAS, {} if level is None else {"level": level.value}))
        levels = list(AreaLevel)
        return sorted(areas, key=lambda a: (levels.index(a.level), a.code, str(a.valid_from or "")))

    def scenes(self, label: str, only: Optional[Sequence[SceneId]] = None) -> List[Scene]:
        """The scenes of a round by id, all or only those named."""
        with self.reading() as session:
            round_of(session, label)
            if only is not None:
                return sorted(_stored_scenes(session, label, only).values(), key=lambda scene: scene.id)
            rows = session.rows(SCENES, {"round": label}, order=("scene_id",))
        return mapping.scenes_from_values(rows)

    def scene_rounds(self) -> Mapping[SceneId, Tuple[RoundLabel, ...]]:
        """In which rounds each scene id stands, by reference date."""
        with self.reading() as session:
            standing: Dict[str, Set[SceneId]] = {mapping_round.label: set() for mapping_round in rounds(session)}
            for label, scene in session.rows(SCENES, names=("round", "scene_id")):
                standing.setdefault(label, set()).add(scene)
        found: Dict[SceneId, Tuple[RoundLabel, ...]] = {}
        for label, scenes in standing.items():
            for scene in scenes:
                found[scene] = (*found.get(scene, ()), RoundLabel(label))
        return found

    def seen_findings(self, label: str) -> Mapping[str, str]:
        """Findings of a round that a person has accepted: fingerprint to reason."""
        with self.reading() as session:
            round_of(session, label)
            return _seen_findings(session, label)

    def codes(self, code_list: str) -> List[Code]:
        """The user's codes of a list, in order."""
        with self.reading() as session:
            return _codes(session, code_list)

    def log(self, label: Optional[str] = None, scene: Optional[str] = None) -> List[LogEntry]:
        """The change log, oldest first, of all, one round or one scene."""
        wanted = {name: value for name, value in (("round", label), ("scene_id", scene)) if value is not None}
        with self.reading() as session:
            return [mapping.log_entry_from_values(row) for row in session.rows(CHANGE_LOG, wanted, order=(KEY,))]

    # -- writing ----------------------------------------------------------------------------------------------------

    def add_round(self, mapping_round: MappingRound, scenes: Sequence[Scene], by: str) -> None:
        """Add a round with its first scenes, at revision 1."""
        label = mapping_round.label
        ids = [scene.id for scene in scenes]
        if len(set(ids)) != len(ids) or any(scene.round != label for scene in scenes):
            raise ValueError(f"a scene repeats or is not of round {label}")
        with self._writing(Act.LEAD_ROUND) as write:
            if label in {r.label for r in rounds(write.session)}:
                raise Refusal("round_exists", round=label)
            # Scenes first: once the round stands there as settled, its guard lets no scene in.
            write.insert(SCENES, mapping.scene_values(scenes, [1] * len(scenes)))
            write.insert(ROUNDS, [mapping.round_values(mapping_round)])
            write.note(by, round_deed(mapping_round, len(scenes)), label)

    def add_areas(self, areas: Sequence[Area], by: str) -> None:
        """Add areas whose level, code and time do not clash with those there are."""
        with self._writing(Act.SET_UP) as write:
            present = mapping.areas_from_values(write.session.rows(AREAS))
            for area in areas:
                for other in present:
                    if (other.level, other.code) == (area.level, area.code) and other.overlaps_in_time(area):
                        raise Refusal("area_exists", level=area.level.value, code=area.code)
                present.append(area)
            write.insert(AREAS, mapping.area_values(areas))
            write.note(by, areas_deed([(a.level.value, a.code) for a in areas]))

    def save(self, change_set: ChangeSet, by: str) -> Mapping[SceneId, int]:
        """Write a change set in one transaction; the new revision of each row written."""
        label = change_set.round
        change_set.check()
        if not change_set:
            _check_editable(self.round(label))
            return {}
        with self._writing(Act.EDIT_SCENES) as write:
            _check_editable(round_of(write.session, label))
            ids = [change.id for change in change_set.changes]
            stored = _stored_scenes(write.session, label, ids)
            conflicts = [c for c in change_set.changes if _revision(stored.get(c.id)) != _revision(c.before)]
            if conflicts:
                raise StaleEdit(tuple(_conflict(write.session, label, c, stored.get(c.id)) for c in conflicts))
            gone = [change.id for change in change_set.changes if change.before is None]
            last = {**_last_revisions(write.session, label, gone), **{i: s.revision for i, s in stored.items()}}
            kept = [change.after for change in change_set.changes if change.after is not None]
            written = {scene.id: last.get(scene.id, 0) + 1 for scene in kept}
            rows = dict(zip(written, mapping.scene_values(kept, list(written.values()))))
            done = [SceneChange(stored.get(change.id), change.after) for change in change_set.changes]
            _write_scenes(write, label, done, rows)
            for one in done:
                write.note(by, scene_deed(one), label, one.id, last.get(one.id, 0) + 1)
        return written

    def accept_finding(self, label: str, fingerprint: str, reason: str, by: str) -> None:
        """Accept a finding for a reason; an empty reason takes the acceptance back."""
        check_text("fingerprint", fingerprint)
        check_text("reason", reason)
        if self.seen_findings(label).get(fingerprint, "") == reason:
            return
        with self._writing(Act.ACCEPT_FINDINGS) as write:
            before = _seen_findings(write.session, label).get(fingerprint, "")
            if reason:
                write.put(SEEN_FINDINGS, (label, fingerprint, reason))
            else:
                write.delete(SEEN_FINDINGS, {"round": label, "fingerprint": fingerprint})
            write.note(by, finding_deed(fingerprint, before, reason), label)

    def set_codes(self, code_list: str, codes: Sequence[Code], by: str) -> None:
        """Set the codes of a user's list, in order."""
        check_text("code_list", code_list)
        plain = [(code.code, code.label_sv, code.label_en) for code in codes]
        for place, texts in enumerate(plain):
            for text in texts:
                check_text(code_list, text)
            if texts[0] in [other[0] for other in plain[:place]]:
                raise Refusal("code_repeated", code_list=code_list, value=texts[0])
        with self._writing(Act.SET_UP) as write:
            before = [(c.code, c.label_sv, c.label_en) for c in _codes(write.session, code_list)]
            write.delete(CODES, {"code_list": code_list})
            write.insert(CODES, [(code_list, place, *texts) for place, texts in enumerate(plain, start=1)])
            write.note(by, codes_deed(code_list, before, plain))


def _check_editable(mapping_round: MappingRound) -> None:
    if not mapping_round.editable:
        raise Refusal("round_not_editable", round=mapping_round.label, state=mapping_round.state.value)


def _seen_findings(session: Session, label: str) -> Mapping[str, str]:
    rows = session.rows(SEEN_FINDINGS, {"round": label}, order=("fingerprint",))
    return {fingerprint: reason for _, fingerprint, reason in rows}


def _codes(session: Session, code_list: str) -> List[Code]:
    return [mapping.code_from_values(row) for row in session.rows(CODES, {"code_list": code_list}, order=("place",))]


def _revision(scene: Optional[Scene]) -> Optional[int]:
    return None if scene is None else scene.revision


def _batches(ids: Sequence[SceneId]) -> Iterator[Sequence[SceneId]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _stored_scenes(session: Session, label: str, ids: Sequence[SceneId]) -> Mapping[SceneId, Scene]:
    found: List[Values] = []
    for batch in _batches(ids):
        found += session.rows(SCENES, {"round": label, "scene_id": batch})
    return {scene.id: scene for scene in mapping.scenes_from_values(found)}


def _last_revisions(session: Session, label: str, ids: Sequence[SceneId]) -> Mapping[SceneId, int]:
    """The last revision of scenes that are gone: one that comes back counts on, so that no old edit fits it."""
    found: Dict[SceneId, int] = {}
    for batch in _batches(ids):
        for scene, revision in session.rows(
            CHANGE_LOG, {"round": label, "scene_id": batch}, names=("scene_id", "revision")
        ):
            found[scene] = max(found.get(scene, 0), revision or 0)
    return found


def _write_scenes(write: Write, label: str, changes: Sequence[SceneChange], rows: Mapping[SceneId, Values]) -> None:
    """Write changes, those removed first."""
    for batch in _batches([change.id for change in changes if change.after is None]):
        write.delete(SCENES, {"round": label, "scene_id": batch})
    kept = [change for change in changes if change.before is not None and change.after is not None]
    if kept:
        write.change_scenes([rows[change.id] for change in kept], {change.id for change in kept if change.redrawn})
    write.insert(SCENES, [rows[change.id] for change in changes if change.before is None and change.after is not None])


def _conflict(session: Session, label: str, change: SceneChange, theirs: Optional[Scene]) -> Conflict:
    by, at = last_line(session, {"round": label, "scene_id": str(change.id)})
    if not at:  # as it came with its round
        by, at = last_line(session, {"round": label, "scene_id": None})
    return Conflict(change.id, change.after, theirs, by, at, change.before)
