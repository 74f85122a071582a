"""Tools that draw on the map. They emit outlines and never write."""
