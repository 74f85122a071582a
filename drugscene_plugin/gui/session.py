"""The open store, the active round and its working copy. Knows no widgets; everything in the panel follows its signals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, cast

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..domain.area import Area, AreaLevel, names_by_code, valid_areas
from ..domain.change_set import SceneChange
from ..domain.check_out import CheckOut
from ..domain.criteria import Verdict
from ..domain.errors import Refusal
from ..domain.finding import Finding
from ..domain.mapping_round import MappingRound, previous_round
from ..domain.progress import Progress
from ..domain.rights import Act, Rights
from ..domain.scene import Scene, SceneId
from ..settings import Settings
from ..store.journal import Journal
from ..store.working_copy import WorkingCopy
from ..texts import translate
from ..workflow.ports import Code, Listener, ReviewStore, StaleEdit, utc_now
from .models.scene_row import SceneRow
from .open_round import OpenRound
from .permission import Permission
from .reading import (
    RoundContent,
    StoreContent,
    forget_what_was_read,
    keep_what_was_read,
    patient_for_a_moment,
    read_round,
    read_store,
    round_to_open,
)
from .scene_edits import SceneEdits
from .tasks import Errands, Running, waited_for

_BREATH_MS = 10
"""The window's turn between two steps; with none at all, Qt does the next step before it draws or listens."""

_LATER_MS = 200
"""When the next round is on the screen."""


class Session(QObject):
    """What is open. Reading is done beside the window; every edit goes through the working copy as one undo step."""

    store_changed = pyqtSignal()
    """A store was opened or closed, or its rounds or areas changed."""

    areas_changed = pyqtSignal()
    """Others changed the areas of the open store."""

    round_changed = pyqtSignal()
    """Another round is active, or none."""

    leaving_round = pyqtSignal()
    """The active round is about to be left: its layer is still there."""

    round_left = pyqtSignal()
    """The round is left, its unsaved edits are in the journal: the layer may go."""

    below_changed = pyqtSignal(object)
    """The scenes of the round that lies under the active one."""

    scenes_changed = pyqtSignal(object)
    """Rows that changed in place; None: read all anew."""

    findings_changed = pyqtSignal()
    saved = pyqtSignal(object)
    refused = pyqtSignal(object)
    stale = pyqtSignal(object)
    recoverable = pyqtSignal(object)
    leave_asked = pyqtSignal(object)
    """The active round has unsaved edits: whoever listens calls what it was given, once that is settled."""

    busy = pyqtSignal(str)

    def __init__(
        self,
        settings: Settings,
        journal_folder: Optional[Path] = None,
        opener: Callable[[str], ReviewStore] = patient_for_a_moment,
        parent: Optional[QObject] = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        folder = journal_folder or Path(QgsApplication.qgisSettingsDirPath()) / "drugscene" / "journal"
        self._journal = Journal(folder)
        self._opener = opener
        self._content: Optional[StoreContent] = None
        self._open: Optional[OpenRound] = None
        self._below = ""
        self._names: Dict[AreaLevel, Mapping[str, str]] = {}
        self._errands = Errands(self)
        self._errands.busy.connect(self.busy)
        self.last_save = ""
        self.edits = SceneEdits(self)

    # What is open ---------------------------------------------------------------------------------------------------

    @property
    def location(self) -> str:
        """Where the open store is; empty: none is open."""
        return self._content.info.location if self._content else ""

    @property
    def store(self) -> Optional[ReviewStore]:
        """The open store."""
        return self._content.store if self._content else None

    @property
    def crs(self) -> str:
        """The open store's CRS, such as ``EPSG:3006``."""
        return self._content.info.crs if self._content else ""

    @property
    def rounds(self) -> Sequence[MappingRound]:
        """The store's rounds, by reference date."""
        return self._content.rounds if self._content else ()

    @property
    def active(self) -> Optional[MappingRound]:
        """The round that is edited."""
        return self._open.mapping_round if self._open else None

    @property
    def below(self) -> str:
        """The label of the round that lies under it; empty: none."""
        return self._below

    @property
    def copy(self) -> Optional[WorkingCopy]:
        """The working copy of the active round."""
        return self._open.copy if self._open else None

    @property
    def permission(self) -> Permission:
        """What the person may do with the open store."""
        return self._content.permission if self._content else Permission()

    @property
    def taken_along(self) -> Optional[CheckOut]:
        """Where the open file was checked out from; None: it is a store of its own."""
        return self._content.taken_along if self._content else None

    @property
    def editable(self) -> bool:
        """Whether the active round may be edited, if only some of its scenes."""
        may = self.permission.rights.why_not(Act.EDIT_SCENES) is None
        return self.active is not None and self.active.editable and may

    def areas(self, level: AreaLevel) -> List[Area]:
        """The areas of a level that are valid for the active round."""
        if self._content is None or self.active is None:
            return []
        return valid_areas(self._content.areas, level, self.active.ref_date)

    def names(self, level: AreaLevel) -> Mapping[str, str]:
        """The names of those areas, by code."""
        if self.active is None:
            return {}
        if level not in self._names:
            self._names[level] = {str(code): name for code, name in names_by_code(self.areas(level)).items()}
        return self._names[level]

    def codes(self, code_list: str) -> Sequence[Code]:
        """The user's codes of a list."""
        return self._content.codes.get(code_list, ()) if self._content else ()

    @property
    def listener(self) -> Optional[Listener]:
        """What hears of others' saves to the open store since it was read; whoever takes it closes it."""
        return self._content.listener if self._content else None

    def take_news(
        self,
        rounds: Optional[Sequence[MappingRound]],
        areas: Optional[Sequence[Area]],
        codes: Optional[Mapping[str, Tuple[Code, ...]]],
        rights: Optional[Rights] = None,
    ) -> None:
        """Take what others changed of the store beside scenes, where it is given and not as it was."""
        content = self._content
        news = content.with_news(rounds, areas, codes, rights) if content is not None else None
        if content is None or news is None or news is content:
            return
        self._content, self._names = news, {}
        if self.copy is not None and self.permission.rights != content.permission.rights:
            self.copy.forbid(self.permission.rights.why_not(Act.EDIT_SCENES))
        self.store_changed.emit()
        if news.areas != content.areas:
            self.areas_changed.emit()
        if self.active is not None:
            self.scenes_changed.emit(None)

    # Opening and closing --------------------------------------------------------------------------------------------

    def open_store(self, location: str, label: str = "") -> None:
        """Open a store and one of its rounds (default: the last draft, or the last)."""
        self.when_settled(lambda: self._open_store(location, label))

    def _open_store(self, location: str, label: str) -> None:
        def work(_progress: Progress) -> Tuple[StoreContent, Optional[RoundContent]]:
            content = read_store(location, self._opener)
            chosen = round_to_open(content.rounds, label)
            return content, read_round(content, chosen) if chosen else None

        def done(found: Tuple[StoreContent, Optional[RoundContent]]) -> None:
            self._close()
            self._settings.remember_store(location)
            self._take(*found)

        self._errands.start(translate("Drugscene", "Opening the store"), work, done, self.refused.emit)

    def open_round(self, label: str) -> None:
        """Make another round of the open store the active one."""
        if self._content is None or (self.active and self.active.label == label):
            return
        self.when_settled(lambda: self._open_round(label))

    def _open_round(self, label: str) -> None:
        location = self.location

        def work(_progress: Progress) -> Tuple[StoreContent, RoundContent]:
            content = read_store(location, self._opener)
            return content, read_round(content, label)

        def done(found: Tuple[StoreContent, RoundContent]) -> None:
            self._close_round()
            self._take(*found)

        self._errands.start(translate("Drugscene", "Opening the round"), work, done, self.refused.emit)

    def read_again(self, label: str = "") -> None:
        """Read the store anew, as after an import; ``label`` is the round to go to (default: the same)."""
        if self._content is not None:
            wanted = label or (self.active.label if self.active else "")
            self.when_settled(lambda: self._open_store(self.location, wanted))

    def read_over(self) -> None:
        """Read the store anew at once, as others changed what the round is: unsaved edits stay in the journal."""
        if self._content is not None:
            self._open_store(self.location, self.active.label if self.active else "")

    def show_below(self, label: str) -> None:
        """Put another round under the active one; empty: none."""
        if self._content is None or self._open is None:
            return
        self._below = label
        past = previous_round(self._open.mapping_round, self._content.rounds)
        if not label:
            self.below_changed.emit(())
        elif past is not None and past.label == label:
            self.below_changed.emit(self._open.before)
        else:
            store = self._content.store
            self._errands.start(
                translate("Drugscene", "Reading a round"),
                lambda _progress: tuple(store.scenes(label)),
                lambda scenes: self.below_changed.emit(scenes) if self._below == label else None,
                self.refused.emit,
            )

    def close(self) -> None:
        """Close the store, when unsaved edits are settled."""
        self.when_settled(self._close_all)

    def drop(self) -> None:
        """Close the store at once, as when QGIS closes the project: unsaved edits stay in the journal."""
        self._errands.silence()
        self._close_all()

    def drop_round(self) -> None:
        """Leave the round at once, as when its layer is taken away: unsaved edits stay in the journal."""
        self._close_round()

    def when_settled(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or when it is settled what becomes of unsaved edits."""
        if self.copy is not None and self.copy.dirty:
            self.leave_asked.emit(go_on)
        else:
            go_on()

    def keep_for_later(self) -> None:
        """Leave unsaved edits in the journal, to be offered when the round is opened again."""
        if self.copy is not None:
            self.copy.flush_journal()

    def discard(self) -> None:
        """Drop unsaved edits."""
        if self.copy is not None:
            self.copy.revert()

    def _close_all(self) -> None:
        self._close()
        self.store_changed.emit()

    def _close(self) -> None:
        self._close_round()
        self._content = None

    def _close_round(self) -> None:
        if self._open is None:
            return
        self.leaving_round.emit()
        left, copy, self._open = [self._open], self._open.copy, None
        QTimer.singleShot(_LATER_MS, lambda: left.clear())  # to free what a large round held takes a turn of its own
        self._names, self._below, self.last_save = {}, "", ""
        if copy.dirty:
            copy.flush_journal()
        for signal, slot in self._wires(copy):
            signal.disconnect(slot)
        copy.setParent(None)
        self.round_left.emit()
        copy.deleteLater()
        forget_what_was_read()
        self.round_changed.emit()

    def _take(self, content: StoreContent, round_content: Optional[RoundContent]) -> None:
        """Take what was read: the store now, its round when the window has had its turn, unless all was closed then."""
        self._content = content
        self.store_changed.emit()

        def go_on() -> None:
            if self._content is content and self._open is None:
                self._take_round(round_content)

        QTimer.singleShot(_BREATH_MS, go_on)

    def _take_round(self, content: Optional[RoundContent]) -> None:
        if content is None or self._content is None:
            self.round_changed.emit()
            return
        copy = WorkingCopy(
            self._content.store,
            content.mapping_round,
            self._settings.person,
            self._journal,
            self,
            prepared=content.prepared,
            forbidden=self.permission.rights.why_not(Act.EDIT_SCENES),
            wait_for=waited_for,
        )
        self._open, self._names = OpenRound(content, copy, self.permission.rights.profile), {}
        past = previous_round(content.mapping_round, self._content.rounds)
        self._below = past.label if past else ""
        for signal, slot in self._wires(copy):
            signal.connect(slot)
        keep_what_was_read()  # the round that was left has let go of this one, too
        self.round_changed.emit()
        self.below_changed.emit(content.before)
        if copy.journal_problem is not None:
            self.refused.emit(copy.journal_problem)
        if copy.recoverable() is not None and self.editable:
            self.recoverable.emit(copy.recoverable())

    def _wires(self, copy: WorkingCopy) -> Sequence[Tuple[Any, Any]]:
        return (
            (copy.changed, self._on_changed),
            (copy.saved, self._on_saved),
            (copy.refused, self._on_refused),
            (copy.journal_failed, self._on_refused),
        )

    # Scenes ---------------------------------------------------------------------------------------------------------

    def rows(self) -> List[SceneRow]:
        """All scenes of the active round."""
        return list(self._open.rows.all.values()) if self._open else []

    def row(self, handle: int) -> Optional[SceneRow]:
        """The scene of a handle."""
        return self._open.rows.all.get(handle) if self._open else None

    def handles_of(self, ids: Sequence[SceneId]) -> List[int]:
        """The handles of scenes, by their ids."""
        return self._open.rows.handles_of(ids) if self._open else []

    @property
    def before(self) -> Sequence[Scene]:
        """The scenes of the round before."""
        return self._open.before if self._open else ()

    @property
    def edited_since_check(self) -> bool:
        """Whether scenes were edited since the last check."""
        return self._open is not None and self._open.edited_since_check

    @property
    def unsaved(self) -> int:
        """How many scenes differ from the store."""
        return self._open.unsaved if self._open else 0

    def pending(self) -> Sequence[SceneChange]:
        """What differs from the store; nothing while a row holds a value that a scene cannot have."""
        return self._open.pending() if self._open else ()

    def verdict(self, scene: Scene) -> Verdict:
        """What a scene's answers say of it."""
        return self._active_round().verdict(scene)

    def called(self, scenes: Sequence[SceneId]) -> List[str]:
        """What scenes of this round or the one before are called."""
        return self._open.called(scenes) if self._open else [str(scene) for scene in scenes]

    def was_open(self, scene: Scene) -> bool:
        """Whether it was an open scene in the round before."""
        return self._active_round().was_open(scene)

    def _active_round(self) -> OpenRound:
        """The round that is open: there is one wherever there is a scene."""
        return cast(OpenRound, self._open)

    def _on_changed(self) -> None:
        self.scenes_changed.emit(self._active_round().read_again())

    def _on_saved(self, saved: object) -> None:
        self.last_save = utc_now().astimezone().strftime("%H:%M")
        self.saved.emit(saved)

    def _on_refused(self, reason: object) -> None:
        if isinstance(reason, StaleEdit):
            self.stale.emit(reason)
        else:
            self.refused.emit(reason)

    # Saving ---------------------------------------------------------------------------------------------------------

    @property
    def saving(self) -> bool:
        """Whether a save is being written."""
        return self.copy is not None and self.copy.saving

    def save(self) -> bool:
        """Save all changes of the active round, in one transaction."""
        return self.copy is not None and self.copy.save()

    def recover(self) -> None:
        """Bring an earlier session's unsaved edits back."""
        try:
            if self.copy is not None:
                self.copy.recover(translate("Drugscene", "Restore unsaved changes"))
        except Refusal as refusal:
            self.refused.emit(refusal)

    def discard_recovery(self) -> None:
        """Give an earlier session's unsaved edits up."""
        if self.copy is not None:
            self.copy.discard_recovery()

    # Findings -------------------------------------------------------------------------------------------------------

    @property
    def findings(self) -> Sequence[Finding]:
        """What the last check found."""
        return self._open.findings if self._open else ()

    def take_findings(self, findings: Sequence[Finding]) -> None:
        """Take the findings of a check."""
        different = self._active_round().take_findings(findings)
        self.findings_changed.emit()
        self.scenes_changed.emit(different)

    def accept(self, findings: Sequence[Finding], reason: str) -> None:
        """Say that findings are right as they are, for a reason; without one, take that back."""
        if self._content is None or self.active is None:
            return
        store, label, person = self._content.store, self.active.label, self._settings.person

        def write() -> None:
            for finding in findings:
                store.accept_finding(label, finding.fingerprint, reason, person)

        try:
            waited_for(write)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        if self.active is None or self.active.label != label:  # left meanwhile
            return
        prints = {finding.fingerprint for finding in findings}
        self.take_findings([replace(f, seen=reason) if f.fingerprint in prints else f for f in self.findings])

    # Work beside the window -----------------------------------------------------------------------------------------

    def run(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        ended: Callable[[], None] = lambda: None,
    ) -> Running:
        """Do work beside the window: ``done`` with its result, ``ended`` however it ends; a refusal is told."""

        def refused(refusal: Refusal) -> None:
            ended()
            self.refused.emit(refusal)

        def finished(result: Any) -> None:
            ended()
            done(result)

        running = self._errands.start(title, work, finished, refused)
        running.stopped.connect(ended)
        return running
