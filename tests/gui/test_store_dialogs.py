"""The top of the panel has Processing's own dialogs make stores and rounds, and bring areas and outlines in."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from drugscene_plugin.gui.dock.header import Header
from drugscene_plugin.gui.dock.store_presenter import StorePresenter, processing_dialog
from drugscene_plugin.processing.provider import DrugsceneProvider
from drugscene_plugin.settings import Settings
from tests.builders import mapping_round


class OpenStore:
    """As much of the session as the top of the panel asks for."""

    location, below, copy = "/made/up.gpkg", "", None

    def __init__(self):
        self.active = mapping_round("2023")
        self.rounds = [self.active]
        self.store_changed = self.round_changed = self.busy = self

    def connect(self, _):
        """No signal is sent here."""

    def codes(self, _):
        """No categories are set."""
        return ()

    open_store = close = show_below = read_again = connect


@pytest.fixture
def dialogs(qgis_app, qgis_processing, qtbot, monkeypatch):
    """Presses an entry of the panel's top; the dialogs that it opened."""
    import processing  # noqa: F401 - QGIS's own plugin: puts Processing in place
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)  # the tests' stand-in has no browser
    provider = DrugsceneProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    header = Header()
    qtbot.addWidget(header)
    made = []

    def make(algorithm, parameters):
        made.append(processing_dialog(algorithm, parameters))
        return made[-1]

    presenter = StorePresenter(OpenStore(), header, Settings(), None, make)
    yield header, presenter, made
    presenter.close()
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.mark.parametrize(
    ("entry", "algorithm"),
    [
        ("new_store_wanted", "createstore"),
        ("import_areas_wanted", "importareas"),
        ("import_scenes_wanted", "importscenes"),
        ("codes_wanted", "setcodes"),
        ("new_round_wanted", "openround"),
    ],
)
def test_each_entry_opens_its_dialog_and_lets_go_of_it_when_it_is_closed(dialogs, entry, algorithm):
    header, presenter, made = dialogs
    getattr(header, entry).emit()
    (dialog,) = made
    assert dialog.algorithm().name() == algorithm and dialog.isVisible()
    dialog.close()
    assert presenter._dialogs == []
