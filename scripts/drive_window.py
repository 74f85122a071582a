"""Drive a real QGIS window with the mouse: draw a scene, tag it, save, check, export; keep a picture of each step.

Usage: drive_window.py FOLDER. Needs Xvfb, openbox, xdotool and ImageMagick. The pictures go into FOLDER/shots; the store,
the profile and the package into FOLDER. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any, Dict, List, Tuple

from driven_window import Window, make_sample, make_stores, plugins_folder
from osgeo import gdal


def walk(window: Window, package_folder: Path) -> None:
    """Draw, tag, undo, save, check, export."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.fill_screen()
    window.still()
    window.shot("1_open")

    window.row("scene_list", "Diktmalm", times=2)
    window.still()
    window.shot("2_lpo")
    window.row("scene_list", "Fabelängen")
    window.click("zoom")
    window.still()
    window.click("draw")
    for x, y in ((0.08, 0.12), (0.22, 0.08), (0.25, 0.18), (0.15, 0.22), (0.07, 0.19)):
        window.on_map(x, y)
    window.shot("3_drawing")
    window.on_map(0.10, 0.15, button=3)
    window.until("the form is open", lambda s: "scene_form/name" in s["widgets"])
    window.still()
    window.shot("4_drawn")

    window.type("Nya torget")
    window.key("Tab")
    window.until(
        "the scene is renamed", lambda s: any(r["text"].startswith("Nya torget") for r in s["rows"]["scene_list"])
    )
    for criterion in ("delimited", "persistent", "use", "sale", "public", "perceived_public", "perceived_authorities"):
        window.click(f"criterion_{criterion}/answer_yes")
    window.shot("5_answered")
    window.choose("tag_category/editor", 1)
    window.choose("tag_place_type/editor", 2)
    window.shot("6_tagged")
    window.click("status_line/undo")
    window.click("status_line/redo")
    window.click("status_line/save")
    window.until("it is saved", lambda s: "saved" in s["widgets"]["status_line/unsaved"]["text"])
    window.still()
    window.shot("7_saved")

    window.tab("Checks")
    window.click("checks_page/run_checks")
    window.until("the round is checked", lambda s: s["rows"].get("findings"), 120)
    window.shot("8_checked")

    window.tab("Export")
    window.click("export_page/folder")
    window.key("ctrl+a")
    window.type(str(package_folder))
    window.key("Tab")
    window.click("export_page/export")
    window.until("the package is there", lambda s: "drugscene_" in _said(s), 120)
    window.shot("9_exported")


def walk_further(window: Window) -> None:
    """Draw along a line, copy an outline, tag several scenes at once."""
    window.tab("Scenes")
    window.click("along")
    window.shot("10_along")
    for x, y in ((0.10, 0.75), (0.16, 0.85), (0.24, 0.83)):
        window.on_map(x, y)
    window.on_map(0.24, 0.83, button=3)
    window.until("there are two scenes more", lambda s: _names(s, "Diktmalm"))
    window.still()
    window.shot("11_along_drawn")
    window.click("copy")
    window.on_map(0.90, 0.90)
    window.still()
    window.shot("12_copied_area")
    window.click("status_line/undo")
    window.click("scenes_page/search")
    window.type("station")
    window.until(
        "the list is narrowed", lambda s: not any(r["text"].startswith("Nya") for r in s["rows"]["scene_list"])
    )
    window.row("scene_list", "Anekdotby")
    window.key("shift+Down", "shift+Down")
    window.until("several are selected", lambda s: "many_form/many_heading" in s["widgets"])
    window.still()
    window.shot("13_many")


def digitise(window: Window, store: Path) -> None:
    """Draw against a neighbour: snapped to its vertices, traced along its edge, then at distances typed in."""
    window.at(*window.look()["tools"]["mActionPan"][:2], button=3)
    window.until("toolbars are offered", lambda s: "Snapping Toolbar" in s["menu"])
    window.at(*window.look()["menu"]["Snapping Toolbar"][:2])
    window.until("the toolbar is there", lambda s: "EnableSnappingAction" in s["tools"])
    window.click("scenes_page/search")
    window.key("ctrl+a", "Delete")
    window.row("scene_list", "Fabelängen")
    window.click("zoom")
    window.still()
    neighbour = outline(store, "Fabelängen")
    easternmost = max(range(len(neighbour)), key=lambda n: neighbour[n][0])
    edge = [neighbour[(easternmost + n) % len(neighbour)] for n in range(-2, 3)]
    edge.sort(key=lambda point: -point[1])  # from the north, as the rest of the outline is drawn from the south

    window.click("draw")
    window.at(*window.look()["tools"]["EnableSnappingAction"][:2])
    window.until("it snaps", lambda s: s["snapping"])
    draw_east_of(window, edge[0], edge[-1])
    window.shot("16_snapped")
    drawn = finish(window, store, "Vid kanten")
    assert {edge[0], edge[-1]} <= set(drawn), "the vertices do not coincide"  # noqa: S101
    assert len(drawn) == 4, "the edge was not traced yet"  # noqa: S101
    window.click("remove")  # else the line between them is an edge to trace

    window.click("draw")
    window.at(*window.look()["tools"]["EnableTracingAction"][:2])
    window.until("it traces", lambda s: s["tracing"])
    draw_east_of(window, edge[0], edge[-1])
    window.shot("17_traced")
    drawn = finish(window, store, "Utmed kanten")
    assert set(edge) <= set(drawn), "the edge was not traced"  # noqa: S101
    window.at(*window.look()["tools"]["EnableTracingAction"][:2])
    window.at(*window.look()["tools"]["EnableSnappingAction"][:2])

    window.at(*window.look()["tools"]["mActionPan"][:2], button=3)
    window.at(*window.look()["menu"]["Advanced Digitizing Toolbar"][:2])
    window.click("draw")
    window.at(*window.look()["tools"]["mEnableAction"][:2])
    window.until("digitising is advanced", lambda s: s["digitising"])
    window.still()
    window.on_map(0.05, 0.95)
    for distance, angle in (("50", "0"), ("30", "90")):
        window.key("d")
        window.type(distance)
        window.key("Return", "a")
        window.type(angle)
        window.key("Return")
        window.on_map(0.3, 0.5)  # wherever: the distance and the angle are fixed
    window.shot("18_constrained")
    drawn = finish(window, store, "Med givna sidor")
    sides = sorted(math.dist(one, other) for one, other in zip(drawn, drawn[1:] + drawn[:1]))
    assert [round(side, 6) for side in sides[:2]] == [30, 50], sides  # noqa: S101


def draw_east_of(window: Window, first: Tuple[float, float], last: Tuple[float, float]) -> None:
    """Click beside two vertices, within reach of snapping, and at two places east of them."""
    window.at_point(first, aside=4)
    window.at_point(last, aside=4)
    window.on_map(0.97, 0.65)
    window.on_map(0.97, 0.35)


def finish(window: Window, store: Path, name: str) -> List[Tuple[float, float]]:
    """End the outline, name the scene, save it; its vertices as they are in the store."""
    window.on_map(0.97, 0.35, button=3)
    window.until("the form is open", lambda s: "scene_form/name" in s["widgets"])
    window.type(name)
    window.key("Tab")
    window.click("status_line/save")
    window.until("it is saved", lambda s: s["widgets"]["status_line/unsaved"]["text"].startswith("saved"))
    return outline(store, name)


def cancel(window: Window, packages: Path) -> None:
    """Stop a check and an export of many scenes: the panel is as before, and the folder empty."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.fill_screen()
    window.still()
    window.tab("Checks")
    window.click("checks_page/run_checks")
    window.until("it can be stopped", lambda s: "checks_page/checks_cancel" in s["widgets"])
    window.click("checks_page/checks_cancel")
    window.until("it has stopped", lambda s: "checks_page/checks_cancel" not in s["widgets"], 30)
    window.until(
        "nothing was found", lambda s: s["widgets"]["checks_page/check_summary"]["text"] == "Not checked yet.", 5
    )
    window.until("it can be run again", lambda s: s["widgets"]["checks_page/run_checks"]["enabled"])
    window.shot("21_check_stopped")
    window.tab("Export")
    window.click("export_page/folder")
    window.key("ctrl+a")
    window.type(str(packages))
    window.key("Tab")
    window.click("export_page/export")
    window.until("files are being written", lambda s: any(packages.iterdir()), 120)
    window.click("export_page/export_cancel")
    window.until("it says so", lambda s: "Stopped" in _said(s))
    assert not any(packages.iterdir()), "something half-written is left"  # noqa: S101
    window.until("it can be run again", lambda s: s["widgets"]["export_page/export"]["enabled"])
    window.shot("22_export_stopped")


def reload(window: Window, project: Path) -> None:
    """Take the plugin out and put it in again, as when it is updated; save the project and open it again."""
    before = window.look()["layers"]
    window.python("from qgis.utils import unloadPlugin; unloadPlugin('drugscene_plugin')")
    gone = window.until("the panel is gone", lambda s: not s["panel"])
    assert not gone["left"], f"left behind: {gone['left']}"  # noqa: S101
    window.shot("19_unloaded")
    window.python("from qgis.utils import loadPlugin, startPlugin; loadPlugin('drugscene_plugin')")
    window.python("from qgis.utils import startPlugin; startPlugin('drugscene_plugin')")
    window.until("the layers are there again", lambda s: s["rows"].get("scene_list") and s["layers"] == before)
    window.key("ctrl+s")
    window.until("it is saved", lambda s: not s["unsaved_project"])
    window.python(f"from qgis.utils import iface; iface.addProject({str(project)!r})")
    window.until("the layers are there again", lambda s: s["rows"].get("scene_list") and s["layers"] == before)
    window.still()
    window.shot("20_opened_again")


def outline(store: Path, name: str) -> List[Tuple[float, float]]:
    """The vertices of a scene's outline in the store, in the last round that has it."""
    opened = gdal.OpenEx(str(store), gdal.OF_VECTOR)
    rows = opened.ExecuteSQL(f"SELECT geom FROM scenes WHERE name = '{name}' ORDER BY round DESC")
    feature = rows.GetNextFeature()  # which owns its geometry
    ring = feature.GetGeometryRef().GetGeometryRef(0).GetGeometryRef(0)
    points = [(x, y) for x, y, *_ in ring.GetPoints()][:-1]
    opened.ReleaseResultSet(rows)  # until then nobody can save
    return points


def _said(state: Dict[str, Any]) -> str:
    """What came of an export, once something did."""
    return state["widgets"].get("export_page/export_result", {}).get("text", "")


def _names(state: Dict[str, Any], starts: str) -> bool:
    return any(row["text"].startswith(f"{starts} 1") for row in state["rows"]["scene_list"])


def main(folder: Path) -> None:
    make_sample(folder)
    packages = folder / "packages"
    packages.mkdir()
    plugins = plugins_folder()
    window = Window(folder, plugins, folder / "sample.qgz")
    try:
        walk(window, packages)
        walk_further(window)
        window.qgis_killed()
    finally:
        window.close()
    window = Window(folder, plugins, folder / "sample.qgz")
    try:
        window.until("unsaved changes are offered", lambda s: "Restore" in s["bar"], 120)
        window.fill_screen()
        window.shot("14_offered_again")
        window.at(*window.look()["bar"]["Restore"][:2])
        window.until("they are back", lambda s: "unsaved" in s["widgets"]["status_line/unsaved"]["text"])
        window.still()
        window.shot("15_restored")
        window.click("status_line/save")
        window.until("it is saved", lambda s: s["widgets"]["status_line/unsaved"]["text"].startswith("saved"))
        digitise(window, folder / "sample.gpkg")
        reload(window, folder / "sample.qgz")
    finally:
        window.close()
    make_stores(folder, "--large")
    stopped = folder / "stopped"
    stopped.mkdir(exist_ok=True)
    window = Window(folder, plugins, folder / "large.qgz")
    try:
        cancel(window, stopped)
    finally:
        window.close()
    found = sorted(p.name for p in packages.iterdir())
    assert found, "no package was written"  # noqa: S101
    print(f"Every step had its effect. Pictures: {window.shots}; package: {found[0]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
