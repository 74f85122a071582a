-- Responses to a survey by LPO, distance band and answer: how many, the sum of the weights and of their squares, and how
-- many weights cannot be. From each scene to the responses within the farthest edge; beyond it no distance is needed.
WITH lpos AS MATERIALIZED (
  SELECT label, ST_GeomFromWKB(wkb, %(srid)s) AS place
  FROM unnest(%(labels)s::int[], %(outlines)s::bytea[]) AS given(label, wkb)
),
scenes AS MATERIALIZED (
  SELECT ST_GeomFromWKB(wkb, %(srid)s) AS place FROM unnest(%(scene_outlines)s::bytea[]) AS given(wkb)
),
held AS MATERIALIZED (
  SELECT i.tableoid AS file, i.ctid AS line, MIN(a.label) AS lpo
  FROM lpos a
  JOIN $rows i ON ST_Intersects(a.place, i.$place)
  GROUP BY i.tableoid, i.ctid
),
near AS MATERIALIZED (
  SELECT i.tableoid AS file, i.ctid AS line, MIN(ST_Distance(s.place, i.$place)) AS distance
  FROM scenes s
  JOIN $rows i ON ST_DWithin(s.place, i.$place, $farthest)
  GROUP BY i.tableoid, i.ctid
),
responses AS (
  SELECT COALESCE(h.lpo, 0) AS lpo,
    CASE WHEN i.$place IS NULL OR ST_IsEmpty(i.$place) THEN -1 $bands ELSE $beyond END AS band,
    CAST($answer AS text) AS answer, CAST($weight AS double precision) AS weight
  FROM $rows i
  LEFT JOIN held h ON h.file = i.tableoid AND h.line = i.ctid
  LEFT JOIN near n ON n.file = i.tableoid AND n.line = i.ctid
  WHERE $where
)
SELECT lpo, band, answer, COUNT(*), COALESCE(SUM(weight), 0), COALESCE(SUM(weight * weight), 0),
  COUNT(*) FILTER (WHERE weight IS NULL OR NOT (weight > 0 AND weight < 'Infinity'))
FROM responses
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
