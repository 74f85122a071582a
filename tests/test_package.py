"""The ZIP that users install: what the plugin site asks of it, and what we ask."""

from __future__ import annotations

import configparser
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ALLOWED = {".py", ".txt", ".json", ".svg", ".png", ".qm", ".qml", ".qpt", ".ui", ".md", ".html", ".css", ".csv", ".sql"}
LARGEST = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def archive(checkout, tmp_path_factory) -> Path:
    return packaged(checkout, tmp_path_factory.mktemp("package"))


def packaged(checkout: Path, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, str(checkout / "scripts" / "package.py"), str(folder)], check=True, capture_output=True
    )
    (made,) = folder.glob("*.zip")
    return made


@pytest.fixture(scope="module")
def unpacked(archive, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(folder)
    return folder / "drugscene_plugin"


@pytest.fixture(scope="module")
def general(unpacked) -> configparser.SectionProxy:
    config = configparser.ConfigParser(interpolation=None)
    config.read(unpacked / "metadata.txt", encoding="utf-8")
    return config["general"]


def test_it_is_named_by_its_version(archive, general):
    assert archive.name == f"drugscene_plugin-{general['version']}.zip"


def test_everything_is_in_one_folder(archive):
    with zipfile.ZipFile(archive) as zipped:
        assert {name.partition("/")[0] for name in zipped.namelist()} == {"drugscene_plugin"}


def test_it_is_small(archive):
    assert archive.stat().st_size < LARGEST


def test_the_same_sources_give_the_same_bytes(checkout, archive, tmp_path):
    again = packaged(checkout, tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(archive.read_bytes()).digest()


def test_the_license_is_inside(checkout, unpacked):
    assert (unpacked / "LICENSE").read_bytes() == (checkout / "LICENSE").read_bytes()
    assert "Redistribution and use" in (unpacked / "vendor" / "xlsxwriter" / "LICENSE.txt").read_text(encoding="utf-8")


def test_nothing_is_inside_that_does_not_belong(unpacked):
    inside = [path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()]
    assert [p for p in inside if p.suffix not in ALLOWED and p.name != "LICENSE"] == []
    assert [p for p in inside if {"tests", "__pycache__"} & set(p.parts)] == []
    assert [p for p in inside if p.name.startswith(("resources_rc", "test_", "."))] == []


def test_every_translation_is_compiled(checkout, unpacked):
    written = {path.stem for path in (checkout / "drugscene_plugin" / "i18n").glob("*.ts")}
    assert {path.stem for path in unpacked.glob("i18n/*.qm")} == written


def test_the_metadata_says_what_the_plugin_site_needs(general):
    needed = ("name", "description", "about", "version", "author", "email", "repository", "tracker", "homepage")
    assert [key for key in needed if not general.get(key)] == []
    assert general["name"] == "Drugscene"
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"
    assert general["hasProcessingProvider"] == "yes"
    assert general["supportsQt6"] == "True"
    assert not any("example.org" in general[key] for key in ("repository", "tracker", "homepage"))


def test_the_icon_is_there(unpacked, general):
    assert (unpacked / general["icon"]).is_file()


def test_the_changelog_knows_the_version(checkout, general):
    assert f"## {general['version']}" in (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert general["changelog"].startswith(general["version"])


def test_the_bundled_library_runs_from_where_it_lies(unpacked, tmp_path):
    """Without the environment's own: the interpreter is cut off from all installed packages."""
    book = tmp_path / "book.xlsx"
    program = f"""
import sys
sys.path.insert(0, {str(unpacked.parent)!r})
from drugscene_plugin.vendor import xlsxwriter
book = xlsxwriter.Workbook({str(book)!r})
book.add_worksheet().write(0, 0, "scenes")
book.close()
"""
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)
    assert zipfile.is_zipfile(book)


def findings(folder: Path) -> list[tuple[str, str, str]]:
    """Bandit's findings: file, severity, what."""
    run = subprocess.run(
        [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--format", "json", str(folder)],
        capture_output=True,
        text=True,
    )
    results = json.loads(run.stdout)["results"]
    return [
        (
            str(Path(r["filename"]).relative_to(folder)),
            r["issue_severity"],
            f"line {r['line_number']}: {r['issue_text']}",
        )
        for r in results
    ]


def test_bandit_finds_nothing_of_ours_and_nothing_grave_in_the_bundled(unpacked):
    found = findings(unpacked)
    assert [f for f in found if not f[0].startswith("vendor/")] == []
    assert [f for f in found if f[1] != "LOW"] == []
