"""`createstore`: an empty store or the sample county, and never over anything that is there."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.store import open_store


def test_an_empty_store_is_made(run, tmp_path):
    path = str(tmp_path / "new.gpkg")
    assert run("createstore", STORE=path) == {"STORE": path}
    store = open_store(path)
    assert store.info().crs == "EPSG:3006"
    assert (store.rounds(), store.areas()) == ([], [])


def test_it_is_kept_in_the_crs_asked_for(run, tmp_path):
    path = str(tmp_path / "new.gpkg")
    run("createstore", STORE=path, CRS="EPSG:3011")
    assert open_store(path).info().crs == "EPSG:3011"


def test_a_geographic_crs_is_refused_by_name(run, tmp_path):
    assert "EPSG:4326" in run.refused("createstore", STORE=str(tmp_path / "new.gpkg"), CRS="EPSG:4326")
    assert list(tmp_path.iterdir()) == []


def test_the_sample_county_is_made(run, tmp_path):
    path = str(tmp_path / "sample.gpkg")
    run("createstore", STORE=path, SAMPLE=True)
    assert [r.label for r in open_store(path).rounds()] == ["2021", "2023", "2024", "2025"]
    assert [p.name for p in tmp_path.iterdir()] == ["sample.gpkg"]


def test_the_sample_county_needs_its_own_crs(run, tmp_path):
    message = run.refused("createstore", STORE=str(tmp_path / "new.gpkg"), CRS="EPSG:3011", SAMPLE=True)
    assert "EPSG:3006" in message and "EPSG:3011" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"a letter"])
def test_nothing_is_overwritten(run, tmp_path, content):
    path = tmp_path / "letter.gpkg"
    path.write_bytes(content)
    assert str(path) in run.refused("createstore", STORE=str(path))
    assert path.read_bytes() == content


def test_a_folder_is_not_overwritten(run, tmp_path):
    assert str(tmp_path) in run.refused("createstore", STORE=str(tmp_path))


def test_a_folder_that_is_missing_is_named(run, tmp_path):
    assert str(tmp_path / "no") in run.refused("createstore", STORE=str(tmp_path / "no" / "new.gpkg"))


def test_a_sample_that_is_stopped_leaves_nothing(run, tmp_path, monkeypatch):
    from drugscene_plugin.processing.algorithms import create_store

    def stopped(store):
        raise Cancelled

    monkeypatch.setattr(create_store, "create_sample", stopped)
    assert "Cancelled" in run.refused("createstore", STORE=str(tmp_path / "new.gpkg"), SAMPLE=True)
    assert list(tmp_path.iterdir()) == []
