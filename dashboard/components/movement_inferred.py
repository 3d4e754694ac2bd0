"""What is inferred of where activity went, apart from what was reported."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.components.plain_text import plain
from dashboard.findings.displacement import Destinations
from dashboard.findings.displacement_rows import inferred_rows
from dashboard.findings.finding import finding_words
from dashboard.language import message
from dashboard.state import Language
from etl.interventions import Intervention


def draw_inferred(
    found: tuple[tuple[Intervention, Destinations], ...], names: Mapping[str, str], language: Language
) -> None:
    """
    What is inferred, apart from what was reported: stable flows only, and of each intervention why there is none.

    Parameters
    ----------
    found
        Of `cache.movement.infer`.
    names
        Sector -> its name.
    language
        Language of the words.
    """
    st.markdown(f"#### {message(language, 'move-inferred')}")
    st.caption(f"{message(language, 'displace-inferred-how')} {message(language, 'finding-caveat')}")
    rows = [
        {
            "intervention": _named(act, language),
            "origin": names[origin],
            "destination": names[destination],
            "inferred": round(flow.records, 1),
            "held": round(100 * flow.resample_share),
        }
        for act, went in found
        for origin, destination, flow in went.flows
    ]
    if rows:
        table = pd.DataFrame(rows).rename(columns=lambda name: message(language, f"move-column-{name}"))
        st.dataframe(table, hide_index=True, key="inferred-table", alt=message(language, "move-inferred"))
    else:
        st.info(message(language, "move-inferred-none", count=len(found)))
    if found:
        with st.expander(message(language, "move-inferred-why", count=len(found))):
            lines = [
                f"- {plain(_named(act, language))}: {plain(finding_words(went.finding, language))}"
                for act, went in found
            ]
            st.markdown("\n".join(lines))


def inferred_arcs(found: tuple[tuple[Intervention, Destinations], ...], anchors: pd.DataFrame) -> pd.DataFrame:
    """Inferred flows of all interventions with the points of their sectors, for a map."""
    frames = [inferred_rows(went, anchors) for _, went in found if went.flows]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _named(act: Intervention, language: Language) -> str:
    return act.name_th if language == "th" else act.name
