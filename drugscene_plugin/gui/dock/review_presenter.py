"""What the page of review does: takes the round from draft over review to published, and opens it again to correct it."""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Sequence

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...analysis.errata import errata_table
from ...domain.area import AreaLevel
from ...domain.errors import Refusal
from ...domain.finding import Finding, Term
from ...domain.mapping_round import MappingRound, RoundState
from ...domain.progress import Progress
from ...domain.rights import Act
from ...domain.scene import SceneId
from ...domain.sign_off import SignOffDecision, SignOffRole
from ...texts import translate
from ...workflow.correct_round import correct_round
from ...workflow.ports import ReviewStore
from ...workflow.publish_round import PublicationRefused, publish_round
from ...workflow.round_state import set_round_state
from ...workflow.sign_off import sign_off
from ..messages import Messages
from ..permission import offer
from ..review import Review
from .review_page import Erratum, Off, ReviewPage, Signed

_LINK_CODES = ("link_unsure", "links_undecided", "link_kind_misfits", "link_disputed")


def asked(window: Optional[QWidget], title: str, text: str) -> bool:
    """Ask before what cannot be undone: the one question of the panel that waits for its answer."""
    box = QMessageBox(QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.Cancel, window)
    go_on = box.addButton(translate("Drugscene", "Publish"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return bool(box.clickedButton() is go_on)


class ReviewPresenter(QObject):
    """Between the review and its page."""

    def __init__(
        self,
        review: Review,
        page: ReviewPage,
        messages: Messages,
        window: Optional[QWidget],
        show_scenes: Callable[[Sequence[SceneId]], None],
        show_change: Callable[[SceneId], None],
        ask: Callable[[Optional[QWidget], str, str], bool] = asked,
    ) -> None:
        super().__init__(page)
        self._review, self._page, self._messages, self._window = review, page, messages, window
        self._session = review.session
        self._show_scenes, self._show_change, self._ask = show_scenes, show_change, ask
        self._working = ""
        page.state_wanted.connect(self._set_state)
        page.publish_wanted.connect(self._publish)
        page.correct_wanted.connect(self._correct)
        page.obstacle_picked.connect(self._go_to)
        page.signed.connect(self._sign)
        page.scene_wanted.connect(lambda scene: show_scenes([scene]))
        review.changed.connect(self._show)
        review.obstacles_changed.connect(self._show_obstacles)
        review.working.connect(self._worked)
        self._session.scenes_changed.connect(lambda _=None: self._show_state())
        self._session.round_changed.connect(self._show_state)
        self._session.store_changed.connect(self._show_person)
        self._show_person()
        self._show()
        self._show_obstacles()

    # Showing

    def _show_person(self) -> None:
        """On a server, the server says who signs."""
        user = self._session.permission.rights.user
        known = translate("Drugscene", "The server writes who signs: {user}").format(user=user)
        self._page.by.setText(user or self._review.person)
        offer(self._page.by, True, known if user else "")

    def _worked(self, title: str) -> None:
        self._working = title
        self._show_state()
        self._show_obstacles()

    def _show(self) -> None:
        self._show_state()
        content, session = self._review.content, self._session
        if content is None:
            self._page.show_sign_offs((), {}, {}, {})
            self._page.show_errata((), "")
            return
        own = content.history.of(content.mapping_round.label)
        names = {scene.id: scene.name.strip() or str(scene.id) for scene in (own.scenes if own else {}).values()}
        areas = {
            (role, code): name
            for role, level in (
                (SignOffRole.LPO, AreaLevel.LPO),
                (SignOffRole.MUNICIPALITY, AreaLevel.MUNICIPALITY),
            )
            for code, name in session.names(level).items()
        }
        permission = session.permission
        forbidden = {key: permission.why_not_sign(*key) for key in {(n.role, str(n.code)) for n in content.needed}}
        unseen, needed = permission.why_not(Act.SEE_ALL), content.needed
        if unseen:  # of other areas this person does not see the scenes, nor that there are any
            needed = tuple(one for one in needed if not forbidden[one.role, str(one.code)])
        self._page.show_sign_offs(needed, names, areas, forbidden)
        self._page.show_errata(self._errata(), unseen or translate("Drugscene", "Neither published nor corrected yet."))

    def _show_state(self) -> None:
        active = self._session.active
        self._page.show_round(active, self._off(active))

    def _off(self, active: Optional[MappingRound]) -> Off:
        """Why each button is off."""
        if active is None:
            none = translate("Drugscene", "No round is open.")
            return Off(none, none, none)
        leading = self._session.permission.why_not(Act.LEAD_ROUND)
        if active.state is RoundState.PUBLISHED:
            done = translate("Drugscene", "The round is published.")
            return Off(done, done, done, leading)
        if leading:
            unsaved = translate("Drugscene", "Save your changes first.") if self._session.unsaved else ""
            return Off(leading, leading, unsaved, leading)
        if self._session.unsaved:
            unsaved = translate("Drugscene", "Save your changes first.")
            return Off(unsaved, unsaved, unsaved)
        if self._working:
            return Off(self._working, self._working, "")
        obstacles = self._review.obstacles
        if obstacles:
            many = translate("Drugscene", "What stands against publishing: {count}, listed below.")
            return Off("", many.format(count=len(obstacles)), "")
        if obstacles is None:
            unknown = translate("Drugscene", "It is not known yet what stands against publishing.")
            return Off("", unknown, "")
        return Off()

    def _show_obstacles(self) -> None:
        self._show_state()
        found = self._review.obstacles
        active = self._session.active
        if active is not None and active.state is RoundState.PUBLISHED:
            idle = translate("Drugscene", "The round is published.")
        elif self._session.permission.why_not(Act.SEE_ALL):
            idle = self._session.permission.why_not(Act.SEE_ALL)
        elif found is None:
            idle = self._working
        else:
            idle = translate("Drugscene", "Nothing stands against publishing the round.")
        names = {row.scene.id: row.scene.name or str(row.scene.id) for row in self._session.rows()}
        self._page.show_obstacles(found, names, idle)

    def _errata(self) -> List[Erratum]:
        content = self._review.content
        if content is None:
            return []
        own = content.history.of(content.mapping_round.label)
        rows = list(own.scenes.values()) if own else []
        names = {scene.id: scene.name.strip() or str(scene.id) for scene in rows}
        found = [
            (
                p.round.revision,
                1,
                Erratum(
                    translate("Drugscene", "Revision {revision}: published {day} by {by}").format(
                        revision=p.round.revision, day=p.at[:10], by=p.by
                    ),
                    translate("Drugscene", "{count} scenes").format(count=sum(s.counts for s in p.scenes)),
                ),
            )
            for p in content.publications
        ]
        table = errata_table(content.corrections, content.publications, rows)
        places = {column.name: n for n, column in enumerate(table.columns)}
        for row in table.rows:
            changed = str(row[places["changed_scenes"]] or "")
            scenes = ", ".join(names.get(SceneId(known), known) for known in changed.split(";") if known)
            head = translate("Drugscene", "Revision {revision}: opened {day} by {by}").format(
                revision=row[places["revision"]], day=row[places["corrected_on"]], by=row[places["corrected_by"]]
            )
            words = translate("Drugscene", "Changed: {scenes}").format(scenes=scenes or "–")
            text = f"“{row[places['reason']]}”\n{words}"
            found.append((int(str(row[places["revision"]])), 0, Erratum(head, text)))
        return [entry for _, _, entry in sorted(found, key=lambda f: f[:2])]

    # Doing

    def _go_to(self, finding: Finding) -> None:
        if finding.code in _LINK_CODES and finding.scenes:
            self._show_change(finding.scenes[0])
        elif finding.code.startswith("sign_off_"):
            self._page.parts.setCurrentIndex(1)
            role = finding.values.get("role")
            if isinstance(role, Term):
                self._page.pick_area(SignOffRole(role.codes[0]), str(finding.values.get("area", "")))
        elif finding.scenes:
            self._show_scenes(finding.scenes)

    def _set_state(self, state: RoundState) -> None:
        by = self._review.person

        def work(store: ReviewStore, label: str, _progress: Progress) -> Any:
            return set_round_state(store, label, state, by)

        self._review.act(translate("Drugscene", "Changing the state"), work, lambda _: self._session.read_again())

    def _publish(self) -> None:
        active = self._session.active
        if active is None:
            return
        text = translate(
            "Drugscene",
            "Publish round {round}, revision {revision}?\n\n"
            "It can then no longer be changed. What turns out to be wrong is corrected in a new revision, with a reason.",
        ).format(round=active.label, revision=active.revision)
        if not self._ask(self._window, translate("Drugscene", "Publish the round"), text):
            return
        by = self._review.person

        def work(store: ReviewStore, label: str, progress: Progress) -> Any:
            return publish_round(store, label, by, progress)

        def done(_publication: Any) -> None:
            words = translate("Drugscene", "Round {round} is published.").format(round=active.label)
            self._messages.success(words)
            self._session.read_again()

        self._review.act(translate("Drugscene", "Publishing the round"), work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, PublicationRefused):
            self._review.take_obstacles(refusal.obstacles)
            self._page.parts.setCurrentIndex(0)
        self._session.refused.emit(refusal)

    def _correct(self, reason: str) -> None:
        by = self._review.person

        def work(store: ReviewStore, label: str, _progress: Progress) -> Any:
            return correct_round(store, label, reason, by)

        def done(correction: Any) -> None:
            self._page.correction.clear()
            words = translate("Drugscene", "Round {round} is open as revision {revision}.")
            self._messages.success(words.format(round=correction.round, revision=correction.revision))
            self._session.read_again()

        self._review.act(translate("Drugscene", "Opening the round again"), work, done)

    def _sign(self, wanted: Sequence[Signed], decision: SignOffDecision, by: str, comment: str) -> None:
        def work(store: ReviewStore, label: str, progress: Progress) -> int:
            count = 0
            for number, (role, code, scenes) in enumerate(wanted):
                count += len(sign_off(store, label, role, code, decision, by, comment, scenes))
                progress.report((number + 1) / len(wanted))
            return count

        def done(count: int) -> None:
            self._messages.info(translate("Drugscene", "Signatures written: {count}.").format(count=count))

        self._review.act(translate("Drugscene", "Signing"), work, done)
