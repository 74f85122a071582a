"""Windows beside the panel, none of which blocks QGIS."""
