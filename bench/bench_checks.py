"""How long the check of a round takes for 1,000, 3,000 and 10,000 scenes: in proportion, not with the square.

Run: ``python bench/bench_checks.py [repeats]``
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import List, Tuple

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drugscene_plugin.domain.area import Area, AreaCode, AreaLevel
from drugscene_plugin.domain.criteria import Answer, Assessment, Criterion, definitions
from drugscene_plugin.domain.finding import Finding
from drugscene_plugin.domain.mapping_round import MappingRound, RoundLabel
from drugscene_plugin.domain.scene import Scene, SceneId, SceneStatus
from drugscene_plugin.workflow.assign_scenes import assigned_scenes
from drugscene_plugin.workflow.check_round import find

SEED = 20231101
COUNTS = (1_000, 3_000, 10_000)
ROUND = MappingRound(RoundLabel("2023"), date(2023, 10, 1))
SPACING = 600.0
NOTE = "Seen by patrol in the evening; sale at the northern entrance, most on weekdays between 16 and 22."


def county(count: int) -> Tuple[List[Area], List[Scene]]:
    """Scenes on a jittered grid, some of which overlap, under 18 LPOs and 26 municipalities as stripes and cells."""
    random = np.random.default_rng(SEED)
    columns = int(np.ceil(np.sqrt(count)))
    side = columns * SPACING
    areas = [_cell(AreaLevel.LPO, n, 6, 3, side) for n in range(18)]
    areas += [_cell(AreaLevel.MUNICIPALITY, n, 13, 2, side) for n in range(26)]
    known = {c: Assessment(Answer.YES, "patrol report", date(2023, 9, 1), "assessor") for c in Criterion}
    scenes = []
    for n in range(count):
        centre = SPACING * (np.array([n % columns, n // columns]) + 0.5) + random.uniform(-120, 120, 2)
        angle = np.sort(random.uniform(0, 2 * np.pi, random.integers(20, 201)))
        radius = np.sqrt(random.uniform(5_000, 200_000) / np.pi) * (1 + 0.2 * np.sin(3 * angle))
        ring = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + centre
        answers = known if n % 10 else {c: a for c, a in known.items() if c is not Criterion.SALE}
        tags = {"category": "a", "place_type": "park", "note": NOTE} if n % 15 else {}
        outline = shapely.Polygon(ring)
        scene = Scene(SceneId(f"s-{n:05}"), ROUND.label, outline, f"Scene {n}", SceneStatus.OPEN, "", answers, tags)
        scenes.append(scene)
    return areas, assigned_scenes(scenes, areas, ROUND.ref_date)


def _cell(level: AreaLevel, n: int, columns: int, rows: int, side: float) -> Area:
    width, height = side / columns, side / rows
    column, row = n % columns, n // columns
    outline = shapely.box(column * width, row * height, (column + 1) * width, (row + 1) * height)
    return Area(level, AreaCode(f"{n:02}"), f"{level.value} {n}", shapely.segmentize(outline, side / 500))


def check(areas: List[Area], scenes: List[Scene], previous: List[Scene]) -> List[Finding]:
    """Check the round with the rules D1 and D5."""
    named = definitions()
    return find(ROUND, scenes, areas, named["D1"], named["D5"], previous, codes={"category": ["a", "b"]})


def main(repeats: int) -> None:
    """Print the table."""
    print(f"medians of {repeats} after one run not counted; a round of before with as many scenes, moved by 5 m\n")
    print("| scenes | seconds | ms a scene | findings | lines in the list |")
    print("|-------:|--------:|-----------:|---------:|------------------:|")
    for count in COUNTS:
        areas, scenes = county(count)
        previous = [replace(s, outline=shapely.transform(s.outline, lambda xy: xy + 5.0)) for s in scenes]
        found = check(areas, scenes, previous)
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            found = check(areas, scenes, previous)
            times.append(time.perf_counter() - start)
        seconds = statistics.median(times)
        told = sum(int(f.values.get("count", 1)) if f.code.endswith("_many") else 1 for f in found)
        print(f"| {count:>6,} | {seconds:>7.2f} | {1000 * seconds / count:>10.3f} | {told:>8,} | {len(found):>17} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
