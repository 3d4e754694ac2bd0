-- One row for each count of people that may be summed within its kind: no running totals, and no reports of
-- displacement, whose figures overlap. A person can be in several kinds, so kinds are never added together.
CREATE OR REPLACE VIEW people AS
SELECT event_id, group_id, layer, kind, nationality, event_date, persons_kind, persons
FROM record
WHERE persons IS NOT NULL AND persons_kind IS NOT NULL AND layer NOT IN ('incident', 'displacement') AND NOT is_running_total
UNION ALL
SELECT incident_id, incident_id, 'incident', kind, NULL, event_date, 'arrested', persons_arrested
FROM incident
WHERE valid_to IS NULL AND persons_arrested IS NOT NULL
UNION ALL
SELECT incident_id, incident_id, 'incident', kind, NULL, event_date, 'found', persons_found
FROM incident
WHERE valid_to IS NULL AND persons_found IS NOT NULL;
