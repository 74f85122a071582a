"""The package on disk: whole or not at all, and the same bytes each time."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports import whole_folder
from drugscene_plugin.reports.content_hash import geopackage_sha256
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.reports.whole_folder import WORK_PREFIX
from drugscene_plugin.texts.messages import message
from tests.reports.contents import county_content

NAME = "drugscene_2023_internal_DRAFT"
FILES = [
    "annual_layer.geojson",
    "annual_layer.gpkg",
    "charts/by_lpo_area.svg",
    "charts/by_lpo_scenes.svg",
    "charts/ledger_area.svg",
    "charts/ledger_count.svg",
    "charts/rounds_area.svg",
    "charts/rounds_scenes.svg",
    "manifest.json",
    "method.html",
    "tables.xlsx",
    "tables/by_lpo.csv",
    "tables/by_municipality.csv",
    "tables/by_scene.csv",
    "tables/changes.csv",
    "tables/county.csv",
    "tables/errata.csv",
    "tables/ledger.csv",
    "tables/measures.csv",
    "tables/rounds.csv",
]
EXPORT = Path(__file__).with_name("export_and_die.py")


@pytest.fixture(scope="module")
def content():
    return county_content()


def bytes_of(folder):
    """Every file of a package with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def run(folder, moment="never", name="Torget", **environment):
    """Export in a process of its own; its exit code, negative where it was killed."""
    command = [sys.executable, str(EXPORT), str(folder), moment, name]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stderr
    return done.returncode


class StopsAfter:
    """A progress whose user cancels after so many questions."""

    def __init__(self, questions):
        self.left = questions

    def report(self, share):
        assert 0.0 <= share <= 1.0

    def cancelled(self):
        self.left -= 1
        return self.left < 0


class TestWhatIsThere:
    def test_the_package_holds_the_files_of_the_contract_and_nothing_else(self, content, tmp_path):
        written = write_package(content, tmp_path)
        assert written == tmp_path / NAME
        assert sorted(bytes_of(written)) == FILES
        assert left_in(tmp_path) == [NAME]

    def test_a_published_round_is_no_draft_in_name_or_manifest(self, tmp_path):
        written = write_package(county_content(state=RoundState.PUBLISHED), tmp_path)
        assert written.name == "drugscene_2023_internal"
        assert json.loads((written / "manifest.json").read_bytes())["draft"] is False

    def test_the_folder_is_made_when_it_is_missing(self, content, tmp_path):
        assert write_package(content, tmp_path / "new" / "åäö folder").is_dir()

    def test_progress_runs_forward_to_the_end(self, content, tmp_path):
        shares = []

        class Watched(StopsAfter):
            def report(self, share):
                shares.append(share)

        write_package(content, tmp_path, Watched(10**9))
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


class TestManifest:
    @pytest.fixture(scope="class")
    def written(self, content, tmp_path_factory):
        return write_package(content, tmp_path_factory.mktemp("out"))

    @pytest.fixture(scope="class")
    def manifest(self, written):
        return json.loads((written / "manifest.json").read_bytes())

    def test_names_every_file_but_itself_with_its_size_and_hash(self, manifest, written):
        assert [entry["name"] for entry in manifest["files"]] == [name for name in FILES if name != "manifest.json"]
        for entry in manifest["files"]:
            path = written / entry["name"]
            assert entry["size"] == path.stat().st_size
            by_content = entry["name"].endswith(".gpkg")
            assert entry["hash"] == ("content" if by_content else "bytes")
            expected = geopackage_sha256(path) if by_content else hashlib.sha256(path.read_bytes()).hexdigest()
            assert entry["sha256"] == expected

    def test_says_what_was_exported_and_from_which_state(self, manifest, content):
        assert manifest["draft"] is True
        assert manifest["parameters"] == {
            "round": "2023", "profile": "internal", "goal": None,
            "language": "en", "outlines": "exact",
            "threshold": 5, "show_zero": True, "minimum_n": 30,
        }  # fmt: skip
        assert manifest["withheld"] == []
        assert manifest["round"]["ref_date"] == "2023-10-01"
        assert manifest["round"]["definition"] == {"id": "D1", "version": 1}
        assert manifest["store"]["revision"] == content.store_revision
        assert manifest["disclosure_rule_version"] == "2"

    def test_names_the_versions_of_all_that_makes_the_bytes(self, manifest):
        software = manifest["software"]
        assert {"drugscene", "qgis", "gdal", "geos", "geos_of_shapely", "shapely", "python", "xlsxwriter"} <= set(
            software
        )
        assert all(software.values())

    def test_its_keys_are_sorted(self, written):
        text = (written / "manifest.json").read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class TestContentHash:
    def test_is_deaf_to_how_the_file_was_written(self, content, tmp_path):
        import sqlite3

        path = write_package(content, tmp_path) / "annual_layer.gpkg"
        before, size = geopackage_sha256(path), path.stat().st_size
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
        connection.close()
        assert path.stat().st_size != size
        assert geopackage_sha256(path) == before

    def test_hears_every_change(self, content, tmp_path):
        import sqlite3

        path = write_package(content, tmp_path) / "annual_layer.gpkg"
        before = geopackage_sha256(path)
        connection = sqlite3.connect(path)
        connection.execute("UPDATE layer_styles SET description = 'another' WHERE id = 1")
        connection.commit()
        connection.close()
        assert geopackage_sha256(path) != before


def test_the_same_content_gives_the_same_bytes_whoever_writes_it_wherever(tmp_path):
    elsewhere = [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "QT_HASH_SEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "LANG": "sv_SE.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    for number, environment in enumerate(elsewhere):
        assert run(tmp_path / f"at {number}", **environment) == 0
    first, second = (bytes_of(tmp_path / f"at {number}" / NAME) for number in (0, 1))
    assert first == second
    assert first == bytes_of(write_package(county_content(), tmp_path / "here"))


class TestReplacing:
    def test_a_package_that_is_there_is_replaced_whole(self, tmp_path):
        old = write_package(county_content(name="Before"), tmp_path)
        (old / "annual_layer.gpkg-wal").write_bytes(b"")  # as QGIS leaves it
        new = write_package(county_content(name="After"), tmp_path)
        assert b"After" in (new / "annual_layer.geojson").read_bytes()
        assert sorted(bytes_of(new)) == FILES
        assert left_in(tmp_path) == [NAME]

    def test_an_empty_folder_is_replaced(self, content, tmp_path):
        (tmp_path / NAME).mkdir()
        assert sorted(bytes_of(write_package(content, tmp_path))) == FILES

    @pytest.mark.parametrize("other", ["notes.docx", "tables/mine.csv", "manifest.json.txt"])
    def test_a_folder_with_a_file_of_somebodys_own_is_left_as_it_is(self, content, tmp_path, other):
        written = write_package(content, tmp_path)
        (written / other).write_text("mine")
        before = bytes_of(written)
        with pytest.raises(Refusal) as refused:
            write_package(content, tmp_path)
        assert refused.value.code == "package_has_other_files"
        assert other in message(refused.value, "en")
        assert bytes_of(written) == before
        assert left_in(tmp_path) == [NAME]

    def test_a_file_in_the_packages_place_is_left_as_it_is(self, content, tmp_path):
        (tmp_path / NAME).write_text("mine")
        with pytest.raises(Refusal, match="package_has_other_files"):
            write_package(content, tmp_path)
        assert (tmp_path / NAME).read_text() == "mine"

    def test_the_old_package_comes_back_when_the_new_one_cannot_take_its_place(self, content, tmp_path, monkeypatch):
        before = bytes_of(write_package(content, tmp_path))
        rename = os.rename

        def refusing(source, target):
            if Path(source).name == "new":
                raise OSError(errno.EIO, "Input/output error")
            rename(source, target)

        monkeypatch.setattr(os, "rename", refusing)
        with pytest.raises(Refusal) as refused:
            write_package(county_content(name="After"), tmp_path)
        assert refused.value.code == "package_folder_failed"
        assert bytes_of(tmp_path / NAME) == before
        assert left_in(tmp_path) == [NAME]

    def test_an_open_file_is_named_as_windows_would_have_it(self, content, tmp_path, monkeypatch):
        written = write_package(content, tmp_path)
        rename = os.rename

        def locked(source, target):
            if Path(source) == written:
                raise PermissionError(errno.EACCES, "The process cannot access the file")
            rename(source, target)

        monkeypatch.setattr(os, "rename", locked)
        monkeypatch.setattr(whole_folder, "_open_file", lambda folder: folder / "tables.xlsx")
        with pytest.raises(Refusal) as refused:
            write_package(content, tmp_path)
        assert refused.value.code == "package_locked"
        assert "tables.xlsx" in message(refused.value, "en")
        assert sorted(bytes_of(written)) == FILES


class TestRefused:
    def test_a_folder_in_which_nothing_can_be_written(self, content, tmp_path):
        closed = Path("/sys/kernel") if hasattr(os, "geteuid") and os.geteuid() == 0 else tmp_path / "closed"
        if closed.parent == tmp_path:
            closed.mkdir(mode=0o500)
        with pytest.raises(Refusal) as refused:
            write_package(content, closed)
        assert refused.value.code == "package_folder_closed"
        assert str(closed) in message(refused.value, "en")

    def test_a_folder_that_is_a_file(self, content, tmp_path):
        (tmp_path / "file").write_text("mine")
        with pytest.raises(Refusal) as refused:
            write_package(content, tmp_path / "file")
        assert refused.value.code == "package_folder_failed"
        assert str(tmp_path / "file") in message(refused.value, "en")

    @pytest.mark.parametrize("file", range(1, len(FILES) + 1))
    def test_a_full_disk_whichever_file_fills_it_leaves_nothing(self, content, tmp_path, monkeypatch, file):
        synced = []

        def full(descriptor):
            synced.append(descriptor)
            if len(synced) == file:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        folder = tmp_path / "made" / "for it"
        with pytest.raises(Refusal) as refused:
            write_package(content, folder)
        assert refused.value.code == "package_folder_full"
        assert str(folder) in message(refused.value, "en")
        assert left_in(tmp_path) == []


def test_cancelling_at_any_moment_leaves_what_was_there(tmp_path):
    old = write_package(county_content(name="Before"), tmp_path)
    before = bytes_of(old)
    content = county_content(name="After")
    for questions in range(1000):
        try:
            write_package(content, tmp_path, StopsAfter(questions))
        except Cancelled:
            assert left_in(tmp_path) == [NAME]
            assert bytes_of(old) == before
        else:
            break
    assert questions > 10
    assert b"After" in (old / "annual_layer.geojson").read_bytes()


class TestKilled:
    """A process killed on the way leaves the old package or the new, and the next export cleans up after it."""

    @pytest.mark.parametrize("moment", ["write 1", "write 4", f"write {len(FILES)}", "before 1"])
    def test_the_first_export(self, tmp_path, moment):
        assert run(tmp_path, moment) == -9
        (left,) = left_in(tmp_path)
        assert left.startswith(WORK_PREFIX)
        assert sorted(bytes_of(write_package(county_content(), tmp_path))) == FILES
        assert left_in(tmp_path) == [NAME]

    @pytest.mark.parametrize(
        ("moment", "shown"),
        [
            ("write 1", "Before"),
            (f"write {len(FILES)}", "Before"),
            ("before 1", "Before"),
            ("after 1", None),
            ("before 2", None),
            ("after 2", "After"),
        ],
    )
    def test_an_export_over_an_older_one(self, tmp_path, moment, shown):
        whole = {
            name: bytes_of(write_package(county_content(name=name), tmp_path / name)) for name in ("Before", "After")
        }
        write_package(county_content(name="Before"), tmp_path)
        assert run(tmp_path, moment, "After") == -9
        if shown is None:  # between the two renames the place is empty, and the old one whole in the work folder
            assert not (tmp_path / NAME).exists()
            (old,) = tmp_path.glob(f"{WORK_PREFIX}*/old/{NAME}")
            assert bytes_of(old) == whole["Before"]
        else:
            assert bytes_of(tmp_path / NAME) == whole[shown]
        write_package(county_content(state=RoundState.PUBLISHED), tmp_path)  # of another name, so it only cleans up
        assert bytes_of(tmp_path / NAME) == whole[shown or "Before"]
        assert left_in(tmp_path) == ["After", "Before", "drugscene_2023_internal", NAME]

    def test_the_work_folder_of_a_living_export_is_left_alone(self, content, tmp_path):
        living = tmp_path / f"{WORK_PREFIX}living"
        living.mkdir()
        lock = whole_folder._lock(living)
        assert lock.tryLock(0)
        write_package(content, tmp_path)
        assert left_in(tmp_path) == [living.name, NAME]
        lock.unlock()
        write_package(content, tmp_path)
        assert left_in(tmp_path) == [NAME]
