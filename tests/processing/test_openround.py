"""`openround`: a draft, empty or with the open scenes of an earlier round."""

from __future__ import annotations

from datetime import date

import pytest

from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from tests.builders import ALL_YES, lpo, mapping_round, scene, square


@pytest.fixture
def filled(place):
    store = open_store(place)
    store.add_areas([lpo("A", square(side=9_000), valid_from=date(2022, 1, 1), valid_to=date(2025, 12, 31))], "ada")
    store.add_round(mapping_round("2023"), [
        scene("a", name="Square", status=SceneStatus.OPEN, answers=ALL_YES),
        scene("b", outline=square(at=(500, 500)), status=SceneStatus.CEASED),
    ], "ada")  # fmt: skip
    return place


def test_open_scenes_are_carried_forward(run, filled):
    assert run("openround", STORE=filled, ROUND="2025", REF_DATE="2025-03-01", FROM_ROUND="2023", DEFINITION="D2",
               DELISTING="D6") == {"COUNT": 1}  # fmt: skip
    store = open_store(filled)
    (carried,) = store.scenes("2025")
    assert (carried.id, carried.name, carried.status, carried.to_confirm) == (
        "a",
        "Square",
        SceneStatus.CANDIDATE,
        True,
    )
    assert carried.answers == ALL_YES
    assert carried.lpo.code == "A"
    assert (store.round("2025").definition, store.round("2025").delisting) == ("D2", "D6")


def test_a_round_can_start_empty(run, filled):
    assert run("openround", STORE=filled, ROUND="2025", REF_DATE="2025-03-01", FROM_ROUND=None) == {"COUNT": 0}


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"ROUND": "2023"}, "2023"),
        ({"ROUND": "a/b"}, "a/b"),
        ({"REF_DATE": "2026-01-01"}, "2026-01-01"),
        ({"REF_DATE": "2025-02-29"}, "2025-02-29"),
        ({"FROM_ROUND": "2022"}, "2022"),
        ({"REF_DATE": "2023-10-01", "FROM_ROUND": "2023"}, "2023-10-01"),
        ({"DEFINITION": "D7"}, "D7"),
        ({"DELISTING": "D1"}, "D1"),
        ({"TRESHOLD": "3"}, "TRESHOLD"),
    ],
)
def test_what_cannot_be_opened_is_named(run, filled, wrong, named):
    parameters = {"ROUND": "2025", "REF_DATE": "2025-03-01", **wrong}
    assert named in run.refused("openround", STORE=filled, **parameters)
    assert [r.label for r in open_store(filled).rounds()] == ["2023"]


def test_a_file_of_own_definitions_is_kept_with_the_round(run, filled, tmp_path):
    own = tmp_path / "own.json"
    rule = '{"id": "S1", "kind": "definition", "version": 1, "wording": "", "source": "ours", "rule": "sale"}'
    own.write_text(f'{{"version": 1, "definitions": [{rule}]}}', encoding="utf-8")
    run("openround", STORE=filled, ROUND="2025", REF_DATE="2025-03-01", DEFINITION="S1", OWN_DEFINITIONS=str(own))
    own.unlink()
    assert open_store(filled).round("2025").rules[0].rule == "sale"


def test_a_file_of_definitions_that_is_not_there_is_named(run, filled, tmp_path):
    missing = str(tmp_path / "gone.json")
    parameters = {"ROUND": "2025", "REF_DATE": "2025-03-01", "DEFINITION": "S1", "OWN_DEFINITIONS": missing}
    assert "gone.json" in run.refused("openround", STORE=filled, **parameters)
