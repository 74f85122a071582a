-- Incidents on a point with many others.
SELECT COALESCE(SUM(many), 0)
FROM (
  SELECT SUM($number) AS many
  FROM $rows
  WHERE $where AND NOT ST_IsEmpty($place)
  GROUP BY ST_X($place), ST_Y($place)
  HAVING SUM($number) >= $stacked_at_least
) AS stacks
