-- Incidents by area: without a place, LPO, municipality, coordinates the other way round, slot of time, code.
-- From each area to its points, by their spatial index; a row is known by where it is stored. The outlines are made once
-- and kept as they are, so that none is read from compressed storage for every point.
WITH areas AS MATERIALIZED (
  SELECT level, label, ST_GeomFromWKB(wkb, %(srid)s) AS place
  FROM unnest(%(levels)s::int[], %(labels)s::int[], %(outlines)s::bytea[]) AS given(level, label, wkb)
),
held AS MATERIALIZED (
  SELECT i.tableoid AS file, i.ctid AS line,
    MIN(CASE WHEN a.level = 0 THEN a.label END) AS lpo,
    MIN(CASE WHEN a.level = 1 THEN a.label END) AS municipality
  FROM areas a
  JOIN $rows i ON ST_Intersects(a.place, i.$place)
  GROUP BY i.tableoid, i.ctid
),
counted AS (
  SELECT i.$place IS NULL OR ST_IsEmpty(i.$place) AS unplaced, h.lpo, h.municipality,
    CASE WHEN h.line IS NULL AND NOT ST_IsEmpty(i.$place) THEN EXISTS (
      SELECT 1 FROM areas a WHERE ST_Intersects(a.place, ST_FlipCoordinates(i.$place))
    ) ELSE FALSE END AS turned,
    $slot AS slot, $code AS code, $number AS n
  FROM $rows i
  LEFT JOIN held h ON h.file = i.tableoid AND h.line = i.ctid
  WHERE $where AND $number IS NOT NULL
)
SELECT unplaced, COALESCE(lpo, 0), COALESCE(municipality, 0), turned, slot, code, SUM(n)
FROM counted
GROUP BY 1, 2, 3, 4, 5, 6
