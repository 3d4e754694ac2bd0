"""What the columns of an unknown table are likely to hold: by their headers, and by the shape of their values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz, process

from etl.contract.fields import FIELDS, Field
from etl.contract.inputs import COORDINATES, inputs_of
from etl.contract.tables import TABLES, Table
from etl.contract.vocab import COUNTRIES
from etl.source import SourceDescription, normal_name
from etl.transform import identifier, trimmed
from etl.values.countries import countries_statement, register_countries
from etl.values.dates import DateWriting, dates_statement
from etl.values.numbers import numbers_statement
from geo.coordinates import text_to_points

_TABLE_ORDER = ("incident", "infrastructure", "rescue", "movement", "displacement_report", "place", "compound")
_LIKE = 80.0
"""Headers that are less alike than this, of 100, say nothing."""
_MOST = 0.5
"""A column is of a shape if more than this share of its values is."""
_SHAPE_WORTH = 0.5
"""How much a field that values alone tell counts for its table, where a header that fits counts 1."""
_TEXTS_LOOKED_AT = 300
_REGION_LONGITUDES, _REGION_LATITUDES = (92.0, 110.0), (4.0, 29.0)


@dataclass(frozen=True, kw_only=True)
class ColumnShape:
    """
    One column: its name, some of its values, and the share of them that reads as each thing.

    `month_first` is the share of dates that can be read only with the month first.
    """

    name: str
    texts: tuple[str, ...]
    date: float = 0.0
    month_first: float = 0.0
    serial: float = 0.0
    number: float = 0.0
    country: float = 0.0
    point: float = 0.0
    url: float = 0.0
    bounds: tuple[float, float] = (np.nan, np.nan)


@dataclass(frozen=True, kw_only=True)
class Guess:
    """The table that a file is likely to feed, and the field (or input) that each column is likely to give."""

    table: Table
    fields: dict[str, str]
    is_sure: bool


def column_shapes(rows: pa.Table, header: Iterable[str], *, today: date) -> list[ColumnShape]:
    """
    The shape of each column.

    Parameters
    ----------
    rows
        Rows of the table, one text column for each of the header.
    header
        Names of the columns.
    today
        Today in Thailand: later dates are none.

    Returns
    -------
    list of ColumnShape
        In the order of the header.
    """
    with duckdb.connect() as connection:
        register_countries(connection, codes="iso")
        connection.register("given", rows)
        return [_shape(connection, name, today) for name in header]


def _shape(connection: duckdb.DuckDBPyConnection, name: str, today: date) -> ColumnShape:
    """The shape of one column of `given`."""
    text = trimmed(identifier(name))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE looked_at AS SELECT text FROM (SELECT {text} AS text, count(*) AS n FROM given"
        f" WHERE {text} <> '' GROUP BY ALL ORDER BY n DESC, text LIMIT {_TEXTS_LOOKED_AT})"
    )
    texts = tuple(text for (text,) in connection.execute("SELECT text FROM looked_at").fetchall())
    if not texts:
        return ColumnShape(name=name, texts=())
    dated = "SELECT text FROM looked_at WHERE NOT regexp_full_match(text, '[0-9.,]{1,7}')"
    day_first = dates_statement(dated, DateWriting(), today=today)
    month_first = dates_statement(dated, DateWriting(day_first=False), today=today)
    numbers = numbers_statement("FROM looked_at", FIELDS["longitude"])
    countries = countries_statement("FROM looked_at", codes="iso")
    only_month = (
        f"SELECT m.rule FROM ({day_first}) AS d JOIN ({month_first}) AS m USING (text) WHERE d.rule IS NOT NULL"
    )
    points = text_to_points(list(texts), system="any")
    bounds = connection.execute(
        f"SELECT min(value::DOUBLE), max(value::DOUBLE) FROM ({numbers}) WHERE value IS NOT NULL"
    ).fetchall()[0]

    def share(statement: str) -> float:
        [[count]] = connection.execute(f"SELECT count(*) FROM ({statement}) WHERE rule IS NULL").fetchall()
        return float(count) / len(texts)

    serials = "SELECT NULL AS rule FROM looked_at WHERE regexp_full_match(text, '[34][0-9]{4}([.]0)?')"
    return ColumnShape(
        name=name,
        texts=texts,
        date=share(day_first),
        month_first=share(only_month),
        serial=share(serials),
        number=share(numbers),
        country=share(countries),
        point=float(np.mean(~np.isnan(points.longitude))),
        url=float(np.mean([text.startswith(("http://", "https://")) for text in texts])),
        bounds=(np.nan, np.nan) if bounds[0] is None else bounds,
    )


def guessed(shapes: list[ColumnShape], known: Iterable[SourceDescription]) -> Guess:
    """
    The table and the fields that fit the columns best.

    Parameters
    ----------
    shapes
        The columns.
    known
        Source descriptions, whose headers are known to mean what they say.

    Returns
    -------
    Guess
        The table with the most columns that fit; sure if no other has nearly as many.
    """
    known = list(known)
    names = _known_names(known)
    found, worth = {}, {}
    for name in _TABLE_ORDER:
        headed = _by_header(shapes, TABLES[name], names)
        fields = {column: field for column, (field, _) in headed.items()}
        shaped = _by_shape(shapes, TABLES[name], fields)
        worded = _by_words(shapes, TABLES[name], fields | shaped, known)
        found[name] = fields | shaped | worded
        worth[name] = sum(score for _, score in headed.values()) + _SHAPE_WORTH * len(shaped) + len(worded)
    best = max(_TABLE_ORDER, key=lambda name: worth[name])
    is_sure = sorted(worth.values())[-1] - sorted(worth.values())[-2] > 1.0
    return Guess(table=TABLES[best], fields=found[best], is_sure=is_sure)


def _known_names(known: Iterable[SourceDescription]) -> dict[str, dict[str, str]]:
    """Field or input -> headers that are known to mean it -> the table that they were met for; "" for any."""
    names: dict[str, dict[str, str]] = {}
    for table in TABLES.values():
        for name in (*(given.name for given in table.given), *inputs_of(table)):
            names.setdefault(name, {})[normal_name(name)] = ""
    for description in known:
        for column, name in description.columns.items():
            names[name].setdefault(normal_name(column), description.table)
    return names


def _by_header(
    shapes: list[ColumnShape], table: Table, names: dict[str, dict[str, str]]
) -> dict[str, tuple[str, float]]:
    """Column -> the field whose known headers its own is most like, and how much: each field once."""
    fits = []
    for place, shape in enumerate(shapes):
        for given in _targets(table):
            match = process.extractOne(
                normal_name(shape.name), names[given.name].keys(), scorer=fuzz.ratio, score_cutoff=_LIKE
            )
            if match is not None and _is_of(shape, given):
                own = 5.0 if names[given.name][match[0]] == table.name else 0.0
                fits.append((match[1] + own, -place, shape.name, given.name))
    found: dict[str, tuple[str, float]] = {}
    for score, _, column, field in sorted(fits, reverse=True):
        if column not in found and field not in {name for name, _ in found.values()}:
            found[column] = (field, score / 100)
    return found


def _targets(table: Table) -> list[Field]:
    """Fields and inputs of a table, as fields; the list-like ones and the precision of dates are never guessed."""
    beside = [Field(name=name, type="text", description="") for name in inputs_of(table) if name not in FIELDS]
    return [*table.given, *beside]


def _is_of(shape: ColumnShape, given: Field) -> bool:
    """Whether a column's values have the shape that a field needs."""
    if not shape.texts:
        return True
    if given.type == "partial_date":
        return max(shape.date, shape.month_first + shape.date, shape.serial) > _MOST
    if given.type in ("integer", "decimal"):
        return shape.number > _MOST
    if given.vocabulary == COUNTRIES:
        return shape.country > _MOST
    if given.name == COORDINATES:
        return shape.point > _MOST
    return shape.url > _MOST if given.type == "url" else True


def _by_shape(shapes: list[ColumnShape], table: Table, taken: dict[str, str]) -> dict[str, str]:
    """Columns whose headers say nothing, but whose values can be only one thing that the table still lacks."""
    lacking = {given.name for given in _targets(table)} - set(taken.values())
    if {COORDINATES, "longitude", "latitude"} & set(taken.values()):
        lacking -= {COORDINATES}
    found: dict[str, str] = {}
    for shape in shapes:
        fields = [] if shape.name in taken else _shape_fields(shape)
        name = next((name for name in fields if name in lacking), None)
        if name is not None:
            found[shape.name] = name
            lacking.remove(name)
    return found


def _by_words(
    shapes: list[ColumnShape], table: Table, taken: dict[str, str], known: list[SourceDescription]
) -> dict[str, str]:
    """Columns of which most values are words that are known for a field with a vocabulary."""
    found: dict[str, str] = {}
    for given in table.given:
        if not given.vocabulary or given.vocabulary == COUNTRIES or given.name in taken.values():
            continue
        words = known_words(given, table, known)
        free = [shape for shape in shapes if shape.texts and shape.name not in taken | found]
        shares = [np.mean([text.casefold() in words for text in shape.texts]) for shape in free]
        if shares and max(shares) >= _MOST:
            found[free[int(np.argmax(shares))].name] = given.name
    return found


def known_words(given: Field, table: Table, known: Iterable[SourceDescription]) -> dict[str, str]:
    """
    Words that sources of a table use for a field, and our own.

    Parameters
    ----------
    given
        A field with a vocabulary.
    table
        Its table.
    known
        Source descriptions that say what their words mean.

    Returns
    -------
    dict
        Word in small letters -> ours; codes of one character mean nothing by themselves and are left out.
    """
    words = {word: word for word in given.vocabulary}
    for description in known:
        if description.table == table.name:
            theirs = description.values.get(given.name, {})
            words |= {word.casefold(): ours for word, ours in theirs.items() if ours and len(word) > 1}
    return words


def _shape_fields(shape: ColumnShape) -> list[str]:
    """Fields that the values of a column fit by themselves, the likeliest first."""
    fits = {
        "source_url": shape.url > _MOST,
        "event_date": shape.date + shape.month_first > _MOST,
        COORDINATES: shape.point > _MOST and shape.number <= _MOST,
        "country": shape.country > _MOST and shape.number <= _MOST,
        "longitude": _is_within(shape, _REGION_LONGITUDES),
        "latitude": _is_within(shape, _REGION_LATITUDES),
    }
    return [name for name, is_fit in fits.items() if is_fit]


def _is_within(shape: ColumnShape, limits: tuple[float, float]) -> bool:
    """Whether a column holds decimal numbers within limits: whole numbers are counts, not degrees."""
    has_decimals = any("." in text or "," in text for text in shape.texts)
    return bool(shape.number > _MOST and has_decimals and limits[0] <= shape.bounds[0] <= shape.bounds[1] <= limits[1])
