"""What those who use one file learn of each other, as two windows on a network drive: what was written, by its log."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Callable, List, Mapping, Sequence, Tuple

from ..domain.errors import Refusal
from ..domain.scene import SceneId
from ..workflow.ports import Change, News

Stamp = Tuple[Tuple[int, int], ...]
"""When a file and its write-ahead log were last written, and how large they were."""


class FileSharing:
    """Implements :class:`drugscene_plugin.workflow.ports.Sharing`. A file keeps no marks: there is nobody to say them to.

    ``log_after`` gives the lines of the change log after one of a number, ``last`` the number of the last.
    """

    def __init__(self, location: str, log_after: Callable[[int], List[Change]], last: Callable[[], int]) -> None:
        self._location, self._log_after, self._last = location, log_after, last

    def listener(self) -> FileListener:
        """Begin to look."""
        return FileListener(self._location, self._log_after, self._last())

    def mark_edited(self, label: str, scenes: Sequence[SceneId]) -> None:
        """Nothing."""

    def edited_by_others(self, label: str) -> Mapping[SceneId, str]:
        """Nobody, as far as a file knows."""
        return {}


class FileListener:
    """Implements :class:`drugscene_plugin.workflow.ports.Listener`. It asks the folder when the file was last written, which
    takes no lock and holds up nobody, and opens the file only when it was."""

    def __init__(self, location: str, log_after: Callable[[int], List[Change]], last: int) -> None:
        self._location, self._log_after, self._last = location, log_after, last
        self._seen: Stamp = ()
        self._again = True

    def news(self) -> News:
        """What was written since the last time, by whomever."""
        stamp = self._stamp()
        if stamp == self._seen and not self._again:
            return News()
        changes = self._log_after(self._last)
        # Some drives tell the time in steps of two seconds: what is written within one looks like what was just read.
        self._again, self._seen = stamp != self._seen, stamp
        if changes:
            self._last = changes[-1].number
        return News(tuple(changes))

    def fileno(self) -> int:
        """There is no socket."""
        return -1

    def close(self) -> None:
        """Nothing is open between two questions."""

    def _stamp(self) -> Stamp:
        found = []
        try:
            status = os.stat(self._location)
        except OSError as error:
            raise Refusal("store_missing", location=self._location) from error
        found.append((status.st_mtime_ns, status.st_size))
        with suppress(OSError):
            status = os.stat(f"{self._location}-wal")
            found.append((status.st_mtime_ns, status.st_size))
        return tuple(found)
