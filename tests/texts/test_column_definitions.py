"""Every column that the page of the follow-up can show, figure or label, has its definition in both languages."""

from __future__ import annotations

import pytest

from drugscene_plugin.analysis import area_totals, change, gun_violence, lorenz, outline_split, survey
from drugscene_plugin.analysis.concentration_table import CONCENTRATION_COLUMNS
from drugscene_plugin.texts.column_definitions import code_of_column, explained
from drugscene_plugin.workflow import measure_survey
from drugscene_plugin.workflow.follow_up import QUALITY_COLUMNS

TABLES = {
    "concentration": CONCENTRATION_COLUMNS,
    "concentration_quality": QUALITY_COLUMNS,
    "lorenz": lorenz._COLUMNS,
    "outline_split": outline_split._COLUMNS,
    "area_totals": area_totals._COLUMNS,
    "area_totals_quality": QUALITY_COLUMNS,
    "changetest": change._COLUMNS,
    "changetest_quality": QUALITY_COLUMNS,
    "gunviolence": gun_violence._COLUMNS,
    "gunviolence_quality": QUALITY_COLUMNS,
    "survey": survey._COLUMNS,
    "survey_quality": measure_survey._QUALITY,
}
COLUMNS = [(table, column.name) for table, columns in TABLES.items() for column in columns]


def test_these_are_all_tables_of_the_page():
    from drugscene_plugin.gui import follow_up

    assert set(TABLES) == {name for names in follow_up.TABLES.values() for name in names}


@pytest.mark.parametrize("table, column", COLUMNS)
def test_a_column_is_defined_in_both_languages(table, column):
    code = code_of_column(table, column)
    assert code
    english, swedish = (explained(code, language) for language in ("en", "sv"))
    assert english.text != swedish.text and swedish.text.endswith(".") and swedish.name


@pytest.mark.parametrize("column", gun_violence._COLUMNS)
def test_a_row_of_gun_violence_tells_the_figure_that_it_names(column):
    code = code_of_column("gunviolence", column.name, "near_repeat_pairs")
    assert code == (column.name if column.name in ("method", "caveats") else "near_repeat_pairs")


def test_a_share_of_what_was_read_is_no_share_of_a_survey():
    assert code_of_column("gunviolence_quality", "share") == "incident_quality"
    assert code_of_column("survey_quality", "share") == "survey_quality"
    assert code_of_column("survey", "share") == "survey_share"
    assert code_of_column("errata", "revision") == ""
