"""What a package says of itself in ``manifest.json``: files with their checksums, parameters, versions.

The method sheet tells people the same, so it takes it from here.
"""

from __future__ import annotations

import configparser
import hashlib
import platform
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

import shapely
from osgeo import gdal, osr
from qgis.core import Qgis

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import RULE_VERSION
from ..domain.field import Profile, Visibility
from ..domain.goal import NO_GOAL
from . import content_hash
from .xlsx_library import xlsxwriter

FORMAT_VERSION = 1
"""Raised when the package's layout or the manifest's keys change."""

_BY_CONTENT = {".gpkg": content_hash.geopackage_sha256, ".pdf": content_hash.pdf_sha256}

_OF_THE_INPUT = ("share_counted", "fields", "outlines_sha256")
"""Parameters of a figure that tell what the rows and the outlines were like."""


def manifest(content: AnnualContent, folder: Path) -> Mapping[str, Any]:
    """The manifest of a package whose other files lie in a folder."""
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
            "goal": _goal(content),
        },
        "figures": made_with(content),
        "withheld": withheld(content),
        "comparison": _comparison(content),
        "errata": errata(content),
        "store": {"crs": content.crs, "revision": content.store_revision, "schema_version": content.schema_version},
        "disclosure_rule_version": RULE_VERSION,
        "software": dict(software_versions()),
        "files": file_entries(folder),
        "hashes": {"bytes": "SHA-256 of the file", "content": content_hash.RECIPE},
    }


def _goal(content: AnnualContent) -> Optional[Mapping[str, Any]]:
    """What the county set itself; None where it did not."""
    goal = content.goal
    if goal == NO_GOAL:
        return None
    return {"scenes": goal.scenes, "area_m2": goal.area_m2, "day": goal.day.isoformat() if goal.day else None}


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


def made_with(content: AnnualContent) -> Mapping[str, Any]:
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


def withheld(content: AnnualContent) -> List[Mapping[str, Any]]:
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


def errata(content: AnnualContent) -> List[Mapping[str, Any]]:
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


def file_entries(folder: Path) -> List[Dict[str, Any]]:
    """Name, size and SHA-256 of every file in a folder, by name; a GeoPackage is hashed by its content."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return [_entry(name, paths[name]) for name in sorted(paths)]


def _entry(name: str, path: Path) -> Dict[str, Any]:
    by_content = _BY_CONTENT.get(path.suffix)
    return {
        "name": name,
        "size": path.stat().st_size,
        "hash": "content" if by_content else "bytes",
        "sha256": by_content(path) if by_content else hashlib.sha256(path.read_bytes()).hexdigest(),
    }


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
