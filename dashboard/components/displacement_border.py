"""The border chronogram: the choice of the neighbour, the picture, its caption, and what was clicked in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.charts.chronogram import MOVE, SQUARE, border_chronogram_chart
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.plain_text import plain
from dashboard.findings.displacement_chronogram import NEIGHBOURS, BorderPicture, act_rows, move_rows
from dashboard.language import country_words, date_words, message
from dashboard.layers.palette import Theme
from dashboard.state import Language

OfSquare = Callable[[tuple[float, float], tuple[date, date]], pd.DataFrame]
ById = Callable[[tuple[str, ...]], pd.DataFrame]


def choose_neighbour(language: Language) -> str:
    """The country across the border; the page's address says."""
    address.take_one("neighbour", accepted=NEIGHBOURS, default="MM")
    chosen = st.segmented_control(
        message(language, "displace-neighbour"),
        NEIGHBOURS,
        required=True,
        format_func=lambda word: country_words(word, language),
        key="neighbour",
    )
    address.keep("neighbour", [str(chosen)], default=["MM"])
    return str(chosen)


def draw_border(
    picture: BorderPicture,
    said: list[str],
    of_square: OfSquare,
    by_id: ById,
    theme: Theme,
    language: Language,
    *,
    scale: float,
) -> None:
    """
    The chronogram, its caption, its table, and the records of what was clicked.

    Parameters
    ----------
    picture
        What it shows.
    said
        Its caption; see `findings.displacement_chronogram.caption`.
    of_square
        A stretch and the first days of a month and the next -> records.
    by_id
        Ids -> records.
    theme, language
        Day or night; Thai or English.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"**{plain(said[0])}**")
    acts, moves = act_rows(picture, language), move_rows(picture, language)
    if picture.squares.empty and moves.empty:
        st.info(message(language, "displace-border-none"))
    else:
        chart = border_chronogram_chart(
            picture.squares,
            picture.stretches,
            acts,
            moves,
            length_km=picture.length_km,
            first=picture.first,
            last=picture.last,
            theme=theme,
            language=language,
            scale=scale,
        )
        told = draw_chart(
            chart,
            key="chronogram",
            on_select="rerun",
            selection_mode=[SQUARE, MOVE],
            alt=said[0],
        )
        _draw_marks(acts, moves, language)
        _draw_clicked(told, picture, of_square, by_id, language, scale)
    st.caption(f"{' '.join(said[1:])} {message(language, 'finding-caveat')}")
    with st.expander(message(language, "as-table")):
        _draw_tables(picture, moves, by_id, language, scale)


def _draw_marks(acts: pd.DataFrame, moves: pd.DataFrame, language: Language) -> None:
    """What the numbered lines and the arrows are."""
    lines = [plain(label) for label in acts["label"]]
    arrows = message(language, "displace-arrows", count=len(moves))
    st.markdown(f":small[:orange[**↑↓**] {arrows} {'; '.join(lines)}]")


def _draw_clicked(
    told: Any, picture: BorderPicture, of_square: OfSquare, by_id: ById, language: Language, scale: float
) -> None:
    """The records of the square and the arrow that were clicked, if the picture has them."""
    square, move = _chosen(told, SQUARE), _chosen(told, MOVE)
    squares, moves = picture.squares, picture.moves
    month, km = square.get("month"), square.get("from_km")
    found = squares[(squares["month"] == _day_text(month)) & (squares["from_km"] == km)]
    if not found.empty:
        row = found.iloc[0]
        days = date.fromisoformat(row["month"]), date.fromisoformat(row["month_end"])
        st.markdown(
            f"**km {row['from_km']:.0f}–{row['to_km']:.0f} · {date_words(days[0], language, precision='month')}**"
        )
        rows = of_square((float(row["from_km"]), float(row["to_km"])), days)
        draw_cited("square-records", rows, language, scale=scale)
    if move.get("displacement_id") in set(moves["displacement_id"]):
        draw_cited("arrow-records", by_id((str(move["displacement_id"]),)), language, scale=scale)


def _day_text(month: object) -> str:
    """A month that a browser tells, as the picture writes it."""
    if isinstance(month, int | float):
        return pd.Timestamp(month, unit="ms").date().isoformat()
    return str(month)[:10]


def _chosen(told: Any, name: str) -> dict[str, Any]:
    """What a browser says was clicked, if it is a mark at all."""
    chosen = (getattr(told, "selection", None) or {}).get(name) or []
    return chosen[0] if isinstance(chosen, list) and chosen and isinstance(chosen[0], dict) else {}


def _draw_tables(picture: BorderPicture, moves: pd.DataFrame, by_id: ById, language: Language, scale: float) -> None:
    """Squares and reported moves as tables."""
    squares = picture.squares
    months = [date_words(date.fromisoformat(day), language, precision="month") for day in squares["month"]]
    stretch = [f"{start:.0f}–{end:.0f}" for start, end in zip(squares["from_km"], squares["to_km"], strict=True)]
    rows = {"displace-km": stretch, "displace-month": months, "displace-events": squares["events"].tolist()}
    table = pd.DataFrame({message(language, key): values for key, values in rows.items()})
    st.dataframe(table, hide_index=True, key="chronogram-table", alt=message(language, "displace-border"))
    draw_downloads(squares.drop(columns="shade"), "border-months", language)
    if not moves.empty:
        st.markdown(f"**{message(language, 'displace-reported')}**")
        draw_cited("move-records", by_id(tuple(moves["displacement_id"])), language, scale=scale)
