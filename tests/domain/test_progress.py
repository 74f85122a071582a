"""Long work tells how far it is, and stops when it is asked to."""

from __future__ import annotations

import threading

import pytest

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.progress import QUIET, awaited, stop_if_cancelled, watched


class Recorder:
    """Keeps what was reported; wants to stop after a number of reports."""

    def __init__(self, stop_after=None):
        self.shares = []
        self.stop_after = stop_after

    def report(self, share):
        self.shares.append(share)

    def cancelled(self):
        return self.stop_after is not None and len(self.shares) >= self.stop_after


def test_every_item_comes_once_and_the_share_rises_between_the_bounds():
    recorder = Recorder()
    assert list(watched(range(1000), recorder, 0.2, 0.6)) == list(range(1000))
    assert recorder.shares[0] == 0.2
    assert recorder.shares == sorted(recorder.shares)
    assert max(recorder.shares) < 0.6
    assert len(recorder.shares) <= 101


def test_the_work_stops_before_the_next_item():
    done = []
    with pytest.raises(Cancelled):
        done.extend(watched(range(1000), Recorder(stop_after=3)))
    assert len(done) == 21  # the third share was told before the 21st item


def test_work_that_cannot_be_stopped_is_left_alone():
    stopped, let_go = Recorder(stop_after=0), threading.Event()
    with pytest.raises(Cancelled):
        awaited(let_go.wait, stopped)
    let_go.set()


def test_what_awaited_work_gives_or_raises_is_handed_on():
    assert awaited(lambda: 7, QUIET) == 7
    with pytest.raises(ZeroDivisionError):
        awaited(lambda: 1 // 0, QUIET)


def test_nobody_watching_never_stops_it():
    assert list(watched([1, 2], QUIET)) == [1, 2]
    assert list(watched([], QUIET)) == []
    stop_if_cancelled(QUIET)
