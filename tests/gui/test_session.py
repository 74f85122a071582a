"""What a session holds of the open store and round, and lets go of."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import date

import pytest

from drugscene_plugin.domain.rights import EVERY_RIGHT, Act, Rights, Role
from drugscene_plugin.gui.permission import Permission
from drugscene_plugin.gui.session import Session
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store
from tests.builders import lpo, mapping_round, scene, square
from tests.windows import settle


@pytest.fixture
def session(qgis_app, qtbot, tmp_path):
    """A session with a round open, and one before it."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    store.add_areas([lpo("531210", square(side=10_000), "Väst")], "test")
    for label, day in (("2023", date(2023, 10, 1)), ("2025", date(2025, 3, 31))):
        store.add_round(mapping_round(label, day), [scene("a", label, square(at=(1000, 1000)), name="Torget")], "test")
    session = Session(Settings(), tmp_path / "journal")
    with qtbot.waitSignal(session.below_changed, timeout=10_000):
        session.open_store(path)
    yield session
    session.drop()
    settle()


def searched_for_cycles(session):
    """Which of the open round's rows Python looks at when it searches for cycles, with all threads held up."""
    looked_at = {id(one) for one in gc.get_objects()}
    return [row for row in session.rows() if id(row) in looked_at or id(row.scene) in looked_at]


def test_a_round_is_out_of_python_s_search_for_cycles_while_it_is_open_also_after_another(session, qtbot):
    assert session.rows() and not searched_for_cycles(session)
    with qtbot.waitSignal(session.below_changed, timeout=10_000):
        session.open_round("2023")
    assert session.rows() and not searched_for_cycles(session)


def test_a_round_that_is_left_is_let_go_of_without_any_search(session):
    held = weakref.ref(session.rows()[0])
    gc.disable()
    try:
        session.drop()
        settle(400)
        assert held() is None
    finally:
        gc.enable()


def test_areas_that_others_added_are_called_by_their_names(session):
    anna = Rights("anna", frozenset({Role.EDITOR}), lpos=frozenset({"531230"}))
    assert session.permission.rights is EVERY_RIGHT
    session._content = replace(session._content, permission=Permission(anna, session._content.areas))
    assert "Öst" not in session.permission.why_not(Act.EDIT_SCENES, lpo="531210")
    session.take_news(None, [*session._content.areas, lpo("531230", square(at=(10_000, 0)), "Öst")], None)
    assert "Öst" in session.permission.why_not(Act.EDIT_SCENES, lpo="531210")


def test_news_of_what_is_there_already_is_none(session):
    told = []
    session.store_changed.connect(lambda: told.append(1))
    session.take_news(session.rounds, session._content.areas, session._content.codes, session.permission.rights)
    assert told == []


def test_findings_are_old_once_a_scene_was_edited_or_is_gone_until_the_next_check(session):
    (row,) = session.rows()
    session.take_findings([])
    assert not session.edited_since_check
    session.edits.rename(row.handle, "Parken")
    assert session.edited_since_check and session.unsaved == 1
    session.take_findings([])
    assert not session.edited_since_check
    session.edits.remove([row.handle])
    assert session.edited_since_check and session.rows() == []
