"""What the follow-up pages share: the active round beside the others, read beside the window, and what is decided about it.

Decisions, signatures and measures go straight to the store: they are no edits of the layer, and QGIS's undo does not
reach them. A later decision takes an earlier one's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Callable, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..domain.area import Area, valid_areas
from ..domain.errors import Refusal
from ..domain.finding import Finding
from ..domain.mapping_round import MappingRound, RoundState
from ..domain.measure import Measure
from ..domain.progress import Progress
from ..domain.publication import Correction, Publication
from ..domain.rights import Act
from ..domain.sign_off import LocalDecision, NeededSignOff
from ..settings import Settings
from ..texts import translate
from ..workflow.assign_scenes import ASSIGNED_LEVELS
from ..workflow.draw_up_ledger import PREVIOUS, THIS, Ledger, draw_up_ledger
from ..workflow.link_rounds import Comparison
from ..workflow.ports import ReviewStore, StaleEdit
from ..workflow.publish_round import readiness
from ..workflow.sign_off import sign_offs_needed
from ..workflow.trace_scene import History, read_history
from .session import Session
from .tasks import Running


@dataclass(frozen=True)
class ReviewContent:
    """What the store says of a round as a whole.

    ``comparison`` is None for the first round. ``ledgers`` are given by the word for their division: that of the round
    itself, and where it is another one that of the round before.
    """

    mapping_round: MappingRound
    history: History
    comparison: Optional[Comparison]
    ledgers: Mapping[str, Ledger]
    areas: Tuple[Area, ...]
    needed: Tuple[NeededSignOff, ...]
    local_decisions: Tuple[LocalDecision, ...]
    measures: Tuple[Measure, ...]
    publications: Tuple[Publication, ...]
    corrections: Tuple[Correction, ...]


def read_review(store: ReviewStore, label: str, progress: Progress, known: Optional[History] = None) -> ReviewContent:
    """Read what the store says of a round as a whole; ``known`` is its history as it was read before."""
    history = read_history(store, progress, known)
    own = history.of(label)
    comparison, areas = own.comparison if own else None, tuple(store.areas())
    return ReviewContent(
        store.round(label),
        history,
        comparison,
        _ledgers(comparison, areas) if comparison else {},
        areas,
        tuple(sign_offs_needed(store, label)),
        tuple(store.local_decisions()),
        tuple(store.measures()),
        tuple(store.publications(label)),
        tuple(store.corrections(label)),
    )


def _ledgers(comparison: Comparison, areas: Sequence[Area]) -> Mapping[str, Ledger]:
    this = draw_up_ledger(comparison, areas)

    def division(day: date) -> List[Tuple[str, str, Optional[date]]]:
        return [(a.level.value, a.code, a.valid_from) for v in ASSIGNED_LEVELS for a in valid_areas(areas, v, day)]

    if division(comparison.mapping_round.ref_date) == division(comparison.from_round.ref_date):
        return {THIS: this}
    return {THIS: this, PREVIOUS: draw_up_ledger(comparison, areas, PREVIOUS)}


class Review(QObject):
    """The follow-up of the active round. It is read only while a page that shows it is in sight."""

    changed = pyqtSignal()
    """The content was read anew, or is gone."""

    obstacles_changed = pyqtSignal()
    working = pyqtSignal(str)
    """What is done beside the window; empty: nothing."""

    done = pyqtSignal(str)
    """Something was decided or signed, in words."""

    def __init__(self, session: Session, settings: Settings, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.session, self._settings = session, settings
        self.content: Optional[ReviewContent] = None
        self.obstacles: Optional[Tuple[Finding, ...]] = None
        self._known: Tuple[str, Optional[History]] = ("", None)
        self._wanted = False
        self._obstacles_wanted = False
        self._stale = True
        self._reading: Optional[Running] = None
        self._checking: Optional[Running] = None
        self._acting: List[Running] = []
        session.round_changed.connect(self._forget)
        session.leaving_round.connect(self.close)
        session.saved.connect(lambda _=None: self.age())

    @property
    def person(self) -> str:
        """Who decides."""
        return self._settings.person

    @property
    def open_for_decisions(self) -> bool:
        """Whether the active round may still be decided on and signed."""
        active = self.session.active
        return active is not None and active.state is not RoundState.PUBLISHED

    def close(self) -> None:
        """Forget what runs."""
        for running in (self._reading, self._checking, *self._acting):
            if running is not None:
                running.silence()
        self._reading, self._checking = None, None
        self._acting.clear()
        self.working.emit("")

    # Reading

    def want(self, wanted: bool, obstacles: bool = False) -> None:
        """Say whether a page that shows the review is in sight, and one that shows what stands against publishing."""
        self._wanted, self._obstacles_wanted = wanted, obstacles
        self._read_if_wanted()

    def age(self) -> None:
        """Say that the store has changed."""
        self._stop_checking()
        self._stale, self.obstacles = True, None
        self.obstacles_changed.emit()
        self._read_if_wanted()

    def _stop_checking(self) -> None:
        """What is looked for stands against an older state of the store."""
        if self._checking is not None:
            self._checking.silence()
            self._checking = None
            self.working.emit("")

    def _forget(self) -> None:
        self._stop_checking()
        self.content, self.obstacles, self._stale = None, None, True
        self.changed.emit()
        self.obstacles_changed.emit()
        self._read_if_wanted()

    def _read_if_wanted(self) -> None:
        active, store = self.session.active, self.session.store
        if active is None or store is None or not self._wanted:
            return
        if self._stale:
            self._read(store, active.label)
        elif self._obstacles_wanted and self.obstacles is None and self._checking is None:
            self._find_obstacles(store, active)

    def _read(self, store: ReviewStore, label: str) -> None:
        if self._reading is not None:
            self._reading.silence()
        self._stale = False
        title = translate("Drugscene", "Comparing the rounds")
        place, known = self._known
        history = known if place == self.session.location else None
        running = Running(title, lambda progress: read_review(store, label, progress, history))
        self._reading = running
        running.done.connect(self._read_done)
        running.refused.connect(self._read_refused)
        running.stopped.connect(self._read_stopped)
        self.working.emit(title)
        running.start()

    def _read_done(self, content: ReviewContent) -> None:
        self._reading = None
        self.content = content
        self._known = (self.session.location, content.history)
        self.working.emit("")
        self.changed.emit()
        self._read_if_wanted()

    def _read_refused(self, refusal: Refusal) -> None:
        self._read_stopped()
        self.session.refused.emit(refusal)

    def _read_stopped(self) -> None:
        self._reading, self._stale = None, True
        self.working.emit("")

    def _find_obstacles(self, store: ReviewStore, active: MappingRound) -> None:
        if active.state is RoundState.PUBLISHED or self.session.permission.why_not(Act.SEE_ALL):
            self.take_obstacles(())
            return
        title = translate("Drugscene", "Looking for what stands against publishing")
        running = Running(title, lambda progress: readiness(store, active.label, progress).obstacles)
        self._checking = running

        def over(*_: object) -> None:
            self._checking = None
            self.working.emit("")

        for signal in (running.done, running.refused, running.stopped):
            signal.connect(over)
        running.done.connect(self.take_obstacles)
        running.refused.connect(self.session.refused.emit)
        self.working.emit(title)
        running.start()

    def take_obstacles(self, found: Tuple[Finding, ...]) -> None:
        """Take what stands against publishing the round."""
        self.obstacles = tuple(found)
        self.obstacles_changed.emit()

    # Deciding

    def act(
        self,
        title: str,
        work: Callable[[ReviewStore, str, Progress], Any],
        done: Optional[Callable[[Any], None]] = None,
        refused: Optional[Callable[[Refusal], None]] = None,
    ) -> None:
        """Write something into the store, beside the window; then everything is read anew. A refusal is told.

        ``work`` is given the store and the label of the active round.
        """
        active, store = self.session.active, self.session.store
        if active is None or store is None:
            return
        label, there = active.label, store

        def write(progress: Progress) -> Any:
            try:
                return work(there, label, progress)
            except StaleEdit as stale:
                raise Refusal("round_changed_meanwhile", round=label) from stale

        running = Running(title, write)
        self._acting.append(running)

        def over(*_: object) -> None:
            if running in self._acting:
                self._acting.remove(running)
            self.working.emit("")

        def finished(result: Any) -> None:
            over()
            if done is not None:
                done(result)
            self.age()

        def told(refusal: Refusal) -> None:
            over()
            (refused or self.session.refused.emit)(refusal)

        running.done.connect(finished)
        running.refused.connect(told)
        running.stopped.connect(over)
        self.working.emit(title)
        running.start()
