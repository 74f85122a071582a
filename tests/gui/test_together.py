"""Two windows on one store: what one saves, edits and publishes, as the other sees it, and what a cut connection does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.domain.change_set import SceneChange
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui import together, watching
from drugscene_plugin.store import open_store
from drugscene_plugin.store.layers import AREA_KIND, LAYER_PROPERTY, find_layers
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.ports import Code
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.gui.several_windows import database, in_file, on_server, opened, place, postgres
from tests.windows import settle
from tests.workflow.store_contract import change, changes, snapshot

__all__ = ["database", "in_file", "on_server", "opened", "place", "postgres"]
LEFT = Qt.MouseButton.LeftButton
ROUND = "2025"


def put_round(store):
    west, east = square(at=(0, 0), side=10_000), square(at=(10_000, 0), side=10_000)
    store.add_areas(
        [lpo("531210", west, "Väst"), lpo("531230", east, "Öst"), municipality("0180", west.union(east), "Kommunen")],
        "test",
    )
    day = date(2025, 3, 31)
    made = [
        scene("a", ROUND, square(at=(1000, 1000)), name="Torget"),
        scene("b", ROUND, square(at=(2000, 1000)), name="Parken"),
        scene("c", ROUND, square(at=(12_000, 1000)), name="Stationen"),
    ]
    store.add_round(mapping_round(ROUND, day), assigned_scenes(made, store.areas(), day), "test")


@pytest.fixture
def fill():
    """What the store holds."""
    return put_round


@pytest.fixture
def people():
    """Who may do everything there."""
    return ("kim", "anna")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Windows that ask for news ten times a second."""
    monkeypatch.setattr(watching, "PAUSE_S", 0.1)
    monkeypatch.setattr(watching, "LONG_PAUSE_S", 0.1)


@pytest.fixture
def anna(opened, place):
    """Anna's window."""
    return opened(place("anna"), "anna")


class Other:
    """Somebody who works on the same store from elsewhere."""

    def __init__(self, location, name="kim"):
        self.store, self.name = open_store(location), name

    def row(self, id):
        return self.store.scenes(ROUND, only=[id])[0]

    def changes(self, id, **fields):
        self.store.save(changes(change(self.row(id), **fields), round=ROUND), self.name)


@pytest.fixture
def kim(place):
    return Other(place("kim"))


def names(window):
    return sorted(row.scene.name for row in window.session.rows())


def one(window, id):
    return next(row for row in window.session.rows() if row.scene.id == id)


def listed(window):
    """What the list shows, with its marks."""
    model = window.panel.scenes.model
    return sorted(model.data(model.index_of(row.handle), Qt.ItemDataRole.DisplayRole) for row in window.session.rows())


def told(window):
    return [item.text() for item in window._kept[0].bar.items()]


def rename(window, id, name):
    window.session.edits.rename(one(window, id).handle, name)


def stack_of(window):
    stack = window.session.copy.layer.undoStack()
    return stack.count(), stack.index()


def press(widget):
    QTest.mouseClick(widget, LEFT)
    settle()


# Others' saves


def test_what_another_saves_appears_and_my_edits_and_their_undo_stay(anna, kim, qtbot):
    rename(anna, "a", "mine")
    before = stack_of(anna)
    kim.changes("b", name="theirs")
    qtbot.waitUntil(lambda: names(anna) == ["Stationen", "mine", "theirs"], timeout=10_000)
    assert stack_of(anna) == before and anna.session.unsaved == 1
    assert any("kim (1)" in text for text in told(anna))
    press(anna.panel.status.undo)
    assert names(anna) == ["Stationen", "Torget", "theirs"]
    press(anna.panel.status.redo)
    press(anna.panel.status.save)
    assert anna.session.unsaved == 0 and kim.row("a").name == "mine" and kim.row("b").name == "theirs"


def test_what_is_being_typed_is_left_alone_when_something_else_appears(anna, kim, qtbot):
    anna.scenes.open_form(one(anna, "a").handle)
    form = anna.panel.scenes.form
    form.name.setText("half a na")
    kim.store.save(
        changes(SceneChange(None, scene("d", ROUND, square(at=(5000, 1000)), name="Ny")), round=ROUND), "kim"
    )
    qtbot.waitUntil(lambda: "Ny" in names(anna), timeout=10_000)
    assert form.name.text() == "half a na" and anna.session.unsaved == 0


def test_what_is_being_typed_for_the_scene_that_another_saved_becomes_an_edit_and_waits(anna, kim, qtbot):
    anna.scenes.open_form(one(anna, "a").handle)
    form = anna.panel.scenes.form
    form.name.setText("half a name")
    kim.changes("a", name="theirs")
    qtbot.waitUntil(lambda: bool(anna.together.saved_by), timeout=10_000)
    assert form.name.text() == "half a name" and anna.session.unsaved == 1
    assert "kim" in form.others.text() and form.others.isVisible()
    assert "half a name ⇄" in listed(anna)


def test_added_and_removed_scenes_appear_and_go(anna, kim, qtbot):
    rename(anna, "c", "mine")
    anna.scenes.select([one(anna, "b").handle])
    made = scene("d", ROUND, square(at=(5000, 1000)), name="Ny", status=SceneStatus.OPEN)
    kim.store.save(changes(SceneChange(kim.row("b"), None), SceneChange(None, made), round=ROUND), "kim")
    qtbot.waitUntil(lambda: names(anna) == ["Ny", "Torget", "mine"], timeout=10_000)
    assert anna.panel.scenes.selected_handles() == []
    assert anna.panel.scenes.below.currentWidget() is anna.panel.scenes.empty


def test_a_scene_edited_on_both_sides_is_marked_and_shown_as_a_conflict_when_it_is_saved(anna, kim, qtbot):
    rename(anna, "a", "mine")
    kim.changes("a", name="theirs")
    qtbot.waitUntil(lambda: "mine ⇄" in listed(anna), timeout=10_000)
    stale = []
    anna.session.stale.connect(stale.append)
    press(anna.panel.status.save)
    assert [c.theirs.name for c in stale[0].conflicts] == ["theirs"]


def test_a_mark_of_a_conflict_goes_when_the_edit_is_undone_for_good(anna, kim, qtbot):
    rename(anna, "a", "mine")
    kim.changes("a", name="theirs")
    qtbot.waitUntil(lambda: "mine ⇄" in listed(anna), timeout=10_000)
    press(anna.panel.status.undo)
    rename(anna, "c", "another edit")
    qtbot.waitUntil(lambda: "theirs" in listed(anna), timeout=10_000)
    assert anna.session.unsaved == 1


def test_several_saves_are_one_message_and_ones_own_are_none(anna, kim, qtbot):
    rename(anna, "c", "mine")
    press(anna.panel.status.save)
    for name in ("x", "y", "z"):
        kim.changes("a", name=name)
        qtbot.waitUntil(lambda name=name: name in names(anna), timeout=10_000)
    assert [text for text in told(anna) if "others" in text] == ["Saved by others: kim (3)."]


def test_a_round_that_another_put_into_review_is_read_only_and_what_was_not_saved_is_kept(anna, kim, qtbot):
    rename(anna, "a", "not saved")
    kim.store.set_round_state(replace(kim.store.round(ROUND), state=RoundState.IN_REVIEW), "kim")
    qtbot.waitUntil(lambda: anna.session.active is not None and not anna.session.editable, timeout=10_000)
    assert any("in review" in text and "1 unsaved" in text for text in told(anna))
    assert names(anna) == ["Parken", "Stationen", "Torget"] and anna.panel.header.state.isVisible()
    kim.store.set_round_state(replace(kim.store.round(ROUND), state=RoundState.DRAFT), "kim")
    with qtbot.waitSignal(anna.session.recoverable, timeout=10_000):
        pass
    anna.session.recover()
    assert "not saved" in names(anna) and anna.session.save()
    assert kim.row("a").name == "not saved"


def test_a_round_that_another_published_is_read_only(anna, kim, qtbot):
    kim.store.publish(snapshot(kim.store, ROUND))
    qtbot.waitUntil(
        lambda: anna.session.active is not None and anna.session.active.state is RoundState.PUBLISHED, timeout=10_000
    )
    assert any("published by kim" in text for text in told(anna))


def test_what_the_same_person_did_to_the_round_in_another_window_is_shown_without_a_message(
    anna, place, qtbot, monkeypatch
):
    monkeypatch.setattr(together, "_SETTLE_MS", 300)
    elsewhere = open_store(place("anna"))
    elsewhere.set_round_state(replace(elsewhere.round(ROUND), state=RoundState.IN_REVIEW), "anna")
    qtbot.waitUntil(lambda: anna.session.active is not None and not anna.session.editable, timeout=10_000)
    assert told(anna) == []


def test_what_the_same_person_saved_elsewhere_as_by_an_algorithm_appears_without_a_message(anna, place, qtbot):
    Other(place("anna"), "anna").changes("a", name="by an algorithm")
    qtbot.waitUntil(lambda: "by an algorithm" in names(anna), timeout=10_000)
    assert told(anna) == []


def test_new_rounds_and_categories_appear(anna, kim, qtbot):
    kim.store.set_codes("category", [Code("x", "Slag X", "Kind X")], "kim")
    kim.store.add_round(mapping_round("2026", date(2026, 3, 31)), [], "kim")
    qtbot.waitUntil(lambda: [r.label for r in anna.session.rounds] == [ROUND, "2026"], timeout=10_000)
    assert [c.code for c in anna.session.codes("category")] == ["x"]
    assert anna.panel.header.round.findData("2026") >= 0 and anna.session.active.label == ROUND


def area_layers(window):
    return {layer.customProperty(LAYER_PROPERTY): layer for layer in find_layers(window._kept[1], AREA_KIND)}


def test_areas_that_another_adds_are_drawn(anna, kim, qtbot):
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 2, timeout=10_000)
    shown = area_layers(anna)
    (lpos,) = find_layers(anna._kept[1], AREA_KIND, level="lpo")
    assert lpos.featureCount() == 2 and lpos.extent().xMaximum() == 20_000
    with qtbot.waitSignal(lpos.repaintRequested, timeout=10_000):
        kim.store.add_areas([lpo("531250", square(at=(20_000, 0), side=10_000), "Nordost")], "kim")
    assert lpos.featureCount() == 3 and lpos.extent().xMaximum() == 30_000
    qtbot.wait(100)
    assert area_layers(anna) == shown and anna.session.names(AreaLevel.LPO)["531250"] == "Nordost"


def test_areas_of_a_level_that_had_none_get_their_layer(anna, kim, qtbot, fill):
    project = anna._kept[1]
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 2, timeout=10_000)
    project.removeMapLayers([layer.id() for layer in find_layers(project, AREA_KIND, level="lpo")])
    anna.layers._levels.discard(AreaLevel.MUNICIPALITY)
    project.removeMapLayers([layer.id() for layer in find_layers(project, AREA_KIND, level="municipality")])
    kim.store.add_areas([lpo("531250", square(at=(20_000, 0), side=10_000), "Nordost")], "kim")
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 1, timeout=10_000)
    qtbot.wait(100)
    assert [layer.featureCount() for layer in find_layers(project, AREA_KIND)] == [1], "what was taken away came back"


def test_two_windows_see_each_other_work(opened, place, qtbot):
    anna, kim = opened(place("anna"), "anna"), opened(place("kim"), "kim")
    rename(anna, "a", "by anna")
    rename(kim, "b", "by kim")
    press(anna.panel.status.save)
    press(kim.panel.status.save)
    for window in (anna, kim):
        qtbot.waitUntil(lambda window=window: names(window) == ["Stationen", "by anna", "by kim"], timeout=10_000)


# The map


def test_the_map_stays_where_it_is_when_the_store_is_read_anew(anna, qtbot):
    canvas = anna._kept[0].canvas
    canvas.setProject(anna._kept[1])
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 2, timeout=10_000)
    canvas.setExtent(QgsRectangle(900, 900, 1900, 1400))
    before = canvas.extent().toString(1)
    with qtbot.waitSignal(anna.session.below_changed, timeout=20_000):
        anna.session.read_again()
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 2, timeout=10_000)
    settle(100)
    assert canvas.extent().toString(1) == before


def test_a_map_that_shows_nothing_of_the_county_is_moved_to_it(anna, kim, qtbot):
    canvas = anna._kept[0].canvas
    qtbot.waitUntil(lambda: len(area_layers(anna)) == 2, timeout=10_000)
    for box in (QgsRectangle(900_000, 900_000, 901_000, 901_000), QgsRectangle(-900_000, -900_000, 900_000, 900_000)):
        canvas.setExtent(box)
        with qtbot.waitSignal(anna.session.below_changed, timeout=20_000):
            anna.session.read_again()
        settle(100)
        assert canvas.extent().contains(QgsRectangle(0, 0, 20_000, 10_000)) and canvas.extent().width() < 50_000


# Marks


def test_others_see_who_is_editing_a_scene_until_it_is_saved(opened, on_server, qtbot):
    anna, kim = opened(on_server("anna"), "anna"), opened(on_server("kim"), "kim")
    anna.scenes.select([one(anna, "a").handle])
    rename(kim, "a", "by kim")
    qtbot.waitUntil(lambda: "Torget ✎" in listed(anna), timeout=10_000)
    model = anna.panel.scenes.model
    index = model.index_of(one(anna, "a").handle)
    assert "kim is editing this scene" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert anna.panel.scenes.form.others.text() == "kim is editing this scene"
    assert "✎" not in "".join(listed(kim))
    press(kim.panel.status.save)
    qtbot.waitUntil(lambda: listed(anna) == ["Parken", "Stationen", "by kim"], timeout=10_000)
    assert not anna.panel.scenes.form.others.isVisible()


def test_a_mark_goes_with_an_undo_and_with_the_window(opened, on_server, qtbot):
    anna, kim = opened(on_server("anna"), "anna"), opened(on_server("kim"), "kim")
    rename(kim, "a", "by kim")
    qtbot.waitUntil(lambda: "Torget ✎" in listed(anna), timeout=10_000)
    press(kim.panel.status.undo)
    qtbot.waitUntil(lambda: "Torget" in listed(anna), timeout=10_000)
    rename(kim, "b", "by kim")
    qtbot.waitUntil(lambda: "Parken ✎" in listed(anna), timeout=10_000)
    kim.session.drop()
    qtbot.waitUntil(lambda: "Parken" in listed(anna), timeout=10_000)


def test_scenes_in_the_hand_of_a_tool_for_outlines_are_marked_until_they_are_saved(
    opened, on_server, qtbot, monkeypatch
):
    anna, kim = opened(on_server("anna"), "anna"), opened(on_server("kim"), "kim")
    in_hand = [one(kim, "a").scene.id]
    monkeypatch.setattr(kim.together, "_shaped", lambda: in_hand)
    qtbot.waitUntil(lambda: "Torget ✎" in listed(anna), timeout=10_000)
    rename(kim, "a", "by kim")
    press(kim.panel.status.save)
    qtbot.waitUntil(lambda: listed(anna) == ["Parken", "Stationen", "by kim"], timeout=10_000)
    in_hand[:] = [one(kim, "b").scene.id]
    qtbot.waitUntil(lambda: "Parken ✎" in listed(anna), timeout=10_000)


# The connection


class Cut:
    """A server that lets nobody in, and throws everybody out."""

    def __init__(self, postgres, database):
        self._postgres, self._database = postgres, database

    def __enter__(self):
        with self._postgres.admin() as run:
            run(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS false")
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", self._database)

    def __exit__(self, *_):
        with self._postgres.admin() as run:
            run(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS true")


def test_what_could_not_be_saved_without_a_connection_is_saved_when_it_returns(
    opened, on_server, postgres, database, qtbot
):
    anna, line = opened(on_server("anna"), "anna"), None
    line = anna.panel.status
    rename(anna, "a", "mine")
    with Cut(postgres, database):
        press(line.save)
        assert anna.session.unsaved == 1 and "saved when it returns" in line.connection.text()
        assert line.connection.isVisible() and line.retry.isVisible()
        assert not any("reached" in text for text in told(anna))
        press(line.retry)
        assert anna.session.unsaved == 1
    Other(on_server("kim")).changes("b", name="saved while anna was away")
    qtbot.waitUntil(lambda: anna.session.unsaved == 0, timeout=20_000)
    assert not line.connection.isVisible() and not line.retry.isVisible()
    assert any("Connection back" in text for text in told(anna))
    kim = Other(on_server("kim"))
    assert kim.row("a").name == "mine" and "saved while anna was away" in names(anna)


def test_edits_that_nobody_asked_to_save_are_not_saved_when_the_connection_returns(
    opened, on_server, postgres, database, qtbot
):
    anna = opened(on_server("anna"), "anna")
    rename(anna, "a", "half done")
    with Cut(postgres, database):
        qtbot.waitUntil(lambda: anna.together.lost is not None, timeout=20_000)
        connection = anna.panel.status.connection
        assert "go on editing" in connection.text() and database in connection.toolTip()
        assert not anna.panel.status.retry.isVisible()
        rename(anna, "b", "on the train")
    qtbot.waitUntil(lambda: anna.together.lost is None, timeout=20_000)
    qtbot.wait(500)
    assert anna.session.unsaved == 2 and Other(on_server("kim")).row("a").name == "Torget"
    assert not anna.panel.status.connection.isVisible()


def test_what_was_edited_since_it_was_to_be_saved_is_saved_too(opened, on_server, postgres, database, qtbot):
    anna = opened(on_server("anna"), "anna")
    line, form = anna.panel.status, anna.panel.scenes.form
    rename(anna, "a", "asked for")
    with Cut(postgres, database):
        press(line.save)
        rename(anna, "b", "edited since")
        anna.scenes.open_form(one(anna, "a").handle)
        form.name.setText("asked for, and typed")
        assert "saved when it returns" in line.connection.text()
    qtbot.waitUntil(lambda: anna.session.unsaved == 0, timeout=20_000)
    kim = Other(on_server("kim"))
    assert kim.row("b").name == "edited since" and kim.row("a").name == form.name.text() == "asked for, and typed"
    assert not line.connection.isVisible() and not line.retry.isVisible()


def test_what_was_undone_before_the_connection_returns_is_not_asked_for_any_more(
    opened, on_server, postgres, database, qtbot
):
    anna = opened(on_server("anna"), "anna")
    line = anna.panel.status
    rename(anna, "a", "asked for")
    with Cut(postgres, database):
        press(line.save)
        press(line.undo)
        assert not line.retry.isVisible()
    qtbot.waitUntil(lambda: anna.together.lost is None, timeout=20_000)
    rename(anna, "b", "nobody asked")
    with Cut(postgres, database):
        qtbot.waitUntil(lambda: anna.together.lost is not None, timeout=20_000)
        assert "go on editing" in line.connection.text()
    qtbot.waitUntil(lambda: anna.together.lost is None, timeout=20_000)
    qtbot.wait(500)
    assert anna.session.unsaved == 1 and Other(on_server("kim")).row("b").name == "Parken"


def test_what_others_saved_while_the_connection_was_lost_is_a_conflict_when_it_returns(
    opened, on_server, postgres, database, qtbot
):
    anna = opened(on_server("anna"), "anna")
    line, stale = anna.panel.status, []
    anna.session.stale.connect(stale.append)
    rename(anna, "a", "mine")
    with Cut(postgres, database):
        press(line.save)
        rename(anna, "b", "edited since")
    Other(on_server("kim")).changes("a", name="theirs")
    qtbot.waitUntil(lambda: bool(stale), timeout=20_000)
    assert [c.theirs.name for c in stale[0].conflicts] == ["theirs"] and anna.session.unsaved == 2
    assert line.why.isVisible() and not line.connection.isVisible() and not line.retry.isVisible()
    qtbot.wait(500)
    assert len(stale) == 1 and Other(on_server("kim")).row("b").name == "Parken"


def test_a_window_closed_without_a_connection_keeps_its_edits_for_the_next(
    opened, on_server, postgres, database, qtbot
):
    anna = opened(on_server("anna"), "anna")
    rename(anna, "a", "kept")
    with Cut(postgres, database):
        press(anna.panel.status.save)
        anna.session.drop()
    with qtbot.waitSignal(anna.session.recoverable, timeout=20_000):
        anna.session.open_store(on_server("anna"))
    anna.session.recover()
    assert anna.session.save() and Other(on_server("kim")).row("a").name == "kept"


def test_whoever_does_not_see_the_log_sees_what_was_saved_all_the_same(opened, on_server, postgres, database, qtbot):
    with postgres.admin(database) as run:
        if not run("SELECT 1 FROM pg_roles WHERE rolname = 'bo'"):
            run("CREATE ROLE bo LOGIN")
        run(f"GRANT {database}_drugscene_reviewer TO bo")
        run("INSERT INTO drugscene.members VALUES ('bo', 'municipality', '0180')")
    bo, kim = opened(on_server("bo"), "bo"), Other(on_server("kim"))
    kim.store.save(changes(change(kim.row("a"), name="theirs"), SceneChange(kim.row("b"), None), round=ROUND), "kim")
    qtbot.waitUntil(lambda: names(bo) == ["Stationen", "theirs"], timeout=20_000)
    assert not any("kim" in text for text in told(bo))


def test_a_window_holds_two_connections_however_often_it_opens_a_round_and_none_once_it_is_closed(
    opened, on_server, postgres, database, qtbot
):
    def connections():
        """QGIS keeps some of its own, for the layers of areas, as long as it likes."""
        ours = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = 'anna' AND application_name = %s"
        with postgres.admin() as run:
            return run(ours, database, "Drugscene")[0][0]

    Other(on_server("kim")).store.add_round(mapping_round("2026", date(2026, 3, 31)), [], "kim")
    anna = opened(on_server("anna"), "anna")
    for label in (ROUND, "2026") * 2:
        with qtbot.waitSignal(anna.session.below_changed, timeout=20_000):
            anna.session.open_round(label)
    qtbot.waitUntil(lambda: connections() == 2, timeout=10_000)
    anna.session.drop()
    qtbot.waitUntil(lambda: connections() == 0, timeout=10_000)
