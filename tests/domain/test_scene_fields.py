"""A scene and its flat row are one; values from outside are read as the field's kind or refused by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugscene_plugin.domain.area import AreaCode, Assignment
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion
from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.domain.field import FieldDefinition, FieldKind, Visibility
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.domain.scene_fields import (
    FREE_TEXT,
    IMPORTABLE,
    SCENE_FIELDS,
    TAGS,
    TAGS_BY_NAME,
    parse_value,
    scene_from_row,
    scene_to_row,
)
from tests.builders import scene, square

FULL = scene(
    "s-1",
    name="The “Square”; north",
    status=SceneStatus.UNDECIDED,
    status_reason="wait\nfor spring",
    answers={
        Criterion.USE: Assessment(Answer.YES, "patrol", date(2023, 9, 1), "AB"),
        Criterion.SALE: Assessment(Answer.UNKNOWN, "rumour"),
    },
    tags={
        "category": "a",
        "place_type": "park",
        "substances": ("cannabis", "opioids"),
        "group_present": "young",
        "times_of_day": ("evening",),
        "first_known_year": 2017,
        "to_discuss": False,
        "note": "=cmd() 🙂",
    },
    lpo=Assignment(AreaCode("E"), ((AreaCode("W"), 0.75), (AreaCode("E"), 0.25)), "by the station"),
    municipality=Assignment(AreaCode("0180"), ((AreaCode("0180"), 1.0),)),
    predecessors=("s-0", "s-9"),
    to_confirm=True,
    revision=3,
)


def test_a_scene_survives_the_way_to_a_row_and_back():
    assert scene_from_row(scene_to_row(FULL), FULL.outline) == FULL


def test_an_empty_scene_survives_it_too():
    bare = scene("a")
    assert scene_from_row(scene_to_row(bare), bare.outline) == bare
    without = replace(bare, outline=None)
    assert scene_from_row(scene_to_row(without), None) == without


def test_a_row_has_every_column_and_plain_values_alone():
    row = scene_to_row(FULL)
    assert list(row) == [f.name for f in SCENE_FIELDS]
    assert {type(v) for v in row.values()} <= {str, int, bool, date, type(None)}
    assert scene_to_row(scene("a"))["name"] is None


@given(
    st.text(min_size=1),
    st.dictionaries(st.sampled_from(["group_present", "note"]), st.text(min_size=1)),
    st.sampled_from(list(SceneStatus)),
)
def test_any_words_survive_the_way(name, tags, status):
    given_scene = scene("a", name=name, tags=tags, status=status, outline=square())
    assert scene_from_row(scene_to_row(given_scene), given_scene.outline) == given_scene


def test_a_status_or_answer_that_other_software_wrote_wrongly_is_refused_by_name():
    for column, value in (("status", "opne"), ("use", "maybe")):
        with pytest.raises(Refusal) as refused:
            scene_from_row({**scene_to_row(FULL), column: value}, None)
        assert refused.value.code == "code_unknown"
        assert (refused.value.values["field"], refused.value.values["value"]) == (column, value)


def test_an_answer_that_is_blank_but_has_evidence_is_unknown():
    read = scene_from_row({"scene_id": "a", "round": "2023", "use_source": "patrol"}, None)
    assert read.answers == {Criterion.USE: Assessment(Answer.UNKNOWN, "patrol")}


YEAR, DISCUSS, NOTE = (TAGS_BY_NAME[n] for n in ("first_known_year", "to_discuss", "note"))
PLACE, SUBSTANCES, CATEGORY = (TAGS_BY_NAME[n] for n in ("place_type", "substances", "category"))
DAY = FieldDefinition("use_date", FieldKind.DATE, Visibility.POLICE)
SIZE = FieldDefinition("size", FieldKind.REAL, Visibility.POLICE)


@pytest.mark.parametrize("field", [YEAR, DISCUSS, NOTE, PLACE, SUBSTANCES, CATEGORY, DAY, SIZE], ids=lambda f: f.name)
@pytest.mark.parametrize("blank", [None, "", "  \t", float("nan")], ids=repr)
def test_a_blank_is_no_value_whatever_the_kind(field, blank):
    assert parse_value(field, blank) is None


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        (YEAR, "2017", 2017),
        (YEAR, 2017.0, 2017),
        (SIZE, "1.5", 1.5),
        (DISCUSS, "Ja", True),
        (DISCUSS, 0, False),
        (DISCUSS, "nej", False),
        (DISCUSS, True, True),
        (DAY, "2023-10-01", date(2023, 10, 1)),
        (DAY, "2023-10-01T12:30:00", date(2023, 10, 1)),
        (DAY, date(2023, 10, 1), date(2023, 10, 1)),
        (NOTE, "  as it is  ", "as it is"),
        (NOTE, 5, "5"),
        (PLACE, " Park ", "park"),
        (SUBSTANCES, "opioids; Cannabis;opioids", ("cannabis", "opioids")),
        (SUBSTANCES, ["opioids"], ("opioids",)),
        (SUBSTANCES, ";", ()),
        (CATEGORY, "anything", "anything"),
    ],
)
def test_a_value_is_read_as_the_fields_kind(field, value, read):
    found = parse_value(field, value)
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("field", "value"),
    [(YEAR, "old"), (YEAR, 2017.5), (YEAR, float("inf")), (SIZE, "big"), (DISCUSS, "maybe"), (DAY, "1 Oct"), (DAY, "2023-13-01")],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_by_name(field, value):
    with pytest.raises(Refusal) as refused:
        parse_value(field, value)
    assert refused.value.code == "value_not_of_kind"
    assert refused.value.values["field"] == field.name
    assert refused.value.values["kind"] == field.kind.value


@pytest.mark.parametrize(
    ("field", "value", "codes"),
    [
        (PLACE, "pub", None),
        (PLACE, "park;square", None),
        (SUBSTANCES, "cannabis;tea", None),
        (CATEGORY, "c", ("a", "b")),
    ],
)
def test_a_code_that_the_list_lacks_is_refused_with_those_there_are(field, value, codes):
    with pytest.raises(Refusal) as refused:
        parse_value(field, value, codes)
    assert refused.value.code == "code_unknown"
    assert refused.value.values["known"]


def test_a_day_keeps_no_time():
    assert parse_value(DAY, datetime(2023, 10, 1, 12, 30)) == date(2023, 10, 1)


def test_nothing_written_by_hand_or_of_the_police_alone_is_public():
    for tag in TAGS:
        assert tag.visibility is not Visibility.PUBLIC
    public_words = {f.name for f in SCENE_FIELDS if f.name in FREE_TEXT and f.visibility is Visibility.PUBLIC}
    assert public_words == {"name"}


def test_free_text_is_what_a_person_writes():
    assert {"name", "status_reason", "note", "group_present", "use_source", "use_assessor", "lpo_reason"} <= set(
        FREE_TEXT
    )
    assert not {"scene_id", "round", "lpo_code", "lpo_shares", "category", "use"} & set(FREE_TEXT)


def test_an_import_takes_no_computed_column():
    assert not {"scene_id", "round", "lpo_code", "lpo_shares", "revision", "predecessors"} & set(IMPORTABLE)
    assert {"name", "status", "use", "use_source", "category"} <= set(IMPORTABLE)
