"""How long it takes to decide what is withheld, against an attacker who solves linear programs with SciPy.

Made-up counties as the follow-up's tables show them: scenes, LPOs, municipalities and the county, by zone and crime group.
Beside the seconds, how many cells are withheld: those that are small, and those that protect them. The attacker finds for
every protected cell the range that all that is shown leaves it (two linear programs a cell); for a large county for some of
the cells alone. The narrowest range must not be below the threshold.
"""

from __future__ import annotations

import time

from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.suppression import Rules
from tests.counted_county import attacked, counted_county

COUNTIES = (
    ("20 scenes, 6 LPOs, 3 groups", {"scenes": 20, "lpos": 6, "municipalities": 5, "groups": 3}, 1),
    ("the same, groups summed up", {"scenes": 20, "lpos": 6, "municipalities": 5, "groups": 3, "all_groups": True}, 1),
    ("63 scenes, 18 LPOs, 8 groups", {}, 20),
    ("the same, few incidents", {"mean": 3.0}, 20),
)
RULES = Rules(5)


def main():
    print(f"processor seconds; threshold {RULES.threshold}")
    head = f"{'county':30}{'cells':>7}{'small':>7}{'added':>7}{'sum':>8}{'search':>8}"
    print(head + f"{'attacker':>18}{'narrowest':>11}")
    for name, size, every in COUNTIES:
        system = counted_county(1, **size)
        start = time.process_time()
        found = suppress(system, RULES)
        searched = time.process_time()
        cells = sorted(found.protected)[::every]
        widths = attacked(found, cells)
        audited = time.process_time() - searched
        added = sum(system.values[cell] for cell in found.secondary)
        print(
            f"{name:30}{len(system.shown):7}{len(found.primary):7}{len(found.secondary):7}{added:8}"
            f"{searched - start:8.2f}{f'{audited:.1f} ({len(cells)} cells)':>18}{min(widths.values()):11.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
