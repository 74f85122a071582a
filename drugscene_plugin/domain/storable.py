"""The form in which a store keeps things: what it gives back for what it was given, whatever the store is made of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, List, Mapping, Optional, Sequence

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from .area import Area
from .errors import Refusal
from .scene import Scene
from .scene_fields import scene_from_row, scene_to_row

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def storable_outlines(outlines: Sequence[Optional[BaseGeometry]]) -> List[Optional[BaseGeometry]]:
    """The outlines as they are kept: two-dimensional, a multipolygon of one part as that polygon; None stays None.

    An empty outline is kept as an empty polygon, whatever it was.

    Raises:
        Refusal: one is neither polygon nor multipolygon.
    """
    if len(outlines) == 0:  # an array has no truth
        return []
    kept = shapely.force_2d(outlines)
    kinds = shapely.get_type_id(kept)
    several = kinds == shapely.GeometryType.MULTIPOLYGON
    polygonal = several | (kinds == shapely.GeometryType.POLYGON) | (kinds == shapely.GeometryType.MISSING)
    for strange in kept[~polygonal]:
        raise Refusal("outline_not_polygon", kind=strange.geom_type)
    single = several & (shapely.get_num_geometries(kept) == 1)
    kept[single] = shapely.get_geometry(kept[single], 0)
    kept[shapely.is_empty(kept)] = Polygon()
    return list(kept)


def storable_outline(outline: Optional[BaseGeometry]) -> Optional[BaseGeometry]:
    """One outline as it is kept: see :func:`storable_outlines`."""
    return storable_outlines([outline])[0]


def check_text(field: str, text: Optional[str]) -> None:
    """Refuse text that no store can keep whole: with a NUL character, or with half a surrogate pair.

    Raises:
        Refusal: naming the field and the text with what is wrong in it escaped.
    """
    if text is None:
        return
    if _NOT_TEXT.search(text):
        raise Refusal("text_not_storable", field=field, value=text[:80].encode("unicode_escape").decode("ascii"))


def check_row(row: Mapping[str, Any]) -> None:
    """Refuse a row one of whose texts no store can keep whole: see :func:`check_text`."""
    for name, value in row.items():
        if isinstance(value, str):
            check_text(name, value)


def storable_scene(scene: Scene, revision: int) -> Scene:
    """The scene as a store gives it back: what is blank is left out, and it carries its revision.

    Raises:
        Refusal: its outline is no polygon, or one of its texts cannot be kept.
    """
    row = scene_to_row(scene)
    check_row(row)
    return replace(scene_from_row(row, storable_outline(scene.outline)), revision=revision)


def storable_area(area: Area) -> Area:
    """The area as a store gives it back.

    Raises:
        Refusal: its outline is no polygon, or its code or name cannot be kept.
    """
    check_text("code", area.code)
    check_text("name", area.name)
    return replace(area, outline=storable_outline(area.outline))


def utc_text(moment: datetime) -> str:
    """A moment as the stores write it: UTC, ISO 8601, to the millisecond.

    >>> utc_text(datetime(2023, 10, 1, 12, 30, tzinfo=timezone.utc))
    '2023-10-01T12:30:00.000Z'
    """
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
