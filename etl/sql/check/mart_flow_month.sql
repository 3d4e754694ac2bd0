-- The mart of flows holds each event once, each person of the records that count one once, and no running total. Reports
-- of displacement are left out of the people: their figures overlap.
WITH counted AS (
    SELECT
        record.layer, record.kind, count(DISTINCT record.group_id) AS events,
        sum(people.persons) FILTER (record.layer <> 'displacement') AS persons
    FROM record
    LEFT JOIN people USING (layer, event_id)
    WHERE
        record.layer IN ('rescue', 'movement', 'displacement') AND NOT record.is_running_total
        AND record.date_precision IN ('day', 'month') AND record.event_date <= (SELECT as_of_date FROM build)
    GROUP BY ALL
),
made AS (
    SELECT
        layer, kind, count(DISTINCT group_id) AS events,
        sum(persons) FILTER (layer <> 'displacement') AS persons
    FROM mart_flow_month
    GROUP BY ALL
)
SELECT layer, kind, counted.events AS counted_events, made.events AS made_events, counted.persons, made.persons
FROM counted
FULL JOIN made USING (layer, kind)
WHERE counted.events IS DISTINCT FROM made.events OR counted.persons IS DISTINCT FROM made.persons
ORDER BY layer, kind;
