"""Entries of the tables that a person edits: what is wrong with each, told with where it stands."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from etl.sector_table import SECTORS

Check = Callable[[Any], bool]
_PARTIAL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")

TEXT: tuple[Check, str] = (lambda value: isinstance(value, str) and value.strip() != "", "a text in quotation marks")
TEXTS: tuple[Check, str] = (
    lambda value: isinstance(value, list) and all(isinstance(item, str) and item for item in value),
    "a list of texts in quotation marks",
)
COUNT: tuple[Check, str] = (lambda value: type(value) is int and value > 0, "a whole number above 0")
TABLE: tuple[Check, str] = (lambda value: isinstance(value, dict), "a table")
PARTIAL_DATE: tuple[Check, str] = (
    lambda value: partial_date(value) is not None,
    'a day or month in quotation marks, like "2025-02-05" or "2025-02"',
)


def one_of(words: Collection[str]) -> tuple[Check, str]:
    """A check that a value is one of some words, and what to say where it isn't."""
    return (lambda value: isinstance(value, str) and value in words), f"one of {', '.join(words)}"


def partial_date(value: object) -> tuple[date, str] | None:
    """
    First day of a day or month, and which of them it is.

    Examples
    --------
    >>> partial_date("2025-02"), partial_date("2025-02-30")
    ((datetime.date(2025, 2, 1), 'month'), None)
    """
    if not isinstance(value, str) or not _PARTIAL_DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value if len(value) == 10 else f"{value}-01"), "day" if len(value) == 10 else "month"
    except ValueError:
        return None


def entry_faults(
    where: str,
    entry: Mapping[str, Any],
    accepted: Mapping[str, tuple[Check, str]],
    *,
    optional: Collection[str] = (),
) -> list[str]:
    """
    Values that are missing, unknown or not what they must be.

    Parameters
    ----------
    where
        Which entry this is, to begin each fault with.
    entry
        The entry.
    accepted
        Name of each value -> whether it is right, and what it must be.
    optional
        Names that an entry may do without.

    Returns
    -------
    list of str

    Examples
    --------
    >>> entry_faults("claim 1 (x)", {"id": "x"}, {"id": TEXT, "name": TEXT})
    ['claim 1 (x) has no name']
    """
    faults = [f"{where} has no {name}" for name in accepted if name not in entry and name not in optional]
    faults += [
        f"{where}: {name} is not known; accepted: {', '.join(accepted)}" for name in sorted(entry.keys() - accepted)
    ]
    faults += [
        f"{where}: {name} must be {what}: found {entry[name]!r}"
        for name, (is_right, what) in accepted.items()
        if name in entry and not is_right(entry[name])
    ]
    return faults


def list_entries(text: str, what: str) -> list[tuple[str, dict[str, Any]]]:
    """
    The entries of a file that holds one list, each with where it stands.

    Parameters
    ----------
    text
        TOML.
    what
        Name of the list.

    Returns
    -------
    list of tuple
        Where ("claim 2 (its-id)") and the entry.

    Raises
    ------
    ValueError
        If the text is no TOML, or holds anything but that list.

    Examples
    --------
    >>> list_entries('[[claim]]\\nid = "a"', "claim")
    [('claim 1 (a)', {'id': 'a'})]
    """
    table = tomllib.loads(text)
    entries = table.get(what, [])
    if table.keys() - {what} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"it must hold entries that begin with [[{what}]] and nothing else")
    return [(f"{what} {number} ({entry.get('id', 'no id')})", entry) for number, entry in enumerate(entries, start=1)]


def repeated(where: str, values: Iterable[object], what: str) -> list[str]:
    """What stands more than once, as faults."""
    given = list(values)
    return [f"{where}: {what} {value!r} stands twice" for value in dict.fromkeys(given) if given.count(value) > 1]


def repeated_ids(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Ids that more than one entry has, as faults; an id that is no text has its own."""
    ids = [entry["id"] for _, entry in entries if isinstance(entry.get("id"), str)]
    return [f"the id {entry_id!r} stands twice" for entry_id in dict.fromkeys(ids) if ids.count(entry_id) > 1]


def raise_faults(faults: list[str]) -> None:
    """
    Raise all faults at once, if there is any.

    Raises
    ------
    ValueError
        If there is a fault.
    """
    if faults:
        raise ValueError("; ".join(faults))


def read_sector_ids() -> frozenset[str]:
    """
    Ids of all sectors in data/reference/sectors.toml.

    Returns
    -------
    frozenset of str
    """
    table = tomllib.loads(SECTORS.read_text(encoding="utf-8"))
    return frozenset(entry["id"] for entry in [*table["stretch"], *table["cluster"]])
