"""By which way people of one nationality are reported to have come, stop by stop."""

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import OPEN, frame

_STOPS = f"""
WITH route AS (
    SELECT
        movement.movement_id, record.kind, record.event_date, record.date_precision, record.persons, record.summary,
        record.publisher, record.source_url, record.source_file_id, record.source_line,
        list_concat(
            [movement.from_place_id], coalesce(movement.via_place_ids, []), [movement.to_place_id]
        ) AS place_ids
    FROM (
        SELECT * FROM record
        WHERE {OPEN} AND nationality = $nationality AND kind IN ('transit_route', 'recruitment')
    ) AS record
    INNER JOIN movement ON movement.movement_id = record.event_id AND movement.valid_to IS NULL
    WHERE record.layer = 'movement'
    ORDER BY record.event_date DESC NULLS LAST, movement.movement_id
    LIMIT $most
),
stop AS (
    SELECT * EXCLUDE (place_ids), unnest(place_ids) AS place_id, generate_subscripts(place_ids, 1) AS position
    FROM route
)
SELECT
    stop.movement_id AS event_id, stop.kind, stop.event_date, stop.date_precision, stop.persons, stop.summary,
    stop.publisher, stop.source_url, source_file.file_name, stop.source_line, stop.position,
    named.name, named.name_th, named.country, named.location_precision, named.longitude, named.latitude
FROM stop
LEFT JOIN (SELECT * FROM place WHERE valid_to IS NULL AND {OPEN}) AS named ON named.place_id = stop.place_id
LEFT JOIN source_file ON source_file.source_file_id = stop.source_file_id
ORDER BY stop.event_date DESC NULLS LAST, stop.movement_id, stop.position
"""


def list_stops(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], nationality: str, most: int
) -> pd.DataFrame:
    """
    The stops of each reported route of a nationality, newest route first, stops in their order.

    Returns
    -------
    pandas.DataFrame
        event_id, kind, event_date, date_precision, persons, summary, publisher, source_url, file_name, source_line,
        position, and of the stop name, name_th, country, location_precision, longitude, latitude (nothing where the
        record doesn't tell it).
    """
    return frame(connection, _STOPS, levels=list(levels), nationality=nationality, most=most)
