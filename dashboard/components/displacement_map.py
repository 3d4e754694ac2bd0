"""Where did it go: inferred flows, dashed, apart from reported moves, on the page's one map."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.cache.displacement import Weighed
from dashboard.components.cited import draw_folded
from dashboard.components.displacement_arcs import Arcs, draw_arc, draw_arc_table
from dashboard.components.map import draw_layers
from dashboard.components.plain_text import plain
from dashboard.findings.displacement_arcs import told_inferred, told_moves
from dashboard.findings.displacement_rows import compared_words, inferred_rows
from dashboard.findings.finding import finding_words
from dashboard.findings.movement import Stops
from dashboard.findings.wall_flows import PeriodFlows
from dashboard.findings.windows import Windows
from dashboard.language import message
from dashboard.layers.arcs import arc_layers
from dashboard.layers.inferred import inferred_layers
from dashboard.layers.palette import Theme
from dashboard.state import Language


def draw_where_to(
    weighed: Weighed | None,
    windows: Windows,
    reported: PeriodFlows,
    anchors: pd.DataFrame,
    names: Mapping[str, str],
    stops: Stops,
    of_moves: Callable[[tuple[str, ...]], pd.DataFrame],
    of_sectors: Callable[[tuple[str, ...], date, date], pd.DataFrame],
    theme: Theme,
    language: Language,
    *,
    scale: float,
) -> None:
    """
    The map of flows, and in words what is inferred and what was reported.

    Parameters
    ----------
    weighed
        What was inferred, and from which months; None where nothing could be weighed.
    windows
        How many months were asked for.
    reported
        Reported moves.
    anchors
        Rows of `queries.months.list_sector_anchors`.
    names
        Sector -> its name.
    stops
        Of `cache.movement.get_stops`.
    of_moves
        Ids of groups -> records of reported moves.
    of_sectors
        Sectors, first and last month -> records of activity.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"#### {message(language, 'displace-where-to')}")
    flows = told_inferred(inferred_rows(weighed.went, anchors) if weighed else pd.DataFrame(), names, language)
    moves = told_moves(reported.arcs, stops, language)
    drawn = Arcs(moves, flows, weighed.counted if weighed else None, of_moves, of_sectors)
    if weighed:
        st.markdown(f"**{plain(finding_words(weighed.went.finding, language))}**")
        st.caption(compared_words(weighed.counted, windows, language))
    st.markdown(f":small[{message(language, 'displace-inferred-how')} {message(language, 'finding-caveat')}]")
    with st.container(height=round(430 * scale), border=False):
        picked = draw_layers(
            [],
            [*arc_layers(moves, theme, scale=scale), *inferred_layers(flows, scale=scale)],
            theme,
            language,
            alt=message(language, "displace-map-alt", reported=len(reported.arcs), inferred=len(flows)),
            columns=drawn.columns,
            rows=drawn.rows,
            scale=scale,
        )
    shown = {"shown": reported.shown, "left_out": reported.left_out}
    key = f"{message(language, 'displace-map-key')} {message(language, 'displace-arc-hint')}"
    st.caption(f"{key} {message(language, 'displace-map-told', **shown)}")
    if picked is not None:
        draw_arc(drawn, picked, language, scale=scale)
    draw_arc_table(drawn, language, scale=scale)
    for key, group_ids in (("shown", reported.shown_ids), ("left-out", reported.left_out_ids)):
        if group_ids:
            title = message(language, f"displace-moves-{key}", count=len(group_ids))
            draw_folded(f"moves-{key}", title, partial(of_moves, group_ids), language, scale=scale)
    if weighed and not flows.empty:
        _draw_table(flows, names, language)
        first, last = weighed.counted.first, weighed.counted.last
        if first is not None and last is not None:
            ends = tuple(sorted({*flows["origin"], *flows["destination"]}))
            title = message(language, "displace-inferred-records-of", count=len(ends))
            draw_folded("inferred-records", title, partial(of_sectors, ends, first, last), language, scale=scale)


def _draw_table(flows: pd.DataFrame, names: Mapping[str, str], language: Language) -> None:
    """Inferred flows as a table."""
    columns = {
        "displace-from": flows["origin"].map(names),
        "displace-to": flows["destination"].map(names),
        "displace-inferred-records": flows["records"].round(1),
        "displace-held": (100 * flows["resample_share"]).round(),
    }
    table = pd.DataFrame({message(language, key): list(values) for key, values in columns.items()})
    st.dataframe(table, hide_index=True, key="inferred", alt=message(language, "displace-inferred-how"))
