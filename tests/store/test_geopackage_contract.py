"""The store contract, against the store in a GeoPackage."""

from __future__ import annotations

import pytest

from drugscene_plugin.store import create_store, open_store
from tests.workflow.store_contract import StoreContract, Ticking


class TestGeoPackageStore(StoreContract):
    @pytest.fixture
    def path(self, tmp_path):
        return str(tmp_path / 'it\'s a "store" åäö 🧪.gpkg')

    @pytest.fixture
    def store(self, path, qgis_app):
        return create_store(path, clock=Ticking())

    @pytest.fixture
    def another(self, store, path):
        return open_store(path, clock=Ticking())
