-- Every current record in one shape, whatever layer it belongs to, in the group that it is counted in, in order of time.
-- Records and groups are numbered: numbers are joined and counted far faster than ids, and mean nothing in another build.
-- A record that no group id or decision can join to others is alone: of those, groups are rows.
CREATE OR REPLACE TABLE record AS
WITH shaped AS NOT MATERIALIZED (
    SELECT
        incident_id AS event_id, incident_id AS group_id, false AS is_running_total, 'incident' AS layer, kind,
        event_date, event_date_last, date_precision, longitude, latitude, location_precision,
        h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
        border_country, border_km, border_offset_km, side, side_conflict, compound_id, place_id,
        NULL::VARCHAR AS nationality, coalesce(persons_arrested, persons_found) AS persons,
        CASE WHEN persons_arrested IS NOT NULL THEN 'arrested' WHEN persons_found IS NOT NULL THEN 'found' END
            AS persons_kind,
        summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
    FROM incident
    WHERE valid_to IS NULL
    UNION ALL BY NAME
    SELECT
        rescue_id AS event_id, coalesce(group_id, rescue_id) AS group_id, is_running_total, 'rescue' AS layer, kind,
        event_date, event_date_last, date_precision, longitude, latitude, location_precision,
        h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
        border_country, border_km, border_offset_km, side, side_conflict, compound_id,
        CASE WHEN compound_id IS NULL THEN coalesce(from_place_id, crossing_place_id) ELSE from_place_id END AS place_id,
        nationality, persons,
        summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
    FROM rescue
    WHERE valid_to IS NULL
    UNION ALL BY NAME
    SELECT
        infrastructure_id AS event_id, infrastructure_id AS group_id, false AS is_running_total,
        'infrastructure' AS layer, kind,
        event_date, event_date_last, date_precision, longitude, latitude, location_precision,
        h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
        border_country, border_km, border_offset_km, side, side_conflict, compound_id, place_id,
        summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
    FROM infrastructure
    WHERE valid_to IS NULL
    UNION ALL BY NAME
    SELECT
        movement_id AS event_id, movement_id AS group_id, false AS is_running_total, 'movement' AS layer, kind,
        event_date, event_date_last, date_precision, longitude, latitude, location_precision,
        h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
        border_country, border_km, border_offset_km, side, side_conflict,
        coalesce(to_place_id, from_place_id) AS place_id, nationality, persons,
        summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
    FROM movement
    WHERE valid_to IS NULL
    UNION ALL BY NAME
    SELECT
        displacement_id AS event_id, displacement_id AS group_id, false AS is_running_total,
        'displacement' AS layer, 'relocation' AS kind,
        event_date, event_date_last, date_precision, longitude, latitude, location_precision,
        h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
        border_country, border_km, border_offset_km, side, side_conflict,
        CASE WHEN to_place_id IS NOT NULL THEN to_compound_id ELSE from_compound_id END AS compound_id,
        coalesce(to_place_id, from_place_id) AS place_id, persons,
        summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
    FROM displacement_report
    WHERE valid_to IS NULL
),
-- Read twice, and the second time for two columns only.
grouped AS NOT MATERIALIZED (
    SELECT shaped.* REPLACE (coalesce(decided_group.group_id, shaped.group_id) AS group_id)
    FROM shaped
    LEFT JOIN decided_group USING (layer, event_id)
),
-- Groups that somebody named, by a group id or by a decision; every other record is a group of its own.
shared AS MATERIALIZED (
    SELECT layer, group_id, row_number() OVER (ORDER BY layer, group_id) AS number
    FROM grouped
    WHERE group_id <> event_id
    GROUP BY layer, group_id
),
ordered AS (
    SELECT grouped.*, record_kind.is_activity, record_kind.pillar, shared.number,
        CASE WHEN persons IS NOT NULL THEN coalesce(grouped.persons_kind, record_kind.persons_kind) END AS kind_counted
    FROM grouped
    INNER JOIN record_kind USING (layer, kind)
    LEFT JOIN shared USING (layer, group_id)
    ORDER BY event_date, layer, event_id
)
SELECT
    event_id, row_number() OVER ()::UINTEGER AS event_key,
    group_id, coalesce(number, (SELECT count(*) FROM shared) + row_number() OVER ())::UINTEGER AS group_key,
    number IS NULL AS is_alone, is_running_total, layer, kind, is_activity, pillar,
    event_date, event_date_last, date_precision, longitude, latitude, location_precision,
    h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
    border_country, border_km, border_offset_km, side, side_conflict, compound_id, place_id,
    nationality, persons, kind_counted AS persons_kind,
    summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
FROM ordered;
