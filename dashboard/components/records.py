"""Lists of records and compounds: every row with its publisher and the page it was read on."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.cache import MOST_LISTED
from dashboard.components.map import dismiss_choice
from dashboard.language import country_words, date_words, message
from dashboard.state import Language

_ROW_HEIGHT = 112
_LINK_WIDTH = 60
_RECORD_WIDTHS = {"date": 100, "kind": 110, "place": 120, "summary": 320, "publisher": 105}
_COMPOUND_WIDTHS = {"name": 115, "status": 115, "summary": 310, "controlled": 115, "publisher": 100}


def draw_choice(title: str, language: Language) -> None:
    """What was clicked, and the way back to all records."""
    words, back = st.columns([3, 1], vertical_alignment="center")
    words.markdown(f"**{title}**")
    back.button(message(language, "list-back"), key="back", on_click=dismiss_choice, width="stretch")


def draw_hint(language: Language) -> None:
    """The title of the whole list, and how to narrow it by a click."""
    st.markdown(f"**{message(language, 'list-all')}** :small[{message(language, 'list-hint')}]")


def draw_compound_records_title(compounds: int, language: Language) -> None:
    """The title of the records that name the chosen compounds."""
    st.markdown(f"**{message(language, 'list-compound-records', count=compounds)}**")


def draw_records(frame: pd.DataFrame, matching: int, language: Language, *, scale: float) -> None:
    """
    Records as a table.

    Parameters
    ----------
    frame
        Rows of `queries.records.list_records`.
    matching
        Number of records that match the view, which a list can't always hold.
    language
        Language of headings, kinds, dates and places; summaries stay as they were written.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    if frame.empty:
        st.info(message(language, "list-none"))
        return
    if len(frame) == MOST_LISTED < matching:
        st.caption(message(language, "list-cut", shown=len(frame), count=matching))
    rows = [_record_row(record, language) for record in frame.to_dict("records")]
    alt = message(language, "list-all")
    _draw_table("records-table", rows, _RECORD_WIDTHS, language, scale=scale, height="stretch", alt=alt)


def draw_evidence(key: str, frame: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    The few records behind one statement as a table.

    Parameters
    ----------
    key
        Key of the table: a page may have several.
    frame
        Rows of `queries.alerts.list_evidence`.
    language
        Language of headings, kinds and dates.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    rows = [
        {
            "date": dated(record["event_date"], record["date_precision"], language),
            "kind": message(language, f"kind-{record['kind']}" if record["kind"] else "thing-compound"),
            "summary": record["summary"],
            "publisher": record["publisher"],
            "link": "" if pd.isna(record["source_url"]) else record["source_url"],
        }
        for record in frame.to_dict("records")
    ]
    alt = message(language, "list-all")
    widths = {"date": 120, "kind": 130, "summary": 620, "publisher": 160}
    _draw_table(key, rows, widths, language, scale=scale, height="auto", alt=alt)


def _draw_table(
    key: str,
    rows: list[dict[str, str]],
    widths: Mapping[str, int],
    language: Language,
    *,
    scale: float,
    height: Literal["auto", "stretch"],
    alt: str,
) -> None:
    """Rows in words, the last column a link; sizes are those of an ordinary screen, in pixels."""
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(message(language, f"column-{name}"), width=round(width * scale))
        for name, width in widths.items()
    }
    columns["link"] = st.column_config.LinkColumn(
        message(language, "column-link"),
        display_text=message(language, "link-open"),
        width=round(_LINK_WIDTH * scale),
    )
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)),
        column_config=columns,
        hide_index=True,
        height=height,
        row_height=round(_ROW_HEIGHT * scale),
        key=key,
        alt=alt,
    )


def _record_row(record: dict[Any, Any], language: Language) -> dict[str, str]:
    """One record in words."""
    return {
        "date": dated(record["event_date"], record["date_precision"], language),
        "kind": _kind_words(record, language),
        "place": _place_words(record, language),
        "summary": record["summary"],
        "publisher": record["publisher"],
        "link": "" if pd.isna(record["source_url"]) else record["source_url"],
    }


def dated(day: Any, precision: Any, language: Language) -> str:
    """A date of a frame in words, no finer than it is known."""
    if pd.isna(day):
        return message(language, "undated")
    return date_words(pd.Timestamp(day).date(), language, precision=str(precision))


def _kind_words(record: dict[Any, Any], language: Language) -> str:
    """The kind, the people counted, and whether the row is a running total."""
    parts = [message(language, f"kind-{record['kind']}")]
    if not pd.isna(record["persons"]) and not pd.isna(record["persons_kind"]):
        parts.append(message(language, f"persons-{record['persons_kind']}", count=int(record["persons"])))
    if record["is_running_total"]:
        parts.append(f"({message(language, 'running-total')})")
    return " · ".join(parts)


def _place_words(record: dict[Any, Any], language: Language) -> str:
    """The compound and the place, as far as they are named, and the country."""
    thai = record["place_name_th"] if language == "th" else None
    place = record["place_name"] if pd.isna(thai) else thai
    country = None if pd.isna(record["country"]) else country_words(record["country"], language)
    if record["location_precision"] == "country":
        place = None
    parts = [part for part in (record["compound_name"], place, country) if not pd.isna(part)]
    return ", ".join(dict.fromkeys(parts))


def draw_compounds(frame: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    Compounds as a table.

    Parameters
    ----------
    frame
        Rows of `queries.compounds.list_compounds`.
    language
        Language of headings, statuses and dates.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    rows = [_compound_row(compound, language) for compound in frame.to_dict("records")]
    alt = message(language, "legend-compounds")
    _draw_table("compounds-table", rows, _COMPOUND_WIDTHS, language, scale=scale, height="auto", alt=alt)


def _compound_row(compound: dict[Any, Any], language: Language) -> dict[str, str]:
    """One compound in words; its status is worth no more than its date."""
    status = message(language, f"status-{compound['status']}")
    day = dated(compound["status_date"], compound["status_date_precision"], language)
    return {
        "name": compound["name"],
        "status": f"{status} ({day})",
        "summary": compound["summary"],
        "controlled": "–" if pd.isna(compound["controlled_by"]) else compound["controlled_by"],
        "publisher": compound["publisher"],
        "link": "" if pd.isna(compound["source_url"]) else compound["source_url"],
    }
