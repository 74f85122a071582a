"""Incidents as they come from a source: columns of some rows after others, read by one thread while another counts."""

from __future__ import annotations

import queue
import threading
from contextlib import closing, contextmanager
from typing import Generator, Iterable, Iterator, NamedTuple, Optional, Protocol, Tuple

import numpy as np

from ..domain.errors import Cancelled
from ..domain.incident_fields import IncidentFields
from ..domain.progress import Progress


class IncidentBatch(NamedTuple):
    """Some rows of incidents as columns: ``x`` and ``y`` in the store's CRS (NaN for none), the others as they are read.

    ``number`` is how many incidents each row stands for. ``lpo`` and ``municipality`` are names or codes, for rows without
    coordinates.

    ``own_x`` and ``own_y`` are the coordinates in the source's own CRS where it differs.
    """

    x: np.ndarray
    y: np.ndarray
    code: Optional[np.ndarray] = None
    start: Optional[np.ndarray] = None
    end: Optional[np.ndarray] = None
    start_clock: Optional[np.ndarray] = None
    end_clock: Optional[np.ndarray] = None
    number: Optional[np.ndarray] = None
    own_x: Optional[np.ndarray] = None
    own_y: Optional[np.ndarray] = None
    lpo: Optional[np.ndarray] = None
    municipality: Optional[np.ndarray] = None


class IncidentSource(Protocol):
    """Where incidents are read from, once, in batches. ``fields`` are what it calls its columns."""

    fields: IncidentFields

    def batches(self) -> Generator[IncidentBatch, None, None]:
        """The rows in the source's order. They may be read by another thread, but by one at a time."""

    def transform(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Coordinates of the source's own CRS in the store's."""

    def row_count(self) -> Optional[int]:
        """How many rows there are, where that is known beforehand."""

    def sha256(self) -> str:
        """The SHA-256 of what was read, once all batches are."""


def some_rows(batch: IncidentBatch, which: np.ndarray) -> IncidentBatch:
    """Some of a batch's rows, by number or by yes and no."""
    columns = {name: column[which] for name, column in batch._asdict().items() if column is not None}
    return IncidentBatch(**columns)


@contextmanager
def reading(source: IncidentSource, progress: Progress, threads: int) -> Iterator[Iterable[IncidentBatch]]:
    """The source's batches, with two threads read by one of its own from now on, at most two ahead.

    They are closed at the end whatever happens: what a source has open must not wait for the garbage collector.
    """
    if threads < 2:
        with closing(source.batches()) as batches:
            yield batches
        return
    waiting: queue.Queue[object] = queue.Queue(maxsize=2)
    stop = threading.Event()
    reader = threading.Thread(target=_read, args=(source, waiting, stop), name="drugscene-incidents", daemon=True)
    reader.start()
    try:
        yield _taken(waiting, progress)
    finally:
        stop.set()
        reader.join(timeout=0.2)  # one that waits for a disk or server ends when that has answered


_END = object()


def _read(source: IncidentSource, waiting: queue.Queue[object], stop: threading.Event) -> None:
    def put(item: object) -> bool:
        while not stop.is_set():
            try:
                waiting.put(item, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    last: object = _END
    try:
        with closing(source.batches()) as batches:
            for batch in batches:
                if not put(batch):
                    return
    except BaseException as error:  # handed over, and raised where the batches are awaited
        last = error
    put(last)


def _taken(waiting: queue.Queue[object], progress: Progress) -> Generator[IncidentBatch, None, None]:
    while True:
        try:
            item = waiting.get(timeout=0.1)
        except queue.Empty:
            if progress.cancelled():
                raise Cancelled from None
            continue
        if item is _END:
            return
        if isinstance(item, BaseException):
            raise item
        if isinstance(item, IncidentBatch):
            yield item
