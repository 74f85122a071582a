"""How long it takes until a count that is cancelled has ended."""

from __future__ import annotations

import threading
import time
from typing import List

from .ways import asked


class _Asked:
    """Progress that says it is cancelled once somebody has cancelled it."""

    def __init__(self) -> None:
        self.cancel = threading.Event()

    def report(self, share: float) -> None:
        """Nobody looks."""

    def cancelled(self) -> bool:
        """Whether somebody has cancelled."""
        return self.cancel.is_set()


def longest_wait(path: str, rounds: int, after: List[float]) -> float:
    """The longest of the waits, in s, when the count is cancelled that many seconds after its start."""
    from drugscene_plugin.analysis.incident_counting import count_incidents
    from drugscene_plugin.domain.errors import Cancelled

    def count(progress: _Asked, given: tuple) -> None:
        try:
            count_incidents(*given, progress=progress)
        except Cancelled:
            pass

    waits = []
    for seconds in after:
        progress = _Asked()
        worker = threading.Thread(target=count, args=(progress, asked(path, rounds)))
        worker.start()
        time.sleep(seconds)
        progress.cancel.set()
        cancelled = time.perf_counter()
        worker.join()
        waits.append(time.perf_counter() - cancelled)
    return max(waits)
