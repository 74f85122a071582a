"""Every figure has its definition, in both languages, one call away."""

import pytest

from drugscene_plugin.analysis import (
    area_totals,
    change,
    change_tables,
    gun_violence,
    lorenz,
    outline_split,
    summary,
    survey,
)
from drugscene_plugin.analysis.concentration_table import CONCENTRATION_COLUMNS
from drugscene_plugin.texts.measure_definitions import MEASURE_CODES, definition, measure_name, measure_of_column

PROTECTED_TABLES = {
    "concentration": CONCENTRATION_COLUMNS,
    "lorenz": lorenz._COLUMNS,
    "outline_split": outline_split._COLUMNS,
    "area_totals": area_totals._COLUMNS,
    "changetest": change._COLUMNS,
    "gunviolence": gun_violence._COLUMNS,
    "survey": survey._COLUMNS,
}


@pytest.mark.parametrize("code", MEASURE_CODES)
def test_a_figure_is_defined_in_both_languages(code):
    assert definition(code, "en") != definition(code, "sv")
    assert measure_name(code, "en") and measure_name(code, "sv")
    assert definition(code, "sv").endswith(".")


@pytest.mark.parametrize("table", PROTECTED_TABLES)
def test_every_number_of_the_follow_up_leads_to_its_definition(table):
    undefined = [
        column.name
        for column in PROTECTED_TABLES[table]
        if column.protected and column.name != "caveats" and measure_of_column(table, column.name) is None
    ]
    assert undefined == []


def test_every_number_of_the_summary_leads_to_its_definition():
    assert all(measure_of_column("county", column.name) for column in summary._COUNTY_COLUMNS)
    numbers = [column for column in summary._UNIT_COLUMNS if column.name not in ("code", "name")]
    assert all(measure_of_column("by_lpo", column.name) for column in numbers)
    assert all(measure_of_column("ledger", name) == "ledger" for name in change_tables.FIGURES)


def test_the_same_head_means_another_figure_in_another_table():
    assert measure_of_column("survey", "low") == "survey_share"
    assert measure_of_column("changetest", "low") == "wdd"
    assert measure_of_column("gunviolence", "low") == "shootings_near"


def test_a_name_needs_no_definition():
    assert measure_of_column("by_lpo", "name") is None
    assert measure_of_column("errata", "revision") is None
