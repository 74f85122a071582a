"""Work offline through the panel: checked out from a server, edited in the file, brought back through a conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QPushButton

from drugscene_plugin.gui.dialogs.check_out import CheckOutDialog
from drugscene_plugin.gui.dialogs.conflicts import ConflictsDialog
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.workflow.bring_back import check_out_in
from tests.postgres import database, postgres
from tests.windows import Interface, settle
from tests.workflow.offline_contract import edit, fill, row

__all__ = ["database", "postgres"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def county(postgres, database, qgis_app):
    """The store on a server, as the one who administers it reads it."""
    fill(create_store(postgres.url(database)))
    with postgres.admin(database) as run:
        if not run("SELECT 1 FROM pg_roles WHERE rolname = 'anna'"):
            run("CREATE ROLE anna LOGIN")
        run(f"GRANT {database}_drugscene_editor TO anna")
        run("INSERT INTO drugscene.members VALUES ('anna', 'lpo', '1')")
    return open_store(postgres.url(database))


@pytest.fixture
def location(county, postgres, database):
    """Where Anna, who edits the one local police area, opens it."""
    return postgres.url(database, "anna")


@pytest.fixture
def window(qgis_app, tmp_path):
    project = QgsProject()
    interface = Interface(project)
    made = DrugsceneWindow(interface, project, Settings(), tmp_path / "journal")
    yield made
    made.close()
    interface.window.close()
    interface.window.deleteLater()
    settle()


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "field.gpkg")


def open_in(window, location, qtbot):
    with qtbot.waitSignal(window.session.below_changed, timeout=20_000):
        window.session.open_store(location)
    settle(50)


def dialog(kind):
    """The dialog of a kind that is shown, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def press(widget):
    assert widget.isEnabled(), widget.objectName()
    QTest.mouseClick(widget, LEFT)
    settle()


def said(window):
    items = window._iface.messageBar().items()
    return " | ".join(item.text() for item in items)


def rename(window, id, name):
    (handle,) = window.session.handles_of([id])
    window.session.edits.edit("Edit", [handle], lambda s: replace(s, name=name))
    assert window.session.save()


def check_out(window, path, qtbot):
    window.panel.header.check_out_action.trigger()
    asked = dialog(CheckOutDialog)
    asked.findChild(QgsFileWidget, "check_out_file").setFilePath(path)
    press(asked.accepting)
    qtbot.waitUntil(lambda: "may be edited" in said(window), timeout=20_000)


def bring_back(window, qtbot):
    with qtbot.waitSignal(window.session.below_changed, timeout=20_000):  # it reads anew when it is done
        window.panel.header.bring_back_action.trigger()
    settle(50)


def test_a_draft_goes_into_a_file_and_comes_back_through_a_conflict(window, county, location, path, qtbot):
    open_in(window, location, qtbot)
    check_out(window, path, qtbot)
    assert check_out_in(open_store(path)).lpos == ("1",)

    open_in(window, path, qtbot)
    shown = window.panel.header.findChild(QLabel, "taken_along")
    assert shown.isVisible() and "anna" in shown.text() and "2023" in shown.text()
    assert not window.panel.header.check_out_action.isVisible()
    rename(window, "a", "mine")
    rename(window, "b", "B mine")
    edit(county, "a", name="theirs", tags={"note": "theirs"})
    edit(county, "c", name="C theirs")

    bring_back(window, qtbot)
    assert row(county, "b").name == "B mine" and row(county, "a").name == "theirs"
    asked = dialog(ConflictsDialog)
    press(asked.views.currentWidget().findChild(QPushButton, "take_mine"))
    with qtbot.waitSignal(window.session.below_changed, timeout=20_000):
        press(asked.save)
    settle(50)
    assert row(county, "a").name == "mine" and dialog(ConflictsDialog) is None
    (handle,) = window.session.handles_of(["c"])
    assert window.session.row(handle).scene.name == "C theirs", "the file is up to date, and shown so"
    assert window.session.unsaved == 0


def test_a_conflict_that_is_left_waits_in_the_file(window, county, location, path, qtbot):
    open_in(window, location, qtbot)
    check_out(window, path, qtbot)
    edit(open_store(path), "a", name="mine")
    edit(county, "a", name="theirs")
    open_in(window, path, qtbot)
    bring_back(window, qtbot)
    dialog(ConflictsDialog).close()
    settle()
    assert row(county, "a").name == "theirs" and row(open_store(path), "a").name == "mine"
    bring_back(window, qtbot)
    assert dialog(ConflictsDialog) is not None
    dialog(ConflictsDialog).close()


def test_with_the_shared_store_open_the_file_is_asked_for(window, county, location, path, qtbot, monkeypatch):
    open_in(window, location, qtbot)
    check_out(window, path, qtbot)
    edit(open_store(path), "a", name="from the field")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    bring_back(window, qtbot)
    (handle,) = window.session.handles_of(["a"])
    assert window.session.row(handle).scene.name == "from the field"


def test_a_file_of_another_store_is_refused_and_both_are_named(
    window, county, location, path, qtbot, monkeypatch, tmp_path
):
    open_in(window, location, qtbot)
    check_out(window, path, qtbot)
    other = str(tmp_path / "other.gpkg")
    fill(create_store(other))
    open_in(window, other, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    window.panel.header.bring_back_action.trigger()
    qtbot.waitUntil(lambda: "other.gpkg" in said(window) and "127.0.0.1" in said(window), timeout=20_000)


def test_only_ones_own_areas_can_be_ticked_and_one_must_be(window, county, location, path, qtbot):
    open_in(window, location, qtbot)
    window.panel.header.check_out_action.trigger()
    asked = dialog(CheckOutDialog)
    areas = asked.findChild(QListWidget, "check_out_areas")
    own, others = areas.item(0), areas.item(1)
    assert not others.flags() & Qt.ItemFlag.ItemIsEnabled and "LPO 1" in others.toolTip()
    assert not asked.accepting.isEnabled(), "there is no file yet"
    asked.file.setFilePath(path.removesuffix(".gpkg"))
    assert asked.accepting.isEnabled() and (asked.path, asked.lpos) == (path, [])
    own.setCheckState(Qt.CheckState.Unchecked)
    assert not asked.accepting.isEnabled()
    asked.reject()
