"""Shares of sectors, now and before: chart, table, and the records of one sector."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.charts.shares import share_chart
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.findings.displacement_rows import share_rows, share_table
from dashboard.findings.finding import Finding
from dashboard.language import message
from dashboard.state import Language

_NONE = ""


def draw_shares(
    findings: Sequence[Finding],
    names: Mapping[str, str],
    of_sector: Callable[[str], pd.DataFrame],
    language: Language,
    *,
    scale: float,
) -> None:
    """
    Each sector's share of activity with what can be said of its change.

    Parameters
    ----------
    findings
        Of `findings.shifts.shift_findings`.
    names
        Sector -> its name.
    of_sector
        Sector -> the records that its shares count.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"#### {message(language, 'displace-shares')}")
    if not findings:
        st.info(message(language, "displace-shares-none"))
        return
    months = findings[0].values["months"]
    st.markdown(f":small[{message(language, 'displace-shares-how', months=months)}]")
    rows = share_rows(findings, names, language)
    alt = message(language, "displace-shares")
    draw_chart(share_chart(rows, language=language, scale=scale), key="shares", alt=alt)
    st.caption(f"{message(language, 'displace-marks')} {message(language, 'finding-caveat')}")
    with st.expander(message(language, "as-table")):
        table = share_table(rows, language)
        st.dataframe(table, hide_index=True, key="shares-table", alt=alt)
        draw_downloads(rows.drop(columns="name"), "sector-shares", language)
    sector = _choose_sector(tuple(rows["sector_id"]), names, language)
    if sector:
        draw_cited("share-records", of_sector(sector), language, scale=scale)


def _choose_sector(accepted: tuple[str, ...], names: Mapping[str, str], language: Language) -> str:
    """The sector whose records to list; the page's address says."""
    words = (_NONE, *accepted)
    if st.session_state.get("records-of", _NONE) not in words:
        st.session_state["records-of"] = _NONE
    address.take_one("records-of", accepted=accepted, default=_NONE)
    chosen = st.selectbox(
        message(language, "displace-records-of"),
        words,
        format_func=lambda word: names.get(word) or message(language, "displace-choose-records"),
        key="records-of",
    )
    address.keep("records-of", [chosen], default=[_NONE])
    return str(chosen)
