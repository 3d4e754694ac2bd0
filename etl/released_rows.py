"""A core table's rows as a release holds them, as SQL: whole, or coarse."""

from etl.contract.fields import Field
from etl.contract.tables import Table
from etl.release_rules import FINE, counts_of
from geo.disclosure import coarse_count

_KEPT = frozenset(
    (
        "event_date",
        "event_date_last",
        "date_precision",
        "first_reported_date",
        "first_reported_date_precision",
        "status_date",
        "status_date_precision",
        "source_date",
        "source_date_precision",
        "kind",
        "action",
        "status",
        "driver",
        "nationality",
        "country",
        "from_country",
        "to_country",
        "publisher",
        "is_running_total",
        "release_level",
        "is_public",
        "is_synthetic",
        "source_file_id",
        "valid_from",
    )
)
"""What a coarse row keeps as it is; what isn't named here or below it loses, so that a new column leaves nobody's house
before somebody says so."""
_PROVINCES = ("from_province_id", "to_province_id", "named_province_id")
_DERIVED_KEPT = ("is_running_total",)
_FINE = f"r.location_precision IN {FINE} AND r.longitude IS NOT NULL"
_PROVINCE = "(SELECT name FROM province WHERE province.province_id = r.province_id)"


def hashed(layer: str, name: str) -> str:
    """
    SQL for a name that stands for an id of a record that isn't public: ids are free text, and tell of place or people.

    Parameters
    ----------
    layer, name
        SQL for the layer or table, and for the id, which may be NULL.
    """
    return f"'np-' || substr(sha256({layer} || ':' || {name}), 1, 16)"


def whole_rows(table: Table, schema: str) -> str:
    """
    The rows that pass whole.

    Parameters
    ----------
    table
        A core table.
    schema
        Name that the build is attached under, with a point.

    Returns
    -------
    str
        A statement that gives the table's columns, for the table `fate` and the parameters `$places`, `$compounds` and
        `$passes_all`. A place that was lent, and what was derived from places, is left to be worked out anew from what
        else is told.
    """
    columns = ", ".join(f"{_whole(table, column)} AS {column.name}" for column in table.columns())
    return f"SELECT {columns} {_from(table, schema, 'whole')}"


def coarse_rows(table: Table, schema: str) -> str:
    """The rows that are told coarsely, as `whole_rows`; for the tables `small` and `coarse_point` too."""
    counted = {count.name for count in counts_of(table)}
    columns = ", ".join(
        f"{_coarse(table, column, is_count=column.name in counted)} AS {column.name}" for column in table.columns()
    )
    return (
        f"SELECT {columns} {_from(table, schema, 'coarse')}"
        " LEFT JOIN coarse_point ON coarse_point.longitude = r.longitude AND coarse_point.latitude = r.latitude"
    )


def _from(table: Table, schema: str, fate: str) -> str:
    return (
        f"FROM {schema}{table.name} AS r INNER JOIN fate ON fate.table_name = '{table.name}'"
        f" AND fate.key = r.{table.key} AND fate.fate = '{fate}' AND r.valid_to IS NULL"
    )


def _whole(table: Table, column: Field) -> str:
    name, is_derived = column.name, column in table.derived
    if name == "location_source":
        return "CASE WHEN r.location_source = 'own' THEN 'own' END"
    if name in ("longitude", "latitude", "location_precision"):
        return f"CASE WHEN r.location_source = 'own' THEN r.{name} END"
    if name in ("content_hash", "source_line"):
        # Of a list that isn't told whole, the numbers of its lines say how many there are between.
        return f"CASE WHEN r.is_public OR $passes_all THEN r.{name} END"
    if name == "valid_to" or (is_derived and name not in _DERIVED_KEPT):
        return "NULL"
    if column.references:
        return _reference(column)
    return f"r.{name}"


def _reference(column: Field) -> str:
    """A reference, as far as it is to what passes whole."""
    known = f"${column.references}s::VARCHAR[]"
    if column.type == "list":
        return f"list_filter(r.{column.name}, lambda one: list_contains({known}, one))"
    return f"CASE WHEN list_contains({known}, r.{column.name}) THEN r.{column.name} END"


def _coarse(table: Table, column: Field, *, is_count: bool) -> str:
    name = column.name
    if name in (table.key, "name"):
        return hashed("fate.layer", "fate.key")
    if name == "group_id":
        return hashed("fate.layer", "r.group_id")
    if is_count:
        is_small = f"(fate.layer, fate.group_id, '{name}') IN (SELECT (layer, group_id, counted) FROM small)"
        return f"CASE WHEN NOT {is_small} THEN {coarse_count(f'r.{name}')} END"
    if name in ("longitude", "latitude"):
        return f"CASE WHEN {_FINE} THEN coarse_point.coarse_{name} END"
    if name == "location_precision":
        return f"CASE WHEN {_FINE} THEN '{FINE[-1]}' WHEN r.location_precision NOT IN {FINE} THEN r.{name} END"
    if name == "location_source":
        return f"CASE WHEN {_FINE} OR r.location_precision NOT IN {FINE} THEN 'own' END"
    if name in _PROVINCES:
        return f"CASE WHEN NOT coalesce({_FINE}, false) THEN r.{name} END"
    if name == "province":
        return f"CASE WHEN NOT coalesce({_FINE}, false) THEN {_PROVINCE} END"
    return f"r.{name}" if name in _KEPT else "NULL"
