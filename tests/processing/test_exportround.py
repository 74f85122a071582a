"""`exportround`: the annual package, from a script."""

from __future__ import annotations

import json

import pytest

from drugscene_plugin.domain.publication import publication_of
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square


@pytest.fixture
def filled(place):
    store = open_store(place)
    store.add_areas([lpo("L", square(side=90_000)), municipality("M", square(side=90_000))], "ada")
    open_scene = scene("a", name="=cmd()", status=SceneStatus.OPEN, answers=ALL_YES)
    store.add_round(mapping_round("2023"), [open_scene], "ada")
    return place


def test_the_package_is_where_the_result_says(run, filled, tmp_path):
    from pathlib import Path

    folder = tmp_path / "out"
    package = Path(run("exportround", STORE=filled, ROUND="2023", FOLDER=str(folder))["PACKAGE"])
    assert package.parent == folder
    assert package.name == "drugscene_2023_internal_DRAFT"
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    assert manifest
    assert (package / "tables" / "by_lpo.csv").read_text(encoding="utf-8").splitlines()[-1].startswith("TOTAL")
    assert run.heard.progress[-1] == 100


def test_charts_show_the_goal_that_is_given_and_the_manifest_names_it(run, filled, tmp_path):
    from pathlib import Path

    goal = {"GOAL_SCENES": 3, "GOAL_DATE": "2026-12-31"}
    package = Path(
        run("exportround", STORE=filled, ROUND="2023", LANGUAGE="en", FOLDER=str(tmp_path), **goal)["PACKAGE"]
    )
    charts = {path.name: path.read_text(encoding="utf-8") for path in (package / "charts").iterdir()}
    assert "Goal by 2026-12-31: 3" in charts["rounds_scenes.svg"]
    assert "Goal" not in charts["rounds_area.svg"]
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["goal"] == {"scenes": 3, "area_m2": None, "day": "2026-12-31"}


def test_profile_and_language_are_words_in_any_case(run, filled, tmp_path):
    result = run(
        "exportround", STORE=filled, ROUND="2023", PROFILE="INTERNAL", LANGUAGE="En", FOLDER=str(tmp_path / "o")
    )
    assert result["PACKAGE"].endswith("internal_DRAFT")


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"ROUND": "2022"}, "2022"),
        ({"PROFILE": "public"}, "not published"),
        ({"OUTLINES": "exact"}, "exact"),
        ({"PROFILE": "press"}, "press"),
        ({"LANGUAGE": "fi"}, "fi"),
        ({"THRESHOLD": "three"}, "three"),
        ({"TRESHOLD": 3}, "THRESHOLD"),
        ({"GOAL_AREA": -1}, "-1"),
        ({"GOAL_DATE": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_exported_is_named_and_nothing_is_there(run, filled, tmp_path, wrong, named):
    parameters = {"ROUND": "2023", "FOLDER": str(tmp_path / "out"), **wrong}
    assert named in run.refused("exportround", STORE=filled, **parameters)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("patience", [0, 1, 2, 4])
def test_stopped_midway_there_is_no_package(run, filled, tmp_path, patience):
    folder = tmp_path / "out"
    folder.mkdir()
    assert "Cancelled" in run.refused("exportround", patience, STORE=filled, ROUND="2023", FOLDER=str(folder))
    assert list(folder.iterdir()) == []


def test_a_published_round_has_a_public_package_with_points_or_names_as_picked(run, filled, tmp_path):
    from pathlib import Path

    store = open_store(filled)
    stored = store.round("2023")
    store.publish(publication_of(stored, store.scenes("2023"), [], [], "ada", "2023-10-05T10:00:00Z"))
    for form in ("point", "None"):
        parameters = {"PROFILE": "public", "OUTLINES": form, "THRESHOLD": 3, "SHOW_ZERO": False, "MINIMUM_N": 10}
        result = run("exportround", STORE=filled, ROUND="2023", FOLDER=str(tmp_path / form), **parameters)
        package = Path(result["PACKAGE"])
        assert package.name == "drugscene_2023_public"
        manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["parameters"]["outlines"] == form.lower()
        assert (manifest["parameters"]["threshold"], manifest["parameters"]["show_zero"]) == (3, False)
        assert manifest["parameters"]["minimum_n"] == 10
        assert (package / "tables" / "withheld.csv").exists()
