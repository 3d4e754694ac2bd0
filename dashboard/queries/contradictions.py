"""Records that tell of one event, side by side: of one group, or of reports that people decided are one event."""

import duckdb
import pandas as pd

from dashboard.queries.matching import IN_PERIOD, MATCHING, view_frame
from dashboard.state import ViewState

_BESIDE = f"""
WITH asked AS (
    SELECT DISTINCT group_key
    FROM record
    WHERE {MATCHING} AND {IN_PERIOD} AND NOT is_running_total AND NOT is_alone
),
newest AS (
    SELECT group_key, max(event_date) AS newest
    FROM record
    WHERE
        group_key IN (SELECT group_key FROM asked)
        AND list_contains($levels::VARCHAR[], release_level) AND NOT is_running_total
    GROUP BY group_key
    HAVING count(*) > 1
    ORDER BY newest DESC NULLS LAST, min(layer), min(group_id)
    LIMIT $most
),
several AS (
    SELECT record.*, newest.newest, coalesce(decided_group.report_id, record.group_id) AS report_id
    FROM record
    INNER JOIN newest USING (group_key)
    LEFT JOIN decided_group USING (layer, event_id)
    WHERE list_contains($levels::VARCHAR[], record.release_level) AND NOT record.is_running_total
    ORDER BY newest.newest DESC NULLS LAST, layer, record.group_id, event_id
    LIMIT $most
)
SELECT
    several.layer, several.group_id, several.report_id, several.event_id, several.kind, infrastructure.action,
    several.nationality, several.event_date, several.event_date_last, several.date_precision,
    several.country, several.location_precision, several.place_id, place.name AS place_name,
    place.name_th AS place_name_th, several.compound_id, compound.name AS compound_name,
    several.persons, several.persons_kind,
    CASE WHEN several.persons_kind = 'arrested' THEN incident.persons_found END AS also_found,
    several.summary, several.publisher, several.source_url, source_file.file_name, several.source_line,
    people.event_id IS NOT NULL AS is_counted
FROM several
LEFT JOIN people
    ON people.event_key = several.event_key AND people.persons_kind = several.persons_kind
LEFT JOIN infrastructure
    ON several.layer = 'infrastructure' AND infrastructure.infrastructure_id = several.event_id
    AND infrastructure.valid_to IS NULL
LEFT JOIN incident
    ON several.layer = 'incident' AND incident.incident_id = several.event_id AND incident.valid_to IS NULL
LEFT JOIN place ON place.place_id = several.place_id
    AND place.valid_to IS NULL AND list_contains($levels::VARCHAR[], place.release_level)
LEFT JOIN compound ON compound.compound_id = several.compound_id
    AND compound.valid_to IS NULL AND list_contains($levels::VARCHAR[], compound.release_level)
LEFT JOIN source_file ON source_file.source_file_id = several.source_file_id
ORDER BY several.newest DESC NULLS LAST, several.layer, several.group_id, several.event_date, several.event_id
"""


def list_beside(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], most: int
) -> pd.DataFrame:
    """
    All records of the events that a view matches, where an event has several; running totals are left out.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view; the other records of a matching event are listed whether they match or not.
    levels
        Release levels that the viewer may see.
    most
        Records at most, those of the newest events.

    Returns
    -------
    pandas.DataFrame
        layer, group_id, report_id (what one source tells of the event), event_id, kind, action (of infrastructure),
        nationality, event_date, event_date_last, date_precision, country, location_precision, place_id, place_name,
        place_name_th, compound_id, compound_name, persons, persons_kind, also_found (people found, of an incident that
        counts the arrested), summary, publisher, source_url, file_name, source_line, is_counted (whether its people
        are in the sums).
    """
    return view_frame(connection, _BESIDE, state=state, levels=levels, most=most)
