"""docs/processing.md says what the algorithms say of themselves."""

from __future__ import annotations

import importlib.util


def documented(checkout, provider):
    spec = importlib.util.spec_from_file_location(
        "document_processing", checkout / "scripts" / "document_processing.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.document(provider)


def test_the_page_is_up_to_date(checkout, provider):
    written = (checkout / "docs" / "processing.md").read_text(encoding="utf-8")
    assert written == documented(checkout, provider), "run scripts/document_processing.py"


def test_every_algorithm_and_parameter_is_in_it(checkout, provider):
    text = documented(checkout, provider)
    for registered in provider.algorithms():
        algorithm = registered.create()
        assert f"## `{algorithm.name()}`" in text
        assert all(f"| `{d.name()}` |" in text for d in algorithm.parameterDefinitions())
