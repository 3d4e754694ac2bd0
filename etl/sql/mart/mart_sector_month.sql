-- What each sector saw in each month: distinct groups (all records, and activity alone), and people of one kind.
-- A group is counted in each sector and month that its records stand in. A date known to the month or better counts in
-- the month it begins in; running totals and records without a sector or a month don't count. Each viewer level counts
-- what is open at it, for distinct groups of several levels can't be added up.
WITH viewer AS (
    SELECT ($levels::VARCHAR[])[rank] AS viewer_level, ($levels::VARCHAR[])[:rank] AS levels
    FROM range(1, len($levels::VARCHAR[]) + 1) AS ranks(rank)
),
dated AS (
    SELECT
        layer, event_id, group_id, is_activity, sector_id, date_trunc('month', event_date)::DATE AS month,
        location_precision <> 'site' AS is_representative, release_level
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
    INNER JOIN people USING (layer, event_id)
    WHERE people.persons_kind IN ('found', 'freed', 'arrested')
),
counted AS (
    SELECT
        viewer_level, sector_id, month, CASE WHEN grouping(layer) = 1 THEN 'all' ELSE layer END AS layer, measure,
        sum(persons)::BIGINT AS persons,
        count(DISTINCT group_id) AS events,
        count(DISTINCT group_id) FILTER (NOT is_representative) AS exact_events
    FROM measured
    INNER JOIN viewer ON list_contains(viewer.levels, measured.release_level)
    GROUP BY GROUPING SETS (
        (viewer_level, sector_id, month, layer, measure), (viewer_level, sector_id, month, measure)
    )
)
SELECT
    viewer_level, sector_id, month, layer, measure,
    CASE WHEN measure IN ('records', 'activity') THEN events ELSE persons END AS amount,
    events, events - exact_events AS representative_events
FROM counted
ORDER BY viewer_level, sector_id, month, layer, measure
