"""The way from a number of what is not known to its records."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.things import Uses, draw_things
from dashboard.language import message
from dashboard.state import Language

_NONE = ""


def draw_behind(
    counts: Mapping[str, int],
    list_records: Callable[[str], pd.DataFrame],
    things: pd.DataFrame,
    uses: Uses,
    language: Language,
    *,
    scale: float,
) -> None:
    """
    Choose a number, and read its records; the page's address says which.

    Parameters
    ----------
    counts
        Word -> how many records; those of none can't be chosen.
    list_records
        Word -> its records.
    things, uses
        Places and compounds, and the records that use one; see `components.things.draw_things`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    lists = {"places": things[things["thing"] == "place"], "across": things[things["side_conflict"].eq(True)]}
    counts = {**counts, **{word: len(frame) for word, frame in lists.items()}}
    words = tuple(word for word, count in counts.items() if count)
    if st.session_state.get("behind", _NONE) not in (_NONE, *words):
        st.session_state["behind"] = _NONE
    address.take_one("behind", accepted=words, default=_NONE)
    chosen = st.selectbox(
        message(language, "behind-choose"),
        (_NONE, *words),
        format_func=lambda word: f"{message(language, f'behind-{word}')}: {counts[word]:,}" if word else "–",
        key="behind",
    )
    address.keep("behind", [chosen], default=[_NONE])
    if chosen in lists:
        draw_things(lists[chosen], uses, language, key="used", scale=scale)
    elif chosen:
        listed = list_records(chosen)
        draw_cited("behind-records", listed, language, scale=scale)
        draw_downloads(listed.drop(columns=["of_records", "of_publishers"]), "records-behind", language)
