"""Stores that older versions wrote become those of this version: the same as a fresh one, and nothing of theirs is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.domain.publication import changed_since
from drugscene_plugin.domain.rights import Role
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.connection import reading
from drugscene_plugin.store.migrations import known_versions, tables_at
from drugscene_plugin.store.schema import KEY, TABLES, VERSION
from drugscene_plugin.store.upgrading import upgrade_store, version_of
from tests.workflow.store_contract import change, changes, content, refused

OLD = Path(__file__).resolve().parents[1] / "data" / "old_stores"


def rows(path, tables):
    with reading(path) as session:
        return {table.name: session.rows(table, order=(KEY,)) for table in tables}


def layout(path):
    """All that SQLite says of a file's tables, indexes and triggers, but the names and times of this one."""
    from osgeo import gdal

    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    result = dataset.ExecuteSQL(
        "SELECT type || name || coalesce(sql, '') AS said FROM sqlite_master ORDER BY type, name"
    )
    found = [feature.GetField(0) for feature in result]
    dataset.ReleaseResultSet(result)
    return found


@pytest.fixture
def old_file(tmp_path, qgis_app):
    path = tmp_path / "it's old.gpkg"
    shutil.copy(OLD / "v1.gpkg", path)
    return str(path)


def test_there_is_a_kept_store_of_each_version_that_can_be_upgraded():
    for kind in ("gpkg", "sql"):
        assert [int(p.stem[1:]) for p in sorted(OLD.glob(f"v*.{kind}"))] == list(known_versions())
    assert known_versions() == tuple(range(1, VERSION))


def test_an_older_store_is_refused_until_it_is_upgraded(old_file):
    with refused("store_older"):
        open_store(old_file)
    assert version_of(old_file) == 1


def test_an_upgraded_file_is_a_fresh_one_with_the_old_ones_rows(old_file, tmp_path):
    before = rows(old_file, tables_at(1))
    kept = upgrade_store(old_file)
    fresh = str(tmp_path / "fresh.gpkg")
    create_store(fresh)
    assert layout(old_file) == layout(fresh)
    after = rows(old_file, TABLES)
    assert {name: after[name] for name in before if name != "store_info"} == {
        name: found for name, found in before.items() if name != "store_info"
    }
    ((version, *said),) = after["store_info"]
    assert version == VERSION and said == list(before["store_info"][0][1:])
    assert rows(kept, tables_at(1)) == before and version_of(kept) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fresh.gpkg", "it's old.gpkg", "it's old_v1.gpkg"]


def test_an_upgraded_store_goes_on_as_before(old_file):
    upgrade_store(old_file)
    check_it_goes_on(open_store(old_file))


def check_it_goes_on(store):
    (last,) = store.publications("2021")[-1:]
    assert last.round.revision == 2 and changed_since(last, store.scenes("2021")) == ()
    a, d = store.scenes("2023")
    assert (a.name, a.revision, d.id) == ("new", 2, "d")
    assert store.save(changes(change(a, name="newer")), "kim") == {"a": 3}
    assert [line.action for line in store.log("2023", "a")] == ["change_scene", "change_scene"]


def test_an_upgrade_that_is_stopped_leaves_the_old_store(old_file, tmp_path):
    class Impatient:
        def report(self, share):
            self.share = share

        def cancelled(self):
            return getattr(self, "share", 0) > 0.3

    bytes_before = Path(old_file).read_bytes()
    with pytest.raises(Cancelled):
        upgrade_store(old_file, Impatient())
    assert Path(old_file).read_bytes() == bytes_before and len(list(tmp_path.iterdir())) == 1


def test_a_store_of_this_version_has_nothing_to_upgrade(tmp_path, qgis_app):
    path = str(tmp_path / "store.gpkg")
    create_store(path)
    with refused("store_current"):
        upgrade_store(path)


# -- on a server -------------------------------------------------------------------------------------------------------


@contextmanager
def old_database(postgres):
    """The database as its dump has it, under the name that its roles begin with."""
    with postgres.admin() as run:
        run(f"CREATE DATABASE county_v1 TEMPLATE {postgres.template}")
        for role in ("owner", *(role.value for role in Role)):
            run(f"CREATE ROLE county_v1_drugscene_{role}")
        run("GRANT county_v1_drugscene_county TO county_v1_drugscene_owner")
    try:
        subprocess.run(
            ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", postgres.url("county_v1"), "-f", str(OLD / "v1.sql")],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        yield postgres.url("county_v1")
    finally:
        postgres.drop("county_v1")


@pytest.fixture
def old_location(postgres, qgis_app):
    with old_database(postgres) as location:
        yield location


def database_layout(postgres, database):
    """All that the server says of the schema's tables, columns, checks, indexes, triggers, functions, policies and rights."""
    queries = (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
        "WHERE table_schema = 'drugscene'",
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'drugscene'::regnamespace",
        "SELECT attrelid::regclass, attname, attacl::text FROM pg_attribute "
        "WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'drugscene'::regnamespace) AND attacl IS NOT NULL",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'drugscene'",
        "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
        "WHERE relnamespace = 'drugscene'::regnamespace",
        "SELECT pg_get_functiondef(oid), proacl::text FROM pg_proc WHERE pronamespace = 'drugscene'::regnamespace",
        "SELECT tablename, policyname, cmd, qual, with_check, roles::text FROM pg_policies WHERE schemaname = 'drugscene'",
        "SELECT relname, relkind, relacl::text, pg_get_viewdef(oid), relrowsecurity FROM pg_class "
        "WHERE relnamespace = 'drugscene'::regnamespace AND relkind IN ('r', 'v')",
    )
    with postgres.admin(database) as run:
        return [sorted(re.sub(rf"\b{database}\b|{database}_", "", str(row)) for row in run(query)) for query in queries]


def test_an_upgraded_shared_store_is_a_fresh_one_with_the_old_ones_rows(postgres, database, old_location):
    kept = upgrade_store(old_location)
    assert kept == "drugscene_v1"
    create_store(postgres.url(database))
    assert database_layout(postgres, "county_v1") == database_layout(postgres, database)
    with postgres.admin("county_v1") as run:
        for table in tables_at(1):
            if table.name not in ("store_info", "scenes"):
                assert run(f"SELECT * FROM drugscene.{table.name} EXCEPT SELECT * FROM {kept}.{table.name}") == []
                assert run(f"SELECT * FROM {kept}.{table.name} EXCEPT SELECT * FROM drugscene.{table.name}") == []
        assert run("SELECT user_name, code FROM drugscene.members") == [("anna", "1")]
        ((allowed,),) = run("SELECT has_schema_privilege('county_v1_drugscene_county', %s, 'USAGE')", kept)
        assert not allowed
    check_it_goes_on(open_store(old_location))


def test_a_file_and_a_shared_store_of_an_old_version_become_the_same(old_file, old_location):
    upgrade_store(old_file)
    upgrade_store(old_location)
    one, other = content(open_store(old_file)), content(open_store(old_location))
    assert one[1:] == other[1:] and one[0].revision == other[0].revision
