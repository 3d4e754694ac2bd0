"""Provinces that a source names, or gives the ISO 3166-2 codes of, to their codes."""

import duckdb
import pyarrow as pa

from etl.contract.inputs import PROVINCE_OF_PLACE
from etl.source import SourceDescription
from etl.transform import literal
from geo.provinces import Provinces

ACCEPTED = "a province of Thailand, Myanmar, Laos or Cambodia by its name or its code of ISO 3166-2, like Tak or TH-63"


def read_provinces(connection: duckdb.DuckDBPyConnection, description: SourceDescription, provinces: Provinces) -> None:
    """
    Put codes in the place of the provinces of `staged`; fill `fault`.

    Parameters
    ----------
    connection
        Where the load is at work.
    description
        The source description, bound to the file's columns.
    provinces
        The provinces that can be named.

    Notes
    -----
    A row's own country settles which province is meant. Where a source has a column that is kept as it stands
    (`province`), the code is told from it if it can be; one that can't costs nothing.
    """
    given = {field.name for field in description.core_table.given}
    for name in PROVINCE_OF_PLACE.values():
        if name in given:
            _identify(connection, description, provinces, text=name, code=name)
    if {"province", "named_province_id"} <= given:
        _identify(connection, description, provinces, text="province", code="named_province_id")


def name_provinces(connection: duckdb.DuckDBPyConnection, description: SourceDescription, provinces: Provinces) -> None:
    """Fill the name of a row's own province where the source gave it by a code, or in the place of a place."""
    if {"province", "province_id"} <= {field.name for field in description.core_table.given}:
        names = {code: province.name for code, province in provinces.records.items()}
        connection.register("named_province", pa.table({"code": [*names], "name": [*names.values()]}))
        connection.execute(
            "UPDATE staged SET province = named_province.name FROM named_province"
            " WHERE staged.province IS NULL AND staged.province_id = named_province.code"
        )
        connection.unregister("named_province")


def country_sql(description: SourceDescription, code: str) -> str:
    """SQL for the country that a province must be in, as far as the row tells; empty text where it doesn't."""
    own = "country" if code == "named_province_id" else f"{code.removesuffix('province_id')}country"
    given = {field.name for field in description.core_table.given}
    return f"coalesce(staged.{own}, '')" if own in given else "''"


def _identify(
    connection: duckdb.DuckDBPyConnection, description: SourceDescription, provinces: Provinces, *, text: str, code: str
) -> None:
    """Tell the code of each distinct text, and write it where there is none yet."""
    country = country_sql(description, code)
    lacking = "" if text == code else f" AND {code} IS NULL"
    asked = connection.sql(
        f"SELECT DISTINCT {text} AS text, {country} AS country FROM staged WHERE {text} IS NOT NULL{lacking}"
    ).to_arrow_table()
    if not asked.num_rows:
        return
    found = provinces.identify(asked["text"].to_pylist(), asked["country"].to_pylist())
    connection.register("identified", asked.append_column("code", pa.array([name or None for name in found])))
    same = f"identified.text = staged.{text} AND identified.country = {country}"
    if text == code:
        column = literal(description.column_of(code) or code)
        connection.execute(
            f"INSERT INTO fault SELECT source_line, {column}, 'province', identified.text, {literal(ACCEPTED)}"
            " || CASE WHEN identified.country <> '' THEN '; in the row''s country, ' || identified.country ELSE '' END,"
            f" NULL FROM staged JOIN identified ON {same} WHERE identified.code IS NULL"
        )
    connection.execute(
        f"UPDATE staged SET {code} = identified.code FROM identified"
        f" WHERE {same}{lacking} AND identified.code IS NOT NULL"
    )
    connection.unregister("identified")
