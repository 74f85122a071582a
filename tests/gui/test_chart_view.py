"""The chart in a window, as a person uses it: wide and narrow, by the pointer, by ear, on the clipboard, as a file."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QEvent, QPoint
from qgis.PyQt.QtGui import QColor, QGuiApplication, QHelpEvent
from qgis.PyQt.QtWidgets import QToolTip

from drugscene_plugin.domain.errors import Refusal
from drugscene_plugin.gui.chart_view import ChartView
from drugscene_plugin.reports.chart_svg import chart_svg, chart_text
from drugscene_plugin.reports.chart_values import charts_of, waterfall
from tests.reports.chart_tables import ALL_KINDS, ledger

WATERFALL = waterfall(ledger(63, 53, ceased=13, new=3), "count", "2023")


@pytest.fixture
def view(qgis_app, qtbot):
    shown = ChartView()
    qtbot.addWidget(shown)
    shown.resize(340, 100)
    shown.show()
    return shown


def inked(view):
    """The rows of the picture on which anything stands."""
    image = view.grab().toImage()
    dark = [
        y
        for y in range(image.height())
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y) != QColor("white")
    ]
    return min(dark), max(dark), image.height()


@pytest.mark.parametrize("chart", charts_of(ALL_KINDS), ids=lambda chart: chart.name)
def test_is_as_high_as_it_needs_to_be_at_every_width(view, qtbot, chart):
    view.show_chart(chart)
    view.clearFocus()  # whose frame goes to the edge
    for width in (260, 340, 700):
        view.resize(width, view.height())
        first, last, height = inked(view)
        assert first > 0 and last < height - 1
        assert height - last < 30


def test_tells_the_figure_under_the_pointer(view):
    view.show_chart(WATERFALL)
    middle = [QPoint(170, y) for y in range(view.height())]
    told = list(dict.fromkeys(view.figure_at(place) for place in middle))
    assert told == ["", "Opening: 63", "Ceased: \u221213", "New: +3", "Closing: 53", ""][: len(told)]
    place = next(place for place in middle if view.figure_at(place).startswith("Ceased"))
    view.event(QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    assert QToolTip.text() == "Ceased: \u221213"


def test_is_read_out_with_all_its_figures(view):
    view.show_chart(WATERFALL)
    assert view.accessibleDescription() == chart_text(WATERFALL)
    assert view.accessibleName() == chart_text(WATERFALL).splitlines()[0]


def test_is_copied_as_a_picture_as_svg_and_as_text(view):
    view.show_chart(WATERFALL)
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml")).decode("utf-8") == chart_svg(WATERFALL)
    view.copy_text()
    assert QGuiApplication.clipboard().text() == chart_text(WATERFALL)


def test_is_saved_and_a_folder_that_is_not_there_is_named(view, tmp_path):
    view.show_chart(WATERFALL)
    view.save_to(tmp_path / "ledger")
    assert (tmp_path / "ledger.svg").read_text(encoding="utf-8") == chart_svg(WATERFALL)
    with pytest.raises(Refusal, match="chart_not_saved"):
        view.save_to(tmp_path / "gone" / "ledger.svg")


def test_without_a_chart_there_is_nothing(view):
    view.show_chart(WATERFALL)
    view.show_chart(None)
    assert not view.isVisible()
    assert view.accessibleDescription() == ""
