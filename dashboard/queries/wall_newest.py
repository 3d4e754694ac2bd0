"""The newest records."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.wall_periods import OPEN, frame

_NEWEST = f"""
WITH newest AS (
    SELECT
        event_id, layer, kind, event_date, date_precision, country, location_precision, place_id, compound_id,
        summary, publisher
    FROM record
    WHERE {OPEN} AND NOT is_running_total AND event_date <= $as_of::DATE
    -- One event told in a row a nationality speaks once.
    QUALIFY row_number() OVER (PARTITION BY layer, group_id ORDER BY event_date DESC, event_id) = 1
    ORDER BY event_date DESC, layer, event_id
    LIMIT $most
)
SELECT
    newest.event_id, newest.layer, newest.kind, newest.event_date, newest.date_precision, newest.country,
    newest.location_precision,
    coalesce(place.name, compound.name) AS place_name,
    coalesce(place.name_th, place.name, compound.name) AS place_name_th,
    newest.summary, newest.publisher
FROM newest
LEFT JOIN (
    SELECT place_id, name, name_th FROM place WHERE valid_to IS NULL AND {OPEN}
) AS place ON place.place_id = newest.place_id
LEFT JOIN (
    SELECT compound_id, name FROM compound WHERE valid_to IS NULL AND {OPEN}
) AS compound ON compound.compound_id = newest.compound_id
ORDER BY newest.event_date DESC, newest.layer, newest.event_id
"""


def list_newest(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date, most: int
) -> pd.DataFrame:
    """
    The newest records, one an event; running totals are none.

    Returns
    -------
    pandas.DataFrame
        event_id, layer, kind, event_date, date_precision, country, location_precision, place_name, place_name_th,
        summary, publisher.
    """
    return frame(connection, _NEWEST, levels=list(levels), as_of=as_of, most=most)
