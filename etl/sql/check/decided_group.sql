-- What was decided is about current records, each once, and joins two reports or more.
SELECT decided_group.layer, decided_group.event_id, decided_group.group_id, 'not a current record, or twice' AS fault
FROM decided_group
LEFT JOIN record USING (layer, event_id)
GROUP BY ALL
HAVING count(*) > 1 OR count(record.kind) = 0
UNION ALL
SELECT layer, NULL, group_id, 'one report alone'
FROM decided_group
GROUP BY layer, group_id
HAVING count(DISTINCT report_id) < 2
ORDER BY ALL;
