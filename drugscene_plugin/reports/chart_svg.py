"""A chart as an SVG file: text as text, the figures in it as a description, the same bytes on every machine."""

from __future__ import annotations

from typing import Callable, Mapping, Optional, Union

from ..domain.chart import Chart, ChartKind, Role
from .chart_drawing import (
    INK,
    LIGHT,
    NEW,
    PAPER,
    SMALL,
    SOFT,
    TEXT,
    TITLE,
    Drawing,
    line_height,
    text_width,
    wrapped,
)
from .chart_plots import CurveBody, TimelineBody, WithheldBody
from .chart_rows import COLOURS, RowsBody
from .chart_words import ChartWords, chart_text

__all__ = ["WIDTH", "chart_drawing", "chart_svg", "chart_text"]

WIDTH = 480.0
"""The usual width: letters are of 8 points where a chart is printed 12 cm wide."""

_EDGE = 8.0
_Body = Union[RowsBody, TimelineBody, CurveBody, WithheldBody]
_BODIES: Mapping[ChartKind, Callable[[Chart, ChartWords, float], _Body]] = {
    ChartKind.TIMELINE: TimelineBody,
    ChartKind.CURVE: CurveBody,
}


def chart_svg(
    chart: Chart, language: Optional[str] = None, width: float = WIDTH, height: Optional[float] = None
) -> str:
    """The chart as the text of an SVG file of that size; without a height, as high as it needs to be.

    Letters keep their size whatever the width; where a chart cannot be drawn that small, all of it is made smaller.
    """
    drawing = chart_drawing(chart, language, width, height)
    high = drawing.height * width / drawing.width if height is None else height
    words = ChartWords(chart, language)
    return drawing.svg(chart.name, words.title, chart_text(chart, language), width, high)


def chart_drawing(
    chart: Chart, language: Optional[str] = None, width: float = WIDTH, height: Optional[float] = None
) -> Drawing:
    """What the chart is drawn with: its own size is what it needs, in the proportions of ``width`` and ``height``."""
    words = ChartWords(chart, language)
    body = (WithheldBody if chart.withheld else _BODIES.get(chart.kind, RowsBody))(chart, words, width)
    drawing = Drawing(max(body.least_width, _legend_width(chart, words)))
    high = None if height is None else height * drawing.width / width
    y = _head(drawing, chart, words)
    notes = wrapped(" ".join(words.notes), drawing.width - 2 * _EDGE, SMALL) if words.notes else []
    foot = len(notes) * line_height(SMALL) + (12 if notes else 6)
    if any(series.points for series in chart.series):
        y = body.draw(drawing, y, None if high is None else max(high - y - foot, 0.0))
    else:
        y = drawing.lines(_EDGE, y, [words.word("empty")], TEXT, colour=SOFT)
    y = drawing.lines(_EDGE, y + 5, notes, SMALL, colour=SOFT)
    drawing.height = max(y + 6, high or 0.0)
    return drawing


def _head(drawing: Drawing, chart: Chart, words: ChartWords) -> float:
    """Title, what it is about, and the legend; where they end."""
    room = drawing.width - 2 * _EDGE
    y = drawing.lines(_EDGE, 6, wrapped(words.title, room, TITLE, bold=True), TITLE, bold=True)
    if words.about:
        y = drawing.lines(_EDGE, y + 1, wrapped(words.about, room, TEXT), TEXT, colour=SOFT)
    y += 4
    if chart.withheld:
        return y + 4
    if len(chart.series) > 1:
        y = _legend(drawing, chart, words, y)
    elif chart.kind is ChartKind.RATIOS and chart.reference is not None:
        y = drawing.lines(_EDGE, y, wrapped(words.reference(chart.reference), room, SMALL), SMALL, colour=SOFT)
    return y + 4


def _legend_width(chart: Chart, words: ChartWords) -> float:
    """What the longest name of the legend needs."""
    names = [words.label(series.label) for series in chart.series] if len(chart.series) > 1 else []
    return max((17 + text_width(name) + 2 * _EDGE for name in names), default=0.0)


def _legend(drawing: Drawing, chart: Chart, words: ChartWords, top: float) -> float:
    x, y = _EDGE, top
    for series in chart.series:
        text = words.label(series.label)
        if x > _EDGE and x + 18 + text_width(text) > drawing.width - _EDGE:
            x, y = _EDGE, y + line_height() + 2
        colour = COLOURS[series.role]
        full = series.role is Role.NEW
        if chart.kind is ChartKind.DIFFERENCES:
            drawing.dot(x + 6, y + 7, 4.0, colour, colour)
        elif chart.kind is ChartKind.RATIOS:
            drawing.dot(x + 6, y + 7, 4.0, colour if full else PAPER, colour)
        else:
            light = chart.kind is ChartKind.GRADIENT
            drawing.bar(x, y + 2, 12, 10, (LIGHT if light else NEW) if full else "none", colour, 1.0)
        drawing.text(x + 17, y + TEXT, text, TEXT, colour=INK)
        x += 17 + text_width(text) + 16
    y += line_height() + 2
    if chart.kind is ChartKind.RATIOS and chart.reference is not None:
        y = drawing.lines(_EDGE, y, [words.reference(chart.reference)], SMALL, colour=SOFT)
    return y
