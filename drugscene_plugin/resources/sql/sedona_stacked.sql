-- Incidents on a point with many others.
SELECT COALESCE(SUM(many), 0) AS many
FROM (SELECT SUM(many) AS many FROM sums WHERE x IS NOT NULL GROUP BY x, y) AS stacks
WHERE many >= $stacked_at_least
