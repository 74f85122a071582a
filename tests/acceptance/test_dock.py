"""The real panel in a window, driven by mouse and keys: open, draw, tag, save, undo, check, export."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton, QToolButton

from drugscene_plugin.domain.criteria import Answer, Criterion
from drugscene_plugin.gui.models.scene_row import SceneFilter
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.workflow.ports import Code
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.windows import Interface, click_map, draw, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store_path(tmp_path):
    """A store with two LPOs side by side, a round before and a draft with three scenes."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    west, east = square(at=(0, 0), side=10_000), square(at=(10_000, 0), side=10_000)
    store.add_areas(
        [lpo("531210", west, "Väst"), lpo("531230", east, "Öst"), municipality("0180", west.union(east), "Kommunen")],
        "test",
    )
    store.set_codes("category", [Code("a", "Slag A", "Kind A"), Code("b", "Slag B", "Kind B")], "test")
    before = [scene("a", "2023", square(at=(1000, 1000)), name="Torget", answers=ALL_YES, status="open")]
    from dataclasses import replace

    from drugscene_plugin.domain.scene import SceneStatus

    before = [replace(s, status=SceneStatus.OPEN) for s in before]
    store.add_round(mapping_round("2023", date(2023, 10, 1)), before, "test")
    draft = [
        replace(before[0], round="2025", to_confirm=True, status=SceneStatus.CANDIDATE),
        scene("b", "2025", square(at=(2000, 1000)), name="Parken"),
        scene("c", "2025", square(at=(12_000, 1000)), name="Stationen"),
    ]
    from drugscene_plugin.workflow.assign_scenes import assigned_scenes

    areas = store.areas()
    store.add_round(
        mapping_round("2025", date(2025, 3, 31), from_round="2023"),
        assigned_scenes(draft, areas, date(2025, 3, 31)),
        "test",
    )
    return path


@pytest.fixture
def interface(qgis_app):
    project = QgsProject()
    interface = Interface(project)
    interface.project = project
    yield interface
    interface.window.close()
    interface.window.deleteLater()
    settle()


@pytest.fixture
def drugscene(interface, tmp_path):
    window = DrugsceneWindow(interface, interface.project, Settings(), tmp_path / "journal")
    yield window
    window.close()
    settle()


@pytest.fixture
def opened(drugscene, store_path, qtbot):
    """The panel with the draft open and the map on its scenes."""
    with qtbot.waitSignal(drugscene.session.below_changed, timeout=10_000):
        drugscene.session.open_store(store_path)
    settle(50)
    look_at(drugscene, QgsRectangle(500, 500, 3500, 2500))
    return drugscene


def look_at(drugscene, box):
    canvas = drugscene._iface.mapCanvas()
    canvas.setExtent(box)
    settle(50)


def canvas_of(drugscene):
    return drugscene._iface.mapCanvas()


def press(widget):
    QTest.mouseClick(widget, LEFT)
    settle()


def button(parent, name, kind=QToolButton):
    return parent.findChild(kind, name)


def groups(drugscene):
    return {g.name: [r.scene.name for r in g.rows] for g in drugscene.panel.scenes.model.groups()}


def one(drugscene, name):
    return next(row for row in drugscene.session.rows() if row.scene.name == name)


def test_opening_lists_the_scenes_of_the_draft_by_lpo(opened):
    assert opened.session.active.label == "2025"
    assert groups(opened) == {"Väst": ["Parken", "Torget"], "Öst": ["Stationen"]}


def test_drawing_adds_a_scene_and_opens_its_form_with_name_and_lpo(opened):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    draw(canvas_of(opened), (1500, 2000), (1600, 2000), (1600, 2100), (1500, 2100))
    drawn = one(opened, "Väst 1")
    assert drawn.scene.area_m2 == pytest.approx(10_000, rel=0.1)
    assert drawn.scene.lpo.code == "531210"
    assert opened.panel.scenes.form.name.text() == "Väst 1"
    assert opened.panel.scenes.below.currentWidget() is opened.panel.scenes.form


def test_a_line_becomes_an_outline_of_the_width_set(opened):
    opened.panel.scenes.width_m.setValue(40)
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.along))
    draw(canvas_of(opened), (1000, 2000), (2000, 2000))
    assert one(opened, "Väst 1").scene.area_m2 == pytest.approx(1000 * 40 + 3.14 * 20**2, rel=0.03)


def test_answering_classifies_and_tags_are_kept(opened, store_path):
    handle = one(opened, "Parken").handle
    opened.scenes.open_form(handle)
    form = opened.panel.scenes.form
    for criterion in Criterion:
        press(form.criteria[criterion].answers.button(Answer.YES))
    assert "Open drug scene" in form.classification.text.text()
    form.tags["place_type"].editor.setCurrentIndex(2)
    form.tags["place_type"].editor.activated.emit(2)
    QTest.keyClicks(form.tags["group_present"].editor, "fyra")
    form.tags["note"].editor.setFocus()
    form.tags["group_present"].finish()
    press(button(opened.panel.status, "save", QPushButton))
    saved = {s.name: s for s in open_store(store_path).scenes("2025")}["Parken"]
    assert saved.status.value == "open"
    assert saved.tags == {"place_type": "square", "group_present": "fyra"}
    assert opened.session.unsaved == 0


def test_undo_and_redo_are_the_layers_own(opened):
    handle = one(opened, "Parken").handle
    opened.scenes.open_form(handle)
    press(opened.panel.scenes.form.criteria[Criterion.SALE].answers.button(Answer.NO))
    assert one(opened, "Parken").scene.answers[Criterion.SALE].answer is Answer.NO
    press(button(opened.panel.status, "undo"))
    assert Criterion.SALE not in one(opened, "Parken").scene.answers
    assert opened.session.unsaved == 0
    press(button(opened.panel.status, "redo"))
    assert one(opened, "Parken").scene.answers[Criterion.SALE].answer is Answer.NO


def test_undoing_a_drawn_scene_takes_it_off_the_list(opened):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    draw(canvas_of(opened), (1500, 2000), (1600, 2000), (1600, 2100))
    press(button(opened.panel.status, "undo"))
    assert "Väst 1" not in groups(opened)["Väst"]
    press(button(opened.panel.status, "redo"))
    assert "Väst 1" in groups(opened)["Väst"]


def test_renaming_undoing_and_saving_a_drawn_scene(opened, store_path):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    draw(canvas_of(opened), (1500, 2000), (1600, 2000), (1600, 2100))
    name = opened.panel.scenes.form.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Nya torget")
    QTest.keyClick(name, Qt.Key.Key_Return)
    settle()
    assert "Nya torget" in groups(opened)["Väst"]
    press(button(opened.panel.status, "undo"))
    press(button(opened.panel.status, "redo"))
    press(button(opened.panel.status, "save", QPushButton))
    assert "Nya torget" in {s.name for s in open_store(store_path).scenes("2025")}
    assert opened.panel.scenes.form.name.text() == "Nya torget"


def test_selecting_in_the_list_selects_on_the_map_and_the_other_way_round(opened):
    row = one(opened, "Parken")
    layer = opened.session.copy.layer
    page = opened.panel.scenes
    index = page.model.index_of(row.handle)
    QTest.mouseClick(page.tree.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, page.tree.visualRect(index).center())
    settle()
    assert layer.selectedFeatureIds() == [row.handle]
    other = one(opened, "Stationen")
    layer.selectByIds([other.handle])
    settle()
    assert page.selected_handles() == [other.handle]
    assert page.form.name.text() == "Stationen"


def test_many_scenes_are_tagged_as_one_undo_step(opened):
    handles = [one(opened, name).handle for name in ("Parken", "Stationen")]
    opened.scenes.select(handles)
    many = opened.panel.scenes.many
    assert opened.panel.scenes.below.currentWidget() is many
    many.tags["place_type"].editor.setCurrentIndex(4)
    many.tags["place_type"].editor.activated.emit(4)
    many.answers[Criterion.USE].button(Answer.YES).click()
    press(many.apply)
    for name in ("Parken", "Stationen"):
        assert one(opened, name).scene.tags["place_type"] == "park"
        assert one(opened, name).scene.answers[Criterion.USE].answer is Answer.YES
    press(button(opened.panel.status, "undo"))
    assert opened.session.unsaved == 0


def test_searching_and_filtering_narrow_the_list(opened):
    page = opened.panel.scenes
    QTest.keyClicks(page.search, "park")
    assert page.model.shown() == 1
    page.search.clear()
    page.filter.setCurrentIndex(page.filter.findData(SceneFilter.TO_CONFIRM))
    page.filter.activated.emit(page.filter.currentIndex())
    assert page.model.shown() == 1
    assert one(opened, "Torget").scene.to_confirm


def test_confirming_takes_over_what_was_carried_forward(opened):
    opened.scenes.open_form(one(opened, "Torget").handle)
    press(opened.panel.scenes.form.confirm)
    assert not one(opened, "Torget").scene.to_confirm
    assert one(opened, "Torget").scene.status.value == "open"


def test_enter_in_the_list_opens_the_form(opened):
    page = opened.panel.scenes
    page.select([one(opened, "Parken").handle])
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    settle()
    assert page.form.name.text() == "Parken"
    assert opened.panel.window().focusWidget() is page.form.name


def test_an_outline_is_copied_with_a_click(opened):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    source = QgsVectorLayer("Polygon?crs=EPSG:3006", "other", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(2500, 1500, 2700, 1700)))
    source.dataProvider().addFeature(feature)
    opened._iface.project.addMapLayer(source)
    settle(300)
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.copy))
    click_map(canvas_of(opened), 2600, 1600)
    settle()
    assert one(opened, "Väst 1").scene.area_m2 == pytest.approx(40_000)


def test_checking_and_mending(opened, qtbot):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    draw(canvas_of(opened), (2050, 1050), (2250, 1050), (2250, 1250), (2050, 1250))
    opened.panel.pages.setCurrentIndex(1)
    with qtbot.waitSignal(opened.session.findings_changed, timeout=20_000):
        press(opened.panel.checks.run)
    codes = {f.code for f in opened.session.findings}
    assert "overlap" in codes
    finding = next(f for f in opened.session.findings if f.code == "overlap")
    with qtbot.waitSignal(opened.session.findings_changed, timeout=20_000):
        opened.panel.checks.mend_wanted.emit([finding])
    assert "overlap" not in {f.code for f in opened.session.findings}


def test_the_package_is_exported(opened, qtbot, tmp_path):
    opened.panel.pages.setCurrentIndex(2)
    page = opened.panel.export
    page.folder.setFilePath(str(tmp_path / "out"))
    press(page.export)
    qtbot.waitUntil(lambda: "drugscene_2025" in page.work.result.text(), timeout=30_000)
    assert list((tmp_path / "out").glob("drugscene_2025*/manifest.json"))


def test_a_draft_is_refused_to_the_public_and_given_to_who_cooperates(opened, interface, qtbot, tmp_path):
    page = opened.panel.export
    page.folder.setFilePath(str(tmp_path / "out"))
    page.profile.setCurrentIndex(2)
    press(page.export)
    qtbot.waitUntil(lambda: not page.work.busy and page.export.isEnabled(), timeout=30_000)
    assert not page.work.result.text() and not list(tmp_path.glob("out/drugscene*"))
    page.profile.setCurrentIndex(1)
    press(page.export)
    qtbot.waitUntil(lambda: "drugscene_2025_cooperation" in page.work.result.text(), timeout=30_000)


def test_unsaved_edits_are_offered_again(opened, interface, store_path, tmp_path, qtbot):
    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    opened.session.drop()
    with qtbot.waitSignal(opened.session.recoverable, timeout=10_000):
        opened.session.open_store(store_path)
    assert "Lunden" not in groups(opened)["Väst"]
    restore = next(b for b in interface.bar.findChildren(QPushButton) if b.text() == "Restore")
    press(restore)
    assert "Lunden" in groups(opened)["Väst"]
    assert opened.session.unsaved == 1


def test_switching_the_round_with_unsaved_edits_asks_first(opened, interface, store_path, qtbot):
    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    opened.session.open_round("2023")
    settle()
    assert opened.session.active.label == "2025"
    save = next(b for b in interface.bar.findChildren(QPushButton) if b.text() == "Save")
    with qtbot.waitSignal(opened.session.below_changed, timeout=10_000):
        press(save)
    assert opened.session.active.label == "2023"
    assert "Lunden" in {s.name for s in open_store(store_path).scenes("2025")}


def test_a_save_that_others_got_in_the_way_of_shows_both_versions(opened, store_path, qtbot):
    from dataclasses import replace

    from drugscene_plugin.domain.change_set import ChangeSet, SceneChange

    other = open_store(store_path)
    was = {s.id: s for s in other.scenes("2025")}["b"]
    other.save(ChangeSet("2025", (SceneChange(was, replace(was, name="Deras")),)), "annan")
    opened.session.edits.rename(one(opened, "Parken").handle, "Min")
    press(button(opened.panel.status, "save", QPushButton))
    dialog = opened.saving._dialog
    assert dialog is not None and dialog.isVisible()
    press(dialog.findChild(QPushButton, "take_mine"))
    press(dialog.save)
    assert {s.id: s for s in open_store(store_path).scenes("2025")}["b"].name == "Min"


def test_the_round_beneath_cannot_be_touched(opened):
    from qgis.core import QgsAnnotationLayer

    beneath = [la for la in opened._iface.project.mapLayers().values() if isinstance(la, QgsAnnotationLayer)]
    assert len(beneath) == 1
    others = [
        la for la in opened._iface.project.mapLayers().values() if la.name() in ("Local police areas", "Municipalities")
    ]
    assert all(layer.readOnly() for layer in others) and len(others) == 2


def test_taking_the_layer_out_of_the_project_leaves_the_round(opened):
    opened._iface.project.removeMapLayer(opened.session.copy.layer.id())
    settle()
    assert opened.session.active is None
    assert opened.panel.scenes.findChild(QLineEdit, "search") is not None


def test_unloading_with_a_round_open_leaves_nothing_behind(interface, store_path, tmp_path, qtbot):
    settle()
    before = (len(interface.window.children()), len(interface.canvas.scene().items()), len(interface.toolbar.actions()))
    window = DrugsceneWindow(interface, interface.project, Settings(), tmp_path / "journal")
    with qtbot.waitSignal(window.session.below_changed, timeout=10_000):
        window.session.open_store(store_path)
    press(window.panel.scenes.tools.widgetForAction(window.panel.scenes.draw))
    window.close()
    settle()
    after = (len(interface.window.children()), len(interface.canvas.scene().items()), len(interface.toolbar.actions()))
    assert after == before
    assert not interface.menu
    assert not interface.project.mapLayers()
    assert not interface.project.layerTreeRoot().children()
    assert interface.canvas.mapTool() is None


def test_drawing_on_a_map_in_another_crs_lands_in_the_stores(opened):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    canvas = canvas_of(opened)
    target = QgsCoordinateReferenceSystem("EPSG:3857")
    there = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:3006"), target, opened._iface.project)
    canvas.setDestinationCrs(target)
    look_at(opened, there.transformBoundingBox(QgsRectangle(500, 500, 3500, 2500)))
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    corners = [there.transform(x, y) for x, y in ((1500, 2000), (1800, 2000), (1800, 2300), (1500, 2300))]
    draw(canvas, *((p.x(), p.y()) for p in corners))
    assert one(opened, "Väst 1").scene.area_m2 == pytest.approx(90_000, rel=0.05)


def test_a_bow_tie_is_mended_and_said(opened, interface):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    draw(canvas_of(opened), (1500, 2000), (1900, 2400), (1900, 2000), (1500, 2400))
    assert one(opened, "Väst 1").scene.outline.is_valid
    assert "mended" in interface.bar.currentItem().text()


def test_escape_while_drawing_leaves_nothing(opened):
    press(opened.panel.scenes.tools.widgetForAction(opened.panel.scenes.draw))
    canvas = canvas_of(opened)
    for x, y in ((1500, 2000), (1600, 2000), (1600, 2100)):
        click_map(canvas, x, y)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    click_map(canvas, 1600, 2100, button=Qt.MouseButton.RightButton)
    settle()
    assert opened.session.unsaved == 0


def test_what_is_no_store_is_named_and_the_open_one_stays(opened, interface, tmp_path, qtbot):
    other = tmp_path / "anteckningar.gpkg"
    other.write_text("no store")
    with qtbot.waitSignal(opened.session.refused, timeout=10_000):
        opened.session.open_store(str(other))
    settle()
    assert "anteckningar.gpkg" in interface.bar.currentItem().text()
    assert opened.session.active.label == "2025"


def test_a_save_that_the_file_refuses_keeps_the_edits_and_says_why(opened, interface, store_path):
    import os
    import sqlite3

    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    other = sqlite3.connect(store_path)
    other.execute("BEGIN IMMEDIATE")
    try:
        press(button(opened.panel.status, "save", QPushButton))
    finally:
        other.rollback()
        other.close()
    assert os.path.basename(store_path) in interface.bar.currentItem().text()
    assert opened.session.unsaved == 1
    assert opened.panel.status.why.isVisibleTo(opened.panel.status)
    press(button(opened.panel.status, "save", QPushButton))
    assert opened.session.unsaved == 0


def test_qgis_own_save_button_saves(opened, store_path):
    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    opened.session.copy.layer.commitChanges()
    settle()
    assert "Lunden" in {s.name for s in open_store(store_path).scenes("2025")}
    assert opened.session.unsaved == 0


def test_splitting_with_qgis_shows_both_parts_at_once(opened):
    from qgis.core import QgsPointXY

    layer = opened.session.copy.layer
    opened.session.edits.start_editing()
    layer.selectByIds([one(opened, "Parken").handle])
    layer.beginEditCommand("Split")
    layer.splitFeatures([QgsPointXY(2050, 900), QgsPointXY(2050, 1200)], False)
    layer.endEditCommand()
    settle()
    assert groups(opened)["Väst"].count("Parken") == 2
    assert len({r.scene.id for r in opened.session.rows()}) == 4


def test_a_reopened_project_opens_its_store_and_round(interface, store_path, tmp_path, qtbot):
    project = interface.project
    project.writeEntry("drugscene", "store", store_path)
    project.writeEntry("drugscene", "round", "2023")
    window = DrugsceneWindow(interface, project, Settings(), tmp_path / "journal")
    with qtbot.waitSignal(window.session.below_changed, timeout=10_000):
        window.open_from_project()
    assert window.session.active.label == "2023"
    window.close()
    settle()


def test_an_override_of_the_lpo_needs_a_reason(opened):
    opened.scenes.open_form(one(opened, "Parken").handle)
    field = opened.panel.scenes.form.lpo
    field.area.setCurrentIndex(field.area.findData("531230"))
    field.area.activated.emit(field.area.currentIndex())
    assert one(opened, "Parken").scene.lpo.code == "531210"
    QTest.keyClicks(field.reason, "samma torg")
    QTest.keyClick(field.reason, Qt.Key.Key_Return)
    settle()
    assert one(opened, "Parken").scene.lpo.code == "531230"
    assert "Parken" in groups(opened)["Öst"]
