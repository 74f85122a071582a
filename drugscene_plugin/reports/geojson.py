"""The scenes of a round as GeoJSON, for whoever has no GIS.

It holds the round's scenes whatever their status; a scene whose outline was lost keeps its row.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Dict, List

import numpy as np
import shapely
from osgeo import osr
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from ..domain.annual_content import AnnualContent
from ..domain.progress import QUIET, Progress, watched
from .gdal_errors import succeeded

_DECIMALS = 7  # of a degree, about a centimetre


def geojson_bytes(content: AnnualContent, progress: Progress = QUIET) -> bytes:
    """The scenes as GeoJSON (RFC 7946): WGS 84 longitude and latitude, seven decimals, outer rings anticlockwise.

    Raises:
        Cancelled: the user stopped.
    """
    transformation = _to_wgs84(content.crs)
    layer = content.scenes
    names = [column.name for column in layer.table.columns]
    features = []
    for row, outline in watched(list(zip(layer.table.table.rows, layer.outlines)), progress):
        properties = {name: _json_value(value) for name, value in zip(names, row)}
        geometry = None if outline is None else _json_geometry(_reprojected(outline, transformation))
        feature = {"type": "Feature", "id": properties["scene_id"], "geometry": geometry, "properties": properties}
        features.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    return text.encode("utf-8", errors="replace")


def _to_wgs84(crs: str) -> Any:
    source, target = osr.SpatialReference(), osr.SpatialReference()
    succeeded(source.SetFromUserInput(crs))
    succeeded(target.ImportFromEPSG(4326))
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return succeeded(osr.CoordinateTransformation(source, target))


def _reprojected(outline: BaseGeometry, transformation: Any) -> BaseGeometry:
    def move(points: Any) -> Any:
        return np.asarray(transformation.TransformPoints(points.tolist()))[:, :2]

    return shapely.transform(outline, move)


def _json_geometry(outline: BaseGeometry) -> Dict[str, Any]:
    if isinstance(outline, Point):
        return {"type": "Point", "coordinates": np.round(shapely.get_coordinates(outline)[0], _DECIMALS).tolist()}
    if isinstance(outline, Polygon):
        return {"type": "Polygon", "coordinates": _rings(outline)}
    return {"type": "MultiPolygon", "coordinates": [_rings(part) for part in shapely.get_parts(outline)]}


def _rings(polygon: Polygon) -> List[List[List[float]]]:
    turned = orient(polygon, sign=1.0)
    return [
        np.round(shapely.get_coordinates(ring), _DECIMALS).tolist() for ring in (turned.exterior, *turned.interiors)
    ]


def _json_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
