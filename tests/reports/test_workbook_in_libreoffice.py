"""The workbook opened by LibreOffice: every sheet is read, and holds what the CSV files hold."""

from __future__ import annotations

import csv
import shutil
import subprocess

import pytest

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.workflow.export_round import export_round
from tests.reports.test_public_package import published_store

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice is installed")

# Comma, quotes, UTF-8, from the first line, numbers as they are and not as they look, every sheet in a file of its own.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    return export_round(published_store(), "2023", Profile.COOPERATION, "en", folder, write_package)


@pytest.fixture(scope="module")
def sheets(package, tmp_path_factory):
    """The rows of each sheet, as LibreOffice has read them."""
    folder = tmp_path_factory.mktemp("sheets")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", EVERY_SHEET]
    subprocess.run([*command, "--outdir", str(folder), str(package / "tables.xlsx")], check=True, capture_output=True)
    found = {}
    for path in folder.glob("tables-*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.partition("-")[2]] = list(csv.reader(file))
    return found


def number(text):
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def test_it_reads_every_sheet(package, sheets):
    tables = {path.stem for path in (package / "tables").glob("*.csv")}
    assert set(sheets) == {"Contents", "Charts", *tables}


@pytest.mark.parametrize("table", ["county", "by_lpo", "concentration"])
def test_the_numbers_are_those_of_the_csv_files(package, sheets, table):
    with (package / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    for shown, row in zip(sheets[table][1:], expected[1:]):
        for text, value in zip(shown, row):
            if value.replace(".", "", 1).isdigit():
                assert number(text) == pytest.approx(float(value)), (table, row)


def test_what_is_withheld_is_empty(sheets):
    head, first = sheets["concentration"][:2]
    assert first[head.index("Incidents")] == ""
    assert first[head.index("Withheld numbers")] == "Incidents, Share"
