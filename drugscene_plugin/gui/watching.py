"""Beside the window: hears what others do to the open store, tells them what is edited here, and notices when a lost
connection returns."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Callable, Dict, List, Mapping, Optional, Tuple, Union

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..domain.area import Area
from ..domain.change_log import Action
from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.rights import Rights
from ..domain.scene import Scene, SceneId
from ..domain.scene_fields import USER_CODE_LISTS
from ..workflow.ports import MARK_SECONDS, Change, Code, Listener, ReviewStore

PAUSE_S = 1.0
"""How long to wait before asking a server for news again."""

LONG_PAUSE_S = 3.0
"""The same where there is nothing that would tell: a file, or a server that is not reached. Longer than the steps in which
some drives tell the time."""

_WHOLE_PAUSE_S = 10.0
"""Whoever may not know what was written reads the whole round, no sooner than so long after the last time."""

_SAY_AGAIN_S = MARK_SECONDS / 3
_FETCH_MS = 200
_FAREWELL_S = 0.5


@dataclass(frozen=True)
class Heard:
    """What was written into a store, by others or oneself, and what has come of it.

    ``scenes`` are those of the active round that were written, as the store has them now, None for one that it has no
    longer; ``whole`` says that these are all there are. What was not touched is None.
    """

    changes: Tuple[Change, ...] = ()
    scenes: Mapping[SceneId, Optional[Scene]] = field(default_factory=dict)
    whole: bool = False
    rounds: Optional[Tuple[MappingRound, ...]] = None
    areas: Optional[Tuple[Area, ...]] = None
    codes: Optional[Mapping[str, Tuple[Code, ...]]] = None
    rights: Optional[Rights] = None


@dataclass(frozen=True)
class Marks:
    """Who else is editing which scene of the active round."""

    by: Mapping[SceneId, str]


@dataclass(frozen=True)
class Lost:
    """The store cannot be reached, and why."""

    reason: Refusal


@dataclass(frozen=True)
class Back:
    """The store can be reached again. What was missed was told before."""


_Told = Union[Heard, Marks, Lost, Back, BaseException]


class Watching(QObject):
    """Watches one store from a thread of its own, whose findings are fetched by the window's timer: nothing that the store
    or the network does holds up the window."""

    heard = pyqtSignal(object)
    """With what was Heard."""

    marked = pyqtSignal(object)
    """With who else is editing which scene."""

    lost = pyqtSignal(object)
    """With the Refusal: the connection is gone."""

    back = pyqtSignal()
    """The connection is there again."""

    ticked = pyqtSignal()
    """Some times a second, before anything else is told."""

    def __init__(
        self,
        store: ReviewStore,
        listener: Listener,
        label: str,
        busy: Callable[[], bool],
        parent: Optional[QObject] = None,
    ) -> None:
        """``listener`` was made before the store was read, so that nothing is missed; it is closed in the end.

        While ``busy``, as with a save under way, nothing is told.
        """
        super().__init__(parent)
        self._busy = busy
        self._beside = _Beside(store, listener, label)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fetch)
        self._timer.start(_FETCH_MS)
        self._beside.start()

    def edit(self, label: str, scenes: Tuple[SceneId, ...]) -> None:
        """Say which round is open, and which of its scenes are being edited here just now."""
        self._beside.edit(label, scenes)

    def missed(self) -> None:
        """Somebody could not reach the store: see when it can be reached again."""
        self._beside.missed()

    def close(self) -> None:
        """Stop watching. What the thread has still to do, it does alone."""
        self._timer.stop()
        self._beside.stop()

    def _fetch(self) -> None:
        if self._busy():
            return
        self.ticked.emit()
        while self._timer.isActive():
            try:
                told = self._beside.told.get_nowait()
            except Empty:
                return
            if isinstance(told, BaseException):
                raise told
            if isinstance(told, Heard):
                self.heard.emit(told)
            elif isinstance(told, Marks):
                self.marked.emit(told.by)
            elif isinstance(told, Lost):
                self.lost.emit(told.reason)
            else:
                self.back.emit()


class _Beside(threading.Thread):
    """The thread. It shares no state with the window but for what is assigned at once, and the queue."""

    def __init__(self, store: ReviewStore, listener: Listener, label: str) -> None:
        super().__init__(name="drugscene-watching", daemon=True)
        self.told: SimpleQueue[_Told] = SimpleQueue()
        self._store, self._listener = store, listener
        self._sharing = store.sharing()
        self._wanted: Tuple[str, Tuple[SceneId, ...]] = (label, ())
        self._said: Tuple[str, Tuple[SceneId, ...]] = (label, ())
        self._said_at = self._asked_at = time.monotonic()
        self._others: Mapping[SceneId, str] = {}
        self._reached = True
        self._unread: List[Change] = []
        self._unread_all, self._whole_at = False, -_WHOLE_PAUSE_S
        self._wake, self._stopping = threading.Event(), False

    # The window's side

    def edit(self, label: str, scenes: Tuple[SceneId, ...]) -> None:
        if (label, scenes) != self._wanted:
            self._wanted = (label, scenes)
            self._wake.set()

    def missed(self) -> None:
        self._reached = False

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        self.join(_FAREWELL_S)

    # The thread's side

    def run(self) -> None:
        try:
            while not self._stopping:
                self._look()
                unheard = self._listener.fileno() < 0 or not self._reached
                self._wake.wait(LONG_PAUSE_S if unheard else PAUSE_S)
                self._wake.clear()
        except Exception as error:  # a mistake in the program: raised in the window
            self.told.put(error)
        finally:
            with suppress(Refusal):
                if self._said[1] and self._sharing is not None:
                    self._sharing.mark_edited(self._said[0], ())
            self._listener.close()

    def _look(self) -> None:
        was_reached = self._reached
        try:
            if not was_reached:
                self._store.info()
            news = self._listener.news()
            self._unread += news.changes
            self._unread_all = self._unread_all or news.everything
            if self._unread or (self._unread_all and time.monotonic() > self._whole_at + _WHOLE_PAUSE_S):
                self.told.put(self._read())
                self._unread, self._unread_all = [], False
            self._say_what_is_edited()
            self._ask_who_edits(news.marks)
        except Refusal as refusal:
            self._reached, self._others = False, {}
            if was_reached:
                self.told.put(Lost(refusal))
            return
        if not was_reached:
            self._reached = True
            self.told.put(Back())

    def _read(self) -> Heard:
        label, store = self._wanted[0], self._store
        changes, whole = tuple(self._unread), self._unread_all
        self._whole_at = time.monotonic() if whole else self._whole_at
        actions = {change.action for change in changes}
        # First: with other rights other things are read.
        rights = store.rights() if whole or Action.SET_RIGHTS.value in actions else None
        of_all = whole or any(change.scene is None for change in changes)
        scenes = {change.scene: None for change in changes if change.round == label and change.scene is not None}
        found: Dict[SceneId, Optional[Scene]] = dict.fromkeys(scenes)
        if label and (scenes or whole):
            found.update({s.id: s for s in store.scenes(label, None if whole else list(scenes))})
        return Heard(
            changes,
            found,
            whole,
            tuple(store.rounds()) if of_all else None,
            tuple(store.areas()) if whole or Action.ADD_AREAS.value in actions else None,
            {name: tuple(store.codes(name)) for name in USER_CODE_LISTS}
            if whole or Action.SET_CODES.value in actions
            else None,
            rights,
        )

    def _say_what_is_edited(self) -> None:
        wanted, now = self._wanted, time.monotonic()
        if self._sharing is None or (wanted == self._said and not (wanted[1] and now - self._said_at > _SAY_AGAIN_S)):
            return
        try:
            if self._said[0] != wanted[0] and self._said[1]:
                self._sharing.mark_edited(self._said[0], ())
            if wanted[0] and (wanted[1] or self._said[1]):
                self._sharing.mark_edited(*wanted)
        except Refusal as refusal:
            if refusal.code != "store_forbidden":  # whoever may not edit has nothing to say
                raise
        self._said, self._said_at = wanted, now

    def _ask_who_edits(self, changed: bool) -> None:
        label, now = self._wanted[0], time.monotonic()
        if self._sharing is None or not label:
            return
        if changed or (self._others and now - self._asked_at > _SAY_AGAIN_S):  # a window that died says nothing more
            others, self._asked_at = self._sharing.edited_by_others(label), now
            if others != self._others:
                self._others = others
                self.told.put(Marks(others))
