"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

import threading
from concurrent.futures import Future, wait
from typing import Callable, Iterator, Protocol, Sequence, TypeVar

from .errors import Cancelled

T = TypeVar("T")


class Progress(Protocol):
    """Takes the share done; says whether the user wants to stop."""

    def report(self, share: float) -> None:
        """Take the share of the work done, 0 to 1."""

    def cancelled(self) -> bool:
        """Whether the user asked to stop."""


class Quiet:
    """A progress that nobody watches."""

    def report(self, share: float) -> None:
        """Take no notice."""

    def cancelled(self) -> bool:
        """Nobody cancels."""
        return False


QUIET = Quiet()


class Part:
    """A stretch of a longer work: its own 0 to 1 stand for ``start`` to ``end`` of the whole."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def report(self, share: float) -> None:
        """Tell the whole how far it is."""
        self._whole.report(self._start + (self._end - self._start) * share)

    def cancelled(self) -> bool:
        """Whether the whole was stopped."""
        return self._whole.cancelled()


def watched(items: Sequence[T], progress: Progress, start: float = 0.0, end: float = 1.0) -> Iterator[T]:
    """Yield the items, reporting the share done between ``start`` and ``end``.

    Raises:
        Cancelled: the user asked to stop.
    """
    total = max(len(items), 1)
    step = max(total // 100, 1)
    for index, item in enumerate(items):
        stop_if_cancelled(progress)
        if index % step == 0:
            progress.report(start + (end - start) * index / total)
        yield item


def stop_if_cancelled(progress: Progress) -> None:
    """Raise Cancelled when the user asked to stop."""
    if progress.cancelled():
        raise Cancelled


def awaited(work: Callable[[], T], progress: Progress) -> T:
    """What some work gives, done by a thread that is left alone when the user asks to stop.

    Raises:
        Cancelled: the user asked to stop.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # handed over, and raised where the outcome is awaited
            outcome.set_exception(error)

    threading.Thread(target=run, name="drugscene-awaited", daemon=True).start()
    stop_if_cancelled(progress)
    while not wait([outcome], timeout=0.1).done:
        stop_if_cancelled(progress)
    return outcome.result()
