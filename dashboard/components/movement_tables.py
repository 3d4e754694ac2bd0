"""Tables of movement: its ways, the crossings ranked, and nationalities."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.rescue import BAR, bars
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.movement import Records
from dashboard.components.records import dated
from dashboard.components.rescue_bars import clicked_keys
from dashboard.findings.choices import period_words
from dashboard.findings.movement import Stops, count_words, way_table
from dashboard.findings.rescue import nationality_words
from dashboard.findings.two_periods import Days
from dashboard.language import message
from dashboard.state import NONE, Language, ViewState

_WIDTHS = (2, 3)
"""Bars beside their table."""
MOST_BARS = 12
"""Bars of one chart; the table holds the rest."""


@dataclass(frozen=True)
class Bars:
    """How bars are drawn: their colour, whether they are people or events, and the factor of all sizes."""

    colour: str
    is_people: bool
    scale: float


def draw_ways(ways: pd.DataFrame, stops: Stops, records: Records, language: Language, *, scale: float) -> None:
    """
    All ways as a table, in place of map and picture: rows that are chosen list their records.

    Parameters
    ----------
    ways
        Ways of `queries.movement.list_parts`.
    stops
        Of `cache.movement.get_stops`.
    records
        Ids of ways -> records.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    table = way_table(ways, stops, language)
    with st.expander(message(language, "move-ways-table", count=len(ways))):
        rows = table[["origin", "over", "destination"]].assign(**_counts(ways, language))
        picked = _draw_table("way-table", rows, message(language, "move-ways-alt"), language)
        if chosen := tuple(ways["way_id"].iloc[picked]):
            draw_cited("way-records", records(chosen), language, scale=scale)
        draw_downloads(table, "movement ways", language)


def draw_crossings(
    rows: pd.DataFrame,
    ways: pd.DataFrame,
    periods: tuple[Days, Days] | None,
    records: Records,
    drawn: Bars,
    language: Language,
) -> None:
    """
    Crossings and other places on the way, ranked, and the records of those whose rows are chosen.

    Parameters
    ----------
    rows
        Of `findings.movement_crossings.crossing_rows`.
    ways, records, language
        As in `draw_ways`.
    periods
        What the verdicts compare.
    drawn
        How bars are drawn.
    """
    st.markdown(f"#### {message(language, 'move-crossings')}")
    if rows.empty:
        st.info(message(language, "move-crossings-none"))
        return
    title = message(language, "move-crossings")
    table = rows[["name", "kind", "verdict"]].assign(**_counts(rows, language))
    left, right = st.columns(_WIDTHS, gap="medium")
    with left:
        clicked = _draw_bars(rows.assign(key=rows["stop_id"]), "crossing-bars", title, drawn, language)
    with right:
        picked = _draw_table("crossing-table", table, title, language)
        _draw_compared(periods, language)
    if stops := {*clicked, *rows["stop_id"].iloc[picked]}:
        over = tuple(ways.loc[[not stops.isdisjoint(via) for via in ways["via_ids"]], "way_id"])
        draw_cited("crossing-records", records(over), language, scale=drawn.scale)
    draw_downloads(rows, "crossings", language)


def _draw_compared(periods: tuple[Days, Days] | None, language: Language) -> None:
    """Which days the verdicts compare."""
    if periods:
        days = (ViewState(date_from=first, date_to=last, language=language) for first, last in periods)
        first, second = (period_words(view) for view in days)
        st.caption(message(language, "move-compared", first=first, second=second))


def draw_nationalities(rows: pd.DataFrame, records: Records, drawn: Bars, language: Language) -> None:
    """
    One kind of movement by nationality, each with the way to its country's page.

    Parameters
    ----------
    rows
        Nationalities of `queries.movement.list_parts`.
    records
        Nationalities, `none` for those not told -> records.
    drawn, language
        As in `draw_crossings`.
    """
    title = message(language, "move-nationalities")
    named = rows.assign(name=[nationality_words(code, language) for code in rows["nationality"]])
    st.markdown(f"#### {title}")
    told = named[named["nationality"].notna()]
    if told.empty:
        st.info(message(language, "move-nationalities-none"))
        return
    links = ["" if pd.isna(code) else f"country?nationality={code}&lang={language}" for code in named["nationality"]]
    table = named[["name"]].assign(page=links, **_counts(named, language))
    codes = named["nationality"].fillna(NONE)
    left, right = st.columns(_WIDTHS, gap="medium")
    with left:
        clicked = _draw_bars(named.assign(key=codes), "nationality-bars", title, drawn, language)
    with right:
        picked = _draw_table("nationality-table", table, title, language)
    if chosen := tuple(dict.fromkeys([*clicked, *codes.iloc[picked]])):
        draw_cited("nationality-records", records(chosen), language, scale=drawn.scale)


def _draw_bars(rows: pd.DataFrame, key: str, title: str, drawn: Bars, language: Language) -> list[str]:
    """The largest as bars, nothing where nobody is counted; gives the keys of those that were clicked."""
    named = pd.DataFrame(
        {
            "key": rows["key"],
            "name": rows["name"],
            "number": rows["persons" if drawn.is_people else "events"].fillna(0).astype("int64"),
            "tip": [f"{row['name']}: {count_words(row, language)}" for row in rows.to_dict("records")],
        }
    )
    shown = named[named["number"] > 0].sort_values("number", ascending=False, kind="stable").head(MOST_BARS)
    if shown.empty:
        st.info(message(language, "move-no-people"))
        return []
    value = message(language, "move-unit-people" if drawn.is_people else "move-unit-events")
    chart = bars(shown, value=value, scale=drawn.scale, colour=drawn.colour)
    told = draw_chart(chart, key=key, alt=title, on_select="rerun", selection_mode=BAR)
    if len(rows) > MOST_BARS:
        st.caption(message(language, "rescue-bars-cut", shown=MOST_BARS))
    return clicked_keys(told, shown)


def _counts(rows: pd.DataFrame, language: Language) -> dict[str, Any]:
    """Columns of counts, and of the newest report."""
    dates = zip(rows["last_date"], rows["last_precision"], strict=True)
    return {
        "events": rows["events"].tolist(),
        "people": ["–" if pd.isna(count) else f"{int(count):,}" for count in rows["persons"]],
        "untold": (rows["records"] - rows["told"]).tolist(),
        "newest": [dated(day, precision, language) for day, precision in dates],
    }


def _headed(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    return rows.rename(columns={name: message(language, f"move-column-{name}") for name in rows.columns})


def _draw_table(key: str, rows: pd.DataFrame, alt: str, language: Language) -> list[int]:
    """A table whose rows can be chosen; gives the places of those that are."""
    table = _headed(rows, language)
    link = st.column_config.LinkColumn(display_text=message(language, "move-open-country"))
    config = {message(language, "move-column-page"): link} if "page" in rows else None
    told = st.dataframe(
        table, hide_index=True, key=key, alt=alt, on_select="rerun", selection_mode="multi-row", column_config=config
    )
    return [row for row in told.selection.rows if row < len(rows)]
