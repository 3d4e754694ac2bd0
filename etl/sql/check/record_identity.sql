-- A record stands once in its layer.
SELECT layer, event_id, count(*) AS times
FROM record
GROUP BY ALL
HAVING times > 1
ORDER BY ALL;
