"""The list of scenes: grouped, counted, sorted, searched, filtered, and quick to keep up to date."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui.models.scene_row import SceneFilter, scene_row, shows
from drugscene_plugin.gui.models.scene_tree import SceneTreeModel
from tests.builders import ALL_YES, scene, square

NAMES = {"1": "Alfa", "2": "Beta"}
OPEN = {"status": SceneStatus.OPEN, "answers": ALL_YES, "tags": {"category": "a", "place_type": "park"}}


def row(handle, name, code="1", changed=False, **fields):
    lpo = Assignment(AreaCode(code) if code else None)
    return scene_row(handle, scene(f"s{handle}", name=name, lpo=lpo, **fields), changed)


@pytest.fixture
def model(qgis_app):
    return SceneTreeModel()


def texts(model, parent=None):
    parent = parent or model.index(-1, -1)
    return [model.index(n, 0, parent).data() for n in range(model.rowCount(parent))]


def test_scenes_stand_under_their_lpo_with_done_and_total(model):
    model.refill([row(1, "Torget", **OPEN), row(2, "Parken")], NAMES)
    assert texts(model) == ["Alfa  1/2", "Beta  0/0"]
    assert texts(model, model.index(0, 0)) == ["Parken", "Torget"]


def test_what_belongs_to_no_lpo_comes_first(model):
    model.refill([row(1, "Torget"), row(2, "Vilse", code="")], NAMES)
    assert texts(model)[0].startswith("Not assigned")


def test_numbers_sort_as_numbers(model):
    model.refill([row(n, f"Plats {n}") for n in (10, 9, 1)], NAMES)
    assert texts(model, model.index(0, 0)) == ["Plats 1", "Plats 9", "Plats 10"]


def test_a_name_of_ten_thousand_digits_neither_fails_nor_fills_the_list(model):
    model.refill([row(1, "9" * 10_000), row(2, '=cmd()\n"x" \u202eabc')], NAMES)
    assert all(len(text) <= 200 for text in texts(model, model.index(0, 0)))


def test_a_row_that_changed_is_shown_in_place(model):
    model.refill([row(1, "Torget"), row(2, "Parken")], NAMES)
    assert model.update_rows([row(2, "Lunden")])
    assert "Lunden" in texts(model, model.index(0, 0))


def test_a_row_that_moved_to_another_lpo_asks_for_a_refill(model):
    model.refill([row(1, "Torget")], NAMES)
    assert not model.update_rows([row(1, "Torget", code="2")])
    assert not model.update_rows([row(7, "Ny")])


def test_searching_keeps_the_lpos_that_have_a_hit(model):
    model.refill([row(1, "Torget"), row(2, "Parken", code="2")], NAMES)
    model.narrow(SceneFilter.ALL, "  TORG ")
    assert texts(model) == ["Alfa  0/1"] and model.shown() == 1
    assert not model.index_of(2).isValid()
    model.narrow(SceneFilter.ALL)
    assert texts(model) == ["Alfa  0/1", "Beta  0/1"] and model.shown() == 2


def test_what_is_hidden_is_still_counted_and_kept_up_to_date(model):
    model.refill([row(1, "Torget"), row(2, "Parken", **OPEN)], NAMES)
    model.narrow(SceneFilter.TO_DO)
    assert texts(model) == ["Alfa  1/2"] and texts(model, model.index(0, 0)) == ["Torget"]
    assert model.update_rows([row(2, "Lunden", **OPEN), row(1, "Torget", **OPEN)])
    assert texts(model) == ["Alfa  2/2"]
    model.narrow(SceneFilter.ALL)
    assert texts(model, model.index(0, 0)) == ["Lunden", "Torget"]


def test_rows_that_stand_together_are_given_as_one(model):
    model.refill([row(n, f"Plats {n}") for n in (1, 2, 3, 5)] + [row(9, "Annan", code="2")], NAMES)
    assert list(model.spans([1, 2, 5, 9])) == [(0, 0, 1), (0, 3, 3), (1, 0, 0)]


def test_sorting_by_area_stays_within_the_lpos(model):
    model.refill([row(1, "Stor", outline=square(side=500)), row(2, "Liten", outline=square(side=5))], NAMES)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert texts(model, model.index(0, 0)) == ["Stor", "Liten"]


@pytest.mark.parametrize(
    ("chosen", "fields", "changed"),
    [
        (SceneFilter.UNDECIDED, {"status": SceneStatus.UNDECIDED}, False),
        (SceneFilter.CHANGED, OPEN, True),
        (SceneFilter.TO_CONFIRM, {**OPEN, "to_confirm": True}, False),
        (SceneFilter.TO_DISCUSS, {**OPEN, "tags": {**OPEN["tags"], "to_discuss": True}}, False),
        (SceneFilter.TO_DO, {"status": SceneStatus.CANDIDATE}, False),
    ],
)
def test_each_filter_lets_its_own_through_and_a_finished_scene_not(chosen, fields, changed):
    assert shows(row(1, "x", changed=changed, **fields), chosen)
    assert not shows(row(1, "x", **OPEN), chosen)


def test_the_models_keep_qts_rules(model, qtmodeltester):
    model.refill([row(1, "Torget"), row(2, "Parken", code="2")], NAMES)
    qtmodeltester.check(model)
