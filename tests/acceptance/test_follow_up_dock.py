"""The real panel through the follow-up: pick, guess, measure, cancel, look, show on the map, and open it again."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from shapely.affinity import translate

from drugscene_plugin.domain.lineage import LinkDecision, LinkKind, ReasonCode
from drugscene_plugin.domain.progress import stop_if_cancelled
from drugscene_plugin.domain.scene import SceneStatus
from drugscene_plugin.gui import follow_up
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.layers import FIGURE_KIND, find_layers
from tests.builders import ALL_YES, lpo, mapping_round, municipality, scene, square
from tests.windows import Interface, settle

EAST, NORTH = 600_000, 6_500_000
LEFT = Qt.MouseButton.LeftButton
HEAD = "BROTTSKOD,SWEREF_E,SWEREF_N,BROTTSDATUM,ANTAL"


def at(x, y):
    return (EAST + x, NORTH + y)


def row(id, label, outline, status=SceneStatus.OPEN):
    return scene(id, label, outline, name=f"Place {id}", status=status, answers=ALL_YES)


@pytest.fixture
def store_path(tmp_path):
    """Two LPOs; a and b are open in 2023, b has ceased by 2024; 2025 has no scene."""
    path = str(tmp_path / "store.gpkg")
    made = create_store(path, "EPSG:3006")
    areas = [
        lpo("L1", square(at=at(0, 0), side=4000), "Väst"),
        lpo("L2", square(at=at(4000, 0), side=4000), "Öst"),
        municipality("M", square(at=at(0, 0), side=8000)),
    ]
    made.add_areas(areas, "ada")
    a, b = square(at=at(1000, 1000), side=200), square(at=at(5000, 1000), side=200)
    rounds = (
        ("2023", date(2023, 10, 1), [row("a", "2023", a), row("b", "2023", b)]),
        ("2024", date(2024, 10, 1), [row("a", "2024", a), row("b", "2024", b, SceneStatus.CEASED)]),
        ("2025", date(2025, 10, 1), []),
    )
    before = None
    for label, day, scenes in rounds:
        made.add_round(mapping_round(label, day, from_round=before), scenes, "ada")
        before = label
    made.decide_links(
        "2024", [LinkDecision(LinkKind.CEASED, "b", None, "ada", "2024-10-02T00:00:00Z", ReasonCode.DELISTED, "")]
    )
    return path


def incidents(path, *rows):
    """A CSV file of incidents: (code, (x, y) or None, day, number)."""
    lines = [HEAD]
    for code, spot, day, number in rows:
        x, y = at(*spot) if spot is not None else ("", "")
        lines.append(f"{code},{x},{y},{day},{number}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def file(tmp_path):
    """12 supplies in a, 2 beside it and 6 elsewhere in 2023; three have no place, one no time."""
    return incidents(
        tmp_path / "incidents.csv",
        ("5005", (1100, 1100), "2023-05-01", 12),
        ("5005", (1250, 1100), "2023-06-01", 2),
        ("5005", (3000, 100), "2023-12-31", 6),
        ("5011", (5100, 1100), "2023-12-31", 9),
        ("5005", (3000, 100), "2024-01-01", 7),
        ("5005", None, "2023-05-01", 3),
        ("5005", (3000, 100), "", 1),
    )


@pytest.fixture
def interface(qgis_app):
    project = QgsProject()
    interface = Interface(project)
    interface.project = project
    yield interface
    interface.window.close()
    interface.window.deleteLater()
    settle()


@pytest.fixture
def settings():
    settings = Settings()
    settings.person = "Analytiker"
    for measure in follow_up.MEASURES:
        settings.remember_follow_up(measure, {})
    return settings


@pytest.fixture
def opened(interface, store_path, tmp_path, qtbot, settings):
    made = DrugsceneWindow(interface, interface.project, settings, tmp_path / "journal")
    made.interface, made.path, made.qtbot = interface, store_path, qtbot
    open_round(made, "2023")
    yield made
    made.close()
    settle()


def open_round(opened, label):
    with opened.qtbot.waitSignal(opened.session.round_changed, timeout=60_000):
        opened.session.open_store(opened.path, label)
    opened.qtbot.waitUntil(lambda: opened.session.active is not None, timeout=60_000)
    opened.panel.pages.setCurrentWidget(opened.panel.follow_up)
    opened.qtbot.waitUntil(lambda: opened.follow_up._reading is None, timeout=60_000)
    settle(50)


def choose_file(opened, path):
    opened.panel.follow_up.form.input.file.setFilePath(path)
    settle()


def press(widget):
    assert widget.isEnabled(), f"{widget.objectName()} is off: {widget.toolTip()}"
    QTest.mouseClick(widget, LEFT)
    settle()


def measure(opened):
    """Press Measure, and wait until it has ended."""
    press(opened.panel.follow_up.run)
    opened.qtbot.waitUntil(lambda: not opened.panel.follow_up.work.busy, timeout=60_000)
    settle(20)


def pick_kind(opened, measure):
    page = opened.panel.follow_up
    page.measure.setCurrentIndex(page.measure.findData(measure))
    settle()


def said(opened):
    """What the message bar says."""
    return "\n".join(item.text() for item in opened.interface.bar.items())


def shown_rows(opened, *columns):
    """The rows of the table as they are read."""
    model = opened.panel.follow_up.results.model
    places = [list(model.columns).index(column) for column in columns]
    return [tuple(model.index(row, place).data() for place in places) for row in range(model.rowCount())]


def choose(combo, code):
    place = combo.findData(code)
    assert place >= 0, [combo.itemData(n) for n in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    settle()


# -- the main line ---------------------------------------------------------------------------------------------------


def test_a_file_is_guessed_measured_and_shown_with_what_it_rests_on_first(opened, file):
    page = opened.panel.follow_up
    assert not page.run.isEnabled() and "layer or a text file" in page.why.text()
    choose_file(opened, file)
    assert page.form.input.chosen_fields() == {
        "start": "BROTTSDATUM", "code": "BROTTSKOD", "count": "ANTAL", "x": "SWEREF_E", "y": "SWEREF_N",
    }  # fmt: skip
    page.form.counting.groups.tick(["narcotics_supply"])
    measure(opened)
    assert page.parts.currentWidget() is page.results
    about = page.results.about.toPlainText()
    counted = "20 of the period’s 33 incidents counted", "7 lie in other periods"
    for part in ("Analytiker", *counted, "no place: 3", "rows 6", "no time: 1", "rows 7", "beside: 100 m"):
        assert part in about, part
    assert shown_rows(opened, "zone", "count") == [
        ("In the scene", "12"), ("Beside the scene", "2"), ("Elsewhere", "6"),
    ]  # fmt: skip
    notes = page.results.notes.toPlainText()
    assert "Total area" in notes or "total area" in notes


def test_the_figures_are_those_of_the_algorithm(opened, file, tmp_path, qgis_processing):
    import processing

    from drugscene_plugin.processing.provider import DrugsceneProvider

    other = str(tmp_path / "other.gpkg")
    shutil.copy(opened.path, other)
    provider = DrugsceneProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        days = {"FROM": "2023-01-01", "TO": "2024-01-01"}
        processing.run("drugscene:concentration", {"STORE": other, "ROUND": "2023", "INCIDENTS": file, **days})
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)
    choose_file(opened, file)
    measure(opened)
    theirs, mine = ({f.name: f for f in open_store(path).figures("2023")} for path in (other, opened.path))
    assert set(mine) == set(theirs)
    for name, figure in mine.items():
        assert (figure.table, figure.sha256) == (theirs[name].table, theirs[name].sha256)
        assert figure.parameters == theirs[name].parameters
        assert figure.by == "Analytiker"


def test_a_round_that_is_opened_again_shows_what_was_measured(opened, file):
    choose_file(opened, file)
    measure(opened)
    open_round(opened, "2024")
    results = opened.panel.follow_up.results
    assert "Not measured" in results.about.toPlainText() and not results.views.isVisibleTo(results)
    open_round(opened, "2023")
    assert "Measured" in results.about.toPlainText() and results.model.rowCount() > 0


def test_what_was_asked_is_remembered_and_the_period_follows_the_round(opened, file):
    choose_file(opened, file)
    form = opened.panel.follow_up.form
    form.counting.groups.tick(["violence"])
    form.counting.band.setValue(150)
    measure(opened)
    open_round(opened, "2024")
    assert form.input.chosen_file() == file and form.input.chosen_fields()["code"] == "BROTTSKOD"
    answers = form.answers()
    assert (answers["groups"], answers["band"]) == (["violence"], 150.0)
    assert (answers["from"], answers["to"]) == ("2024-01-01", "2025-01-01")


def test_a_question_that_was_half_asked_is_still_there_after_a_look_at_another(opened, file):
    choose_file(opened, file)
    form = opened.panel.follow_up.form
    form.counting.groups.tick(["weapons"])
    form.counting.band.setValue(250)
    pick_kind(opened, "survey")
    assert form.input.chosen_file() == ""
    pick_kind(opened, "concentration")
    assert form.input.chosen_file() == file and form.input.chosen_fields()["code"] == "BROTTSKOD"
    assert (form.answers()["groups"], form.answers()["band"]) == (["weapons"], 250.0)


def test_a_change_of_outlines_makes_the_figures_stale_and_says_so(opened, file):
    choose_file(opened, file)
    measure(opened)
    first = opened.session.rows()[0]
    moved = replace(first.scene, outline=translate(first.scene.outline, 10, 0))
    opened.session.copy.apply("Move", {first.handle: moved})
    settle()
    assert "save first" in opened.panel.follow_up.why.text()
    assert opened.session.save()
    about = opened.panel.follow_up.results.about
    opened.qtbot.waitUntil(lambda: "other outlines" in about.toPlainText(), timeout=60_000)


def test_cancelling_is_answered_at_once_and_keeps_nothing(opened, file, monkeypatch):
    heard, measured = [], follow_up._WORK["concentration"]

    def deaf(store, label, asked, progress):
        """Work between two of its steps: it does not hear that it should stop until it is done."""
        heard.append("started")
        while "pressed" not in heard:
            time.sleep(0.01)
        found = measured(store, label, asked, _Deaf())
        heard.append("measured")
        return found

    monkeypatch.setitem(follow_up._WORK, "concentration", deaf)
    choose_file(opened, file)
    page = opened.panel.follow_up
    press(page.run)
    opened.qtbot.waitUntil(lambda: heard == ["started"], timeout=30_000)
    assert page.work.busy and not page.run.isEnabled()
    QTest.mouseClick(page.work.cancel, LEFT)
    assert page.run.isEnabled() and not page.work.busy
    heard.append("pressed")
    opened.qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=60_000)
    settle(50)
    assert heard[-1] == "measured" and open_store(opened.path).figures("2023") == []
    assert page.parts.currentIndex() == 0 and "Not measured" in page.results.about.toPlainText()


class _Deaf:
    """A progress that never says that somebody wants to stop."""

    def report(self, share):
        pass

    def cancelled(self):
        return False


def test_leaving_the_round_stops_what_is_measured(opened, file, monkeypatch):
    heard = []

    def endless(store, label, asked, progress):
        heard.append("started")
        try:
            while True:
                stop_if_cancelled(progress)
                time.sleep(0.01)
        finally:
            heard.append("stopped")

    monkeypatch.setitem(follow_up._WORK, "concentration", endless)
    choose_file(opened, file)
    press(opened.panel.follow_up.run)
    opened.qtbot.waitUntil(lambda: heard == ["started"], timeout=30_000)
    opened.session.close()
    opened.qtbot.waitUntil(lambda: heard == ["started", "stopped"], timeout=30_000)


# -- tables, charts, the map -----------------------------------------------------------------------------------------


def test_levels_groups_charts_and_definitions_are_a_click_away(opened, file):
    choose_file(opened, file)
    measure(opened)
    results = opened.panel.follow_up.results
    choose(results.part, "narcotics_supply")
    choose(results.level, "scene")
    assert shown_rows(opened, "name", "count")[:2] == [("Place a", "12"), ("Place a", "2")]
    results.table.setCurrentIndex(results.model.index(0, list(results.model.columns).index("count")))
    assert "exact interval" in results.notes.toPlainText() or "incidents" in results.notes.toPlainText().lower()
    assert results.chart.chart is not None and "narcotics_supply" in results.chart.chart.name
    choose(results.table_choice, "lorenz")
    assert results.chart.chart.kind.value == "curve" and "regression to the mean" in results.notes.toPlainText()
    choose(results.table_choice, "concentration_quality")
    assert results.chart.chart is None and not results.views.isTabEnabled(1)


def test_scenes_are_shown_on_the_map_by_a_figure_and_taken_away(opened, file):
    choose_file(opened, file)
    measure(opened)
    results = opened.panel.follow_up.results
    choose(results.part, "narcotics_supply")
    press(results.on_map)
    (layer,) = find_layers(opened.interface.project, FIGURE_KIND)
    assert "Narcotics: supply" in layer.name() and len(layer.items()) == 2
    choose(results.part, "narcotics_possession_use")  # the map follows
    (layer,) = find_layers(opened.interface.project, FIGURE_KIND)
    assert "possession" in layer.name() and results.on_map.isChecked()
    assert opened.session.copy.layer.id() in opened.interface.project.mapLayers()
    press(results.on_map)
    assert find_layers(opened.interface.project, FIGURE_KIND) == []
    press(results.on_map)
    open_round(opened, "2024")
    assert find_layers(opened.interface.project, FIGURE_KIND) == []


def test_closing_takes_the_coloured_scenes_away(interface, store_path, tmp_path, qtbot, settings, file):
    made = DrugsceneWindow(interface, interface.project, settings, tmp_path / "journal")
    made.interface, made.path, made.qtbot = interface, store_path, qtbot
    open_round(made, "2023")
    choose_file(made, file)
    measure(made)
    press(made.panel.follow_up.results.on_map)
    assert find_layers(interface.project, FIGURE_KIND)
    made.close()
    settle()
    assert find_layers(interface.project, FIGURE_KIND) == []


# -- layers, and the other measures ----------------------------------------------------------------------------------


def memory_layer(rows, fields):
    layer = QgsVectorLayer(f"Point?crs=EPSG:3006&{'&'.join(f'field={f}' for f in fields)}", "brought", "memory")
    features = []
    for spot, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*at(*spot))))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def choose_layer(opened, layer):
    """Pick a layer of the project that QGIS has open: its choices of layers know no other."""
    QgsProject.instance().addMapLayer(layer)
    opened.panel.follow_up.form.input.layer.setLayer(layer)
    settle()


@pytest.fixture
def forget_layers():
    yield
    QgsProject.instance().removeAllMapLayers()


def survey_layer(values=("1", "2"), weights=(1.0, 1.0)):
    near = [((1400, 1100), (values[0], weights[0]))] * 40
    far = [((3900, 3900), (values[1], weights[1]))] * 40
    return memory_layer([*near, *far], ("svar:string", "vikt:double"))


def test_a_survey_lists_the_answers_there_are_and_shows_shares_by_distance(opened, forget_layers):
    pick_kind(opened, "survey")
    page = opened.panel.follow_up
    choose_layer(opened, survey_layer())
    survey = page.form.survey
    opened.qtbot.waitUntil(lambda: survey.values.topLevelItemCount() == 2, timeout=60_000)
    assert "problem" in page.why.text()
    survey.values.topLevelItem(0).setCheckState(1, Qt.CheckState.Checked)
    measure(opened)
    assert shown_rows(opened, "distance_from", "n", "share")[0] == ("0", "40", "100.0\u00a0%")
    assert page.results.chart.chart.kind.value == "gradient"
    assert "answers that mean a problem: 1 ·" in page.results.about.toPlainText()
    assert "80" in page.results.about.toPlainText()


def test_a_year_that_covered_one_area_gives_no_county_figure(opened, forget_layers):
    pick_kind(opened, "survey")
    page = opened.panel.follow_up
    choose_layer(opened, survey_layer())
    survey = page.form.survey
    opened.qtbot.waitUntil(lambda: survey.values.topLevelItemCount() == 2, timeout=60_000)
    survey.values.topLevelItem(0).setCheckState(1, Qt.CheckState.Checked)
    survey.coverage.tick(["L1"])
    measure(opened)
    assert {status for (status,) in shown_rows(opened, "status")} == {"Not measured"}
    choose(page.results.level, "lpo")
    assert ("Väst", "100.0\u00a0%") in shown_rows(opened, "name", "share")


def test_weights_that_are_negative_are_refused_with_how_many_and_three_of_them(opened, forget_layers):
    pick_kind(opened, "survey")
    choose_layer(opened, survey_layer(weights=(-1.0, 1.0)))
    survey = opened.panel.follow_up.form.survey
    opened.qtbot.waitUntil(lambda: survey.values.topLevelItemCount() == 2, timeout=60_000)
    survey.values.topLevelItem(0).setCheckState(1, Qt.CheckState.Checked)
    measure(opened)
    text = said(opened)
    assert "40 answers have a weight" in text and text.count("“-1.0”") == 3
    assert open_store(opened.path).figures("2023") == []


def test_shootings_and_the_test_of_change_run_from_the_page_too(opened, file, tmp_path):
    pick_kind(opened, "gunviolence")
    choose_file(opened, file)
    measure(opened)
    assert shown_rows(opened, "figure", "count")[0][0] == "Shootings near a scene"
    assert opened.panel.follow_up.results.chart.chart is not None
    open_round(opened, "2024")
    pick_kind(opened, "changetest")
    choose_file(opened, file)
    measure(opened)
    assert {f.name for f in open_store(opened.path).figures("2024")} == {"changetest", "changetest_quality"}
    results = opened.panel.follow_up.results
    assert "below ten" in results.notes.toPlainText()
    choose(results.part, "narcotics_supply")
    table = next(f for f in open_store(opened.path).figures("2024") if f.name == "changetest").table
    place = [column.name for column in table.columns].index("wdd")
    supply = [row[place] for row in table.rows if "narcotics_supply" in row]
    assert results.chart.chart.kind.value == "differences"
    assert [point.value for point in results.chart.chart.series[0].points] == supply


def test_the_change_is_split_into_crime_and_outline_beside_its_table(opened, file):
    open_round(opened, "2024")
    choose_file(opened, file)
    press(opened.panel.follow_up.form.period.compare)
    measure(opened)
    results = opened.panel.follow_up.results
    choose(results.table_choice, "outline_split")
    assert [series.label.code for series in results.chart.chart.series] == [
        "total_change", "crime_change", "outline_change",
    ]  # fmt: skip
    choose(results.part, "narcotics_supply")
    first, crime, outline, last = (point.value for point in results.chart.chart.series[0].points)
    assert first + crime + outline == last
    shown = dict(zip(results.model.columns, shown_rows(opened, *results.model.columns)[0]))
    assert (shown["earlier_count"], shown["count"]) == (str(first), str(last))


def test_rows_without_coordinates_give_totals_by_the_areas_that_they_name(opened, tmp_path):
    path = tmp_path / "totals.csv"
    lines = ["Lokalpolisområde;Brottskod;Brottsdatum;Antal", "Väst;5005;2023-02-01;7", "Öst;5005;2023-03-01;2"]
    lines.append("Atlantis;5005;2023-03-01;1")
    path.write_text("\n".join(lines), encoding="utf-8")
    choose_file(opened, str(path))
    page = opened.panel.follow_up
    assert page.form.input.chosen_fields()["lpo"] == "Lokalpolisområde" and page.run.isEnabled()
    counting, period = page.form.counting, page.form.period
    assert "without coordinates" in page.why.text() and not counting.groups.isHidden()
    assert all(widget.isHidden() for widget in (counting.band, counting.region, counting.baseline))
    press(period.compare)  # years are compared without scenes, so the first round may be, too
    assert period.compares and period.from_round.isHidden() and period.basis.isHidden()
    measure(opened)
    choose(page.results.level, "lpo")
    choose(page.results.part, "narcotics_supply")
    assert {("Väst", "7"), ("Öst", "2")} <= set(shown_rows(opened, "name", "count"))
    assert [p.value for p in page.results.chart.chart.series[0].points] == [7, 2, 9]  # and the county
    about = page.results.about.toPlainText()
    assert "2023-01-01 until 2024-01-01: 9 of the period’s 10 incidents counted" in about and "outlines" not in about
    assert "Atlantis" in said(opened)
    assert page.results.on_map.isHidden()
    choose_file(opened, "")
    assert not counting.band.isHidden() and not period.compare.isEnabled()


def test_codes_that_were_not_valid_on_their_day_are_named(opened, tmp_path):
    file = incidents(
        tmp_path / "old.csv", ("4073", (1100, 1100), "2024-02-01", 2), ("5005", (1100, 1100), "2024-02-01", 1)
    )
    open_round(opened, "2024")
    choose_file(opened, file)
    measure(opened)
    assert "4073 (2)" in said(opened)


# -- bad input -------------------------------------------------------------------------------------------------------


def test_a_file_in_windows_1252_with_semicolons_and_decimal_commas_is_read(opened, tmp_path):
    path = tmp_path / "utdrag.csv"
    lines = ["Brottskod;Sweref_E;Sweref_N;Brottsdatum;Ort"]
    lines += [f"5005;{EAST + 1100},5;{NORTH + 1100},25;2023-05-0{n};Sjöö å" for n in (1, 2, 3)]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    choose_file(opened, str(path))
    opened.panel.follow_up.form.counting.groups.tick(["narcotics_supply"])
    measure(opened)
    assert shown_rows(opened, "zone", "count")[0] == ("In the scene", "3")


def test_swapped_coordinates_are_refused_with_rows_to_look_at(opened, tmp_path):
    path = tmp_path / "swapped.csv"
    lines = ["BROTTSKOD,SWEREF_E,SWEREF_N,BROTTSDATUM"] + [f"5005,{NORTH + 1100},{EAST + 1100},2023-05-01"] * 4
    path.write_text("\n".join(lines), encoding="utf-8")
    choose_file(opened, str(path))
    measure(opened)
    assert "other way round" in said(opened) and "1, 2, 3" in said(opened)
    assert open_store(opened.path).figures("2023") == []


def test_answers_whose_coordinates_are_swapped_are_refused_and_not_put_beyond_the_last_band(opened, tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("svar;Sweref_E;Sweref_N\n" + f"1;{NORTH + 1100};{EAST + 1100}\n" * 40, encoding="utf-8")
    pick_kind(opened, "survey")
    choose_file(opened, str(path))
    survey = opened.panel.follow_up.form.survey
    opened.qtbot.waitUntil(lambda: survey.values.topLevelItemCount() == 1, timeout=60_000)
    survey.values.topLevelItem(0).setCheckState(1, Qt.CheckState.Checked)
    measure(opened)
    assert "40 of 40 answers" in said(opened) and "rows 1, 2, 3" in said(opened)
    assert open_store(opened.path).figures("2023") == []


def test_a_group_without_incidents_is_measured_as_none(opened, file):
    choose_file(opened, file)
    opened.panel.follow_up.form.counting.groups.tick(["weapons"])
    measure(opened)
    assert {count for (count,) in shown_rows(opened, "count")} == {"0"}
    opened.panel.follow_up.results.on_map.click()
    settle()
    assert find_layers(opened.interface.project, FIGURE_KIND)


def test_a_round_without_scenes_is_refused_by_name(opened, file):
    open_round(opened, "2025")
    choose_file(opened, file)
    measure(opened)
    assert "2025" in said(opened) and "no open scene" in said(opened)


def test_a_county_of_one_area_is_measured_like_any_other(interface, tmp_path, qtbot, settings, file):
    path = str(tmp_path / "one.gpkg")
    store = create_store(path, "EPSG:3006")
    store.add_areas([lpo("L1", square(at=at(0, 0), side=8000), "Enda")], "ada")
    outline = square(at=at(1000, 1000), side=200)
    store.add_round(mapping_round("2023", date(2023, 10, 1)), [row("a", "2023", outline)], "ada")
    made = DrugsceneWindow(interface, interface.project, settings, tmp_path / "journal")
    made.interface, made.path, made.qtbot = interface, path, qtbot
    open_round(made, "2023")
    choose_file(made, file)
    made.panel.follow_up.form.counting.groups.tick(["narcotics_supply"])
    measure(made)
    county = shown_rows(made, "zone", "count")
    choose(made.panel.follow_up.results.level, "lpo")
    assert shown_rows(made, "zone", "count") == county == [
        ("In the scene", "12"), ("Beside the scene", "2"), ("Elsewhere", "6"),
    ]  # fmt: skip
    made.close()
    settle()


def test_a_file_that_is_none_and_a_field_that_is_missing_are_named(opened, tmp_path):
    page = opened.panel.follow_up
    choose_file(opened, str(tmp_path / "nowhere.csv"))
    assert "nowhere.csv" in said(opened) and not page.run.isEnabled()
    bare = tmp_path / "bare.csv"
    bare.write_text("BROTTSKOD,SWEREF_E,SWEREF_N\n5005,1,2\n", encoding="utf-8")
    choose_file(opened, str(bare))
    assert not page.run.isEnabled() and "Start" in page.why.text()


@pytest.mark.parametrize("measure", [follow_up.GUN_VIOLENCE, follow_up.SURVEY])
def test_an_archive_is_refused_when_it_is_picked_where_rows_are_read(opened, tmp_path, measure):
    archive = tmp_path / "shootings.parquet"
    archive.touch()
    said = []
    opened.session.refused.connect(lambda refusal: said.append((refusal.code, refusal.values)))
    opened.panel.follow_up.show_measure(measure)
    choose_file(opened, str(archive))
    assert said == [("archive_not_read", {"location": str(archive)})]
    assert not opened.panel.follow_up.run.isEnabled()


def test_a_path_is_read_when_it_is_typed_to_its_end(opened, file):
    widget = opened.panel.follow_up.form.input.file
    opened.interface.window.activateWindow()
    widget.lineEdit().setFocus()
    opened.qtbot.waitUntil(widget.lineEdit().hasFocus, timeout=10_000)
    QTest.keyClicks(widget.lineEdit(), file)
    assert said(opened) == "" and not opened.panel.follow_up.run.isEnabled()
    QTest.keyClick(widget.lineEdit(), Qt.Key.Key_Return)
    settle()
    assert opened.panel.follow_up.run.isEnabled() and said(opened) == ""


def test_periods_that_cannot_be_compared_are_told_before_anything_is_read(opened, file):
    open_round(opened, "2024")
    choose_file(opened, file)
    page = opened.panel.follow_up
    page.form.period.compare.setChecked(True)
    assert page.run.isEnabled()
    page.form.period.end2.setDate(page.form.period.end2.date().addDays(-40))
    assert not page.run.isEnabled() and "2023-11-22" in page.why.text()


def test_the_first_round_has_nothing_to_be_compared_with(opened):
    period = opened.panel.follow_up.form.period
    assert not period.compare.isEnabled() and "first round" in period.compare.toolTip()
