"""Lineage: how right the proposals are on generated histories, and how long they take beside the naive ways.

.venv/bin/python bench/bench_lineage.py
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drugscene_plugin.analysis.lineage import propose_links
from tests.histories import generate


def confusion(events: int, keep_ids: bool) -> None:
    """Print true against proposed kinds, with precision and recall."""
    history = generate(seed=20231001, events=events, keep_ids=keep_ids)
    proposed = {link.pair: link.kind.value for link in propose_links(history.before, history.after)}
    cells = Counter((history.truth.get(p, "none"), proposed.get(p, "none")) for p in {*history.truth, *proposed})
    print(f"\n{events} events, ids {'kept' if keep_ids else 'worthless'}")
    print(f"{'kind':14} {'true':>6} {'found':>6} {'right':>6} {'precision':>9} {'recall':>7}")
    for kind in sorted({true for true, _ in cells} | {found for _, found in cells}):
        true = sum(n for (t, _), n in cells.items() if t == kind)
        found = sum(n for (_, f), n in cells.items() if f == kind)
        right = cells[kind, kind]
        print(f"{kind:14} {true:6} {found:6} {right:6} {right / max(found, 1):9.4f} {right / max(true, 1):7.4f}")
    for (true, found), n in sorted(cells.items()):
        if true != found:
            print(f"  {n} × {true} proposed as {found}")


def timed(work, runs=3) -> float:
    """The median time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def naive(before, after) -> int:
    """Every outline against every other, as a loop over both layers does it."""
    return sum(s.outline.intersection(t.outline).area > 0 for s in before for t in after)


def speed() -> None:
    """Print seconds by size, beside the all-pairs loop and GeoPandas' overlay."""
    print(f"\n{'scenes':>14} {'ours s':>8} {'all pairs s':>12} {'ratio':>7} {'overlay s':>10} {'ratio':>7}")
    for events in (52, 850, 2_550, 8_300):
        history = generate(seed=1, events=events, keep_ids=False)
        ours = timed(lambda h=history: propose_links(h.before, h.after))
        size = f"{len(history.before)} × {len(history.after)}"
        line = f"{size:>14} {ours:8.3f}"
        if events <= 850:
            slow = timed(lambda h=history: naive(h.before, h.after), 1)
            line += f" {slow:12.2f} {slow / ours:7.1f}"
        else:
            line += f" {'–':>12} {'–':>7}"
        try:
            import geopandas
        except ImportError:
            line += "  GeoPandas is not installed"
        else:
            left, right = (
                geopandas.GeoDataFrame({"id": [s.id for s in scenes]}, geometry=[s.outline for s in scenes], crs=3006)
                for scenes in (history.before, history.after)
            )
            overlay = timed(lambda a=left, b=right: geopandas.overlay(a, b, how="intersection"))
            line += f" {overlay:10.3f} {overlay / ours:7.1f}"
        print(line)


if __name__ == "__main__":
    for ids in (True, False):
        confusion(5_000, ids)
    speed()
