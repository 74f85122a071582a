"""Work offline, with the store in memory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.memory_store import MemoryStore
from tests.workflow.offline_contract import SCENES, WAYS, OfflineContract, fill, hold_that_nothing_is_lost
from tests.workflow.store_contract import Ticking


class TestInMemory(OfflineContract):
    @pytest.fixture
    def store(self):
        return fill(MemoryStore(clock=Ticking()))

    @pytest.fixture
    def file(self):
        return lambda: MemoryStore(clock=Ticking())


_edits = st.lists(st.tuples(st.sampled_from(SCENES), st.sampled_from(WAYS), st.integers(1, 3)), max_size=8)


@settings(max_examples=200, deadline=None)
@given(here=_edits, away=_edits)
def test_whatever_two_sides_do_every_value_is_in_the_store_or_in_a_conflict_shown(here, away):
    hold_that_nothing_is_lost(fill(MemoryStore(clock=Ticking())), MemoryStore(clock=Ticking()), here, away)
