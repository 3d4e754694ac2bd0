"""What a page of a view rests on: its records, and their sources."""

from datetime import date

import duckdb
import pandas as pd

from dashboard.queries.briefing import COMPOUNDS, records_statement, sources_statement
from dashboard.queries.infrastructure import KNOWN_BY
from dashboard.queries.matching import IN_PERIOD, MATCHING, view_frame
from dashboard.state import ViewState

_RECORDS = records_statement(f"{MATCHING} AND {IN_PERIOD}", COMPOUNDS)
_SOURCES = sources_statement(f"{MATCHING} AND {IN_PERIOD}", COMPOUNDS)
_SUPPLY_RECORDS = records_statement(KNOWN_BY, "false")
_SUPPLY_SOURCES = sources_statement(KNOWN_BY, "false")


def list_view_records(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], has_compounds: bool
) -> dict[str, str]:
    """
    The records of a view, and all compounds if its map shows them: id (with the layer) -> hash of what it says.

    Parameters
    ----------
    connection
        A connection to a build.
    state
        The view.
    levels
        Release levels that the reader may see.
    has_compounds
        Whether its map shows compounds, which no filter of a view leaves out.
    """
    found = view_frame(connection, _RECORDS, state=state, levels=levels, has_compounds=has_compounds)
    return dict(zip(found["event_id"], found["told"], strict=True))


def list_view_sources(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], has_compounds: bool
) -> pd.DataFrame:
    """Their sources, as `queries.briefing.list_page_sources`."""
    return view_frame(connection, _SOURCES, state=state, levels=levels, has_compounds=has_compounds)


def list_supply_records(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], at: date
) -> dict[str, str]:
    """The reports of supplies that a view takes and that are known by a day, as `list_view_records`."""
    found = view_frame(connection, _SUPPLY_RECORDS, state=state, levels=levels, at=at)
    return dict(zip(found["event_id"], found["told"], strict=True))


def list_supply_sources(
    connection: duckdb.DuckDBPyConnection, *, state: ViewState, levels: tuple[str, ...], at: date
) -> pd.DataFrame:
    """Their sources, as `queries.briefing.list_page_sources`."""
    return view_frame(connection, _SUPPLY_SOURCES, state=state, levels=levels, at=at)
