-- The mart counts in each sector and month the distinct groups that the records tell of, and no running total.
WITH counted AS (
    SELECT sector_id, date_trunc('month', event_date)::DATE AS month, count(DISTINCT group_id) AS events
    FROM record
    WHERE
        NOT is_running_total AND sector_id IS NOT NULL AND date_precision IN ('day', 'month')
        AND event_date <= (SELECT as_of_date FROM build)
    GROUP BY ALL
),
made AS (
    SELECT sector_id, month, max(amount) AS events
    FROM mart_sector_month
    WHERE layer = 'all' AND measure = 'records'
    GROUP BY ALL
)
SELECT sector_id, month, counted.events AS counted, made.events AS made
FROM counted
FULL JOIN made USING (sector_id, month)
WHERE counted.events IS DISTINCT FROM made.events
ORDER BY sector_id, month;
