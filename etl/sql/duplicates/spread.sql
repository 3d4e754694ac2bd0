-- What a report shares with another of the same event, at least: a family of kinds in a stretch of the border, at a
-- compound, at a place outside every stretch, or a count of people in a country; and the weeks that it may lie in, its own
-- and those of reports some days off. Counts under 5 are too common.
CREATE OR REPLACE TEMP TABLE spread AS
WITH key AS (
    SELECT n, family, first_day - DATE '1900-01-01' AS first_day, last_day - DATE '1900-01-01' AS last_day,
        unnest([
            'sector ' || sector_id,
            'compound ' || compound_id,
            CASE WHEN sector_id IS NULL THEN 'place ' || place_id END,
            CASE WHEN is_day AND persons >= 5 THEN concat('persons ', persons, ' ', country) END
        ]) AS key
    FROM report
)
SELECT n, family || ' ' || key AS key, first_day, last_day, first_day // 7 AS first_week, last_day // 7 AS last_week,
    (first_day - $days::INTEGER) // 7 AS first_near_week, (last_day + $days::INTEGER) // 7 AS last_near_week
FROM key
WHERE key IS NOT NULL
ORDER BY n;
