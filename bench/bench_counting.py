"""How long counting incidents takes beside other ways, and beside the floor: reading the same columns once.

Run: ``QT_QPA_PLATFORM=offscreen python bench/bench_counting.py [points] [repeats] [way …]``
Default: 1,000,000 points, or as many as BENCH_POINTS in the environment says, 3 repeats, all ways but those of QGIS in
five rounds. Every run is a process of its own; the ways take turns, so that what else the machine does falls on all of
them; one whose first run takes longer than 15 s has no other. Seconds, and those of its cores (CPU), are without its
imports, but for the whole process; memory is the peak of the process. 63 scenes with a band of 250 m, 18 LPOs of 2,000
vertices, 26 municipalities, 8 crime groups.

Every way's counts by area, scene, band and group are compared with ours; where a buffer stands for a distance, one in a
thousand may differ. Only ours and the floor read dates; ours also gives the SHA-256 of the whole file, and one floor
does. PostGIS has its points loaded and indexed beforehand; its memory and the cores of its server are not those of its
process.
"""

from __future__ import annotations

import functools
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Optional

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from bench.counting import clock, county, postgis_way, qgis_ways, ways  # noqa: E402
from bench.counting.cancelling import counting, longest_wait, measuring  # noqa: E402
from bench.counting.tables import Tables, difference  # noqa: E402

LONG = 15.0


class Way(NamedTuple):
    """A way to count: its function, how many rounds it counts, whether from the CSV file, on how many cores."""

    count: Callable[[str, int], Tables]
    rounds: int = 1
    csv: bool = False
    cores: int = 2
    usual: bool = True


_ALONE = functools.partial(ways.ours, threads=1)
WAYS = {
    "floor": Way(ways.floor),
    "floor, one core": Way(ways.floor, cores=1),
    "floor by pyogrio": Way(ways.floor_by_pyogrio),
    "floor and SHA-256": Way(ways.floor_and_digest),
    "floor and SHA-256, one core": Way(ways.floor_and_digest, cores=1),
    "ours": Way(ways.ours),
    "ours, one core": Way(_ALONE, cores=1),
    "ours, 5 rounds": Way(ways.ours, county.ROUNDS),
    "ours, 5 rounds, one core": Way(_ALONE, county.ROUNDS, cores=1),
    "floor, CSV by GDAL": Way(ways.floor, csv=True),
    "ours, CSV": Way(ways.ours, csv=True),
    "ours, CSV, one core": Way(_ALONE, csv=True, cores=1),
    "SedonaDB": Way(ways.sedonadb),
    "SedonaDB, 5 rounds": Way(ways.sedonadb, county.ROUNDS),
    "GeoPandas sjoin": Way(ways.geopandas),
    "GeoPandas sjoin, 5 rounds": Way(ways.geopandas, county.ROUNDS),
    "PostGIS": Way(postgis_way.postgis),
    "PostGIS, 5 rounds": Way(postgis_way.postgis, county.ROUNDS),
    "DuckDB spatial": Way(ways.duckdb),
    "DuckDB spatial, 5 rounds": Way(ways.duckdb, county.ROUNDS),
    "QGIS join by location": Way(qgis_ways.by_join),
    "QGIS count points": Way(qgis_ways.by_counting),
    "QGIS join by location, 5 rounds": Way(qgis_ways.by_join, county.ROUNDS, usual=False),
    "QGIS count points, 5 rounds": Way(qgis_ways.by_counting, county.ROUNDS, usual=False),
}


class Run(NamedTuple):
    """What one process took (s, MB) and found."""

    work: float
    whole: float
    cpu: float
    peak: float
    tables: Tables


def in_this_process(name: str, path: str) -> None:
    """Count, print what it took, and end without tidying up: QGIS's objects may outlive QGIS here."""
    way = WAYS[name]
    if way.cores == 1:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    tables = way.count(path, way.rounds)
    print(json.dumps({**clock.spent(), "tables": tables}), flush=True)
    os._exit(0)


def in_a_process(name: str, path: Path) -> Run:
    """Count in a process of its own."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, __file__, "--way", name, str(path)], capture_output=True, text=True)
    whole = time.perf_counter() - started
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip() or "failed").splitlines()[-1])
    return Run(whole=whole, **json.loads(done.stdout.strip().splitlines()[-1]))


def run_all(names: List[str], repeats: int, layer: Path, table: Path) -> Dict[str, list]:
    """The runs of every way, in turns; a text instead where one did not run."""
    runs: Dict[str, list] = {name: [] for name in names}
    for _ in range(repeats):
        for name, done in runs.items():
            if done and (isinstance(done[0], str) or done[0].work > LONG):
                continue
            print(f"  {name} …", file=sys.stderr, flush=True)
            try:
                done.append(in_a_process(name, table if WAYS[name].csv else layer))
            except (RuntimeError, ValueError, TypeError) as error:
                done.append(str(error))
    return runs


def line(name: str, runs: list, base: Optional[Run], true: Optional[Tables]) -> str:
    """A way's line of the table."""
    if any(isinstance(run, str) for run in runs):
        problem = next(run for run in runs if isinstance(run, str))
        return f"| {name} |{' – |' * 8} did not run: {problem[:90]} |"
    work, whole, cpu, peak = (statistics.median(run[place] for run in runs) for place in range(4))
    times = ["–"] * 3
    if base:
        times = [f"{own / other:.2f}" for own, other in zip((work, whole, cpu), (base.work, base.whole, base.cpu))]
    tables = runs[0].tables
    wrong = difference(tables, true) if tables and true else None
    agrees = "–" if not tables or not true else "yes" if wrong is None else f"NO: {wrong}"
    memory = "–" if name.startswith("PostGIS") else f"{peak:.0f}"
    values = [name, len(runs), f"{work:.2f}", times[0], f"{whole:.2f}", times[1], f"{cpu:.2f}", times[2], memory]
    values.append(agrees)
    return "| " + " | ".join(map(str, values)) + " |"


def main(number: int, repeats: int, chosen: List[str]) -> int:
    """Print the table; 1 when a way finds other counts than ours."""
    layer, table = county.make(number)
    names = chosen or [name for name, way in WAYS.items() if way.usual]
    load = os.getloadavg()[0]
    runs = run_all(names, repeats, layer, table)
    good = {name: done for name, done in runs.items() if not any(isinstance(run, str) for run in done)}
    base = None
    if "floor" in good:
        base = Run(*(statistics.median(run[place] for run in good["floor"]) for place in range(4)), tables={})
    true = max((done[0].tables for name, done in good.items() if name.startswith("ours")), key=len, default=None)
    sizes = f"{layer.stat().st_size / 1e6:.0f} MB GeoPackage, {table.stat().st_size / 1e6:.0f} MB CSV"
    print(f"{number:,} points ({sizes}); medians; load before and after: {load:.1f}, {os.getloadavg()[0]:.1f}\n")
    print("| way | runs | s | × floor | whole process, s | × floor | CPU s | × floor | peak MB | agrees |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|")
    lines = [line(name, done, base, true) for name, done in runs.items()]
    print("\n".join(lines))
    if not chosen:
        moments = [0.02 * 1.7**n for n in range(10)]
        for what, prepare in (
            ("a count from a GeoPackage", lambda: counting(str(layer), county.ROUNDS)),
            ("a count from a CSV file", lambda: counting(str(table), county.ROUNDS)),
            ("the whole of concentration", lambda: measuring(str(layer))),
        ):
            wait = longest_wait(prepare, moments)
            print(f"Cancelled at ten moments of its first seconds, {what} ended after {wait:.2f} s at most.")
    return int(any("| NO: " in text for text in lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        in_this_process(*sys.argv[2:4])
    given = sys.argv[1:]
    sys.exit(
        main(
            int(given[0] if given else os.environ.get("BENCH_POINTS", 1_000_000)),
            int(given[1]) if len(given) > 1 else 3,
            given[2:],
        )
    )
