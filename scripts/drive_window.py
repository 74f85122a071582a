"""Drive a real QGIS window with the mouse: draw a scene, tag it, save, check, export; keep a picture of each step.

Usage: drive_window.py FOLDER. Needs Xvfb, openbox, xdotool and ImageMagick. The pictures go into FOLDER/shots; the store,
the profile and the package into FOLDER. The exit code is 0 when every step had its effect.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

CHECKOUT = Path(__file__).resolve().parent.parent
SIZE = (1400, 900)


class Window:
    """A QGIS in a display of its own, driven by mouse and keys."""

    def __init__(self, folder: Path, plugins: Path, project: Optional[Path], settings: str = "") -> None:
        self.folder, self.shots = folder, folder / "shots"
        self.shots.mkdir(parents=True, exist_ok=True)
        self._probe = folder / "probe.json"
        self._probe.unlink(missing_ok=True)
        self._running: List[subprocess.Popen] = []
        self.display = f":{_free_display()}"
        self.environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QGIS_PLUGINPATH": str(plugins),
            "DRUGSCENE_PROBE": str(self._probe),
            "PATH": f"{CHECKOUT}/.venv/bin:/usr/bin:/bin",
        }
        self.environment.pop("QT_QPA_PLATFORM", None)
        self._start("Xvfb", self.display, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp")
        time.sleep(1.5)
        self._start("openbox")
        ini = folder / "profile/profiles/default/QGIS/QGIS3.ini"
        ini.parent.mkdir(parents=True, exist_ok=True)
        ini.write_text("[PythonPlugins]\ndrugscene_plugin=true\nprocessing=true\n" + settings)
        code = CHECKOUT / "scripts/window_probe.py"
        arguments = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(folder / "profile")]
        arguments += ["--profile", "default", "--code", str(code)]
        if project is not None:
            arguments += ["--project", str(project)]
        self.qgis = self._start(*arguments)

    def _start(self, *command: str) -> subprocess.Popen:
        with open(self.folder / f"{Path(command[0]).name}.log", "w") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self._running.append(process)
        return process

    def close(self) -> None:
        """End what was started, last first."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    def qgis_killed(self) -> None:
        """End QGIS as a crash does: with no chance to tidy up."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", "QGIS").split()
        process = self.run("xdotool", "getwindowpid", found[-1]).strip()
        time.sleep(1)  # the journal is written half a second after an edit
        os.kill(int(process), 9)

    # Looking

    def look(self) -> Dict[str, Any]:
        """What the window shows now."""
        asked = time.time()
        while not self._probe.exists() or self._probe.stat().st_mtime < asked:
            if self.qgis.poll() is not None:
                raise SystemExit(f"QGIS ended with {self.qgis.returncode}: see {self.folder}/qgis.log")
            if time.time() - asked > 60:
                raise SystemExit("QGIS does not answer")
            time.sleep(0.05)
        return json.loads(self._probe.read_text(encoding="utf-8"))

    def until(self, what: str, holds: Callable[[Dict[str, Any]], bool], seconds: float = 60) -> Dict[str, Any]:
        """Wait until something holds."""
        end = time.time() + seconds
        while time.time() < end:
            state = self.look()
            if holds(state):
                return state
        self.shot("failed")
        raise SystemExit(f"not so after {seconds:.0f} s: {what}; see {self.shots}/failed.png")

    def text(self, name: str) -> str:
        """What a widget says."""
        return self.look()["widgets"].get(name, {}).get("text", "")

    def shot(self, name: str) -> None:
        """Keep a picture."""
        self.run("import", "-window", "root", str(self.shots / f"{name}.png"))

    # Doing

    def run(self, *command: str) -> str:
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def fill_screen(self) -> None:
        """Make QGIS's window as large as the screen."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", "QGIS").split()
        self.run("xdotool", "windowmove", found[-1], "0", "0", "windowsize", found[-1], *map(str, SIZE))
        time.sleep(2)

    def at(self, x: float, y: float, button: int = 1, times: int = 1) -> None:
        """Click at a place of the screen."""
        self.run("xdotool", "mousemove", str(round(x)), str(round(y)))
        time.sleep(0.15)
        self.run("xdotool", "click", "--repeat", str(times), "--delay", "70", str(button))
        time.sleep(0.35)

    def click(self, name: str) -> None:
        """Click a widget of the panel, scrolled into view first."""
        for _ in range(40):
            widget = self.look()["widgets"].get(name)
            if widget is None:
                self.shot("failed")
                raise SystemExit(f"no {name} in the panel; see {self.shots}/failed.png")
            if widget["seen"] and self._wholly_seen(name, widget):
                self.at(*widget["at"][:2])
                return
            self._scroll_form()
        raise SystemExit(f"{name} cannot be scrolled into view")

    def _wholly_seen(self, name: str, widget: Dict[str, Any]) -> bool:
        widgets = self.look()["widgets"]
        form = widgets.get("scenes_page/scene_form") or widgets.get("scenes_page/many_form")
        scrolled = ("scene_form/", "many_form/", "criterion_", "tag_", "lpo/", "municipality/", "set_")
        if form is None or not name.startswith(scrolled):
            return True
        top = form["at"][1] - form["at"][3] / 2
        return top + 8 < widget["at"][1] < top + form["at"][3] - 8

    def _scroll_form(self) -> None:
        widgets = self.look()["widgets"]
        form = next(
            widgets[name]["at"]
            for name in ("scenes_page/scene_form", "scenes_page/many_form", "changes_page/change_details")
            if name in widgets
        )
        self.run("xdotool", "mousemove", str(form[0] - form[2] // 2 + 12), str(form[1]), "click", "5")
        time.sleep(0.25)

    def choose(self, name: str, steps: int) -> None:
        """Choose an entry of a list by the keyboard, some steps down."""
        before = self.text(name)
        self.click(name)
        time.sleep(0.5)
        self.key(*["Down"] * steps, "Return")
        self.until(f"{name} has changed", lambda s: s["widgets"].get(name, {}).get("text") != before, 10)

    def row(self, tree: str, starts: str, times: int = 1) -> None:
        """Click the row of a list that starts with a text."""
        rows = [row for row in self.look()["rows"][tree] if row["text"].startswith(starts)]
        if not rows:
            raise SystemExit(f"no row {starts} in {tree}")
        self.at(*rows[0]["at"], times=times)

    def tab(self, name: str) -> None:
        """Go to a page of the panel."""
        self.at(*self.look()["tabs"][name][:2])

    def on_map(self, x: float, y: float, button: int = 1) -> None:
        """Click on the map: 0 to 1 from its left and top."""
        left, top, width, height = self.look()["canvas"]
        self.at(left + (x - 0.5) * width, top + (y - 0.5) * height, button)

    def type(self, text: str) -> None:
        """Type a text."""
        self.run("xdotool", "type", "--delay", "12", text)
        time.sleep(0.3)

    def key(self, *keys: str) -> None:
        """Press keys."""
        self.run("xdotool", "key", *keys)
        time.sleep(0.3)

    def still(self) -> None:
        """Wait until the map is drawn."""
        time.sleep(0.4)
        self.until("the map is drawn", lambda s: not s["drawing"])
        time.sleep(0.5)


def _free_display() -> int:
    number = 77
    while Path(f"/tmp/.X11-unix/X{number}").exists() or Path(f"/tmp/.X{number}-lock").exists():
        number += 1
    return number


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
    window.until(
        "the package is there", lambda s: "drugscene_" in s["widgets"]["export_page/export_result"]["text"], 120
    )
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


def _names(state: Dict[str, Any], starts: str) -> bool:
    return any(row["text"].startswith(f"{starts} 1") for row in state["rows"]["scene_list"])


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for made in ("sample.gpkg", "sample.qgz", "packages", "profile"):
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    subprocess.run(
        [sys.executable, str(CHECKOUT / "scripts/make_project.py"), str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QGIS_PLUGINPATH": str(CHECKOUT / "build/plugins")},
        check=True,
    )
    packages = folder / "packages"
    packages.mkdir()
    plugins = Path(os.environ.get("DRUGSCENE_DRIVE_PLUGINS") or CHECKOUT / "build/plugins")
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
    finally:
        window.close()
    found = sorted(p.name for p in packages.iterdir())
    assert found, "no package was written"  # noqa: S101
    print(f"Every step had its effect. Pictures: {window.shots}; package: {found[0]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
