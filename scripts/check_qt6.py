"""Find in the sources what Qt 6, and with it QGIS 4, would break: check_qt6.py FOLDER ...

No QGIS 4 is packaged yet, so this is a reading of the sources. Every name that comes from qgis.PyQt, with what follows
its dots, is looked up in a real PyQt6: an enum value without its enum (Qt.AlignLeft), a class that is gone or has moved
(QRegExp, QDesktopWidget) is not found there. What hangs on objects, whose class nobody can read off, is found by its
name: exec_(), event.globalPos(), QVariant types. QGIS's own enums are left alone: QGIS 4 keeps their old names.

Runs with PyQt6 on the path and PyQt5 out of it. Exit status 1 when there are findings.
"""

from __future__ import annotations

import ast
import enum
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Optional

# These moved to QtGui in Qt 6. QGIS 3.22 has them in QtWidgets alone, and QGIS 4 offers them there too.
MOVED_BUT_KEPT = ("QAction", "QActionGroup", "QShortcut")

# Modules of qgis.PyQt that QGIS 4 does not have, and those whose content is looked up elsewhere or not at all.
GONE_MODULES = {"QtWebKit", "QtWebKitWidgets", "QtWebEngineWidgets", "QtXmlPatterns", "Qt"}
NOT_LOOKED_UP = {"uic", "sip"}

GONE_METHODS = {
    "exec_": "exec()",
    "print_": "print()",
    "globalPos": "globalPosition(), where it is there",
    "globalX": "globalPosition(), where it is there",
    "globalY": "globalPosition(), where it is there",
    "localPos": "position(), where it is there",
    "screenPos": "globalPosition(), where it is there",
    "windowPos": "scenePosition(), where it is there",
    "posF": "position(), where it is there",
    "setMargin": "setContentsMargins()",
    "desktop": "QGuiApplication.primaryScreen()",
    "setTabStopWidth": "setTabStopDistance()",
    "tabStopWidth": "tabStopDistance()",
    "setResizeMode": "setSectionResizeMode()",
    "setCodec": "setEncoding(), where it is there",
}


@cache
def module(name: str) -> Optional[object]:
    try:
        return importlib.import_module(f"PyQt6.{name}")
    except ImportError:
        return None


@cache
def enum_values() -> dict[str, str]:
    """Every enum value of Qt's core, gui and widgets by its bare name, with how it is to be written."""
    values = {}
    for name in ("QtCore", "QtGui", "QtWidgets"):
        for owner in vars(module(name)).values():
            for kind in vars(owner).values() if isinstance(owner, type) else ():
                if isinstance(kind, type) and issubclass(kind, enum.Enum):
                    for value in kind.__members__:
                        values.setdefault(value, f"{owner.__name__}.{kind.__name__}.{value}")
    return values


def scoped(owner: type, value: str) -> Optional[str]:
    """How a value of one of the class's enums is to be written."""
    for base in owner.__mro__:
        for kind in vars(base).values():
            if isinstance(kind, type) and issubclass(kind, enum.Enum) and value in kind.__members__:
                return f"{owner.__name__}.{kind.__name__}.{value}"
    return None


class Reader(ast.NodeVisitor):
    """Collects the findings of one file."""

    def __init__(self) -> None:
        self.findings: list[tuple[int, str]] = []
        self.qt: dict[str, object] = {}
        self.known: set[str] = set()
        self.called: set[ast.AST] = set()

    def found(self, node: ast.AST, text: str) -> None:
        self.findings.append((node.lineno, text))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.known.add((alias.asname or alias.name).partition(".")[0])
            if alias.name.startswith(("PyQt5", "PyQt6")):
                self.found(node, f"import {alias.name}: use qgis.PyQt")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        source = node.module or ""
        if source.startswith(("PyQt5", "PyQt6")):
            self.found(node, f"from {source}: use qgis.PyQt")
        for alias in node.names:
            self.known.add(alias.asname or alias.name)
            if source == "qgis.PyQt":
                self.import_module(node, alias)
            elif source.startswith("qgis.PyQt."):
                self.import_name(node, source.rpartition(".")[2], alias)

    def import_module(self, node: ast.AST, alias: ast.alias) -> None:
        if alias.name in GONE_MODULES:
            self.found(node, f"qgis.PyQt.{alias.name} is not in QGIS 4")
        elif alias.name not in NOT_LOOKED_UP and module(alias.name):
            self.qt[alias.asname or alias.name] = module(alias.name)

    def import_name(self, node: ast.AST, source: str, alias: ast.alias) -> None:
        if source in GONE_MODULES:
            self.found(node, f"qgis.PyQt.{source} is not in QGIS 4")
            return
        if source in NOT_LOOKED_UP or module(source) is None:
            return
        place = source
        if alias.name in MOVED_BUT_KEPT:
            place = "QtGui"
            if source != "QtWidgets":
                self.found(node, f"{alias.name}: import it from qgis.PyQt.QtWidgets, which QGIS 3.22 and QGIS 4 have")
        if hasattr(module(place), alias.name):
            self.qt[alias.asname or alias.name] = getattr(module(place), alias.name)
            return
        self.found(node, f"{alias.name} is not in Qt 6's {source}")

    def visit_Assign(self, node: ast.Assign) -> None:
        # `flags = QItemSelectionModel.SelectionFlag` makes flags another name for that.
        chain = dotted(node.value)
        if chain and chain[0] in self.qt:
            thing = self.qt[chain[0]]
            for name in chain[1:]:
                thing = getattr(thing, name, None)
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(thing, type):
                    self.qt[target.id] = thing
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        chain = dotted(node)
        if chain and chain[0] in self.qt:
            self.look_up(node, chain)
            return  # the parts of the chain were looked up with it
        if node.attr in GONE_METHODS and not (chain and chain[0] in self.known - set(self.qt)):
            self.found(node, f".{node.attr} is gone in Qt 6: use {GONE_METHODS[node.attr]}")
        elif node.attr in enum_values() and node.attr[0].isupper() and not (chain and chain[0] in self.known):
            owner = chain[-2] if chain and len(chain) > 1 else ""
            # `flags.Enum.Value` is scoped, and so is `Local.VALUE` of an enum of our own; a value is never called.
            if not owner[:1].isupper() and node not in self.called and node.attr != "Type":
                self.found(node, f".{node.attr} may be an enum value without its enum: {enum_values()[node.attr]}?")
        self.generic_visit(node)

    def look_up(self, node: ast.AST, chain: list[str]) -> None:
        thing = self.qt[chain[0]]
        for depth, name in enumerate(chain[1:], 1):
            if chain[depth - 1] == "QVariant":
                # QGIS 4 puts the bare names back, as other names for those of QMetaType.
                if name == "Type":
                    self.found(node, f"{'.'.join(chain)}: write {'.'.join(chain).replace('.Type', '')}")
                return
            if not hasattr(thing, name):
                written = ".".join(chain[: depth + 1])
                instead = scoped(thing, name) if isinstance(thing, type) else None
                self.found(node, f"{written} is not in Qt 6" + (f": write {instead}" if instead else ""))
                return
            thing = getattr(thing, name)
            if not isinstance(thing, type):
                return  # a value or a method: what follows hangs on an object

    def visit_Call(self, node: ast.Call) -> None:
        self.called.add(node.func)
        if isinstance(node.func, ast.Name) and node.func.id == "QVariant" and "QVariant" in self.qt:
            self.found(node, "QVariant(): PyQt6 has no NULL of a type; use qgis.core.NULL or None")
        if isinstance(node.func, ast.Name) and node.func.id == "QDateTime" and len(node.args) > 3:
            self.found(node, "QDateTime of single numbers: use QDateTime(QDate, QTime)")
        if isinstance(node.func, ast.Attribute) and node.func.attr == "addAction" and len(node.args) >= 4:
            self.found(node, "addAction with a slot: make the QAction first")
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr == "width"
            and node.args
            and "etrics" in ast.unparse(node.func.value)
        ):
            self.found(node, "QFontMetrics.width(text) is gone in Qt 6: use horizontalAdvance(text)")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "activated":
            self.found(node, "activated[...] has no overloads in Qt 6: use textActivated")
        self.generic_visit(node)


def dotted(node: ast.AST) -> Optional[list[str]]:
    """The names of a.b.c, or None where the chain starts at something else than a name."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return [node.id, *reversed(names)]


def findings(path: Path) -> Iterator[str]:
    reader = Reader()
    reader.visit(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))
    for line, text in sorted(set(reader.findings)):
        yield f"{path}:{line}: {text}"


def main(folders: list[str]) -> int:
    if module("QtWidgets") is None:
        print("PyQt6 is not on the path: run scripts/setup.sh qt6", file=sys.stderr)
        return 2
    count = 0
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            if "vendor" in path.parts:
                continue
            for finding in findings(path):
                print(finding)
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
