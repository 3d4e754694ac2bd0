-- What each sector saw in each month: distinct groups (all records, and activity alone), and people of one kind.
-- A group is counted in each sector and month that its records stand in. A date known to the month or better counts in
-- the month it begins in; running totals and records without a sector or a month don't count. Each viewer level counts
-- what is open at it: a group from the most open level of its records on.
WITH dated AS (
    SELECT
        layer, event_key, group_id, is_activity, sector_id, date_trunc('month', event_date)::DATE AS month,
        location_precision <> 'site' AS is_representative,
        list_position($levels::VARCHAR[], release_level) AS level
    FROM record
    WHERE
        NOT is_running_total AND sector_id IS NOT NULL AND date_precision IN ('day', 'month')
        AND event_date <= (SELECT as_of_date FROM build)
),
measured AS (
    SELECT *, 'records' AS measure, NULL::BIGINT AS persons FROM dated
    UNION ALL
    SELECT *, 'activity', NULL FROM dated WHERE is_activity
    UNION ALL
    SELECT dated.*, people.persons_kind, people.persons
    FROM dated
    INNER JOIN (SELECT event_key, persons_kind, persons FROM people) AS people USING (event_key)
    WHERE people.persons_kind IN ('found', 'freed', 'arrested')
),
layered AS (
    SELECT * REPLACE (unnest([layer, 'all']) AS layer) FROM measured
),
grouped AS (
    SELECT
        sector_id, month, layer, measure, group_id, min(level) AS level,
        min(level) FILTER (NOT is_representative) AS exact_level
    FROM layered
    GROUP BY sector_id, month, layer, measure, group_id
),
counted AS (
    SELECT sector_id, month, layer, measure, level, count(*) AS events, 0 AS exact_events, 0 AS persons
    FROM grouped
    GROUP BY ALL
    UNION ALL
    SELECT sector_id, month, layer, measure, exact_level, 0, count(*), 0
    FROM grouped
    WHERE exact_level IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT sector_id, month, layer, measure, level, 0, 0, sum(persons)
    FROM layered
    WHERE persons IS NOT NULL
    GROUP BY ALL
),
summed AS (
    SELECT
        viewer, sector_id, month, layer, measure, sum(events)::BIGINT AS events,
        sum(exact_events)::BIGINT AS exact_events, sum(persons)::BIGINT AS persons
    FROM counted
    INNER JOIN range(1, len($levels::VARCHAR[]) + 1) AS viewers(viewer) ON level <= viewer
    GROUP BY ALL
)
SELECT
    ($levels::VARCHAR[])[viewer] AS viewer_level, sector_id, month, layer, measure,
    CASE WHEN measure IN ('records', 'activity') THEN events ELSE persons END AS amount,
    events, events - exact_events AS representative_events
FROM summed
ORDER BY viewer_level, sector_id, month, layer, measure
