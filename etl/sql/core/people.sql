-- One row for each count of people that may be summed within its kind: no running totals, and no reports of
-- displacement, whose figures overlap. A person can be in several kinds, so kinds are never added together.
-- Of reports that people decided are one event, one speaks for each kind: what several count is never added up. It is of
-- the most open level, so that nobody's count hangs on a report that he may not see.
-- Each row has what a view may ask of its record, and what the page of rescue counts it by, so that no query joins.
CREATE OR REPLACE TABLE people AS
WITH counted AS (
    SELECT event_id, layer, kind, nationality, event_date, persons_kind, persons
    FROM record
    WHERE
        persons IS NOT NULL AND persons_kind IS NOT NULL AND layer NOT IN ('incident', 'displacement')
        AND NOT is_running_total
    UNION ALL
    SELECT incident_id, 'incident', kind, NULL, event_date, 'arrested', persons_arrested
    FROM incident
    WHERE valid_to IS NULL AND persons_arrested IS NOT NULL
    UNION ALL
    SELECT incident_id, 'incident', kind, NULL, event_date, 'found', persons_found
    FROM incident
    WHERE valid_to IS NULL AND persons_found IS NOT NULL
),
report AS (
    SELECT
        counted.layer, decided_group.group_id, decided_group.report_id, persons_kind, sum(persons) AS persons,
        count(DISTINCT counted.nationality) AS nationalities,
        min(list_position(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'], release_level)) AS level
    FROM counted
    INNER JOIN decided_group USING (layer, event_id)
    INNER JOIN (SELECT layer, event_id, release_level FROM record) AS released USING (layer, event_id)
    GROUP BY ALL
),
open_report AS (
    SELECT *
    FROM report
    QUALIFY level = min(level) OVER (PARTITION BY layer, group_id, persons_kind)
),
weighed AS (
    SELECT *, persons >= 0.9 * max(persons) OVER (PARTITION BY layer, group_id, persons_kind) AS is_full
    FROM open_report
),
speaker AS (
    SELECT layer, group_id, report_id, persons_kind
    FROM weighed
    QUALIFY row_number() OVER (
        PARTITION BY layer, group_id, persons_kind ORDER BY is_full DESC, nationalities DESC, persons DESC, report_id
    ) = 1
)
SELECT
    record.event_id, record.event_key, record.group_id, record.group_key, record.is_alone, record.is_running_total, record.layer,
    record.kind, record.is_activity, record.pillar, record.event_date, record.event_date_last, record.date_precision,
    record.longitude, record.latitude, record.location_precision,
    record.h3_r9, record.h3_r7, record.h3_r6, record.h3_r5, record.h3_r4,
    record.country, record.province_id, record.sector_id, record.compound_id, record.place_id, record.publisher,
    record.release_level, counted.nationality, counted.persons_kind, counted.persons,
    coalesce(rescue.victims_identified, 0) AS victims, rescue.crossing_place_id
FROM counted
INNER JOIN record USING (layer, event_id)
LEFT JOIN decided_group USING (layer, event_id)
LEFT JOIN rescue ON record.layer = 'rescue' AND rescue.rescue_id = record.event_id AND rescue.valid_to IS NULL
WHERE
    report_id IS NULL
    OR (record.layer, record.group_id, report_id, counted.persons_kind) IN (FROM speaker)
ORDER BY record.event_date, record.layer, record.event_id, counted.persons_kind;
