"""Records by their ids, whatever page they are of: what they say, where they come from, and whether they are there."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from dashboard.queries.briefing import records_statement, sources_statement
from dashboard.queries.wall_periods import frame
from etl.released_rows import hashed

_OPEN = "list_contains($levels::VARCHAR[], {0}release_level)"
_ASKED = "IN (SELECT unnest($ids::VARCHAR[]))"
"""A list of values to look in takes as long as it is, for each row; a subquery is hashed once."""
_RECORD_ID, _COMPOUND_ID = "layer || ':' || event_id", "'compound:' || compound_id"
_RECORDS = f"{_RECORD_ID} {_ASKED} AND {_OPEN.format('')}"
_COMPOUNDS = f"{_COMPOUND_ID} {_ASKED} AND valid_to IS NULL AND {_OPEN.format('')}"
_HELD = records_statement(_RECORDS, _COMPOUNDS)
_SOURCES = sources_statement(_RECORDS, _COMPOUNDS)
_NAMED = f"""
WITH named AS (
    SELECT
        {_RECORD_ID} AS record_id, layer, kind, event_date, date_precision, country, location_precision, place_id,
        compound_id, group_id, NULL AS own_name, persons, persons_kind, is_running_total, publisher, source_url
    FROM record
    WHERE {_RECORDS}
    UNION ALL
    SELECT
        {_COMPOUND_ID}, 'compound', status, status_date, status_date_precision, country, location_precision, NULL, NULL,
        NULL, name, NULL, NULL, false, publisher, source_url
    FROM compound
    WHERE {_COMPOUNDS}
)
SELECT
    n.record_id, n.layer, n.kind, strftime(n.event_date, '%Y-%m-%d') AS event_date, n.date_precision, n.country,
    n.location_precision, p.name AS place_name, p.name_th AS place_name_th,
    coalesce(n.own_name, c.name) AS compound_name, n.persons, n.persons_kind, n.is_running_total, n.publisher,
    n.source_url, n.place_id, n.compound_id, n.group_id
FROM named AS n
LEFT JOIN place AS p ON p.place_id = n.place_id AND p.valid_to IS NULL AND {_OPEN.format("p.")}
LEFT JOIN compound AS c ON c.compound_id = n.compound_id AND c.valid_to IS NULL AND {_OPEN.format("c.")}
ORDER BY n.event_date DESC NULLS LAST, n.record_id
"""
_THERE = f"""
WITH held AS (
    SELECT '' AS what, layer, event_id AS own_id FROM record
    UNION ALL
    SELECT 'group:', layer, group_id FROM record
    UNION ALL
    SELECT '', 'compound', compound_id FROM compound WHERE valid_to IS NULL
    UNION ALL
    SELECT '', 'place', place_id FROM place WHERE valid_to IS NULL
),
called AS (
    SELECT what || layer || ':' || own_id AS called FROM held
    UNION ALL
    SELECT what || layer || ':' || {hashed("layer", "own_id")} FROM held
)
SELECT DISTINCT called FROM called WHERE called {_ASKED}
"""
"""Under its own id, or under that by which a coarse release calls it."""


def list_held(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], ids: Sequence[str]) -> dict[str, str]:
    """Those of some ids (with their layer) that a build still holds, with the hash of what each says."""
    found = frame(connection, _HELD, levels=list(levels), ids=list(ids))
    return dict(zip(found["event_id"], found["told"], strict=True))


def list_there(connection: duckdb.DuckDBPyConnection, *, ids: Sequence[str]) -> set[str]:
    """
    Those of some ids that a build holds, whatever the level, be it under another name in a coarse release.

    For deciding what must not be told: the answer itself may tell of records above a level.

    Parameters
    ----------
    connection
        A connection to a build.
    ids
        Ids of records with their layer, of compounds and places (`place:a`), and of groups (`group:rescue:a`).
    """
    return {str(one) for one in frame(connection, _THERE, ids=list(ids))["called"]}


def list_named(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], ids: Sequence[str]) -> pd.DataFrame:
    """
    Records by which a reader knows them.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the reader may see.
    ids
        Ids with their layer.

    Returns
    -------
    pandas.DataFrame
        record_id, layer (`compound` too), kind (of a compound its status), event_date (text of ISO 8601),
        date_precision, country, location_precision, place_name, place_name_th, compound_name, persons, persons_kind,
        is_running_total, publisher, source_url, place_id, compound_id, group_id; newest first.
    """
    return frame(connection, _NAMED, levels=list(levels), ids=list(ids))


def list_sources_of(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], ids: Sequence[str]
) -> pd.DataFrame:
    """Sources of some records, as `queries.briefing.list_page_sources`."""
    return frame(connection, _SOURCES, levels=list(levels), ids=list(ids))
