"""What is made of others' work on the open store: their saves are put into the round, what is edited on both sides waits,
and what was to be saved while there was no connection is saved when it returns. Knows no widgets."""

from __future__ import annotations

from typing import Callable, Dict, FrozenSet, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..domain.errors import Refusal
from ..domain.mapping_round import MappingRound
from ..domain.scene import Scene, SceneId
from ..workflow.ports import Listener
from .session import Session
from .watching import Heard, Watching

_LOST = ("store_unreachable", "store_commit_unknown")
_SETTLE_MS = 5_000
"""What others decide is read again at most so often."""


def is_lost(reason: object) -> bool:
    """Whether a save was refused because there is no connection."""
    return isinstance(reason, Refusal) and reason.code in _LOST


class Together(QObject):
    """Between the session and what is heard of its store.

    ``shaped`` tells which scenes are about to be edited, though nothing of them is changed yet.
    """

    coming = pyqtSignal(object)
    """Scenes are about to be shown anew, as others saved them or as they are saved: what is being typed for these is an
    edit."""

    appeared = pyqtSignal(object)
    """With how many scenes others saved, by who: they are in the round now."""

    marks_changed = pyqtSignal()
    """Others began or ended to edit scenes, or saved what is edited here."""

    round_settled = pyqtSignal(object, str, int)
    """The round as others have made it, who did, and how many edits stay unsaved."""

    decided = pyqtSignal()
    """Others decided, signed or saved something."""

    connection_changed = pyqtSignal()

    def __init__(
        self, session: Session, shaped: Callable[[], Sequence[SceneId]], parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self._session, self._shaped = session, shaped
        self._watching: Optional[Watching] = None
        self._listener: Optional[Listener] = None
        self.edited_by: Mapping[SceneId, str] = {}
        self.saved_by: Dict[SceneId, str] = {}
        self._waiting: Dict[SceneId, Optional[Scene]] = {}
        self._asked = False
        self._settled_as: Optional[MappingRound] = None
        self._done: FrozenSet[SceneId] = frozenset()
        self._edited: Optional[FrozenSet[SceneId]] = (
            None  # asked for at each tick, and compared anew after an edit alone
        )
        self.lost: Optional[Refusal] = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.decided)
        session.store_changed.connect(self._store_changed)
        session.round_changed.connect(self._round_changed)
        session.scenes_changed.connect(self._look_again)
        session.refused.connect(self._refused)
        session.saved.connect(self._saved)
        session.stale.connect(self._answered)

    # Watching

    def _store_changed(self) -> None:
        if self._session.listener is not self._listener:
            self.close()

    def _round_changed(self) -> None:
        session = self._session
        self._forget()
        listener, store = session.listener, session.store
        if listener is None or store is None or self._watching is not None:
            return
        if session.active is None and session.rounds:  # one of them is about to be open
            return
        self._listener = listener
        label = session.active.label if session.active else ""
        self._watching = Watching(store, listener, label, lambda: session.saving, self)
        self._watching.ticked.connect(self._say)
        self._watching.heard.connect(self._heard)
        self._watching.marked.connect(self._marked)
        self._watching.lost.connect(self._lost)
        self._watching.back.connect(self._back)

    def close(self) -> None:
        """Stop watching."""
        self._settling.stop()
        self._forget()
        if self._watching is not None:
            self._watching.close()
            self._watching.deleteLater()
        self._watching, self._listener = None, None
        self._connected()

    def _forget(self) -> None:
        self.edited_by, self.saved_by, self._waiting, self._asked, self._settled_as = {}, {}, {}, False, None
        self._edited = None
        self.marks_changed.emit()
        self.connection_changed.emit()

    def _say(self) -> None:
        """Say what is being edited here: what is not saved, and what is about to be shaped."""
        session, active = self._session, self._session.active
        if self._watching is None:
            return
        edited: FrozenSet[SceneId] = frozenset()
        if session.editable:
            if self._edited is None:
                self._edited = frozenset(change.id for change in session.pending() if change.before is not None)
            shaped = frozenset(self._shaped())
            self._done &= shaped
            edited = self._edited | (shaped - self._done)
        self._watching.edit(active.label if active is not None else "", tuple(sorted(edited)))

    # What was heard

    def _heard(self, heard: Heard) -> None:
        session, active = self._session, self._session.active
        now = [one for one in heard.rounds or () if active is not None and one.label == active.label]
        if now and now[0] != active:
            if now[0] != self._settled_as:  # else it is being read
                self._settle_as(now[0], heard)
            return
        if heard.rights is not None and heard.rights.profile is not session.permission.rights.profile:
            session.read_over()  # other fields are seen now
            return
        session.take_news(heard.rounds, heard.areas, heard.codes, heard.rights)
        scenes = dict(heard.scenes)
        if heard.whole and session.copy is not None:
            scenes.update({row.scene.id: None for row in session.rows() if row.scene.id not in scenes})
        label = active.label if active is not None else ""
        self._take(scenes, {c.scene: c.by for c in heard.changes if c.scene is not None and c.round == label})
        if heard.whole or any(change.by != self._own_name for change in heard.changes):
            self._tell_later()

    def _settle_as(self, now: MappingRound, heard: Heard) -> None:
        """Others have made another thing of the round: it is opened anew. What was not saved stays in the journal."""
        self._settled_as = now
        changes = [change for change in heard.changes if change.round == now.label and change.scene is None]
        by = changes[-1].by if changes else ""
        if by == self._own_name:  # this window, which reads it anew anyhow, or another of the same person's
            QTimer.singleShot(_SETTLE_MS, lambda: self._read_over(now))
        else:
            self.round_settled.emit(now, by, self._session.unsaved)
            self._session.read_over()

    def _read_over(self, now: MappingRound) -> None:
        active = self._session.active
        if active is not None and active.label == now.label and active != now:
            self._session.read_over()

    @property
    def _own_name(self) -> str:
        copy = self._session.copy
        return self._session.permission.rights.user or (copy.by if copy is not None else "")

    def _tell_later(self) -> None:
        if not self._settling.isActive():
            self._settling.start()

    def _take(self, scenes: Mapping[SceneId, Optional[Scene]], by: Mapping[SceneId, str]) -> None:
        copy = self._session.copy
        if copy is None or not scenes:
            return
        wanted = {**self._waiting, **scenes}
        self._waiting = {}  # what follows asks again
        self.coming.emit(frozenset(scenes))
        newer = copy.newer(wanted)
        waiting = dict(copy.take_others(wanted))
        who = {known: by.get(known) or self.saved_by.get(known, "") for known in newer}
        self._wait_for(waiting, who)
        counts: Dict[str, int] = {}
        for known in scenes:
            if known in newer and who[known] != self._own_name:
                counts[who[known]] = counts.get(who[known], 0) + 1
        if counts:
            self.appeared.emit(counts)

    def _wait_for(self, waiting: Dict[SceneId, Optional[Scene]], who: Mapping[SceneId, str]) -> None:
        self._waiting = waiting
        saved_by = {known: who.get(known, "") for known in waiting}
        if saved_by != self.saved_by:
            self.saved_by = saved_by
            self.marks_changed.emit()

    def _look_again(self, _rows: object = None) -> None:
        """After an edit or its undoing, see whether what had to wait still must."""
        self._edited = None
        if self._waiting:
            QTimer.singleShot(0, self._take_what_waits)

    def _take_what_waits(self) -> None:
        copy = self._session.copy
        if copy is not None and self._waiting:
            waiting, self._waiting = self._waiting, {}
            self._wait_for(dict(copy.take_others(waiting)), dict(self.saved_by))

    def _marked(self, by: Mapping[SceneId, str]) -> None:
        self.edited_by = by
        self.marks_changed.emit()

    # The connection

    @property
    def asked(self) -> bool:
        """Whether edits were to be saved while there was no connection, and still are: all that there are by then."""
        return self._asked and self._session.unsaved > 0

    def _refused(self, reason: Refusal) -> None:
        copy = self._session.copy
        if copy is None or reason is not copy.unsaved_reason:
            return
        self._asked = is_lost(reason)
        if self._asked:
            if self._watching is not None:
                self._watching.missed()
            self._connected(reason)

    def _saved(self, _saved: object = None) -> None:
        self._done = frozenset(self._shaped())  # a tool that is still in the hand is no sign of editing any more
        self._answered()

    def _answered(self, _stale: object = None) -> None:
        """The store was reached, and has said what becomes of the edits."""
        self._asked = False
        self._connected()

    def _lost(self, reason: Refusal) -> None:
        self._marked({})  # nobody knows
        self._connected(reason)

    def _connected(self, lost: Optional[Refusal] = None) -> None:
        self.lost = lost
        self.connection_changed.emit()

    def _back(self) -> None:
        """The connection is there again: save what was to be saved, what is being typed of it too."""
        self._connected()
        if self.asked:
            self.coming.emit(frozenset(change.id for change in self._session.pending()))
            self._session.save()
        self._asked = self._asked and self.lost is not None
