-- Incidents by the slots of time in which they begin and end, where these differ.
SELECT first_slot, last_slot, SUM(n) AS many
FROM (
  SELECT $start_slot AS first_slot, $end_slot AS last_slot, $number AS n
  FROM $rows
  WHERE $where AND $number IS NOT NULL AND $start_day <> $end_day
) AS spans
WHERE first_slot < $slots AND last_slot < $slots AND first_slot <> last_slot
GROUP BY first_slot, last_slot
