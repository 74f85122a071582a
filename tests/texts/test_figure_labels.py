"""Every code and column of the follow-up's tables has its words."""

from __future__ import annotations

import pytest

from drugscene_plugin.analysis import (
    change,
    concentration,
    concentration_table,
    gun_violence,
    lorenz,
    outline_split,
    survey,
    zone_areas,
)
from drugscene_plugin.domain.incident_counts import Zone
from drugscene_plugin.texts.figure_labels import FIGURE_CODES
from drugscene_plugin.texts.labels import FIELDS, code_label, field_label

CAVEATS = (concentration.Caveat, change.ChangeCaveat, survey.SurveyCaveat, gun_violence.GunCaveat)


@pytest.mark.parametrize(
    ("code_list", "codes"),
    [
        ("zone", Zone),
        ("baseline_kind", zone_areas.BaselineKind),
        ("survey_status", survey.SurveyStatus),
        ("gun_figure", gun_violence.GunFigure),
        ("caveat", [caveat for kind in CAVEATS for caveat in kind]),
    ],
)
def test_every_code_that_a_table_has_has_its_words(code_list, codes):
    assert set(FIGURE_CODES[code_list]) >= {code.value for code in codes}


def test_every_method_has_its_words():
    methods = {method.value for method in concentration.Method}
    methods |= {
        *survey.METHOD.split(";"),
        "wilson",
        "monte_carlo",
        "knox_permutation",
        "weighted_displacement_difference",
    }
    assert set(FIGURE_CODES["figure_method"]) >= methods


@pytest.mark.parametrize("module", [change, concentration_table, gun_violence, lorenz, outline_split, survey])
def test_every_column_has_a_name(module):
    columns = getattr(module, "CONCENTRATION_COLUMNS", None) or module._COLUMNS
    assert [column.name for column in columns if column.name not in FIELDS] == []


def test_both_languages_are_there():
    assert code_label("zone", "beside", "en") == "Beside the scene" != code_label("zone", "beside", "sv")
    assert field_label("pai", "sv") == "Koncentration (PAI)"
