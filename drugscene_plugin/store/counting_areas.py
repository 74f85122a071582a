"""The areas and zones of requests as a database takes them: labels and outlines, the same that rows are looked up in."""

from __future__ import annotations

from typing import Any, List, NamedTuple, Sequence, Tuple

import shapely

from ..analysis.counted_rows import require_one_division
from ..analysis.incident_counting import CountRequest
from ..analysis.point_in_area import AreaLayer, ZoneLayout


class PlacedAreas(NamedTuple):
    """Rows of the relation ``areas``: level, label and WKB."""

    levels: List[int]
    labels: List[int]
    outlines: List[bytes]


class PlacedZones(NamedTuple):
    """Rows of the relation ``zones``: layout, label, band in m and WKB."""

    layouts: List[int]
    labels: List[int]
    bands: List[float]
    outlines: List[bytes]


def area_layers(requests: Sequence[CountRequest]) -> Tuple[AreaLayer, AreaLayer]:
    """The LPOs and municipalities that all requests name."""
    require_one_division(requests)
    return AreaLayer(requests[0].lpos), AreaLayer(requests[0].municipalities)


def placed_areas(layers: Sequence[AreaLayer]) -> PlacedAreas:
    """The areas with their labels."""
    rows = [
        (level, number + 1, outline)
        for level, layer in enumerate(layers)
        for number, outline in enumerate(_wkb(layer.outlines))
    ]
    return PlacedAreas(*_columns(rows, 3))


def zone_layouts(requests: Sequence[CountRequest]) -> List[ZoneLayout]:
    """Every layout, in the order in which requests first name it."""
    return list({id(request.zones): request.zones for request in requests}.values())


def placed_zones(requests: Sequence[CountRequest]) -> PlacedZones:
    """The scenes of every layout."""
    rows = [
        (place, number, layout.band, outline)
        for place, layout in enumerate(zone_layouts(requests))
        for number, outline in enumerate(_wkb(layout.outlines))
    ]
    return PlacedZones(*_columns(rows, 4))


def _wkb(outlines: Any) -> List[bytes]:
    return [shapely.to_wkb(outline, output_dimension=2) for outline in outlines]


def _columns(rows: Sequence[Tuple[Any, ...]], width: int) -> List[List[Any]]:
    return [[row[column] for row in rows] for column in range(width)]
