"""What is wrong with a source description: entries of a wrong type, and what the contract doesn't know."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from etl.contract import inputs, vocab
from etl.contract.tables import TABLES

if TYPE_CHECKING:
    from etl.source import SourceDescription


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_texts_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


_ENTRY_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "columns": (_is_texts_by_name, "a table of columns, each with the name of a field, in quotation marks"),
    "defaults": (_is_texts_by_name, "a table of fields, each with a value in quotation marks"),
    "patterns": (_is_texts_by_name, "a table of fields, each with a pattern in quotation marks"),
    "units": (_is_texts_by_name, "a table of fields, each with a unit in quotation marks"),
    "values": (
        lambda value: isinstance(value, dict) and all(map(_is_texts_by_name, value.values())),
        "for each field a table of words in quotation marks",
    ),
    "only": (
        lambda value: isinstance(value, dict) and all(map(_is_texts, value.values())),
        "for each field a list of values in quotation marks",
    ),
    "reject_limit": (lambda value: type(value) in (int, float) and 0 <= value <= 1, "a share from 0 to 1"),
}
"""Entries that are neither a text, nor true or false, nor a list of texts: what each must be."""
_LISTS = ("optional", "ignored", "key", "column_names", "file_names", "deletion_values")
_SWITCHES = (
    *("is_public", "is_synthetic", "day_first", "excel_serials", "has_decimal_comma", "header", "has_hxl_row"),
)


def description_faults(description: "SourceDescription") -> list[str]:
    """
    Everything that is wrong with a description.

    Parameters
    ----------
    description
        As it was read.

    Returns
    -------
    list of str
        What was found and what is accepted; the types of entries first, since nothing else can be told without them.
    """
    faults = list(_type_faults(description))
    if faults:
        return faults
    if description.table not in TABLES:
        return [f"no table {description.table!r}; accepted: {', '.join(TABLES)}"]
    return [*_field_faults(description), *_choice_faults(description), *_setting_faults(description)]


def _type_faults(description: "SourceDescription") -> Iterator[str]:
    """Entries that are of another type than they should be: "no" is a text, and would be taken for true."""
    for entry in fields(description):
        value = getattr(description, entry.name)
        is_right: Callable[[Any], bool] = lambda value: isinstance(value, str)  # noqa: E731
        wanted = "a text in quotation marks"
        if entry.name in _SWITCHES:
            is_right, wanted = (lambda value: isinstance(value, bool)), "true or false"
        elif entry.name in _LISTS:
            is_right, wanted = _is_texts, "a list of texts in quotation marks"
        elif entry.name in _ENTRY_TYPES:
            is_right, wanted = _ENTRY_TYPES[entry.name]
        if not is_right(value):
            yield f"{entry.name} can't be {value!r}; accepted: {wanted}"


def _field_faults(description: "SourceDescription") -> Iterator[str]:
    """Fields that the table doesn't have, and required ones that nothing gives."""
    table = description.core_table
    known = {given.name for given in table.given} | set(inputs.inputs_of(table))
    named = [*description.columns.values(), *description.optional, *description.defaults, *description.values]
    named += [*description.only, *description.patterns, *description.units, *description.key]
    yield from (f"table {table.name} has no field {name!r}" for name in dict.fromkeys(named) if name not in known)
    missing = table.required - _given_fields(description)
    yield from (f"no column gives the required field {name!r}" for name in sorted(missing))


def _given_fields(description: "SourceDescription") -> set[str]:
    """Fields that a column, a default, a key or an input gives."""
    given = set(description.columns.values()) | set(description.defaults)
    if description.key:
        given.add(description.core_table.key)
    if inputs.COORDINATES in given:
        given |= {"longitude", "latitude"}
    if {"longitude", "latitude"} <= given:
        given.add("location_precision")
    return given


def _choice_faults(description: "SourceDescription") -> Iterator[str]:
    """Entries that must be one of a few words."""
    choices: dict[str, Iterable[str]] = {
        "release_level": vocab.RELEASE_LEVELS,
        "calendar": inputs.CALENDARS,
        "coordinate_system": inputs.COORDINATE_SYSTEMS,
        "country_codes": inputs.COUNTRY_CODES,
        "withdraw": inputs.WITHDRAWALS,
    }
    for name, accepted in choices.items():
        value = getattr(description, name)
        if value not in accepted:
            words = name.replace("_", " ")
            yield f"no {words} {value!r}; accepted: {', '.join(word or 'nothing' for word in accepted)}"


def _setting_faults(description: "SourceDescription") -> Iterator[str]:
    """Entries that don't go together, and values that can't be used."""
    units = {given.name: given.unit for given in description.core_table.given}
    for name, unit in description.units.items():
        if name in units and (units[name], unit) not in inputs.UNIT_FACTORS:
            known = ", ".join(theirs for ours, theirs in inputs.UNIT_FACTORS if ours == units[name])
            yield f"{name} can't be given in {unit!r}; accepted: {known or 'no unit'}"
    try:
        ZoneInfo(description.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"no time zone {description.time_zone!r}; accepted: names like Asia/Bangkok or UTC"
    for name, pattern in description.patterns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"the pattern of {name} can't be read: {error}"
    if not description.header and not description.column_names:
        yield "a file without a header needs column_names"
    if (description.withdraw == "deletions") != bool(description.deletion_column and description.deletion_values):
        yield 'deletion_column and deletion_values go with withdraw = "deletions"'
