"""The tables that screens read: every record in one shape, and what may be summed, made anew at each load."""

import hashlib
from functools import cache
from pathlib import Path

import duckdb

_CORE = Path(__file__).parent / "sql" / "core"
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
