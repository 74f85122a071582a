"""What the project holds of the open round, and when it counts as changed."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QTimer

from drugscene_plugin.gui.map_layers import MapLayers
from drugscene_plugin.gui.session import Session
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store
from drugscene_plugin.store.layers import AREA_KIND, find_layers
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.windows import settle


@pytest.fixture
def store(qgis_app, tmp_path):
    """A store of two rounds; its path."""
    path = str(tmp_path / "store.gpkg")
    store = create_store(path, "EPSG:3006")
    whole = square(side=10_000)
    store.add_areas([lpo("531210", whole, "Väst"), municipality("0180", whole, "Kommunen")], "test")
    for label, day in (("2023", date(2023, 10, 1)), ("2025", date(2025, 3, 31))):
        store.add_round(mapping_round(label, day), [scene("a", label, square(at=(1000, 1000)), name="Torget")], "test")
    return path


class Opened:
    """A project with a session and its layers."""

    def __init__(self, qtbot, folder, project):
        self._qtbot, self.project = qtbot, project
        root = project.layerTreeRoot()  # what QGIS's window does: at once, and when its map has taken the layers up
        for signal in (root.addedChildren, root.removedChildren):
            signal.connect(lambda *_: project.setDirty(True))
            signal.connect(lambda *_: QTimer.singleShot(0, lambda: project.setDirty(True)))
        self.session = Session(Settings(), folder / "journal")
        self.layers = MapLayers(self.session, project)

    def open(self, act):
        with self._qtbot.waitSignal(self.session.below_changed, timeout=10_000):
            act()
        self._qtbot.waitUntil(lambda: len(find_layers(self.project, AREA_KIND)) == 2, timeout=10_000)
        self._qtbot.waitUntil(lambda: not self.layers._settling.isActive(), timeout=10_000)
        settle(50)
        return self

    @property
    def shown(self):
        return sorted(layer.name() for layer in self.project.mapLayers().values())


ALL = ["Local police areas", "Municipalities", "Outlines 2023", "Scenes 2025"]


@pytest.fixture
def opened(qtbot, tmp_path):
    """Opens a project in a session of its own: a new one, or one that was saved."""
    made = []

    def open_project(path=None):
        project = QgsProject()
        if path is not None:
            assert project.read(path)
        made.append(Opened(qtbot, tmp_path, project))
        return made[-1]

    yield open_project
    for one in made:
        one.session.drop()
        one.layers.close()
        one.project.clear()
        one.layers.deleteLater()
        one.session.deleteLater()
    settle(250)


@pytest.fixture
def saved(opened, store, tmp_path):
    """A project that was saved with the last round open; its path."""
    path = str(tmp_path / "saved.qgz")
    first = opened()
    first.open(lambda: first.session.open_store(store))
    assert first.project.isDirty() and first.shown == ALL, "what it names is new to it"
    assert first.project.write(path)
    return path


def test_a_project_is_not_changed_by_showing_what_it_names(opened, saved, store):
    again = opened(saved)
    again.open(lambda: again.session.open_store(store, "2025"))
    assert again.shown == ALL and not again.project.isDirty()
    again.open(again.session.read_again)
    assert again.shown == ALL and not again.project.isDirty()
    again.session.show_below("")
    settle(50)
    assert "Outlines 2023" not in again.shown and not again.project.isDirty()


def test_another_round_is_a_change_of_the_project(opened, saved, store):
    again = opened(saved)
    again.open(lambda: again.session.open_store(store, "2025"))
    again.open(lambda: again.session.open_round("2023"))
    assert again.project.isDirty()


def test_another_store_is_a_change_of_the_project(opened, saved, store, tmp_path):
    other = str(tmp_path / "other.gpkg")
    with open(store, "rb") as there, open(other, "wb") as here:
        here.write(there.read())
    again = opened(saved)
    again.open(lambda: again.session.open_store(other, "2025"))
    assert again.project.isDirty()


def test_what_a_person_changed_is_still_to_be_saved_after_the_round_was_read_anew(opened, saved, store):
    again = opened(saved)
    again.project.setTitle("Mine")
    assert again.project.isDirty()
    again.open(lambda: again.session.open_store(store, "2025"))
    again.open(again.session.read_again)
    assert again.project.isDirty() and again.shown == ALL


def test_a_project_keeps_the_crs_that_a_person_gave_it(opened, saved, store):
    first = opened(saved)
    first.project.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    assert first.project.write(saved)
    again = opened(saved)
    again.open(lambda: again.session.open_store(store, "2025"))
    assert again.project.crs().authid() == "EPSG:3857" and not again.project.isDirty()


def test_the_map_is_drawn_anew_after_each_edit_and_its_undoing(opened, store, qtbot):
    one = opened()
    one.open(lambda: one.session.open_store(store))
    layer = one.layers.layer
    (row,) = one.session.rows()
    for act in (
        lambda: one.session.edits.rename(row.handle, "Parken"),
        layer.undoStack().undo,
        layer.undoStack().redo,
    ):
        with qtbot.waitSignal(layer.repaintRequested, timeout=2_000):
            act()
