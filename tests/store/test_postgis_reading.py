"""What the panel reads of a shared store, for each who may open it: less, but never an error."""

from __future__ import annotations

import pytest

from drugscene_plugin.gui.session import read_round, read_store
from drugscene_plugin.store import open_store
from drugscene_plugin.workflow.check_round import check_round
from tests.store.shared import shared

__all__ = ["shared"]


@pytest.mark.parametrize(("who", "seen"), [("kim", 3), ("anna", 3), ("bo", 2)])
def test_the_panel_opens_for_everybody_with_what_they_may_see(shared, who, seen):
    content = read_store(shared.location(who), open_store)
    assert [r.label for r in content.rounds] == ["2021", "2023"]
    found = read_round(content, "2023")
    assert len(found.prepared.scenes) == seen and len(found.before) == seen
    assert {f.code for f in check_round(content.store, "2023")} >= {"candidates_to_judge"}


def test_the_panel_opens_for_a_reader_with_what_is_published(shared):
    content = read_store(shared.location("lars"), open_store)
    found = read_round(content, "2021")
    assert not found.mapping_round.editable and [s.id for s in found.prepared.scenes] == ["a", "b"]
