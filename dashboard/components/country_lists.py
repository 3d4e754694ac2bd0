"""Lists of the page of one country: groups not sent home, screenings, routes, and who told it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.cited import place_words
from dashboard.components.downloads import draw_downloads
from dashboard.components.records import dated
from dashboard.findings.country import age_days, routes, where_words
from dashboard.findings.rescue import step_words
from dashboard.language import country_words, date_words, message
from dashboard.state import Language

_WIDTHS = {
    "column-date": 125,
    "country-column-age": 85,
    "country-column-route": 280,
    "column-kind": 125,
    "column-place": 150,
    "country-column-people": 70,
    "column-summary": 340,
    "column-publisher": 135,
}


def draw_still(groups: pd.DataFrame, nationality: str, language: Language, *, scale: float) -> tuple[str, ...]:
    """
    Groups that aren't reported sent home; gives those whose rows were chosen.

    Parameters
    ----------
    groups
        Rows of `findings.country.still_groups`.
    nationality
        ISO 3166-1 alpha-2.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.

    Returns
    -------
    tuple of str
        group_id.
    """
    st.markdown(f"#### {message(language, 'country-still')}")
    if groups.empty:
        st.info(message(language, "country-still-none"))
        return ()
    told, warning = message(language, "country-still-told", groups=len(groups)), "country-still-warning"
    st.markdown(f"{told} {message(language, warning)}")
    chosen = st.dataframe(
        pd.DataFrame([_group_cells(row, language) for row in groups.to_dict("records")]),
        hide_index=True,
        key="still",
        on_select="rerun",
        selection_mode="multi-row",
        row_height=round(40 * scale),
        alt=message(language, "country-still"),
    )
    draw_downloads(groups, f"{nationality}-not-sent-home", language)
    picked = [row for row in chosen.selection.rows if row < len(groups)]
    return tuple(str(group_id) for group_id in groups["group_id"].iloc[picked])


def _group_cells(row: Mapping[Any, Any], language: Language) -> dict[str, Any]:
    """One group in words."""
    age = row["age_days"]
    told = {
        "rescue-column-step": step_words(row["step"], language),
        "rescue-column-number": "–" if pd.isna(row["persons"]) else f"{int(row['persons']):,}",
        "country-column-where": where_words(row, language),
        "rescue-column-last": dated(row["last_date"], row["last_precision"], language),
        "rescue-column-age": "–" if pd.isna(age) else message(language, "country-age", days=max(int(age), 0)),
        "country-column-unattributed": int(row["unattributed"]),
    }
    return {message(language, key): value for key, value in told.items()}


def draw_screenings(
    screenings: pd.DataFrame, nationality: str, as_of: date, language: Language, *, scale: float
) -> None:
    """
    Screenings that an embassy would be told of, newest first, each with its age.

    Parameters
    ----------
    screenings
        Rows of `queries.cited.list_cited`.
    nationality, language, scale
        As in `draw_still`.
    as_of
        End of the records, at which ages are told.
    """
    st.markdown(f"#### {message(language, 'country-screenings')}")
    if screenings.empty:
        st.info(message(language, "country-screenings-none"))
        return
    st.markdown(_newest_words(screenings, as_of, language))
    rows = [
        {
            "column-date": dated(row["event_date"], row["date_precision"], language),
            "country-column-age": _age_words(row["event_date_last"], as_of, language),
            "column-kind": _kind_words(row, language),
            "country-column-people": "–" if pd.isna(row["persons"]) else f"{int(row['persons']):,}",
            "column-place": place_words(row, language),
            **_source_cells(row),
        }
        for row in screenings.to_dict("records")
    ]
    _draw_table("screenings", rows, message(language, "country-screenings"), language, scale=scale)
    draw_downloads(screenings.drop(columns=["of_records", "of_publishers"]), f"{nationality}-screenings", language)


def _newest_words(screenings: pd.DataFrame, as_of: date, language: Language) -> str:
    """How old the newest screening is."""
    known = screenings[screenings["event_date"] <= pd.Timestamp(as_of)]
    if known.empty:
        return message(language, "country-screenings-undated")
    row = known.sort_values("event_date_last", kind="stable").iloc[-1]
    return message(
        language,
        "country-screenings-newest",
        newest=dated(row["event_date"], row["date_precision"], language),
        days=age_days(row["event_date_last"], as_of),
        end=date_words(as_of, language),
    )


def _age_words(last: Any, as_of: date, language: Language) -> str:
    days = age_days(last, as_of)
    return "–" if days is None else message(language, "country-age", days=days)


def _kind_words(row: Mapping[Any, Any], language: Language) -> str:
    """The kind, and whether it is a running total."""
    kind = message(language, f"kind-{row['kind']}")
    return f"{kind} ({message(language, 'running-total')})" if row["is_running_total"] else kind


def _source_cells(row: Mapping[Any, Any]) -> dict[str, str]:
    """What a source says, who it is, and where it was read."""
    return {
        "column-summary": row["summary"],
        "column-publisher": row["publisher"],
        "link": "" if pd.isna(row["source_url"]) else row["source_url"],
        "file": "–" if pd.isna(row["file_name"]) else f"{row['file_name']}:{row['source_line']}",
    }


def draw_routes(stops: pd.DataFrame, nationality: str, language: Language, *, scale: float) -> None:
    """
    Reported routes, each in one line of places, with its source.

    Parameters
    ----------
    stops
        Rows of `queries.country.list_stops`.
    nationality, language, scale
        As in `draw_still`.
    """
    st.markdown(f"#### {message(language, 'country-routes')}")
    if stops.empty:
        st.info(message(language, "country-routes-none"))
        return
    st.caption(message(language, "country-routes-how"))
    told = routes(stops, language)
    rows = [
        {
            "country-column-route": row["route"],
            "column-kind": message(language, f"kind-{row['kind']}"),
            "column-date": dated(row["event_date"], row["date_precision"], language),
            "country-column-people": "–" if pd.isna(row["persons"]) else f"{int(row['persons']):,}",
            **_source_cells(row),
        }
        for row in told.to_dict("records")
    ]
    _draw_table("routes", rows, message(language, "country-routes"), language, scale=scale)
    draw_downloads(told, f"{nationality}-routes", language)


def draw_sources(sources: pd.DataFrame, nationality: str, language: Language, *, scale: float) -> tuple[str, ...]:
    """
    Who told of this nationality, how often, how lately; gives the publishers whose rows were chosen.

    Parameters
    ----------
    sources
        Rows of `queries.country.list_sources`.
    nationality, language, scale
        As in `draw_still`.

    Returns
    -------
    tuple of str
        Publishers.
    """
    st.markdown(f"#### {message(language, 'country-sources')}")
    rows = [
        {
            "country-column-publisher": row["publisher"],
            "country-column-records": int(row["records"]),
            "country-column-newest": dated(row["newest_date"], row["newest_precision"], language),
            "country-column-age": "–"
            if pd.isna(row["age_days"])
            else message(language, "country-age", days=int(row["age_days"])),
            "link": "" if pd.isna(row["source_url"]) else row["source_url"],
        }
        for row in sources.to_dict("records")
    ]
    st.caption(message(language, "country-sources-hint"))
    chosen = st.dataframe(
        pd.DataFrame(rows),
        column_config=_columns(rows[0], language, scale=scale),
        hide_index=True,
        key="sources",
        on_select="rerun",
        selection_mode="multi-row",
        row_height=round(36 * scale),
        alt=message(language, "country-sources"),
    )
    draw_downloads(sources, f"{nationality}-sources", language)
    picked = [row for row in chosen.selection.rows if row < len(sources)]
    return tuple(str(publisher) for publisher in sources["publisher"].iloc[picked])


def draw_mixed(mixed: Mapping[str, int], nationality: str, since: date, language: Language) -> None:
    """How many records tell no nationality, so that nobody knows whether they are of this one."""
    said = {"country": country_words(nationality, language), "since": date_words(since, language)}
    counts = {"groups": mixed["in_groups"], "period": mixed["in_period"], "screenings": mixed["screenings"]}
    st.info(message(language, "country-mixed", **said, **counts))


def _draw_table(key: str, rows: list[dict[str, Any]], alt: str, language: Language, *, scale: float) -> None:
    """Rows by the messages of their headings; `link` and `file` last, where there are any."""
    st.dataframe(
        pd.DataFrame(rows),
        column_config=_columns(rows[0], language, scale=scale),
        hide_index=True,
        row_height=round(92 * scale),
        key=key,
        alt=alt,
    )


def _columns(row: Mapping[str, Any], language: Language, *, scale: float) -> dict[str, Any]:
    """What the columns of a table are called, and how wide they are."""
    columns: dict[str, Any] = {
        name: st.column_config.Column(
            message(language, name), width=None if name not in _WIDTHS else round(_WIDTHS[name] * scale)
        )
        for name in row
        if name not in ("link", "file")
    }
    columns["link"] = st.column_config.LinkColumn(
        message(language, "column-link"), display_text=message(language, "link-open"), width=round(60 * scale)
    )
    columns["file"] = st.column_config.TextColumn(message(language, "column-file"), width=round(150 * scale))
    return columns
