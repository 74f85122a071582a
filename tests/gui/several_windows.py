"""Several people's windows on one store, on a server or in a file. A test module imports these,
and says with two fixtures of its own what the store holds (``fill``) and who the county's people are (``people``)."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store
from tests.postgres import database, postgres
from tests.windows import Interface, settle

__all__ = ["database", "in_file", "on_server", "opened", "place", "postgres"]


@pytest.fixture
def on_server(postgres, database, qgis_app, fill, people):
    """Where the store is, for each person: on a server."""
    fill(create_store(postgres.url(database)))
    with postgres.admin(database) as run:
        for name in people:
            if not run("SELECT 1 FROM pg_roles WHERE rolname = %s", name):
                run(f"CREATE ROLE {name} LOGIN")
            run(f"GRANT {database}_drugscene_county TO {name}")
    return lambda name: postgres.url(database, name)


@pytest.fixture
def in_file(tmp_path, qgis_app, fill):
    """The same in one file."""
    path = str(tmp_path / "store.gpkg")
    fill(create_store(path))
    return lambda name: path


@pytest.fixture(params=["server", "file"])
def place(request):
    """Both, one after the other."""
    return request.getfixturevalue("on_server" if request.param == "server" else "in_file")


@pytest.fixture
def opened(tmp_path, qtbot):
    """Opens a window on the store."""
    windows = []

    def open_window(location, name):
        project = QgsProject()
        interface = Interface(project)
        window = DrugsceneWindow(interface, project, Settings(), tmp_path / f"journal of {name}")
        window._kept = interface, project  # the window does not own them
        windows.append(window)
        with qtbot.waitSignal(window.session.below_changed, timeout=20_000):
            window.session.open_store(location)
        window.session.copy.by = name
        settle(50)
        return window

    yield open_window
    for window in windows:
        window.close()
        window._kept[0].window.close()
        window._kept[0].window.deleteLater()
    settle()
