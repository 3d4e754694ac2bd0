-- One row for each report that may tell of an event that another tells of too: the records that one source gives one
-- group. Running totals are no event; without a date to the month, or over too long a time, nothing can be compared.
CREATE OR REPLACE TEMP TABLE report AS
WITH own AS (
    SELECT
        record.*, coalesce(decided_group.report_id, record.group_id) AS report_id, source_name,
        incident.persons_found,
        CASE
            WHEN record.kind IN ('raid', 'arrest', 'seizure', 'trafficking_case', 'demolition', 'scam_report')
                THEN 'operation'
            WHEN record.kind IN ('rescue', 'escape', 'screening') THEN 'freed'
            WHEN record.kind IN ('repatriation', 'deportation') THEN 'sent_home'
            WHEN record.kind IN ('internet', 'telecom', 'satellite') THEN 'communication'
            WHEN record.layer IN ('movement', 'displacement') THEN record.layer
            ELSE record.kind
        END AS family
    FROM record
    LEFT JOIN decided_group USING (layer, event_id)
    LEFT JOIN incident ON record.layer = 'incident' AND incident_id = record.event_id AND incident.valid_to IS NULL
    INNER JOIN source_file ON source_file.source_file_id = record.source_file_id
    WHERE NOT is_running_total AND record.date_precision IN ('day', 'month')
),
gathered AS (
    SELECT
        layer, family, report_id, list(event_id ORDER BY event_id) AS event_ids, min(kind) AS kind,
        min(event_date) AS first_day, max(event_date_last) AS last_day, bool_and(date_precision = 'day') AS is_day,
        min(compound_id) AS compound_id, min(place_id) AS place_id, min(sector_id) AS sector_id, min(country) AS country,
        -- Points of one report lie together; those of a province or a country say nothing of nearness.
        any_value(longitude ORDER BY event_id) FILTER (location_precision IN ('site', 'town', 'district')) AS longitude,
        any_value(latitude ORDER BY event_id) FILTER (location_precision IN ('site', 'town', 'district')) AS latitude,
        list(DISTINCT nationality ORDER BY nationality) FILTER (nationality IS NOT NULL) AS nationalities,
        nullif(sum(persons), 0)::DOUBLE AS persons, nullif(max(persons_found), 0)::DOUBLE AS persons_found,
        -- Each row's count: a report may tell of one nationality only.
        list_distinct(list(persons) FILTER (persons >= 5)) AS part_counts,
        min(publisher) AS publisher, min(source_name) AS source_name, min(source_url) AS source_url,
        string_agg(DISTINCT summary, ' ' ORDER BY summary) AS summary
    FROM own
    GROUP BY layer, family, report_id
),
worded AS (
    SELECT *, nullif(trim(regexp_replace(lower(left(summary, 2000)), '[^\pL\pM\pN]+', ' ', 'g')), '') AS all_words
    FROM gathered
    WHERE last_day - first_day <= 62
)
SELECT
    (row_number() OVER (ORDER BY layer, family, report_id) - 1)::INTEGER AS n, *,
    -- Words that many reports have, one like another, are those of a form.
    CASE WHEN count(*) OVER (PARTITION BY all_words) <= 5 THEN all_words END AS words,
    regexp_matches(all_words, '\p{Thai}') AS is_thai,
    -- Numbers of the summary that are no year and no small count.
    list_distinct([
        number FOR number IN
        [TRY_CAST(replace(text, ',', '') AS BIGINT) FOR text IN regexp_extract_all(summary, '\d[\d,]*')]
        IF number >= 13 AND number NOT BETWEEN 1990 AND 2040
    ]) AS numbers
FROM worded
ORDER BY n;
