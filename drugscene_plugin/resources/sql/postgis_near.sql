-- Incidents in and beside scenes: layout, scene, whether beside it, LPO, municipality, slot of time, code.
-- A point in several bands is beside the nearest scene, of equals the first; candidates are looked for a little farther
-- off, so that the distance alone tells of a band's own edge.
WITH areas AS MATERIALIZED (
  SELECT level, label, ST_GeomFromWKB(wkb, %(srid)s) AS place
  FROM unnest(%(levels)s::int[], %(labels)s::int[], %(outlines)s::bytea[]) AS given(level, label, wkb)
),
zones AS MATERIALIZED (
  SELECT layout, label, band, ST_GeomFromWKB(wkb, %(srid)s) AS place
  FROM unnest(%(layouts)s::int[], %(scenes)s::int[], %(bands)s::float8[], %(scene_outlines)s::bytea[])
    AS given(layout, label, band, wkb)
),
close AS MATERIALIZED (
  SELECT i.tableoid AS file, i.ctid AS line, z.layout, z.label, z.band, i.$place AS place,
    NOT ST_Intersects(z.place, i.$place) AS outside, ST_Distance(z.place, i.$place) AS distance,
    $slot AS slot, $code AS code, $number AS n
  FROM zones z
  JOIN $rows i ON ST_DWithin(z.place, i.$place, z.band + $slack)
  WHERE $where AND $number IS NOT NULL
),
nearest AS MATERIALIZED (
  SELECT DISTINCT ON (file, line, layout) file, line, layout, label, outside, place, slot, code, n
  FROM close
  WHERE NOT outside OR distance <= band
  ORDER BY file, line, layout, outside, CASE WHEN outside THEN distance ELSE 0 END, label
),
held AS (
  -- Area by area, so that PostGIS prepares each outline once; a point in none is not counted.
  SELECT n.file, n.line, n.layout, n.label, n.outside, n.slot, n.code, n.n,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM areas a
  CROSS JOIN LATERAL (SELECT * FROM nearest WHERE ST_Intersects(a.place, nearest.place) OFFSET 0) n
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
)
SELECT layout, label, outside, COALESCE(lpo, 0), COALESCE(municipality, 0), slot, code, SUM(n)
FROM held
GROUP BY 1, 2, 3, 4, 5, 6, 7
