"""
The rules that a row must pass, as set operations made from the contract.

Every rule selects the rows that break it, with what was found and what would be accepted. The rows wait in the
temporary table `staged` (fields as text, `source_line`), as the file gave them in `raw`; what is wrong with them is
gathered in `fault`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl.contract.accepted import accepted
from etl.contract.fields import Field
from etl.contract.tables import Table
from etl.read.frame import LINE, Fault
from etl.source import SourceDescription
from etl.transform import first_day, identifier, last_day, literal, typed
from etl.values.words import SET_ASIDE

_CREATE_FAULT = """
CREATE OR REPLACE TEMP TABLE fault (
    source_line BIGINT, source_column VARCHAR, rule VARCHAR, found VARCHAR, accepted VARCHAR, raw_row VARCHAR
)
"""
_POINT = ("longitude", "latitude", "location_precision")
OVER_LIMIT = "reject_limit"
"""Rule of a file of which too many rows are refused."""
_LIMITED_FROM = 20
"""A file of fewer rows is never refused for their sake."""
_FAULTLESS = "source_line NOT IN (SELECT source_line FROM fault WHERE source_line IS NOT NULL)"


@dataclass(frozen=True)
class Rule:
    """
    One rule.

    Attributes
    ----------
    name, field
        Its name, and the field that it is about.
    broken
        SQL condition on `staged` that holds where the rule is broken.
    found, accepted
        SQL for what was found and what would be accepted.
    rows
        SQL for the rows that it looks at.
    """

    name: str
    field: str
    broken: str
    found: str
    accepted: str
    rows: str = "staged"


def find_faults(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """
    Fill `fault` with everything that is wrong with the rows of `staged`.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with `staged` filled.
    description
        The source description that the rows were read with.
    """
    table = description.core_table
    own_references = []
    for given in table.given:
        for rule in _field_rules(given, is_required=given.name in table.required):
            _insert(connection, description, rule)
        if given.references == table.name:
            own_references.append(given)
        elif given.references is not None:
            _insert(connection, description, _reference_rule(given, _current_keys(given.references)))
    for rule in _row_rules(table):
        _insert(connection, description, rule)
    _insert(connection, description, _duplicate_rule(table))
    _find_broken_own_references(connection, description, own_references)


def create_fault_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table that gathers what is wrong with one file."""
    connection.execute(_CREATE_FAULT)


def limit_faults(connection: duckdb.DuckDBPyConnection, description: SourceDescription, rows_read: int) -> list[Fault]:
    """
    The refusal of a whole file of which too many rows are refused; rows set aside don't count, on either side.

    Parameters
    ----------
    connection
        Where the load is at work, with `fault` filled.
    description
        The source description, with its limit.
    rows_read
        Rows of the file.

    Returns
    -------
    list of Fault
        One, or none.
    """
    [[aside, refused]] = connection.execute(
        f"WITH line AS (SELECT source_line, bool_or(rule NOT IN {SET_ASIDE}) AS is_refused FROM fault"
        " WHERE source_line IS NOT NULL GROUP BY ALL)"
        " SELECT count(*) FILTER (NOT is_refused), count(*) FILTER (is_refused) FROM line"
    ).fetchall()
    looked_at = rows_read - aside
    if looked_at < _LIMITED_FROM or refused <= description.reject_limit * looked_at:
        return []
    found = f"{refused:,} of {looked_at:,} rows that must be refused; their faults come with it"
    accepted = f"at most {description.reject_limit:.0%} of the rows, as reject_limit of {description.name} says"
    fault = Fault(line=None, column="", rule=OVER_LIMIT, found=found, accepted=accepted)
    connection.execute("INSERT INTO fault VALUES (NULL, '', ?, ?, ?, NULL)", [fault.rule, found, accepted])
    return [fault]


def add_raw_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to each fault its row as the file gave it (column -> text, as JSON); rows set aside are not kept."""
    line = identifier(LINE)
    lacking = f"fault.raw_row IS NULL AND fault.rule NOT IN ({', '.join(map(literal, SET_ASIDE))})"
    # A name of our own for the whole row: the file's columns may be called anything. A patch of null takes a key out.
    row = identifier("moei:row")
    without_line = f"json_merge_patch(to_json({row}), json_object({literal(LINE)}, NULL))"
    connection.execute(
        f"UPDATE fault SET raw_row = {without_line}::VARCHAR FROM raw AS {row}"
        f" WHERE {row}.{line} = fault.source_line AND {lacking}"
    )


def _insert(connection: duckdb.DuckDBPyConnection, description: SourceDescription, rule: Rule) -> int:
    """Add the rows that break a rule, if nothing is wrong with the column yet; the number of them."""
    column = description.column_of(rule.field) or rule.field
    connection.execute(
        f"INSERT INTO fault SELECT source_line, {literal(column)}, {literal(rule.name)}, {rule.found}, {rule.accepted},"
        f" NULL FROM {rule.rows} WHERE ({rule.broken}) AND source_line NOT IN"
        f" (SELECT source_line FROM fault WHERE {_same_fault(column, rule)} AND source_line IS NOT NULL)"
    )
    row = connection.fetchone()
    return int(row[0]) if row else 0


def _same_fault(column: str, rule: Rule) -> str:
    """SQL for the faults beside which a rule has nothing to add: of its column, or of the whole point."""
    same = f"source_column = {literal(column)}"
    return f"({same} OR rule = 'coordinates')" if rule.field in _POINT else same


def _field_rules(given: Field, *, is_required: bool) -> Iterator[Rule]:
    """Rules that look at one value alone."""
    name = given.name
    if is_required:
        yield Rule("required", name, f"{name} IS NULL", "'nothing'", literal(accepted(given)))
    if given.vocabulary:
        known = ", ".join(map(literal, given.vocabulary))
        yield Rule("vocabulary", name, f"{name} NOT IN ({known})", name, literal(accepted(given)))
    pattern = _PATTERNS.get(given.type)
    if pattern is not None:
        broken = f"NOT regexp_full_match({name}, {literal(pattern)}) OR ({name} IS NOT NULL AND {typed(given)} IS NULL)"
        if given.type == "partial_date":
            broken += f" OR year({typed(given)}) NOT BETWEEN 1900 AND 2100"
        yield Rule(given.type, name, f"({broken})", name, _accepted_sql(given))
    if given.minimum is not None and given.maximum is not None:
        outside = f"{typed(given)} NOT BETWEEN {given.minimum} AND {given.maximum}"
        yield Rule("range", name, outside, name, literal(accepted(given)))


_PATTERNS = {
    "integer": r"\d{1,15}",
    "decimal": r"[-+]?\d+(\.\d+)?",
    "partial_date": r"\d{4}(-\d{2}(-\d{2})?|-W\d{2})?",
    "url": r"https?://[^\s<>\"]+",
}


def _accepted_sql(given: Field) -> str:
    """SQL for what a field accepts; a Buddhist year is named as such."""
    words = literal(accepted(given))
    if given.type != "partial_date":
        return words
    year = f"TRY_CAST(left({given.name}, 4) AS INTEGER)"
    hint = f"'; the year ' || {year} || ' reads as Buddhist: ' || ({year} - 543)"
    return f"{words} || CASE WHEN {year} BETWEEN 2400 AND 2600 THEN {hint} ELSE '' END"


def _current_keys(table: str) -> str:
    """SQL for the keys of a table's current rows."""
    return f"SELECT {table}_id FROM {table} WHERE valid_to IS NULL"


def _reference_rule(given: Field, keys: str, *, rows: str = "staged") -> Rule:
    """A value, or each value of a list, must be a key; the nearest key is offered."""
    ids = typed(given) if given.type == "list" else f"[{given.name}]"
    mentioned = f"(SELECT source_line, unnest({ids}) AS id FROM {rows})"
    nearest = f"(SELECT arg_max(k, jaro_winkler_similarity(k, id)) FROM ({keys}) AS known(k))"
    offered = f"{literal(accepted(given))} || coalesce('; the nearest is ' || {nearest}, '')"
    return Rule("reference", given.name, f"id IS NOT NULL AND id NOT IN ({keys})", "id", offered, rows=mentioned)


def _row_rules(table: Table) -> Iterator[Rule]:
    """Rules that look at several values of a row."""
    given = {field.name for field in table.given}
    if table.has_own_point:
        found = "coalesce('longitude ' || longitude, 'latitude ' || latitude) || ' alone'"
        broken = "(longitude IS NULL) <> (latitude IS NULL)"
        yield Rule("point", "longitude", broken, found, "'both longitude and latitude, or neither'")
        broken = "longitude IS NOT NULL AND latitude IS NOT NULL AND location_precision IS NULL"
        yield Rule(
            "point", "location_precision", broken, "'coordinates without a precision'", "'how far to trust them'"
        )
        broken = "longitude IS NULL AND latitude IS NULL AND location_precision IS NOT NULL"
        found = "location_precision || ' without coordinates'"
        yield Rule("point", "location_precision", broken, found, "'coordinates too, or nothing'")
    if "event_date_last" in given:
        backwards = f"{last_day('event_date_last')} < {first_day('event_date')}"
        broken = f"(event_date_last IS NOT NULL AND event_date IS NULL) OR {backwards}"
        found = "event_date_last || ' after a start of ' || coalesce(event_date, 'nothing')"
        yield Rule("period", "event_date_last", broken, found, "'an end on or after the start'")


def _duplicate_rule(table: Table) -> Rule:
    """Of the rows that are otherwise right, only the first with a key is kept."""
    first = f"(SELECT min(s.source_line) FROM staged AS s WHERE s.{table.key} = staged.{table.key} AND s.{_FAULTLESS})"
    broken = f"{_FAULTLESS} AND source_line > {first}"
    return Rule("duplicate", table.key, broken, f"{table.key} || ', which line ' || {first} || ' has'", "'an id once'")


def _find_broken_own_references(
    connection: duckdb.DuckDBPyConnection, description: SourceDescription, references: list[Field]
) -> None:
    """Rows that point at a row of their own file: refuse until every reference that is left holds."""
    table = description.core_table
    keys = f"{_current_keys(table.name)} UNION SELECT s.{table.key} FROM staged AS s WHERE s.{_FAULTLESS}"
    faultless = f"(SELECT * FROM staged WHERE {_FAULTLESS})"
    rules = [_reference_rule(given, keys, rows=faultless) for given in references]
    while sum(_insert(connection, description, rule) for rule in rules):
        pass
