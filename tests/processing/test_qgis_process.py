"""`qgis_process`, for real: what a scheduled job on a server calls."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no qgis_process on this machine")


@pytest.fixture(scope="module")
def process(checkout, tmp_path_factory):
    """Runs one algorithm in a profile of its own."""
    home = tmp_path_factory.mktemp("profile")
    plugins = home / "plugins"
    plugins.mkdir()
    package = plugins / "drugscene_plugin"
    package.mkdir()
    for entry in (checkout / "drugscene_plugin").iterdir():
        (package / entry.name).symlink_to(entry)
    if not (package / "metadata.txt").exists():
        (package / "metadata.txt").symlink_to(checkout / "metadata.txt")
    environment = {
        **os.environ,
        # QGIS takes the first python3 on PATH for its own.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(home / "config"),
        "QGIS_PLUGINPATH": str(plugins),
    }

    def call(*arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, env=environment)

    enabled = call("plugins", "enable", "drugscene_plugin")
    assert enabled.returncode == 0, enabled.stderr

    def run(name, **parameters):
        return call(
            "run", f"drugscene:{name}", "--json", "--", *(f"{key}={value}" for key, value in parameters.items())
        )

    return run


@pytest.fixture(scope="module")
def results(process):
    """Runs one algorithm that must succeed; gives its results."""

    def run(name, **parameters):
        done = process(name, **parameters)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["results"]

    return run


def write_layer(path: Path, *features) -> str:
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": properties,
                        "geometry": {"type": "Polygon", "coordinates": [ring]},
                    }
                    for properties, ring in features
                ],
            }
        ),
        encoding="utf-8",
    )
    return str(path)


def ring(x, y, side):
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def test_a_round_from_a_blank_store_to_the_package(results, tmp_path):
    store = str(tmp_path / "county.gpkg")
    areas = write_layer(tmp_path / "areas.geojson", ({"kod": "0001", "namn": "Ö"}, ring(600_000, 6_500_000, 10_000)))
    outlines = write_layer(
        tmp_path / "outlines.geojson",
        ({"nr": "a", "namn": "One"}, ring(600_100, 6_500_100, 200)),
        ({"nr": "a", "namn": "Two"}, ring(601_100, 6_500_100, 200)),
        ({"nr": "b", "namn": "Three"}, ring(602_100, 6_500_100, 200)),
    )
    assert results("createstore", STORE=store) == {"STORE": store}
    validity = {"VALID_FROM": "2022-01-01", "VALID_TO": "2024-12-31"}
    assert results("importareas", STORE=store, INPUT=areas, LEVEL="LPO", NAME_FIELD="namn", **validity) == {"COUNT": 1}
    opened = results("openround", STORE=store, ROUND="2023", REF_DATE="2023-10-01", DEFINITION="D2")
    assert opened == {"COUNT": 0}
    refused = str(tmp_path / "refused.gpkg")
    fields = {"ID_FIELD": "nr", "NAME_FIELD": "namn", "STATUS": "OPEN"}
    brought = results("importscenes", STORE=store, ROUND="2023", INPUT=outlines, REJECTED=refused, **fields)
    assert brought == {"COUNT": 1, "REJECTED": refused}
    checked = results("checkround", STORE=store, ROUND="2023")
    assert {name: type(value) for name, value in checked.items()} == {"ERRORS": int, "WARNINGS": int}
    package = results("exportround", STORE=store, ROUND="2023", LANGUAGE="en", FOLDER=str(tmp_path / "out"))["PACKAGE"]
    assert (Path(package) / "manifest.json").is_file()


def test_incidents_of_a_csv_file_are_measured_and_come_out_as_numbers(results, tmp_path):
    store = str(tmp_path / "county.gpkg")
    areas = write_layer(tmp_path / "areas.geojson", ({"kod": "0001", "namn": "A"}, ring(600_000, 6_500_000, 10_000)))
    outlines = write_layer(tmp_path / "outlines.geojson", ({"name": "Torget"}, ring(601_000, 6_501_000, 100)))
    incidents = tmp_path / "incidents.csv"
    incidents.write_text(
        "BROTTSKOD;X;Y;BROTTSDATUM\n"
        "5005;601050,5;6501050,5;2023-05-01\n5005;601150;6501050;2023-06-01\n5005;609000;6509000;2023-12-31\n",
        encoding="cp1252",
    )
    results("createstore", STORE=store)
    results("importareas", STORE=store, INPUT=areas, LEVEL="lpo", CODE_FIELD="kod", NAME_FIELD="namn")
    results("openround", STORE=store, ROUND="2023", REF_DATE="2023-10-01", DEFINITION="D1", DELISTING="D5")
    results("importscenes", STORE=store, ROUND="2023", INPUT=outlines, STATUS="open")
    out = tmp_path / "concentration.csv"
    given = {"FROM": "2023-01-01", "TO": "2024-01-01", "CODE_SETS": "narcotics_supply", "OUTPUT": out}
    fields = {"X_FIELD": "X", "Y_FIELD": "Y", "CODE_FIELD": "BROTTSKOD", "DATE_FIELD": "BROTTSDATUM"}
    found = results("concentration", STORE=store, ROUND="2023", INCIDENTS=incidents, **fields, **given)
    assert (found["COUNT"], found["ROWS"]) == (3, 3)
    with out.open(encoding="utf-8", newline="") as file:
        counts = {(row["level"], row["zone"]): int(row["count"]) for row in csv.DictReader(file)}
    assert counts["county", "inside"] == counts["county", "beside"] == counts["county", "elsewhere"] == 1


@pytest.mark.parametrize(
    "name, parameters, named",
    [
        ("exportround", {"ROUND": "2023", "FOLDER": "out", "TRESHOLD": "3"}, "TRESHOLD: did you mean THRESHOLD"),
        ("openround", {"ROUND": "2024", "REF_DATE": "2024-13-01"}, "“2024-13-01” is no day"),
        ("checkround", {"ROUND": "1999"}, "/no/such.gpkg"),
    ],
)
def test_a_failure_is_an_exit_status_and_a_sentence(process, name, parameters, named):
    done = process(name, STORE="/no/such.gpkg", **parameters)
    assert done.returncode != 0
    assert named in done.stderr
    assert "Traceback" not in done.stderr
