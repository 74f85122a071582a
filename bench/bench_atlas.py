"""How long an atlas of 63 scene pages takes as one PDF, beside QGIS's own atlas export of the same layout, and its memory.

Both draw the sample's 63 scenes of 2023 from the same template, by turns, in this process; the medians are printed. QGIS's
own export knows neither whose page it is nor what its tables hold: it moves the map from scene to scene and draws the first
page's texts and tables on each. Ours also lays out each page's own. What the atlas adds to the most memory that a process
had is measured in processes of their own, for 20 and for 63 pages.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qgis.core import QgsApplication, QgsLayoutExporter, QgsLayoutItemMap

from drugscene_plugin.domain.field import Profile
from drugscene_plugin.reports.atlas import AtlasOrder, print_pdf
from drugscene_plugin.reports.atlas_pages import AtlasLevel, atlas_pages
from drugscene_plugin.reports.map_layout import MapLayout, built_in
from drugscene_plugin.reports.map_project import MapProject
from drugscene_plugin.store.scene_store import create_store, open_store
from drugscene_plugin.workflow.create_sample import create_sample
from drugscene_plugin.workflow.export_round import annual_content

ROUND, TIMES, SOME = "2023", 3, 20


def content_of(location):
    """The annual content whose scenes are drawn: those that are open."""
    return annual_content(open_store(location), ROUND, Profile.INTERNAL, "sv")


def open_scenes(content):
    """The ids of the scenes that have a page."""
    rows = content.scenes.table.table
    return [id for id, status in zip(rows.column("scene_id"), rows.column("status")) if status == "open"]


def ours(content, path, pages=None):
    """The atlas as the plugin prints it."""
    print_pdf(content, AtlasOrder(AtlasLevel.SCENE, only=tuple(open_scenes(content)[:pages])), path)


def native(content, path):
    """QGIS's own atlas over the same scenes from the same template."""
    page = atlas_pages(content, AtlasLevel.SCENE)[0]
    maps = MapProject(content)
    made = MapLayout(built_in(page.layout), maps, page, "sv")
    made.fill(page, "")
    layer = maps.close_by()[1]
    atlas = made.layout.atlas()
    atlas.setCoverageLayer(layer)
    atlas.setFilterFeatures(True)
    atlas.setFilterExpression("\"status\" = 'open'")
    atlas.setEnabled(True)
    for item in made.layout.items():
        if isinstance(item, QgsLayoutItemMap) and item.id() == "map":
            item.setAtlasDriven(True)
            item.setAtlasScalingMode(QgsLayoutItemMap.Auto)
    atlas.updateFeatures()
    found = atlas.count()
    done, _ = QgsLayoutExporter.exportToPdf(atlas, str(path), QgsLayoutExporter.PdfExportSettings())
    assert done == QgsLayoutExporter.Success, done  # noqa: S101
    return found


def timed(work):
    """Seconds on the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def most_memory():
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_of(location, pages):
    """Print the most memory of this process before an atlas and after, in MB."""
    content = content_of(location)
    with tempfile.TemporaryDirectory() as folder:
        ours(content, Path(folder) / "warm.pdf", 1)
        before = most_memory()
        ours(content, Path(folder) / "atlas.pdf", pages)
    print(f"{before} {most_memory()}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "sample.gpkg")
        create_store(location, fill=create_sample)
        content = content_of(location)
        pages = len(open_scenes(content))
        runs = {"ours": [], "QGIS": []}
        for number in range(TIMES):
            runs["ours"].append(timed(lambda n=number: ours(content, Path(folder) / f"ours{n}.pdf")))
            runs["QGIS"].append(timed(lambda n=number: native(content, Path(folder) / f"native{n}.pdf")))
        print(f"{pages} scene pages as one PDF, median of {TIMES}")
        print(f"{'':8}{'seconds':>9}{'a page':>9}{'processor':>11}")
        for name, taken in runs.items():
            seconds, processor = (statistics.median(column) for column in zip(*taken))
            print(f"{name:8}{seconds:9.2f}{seconds / pages:9.3f}{processor:11.2f}")
        ratio = statistics.median(a[1] / b[1] for a, b in zip(runs["ours"], runs["QGIS"]))
        print(f"ours takes {ratio:.2f} times the processor's time of QGIS's own")
        for some in (SOME, pages):
            command = [sys.executable, __file__, location, str(some)]
            before, after = map(
                float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            )
            print(f"{some:3} pages: most memory {after:.0f} MB, {after - before:.0f} MB more than after one page")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    if len(sys.argv) > 1:
        memory_of(sys.argv[1], int(sys.argv[2]))
    else:
        main()
