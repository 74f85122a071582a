-- Incidents by area, and again those in and beside scenes: without a place, LPO, municipality, coordinates the other way
-- round, slot of time, code; layout, scene, whether beside it (NULL in the rows of all incidents); how many.
--
-- The table is read through once, and needs no index. A point's cell tells the row of its areas and that of its zones, or -1
-- where a boundary is near: such points alone keep their places, and are held against the outlines.

-- The planner expects as many sums as a tenth of all rows, and would sort all rows for them: they fit into memory.
SET LOCAL enable_sort = off;

WITH areas AS MATERIALIZED (
  SELECT level, label, ST_GeomFromWKB(wkb, %(srid)s) AS place
  FROM unnest(%(levels)s::int[], %(labels)s::int[], %(outlines)s::bytea[]) AS given(level, label, wkb)
),
zones AS MATERIALIZED (
  SELECT layout, label, band, place, ST_Expand(place, band + $slack) AS reach
  FROM unnest(%(layouts)s::int[], %(scenes)s::int[], %(bands)s::float8[], %(scene_outlines)s::bytea[])
    AS given(layout, label, band, wkb),
    ST_GeomFromWKB(wkb, %(srid)s) AS place
),
-- OFFSET keeps an expression from being worked out again wherever its name stands; as text, it leaves the reading to several
-- workers. Places are an expression, too, or the planner would expect as many sums as it has seen places: an empty place is
-- none, nor is one with an infinite coordinate, as reprojecting can leave it.
looked_up AS MATERIALIZED (
  SELECT ROW_NUMBER() OVER () AS id, unplaced, area, zone, turned,
    CASE WHEN LEAST(area, zone, turned) < 0 THEN place END AS place, slot, code, SUM(n) AS n
  FROM (
    SELECT place IS NULL AS unplaced, area, $zone AS zone, CASE WHEN area > 0 THEN 0 ELSE $turned END AS turned,
      place, slot, code, n
    FROM (
      SELECT $area AS area, x, y, CASE WHEN x - x = 0 AND y - y = 0 THEN place END AS place, slot, code, n
      FROM (
        SELECT ST_X($place) AS x, ST_Y($place) AS y, $place AS place, $slot AS slot, $raw_code AS code, $number AS n
        FROM $rows
        WHERE $where AND $number IS NOT NULL
        OFFSET '0'
      ) AS points
      OFFSET '0'
    ) AS cells
    OFFSET '0'
  ) AS found
  GROUP BY 2, 3, 4, 5, 6, 7, 8
),
-- Area by area, so that PostGIS prepares each outline once.
held AS (
  SELECT p.id, MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM areas a
  CROSS JOIN LATERAL (
    SELECT id FROM looked_up WHERE area < 0 AND a.place && place AND ST_Intersects(a.place, place) OFFSET 0
  ) p
  GROUP BY p.id
),
-- A point in several bands is beside the nearest scene, of equals the first; candidates are looked for a little farther
-- off, so that the distance alone tells of a band's own edge.
nearest AS (
  SELECT DISTINCT ON (id, layout) id, layout, scene, outside
  FROM (
    SELECT p.id, z.layout, z.label AS scene, z.band, NOT ST_Intersects(z.place, p.place) AS outside,
      ST_Distance(z.place, p.place) AS distance
    FROM zones z
    JOIN looked_up p ON p.zone < 0 AND z.reach && p.place AND ST_DWithin(z.place, p.place, z.band + $slack)
  ) AS close
  WHERE NOT outside OR distance <= band
  ORDER BY id, layout, outside, CASE WHEN outside THEN distance ELSE 0 END, scene
),
placed AS (
  SELECT id, unplaced, zone, turned, place, slot, $code AS code, n,
    COALESCE((%(lpos)s::int[])[area + 1], lpo, 0) AS lpo,
    COALESCE((%(municipalities)s::int[])[area + 1], municipality, 0) AS municipality
  FROM looked_up
  LEFT JOIN held USING (id)
),
counted AS MATERIALIZED (
  SELECT id, unplaced, zone, lpo, municipality, slot, code, n,
    lpo = 0 AND municipality = 0 AND (turned > 0 OR turned < 0 AND EXISTS (
      SELECT 1 FROM areas a WHERE ST_Intersects(a.place, ST_FlipCoordinates(placed.place))
    )) AS turned
  FROM placed
)
SELECT unplaced, lpo, municipality, turned, slot, code, NULL AS layout, NULL AS scene, NULL AS outside, SUM(n)
FROM counted
GROUP BY 1, 2, 3, 4, 5, 6
UNION ALL
SELECT unplaced, lpo, municipality, turned, slot, code, layout, scene, outside, SUM(n)
FROM (
  SELECT counted.*, layout, scene, outside
  FROM counted
  JOIN unnest(%(zone_rows)s::int[], %(zone_layouts)s::int[], %(zone_scenes)s::int[], %(zone_outside)s::bool[])
    AS decided(zone, layout, scene, outside) USING (zone)
  UNION ALL
  SELECT counted.*, layout, scene, outside FROM counted JOIN nearest USING (id)
) AS near
WHERE lpo > 0 OR municipality > 0
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
