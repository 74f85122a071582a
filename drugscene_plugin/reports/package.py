"""The annual package on disk: a folder that appears whole or not at all.

How it gets there is told in :mod:`.whole_folder`. A folder that holds anything but a package is never replaced.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Callable, List, Mapping, Tuple

from ..domain.annual_content import AnnualContent
from ..domain.errors import Refusal
from ..domain.field import Profile
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from .annual_layer import geopackage_bytes
from .chart_svg import chart_svg
from .chart_values import charts_of
from .geojson import geojson_bytes
from .manifest import file_entries, manifest
from .method_sheet import METHOD_SHEET, method_html
from .package_maps import write_maps
from .public_page import PUBLIC_PAGE, public_html
from .table_files import csv_bytes
from .whole_folder import NEW, OLD, clear_dead_runs, made_folder, put_in_place, refusals, work_folder, write_file
from .workbook import workbook_bytes

_MANIFEST = "manifest.json"
_MAPS = "maps"

# What QGIS, GDAL, spreadsheets and file managers put beside a file that they open or show.
_COMPANION = re.compile(
    r"(-wal|-shm|-journal|\.qmd|\.aux\.xml)$"
    r"|^(~\$|\.~lock\.)"
    r"|^(\.DS_Store|Thumbs\.db|desktop\.ini)$"
)

_Made = Callable[[AnnualContent, Progress], bytes]


def write_package(content: AnnualContent, folder: Path, progress: Progress = QUIET, maps: bool = False) -> Path:
    """Write the package of a round into a folder, which is made when it is missing; the package's own folder.

    A package of the same name is replaced. ``maps``: the folder ``maps`` is in it, which takes most of the time.

    Raises:
        Refusal: ``package_folder_closed``, ``package_folder_full``, ``package_folder_failed`` name the folder and leave
            it as it was; ``package_locked`` names the file that somebody has open, ``package_has_other_files``
            the file in the package's place that no export put there.
        Cancelled: the user stopped; nothing is left.
    """
    with refusals(folder), made_folder(folder):
        clear_dead_runs(folder)
        _refuse_other_files(folder / content.folder_name)
        with work_folder(folder) as work:
            new = work / NEW
            _write_files(content, new, Part(progress, 0.0, 0.1) if maps else progress)
            if maps:
                write_maps(content, new / _MAPS, Part(progress, 0.1, 0.95))
            _write_account(content, new)
            stop_if_cancelled(progress)
            target = folder / content.folder_name
            put_in_place(new, target, work / OLD)
    progress.report(1.0)
    return target


# --- the files -----------------------------------------------------------------------------------------------------


def _write_files(content: AnnualContent, folder: Path, progress: Progress) -> None:
    made: List[Tuple[str, float, _Made]] = [
        ("annual_layer.gpkg", 0.4, geopackage_bytes),
        ("annual_layer.geojson", 0.6, geojson_bytes),
        ("tables.xlsx", 0.9, workbook_bytes),
    ]
    folder.mkdir()
    (folder / "tables").mkdir()
    start = 0.0
    for name, end, make in made:
        stop_if_cancelled(progress)
        write_file(folder / name, make(content, Part(progress, start, end)))
        start = end
    for table in content.tables:
        stop_if_cancelled(progress)
        write_file(folder / "tables" / f"{table.name}.csv", csv_bytes(table))
    (folder / "charts").mkdir()
    for chart in charts_of(content.tables, content.goal):
        stop_if_cancelled(progress)
        write_file(folder / "charts" / f"{chart.name}.svg", chart_svg(chart, content.language).encode("utf-8"))
    progress.report(0.95)


def _write_account(content: AnnualContent, folder: Path) -> None:
    """The files that tell of all others."""
    write_file(folder / METHOD_SHEET, method_html(content, file_entries(folder)))
    if content.profile is Profile.PUBLIC:
        write_file(folder / PUBLIC_PAGE, public_html(content, file_entries(folder)))
    write_file(folder / _MANIFEST, _json(manifest(content, folder)))


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", errors="replace")


# --- its place on disk -------------------------------------------------------------------------------------------------


def _refuse_other_files(target: Path) -> None:
    """Refuse to replace a folder that holds what no export put there."""
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise Refusal("package_has_other_files", folder=str(target), file=target.name)
    ours = {_MANIFEST, *_listed(target / _MANIFEST)}
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if not path.is_dir() and name not in ours and not _COMPANION.search(path.name):
            raise Refusal("package_has_other_files", folder=str(target), file=name)


def _listed(manifest: Path) -> List[str]:
    """The files that a manifest names; none where it is missing or unreadable."""
    try:
        return [str(entry["name"]) for entry in json.loads(manifest.read_bytes())["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
