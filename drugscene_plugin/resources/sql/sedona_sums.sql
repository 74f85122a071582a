-- The relation `sums`: incidents by place, slot of time and code. A place is known by its coordinates: so the archive needs
-- no id, and stacked points are looked up once; one that is infinite, as reprojecting can leave it, is none. Made once and
-- kept for the other statements; of a large archive one part of the places after the other, so that memory does not grow
-- with it.
SELECT x, y, slot, code, SUM(n) AS many
FROM (
  SELECT CASE WHEN ABS(x) < 1e300 AND ABS(y) < 1e300 THEN x END AS x,
    CASE WHEN ABS(x) < 1e300 AND ABS(y) < 1e300 THEN y END AS y, slot, code, n
  FROM (
    SELECT CASE WHEN $place IS NULL OR ST_IsEmpty($place) THEN NULL ELSE ST_X($place) END AS x,
      CASE WHEN $place IS NULL OR ST_IsEmpty($place) THEN NULL ELSE ST_Y($place) END AS y,
      $slot AS slot, $code AS code, $number AS n
    FROM $rows
    WHERE $where AND $number IS NOT NULL
  ) AS points
) AS rows
WHERE COALESCE(TRY_CAST(FLOOR(ABS(x)) AS BIGINT) % $parts, 0) = $part
GROUP BY x, y, slot, code
