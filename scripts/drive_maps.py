"""Drive a real QGIS window through the page of maps; keep pictures.

Usage: drive_maps.py FOLDER. Looks at the first page, prints one LPO, stops a print of all scenes, opens the template as a
layout; then once more in Swedish. The exit code is 0 when every step had its effect. As drive_window.py.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from driven_window import Window, make_sample, plugins_folder

SWEDISH = "[locale]\noverrideFlag=true\nuserLocale=sv\n"

WIDER = (
    "from qgis.utils import iface; from qgis.PyQt.QtCore import Qt; "
    "panel = [w for w in iface.mainWindow().children() if w.objectName() == 'DrugscenePanel']; "
    "iface.mainWindow().resizeDocks(panel, [600], Qt.Orientation.Horizontal)"
)


def pressable(window: Window, name: str) -> None:
    """Wait until nothing runs, and press a button."""
    window.until("nothing runs", lambda s: "maps_page/maps_cancel" not in s["widgets"], 180)
    window.click(f"maps_page/{name}")


def walk(window: Window, folder: Path) -> None:
    """Preview, print, stop, open as layout."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.fill_screen()
    window.tab("Export")
    window.until("the page's parts are shown", lambda s: "Maps" in s["tabs"], 10)
    window.tab("Maps")
    window.still()
    window.shot("1_maps")
    pressable(window, "maps_preview")
    window.until("it is drawn", lambda s: "maps_page/maps_cancel" not in s["widgets"], 120)
    time.sleep(1)
    window.shot("2_preview")

    window.choose("maps_page/maps_level", 1)
    at = window.look()["widgets"]["maps_page/maps_folder"]["at"]
    window.at(at[0] - 40, at[1])
    window.type(str(folder))
    window.key("Tab")
    pressable(window, "maps_print")
    window.until("it is printed", lambda s: list(folder.glob("*_lpo_DRAFT.pdf")), 240)
    window.until("the panel says so", lambda s: "maps_page/maps_cancel" not in s["widgets"], 30)
    time.sleep(1)
    window.shot("3_printed")

    window.choose("maps_page/maps_level", 1)
    pressable(window, "maps_print")
    window.until("pages are drawn", lambda s: "maps_page/maps_cancel" in s["widgets"], 30)
    time.sleep(4)
    window.shot("4_printing")
    window.click("maps_page/maps_cancel")
    window.until("it has stopped", lambda s: "maps_page/maps_cancel" not in s["widgets"], 60)
    window.until("nothing of it is left", lambda s: len(list(folder.iterdir())) == 1, 20)

    pressable(window, "maps_layout")
    for _ in range(60):
        if has_window(window, "scene_a4"):
            break
        time.sleep(1)
    else:
        window.shot("failed")
        raise SystemExit("the layout is not opened")
    time.sleep(4)
    window.shot("5_layout")


def has_window(window: Window, title: str) -> bool:
    """Whether a window of that title is seen."""
    try:
        return bool(window.run("xdotool", "search", "--onlyvisible", "--name", title).strip())
    except subprocess.CalledProcessError:  # none is
        return False


def swedish(window: Window) -> None:
    """The page and a preview in Swedish."""
    window.until("the scenes are listed", lambda s: s["rows"].get("scene_list"), 120)
    window.fill_screen()
    window.python(WIDER)
    time.sleep(1)
    window.tab("Export")
    window.until("the page's parts are shown", lambda s: "Kartor" in s["tabs"], 10)
    window.tab("Kartor")
    window.still()
    pressable(window, "maps_preview")
    window.until("it is drawn", lambda s: "maps_page/maps_cancel" not in s["widgets"], 120)
    time.sleep(1)
    window.shot("6_swedish")


def main(folder: Path) -> None:
    make_sample(folder)
    printed = folder / "printed"
    steps = ((lambda window: walk(window, printed), ""), (swedish, SWEDISH))
    for step, settings in steps:
        window = Window(folder, plugins_folder(), folder / "sample.qgz", settings)
        try:
            step(window)
        finally:
            window.close()
    print(f"every step had its effect; pictures in {folder}/shots")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
