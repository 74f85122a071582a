"""What the panel reads of a shared store, for each who may open it: less, but never an error."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.gui.reading import read_round, read_store
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


@pytest.mark.parametrize("who", ["kim", "anna"])
def test_whoever_sees_all_of_a_round_checks_it(shared, who):
    assert "candidates_to_judge" in {f.code for f in check_round(open_store(shared.location(who)), "2023")}


def test_whoever_sees_a_part_of_a_round_cannot_check_it(shared):
    with pytest.raises(Refusal) as refused:
        check_round(open_store(shared.location("bo")), "2023")
    assert refused.value.code == "right_missing"


def test_the_panel_opens_for_a_reader_with_what_is_published(shared):
    content = read_store(shared.location("lars"), open_store)
    found = read_round(content, "2021")
    assert not found.mapping_round.editable and [s.id for s in found.prepared.scenes] == ["a", "b"]
