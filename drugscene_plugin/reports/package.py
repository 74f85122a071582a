"""The annual package on disk: a folder that appears whole or not at all.

How it gets there is told in :mod:`.whole_folder`. A folder that holds anything but a package is never replaced.
"""

from __future__ import annotations

import configparser
import hashlib
import json
import os
import platform
import re
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

import shapely
from osgeo import gdal, osr
from qgis.core import Qgis

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import RULE_VERSION
from ..domain.errors import Refusal
from ..domain.field import Profile, Visibility
from ..domain.progress import QUIET, Part, Progress, stop_if_cancelled
from . import content_hash
from .annual_layer import geopackage_bytes
from .geojson import geojson_bytes
from .table_files import csv_bytes
from .whole_folder import NEW, OLD, clear_dead_runs, made_folder, put_in_place, refusals, work_folder, write_file
from .workbook import workbook_bytes, xlsxwriter

FORMAT_VERSION = 1
"""Raised when the package's layout or the manifest's keys change."""

_MANIFEST = "manifest.json"

_OF_THE_INPUT = ("share_counted", "fields", "outlines_sha256")
"""Parameters of a figure that tell what the rows and the outlines were like."""

# What QGIS, GDAL, spreadsheets and file managers put beside a file that they open or show.
_COMPANION = re.compile(
    r"(-wal|-shm|-journal|\.qmd|\.aux\.xml)$"
    r"|^(~\$|\.~lock\.)"
    r"|^(\.DS_Store|Thumbs\.db|desktop\.ini)$"
)

_Made = Callable[[AnnualContent, Progress], bytes]


def write_package(content: AnnualContent, folder: Path, progress: Progress = QUIET) -> Path:
    """Write the package of a round into a folder, which is made when it is missing; the package's own folder.

    A package of the same name is replaced.

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
            _write_files(content, new, progress)
            stop_if_cancelled(progress)
            target = folder / content.folder_name
            put_in_place(new, target, work / OLD)
    progress.report(1.0)
    return target


def software_versions() -> Mapping[str, str]:
    """The versions of all that has a hand in a package's bytes.

    Inside QGIS's own process shapely runs on QGIS's GEOS, elsewhere on the one that it was built with: both are named.
    """
    proj = (osr.GetPROJVersionMajor(), osr.GetPROJVersionMinor(), osr.GetPROJVersionMicro())
    return {
        "drugscene": _plugin_version(),
        "gdal": gdal.VersionInfo("RELEASE_NAME"),
        "geos": Qgis.geosVersion(),
        "geos_of_shapely": shapely.geos_version_string,
        "proj": ".".join(map(str, proj)),
        "python": platform.python_version(),
        "qgis": Qgis.version() if hasattr(Qgis, "version") else Qgis.QGIS_VERSION,
        "shapely": shapely.__version__,
        "xlsxwriter": xlsxwriter.__version__,
    }


def _plugin_version() -> str:
    package = Path(__file__).resolve().parent.parent
    for folder in (package, package.parent):  # in the ZIP it lies inside, in a checkout beside
        config = configparser.ConfigParser(interpolation=None)
        if config.read(folder / "metadata.txt", encoding="utf-8"):
            return config["general"]["version"]
    raise FileNotFoundError(package / "metadata.txt")


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
    write_file(folder / _MANIFEST, _json(_manifest(content, folder)))
    progress.report(0.95)


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", errors="replace")


def _manifest(content: AnnualContent, folder: Path) -> Mapping[str, Any]:
    paths = sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.relative_to(folder).as_posix()
    )
    return {
        "format": FORMAT_VERSION,
        "draft": content.draft,
        "round": {
            "label": content.round.label,
            "ref_date": content.round.ref_date.isoformat(),
            "state": content.round.state.value,
            "revision": content.round.revision,
            "superseded": content.superseded,
            "checksum": content.checksum or None,
            "definition": {"id": content.definition.id, "version": content.definition.version},
            "delisting": {"id": content.delisting.id, "version": content.delisting.version},
        },
        "parameters": {
            "round": content.round.label,
            "profile": content.profile.value,
            "threshold": content.rules.threshold,
            "show_zero": content.rules.show_zero,
            "minimum_n": content.rules.minimum_n,
            "outlines": content.scenes.form.value,
            "language": content.language,
        },
        "figures": _figures(content),
        "withheld": _withheld(content),
        "comparison": _comparison(content),
        "errata": _errata(content),
        "store": {"crs": content.crs, "revision": content.store_revision, "schema_version": content.schema_version},
        "disclosure_rule_version": RULE_VERSION,
        "software": dict(software_versions()),
        "files": [_entry(path, folder) for path in paths],
        "hashes": {"bytes": "SHA-256 of the file", "content": content_hash.RECIPE},
    }


def _comparison(content: AnnualContent) -> Optional[Mapping[str, Any]]:
    compared = content.comparison
    if compared is None:
        return None
    return {
        "from_round": compared.from_round,
        "series_break": compared.series_break,
        "division": compared.division.isoformat(),
        "undecided_links": compared.undecided,
        "reconciles": compared.reconciles,
    }


def _figures(content: AnnualContent) -> Mapping[str, Any]:
    """How the tables of the follow-up came about.

    Only the internal profile is told what the input was like: a hash of a few rows can be guessed at until it fits, and
    the share of rows that were counted tells how many were not.
    """
    if content.profile is Profile.INTERNAL:
        return {
            name: {"parameters": dict(figure.parameters), "sha256": figure.sha256 or None}
            for name, figure in content.figures.items()
        }
    return {
        name: {"parameters": {key: value for key, value in figure.parameters.items() if key not in _OF_THE_INPUT}}
        for name, figure in content.figures.items()
    }


def _withheld(content: AnnualContent) -> List[Mapping[str, Any]]:
    """What the rules kept back, and why."""
    return [
        {
            "table": one.table,
            "what": one.what.value,
            "why": one.why.value,
            "columns": list(one.columns),
            "number": one.number,
        }
        for table in (*content.tables, content.scenes.table)
        for one in table.withheld
    ]


def _errata(content: AnnualContent) -> List[Mapping[str, Any]]:
    """The corrections, with the reason and the person for those who may see them."""
    entries: List[Mapping[str, Any]] = []
    for correction in content.corrections:
        entry: Dict[str, Any] = {"revision": correction.revision, "at": correction.at}
        if content.profile.may_see(Visibility.COOPERATION):
            entry["reason"] = correction.reason
        if content.profile.may_see(Visibility.POLICE):
            entry["by"] = correction.by
        entries.append(entry)
    return entries


def _entry(path: Path, folder: Path) -> Dict[str, Any]:
    by_content = path.suffix == ".gpkg"
    return {
        "name": path.relative_to(folder).as_posix(),
        "size": path.stat().st_size,
        "hash": "content" if by_content else "bytes",
        "sha256": content_hash.geopackage_sha256(path) if by_content else hashlib.sha256(path.read_bytes()).hexdigest(),
    }


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
