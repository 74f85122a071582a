"""Layers as users bring them, made in memory."""

from __future__ import annotations

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from drugscene_plugin.processing.result_layer import result_fields


def square_wkt(at=(600_000, 6_500_000), side=100):
    """A square as text, in the middle of Sweden."""
    x, y = at
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))
    return "POLYGON ((" + ", ".join(f"{a} {b}" for a, b in corners) + "))"


def source_of(rows, kind="Polygon", crs="EPSG:3006", **types):
    """A layer of rows, each a WKT (or None) and a dict of values; ``types`` are the fields' Python types."""
    layer = QgsVectorLayer(kind + (f"?crs={crs}" if crs else ""), "outlines", "memory")
    assert layer.isValid()
    names = list(dict.fromkeys(name for _, values in rows for name in values)) or list(types)
    layer.dataProvider().addAttributes(list(result_fields(**{n: types.get(n, str) for n in names})))
    layer.updateFields()
    features = []
    for wkt, values in rows:
        feature = QgsFeature(layer.fields())
        if wkt is not None:
            geometry = QgsGeometry.fromWkt(wkt)
            assert not geometry.isNull(), wkt
            feature.setGeometry(geometry)
        feature.setAttributes([values.get(name) for name in names])
        features.append(feature)
    done, added = layer.dataProvider().addFeatures(features)
    assert done and len(added) == len(rows), layer.dataProvider().lastError()
    layer.updateExtents()
    return layer
