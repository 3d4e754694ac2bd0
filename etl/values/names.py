"""Places and compounds that a source names, to their ids."""

import duckdb
import numpy as np
import pyarrow as pa

from etl.contract.inputs import NAMES, PLACE_NAMES
from etl.source import SourceDescription
from etl.transform import literal
from geo.gazetteer import Gazetteer, gazetteer

_LESS_THAN_NAMED = 98.0
"""A name that fits less well than this was spelt otherwise, and that is told."""


def resolve_names(connection: duckdb.DuckDBPyConnection, description: SourceDescription) -> None:
    """
    Fill the references of `staged` that are given by name; fill `fault` and `mended`.

    Parameters
    ----------
    connection
        Where the load is at work; the places and compounds that it holds are those that can be named.
    description
        The source description, bound to the file's columns.

    Notes
    -----
    A name that fits several places, or none, costs the row, unless the row has coordinates: then it stands on those,
    and a note tells of the name.
    """
    inputs = [name for name in NAMES if name in description.columns.values()]
    books: dict[str, Gazetteer] = {}
    for name in inputs:
        table = "place" if name in PLACE_NAMES else "compound"
        if table not in books:
            books[table] = _gazetteer(connection, table)
        _resolve(connection, description, name, books[table])


def _gazetteer(connection: duckdb.DuckDBPyConnection, table: str) -> Gazetteer:
    """The names of the current places or compounds."""
    thai = "name_th" if table == "place" else "NULL"
    kind = "kind" if table == "place" else "'compound'"
    rows = connection.sql(
        f"WITH named AS (SELECT {table}_id AS id, {kind} AS kind, country, unnest([name, {thai}]) AS name,"
        f" 1.0 AS weight FROM {table} WHERE valid_to IS NULL UNION ALL"
        f" SELECT {table}_id, {kind}, country, unnest(alt_names), 0.9 FROM {table} WHERE valid_to IS NULL)"
        " SELECT * FROM named WHERE name IS NOT NULL ORDER BY id, weight DESC, name"
    ).to_arrow_table()
    weights = rows["weight"].cast(pa.float64()).to_numpy()
    return gazetteer(rows["id"], rows["name"], kinds=rows["kind"], countries=rows["country"], weights=weights)


def _resolve(connection: duckdb.DuckDBPyConnection, description: SourceDescription, name: str, book: Gazetteer) -> None:
    """Match the distinct names of one input, with the row's country where the name alone fits several places."""
    country = "staged.country" if "country" in {given.name for given in description.core_table.given} else "NULL"
    asked = connection.sql(
        f"SELECT DISTINCT {name} AS name, coalesce({country}, '') AS country FROM staged"
        f" WHERE {name} IS NOT NULL AND {NAMES[name]} IS NULL"
    ).to_arrow_table()
    if not asked.num_rows:
        return
    anywhere, there = book.match(asked["name"]), book.match(asked["name"], asked["country"])
    is_settled = (anywhere.place_id == "") & (anywhere.candidates != "")
    found = np.where(is_settled, there.place_id, anywhere.place_id)
    score = np.where(is_settled, there.score, anywhere.score)
    columns = {
        "name": asked["name"],
        "country": asked["country"],
        "id": pa.array(found, mask=found == ""),
        "candidates": pa.array(np.where(found == "", anywhere.candidates, "")),
        "is_spelt_otherwise": pa.array((found != "") & (score < _LESS_THAN_NAMED)),
    }
    connection.register("named", pa.table(columns))
    _put(connection, description, name, country)
    connection.unregister("named")


def _put(connection: duckdb.DuckDBPyConnection, description: SourceDescription, name: str, country: str) -> None:
    """Keep account of the names that fit nothing or were spelt otherwise, and write the ids into `staged`."""
    field, column = NAMES[name], literal(description.column_of(name) or name)
    thing = "place" if name in PLACE_NAMES else "compound"
    same = f"named.name = staged.{name} AND named.country = coalesce({country}, '')"
    joined = f"staged JOIN named ON {same}"
    missing = f"staged.{field} IS NULL AND named.id IS NULL"
    has_point = "staged.longitude IS NOT NULL" if description.core_table.has_own_point else "false"
    accepted = (
        f"'a {thing} that is loaded, by its name or id' || CASE WHEN candidates <> ''"
        " THEN '; the nearest: ' || candidates ELSE '' END"
    )
    connection.execute(
        f"INSERT INTO fault SELECT source_line, {column}, 'name', named.name, {accepted}, NULL FROM {joined}"
        f" WHERE {missing} AND NOT ({has_point})"
    )
    connection.execute(
        f"INSERT INTO mended SELECT source_line, {column}, 'names of no {thing} that is loaded, left out since the row"
        f" has coordinates', named.name FROM {joined} WHERE {missing} AND {has_point}"
    )
    connection.execute(
        f"INSERT INTO mended SELECT source_line, {column}, 'names matched in spite of their spelling',"
        f" named.name || ' -> ' || named.id FROM {joined} WHERE staged.{field} IS NULL AND is_spelt_otherwise"
    )
    connection.execute(f"UPDATE staged SET {field} = named.id FROM named WHERE staged.{field} IS NULL AND {same}")
