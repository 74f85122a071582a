"""The store contract, against the store on a PostgreSQL server with PostGIS."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import ANY

import pytest

from drugscene_plugin.store import create_store, open_store
from tests.postgres import ADMIN
from tests.workflow.store_contract import StoreContract


class TestPostgisStore(StoreContract):
    when = ""

    def by(self, person):
        return ADMIN

    def kept(self, given):
        times = {"at": ANY} if hasattr(given, "at") else {}
        return replace(given, by=ADMIN, **times)

    @pytest.fixture
    def location(self, postgres, qgis_app):
        made = postgres.prepared("empty", lambda name: create_store(postgres.url(name)))
        database = postgres.new_database(made)
        try:
            yield postgres.url(database)
        finally:
            postgres.drop(database)

    @pytest.fixture
    def store(self, location):
        return open_store(location)

    @pytest.fixture
    def another(self, store, location):
        return open_store(location)
