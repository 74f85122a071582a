"""The headless door: QGIS Processing algorithms over the workflows."""
