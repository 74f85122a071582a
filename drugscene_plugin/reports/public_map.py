"""The public page's maps as SVG: the county with a mark a scene, and each local police area with its outlines.

Boundaries are drawn once where areas share them, and simplified between the points where they meet, so that no gap comes
between neighbours. The old round is a red dashed line, the new one blue and filled: told apart in grey, too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Callable, List, Optional, Sequence, Tuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..domain.annual_content import AnnualContent
from ..domain.disclosure import OutlineForm, PublishableLayer
from .html import Child, Markup, element

Box = Tuple[float, float, float, float]

DescribeMap = Callable[[str, int, int], str]
"""What a map of an area shows, in words: from its name, the number of its scenes, and that of the round before."""

_COUNTY_WIDTH, _DETAIL_WIDTH = 720.0, 360.0
_EDGE = 14.0  # around what is shown
_MARK, _RING = 4.0, 6.5  # radii of a scene's marks on the county's map
_SLIVER = 15.0  # of the drawing: a smaller ring is no area that anybody sees
_LETTER = 0.6  # of the size: the mean width of a letter, so that a name's room is known without a font
_LEAST_METRES = 1_500.0  # across a detail: a single square is not blown up to the whole frame


@dataclass(frozen=True)
class DetailMap:
    """The map of one local police area: its name, the numbers of its scenes in both rounds, the drawing."""

    code: str
    name: str
    scenes: int
    earlier: int
    svg: Markup


class _Frame:
    """Where on the drawing a place lies: ``bounds`` in metres fitted to a width, north up."""

    def __init__(self, bounds: Box, width: float) -> None:
        west, south, east, north = bounds
        self.scale = (width - 2 * _EDGE) / max(east - west, 1.0)
        self.width, self.height = width, (north - south) * self.scale + 2 * _EDGE
        self._west, self._north = west, north

    def placed(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in the drawing's units."""
        origin = np.array([self._west, self._north])
        return shapely.transform(shape, lambda points: (points - origin) * [self.scale, -self.scale] + _EDGE)

    @property
    def box(self) -> BaseGeometry:
        return shapely.box(0, 0, self.width, self.height)


def county_map(content: AnnualContent, title: str, description: str) -> Optional[Markup]:
    """The county with a mark a scene; None where the package shows no places, or there is nothing to show them on."""
    outlines = [outline for outline in content.areas.outlines if outline is not None]
    if content.scenes.form is OutlineForm.NONE or not outlines:
        return None
    frame = _Frame(_bounds(outlines), _COUNTY_WIDTH)
    new, old = _middles(content.scenes, frame), _middles(content.previous_scenes, frame)
    marks = [*(_square(x, y, _MARK) for x, y in new), *(_square(x, y, _RING) for x, y in old)]
    labels = _Labels(frame, 12.0, marks)
    for name, outline in _by_size(content.areas, "municipality"):
        labels.place(name, frame.placed(outline))
    return _svg(
        frame,
        "county-map",
        title,
        description,
        _boundaries(content.areas, frame),
        [element("circle", cx=_n(x), cy=_n(y), r=_n(_RING), class_="old") for x, y in old],
        [element("circle", cx=_n(x), cy=_n(y), r=_n(_MARK), class_="new") for x, y in new],
        labels.drawn,
    )


def detail_maps(content: AnnualContent, describe: DescribeMap) -> List[DetailMap]:
    """A map of each local police area that has a scene in this round or had one in the one before, by its code."""
    if content.scenes.form is OutlineForm.NONE:
        return []
    found: List[DetailMap] = []
    table = content.areas.table.table
    rows = sorted(zip(table.column("level"), table.column("code"), table.column("name"), content.areas.outlines))
    for level, code, name, outline in rows:
        if level != "lpo" or outline is None:
            continue
        new, old = _assigned(content.scenes, str(code)), _within(content.previous_scenes, outline)
        if new or old:
            said = describe(str(name), len(new), len(old))
            svg = _detail(content, f"map-{len(found) + 1}", new, old, str(name), said)
            found.append(DetailMap(str(code), str(name), len(new), len(old), svg))
    return found


_Named = Tuple[str, BaseGeometry]


def _detail(
    content: AnnualContent, key: str, new: Sequence[_Named], old: Sequence[_Named], title: str, description: str
) -> Markup:
    frame = _Frame(_wide_enough(_bounds([shape for _, shape in (*new, *old)])), _DETAIL_WIDTH)
    points = content.scenes.form is OutlineForm.POINT
    drawn_new = [(name, frame.placed(shape)) for name, shape in new]
    drawn_old = [frame.placed(shape) for _, shape in old]
    corner = shapely.box(0, frame.height - 2 * _EDGE, frame.width / 2, frame.height)  # the scale bar's
    labels = _Labels(frame, 12.0, [corner, *(shape for _, shape in drawn_new), *drawn_old])
    for name, shape in drawn_new:
        labels.place(name, shape, beside=True)
    return _svg(
        frame,
        key,
        title,
        description,
        _boundaries(content.areas, frame),
        [_shape(shape, "new", points, _MARK) for _, shape in drawn_new],
        [_shape(shape, "old", points, _RING) for shape in drawn_old],
        labels.drawn,
        _scale_bar(frame),
    )


def _shape(shape: BaseGeometry, style: str, point: bool, radius: float) -> Markup:
    if point:
        return element("circle", cx=_n(shape.x), cy=_n(shape.y), r=_n(radius), class_=style)
    return element("path", d="".join(_ring(ring) for ring in _rings(shape)), class_=style)


def _scale_bar(frame: _Frame) -> List[Markup]:
    """A bar of a round length, at most a third of the width."""
    most = frame.width / 3 / frame.scale
    power = 10.0 ** np.floor(np.log10(most))
    metres = max(step * power for step in (1, 2, 5) if step * power <= most)
    end = _EDGE + metres * frame.scale
    y = frame.height - _EDGE / 2
    text = f"{metres / 1000:.0f} km" if metres >= 1000 else f"{metres:.0f} m"
    return [
        element("path", d=f"M{_n(_EDGE)} {_n(y - 4)}V{_n(y)}H{_n(end)}V{_n(y - 4)}", class_="scale"),
        element("text", text, x=_n(end + 5), y=_n(y), class_="scale-text"),
    ]


# -- places ----------------------------------------------------------------------------------------------------------


def _open(layer: Optional[PublishableLayer]) -> List[_Named]:
    """The open scenes that are drawn, with their names."""
    if layer is None:
        return []
    table = layer.table.table
    rows = zip(table.column("name"), table.column("status"), layer.outlines)
    return [(str(name or ""), shape) for name, status, shape in rows if shape is not None and status == "open"]


def _middles(layer: Optional[PublishableLayer], frame: _Frame) -> List[Tuple[float, float]]:
    found = [frame.placed(shape).centroid for _, shape in _open(layer)]
    return sorted((round(point.x, 1), round(point.y, 1)) for point in found)


def _assigned(layer: PublishableLayer, lpo: str) -> List[_Named]:
    """The open scenes that belong to an LPO, as the tables count them."""
    table = layer.table.table
    rows = zip(table.column("name"), table.column("status"), table.column("lpo_code"), layer.outlines)
    return [(str(n or ""), shape) for n, status, code, shape in rows if shape and status == "open" and code == lpo]


def _within(layer: Optional[PublishableLayer], area: BaseGeometry) -> List[_Named]:
    return [(name, shape) for name, shape in _open(layer) if area.intersects(shape.representative_point())]


def _by_size(layer: PublishableLayer, level: str) -> List[_Named]:
    table = layer.table.table
    rows = zip(table.column("level"), table.column("name"), layer.outlines)
    found = [(str(name or ""), shape) for at, name, shape in rows if at == level and shape is not None]
    return sorted(found, key=lambda one: (-one[1].area, one[0]))


def _bounds(shapes: Sequence[BaseGeometry]) -> Box:
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    return west, south, east, north


def _wide_enough(bounds: Box) -> Box:
    """The box with room around it, four to three, at least so many metres across."""
    west, south, east, north = bounds
    wide = max(1.25 * (east - west), 1.25 * (north - south) * 4 / 3, _LEAST_METRES)
    high = wide * 3 / 4
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


# -- lines -----------------------------------------------------------------------------------------------------------


def _boundaries(layer: PublishableLayer, frame: _Frame) -> List[Markup]:
    levels = layer.table.table.column("level")
    drawn: List[Markup] = []
    for level in ("lpo", "municipality"):
        shapes = [shape for at, shape in zip(levels, layer.outlines) if at == level and shape is not None]
        lines = _shared_lines(shapes, frame)
        if lines:
            drawn.append(element("path", d=lines, class_=level))
    return drawn


def _shared_lines(shapes: Sequence[BaseGeometry], frame: _Frame) -> str:
    """All boundaries, each once, in whole tenths of the drawing's units, within the frame."""
    placed = [shapely.transform(frame.placed(shape), np.rint) for shape in shapes]
    near = [shape.boundary for shape in placed if shape.boundary.intersects(frame.box)]
    if not near:
        return ""
    joined = shapely.line_merge(shapely.union_all(near))
    kept = [part for part in _without_slivers(shapely.get_parts(joined)) if part.intersects(frame.box)]
    clipped = shapely.intersection(shapely.simplify(kept, 0.7), frame.box)
    parts = [part for part in shapely.get_parts(clipped) if part.geom_type == "LineString"]
    return "".join(sorted(_line(part.coords) for part in shapely.get_parts(parts)))


def _without_slivers(lines: Sequence[BaseGeometry]) -> List[BaseGeometry]:
    """The lines but those of slivers between areas that should meet: small rings, and lines that hang together with none.

    An area's boundary is closed, so a line that ends in nothing is what rounding has left of a ring.
    """
    ends = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    return [
        line
        for line in lines
        if (
            shapely.Polygon(line).area > _SLIVER
            if line.is_ring
            else max(ends[line.coords[0]], ends[line.coords[-1]]) > 1
        )
    ]


def _rings(shape: BaseGeometry) -> List[BaseGeometry]:
    return [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]


def _ring(ring: BaseGeometry) -> str:
    return _line(list(ring.coords)[:-1]) + "z"


def _line(points: Sequence[Tuple[float, ...]]) -> str:
    return "M" + "L".join(f"{_n(point[0])} {_n(point[1])}" for point in points)


def _n(number: float) -> str:
    """A number to a tenth, without a zero that says nothing."""
    text = f"{number:.1f}"
    return text[:-2] if text.endswith(".0") else text


# -- names -----------------------------------------------------------------------------------------------------------


class _Labels:
    """Names on a map, each where it covers neither a mark nor another name; one without such a place is left out."""

    def __init__(self, frame: _Frame, size: float, taken: Sequence[BaseGeometry]) -> None:
        self._frame, self._size = frame, size
        self._taken = [shape.bounds for shape in taken]
        self.drawn: List[Markup] = []

    def place(self, name: str, shape: BaseGeometry, beside: bool = False) -> None:
        """Write a name in the middle of a shape, or ``beside`` it."""
        visible = shapely.intersection(shapely.make_valid(shape), self._frame.box)
        if not name or visible.is_empty:
            return
        wide, high = len(name) * self._size * _LETTER, self._size
        for x, y in _around(visible, wide, high) if beside else _inside(visible):
            box = (x - wide / 2, y - high, x + wide / 2, y + high * 0.25)
            if self._free(box):
                self._taken.append(box)
                self.drawn.append(element("text", name, x=_n(x), y=_n(y), class_="name"))
                return

    def _free(self, box: Box) -> bool:
        west, top, east, bottom = box
        if west < 2 or top < 2 or east > self._frame.width - 2 or bottom > self._frame.height - 2:
            return False
        return not any(west < e and w < east and top < b and t < bottom for w, t, e, b in self._taken)


def _inside(shape: BaseGeometry) -> List[Tuple[float, float]]:
    middle = shape.representative_point()
    steps = [
        (0, 4),
        (0, -10),
        (0, 18),
        (0, -24),
        (0, 32),
        (24, 4),
        (-24, 4),
        (24, 18),
        (-24, 18),
        (24, -10),
        (-24, -10),
    ]
    return [(middle.x + x, middle.y + y) for x, y in steps]


def _around(shape: BaseGeometry, wide: float, high: float) -> List[Tuple[float, float]]:
    west, top, east, bottom = shape.bounds
    x, y = (west + east) / 2, (top + bottom) / 2
    gap = 5.0
    return [
        (x, top - gap),
        (x, bottom + gap + high),
        (east + gap + wide / 2, y + high / 3),
        (west - gap - wide / 2, y + high / 3),
        (east + wide / 2, top - gap),
        (west - wide / 2, top - gap),
        (east + wide / 2, bottom + gap + high),
        (west - wide / 2, bottom + gap + high),
    ]


def _square(x: float, y: float, radius: float) -> BaseGeometry:
    return shapely.box(x - radius, y - radius, x + radius, y + radius)


def _svg(frame: _Frame, key: str, title: str, description: str, *parts: Child) -> Markup:
    names = (element("title", title, id=f"{key}-title"), element("desc", description, id=f"{key}-text"))
    size = f"0 0 {_n(frame.width)} {_n(frame.height)}"
    labelled = f"{key}-title {key}-text"
    return element("svg", *names, *parts, viewBox=size, role="img", aria_labelledby=labelled, class_="map")
