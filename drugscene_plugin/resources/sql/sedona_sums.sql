WITH base AS (
  SELECT CASE WHEN $place IS NULL OR ST_IsEmpty($place) THEN NULL ELSE ST_X($place) END AS x,
    CASE WHEN $place IS NULL OR ST_IsEmpty($place) THEN NULL ELSE ST_Y($place) END AS y,
    $slot AS slot, $code AS code, $number AS n
  FROM $rows
  WHERE $where AND $number IS NOT NULL
),
sums AS (SELECT x, y, slot, code, SUM(n) AS many FROM base GROUP BY x, y, slot, code),
spots AS (SELECT DISTINCT x, y FROM sums WHERE x IS NOT NULL)
