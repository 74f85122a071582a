"""Collect the texts of all sources into a translation: collect_texts.py FILE.ts

A text is a literal in ``translate("Drugscene", "…")`` or ``QT_TRANSLATE_NOOP("Drugscene", "…")``. What is translated
already is kept, a new text comes in unfinished, and one that no source has any more goes. The file is sorted and says
nothing of lines, so it changes only when a text does. (Qt's own collector for Python misses calls that end in a comma.)
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape

CHECKOUT = Path(__file__).resolve().parent.parent
CONTEXT = "Drugscene"

_CALLS = ("translate", "QT_TRANSLATE_NOOP")
_QUOTES = {'"': "&quot;", "'": "&apos;"}
_HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{{language}}" sourcelanguage="en">
<context>
    <name>{CONTEXT}</name>
"""


def texts_in(source: str) -> Iterator[str]:
    """The texts for translation in a Python source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        context, text = node.args[:2]
        if called in _CALLS and isinstance(text, ast.Constant) and isinstance(text.value, str):
            if ast.unparse(context) in (repr(CONTEXT), "CONTEXT"):
                yield text.value


def texts_of_sources() -> set[str]:
    """Every text of the plugin."""
    found: set[str] = set()
    for path in (CHECKOUT / "drugscene_plugin").rglob("*.py"):
        if "vendor" not in path.parts:
            found.update(texts_in(path.read_text(encoding="utf-8")))
    return found


def translations(file: Path) -> dict[str, str]:
    """What a translation file has finished, by source text."""
    if not file.exists():
        return {}
    done = {}
    for entry in ElementTree.parse(file).iter("message"):  # noqa: S314 - our own file
        translation = entry.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            done[entry.findtext("source") or ""] = translation.text
    return done


def ts(texts: set[str], done: dict[str, str], language: str) -> str:
    """A translation file of those texts, with the translations that are done."""
    lines = [_HEAD.format(language=language)]
    for text in sorted(texts):
        kind = "" if text in done else ' type="unfinished"'
        lines.append(
            f"    <message>\n        <source>{escape(text, _QUOTES)}</source>\n"
            f"        <translation{kind}>{escape(done.get(text, ''), _QUOTES)}</translation>\n    </message>\n"
        )
    return "".join(lines) + "</context>\n</TS>\n"


def main(file: Path) -> None:
    texts, done = texts_of_sources(), translations(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = ts(texts, done, file.stem.rpartition("_")[2])
    if not file.exists() or file.read_text(encoding="utf-8") != new:
        file.write_text(new, encoding="utf-8")
    unfinished = sorted(texts - set(done))
    for text in unfinished:
        print(f"not translated: {text}")
    print(f"{file}: {len(texts)} texts, {len(unfinished)} not translated")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
