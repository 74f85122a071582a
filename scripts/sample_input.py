"""The sample county's incidents, shootings and survey answers as files, for those who want to try the follow-up."""

from __future__ import annotations

import json
from pathlib import Path

KINDS = ("incidents", "shootings", "answers")


def write_sample_input(folder: Path, label: str) -> dict[str, Path]:
    """Write a CSV file of each kind (the answers by distance to the scenes of a round), the incidents as totals by area, and
    the land and the towns as polygons, these with their inhabitants.
    """
    import shapely

    from drugscene_plugin.sample import county, incidents, totals, towns

    sample = county.build()
    lines = {
        "incidents": incidents.incident_lines(sample),
        "shootings": incidents.shooting_lines(sample),
        "answers": incidents.answer_lines(sample, label),
    }
    files = {name: folder / f"sample_{name}.csv" for name in KINDS}
    for name, path in files.items():
        path.write_text("\n".join(lines[name]) + "\n", encoding="utf-8")
    files["totals"] = folder / "sample_totals.csv"
    files["totals"].write_text("\n".join(totals.total_lines(sample)) + "\n", encoding="utf-8")
    files["land"] = folder / "sample_land.geojson"
    _write_polygons(files["land"], [(part, {}) for part in shapely.get_parts(sample.land)])
    files["towns"] = folder / "sample_towns.geojson"
    found = [(t.outline, {"code": t.code, "name": t.name, "inhabitants": t.inhabitants}) for t in towns.towns(sample)]
    _write_polygons(files["towns"], found)
    return files


def _write_polygons(path: Path, polygons: list[tuple]) -> None:
    """Write polygons with what is known of them."""
    import shapely

    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    features = [
        {"type": "Feature", "properties": known, "geometry": json.loads(shapely.to_geojson(polygon))}
        for polygon, known in polygons
    ]
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")


def write_point_layers(path: Path, files: dict[str, Path]) -> None:
    """Write the CSV files as layers of points into a GeoPackage; a row without coordinates keeps its other values."""
    from osgeo import gdal

    gdal.UseExceptions()
    places = ["X_POSSIBLE_NAMES=SWEREF_E", "Y_POSSIBLE_NAMES=SWEREF_N", "KEEP_GEOM_COLUMNS=NO"]
    for name in KINDS:
        source = gdal.OpenEx(str(files[name]), gdal.OF_VECTOR, open_options=places)
        how = "overwrite" if path.exists() else None
        gdal.VectorTranslate(
            str(path), source, format="GPKG", layerName=name, srcSRS="EPSG:3006", dstSRS="EPSG:3006", accessMode=how
        )
