"""The page of one country in words: what is new, where its people still are, by which routes they came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.language import country_words, date_words, message
from dashboard.state import Language
from etl.contract.vocab import COUNTRIES, PERSONS_KINDS

NEW_DAYS = 30
"""Days before the end of the records from which something is new, where nobody says otherwise."""


@dataclass(frozen=True)
class News:
    """
    What is new of a country since a day.

    Attributes
    ----------
    told
        Numbers of `queries.country.get_news`.
    people
        Rows of `queries.country.count_new_people`.
    records
        Rows of `queries.cited.list_cited`: the new records.
    """

    told: Mapping[str, Any]
    people: pd.DataFrame
    records: pd.DataFrame


def default_since(as_of: date, *, last_brief: date | None = None) -> date:
    """
    Day from which something is new: that of the last brief to the country, else some days before the records end.

    Examples
    --------
    >>> default_since(date(2026, 3, 13)), default_since(date(2026, 3, 13), last_brief=date(2026, 1, 5))
    (datetime.date(2026, 2, 11), datetime.date(2026, 1, 5))
    """
    return last_brief or as_of - timedelta(days=NEW_DAYS)


def is_country(word: str) -> bool:
    """
    Whether a word of the address names a country.

    Examples
    --------
    >>> is_country("KE"), is_country("zz"), is_country("<b>")
    (True, False, False)
    """
    return word in COUNTRIES


def news_words(news: News, nationality: str, language: Language, *, since: date, as_of: date) -> str:
    """
    One sentence: what is new with its numbers, or that nothing is and how old the newest report is.

    Parameters
    ----------
    news
        What is new.
    nationality
        ISO 3166-1 alpha-2.
    language
        Thai or English.
    since
        First day that is new.
    as_of
        End of the records.
    """
    said = {"country": country_words(nationality, language), "since": date_words(since, language)}
    told = {name: int(news.told[name]) for name in ("records", "events", "publishers")}
    end = date_words(as_of, language)
    if told["records"]:
        people = people_words(news.people, language) or message(language, "country-no-people")
        return message(language, "country-news", **said, **told, people=people, end=end)
    if pd.isna(news.told["newest_date"]):
        return message(language, "country-no-news-undated", **said, end=end)
    newest = pd.Timestamp(news.told["newest_date"]).date()
    day = date_words(newest, language, precision=str(news.told["newest_precision"]))
    return message(language, "country-no-news", **said, newest=day, days=int(news.told["age_days"]), end=end)


def people_words(people: pd.DataFrame, language: Language) -> str:
    """People of each kind, apart; see `queries.country.count_new_people`."""
    counted = dict(zip(people["persons_kind"], people["persons"], strict=True))
    kinds = (kind for kind in PERSONS_KINDS if counted.get(kind))
    return " · ".join(message(language, f"persons-{kind}", count=int(counted[kind])) for kind in kinds)


def still_groups(groups: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """
    Groups with where their furthest step was told.

    Parameters
    ----------
    groups
        Rows of `queries.rescue.list_groups`.
    where
        Rows of `queries.country.list_where`.
    """
    return groups.drop(columns=["nationalities", "nationality"]).merge(where, on=["group_id", "step"], how="left")


def place_name(row: Mapping[Any, Any], name: str, precision: Any, country: Any, language: Language) -> str:
    """A place with its country, or the country alone where no more is known; empty for nothing."""
    thai = row[f"{name}_th"] if language == "th" else None
    place = row[name] if pd.isna(thai) else thai
    parts = [] if pd.isna(place) or precision == "country" else [str(place)]
    return ", ".join([*parts, *([] if pd.isna(country) else [country_words(str(country), language)])])


def where_words(row: Mapping[Any, Any], language: Language) -> str:
    """Where a group was at its furthest step, and where it was taken if that is told."""
    held = place_name(row, "place_name", row["location_precision"], row["country"], language)
    target = place_name(row, "to_name", row["to_precision"], row["to_country"], language)
    compound = [] if pd.isna(row["compound_name"]) else [str(row["compound_name"])]
    told = ", ".join([*compound, *([held] if held else [])]) or message(language, "rescue-no-place")
    return told if target in ("", held) else f"{told} → {target}"


def routes(stops: pd.DataFrame, language: Language) -> pd.DataFrame:
    """
    Routes, each in one line of places.

    Parameters
    ----------
    stops
        Rows of `queries.country.list_stops`.
    language
        Language of the places.

    Returns
    -------
    pandas.DataFrame
        event_id, kind, route, event_date, date_precision, persons, summary, publisher, source_url, file_name,
        source_line; the order of the stops' routes.
    """
    told = ["event_id", "kind", "event_date", "date_precision", "persons", "summary", "publisher", "source_url"]
    told += ["file_name", "source_line"]
    rows = stops.drop_duplicates("event_id")[told].reset_index(drop=True)
    words = {event_id: _route_words(of_one, language) for event_id, of_one in stops.groupby("event_id", sort=False)}
    return rows.assign(route=[words[event_id] for event_id in rows["event_id"]])


def _route_words(stops: pd.DataFrame, language: Language) -> str:
    """Places in order; an end that isn't told is a question mark, as the first known place needn't be the origin."""
    names = [_stop_words(stop, language) for stop in stops.to_dict("records")]
    return " → ".join(name or "?" for name in names)


def _stop_words(stop: Mapping[Any, Any], language: Language) -> str:
    """A place alone; its country where no more is known."""
    return place_name(stop, "name", stop["location_precision"], None, language) or place_name(
        stop, "name", "country", stop["country"], language
    )


def age_days(last: Any, as_of: date) -> int | None:
    """
    Days from the last day that a record's date can mean to the end of the records; None for no date.

    Examples
    --------
    >>> age_days(date(2026, 3, 1), date(2026, 3, 13)), age_days(date(2026, 3, 31), date(2026, 3, 13))
    (12, 0)
    """
    return None if pd.isna(last) else max((as_of - pd.Timestamp(last).date()).days, 0)
