"""A save is written in a thread of its own: the window is drawn meanwhile, and whatever happens in it, nothing is lost."""

from __future__ import annotations

import threading

import pytest
from qgis.PyQt.QtCore import QTimer

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.gui.session import Session
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.scene_store import GeoPackageStore
from tests.builders import lpo, mapping_round, scene, square
from tests.windows import settle

WAIT_S = 10


@pytest.fixture
def session(qgis_app, qtbot, tmp_path):
    """A session with a draft of one scene, whose name was changed and not saved."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    store.add_areas([lpo("531210", square(side=10_000))], "test")
    store.add_round(mapping_round("2025"), [scene("a", "2025", square(at=(1000, 1000)), name="Torget")], "test")
    session = Session(Settings(), tmp_path / "journal")
    with qtbot.waitSignal(session.below_changed, timeout=10_000):
        session.open_store(path)
    (row,) = session.rows()
    session.edits.rename(row.handle, "Parken")
    yield session
    session.drop()
    settle()


def name_in(path):
    (found,) = open_store(path).scenes("2025")
    return found.name


def slowly(monkeypatch, begun, go_on):
    """The store's save waits for leave to go on; the window's thread alone can give it."""
    save = GeoPackageStore.save

    def slow(self, change_set, by):
        begun.append(threading.current_thread() is threading.main_thread())
        if not go_on.wait(WAIT_S):
            raise AssertionError("the window stood still while the store wrote")
        return save(self, change_set, by)

    monkeypatch.setattr(GeoPackageStore, "save", slow)


def when(condition, act):
    """Look every few milliseconds whether it is time."""
    timer = QTimer()
    timer.setInterval(5)

    def look():
        if condition():
            timer.stop()
            act()

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_the_window_goes_on_while_the_store_writes(session, monkeypatch):
    begun, go_on = [], threading.Event()
    slowly(monkeypatch, begun, go_on)
    timer = when(lambda: begun, go_on.set)

    assert session.save()

    assert not timer.isActive() and begun == [False], "it was written in the window's thread"
    assert name_in(session.location) == "Parken" and session.unsaved == 0


def test_a_second_save_while_the_first_is_written_does_nothing(session, monkeypatch):
    begun, go_on, second = [], threading.Event(), []
    slowly(monkeypatch, begun, go_on)

    def again():
        second.append(session.save())
        go_on.set()

    timer = when(lambda: begun, again)
    assert session.save()
    assert second == [False] and len(begun) == 1 and not timer.isActive()


def test_a_round_left_while_its_save_is_written_has_it_all_in_the_store_and_asks_nothing_later(
    session, monkeypatch, qtbot
):
    begun, go_on, asked = [], threading.Event(), []
    location = session.location
    slowly(monkeypatch, begun, go_on)

    def leave():
        session.drop()
        go_on.set()

    timer = when(lambda: begun, leave)
    session.save()
    settle()
    assert not timer.isActive() and name_in(location) == "Parken"

    session.recoverable.connect(asked.append)
    with qtbot.waitSignal(session.below_changed, timeout=10_000):
        session.open_store(location)
    assert asked == [] and [row.scene.name for row in session.rows()] == ["Parken"]


def test_what_the_store_refuses_is_told_and_the_edit_stands(session, monkeypatch):
    def full(self, change_set, by):
        raise Refusal("store_full", location=session.location)

    told = []
    session.refused.connect(told.append)
    monkeypatch.setattr(GeoPackageStore, "save", full)
    assert not session.save()
    assert [one.code for one in told] == ["store_full"] and session.unsaved == 1
    assert [row.scene.name for row in session.rows()] == ["Parken"] and name_in(session.location) == "Torget"


def test_a_fault_in_our_own_code_is_raised_where_the_save_was_asked_for(session, monkeypatch):
    def broken(self, change_set, by):
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(GeoPackageStore, "save", broken)
    with pytest.raises(ZeroDivisionError):
        session.save()
    monkeypatch.undo()
    assert session.save() and name_in(session.location) == "Parken"
