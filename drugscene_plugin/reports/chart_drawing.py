"""A drawing as SVG text: lines, bars, words, hatching, and what a pointer is told over each figure.

Written out by hand, since a painter's bytes depend on the fonts and the version of Qt. What a word takes is reckoned by
the widths of DejaVu Sans, the widest of the fonts that are asked for, so that nothing overlaps in the others either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import List, Sequence, Tuple
from xml.sax.saxutils import escape  # nosec B406 - writes, and reads nothing

FONTS = "DejaVu Sans, Arial, Helvetica, sans-serif"

INK, SOFT, RULE, PAPER = "#222222", "#5c5c5c", "#d9d9d9", "#ffffff"
NEW, OLD, BESIDE, CHANCE = "#1f4e9e", "#c1272d", "#5b9bd5", "#8a8a8a"
LIGHT = "#aec6e8"

TEXT, SMALL, TITLE = 11.0, 9.5, 13.0
"""Sizes of letters."""

_LINE = 1.25  # of the size of letters
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0

# Thousandths of the size of letters, by DejaVu Sans.
_WIDTHS = {
    letter: width
    for width, letters in (
        (200, "\u202f"),
        (278, "ijlI'"),
        (318, " ,.·\u00a0|"),
        (400, "fJ:;/\\-()[]t!²r"),
        (525, 'sz*_`–"?c'),
        (600, "kvxyLFPT"),
        (636, "aåäeéoöøhnuübdgpqES$0123456789Y"),
        (700, "AVÅÄXZBKCR{}"),
        (787, "UNHDG&OQÖØw"),
        (838, "#+<=>^~\u2212±×≥"),
        (990, "mM%½WæÆ@…→"),
    )
    for letter in letters
}
_WIDEST = 1000
_BOLD = 1.16


@dataclass(frozen=True)
class Spot:
    """A place on a drawing and what it says there."""

    x: float
    y: float
    width: float
    height: float
    text: str


def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """How wide a text becomes, at most.

    >>> text_width("Övik", 10.0)
    22.65
    """
    width = sum(_WIDTHS.get(letter, _WIDEST) for letter in text) * size / 1000
    return round(width * (_BOLD if bold else 1), 3)


def wrapped(text: str, width: float, size: float = TEXT, bold: bool = False) -> List[str]:
    """A text in lines that are no wider; a word that is wider is broken, and no letter is lost."""
    lines: List[str] = []
    line = ""
    for word in text.split(" "):
        tried = f"{line} {word}" if line else word
        if text_width(tried, size, bold) <= width:
            line = tried
            continue
        if line:
            lines.append(line)
        while text_width(word, size, bold) > width and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or text_width(word[:n], size, bold) <= width)
            fits = word.rfind("-", 0, fits) + 1 or fits
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line or not lines else lines


def line_height(size: float = TEXT) -> float:
    """From one line to the next."""
    return size * _LINE


def ticks(low: float, high: float, wanted: int = 4) -> Tuple[float, ...]:
    """Round numbers from at or under ``low`` to at or over ``high``, about as many as wanted.

    >>> ticks(0.0, 64.0), ticks(0.0, 0.0)
    ((0.0, 20.0, 40.0, 60.0, 80.0), (0.0, 1.0))
    """
    if high <= low:
        return low, low + 1.0
    rough = (high - low) / wanted
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * 0.999999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(n * step, 12) for n in range(first, last + 1))


def decades(low: float, high: float) -> Tuple[float, ...]:
    """Powers of ten from at or under ``low`` to at or over ``high``.

    >>> decades(0.6, 804)
    (0.1, 1.0, 10.0, 100.0, 1000.0)
    """
    first, last = floor(log10(low) + 1e-9), ceil(log10(high) - 1e-9)
    return tuple(float(f"1e{n}") for n in range(first, max(last, first + 1) + 1))


class Drawing:
    """What has been drawn so far, and how large it has become."""

    def __init__(self, width: float) -> None:
        self.width, self.height = width, 0.0
        self.spots: List[Spot] = []
        self._parts: List[str] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}" '
            f'stroke-width="{_n(width)}"{dashed}/>'
        )

    def path(self, points: Sequence[Tuple[float, float]], colour: str, width: float = 1.5, dash: str = "") -> None:
        """A line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(
            f'<polyline points="{through}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"{dashed}/>'
        )

    def area(self, points: Sequence[Tuple[float, float]], fill: str, opacity: float = 1.0) -> None:
        """A filled shape without an edge."""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(f'<polygon points="{through}" fill="{fill}" fill-opacity="{opacity:g}" stroke="none"/>')

    def bar(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = "", thick: float = 1.2
    ) -> None:
        """A rectangle; ``fill`` none and an edge make it hollow."""
        drawn = f' stroke="{edge}" stroke-width="{_n(thick)}"' if edge else ' stroke="none"'
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0.0))}" height="{_n(max(height, 0.0))}" '
            f'fill="{fill}"{drawn}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str) -> None:
        """A round mark."""
        self._parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'
        )

    def hatch(self, x: float, y: float, width: float, height: float, colour: str, gap: float = 4.5) -> None:
        """Slanting lines within a rectangle, with its edge: drawn one by one, since not every reader knows patterns."""
        self.bar(x, y, width, height, PAPER, colour, 0.8)
        start = gap
        while start < width + height:
            x1, y1 = (x + start, y) if start <= width else (x + width, y + start - width)
            x2, y2 = (x, y + start) if start <= height else (x + start - height, y + height)
            self.line(x1, y1, x2, y2, colour, 0.8)
            start += gap

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        anchor: str = "start",
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """A line of words on the base line ``y``; ``anchor``: start, middle or end stands at ``x``."""
        weight = ' font-weight="bold"' if bold else ""
        placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}"{placed}{weight}>{_xml(text)}</text>'
        )

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        size: float = TEXT,
        anchor: str = "start",
        colour: str = INK,
        bold: bool = False,
    ) -> float:
        """Lines of words from ``top`` on; where they end."""
        for number, line in enumerate(lines):
            self.text(x, top + number * line_height(size) + size * 0.95, line, size, anchor, colour, bold)
        return top + len(lines) * line_height(size)

    def says(self, x: float, y: float, width: float, height: float, text: str) -> None:
        """Tell a pointer over a place what stands there."""
        self.spots.append(Spot(x, y, width, height, text))
        self._parts.append(
            f'<g fill="#ffffff" fill-opacity="0"><title>{_xml(text)}</title><rect x="{_n(x)}" y="{_n(y)}" '
            f'width="{_n(width)}" height="{_n(height)}"/></g>'
        )

    def svg(self, name: str, title: str, description: str, width: float, height: float) -> str:
        """The whole as a file of that size; what was drawn is scaled to fit, and never pulled out of shape."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{_n(width)}" height="{_n(height)}" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" '
            f'aria-labelledby="{name}-title {name}-text" font-family="{FONTS}">'
        )
        words = [
            f'<title id="{name}-title">{_xml(title)}</title>',
            f'<desc id="{name}-text">{_xml(description)}</desc>',
            f'<rect x="0" y="0" width="{_n(self.width)}" height="{_n(self.height)}" fill="{PAPER}"/>',
        ]
        return "\n".join([head, *words, *self._parts, "</svg>", ""])


def _xml(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _n(number: float) -> str:
    """A coordinate to a tenth, the same on every machine."""
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text[:-2] if text.endswith(".0") else text
