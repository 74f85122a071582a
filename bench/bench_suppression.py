"""How long it takes to decide what is withheld, against an attacker who solves linear programs with SciPy.

Made-up counties as the follow-up's tables show them: scenes, LPOs, municipalities and the county, by zone and crime group;
and the sample county's incidents of two years with their comparison, as a package for others than the police has them.
Beside the seconds, how many cells are withheld: those that are small, and those that protect them. The attacker finds for
every protected cell the range that all that is shown leaves it (two linear programs a cell); for a large county for some of
the cells alone. The narrowest range must not be below the threshold.
"""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from drugscene_plugin.analysis.suppression import suppress
from drugscene_plugin.domain.counted import together
from drugscene_plugin.domain.incident_fields import guessed_fields
from drugscene_plugin.domain.period import Period
from drugscene_plugin.domain.suppression import Rules
from drugscene_plugin.sample import county, incidents
from drugscene_plugin.store import create_store, open_store
from drugscene_plugin.store.incident_source import field_names, open_incidents
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.follow_up import asked_groups
from drugscene_plugin.workflow.measure_concentration import ConcentrationQuestion, measure_concentration
from tests.counted_county import attacked, counted_county

COUNTIES = (
    ("20 scenes, 6 LPOs, 3 groups", {"scenes": 20, "lpos": 6, "municipalities": 5, "groups": 3}, 1),
    ("the same, groups summed up", {"scenes": 20, "lpos": 6, "municipalities": 5, "groups": 3, "all_groups": True}, 1),
    ("63 scenes, 18 LPOs, 8 groups", {}, 20),
    ("the same, few incidents", {"mean": 3.0}, 20),
    ("63 scenes, groups summed up", {"seed": 2, "all_groups": True}, 20),
)
RULES = Rules(5)


def sample_system():
    """What is to be decided for the sample's round 2024: crime in and beside its scenes, two years compared."""
    sample = county.build()
    with tempfile.TemporaryDirectory() as folder:
        location, path = str(Path(folder) / "sample.gpkg"), str(Path(folder) / "incidents.csv")
        Path(path).write_text("\n".join(incidents.incident_lines(sample)) + "\n", encoding="utf-8")
        create_store(location, fill=create_sample)
        store = open_store(location)
        years = [Period(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2024, 2023)]
        question = ConcentrationQuestion("2024", years[0], asked_groups(""), 100.0, other_period=years[1])
        fields = guessed_fields(field_names(path))
        found = measure_concentration(store, question, lambda: open_incidents(path, fields, store.info().crs))
    return together(table.counted for table in found.tables if table.counted is not None)


def main():
    print(f"processor seconds; threshold {RULES.threshold}")
    head = f"{'county':30}{'cells':>7}{'small':>7}{'added':>7}{'sum':>8}{'search':>8}"
    print(head + f"{'attacker':>18}{'narrowest':>11}")
    systems = [(name, counted_county(**{"seed": 1, **size}), every) for name, size, every in COUNTIES]
    for name, system, every in (*systems, ("the sample, two years", sample_system(), 25)):
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
