"""Drive a real QGIS window through the page of the follow-up; keep pictures.

Usage: drive_follow_up.py FOLDER. Measures the sample's incidents, shootings and answers, looks at tables, charts and the
map, is refused what cannot be read, and cancels one; then once more in Swedish in a panel of 360 pixels. The exit code is
0 when every step had its effect. As drive_window.py.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any, Dict

from driven_window import Window, make_sample, plugins_folder

FORM = "follow_up_parts/follow_up_form"
SWEDISH = "[locale]\noverrideFlag=true\nuserLocale=sv\n"


def scroll_to(window: Window, name: str) -> None:
    """Turn the mouse's wheel over the form until a widget of it is wholly in sight."""
    for _ in range(60):
        widgets = window.look()["widgets"]
        form, widget = widgets[FORM]["at"], widgets.get(name)
        top, foot = form[1] - form[3] / 2, form[1] + form[3] / 2
        if widget is not None and widget["seen"]:
            y, height = widget["at"][1], widget["at"][3]
            if y - height / 2 >= top - 2 and y + height / 2 <= foot + 2:
                return
        up = widget is not None and widget["at"][1] < form[1]
        # Over the margin: over a list, the wheel would choose another entry.
        window.run("xdotool", "mousemove", str(form[0] - form[2] // 2 + 3), str(form[1]), "click", "4" if up else "5")
        time.sleep(0.15)
    window.shot("failed")
    raise SystemExit(f"{name} cannot be scrolled into view")


def pick(window: Window, name: str, text: str) -> None:
    """Choose the entry of a list that starts with a text, by typing it."""
    scroll_to(window, name)
    window.at(*window.look()["widgets"][name]["at"][:2])
    time.sleep(0.5)
    window.type(text)
    window.key("Return")
    window.until(f"{text} is chosen", lambda s: s["widgets"][name]["text"].startswith(text), 10)


def pick_kind(window: Window, steps: int, text: str) -> None:
    """Choose the measure some steps down from the first."""
    window.at(*window.look()["widgets"]["follow_up_page/measure"]["at"][:2])
    time.sleep(0.5)
    window.key("Home", *["Down"] * steps, "Return")
    window.until(f"{text} is chosen", lambda s: s["widgets"]["follow_up_page/measure"]["text"].startswith(text), 10)


def ask(window: Window, tab: str = "Question") -> None:
    """Go to the question."""
    window.tab(tab)
    window.until("the question is shown", lambda s: FORM in s["widgets"], 10)


def measure(window: Window) -> Dict[str, Any]:
    """Press Measure, and wait for the results."""
    window.click("follow_up_parts/run_measure")
    return window.until(
        "the results are shown",
        lambda s: "follow_up_results/measured" in s["widgets"] and "follow_up_parts/run_measure" not in s["widgets"],
        120,
    )


def results_of(state: Dict[str, Any], column: int) -> list:
    """What a column of the table shows."""
    return [row[column] for row in state["cells"]["figures"]["rows"]]


def concentration(window: Window) -> None:
    """Incidents: guessed, measured, looked at."""
    window.tab("Follow-up")
    window.until("a layer is asked for", lambda s: "layer" in s["widgets"]["follow_up_parts/why_not_measured"]["text"])
    window.shot("1_question")
    pick(window, "follow_up_input/input_layer", "Sample incidents")
    window.until("the code is guessed", lambda s: s["widgets"]["follow_up_input/field_code"]["text"] == "BROTTSKOD")
    scroll_to(window, "follow_up_period/compare")
    window.at(*window.look()["widgets"]["follow_up_period/compare"]["at"][:2])
    window.until("an earlier period is asked for", lambda s: "follow_up_period/period_from2" in s["widgets"])
    pick(window, "follow_up_counting/baseline", "Sample towns")
    pick(window, "follow_up_counting/baseline_kind", "Built-up")
    window.shot("2_asked")
    state = measure(window)
    assert "counted" in state["texts"]["measured"] and "no place" in state["texts"]["measured"]  # noqa: S101
    assert len(results_of(state, 0)) == 24  # noqa: S101 - eight groups in three zones
    window.shot("3_measured")
    window.at(*state["cells"]["figures"]["at"][0])
    window.key(*["Right"] * 6)
    window.until("the figure is defined", lambda s: "PAI" in s["texts"]["figure_notes"], 10)
    window.shot("4_defined")
    window.tab("Chart")
    window.until("the chart is seen", lambda s: "figure_chart_area/figure_chart" in s["widgets"])
    window.shot("5_chart")
    window.choose("follow_up_results/figure_part", 1)
    window.shot("6_chart_of_a_group")
    window.choose("follow_up_results/figure_table", 1)
    window.shot("7_lorenz")
    window.choose("follow_up_results/figure_table", 1)
    window.shot("8_crime_and_outlines_of_a_group")
    window.at(*window.look()["widgets"]["follow_up_results/figure_part"]["at"][:2])
    window.key("Home", "Return")
    window.until(
        "all groups", lambda s: s["widgets"]["follow_up_results/figure_part"]["text"] == "All crime groups", 10
    )
    time.sleep(0.5)
    window.shot("8_crime_and_outlines")
    window.choose("follow_up_results/figure_table", 1)
    window.until("there is no chart", lambda s: "figures" in s["cells"])
    window.shot("9_what_was_read")
    window.at(*window.look()["cells"]["figures"]["at"][0])
    window.until("a line of it is defined", lambda s: "first reason that holds" in s["texts"]["figure_notes"], 10)
    window.shot("9_what_was_read_defined")


def on_map(window: Window) -> None:
    """The scenes by how much more there is in them, and away again."""
    window.at(*window.look()["widgets"]["follow_up_results/figure_table"]["at"][:2])
    window.key("Home", "Return")
    window.choose("follow_up_results/figure_level", 3)
    window.until("scenes are listed", lambda s: len(results_of(s, 0)) > 60)
    window.click("follow_up_results/show_on_map")
    window.until("the layer is there", lambda s: any("Number counted" in name for name in s["layers"]))
    window.still()
    window.shot("10_on_the_map")
    window.choose("follow_up_results/map_figure", 1)
    window.until("another is there", lambda s: any(name.startswith("Ratio") for name in s["layers"]))
    cell = window.look()["cells"]["figures"]["at"][0]
    window.at(*cell, times=2)
    window.still()
    window.shot("11_one_scene")
    window.click("follow_up_results/show_on_map")
    window.until("it is gone", lambda s: not any(name.startswith("Ratio") for name in s["layers"]))


def survey(window: Window, names: Dict[str, str]) -> None:
    """Answers: which mean a problem, shares by distance."""
    pick_kind(window, 2, names["survey"])
    ask(window, names["question"])
    pick(window, "follow_up_input/input_layer", "Sample answers")
    window.until("the answers are listed", lambda s: len(s["rows"].get("answer_values", ())) == 2)
    scroll_to(window, "follow_up_survey/answer_values")
    row = window.look()["rows"]["answer_values"][0]
    window.at(row["columns"][1] + 11, row["at"][1])  # the box stands left in its column
    window.until("it can be measured", lambda s: s["widgets"]["follow_up_parts/run_measure"]["enabled"], 10)
    window.shot(names["shot"] + "_asked")
    measure(window)
    window.tab(names["table"])
    window.until("there are four bands", lambda s: len(results_of(s, 0)) == 4, 10)
    window.shot(names["shot"] + "_measured")
    window.tab(names["chart"])
    window.shot(names["shot"] + "_gradient")


def shootings(window: Window) -> None:
    """Shootings against chance."""
    pick_kind(window, 1, "Shootings")
    ask(window)
    pick(window, "follow_up_input/input_layer", "Sample shootings")
    pick(window, "follow_up_counting/baseline", "Sample towns")
    pick(window, "follow_up_counting/people", "inhabitants")
    measure(window)
    window.tab("Chart")
    window.shot("15_shootings")
    window.tab("Table")
    window.shot("15_shootings_table")
    window.choose("follow_up_results/figure_part", 2)
    window.until(
        "scenes alone are listed", lambda s: set(results_of(s, 0)) == {"Scenes with at least one shooting"}, 10
    )
    window.at(*window.look()["cells"]["figures"]["at"][0])
    window.until(
        "the row's own figure is defined", lambda s: "share of the open scenes" in s["texts"]["figure_notes"], 10
    )
    window.shot("15_shootings_defined")


def ceased(window: Window) -> None:
    """What became of crime where scenes ceased."""
    pick_kind(window, 3, "Did crime change")
    ask(window)
    pick(window, "follow_up_input/input_layer", "Sample incidents")
    window.shot("18_ceased_asked")
    measure(window)
    window.tab("Table")
    window.until("nothing was picked", lambda s: s["texts"]["figure_notes"].startswith("To bear in mind"), 10)
    window.shot("18_ceased_table")
    window.tab("Chart")
    window.shot("18_ceased_together")
    window.choose("follow_up_results/figure_part", 2)
    window.shot("18_ceased_scenes")


def totals(window: Window, names: Dict[str, str]) -> None:
    """Rows without coordinates, which name their areas."""
    pick_kind(window, 0, names["crime"])
    ask(window, names["question"])
    pick(window, "follow_up_input/input_layer", "Sample totals")
    window.until(
        "the LPO is guessed", lambda s: s["widgets"]["follow_up_input/field_lpo"]["text"] == "Lokalpolisområde"
    )
    window.shot(names["shot"] + "_asked")
    measure(window)
    window.tab(names["table"])
    window.shot(names["shot"] + "_table")
    window.tab(names["chart"])
    window.shot(names["shot"] + "_by_group")
    window.choose("follow_up_results/figure_part", 1)
    window.shot(names["shot"] + "_by_area")


def type_file(window: Window, file: Path) -> None:
    """Write the path of what is to be measured."""
    scroll_to(window, "follow_up_input/input_file")
    window.at(*window.look()["widgets"]["follow_up_input/input_file"]["at"][:2])
    window.key("ctrl+a")
    window.type(str(file))
    window.key("Tab")


def refused(window: Window, folder: Path) -> None:
    """Dates that nobody can read, and an archive where rows are read one by one."""
    pick_kind(window, 1, "Shootings")
    ask(window)
    path = folder / "some_day.csv"
    rows = [f"{n};600{n}00;6580000;05/06/23" for n in range(1, 6)]
    path.write_text("\n".join(["ID;SWEREF_E;SWEREF_N;BROTTSDATUM", *rows]), encoding="utf-8")
    type_file(window, path)
    window.until("it can be measured", lambda s: s["widgets"]["follow_up_parts/run_measure"]["enabled"], 10)
    window.click("follow_up_parts/run_measure")
    window.until("the column is named", lambda s: any("field BROTTSDATUM" in text for text in s["messages"]), 20)
    window.shot("13_dates_refused")
    archive = folder / "some_day.parquet"
    archive.touch()
    type_file(window, archive)
    window.until("the archive is named", lambda s: any("some_day.parquet" in text for text in s["messages"]), 10)
    window.shot("14_archive_refused")


def cancelled(window: Window, file: Path) -> None:
    """Two million rows from a text file, and Cancel."""
    pick_kind(window, 0, "Crime")
    ask(window)
    type_file(window, file)
    window.until("its fields are guessed", lambda s: s["widgets"]["follow_up_input/field_code"]["text"] == "BROTTSKOD")
    window.click("follow_up_parts/run_measure")
    window.until("it runs", lambda s: "follow_up_parts/measure_cancel" in s["widgets"], 10)
    window.shot("16_running")
    window.click("follow_up_parts/measure_cancel")
    window.until("it has stopped", lambda s: "follow_up_parts/measure_cancel" not in s["widgets"], 10)
    window.until("it can be measured again", lambda s: s["widgets"]["follow_up_parts/run_measure"]["enabled"], 10)


def many_incidents(folder: Path) -> Path:
    """The sample's incidents, 120 times over."""
    lines = (folder / "sample_incidents.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path = folder / "many_incidents.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(lines[0])
        for _ in range(120):
            file.writelines(lines[1:])
    return path


def english(folder: Path) -> None:
    window = Window(folder, plugins_folder(), folder / "sample.qgz")
    try:
        window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
        window.fill_screen()
        window.still()
        window.click("header/round")
        time.sleep(0.5)
        window.type("2024")
        window.key("Return")
        window.until("round 2024 is open", lambda s: s["widgets"]["header/round"]["text"].startswith("2024"), 60)
        window.still()
        concentration(window)
        on_map(window)
        survey(
            window,
            {"survey": "Survey", "question": "Question", "table": "Table", "chart": "Chart", "shot": "12_survey"},
        )
        shootings(window)
        ceased(window)
        totals(
            window, {"crime": "Crime", "question": "Question", "table": "Table", "chart": "Chart", "shot": "19_totals"}
        )
        refused(window, folder)
        cancelled(window, many_incidents(folder))
        window.tab("Results")
        window.shot("17_still_there")
    finally:
        window.close()


def swedish_and_narrow(folder: Path) -> None:
    window = Window(folder, plugins_folder(), folder / "sample.qgz", SWEDISH)
    try:
        window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
        window.fill_screen()
        window.still()
        window.python(
            "from qgis.utils import iface; from qgis.PyQt.QtCore import Qt; from qgis.PyQt.QtWidgets import QDockWidget; "
            "w = iface.mainWindow(); p = w.findChild(QDockWidget, 'DrugscenePanel'); "
            "w.resizeDocks([p], [360], Qt.Orientation.Horizontal)"
        )
        time.sleep(1)
        window.click("pages/page_menu")  # its tab is out of sight
        window.until("the pages are listed", lambda s: "Uppföljning" in s["menu"], 10)
        window.shot("20_smal_sidor")
        window.at(*window.look()["menu"]["Uppföljning"][:2])
        window.until("the page is shown", lambda s: "follow_up_page/measure" in s["widgets"])
        window.shot("20_smal_fraga")
        names = {"survey": "Trygghet", "question": "Fråga", "table": "Tabell", "chart": "Diagram", "shot": "21_smal"}
        survey(window, names)
        pick_kind(window, 0, "Brott")
        ask(window, "Fråga")
        pick(window, "follow_up_input/input_layer", "Sample incidents")
        window.shot("24_smal_brott")
        measure(window)
        window.tab("Tabell")
        window.shot("25_smal_tabell")
        window.at(*window.look()["cells"]["figures"]["at"][0])
        window.until("the crime group shows its codes", lambda s: "5005" in s["texts"]["figure_notes"], 10)
        window.shot("25_smal_brottsgrupp")
        window.tab("Diagram")
        window.shot("26_smal_diagram")
        names = {"crime": "Brott", "question": "Fråga", "table": "Tabell", "chart": "Diagram", "shot": "27_smal_summor"}
        totals(window, names)
    finally:
        window.close()


def main(folder: Path) -> None:
    make_sample(folder)
    english(folder)
    swedish_and_narrow(folder)
    print(f"Every step had its effect. Pictures: {folder / 'shots'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
