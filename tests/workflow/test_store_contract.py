"""The store contract, against the store in memory."""

from __future__ import annotations

import pytest

from tests.fakes.memory_store import MemoryStore
from tests.workflow.store_contract import StoreContract, Ticking


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore(clock=Ticking())

    @pytest.fixture
    def another(self, store):
        return store.another()
