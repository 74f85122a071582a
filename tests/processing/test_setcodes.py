"""`setcodes`: the user's own list of categories."""

from __future__ import annotations

import pytest

from drugscene_plugin.store import open_store


def test_the_codes_are_in_the_store_in_order(run, place):
    assert run("setcodes", STORE=place, CODES="k1; Kategori 1; Category 1|k2") == {"COUNT": 2}
    assert [(c.code, c.label_sv) for c in open_store(place).codes("category")] == [("k1", "Kategori 1"), ("k2", "k2")]


@pytest.mark.parametrize("wrong, named", [({"CODES": "a b; x"}, "a b; x"), ({"CODE_LIST": "status"}, "status")])
def test_what_cannot_be_set_is_named(run, place, wrong, named):
    assert named in run.refused("setcodes", STORE=place, **{"CODES": "k1", **wrong})
    assert open_store(place).codes("category") == []
