"""The form in which a store keeps things: what it gives back for what it was given, whatever the store is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Mapping, Optional

from shapely import force_2d
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .area import Area
from .errors import Refusal
from .scene import Scene
from .scene_fields import scene_from_row, scene_to_row


def storable_outline(outline: Optional[BaseGeometry]) -> Optional[BaseGeometry]:
    """The outline as it is kept: two-dimensional, a multipolygon of one part as that polygon; None stays None.

    An empty outline is kept as an empty polygon, whatever it was.

    Raises:
        Refusal: it is neither polygon nor multipolygon.
    """
    if outline is None:
        return None
    if not isinstance(outline, (Polygon, MultiPolygon)):
        raise Refusal("outline_not_polygon", kind=outline.geom_type)
    if outline.is_empty:
        return Polygon()
    flat = force_2d(outline) if outline.has_z else outline
    return flat.geoms[0] if isinstance(flat, MultiPolygon) and len(flat.geoms) == 1 else flat


def check_text(field: str, text: Optional[str]) -> None:
    """Refuse text that no store can keep whole: with a NUL character, or with half a surrogate pair.

    Raises:
        Refusal: naming the field and the text with what is wrong in it escaped.
    """
    if text is None:
        return
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
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
