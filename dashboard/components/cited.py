"""Records with where each was read: publisher, page, file and line."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.records import dated, file_words, source_first, sourced_columns
from dashboard.language import country_words, message
from dashboard.state import Language

_WIDTHS = {"date": 120, "kind": 150, "place": 190, "summary": 480, "publisher": 150}
_NARROW = {"date": 88, "kind": 82, "place": 92, "publisher": 86, "summary": 266}


def draw_cited(
    key: str,
    frame: pd.DataFrame,
    language: Language,
    *,
    scale: float,
    is_beside: bool = False,
) -> None:
    """
    Records as a table, and how many there are, by how many publishers, if the table holds the newest only.

    Parameters
    ----------
    key
        Key of the table.
    frame
        As `queries.told.told_of` gives it.
    language
        Language of headings, kinds, dates and places; summaries stay as they were written.
    scale
        How many times larger than on an ordinary screen to draw.
    is_beside
        Whether it stands beside a map, in half a page and as high as it.
    """
    if frame.empty:
        st.info(message(language, "list-none"))
        return
    st.caption(told_words(frame, language))
    widths, height = (_NARROW, 154) if is_beside else (_WIDTHS, 72)
    columns = sourced_columns(widths, language, scale=scale)
    if is_beside:
        columns = source_first(columns)
    rows = [_row(record, language) for record in frame.to_dict("records")]
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)),
        column_config=columns,
        hide_index=True,
        height="stretch" if is_beside else "auto",
        row_height=round(height * scale),
        key=key,
        alt=message(language, "list-all"),
    )


def draw_folded(
    key: str, title: str, of_records: Callable[[], pd.DataFrame], language: Language, *, scale: float
) -> None:
    """
    Records behind a click: what nobody has unfolded is neither asked for nor sent.

    Parameters
    ----------
    key
        Key of the table.
    title
        What they are, in words.
    of_records
        Asked for the records, as `draw_cited` takes them, while they are unfolded.
    language, scale
        As in `draw_cited`.
    """
    fold = st.expander(title, key=f"{key}-fold", on_change="rerun")
    if fold.open:
        with fold:
            draw_cited(key, of_records(), language, scale=scale)


def told_words(frame: pd.DataFrame, language: Language) -> str:
    """How many records match, by how many publishers, and how many of them are listed."""
    records, publishers = (int(frame[name].iloc[0]) for name in ("of_records", "of_publishers"))
    told = message(language, "cited-told", records=records, publishers=publishers)
    return f"{told} · {message(language, 'cited-cut', count=len(frame))}" if len(frame) < records else told


def _row(record: dict[Any, Any], language: Language) -> dict[str, str]:
    """One record in words."""
    kind = message(language, f"kind-{record['kind']}" if record["kind"] else "thing-compound")
    if not pd.isna(record["persons"]) and not pd.isna(record["persons_kind"]):
        kind += " · " + message(language, f"persons-{record['persons_kind']}", count=int(record["persons"]))
    if record["is_running_total"]:
        kind += f" ({message(language, 'running-total')})"
    return {
        "date": dated(record["event_date"], record["date_precision"], language),
        "kind": kind,
        "place": place_words(record, language),
        "summary": record["summary"],
        "publisher": record["publisher"],
        "link": "" if pd.isna(record["source_url"]) else record["source_url"],
        "file": file_words(record),
    }


def place_words(record: dict[Any, Any], language: Language) -> str:
    """The compound, the place and the country, as far as they are told."""
    thai = record["place_name_th"] if language == "th" else None
    place = record["place_name"] if pd.isna(thai) else thai
    if record["location_precision"] == "country":
        place = None
    country = None if pd.isna(record["country"]) else country_words(record["country"], language)
    return ", ".join(dict.fromkeys(part for part in (record["compound_name"], place, country) if not pd.isna(part)))
