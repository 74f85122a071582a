"""Work that would hold up the window, done beside it: with progress, cancel, and its errors brought home."""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Set

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QEventLoop, QObject, Qt, QThread, pyqtSignal

from ..domain.errors import Cancelled, Refusal
from ..domain.progress import Progress

Work = Callable[[Progress], Any]
"""Work that runs beside the window: takes its progress, touches no widget and no layer of the project."""


class _Task(QgsTask):
    """Runs work in another thread; a progress for it at the same time."""

    def __init__(self, title: str, work: Work, ended: Callable[[_Task], None]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._ended = ended
        self.complete = False
        self.result: Any = None
        self.error: Optional[BaseException] = None

    def run(self) -> bool:
        try:
            self.result = self._work(self)
            self.complete = True
        except Exception as error:  # brought to the main thread, where it is shown or raised
            self.error = error
        return self.error is None

    def finished(self, result: bool) -> None:
        self._ended(self)

    def report(self, share: float) -> None:
        self.setProgress(100.0 * share)

    def cancelled(self) -> bool:
        return bool(self.isCanceled())


class Running(QObject):
    """Work under way. Emits one of ``done``, ``refused`` and ``stopped`` in the main thread when it ends.

    Silenced, it emits that at once and nothing more.
    """

    done = pyqtSignal(object)
    refused = pyqtSignal(object)
    stopped = pyqtSignal()
    silenced = pyqtSignal()
    progressed = pyqtSignal(float)

    _alive: Set[Running] = set()  # Python would collect a task that only the task manager holds

    def __init__(self, title: str, work: Work) -> None:
        super().__init__()
        self._task = _Task(title, work, self._ended)
        self._task.progressChanged.connect(self._progress)
        self._silenced = False

    def start(self) -> Running:
        """Hand the work to QGIS, which shows it among its tasks."""
        Running._alive.add(self)
        QgsApplication.taskManager().addTask(self._task)
        return self

    def cancel(self) -> None:
        """Ask the work to stop; what has ended needs no asking, and QGIS has deleted its task."""
        if self in Running._alive:
            self._task.cancel()

    def silence(self) -> None:
        """Ask the work to stop, and forget how it ends: whoever asked for it is going away."""
        self._silenced = True
        self.cancel()
        self.silenced.emit()

    def _progress(self, percent: float) -> None:
        if not self._silenced:
            self.progressed.emit(percent / 100.0)

    def _ended(self, task: _Task) -> None:
        Running._alive.discard(self)
        error, result = task.error, task.result
        task.error = task.result = None  # the task and what it tells refer to each other, and would keep it for long
        if self._silenced:
            return
        if task.complete:  # even where somebody wanted it to stop at the last moment: it has been done
            self.done.emit(result)
        elif error is None or isinstance(error, Cancelled):
            self.stopped.emit()
        elif isinstance(error, Refusal):
            self.refused.emit(error)
        else:
            self.stopped.emit()
            raise error


class Errands(QObject):
    """The work that somebody has under way beside the window. ``busy`` says what was begun last; empty: that is over."""

    busy = pyqtSignal(str)

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._running: List[Running] = []

    def start(self, title: str, work: Work, done: Callable[[Any], None], refused: Callable[[Refusal], None]) -> Running:
        """Begin work: ``done`` with its result, ``refused`` with why it could not be done."""
        running = Running(title, work)
        self._running.append(running)

        def over(*_: object) -> None:
            if running in self._running:
                self._running.remove(running)
            self.busy.emit("")

        for signal in (running.done, running.refused, running.stopped):
            signal.connect(over)
        running.done.connect(done)
        running.refused.connect(refused)
        self.busy.emit(title)
        return running.start()

    def silence(self) -> None:
        """Ask all of it to stop, and forget how it ends."""
        for running in self._running:
            running.silence()
        self._running.clear()


def waited_for(work: Callable[[], Any]) -> Any:
    """Do work in a thread of its own while the window is drawn but takes no input: what the work gives, or raises.

    For what nobody may edit beneath, such as a save. It does not queue up behind the tasks.
    """
    thread, loop = _Thread(work), QEventLoop()
    thread.finished.connect(loop.quit)
    QgsApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        thread.start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        thread.wait()
    finally:
        QgsApplication.restoreOverrideCursor()
    if thread.error is not None:
        raise thread.error
    return thread.result


class _Thread(QThread):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self.result: Any = None
        self.error: Optional[BaseException] = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except BaseException as error:  # raised where it is waited for
            self.error = error
