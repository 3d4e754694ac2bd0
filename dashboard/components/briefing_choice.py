"""The choices of a briefing, in the page's address: only what goes together is offered."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.briefing.request import KINDS, Kind, Request, formats_of, papers_of
from dashboard.components.country import choose_country, choose_since, draw_unchosen
from dashboard.findings.country import default_since
from dashboard.language import Words, country_words, message
from dashboard.state import LANGUAGES, Language
from etl.contract.vocab import COUNTRIES
from etl.release_rules import ANYONE

_USUAL = "usual"
"""The audience that goes without saying: the country of the brief, else anyone."""
_WIDTHS = (2.4, 1.1, 1.3, 2, 1.2)
"""Of format, language, level, audience and paper, which not every format has a choice of."""


def choose_request(
    scenes: Mapping[str, Words], countries: pd.DataFrame, as_of: date, language: Language
) -> Request | None:
    """
    What to make.

    Parameters
    ----------
    scenes
        Id of each scene -> its title.
    countries
        Rows of `queries.country.list_countries`.
    as_of
        Where the records end.
    language
        Language of the labels.

    Returns
    -------
    Request or None
        None as long as no scene or no country is chosen; the page says so.
    """
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        kind = cast("Kind", _choose("brief", KINDS, language, is_row=True))
    chosen: dict[str, Any] = {}
    if kind == "scenes":
        with right:
            chosen["scene_ids"] = _choose_scenes(scenes, language)
    elif kind == "country":
        with right:
            which, since_when = st.columns([2, 1], vertical_alignment="bottom")
        with which:
            chosen["country"] = choose_country(countries, language) or ""
        with since_when:
            since_day = choose_since(as_of, language)
        chosen["since"] = None if since_day == default_since(as_of) else since_day
    form = _choose_form(kind, len(chosen.get("scene_ids", ())), chosen.get("country", ""), language)
    if kind == "scenes" and not chosen["scene_ids"]:
        st.info(message(language, "briefing-scene-hint"))
        return None
    if kind == "country" and not chosen["country"]:
        draw_unchosen(None, countries, language)
        return None
    return Request(kind=kind, **chosen, **form)


def _choose_scenes(scenes: Mapping[str, Words], language: Language) -> tuple[str, ...]:
    accepted = tuple(scenes)
    address.take_many("scene", accepted=accepted)
    chosen = st.multiselect(
        message(language, "briefing-scene"),
        accepted,
        format_func=lambda scene_id: scenes[scene_id][language],
        key="scene",
        placeholder=message(language, "briefing-scene-none"),
    )
    address.keep("scene", chosen)
    return tuple(chosen)


def _choose_form(kind: Kind, scenes: int, country: str, language: Language) -> dict[str, Any]:
    """What the file is, and to whom it is told: never above the viewer's own level."""
    room = iter(st.columns(_WIDTHS, vertical_alignment="bottom"))
    with next(room):
        file_format = _choose("format", formats_of(kind, scenes=scenes), language)
    with next(room):
        written = _choose("written", LANGUAGES, language, default=language)
    with next(room):
        level = _choose("level", levels_up_to(viewer_level()), language, words=lambda level: f"TLP:{level}")
    with next(room):
        audience = _choose_audience(country, language)
    papers = papers_of(file_format)
    with next(room):
        paper = _choose("paper", papers, language, is_row=True) if len(papers) > 1 else papers[0]
    return {
        "file_format": file_format,
        "language": written,
        "level": level,
        "audience": audience,
        "paper": paper,
    }


def _choose_audience(country: str, language: Language) -> str:
    """For whom it is; empty where that goes without saying."""
    anyone = message(language, "audience-anyone")
    named = {_USUAL: country_words(country, language), ANYONE: anyone} if country else {_USUAL: anyone}
    others = sorted({*COUNTRIES} - {country}, key=lambda code: country_words(code, language))
    chosen = _choose(
        "audience", (*named, *others), language, words=lambda word: named.get(word) or country_words(word, language)
    )
    return "" if chosen == _USUAL else chosen


def _choose(
    key: str,
    accepted: Sequence[str],
    language: Language,
    *,
    default: str | None = None,
    words: Callable[[str], str] | None = None,
    is_row: bool = False,
) -> str:
    """
    One of several words; its label is the message `briefing-<key>`, that of a choice `briefing-<key>-<word>`.

    What was chosen and doesn't go with the rest becomes the default.
    """
    usual = default or accepted[0]
    address.take_one(key, accepted=accepted, default=usual)
    told = words or (lambda word: message(language, f"briefing-{key}-{word.replace(':', '-')}"))
    label, help_ = message(language, f"briefing-{key}"), message(language, f"briefing-{key}-help")
    chosen: str | None
    if is_row:
        chosen = st.segmented_control(label, accepted, required=True, format_func=told, key=key, help=help_)
    else:
        chosen = st.selectbox(label, accepted, format_func=told, key=key, help=help_)
    # What a browser sends isn't held to what it was offered; a level above the viewer's must not come in so.
    shown = chosen if chosen is not None and chosen in accepted else usual
    address.keep(key, [shown], default=[usual])
    return shown
