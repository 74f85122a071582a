"""A store that cannot be opened, made or written is named in the message bar, and what is open and unsaved stays."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.PyQt.QtWidgets import QTextEdit

from drugscene_plugin.store import open_store
from tests.acceptance.test_dock import drugscene, interface, one, opened, store_path  # noqa: F401
from tests.windows import settle


def said(window):
    """What the message bar says now."""
    return " ".join(text.toPlainText() for text in window._iface.messageBar().findChildren(QTextEdit))


def try_to_open(window, qtbot, path):
    with qtbot.waitSignal(window.session.refused, timeout=10_000):
        window.session.open_store(str(path))
    settle(20)


def no_geopackage(folder, _store):
    path = folder / "letter.gpkg"
    path.write_text("Dear Sir or Madam")
    return path


def other_geopackage(folder, store):
    path = folder / "other.gpkg"
    path.write_bytes(Path(store).read_bytes())
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE store_info")
    return path


def newer(folder, store):
    path = folder / "newer.gpkg"
    path.write_bytes(Path(store).read_bytes())
    with sqlite3.connect(path) as base:
        base.execute("UPDATE store_info SET schema_version = 99")
    return path


@pytest.mark.parametrize("make", [no_geopackage, other_geopackage, newer, lambda folder, _: folder / "gone.gpkg"])
def test_what_is_no_store_of_ours_is_named_and_the_open_one_stays(opened, qtbot, tmp_path, store_path, make):  # noqa: F811
    bad = make(tmp_path, store_path)
    before = bad.read_bytes() if bad.exists() else None
    try_to_open(opened, qtbot, bad)
    assert bad.name in said(opened)
    assert opened.session.location == store_path and opened.session.active.label == "2025"
    assert (bad.read_bytes() if bad.exists() else None) == before
    assert opened.panel.header.isEnabled() and opened.panel.header.store.currentText() == "store.gpkg"


def test_saving_into_a_locked_store_keeps_the_edits_and_saves_them_later(opened, qtbot, store_path):  # noqa: F811
    opened.session._content.store._patience = 0.2
    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    lock = sqlite3.connect(store_path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    assert not opened.session.save()
    settle()
    assert "store.gpkg" in said(opened) and opened.session.unsaved == 1
    assert opened.panel.status.why.isVisibleTo(opened.panel)
    lock.execute("ROLLBACK")
    lock.close()
    assert opened.session.save() and opened.session.unsaved == 0
    assert "Lunden" in {s.name for s in open_store(store_path).scenes("2025")}


def test_saving_into_a_store_that_may_not_be_written_keeps_the_edits(opened, store_path, monkeypatch):  # noqa: F811
    import os

    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))  # root may write all
    assert not opened.session.save()
    settle()
    assert "store.gpkg" in said(opened) and opened.session.unsaved == 1
    assert "Lunden" not in {s.name for s in open_store(store_path).scenes("2025")}


def test_what_another_window_saved_meanwhile_is_shown_and_mine_can_be_taken(opened, store_path):  # noqa: F811
    from drugscene_plugin.domain.change_set import ChangeSet, SceneChange

    other = open_store(store_path)
    theirs = next(s for s in other.scenes("2025") if s.name == "Parken")
    other.save(ChangeSet("2025", (SceneChange(theirs, replace(theirs, name="Skogen")),)), "Berit")
    opened.session.edits.rename(one(opened, "Parken").handle, "Lunden")
    assert not opened.session.save()
    settle()
    dialog = opened.saving._dialog
    assert dialog is not None and dialog.isVisible() and opened.session.unsaved == 1
    from qgis.PyQt.QtWidgets import QLabel, QPushButton

    assert any("Berit" in label.text() for label in dialog.findChildren(QLabel))
    dialog.findChild(QPushButton, "take_mine").click()
    dialog.save.click()
    settle()
    assert "Lunden" in {s.name for s in other.scenes("2025")}


def test_a_finding_that_was_seen_leaves_no_details_behind(opened, qtbot):  # noqa: F811
    page = opened.panel.checks
    with qtbot.waitSignal(opened.session.findings_changed, timeout=10_000):
        page.run.click()
    finding = next(f for f in opened.session.findings if f.severity.value == "warning")
    opened.session.take_findings([finding])
    page.tree.setCurrentIndex(page.model.index(0, 0, page.model.index(0, 0)))
    assert page.picked() == [finding] and page.details.isVisibleTo(page)
    page.reason.setText("it is so")
    page.accept.click()
    assert not page.details.isVisibleTo(page) and page.picked() == []
