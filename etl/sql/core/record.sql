-- Every current record in one shape, whatever layer it belongs to, in the group that it is counted in.
CREATE OR REPLACE VIEW record AS
WITH shaped AS (
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
)
SELECT
    event_id, coalesce(decided_group.group_id, shaped.group_id) AS group_id, is_running_total, layer, kind, is_activity, pillar,
    event_date, event_date_last, date_precision, longitude, latitude, location_precision,
    h3_r9, h3_r7, h3_r6, h3_r5, h3_r4, country, province, province_id, sector_id, sector_reason,
    border_country, border_km, border_offset_km, side, side_conflict, compound_id, place_id,
    nationality, persons,
    CASE WHEN persons IS NOT NULL THEN coalesce(shaped.persons_kind, record_kind.persons_kind) END AS persons_kind,
    summary, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
FROM shaped
INNER JOIN record_kind USING (layer, kind)
LEFT JOIN decided_group USING (layer, event_id);
