-- Incidents by area: without a place, LPO, municipality, coordinates the other way round, slot of time, code.
-- A place is known by its coordinates: so the archive needs no id, and stacked points are looked up once.
$sums,
held AS (
  SELECT s.x, s.y,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM spots s
  JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(s.x, s.y), $srid))
  GROUP BY s.x, s.y
),
strays AS (SELECT s.x, s.y FROM spots s LEFT JOIN held h ON h.x = s.x AND h.y = s.y WHERE h.x IS NULL),
turned AS (
  SELECT s.x, s.y, MIN(a.label) AS label
  FROM strays s
  JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(s.y, s.x), $srid))
  GROUP BY s.x, s.y
)
SELECT s.x IS NULL AS unplaced, COALESCE(h.lpo, 0) AS lpo, COALESCE(h.municipality, 0) AS municipality,
  t.x IS NOT NULL AS turned, s.slot AS slot, s.code AS code, SUM(s.many) AS many
FROM sums s
LEFT JOIN held h ON h.x = s.x AND h.y = s.y
LEFT JOIN turned t ON t.x = s.x AND t.y = s.y
GROUP BY s.x IS NULL, COALESCE(h.lpo, 0), COALESCE(h.municipality, 0), t.x IS NOT NULL, s.slot, s.code
