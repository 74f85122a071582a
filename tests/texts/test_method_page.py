"""The page on method and the definitions in the program say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drugscene_plugin.texts.measure_definitions import MEASURE_CODES, formula, measure_name, reference

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: " ".join(part.split()) for part in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]}


@pytest.mark.parametrize("code", MEASURE_CODES)
def test_a_figure_has_its_section_with_the_same_formula_and_reference(code):
    section = SECTIONS[measure_name(code, "en")]
    assert f"`{formula(code)}`" in section or not formula(code)
    assert reference(code) in section


def test_every_section_is_about_a_figure():
    assert set(SECTIONS) == {measure_name(code, "en") for code in MEASURE_CODES}
