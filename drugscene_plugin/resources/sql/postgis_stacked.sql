-- Incidents on a point with many others.
SELECT COALESCE(SUM(many), 0)
FROM (
  SELECT ST_X($place) AS x, ST_Y($place) AS y, SUM($number) AS many
  FROM $rows
  WHERE $where AND NOT ST_IsEmpty($place)
  GROUP BY ST_X($place), ST_Y($place)
  HAVING SUM($number) >= $stacked_at_least
  OFFSET 0
) AS stacks
WHERE x - x = 0 AND y - y = 0
