"""What the plugin needs beside QGIS, and how to get it on this machine, in words."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import sys
import sysconfig
from pathlib import Path
from typing import Optional, Tuple

from . import translate

OLDEST_SHAPELY = 2

_SHAPELY = "2.1.2"
_SHAPELY_FOR_3_9 = "2.0.7"  # 2.1 needs Python 3.10, and QGIS 3.22 on Windows has 3.9

_DEBIAN = Path("/etc/debian_version")
_MAC_PYTHON = "/Applications/QGIS.app/Contents/MacOS/bin/python3"


def shapely_version() -> Optional[str]:
    """The version of shapely that this Python finds; None where there is none that loads."""
    try:
        return str(importlib.import_module("shapely").__version__)
    except (ImportError, OSError, AttributeError):  # OSError: its library does not load
        return None


def missing_requirement() -> Optional[str]:
    """What is missing and the command that installs it, as one message; None where all is there."""
    found = shapely_version()
    if found is not None and int(found.split(".")[0]) >= OLDEST_SHAPELY:
        return None
    python = (sys.version_info[0], sys.version_info[1])
    command = install_command(sys.platform, python, _numpy_version(), _refuses_pip(), sys.prefix != sys.base_prefix)
    if importlib.util.find_spec("pip") is None and _DEBIAN.exists():
        command = f"sudo apt install python3-pip && {command}"
    where = _where(sys.platform)
    if found is None:
        text = translate("Drugscene", "Drugscene needs the Python package shapely, version 2 or later, and finds none.")
    else:
        text = translate(
            "Drugscene", "Drugscene needs the Python package shapely, version 2 or later, and finds version {found}."
        ).format(found=found)
    how = translate("Drugscene", "Install it {where} with this command, then start QGIS again: {command}")
    return f"{text} {how.format(where=where, command=command)}"


def install_command(
    platform: str, python: Tuple[int, int], numpy: Optional[str], refuses_pip: bool, environment: bool
) -> str:
    """The command that installs shapely beside this QGIS.

    NumPy is pinned to the version that is there, since QGIS's own libraries are built against it. ``refuses_pip`` says
    that the system's Python belongs to its package manager, as on Debian, and takes nothing from pip unless forced;
    then the package goes to the user's own folder, where it disturbs no other program's files.
    """
    shapely = _SHAPELY if python >= (3, 10) else _SHAPELY_FOR_3_9
    packages = f"shapely=={shapely}" + (f" numpy=={numpy}" if numpy else "")
    if platform == "win32":
        return f"python -m pip install --user {packages}"
    if platform == "darwin":
        return f"{_MAC_PYTHON} -m pip install --user {packages}"
    if environment:
        return f'"{sys.prefix}/bin/python3" -m pip install {packages}'
    forced = " --break-system-packages" if refuses_pip else ""
    return f"python3 -m pip install --user{forced} {packages}"


def _where(platform: str) -> str:
    if platform == "win32":
        return translate("Drugscene", "in the OSGeo4W Shell (in the Start menu, beside QGIS)")
    return translate("Drugscene", "in a terminal")


def _numpy_version() -> Optional[str]:
    try:
        return importlib.metadata.version("numpy")
    except importlib.metadata.PackageNotFoundError:
        return None


def _refuses_pip() -> bool:
    """Whether the system's package manager keeps pip out (PEP 668)."""
    return (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").exists()
