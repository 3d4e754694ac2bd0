"""Reports that a supply was cut, and whether a later one says that it is back."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.supplies import IS_CUT, IS_KNOWN, IS_OTHER, POINT, RESTORES, SERVICE
from dashboard.queries.wall_periods import OPEN, frame

_CUTS = f"""
WITH change AS (
    SELECT
        infrastructure_id, kind, action, event_date, event_date_last, date_precision, place_id, compound_id, country,
        longitude, latitude, location_precision, source_name, source_line,
        {POINT.format(of="")} AS point_id, {SERVICE.format(of="")} AS service
    FROM infrastructure
    LEFT JOIN (SELECT source_file_id, source_name FROM source_file) AS told USING (source_file_id)
    WHERE
        valid_to IS NULL AND {OPEN} AND kind <> 'border'
        AND {IS_KNOWN.format(at="$as_of::DATE")}
)
SELECT
    cut.infrastructure_id, cut.kind || ':' || cut.point_id AS supply_id, cut.kind, cut.action,
    cut.event_date, cut.event_date_last, cut.date_precision, cut.country,
    cut.longitude, cut.latitude, cut.location_precision, place.name, place.name_th,
    min(later.event_date) FILTER ({RESTORES}) AS restored_date,
    min(later.event_date) FILTER (later.{IS_OTHER}) AS replaced_date
FROM change AS cut
LEFT JOIN change AS later
    ON later.point_id = cut.point_id AND later.service = cut.service AND later.event_date >= cut.event_date
LEFT JOIN (
    SELECT place_id, name, name_th FROM place WHERE valid_to IS NULL AND {OPEN}
) AS place ON place.place_id = cut.place_id
WHERE cut.{IS_CUT}
GROUP BY ALL
ORDER BY cut.event_date NULLS FIRST, cut.infrastructure_id
"""
"""
A crossing that is closed is no cut; what generators or dishes replaced was not restored.
"""


def list_cuts(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], as_of: date) -> pd.DataFrame:
    """
    Reports up to a date that a supply was cut or reduced.

    Returns
    -------
    pandas.DataFrame
        infrastructure_id, supply_id (what was cut: its kind and place; nothing where none is named), kind, action,
        event_date, event_date_last, date_precision, country, longitude, latitude, location_precision, name and
        name_th of the place, restored_date (nothing where no later report says so), replaced_date (of the first report
        of another supply).
    """
    return frame(connection, _CUTS, levels=list(levels), as_of=as_of)
