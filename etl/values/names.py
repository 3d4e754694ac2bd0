"""Places and compounds that a source names, to their ids."""

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.contract.inputs import NAMES, PLACE_NAMES, PROVINCE_OF_PLACE
from etl.source import SourceDescription
from etl.transform import literal
from etl.values.province_names import country_sql
from geo.gazetteer import Gazetteer, gazetteer
from geo.provinces import Provinces

_LESS_THAN_NAMED = 98.0
"""A name that fits less well than this was spelt otherwise, and that is told."""


def resolve_names(connection: duckdb.DuckDBPyConnection, description: SourceDescription, provinces: Provinces) -> None:
    """
    Fill the references of `staged` that are given by name; fill `fault` and `mended`.

    Parameters
    ----------
    connection
        Where the load is at work; the places and compounds that it holds are those that can be named.
    description
        The source description, bound to the file's columns.
    provinces
        The provinces that can be named where a place is asked for.

    Notes
    -----
    A name that is no place's but a province's gives the row its province. One that fits several places, or none, costs
    the row, unless the row has coordinates: then it stands on those, and a note tells of the name.
    """
    inputs = [name for name in NAMES if name in description.columns.values()]
    books: dict[str, Gazetteer] = {}
    for name in inputs:
        table = "place" if name in PLACE_NAMES else "compound"
        if table not in books:
            books[table] = _gazetteer(connection, table)
        _resolve(connection, description, name, books[table], provinces)


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


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    description: SourceDescription,
    name: str,
    book: Gazetteer,
    provinces: Provinces,
) -> None:
    """Match the distinct names of one input, with the row's country where the name alone fits several places."""
    country = "staged.country" if "country" in {given.name for given in description.core_table.given} else "NULL"
    field = _province_field(description, name)
    within = "''" if field is None else country_sql(description, field)
    asked = connection.sql(
        f"SELECT DISTINCT {name} AS name, coalesce({country}, '') AS country, {within} AS province_country FROM staged"
        f" WHERE {name} IS NOT NULL AND {NAMES[name]} IS NULL"
    ).to_arrow_table()
    if not asked.num_rows:
        return
    anywhere, there = book.match(asked["name"]), book.match(asked["name"], asked["country"])
    is_settled = (anywhere.place_id == "") & (anywhere.candidates != "")
    found = np.where(is_settled, there.place_id, anywhere.place_id)
    score = np.where(is_settled, there.score, anywhere.score)
    is_spelt_otherwise = (found != "") & (score < _LESS_THAN_NAMED)
    province = _provinces_named(description, name, asked, provinces, is_open=is_spelt_otherwise | (found == ""))
    found = np.where(province == "", found, "")
    columns = {
        "name": asked["name"],
        "country": asked["country"],
        "province_country": asked["province_country"],
        "id": pa.array(found, mask=found == ""),
        "candidates": pa.array(np.where(found == "", anywhere.candidates, "")),
        "is_spelt_otherwise": pa.array((found != "") & is_spelt_otherwise),
        "province": pa.array(province, mask=province == ""),
    }
    connection.register("named", pa.table(columns))
    same = f"named.name = staged.{name} AND named.country = coalesce({country}, '')"
    _put(connection, description, name, f"{same} AND named.province_country = {within}")
    connection.unregister("named")


def _provinces_named(
    description: SourceDescription, name: str, asked: pa.Table, provinces: Provinces, *, is_open: NDArray[np.bool_]
) -> NDArray[np.str_]:
    """The province that each name stands for, where no place has just that name; empty for the others."""
    none = np.full(asked.num_rows, "", dtype=np.str_)
    if _province_field(description, name) is None:
        return none
    names, countries = (np.asarray(asked[column]).astype(np.str_) for column in ("name", "province_country"))
    found = provinces.identify(names.tolist(), countries.tolist())
    return np.where(is_open, np.array(found, dtype=np.str_), none)


def _province_field(description: SourceDescription, name: str) -> str | None:
    """Field for the province that an input names instead of a place, if its table has one."""
    field = PROVINCE_OF_PLACE.get(NAMES[name])
    return field if any(given.name == field for given in description.core_table.given) else None


def _put(connection: duckdb.DuckDBPyConnection, description: SourceDescription, name: str, same: str) -> None:
    """
    Keep account of the names that fit nothing, a province or only nearly, and write the ids into `staged`.

    `same` is SQL for which row of `named` answers a row of `staged`.
    """
    field, column = NAMES[name], literal(description.column_of(name) or name)
    thing = "place" if name in PLACE_NAMES else "compound"
    joined = f"staged JOIN named ON {same}"
    missing = f"staged.{field} IS NULL AND named.id IS NULL AND named.province IS NULL"
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
    province = _province_field(description, name)
    if province is not None:
        connection.execute(
            f"INSERT INTO mended SELECT source_line, {column}, 'names of provinces: such rows have a province and no"
            f" point', named.name || ' -> ' || named.province FROM {joined}"
            f" WHERE staged.{field} IS NULL AND named.province IS NOT NULL"
        )
        connection.execute(
            f"UPDATE staged SET {province} = coalesce({province}, named.province) FROM named"
            f" WHERE staged.{field} IS NULL AND {same}"
        )
