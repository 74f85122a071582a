-- All rows, and those whose number of incidents can be.
SELECT COUNT(*) AS all_rows, COUNT($number) AS good_rows
FROM $rows
WHERE $where
