"""How long the panel's actions take, and how long each holds up the window, with 1,000, 3,000 and 10,000 scenes a round.

Each store has ten rounds of that size. "Block" is the longest time in which the window answered nothing: the longest gap
between two ticks of a timer that wants to tick every millisecond. "Work" is the most that the window's own thread computed
between two ticks: that is the plugin's and QGIS's doing, the rest of a block is waiting for other threads and programs.
Beside them stands what QGIS itself needs, in the same window, to open an attribute table of the same round.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_panel.py [repeats [counts …]]``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Callable, Dict, List, Tuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import shapely
from osgeo import gdal
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer, QgsVectorLayerCache
from qgis.gui import QgsAttributeTableModel
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer

import drugscene_plugin  # noqa: F401 - binds shapely to the plugin
from bench.bench_checks import county
from drugscene_plugin.domain.change_set import ChangeSet, SceneChange
from drugscene_plugin.domain.mapping_round import MappingRound, RoundLabel
from drugscene_plugin.domain.scene import derived_scene_id
from drugscene_plugin.gui.models.scene_row import SceneFilter
from drugscene_plugin.gui.window import DrugsceneWindow
from drugscene_plugin.settings import Settings
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.schema import SCENES
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from tests.windows import Interface

COUNTS = (1_000, 3_000, 10_000)
ROUNDS = 10
Times = Tuple[float, float, float]
SHORT = 0.1
"""Seconds that the window may be held up."""


def label_of(number: int) -> str:
    """The label of a round."""
    return str(2015 + number)


def make_store(path: str, count: int) -> None:
    """A store of ten rounds: two made the usual way, each other one a copy of the first under another label."""
    areas, scenes = county(count)
    store = create_store(path, "EPSG:3006")
    store.add_areas(areas, "bench")
    for number in range(ROUNDS):
        label = RoundLabel(label_of(number))
        moved = [
            replace(s, round=label, outline=shapely.transform(s.outline, lambda xy, d=number: xy + d)) for s in scenes
        ]
        filled = moved if number in (0, ROUNDS - 1) else []
        store.add_round(MappingRound(label, date(2015 + number, 10, 1)), filled, "bench")
    columns = ", ".join(f'"{c.name}"' for c in SCENES.columns if c.name != "round")
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.StartTransaction()
    for number in range(1, ROUNDS - 1):
        dataset.ExecuteSQL(
            f"INSERT INTO scenes (round, geom, {columns}) "
            f"SELECT '{label_of(number)}', geom, {columns} FROM scenes WHERE round = '{label_of(0)}'"
        )
    dataset.CommitTransaction()
    dataset = None


class Watch:
    """Runs the window's event loop, and sees how long it answered nothing."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._last = self._last_work = 0.0
        self._longest = self._most = 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        worked = time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._most = max(self._most, worked - self._last_work)
        self._last, self._last_work = now, worked

    def measure(self, act: Callable[[], None], over: Callable[[], bool]) -> Times:
        """Seconds until it is over; the longest block and the most work at once, until then and in the half second after."""
        loop = QEventLoop()
        self._settle(loop)
        self._longest = self._most = 0.0
        start = self._last = time.perf_counter()
        self._last_work = time.thread_time()
        self._timer.start()
        act()
        self._tick()
        while not over():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        total = time.perf_counter() - start
        self._settle(loop, 0.5)
        self._timer.stop()
        return total, self._longest, self._most

    @staticmethod
    def _settle(loop: QEventLoop, seconds: float = 0.3) -> None:
        end = time.perf_counter() + seconds
        busy = QgsApplication.taskManager().countActiveTasks
        while time.perf_counter() < end or busy():
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


class Panel:
    """The panel in a window, with a store of ten rounds."""

    def __init__(self, path: str, folder: Path) -> None:
        self.path = path
        self.project = QgsProject()
        self.interface = Interface(self.project)
        self.window = DrugsceneWindow(self.interface, self.project, Settings(), folder)
        self.session = self.window.session
        self.page = self.window.panel.scenes
        self.watch = Watch()
        self._round = ROUNDS - 1

    def close(self) -> None:
        """Take the panel away."""
        self.window.close()
        self.interface.window.close()

    def _idle(self) -> bool:
        tasks = QgsApplication.taskManager().countActiveTasks()
        return not tasks and not self.interface.canvas.isDrawing()

    def _until_round(self, label: str, act: Callable[[], None]) -> Times:
        shown: List[str] = []
        self.session.below_changed.connect(lambda _: shown.append(self.session.active.label))
        return self.watch.measure(act, lambda: shown[-1:] == [label] and self._idle())

    def open(self) -> Times:
        """Open the store with its last round."""
        self.session.drop()
        return self._until_round(label_of(ROUNDS - 1), lambda: self.session.open_store(self.path))

    def switch(self) -> Times:
        """Go to another round."""
        self._round = 4 if self.session.active.label != label_of(4) else 5
        label = label_of(self._round)
        return self._until_round(label, lambda: self.session.open_round(label))

    def filter(self) -> Times:
        """Type into the search; then take the search away, which shows all again."""
        narrowed = self.watch.measure(lambda: self.page.search.setText("scene 12"), lambda: True)
        widened = self.watch.measure(lambda: self.page.search.setText(""), lambda: True)
        self.page.filter.setCurrentIndex(self.page.filter.findData(SceneFilter.ALL))
        return max(narrowed, widened)

    def select_all(self) -> Times:
        """Select every scene in the list."""
        found = self.watch.measure(self.page.tree.selectAll, self._idle)
        self.watch.measure(self.page.tree.clearSelection, self._idle)
        return found

    def rename(self) -> Times:
        """Edit one scene in the form."""
        handle = self.session.rows()[77].handle
        name = f"Name {time.time()}"
        return self.watch.measure(lambda: self.session.edits.rename(handle, name), self._idle)

    def save(self) -> Times:
        """Save that one scene."""
        saved: List[object] = []
        self.session.saved.connect(saved.append)
        return self.watch.measure(self.session.save, lambda: bool(saved) and self._idle())

    def appear(self) -> Times:
        """Another window changes one scene and adds one, while a third is edited here: until both are in the list."""
        label = self.session.active.label
        rows = self.session.rows()
        self.session.edits.rename(rows[78].handle, f"Mine {time.time()}")
        changed = rows[79].scene
        after = replace(changed, name=f"Theirs {time.time()}")
        added = replace(changed, id=derived_scene_id(label, str(time.time())), revision=0, name="Added")
        made = ChangeSet(label, (SceneChange(changed, after), SceneChange(None, added)))
        writer = threading.Thread(target=lambda: open_store(self.path).save(made, "another"))
        there = self.session.handles_of
        found = self.watch.measure(writer.start, lambda: bool(there([added.id])) and self._idle())
        if self.session.row(rows[79].handle).scene.name != after.name:
            raise SystemExit("what another saved did not appear")
        self.session.copy.layer.undoStack().undo()
        return found

    def assign(self) -> Times:
        """Assign all scenes to areas, beside the window."""
        scenes = [row.scene for row in self.session.rows()]
        areas, day = self.session.store.areas(), self.session.active.ref_date
        done: List[object] = []
        return self.watch.measure(
            lambda: self.session.run("Assigning", lambda _: assigned_scenes(scenes, areas, day), done.append, int),
            lambda: bool(done),
        )

    def check(self) -> Times:
        """Check the round."""
        found: List[int] = []
        self.session.findings_changed.connect(lambda: found.append(1))
        return self.watch.measure(self.window.checks.run, lambda: bool(found) and self._idle())

    def attribute_table(self) -> Times:
        """What QGIS needs for the same round: its layer, and the model of an attribute table with every row."""
        held = []

        def act() -> None:
            source = f"{self.path}|layername=scenes|subset=\"round\" = '{self.session.active.label}'"
            layer = QgsVectorLayer(source, "scenes", "ogr")
            cache = QgsVectorLayerCache(layer, layer.featureCount())
            model = QgsAttributeTableModel(cache)
            model.loadLayer()
            if model.rowCount() != len(self.session.rows()):
                raise SystemExit("the attribute table does not hold the round")
            held.extend((model, cache, layer))

        found = self.watch.measure(act, lambda: True)
        held.clear()
        return found


ACTIONS = ("open", "switch", "filter", "select_all", "rename", "save", "appear", "assign", "check", "attribute_table")


def measured(count: int, repeats: int) -> Dict[str, Times]:
    """The median seconds and blocks of each action, after one run not counted."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.gpkg")
        make_store(path, count)
        panel = Panel(path, Path(folder) / "journal")
        runs: Dict[str, List[Times]] = {name: [] for name in ACTIONS}
        for _ in range(repeats + 1):
            for name in ACTIONS:
                runs[name].append(getattr(panel, name)())
        panel.close()
    return {name: tuple(map(statistics.median, zip(*times[1:]))) for name, times in runs.items()}  # type: ignore[misc]


def main(repeats: int, counts: Tuple[int, ...]) -> None:
    """Print the table."""
    table = {count: measured(count, repeats) for count in counts}
    print(f"seconds, then block and work in milliseconds; medians of {repeats} after one run not counted\n")
    print("| action          |" + "".join(f" {count:>7,} | block | work |" for count in counts))
    print("|-----------------|" + "--------:|------:|-----:|" * len(counts))
    for name in ACTIONS:
        cells = [table[count][name] for count in counts]
        print(
            f"| {name:15} |" + "".join(f" {total:7.3f} | {1000 * b:5.0f} | {1000 * w:4.0f} |" for total, b, w in cells)
        )
    slow = [f"{n} {1000 * b:.0f} ms" for n, (_, b, _) in table[max(counts)].items() if b > SHORT and n in ACTIONS[:-1]]
    print(f"\nheld up longer than {1000 * SHORT:.0f} ms at {max(counts):,}: {', '.join(slow) or 'nothing'}")


if __name__ == "__main__":
    application = QgsApplication([], True)
    application.initQgis()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, tuple(map(int, sys.argv[2:])) or COUNTS)
    sys.stdout.flush()
    import os

    os._exit(0)  # QGIS objects that Python still holds would crash on the way out
