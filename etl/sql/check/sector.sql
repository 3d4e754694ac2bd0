-- Every record known more finely than to a province has one sector, but those of other countries far from the border;
-- every record without one has the reason.
SELECT event_id, sector_id, sector_reason
FROM record
WHERE
    (sector_id IS NULL) <> (sector_reason IS NOT NULL)
    OR (
        sector_id IS NULL AND longitude IS NOT NULL AND location_precision IN ('site', 'town', 'district')
        AND country IN ('TH', 'MM', 'LA', 'KH')
    )
    OR sector_id NOT IN (SELECT sector_id FROM sector)
ORDER BY event_id;
