"""
The staged rows of a file, read value by value into the writing that the contract accepts.

The rows wait in the temporary table `staged` as the file gave them. Each distinct text of a column is read once; what
can't be read is a row of `fault`, what was mended a row of `mended`. The contract's own rules come after.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import duckdb

from etl.contract.fields import FIELDS, Field, field
from etl.contract.inputs import DATE_PRECISION, UNIT_FACTORS, inputs_of
from etl.contract.vocab import COUNTRIES
from etl.source import SourceDescription
from etl.transform import first_day, literal
from etl.values.countries import countries_statement, register_countries
from etl.values.date_ranges import RANGE, RANGE_SIGN
from etl.values.dates import DateWriting, dates_statement
from etl.values.names import resolve_names
from etl.values.numbers import numbers_statement
from etl.values.points import read_points
from etl.values.province_names import name_provinces, read_provinces
from etl.values.words import NOT_WANTED, SET_ASIDE, pattern_statement, words_statement
from geo.provinces import Provinces

_CREATE_MENDED = """
CREATE OR REPLACE TEMP TABLE mended (source_line BIGINT, source_column VARCHAR, how VARCHAR, change VARCHAR)
"""
_SHOWN = 5


def read_values(
    connection: duckdb.DuckDBPyConnection, description: SourceDescription, *, provinces: Provinces, today: date
) -> None:
    """
    Read the values of `staged`, in place; fill `fault` and `mended`.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with `staged` filled and `fault` made.
    description
        The source description, bound to the file's columns.
    provinces
        The provinces that can be named.
    today
        Today in Thailand.
    """
    create_mended_table(connection)
    _apply(connection, description, dict(_pattern_statements(description)))
    _apply(connection, description, dict(_word_statements(description)))
    _apply(connection, description, dict(_country_statements(connection, description)))
    _set_aside(connection, description)
    _apply(connection, description, dict(_typed_statements(description, today)))
    _split_ranges(connection, description)
    _coarsen_dates(connection, description)
    read_points(connection, description)
    read_provinces(connection, description, provinces)
    resolve_names(connection, description, provinces)
    name_provinces(connection, description, provinces)
    _make_ids(connection, description)


def create_mended_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Make an empty table of what was mended in a file."""
    connection.execute(_CREATE_MENDED)


def value_notes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What a person should know of a file's values: what was set aside, and what was mended."""
    return [*set_aside_notes(connection), *mend_notes(connection)]


def mend_notes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """
    What was mended in a file, one sentence a way of mending.

    Returns
    -------
    list of str
        How many values, how, and on which lines.
    """
    rows = connection.execute(
        "SELECT how, count(*), list(DISTINCT source_line ORDER BY source_line)[:$shown], count(DISTINCT source_line),"
        " list(DISTINCT change ORDER BY change)[:2] FROM mended"
        " WHERE source_line NOT IN (SELECT source_line FROM fault WHERE source_line IS NOT NULL)"
        " GROUP BY how ORDER BY how",
        {"shown": _SHOWN},
    ).fetchall()
    return [
        f"{how}: {count:,} ({_lines_words(lines, of)}), like {', '.join(changes)}"
        for how, count, lines, of, changes in rows
    ]


def set_aside_notes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """
    How many rows were set aside, and for what.

    Returns
    -------
    list of str
        One sentence a column, with the values that are the most.
    """
    rules = ", ".join(map(literal, SET_ASIDE))
    rows = connection.execute(
        "WITH counted AS (SELECT source_column, found, count(DISTINCT source_line) AS n FROM fault"
        f" WHERE rule IN ({rules}) GROUP BY ALL)"
        " SELECT source_column, sum(n)::BIGINT, list(found || ' ' || n ORDER BY n DESC, found)[:$shown], count(*)"
        " FROM counted GROUP BY ALL ORDER BY ALL",
        {"shown": _SHOWN},
    ).fetchall()
    notes = []
    for column, count, found, kinds in rows:
        rows_words = f"{count:,} row{'s' if count > 1 else ''}"
        notes.append(f"{rows_words} set aside by column {column}: {', '.join(found)}{' ...' if kinds > _SHOWN else ''}")
    return notes


def _lines_words(lines: list[int], of: int) -> str:
    more = f" and {of - len(lines):,} more" if of > len(lines) else ""
    return f"line{'s' if of > 1 else ''} {', '.join(map(str, lines))}{more}"


def _texts(name: str) -> str:
    """SQL for the distinct texts of a field."""
    return f"SELECT DISTINCT {name} AS text FROM staged WHERE {name} IS NOT NULL"


def _given(description: SourceDescription) -> Iterator[Field]:
    """Fields that a column or a default gives."""
    named = set(description.columns.values()) | set(description.defaults)
    fields = (
        *description.core_table.given,
        *(field(name) for name in inputs_of(description.core_table) if name in FIELDS),
    )
    return (given for given in fields if given.name in named)


def _pattern_statements(description: SourceDescription) -> Iterator[tuple[str, str]]:
    for name, pattern in description.patterns.items():
        yield name, pattern_statement(_texts(name), pattern)


def _word_statements(description: SourceDescription) -> Iterator[tuple[str, str]]:
    for given in _given(description):
        if given.name in description.values:
            yield given.name, words_statement(_texts(given.name), given, description.values[given.name])


def _country_statements(
    connection: duckdb.DuckDBPyConnection, description: SourceDescription
) -> Iterator[tuple[str, str]]:
    named = [given.name for given in _given(description) if given.vocabulary == COUNTRIES]
    if named:
        register_countries(connection, codes=description.country_codes)
    for name in named:
        yield name, countries_statement(_texts(name), codes=description.country_codes)


def _typed_statements(description: SourceDescription, today: date) -> Iterator[tuple[str, str]]:
    writing = DateWriting(
        calendar=description.calendar,
        day_first=description.day_first,
        excel_serials=description.excel_serials,
        time_zone=description.time_zone,
    )
    for given in _given(description):
        texts = _texts(given.name)
        if given.type == "partial_date":
            yield given.name, dates_statement(texts, writing, today=today)
        elif given.type in ("integer", "decimal") and given.name not in ("longitude", "latitude"):
            factor = UNIT_FACTORS.get((given.unit, description.units.get(given.name, "")), 1.0)
            comma = description.has_decimal_comma
            yield given.name, numbers_statement(texts, given, has_decimal_comma=comma, factor=factor)


def _apply(connection: duckdb.DuckDBPyConnection, description: SourceDescription, statements: dict[str, str]) -> None:
    """Read the distinct texts of some fields, keep account, and put the values in the place of the texts."""
    filled = _filled(connection, statements)
    statements = {name: statement for name, statement in statements.items() if name in filled}
    for name, statement in statements.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE reading_{name} AS {statement}")
        column = literal(description.column_of(name) or name)
        connection.execute(
            f"INSERT INTO fault SELECT source_line, {column}, rule, text, accepted, NULL"
            f" FROM staged JOIN reading_{name} ON {name} = text WHERE rule IS NOT NULL AND NOT EXISTS"
            f" (FROM fault AS f WHERE f.source_line = staged.source_line AND f.source_column = {column})"
        )
        connection.execute(
            f"INSERT INTO mended SELECT source_line, {column}, mend, text || ' -> ' || value"
            f" FROM staged JOIN reading_{name} ON {name} = text WHERE mend IS NOT NULL"
        )
    if statements:
        values = ", ".join(f"coalesce(reading_{name}.value, staged.{name}) AS {name}" for name in statements)
        joins = " ".join(f"LEFT JOIN reading_{name} ON reading_{name}.text = staged.{name}" for name in statements)
        _restage(connection, f"SELECT staged.* REPLACE ({values}) FROM staged {joins}")
    for name in statements:
        connection.execute(f"DROP TABLE reading_{name}")


def _filled(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> set[str]:
    """Those fields of `staged` that any row fills: of the others there is nothing to read."""
    names = list(names)
    if not names:
        return set()
    [counts] = connection.execute(f"SELECT {', '.join(f'count({name})' for name in names)} FROM staged").fetchall()
    return {name for name, count in zip(names, counts, strict=True) if count}


def _restage(connection: duckdb.DuckDBPyConnection, select: str) -> None:
    """Put the result of a query over `staged` in its place."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE restaged AS {select}")
    connection.execute("DROP TABLE staged")
    connection.execute("ALTER TABLE restaged RENAME TO staged")


def _split_ranges(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """Give a date that is a range its two ends; one whose end contradicts a column of its own is refused."""
    if "event_date" not in description.columns.values():
        return
    column = literal(description.column_of("event_date") or "event_date")
    start, end = (f"split_part(event_date, '{RANGE_SIGN}', {part})" for part in (1, 2))
    ranges = (
        f"regexp_full_match(event_date, '{RANGE}') AND source_line NOT IN"
        f" (SELECT source_line FROM fault WHERE source_column = {column} AND source_line IS NOT NULL)"
    )
    connection.execute(
        f"INSERT INTO fault SELECT source_line, {column}, 'period', event_date || ', and an end of '"
        f" || event_date_last, 'one end of the period', NULL FROM staged WHERE {ranges} AND event_date_last <> {end}"
    )
    connection.execute(
        f"UPDATE staged SET event_date = {start}, event_date_last = coalesce(event_date_last, {end}) WHERE {ranges}"
        f" OR regexp_full_match(event_date, '{RANGE}') AND event_date_last <> {end}"
    )


def _coarsen_dates(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """Keep of a date only what the source says is known of it."""
    if DATE_PRECISION in description.columns.values():
        day = first_day("event_date")
        known = f"CASE {DATE_PRECISION} WHEN 'year' THEN left(event_date, 4) WHEN 'month' THEN left(event_date, 7)"
        connection.execute(
            f"UPDATE staged SET event_date = {known} WHEN 'week' THEN strftime({day}, '%G-W%V') END"
            f" WHERE {DATE_PRECISION} = 'year' OR {DATE_PRECISION} IN ('month', 'week') AND length(event_date) = 10"
        )


def _set_aside(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """Take the rows that are not wanted, or that no word of ours fits, out of what is looked at further."""
    for name, wanted in description.only.items():
        values = ", ".join(map(literal, wanted))
        column, accepted = literal(description.column_of(name) or name), literal(f"one of: {', '.join(wanted)}")
        connection.execute(
            f"INSERT INTO fault SELECT source_line, {column}, '{NOT_WANTED}', {name}, {accepted}, NULL"
            f" FROM staged WHERE {name} NOT IN ({values})"
        )
    if description.only or description.values:
        rules = ", ".join(map(literal, SET_ASIDE))
        connection.execute(
            f"DELETE FROM staged WHERE source_line IN (SELECT source_line FROM fault WHERE rule IN ({rules}))"
        )


def _make_ids(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """Give rows without an id one that their key makes; put the source's prefix before each."""
    key = description.core_table.key
    own = key
    if description.key:
        parts = ", ".join(f"coalesce({name}, '')" for name in description.key)
        own = f"coalesce({key}, left(md5(concat_ws(chr(31), {parts})), 16))"
    if description.key or description.id_prefix:
        connection.execute(f"UPDATE staged SET {key} = {literal(description.id_prefix)} || {own}")
