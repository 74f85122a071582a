"""The words and figures of charts, in a language: names, numbers with units, and the whole chart as text."""

from __future__ import annotations

from datetime import date
from typing import List, Optional

from ..domain.chart import Chart, ChartKind, Label, Point, Quantity, Reference
from ..texts import CONTEXT, translate
from ..texts.chart_labels import CHART_NOTES, CHART_TITLES, CHART_WORDS
from ..texts.labels import code_label, field_label
from ..texts.numbers import number_text, percent_text, rounded_text, signed_text

_AREA_UNITS = ((1_000_000.0, "km²", 2), (10_000.0, "ha", 1), (1.0, "m²", 0))


class ChartWords:
    """What stands on one chart, in one language. Areas are all in the unit that fits the largest."""

    def __init__(self, chart: Chart, language: Optional[str] = None) -> None:
        self._chart, self._language = chart, language
        values = [abs(p.value) for series in chart.series for p in series.points if p.value is not None]
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
        return [self.label(label) for label in self._chart.notes]

    def label(self, label: Label) -> str:
        """What something is called."""
        numbers = [number_text(value, 0, self._language) for value in label.values]
        if label.of == "chart_note":
            return translate(CONTEXT, CHART_NOTES[label.code], self._language)
        if label.of == "field":
            return field_label(label.code, self._language)
        if label.of == "rounds":
            before, _, after = label.code.partition("/")
            return self.word("rounds").format(before=before, round=after)
        if label.of == "period":
            start, _, end = label.code.partition("/")
            return self.word("period").format(start=start, end=end)
        if label.of == "chart_word":
            return self.word(label.code).format(
                round=label.code,
                start=numbers[0] if numbers else "",
                end=numbers[-1] if numbers else "",
                distance=numbers[0] if numbers else "",
                count=numbers[0] if numbers else "",
            )
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
        if quantity is Quantity.TIMES:
            return rounded_text(value, 3, self._language)
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

    @property
    def across(self) -> str:
        """What a curve's scale across measures."""
        return field_label("share_of_scenes", self._language)

    def tick(self, value: float) -> str:
        """A mark of the scale, as short as can be."""
        quantity = self._chart.quantity
        if quantity is Quantity.SHARE:
            return percent_text(value, 0 if abs(100 * value - round(100 * value)) < 1e-9 else 1, self._language)
        if quantity is Quantity.TIMES or (quantity is Quantity.COUNT and value != round(value)):
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
        return f"({self.number(now.value - before.value, signed=True)})"

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

    def ends(self, point: Point) -> str:
        """A point's interval in short, without the unit; blank where there is none."""
        if point.low is None or point.high is None:
            return ""
        low, high = (self.number(end).replace("\u00a0%", "") for end in (point.low, point.high))
        return f"({low}–{high})"

    def reference(self, reference: Reference) -> str:
        """What the values are held against, with its figure."""
        if reference.label.of == "field":
            figure = number_text(reference.value, 0, self._language)
            return self.word("entry").format(name=self.label(reference.label), figure=figure)
        name = self.label(reference.label)
        if self._chart.quantity is Quantity.TIMES:
            return f"{self.number(reference.value)} = {name}"
        if reference.at is not None:
            name = self.word("goal_by").format(day=day_text(reference.at))
        return self.word("entry").format(name=name, figure=self.number(reference.value))


def day_text(ordinal: Optional[float]) -> str:
    """A day's ordinal as an ISO date."""
    return date.fromordinal(int(ordinal)).isoformat() if ordinal is not None else ""


def chart_text(chart: Chart, language: Optional[str] = None) -> str:
    """The chart as text, with all its figures: a line for the title, one a figure, one a note."""
    words = ChartWords(chart, language)
    lines = [". ".join(part for part in (words.title, words.about) if part) + "."]
    entry = words.word("entry")
    for series in chart.series:
        several = len(chart.series) > 1
        for number, point in enumerate(series.points):
            name = words.label(point.label)
            if chart.kind is ChartKind.TIMELINE:
                name = f"{name}, {day_text(point.at)}"
            if several:
                name = f"{words.label(series.label)}, {name}"
            signed = chart.kind is ChartKind.WATERFALL and 0 < number < len(series.points) - 1
            lines.append(entry.format(name=name, figure=words.figure(point, signed, exact=True)))
    if not any(series.points for series in chart.series):
        lines.append(words.word("empty"))
    if chart.reference is not None:
        lines.append(words.reference(chart.reference))
    return "\n".join([*lines, *words.notes])
