"""Charts with a row a thing, its name to the left: units, ledgers, bars and points with intervals.

Names stand in rows, since those of police areas and of the ledger's terms are too long to stand under columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import Callable, List, Optional, Sequence, Tuple

from ..domain.chart import Chart, ChartKind, Point, Role, Series
from .chart_drawing import (
    BESIDE,
    CHANCE,
    INK,
    LIGHT,
    NEW,
    OLD,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    TEXT,
    Drawing,
    decades,
    line_height,
    text_width,
    ticks,
    wrapped,
)
from .chart_words import TOTAL, ChartWords

COLOURS = {Role.NEW: NEW, Role.OLD: OLD, Role.BESIDE: BESIDE, Role.CHANCE: CHANCE}

_EDGE, _GAP = 8.0, 6.0
_NAMES = 0.42  # of the width, at most
_PLOT = 70.0  # the least that is left for bars
_LEAST_FIGURES = 30.0  # room beside the plot, which half of the scale's last number takes too
_WITHHELD = 30.0  # as wide as what is withheld is drawn, whatever it is

Scale = Callable[[float], float]


@dataclass(frozen=True)
class _Bar:
    """One bar or mark of a row, with the figure beside it: the number, and the rest in smaller letters.

    ``start`` is what it begins at, ``level``: it stands on the ground in a ledger, whose terms hang in the air.
    """

    series: Series
    point: Point
    number: str
    rest: str = ""
    start: float = 0.0
    level: bool = False

    @property
    def end(self) -> float:
        return self.start + (self.point.value or 0.0)

    @property
    def interval(self) -> Tuple[float, ...]:
        """The ends of its interval on the scale, if it has one."""
        ends = (self.point.low, self.point.high)
        return tuple(self.start + end for end in ends if end is not None)


@dataclass(frozen=True)
class _Row:
    name: str
    bars: Tuple[_Bar, ...]
    total: bool = False


class RowsBody:
    """The body of a chart with rows. ``least_width``: what it must have, so that nothing overlaps."""

    def __init__(self, chart: Chart, words: ChartWords, width: float) -> None:
        self._chart, self._words = chart, words
        self._rows = _rows_of(chart, words)
        bars = [bar for row in self._rows for bar in row.bars]
        beside = [bar for bar in bars if bar.point.value is not None or self._differs]
        self._figures = max([_figure_width(bar) for bar in beside] + [_LEAST_FIGURES])
        missing = max((text_width(bar.number, SMALL) for bar in bars if bar not in beside), default=0.0)
        plot = max(_PLOT, _WITHHELD + 5 + missing - self._figures)
        names = max((text_width(row.name) for row in self._rows), default=0.0)
        self._names = min(names, _NAMES * width)
        self.least_width = max(width, self._names + self._figures + plot + 2 * _EDGE + 2 * _GAP)

    def draw(self, drawing: Drawing, top: float, height: Optional[float]) -> float:
        """Draw it from ``top`` on, into that height where there is enough; where it ends."""
        left = _EDGE + self._names + _GAP
        right = drawing.width - _EDGE - self._figures - _GAP
        names = [wrapped(row.name, self._names + 0.01) for row in self._rows]
        needed = [
            max(len(lines) * line_height(), self._marks(row) * self._pitch) + 5 for lines, row in zip(names, self._rows)
        ]
        foot = line_height(SMALL) + 4
        spare = max(0.0, (height or 0.0) - foot - sum(needed)) / max(len(needed), 1)
        spare = min(spare, 0.9 * self._pitch)
        marks, scale = self._scale(left, right)
        bottom = top + sum(needed) + spare * len(needed)
        self._grid(drawing, marks, scale, top, bottom)
        y, before = top, None
        for lines, row, least in zip(names, self._rows, needed):
            high = least + spare
            if row.total:
                drawing.line(_EDGE, y, drawing.width - _EDGE, y, SOFT, 0.8)
            middle = y + high / 2
            drawing.lines(left - _GAP, middle - len(lines) * line_height() / 2, lines, TEXT, "end", INK, row.total)
            before = self._row(drawing, row, y, high, scale, left, right, before)
            tip = "\n".join(f"{self._tip(row, bar)}" for bar in row.bars)
            drawing.says(0, y, drawing.width, high, tip)
            y += high
        drawing.line(scale(self._zero), top, scale(self._zero), bottom, SOFT, 1.0)
        return bottom + foot

    def _marks(self, row: _Row) -> int:
        """How many lines of marks a row has: the bars of a unit lie over each other."""
        return 1 if self._chart.kind is ChartKind.UNITS else len(row.bars)

    # -- scale -------------------------------------------------------------------------------------------------------

    @property
    def _logarithmic(self) -> bool:
        return self._chart.kind is ChartKind.RATIOS

    @property
    def _differs(self) -> bool:
        return self._chart.kind is ChartKind.DIFFERENCES

    @property
    def _pitch(self) -> float:
        return 17.0 if self._chart.kind in (ChartKind.UNITS, ChartKind.WATERFALL) else 15.0

    @property
    def _zero(self) -> float:
        return 1.0 if self._logarithmic else 0.0

    def _scale(self, left: float, right: float) -> Tuple[Tuple[float, ...], Scale]:
        bars = [bar for row in self._rows if not row.total for bar in row.bars if bar.point.value is not None]
        ends = [end for bar in bars for end in (bar.start, bar.end, *bar.interval)]
        if self._logarithmic:
            above = [end for bar in bars for end in (bar.end, bar.point.low, bar.point.high) if end]
            marks = decades(min([*above, 1.0]), max([*above, 1.0]))
            first, last = log10(marks[0]), log10(marks[-1])

            def across(value: float) -> float:
                share = (log10(value) - first) / (last - first) if value > 0 else 0.0
                return left + min(max(share, 0.0), 1.0) * (right - left)

            return marks, across
        marks = ticks(min([*ends, 0.0]), max([*ends, 0.0]))
        if self._words.whole_numbers and marks[-1] - marks[0] < 4:
            marks = tuple(float(n) for n in range(int(marks[0]), int(marks[-1]) + 1)) or marks
        return marks, lambda value: left + (value - marks[0]) / (marks[-1] - marks[0]) * (right - left)

    def _grid(self, drawing: Drawing, marks: Sequence[float], scale: Scale, top: float, bottom: float) -> None:
        free = 0.0
        for mark in marks:
            x = scale(mark)
            drawing.line(x, top, x, bottom, RULE, 0.8)
            text = self._words.tick(mark)
            half = text_width(text, SMALL) / 2
            if x - half >= free:
                drawing.text(x, bottom + SMALL + 3, text, SMALL, "middle", SOFT)
                free = x + half + 6

    # -- one row -----------------------------------------------------------------------------------------------------

    def _row(
        self,
        drawing: Drawing,
        row: _Row,
        top: float,
        high: float,
        scale: Scale,
        left: float,
        right: float,
        before: Optional[Tuple[float, float]],
    ) -> Optional[Tuple[float, float]]:
        """Draw the marks of a row; where a waterfall goes on from."""
        kind = self._chart.kind
        if kind is ChartKind.UNITS:
            self._unit(drawing, row, top, high, scale, left)
            return None
        pitch = (high - 5) / len(row.bars)
        for number, bar in enumerate(row.bars):
            middle = top + 2.5 + pitch * (number + 0.5)
            thick = min(0.62 * pitch, 14.0)
            if bar.point.value is None and self._differs:  # the line of 0 runs where the words would stand
                self._mark(drawing, bar, scale(0.0) - _WITHHELD / 2, middle, thick)
                drawing.text(right + _GAP, middle + SMALL * 0.36, bar.number, SMALL, "start", SOFT)
            elif bar.point.value is None:
                self._missing(drawing, bar, left, middle, thick)
            elif kind is ChartKind.WATERFALL:
                before = self._step(drawing, bar, middle, thick, scale, before)
            else:
                self._interval(drawing, bar, middle, thick, scale, right)
        return before

    def _missing(self, drawing: Drawing, bar: _Bar, left: float, middle: float, thick: float) -> None:
        """A mark of one size for what is withheld, none for what is not there, and the reason."""
        x = left + self._mark(drawing, bar, left, middle, thick)
        drawing.text(x + 5, middle + SMALL * 0.36, bar.number, SMALL, "start", SOFT)

    def _mark(self, drawing: Drawing, bar: _Bar, left: float, middle: float, thick: float) -> float:
        """The mark of what is withheld; how wide it is."""
        if not bar.point.withheld:
            return 0.0
        drawing.hatch(left, middle - thick / 2, _WITHHELD, thick, CHANCE)
        return _WITHHELD

    def _unit(self, drawing: Drawing, row: _Row, top: float, high: float, scale: Scale, left: float) -> None:
        """The bar of this round, over it the hollow one of the round before; the figure beside the longer."""
        now, *rest = row.bars
        middle, thick = top + high / 2, min(0.5 * high, 14.0)
        if now.point.value is None:
            self._missing(drawing, now, left, middle, thick)
            return
        zero, ends = (
            scale(self._zero),
            [scale(0.0 if row.total else bar.end) for bar in row.bars if bar.point.value is not None],
        )
        if not row.total:
            drawing.bar(zero, middle - thick / 2, scale(now.end) - zero, thick, NEW)
            for old in rest:
                if old.point.value is not None:
                    drawing.bar(zero, middle - thick / 2 - 2, scale(old.end) - zero, thick + 4, "none", OLD)
        self._beside(drawing, now, max(ends) + 5, middle, row.total)

    def _step(
        self,
        drawing: Drawing,
        bar: _Bar,
        middle: float,
        thick: float,
        scale: Scale,
        before: Optional[Tuple[float, float]],
    ) -> Tuple[float, float]:
        """A level or a term of a ledger, joined to the one before."""
        first, last = sorted((scale(bar.start), scale(bar.end)))
        if before is not None:
            drawing.line(scale(before[0]), before[1], scale(before[0]), middle - thick / 2, SOFT, 0.8, "2,2")
        if bar.level and before is None:
            drawing.bar(first, middle - thick / 2, last - first, thick, PAPER, OLD, 1.4)
        else:
            fill = NEW if bar.level else OLD if (bar.point.value or 0) < 0 else BESIDE
            drawing.bar(first, middle - thick / 2, max(last - first, 1.0), thick, fill)
        ends = _whiskers(drawing, bar, middle, scale)
        self._beside(drawing, bar, max((last, *ends)) + 5, middle, False)
        return bar.end, middle + thick / 2

    def _interval(self, drawing: Drawing, bar: _Bar, middle: float, thick: float, scale: Scale, right: float) -> None:
        """A bar or a mark with the line of its interval; the figures in a column of their own."""
        colour = COLOURS[bar.series.role]
        x, value = scale(bar.end), bar.end
        hollow = bar.series.role in (Role.CHANCE, Role.BESIDE)
        if self._differs:
            hollow = len(self._chart.series) == 1 and not bar.interval  # a test that was not made
        elif not self._logarithmic:
            zero = scale(0.0)
            drawing.bar(zero, middle - thick / 2, max(x - zero, 0.5), thick, PAPER if hollow else LIGHT, colour, 1.0)
        _whiskers(drawing, bar, middle, scale)
        if self._differs or (self._logarithmic and value > 0):
            drawing.dot(x, middle, 3.4, PAPER if hollow else colour, colour)
        self._beside(drawing, bar, right + _GAP, middle, False)

    def _beside(self, drawing: Drawing, bar: _Bar, x: float, middle: float, bold: bool) -> None:
        drawing.text(x, middle + TEXT * 0.36, bar.number, TEXT, "start", INK, bold)
        if bar.rest:
            after = x + text_width(bar.number, TEXT, bold) + 6
            drawing.text(after, middle + TEXT * 0.36, bar.rest, SMALL, "start", SOFT)

    def _tip(self, row: _Row, bar: _Bar) -> str:
        words = self._words
        name = row.name if len(row.bars) == 1 else f"{row.name}, {words.label(bar.series.label)}"
        signed = self._chart.kind is ChartKind.DIFFERENCES or (
            self._chart.kind is ChartKind.WATERFALL and not bar.level
        )
        return words.word("entry").format(name=name, figure=words.figure(bar.point, signed, exact=True))


def _whiskers(drawing: Drawing, bar: _Bar, middle: float, scale: Scale) -> Tuple[float, ...]:
    """The line of an interval, if there is one; where it ends."""
    ends = tuple(scale(end) for end in bar.interval)
    if len(ends) < 2:
        return ()
    drawing.line(ends[0], middle, ends[1], middle, INK, 1.2)
    for end in ends:
        drawing.line(end, middle - 3.5, end, middle + 3.5, INK, 1.2)
    return ends


def _figure_width(bar: _Bar) -> float:
    rest = text_width(bar.rest, SMALL) + 6 if bar.rest else 0.0
    return text_width(bar.number, TEXT, bold=True) + rest


def _rows_of(chart: Chart, words: ChartWords) -> List[_Row]:
    if chart.kind is ChartKind.WATERFALL:
        return _steps(chart, words)
    found: List[_Row] = []
    for point in chart.series[0].points:
        beside = [(series, other) for series in chart.series for other in series.points if other.label == point.label]
        total = point.label == TOTAL
        if chart.kind is ChartKind.UNITS:
            change = words.change(point, beside[-1][1]) if len(beside) > 1 else ""
            bars = [_Bar(s, p, _short(words, p), change if s is chart.series[0] else "") for s, p in beside]
        else:
            signed = chart.kind is ChartKind.DIFFERENCES
            bars = [_Bar(s, p, _short(words, p, signed), words.ends(p)) for s, p in beside]
        found.append(_Row(words.label(point.label), tuple(bars), total))
    return found


def _short(words: ChartWords, point: Point, signed: bool = False) -> str:
    return words.figure(point) if point.value is None else words.number(point.value, signed)


def _steps(chart: Chart, words: ChartWords) -> List[_Row]:
    """The rows of a ledger: each term starts where the one before ended, the first and the last figure at 0."""
    series, reached = chart.series[0], 0.0
    found: List[_Row] = []
    for place, point in enumerate(series.points):
        level = place in (0, len(series.points) - 1)
        value = point.value or 0.0
        start = 0.0 if level else reached
        number = words.number(value, signed=not level)
        bar = _Bar(series, point, number, words.ends(point), start, level)
        found.append(_Row(words.label(point.label), (bar,)))
        reached = start + value
    return found
