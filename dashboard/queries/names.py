"""Places and compounds by name: what a search may find."""

import duckdb
import pandas as pd

_NAMED = """
WITH counted AS (
    SELECT place_id, compound_id, count(*) AS records
    FROM record
    WHERE release_level IN (SELECT unnest($levels::VARCHAR[]))
    GROUP BY place_id, compound_id
),
named AS (
    SELECT
        'place-' || place_id AS named_id, place_id, NULL::VARCHAR AS compound_id, kind, name, name_th, alt_names,
        country, longitude, latitude, location_precision, border_country, border_km, border_offset_km, side,
        (SELECT coalesce(sum(records), 0) FROM counted WHERE counted.place_id = place.place_id)::BIGINT AS records
    FROM place
    WHERE valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
    UNION ALL
    SELECT
        'compound-' || compound_id, NULL, compound_id, 'compound', name, NULL, alt_names,
        country, longitude, latitude, location_precision, border_country, border_km, border_offset_km, side,
        (SELECT coalesce(sum(records), 0) FROM counted WHERE counted.compound_id = compound.compound_id)::BIGINT
    FROM compound
    WHERE valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
)
"""

_LIST = f"""{_NAMED}
SELECT
    named_id, place_id, compound_id, kind, name, name_th, country, longitude, latitude, location_precision,
    border_country, border_km, border_offset_km, side, records
FROM named
ORDER BY named_id
"""

_NAMES = f"""{_NAMED},
spelled AS (
    SELECT named_id, kind, country, records, name AS spelling, 1.0 AS worth FROM named
    UNION ALL SELECT named_id, kind, country, records, name_th, 1.0 FROM named WHERE name_th IS NOT NULL
    UNION ALL SELECT named_id, kind, country, records, unnest(alt_names), 0.5 FROM named
)
SELECT named_id, kind, country, spelling AS name, worth * (0.9 + 0.1 * records / (records + 10.0)) AS weight
FROM spelled
ORDER BY named_id, worth DESC, spelling
"""


def list_named(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every current place and compound.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        One row a place or compound; `named_id` tells a place from a compound of the same id, `records` counts the
        records that name it.
    """
    return connection.cursor().execute(_LIST, {"levels": list(levels)}).df()


def list_names(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every name of every current place and compound, alternate names included.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        named_id, kind, country, name, weight (0 to 1: alternate names and places with few records weigh less).
    """
    return connection.cursor().execute(_NAMES, {"levels": list(levels)}).df()
