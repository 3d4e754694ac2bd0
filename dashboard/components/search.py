"""Explore's search: a box that takes any name, what is like it, and a card for what was chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.map import dismiss_choice
from dashboard.components.plain_text import plain
from dashboard.language import country_words, message
from dashboard.map.protocol import Focus, View
from dashboard.state import Language
from geo.coordinates import points_to_text
from geo.gazetteer import SURE_SCORE, Hit

_AT = "at"
"""The word in the address: `place-` or `compound-` and the id."""
_TEXT = "find"
_LONGEST_TEXT = 80
_MOST_NEAREST = 4
_EXACT = 97.9
_DIGITS = {"site": 4, "town": 2, "district": 1}
"""Precision of a point -> decimals of a degree, and digits of MGRS each way, that it is known to."""
_ZOOM = {"site": 13.0, "town": 11.0, "district": 9.5, "province": 8.0, "country": 6.0}

Find = Callable[[str], list[Hit]]


@dataclass(frozen=True, kw_only=True)
class ChosenPlace:
    """
    The place or compound that the reader chose.

    Attributes
    ----------
    named_id
        Its word in the address.
    place_id, compound_id
        Its id; one of the two is None.
    kind
        Kind of the place, or `compound`.
    name, name_th
        Its names; the Thai one is None where it has none.
    country
        Two letters of ISO 3166-1.
    longitude, latitude
        WGS 84 decimal degrees; None where it has no point.
    location_precision
        How far to trust the point; None where it has none.
    border_country, border_km, border_offset_km, side
        Its place along the border; None where no border is near.
    records
        Number of records that name it, whatever the filters.
    """

    named_id: str
    place_id: str | None
    compound_id: str | None
    kind: str
    name: str
    name_th: str | None
    country: str
    longitude: float | None
    latitude: float | None
    location_precision: str | None
    border_country: str | None
    border_km: float | None
    border_offset_km: float | None
    side: str | None
    records: int

    @property
    def focus(self) -> Focus | None:
        """Where a map shows it as closely as it is known; None where it has no point."""
        if self.longitude is None or self.latitude is None:
            return None
        view = View(self.longitude, self.latitude, _ZOOM.get(self.location_precision or "", 8.0))
        return Focus(self.named_id, view)

    def round_it(self, language: Language) -> dict[str, Any]:
        """Its point and its name, as a circle round it takes them; nothing where it has no point."""
        if self.longitude is None or self.latitude is None:
            return {}
        return {"point": (self.longitude, self.latitude), "name": _names(self, language)[0]}

    @property
    def place_ids(self) -> tuple[str, ...]:
        """Its id among places, to ask for records by."""
        return () if self.place_id is None else (self.place_id,)

    @property
    def compound_ids(self) -> tuple[str, ...]:
        """Its id among compounds, to ask for records by."""
        return () if self.compound_id is None else (self.compound_id,)


def choose_place(named: pd.DataFrame, find: Find, language: Language) -> ChosenPlace | None:
    """
    The search box.

    Parameters
    ----------
    named
        Rows of `queries.names.list_named`.
    find
        Places and compounds like a text, best first.
    language
        Language of the page; any language can be typed.

    Returns
    -------
    ChosenPlace or None
        What was chosen, here or in the address.
    """
    accepted = named["named_id"].tolist()
    address.take_one(_AT, accepted=accepted, default="")
    if st.session_state[_AT] not in accepted:
        # A load, or a lower level, may have taken away what was chosen.
        st.session_state[_AT] = ""
    st.text_input(
        message(language, "find-label"),
        key=_TEXT,
        placeholder=message(language, "find-placeholder"),
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_look_up,
        args=(find,),
    )
    address.keep(_AT, [st.session_state[_AT]], default=[""])
    return _chosen_place(named, st.session_state[_AT]) if st.session_state[_AT] else None


def draw_found(named: pd.DataFrame, find: Find, language: Language) -> None:
    """
    What is like the text in the box, to choose from; beside what was chosen, only what is very like it.

    Parameters
    ----------
    named, find, language
        As in `choose_place`.
    """
    text = _typed()
    if not text:
        return
    hits = find(text)
    like = [hit for hit in hits if hit.score >= SURE_SCORE]
    if st.session_state[_AT]:
        hits = [hit for hit in like if hit.place_id != st.session_state[_AT]]
        title = message(language, "find-also", text=plain(text))
    elif like:
        hits = like
        title = message(language, "find-found", count=len(hits), text=plain(text))
    else:
        st.warning(message(language, "find-none", text=plain(text)))
        hits = hits[:_MOST_NEAREST]
        title = message(language, "find-nearest")
    if hits:
        _draw_hits(title, hits, named, language)


def _draw_hits(title: str, hits: list[Hit], named: pd.DataFrame, language: Language) -> None:
    """Places to choose from, one line each."""
    with st.container(key="found", gap="xxsmall"):
        st.markdown(f"**{title}**")
        for hit in hits:
            label = _suggestion(_chosen_place(named, hit.place_id), hit.name, language)
            st.button(label, key=f"hit-{hit.place_id}", type="tertiary", on_click=_choose, args=(hit.place_id,))


def draw_card(place: ChosenPlace, language: Language) -> None:
    """
    A place or compound: both names, what it is, where it stands and how exactly that is known.

    Parameters
    ----------
    place
        What was chosen.
    language
        Language of the words.
    """
    with st.container(border=True, key="card", gap="xsmall"):
        title, back = st.columns([4, 1], vertical_alignment="top")
        first, second = _names(place, language)
        title.markdown(f"##### {plain(first)}" + (f" :gray[{plain(second)}]" if second else ""))
        back.button(message(language, "find-forget"), key="forget", on_click=_choose, args=("",), width="stretch")
        st.markdown(" · ".join([_what(place, language), message(language, "find-all", count=place.records)]))
        lines = [*_position_lines(place, language), *_border_lines(place, language)]
        if lines:
            st.markdown("  \n".join(f":gray[{label}] {value}" for label, value in lines))


def draw_records_title(language: Language) -> None:
    """The title of the records that name what was chosen."""
    st.markdown(f"**{message(language, 'find-matching')}**")


def _look_up(find: Find) -> None:
    """Take what a text names without doubt; else leave the choice to the reader."""
    hits = find(_typed())
    runner_up = hits[1].score if len(hits) > 1 else 0.0
    is_sure = bool(hits) and hits[0].score >= _EXACT and runner_up < _EXACT
    _choose(hits[0].place_id if is_sure else "", keep_text=True)


def _choose(named_id: str, *, keep_text: bool = False) -> None:
    """Choose, or forget what was chosen; what was clicked on the map gives way."""
    st.session_state[_AT] = named_id
    if not keep_text:
        st.session_state[_TEXT] = ""
    dismiss_choice()


def _typed() -> str:
    """The text in the box; a browser's limit is checked again."""
    return " ".join(str(st.session_state.get(_TEXT) or "").split())[:_LONGEST_TEXT]


def _chosen_place(named: pd.DataFrame, named_id: str) -> ChosenPlace:
    """One place of the list as a value."""
    row = named[named["named_id"] == named_id].iloc[0]
    known: dict[str, Any] = {str(name): None if pd.isna(value) else value for name, value in row.items()}
    known["records"] = int(known["records"])
    return ChosenPlace(**known)


def _names(place: ChosenPlace, language: Language) -> tuple[str, str]:
    """The name in the language of the page, and the other; empty where there is none."""
    if language == "th" and place.name_th:
        return place.name_th, place.name
    return place.name, place.name_th or ""


def _what(place: ChosenPlace, language: Language) -> str:
    """Kind, country, and how exactly its place is known."""
    kind = message(language, f"place-kind-{place.kind}")
    country = country_words(place.country, language)
    known = message(language, f"find-known-{place.location_precision or 'nowhere'}")
    return f"{message(language, 'find-what', kind=kind, country=country)} · {known}"


def _suggestion(place: ChosenPlace, found: str, language: Language) -> str:
    """One line to choose: the name, the name that was found where it is another, and what it is."""
    first, second = _names(place, language)
    other = found if found not in (first, second) and not first.startswith(found) else second
    names = f"**{plain(first)}**" + (f" {plain(other)}" if other else "")
    records = message(language, "find-records", count=place.records)
    return f"{names} :gray[{_what(place, language)} · {records}]"


def _position_lines(place: ChosenPlace, language: Language) -> list[tuple[str, str]]:
    """The point as text, no finer than it is known; none for a province or a country."""
    digits = _DIGITS.get(place.location_precision or "")
    if digits is None or place.longitude is None or place.latitude is None:
        return []
    point = np.array([place.longitude]), np.array([place.latitude])
    degrees = points_to_text(*point, system="degrees", digits=digits)[0]
    grid = points_to_text(*point, system="mgrs", digits=digits)[0]
    return [(message(language, "find-position"), str(degrees)), (message(language, "find-mgrs"), str(grid))]


def _border_lines(place: ChosenPlace, language: Language) -> list[tuple[str, str]]:
    """Its place along the border, where it has one."""
    if place.border_country is None or place.border_km is None or place.border_offset_km is None:
        return []
    words = message(
        language,
        "find-border-at",
        border=country_words(place.border_country, language),
        km=round(place.border_km),
        offset=round(abs(place.border_offset_km), 1),
        side=country_words(place.side or "", language),
    )
    if place.location_precision != "site":
        words = f"{words} {message(language, 'find-representative')}"
    return [(message(language, "find-border"), words)]
