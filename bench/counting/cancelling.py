"""How long it takes until work that is cancelled has ended."""

from __future__ import annotations

import threading
import time
from datetime import date
from typing import Callable, Sequence

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.progress import Progress

from .county import BAND, areas
from .ways import asked

Work = Callable[[Progress], object]


class _Asked:
    """Progress that says it is cancelled once somebody has cancelled it."""

    def __init__(self) -> None:
        self.cancel = threading.Event()

    def report(self, share: float) -> None:
        """Nobody looks."""

    def cancelled(self) -> bool:
        """Whether somebody has cancelled."""
        return self.cancel.is_set()


def counting(path: str, rounds: int) -> Work:
    """Counting the incidents of a file for so many rounds."""
    from drugscene_plugin.analysis.incident_counting import count_incidents

    source, requests, groups = asked(path, rounds)
    return lambda progress: count_incidents(source, requests, groups, progress=progress)


def measuring(path: str) -> Work:
    """The whole of ``concentration``: two years of two rounds, with all its tables and their intervals."""
    from drugscene_plugin.domain.crime_groups import crime_groups
    from drugscene_plugin.domain.period import Period
    from drugscene_plugin.workflow.measure_concentration import ConcentrationQuestion, measure_concentration
    from tests.builders import lpo, municipality
    from tests.workflow.follow_up import kept, store_of

    level_of = {"lpo": lpo, "municipality": municipality}
    units = [make(code, shape, code) for level, make in level_of.items() for code, shape in areas(level)]
    rounds = [
        [kept(code, label, outline=shape) for code, shape in areas(f"scene_{number}")]
        for number, label in enumerate(("2021", "2023"))
    ]
    store, source = store_of(*rounds, units), asked(path, 1)[0]
    earlier, later = (Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2023, 2024))
    groups = tuple(crime_groups().values())
    question = ConcentrationQuestion("2023", later, groups, BAND, other_period=earlier)
    return lambda progress: measure_concentration(store, question, lambda: source, progress)


def longest_wait(prepare: Callable[[], Work], after: Sequence[float]) -> float:
    """The longest of the waits, in s, when the work is cancelled that many seconds after its start."""

    def until_stopped(work: Work, progress: _Asked) -> None:
        try:
            work(progress)
        except Cancelled:
            pass

    waits = []
    for seconds in after:
        progress = _Asked()
        worker = threading.Thread(target=until_stopped, args=(prepare(), progress))
        worker.start()
        time.sleep(seconds)
        progress.cancel.set()
        cancelled = time.perf_counter()
        worker.join()
        waits.append(time.perf_counter() - cancelled)
    return max(waits)
