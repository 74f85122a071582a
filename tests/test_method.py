"""The page on method: its examples give the numbers that it prints."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"


def test_the_examples_give_what_the_page_says():
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 25 and found.failed == 0
