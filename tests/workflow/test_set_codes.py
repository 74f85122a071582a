"""Setting a code list of one's own: read as typed, all or nothing."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.workflow.ports import Code
from drugscene_plugin.workflow.set_codes import codes_text, parse_codes, set_codes
from tests.fakes.memory_store import MemoryStore


def test_codes_are_kept_in_order_and_read_back_as_typed():
    store = MemoryStore()
    assert set_codes(store, "category", "B2; Två; Two\n\na1;Ett|c3", "ada") == 3
    codes = store.codes("category")
    assert codes == [Code("b2", "Två", "Two"), Code("a1", "Ett", "Ett"), Code("c3", "c3", "c3")]
    assert parse_codes(codes_text(codes)) == codes


@pytest.mark.parametrize(
    "text, code, named",
    [
        ("a1; x; y; z", "codes_line_malformed", "a1; x; y; z"),
        ("a1\ntwo words; x", "codes_line_malformed", "two words"),
        ("; x", "codes_line_malformed", "; x"),
        ("a1\nA1; x", "code_repeated", "a1"),
        (" \n|", "codes_missing", ""),
    ],
)
def test_what_is_no_list_of_codes_changes_nothing(text, code, named):
    store = MemoryStore()
    set_codes(store, "category", "old", "ada")
    with pytest.raises(Refusal) as refused:
        set_codes(store, "category", text, "ada")
    assert refused.value.code == code and named in str(refused.value)
    assert [c.code for c in store.codes("category")] == ["old"]


def test_a_list_that_is_not_the_users_is_refused():
    with pytest.raises(Refusal, match="code_list_unknown"):
        set_codes(MemoryStore(), "place_type", "a1", "ada")
