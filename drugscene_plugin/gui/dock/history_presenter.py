"""What the page of history does: follows one scene over all rounds, and records what is decided and done at its place."""

from __future__ import annotations

from datetime import date
from typing import Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject

from ...domain.measure import MeasureState, standing_measures
from ...domain.progress import Progress
from ...domain.rights import Act
from ...domain.scene import Scene, SceneId
from ...domain.sign_off import LocalDecision, LocalDecisionKind, SignOffRole
from ...texts import translate
from ...texts.labels import code_label
from ...workflow.ports import ReviewStore
from ...workflow.record_decision import record_decision
from ...workflow.record_measure import record_measure
from ...workflow.trace_scene import Stage, Trace, trace_scene
from ..map_overlay import MapOverlay
from ..models.change_tree import Change, reason_text, square_metres, state_text
from ..outline_picture import frame_of, outline_picture
from ..review import Review
from .history_page import Dated, HistoryEntry, HistoryPage


class HistoryPresenter(QObject):
    """Between the review, the scene that is selected and the page of history."""

    def __init__(self, review: Review, page: HistoryPage, overlay: MapOverlay) -> None:
        super().__init__(page)
        self._review, self._page, self._overlay = review, page, overlay
        self._session = review.session
        self._in_sight = self._to_zoom = False
        self._asked: Optional[Tuple[SceneId, str]] = None
        self._trace: Optional[Trace] = None
        page.zoom_wanted.connect(overlay.zoom)
        page.measure_recorded.connect(self._record_measure)
        page.decision_recorded.connect(self._record_decision)
        page.by.setText("")
        review.changed.connect(self._show)
        self._session.leaving_round.connect(self._forget)

    def in_sight(self, seen: bool) -> None:
        """Say whether the page is shown: only then are the outlines of its scene on the map."""
        if self._in_sight and not seen:
            self._overlay.clear()
        self._in_sight = seen
        self._to_zoom = seen
        if seen:
            self._show()

    def ask_for(self, scene: Optional[SceneId], label: str) -> None:
        """Show the history of a scene as it stands in a round; None: of none."""
        self._asked = (scene, label) if scene else None
        self._to_zoom = True
        if self._in_sight:
            self._show()

    def _forget(self) -> None:
        self._asked = None

    # Showing

    def _show(self) -> None:
        content = self._review.content
        self._trace = None
        if not self._in_sight:
            return
        if self._asked is None or content is None:
            waiting = "" if self._asked is None else translate("Drugscene", "Comparing the rounds …")
            self._page.show_history(waiting, (), (), False, {})
            self._overlay.clear()
            return
        scene, label = self._asked
        trace = self._trace = trace_scene(content.history, scene, label)  # type: ignore[arg-type]
        known = any(one.id == scene for stage in trace.stages for one in stage.scenes)
        decisions = [d for d in content.local_decisions if d.scene in trace.ids]
        measures = [m for m in standing_measures(content.measures) if m.scene in trace.ids]
        about = self._about(trace) if known else translate("Drugscene", "The scene is not in the store yet: save it.")
        self._page.show_history(about, self._entries(trace, decisions), measures, known, self._forbidden(trace))
        self._put_on_map(trace)
        if self._to_zoom:
            self._overlay.zoom()
            self._to_zoom = False

    def _forbidden(self, trace: Trace) -> Dict[SignOffRole, str]:
        """Why the person may not record what each role has decided about the scene."""
        permission = self._session.permission
        rows = [one for stage in trace.stages for one in stage.scenes if one.id == trace.scene]
        return {role: permission.why_not_record(role, rows) for role in SignOffRole}

    def _about(self, trace: Trace) -> str:
        rows = [one for stage in trace.stages for one in stage.scenes if one.id == trace.scene]
        name = (rows[-1].name.strip() if rows else "") or str(trace.scene)
        rounds = sum(any(s.counts for s in stage.scenes) for stage in trace.stages)
        return translate("Drugscene", "{name} ({scene}), on the list in {count} of {rounds} rounds").format(
            name=name, scene=trace.scene, count=rounds, rounds=len(trace.stages)
        )

    def _entries(self, trace: Trace, decisions: Sequence[LocalDecision]) -> List[HistoryEntry]:
        outlines = [one.outline for stage in trace.stages for one in stage.scenes]
        frame = frame_of(outlines)
        names = self._names(trace)
        dated: List[Dated] = []
        before: Sequence[Scene] = ()
        for stage in trace.stages:
            counting = any(one.counts for one in stage.scenes)
            shown = [one.outline for one in stage.scenes]
            picture = outline_picture(frame, shown, [one.outline for one in before], counting)
            text = self._stage_text(stage, names)
            now = stage.mapping_round.label == trace.label
            dated.append((stage.mapping_round.ref_date, HistoryEntry(text, picture, now)))
            before = stage.scenes
        dated += [(d.date, HistoryEntry(self._decision_text(d))) for d in decisions]
        dated.sort(key=lambda one: one[0])
        return [entry for _, entry in dated]

    def _names(self, trace: Trace) -> Dict[SceneId, Scene]:
        content = self._review.content
        found: Dict[SceneId, Scene] = {}
        for one in content.history.rounds if content else ():
            found.update({known: row for known, row in one.scenes.items() if known not in found or row.name})
        return found

    def _stage_text(self, stage: Stage, known: Dict[SceneId, Scene]) -> str:
        head = f"{stage.mapping_round.label} ({stage.mapping_round.ref_date.isoformat()})"
        lines = [head]
        sees_decisions = not self._session.permission.why_not(Act.SEE_REVIEW)
        if not stage.scenes:
            lines.append(translate("Drugscene", "not on the list"))
        for one in stage.scenes[:3]:
            status = code_label("status", one.status.value)
            name = one.name.strip() or str(one.id)
            lines.append(f"{name}: {status}, {square_metres(one)} m²")
            if one.status_reason.strip():
                lines.append(f"“{one.status_reason.strip()}”")
        for held in stage.links[:3]:
            old = known.get(held.link.from_scene) if held.link.from_scene else None
            new = known.get(held.link.to_scene) if held.link.to_scene else None
            change = Change(old, new, held)
            kind = code_label("link_kind", held.link.kind.value)
            said = f"{kind} ({change.names})" if " → " in change.names else kind
            decided = f", {state_text(change)}" if sees_decisions else ""
            lines.append(f"{said}{decided}: {reason_text(change)}")
        return "\n".join(lines)

    def _decision_text(self, decision: LocalDecision) -> str:
        words = translate("Drugscene", "{decision} on {day} by the {role}: {by}").format(
            decision=code_label("local_decision", decision.decision.value),
            day=decision.date.isoformat(),
            role=code_label("sign_off_role", decision.role.value),
            by=decision.by,
        )
        return words + (f"\n“{decision.comment}”" if decision.comment else "")

    def _put_on_map(self, trace: Trace) -> None:
        """The round from which it is traced in blue, the one before in red, those farther off dashed."""
        labels = [stage.mapping_round.label for stage in trace.stages]
        at = labels.index(trace.label) if trace.label in labels else len(labels) - 1
        outlines = [[one.outline for one in stage.scenes] for stage in trace.stages]
        past = [n for n in range(at) if outlines[n]]
        last = past[-1] if past else -1
        earlier = [outline for n in past[:-1] for outline in outlines[n]]
        later = [outline for n in range(at + 1, len(outlines)) for outline in outlines[n]]
        old = outlines[last] if last >= 0 else []
        self._overlay.show(old, outlines[at] if outlines else [], self._session.crs, later, earlier)

    # Recording

    def _record_measure(
        self, kind: str, actor: str, since: date, until: Optional[date], state: MeasureState, note: str
    ) -> None:
        if self._asked is None:
            return
        scene, by = self._asked[0], self._review.person

        def work(store: ReviewStore, _label: str, _progress: Progress) -> None:
            record_measure(store, scene, kind, actor, since, until, state, note, by)

        self._review.act(translate("Drugscene", "Recording a measure"), work)

    def _record_decision(
        self, day: date, decision: LocalDecisionKind, role: SignOffRole, by: str, comment: str
    ) -> None:
        if self._asked is None:
            return
        scene = self._asked[0]

        def work(store: ReviewStore, _label: str, _progress: Progress) -> None:
            record_decision(store, scene, day, decision, role, by, comment)

        self._review.act(translate("Drugscene", "Recording a decision"), work)
