"""The page of maps in the real panel: choose, preview, print beside the window, stop midway, be refused."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.reports.map_layout import built_in
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store
from tests.builders import lpo, mapping_round, municipality, square
from tests.reports.pdf_text import bare, pages_of
from tests.reports.test_atlas import open_scene
from tests.windows import Interface, settle

MANY = 40
LONG = 120_000  # ms, on a busy machine
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store_path(tmp_path):
    """A published round and a draft of many scenes in the western of two LPOs."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    west, east = square(at=(0, 0), side=20_000), square(at=(20_000, 0), side=20_000)
    store.add_areas([lpo("1", west, "Väst"), lpo("2", east, "Öst"), municipality("0180", west.union(east), "Kom")], "x")
    scenes = [open_scene(f"s{n:02}", square((200 + 400 * n, 1000), 150), round="2025") for n in range(MANY)]
    before = mapping_round("2023", date(2023, 10, 1), state=RoundState.PUBLISHED)
    store.add_round(before, [open_scene("s00", square((200, 1000), 100))], "x")
    store.add_round(mapping_round("2025", date(2025, 3, 31), from_round="2023"), scenes, "x")
    return path


@pytest.fixture
def opened(qgis_app, store_path, tmp_path, qtbot):
    """The window with the draft open, and its ``page`` of maps in front."""
    project = QgsProject()
    interface = Interface(project)
    settings = Settings()
    settings.maps, settings.maps_folder = {}, ""  # what an earlier test chose
    drugscene = DrugsceneWindow(interface, project, settings, tmp_path / "journal")
    drugscene.interface, drugscene.project = interface, project
    with qtbot.waitSignal(drugscene.session.below_changed, timeout=LONG):
        drugscene.session.open_store(store_path)
    drugscene.panel.pages.setCurrentWidget(drugscene.panel.outputs)
    drugscene.panel.outputs.setCurrentWidget(drugscene.panel.maps)
    drugscene.page = drugscene.panel.maps
    settle(50)
    yield drugscene
    drugscene.close()
    interface.window.close()
    interface.window.deleteLater()
    settle()


def press(widget):
    assert widget.isEnabled(), f"{widget.objectName()} is off"
    QTest.mouseClick(widget, LEFT)
    settle()


def choose(box, text):
    """Pick a line of a list by the keys, as a person does."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText().startswith(text):
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText().startswith(text)
    settle()


def finished(opened, qtbot):
    qtbot.waitUntil(lambda: not opened.page.work.busy, timeout=LONG)
    settle()


def told(opened):
    return [item.text() for item in opened.interface.bar.items()]


def test_the_preview_shows_the_first_page_of_what_was_chosen(opened, qtbot):
    page = opened.page
    press(page.preview)
    finished(opened, qtbot)
    wide = page.picture.pixmap().toImage()
    choose(page.level, "Each local police area")
    press(page.preview)
    finished(opened, qtbot)
    high = page.picture.pixmap().toImage()
    assert wide.width() > wide.height() and high.height() > high.width()
    assert not page.work.result.text()


def test_what_was_chosen_is_printed_and_the_panel_says_where_it_is(opened, qtbot, tmp_path):
    page = opened.page
    choose(page.level, "Each local police area")
    page.only.setItemCheckState(0, Qt.CheckState.Checked)
    choose(page.template, "Before and after")
    choose(page.language, "English")
    page.folder.setFilePath(str(tmp_path / "out"))
    press(page.print)
    assert page.work.busy and page.work.cancel.isVisibleTo(page) and not page.print.isEnabled()
    finished(opened, qtbot)
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "drugscene_2025_internal_lpo_DRAFT.pdf" and file.name in page.work.result.text()
    first = pages_of(file)[0]
    assert bare("Väst: open drug scenes") in first and bare("Round 2023, 2023-10-01") in first
    assert any(file.name in text for text in told(opened)) and page.print.isEnabled()


@pytest.mark.parametrize("form", ["PNG", "SVG"])
def test_pictures_are_a_file_a_page(opened, qtbot, tmp_path, form):
    page = opened.page
    choose(page.level, "Each local police area")
    choose(page.format, form)
    page.folder.setFilePath(str(tmp_path / "out"))
    press(page.print)
    finished(opened, qtbot)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert all(name.endswith(form.lower()) for name in names) and len(names) >= 2
    assert str(len(names)) in page.work.result.text()


def test_stopped_midway_it_leaves_no_file_and_says_so(opened, qtbot, tmp_path):
    page = opened.page
    choose(page.level, "Each scene")
    page.folder.setFilePath(str(tmp_path / "out" / "deep"))
    press(page.print)
    qtbot.waitUntil(lambda: page.work.progress.value() >= 30, timeout=LONG)
    assert page.work.progress.value() < 100
    press(page.work.cancel)
    assert not page.work.cancel.isEnabled()
    finished(opened, qtbot)
    assert not (tmp_path / "out").exists() and "Stopped" in page.work.result.text()
    press(page.print)
    finished(opened, qtbot)
    (file,) = (tmp_path / "out" / "deep").iterdir()
    assert len(pages_of(file)) == MANY


def test_a_folder_that_cannot_be_written_is_named_in_the_message_bar(opened, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    page = opened.page
    page.folder.setFilePath(str(tmp_path / "file" / "out"))
    press(page.print)
    finished(opened, qtbot)
    assert any(str(tmp_path / "file" / "out") in text for text in told(opened))
    assert not page.work.result.text() and page.print.isEnabled()


def test_a_draft_is_refused_to_the_public(opened, qtbot, tmp_path):
    page = opened.page
    choose(page.profile, "Public")
    page.folder.setFilePath(str(tmp_path / "out"))
    press(page.print)
    finished(opened, qtbot)
    assert told(opened) and not (tmp_path / "out").exists()


def test_a_template_of_one_s_own_with_an_error_is_named(opened, qtbot, tmp_path):
    own = tmp_path / "own.qpt"
    own.write_text(built_in("lpo_a4").read_text("utf-8").replace("@drugscene_subtitle", "@drugscene_subtitel"), "utf-8")
    page = opened.page
    choose(page.template, "A file of my own")
    assert not page.preview.isEnabled()
    page.own.setFilePath(str(own))
    press(page.preview)
    finished(opened, qtbot)
    assert any("own.qpt" in text and "@drugscene_subtitel" in text for text in told(opened))


def test_the_project_s_visible_layers_lie_beneath_and_one_that_is_gone_is_told(opened, qtbot, tmp_path):
    page = opened.page
    press(page.preview)
    finished(opened, qtbot)
    plain = page.picture.pixmap().toImage()
    gone = QgsVectorLayer(str(tmp_path / "gone.gpkg"), "My ground", "ogr")
    assert not gone.isValid()
    opened.project.addMapLayer(gone)
    page.base.setChecked(True)
    press(page.preview)
    finished(opened, qtbot)
    assert page.picture.pixmap().toImage() == plain and "“My ground”" in page.work.result.text()


def test_the_template_is_opened_to_be_changed(opened, qtbot):
    shown = []
    opened.interface.openLayoutDesigner = shown.append
    choose(opened.page.template, "LPO sheet")
    press(opened.page.change)
    finished(opened, qtbot)
    assert [layout.name() for layout in opened.project.layoutManager().layouts()] == ["lpo_a4"]


def test_what_runs_when_the_store_is_closed_does_not_keep_the_page_from_the_next(opened, qtbot, store_path, tmp_path):
    page = opened.page
    choose(page.level, "Each scene")
    page.folder.setFilePath(str(tmp_path / "out"))
    press(page.print)
    opened.session.drop()
    assert not page.work.busy and not page.print.isEnabled()
    with qtbot.waitSignal(opened.session.below_changed, timeout=LONG):
        opened.session.open_store(store_path)
    settle(50)
    press(page.preview)
    finished(opened, qtbot)
    assert not page.picture.pixmap().isNull()
