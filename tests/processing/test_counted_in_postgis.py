"""Incidents and answers in PostGIS: the algorithms give the figures that a file of the same rows gives."""

from __future__ import annotations

import csv

import pytest

from drugscene_plugin.store.postgis_incidents import PostgisIncidents
from tests.postgres import database, postgres  # noqa: F401 - fixtures
from tests.processing.test_figures import BOTH, EAST, FIELDS, NORTH, concentration, file, incidents, store, table  # noqa: F401
from tests.store.test_counting_where_they_lie import postgis_layer

COLUMNS = {"CODE_FIELD": "code", "DATE_FIELD": "begun", "COUNT_FIELD": "number", "X_FIELD": None, "Y_FIELD": None}


@pytest.fixture
def layer_of(postgres, database, monkeypatch):  # noqa: F811
    """Puts the rows of a file into a table, and gives its layer; reading its rows one by one is refused."""

    def layer(path):
        with open(path, encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        with postgres.admin(database) as run:
            run(
                "CREATE TABLE incidents (id serial PRIMARY KEY, code text, begun date, number int, "
                "place geometry(Point, 3006))"
            )
            for row in rows:
                place = f"SRID=3006;POINT({row['X']} {row['Y']})" if row["X"] else None
                values = (row["BROTTSKOD"], row["START"] or None, row["ANTAL"], place)
                run("INSERT INTO incidents (code, begun, number, place) VALUES (%s, %s, %s, %s::geometry)", *values)
        monkeypatch.setattr(PostgisIncidents, "batches", lambda self: pytest.fail("rows were read"))
        return postgis_layer(postgres, database, "incidents", "")

    return layer


def test_concentration_is_the_same(run, store, file, layer_of):  # noqa: F811
    read = concentration(run, store, file)
    counted = concentration(run, store, layer_of(file), **COLUMNS)
    assert table(counted["OUTPUT"]) == table(read["OUTPUT"])
    assert (counted["COUNT"], counted["ROWS"]) == (read["COUNT"], read["ROWS"]) and read["COUNT"] > 0


def test_the_change_test_is_the_same(run, store, tmp_path, layer_of):  # noqa: F811
    path = incidents(
        tmp_path / "both.csv",
        *(("5005", (5100, 1100), day, number) for day, number in (("2023-05-01", 40), ("2024-05-01", 20))),
        *(("5005", (1050, 1100), day, number) for day, number in (("2023-05-01", 30), ("2024-05-01", 31))),
        *(("5005", (5250, 1100), day, number) for day, number in (("2023-05-01", 12), ("2024-05-01", 15))),
        *(("5005", (1250, 1100), day, number) for day, number in (("2023-05-01", 14), ("2024-05-01", 13))),
    )

    def tested(source, fields):
        return run(
            "changetest",
            **{"STORE": store, "ROUND": "2024", "INCIDENTS": source, **fields, **BOTH, "BAND": 200,
               "CODE_SETS": "narcotics_supply", "OUTPUT": "memory:"},
        )  # fmt: skip

    read, counted = tested(path, FIELDS), tested(layer_of(path), COLUMNS)
    assert table(counted["OUTPUT"]) == table(read["OUTPUT"]) != []


def test_a_survey_is_the_same(run, store, tmp_path, postgres, database, monkeypatch):  # noqa: F811
    answers = [(1100 + 37 * n % 6000, 1100 + 53 * n % 2500, n % 3 == 0) for n in range(400)]
    path = tmp_path / "answers.csv"
    lines = [f"{EAST + x},{NORTH + y},{'yes' if unsafe else 'no'}" for x, y, unsafe in answers]
    path.write_text("\n".join(["X,Y,SVAR", *lines]) + "\n", encoding="utf-8")
    with postgres.admin(database) as sql:
        sql("CREATE TABLE answers (id serial PRIMARY KEY, svar text, place geometry(Point, 3006))")
        for x, y, unsafe in answers:
            place = f"SRID=3006;POINT({EAST + x} {NORTH + y})"
            sql("INSERT INTO answers (svar, place) VALUES (%s, %s::geometry)", "yes" if unsafe else "no", place)

    def measured(source, **fields):
        given = {"STORE": store, "ROUND": "2023", "RESPONSES": source, "PROBLEM_VALUES": "yes", "BANDS": "250;500;1000"}
        return table(run("survey", **given, **fields, OUTPUT="memory:")["OUTPUT"])

    read = measured(str(path), ANSWER_FIELD="SVAR", X_FIELD="X", Y_FIELD="Y")
    monkeypatch.setattr("drugscene_plugin.store.survey_source._read", lambda *_: pytest.fail("rows were read"))
    counted = measured(postgis_layer(postgres, database, "answers", ""), ANSWER_FIELD="svar")
    assert len(counted) == len(read) > 0
    for one, other in zip(counted, read):
        assert one == {k: pytest.approx(v, rel=1e-9) if isinstance(v, float) else v for k, v in other.items()}
