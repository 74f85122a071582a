"""Incidents that come without coordinates: totals per LPO and municipality, and no word of zones."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsFeature, QgsVectorLayer

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.store import open_store
from drugscene_plugin.store.source_layers import plain_value
from drugscene_plugin.texts.labels import code_label
from drugscene_plugin.workflow.export_round import annual_content
from drugscene_plugin.workflow.follow_up import current_figures
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square

HEAD = "Brottsdatum;Lokalpolisområde;Kommun;Brottskategorier;Anmäldabrott"
YEARS = {"FROM": "2023-01-01", "TO": "2024-01-01", "FROM2": "2022-01-01", "TO2": "2023-01-01"}
ROWS = (
    "2023-05-01;Järva;Stockholm;Narkotikabrott;30",
    "2023-05-02;LPO JÄRVA;Stockholm;Narkotikabrott;10",
    "2023-05-02;531240;Nacka kommun;Narkotikabrott;8",
    "2023-06-01;Järva;Stockholm;Våldsbrott  ;12",
    "2023-12-31;Nacka;Värde saknas;Våldsbrott;2",
    "2024-01-01;Nacka;Nacka;Våldsbrott;99",
    "2022-03-01;Järva;Stockholm;Narkotikabrott;20",
    "2023-07-01;Värde saknas;Värde saknas;Våldsbrott;5",
    "2023-07-01;Atlantis;;Våldsbrott;4",
    "Värde saknas;Järva;Stockholm;Våldsbrott;1",
    "2023-08-01;Atlantis;Stockholm;Narkotikabrott;6",
)


@pytest.fixture
def store(place):
    made = open_store(place)
    made.add_areas(
        [
            lpo("531350", square(side=4000), name="Järva"),
            lpo("531240", square(at=(4000, 0), side=4000), name="Nacka"),
            municipality("0180", square(side=4000), name="Stockholm"),
            municipality("0182", square(at=(4000, 0), side=4000), name="Nacka"),
        ],
        "ada",
    )
    outline = square(at=(1000, 1000), side=200)
    row = scene("a", "2023", outline, name="Place a", status=SceneStatus.OPEN, answers=ALL_YES)
    made.add_round(mapping_round("2023", date(2023, 10, 1)), [row], "ada")
    return place


def file(folder, *rows, encoding="cp1252"):
    path = folder / "reported.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding=encoding)
    return str(path)


def totals(run, store, incidents, **given):
    found = run(
        "concentration",
        **{"STORE": store, "ROUND": "2023", "INCIDENTS": incidents, **YEARS, "OUTPUT": "memory:", **given},
    )
    names = found["OUTPUT"].fields().names()
    rows = [dict(zip(names, map(plain_value, row.attributes()))) for row in found["OUTPUT"].getFeatures()]
    return found, {(row["level"], row["code"], row["group"]): row for row in rows}


def test_rows_are_counted_by_the_name_or_code_of_their_area(run, store, tmp_path):
    found, rows = totals(run, store, file(tmp_path, *ROWS))
    counts = {key: row["count"] for key, row in rows.items() if row["count"]}
    assert counts == {
        ("county", "county", "Narkotikabrott"): 54,
        ("lpo", "531350", "Narkotikabrott"): 40,
        ("lpo", "531240", "Narkotikabrott"): 8,
        ("lpo", "UNASSIGNED", "Narkotikabrott"): 6,
        ("municipality", "0180", "Narkotikabrott"): 46,
        ("municipality", "0182", "Narkotikabrott"): 8,
        ("county", "county", "Våldsbrott"): 14,
        ("lpo", "531350", "Våldsbrott"): 12,
        ("lpo", "531240", "Våldsbrott"): 2,
        ("municipality", "0180", "Våldsbrott"): 12,
        ("municipality", "UNASSIGNED", "Våldsbrott"): 2,
    }
    assert (found["COUNT"], found["ROWS"]) == (68, 11)
    jarva = rows["lpo", "531350", "Narkotikabrott"]
    assert jarva["earlier_count"] == 20 and jarva["percent_change"] == pytest.approx(100)
    assert rows["lpo", "531240", "Narkotikabrott"]["percent_change"] is None  # nothing was counted before


def test_no_zones_are_promised_and_what_is_missing_is_said_with_rows_and_names(run, store, tmp_path):
    _, rows = totals(run, store, file(tmp_path, *ROWS))
    assert "zone" not in rows["county", "county", "Våldsbrott"]
    assert {row["caveats"].split(";")[0] for row in rows.values()} == {"no_zones"}
    said = "\n".join(run.heard.warnings)
    assert "cannot be told" in said
    for part in ("no area: 5", "rows 8", "no area is called so: 4", "rows 9", "no time: 1"):
        assert part in said, part
    assert "Incidents in other periods: 119" in "\n".join(run.heard.infos)
    assert "1 names are those of no area" in said and "Atlantis (10)" in said


def test_each_caveat_is_said_once(run, store, tmp_path):
    _, rows = totals(run, store, file(tmp_path, *ROWS), FROM="2023-07-01", FROM2="2022-01-01", TO2="2022-07-04")
    found = {caveat for row in rows.values() for caveat in row["caveats"].split(";") if caveat}
    assert found - {"no_zones"}
    for caveat in found:
        text = code_label("caveat", caveat)
        assert len([said for said in run.heard.warnings if said.startswith(text)]) == 1, text


def test_a_layer_without_geometry_gives_the_same(run, store, tmp_path):
    expected = totals(run, store, file(tmp_path, *ROWS))[1]
    names = HEAD.split(";")
    layer = QgsVectorLayer("None?" + "&".join(f"field={name}:string" for name in names), "reported", "memory")
    for line in ROWS:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(line.split(";"))
        layer.dataProvider().addFeature(feature)
    assert totals(run, store, layer)[1] == expected


def test_codes_are_counted_in_the_groups_that_are_asked_for(run, store, tmp_path):
    lines = ("2023-05-01;Järva;;5005;7", "2023-05-01;Järva;;5011;9", "2023-05-01;Järva;;0000;3")
    found, rows = totals(run, store, file(tmp_path, *lines), CODE_SETS="narcotics_supply")
    assert {key[2] for key in rows} == {"narcotics_supply"} and found["COUNT"] == 7
    assert "of no crime group that is counted: 12" in "\n".join(run.heard.warnings)


def test_a_column_that_is_no_list_of_kinds_is_refused(run, store, tmp_path):
    many = [f"2023-05-01;Järva;;text {n};1" for n in range(70)]
    assert "more than 60" in run.refused(
        "concentration", STORE=store, ROUND="2023", INCIDENTS=file(tmp_path, *many), **YEARS
    )
    person = file(tmp_path, "2023-05-01;Järva;;call 070-123 45 67;1")
    said = run.refused("concentration", STORE=store, ROUND="2023", INCIDENTS=person, **YEARS)
    assert "personal data" in said and "070-123 45 67" not in said


def test_totals_go_into_a_package_with_small_ones_withheld(run, store, tmp_path):
    totals(run, store, file(tmp_path, *ROWS))
    content = annual_content(open_store(store), "2023", Profile.COOPERATION, "en")
    (shown,) = [table for table in content.tables if table.name == "area_totals"]
    names = [column.name for column in shown.columns]
    rows = {(r["level"], r["code"], r["group"]): r for r in (dict(zip(names, row)) for row in shown.table.rows)}
    assert rows["lpo", "531240", "Våldsbrott"]["count"] is None
    assert rows["lpo", "531350", "Våldsbrott"]["count"] is None  # else the county's 14 would tell it
    assert rows["county", "county", "Våldsbrott"]["count"] == 14


def test_where_points_were_counted_too_only_the_police_get_both(run, store, tmp_path):
    totals(run, store, file(tmp_path, *ROWS))
    points = tmp_path / "points.csv"
    points.write_text("BROTTSKOD,X,Y,START\n5005,1100,1100,2023-05-01\n", encoding="utf-8")
    fields = {"CODE_FIELD": "BROTTSKOD", "X_FIELD": "X", "Y_FIELD": "Y", "DATE_FIELD": "START"}
    year = {"FROM": "2023-01-01", "TO": "2024-01-01", "CODE_SETS": "narcotics_supply"}
    run("concentration", STORE=store, ROUND="2023", INCIDENTS=str(points), **fields, **year)

    def tables(profile):
        return {table.name for table in annual_content(open_store(store), "2023", profile, "en").tables}

    assert {"area_totals", "concentration"} <= tables(Profile.INTERNAL)
    assert "area_totals" not in tables(Profile.COOPERATION) and "concentration" in tables(Profile.COOPERATION)


def test_the_public_gets_no_kinds_of_crime_in_the_words_of_the_rows(run, store, tmp_path):
    made = open_store(store)

    def shown(**given):
        totals(run, store, file(tmp_path, "2023-05-01;Järva;;5005;70", "2023-05-01;Järva;;Stöld;90"), **given)
        names = {profile: [f.name for f in current_figures(made.figures("2023"), made.scenes("2023"), profile)]
                 for profile in Profile}  # fmt: skip
        return [profile for profile in Profile if "area_totals" in names[profile]]

    assert shown() == [Profile.INTERNAL, Profile.COOPERATION]
    assert shown(CODE_SETS="narcotics_supply") == list(Profile)
