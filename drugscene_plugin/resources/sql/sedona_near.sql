-- Incidents in and beside scenes: layout, scene, whether beside it, LPO, municipality, slot of time, code.
-- A point in several bands is beside the nearest scene, of equals the first.
-- Those without a place are left out beforehand: the join of SedonaSpark's that broadcasts zones fails at them.
WITH close AS (
  SELECT s.x, s.y, s.slot, s.code, s.many, z.layout, z.label, z.band,
    CASE WHEN ST_Intersects(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid)) THEN 0 ELSE 1 END AS outside,
    ST_Distance(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid)) AS distance
  FROM sums s
  JOIN zones z ON ST_DWithin(z.place, ST_SetSRID(ST_Point(s.x, s.y), $srid), $widest)
  WHERE s.x IS NOT NULL
),
ranked AS (
  SELECT x, y, slot, code, many, layout, label, outside, ROW_NUMBER() OVER (
    PARTITION BY x, y, slot, code, layout ORDER BY outside, CASE WHEN outside = 1 THEN distance ELSE 0.0 END, label
  ) AS rank
  FROM close
  WHERE outside = 0 OR distance <= band
),
held AS (
  SELECT n.layout, n.label, n.outside, n.x, n.y, n.slot, n.code, MAX(n.many) AS many,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM ranked n
  JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(n.x, n.y), $srid))
  WHERE n.rank = 1
  GROUP BY n.layout, n.label, n.outside, n.x, n.y, n.slot, n.code
)
SELECT layout, label, outside, COALESCE(lpo, 0) AS lpo, COALESCE(municipality, 0) AS municipality, slot, code,
  SUM(many) AS many
FROM held
GROUP BY layout, label, outside, COALESCE(lpo, 0), COALESCE(municipality, 0), slot, code
