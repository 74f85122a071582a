-- The CRS of an archive's places.
SELECT ST_SRID($place) AS srid FROM incidents WHERE $place IS NOT NULL LIMIT 1
