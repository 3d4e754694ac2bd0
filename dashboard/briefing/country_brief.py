"""The brief of one partner country: what its embassy would ask, what is new first, then every record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, heading, text, warning
from dashboard.briefing.country_records import (
    contradiction_blocks,
    figure_cards,
    publisher_table,
    route_table,
    screening_blocks,
    still_blocks,
)
from dashboard.briefing.records import record_table
from dashboard.briefing.sections import section, whole_period
from dashboard.briefing.sources import page_sources
from dashboard.findings.contradictions import contradictions
from dashboard.findings.country import News, default_since, is_country, news_words, routes, still_groups
from dashboard.language import country_words, date_words, message
from dashboard.queries import contradictions as contradiction_queries
from dashboard.queries import country, country_routes, rescue, rescue_groups
from dashboard.queries.cited import list_cited
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked

MOST = 2_000
"""Rows of one list at most, the newest."""
_LAYERS = ("rescue", "movement")
_SCREENINGS = ("screening", "border_screening")


class CountryBrief:
    """
    The brief of one country.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    nationality
        ISO 3166-1 alpha-2.
    since
        First day that is new; None for that of the Country page.
    language
        Thai or English.

    Raises
    ------
    ValueError
        If the country is unknown, or the day is after the end of the records.
    """

    def __init__(self, asked: Asked, nationality: str, since: date | None, language: Language) -> None:
        if not is_country(nationality):
            raise ValueError(f"{nationality!r} is no country: accepted are two letters of ISO 3166-1, such as KE.")
        self._since = since or default_since(asked.as_of)
        if self._since > asked.as_of:
            raise ValueError(f"--since {self._since} is after the end of the records, {asked.as_of}.")
        self._asked, self._code, self._language = asked, nationality, language
        self._one: dict[str, Any] = {"levels": asked.levels, "nationality": nationality}

    def pages(self, on_page: Callable[[str], None]) -> list[dict[str, Any]]:
        """What is new and how many; where still and by which routes; who told it; every record."""
        pages = []
        for make in (self._news, self._still, self._told, self._records):
            made = make()
            on_page(made["title"])
            pages.append(made)
        return pages

    def _news(self) -> dict[str, Any]:
        asked, language = self._asked, self._language
        news = self._new()
        uncertain = int(news.told["uncertain"])
        more = [message(language, "country-uncertain", count=uncertain)] if uncertain else []
        counted = country.count_figures(asked.connection, **self._one, as_of=asked.as_of)
        blocks = [
            warning(message(language, "country-warning")),
            heading(message(language, "country-figures")),
            figure_cards(counted, language),
            text(message(language, "country-figures-as-of", end=date_words(asked.as_of, language))),
            heading(message(language, "country-new")),
            record_table(news.records, language, empty=message(language, "brief-nothing-new")),
            text(" ".join([message(language, "country-new-how"), *more])),
            text(self._mixed()),
        ]
        sentence = news_words(news, self._code, language, since=self._since, as_of=asked.as_of)
        return self._section("brief-country-title", sentence, blocks)

    def _new(self) -> News:
        asked, one = self._asked, {**self._one, "since": self._since}
        told = country.get_news(asked.connection, **one, as_of=asked.as_of)
        ids = country.list_new_ids(asked.connection, **one, most=MOST)
        return News(told, country.count_new_people(asked.connection, **one), self._list(event_ids=ids))

    def _still(self) -> dict[str, Any]:
        asked, language = self._asked, self._language
        opened, state = asked.connection, ViewState(nationalities=(self._code,))
        groups = rescue_groups.list_groups(
            opened, state=state, levels=asked.levels, as_of=asked.as_of, age="open", most=MOST
        )
        still = still_groups(groups, country.list_where(opened, **self._one))
        screenings = self._list(state=ViewState(nationalities=(self._code,), layers=_LAYERS, kinds=_SCREENINGS))
        stops = country_routes.list_stops(opened, **self._one, most=MOST)
        sentence = (
            message(language, "brief-still-told", groups=len(still))
            if len(still)
            else message(language, "country-still-none")
        )
        blocks = [
            *still_blocks(still, language),
            heading(message(language, "country-screenings")),
            *screening_blocks(screenings, asked.as_of, language),
            heading(message(language, "country-routes")),
            route_table(routes(stops, language) if len(stops) else stops, language),
            text(message(language, "country-routes-how")),
        ]
        return self._section("brief-country-still", sentence, blocks)

    def _told(self) -> dict[str, Any]:
        asked, language = self._asked, self._language
        sources = country.list_sources(asked.connection, **self._one, as_of=asked.as_of)
        state = ViewState(nationalities=(self._code,))
        beside = contradiction_queries.list_beside(asked.connection, state=state, levels=asked.levels, most=MOST)
        found = contradictions(beside, nationality=self._code)
        claimed = tuple(rescue.list_claimed(asked.connection, state=state, levels=asked.levels, most=MOST)["event_id"])
        blocks = [
            publisher_table(sources, language),
            heading(message(language, "contradict")),
            *contradiction_blocks(found, language),
            heading(message(language, "rescue-claimed", count=len(claimed))),
            record_table(self._list(event_ids=claimed), language, empty=message(language, "brief-claimed-none")),
        ]
        records = int(sources["records"].sum())
        sentence = message(language, "brief-told", records=records, publishers=len(sources), differ=len(found))
        return self._section("brief-country-told", sentence, blocks)

    def _records(self) -> dict[str, Any]:
        language, found = self._language, self._list()
        nothing = message(language, "country-nothing", country=country_words(self._code, language))
        publishers = int(found["of_publishers"].iloc[0]) if len(found) else 0
        count = int(found["of_records"].iloc[0]) if len(found) else 0
        sentence = message(language, "cited-told", records=count, publishers=publishers)
        blocks: list[Block] = [record_table(found, language, empty=nothing.split(":")[0] + ".")]
        if count > len(found):
            blocks.append(text(message(language, "cited-cut", count=len(found))))
        return self._section("brief-country-records", sentence, blocks)

    def _section(self, title: str, sentence: str, blocks: list[Block]) -> dict[str, Any]:
        language, name = self._language, country_words(self._code, self._language)
        since = date_words(self._since, language)
        return section(
            message(language, title, country=name),
            sentence,
            periods=[whole_period(self._asked, language), message(language, "brief-since", since=since)],
            blocks=blocks,
            sources=page_sources(self._asked, language, layers=_LAYERS, nationality=self._code),
            method=message(language, "brief-method-country"),
        )

    def _list(self, *, state: ViewState | None = None, event_ids: tuple[str, ...] | None = None) -> pd.DataFrame:
        """Records of the country, newest first; each with its source."""
        of = state or ViewState(nationalities=(self._code,), layers=_LAYERS)
        asked = self._asked
        return list_cited(asked.connection, state=of, levels=asked.levels, most=MOST, event_ids=event_ids)

    def _mixed(self) -> str:
        """How many records tell no nationality."""
        mixed = country.count_mixed(self._asked.connection, **self._one, since=self._since)
        language = self._language
        return message(
            language,
            "country-mixed",
            country=country_words(self._code, language),
            since=date_words(self._since, language),
            groups=mixed["in_groups"],
            period=mixed["in_period"],
            screenings=mixed["screenings"],
        )
