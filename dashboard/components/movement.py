"""The page of movement: which kind of it, what it counts, its ways as arcs and as a Sankey, with their records."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.charts.sankey import BAND, NODE, sankey_chart
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.map import draw_layers
from dashboard.components.plain_text import plain
from dashboard.components.records import dated
from dashboard.findings.movement import FLOWS, Mapped, Stops, arc_box, count_beyond, mapped, way_words
from dashboard.findings.movement_sankey import Picture, picture
from dashboard.language import message
from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.inferred import inferred_layers
from dashboard.layers.palette import Theme
from dashboard.layers.ways import LAYER_ID, way_layers
from dashboard.map.protocol import Bounds, Focus
from dashboard.state import Language

Records = Callable[[tuple[str, ...]], pd.DataFrame]
"""Ids of ways -> the records on them."""
_MAP_PIXELS = 440


def choose_flow(language: Language) -> str:
    """The kind of movement to look at; the page's address says."""
    address.take_one("flow", accepted=tuple(FLOWS), default="routes")
    st.segmented_control(
        message(language, "move-flow"),
        tuple(FLOWS),
        required=True,
        format_func=lambda word: message(language, f"move-flow-{word}"),
        key="flow",
    )
    chosen = str(st.session_state["flow"])
    address.keep("flow", [chosen], default=["routes"])
    return chosen


def flow_colour(flow: str) -> str:
    """The colour of a kind of movement on the map, in its picture and in its bars."""
    red, green, blue = FLOW_COLOURS[FLOWS[flow].family]
    return f"#{red:02x}{green:02x}{blue:02x}"


def draw_told(totals: Mapping[Any, Any], ways: pd.DataFrame, flow: str, measure: str, language: Language) -> None:
    """
    What is counted of one kind of movement, and what isn't.

    Parameters
    ----------
    totals
        The one row of the totals of `queries.movement.list_parts`.
    ways
        Ways of `queries.movement.list_parts`.
    flow
        The kind of movement.
    measure
        What the filters ask to count.
    language
        Language of the words.
    """
    kind, untold = FLOWS[flow].persons_kind, int(totals["records"] - totals["told"])
    newest = dated(totals["last_date"], totals["last_precision"], language)
    told = [message(language, "move-told", events=int(totals["events"]), records=int(totals["records"]), date=newest)]
    if kind is None:
        told.append(message(language, "move-told-overlap"))
    else:
        persons = int(totals["persons"]) if totals["told"] else 0
        told.append(message(language, "move-told-people", people=persons, untold=untold))
    st.markdown(f"**{told[0]}** {told[1]}")
    notes = [message(language, f"move-about-{flow}"), message(language, "move-warning")]
    if totals["running_totals"]:
        notes.append(message(language, "move-running", count=int(totals["running_totals"])))
    if (several := int(ways["events"].sum() - totals["events"])) > 0:
        notes.append(message(language, "move-several", count=several))
    if measure != "events" and measure != kind:
        notes.append(message(language, "move-other-measure" if kind else "move-no-measure"))
    st.caption(" ".join(notes))


def draw_map(
    ways: pd.DataFrame,
    inferred: pd.DataFrame | None,
    stops: Stops,
    flow: str,
    records: Records,
    theme: Theme,
    language: Language,
    *,
    scale: float,
) -> None:
    """
    The ways on the page's map, how many can't be on it and why, and the records of the one that was clicked.

    Parameters
    ----------
    ways
        Of `findings.movement.measured`.
    inferred
        Inferred flows to draw beside them, dashed; see `findings.displacement_rows.inferred_rows`; None for none.
    stops
        Of `cache.movement.get_stops`.
    flow
        The kind of movement.
    records
        Ids of ways -> records.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    found, beside = mapped(ways, stops, FLOWS[flow], language), pd.DataFrame() if inferred is None else inferred
    box = arc_box(found.arcs)
    with st.container(height=round(_MAP_PIXELS * scale), border=False):
        picked = draw_layers(
            [],
            [*inferred_layers(beside, scale=scale), *way_layers(found.arcs, theme, scale=scale)],
            theme,
            language,
            alt=message(language, "move-map-alt", kind=message(language, f"move-flow-{flow}"), count=len(found.arcs)),
            columns={LAYER_ID: "way_id"},
            rows={LAYER_ID: set(found.arcs["way_id"])},
            scale=scale,
            focus=None if box is None else Focus(f"movement-{flow}", Bounds(*box)),
        )
    _draw_coverage(found, flow, language, has_inferred=not beside.empty)
    if picked is not None:
        chosen = ways[ways["way_id"] == picked.id]
        st.markdown(f"**{plain(way_words(chosen.iloc[0].to_dict(), stops, language))}**")
        draw_cited("arc-records", records((picked.id,)), language, scale=scale)


def _draw_coverage(found: Mapped, flow: str, language: Language, *, has_inferred: bool) -> None:
    """How many records have an arc, and why the others have none; what the colours mean."""
    family = message(language, f"move-key-{FLOWS[flow].family}")
    key = f"{family} {message(language, 'move-key-inferred')}" if has_inferred else family
    hidden = sum(found.hidden.values())
    told = message(language, "move-on-map", shown=found.shown, hidden=hidden)
    reasons = "; ".join(message(language, f"move-hidden-{name}", count=count) for name, count in found.hidden.items())
    beyond = count_beyond(found.arcs)
    edge = f" {message(language, 'move-beyond', count=beyond)}" if beyond else ""
    st.caption(f"{key} **{told}**" + (f" {reasons}." if reasons else "") + edge)


def draw_sankey(
    ways: pd.DataFrame,
    stops: Stops,
    flow: str,
    records: Records,
    theme: Theme,
    language: Language,
    *,
    is_people: bool,
    scale: float,
) -> None:
    """
    The same ways as a Sankey, and the records of the band or the place that was clicked.

    Parameters
    ----------
    ways, stops, flow, records, theme, language, scale
        As in `draw_map`.
    is_people
        Whether its widths are people, or events.
    """
    unit = "people" if is_people else "events"
    shown = picture(ways, stops, language, unit=unit)
    st.markdown(f"#### {message(language, 'move-sankey')}")
    st.caption(f"{message(language, f'move-sankey-{unit}')} {message(language, 'move-sankey-hint')}")
    if shown.bars.empty:
        st.info(message(language, "move-no-people"))
        return
    chart = sankey_chart(
        shown.bars,
        shown.edges,
        stages=shown.stages,
        height=shown.height,
        heads=_heads(language),
        colour=flow_colour(flow),
        theme=theme,
        scale=scale,
    )
    alt = message(language, "move-sankey-alt", kind=message(language, f"move-flow-{flow}"), count=len(ways))
    told = draw_chart(chart, key=f"sankey-{flow}", on_select="rerun", selection_mode=[BAND, NODE], alt=alt)
    _draw_clicked(told, shown, records, language, scale)


def _heads(language: Language) -> tuple[str, str, str]:
    """What the stages of a Sankey are."""
    first, between, last = (message(language, f"move-column-{name}") for name in ("origin", "over", "destination"))
    return first, between, last


def _draw_clicked(told: Any, shown: Picture, records: Records, language: Language, scale: float) -> None:
    """Records of what a browser says was clicked, if the picture has it."""
    band, node = _chosen(told, BAND, "band"), _chosen(told, NODE, "node")
    for name, found in (
        ("band", shown.edges[shown.edges["band"] == band]),
        ("node", shown.bars[shown.bars["node"] == node]),
    ):
        if not found.empty:
            st.markdown(f"**{plain(found.iloc[0]['tip'])}**")
            draw_cited(f"{name}-records", records(shown.ways[str(found.iloc[0][name])]), language, scale=scale)


def _chosen(told: Any, selection: str, field: str) -> str:
    """The id of a mark that a browser says was clicked, as far as it is text."""
    marks = (getattr(told, "selection", None) or {}).get(selection) or []
    mark = marks[0] if isinstance(marks, list) and marks else None
    return str(mark.get(field)) if isinstance(mark, dict) else ""
