"""What the public and the cooperating authorities are given: every file searched for what is not for them."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import struct
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from osgeo import ogr, osr
from shapely.geometry import MultiPolygon

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.counted import Counted, Derived, Relation
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.disclosure import OutlineForm, vertices
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.figure import Figure
from drugscene_plugin.domain.lineage import LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.measure import Measure, MeasureState
from drugscene_plugin.domain.publication import Correction, publication_of
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.table import Column, Table
from drugscene_plugin.domain.table import Measure as Unit
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.texts.messages import message
from drugscene_plugin.workflow.export_round import export_round
from drugscene_plugin.workflow.follow_up import OUTLINES, outlines_digest
from drugscene_plugin.workflow.ports import Code
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.memory_store import MemoryStore
from tests.reports.unpacked import unpacked

AT = "2023-10-05T10:00:00Z"

PEOPLE = ("Astrid-Assessor", "Bodil-Decider", "Cecilia-Corrector", "Doris-Signer", "Elsa-Measurer")
SECRET_TEXTS = (
    *PEOPLE, "secretnote", "secretgroup", "secretreason", "secretsource", "secretcategory", "secretstatus",
    "secreterratum", "secretmeasure", "secretfile",
)  # fmt: skip
SECRET_IDS = ("id-candidate", "id-rejected", "id-undecided", "id-older-draft")
SECRET_NAMES = ("Candidate Corner", "Rejected Road")
FORMS = (OutlineForm.GENERALISED, OutlineForm.POINT, OutlineForm.NONE)


def outline(number):
    """A hand-drawn outline of odd coordinates, which no rounding hits by chance."""
    x, y = 671_013.37 + 900 * number, 6_580_071.91
    return square((x, y), 143.13)


def to(code):
    return Assignment(AreaCode(code), ((AreaCode(code), 0.864213),), "secretreason")


def full_scene(id, number, status=SceneStatus.OPEN, round="2023", drawn=None, **fields):
    """A scene with every field filled, most with what no other text or number in a package is like."""
    tags = {
        "category": "secretcategory", "place_type": "housing", "substances": ("opioids",),
        "group_present": "secretgroup", "times_of_day": ("night",), "days_of_week": ("weekend",),
        "first_known_year": 194719, "note": "secretnote", "to_discuss": True,
    }  # fmt: skip
    known = Assessment(Answer.YES, "secretsource", date(1947, 9, 17), "Astrid-Assessor")
    return scene(
        id, round, drawn or outline(number), status=status, status_reason="secretstatus", tags=tags,
        answers=dict.fromkeys(Criterion, known), lpo=to("L1" if number % 2 else "L2"), municipality=to("M"),
        to_confirm=True, revision=471_147, **fields,
    )  # fmt: skip


def crime_table():
    """Counts per scene and county; that of one scene is small, and its share of the county's would tell it."""
    counts = {"id-open-1": 3, "id-open-2": 40, "id-open-3": 80, "id-gone": 50}
    columns = (
        Column("level"), Column("code"), Column("incidents", Unit.COUNT, protected=True),
        Column("share", Unit.SHARE, protected=True), Column("area_m2", Unit.AREA_M2),
    )  # fmt: skip
    county = ("incidents", "2023-01-01/2024-01-01", "county")
    values = {("incidents", "2023-01-01/2024-01-01", code): n for code, n in counts.items()}
    relation = Relation(county, tuple(values))
    values[county] = sum(counts.values())
    rows = [("scene", code, n, n / values[county], 100.0) for code, n in counts.items()]
    rows.append(("county", "county", values[county], 1.0, 400.0))
    names = [*relation.parts, county]
    cells = {(row, "incidents"): name for row, name in enumerate(names)}
    derived = {(row, "share"): Derived((name, county), values[county]) for row, name in enumerate(names)}
    counted = Counted(values, (relation,), cells, derived)
    return Table("concentration", columns, tuple(rows), counted=counted)


def published_store(name="Torget"):
    """A store whose round is published the second time, with something in every place that could hold a secret."""
    store = MemoryStore()
    store.add_areas(
        [lpo("L1", square((660_000, 6_570_000), 40_000)), lpo("L2", square((720_000, 6_570_000), 400))], "x"
    )
    store.add_areas([municipality("M", square((660_000, 6_570_000), 40_000))], "x")
    store.set_codes("category", [Code("secretcategory", "secretcategory", "secretcategory")], "x")
    before = mapping_round("2021", date(2021, 3, 1))
    draft = mapping_round("2020", date(2020, 3, 1))
    store.add_round(draft, [full_scene("id-older-draft", 9, round="2020")], "x")
    old = [full_scene("id-open-1", 1, round="2021"), full_scene("id-gone", 4, round="2021", name="Gone")]
    store.add_round(before, old, "x")
    publish(store, "2021")
    scenes = [
        full_scene("id-open-1", 1, name=name, predecessors=("id-older-draft", "id-gone")),
        full_scene("id-open-2", 2, name="=cmd()", drawn=MultiPolygon([outline(2), outline(5)])),
        full_scene("id-open-3", 3, name="Parken"),
        full_scene("id-candidate", 6, SceneStatus.CANDIDATE, name="Candidate Corner"),
        full_scene("id-rejected", 7, SceneStatus.NOT_SCENE, name="Rejected Road"),
        full_scene("id-undecided", 8, SceneStatus.UNDECIDED),
        full_scene("id-gone", 4, SceneStatus.CEASED, name="Gone"),
    ]
    store.add_round(mapping_round(), scenes, "x")
    decided = [
        LinkDecision(LinkKind.NEW, None, "id-open-2", "Bodil-Decider", AT, ReasonCode.ARISEN, "secretreason"),
        LinkDecision(LinkKind.CEASED, "id-gone", None, "Bodil-Decider", AT, ReasonCode.DELISTED, "secretreason"),
    ]
    store.decide_links("2023", decided)
    store.record_measure(
        Measure(
            "id-open-1",
            "guards",
            "police",
            date(2023, 1, 1),
            None,
            MeasureState.ONGOING,
            "secretmeasure",
            "Elsa-Measurer",
        )
    )
    publish(store, "2023")
    store.correct(Correction("2023", 2, "secreterratum", "Cecilia-Corrector", AT))
    publish(store, "2023")
    fields = {"fields": {"code": "secretfile"}, "band": 100.0, OUTLINES: outlines_digest(store.scenes("2023"))}
    store.keep_figures("2023", [Figure("2023", crime_table(), fields, "ab" * 32, "Doris-Signer")])
    return store


def publish(store, label):
    stored = store.round(label)
    store.publish(
        publication_of(
            stored, store.scenes(label), store.link_decisions(label), store.sign_offs(label), "Doris-Signer", AT
        )
    )


@pytest.fixture(scope="module", params=FORMS, ids=[form.value for form in FORMS])
def form(request):
    return request.param


@pytest.fixture(scope="module")
def package(form, tmp_path_factory):
    store, folder = published_store(), tmp_path_factory.mktemp("public")
    return export_round(store, "2023", Profile.PUBLIC, "en", folder, write_package, outlines=form)


def wkbs(layer):
    """The geometries of a layer in binary form; each is read while its feature lives."""
    found = []
    for feature in layer:
        shape = feature.GetGeometryRef()
        found.append(None if shape is None else bytes(shape.ExportToWkb()))
    return found


def rows_of(package, table):
    text = (package / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("secret", [*SECRET_TEXTS, *SECRET_IDS, *SECRET_NAMES])
def test_no_file_holds_what_is_internal(package, secret):
    for name, data in unpacked(package).items():
        for encoding in ("utf-8", "utf-16-le"):
            assert secret.encode(encoding) not in data, name


def test_the_secrets_are_in_the_internal_package_so_that_their_absence_says_something(tmp_path):
    internal = export_round(published_store(), "2023", Profile.INTERNAL, "en", tmp_path, write_package)
    everything = b"".join(unpacked(internal).values())
    missing = [s for s in (*SECRET_TEXTS, *SECRET_IDS[:3], *SECRET_NAMES) if s.encode() not in everything]
    assert missing == ["Astrid-Assessor", "Doris-Signer", "secretsource"]  # answers' evidence is in no package


def test_no_file_holds_a_vertex_as_it_was_drawn(package):
    exact = [one.outline for label in ("2020", "2021", "2023") for one in published_store().scenes(label)]
    points = shapely.get_coordinates(exact)
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(3006)
    target.ImportFromEPSG(4326)
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    degrees = np.asarray(osr.CoordinateTransformation(source, target).TransformPoints(points.tolist()))[:, :2]
    texts = {f"{value:.2f}" for value in points.ravel()}
    # Single degrees meet by chance within so small a place: both of a vertex, to a tenth of a metre, do not.
    places = "|".join(rf"{x:.6f}\d*,\s*{y:.6f}\d*" for x, y in np.floor(degrees * 1e6) / 1e6)
    for name, data in unpacked(package).items():
        for x, y in points:
            assert struct.pack("<d", x) not in data and struct.pack(">d", x) not in data, name
            assert struct.pack("<dd", x, y) not in data, name
        for text in texts:
            assert text.encode() not in data, (name, text)
        assert re.search(places.encode(), data) is None, name


def test_the_layers_have_the_form_that_was_picked_and_open_scenes_alone(package, form):
    dataset = ogr.Open(str(package / "annual_layer.gpkg"))
    layer = dataset.GetLayerByName("scenes")
    kind = {"generalised": ogr.wkbMultiPolygon, "point": ogr.wkbPoint, "none": ogr.wkbNone}[form.value]
    assert layer.GetGeomType() == kind
    shapes = wkbs(layer)
    assert len(shapes) == 3
    if form is not OutlineForm.NONE:
        drawn = shapely.from_wkb(shapes)
        assert shapely.is_valid(drawn).all()
        exact = [s.outline for s in published_store().scenes("2023")]
        assert not vertices(list(drawn)) & vertices(exact)
    features = json.loads((package / "annual_layer.geojson").read_bytes())["features"]
    assert [f["id"] for f in features] == ["id-open-1", "id-open-2", "id-open-3"]
    kinds = {f["geometry"]["type"] if f["geometry"] else None for f in features}
    expected = {"generalised": {"Polygon", "MultiPolygon"}, "point": {"Point"}, "none": {None}}[form.value]
    assert kinds <= expected
    with sqlite3.connect(package / "annual_layer.gpkg") as connection:
        styled = {name for (name,) in connection.execute("SELECT f_table_name FROM layer_styles")}
    assert styled == ({"areas"} if form is OutlineForm.NONE else {"areas", "scenes"})


def test_tables_know_open_scenes_and_those_that_the_public_knew(package):
    assert {row["scene_id"] for row in rows_of(package, "by_scene")} == {"id-open-1", "id-open-2", "id-open-3"}
    assert rows_of(package, "by_scene")[0]["predecessors"] in ("", "id-gone")
    known = {"", "id-open-1", "id-open-2", "id-open-3", "id-gone"}
    for row in rows_of(package, "changes"):
        assert {row["from_scene_id"], row["to_scene_id"]} <= known
    assert any(row["from_scene_id"] == "id-gone" for row in rows_of(package, "changes"))
    assert not (package / "tables" / "measures.csv").exists()


def test_numbers_of_scenes_are_shown_however_few(package):
    rows = {row["code"]: row for row in rows_of(package, "by_lpo")}
    assert (rows["L2"]["scenes"], rows["TOTAL"]["scenes"]) == ("1", "3")
    assert "suppressed" not in rows["L2"]


def test_small_counts_are_empty_with_a_column_that_says_so_and_all_that_would_tell_them(package):
    rows = {row["code"]: row for row in rows_of(package, "concentration")}
    assert (rows["id-open-1"]["incidents"], rows["id-open-1"]["share"]) == ("", "")
    assert rows["id-open-1"]["suppressed"] == "incidents;share"
    assert rows["county"]["incidents"] == "173" and rows["county"]["suppressed"] == ""
    withheld = [code for code, row in rows.items() if row["suppressed"]]
    assert len(withheld) == 2 and rows["id-open-3"]["incidents"] == "80"
    assert rows["id-gone"]["area_m2"] == "100.0"


def test_the_workbook_has_neither_withheld_numbers_nor_formulas(package):
    parts = {name: data for name, data in unpacked(package).items() if "/xl/worksheets/" in name}
    assert parts
    assert all(b"<f>" not in data for data in parts.values())
    numbers = {name: set(re.findall(rb'<c r="\w+" s="\d+"><v>([^<]+)</v>', data)) for name, data in parts.items()}
    (sheet,) = [name for name, found in numbers.items() if b"173" in found]
    assert b"3" not in numbers[sheet] and str(3 / 173)[:8].encode() not in parts[sheet]


def test_it_says_what_was_withheld_and_why(package, form):
    rows = rows_of(package, "withheld")
    told = {(row["table"], row["what"]): row for row in rows}
    assert "category" in told["by_scene", "columns"]["columns"].split(";")
    assert told["by_scene", "rows"]["why"] == "scenes_not_public" and told["by_scene", "rows"]["number"] == ""
    assert told["concentration", "numbers"]["why"] == "small_numbers"
    assert told["scenes", "outlines"]["why"] == "place_generalised"
    manifest = json.loads((package / "manifest.json").read_bytes())
    assert len(manifest["withheld"]) == len(rows)
    assert manifest["parameters"]["outlines"] == form.value
    assert manifest["figures"] == {"concentration": {"parameters": {"band": 100.0}}}
    assert "DRAFT" not in package.name


def test_made_again_it_is_the_same_to_the_byte_and_stands_in_the_register_once(tmp_path):
    store = published_store()
    first, second = (
        export_round(store, "2023", Profile.PUBLIC, "sv", tmp_path / name, write_package, by="kim") for name in "ab"
    )
    assert {p.relative_to(first): p.read_bytes() for p in first.rglob("*.*")} == {
        p.relative_to(second): p.read_bytes() for p in second.rglob("*.*")
    }
    (release,) = store.releases()
    assert (release.round, release.revision, release.by) == ("2023", 2, "kim")
    states = {cell.name[-1]: cell.state.value for cell in release.cells}
    assert states["id-open-1"] == "withheld" and states["county"] == "shown"


def test_a_count_that_a_later_package_would_give_away_stops_it_before_anything_is_written(tmp_path):
    store = published_store()
    export_round(store, "2023", Profile.PUBLIC, "en", tmp_path / "a", write_package, threshold=5)
    with pytest.raises(Refusal) as refused:
        export_round(store, "2023", Profile.PUBLIC, "en", tmp_path / "b", write_package, threshold=2)
    assert refused.value.code == "release_would_tell"
    assert any("id-open-1" in cell for cell in refused.value.values["cells"])
    assert "Smallest number shown: 5 → 2" in message(refused.value, "en")
    assert not (tmp_path / "b").exists()
    assert len(store.releases()) == 1


def test_the_internal_profile_has_it_all_and_leaves_no_release(tmp_path):
    store = published_store()
    package = export_round(store, "2023", Profile.INTERNAL, "en", tmp_path, write_package)
    rows = {row["code"]: row for row in rows_of(package, "concentration")}
    assert rows["id-open-1"]["incidents"] == "3" and "suppressed" not in rows["id-open-1"]
    assert not (package / "tables" / "withheld.csv").exists()
    assert store.releases() == []


class TestCooperation:
    @pytest.fixture(scope="class")
    def package(self, tmp_path_factory):
        folder = tmp_path_factory.mktemp("cooperation")
        return export_round(published_store(), "2023", Profile.COOPERATION, "sv", folder, write_package)

    def test_it_has_what_police_and_municipalities_share(self, package):
        rows = rows_of(package, "by_scene")
        assert len(rows) == 7
        assert rows[0]["place_type"] == "housing"
        assert any(row["reason"] == "secreterratum" for row in rows_of(package, "errata"))

    @pytest.mark.parametrize(
        "secret",
        [*PEOPLE, "secretnote", "secretgroup", "secretsource", "secretcategory", "secretstatus", "secretmeasure"],
    )
    def test_it_has_nothing_of_the_polices_own(self, package, secret):
        for name, data in unpacked(package).items():
            assert secret.encode() not in data, name

    def test_small_counts_are_withheld_and_outlines_are_as_they_were_drawn(self, package):
        assert any(row["suppressed"] for row in rows_of(package, "concentration"))
        dataset = ogr.Open(str(package / "annual_layer.gpkg"))
        shapes = shapely.from_wkb(wkbs(dataset.GetLayerByName("scenes")))
        assert vertices([outline(1)]) <= vertices(list(shapes))


def test_a_draft_has_no_public_package_but_one_for_cooperation(tmp_path):
    store = published_store()
    store.correct(Correction("2023", 3, "again", "x", AT))
    with pytest.raises(Refusal, match="draft_not_public"):
        export_round(store, "2023", Profile.PUBLIC, "en", tmp_path, write_package)
    assert list(tmp_path.iterdir()) == []
    package = export_round(store, "2023", Profile.COOPERATION, "en", tmp_path, write_package)
    assert package.name == "drugscene_2023_cooperation_DRAFT"
    assert replace(store.round("2023")).revision == 3
