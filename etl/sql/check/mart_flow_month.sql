-- The mart of flows holds each event and each person of the records that tell of one once, and no running total.
WITH counted AS (
    SELECT layer, kind, count(DISTINCT group_id) AS events, sum(persons) AS persons
    FROM record
    WHERE
        layer IN ('rescue', 'movement', 'displacement') AND NOT is_running_total AND date_precision IN ('day', 'month')
        AND event_date <= (SELECT as_of_date FROM build)
    GROUP BY ALL
),
made AS (
    SELECT layer, kind, count(DISTINCT group_id) AS events, sum(persons) AS persons
    FROM mart_flow_month
    GROUP BY ALL
)
SELECT layer, kind, counted.events AS counted_events, made.events AS made_events, counted.persons, made.persons
FROM counted
FULL JOIN made USING (layer, kind)
WHERE counted.events IS DISTINCT FROM made.events OR counted.persons IS DISTINCT FROM made.persons
ORDER BY layer, kind;
