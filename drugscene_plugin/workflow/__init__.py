"""What a user can do: one verb a module. Pure; talks to the ports, never to QGIS."""
