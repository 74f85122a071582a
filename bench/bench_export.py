"""How long exporting a round of the sample takes: from the start of work to the package, without QGIS's own start.

Each round is exported from a GeoPackage store into an empty folder, again and again; the median is printed, and beside it
what a bare reading of the store and a bare writing of the same content take.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.domain.progress import QUIET
from drugscene_plugin.reports.package import write_package
from drugscene_plugin.store.scene_store import create_store, open_store
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.export_round import annual_content, export_round

TIMES = 11


def median_of(work):
    """The median seconds of a piece of work, each time into a folder of its own."""
    seconds = []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            work(Path(folder))
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main():
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "sample.gpkg")
        create_store(location, fill=create_sample)

        def exported(label):
            store = open_store(location)
            return lambda out: export_round(store, label, Profile.INTERNAL, "en", out, write_package)

        def read(label):
            store = open_store(location)
            return lambda out: annual_content(store, label, Profile.INTERNAL, "en")

        def written(label):
            content = annual_content(open_store(location), label, Profile.INTERNAL, "en")
            return lambda out: write_package(content, out, QUIET)

        print(f"seconds, median of {TIMES}")
        print(f"{'round':8}{'scenes':>8}{'export':>9}{'reading':>9}{'writing':>9}")
        for one in open_store(location).rounds():
            scenes = len(open_store(location).scenes(one.label))
            figures = [median_of(work(one.label)) for work in (exported, read, written)]
            print(f"{one.label:8}{scenes:>8}" + "".join(f"{figure:9.3f}" for figure in figures))


if __name__ == "__main__":
    main()
