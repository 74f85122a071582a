"""Charts as files: well-formed, the same each time, all words within the page and beside each other, in both languages."""

from __future__ import annotations

import doctest
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from qgis.PyQt.QtCore import QByteArray
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from drugscene_plugin.domain.goal import Goal
from drugscene_plugin.domain.mapping_round import RoundState
from drugscene_plugin.reports import chart_drawing as chart_drawing_module
from drugscene_plugin.reports.chart_changes import scene_differences, split_terms
from drugscene_plugin.reports.chart_drawing import text_width, wrapped
from drugscene_plugin.reports.chart_svg import chart_drawing, chart_svg, chart_text
from drugscene_plugin.reports.chart_values import (
    by_round,
    by_unit,
    charts_of,
    distance_shares,
    lorenz_curve,
    waterfall,
    zone_ratios,
)
from tests.reports.chart_tables import (
    ALL_KINDS,
    CEASED,
    CRIME,
    GUN_COLUMNS,
    LONG_NAME,
    NONE,
    SPLIT,
    THREE_ROUNDS,
    crime,
    ledger,
    lorenz,
    lpos,
    plain,
    rounds,
)

pytestmark = pytest.mark.usefixtures("qgis_app")

SVG = "{http://www.w3.org/2000/svg}"
GOAL = Goal(40, 500_000.0, date(2026, 12, 31))

MANY_ROUNDS = [
    (f"2023-{month:02}", date(2023, month, 28), 90 - 7 * month, "D1", RoundState.PUBLISHED) for month in range(1, 13)
]
EIGHTEEN = [(f"{LONG_NAME} {n}" if n % 3 else f"LPO {n}", n, 18 - n) for n in range(18)]

CHARTS = {
    **{chart.name: chart for chart in charts_of(ALL_KINDS, GOAL)},
    "twelve rounds in a year": by_round(rounds(*MANY_ROUNDS), "scenes", GOAL),
    "one round": by_round(rounds(THREE_ROUNDS[0]), "area_m2"),
    "two rounds on one day": by_round(rounds(THREE_ROUNDS[0], ("2021b", *THREE_ROUNDS[0][1:])), "scenes"),
    "no rounds": by_round(rounds(), "scenes"),
    "eighteen areas": by_unit(lpos(*EIGHTEEN), "area_m2", "2023", "2021"),
    "no areas": by_unit(lpos(), "scenes"),
    "nothing counted": by_unit(lpos(("Väst", 0, 0)), "scenes"),
    "huge": waterfall(ledger(9e12, 9e12 + 1, "area_m2", boundary_gained=1.0), "area_m2"),
    "tiny": waterfall(ledger(0.4, 0.1, "area_m2", boundary_lost=0.3), "area_m2"),
    "below zero": waterfall(ledger(1, -2, ceased=3), "count"),
    "all withheld": zone_ratios(crime(("weapons", "inside", 9, NONE, NONE, "ratio"),
                                      ("weapons", "beside", 9, NONE, NONE, "ratio"))),
    "ratios of all sizes": zone_ratios(crime(
        ("violence", "inside", 9, NONE, (1e9, 1e-7, 1e12), None), ("violence", "beside", 9, NONE, (0.0, 0.0, 3.2), None))),
    "crime and outline": split_terms(SPLIT, "violence"),
    "crime and outline, more": split_terms(SPLIT, "violence", "lpo", "1"),
    "crime and outline, withheld": split_terms(SPLIT, "weapons"),
    "none of them tested": scene_differences(CEASED, "weapons"),
    "even": lorenz_curve(lorenz("violence", *[5] * 400), "violence"),
}  # fmt: skip


@pytest.fixture(params=sorted(CHARTS))
def chart(request):
    return CHARTS[request.param]


@pytest.fixture(params=["sv", "en"])
def language(request):
    return request.param


def texts_of(svg):
    """Every line of words with its box, by the widths of the font that is there."""
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size = float(element.get("font-size"))
        font = QFont("DejaVu Sans")
        font.setPixelSize(100)
        font.setBold(element.get("font-weight") == "bold")
        width = QFontMetricsF(font).horizontalAdvance(element.text) * size / 100
        left = float(element.get("x")) - {None: 0.0, "middle": width / 2, "end": width}[element.get("text-anchor")]
        base = float(element.get("y"))
        yield element.text, (left, base - 0.75 * size, left + width, base + 0.2 * size)


def page_of(svg):
    return [float(n) for n in ElementTree.fromstring(svg).get("viewBox").split()][2:]


def touch(one, other):
    return one[0] < other[2] - 0.5 and other[0] < one[2] - 0.5 and one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5


@pytest.mark.parametrize("width", [280, 320, 480, 900])
def test_no_words_are_cut_or_lie_over_others(chart, language, width):
    svg = chart_svg(chart, language, width)
    wide, high = page_of(svg)
    placed = list(texts_of(svg))
    assert placed
    for text, box in placed:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high, text
    over = [(a, b) for n, (a, one) in enumerate(placed) for b, other in placed[n + 1 :] if touch(one, other)]
    assert over == []


def test_it_is_well_formed_the_same_each_time_and_says_what_it_shows(chart, language):
    svg = chart_svg(chart, language)
    assert svg == chart_svg(chart, language)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    told = {element.get("id"): element.text for element in root if element.get("id")}
    name, description = (told[part] for part in root.get("aria-labelledby").split())
    assert description == chart_text(chart, language)
    assert description.startswith(name)
    assert not re.search(r"\b(nan|inf)\b", svg)


def test_qt_draws_it_and_nothing_of_it_outside_its_box(chart):
    renderer = QSvgRenderer(QByteArray(chart_svg(chart, "en").encode("utf-8")))
    assert renderer.isValid()
    size = renderer.defaultSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    inked = [
        (x, y) for x in range(size.width()) for y in range(size.height()) if QColor(image.pixel(x, y)).lightness() < 200
    ]
    assert len(inked) > 200
    assert min(x for x, _ in inked) > 0 and max(x for x, _ in inked) < size.width() - 1
    assert min(y for _, y in inked) > 0 and max(y for _, y in inked) < size.height() - 1


@pytest.mark.parametrize("size", [(320, 200), (480, 700), (200, 150), (1000, 300)])
def test_it_fits_into_any_size(chart, size):
    svg = chart_svg(chart, "sv", *size)
    root = ElementTree.fromstring(svg)
    assert (float(root.get("width")), float(root.get("height"))) == size
    wide, high = page_of(svg)
    assert all(box[3] <= high and box[2] <= wide for _, box in texts_of(svg))


class TestTheTextAlternative:
    def test_holds_every_figure_with_its_interval(self):
        text = chart_text(zone_ratios(CRIME), "en")
        assert "In the scene, Violence: 1\u202f384 (interval 954 to 2\u202f028)" in text
        assert "Beside the scene, Violence: 20.7 (interval 14.8 to 28.2)" in text
        assert "1 = Elsewhere" in text

    def test_is_in_the_language_that_is_asked_for(self):
        text = chart_text(CHARTS["zone_gradient_violence"], "sv")
        assert "Övriga platser: 0,860 (intervall 0,840 till 0,870)" in text

    def test_gives_areas_to_the_square_metre_and_days(self):
        text = chart_text(by_round(rounds(*THREE_ROUNDS), "area_m2", GOAL), "en")
        assert "2021, 2021-09-30: 640\u202f000\u00a0m²" in text
        assert "2023-11, 2023-12-31, Draft, Series break: 530\u202f000\u00a0m²" in text
        assert "Goal by 2026-12-31: 500\u202f000\u00a0m²" in text

    def test_says_of_a_ledger_what_was_added_and_what_was_taken(self):
        text = chart_text(waterfall(ledger(63, 53, ceased=13, new=3), "count", "2023"), "en")
        assert [line for line in text.splitlines() if ": " in line] == [
            "Opening: 63", "Ceased: \u221213", "New: +3", "Closing: 53",
        ]  # fmt: skip

    def test_has_a_line_a_unit(self):
        text = chart_text(by_unit(lpos(("Väst", 5, 7)), "scenes", "2023", "2021"), "en")
        assert "Väst: 5; Round 2021: 7" in text

    def test_says_that_something_is_withheld_and_why(self):
        text = chart_text(zone_ratios(CRIME), "en")
        assert "In the scene, Weapons: withheld" in text
        assert "since it is small or would tell a small number" in text

    def test_names_a_distance_as_it_was_given(self):
        rows = [("shootings_near", d, 0.2, 0.1, 0.3, None, None, None, "wilson", None, None) for d in (12.5, 1000.0)]
        text = chart_text(distance_shares(plain("gunviolence", GUN_COLUMNS, *rows), "shootings_near"), "sv")
        assert "Inom 12,5 m: 20,0\u00a0%" in text
        assert "Inom 1\u202f000 m: " in text

    def test_says_so_where_there_is_nothing(self):
        assert "There is nothing to show." in chart_text(CHARTS["no rounds"], "en")


class TestDrawing:
    def test_what_is_withheld_is_drawn_as_one_mark_of_one_size(self):
        svg = chart_svg(zone_ratios(CRIME), "en")
        assert "30" in {bar.get("width") for bar in ElementTree.fromstring(svg).iter(f"{SVG}rect")}
        assert [text for text, _ in texts_of(svg)].count("withheld") == 2

    def test_where_all_is_withheld_there_is_neither_scale_nor_name(self):
        shown = {text for text, _ in texts_of(chart_svg(CHARTS["all withheld"], "en"))}
        assert "withheld" in shown
        assert not shown & {"Weapons", "1", "10"}

    def test_a_curve_that_is_withheld_shows_no_line(self):
        svg = chart_svg(lorenz_curve(lorenz("weapons", 3, 1, withheld=True), "weapons"), "en")
        assert "polyline" not in svg
        assert "polygon" not in svg

    def test_every_figure_is_told_under_the_pointer(self):
        drawing = chart_drawing(by_round(rounds(*THREE_ROUNDS), "scenes"), "en")
        assert [spot.text.rpartition(": ")[2] for spot in drawing.spots] == ["64", "63", "53"]

    def test_a_name_with_signs_of_markup_stays_a_name(self):
        svg = chart_svg(by_unit(lpos(("A & <b>B</b>\x07", 1, 2)), "scenes"), "en")
        assert "A & <b>B</b>" in [text for text, _ in texts_of(svg)]

    def test_the_examples_in_the_docstrings_run(self):
        assert doctest.testmod(chart_drawing_module).failed == 0

    def test_words_are_broken_and_no_letter_is_lost(self):
        lines = wrapped(LONG_NAME, 80.0)
        assert "".join(lines).replace(" ", "") == LONG_NAME.replace(" ", "")
        assert all(text_width(line) <= 80 for line in lines)
