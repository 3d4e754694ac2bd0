"""The age of every source, and which is silent longer than its habit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.language import Words, both_dates, both_messages

CLOSED = "none"
"""Cadence of a closed archive: its records end, and it is never silent."""
HABIT_DAYS = {"daily": 2, "weekly": 10, "monthly": 45}
"""Days without a new record that a source of each cadence is used to."""


@dataclass(frozen=True, kw_only=True)
class SourceAge:
    """
    How old a source's newest record is.

    Attributes
    ----------
    table
        The table that it feeds.
    name, age
        In each language.
    newest
        Date of its newest record; None where it has none with a date.
    is_closed
        Whether it is a closed archive.
    days
        Days since its newest record, or since its last load where it has none with a date.
    habit_days
        Days that it is used to; None for a closed archive.
    """

    table: str
    name: Words
    age: Words
    newest: date | None
    is_closed: bool
    days: int
    habit_days: int | None

    @property
    def is_silent(self) -> bool:
        """Whether it is silent longer than its habit."""
        return self.habit_days is not None and self.days > self.habit_days

    @property
    def silent(self) -> Words | None:
        """What to say of its silence, if it is silent."""
        return both_messages("wall-silent", days=self.days) if self.is_silent else None


def source_ages(sources: pd.DataFrame, *, today: date) -> tuple[SourceAge, ...]:
    """
    The age of every source.

    Parameters
    ----------
    sources
        source_name, table_name, file_name, cadence, loaded_at, newest_record_date; see
        `queries.holdings.list_sources`.
    today
        The date in Thailand: only age and silence use the clock.

    Returns
    -------
    tuple of SourceAge
        In the order of the frame.
    """
    rows: list[dict[Any, Any]] = sources.to_dict("records")
    shared = sources["table_name"].duplicated(keep=False).tolist()
    return tuple(_age(row, today, is_shared=is_shared) for row, is_shared in zip(rows, shared, strict=True))


def _age(row: dict[Any, Any], today: date, *, is_shared: bool) -> SourceAge:
    newest = None if pd.isna(row["newest_record_date"]) else pd.Timestamp(row["newest_record_date"]).date()
    since = newest or pd.Timestamp(row["loaded_at"]).date()
    days = max((today - since).days, 0)
    is_closed = row["cadence"] == CLOSED
    table = both_messages(f"table-{row['table_name']}")
    if newest is None:
        age = both_messages("wall-source-undated", date=both_dates(since))
    elif is_closed:
        age = both_messages("as-of", date=both_dates(newest))
    else:
        age = both_messages("wall-age", days=days)
    return SourceAge(
        table=row["table_name"],
        name=both_messages("wall-source-file", table=table, file=row["file_name"]) if is_shared else table,
        age=age,
        newest=newest,
        is_closed=is_closed,
        days=days,
        habit_days=None if is_closed else HABIT_DAYS[row["cadence"]],
    )


def silence(ages: Collection[SourceAge], tables: Collection[str]) -> Words | None:
    """
    What to say of what rests on some tables: silent if every source of them is, for as long as the least silent.

    Parameters
    ----------
    ages
        Ages of all sources.
    tables
        The tables.

    Returns
    -------
    dict or None
    """
    feeding = [age for age in ages if age.table in tables]
    if not feeding or not all(age.is_silent for age in feeding):
        return None
    return min(feeding, key=lambda age: age.days).silent
