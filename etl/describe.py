"""A first draft of a source description, from a table that nobody has described yet."""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
from rapidfuzz import fuzz, process

from etl.contract.fields import Field
from etl.contract.vocab import COUNTRIES
from etl.guess import ColumnShape, Guess, column_shapes, guessed, known_words
from etl.read.formats import read_tables
from etl.read.frame import Layout, RawTable, text_schema
from etl.source import SourceDescription, list_descriptions, recognised

_ROWS_LOOKED_AT = 5_000
_WORDS_SHOWN = 60
_SURE_WORD = 85.0
_KEYS = ("event_date", "kind", "action", "name", "place_name", "from_place_name", "to_place_name", "nationality")
_BESIDE_KEYS = ("coordinates", "longitude", "latitude", "persons", "operator", "summary")
_STAND_INS = {"status": "unknown", "driver": "unknown"}
"""Required fields with a word for what isn't known."""


@dataclass(frozen=True, kw_only=True)
class _Subject:
    """What is described: a file, the name of its table and of its others, and what to call the source."""

    path: Path
    table: str
    others: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """
    A draft of a description.

    Attributes
    ----------
    text
        TOML; a comment with a question mark stands where a person must decide.
    part
        Sheet, layer or member that it describes; empty where the file is one table.
    notes
        What becomes of each of the file's other tables, one sentence each.
    """

    text: str
    part: str
    notes: tuple[str, ...]


def describe_file(path: Path, moei_home: Path, *, name: str = "", part: str = "") -> Draft:
    """
    Draft a description of a file, with the help of those that there are.

    Parameters
    ----------
    path
        The file.
    moei_home
        Home whose folder sources holds more descriptions than the shipped ones.
    name
        What to call the source; by default as the file.
    part
        Table to describe, where the file has several.

    Returns
    -------
    Draft

    Raises
    ------
    ValueError
        If no table of the file can be read, it has no such part, or one of the descriptions can't be read.
    """
    today = datetime.now(ZoneInfo("Asia/Bangkok")).date()
    known = list_descriptions(moei_home / "sources")
    with tempfile.TemporaryDirectory() as scratch:
        return draft(path, known, Path(scratch), today=today, name=name, part=part)


def draft(
    path: Path, known: list[SourceDescription], scratch: Path, *, today: date, name: str = "", part: str = ""
) -> Draft:
    """
    Draft a description of a file.

    Parameters
    ----------
    path
        The file.
    known
        The descriptions that there are.
    scratch
        Folder for what has to be unpacked.
    today
        Today in Thailand.
    name
        What to call the source; by default as the file.
    part
        Table to describe; by default the first that can be read and that no description fits.

    Returns
    -------
    Draft

    Raises
    ------
    ValueError
        If no table of the file can be read, or it has no such part; the message says which there are.
    """
    layout = Layout(is_header=lambda row: recognised(row, known) is not None)
    tables = read_tables(path, layout, scratch)
    table = _chosen(path, tables, known, part)
    rows = _first_rows(table)
    shapes = column_shapes(rows, table.header, today=today)
    others = [other for other in tables if other is not table]
    subject = _Subject(
        path=path, table=table.name, others=tuple(other.name for other in others), name=_name(name or path.name)
    )
    text = "\n".join(_lines(subject, shapes, guessed(shapes, known), known)) + "\n"
    notes = tuple(_other_words(path, other, table, known) for other in others)
    return Draft(text=text, part=table.name, notes=notes)


def _chosen(path: Path, tables: list[RawTable], known: list[SourceDescription], part: str) -> RawTable:
    """The table to describe."""
    named = [table for table in tables if not part or table.name.casefold() == part.casefold()]
    if not named:
        parts = ", ".join(table.name for table in tables) or "one table, without a name"
        raise ValueError(f"{path.name} has no part called {part!r}; accepted: {parts}")
    readable = [table for table in named if not table.is_refused]
    if not readable:
        fault = next(fault for table in named for fault in table.faults if fault.line is None)
        raise ValueError(f"{path.name}: found {fault.found}; accepted: {fault.accepted}")
    return next((table for table in readable if recognised(table.header, known) is None), readable[0])


def _other_words(path: Path, other: RawTable, described: RawTable, known: list[SourceDescription]) -> str:
    """What becomes of a table that is not the one described."""
    if other.is_refused:
        fault = next(fault for fault in other.faults if fault.line is None)
        return f"{other.name} can't be read: found {fault.found}; accepted: {fault.accepted}"
    if set(other.header) == set(described.header):
        return f"{other.name} has the same columns: this draft describes it too"
    fitting = recognised(other.header, known)
    if fitting is not None:
        return f"{other.name} needs no draft: {fitting.name} describes it"
    return f"{other.name} is not described: moei describe {path.name} --part {_quoted(other.name)} drafts it"


def _first_rows(table: RawTable) -> pa.Table:
    """Enough rows to tell what the columns hold."""
    batches, count = [], 0
    for batch in table.batches:
        batches.append(batch)
        count += batch.num_rows
        if count >= _ROWS_LOOKED_AT:
            break
    return pa.Table.from_batches(batches, text_schema(table.header))


def _lines(subject: _Subject, shapes: list[ColumnShape], guess: Guess, known: list[SourceDescription]) -> Iterable[str]:
    """The draft, line by line."""
    of = f"{subject.path.name} ({subject.table})" if subject.table else subject.path.name
    yield f"# Drafted from {_one_line(of)}. Answer what has a question mark, keep what is right,"
    yield "# and put the file into the folder sources of MOEI_HOME."
    if subject.others:
        yield f"# The file has other tables too, not described here: {_one_line(', '.join(subject.others))}."
    yield f"name = {_quoted(subject.name)}"
    yield f"title = {_quoted(subject.path.stem)}"
    yield f"table = {_quoted(guess.table.name)}" + ("" if guess.is_sure else "  # ? or another of the tables")
    yield 'cadence = "daily"  # ? how often a file comes: daily, weekly, monthly, or none for a closed archive'
    yield 'licence = "Not known"  # ? whose data it is, and what may be done with it'
    yield 'release_level = "AMBER"  # ? CLEAR, GREEN, AMBER, AMBER+STRICT or RED; who may see it'
    yield "is_public = false  # ? whether its source is open to anyone"
    yield "is_synthetic = false"
    yield from _writing_lines(shapes, guess)
    yield from _key_lines(subject, guess)
    yield from _column_lines(shapes, guess)
    yield from _default_lines(subject.path, guess)
    yield from _word_lines(shapes, guess, known)


def _writing_lines(shapes: list[ColumnShape], guess: Guess) -> Iterable[str]:
    """How the source writes dates."""
    dates = {given.name for given in guess.table.given if given.type == "partial_date"}
    dated = [shape for shape in shapes if guess.fields.get(shape.name) in dates]
    yield 'calendar = "auto"  # years from 2400 to 2600 are Buddhist; or gregorian, or buddhist'
    if any(shape.month_first > 0 for shape in dated):
        yield "day_first = false  # ? some dates can be read only with the month first"
    elif dated:
        yield "day_first = true  # ? whether 3/4 is the third of April"
    if any(shape.serial > shape.date for shape in dated):
        yield "excel_serials = true  # dates are numbers of Excel"
    yield 'time_zone = "Asia/Bangkok"  # ? zone of times that name none'


def _key_lines(subject: _Subject, guess: Guess) -> Iterable[str]:
    """What makes an id, where no column gives one."""
    yield f"id_prefix = {_quoted(subject.name + '-')}"
    if guess.table.key not in guess.fields.values():
        given = [name for name in (*_KEYS, *_BESIDE_KEYS) if name in guess.fields.values()]
        yield "# ? No column gives an id: these fields together make one, and rows that agree in all are one record."
        yield f"key = [{', '.join(map(_quoted, given or sorted(guess.fields.values())))}]"


def _column_lines(shapes: list[ColumnShape], guess: Guess) -> Iterable[str]:
    """Each column with its field; those that fit none as comments."""
    fields = ", ".join(given.name for given in guess.table.given)
    yield ""
    yield f"# Fields: {fields}"
    yield "[columns]"
    for shape in shapes:
        sample = f"  # like {_one_line(', '.join(shape.texts[:3]))}" if shape.texts else "  # empty"
        if shape.name in guess.fields:
            yield f"{_quoted(shape.name)} = {_quoted(guess.fields[shape.name])}{sample}"
        else:
            yield f'# {_quoted(shape.name)} = "?"{sample}'


def _default_lines(path: Path, guess: Guess) -> Iterable[str]:
    """Required fields that no column gives."""
    given = set(guess.fields.values())
    points = {"longitude", "latitude", "location_precision"} if _has_point(given) else set()
    yield ""
    yield "[defaults]"
    for field in guess.table.given:
        if field.name in guess.table.required - given - points - {guess.table.key}:
            yield _default_line(field, path)


def _has_point(given: set[str]) -> bool:
    return "coordinates" in given or {"longitude", "latitude"} <= given


def _default_line(field: Field, path: Path) -> str:
    """One required field with a value that stands in for it, or none where any would be a claim."""
    if field.name == "publisher":
        return f"publisher = {_quoted(path.stem)}  # ? who publishes the source"
    if field.name in _STAND_INS:
        return f"{field.name} = {_quoted(_STAND_INS[field.name])}"
    if field.vocabulary == COUNTRIES:
        return f'# {field.name} = "TH"  # ? the country of every row, if it is one'
    accepted = f": one of {', '.join(field.vocabulary)}" if field.vocabulary else ""
    return f'# {field.name} = "?"  # ? required{accepted}'


def _word_lines(shapes: list[ColumnShape], guess: Guess, known: list[SourceDescription]) -> Iterable[str]:
    """The source's words for what has a vocabulary, each with ours where it can be told."""
    by_name = {given.name: given for given in guess.table.given}
    for shape in shapes:
        given = by_name.get(guess.fields.get(shape.name, ""))
        if given is None or not given.vocabulary or given.vocabulary == COUNTRIES:
            continue
        words = known_words(given, guess.table, known)
        yield ""
        yield f"# Ours: {', '.join(given.vocabulary)}"
        yield f"[values.{given.name}]"
        for text in shape.texts[:_WORDS_SHOWN]:
            match = process.extractOne(text.casefold(), words.keys(), scorer=fuzz.ratio, score_cutoff=_SURE_WORD)
            if match is None:
                yield f'{_quoted(text)} = ""  # ? which of ours; as it stands, such rows are set aside'
            else:
                yield f"{_quoted(text)} = {_quoted(words[match[0]])}"


def _name(file_name: str) -> str:
    """A name for commands: a file's, in small letters."""
    latin = unicodedata.normalize("NFKD", file_name.split(".")[0]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", latin).strip("_") or "my_source"


def _quoted(text: str) -> str:
    """A text quoted for TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str, length: int = 80) -> str:
    """A text for a comment: no line break or control character, and not longer than a line."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return plain if len(plain) <= length else f"{plain[:length]}…"
