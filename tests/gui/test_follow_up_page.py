"""The page of the follow-up by itself: what it asks for, how its table sorts and is copied, how the map is coloured."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsLayerTreeModel, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtXml import QDomDocument

from drugscene_plugin.domain.disclosure import disclose
from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.figure import Figure
from drugscene_plugin.domain.incident_counts import Quality
from drugscene_plugin.domain.mapping_round import RoundLabel
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.table import Column, Measure, Table
from drugscene_plugin.gui.dock.follow_up_page import FollowUpPage
from drugscene_plugin.gui.dock.follow_up_showing import FollowUpShowing
from drugscene_plugin.gui.figure_map import FigureMap
from drugscene_plugin.gui.follow_up import (
    CHANGE_TEST,
    GUN_VIOLENCE,
    MEASURES,
    SURVEY,
    RoundFigures,
    default_answers,
    guessed,
    lacking,
)
from drugscene_plugin.gui.map_overlay import MapOverlay
from drugscene_plugin.gui.models.figure_table import FigureTableModel
from drugscene_plugin.store.layers import FIGURE_KIND, find_layers, leave_ghosts_out
from drugscene_plugin.workflow.follow_up import QualityOf, quality_table
from tests.builders import square

POLICE = ["ID", "BROTTSKOD", "BROTTSDATUMTID_START", "BROTTSDATUMTID_SLUT", "SWEREF_E", "SWEREF_N"]


@pytest.fixture
def page(qgis_app, qtbot):
    page = FollowUpPage()
    qtbot.addWidget(page)
    page.show()
    return page


def shown(widget):
    return not widget.isHidden()


# -- what is asked for -----------------------------------------------------------------------------------------------


def test_each_measure_shows_what_it_needs_and_nothing_else(page):
    form = page.form
    page.show_measure(GUN_VIOLENCE)
    assert shown(form.counting.distances) and not shown(form.counting.groups) and not shown(form.survey)
    assert not form.period.compares and not shown(form.period.compare)
    page.show_measure(SURVEY)
    assert shown(form.survey) and not shown(form.period) and not shown(form.counting)
    page.show_measure(CHANGE_TEST)
    assert form.period.compares and not shown(form.period.compare)  # two periods must be given
    assert shown(form.counting.groups) and not shown(form.counting.region) and shown(form.control)


@pytest.mark.parametrize("measure", MEASURES)
def test_answers_are_shown_and_taken_back_unchanged(page, measure):
    page.form.counting.groups.offer({"violence": "Violence", "weapons": "Weapons"})
    page.form.survey.show_areas({"L1": "Väst", "L2": "Öst"})
    page.show_measure(measure)
    given = {**default_answers(date(2023, 10, 1)), "groups": ["weapons"], "band": 150.0, "seed": 7, "minimum_n": 40}
    page.form.take(given)
    answers = page.form.answers()
    same = ("from", "to", "from2", "to2", "groups", "band", "distances", "region", "bands", "seed", "minimum_n")
    assert {name: answers[name] for name in same} == {name: given[name] for name in same}


def test_fields_are_guessed_from_the_names_of_police_extracts():
    found = guessed("concentration", POLICE, False, {})
    assert found == {
        "code": "BROTTSKOD", "start": "BROTTSDATUMTID_START", "end": "BROTTSDATUMTID_SLUT", "x": "SWEREF_E", "y": "SWEREF_N",
    }  # fmt: skip
    assert guessed(GUN_VIOLENCE, POLICE, True, {}) == {"start": "BROTTSDATUMTID_START"}
    assert guessed(SURVEY, ["ANSWER", "WEIGHT", "Distance"], True, {}) == {"answer": "ANSWER", "weight": "WEIGHT"}
    assert guessed(SURVEY, ["ANSWER", "Distance"], False, {})["distance"] == "Distance"


def test_what_cannot_be_guessed_is_named_before_anything_is_read():
    assert lacking("concentration", {"start": "DAG"}, True) == ("code",)
    assert lacking("concentration", {"start": "DAG", "code": "KOD"}, False) == ("x", "y")
    assert lacking(SURVEY, {"answer": "Q"}, False) == ("distance",)
    assert lacking(SURVEY, {"answer": "Q"}, True) == ()


def test_an_answer_is_a_problem_or_none_and_never_both(page):
    survey = page.form.survey
    survey.show_values(["1", "2", "9"], True, ["1"], ["9"])
    assert survey.answers()["problem"] == ["1"] and survey.answers()["others"] == ["2"]
    survey.values.topLevelItem(2).setCheckState(1, Qt.CheckState.Checked)
    answers = survey.answers()
    assert (answers["problem"], answers["missing"], answers["others"]) == (["1", "9"], [], ["2"])


def test_where_not_all_answers_are_listed_the_others_are_not_known(page):
    survey = page.form.survey
    survey.show_values(["1"], False, ["1"], [])
    assert survey.answers()["others"] is None and survey.answers()["problem"] == ["1"]
    assert "many more" in survey.values.topLevelItem(1).text(0)


def test_ticking_all_areas_asks_for_no_coverage_and_ticking_none_is_told(page):
    survey = page.form.survey
    survey.show_areas({"L1": "Väst", "L2": "Öst"})
    assert survey.answers()["coverage"] == [] and not survey.covers_nothing
    survey.coverage.tick(["L2"])
    assert survey.answers()["coverage"] == ["L2"]
    survey.coverage.tick([])
    assert survey.covers_nothing


# -- the table -------------------------------------------------------------------------------------------------------


@pytest.fixture
def model(qgis_app):
    columns = (
        Column("level"),
        Column("code"),
        Column("name"),
        Column("group"),
        Column("count", Measure.COUNT),
        Column("share_of_crime", Measure.SHARE),
        Column("ratio", Measure.NUMBER),
        Column("caveats"),
    )
    rows = (
        ("lpo", "L1", "Väst", "violence", 1200, 0.391, 12.5, None),
        ("lpo", "L2", "Öst", "narcotics_possession_use", 7, 0.5, None, "found_by_control"),
        ("lpo", "L3", "Ås", "violence", 30, None, 2.25, None),
    )
    table = disclose(Table("concentration", columns, rows), Profile.INTERNAL)
    made = FigureTableModel()
    names = [column.name for column in columns]
    made.refill(table, [dict(zip(names, row)) for row in rows], False)
    return made


def column_of(model, name, role=Qt.ItemDataRole.DisplayRole):
    place = list(model.columns).index(name)
    return [model.index(row, place).data(role) for row in range(model.rowCount())]


def test_numbers_sort_as_numbers_and_what_has_none_comes_last(model):
    place = list(model.columns).index("ratio")
    model.sort(place, Qt.SortOrder.DescendingOrder)
    assert column_of(model, "name") == ["Väst", "Ås", "Öst"]
    model.sort(place, Qt.SortOrder.AscendingOrder)
    assert column_of(model, "name") == ["Ås", "Väst", "Öst"]
    model.sort(list(model.columns).index("count"), Qt.SortOrder.DescendingOrder)
    assert column_of(model, "count") == ["1\u202f200", "30", "7"]


def test_crime_found_by_control_is_marked_and_codes_have_names(model):
    assert column_of(model, "group") == ["Violence", "Narcotics: possession and use *", "Violence"]
    assert column_of(model, "share_of_crime") == ["39.1\u00a0%", "50.0\u00a0%", ""]


def test_a_head_tells_the_definition_of_its_figure(model):
    place = list(model.columns).index("ratio")
    assert model.definition_at(model.index(0, place)) == "ratio"
    tip = model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "elsewhere" in tip
    assert model.definition_at(model.index(0, list(model.columns).index("name"))) == "unit"


def test_a_row_that_names_its_figure_tells_the_definition_of_that_figure(qgis_app):
    columns = (Column("figure"), Column("distance", Measure.NUMBER), Column("count", Measure.COUNT))
    figures = ("shootings_near", "scenes_with_shooting", "near_repeat_pairs")
    table = disclose(Table("gunviolence", columns, tuple((f, 100.0, 3) for f in figures)), Profile.INTERNAL)
    model = FigureTableModel()
    model.refill(table, [dict(zip(("figure", "distance", "count"), row)) for row in table.table.rows], False)
    place = list(model.columns).index("count")
    assert tuple(model.definition_at(model.index(row, place)) for row in range(3)) == figures


def test_what_is_copied_is_for_a_spreadsheet(model):
    cells = [model.index(row, list(model.columns).index(name)) for row in (0, 1) for name in ("name", "count", "ratio")]
    assert model.copied(cells) == "Area\tNumber counted\tRatio\nVäst\t1200\t12.5\nÖst\t7\t\n"


def test_copying_without_a_selection_takes_the_whole_table(page, model):
    results = page.results
    columns = (Column("group"), Column("scenes", Measure.COUNT))
    table = disclose(Table("lorenz", columns, (("violence", 1), ("violence", 2))), Profile.INTERNAL)
    results.show_rows(table, [{"group": "violence", "scenes": n} for n in (1, 2)], (), {})
    results.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1:] == ["Violence\t1", "Violence\t2"]


def test_a_click_on_a_figure_shows_its_definition_and_the_question_mark_shows_all(page):
    results = page.results
    columns = (Column("level"), Column("code"), Column("name"), Column("pai", Measure.NUMBER))
    row = {"level": "lpo", "code": "L1", "name": "Väst", "pai": 3.0}
    results.show_measured("", [("concentration", "Crime")], ())
    results.show_rows(
        disclose(Table("concentration", columns, (tuple(row.values()),)), Profile.INTERNAL), [row], ["Beware"], {}
    )
    results.table.setCurrentIndex(results.model.index(0, list(results.model.columns).index("pai")))
    assert "share of the baseline" in results.notes.toPlainText().lower() and "Beware" in results.notes.toPlainText()
    page.explain.click()
    assert page.parts.currentWidget() is results and "Lorenz" in results.notes.toHtml()
    assert "rows to look at" in results.notes.toPlainText()  # what the lines of quality say is there too


def test_a_table_that_only_gets_the_focus_explains_nothing(page):
    results = page.results
    columns, rows = (Column("group"), Column("count", Measure.COUNT)), [{"group": "violence", "count": 3}]
    table = disclose(Table("concentration", columns, (("violence", 3),)), Profile.INTERNAL)
    results.show_measured("", [("concentration", "Crime")], ())
    results.show_rows(table, rows, ["Beware"], {})
    page.show_results()
    index = results.model.index(0, 0)
    results.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)  # as Qt does
    assert results.notes.toPlainText().startswith("To bear in mind")
    results.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
    assert results.notes.toPlainText().startswith("Crime group")


def test_a_click_on_a_crime_group_shows_the_codes_that_it_was_made_of(page):
    results = page.results
    columns, rows = (Column("group"), Column("count", Measure.COUNT)), [{"group": "violence", "count": 3}]
    table = disclose(Table("concentration", columns, (("violence", 3),)), Profile.INTERNAL)
    results.show_measured("", [("concentration", "Crime")], ())
    results.show_rows(table, rows, (), {"violence": "0355, 0365 <2024"})
    results.table.setCurrentIndex(results.model.index(0, 0))
    assert "list of crime codes" in results.notes.toPlainText() and "0355, 0365 <2024" in results.notes.toPlainText()
    results.table.setCurrentIndex(results.model.index(0, 1))
    assert "0355" not in results.notes.toPlainText()


# -- the map ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def on_map(qgis_app):
    project, canvas = QgsProject(), QgsMapCanvas()
    figures = FigureMap(canvas, project)
    yield figures, project
    figures.close()


def outlines(*places):
    return {id: square(at=(x, 0)) for id, x in places}


def test_scenes_are_coloured_by_classes_with_a_legend_and_taken_away_whole(on_map):
    figures, project = on_map
    drawn = outlines(("a", 0), ("b", 500), ("c", 1000), ("d", 1500))
    figures.show("Number: Violence", "EPSG:3006", drawn, {"a": 0, "b": 3, "c": 12, "d": None})
    (layer,) = find_layers(project, FIGURE_KIND)
    assert layer.extent().contains(QgsRectangle(0, 0, 1600, 100)) and len(layer.items()) == 4
    model = QgsLayerTreeModel(project.layerTreeRoot())
    node = project.layerTreeRoot().findLayer(layer.id())
    assert [line.data(Qt.ItemDataRole.DisplayRole) for line in model.layerLegendNodes(node)] == [
        "0", "3", "12", "no figure",
    ]  # fmt: skip
    assert node.parent() is not project.layerTreeRoot() and node.parent().name() == "Follow-up"
    figures.show("Ratio: Violence", "EPSG:3006", drawn, {"a": 1.5})
    assert len(find_layers(project, FIGURE_KIND)) == 1 and len(project.layerTreeRoot().findGroups()) == 1
    heard = []
    figures.gone.connect(lambda: heard.append("gone"))
    project.removeMapLayer(find_layers(project, FIGURE_KIND)[0].id())  # as somebody does in the list of layers
    assert heard == ["gone"]
    figures.clear()
    assert not project.mapLayers() and not project.layerTreeRoot().findGroups()


def test_no_tool_can_select_or_snap_to_coloured_scenes(on_map):
    figures, project = on_map
    figures.show("Number", "EPSG:3006", outlines(("a", 0)), {"a": 1})
    (layer,) = find_layers(project, FIGURE_KIND)
    from qgis.core import QgsAnnotationLayer, QgsSnappingConfig, QgsSnappingUtils

    assert isinstance(layer, QgsAnnotationLayer)  # no layer of features: tools for these pass it by
    config = QgsSnappingConfig(project)
    config.setEnabled(True)
    utils = QgsSnappingUtils()
    utils.setConfig(config)
    assert not utils.snapToMap(QgsPointXY(0, 0)).isValid()


def test_a_project_file_holds_no_figure(on_map):
    figures, project = on_map
    figures.show("Number", "EPSG:3006", outlines(("a", 0)), {"a": 1})
    (layer,) = find_layers(project, FIGURE_KIND)
    document = QDomDocument("test")
    element = document.createElement("layer")
    element.appendChild(document.createElement("items"))
    leave_ghosts_out(layer, element, document)
    assert not element.firstChildElement("items").hasChildNodes()


def test_the_share_counted_is_of_the_period_and_other_years_are_named_apart(page):
    period = Period(date(2024, 1, 1), date(2025, 1, 1))
    quality = Quality(60, 60, 18, {"outside_period": 40, "no_place": 2})
    tables = (
        Table("changetest", (Column("group"), Column("level")), ()),
        quality_table("changetest_quality", [QualityOf(period, "2024", quality)]),
    )
    label, canvas, project = RoundLabel("2024"), QgsMapCanvas(), QgsProject()
    showing = FollowUpShowing(page.results, FigureMap(canvas, project), MapOverlay(canvas, project))
    figures = tuple(Figure(label, table, {}, "aa" * 32, "ada", "2025-01-02T10:00:00Z") for table in tables)
    showing.show(RoundFigures(figures), CHANGE_TEST)
    told = page.results.about.toPlainText().replace("\xa0", " ")
    assert "18 of the period’s 20 incidents counted (90.0 %); 40 lie in other periods" in told
    assert "no place: 2 (10.0 %)" in told
