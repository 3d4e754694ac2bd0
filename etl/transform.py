"""Text of a file to typed rows of a core table, as one SQL statement made from the contract."""

from etl.contract.fields import Field, precision_column
from etl.contract.inputs import inputs_of
from etl.source import SourceDescription

BLANKS = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
"""What may stand around a text and between its words."""
DELETION = "deletion"
"""Staged column that marks withdrawn rows, where the source has one."""


def text_columns(description: SourceDescription) -> str:
    """
    SELECT list that renames a file's columns to fields, as trimmed text, with nothing for empty.

    Parameters
    ----------
    description
        The source description, bound to the file's columns; a given field that neither a column nor a default
        gives is NULL.

    Returns
    -------
    str
        SQL over the raw frame: the given fields, then the inputs that a source may give beside them.
    """
    given = [field.name for field in description.core_table.given]
    names = (*given, *inputs_of(description.core_table))
    columns = [f"{_text(description, name)} AS {name}" for name in names]
    if description.deletion_column:
        columns.append(f"{trimmed(identifier(description.deletion_column))} AS {DELETION}")
    return ", ".join(columns)


def _text(description: SourceDescription, name: str) -> str:
    """SQL for the text of a field or input, or its default."""
    column = description.column_of(name)
    value = "NULL" if column is None else f"nullif({trimmed(identifier(column))}, '')"
    default = description.defaults.get(name)
    return f"{value}::VARCHAR" if default is None else f"coalesce({value}, {literal(default)})::VARCHAR"


def typed_columns(description: SourceDescription) -> str:
    """
    SELECT list of a core table's content over the text columns; every value has passed its rules.

    Returns
    -------
    str
        SQL over the result of `text_columns`.
    """
    table = description.core_table
    columns = []
    for given in table.given:
        if given.name == "event_date_last":
            continue
        columns.append(f"{typed(given)} AS {given.name}")
        if given.type == "partial_date":
            columns.append(f"{date_precision(given.name)} AS {precision_column(given.name)}")
    names = {column.name for column in table.columns()}
    if "event_date_last" in names:
        columns.append(f"coalesce({last_day('event_date_last')}, {last_day('event_date')}) AS event_date_last")
    if "is_running_total" in names:
        prefix = literal(description.running_total_prefix)
        columns.append(f"coalesce({prefix} <> '' AND starts_with(group_id, {prefix}), false) AS is_running_total")
    return ", ".join(columns)


def typed(given: Field) -> str:
    """SQL that reads a field's text as its type; NULL where it can't be."""
    match given.type:
        case "integer":
            return f"TRY_CAST({given.name} AS BIGINT)"
        case "decimal":
            return f"TRY_CAST({given.name} AS DOUBLE)"
        case "partial_date":
            return first_day(given.name)
        case "list":
            item = trimmed("x")
            return f"[{item} FOR x IN string_split({given.name}, ';') IF {item} <> '']"
        case _:
            return given.name


def first_day(text: str) -> str:
    """SQL for the first day of a partial date's text; NULL where there is no such day."""
    whole = f"CASE length({text}) WHEN 4 THEN {text} || '-01-01' WHEN 7 THEN {text} || '-01' ELSE {text} END"
    monday = f"try_strptime({text} || '-1', '{_ISO_WEEK}-%u')"
    # A year's week 53 that there isn't is read as the next year's first.
    week = f"CASE WHEN strftime({monday}, '{_ISO_WEEK}') = {text} THEN {monday}::DATE END"
    return f"CASE WHEN {text} LIKE '____-W__' THEN {week} ELSE TRY_CAST({whole} AS DATE) END"


def last_day(text: str) -> str:
    """SQL for the last day of a partial date's text."""
    day = first_day(text)
    return (
        f"CASE length({text}) WHEN 4 THEN ({day} + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE"
        f" WHEN 7 THEN last_day({day}) WHEN 8 THEN ({day} + INTERVAL 6 DAY)::DATE ELSE {day} END"
    )


_ISO_WEEK = "%G-W%V"


def date_precision(text: str) -> str:
    """SQL for how exactly a partial date's text is known."""
    return (
        f"CASE length({text}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 8 THEN 'week' WHEN 10 THEN 'day'"
        " ELSE 'none' END"
    )


def trimmed(text: str) -> str:
    """SQL for a text without the blanks around it: SQL's own trim knows the space alone."""
    return f"trim({text}, {literal(BLANKS)})"


def identifier(name: str) -> str:
    """A column name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"
