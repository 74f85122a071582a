"""Bringing in the areas of a level: codes, names, validity, outlines that need mending."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from drugscene_plugin.domain.area import AreaLevel
from drugscene_plugin.domain.errors import Cancelled, Refusal
from drugscene_plugin.workflow.import_areas import AreaFields, Validity, import_areas
from drugscene_plugin.workflow.source_row import SourceRow, source_text
from tests.builders import square
from tests.fakes.impatience import Impatient
from tests.fakes.memory_store import MemoryStore

FIELDS = AreaFields("code", "name")
ALWAYS = Validity()
BOW_TIE = shapely.from_wkt("POLYGON ((0 0, 20 20, 20 0, 0 10, 0 0))")


def row(number, code, name, geometry=None, **fields):
    place = square(at=(1_000 * number, 0), side=1_000)
    return SourceRow(number, place if geometry is None else geometry, {"code": code, "name": name}, **fields)


def brought(store, *rows, validity=ALWAYS, level=AreaLevel.LPO, fields=FIELDS, **more):
    return import_areas(store, rows, level, fields, validity, True, "bo", **more)


def refused(*arguments, **more):
    with pytest.raises(Refusal) as refusal:
        brought(*arguments, **more)
    return refusal.value.code, refusal.value.values


@pytest.fixture
def store():
    return MemoryStore()


def test_areas_come_with_code_name_validity_and_outline(store):
    validity = Validity(date(2022, 1, 1), date(2024, 12, 31))
    assert brought(store, row(1, "531210", "South"), row(2, "531220", "North"), validity=validity).count == 2
    south = store.areas(AreaLevel.LPO)[0]
    assert (south.code, south.name, south.official) == ("531210", "South", True)
    assert (south.valid_from, south.valid_to) == (validity.start, validity.end)
    assert south.outline.equals(square(at=(1_000, 0), side=1_000))


@pytest.mark.parametrize("blank", [None, "", "  ", float("nan")])
def test_where_the_code_is_missing_the_name_serves(store, blank):
    brought(store, row(1, blank, "South"))
    assert [(a.code, a.name) for a in store.areas()] == [("South", "South")]


def test_where_the_name_is_missing_the_code_serves(store):
    brought(store, row(1, "531210", None), fields=AreaFields(code="code"))
    assert [(a.code, a.name) for a in store.areas()] == [("531210", "531210")]


def test_codes_are_text_and_keep_their_leading_zeros(store):
    brought(store, row(1, "0114", "A"), row(2, 531260.0, "B"), row(3, 531270, "C"))
    assert [a.code for a in store.areas()] == ["0114", "531260", "531270"]
    assert source_text(1.5) == "1.5"


def test_an_invalid_outline_is_mended_and_told_with_the_area_before_and_after(store):
    result = brought(store, row(1, "A", "Tied", BOW_TIE), row(2, "B", "Sound"))
    (mended,) = result.mended
    assert mended.name == "Tied"
    assert mended.before_m2 == pytest.approx(BOW_TIE.area)
    assert mended.after_m2 == pytest.approx(shapely.make_valid(BOW_TIE).area)
    assert all(a.outline.is_valid for a in store.areas())


def test_a_layer_without_rows_is_refused(store):
    assert refused(store) == ("areas_missing", {})


def test_an_area_without_a_name_is_refused_with_its_row(store):
    assert refused(store, row(1, "A", "A"), row(2, " ", None)) == ("area_nameless", {"row": 2})


@pytest.mark.parametrize(
    "wkt", ["POLYGON EMPTY", "LINESTRING (0 0, 1 1)", "POINT (1 1)", "POLYGON ((0 0, 1 0, 2 0, 0 0))"]
)
def test_an_area_without_a_polygon_is_refused_by_name(store, wkt):
    code, values = refused(store, row(1, "A", "South", shapely.from_wkt(wkt)))
    assert (code, values) == ("area_without_polygon", {"name": "South", "row": 1})


def test_an_area_whose_geometry_is_missing_is_refused_by_name(store):
    lost = SourceRow(7, None, {"code": "A", "name": "South"})
    assert refused(store, lost) == ("area_without_polygon", {"name": "South", "row": 7})


def test_a_geometry_that_could_not_be_read_is_refused_with_the_reason(store):
    assert (
        refused(store, row(1, "A", "A", problem=Refusal("row_outline_unreadable", row=1)))[0]
        == "row_outline_unreadable"
    )


def test_codes_that_repeat_are_refused_by_name(store):
    rows = [row(1, "A", "a"), row(2, "B", "b"), row(3, "A", "c"), row(4, None, "B")]
    assert refused(store, *rows) == ("area_codes_repeated", {"codes": "A, B", "number": 2})
    assert store.areas() == []


def test_a_code_that_is_valid_at_the_same_time_already_is_refused(store):
    brought(store, row(1, "A", "a"), validity=Validity(None, date(2024, 12, 31)))
    code, values = refused(store, row(1, "A", "a"), row(2, "B", "b"), validity=Validity(date(2024, 12, 31)))
    assert (code, values["code"]) == ("area_exists", "A")
    assert [a.code for a in store.areas()] == ["A"]
    assert brought(store, row(1, "A", "a"), validity=Validity(date(2025, 1, 1))).count == 1


def test_a_validity_that_ends_before_it_starts_is_refused(store):
    code, values = refused(store, row(1, "A", "a"), validity=Validity(date(2025, 1, 1), date(2024, 1, 1)))
    assert code == "area_validity_reversed"
    assert values["valid_to"] == date(2024, 1, 1)


@pytest.mark.parametrize("after", range(3))
def test_stopped_at_any_moment_nothing_is_there(store, after):
    with pytest.raises(Cancelled):
        brought(store, row(1, "A", "a"), row(2, "B", "b"), progress=Impatient(after))
    assert store.areas() == []
    assert store.info().revision == 0
