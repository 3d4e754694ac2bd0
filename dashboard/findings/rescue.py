"""Rows of the page of rescue in words."""

from typing import Any

import pandas as pd

from dashboard.language import country_words, date_words, message
from dashboard.state import Language

STEPS = ("found", "freed", "screened", "handed_over", "sent_home")
"""What happens to people, in order; not every person passes every step."""
AGES = ("30", "90", "365", "older", "undated")
"""How long since the last report of a group: days at most."""


def step_words(step: str, language: Language) -> str:
    """What a step is called."""
    return message(language, f"rescue-step-{step.replace('_', '-')}")


def nationality_words(code: Any, language: Language) -> str:
    """A nationality, which may be mixed or not told."""
    return message(language, "choice-no-nationality") if pd.isna(code) else country_words(str(code), language)


def named_rows(names: list[str], rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    Rows that a chart draws and a table lists: key, name, number, events, tip; equal names are one bar.

    Parameters
    ----------
    names
        Name of each row.
    rows
        key, persons, events.
    language
        Language of the tip.
    """
    named = pd.DataFrame({"key": rows["key"], "name": names, "number": rows["persons"], "events": rows["events"]})
    told = [
        f"{name}: {message(language, 'rescue-people-events', people=int(number), events=int(events))}"
        for _, name, number, events in named.itertuples(index=False)
    ]
    return named.assign(tip=told)


def step_rows(steps: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The funnel: every step in order, also those of nobody; see `queries.rescue.count_steps`."""
    counted = steps.set_index("step")[["persons", "events"]].reindex(list(STEPS)).fillna(0).astype("int64")
    keyed = counted.reset_index().rename(columns={"step": "key"})
    return named_rows([step_words(step, language) for step in STEPS], keyed, language)


def nationality_rows(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Rows of `queries.rescue.count_each` by nationality."""
    return named_rows([nationality_words(code, language) for code in rows["nationality"]], rows, language)


def place_rows(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Rows of `queries.rescue.count_each` by place, those that name a place or compound."""
    known = rows[rows["name"].notna()]
    names = known["name_th"].fillna(known["name"]) if language == "th" else known["name"]
    return named_rows(names.tolist(), known.reset_index(drop=True), language)


def unplaced_rows(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Rows of `queries.rescue.count_each` by place, those known only to a country or to nothing."""
    rest = rows[rows["name"].isna()].reset_index(drop=True)
    names = [_unplaced_words(country, language) for country in rest["country"]]
    return named_rows(names, rest, language)


def _unplaced_words(country: Any, language: Language) -> str:
    if pd.isna(country):
        return message(language, "rescue-no-place")
    return message(language, "rescue-country-only", country=country_words(str(country), language))


def month_rows(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    Rows of `queries.rescue.count_each` by month, with the first days of the month and of the next in `start` and `end`.

    What no month can hold (known to a longer time, without a date) has neither: it belongs in a table, not on an axis.
    """
    first = pd.to_datetime(rows["event_month"])
    names = [_month_words(key, day, language) for key, day in zip(rows["key"], first, strict=True)]
    after = first + pd.offsets.MonthBegin(1)
    return named_rows(names, rows, language).assign(
        start=first.dt.strftime("%Y-%m-%d"), end=after.dt.strftime("%Y-%m-%d")
    )


def _month_words(key: str, first: Any, language: Language) -> str:
    if pd.isna(first):
        return message(language, f"rescue-month-{key}")
    return date_words(first.date(), language, precision="month")


def age_rows(ages: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Groups not reported sent home by the age of their last report; see `queries.rescue.count_ages`."""
    still = ages[ages["step"] != "sent_home"].groupby("age")["events"].sum().reindex(list(AGES)).fillna(0)
    names = [message(language, f"rescue-age-{age}") for age in AGES]
    tips = [
        f"{name}: {message(language, 'rescue-groups', count=int(number))}"
        for name, number in zip(names, still, strict=True)
    ]
    return pd.DataFrame({"key": AGES, "name": names, "number": still.astype("int64").tolist(), "tip": tips})
