-- Incidents in and beside scenes: layout, scene, whether beside it, LPO, municipality, slot of time, code.
-- A point in several bands is beside the nearest scene, of equals the first.
$sums,
close AS (
  SELECT s.x, s.y, z.layout, z.label, z.band,
    CASE WHEN ST_Intersects(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid)) THEN 0 ELSE 1 END AS outside,
    ST_Distance(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid)) AS distance
  FROM spots s
  JOIN zones z ON ST_DWithin(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid), $widest)
),
ranked AS (
  SELECT x, y, layout, label, outside, ROW_NUMBER() OVER (
    PARTITION BY x, y, layout ORDER BY outside, CASE WHEN outside = 1 THEN distance ELSE 0.0 END, label
  ) AS rank
  FROM close
  WHERE outside = 0 OR distance <= band
),
nearest AS (SELECT x, y, layout, label, outside FROM ranked WHERE rank = 1),
near AS (SELECT DISTINCT x, y FROM nearest),
held AS (
  SELECT s.x, s.y,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM near s
  JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(s.x, s.y), $srid))
  GROUP BY s.x, s.y
)
SELECT n.layout AS layout, n.label AS label, n.outside AS outside, COALESCE(h.lpo, 0) AS lpo,
  COALESCE(h.municipality, 0) AS municipality, s.slot AS slot, s.code AS code, SUM(s.many) AS many
FROM nearest n
JOIN held h ON h.x = n.x AND h.y = n.y
JOIN sums s ON s.x = n.x AND s.y = n.y
GROUP BY n.layout, n.label, n.outside, COALESCE(h.lpo, 0), COALESCE(h.municipality, 0), s.slot, s.code
