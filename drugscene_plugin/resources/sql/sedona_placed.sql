-- Incidents by area: without a place, LPO, municipality, coordinates the other way round, slot of time, code.
WITH labelled AS (
  SELECT s.x, s.y, s.slot, s.code, MAX(s.many) AS many,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM sums s
  LEFT JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(s.x, s.y), $srid))
  GROUP BY s.x, s.y, s.slot, s.code
),
strays AS (SELECT x, y, slot, code, many FROM labelled WHERE x IS NOT NULL AND lpo IS NULL AND municipality IS NULL),
turned AS (
  SELECT s.x, s.y, s.slot, s.code, MAX(s.many) AS many, MAX(a.label) AS label
  FROM strays s
  LEFT JOIN areas a ON ST_Intersects(a.place, ST_SetSRID(ST_Point(s.y, s.x), $srid))
  GROUP BY s.x, s.y, s.slot, s.code
),
counted AS (
  SELECT x IS NULL AS unplaced, COALESCE(lpo, 0) AS lpo, COALESCE(municipality, 0) AS municipality, FALSE AS turned,
    slot, code, many
  FROM labelled
  WHERE x IS NULL OR lpo IS NOT NULL OR municipality IS NOT NULL
  UNION ALL
  SELECT FALSE AS unplaced, 0 AS lpo, 0 AS municipality, label IS NOT NULL AS turned, slot, code, many FROM turned
)
SELECT unplaced, lpo, municipality, turned, slot, code, SUM(many) AS many
FROM counted
GROUP BY unplaced, lpo, municipality, turned, slot, code
