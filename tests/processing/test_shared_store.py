"""The algorithms on a shared store, and those that make, copy and upgrade one."""

from __future__ import annotations

import shutil

import pytest

from drugscene_plugin.store import open_store
from tests.postgres import database, postgres
from tests.store.test_upgrade import OLD

__all__ = ["database", "postgres"]


@pytest.fixture
def old(tmp_path):
    shutil.copy(OLD / "v1.gpkg", tmp_path / "old.gpkg")
    return str(tmp_path / "old.gpkg")


def test_a_store_is_made_on_a_server_and_not_twice(run, postgres, database):
    there = postgres.url(database)
    assert run("createstore", STORE=there) == {"STORE": there}
    assert open_store(there).rounds() == []
    assert "already" in run.refused("createstore", STORE=there)


def test_what_is_typed_in_the_dialog_names_a_server_though_qgis_puts_a_folder_before_it(run, tmp_path):
    said = run.refused("createstore", STORE=str(tmp_path / "postgresql:no such connection"))
    assert "no such connection" in said and list(tmp_path.iterdir()) == []


def test_it_may_lie_in_a_schema_of_another_name(run, postgres, database):
    there = postgres.url(database) + "?schema=county_two"
    run("createstore", STORE=there)
    run("openround", STORE=there, ROUND="2023", REF_DATE="2023-10-01")
    assert [r.label for r in open_store(there).rounds()] == ["2023"]


def test_a_year_goes_on_a_server_as_in_a_file(run, postgres, database):
    there = postgres.url(database)
    run("createstore", STORE=there, SAMPLE=True)
    found = run("checkround", STORE=there, ROUND="2025", FINDINGS="TEMPORARY_OUTPUT")
    assert found["ERRORS"] >= 0
    assert run("openround", STORE=there, ROUND="2026", REF_DATE="2026-03-31", FROM_ROUND="2025")["COUNT"] > 0
    links = run("linkrounds", STORE=there, ROUND="2025", ACCEPT=True, LINKS="TEMPORARY_OUTPUT")
    assert links["CONTINUED"] > 0


def test_a_store_is_copied_to_a_server(run, old, postgres, database):
    run("upgradestore", STORE=old, CONFIRM=True)
    run("copystore", FROM_STORE=old, STORE=postgres.url(database))
    assert open_store(postgres.url(database)).scenes("2023") == open_store(old).scenes("2023")


def test_an_upgrade_is_confirmed_and_keeps_the_old_store(run, old, tmp_path):
    assert "version 1" in run.refused("upgradestore", STORE=old)
    assert "must be upgraded" in run.refused("checkround", STORE=old, ROUND="2023", FINDINGS="TEMPORARY_OUTPUT")
    assert run("upgradestore", STORE=old, CONFIRM=True) == {"KEPT": str(tmp_path / "old_v1.gpkg")}
    assert "nothing to upgrade" in run.refused("upgradestore", STORE=old, CONFIRM=True)


def test_a_location_with_a_password_is_refused_without_repeating_it(run):
    hush = "hush-hush"
    for location in (
        "postgresql://kim:" + hush + "@h/d",
        f"service=x password={hush}",
        f"postgresql://h/d?password={hush}",
    ):
        said = run.refused("checkround", STORE=location, ROUND="2023", FINDINGS="TEMPORARY_OUTPUT")
        assert "password" in said and "hush" not in said
