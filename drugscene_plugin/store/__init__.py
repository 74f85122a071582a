"""Where rounds, scenes and areas are kept: GeoPackage, through QGIS and GDAL. No windows."""
