"""The real panel through the follow-up of a round: link, decide, sign off, be refused, mend, publish, correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton
from shapely.geometry import box

from drugscene_plugin.domain.goal import NO_GOAL
from drugscene_plugin.domain.lineage import LinkKind, ReasonCode
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.measure import MeasureState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.sign_off import LocalDecisionKind, SignOffRole
from drugscene_plugin.gui.dialogs.goal import GoalDialog
from drugscene_plugin.gui.goals import goal_of
from drugscene_plugin.gui.map_overlay import NEW_COLOUR, OLD_COLOUR
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.ports import Code
from drugscene_plugin.workflow.sign_off import sign_offs_needed
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.windows import Interface, settle

LEFT = Qt.MouseButton.LeftButton
TAGS = {"category": "a", "place_type": "square"}


def standing(id, round, outline, name, **fields):
    given = {"status": SceneStatus.OPEN, "answers": ALL_YES, "tags": TAGS, **fields}
    return scene(id, round, outline, name=name, **given)


@pytest.fixture
def store_path(tmp_path):
    """Two rounds: Torget has grown, Parken is as it was, Kajen has ceased, Stationen is new."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    west, east = square(at=(0, 0), side=10_000), square(at=(10_000, 0), side=10_000)
    areas = [
        lpo("531210", west, "Väst"),
        lpo("531230", east, "Öst"),
        municipality("0180", west.union(east), "Kommunen"),
    ]
    store.add_areas(areas, "test")
    store.set_codes("category", [Code("a", "Slag A", "Kind A")], "test")
    before = [
        standing("torget", "2023", box(1000, 1000, 1100, 1100), "Torget"),
        standing("parken", "2023", box(2000, 1000, 2100, 1100), "Parken"),
        standing("kajen", "2023", box(3000, 1000, 3100, 1100), "Kajen"),
    ]
    now = [
        standing("torget", "2025", box(1000, 1000, 1200, 1100), "Torget"),
        standing("parken", "2025", box(2000, 1000, 2100, 1100), "Parken"),
        standing(
            "kajen", "2025", box(3000, 1000, 3100, 1100), "Kajen", status=SceneStatus.CEASED, status_reason="lugnt"
        ),
        standing("stationen", "2025", box(12_000, 1000, 12_100, 1100), "Stationen"),
    ]
    for label, day, scenes in (("2023", date(2023, 10, 1), before), ("2025", date(2025, 3, 31), now)):
        from_round = "2023" if label == "2025" else None
        store.add_round(mapping_round(label, day, from_round=from_round), assigned_scenes(scenes, areas, day), "test")
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
def opened(interface, store_path, tmp_path, qtbot):
    settings = Settings()
    settings.person = "Analytiker"
    drugscene = DrugsceneWindow(interface, interface.project, settings, tmp_path / "journal")
    drugscene.path = store_path
    drugscene.interface = interface
    with qtbot.waitSignal(drugscene.session.below_changed, timeout=60_000):
        drugscene.session.open_store(store_path)
    interface.canvas.setExtent(QgsRectangle(500, 500, 3500, 2500))
    settle(50)
    yield drugscene
    drugscene.close()
    settle()


def press(widget):
    assert widget.isEnabled(), f"{widget.objectName()} is off: {widget.toolTip()}"
    QTest.mouseClick(widget, LEFT)
    settle()


def go_to(opened, qtbot, page):
    """Show a page, and wait until what it shows is read."""
    opened.panel.pages.setCurrentWidget(page)
    wait_read(opened, qtbot)


def wait_read(opened, qtbot):
    qtbot.waitUntil(
        lambda: opened.review.content is not None and opened.review._reading is None and not opened.review._acting,
        timeout=60_000,
    )
    settle()


def changes(opened):
    """The changes that the list shows: kind, names and whether each is to be decided."""
    return {
        (group.kind.value if group.kind else "unsaved", change.names): change.waiting
        for group in opened.panel.changes.model.groups
        for change in group.changes
    }


def pick(opened, *names):
    page = opened.panel.changes
    found = []
    for number, group in enumerate(page.model.groups):
        for row, change in enumerate(group.changes):
            if change.names in names:
                found.append(page.model.index(row, 0, page.model.index(number, 0)))
    assert len(found) == len(names)
    page.pick(found)
    settle()


def bands(opened):
    """The outlines laid over the map: colour and extent of each band that shows any."""
    return {
        band.strokeColor().name(): QgsGeometry(band.asGeometry()).boundingBox().toRectF().getRect()
        for band in opened.interface.canvas.scene().items()
        if isinstance(band, QgsRubberBand)
        and band.numberOfVertices()
        and band.strokeColor().name() in (OLD_COLOUR, NEW_COLOUR)
    }


def accept(opened, qtbot, names, code=None):
    pick(opened, *names)
    page = opened.panel.changes
    if code is not None:
        page.code.setCurrentIndex(page.code.findData(code))
        page.code.activated.emit(page.code.currentIndex())
    press(page.accept)
    wait_read(opened, qtbot)


def decide_all(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    press(opened.panel.changes.accept_all)
    wait_read(opened, qtbot)
    accept(opened, qtbot, ["Stationen"], ReasonCode.ARISEN)
    accept(opened, qtbot, ["Kajen"], ReasonCode.DELISTED)


def sign(opened, qtbot, role, name="", decision="approve", by="Områdespolis", comment=""):
    page = opened.panel.review
    for item in page._items():
        item.setSelected(page._key(item)[0] == role and (item.text(0) == name if name else page._key(item)[1] == ""))
    page.by.setText(by)
    page.comment.setText(comment)
    press(getattr(page, decision))
    wait_read(opened, qtbot)


def obstacles(opened, qtbot):
    qtbot.waitUntil(lambda: opened.review.obstacles is not None, timeout=60_000)
    settle()
    return sorted({f.code for f in opened.review.obstacles})


# -- changes ---------------------------------------------------------------------------------------------------------


def test_the_changes_are_listed_by_kind_with_what_is_to_decide(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    assert changes(opened) == {
        ("new", "Stationen"): True,
        ("ceased", "Kajen"): True,
        ("grown", "Torget"): True,
        ("continued", "Parken"): True,
    }
    page = opened.panel.changes
    assert page.model.groups[-1].kind is LinkKind.CONTINUED
    assert not page.tree.isExpanded(page.model.index(len(page.model.groups) - 1, 0))
    text = page.model.index(0, 0, page.model.index(2, 0)).data()
    assert text == "Torget — to decide\n100 % of the old, 50 % of the new · by its id, and the outlines overlap"


def test_picking_a_change_shows_the_old_outline_red_and_the_new_one_blue(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Torget")
    assert bands(opened) == {"#c1272d": (1000, 1000, 100, 100), "#1f4e9e": (1000, 1000, 200, 100)}
    assert opened.interface.canvas.extent().contains(QgsPointXY(1200, 1050))
    assert opened.interface.canvas.extent().width() < 1000
    assert "10\u202f000 m² → 20\u202f000 m²" in opened.panel.changes.text.text()
    fields = [opened.panel.changes.attributes.topLevelItem(n).text(0) for n in range(1)]
    assert fields == ["Outline"]


def test_the_slider_fades_between_old_and_new(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Torget")
    old, new = opened.overlay._bands[:2]
    opened.panel.changes.fade.setValue(0)
    assert (old.opacity(), new.opacity()) == (1.0, 0.0)
    opened.panel.changes.fade.setValue(100)
    assert (old.opacity(), new.opacity()) == (0.0, 1.0)


def test_leaving_the_page_takes_the_outlines_off_the_map(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Torget")
    opened.panel.pages.setCurrentWidget(opened.panel.scenes)
    assert bands(opened) == {}


def test_what_is_plain_is_accepted_and_what_needs_a_reason_waits(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    press(opened.panel.changes.accept_all)
    wait_read(opened, qtbot)
    assert {name for (_, name), waiting in changes(opened).items() if waiting} == {"Stationen", "Kajen"}
    pick(opened, "Kajen")
    assert not opened.panel.changes.accept.isEnabled()
    accept(opened, qtbot, ["Kajen"], ReasonCode.DELISTED)
    (decision,) = [d for d in open_store(opened.path).link_decisions("2025") if d.from_scene == "kajen"]
    assert (decision.kind, decision.reason_code, decision.by) == (LinkKind.CEASED, ReasonCode.DELISTED, "Analytiker")


def test_only_what_is_to_decide_can_be_shown(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    press(opened.panel.changes.accept_all)
    wait_read(opened, qtbot)
    opened.panel.changes.only_waiting.setChecked(True)
    assert set(changes(opened)) == {("new", "Stationen"), ("ceased", "Kajen")}


def test_a_link_is_rejected_with_a_reason_and_both_sides_are_asked_about_again(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Torget")
    page = opened.panel.changes
    assert not page.reject.isEnabled()
    QTest.keyClicks(page.reason, "annan plats")
    press(page.reject)
    wait_read(opened, qtbot)
    assert changes(opened)[("rejected", "Torget")] is False
    assert changes(opened)[("new", "Torget")] and changes(opened)[("ceased", "Torget")]


def test_an_old_and_a_new_scene_are_linked_by_hand(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Kajen", "Stationen")
    page = opened.panel.changes
    press(page.otherwise)
    assert (page.old.currentText(), page.new.currentText()) == ("Kajen", "Stationen")
    page.kind.setCurrentIndex(page.kind.findData(LinkKind.MOVED))
    page.kind.activated.emit(page.kind.currentIndex())
    page.reason.setText("flyttade med bygget")
    page.details.ensureWidgetVisible(page.decide)
    press(page.decide)
    wait_read(opened, qtbot)
    assert changes(opened)[("moved", "Kajen → Stationen")] is False
    assert ("new", "Stationen") not in changes(opened)


def test_undo_does_not_reach_a_decision(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    accept(opened, qtbot, ["Parken"])
    assert not opened.session.copy.layer.undoStack().canUndo()
    assert opened.session.unsaved == 0
    assert len(open_store(opened.path).link_decisions("2025")) == 1


def test_what_is_not_saved_is_listed_and_undo_takes_it_off(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    (handle,) = opened.session.handles_of(["parken"])
    opened.session.edits.rename(handle, "Lunden")
    settle()
    assert ("unsaved", "Parken → Lunden") in changes(opened)
    pick(opened, "Parken → Lunden")
    shown = opened.panel.changes.attributes.topLevelItem(0)
    assert [shown.text(n) for n in range(3)] == ["Name", "Parken", "Lunden"]
    press(opened.panel.status.undo)
    assert ("unsaved", "Parken → Lunden") not in changes(opened)


def test_saving_compares_anew(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    opened.session.edits.cease(opened.session.handles_of(["parken"]), "lugnt nu")
    press(opened.panel.status.save)
    qtbot.waitUntil(lambda: ("ceased", "Parken") in changes(opened), timeout=60_000)


# -- ledger and history ----------------------------------------------------------------------------------------------


def test_every_figure_of_the_ledger_opens_the_scenes_behind_it(opened, qtbot):
    go_to(opened, qtbot, opened.panel.ledger)
    page = opened.panel.ledger
    heads = [page.table.horizontalHeaderItem(n).text() for n in range(page.table.columnCount())]
    row = [page.table.item(0, n).text() for n in range(page.table.columnCount())]
    assert dict(zip(heads, row)) == {"Opening": "3", "− Ceased": "1", "+ New": "1", "Closing": "3", "Adds up": "✓"}
    page.table.cellClicked.emit(0, heads.index("− Ceased"))
    assert [page.behind.item(n).text() for n in range(page.behind.count())] == ["Kajen  (2023)"]
    assert bands(opened) == {"#c1272d": (3000, 1000, 100, 100)}


def test_the_ledger_is_drawn_up_for_lpos_and_for_areas(opened, qtbot):
    go_to(opened, qtbot, opened.panel.ledger)
    page = opened.panel.ledger
    page.level.setCurrentIndex(page.level.findData("lpo"))
    page.measure.setCurrentIndex(page.measure.findData("area_m2"))
    page.chosen.emit()
    names = [page.table.verticalHeaderItem(n).text() for n in range(page.table.rowCount())]
    assert names == ["Väst", "Öst"]
    assert page.table.item(0, 0).text() == "30\u202f000"
    last = page.table.columnCount() - 1
    assert [page.table.item(n, last).text() for n in range(2)] == ["✓", "✓"]


def test_the_ledger_is_drawn_as_well_the_line_that_is_clicked_and_all_rounds(opened, qtbot):
    go_to(opened, qtbot, opened.panel.ledger)
    page = opened.panel.ledger
    figures = [(point.label.code, point.value) for point in page.waterfall.chart.series[0].points]
    assert figures == [("opening", 3), ("ceased", -1), ("new", 1), ("closing", 3)]
    assert [(p.label.code, p.value) for p in page.by_round.chart.series[0].points] == [("2023", 3), ("2025", 3)]
    page.level.setCurrentIndex(page.level.findData("lpo"))
    page.chosen.emit()
    page.table.cellClicked.emit(1, 0)
    assert "Öst" in page.waterfall.accessibleDescription()
    page.charts.setCollapsed(True)
    assert not page.waterfall.isVisible()
    page.charts.setCollapsed(False)


def test_a_goal_is_kept_for_the_store_and_drawn(opened, qtbot, monkeypatch):
    go_to(opened, qtbot, opened.panel.ledger)
    page = opened.panel.ledger
    assert page.by_round.chart.reference is None

    def enter(dialog):
        dialog.scenes.setValue(2)
        dialog.by_day.setChecked(True)
        return 1

    monkeypatch.setattr(GoalDialog, "exec", enter)
    page.goal_wanted.emit()
    assert page.by_round.chart.reference.value == 2
    assert goal_of(Settings(), opened.path).scenes == 2
    assert goal_of(Settings(), "elsewhere.gpkg") == NO_GOAL
    monkeypatch.setattr(
        GoalDialog, "exec", lambda dialog: dialog.scenes.setValue(-1) or dialog.by_day.setChecked(False) or 1
    )
    page.goal_wanted.emit()
    assert page.by_round.chart.reference is None
    assert Settings().goals == {}


def test_the_history_of_the_selected_scene_is_a_timeline_with_pictures(opened, qtbot):
    opened.scenes.select(opened.session.handles_of(["torget"]))
    go_to(opened, qtbot, opened.panel.history)
    timeline = opened.panel.history.timeline
    texts = [timeline.item(n).text() for n in range(timeline.count())]
    assert texts[0].startswith("2023 (2023-10-01)\nTorget: Open drug scene, 10\u202f000 m²")
    assert "Grown" in texts[1] and "100 % of the old, 50 % of the new" in texts[1]
    pictures = [timeline.item(n).icon().pixmap(76, 76).toImage() for n in range(2)]
    assert blue_share(pictures[1]) > 1.5 * blue_share(pictures[0])
    assert bands(opened)["#c1272d"] == (1000, 1000, 100, 100)


def blue_share(image):
    colours = [image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    return sum(c.blue() > c.red() + 40 for c in colours) / len(colours)


def test_a_measure_is_recorded_and_later_ended(opened, qtbot):
    opened.scenes.select(opened.session.handles_of(["torget"]))
    go_to(opened, qtbot, opened.panel.history)
    page = opened.panel.history
    page.note.setText("varje kväll")
    press(page.record_measure)
    wait_read(opened, qtbot)
    assert page.measures.topLevelItemCount() == 1
    page.measures.topLevelItem(0).setSelected(True)
    assert page.note.text() == "varje kväll"
    page.measure_state.setCurrentIndex(page.measure_state.findData("done"))
    page.ended.setChecked(True)
    press(page.record_measure)
    wait_read(opened, qtbot)
    assert page.measures.topLevelItemCount() == 1
    recorded = open_store(opened.path).measures()[-1]
    assert (recorded.state, recorded.until, recorded.by) == (MeasureState.DONE, date.today(), "Analytiker")


def test_a_local_decision_is_recorded_and_stands_against_publishing(opened, qtbot):
    opened.scenes.select(opened.session.handles_of(["torget"]))
    go_to(opened, qtbot, opened.panel.history)
    page = opened.panel.history
    page.parts.setCurrentIndex(1)
    assert not page.record_decision.isEnabled()
    from qgis.PyQt.QtCore import QDate

    page.day.setDate(QDate(2023, 11, 14))
    page.by.setText("Områdespolis")
    press(page.record_decision)
    wait_read(opened, qtbot)
    (decision,) = open_store(opened.path).local_decisions()
    assert (decision.decision, decision.role) == (LocalDecisionKind.DELIST, SignOffRole.LPO)
    texts = [page.timeline.item(n).text() for n in range(page.timeline.count())]
    assert texts[1] == "De-listed on 2023-11-14 by the local police area: Områdespolis"
    go_to(opened, qtbot, opened.panel.review)
    assert "delisted_locally" in obstacles(opened, qtbot)


# -- editing ---------------------------------------------------------------------------------------------------------


def test_ceasing_asks_why_and_is_one_undo_step(opened):
    page = opened.panel.scenes
    opened.scenes.select(opened.session.handles_of(["parken"]))
    page.cease.trigger()
    assert page.ceasing.isVisible() and not page.ceasing.done.isEnabled()
    QTest.keyClicks(page.ceasing.reason, "lugnt nu")
    press(page.ceasing.done)
    (handle,) = opened.session.handles_of(["parken"])
    ceased = opened.session.row(handle).scene
    assert (ceased.status, ceased.status_reason) == (SceneStatus.CEASED, "lugnt nu")
    press(opened.panel.status.undo)
    assert opened.session.row(handle).scene.status is SceneStatus.OPEN
    assert opened.session.unsaved == 0


def test_a_scene_that_had_ceased_is_revived(opened):
    opened.scenes.select(opened.session.handles_of(["kajen"]))
    opened.panel.scenes.revive.trigger()
    settle()
    (handle,) = opened.session.handles_of(["kajen"])
    assert opened.session.row(handle).scene.status is SceneStatus.OPEN


def test_a_scene_of_an_earlier_round_comes_back_under_its_id(opened, qtbot):
    opened.session.edits.remove(opened.session.handles_of(["kajen"]))
    press(opened.panel.status.save)
    settle()
    opened.scenes.select(())
    opened.panel.scenes.revive.trigger()
    line = opened.panel.scenes.reviving
    qtbot.waitUntil(line.isVisible, timeout=60_000)
    assert [line.scene.itemText(n) for n in range(line.scene.count())] == ["Kajen (2023)"]
    press(line.done)
    (handle,) = opened.session.handles_of(["kajen"])
    back = opened.session.row(handle).scene
    assert (back.status, back.to_confirm, back.name) == (SceneStatus.CANDIDATE, True, "Kajen")
    press(opened.panel.status.save)
    assert "kajen" in {s.id for s in open_store(opened.path).scenes("2025")}


def test_bringing_back_can_be_undone(opened, qtbot):
    opened.session.edits.remove(opened.session.handles_of(["kajen"]))
    press(opened.panel.status.save)
    gone = next(s for s in opened.session.before if s.id == "kajen")
    opened.session.edits.bring_back(gone)
    settle()
    press(opened.panel.status.undo)
    assert opened.session.handles_of(["kajen"]) == []
    press(opened.panel.status.redo)
    assert len(opened.session.handles_of(["kajen"])) == 1


def test_a_part_names_what_it_was_split_from_once_it_is_saved(opened):
    layer = opened.session.copy.layer
    assert opened.session.edits.start_editing()
    layer.beginEditCommand("split")
    layer.splitFeatures([QgsPointXY(1050, 900), QgsPointXY(1050, 1300)], False)
    layer.endEditCommand()
    settle()
    press(opened.panel.status.save)
    parts = [r for r in opened.session.rows() if r.scene.name == "Torget"]
    assert len(parts) == 2
    part = next(r for r in parts if r.scene.id != "torget")
    opened.scenes.open_form(part.handle)
    assert opened.panel.scenes.form.predecessors.text() == "Torget"
    assert opened.panel.scenes.form.predecessors.isVisible()


# -- review ----------------------------------------------------------------------------------------------------------


def test_all_that_stands_against_publishing_is_listed_at_once(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    found = obstacles(opened, qtbot)
    assert {"links_undecided", "sign_off_missing"} <= set(found)
    page = opened.panel.review
    assert not page.publish.isEnabled()
    assert page.why.text() == f"What stands against publishing: {len(opened.review.obstacles)}, listed below."


def test_an_obstacle_leads_to_the_change_or_the_area(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    obstacles(opened, qtbot)
    by_code = {f.code: f for f in opened.review.obstacles}
    opened.panel.review.obstacle_picked.emit(by_code["sign_off_missing"])
    assert opened.panel.review.parts.currentIndex() == 1
    assert len(opened.panel.review.needed.selectedItems()) == 1
    opened.panel.review.obstacle_picked.emit(by_code["links_undecided"])
    assert opened.panel.pages.currentWidget() is opened.panel.changes
    assert len(opened.panel.changes.picked_changes()) == 1


def test_nothing_can_be_published_while_something_is_not_saved(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    obstacles(opened, qtbot)
    opened.session.edits.rename(opened.session.handles_of(["parken"])[0], "Lunden")
    settle()
    page = opened.panel.review
    assert not page.publish.isEnabled() and not page.review.isEnabled()
    assert page.why.text() == "Save your changes first."


def test_a_signature_is_void_once_the_scene_is_changed(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    sign(opened, qtbot, "lpo", "Väst")
    states = {n.scene: n.state.value for n in opened.review.content.needed if n.code == "531210"}
    assert set(states.values()) == {"approved"}
    opened.session.edits.rename(opened.session.handles_of(["parken"])[0], "Lunden")
    press(opened.panel.status.save)
    wait_read(opened, qtbot)
    states = {n.scene: n.state.value for n in opened.review.content.needed if n.code == "531210"}
    assert states == {"kajen": "approved", "parken": "voided", "torget": "approved"}
    assert "sign_off_voided" in obstacles(opened, qtbot)


def test_an_objection_may_be_about_one_scene(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    page = opened.panel.review
    area = next(item for item in page._items() if item.text(0) == "Väst")
    area.setExpanded(True)
    assert sorted(area.child(n).text(0) for n in range(area.childCount())) == ["Kajen", "Parken", "Torget"]
    for item in page._items():
        item.setSelected(item.text(0) == "Parken" and item.parent() is area)
    page.by.setText("Områdespolis")
    page.comment.setText("hör inte hit")
    press(page.object)
    wait_read(opened, qtbot)
    (signed,) = open_store(opened.path).sign_offs("2025")
    assert (signed.scene, signed.decision.value, signed.comment) == ("parken", "object", "hör inte hit")


def test_a_whole_kind_stays_picked_when_the_list_is_filled_anew(opened, qtbot):
    go_to(opened, qtbot, opened.panel.changes)
    page = opened.panel.changes
    page.pick([page.model.index(0, 0)])
    opened.session.edits.rename(opened.session.handles_of(["parken"])[0], "Lunden")
    settle()
    assert [change.names for change in page.picked_changes()] == ["Stationen"]


def test_in_review_the_scenes_rest_and_go_back_to_a_draft(opened, qtbot):
    go_to(opened, qtbot, opened.panel.review)
    obstacles(opened, qtbot)
    press(opened.panel.review.review)
    qtbot.waitUntil(
        lambda: bool(opened.session.active and opened.session.active.state is RoundState.IN_REVIEW), timeout=60_000
    )
    assert not opened.session.edits.start_editing()
    assert not opened.panel.scenes.draw.isEnabled()
    obstacles(opened, qtbot)
    press(opened.panel.review.review)
    qtbot.waitUntil(
        lambda: bool(opened.session.active and opened.session.active.state is RoundState.DRAFT), timeout=60_000
    )
    qtbot.waitUntil(opened.session.edits.start_editing, timeout=60_000)


def test_a_round_goes_all_the_way(opened, qtbot, interface):
    """Decide, sign, be refused for an objection, mend it, publish, be refused an edit, correct."""
    decide_all(opened, qtbot)
    go_to(opened, qtbot, opened.panel.review)
    sign(opened, qtbot, "lpo")
    sign(opened, qtbot, "municipality", by="Samordnare")
    sign(opened, qtbot, "municipality", "Kommunen", "object", "Samordnare", "Parken hör inte hit")
    assert obstacles(opened, qtbot) == ["sign_off_objected"]
    page = opened.panel.review
    assert not page.publish.isEnabled()

    sign(opened, qtbot, "municipality", "Kommunen", by="Samordnare")
    assert obstacles(opened, qtbot) == []
    asked = []
    opened.publishing._ask = lambda *given: asked.append(given[-1]) or False
    press(page.publish)
    assert "can then no longer be changed" in asked[0]
    assert open_store(opened.path).round("2025").state is RoundState.DRAFT

    opened.publishing._ask = lambda *given: True
    press(page.publish)
    qtbot.waitUntil(
        lambda: bool(opened.session.active and opened.session.active.state is RoundState.PUBLISHED), timeout=60_000
    )
    settle(50)
    (publication,) = open_store(opened.path).publications("2025")
    assert (publication.by, len(publication.scenes)) == ("Analytiker", 4)

    assert not opened.session.edits.start_editing()
    assert opened.session.copy.layer.readOnly()
    assert not opened.panel.scenes.cease.isEnabled() and not opened.panel.scenes.draw.isEnabled()
    assert "Published" in opened.panel.header.state.text()
    go_to(opened, qtbot, opened.panel.changes)
    assert not opened.panel.changes.decision.isVisible() and not opened.panel.changes.accept_all.isEnabled()

    go_to(opened, qtbot, opened.panel.review)
    assert not page.publish.isVisible()
    QTest.keyClicks(page.correction, "Torget var for stort")
    press(page.correct)
    qtbot.waitUntil(lambda: bool(opened.session.active and opened.session.active.revision == 2), timeout=60_000)
    wait_read(opened, qtbot)
    assert opened.session.editable
    assert "Torget var for stort" in page.errata.text()
    assert {n.state.value for n in sign_offs_needed(open_store(opened.path), "2025")} == {"approved"}


def test_publishing_is_refused_with_all_reasons_when_somebody_changed_the_store_meanwhile(opened, qtbot, interface):
    decide_all(opened, qtbot)
    go_to(opened, qtbot, opened.panel.review)
    sign(opened, qtbot, "lpo")
    sign(opened, qtbot, "municipality", by="Samordnare")
    assert obstacles(opened, qtbot) == []
    from drugscene_plugin.domain.change_set import ChangeSet, SceneChange

    other = open_store(opened.path)
    was = {s.id: s for s in other.scenes("2025")}["parken"]
    other.save(ChangeSet("2025", (SceneChange(was, replace(was, name="Deras")),)), "annan")
    opened.publishing._ask = lambda *given: True
    with qtbot.waitSignal(opened.session.refused, timeout=60_000) as heard:
        press(opened.panel.review.publish)
    assert heard.args[0].code == "round_not_publishable"
    assert {f.code for f in opened.review.obstacles} == {"sign_off_voided"}
    assert opened.panel.review.parts.currentIndex() == 0
    assert open_store(opened.path).publications("2025") == []


def test_closing_leaves_no_outlines_on_the_map(opened, qtbot, interface):
    go_to(opened, qtbot, opened.panel.changes)
    pick(opened, "Torget")
    opened.session.close()
    settle()
    assert bands(opened) == {}
    assert opened.panel.changes.model.rowCount() == 0
    assert opened.panel.review.findChild(QPushButton, "publish") is not None
