"""What QGIS itself shows of a shared store, and that no password gets into a project, a log or a message."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject, QgsProviderRegistry
from qgis.PyQt.QtCore import QDate

from drugscene_plugin.domain.area import AreaLevel, valid_areas
from drugscene_plugin.store import open_store, saved_connections
from drugscene_plugin.store.layers import shared_area_layer
from tests.builders import lpo
from tests.store.shared import shared
from tests.workflow.store_contract import refused

__all__ = ["shared"]

HUSH = "hush-hush-hush"


@pytest.fixture
def protected(shared, qgis_app):
    """A connection in QGIS for a person with a password, which an authentication configuration holds; its name."""
    with shared.postgres.admin() as run:
        run("GRANT secretive TO kim")
        run(f"ALTER ROLE kim PASSWORD '{HUSH}'")
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("master", True) or manager.masterPasswordIsSet()
    config = QgsAuthMethodConfig("Basic")
    config.setName("kim's")
    config.setConfig("username", "kim")
    config.setConfig("password", HUSH)
    assert manager.storeAuthenticationConfig(config)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    uri = f"dbname='{shared.database}' host=127.0.0.1 port={shared.postgres.port} authcfg={config.id()} sslmode=disable"
    metadata.saveConnection(metadata.createConnection(uri, {}), "protected county")
    try:
        yield "protected county"
    finally:
        metadata.deleteConnection("protected county")
        manager.removeAuthenticationConfig(config.id())
        with shared.postgres.admin() as run:
            run("REVOKE secretive FROM kim")


def test_areas_of_a_shared_store_are_drawn_without_a_connection_and_cannot_be_edited(shared):
    areas = [lpo("1"), lpo("2", valid_to=date(2030, 1, 1))]
    layer = shared_area_layer(shared.location("anna"), AreaLevel.LPO, date(2023, 10, 1), "LPO", areas, "EPSG:3006")
    assert [(f["code"], f["name"], f["valid_to"]) for f in layer.getFeatures()][1] == ("2", "LPO 2", QDate(2030, 1, 1))
    assert layer.extent().width() > 0 and layer.crs().authid() == "EPSG:3006" and layer.readOnly()
    assert layer.dataProvider().name() == "memory" and str(shared.postgres.port) not in layer.source()


def test_a_password_comes_from_the_authentication_manager_and_goes_nowhere_else(protected, tmp_path):
    assert protected in saved_connections()
    location = f"postgresql:{protected}"
    store = open_store(location)
    assert store.rights().user == "kim" and store.info().location == location
    areas = valid_areas(store.areas(), AreaLevel.LPO, date(2023, 10, 1))
    layer = shared_area_layer(location, AreaLevel.LPO, date(2023, 10, 1), "LPO", areas, "EPSG:3006")
    assert layer.isValid() and layer.featureCount() == 2
    project = QgsProject()
    project.addMapLayer(layer)
    project.writeEntry("drugscene", "store", store.info().location)
    assert project.write(str(tmp_path / "shared.qgz"))
    with zipfile.ZipFile(tmp_path / "shared.qgz") as packed:
        written = b"".join(packed.read(name) for name in packed.namelist())
    assert b"protected county" in written and HUSH.encode() not in written


def test_a_wrong_password_of_the_manager_is_repeated_nowhere(protected, shared):
    with shared.postgres.admin() as run:
        run("ALTER ROLE kim PASSWORD 'another'")
    with refused("store_unreachable") as refusal:
        open_store(f"postgresql:{protected}")
    assert HUSH not in str(refusal.value) and refusal.value.__cause__ is None
