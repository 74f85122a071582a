"""What every algorithm holds to: names, help, and errors that say which value is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProperty,
)
from qgis.PyQt.QtCore import QDate, QDateTime

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.processing.given import checked
from drugscene_plugin.store import open_store
from tests.processing.source_layers import source_of, square_wkt

CONTRACT = {
    "createstore": ["STORE", "CRS", "SAMPLE"],
    "copystore": ["FROM_STORE", "STORE"],
    "upgradestore": ["STORE", "CONFIRM"],
    "importareas": ["STORE", "INPUT", "LEVEL", "CODE_FIELD", "NAME_FIELD", "VALID_FROM", "VALID_TO", "OFFICIAL"],
    "openround": ["STORE", "ROUND", "REF_DATE", "FROM_ROUND", "DEFINITION", "DELISTING"],
    "importscenes": ["STORE", "ROUND", "INPUT", "ID_FIELD", "NAME_FIELD", "STATUS", "STRICT", "REJECTED"],
    "checkround": ["STORE", "ROUND", "FINDINGS"],
    "exportround": ["STORE", "ROUND", "PROFILE", "THRESHOLD", "LANGUAGE", "FOLDER"],
}
NUMBERS = {
    "importareas": ["COUNT"],
    "openround": ["COUNT"],
    "importscenes": ["COUNT"],
    "checkround": ["ERRORS", "WARNINGS"],
}


def algorithm(provider, name="openround"):
    return provider.algorithm(name).create()


def given(provider, name="openround", **parameters):
    return checked(algorithm(provider, name), parameters, QgsProcessingContext())


def refusal(provider, name="openround", **parameters):
    with pytest.raises(Refusal) as refused:
        given(provider, name, **parameters)
    return refused.value


ROUND = {"STORE": "x.gpkg", "ROUND": "2023", "REF_DATE": "2023-10-01"}


@pytest.mark.parametrize("name, parameters", CONTRACT.items())
def test_the_contract_is_kept(provider, name, parameters):
    found = algorithm(provider, name)
    definitions = found.parameterDefinitions()
    assert [d.name() for d in definitions if d.name() in parameters] == parameters
    optional = QgsProcessingParameterDefinition.FlagOptional
    more = [d for d in definitions if d.name() not in parameters]
    assert all(d.flags() & optional or d.defaultValue() is not None for d in more)


@pytest.mark.parametrize("name, outputs", NUMBERS.items())
def test_counts_are_declared_as_numbers(provider, name, outputs):
    found = algorithm(provider, name)  # owns the definitions: they die with it
    made = {o.name(): o for o in found.outputDefinitions()}
    assert all(isinstance(made[output], QgsProcessingOutputNumber) for output in outputs)


@pytest.mark.parametrize("name", CONTRACT)
def test_an_algorithm_and_each_of_its_parameters_have_help(provider, name):
    found = algorithm(provider, name)
    assert len(found.shortHelpString()) > 60
    assert found.displayName() and found.group() and found.groupId()
    assert [d.name() for d in found.parameterDefinitions() if len(d.help()) < 10] == []


def test_a_misspelt_parameter_is_named_with_the_one_that_was_meant(provider):
    wrong = refusal(provider, "exportround", STORE="x", ROUND="2023", FOLDER="f", TRESHOLD=3)
    assert (wrong.code, wrong.values["parameter"], wrong.values["nearest"]) == (
        "parameter_misspelt",
        "TRESHOLD",
        "THRESHOLD",
    )


def test_a_parameter_in_small_letters_is_no_parameter(provider):
    assert refusal(provider, **ROUND, definition="D2").values["nearest"] == "DEFINITION"


def test_a_parameter_like_no_other_is_named_with_those_that_there_are(provider):
    wrong = refusal(provider, **ROUND, ZZ="1")
    assert wrong.code == "parameter_unknown"
    assert wrong.values["parameter"] == "ZZ"
    assert wrong.values["known"].startswith("STORE, ROUND")


@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_missing_parameter_is_named(provider, value):
    assert refusal(provider, **{**ROUND, "ROUND": value}).values == {"parameter": "ROUND"}


@pytest.mark.parametrize("word", ["lpo", "LPO", " Lpo "])
def test_words_of_an_enumeration_are_taken_in_any_case(provider, word):
    source = source_of([(square_wkt(), {"code": "a"})])
    taken = given(provider, "importareas", STORE="x", INPUT=source, LEVEL=word)
    assert taken.word("LEVEL") == taken.parameters["LEVEL"] == "lpo"


@pytest.mark.parametrize("word", ["county", "0", 0, "lpo,municipality"])
def test_another_word_is_named_with_those_that_there_are(provider, word):
    source = source_of([(square_wkt(), {"code": "a"})])
    wrong = refusal(provider, "importareas", STORE="x", INPUT=source, LEVEL=word)
    assert (wrong.code, wrong.values["parameter"], wrong.values["value"]) == (
        "parameter_word_unknown",
        "LEVEL",
        str(word),
    )
    assert wrong.values["known"] == "police_area, lpo, municipality, district"


@pytest.mark.parametrize(
    "value",
    ["2023-10-01", " 2023-10-01 ", "2023-10-01T00:00:00", "2023-10-01T00:00:00.000Z", QDate(2023, 10, 1),
     QDateTime(QDate(2023, 10, 1), QDateTime.currentDateTime().time()), date(2023, 10, 1)],
)  # fmt: skip
def test_a_day_is_read_however_it_comes(provider, value):
    assert given(provider, **{**ROUND, "REF_DATE": value}).day("REF_DATE") == date(2023, 10, 1)


@pytest.mark.parametrize("value", ["soon", "2023-13-01", "2023-02-30", "01/10/2023", "20231001", "2023-10", "2023"])
def test_what_is_no_day_is_named(provider, value):
    wrong = refusal(provider, **{**ROUND, "REF_DATE": value})
    assert (wrong.code, wrong.values) == ("parameter_day_invalid", {"parameter": "REF_DATE", "value": value})


@pytest.mark.parametrize(
    "value, truth", [(True, True), ("true", True), ("YES", True), (1, True), ("0", False), ("no", False)]
)
def test_yes_and_no_are_read(provider, value, truth):
    assert given(provider, "createstore", STORE="x", SAMPLE=value).flag("SAMPLE") is truth


def test_neither_yes_nor_no_is_named(provider):
    assert refusal(provider, "createstore", STORE="x", SAMPLE="maybe").values == {
        "parameter": "SAMPLE",
        "value": "maybe",
    }


@pytest.mark.parametrize("value", ["many", 2.5, 0, "-1", "nan"])
def test_a_number_that_does_not_fit_is_named(provider, value):
    wrong = refusal(provider, "exportround", STORE="x", ROUND="2023", FOLDER="f", THRESHOLD=value)
    assert (wrong.code, wrong.values) == ("parameter_number_invalid", {"parameter": "THRESHOLD", "value": str(value)})


def test_an_unknown_crs_is_named(provider):
    assert refusal(provider, "createstore", STORE="x", CRS="EPSG:999999").values == {"crs": "EPSG:999999"}


def test_a_layer_that_cannot_be_read_is_named(provider):
    wrong = refusal(provider, "importareas", STORE="x", INPUT="/nowhere/at.shp", LEVEL="lpo")
    assert (wrong.code, wrong.values) == ("input_unreadable", {"parameter": "INPUT", "value": "/nowhere/at.shp"})


def test_a_long_value_is_shown_short_and_on_one_line(provider):
    wrong = refusal(provider, **{**ROUND, "REF_DATE": "x\n" * 10_000})
    assert len(wrong.values["value"]) <= 100
    assert "\n" not in wrong.values["value"]


def test_values_from_a_model_are_evaluated(provider):
    taken = given(provider, **{**ROUND, "REF_DATE": QgsProperty.fromExpression("'2023-' || '11-15'")})
    assert taken.day("REF_DATE") == date(2023, 11, 15)


def test_defaults_stand_in_for_what_is_not_given(provider):
    taken = given(provider, "createstore", STORE="x")
    assert (taken.crs("CRS").authid(), taken.flag("SAMPLE")) == ("EPSG:3006", False)
    taken = given(provider, "exportround", STORE="x", ROUND="2023", FOLDER="f")
    assert (taken.word("PROFILE"), taken.word("LANGUAGE"), taken.number("THRESHOLD")) == ("internal", "sv", 5)


@pytest.mark.parametrize("name", CONTRACT)
def test_qgis_itself_accepts_a_run_with_what_is_required(provider, name):
    values = {
        "STORE": "/tmp/x.gpkg",
        "FROM_STORE": "/tmp/y.gpkg",
        "ROUND": "2023",
        "REF_DATE": "2023-10-01",
        "INPUT": source_of([(square_wkt(), {"code": "a"})]),
        "LEVEL": "LPO",
        "FOLDER": "/tmp",
    }
    found = algorithm(provider, name)
    required = {d.name(): values[d.name()] for d in found.parameterDefinitions() if d.name() in values}
    assert found.checkParameterValues(required, QgsProcessingContext()) == (True, "")


@pytest.mark.parametrize("location", ["postgresql:NAME", "postgresql://host/base", "service=county"])
def test_a_store_on_a_server_is_a_value_that_qgis_lets_through(provider, location):
    found = algorithm(provider, "checkround")
    assert found.checkParameterValues({"STORE": location, "ROUND": "2023"}, QgsProcessingContext()) == (True, "")


def test_a_script_that_skips_the_check_is_refused_all_the_same(provider):
    with pytest.raises(QgsProcessingException, match="ROUNDD: did you mean ROUND"):
        algorithm(provider, "checkround").run(
            {"STORE": "x", "ROUND": "2023", "ROUNDD": "2024"},
            QgsProcessingContext(),
            QgsProcessingFeedback(),
            {},
            False,
        )


def test_a_bug_stays_a_traceback(run, place, monkeypatch):
    from drugscene_plugin.processing.algorithms import open_round

    def broken(*arguments):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(open_round, "open_round", broken)
    with pytest.raises(Exception) as raised:
        run("openround", STORE=place, ROUND="2023", REF_DATE="2023-10-01")
    assert "Traceback" in str(raised.value)
    assert "ZeroDivisionError: a bug" in str(raised.value)


def test_the_log_of_changes_says_who_did_it(run, place):
    from drugscene_plugin.settings import Settings

    run("openround", STORE=place, ROUND="2023", REF_DATE="2023-10-01")
    assert [line.by for line in open_store(place).log("2023")] == [Settings().person]
    assert Settings().person


def test_a_temporary_place_is_no_place_for_a_store(run):
    assert "STORE" in run.refused("createstore", STORE=QgsProcessing.TEMPORARY_OUTPUT)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_toolbox_can_show_its_dialog(provider, qtbot, monkeypatch, name):
    import processing
    from processing.gui import ParametersPanel

    monkeypatch.setattr(ParametersPanel, "iface", None)  # the tests' stand-in has no browser
    dialog = processing.createAlgorithmDialog(f"drugscene:{name}")
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.algorithm().name() == name
