"""Bringing outlines into a round: what is taken, what is mended, what is refused and why."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from drugscene_plugin.domain.area import Assignment
from drugscene_plugin.domain.criteria import Answer, Criterion
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.workflow.import_scenes import SceneSource, import_scenes, plan_import, taken_fields
from drugscene_plugin.workflow.ports import Code, StaleEdit
from drugscene_plugin.workflow.source_row import SourceRow
from tests.builders import lpo, mapping_round, municipality, scene, square
from tests.fakes.impatience import Impatient
from tests.fakes.memory_store import MemoryStore

BY_ID = SceneSource("id", "name")


@pytest.fixture
def store():
    store = MemoryStore()
    store.add_areas([lpo("L", square(side=100_000)), municipality("M", square(side=100_000))], "ada")
    store.add_round(mapping_round("2021", date(2021, 1, 1)), [scene("old", "2021")], "ada")
    store.add_round(mapping_round("2023"), [scene("there")], "ada")
    return store


def row(number=1, geometry=..., **values):
    return SourceRow(number, square(at=(200 * number, 0)) if geometry is ... else geometry, values)


def brought(store, *rows, source=BY_ID):
    planned = plan_import(store, "2023", rows, source)
    import_scenes(store, planned, "bo")
    return planned


def reasons(planned):
    return [(r.number, r.reason.code) for r in planned.rejected]


def stored(store, scene_id):
    (found,) = [s for s in store.scenes("2023") if s.id == scene_id]
    return found


def test_outlines_come_with_id_name_and_area(store):
    planned = brought(store, row(1, id="a", name="Square"), row(2, id="b", name=None))
    assert len(planned.scenes) == 2 and planned.rejected == () and planned.mended == ()
    taken = stored(store, "a")
    assert (taken.name, taken.status, taken.to_confirm) == ("Square", SceneStatus.CANDIDATE, False)
    assert taken.outline.equals(square(at=(200, 0)))
    assert taken.lpo == Assignment("L", (("L", 1.0),))
    assert taken.municipality.code == "M"
    assert stored(store, "b").name == ""


def test_fields_named_as_tags_and_answers_are_taken_and_others_left(store):
    brought(
        store,
        row(
            1, id="a", use="Yes", use_source="patrol", use_date="2023-09-01", substances="opioids;cannabis", to_discuss=1,
            first_known_year=2019.0, note=" long ", colour="red", status="undecided", status_reason="wait", lpo_code="X",
        ),
    )  # fmt: skip
    taken = stored(store, "a")
    assert taken.answers[Criterion.USE].answer is Answer.YES
    assert (taken.answers[Criterion.USE].source, taken.answers[Criterion.USE].date) == ("patrol", date(2023, 9, 1))
    assert taken.tags == {
        "substances": ("cannabis", "opioids"),
        "to_discuss": True,
        "first_known_year": 2019,
        "note": "long",
    }
    assert (taken.status, taken.status_reason) == (SceneStatus.UNDECIDED, "wait")
    assert taken.lpo.code == "L"


def test_the_fields_that_are_taken_can_be_told(store):
    assert taken_fields(["id", "name", "use", "colour", "note"], BY_ID) == ["use", "note"]
    assert taken_fields(["id", "name", "use"], SceneSource()) == ["name", "use"]
    assert taken_fields(["note", "use"], SceneSource(id_field="note")) == ["use"]


def test_rows_without_a_status_get_the_one_asked_for(store):
    brought(
        store,
        row(1, id="a", status=None),
        row(2, id="b", status="ceased"),
        source=SceneSource("id", "", SceneStatus.OPEN),
    )
    assert (stored(store, "a").status, stored(store, "b").status) == (SceneStatus.OPEN, SceneStatus.CEASED)


def test_a_row_without_an_id_gets_a_new_one_that_the_same_layer_gives_again(store):
    planned = brought(store, row(1, name="a"), row(2, id=" ", name="b"), row(3, id="mine"))
    again = plan_import(MemoryStoreOf2023(), "2023", [row(1, name="a"), row(2, id="", name="b")], BY_ID)
    assert len({s.id for s in planned.scenes}) == 3
    assert [s.id for s in again.scenes] == [s.id for s in planned.scenes][:2]
    assert all(s.id.startswith("s-") for s in again.scenes)


def MemoryStoreOf2023():  # noqa: N802 - reads as a place
    store = MemoryStore()
    store.add_round(mapping_round("2023"), [], "ada")
    return store


def test_one_outline_twice_without_ids_gives_two_scenes(store):
    same = square(at=(900, 900))
    planned = brought(store, row(1, same), row(2, same), source=SceneSource())
    again = brought(store, row(1, same), source=SceneSource())
    assert len({s.id for s in (*planned.scenes, *again.scenes)}) == 3


def test_an_id_of_an_earlier_round_is_the_same_scene_come_back(store):
    brought(store, row(1, id="old"))
    assert store.scene_rounds()["old"] == ("2021", "2023")


def test_ids_that_repeat_are_refused_on_every_row_that_has_them(store):
    planned = brought(store, row(1, id="a"), row(2, id="b"), row(3, id=" a "))
    assert reasons(planned) == [(1, "scene_id_repeated"), (3, "scene_id_repeated")]
    assert planned.rejected[0].reason.values == {"scene": "a", "rows": "1, 3"}
    assert [s.id for s in store.scenes("2023")] == ["b", "there"]


def test_an_id_that_the_round_has_is_refused_by_name(store):
    planned = brought(store, row(1, id="there"), row(2, id="b"))
    assert reasons(planned) == [(1, "scene_id_taken")]
    assert planned.rejected[0].reason.values == {"scene": "there", "round": "2023"}
    assert stored(store, "there").revision == 1


@pytest.mark.parametrize(
    "geometry, code",
    [
        (None, "outline_missing"),
        (shapely.from_wkt("POLYGON EMPTY"), "outline_missing"),
        (shapely.from_wkt("LINESTRING (0 0, 9 9)"), "outline_not_polygon"),
        (shapely.from_wkt("MULTIPOINT (0 0, 9 9)"), "outline_not_polygon"),
        (shapely.from_wkt("POLYGON ((0 0, 5 0, 9 0, 0 0))"), "outline_nothing_left"),
        (shapely.from_wkt("POLYGON ((0 0, 5 0, inf 9, 0 0))"), "outline_not_finite"),
    ],
)
def test_what_is_no_outline_is_refused_and_the_others_taken(store, geometry, code):
    planned = brought(store, row(1, geometry, id="a"), row(2, id="b"))
    assert reasons(planned) == [(1, code)]
    assert stored(store, "b")


def test_a_row_that_could_not_be_read_is_refused_with_its_own_reason(store):
    lost = SourceRow(4, None, {"id": "a"}, Refusal("outline_not_transformable", crs="EPSG:4326", to_crs="EPSG:3006"))
    assert reasons(brought(store, lost)) == [(4, "outline_not_transformable")]


@pytest.mark.parametrize(
    "values, code, named",
    [
        ({"first_known_year": "long ago"}, "value_not_of_kind", {"field": "first_known_year", "value": "long ago"}),
        ({"first_known_year": 2019.5}, "value_not_of_kind", {"value": "2019.5"}),
        ({"first_known_year": 20192019201}, "value_not_of_kind", {"value": "20192019201"}),
        ({"use_date": "2023-02-30"}, "value_not_of_kind", {"field": "use_date", "value": "2023-02-30"}),
        ({"to_discuss": "maybe"}, "value_not_of_kind", {"value": "maybe"}),
        ({"use": "perhaps"}, "code_unknown", {"field": "use", "value": "perhaps"}),
        ({"status": "DERIVED"}, "code_unknown", {"field": "status", "value": "derived"}),
        ({"substances": "opioids;tea"}, "code_unknown", {"value": "tea"}),
        ({"id": "a;b"}, "scene_id_invalid", {"scene": "a;b"}),
        ({"id": "x" * 65}, "scene_id_invalid", {"scene": "x" * 65}),
        ({"note": "a\x00b"}, "text_not_storable", {"field": "note"}),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(store, values, code, named):
    planned = brought(store, row(1, **{"id": "a", **values}), row(2, id="b"))
    assert reasons(planned) == [(1, code)]
    assert named.items() <= planned.rejected[0].reason.values.items()
    assert stored(store, "b")


def test_a_category_must_be_one_of_the_users_own_once_there_are_any(store):
    assert brought(store, row(1, id="a", category="Anything")).rejected == ()
    store.set_codes("category", [Code("k1", "Ett", "One")], "ada")
    planned = brought(store, row(2, id="b", category="k2"), row(3, id="c", category="K1"))
    assert reasons(planned) == [(2, "code_unknown")]
    assert stored(store, "c").tags == {"category": "k1"}


@pytest.mark.parametrize(
    "name",
    [
        "x" * 10_000,
        'the "big" one',
        "it's",
        "two\nlines\r\nmore",
        "=cmd()",
        "🚇 station",
        "ميدان",
        "a,b;c|d",
        "NULL",
        "<b>x</b>",
    ],
)
def test_any_name_comes_in_as_it_is(store, name):
    assert brought(store, row(1, id="a", name=name)).rejected == ()
    assert stored(store, "a").name == name


def test_an_outline_that_crosses_itself_is_mended_and_told(store):
    tied = shapely.from_wkt("POLYGON ((0 0, 20 20, 20 0, 0 10, 0 0))")
    (mended,) = brought(store, row(1, tied, id="a", name="Tied")).mended
    assert (mended.row, mended.scene, mended.name) == (1, "a", "Tied")
    assert mended.before_m2 == pytest.approx(tied.area)
    assert mended.after_m2 == pytest.approx(shapely.make_valid(tied).area)
    assert stored(store, "a").outline.is_valid


def test_the_polygons_of_a_collection_are_taken_flat(store):
    mixed = shapely.from_wkt("GEOMETRYCOLLECTION Z (POLYGON Z ((0 0 1, 9 0 1, 9 9 1, 0 0 1)), POINT Z (50 50 1))")
    brought(store, row(1, mixed, id="a"))
    taken = stored(store, "a").outline
    assert taken.geom_type == "Polygon" and not taken.has_z


def test_a_layer_without_rows_is_refused(store):
    with pytest.raises(Refusal, match="scenes_missing"):
        plan_import(store, "2023", [], BY_ID)


def test_an_unknown_round_is_refused_by_name(store):
    with pytest.raises(Refusal, match=r"round_unknown.*2022"):
        plan_import(store, "2022", [row()], BY_ID)


def test_a_published_round_takes_nothing(store):
    store.add_round(mapping_round("p", date(2024, 1, 1), state=RoundState.PUBLISHED), [], "ada")
    with pytest.raises(Refusal, match="round_not_editable"):
        plan_import(store, "p", [row()], BY_ID)


def test_planning_writes_nothing_and_the_import_is_one_write(store):
    before = store.info().revision
    planned = plan_import(store, "2023", [row(n, id=str(n)) for n in range(1, 30)], BY_ID)
    assert store.info().revision == before
    assert import_scenes(store, planned, "bo") == 29
    assert store.info().revision == before + 1
    assert {line.by for line in store.log("2023") if line.action == "add_scene"} == {"bo"}


def test_an_id_that_somebody_took_meanwhile_keeps_everything_out(store):
    planned = plan_import(store, "2023", [row(1, id="a"), row(2, id="b")], BY_ID)
    brought(store, row(1, id="b"))
    with pytest.raises(StaleEdit, match="b by bo"):
        import_scenes(store, planned, "cy")
    assert [s.id for s in store.scenes("2023")] == ["b", "there"]


@pytest.mark.parametrize("after", range(5))
def test_stopped_at_any_moment_nothing_is_there(store, after):
    before = store.info().revision
    watching = Impatient(after)
    with pytest.raises(Cancelled):
        import_scenes(
            store, plan_import(store, "2023", [row(1, id="a"), row(2, id="b")], BY_ID, watching), "bo", watching
        )
    assert store.info().revision == before
