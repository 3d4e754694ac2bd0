"""The records behind a briefing, with the columns that may be handed on."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.briefing import COMPOUNDS, OF_PAGE
from dashboard.queries.wall_periods import frame

_SOURCE = "r.summary, r.publisher, r.source_url, r.release_level, r.is_synthetic, f.file_name, r.source_line, f.licence"
_POINT = "r.location_precision, r.longitude, r.latitude, r.h3_r9, r.h3_r7, r.h3_r6, r.h3_r5"
_SECTOR = "r.sector_id, s.name AS sector_name, s.name_th AS sector_name_th"
_JOINED = """
LEFT JOIN sector AS s ON s.sector_id = r.sector_id
LEFT JOIN source_file AS f ON f.source_file_id = r.source_file_id
"""
_RECORDS = f"""
SELECT
    r.event_id, r.layer, r.kind, r.pillar, r.is_activity, r.group_id, r.is_running_total,
    r.event_date, r.event_date_last, r.date_precision, r.country, r.province_id, {_SECTOR},
    p.name AS place_name, p.name_th AS place_name_th, c.name AS compound_name,
    r.nationality, r.persons, r.persons_kind, {_SOURCE}, {_POINT}
FROM (SELECT * FROM record WHERE {OF_PAGE}) AS r
{_JOINED.strip()}
LEFT JOIN place AS p
    ON p.place_id = r.place_id AND p.valid_to IS NULL AND list_contains($levels::VARCHAR[], p.release_level)
LEFT JOIN compound AS c
    ON c.compound_id = r.compound_id AND c.valid_to IS NULL AND list_contains($levels::VARCHAR[], c.release_level)
ORDER BY r.event_date NULLS LAST, r.layer, r.event_id
"""
_COMPOUND_ROWS = f"""
SELECT
    r.compound_id, r.name AS compound_name, r.country, r.province_id, {_SECTOR},
    r.status, r.status_date, r.status_date_precision, r.first_reported_date, r.first_reported_date_precision,
    {_SOURCE}, {_POINT}
FROM (SELECT * FROM compound WHERE {COMPOUNDS}) AS r
{_JOINED.strip()}
ORDER BY r.compound_id
"""


def list_records(
    connection: duckdb.DuckDBPyConnection,
    *,
    levels: tuple[str, ...],
    layers: tuple[str, ...],
    date_to: date,
    nationality: str | None,
) -> pd.DataFrame:
    """
    Records of some layers to a date and those without one, each with its source.

    Returns
    -------
    pandas.DataFrame
        event_id, layer, kind, pillar, is_activity, group_id, is_running_total, event_date, event_date_last,
        date_precision, country, province_id, sector_id, sector_name, sector_name_th, place_name, place_name_th,
        compound_name, nationality, persons, persons_kind, summary, publisher, source_url, release_level, is_synthetic,
        file_name, source_line, licence, and of the point, as the store has it, location_precision, longitude, latitude,
        h3_r9, h3_r7, h3_r6, h3_r5; by date.
    """
    return frame(
        connection,
        _RECORDS,
        levels=list(levels),
        layers=list(layers),
        date_from=None,
        date_to=date_to,
        nationality=nationality,
    )


def list_compounds(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Compounds, each with its source.

    Returns
    -------
    pandas.DataFrame
        compound_id, compound_name, status, first_reported_date and their precisions; place, source and point as of
        `list_records`; by id.
    """
    return frame(connection, _COMPOUND_ROWS, levels=list(levels), has_compounds=True)
