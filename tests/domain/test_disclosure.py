"""Only the disclosure rules make a table that may be handed on, with the columns that its readers may see."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.counted import Counted
from drugscene_plugin.domain.disclosure import RULE_VERSION, PublishableTable, disclose
from drugscene_plugin.domain.field import FieldDefinition, FieldKind, Profile, Visibility
from drugscene_plugin.domain.table import Column, Measure, SceneIds, Table

TABLE = Table(
    "by_scene",
    (Column("name"), Column("category", visibility=Visibility.POLICE), Column("area_m2")),
    (("A", "x", 1.0), ("B", None, 2.0)),
)


def test_nobody_else_can_make_a_publishable_table():
    for key in ({}, {"_key": object()}):
        with pytest.raises(TypeError):
            PublishableTable(TABLE, Profile.INTERNAL, RULE_VERSION, **key)


def test_the_internal_profile_sees_all_and_the_rules_version_is_stamped_in():
    shown = disclose(TABLE, Profile.INTERNAL)
    assert (shown.table, shown.profile, shown.rule_version) == (TABLE, Profile.INTERNAL, RULE_VERSION)
    assert (shown.name, shown.columns) == ("by_scene", TABLE.columns)


@pytest.mark.parametrize(
    ("profile", "seen"),
    [
        ("internal", ["police", "cooperation", "public"]),
        ("cooperation", ["cooperation", "public"]),
        ("public", ["public"]),
    ],
)
def test_each_profile_sees_its_own_fields_and_those_of_wider_circles(profile, seen):
    assert [v.value for v in Visibility if Profile(profile).may_see(v)] == seen


def test_a_table_whose_rows_or_columns_do_not_fit_cannot_be_made():
    with pytest.raises(ValueError, match="repeats"):
        Table("t", (Column("a"), Column("a")), ())
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        Table("t", (Column("a"),), ((1, 2),))


def test_a_column_is_read_by_its_name():
    assert TABLE.column("area_m2") == (1.0, 2.0)


@pytest.mark.parametrize(("kind", "code_list"), [(FieldKind.CODE, None), (FieldKind.TEXT, "status")])
def test_a_code_list_goes_with_codes_alone(kind, code_list):
    with pytest.raises(ValueError, match="code list"):
        FieldDefinition("x", kind, Visibility.PUBLIC, code_list)


def test_the_public_sees_rows_of_public_scenes_alone_and_other_tables_whole():
    columns = (Column("level"), Column("code"), Column("status"))
    rows = (("scene", "a", "measured"), ("scene", "secret", "measured"), ("county", "county", "not_measured"))
    shown = disclose(Table("survey", columns, rows), Profile.PUBLIC, public_scenes=frozenset({"a"}))
    assert shown.table.rows == (rows[0], rows[2])
    listed = Table(
        "by_scene", (Column("scene_id", scenes=SceneIds.SUBJECT), columns[2]), (("a", "open"), ("a", "ceased"))
    )
    assert disclose(listed, Profile.PUBLIC, public_scenes=frozenset({"a"})).table.rows == (("a", "open"),)


def test_protected_numbers_that_nobody_decided_on_are_not_let_through():
    column = Column("n", Measure.COUNT, protected=True)
    with pytest.raises(ValueError, match="nothing decided"):
        disclose(Table("crime", (column,), ((3,),)), Profile.PUBLIC)
    with pytest.raises(ValueError, match="nothing says what n counts"):
        Table("crime", (column,), ((3,),), counted=Counted({}))
