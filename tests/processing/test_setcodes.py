"""`setcodes`: the user's own list of categories."""

from __future__ import annotations

import pytest

from drugscene_plugin.store import create_store, open_store


@pytest.fixture
def store(place):
    create_store(place)
    return place


def test_the_codes_are_in_the_store_in_order(run, store):
    assert run("setcodes", STORE=store, CODES="k1; Kategori 1; Category 1|k2") == {"COUNT": 2}
    assert [(c.code, c.label_sv) for c in open_store(store).codes("category")] == [("k1", "Kategori 1"), ("k2", "k2")]


@pytest.mark.parametrize("wrong, named", [({"CODES": "a b; x"}, "a b; x"), ({"CODE_LIST": "status"}, "status")])
def test_what_cannot_be_set_is_named(run, store, wrong, named):
    assert named in run.refused("setcodes", STORE=store, **{"CODES": "k1", **wrong})
    assert open_store(store).codes("category") == []
