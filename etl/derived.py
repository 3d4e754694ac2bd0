"""The tables that screens read: every record in one shape, and what may be summed, made anew at each load."""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

from etl.contract.vocab import RELEASE_LEVELS

_SQL = Path(__file__).parent / "sql"
_CORE = _SQL / "core"
_MARTS = ("mart_sector_month", "mart_flow_month")
_NAMES = ("record", "event", "people")


def make_record(connection: duckdb.DuckDBPyConnection) -> None:
    """
    Make the table `record` anew from the core tables and `decided_group`.

    Parameters
    ----------
    connection
        A writer's connection to a build.

    Notes
    -----
    A table, not a view over five: it stands in order of time, so that a period reads its own days only, and each record
    carries the number of its group, which is counted far faster than the group's id.
    """
    connection.execute(_statement("record"))


def make_derived(connection: duckdb.DuckDBPyConnection) -> None:
    """
    Make `record`, `event` and `people` anew: whatever changes a core table calls this before anybody reads.

    Parameters
    ----------
    connection
        A writer's connection to a build.
    """
    for name in _NAMES:
        connection.execute(_statement(name))


def make_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """
    Make the aggregates that screens read anew: a place that moved moves what is counted there.

    Parameters
    ----------
    connection
        A writer's connection to a build, with the tables of `make_derived` and the row of `build` made.
    """
    for mart in _MARTS:
        sql = (_SQL / "mart" / f"{mart}.sql").read_text(encoding="utf-8")
        connection.execute(f"DELETE FROM {mart}")
        parameters = {"levels": list(RELEASE_LEVELS)} if "$levels" in sql else {}
        connection.execute(f"INSERT INTO {mart} BY NAME {sql}", parameters)


@cache
def derived_hash() -> str:
    """
    Fingerprint of the statements: builds made by others lack what queries ask for.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    return hashlib.sha256("\n".join(_statement(name) for name in _NAMES).encode()).hexdigest()


def _statement(name: str) -> str:
    return (_CORE / f"{name}.sql").read_text(encoding="utf-8")
