"""Two windows on one store, driven to a conflict and through it with mouse and keys: to the row that is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QRadioButton, QToolButton

from drugscene_plugin.domain.change_set import Conflict
from drugscene_plugin.domain.criteria import Answer, Criterion
from drugscene_plugin.gui.clock import local_time
from drugscene_plugin.gui.dialogs.conflicts import ConflictsDialog
from drugscene_plugin.store import open_store
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.merge_edits import Side
from drugscene_plugin.workflow.ports import Code
from tests.builders import answers, lpo, mapping_round, municipality, scene, square
from tests.gui.several_windows import database, in_file, on_server, opened, place, postgres
from tests.windows import settle

__all__ = ["database", "in_file", "on_server", "opened", "place", "postgres"]
LEFT = Qt.MouseButton.LeftButton
ROUND = "2025"
WIDER = square(at=(1000, 1000), side=150)


def put_round(store):
    store.add_areas([lpo("531210", name="Väst"), municipality("0180", name="Kommunen")], "test")
    store.set_codes("category", [Code("a", "Slag A", "Kind A")], "test")
    day = date(2025, 3, 31)
    made = [
        scene("a", ROUND, square(at=(1000, 1000)), name="Torget", answers=answers(use="yes")),
        scene("b", ROUND, square(at=(2000, 1000)), name="Parken"),
        scene("c", ROUND, square(at=(3000, 1000)), name="Stationen"),
    ]
    store.add_round(mapping_round(ROUND, day), assigned_scenes(made, store.areas(), day), "test")


@pytest.fixture
def fill():
    """What the store holds."""
    return put_round


@pytest.fixture
def people():
    """Who may do everything there."""
    return ("anna", "bo")


@pytest.fixture
def windows(opened, place):
    """Anna's window and Bo's, on one store."""
    return opened(place("anna"), "anna"), opened(place("bo"), "bo")


@pytest.fixture
def store(place):
    """The store, as anybody reads it."""
    return open_store(place("anna"))


def handle(window, id="a"):
    (found,) = window.session.handles_of([id])
    return found


def edit(window, id="a", **fields):
    window.session.edits.edit("Edit", [handle(window, id)], lambda s: replace(s, **fields))


def tag(window, id="a", **tags):
    window.session.edits.edit("Edit", [handle(window, id)], lambda s: replace(s, tags={**s.tags, **tags}))


def answer(window, **given):
    edit(window, answers={**window.session.row(handle(window)).scene.answers, **answers(**given)})


def press(widget):
    assert widget.isEnabled(), widget.objectName()
    QTest.mouseClick(widget, LEFT)
    settle()


def save(window):
    press(window.panel.findChild(QPushButton, "save"))


def dialog():
    """The conflicts that are shown, or None."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, ConflictsDialog) and w.isVisible()]
    assert len(shown) < 2
    return shown[0] if shown else None


def view():
    return dialog().views.currentWidget()


def button(name):
    return view().findChild(QPushButton, name)


def choice(part, side):
    return view().findChild(QRadioButton, f"{part}_{side}")


def remark(part):
    return view().findChild(QLabel, f"{part}_remark").text()


def choose(part, side):
    """Pick a side with the keyboard."""
    choice(part, side).setFocus()
    QTest.keyClick(choice(part, side), Qt.Key.Key_Space)
    settle()


def row(store, id="a"):
    return next(s for s in store.scenes(ROUND) if s.id == id)


def to_a_conflict(windows):
    """Bo saves another name and outline; Anna has another name and a tag, and saves too."""
    anna, bo = windows
    edit(bo, name="Stortorget", outline=WIDER)
    edit(anna, name="Torget vid kiosken")
    tag(anna, note="mest kvällar")
    save(bo)
    save(anna)
    return anna, bo


def test_both_versions_are_shown_side_by_side_with_who_and_when(windows, store):
    to_a_conflict(windows)
    head = view().findChild(QLabel, "conflict_head").text()
    last = store.log(scene="a")[-1]
    assert head == f"Torget vid kiosken: saved by bo, {local_time(last.at)}"
    assert dialog().focusWidget() is choice("name", "mine"), "the keyboard begins where something has to be chosen"
    assert choice("name", "mine").text() == "Torget vid kiosken" and choice("name", "theirs").text() == "Stortorget"
    assert choice("outline", "theirs").text() == "22\u202f500\u00a0m²"
    for side in ("mine", "theirs"):
        assert not view().findChild(QLabel, f"outline_{side}").pixmap().isNull()
    assert row(store).name == "Stortorget"


def test_what_one_side_changed_is_chosen_already_and_what_both_changed_is_asked(windows):
    to_a_conflict(windows)
    assert (remark("outline"), choice("outline", "theirs").isChecked()) == ("changed by bo alone", True)
    assert (remark("note"), choice("note", "mine").isChecked()) == ("changed by me alone", True)
    assert remark("name") == "▲ changed by both: choose"
    assert not choice("name", "mine").isChecked() and not choice("name", "theirs").isChecked()
    assert not button("use_chosen").isEnabled() and button("use_chosen").toolTip() == "Choose first: Name"
    assert choice("status", "mine") is None, "nobody changed it"


def test_what_is_chosen_is_saved_as_one_scene_after_theirs(windows, store):
    anna, _ = to_a_conflict(windows)
    choose("name", "mine")
    assert remark("name") == "changed by both"
    press(button("use_chosen"))
    assert view().findChild(QLabel, "conflict_head").text().endswith("(settled: merged)")
    assert not choice("name", "theirs").isEnabled() and anna.session.row(handle(anna)).scene.outline == WIDER
    assert anna.session.copy.layer.undoStack().undoText() == "Settle the conflict: Torget vid kiosken"
    press(dialog().save)
    assert dialog() is None and anna.session.unsaved == 0
    saved = row(store)
    assert (saved.name, saved.tags["note"], saved.outline) == ("Torget vid kiosken", "mest kvällar", WIDER)
    assert saved.revision == 3


@pytest.mark.parametrize("side", Side)
def test_one_version_is_taken_whole(windows, store, side):
    anna, _ = to_a_conflict(windows)
    press(button(f"take_{side.value}"))
    press(dialog().save)
    saved = row(store)
    mine = side is Side.MINE
    assert (saved.name, "note" in saved.tags) == ("Torget vid kiosken" if mine else "Stortorget", mine)
    assert (saved.outline == WIDER) != mine and anna.session.unsaved == 0


def test_closing_loses_nothing_and_the_warning_sign_leads_back(windows, store):
    anna, _ = to_a_conflict(windows)
    dialog().close()
    settle()
    assert anna.session.unsaved == 1 and row(store).name == "Stortorget"
    edit(anna, name="Torget, norra sidan")
    press(anna.panel.findChild(QToolButton, "why"))
    assert choice("name", "mine").text() == "Torget, norra sidan", "my side is as it is now"
    press(button("take_mine"))
    press(dialog().save)
    assert row(store).name == "Torget, norra sidan"


def test_once_settled_and_undone_it_is_a_conflict_again(windows, store):
    anna, _ = to_a_conflict(windows)
    press(button("take_mine"))
    dialog().close()
    settle()
    assert not anna.panel.findChild(QToolButton, "why").isVisible()
    press(anna.panel.findChild(QToolButton, "undo"))
    assert anna.panel.findChild(QToolButton, "why").isVisible()
    save(anna)
    assert dialog() is not None and row(store).name == "Stortorget"
    press(button("take_theirs"))
    press(dialog().save)
    assert row(store).name == "Stortorget"


def test_when_the_store_changes_again_meanwhile_the_newer_version_is_shown(windows, store):
    _, bo = to_a_conflict(windows)
    choose("name", "mine")
    press(button("use_chosen"))
    tag(bo, note="mest helger")
    save(bo)
    press(dialog().save)
    assert remark("note") == "▲ changed by both: choose" and choice("note", "theirs").text() == "mest helger"
    assert remark("name") == "changed by me alone" and choice("name", "mine").isChecked()
    assert choice("outline", "mine") is None, "both have the same by now"
    choose("note", "theirs")
    press(button("use_chosen"))
    press(dialog().save)
    saved = row(store)
    assert (saved.name, saved.tags["note"], saved.outline, saved.revision) == (
        "Torget vid kiosken", "mest helger", WIDER, 4,
    )  # fmt: skip


def test_several_scenes_are_settled_one_after_the_other(windows, store):
    anna, bo = windows
    for window, name in ((bo, "theirs"), (anna, "mine")):
        for id in ("a", "b", "c"):
            edit(window, id, name=f"{name} {id}")
    save(bo)
    save(anna)
    shown = dialog().findChild(QListWidget, "conflict_list")
    assert shown.isVisible() and [shown.item(n).text() for n in range(3)] == ["mine a", "mine b", "mine c"]
    press(button("take_mine"))
    assert shown.item(0).text() == "✓ mine a (settled: mine)" and shown.currentRow() == 1
    assert not dialog().save.isEnabled() and "2 scenes" in dialog().save.toolTip()
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert view().conflict.scene_id == "c"
    choose("name", "theirs")
    press(button("use_chosen"))
    assert view().conflict.scene_id == "b", "it goes on with what is still open"
    press(button("take_theirs"))
    assert dialog().save.isEnabled()
    QTest.keyClick(dialog(), Qt.Key.Key_Return)
    settle()
    assert dialog() is None and [row(store, id).name for id in "abc"] == ["mine a", "theirs b", "theirs c"]


def test_some_settled_and_closed_the_others_are_still_there(windows):
    anna, bo = windows
    for window, name in ((bo, "theirs"), (anna, "mine")):
        for id in ("a", "b"):
            edit(window, id, name=f"{name} {id}")
    save(bo)
    save(anna)
    press(button("take_mine"))
    dialog().close()
    settle()
    press(anna.panel.findChild(QToolButton, "why"))
    assert view().conflict.scene_id == "b" and dialog().views.count() == 1


@pytest.mark.parametrize("side", Side)
def test_a_scene_that_they_deleted_is_taken_or_left_whole(windows, store, side):
    anna, bo = windows
    bo.session.copy.remove("Delete", [handle(bo)])
    edit(anna, name="mine")
    save(bo)
    save(anna)
    assert "deleted by bo" in view().findChild(QLabel, "conflict_head").text()
    assert not button("use_chosen").isEnabled() and "whole" in button("use_chosen").toolTip()
    press(button(f"take_{side.value}"))
    press(dialog().save)
    assert [s.name for s in store.scenes(ROUND) if s.id == "a"] == (["mine"] if side is Side.MINE else [])


@pytest.mark.parametrize("side", Side)
def test_a_scene_that_i_deleted_is_taken_or_left_whole(windows, store, side):
    anna, bo = windows
    edit(bo, name="theirs")
    anna.session.copy.remove("Delete", [handle(anna)])
    save(bo)
    save(anna)
    press(button(f"take_{side.value}"))
    press(dialog().save)
    assert [s.name for s in store.scenes(ROUND) if s.id == "a"] == ([] if side is Side.MINE else ["theirs"])


def test_an_answer_is_shown_and_taken_with_what_it_rests_on(windows, store):
    anna, bo = windows
    edit(bo, answers={Criterion.USE: replace(answers(use="no")["use"], source="larm", assessor="bo")})
    edit(anna, answers={Criterion.USE: replace(answers(use="unknown")["use"], source="patrull")})
    save(bo)
    save(anna)
    assert choice("use", "mine").text() == "Unknown, patrull" and choice("use", "theirs").text() == "No, larm, bo"
    choose("use", "theirs")
    press(button("use_chosen"))
    press(dialog().save)
    found = row(store).answers[Criterion.USE]
    assert (found.answer, found.source, found.assessor) == (Answer.NO, "larm", "bo")


def test_the_same_edit_of_both_asks_nothing(windows, store):
    anna, bo = windows
    for window in (anna, bo):
        answer(window, sale="yes")
    save(bo)
    save(anna)
    assert dialog() is None and anna.session.unsaved == 0 and row(store).revision == 2


def test_categories_are_shown_by_their_names_and_nothing_is_taken_as_markup(qtbot):
    base = scene("a", name="x", outline=square())
    mine = replace(base, name="<b>&x", tags={"category": "a"})
    theirs = replace(base, name="A & B", tags={"category": "b"})
    shown = ConflictsDialog([Conflict(base.id, mine, theirs, "<i>bo", "2025-03-01T12:00:00Z", base)], {"a": "Slag A"})
    qtbot.addWidget(shown)
    one = shown.views.widget(0)
    head = one.findChild(QLabel, "conflict_head")
    assert head.textFormat() == Qt.TextFormat.PlainText and "<i>bo" in head.text()
    assert one.findChild(QRadioButton, "category_mine").text() == "Slag A"
    assert one.findChild(QRadioButton, "category_theirs").text() == "b"
    assert one.findChild(QRadioButton, "name_theirs").text() == "A && B"
