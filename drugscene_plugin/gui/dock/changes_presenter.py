"""What the page of changes does: shows what became of each scene on list and map, and stores what people decide."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject

from ...domain.lineage import REASON_CODES, LinkKind, ReasonCode
from ...domain.progress import Progress
from ...domain.rights import Act
from ...domain.scene import Scene, SceneId, by_id
from ...texts import translate
from ...workflow.decide_link import decide_link
from ...workflow.link_rounds import LinkedRound, link_rounds
from ...workflow.ports import ReviewStore
from ..map_overlay import MapOverlay
from ..messages import Messages
from ..models.change_tree import Change, grouped, link_changes
from ..review import Review
from .changes_page import ChangesPage


class ChangesPresenter(QObject):
    """Between the review, the page of changes and the map."""

    def __init__(
        self,
        review: Review,
        page: ChangesPage,
        overlay: MapOverlay,
        messages: Messages,
        show_history: Callable[[SceneId, str], None],
    ) -> None:
        super().__init__(page)
        self._review, self._page, self._overlay, self._messages = review, page, overlay, messages
        self._session = review.session
        self._show_history = show_history
        self._in_sight = False
        self._links: List[Change] = []
        self._shown: Optional[Tuple[object, object, bool]] = None
        page.picked.connect(self._picked)
        page.filter_toggled.connect(self._show)
        page.faded.connect(overlay.fade)
        page.zoom_wanted.connect(overlay.zoom)
        page.history_wanted.connect(self._history)
        page.accept_wanted.connect(self._accept)
        page.accept_all_wanted.connect(self._accept_all)
        page.reject_wanted.connect(self._reject)
        page.decide_wanted.connect(self._decide)
        review.changed.connect(self._content_changed)
        self._session.scenes_changed.connect(lambda _=None: self._edited())
        self._session.leaving_round.connect(overlay.clear)
        self._content_changed()

    def in_sight(self, seen: bool) -> None:
        """Say whether the page is shown: only then are its outlines on the map."""
        if seen and not self._in_sight:
            self._in_sight = True
            self._show()
        elif not seen and self._in_sight:
            self._in_sight = False
            self._overlay.clear()

    def go_to(self, scene: SceneId) -> None:
        """Select the change that a scene is part of."""
        if self._page.only_waiting.isChecked():
            self._page.only_waiting.setChecked(False)
        self._page.pick([self._page.model.index_of_scene(scene)])

    # Showing

    def _content_changed(self) -> None:
        content = self._review.content
        self._links = self._link_changes()
        if content is not None and content.comparison is not None:
            comparison = content.comparison
            names = {s.id: s.name.strip() or str(s.id) for s in (*comparison.before, *comparison.after)}
            known = {
                scene: f"{self._known_name(scene)} ({label})"
                for scene, label in comparison.known_in.items()
                if scene not in names
            }
            old = sorted(((str(s.id), names[s.id]) for s in comparison.before), key=lambda c: c[1].casefold())
            old += sorted(((str(s), name) for s, name in known.items()), key=lambda c: c[1].casefold())
            new = sorted(((str(s.id), names[s.id]) for s in comparison.after), key=lambda c: c[1].casefold())
            self._page.show_choices(old, new)
        decidable = self._review.open_for_decisions and content is not None and content.comparison is not None
        self._page.lock(decidable, self._session.permission.why_not(Act.DECIDE_LINKS))
        self._show()

    def _known_name(self, scene: SceneId) -> str:
        content = self._review.content
        for one in reversed(content.history.rounds if content else ()):
            if scene in one.scenes:
                return one.scenes[scene].name.strip() or str(scene)
        return str(scene)

    def _edited(self) -> None:
        if self._in_sight:
            self._show()

    def _link_changes(self) -> List[Change]:
        """The links of the content that has been read, as changes."""
        content = self._review.content
        if content is not None and content.comparison is not None:
            comparison = content.comparison
            own = content.history.of(content.mapping_round.label)
            before: Dict[SceneId, Scene] = {}
            for one in content.history.rounds:
                if comparison.known_in and one.mapping_round.label != content.mapping_round.label:
                    before.update({k: s for k, s in one.scenes.items() if k in comparison.known_in and s.counts})
            before.update(by_id(comparison.before))
            rows = own.scenes if own else {}
            return link_changes(comparison.held, before, by_id(comparison.after), rows)
        return []

    def _show(self) -> None:
        edits = self._session.pending()
        narrowed = self._page.only_waiting.isChecked()
        changes = [Change(edit.before, edit.after, None, edit) for edit in edits] + self._links
        shown = self._shown
        if shown is None or shown[0] is not self._links or shown[1] is not edits or shown[2] is not narrowed:
            self._page.show_changes(grouped(changes, narrowed))
            self._shown = (self._links, edits, narrowed)
        self._page.about.setText(self._words(changes))
        if self._in_sight:
            self._picked(self._page.picked_changes(), move=False)

    def _words(self, changes: Sequence[Change]) -> str:
        content, session = self._review.content, self._session
        if session.active is None:
            return translate("Drugscene", "Open a round to see what became of each scene.")
        if content is None:
            return translate("Drugscene", "Comparing the rounds …")
        if content.comparison is None:
            return translate("Drugscene", "This is the first round: there is nothing to compare it with.")
        comparison = content.comparison
        waiting = sum(change.waiting for change in changes)
        links = sum(change.held is not None for change in changes)
        parts = [
            translate("Drugscene", "{from_round} → {round}: {count} changes, to decide: {waiting}").format(
                from_round=comparison.from_round.label,
                round=comparison.mapping_round.label,
                count=links,
                waiting=waiting,
            )
        ]
        if comparison.series_break:
            parts.append(translate("Drugscene", "Series break: the two rounds use different definitions."))
        if session.unsaved:
            parts.append(translate("Drugscene", "What is not saved is compared once it is saved."))
        unseen = session.permission.why_not(Act.SEE_ALL)
        if unseen:
            parts.append(
                translate(
                    "Drugscene",
                    "You see your own municipality: what comes or goes across its border looks new or ceased.",
                )
            )
        if not self._review.open_for_decisions:
            parts.append(translate("Drugscene", "The round is published: nothing more is decided about it."))
        return "\n".join(parts)

    # The map

    def _picked(self, found: Sequence[Change], move: bool = True) -> None:
        self._page.forbid(self._why_not(found))
        if not self._in_sight:
            return
        old = {change.old.id: change.old.outline for change in found if change.old is not None}
        new = {change.new.id: change.new.outline for change in found if change.new is not None}
        self._overlay.show(list(old.values()), list(new.values()), self._session.crs)
        if not move or not found:
            return
        self._overlay.zoom()
        self._overlay.flash()

    def _why_not(self, found: Sequence[Change]) -> str:
        """Why the person may not decide about all of these changes."""
        permission = self._session.permission
        reasons = (permission.why_not_any(Act.DECIDE_LINKS, (change.old, change.new)) for change in found)
        return next(filter(None, reasons), "") or permission.why_not(Act.DECIDE_LINKS)

    def _history(self, found: Sequence[Change]) -> None:
        content = self._review.content
        if len(found) != 1 or content is None:
            return
        scene = found[0].new or found[0].old
        if scene is not None:
            self._show_history(scene.id, scene.round)

    # Deciding

    def _accept(self, found: Sequence[Change], code: Optional[ReasonCode]) -> None:
        links = [change.held.link for change in found if change.held is not None]
        by = self._review.person

        def work(store: ReviewStore, label: str, progress: Progress) -> int:
            for number, link in enumerate(links):
                given = code if link.kind in REASON_CODES else None
                decide_link(store, label, link.from_scene or "", link.to_scene or "", link.kind, by, given)
                progress.report((number + 1) / len(links))
            return len(links)

        self._review.act(translate("Drugscene", "Accepting links"), work, self._accepted)

    def _accept_all(self) -> None:
        by = self._review.person

        def work(store: ReviewStore, label: str, progress: Progress) -> Any:
            return link_rounds(store, label, by, accept=True, progress=progress)

        def done(linked: LinkedRound) -> None:
            self._accepted(len(linked.accepted))

        self._review.act(translate("Drugscene", "Accepting links"), work, done)

    def _accepted(self, count: int) -> None:
        self._messages.info(translate("Drugscene", "Accepted links: {count}.").format(count=count))

    def _reject(self, found: Sequence[Change], reason: str) -> None:
        links = [change.held.link for change in found if change.held is not None]
        by = self._review.person

        def work(store: ReviewStore, label: str, _progress: Progress) -> None:
            for link in links:
                decide_link(
                    store, label, link.from_scene or "", link.to_scene or "", LinkKind.REJECTED, by, None, reason
                )

        self._review.act(translate("Drugscene", "Rejecting links"), work)

    def _decide(self, old: str, new: str, kind: LinkKind, code: Optional[ReasonCode], reason: str) -> None:
        by = self._review.person
        comparison = self._review.content.comparison if self._review.content else None
        sides = [s for s in (*comparison.before, *comparison.after) if s.id in (old, new)] if comparison else []
        refused = self._session.permission.rights.why_not_any(Act.DECIDE_LINKS, [s.lpo.code for s in sides])
        if refused is not None:
            self._session.refused.emit(refused)
            return

        def work(store: ReviewStore, label: str, _progress: Progress) -> None:
            decide_link(store, label, old, new, kind, by, code, reason)

        self._page.otherwise.setChecked(False)
        self._page.by_hand.hide()
        self._review.act(translate("Drugscene", "Deciding a link"), work)
