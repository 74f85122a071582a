"""Incidents in an archive of GeoParquet files: the algorithms give the figures that a file of the same rows gives."""

from __future__ import annotations

import csv
from datetime import datetime

import pytest
import shapely

from drugscene_plugin.store.sedona_incidents import SedonaIncidents
from tests.processing.test_figures import concentration, file, incidents, store, table  # noqa: F401

YEAR = {"FROM": "2023-01-01", "TO": "2024-01-01"}
COLUMNS = {"CODE_FIELD": "code", "DATE_FIELD": "begun", "COUNT_FIELD": "number", "X_FIELD": None, "Y_FIELD": None}


@pytest.fixture
def archive_of(tmp_path):
    """Puts the rows of a file into a folder of two GeoParquet files, and gives its path."""
    sedonadb = pytest.importorskip(
        "sedonadb", reason="Apache Sedona is an optional extra: pip install sedonadb pyarrow geoarrow-pyarrow"
    )
    import pyarrow

    def archive(path):
        with open(path, encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        folder, sedona = tmp_path / "archive", sedonadb.connect()
        folder.mkdir()
        for part in (0, 1):
            some = rows[part::2]
            places = [shapely.Point(float(row["X"]), float(row["Y"])).wkb if row["X"] else None for row in some]
            columns = {
                "code": pyarrow.array([row["BROTTSKOD"] for row in some], pyarrow.string()),
                "begun": pyarrow.array(
                    [datetime.fromisoformat(row["START"]) if row["START"] else None for row in some],
                    pyarrow.timestamp("us"),
                ),
                "number": pyarrow.array([int(row["ANTAL"]) for row in some], pyarrow.int64()),
                "wkb": pyarrow.array(places, pyarrow.binary()),
            }
            sedona.create_data_frame(pyarrow.table(columns)).to_view("given", overwrite=True)
            made = sedona.sql("SELECT code, begun, number, ST_SetSRID(ST_GeomFromWKB(wkb), 3006) AS place FROM given")
            made.to_parquet(folder / f"part{part}.parquet", single_file_output=True)
        return str(folder)

    return archive


def test_concentration_is_the_same(run, store, file, archive_of, monkeypatch):  # noqa: F811
    read = concentration(run, store, file)
    counted = []
    count = SedonaIncidents.count
    monkeypatch.setattr(SedonaIncidents, "count", lambda self, *asked: counted.append(self) or count(self, *asked))
    found = concentration(run, store, archive_of(file), **COLUMNS)
    assert counted and table(found["OUTPUT"]) == table(read["OUTPUT"])
    assert (found["COUNT"], found["ROWS"]) == (read["COUNT"], read["ROWS"]) and read["COUNT"] > 0


def test_one_file_is_an_archive_too(run, store, file, archive_of):  # noqa: F811
    found = concentration(run, store, f"{archive_of(file)}/part0.parquet", **COLUMNS)
    assert 0 < found["ROWS"] < concentration(run, store, file)["ROWS"]


@pytest.mark.parametrize(
    "name, given",
    [
        ("survey", {"RESPONSES": "", "ANSWER_FIELD": "code", "PROBLEM_VALUES": "1"}),
        ("gunviolence", {"SHOOTINGS": "", "DATE_FIELD": "begun", **YEAR}),
    ],
)
@pytest.mark.parametrize("part", ["", "/part0.parquet"])
def test_what_reads_rows_one_by_one_refuses_an_archive_by_its_name(run, store, tmp_path, name, given, part):  # noqa: F811
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "part0.parquet").touch()  # it is not so much as opened: Sedona need not be installed to be told
    location = f"{folder}{part}"
    said = run.refused(name, STORE=store, ROUND="2023", **{k: v or location for k, v in given.items()})
    assert f"{location} is an archive" in said and "a layer of points, a table or a CSV file" in said
