"""A real QGIS window in a display of its own, driven with mouse and keys: what the scripts that drive it share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

CHECKOUT = Path(__file__).resolve().parent.parent
SIZE = (1400, 900)


class Window:
    """A QGIS in a display of its own, driven by mouse and keys."""

    def __init__(
        self,
        folder: Path,
        plugins: Path,
        project: Optional[Path],
        settings: str = "",
        beside: Optional[Window] = None,
        room: int = 1,
    ) -> None:
        """Start it with a profile of its own in the folder: on a screen with room for so many, or right of another."""
        self.folder, self.shots = folder, folder / "shots"
        self._left = beside._left + SIZE[0] if beside is not None else 0
        self.shots.mkdir(parents=True, exist_ok=True)
        self._probe = folder / "probe.json"
        self._probe.unlink(missing_ok=True)
        self._running: List[subprocess.Popen] = []
        self.display = beside.display if beside is not None else f":{_free_display()}"
        self.environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QGIS_PLUGINPATH": str(plugins),
            "DRUGSCENE_PROBE": str(self._probe),
            "PATH": f"{CHECKOUT}/.venv/bin:/usr/bin:/bin",
        }
        self.environment.pop("QT_QPA_PLATFORM", None)
        if beside is None:
            self._start("Xvfb", self.display, "-screen", "0", f"{room * SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp")
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
        """Make QGIS's window as large as its part of the screen."""
        window = str(self.look()["window"])
        self.run("xdotool", "windowmove", window, str(self._left), "0", "windowsize", window, *map(str, SIZE))
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
            self._scroll_form(widget["at"][1])
        raise SystemExit(f"{name} cannot be scrolled into view")

    def _wholly_seen(self, name: str, widget: Dict[str, Any]) -> bool:
        widgets = self.look()["widgets"]
        form = widgets.get("scenes_page/scene_form") or widgets.get("scenes_page/many_form")
        scrolled = ("scene_form/", "many_form/", "criterion_", "tag_", "lpo/", "municipality/", "set_")
        if form is None or not name.startswith(scrolled):
            return True
        top = form["at"][1] - form["at"][3] / 2
        return top + 8 < widget["at"][1] < top + form["at"][3] - 8

    def _scroll_form(self, wanted: int) -> None:
        """Turn the wheel over the form towards a height on the screen."""
        widgets = self.look()["widgets"]
        form = next(
            widgets[name]["at"]
            for name in ("scenes_page/scene_form", "scenes_page/many_form", "changes_page/change_details")
            if name in widgets
        )
        self.run("xdotool", "mousemove", str(form[0] - form[2] // 2 + 12), str(form[1]))
        self.run("xdotool", "click", "4" if wanted < form[1] else "5")
        time.sleep(0.25)

    def tip(self, x: float, y: float, says: str) -> None:
        """Rest the mouse on a place of the screen until a tooltip shows that says something."""
        left, top, _, _ = self.look()["canvas"]
        self.run("xdotool", "mousemove", str(left), str(top))
        self.until("no tooltip shows", lambda s: not s["tip"], 10)
        for aside in (6, 3, 0):
            self.run("xdotool", "mousemove", str(round(x - aside)), str(round(y)))
            time.sleep(0.1)
        self.until(f"a tooltip at {x}, {y} says: {says}", lambda s: says in s["tip"], 10)

    def tip_of(self, name: str, says: str) -> None:
        """Rest the mouse on a widget of the panel until its tooltip shows and says something."""
        self.tip(*self.look()["widgets"][name]["at"][:2], says)

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

    def at_point(self, point: Tuple[float, float], aside: int = 0, button: int = 1) -> None:
        """Click at a point given in the map's coordinates, or so many pixels right of it and below."""
        state = self.look()
        left, top, width, height = state["canvas"]
        west, south, east, north = state["extent"]
        across, down = (point[0] - west) / (east - west), (north - point[1]) / (north - south)
        self.at(left + (across - 0.5) * width + aside, top + (down - 0.5) * height + aside, button)

    def python(self, code: str) -> None:
        """Have QGIS run a line of Python, as in its console."""
        order = self._probe.with_suffix(".order")
        order.with_suffix(".part").write_text(code, encoding="utf-8")
        order.with_suffix(".part").replace(order)
        while order.exists():
            time.sleep(0.05)

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
    number = int(os.environ.get("DRUGSCENE_DRIVE_DISPLAY", 77))
    while Path(f"/tmp/.X11-unix/X{number}").exists() or Path(f"/tmp/.X{number}-lock").exists():
        number += 1
    return number


def make_sample(folder: Path) -> None:
    """Make the sample store and its project anew, in a folder with no profile."""
    folder.mkdir(parents=True, exist_ok=True)
    for made in ("sample.gpkg", "sample.qgz", "packages", "profile", "shots"):
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    make_stores(folder)


def make_stores(folder: Path, *options: str) -> None:
    """Have a QGIS without a window make the store and the project to open."""
    subprocess.run(
        [sys.executable, str(CHECKOUT / "scripts/make_project.py"), str(folder), *options],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QGIS_PLUGINPATH": str(CHECKOUT / "build/plugins")},
        check=True,
    )


def plugins_folder() -> Path:
    """Where the plugin is that the window loads."""
    return Path(os.environ.get("DRUGSCENE_DRIVE_PLUGINS") or CHECKOUT / "build/plugins")
