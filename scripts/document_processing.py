"""Write docs/processing.md from the algorithms themselves. Usage: document_processing.py [FILE]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Iterator

HEAD = """# Processing algorithms

Written from the algorithms by `scripts/document_processing.py`; a test holds it up to date.

Every algorithm is in QGIS's toolbox under *Drugscene*, and runs without a window:

```
make process ARGS="run drugscene:checkround --json -- STORE=county.gpkg ROUND=2023"
```

A `STORE` is the path of a GeoPackage. Days are written as 2023-10-01. The words of an enumeration are taken in any
case. A parameter that does not exist is an error, and so is a value that does not fit: the message names both.
"""


def document(provider: Any) -> str:
    """The text of docs/processing.md."""
    sections = [line for registered in _in_order(provider) for line in _section(registered.create())]
    return HEAD + "\n".join(sections) + "\n"


def _in_order(provider: Any) -> list[Any]:
    from drugscene_plugin.processing.provider import ALGORITHMS

    return [provider.algorithm(algorithm.NAME) for algorithm in ALGORITHMS]


def _section(algorithm: Any) -> Iterator[str]:
    yield f"\n## `{algorithm.name()}`: {algorithm.displayName()}\n"
    yield algorithm.shortHelpString() + "\n"
    yield "| parameter | | |\n|---|---|---|"
    for definition in algorithm.parameterDefinitions():
        yield f"| `{definition.name()}` | {_kind(definition)} | {definition.help()} |"
    outputs = [o for o in algorithm.outputDefinitions() if algorithm.parameterDefinition(o.name()) is None]
    if outputs:
        yield "\n| result | | |\n|---|---|---|"
        for output in outputs:
            yield f"| `{output.name()}` | {output.type().removeprefix('output').lower()} | {output.description()} |"


def _kind(definition: Any) -> str:
    """What a parameter takes, in a few words."""
    from qgis.core import QgsProcessingParameterDefinition

    kind = definition.type()
    words = {
        "fileDestination": "path of a file to make",
        "file": "path",
        "source": "layer",
        "sink": "layer to make",
        "datetime": "day",
        "boolean": "true or false",
        "string": "text",
        "crs": "CRS",
    }.get(kind, kind)
    if kind == "enum":
        words = ", ".join(f"`{option}`" for option in definition.options())
    default = definition.defaultValue()
    if default is not None:
        shown = (
            str(default).lower()
            if isinstance(default, bool)
            else f"{default:.10g}"
            if isinstance(default, float)
            else default
        )
        return f"{words} (default `{shown}`)"
    optional = definition.flags() & QgsProcessingParameterDefinition.FlagOptional
    return f"{words} (optional)" if optional else words


def main(path: Path) -> None:
    from headless import qgis_session

    with qgis_session():
        from qgis.core import QgsApplication

        text = document(QgsApplication.processingRegistry().providerById("drugscene"))
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "docs" / "processing.md")
