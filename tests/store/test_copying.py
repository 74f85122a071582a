"""A store copied from a file to a server and back is the same, in what the port says and in every row."""

from __future__ import annotations

import shutil

import pytest

from drugscene_plugin.domain.errors import Cancelled
from drugscene_plugin.sample.county import CRS
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.copying import copy_store
from drugscene_plugin.store.schema import KEY, TABLES
from drugscene_plugin.store.upgrading import upgrade_store
from drugscene_plugin.workflow.create_sample import create_sample
from tests.store.shared import shared
from tests.store.test_damaged_rows import damage
from tests.store.test_upgrade import OLD
from tests.workflow.store_contract import change, changes, content, refused

__all__ = ["shared"]


@pytest.fixture
def file(tmp_path, qgis_app):
    """A store with a row in nearly every table."""
    path = str(tmp_path / "from.gpkg")
    shutil.copy(OLD / "v1.gpkg", path)
    upgrade_store(path)
    return path


def raw(location):
    with open_store(location).reading() as session:
        return {table.name: session.rows(table, order=(KEY,)) for table in TABLES}


def test_from_a_file_to_a_server_and_back(file, tmp_path, postgres, database):
    there, back = postgres.url(database), str(tmp_path / "back.gpkg")
    copy_store(file, there)
    copy_store(there, back)
    first = content(open_store(file))[1:]
    assert first == content(open_store(there))[1:] == content(open_store(back))[1:]
    assert raw(file) == raw(there) == raw(back)
    empty = {name for name, rows in raw(file).items() if not rows}
    assert empty <= {"check_outs"}, "a table without rows shows nothing"
    infos = [open_store(location).info() for location in (file, there, back)]
    assert len({(info.crs, info.schema_version, info.revision) for info in infos}) == 1


@pytest.mark.parametrize("column", ["use", "status", "lpo_shares"])
def test_a_blank_that_other_software_wrote_for_nothing_keeps_no_store_off_a_server(file, postgres, database, column):
    damage(file, "scenes", column, "")
    copy_store(file, postgres.url(database))
    assert open_store(postgres.url(database)).scenes("2021") == open_store(file).scenes("2021")


def test_a_copy_goes_on_as_a_store_of_its_own(file, postgres, database):
    copy_store(file, postgres.url(database))
    store, original = open_store(postgres.url(database)), open_store(file)
    (a, _) = store.scenes("2023")
    store.save(changes(change(a, name="there alone")), "kim")
    assert original.scenes("2023")[0].name == "new" and store.scenes("2023")[0].name == "there alone"
    assert store.info().revision == original.info().revision + 1
    assert [s.name for s in store.scenes("2021")] == ["", "Square", ""]


def test_the_sample_county_can_be_made_on_a_server_and_keeps_its_persons_and_days(tmp_path, postgres, database):
    file = str(tmp_path / "sample.gpkg")
    create_store(file, CRS, fill=create_sample)
    there = create_store(postgres.url(database), CRS, fill=create_sample)
    for label in ("2021", "2023"):
        assert there.publications(label) == open_store(file).publications(label)
        assert there.sign_offs(label) == open_store(file).sign_offs(label)


def test_nothing_is_overwritten(file, tmp_path, postgres, database):
    there = postgres.url(database)
    copy_store(file, there)
    before = raw(there)
    for source, target in ((file, there), (there, file), (there, there)):
        with refused("store_exists"):
            copy_store(source, target)
    assert raw(there) == before


def test_a_copy_that_is_stopped_leaves_nothing(file, tmp_path, postgres, database):
    class Impatient:
        def report(self, share):
            self.share = share

        def cancelled(self):
            return getattr(self, "share", 0) > 0.3

    for target in (postgres.url(database), str(tmp_path / "stopped.gpkg")):
        with pytest.raises(Cancelled):
            copy_store(file, target, Impatient())
        with refused("store_missing"):
            open_store(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["from.gpkg", "from_v1.gpkg"]


def test_whoever_does_not_see_all_copies_nothing(shared, tmp_path):
    for who in ("bo", "lars"):
        with refused("store_copy_partial"):
            copy_store(shared.location(who), str(tmp_path / "copy.gpkg"))
    copy_store(shared.location("kim"), str(tmp_path / "copy.gpkg"))
    copied = open_store(str(tmp_path / "copy.gpkg"))
    assert copied.scenes("2023") == shared.owner.scenes("2023")
