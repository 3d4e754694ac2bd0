-- No record has a cell that is finer than what is known of its place, or without a place.
SELECT event_id, location_precision
FROM record
WHERE
    (h3_r9 IS NOT NULL AND location_precision <> 'site')
    OR (h3_r7 IS NOT NULL AND location_precision NOT IN ('site', 'town'))
    OR (coalesce(h3_r6, h3_r5, h3_r4) IS NOT NULL AND location_precision NOT IN ('site', 'town', 'district'))
    OR (coalesce(h3_r9, h3_r7, h3_r6, h3_r5, h3_r4) IS NOT NULL AND (longitude IS NULL OR latitude IS NULL))
    OR (h3_r6 IS NULL AND location_precision IN ('site', 'town', 'district'))
ORDER BY event_id;
