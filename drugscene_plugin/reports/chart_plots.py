"""Charts with two scales: numbers over time, and the curve of how few scenes hold how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from ..domain.chart import Chart, Point, Reference
from .chart_drawing import (
    CHANCE,
    INK,
    NEW,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    TEXT,
    Drawing,
    line_height,
    text_width,
    ticks,
    wrapped,
)
from .chart_words import ChartWords, day_text

_EDGE = 8.0
_PLOT = 120.0  # the least height of a plot
_USUAL = 170.0
_STRIP = 44.0

Box = Tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class _Name:
    """A round's name under the scale: its lines, its place on the scale, its own middle and half its width, its row."""

    lines: List[str]
    x: float
    middle: float
    half: float
    row: int


class TimelineBody:
    """Points at their dates, joined; a goal is a line across. Nothing is drawn between a goal and the last round."""

    def __init__(self, chart: Chart, words: ChartWords, width: float) -> None:
        self._chart, self._words = chart, words
        self._points = chart.series[0].points if chart.series else ()
        names = [words.label(p.label) for p in self._points]
        self.least_width = max([width, 240.0, *(text_width(name) + 90 for name in names)])

    def draw(self, drawing: Drawing, top: float, height: Optional[float]) -> float:
        """Draw it from ``top`` on, into that height where there is enough; where it ends."""
        words, goal = self._words, self._chart.reference
        values = [p.value for p in self._points if p.value is not None] + ([goal.value] if goal else [])
        marks = ticks(0.0, max(values, default=0.0))
        if words.whole_numbers and marks[-1] < 4:
            marks = tuple(float(n) for n in range(int(marks[-1]) + 1))
        left = _EDGE + max(text_width(words.tick(mark), SMALL) for mark in marks) + 5
        names = self._names(left, drawing.width)
        foot = (max((name.row for name in names), default=0) + 1) * 2 * line_height(SMALL) + 14
        bottom = top + 18 + max(_PLOT, (height or 0.0) - foot - 18 if height else _USUAL)
        drawn = (left, top + 18, drawing.width - _EDGE, bottom)
        for mark in marks:
            y = _place(mark, 0.0, marks[-1], bottom, drawn[1])
            drawing.line(left, y, drawn[2], y, RULE if mark else SOFT, 0.8)
            drawing.text(left - 4, y + SMALL * 0.36, words.tick(mark), SMALL, "end", SOFT)
        places = [
            (
                point,
                self._across(point.at or 0.0, left, drawing.width),
                _place(point.value, 0.0, marks[-1], bottom, drawn[1]),
            )
            for point in self._points
            if point.value is not None
        ]
        taken: List[Box] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in places]
        for (_, x1, y1), (_, x2, y2) in zip(places, places[1:]):
            taken += _steps((x1, y1), (x2, y2))
        if goal is not None:
            self._goal(drawing, goal, drawn, _place(goal.value, 0.0, marks[-1], bottom, drawn[1]), taken)
        for (_, x1, y1), (point, x2, y2) in zip(places, places[1:]):
            drawing.path([(x1, y1), (x2, y2)], NEW, 1.6, "4,3" if point.broken else "")
        for point, x, y in places:
            drawing.dot(x, y, 4.0, PAPER if point.state else NEW, NEW)
        for point, x, y in places:
            self._figure(drawing, point, x, y, bottom, taken)
        self._draw_names(drawing, names, bottom)
        return bottom + foot

    def _across(self, at: float, left: float, width: float) -> float:
        days = [p.at for p in self._points if p.at is not None]
        goal = self._chart.reference
        if goal is not None and goal.at is not None:
            days.append(goal.at)
        first, last = min(days), max(days)
        room = (left + 34, width - 34 - _EDGE)
        return (room[0] + room[1]) / 2 if last <= first else _place(at, first, last, *room)

    def _name_lines(self, point: Point) -> List[str]:
        return [self._words.label(point.label), day_text(point.at)]

    def _names(self, left: float, width: float) -> List[_Name]:
        """Where the rounds' names stand: beside each other, pushed apart; in turn in several rows if there is no room."""
        lines = [self._name_lines(point) for point in self._points]
        halves = [max(text_width(line, SMALL) for line in two) / 2 + 3 for two in lines]
        xs = [self._across(point.at or 0.0, left, width) for point in self._points]
        rows = 1
        while rows < len(xs) and any(2 * sum(halves[n::rows]) > width for n in range(rows)):
            rows += 1
        middles = [0.0] * len(xs)
        for row in range(rows):
            middles[row::rows] = _apart(xs[row::rows], halves[row::rows], width)
        return [_Name(*found, n % rows) for n, found in enumerate(zip(lines, xs, middles, halves))]

    def _draw_names(self, drawing: Drawing, names: List[_Name], bottom: float) -> None:
        """A line from each point of the scale to its name; names of upper rows hide the lines to lower ones."""
        height = 2 * line_height(SMALL)
        for name in names:
            top = bottom + 9 + name.row * height
            drawing.path(
                [(name.x, bottom), (name.x, bottom + 3), (name.middle, bottom + 9), (name.middle, top)], SOFT, 0.8
            )
        for name in names:
            top = bottom + 9 + name.row * height
            drawing.bar(name.middle - name.half, top, 2 * name.half, height, PAPER)
            drawing.lines(name.middle, top, name.lines, SMALL, "middle", INK)

    def _figure(self, drawing: Drawing, point: Point, x: float, y: float, bottom: float, taken: List[Box]) -> None:
        """The figure at the nearest free place over, under or beside its point."""
        text = self._words.number(point.value or 0.0)
        half = text_width(text) / 2
        middle, level = min(max(x, half + 1), drawing.width - half - 1), y + TEXT * 0.36
        places = [(middle, y - 8), (middle, y + 8 + TEXT * 0.8), (x + 9 + half, level), (x - 9 - half, level)]
        places += [(middle, base) for step in (1, 2, 3) for base in (y - 8 - step * 13, y + 17 + step * 13)]
        for centre, base in places:
            box = (centre - half, base - TEXT * 0.8, centre + half, base + 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= drawing.width and box[3] <= bottom
            if inside and not any(_touch(box, other) for other in taken):
                taken.append(box)
                drawing.text(centre, base, text, TEXT, "middle", INK)
                break
        self._says(drawing, point, x, y)

    def _says(self, drawing: Drawing, point: Point, x: float, y: float) -> None:
        words = self._words
        text = words.word("entry").format(name=words.point(point), figure=words.figure(point, exact=True))
        drawing.says(x - 12, y - 12, 24, 24, text)

    def _goal(self, drawing: Drawing, goal: Reference, drawn: Box, y: float, taken: List[Box]) -> None:
        left, _, right, _ = drawn
        text = self._words.reference(goal)
        width = text_width(text, SMALL)
        drawing.line(left, y, right, y, INK, 1.2, "6,3")
        if goal.at is not None:
            x = self._across(goal.at, left, drawing.width)
            drawing.area([(x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5)], INK)
            taken.append((x - 5, y - 5, x + 5, y + 5))
        places = [(x, base) for x in (right - width, left + 4) for base in (y - 4, y + SMALL + 2)]
        boxes = [(x, base - SMALL, x + width, base + 1) for x, base in places]
        free = next((n for n, box in enumerate(boxes) if not any(_touch(box, one) for one in taken)), 0)
        taken += [boxes[free], (left, y - 1, right, y + 1)]
        drawing.text(*places[free], text, SMALL, colour=INK)


class CurveBody:
    """The curve over the line of evenness; where half is reached, lines lead to both scales."""

    def __init__(self, chart: Chart, words: ChartWords, width: float) -> None:
        self._chart, self._words = chart, words
        self.least_width = max(width, 220.0)

    def draw(self, drawing: Drawing, top: float, height: Optional[float]) -> float:
        """Draw it from ``top`` on, into that height where there is enough; where it ends."""
        words, points = self._words, self._chart.series[0].points
        left = _EDGE + text_width(words.tick(1.0), SMALL) + 5
        right = drawing.width - _EDGE - text_width(words.tick(1.0), SMALL) / 2
        head = drawing.lines(
            _EDGE,
            top,
            wrapped(words.label(self._chart.series[0].label), drawing.width - 2 * _EDGE, SMALL),
            SMALL,
            colour=SOFT,
        )
        foot = 2 * line_height(SMALL) + 8
        usual = min(right - left, 260.0)
        bottom = head + 8 + max(_PLOT, (height or 0.0) - foot - (head + 8 - top) if height else usual)
        up = head + 8
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x, y = _place(share, 0.0, 1.0, left, right), _place(share, 0.0, 1.0, bottom, up)
            drawing.line(left, y, right, y, RULE if share else SOFT, 0.8)
            drawing.line(x, up, x, bottom, RULE if share else SOFT, 0.8)
            drawing.text(left - 4, y + SMALL * 0.36, words.tick(share), SMALL, "end", SOFT)
            drawing.text(x, bottom + SMALL + 3, words.tick(share), SMALL, "middle", SOFT)
        drawing.text(right, bottom + SMALL + 3 + line_height(SMALL), words.word("across"), SMALL, "end", SOFT)
        places = [
            (_place(p.at or 0.0, 0.0, 1.0, left, right), _place(p.value, 0.0, 1.0, bottom, up))
            for p in points
            if p.value is not None
        ]
        drawing.area([*places, (right, bottom), (left, bottom)], NEW, 0.1)
        drawing.line(left, bottom, right, up, CHANCE, 1.0, "3,3")
        drawing.path(places, NEW, 2.0)
        self._half(drawing, (left, up, right, bottom))
        for point, (x, y) in zip(points, places):
            text = words.word("entry").format(name=words.label(point.label), figure=words.figure(point))
            drawing.says(x - 3, y - 6, 6, 12, text)
        return bottom + foot

    def _half(self, drawing: Drawing, drawn: Box) -> None:
        half, (left, up, right, bottom) = self._chart.reference, drawn
        if half is None or half.at is None:
            return
        held = next((p.value for p in self._chart.series[0].points if p.at == half.at), None)
        x, y = _place(half.at, 0.0, 1.0, left, right), _place(0.5, 0.0, 1.0, bottom, up)
        reached = _place(held, 0.0, 1.0, bottom, up)
        drawing.line(left, y, x, y, INK, 1.0, "4,3")
        drawing.line(x, reached, x, bottom, INK, 1.0, "4,3")
        drawing.dot(x, reached, 4.0, PAPER, INK)
        words = wrapped(self._words.reference(half), max(right - x - 14, 60.0), TEXT)
        drawing.lines(x + 8, bottom - 6 - len(words) * line_height(), words, TEXT, colour=INK)


class WithheldBody:
    """One hatched strip for all that may not be shown: no scale, no names, nothing to count."""

    def __init__(self, chart: Chart, words: ChartWords, width: float) -> None:
        self._words = words
        self.least_width = max(width, 220.0)

    def draw(self, drawing: Drawing, top: float, height: Optional[float]) -> float:
        """Draw it from ``top`` on; where it ends."""
        drawing.hatch(_EDGE, top, drawing.width - 2 * _EDGE, _STRIP, CHANCE, 9.0)
        text = self._words.word("withheld")
        x, y, half = drawing.width / 2, top + _STRIP / 2, text_width(text) / 2 + 6
        drawing.bar(x - half, y - 9, 2 * half, 18, PAPER)
        drawing.text(x, y + TEXT * 0.36, text, TEXT, "middle", INK)
        return top + _STRIP + 4


def _place(value: Optional[float], low: float, high: float, start: float, end: float) -> float:
    return start + ((value or 0.0) - low) / (high - low) * (end - start)


def _apart(wanted: Sequence[float], halves: Sequence[float], width: float) -> List[float]:
    """The places nearest to those wanted, in their order, at which things of those half widths do not touch."""
    groups: List[List[int]] = []
    starts: List[float] = []

    def start(group: List[int]) -> float:
        """Where a group begins that lies about its wanted places."""
        before, sum_of_starts = 0.0, 0.0
        for n in group:
            sum_of_starts += wanted[n] - halves[n] - before
            before += 2 * halves[n]
        return min(max(sum_of_starts / len(group), 0.0), max(width - before, 0.0))

    for n in range(len(wanted)):
        groups.append([n])
        starts.append(start([n]))
        while len(groups) > 1 and starts[-2] + sum(2 * halves[i] for i in groups[-2]) > starts[-1]:
            groups[-2:] = [groups[-2] + groups[-1]]
            starts[-2:] = [start(groups[-1])]
    found = [0.0] * len(wanted)
    for group, left in zip(groups, starts):
        for n in group:
            found[n] = left + halves[n]
            left += 2 * halves[n]
    return found


def _steps(start: Tuple[float, float], end: Tuple[float, float]) -> List[Box]:
    """Small boxes along a line, for words to keep off."""
    (x1, y1), (x2, y2) = start, end
    along = [(x1 + (x2 - x1) * n / 24, y1 + (y2 - y1) * n / 24) for n in range(25)]
    return [(x - 2, y - 2, x + 2, y + 2) for x, y in along]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
