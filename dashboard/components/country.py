"""The choice of a country, what is new of its people, and how many are told at each step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.page_links import draw_page_link
from dashboard.components.plain_text import plain
from dashboard.components.records import dated
from dashboard.filters import choose_day
from dashboard.findings.country import News, default_since, is_country, news_words
from dashboard.findings.rescue import STEPS, step_words
from dashboard.language import country_words, date_words, message
from dashboard.state import Language
from etl.contract.vocab import COUNTRIES

_REFUSED = "country-refused"
"""Session's word of an address that named no country: the address itself is mended at once."""
_LONGEST_WORD = 20


def choose_country(countries: pd.DataFrame, language: Language) -> str | None:
    """
    The country; the page's address says. A word that names none is told.

    Parameters
    ----------
    countries
        Rows of `queries.country.list_countries`.
    language
        Language of the names.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2, also of a country without records; None as long as none is chosen.
    """
    refused = [word for word in st.query_params.get_all("nationality") if word and not is_country(word)]
    if refused:
        st.session_state[_REFUSED] = refused[0][:_LONGEST_WORD]
    address.take_one("nationality", accepted=COUNTRIES, default=None)
    held = st.session_state.get("nationality")
    codes = {*countries["nationality"], *([held] if held else [])}
    chosen: str | None = st.selectbox(
        message(language, "country-choose"),
        sorted(codes, key=lambda code: country_words(code, language)),
        index=None,
        format_func=lambda code: country_words(code, language),
        placeholder=message(language, "country-choose-placeholder"),
        key="nationality",
    )
    address.keep("nationality", [chosen] if chosen else [])
    if chosen:
        st.session_state.pop(_REFUSED, None)
    return chosen


def choose_since(as_of: date, language: Language, *, last_brief: date | None = None) -> date:
    """The day from which something is new; the page's address says, else the last brief or the end of the records."""
    default = default_since(as_of, last_brief=last_brief)
    return choose_day(message(language, "country-since"), "since", default=default) or default


def draw_unchosen(chosen: str | None, countries: pd.DataFrame, language: Language) -> None:
    """Say why there is nothing to show, and which countries have records."""
    if st.session_state.get(_REFUSED):
        st.warning(message(language, "country-unknown", word=plain(str(st.session_state[_REFUSED]))))
    if chosen:
        st.info(message(language, "country-nothing", country=country_words(chosen, language)))
    elif not countries.empty:
        st.info(message(language, "country-hint"))
    if countries.empty:
        st.info(message(language, "country-nothing-anywhere"))
        return
    rows = [
        {
            message(language, "country-column-country"): country_words(row["nationality"], language),
            message(language, "country-column-records"): int(row["records"]),
            message(language, "country-column-newest"): dated(row["newest_date"], row["newest_precision"], language),
        }
        for row in countries.to_dict("records")
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="countries", alt=message(language, "country-countries"))


def draw_brief_link(nationality: str, language: Language) -> None:
    """The way to a brief of what this page tells."""
    label = message(language, "briefing-of-country", country=country_words(nationality, language))
    asked = {"brief": "country", "nationality": nationality, "lang": language}
    draw_page_link("briefing", label, icon=":material/picture_as_pdf:", query_params=asked)


def draw_news(news: News, nationality: str, language: Language, *, since: date, as_of: date, scale: float) -> None:
    """
    What is new, first in a sentence, then as records.

    Parameters
    ----------
    news
        What is new.
    nationality
        ISO 3166-1 alpha-2.
    language
        Language of the words.
    since, as_of
        First day that is new, and the end of the records.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"#### {news_words(news, nationality, language, since=since, as_of=as_of)}")
    if not news.records.empty:
        st.markdown(f"**{message(language, 'country-new')}**")
        draw_cited("new-records", news.records, language, scale=scale)
    uncertain = int(news.told["uncertain"])
    more = [message(language, "country-uncertain", count=uncertain)] if uncertain else []
    st.caption(" ".join([message(language, "country-new-how"), *more]))
    if not news.records.empty:
        draw_downloads(_without_counts(news.records), f"{nationality}-new", language)


def draw_figures(figures: pd.DataFrame, nationality: str, language: Language, *, as_of: date) -> None:
    """
    People of each step with the age of its newest report; the steps overlap.

    Parameters
    ----------
    figures
        Rows of `queries.country.count_figures`.
    nationality
        ISO 3166-1 alpha-2.
    language
        Language of the words.
    as_of
        End of the records.
    """
    st.markdown(f"#### {message(language, 'country-figures')}")
    st.warning(message(language, "country-warning"))
    told = {row["step"]: row for row in figures.to_dict("records")}
    for step, column in zip(STEPS, st.columns(len(STEPS)), strict=True):
        row = told.get(step)
        with column:
            number = f"{int(row['persons']):,}" if row is not None and row["events"] else "–"
            st.metric(step_words(step, language), number)
            st.caption(_figure_words(row, step, language))
    st.caption(message(language, "country-figures-as-of", end=date_words(as_of, language)))
    draw_downloads(figures, f"{nationality}-figures", language)


def _figure_words(row: Mapping[Any, Any] | None, step: str, language: Language) -> str:
    """What stands under a number: events, newest report and its age, publishers."""
    if row is None:
        return message(language, "country-figure-found" if step == "found" else "country-figure-none")
    parts = [message(language, "country-figure-events", events=int(row["events"]))]
    if row["without_number"]:
        parts.append(message(language, "country-figure-without-number", count=int(row["without_number"])))
    if pd.isna(row["newest_date"]):
        parts.append(message(language, "country-figure-undated"))
    else:
        newest, days = dated(row["newest_date"], row["newest_precision"], language), int(row["age_days"])
        parts.append(message(language, "country-figure-newest", newest=newest, days=days))
    parts.append(message(language, "country-figure-publishers", publishers=int(row["publishers"])))
    return " · ".join(parts)


def draw_step_records(records: pd.DataFrame, nationality: str, step: str, language: Language, *, scale: float) -> None:
    """The records behind one step's number."""
    if records.empty:
        st.info(message(language, "country-step-none", step=step_words(step, language)))
        return
    draw_cited("step-records", records, language, scale=scale)
    draw_downloads(_without_counts(records), f"{nationality}-{step}", language)


def draw_claimed(claimed: pd.DataFrame, language: Language, *, scale: float) -> None:
    """Running totals as claimed on a date, behind a click; they enter no number above."""
    if claimed.empty:
        return
    with st.expander(message(language, "rescue-claimed", count=len(claimed))):
        draw_cited("claimed", claimed, language, scale=scale)


def _without_counts(records: pd.DataFrame) -> pd.DataFrame:
    """Records without what was told of all of them."""
    return records.drop(columns=["of_records", "of_publishers"])
