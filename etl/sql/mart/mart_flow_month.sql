-- What was reported to go from one place to another in each month, one row an event for each pair of places: only so
-- can distinct events be counted at any coarseness. An end is a place that the record names, else that of its compound.
-- A handover and a repatriation of the same people are of two kinds, which are never added; of several reports that
-- people decided are one event, one counts its people (`people`), and of reports of displacement the largest.
WITH walls AS (
    SELECT compound_id, nearest_place_id FROM compound WHERE valid_to IS NULL
),
ends AS (
    SELECT
        'rescue' AS layer, rescue_id AS event_id, coalesce(from_place_id, walls.nearest_place_id) AS origin_place_id,
        crossing_place_id, to_place_id AS destination_place_id
    FROM rescue
    LEFT JOIN walls USING (compound_id)
    WHERE valid_to IS NULL
    UNION ALL
    SELECT 'movement', movement_id, from_place_id, NULL, to_place_id
    FROM movement
    WHERE valid_to IS NULL
    UNION ALL
    SELECT
        'displacement', displacement_id, coalesce(from_place_id, origin.nearest_place_id), NULL,
        coalesce(to_place_id, destination.nearest_place_id)
    FROM displacement_report
    LEFT JOIN walls AS origin ON origin.compound_id = from_compound_id
    LEFT JOIN walls AS destination ON destination.compound_id = to_compound_id
    WHERE valid_to IS NULL
)
SELECT
    record.release_level, date_trunc('month', record.event_date)::DATE AS month, record.layer, record.kind,
    record.nationality, origin_place_id, crossing_place_id, destination_place_id, record.group_id, record.persons_kind,
    coalesce(sum(people.persons), max(record.persons) FILTER (record.layer = 'displacement'))::BIGINT AS persons
FROM record
INNER JOIN ends USING (layer, event_id)
LEFT JOIN (SELECT event_key, persons FROM people) AS people USING (event_key)
WHERE
    NOT record.is_running_total AND record.date_precision IN ('day', 'month')
    AND record.event_date <= (SELECT as_of_date FROM build)
GROUP BY ALL
ORDER BY ALL
