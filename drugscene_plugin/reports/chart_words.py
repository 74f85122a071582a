"""The words and figures of charts, in a language: names, numbers with units, and the whole chart as text."""

from __future__ import annotations

from datetime import date
from typing import List, Optional

from ..domain.chart import Chart, ChartKind, Label, Point, Quantity, Reference
from ..texts import CONTEXT, translate
from ..texts.chart_labels import CHART_NOTES, CHART_TITLES, CHART_WORDS
from ..texts.labels import code_label, field_label
from ..texts.numbers import number_text, percent_text, rounded_text, signed_text

TOTAL = Label("TOTAL", "summary_row")
"""The label of the row of sums: it has no bar, so that the units' are not dwarfed."""

_AREA_UNITS = ((1_000_000.0, "km²", 2), (10_000.0, "ha", 1), (1.0, "m²", 0))


class ChartWords:
    """What stands on one chart, in one language. Areas are all in the unit that fits the largest."""

    def __init__(self, chart: Chart, language: Optional[str] = None) -> None:
        self._chart, self._language = chart, language
        points = [p for series in chart.series for p in series.points if p.label != TOTAL or len(series.points) == 1]
        values = [abs(p.value) for p in points if p.value is not None]
        if chart.reference is not None:
            values.append(abs(chart.reference.value))
        most = max(values, default=0.0)
        self._divisor, self._unit, self._decimals = next(
            (unit for unit in _AREA_UNITS if most >= unit[0]), _AREA_UNITS[-1]
        )

    def word(self, code: str) -> str:
        """A word of charts."""
        return translate(CONTEXT, CHART_WORDS[code], self._language)

    @property
    def title(self) -> str:
        """The chart's title."""
        return translate(CONTEXT, CHART_TITLES[self._chart.title], self._language)

    @property
    def about(self) -> str:
        """What it is about: units, crime group, rounds, period."""
        return " · ".join(self.label(label) for label in self._chart.about)

    @property
    def notes(self) -> List[str]:
        """What is to be borne in mind."""
        withheld = self._chart.withheld  # then nothing is said of what is not shown
        notes = [label for label in self._chart.notes if not withheld or label.code == "withheld"]
        return [self.label(label).rstrip(".") + "." for label in notes]

    def label(self, label: Label) -> str:
        """What something is called."""
        if label.of == "chart_note":
            return translate(CONTEXT, CHART_NOTES[label.code], self._language)
        if label.of == "field":
            return field_label(label.code, self._language)
        first, _, last = label.code.partition("/")
        if label.of == "rounds":
            return self.word("rounds").format(before=first, round=last)
        if label.of == "period":
            return self.word("period").format(start=first, end=last)
        if label.of == "chart_word":
            numbers = [self._plain(value) for value in label.values] or [""]
            text = self.word(label.code)
            return text.format(start=numbers[0], end=numbers[-1], distance=numbers[0], count=numbers[0])
        if label.of == "round":
            return self.word("round").format(round=label.code)
        if not label.of:
            return " ".join(label.code.split())  # a name, which may hold line breaks
        return code_label(label.of, label.code, self._language)

    def number(self, value: float, signed: bool = False, exact: bool = False) -> str:
        """A value of the chart with its unit; ``exact``: areas to the square metre."""
        quantity = self._chart.quantity
        if quantity is Quantity.SHARE:
            return percent_text(value, 1, self._language)
        if quantity in (Quantity.TIMES, Quantity.NUMBER):
            plus = "" if not signed or value < 0 else "+" if value else "±"
            return plus + rounded_text(value, 3, self._language)
        text = signed_text if signed else number_text
        if quantity is Quantity.COUNT:
            return text(value, 0, self._language)
        if exact:
            return text(value, 0, self._language) + "\u00a0m²"
        return text(value / self._divisor, self._decimals, self._language) + f"\u00a0{self._unit}"

    @property
    def whole_numbers(self) -> bool:
        """Whether the values are whole, so that a scale has no parts of them."""
        return self._chart.quantity is Quantity.COUNT

    def tick(self, value: float) -> str:
        """A mark of the scale, as short as can be."""
        quantity = self._chart.quantity
        if quantity is Quantity.SHARE:
            return percent_text(value, 0 if abs(100 * value - round(100 * value)) < 1e-9 else 1, self._language)
        plain = quantity in (Quantity.TIMES, Quantity.NUMBER)
        if plain or (quantity is Quantity.COUNT and value != round(value)):
            return self._plain(value)
        if quantity is Quantity.COUNT:
            return number_text(value, 0, self._language)
        return f"{self._plain(value / self._divisor)}\u00a0{self._unit}"

    def _plain(self, value: float) -> str:
        """A round number with the decimals that it has."""
        decimals = next((n for n in range(12) if abs(round(value, n) - value) < 1e-9 * max(abs(value), 1e-9)), 12)
        return number_text(value, decimals, self._language)

    def change(self, now: Point, before: Point) -> str:
        """By how much a figure has changed, in parentheses; blank where either is missing."""
        if now.value is None or before.value is None:
            return ""
        return "(" + self.number(now.value - before.value, signed=True).partition("\u00a0")[0] + ")"

    def figure(self, point: Point, signed: bool = False, exact: bool = False) -> str:
        """A point's number with its interval, or why there is none."""
        if point.withheld:
            return self.word("withheld")
        if point.value is None:
            return self.label(point.state) if point.state else self.word("nothing")
        number = self.number(point.value, signed, exact)
        if point.low is None or point.high is None:
            return number
        ends = (self.number(point.low, exact=exact), self.number(point.high, exact=exact))
        return self.word("interval").format(number=number, low=ends[0], high=ends[1])

    def point(self, point: Point) -> str:
        """What a point is called: on a scale of days with its day, and what must be known of it."""
        parts = [self.label(point.label)]
        if self._chart.kind is ChartKind.TIMELINE:
            parts += [day_text(point.at)] + ([self.label(point.state)] if point.state else [])
            parts += [field_label("series_break", self._language)] if point.broken else []
        return ", ".join(parts)

    def ends(self, point: Point) -> str:
        """A point's interval in short, without the unit; blank where there is none."""
        if point.low is None or point.high is None:
            return ""
        low, high = (self.number(end).replace("\u00a0%", "") for end in (point.low, point.high))
        return f"({low}–{high})" if point.low >= 0 else self.word("ends").format(low=low, high=high)

    def reference(self, reference: Reference, exact: bool = False) -> str:
        """What the values are held against, with its figure."""
        if reference.label.of == "field":
            figure = number_text(reference.value, 0, self._language)
            return self.word("entry").format(name=self.label(reference.label), figure=figure)
        name = self.label(reference.label)
        if self._chart.quantity is Quantity.TIMES:
            return f"{self.tick(reference.value)} = {name}"
        if reference.at is not None:
            name = self.word("goal_by").format(day=day_text(reference.at))
        return self.word("entry").format(name=name, figure=self.number(reference.value, exact=exact))


def day_text(ordinal: Optional[float]) -> str:
    """A day's ordinal as an ISO date."""
    return date.fromordinal(int(ordinal)).isoformat() if ordinal is not None else ""


def chart_text(chart: Chart, language: Optional[str] = None) -> str:
    """The chart as text, with all its figures: a line for the title, one a figure, one a note."""
    words = ChartWords(chart, language)
    lines = [" ".join(part if part.endswith("?") else f"{part}." for part in (words.title, words.about) if part)]
    lines += _unit_lines(chart, words) if chart.kind is ChartKind.UNITS else _figure_lines(chart, words)
    if not any(series.points for series in chart.series):
        lines.append(words.word("empty"))
    if chart.reference is not None:
        lines.append(words.reference(chart.reference, exact=True))
    return "\n".join([*lines, *words.notes])


def _figure_lines(chart: Chart, words: ChartWords) -> List[str]:
    lines = []
    for series in chart.series:
        for number, point in enumerate(series.points):
            name = words.point(point)
            if len(chart.series) > 1:
                name = f"{words.label(series.label)}, {name}"
            term = chart.kind is ChartKind.WATERFALL and 0 < number < len(series.points) - 1
            signed = term or chart.kind is ChartKind.DIFFERENCES
            lines.append(words.word("entry").format(name=name, figure=words.figure(point, signed, exact=True)))
    return lines


def _unit_lines(chart: Chart, words: ChartWords) -> List[str]:
    """A line a unit: this round's figure, then that of the round before."""
    entry = words.word("entry")
    return [
        "; ".join(
            entry.format(name=words.label(label), figure=words.figure(point, exact=True))
            for label, point in zip([points[0].label, *(series.label for series in chart.series[1:])], points)
        )
        for points in zip(*(series.points for series in chart.series))
    ]
