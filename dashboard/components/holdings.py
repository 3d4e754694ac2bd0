"""The state of the data: what is held, from which sources, and what is not known."""

from datetime import timedelta, timezone
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.page_links import draw_page_link
from dashboard.language import date_words, message
from dashboard.state import Language
from etl.warehouse import Build

LAYERS = {
    "incident": "incident",
    "rescue": "rescue",
    "infrastructure": "infrastructure",
    "movement": "movement",
    "displacement_report": "displacement",
}
"""Table -> the layer by which Explore lists its records."""
UNFILTERED = {"compound": "compounds", "place": "places"}
"""Table -> the list of the page of the data, where Explore has no filter that lists them and nothing else."""
_THAILAND = timezone(timedelta(hours=7))
"""Thai time: seven hours ahead of UTC all the year."""


def draw_counts(tables: pd.DataFrame, language: Language) -> None:
    """
    One figure for each core table.

    Parameters
    ----------
    tables
        table_name, rows.
    language
        Language of the words.
    """
    with st.container(key="holdings"):
        columns = st.columns(len(tables))
    for column, row in zip(columns, tables.to_dict("records"), strict=True):
        column.metric(message(language, f"table-{row['table_name']}"), f"{row['rows']:,}", border=True)
        layer = LAYERS.get(row["table_name"])
        label = message(language, "home-records")
        if layer is not None:
            asked = {"lang": language, "layer": layer}
            draw_page_link("explore", label, within=column, query_params=asked)
        elif row["table_name"] in UNFILTERED:
            asked = {"lang": language, "behind": UNFILTERED[row["table_name"]]}
            draw_page_link("data", label, within=column, query_params=asked)


def draw_sources(sources: pd.DataFrame, build: Build, language: Language) -> None:
    """
    Each source with its newest record, and what its last load refused.

    Parameters
    ----------
    sources
        Rows of `queries.holdings.list_sources`.
    build
        The build that is shown.
    language
        Language of the words.
    """
    st.markdown(f"#### {message(language, 'home-sources')}")
    rows = [
        {
            "title": source["file_name"],
            "newest": _day_words(source["newest_record_date"], language),
            "rows": source["rows_read"],
            "rejected": source["rows_rejected"],
            "cadence": message(language, f"cadence-{source['cadence']}"),
        }
        for source in sources.to_dict("records")
    ]
    names = ("title", "newest", "rows", "rejected", "cadence")
    titles = {name: message(language, f"source-{name}") for name in names}
    st.table(pd.DataFrame(rows, columns=list(names)).rename(columns=titles), border="horizontal", hide_index=True)
    st.caption(message(language, "home-rejected", count=int(sources["rows_rejected"].sum())))
    made_at = build.built_at.astimezone(_THAILAND)
    made = {"date": date_words(made_at.date(), language), "time": f"{made_at:%H:%M}"}
    st.caption(message(language, "home-build", build=build.build_id, **made))


def _day_words(day: Any, language: Language) -> str:
    return "–" if pd.isna(day) else date_words(pd.Timestamp(day).date(), language)


def draw_unknown(unknown: dict[str, int], language: Language) -> None:
    """
    What the records lack, one sentence each.

    Parameters
    ----------
    unknown
        Numbers of `queries.holdings.get_unknown`.
    language
        Language of the words.
    """
    st.markdown(f"#### {message(language, 'home-unknown')}")
    compounds = {"site": unknown["compounds_at_site"], "total": unknown["compounds"]}
    sentences = [
        message(language, "home-unknown-place", count=unknown["without_place"]),
        message(language, "home-unknown-date", count=unknown["without_date"]),
        message(language, "home-unknown-coarse", count=unknown["coarse"]),
        message(language, "home-unknown-running", count=unknown["running_totals"]),
        message(language, "home-unknown-compounds", **compounds),
        message(language, "home-enforcement"),
    ]
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
