"""Places and compounds with where they were read and what uses them, and the records that do."""

import duckdb
import pandas as pd

from dashboard.queries.told import told_of

_STEPS = """
    SELECT layer, event_id, 'place:' || place_id AS thing_id FROM record WHERE place_id IS NOT NULL
    UNION
    SELECT layer, event_id, 'compound:' || compound_id FROM record WHERE compound_id IS NOT NULL
    UNION
    SELECT 'rescue', rescue_id, 'place:' || unnest([from_place_id, crossing_place_id, to_place_id])
    FROM rescue WHERE valid_to IS NULL
    UNION
    SELECT 'movement', movement_id, 'place:' || unnest(list_concat([from_place_id, to_place_id], via_place_ids))
    FROM movement WHERE valid_to IS NULL
    UNION
    SELECT 'displacement', displacement_id, unnest([
        'place:' || from_place_id, 'place:' || to_place_id, 'compound:' || from_compound_id,
        'compound:' || to_compound_id
    ])
    FROM displacement_report WHERE valid_to IS NULL
"""
"""Every record with every place and compound that it names, as ends or ways too."""

_USES = f"""
    SELECT step.thing_id, record.*
    FROM ({_STEPS}) AS step
    INNER JOIN record ON record.layer = step.layer AND record.event_id = step.event_id
    WHERE step.thing_id IS NOT NULL AND list_contains($levels::VARCHAR[], record.release_level)
"""

_THINGS = f"""
WITH thing AS (
    SELECT
        'place' AS thing, place_id AS id, kind, name, name_th, country, side, side_conflict, location_precision,
        abs(border_offset_km) AS distance_km, NULL::DATE AS event_date, NULL AS date_precision, NULL AS publisher,
        source_url, source_file_id, source_line
    FROM place
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
    UNION ALL BY NAME
    SELECT
        'compound' AS thing, compound_id AS id, 'compound' AS kind, name, NULL AS name_th, country, side, side_conflict,
        location_precision, abs(border_offset_km) AS distance_km, status_date AS event_date,
        status_date_precision AS date_precision, publisher, source_url, source_file_id, source_line
    FROM compound
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
),
used AS (
    SELECT thing_id, count(*) AS records FROM ({_USES}) GROUP BY thing_id
),
near AS (
    SELECT nearest_place_id AS place_id, count(*) AS compounds
    FROM compound
    WHERE valid_to IS NULL AND list_contains($levels::VARCHAR[], release_level)
    GROUP BY nearest_place_id
),
anchored AS (SELECT anchor_place_id AS place_id, count(*) AS sectors FROM sector GROUP BY anchor_place_id)
SELECT
    thing.* EXCLUDE (source_file_id), thing.thing || ':' || thing.id AS thing_id, file.source_name, file.file_name,
    coalesce(used.records, 0) AS records,
    CASE WHEN thing.thing = 'place' THEN coalesce(near.compounds, 0) ELSE 0 END AS compounds,
    CASE WHEN thing.thing = 'place' THEN coalesce(anchored.sectors, 0) ELSE 0 END AS sectors
FROM thing
LEFT JOIN source_file AS file USING (source_file_id)
LEFT JOIN used ON used.thing_id = thing.thing || ':' || thing.id
LEFT JOIN near ON near.place_id = thing.id
LEFT JOIN anchored ON anchored.place_id = thing.id
ORDER BY thing.thing DESC, thing.name, thing.id
"""

_LISTED = told_of(f"SELECT * EXCLUDE (thing_id) FROM ({_USES}) WHERE thing_id = $thing_id")


def list_things(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Places and compounds with their source, and how much uses each.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        thing (`place` or `compound`), id, thing_id (`place:<id>`), kind, name, name_th, country, side, side_conflict,
        location_precision, distance_km (from the border line), event_date and date_precision (of a compound's status;
        a place has none), publisher (of a compound), source_url, source_name, file_name, source_line, and how many
        records name it, compounds have it as their nearest place, and sectors have it as their anchor. Places first.
    """
    return connection.cursor().execute(_THINGS, {"levels": list(levels)}).df()


def list_uses(
    connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...], thing_id: str, most: int
) -> pd.DataFrame:
    """
    Newest records that name a place or a compound, also as an end or on the way.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    thing_id
        `place:<id>` or `compound:<id>`.
    most
        Records at most.

    Returns
    -------
    pandas.DataFrame
        As `queries.told.told_of`.
    """
    return connection.cursor().execute(_LISTED, {"levels": list(levels), "thing_id": thing_id, "most": most}).df()
