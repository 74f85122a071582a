"""The architecture, held: who may import whom, read from the sources without running them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "drugscene_plugin"

# What each package may import of the plugin beside itself.
MAY_IMPORT = {
    "domain": set(),
    "analysis": {"domain"},
    # Fills a store with the sample county.
    "workflow": {"analysis", "domain", "sample"},
    "sample": {"domain"},
    # Gives words to the domain's codes.
    "texts": {"domain"},
    # Implements the workflows' ports.
    "store": {"workflow", "analysis", "domain"},
    # Takes publishable tables, and gives them words.
    "reports": {"domain", "texts", "vendor"},
    # The two doors. They name the store they open; only plugin.py puts the pieces together.
    "processing": {"workflow", "analysis", "domain", "sample", "store", "reports", "texts", "settings"},
    "gui": {"workflow", "analysis", "domain", "store", "reports", "texts", "settings"},
    "settings": set(),
    "shapely_binding": set(),
}

PURE = ("domain", "analysis", "workflow", "sample")
NO_WINDOW = ("store", "processing", "reports")
QGIS = ("qgis", "PyQt5", "PyQt6", "osgeo", "processing", "sip")
TRANSLATES = ("texts", "gui", "processing", "reports", "plugin")
TRANSLATING = ("translate", "tr", "QT_TRANSLATE_NOOP")


class Source:
    """One module: its name inside the plugin, what it imports by full name, and its tree."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(ROOT).with_suffix("").as_posix()
        self.package = self.name.partition("/")[0]
        self.tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        self.imports = dict(self._imports())

    def _imports(self):
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    folder = self.path.parent
                    for _ in range(node.level - 1):
                        folder = folder.parent
                    inside = folder.relative_to(ROOT.parent).as_posix().replace("/", ".")
                    base = f"{inside}.{base}" if base else inside
                for alias in node.names:
                    yield f"{base}.{alias.name}", node.lineno

    def at(self, line: int) -> str:
        return f"{self.path.relative_to(ROOT.parent)}:{line}"

    def attributes(self):
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)]

    def calls(self, *names):
        """Calls of a function or method of one of the names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                function = node.func
                called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
                if called in names:
                    yield node


@cache
def sources() -> tuple[Source, ...]:
    return tuple(Source(path) for path in sorted(ROOT.rglob("*.py")) if "vendor" not in path.parts)


def of(*packages: str) -> list[Source]:
    return [source for source in sources() if source.package in packages]


def within_plugin(name: str) -> str:
    """The package of the plugin that an imported name belongs to, or nothing."""
    parts = name.split(".")
    return parts[1] if parts[0] == ROOT.name and len(parts) > 1 else ""


def test_the_sources_are_found():
    assert {"domain", "workflow"} <= {source.package for source in sources()}


def test_every_package_is_in_the_table():
    packages = {source.package for source in sources()}
    assert packages - set(MAY_IMPORT) <= {"__init__", "plugin"}


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_a_package_imports_only_what_it_may(package):
    allowed = MAY_IMPORT[package] | {package, ""}
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in of(package)
        for name, line in source.imports.items()
        if within_plugin(name) not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_knows_neither_qgis_nor_qt(package):
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in of(package)
        for name, line in source.imports.items()
        if name.partition(".")[0] in QGIS
    ]
    assert wrong == []


@pytest.mark.parametrize("package", NO_WINDOW)
def test_what_runs_at_night_needs_no_window(package):
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in of(package)
        for name, line in source.imports.items()
        if name.startswith(("qgis.gui", "qgis.PyQt.QtWidgets", "drugscene_plugin.gui"))
    ]
    assert wrong == []


def test_the_words_need_no_more_of_qt_than_its_core():
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in of("texts")
        for name, line in source.imports.items()
        if name.partition(".")[0] in QGIS and not name.startswith("qgis.PyQt.QtCore")
    ]
    assert wrong == []


def test_qt_is_reached_through_qgis():
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in sources()
        for name, line in source.imports.items()
        if name.partition(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6")
    ]
    assert wrong == []


def test_iface_is_given_and_never_imported():
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in sources()
        for name, line in source.imports.items()
        if name in ("qgis.utils.iface", "qgis.utils.*")
    ]
    wrong += [
        source.at(node.lineno)
        for source in sources()
        for node in source.attributes()
        if node.attr == "iface" and ast.unparse(node.value) in ("utils", "qgis.utils")
    ]
    assert wrong == []


def test_the_open_project_is_known_to_the_composition_root_alone():
    wrong = [
        source.at(node.lineno)
        for source in sources()
        if source.package != "plugin"
        for node in source.attributes()
        if node.attr == "instance" and ast.unparse(node.value).endswith("QgsProject")
    ]
    assert wrong == []


def test_settings_are_read_and_written_in_one_place():
    wrong = [
        f"{source.at(line)} imports {name}"
        for source in sources()
        if source.package != "settings"
        for name, line in source.imports.items()
        if name.rpartition(".")[2] in ("QgsSettings", "QSettings")
    ]
    assert wrong == []


def test_only_the_outer_packages_translate():
    wrong = [
        source.at(call.lineno)
        for source in sources()
        if source.package not in TRANSLATES
        for call in source.calls(*TRANSLATING)
        # str.translate takes one table.
        if not (isinstance(call.func, ast.Attribute) and call.func.attr == "translate" and len(call.args) == 1)
    ]
    assert wrong == []


def test_no_text_for_translation_is_put_together():
    wrong = [
        source.at(call.lineno)
        for source in sources()
        for call in source.calls(*TRANSLATING)
        for argument in call.args
        if isinstance(argument, (ast.JoinedStr, ast.BinOp))
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
    ]
    assert wrong == []


def test_no_package_is_a_drawer_for_anything():
    drawers = {"utils", "util", "helpers", "manager", "common", "misc"}
    assert [s.name for s in sources() if drawers & set(s.name.split("/"))] == []
