"""The top of the panel has Processing's own dialogs make stores and rounds, and bring areas and outlines in."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProviderRegistry
from qgis.PyQt.QtWidgets import QInputDialog

from drugscene_plugin.gui.dock.header import Header
from drugscene_plugin.gui.dock.store_presenter import StorePresenter, processing_dialog
from drugscene_plugin.gui.permission import Permission
from drugscene_plugin.processing.provider import DrugsceneProvider
from drugscene_plugin.settings import Settings
from tests.builders import mapping_round


class OpenStore:
    """As much of the session as the top of the panel asks for."""

    location, below, copy, permission = "/made/up.gpkg", "", None, Permission()

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


def test_a_shared_store_is_chosen_among_the_connections_saved_in_qgis_or_typed(dialogs, monkeypatch):
    header, presenter, _ = dialogs
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    metadata.saveConnection(metadata.createConnection("host=127.0.0.1 dbname='county'", {}), "the county")
    offered, opened = [], []

    def choose(window, title, label, items):
        offered.extend(items)
        return answers.pop(0)

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    monkeypatch.setattr(presenter._session, "open_store", opened.append)
    answers = [("postgresql:the county", True), (" service=county ", True), ("postgresql:the county", False)]
    try:
        for _ in range(3):
            header.shared_wanted.emit()
    finally:
        metadata.deleteConnection("the county")
    assert "postgresql:the county" in offered and opened == ["postgresql:the county", "service=county"]
