"""The evidence of one arc of Displacement's map: who reported a move, or what two sectors lost and gained."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.cited import draw_cited
from dashboard.components.plain_text import plain
from dashboard.findings.displacement_choice import Counted
from dashboard.language import date_words, message
from dashboard.layers import arcs, inferred
from dashboard.map.protocol import Picked
from dashboard.state import Language

Months = tuple[date, date]


@dataclass(frozen=True, eq=False)
class Arcs:
    """
    The arcs of a map, and the ways to their records.

    Attributes
    ----------
    reported, inferred
        Of `findings.displacement_arcs.told_moves` and `told_inferred`.
    counted
        What was compared for those inferred; None where nothing was weighed.
    of_moves
        Ids of groups -> records of reported moves.
    of_sectors
        Sectors, first and last month -> records of activity.
    """

    reported: pd.DataFrame
    inferred: pd.DataFrame
    counted: Counted | None
    of_moves: Callable[[tuple[str, ...]], pd.DataFrame]
    of_sectors: Callable[[tuple[str, ...], date, date], pd.DataFrame]

    @property
    def columns(self) -> dict[str, str]:
        """Layer -> the column by which its rows are picked."""
        return {arcs.LAYER_ID: "arc_id", inferred.BAND_ID: "arc_id"}

    @property
    def rows(self) -> dict[str, set[str]]:
        """Layer -> ids of the arcs that can be picked."""
        return {arcs.LAYER_ID: set(self.reported["arc_id"]), inferred.BAND_ID: set(self.inferred["arc_id"])}


def draw_arc(drawn: Arcs, picked: Picked, language: Language, *, scale: float, key: str = "arc") -> None:
    """
    What an arc is, and its records.

    Parameters
    ----------
    drawn
        The arcs of the map.
    picked
        One of `drawn.rows`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    key
        What the keys of its tables begin with.
    """
    frame = drawn.reported if picked.layer == arcs.LAYER_ID else drawn.inferred
    arc = frame[frame["arc_id"] == picked.id].iloc[0].to_dict()
    if picked.layer == arcs.LAYER_ID:
        st.markdown(f"**{message(language, 'displace-arc-reported')} {plain(arc['from'])} → {plain(arc['to'])}**")
        draw_cited(f"{key}-records", drawn.of_moves(tuple(arc["group_ids"])), language, scale=scale)
    elif drawn.counted is not None and drawn.counted.before and drawn.counted.after:
        _draw_inferred(drawn, arc, drawn.counted.before, drawn.counted.after, language, scale=scale, key=key)


def _draw_inferred(
    drawn: Arcs, arc: Mapping[Any, Any], before: Months, after: Months, language: Language, *, scale: float, key: str
) -> None:
    """That nobody reported it, what its origin lost, and what its destination gained, with the records of each."""
    st.markdown(f"**{message(language, 'displace-arc-inferred')} {plain(arc['from'])} → {plain(arc['to'])}**")
    held = {"records": float(arc["records"]), "held": round(100 * arc["resample_share"])}
    st.markdown(f"{message(language, 'displace-arc-how', **held)} :small[{message(language, 'finding-caveat')}]")
    for side, sector, name, shown in (
        ("lost", arc["origin"], arc["from"], before),
        ("gained", arc["destination"], arc["to"], after),
    ):
        told = {months: drawn.of_sectors((sector,), *months) for months in (before, after)}
        counts = {"before": _records(told[before]), "after": _records(told[after])}
        st.markdown(f"**{plain(message(language, f'displace-arc-{side}', sector=name, **counts))}**")
        st.caption(message(language, "displace-arc-months", months=_month_words(shown, language)))
        draw_cited(f"{key}-{side}", told[shown], language, scale=scale)


def _records(told: pd.DataFrame) -> int:
    """How many records match, listed or not."""
    return 0 if told.empty else int(told["of_records"].iloc[0])


def _month_words(months: Months, language: Language) -> str:
    first, last = (date_words(month, language, precision="month") for month in months)
    return first if first == last else f"{first} – {last}"


def draw_arc_table(drawn: Arcs, language: Language, *, scale: float) -> None:
    """All arcs as a table, in place of the map: the row that is chosen lists its records."""
    parts = [(arcs.LAYER_ID, "reported", drawn.reported), (inferred.BAND_ID, "inferred", drawn.inferred)]
    picks = [Picked(layer, arc_id) for layer, _, frame in parts for arc_id in frame["arc_id"]]
    if not picks:
        return
    with st.expander(message(language, "displace-arc-table", count=len(picks))):
        columns = {
            "displace-arc-kind": [
                message(language, f"displace-arc-{kind}") for _, kind, rows in parts for _ in rows.index
            ],
            "displace-from": [name for *_, rows in parts for name in rows["from"]],
            "displace-to": [name for *_, rows in parts for name in rows["to"]],
        }
        table = pd.DataFrame({message(language, name): values for name, values in columns.items()})
        alt = message(language, "displace-arc-alt")
        told = st.dataframe(
            table, hide_index=True, key="arc-table", on_select="rerun", selection_mode="single-row", alt=alt
        )
        for row in told.selection.rows:
            if 0 <= row < len(picks):
                draw_arc(drawn, picks[row], language, scale=scale, key="arc-row")
