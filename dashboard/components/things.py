"""Places and compounds with where each was read and what uses it, and the records that do."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.alerts.words import source_words
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.records import dated, file_words, sourced_columns
from dashboard.language import country_words, message
from dashboard.state import Language

Uses = Callable[[str], pd.DataFrame]
"""Id of a place or a compound -> the records that name it."""
_WIDTHS = {"thing": 230, "kind": 110, "country": 230, "known": 90, "used": 330, "date": 130, "publisher": 210}
_NONE = ""


def draw_things(things: pd.DataFrame, uses: Uses, language: Language, *, key: str, scale: float) -> None:
    """
    Places and compounds as a table, and the records of the one that is chosen; the page's address says which.

    Parameters
    ----------
    things
        Rows of `queries.things.list_things`.
    uses
        Id -> records that name it.
    language
        Language of the words.
    key
        The choice's key, which is its word in the address.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    if things.empty:
        st.info(message(language, "things-none"))
        return
    st.caption(message(language, "things-told", count=len(things)))
    columns = sourced_columns(_WIDTHS, language, scale=scale)
    rows = things.to_dict("records")
    st.dataframe(
        pd.DataFrame([_row(row, language) for row in rows], columns=list(columns)),
        column_config=columns,
        hide_index=True,
        key=f"{key}-table",
        alt=message(language, "things-alt"),
    )
    draw_downloads(things.drop(columns="id"), f"places {key}", language)
    _draw_uses({row["thing_id"]: row for row in rows}, uses, language, key=key, scale=scale)


def _draw_uses(named: dict[str, dict[Any, Any]], uses: Uses, language: Language, *, key: str, scale: float) -> None:
    """The choice of one, and the records that name it."""
    if st.session_state.get(key, _NONE) not in (_NONE, *named):
        st.session_state[key] = _NONE
    address.take_one(key, accepted=tuple(named), default=_NONE)
    chosen = st.selectbox(
        message(language, "things-choose"),
        (_NONE, *named),
        format_func=lambda word: f"{_name(named[word], language)} ({_used(named[word], language)})" if word else "–",
        key=key,
    )
    address.keep(key, [chosen], default=[_NONE])
    if chosen:
        draw_cited(f"{key}-records", uses(chosen), language, scale=scale)


def _row(thing: dict[Any, Any], language: Language) -> dict[str, str]:
    """One place or compound in words."""
    country = "–" if pd.isna(thing["country"]) else country_words(thing["country"], language)
    if thing["side_conflict"] is True:
        side, km = country_words(thing["side"], language), float(thing["distance_km"])
        country = message(language, "things-across", country=country, side=side, km=km)
    kind = "thing-compound" if thing["thing"] == "compound" else f"place-kind-{thing['kind']}"
    return {
        "thing": _name(thing, language),
        "kind": message(language, kind),
        "country": country,
        "known": message(language, f"place-precision-{_known(thing['location_precision'])}"),
        "used": _used(thing, language),
        "date": message(language, "things-undated") if thing["thing"] == "place" else _dated(thing, language),
        "publisher": _publisher(thing, language),
        "link": "" if pd.isna(thing["source_url"]) else thing["source_url"],
        "file": file_words(thing),
    }


def _known(precision: Any) -> str:
    return "none" if pd.isna(precision) else str(precision)


def _dated(thing: dict[Any, Any], language: Language) -> str:
    return dated(thing["event_date"], thing["date_precision"], language)


def _name(thing: dict[Any, Any], language: Language) -> str:
    return str(thing["name_th"] if language == "th" and not pd.isna(thing["name_th"]) else thing["name"])


def _publisher(thing: dict[Any, Any], language: Language) -> str:
    """Who told it; of a place, whose rows name nobody, the source that its file is."""
    if not pd.isna(thing["publisher"]):
        return str(thing["publisher"])
    return "–" if pd.isna(thing["source_name"]) else source_words(str(thing["source_name"]), language)


def _used(thing: dict[Any, Any], language: Language) -> str:
    """How many records, compounds and sectors use it."""
    counts = {name: int(thing[name]) for name in ("records", "compounds", "sectors")}
    told = [message(language, f"things-{name}", count=count) for name, count in counts.items() if count]
    return ", ".join(told) or message(language, "things-unused")
