"""Compounds, as last reported."""

import duckdb
import pandas as pd

_COMPOUNDS = """
SELECT
    compound_id, name, country, province, longitude, latitude, location_precision,
    status, status_date, status_date_precision, controlled_by, summary, publisher, source_url, file_name, source_line
FROM compound
LEFT JOIN (SELECT source_file_id, file_name FROM source_file) AS read_from USING (source_file_id)
WHERE valid_to IS NULL AND release_level IN (SELECT unnest($levels::VARCHAR[]))
ORDER BY name, compound_id
"""


def list_compounds(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> pd.DataFrame:
    """
    Every current compound.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.

    Returns
    -------
    pandas.DataFrame
        One row a compound, by name, with the file and line that it was read from.
    """
    return connection.cursor().execute(_COMPOUNDS, {"levels": list(levels)}).df()
