"""Places and compounds that a source names, to their ids."""

import duckdb

from etl.source import SourceDescription


def resolve_names(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """Wait for the gazetteer."""
