"""Make the plugin's ZIP: package.py FOLDER writes FOLDER/drugscene_plugin-VERSION.zip.

The same sources give the same bytes. Inside is one folder, drugscene_plugin, with metadata.txt and LICENSE, and with
XlsxWriter, which QGIS does not bring, under vendor/.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from importlib import metadata
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = "drugscene_plugin"

# Translations go in compiled; sources of translations, caches and editors' leftovers stay out.
LEFT_OUT_FOLDERS = {"__pycache__", "tests", "vendor"}
LEFT_OUT_SUFFIXES = {".pyc", ".ts", ".orig", ".bak", ".swp"}

VENDOR_NOTE = '''"""Libraries that are bundled because QGIS does not bring them.

XlsxWriter {version}, BSD-2-Clause, see xlsxwriter/LICENSE.txt. Changed in one way: it imports itself from this folder.
"""
'''


def main(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{PACKAGE}-{version()}.zip"
    files = {**plugin_files(), **vendor_files()}
    unfinished = archive.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, files[name])
    unfinished.replace(archive)
    return archive


def version() -> str:
    config = configparser.ConfigParser(interpolation=None)
    config.read(CHECKOUT / "metadata.txt", encoding="utf-8")
    return config["general"]["version"]


def plugin_files() -> dict[str, bytes]:
    """The package's own files by their path inside it."""
    root = CHECKOUT / PACKAGE
    files = {name: (CHECKOUT / name).read_bytes() for name in ("metadata.txt", "LICENSE")}
    for path in root.rglob("*"):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_dir() or hidden or LEFT_OUT_FOLDERS & set(inside.parts) or path.suffix in LEFT_OUT_SUFFIXES:
            continue
        files[inside.as_posix()] = path.read_bytes()
    for source in (root / "i18n").glob("*.ts"):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            raise SystemExit(f"{source.name} is not compiled: run `make setup`")
    return files


def vendor_files() -> dict[str, bytes]:
    """XlsxWriter as it is installed, made to import itself from the plugin's vendor folder."""
    library = metadata.distribution("xlsxwriter")
    files = {"vendor/__init__.py": VENDOR_NOTE.format(version=library.version).encode()}
    for entry in library.files or ():
        if entry.suffix == ".py" and entry.parts[0] == "xlsxwriter":
            text = entry.read_text(encoding="utf-8")
            text = re.sub(r"(?m)^(\s*from )xlsxwriter\b", rf"\1{PACKAGE}.vendor.xlsxwriter", text)
            if re.search(r"(?m)^\s*import xlsxwriter\b", text):
                raise SystemExit(f"{entry} imports xlsxwriter in a way that cannot be moved")
            files[f"vendor/{entry.as_posix()}"] = text.encode()
        elif entry.name.startswith("LICENSE"):
            files["vendor/xlsxwriter/LICENSE.txt"] = entry.read_binary()
    return files


if __name__ == "__main__":
    written = main(Path(sys.argv[1]))
    print(f"{written} ({written.stat().st_size / 1024:.0f} KiB)")
