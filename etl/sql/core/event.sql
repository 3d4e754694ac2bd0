-- The records that have a place and a date.
CREATE OR REPLACE VIEW event AS
SELECT *
FROM record
WHERE longitude IS NOT NULL AND latitude IS NOT NULL AND event_date IS NOT NULL;
